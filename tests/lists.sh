#!/bin/sh
# One list, one place: no other file spells the names of a table of the
# program (five of them in quotes, a list of names alone), and no two lists of
# words say the same.
# usage: tests/lists.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1 failed=0

# alone TABLE MACRO LEAST: the first string of each row, elsewhere in src
alone() {
	sed -n "s/^$2([^\"]*\"\([^\" ]*\)[\" ].*/\"\1\"/p" "$1" >"$work/names"
	[ "$(wc -l <"$work/names")" -ge "$3" ] ||
	    { echo "where is $1?"; failed=1; }
	grep -o -F -f "$work/names" src/*/*.[ch] src/*/*.def src/main.c |
	    sort -u | awk -F : -v table="$1" '{ n[$1]++ }
		END { for (file in n) if (n[file] >= 5 && file != table)
			print file " spells " table }' >"$work/spells"
	cat "$work/spells"
	[ ! -s "$work/spells" ] || failed=1
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
# Words of two lists that are not one: each pair, and why.
LC_ALL=C awk -f tests/twice.awk src/*/*.[ch] >"$work/twice"
while read -r one other why; do
	sed -i "\\|^src/$one:[0-9]* and src/$other:|d" "$work/twice"
	[ -n "$why" ] || { echo "$one, $other: why?"; failed=1; }
done <<-EOF
	check/marks.c check/marks.c verbs before a quotation, before a colon
	check/sums.c layout/columns.c not added up; not set as quantities
	collect/write.c layout/columns.c kept as text; not set as quantities
	collect/write.c text/contact.c fields of a form; keys of a line
	document/leftover.c text/words.c behind a masked name; whom one writes to
	renew/rule.c text/words.c behind a year; behind a title
	renew/rule.c renew/token.c what comes each year; words for a year
	renew/rule.c renew/rule.c before and behind a number
	renew/token.c renew/token.c no month; no year; ranges of years
	renew/token.c text/ordinal.c counters; what 3、4 may count
	text/words.c text/words.c what an organ has; what a paper is
EOF
cat "$work/twice"
[ ! -s "$work/twice" ] || failed=1
exit $failed
