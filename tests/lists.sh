#!/bin/sh
# One list, one place: no other file spells the names of a table of the
# program (five of them in quotes, a list of names alone).
# usage: tests/lists.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1 failed=0

# alone TABLE MACRO LEAST: the first string of each row, elsewhere in src
alone() {
	sed -n "s/^$2([^\"]*\"\([^\" ]*\)[\" ].*/\"\1\"/p" "$1" >"$work/names"
	[ "$(wc -l <"$work/names")" -ge "$3" ] ||
	    { echo "where is $1?"; failed=1; }
	for file in src/*/*.[ch] src/*/*.def src/main.c; do
		[ "$file" = "$1" ] && continue
		n=$(grep -o -F -f "$work/names" "$file" | sort -u | wc -l)
		[ "$n" -lt 5 ] || { echo "$file spells $1"; failed=1; }
	done
}

alone src/text/size.def SIZE 16
alone src/document/setting.def SETTING 13
alone src/text/genre.def GENRE 30

# known FILE TABLE BEGIN: the names that begin so in FILE are those of TABLE
known() {
	grep -o "\"$3[^\"]*\"" "$1" | sort -u | while read -r name; do
		grep -qF "${name%?}" "$2" || echo "$1: no $name in $2"
	done >"$work/strange"
	cat "$work/strange"
	[ ! -s "$work/strange" ] || failed=1
}

known src/source/docx_own.c src/layout/style.def 公文
exit $failed
