#!/bin/sh
# A DOCX that build made comes back as it was: of every source of input/ and of
# the cases, what convert writes of its DOCX builds the same DOCX, to the byte.
# usage: tests/back.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1 n=0 failed=0

# What is not in a DOCX, and why:
#	placeholders are filled, conditions decided;
#	a code block's lines, a picture and a DOCX taken in have no place there.
cat >"$work/known" <<'END'
front/said.md
given/fence-own.md
source/plan.md
END

for folder in input tests/cases/*; do
	for suffix in md txt; do
		name=${folder##*/}
		set -- "$folder"/*.$suffix
		[ "$folder" != input ] || set -- input/[01]*.$suffix
		[ -e "$1" ] || continue
		to=$work/$name.$suffix
		mkdir "$to" "$to/made" "$to/text" "$to/again"
		$GONGWEN build -q "$@" -o "$to/made" >/dev/null 2>&1
		rm -f "$to"/made/*-附件[1-9].docx	# no documents themselves
		set -- "$to"/made/*.docx
		[ -e "$1" ] || continue
		n=$((n + $#))
		{ $GONGWEN convert "$@" -o "$to/text"
		$GONGWEN build -q "$to"/text/*.md -o "$to/again"; } \
		    >"$to/said" 2>&1
		# What of it was not read, or not made, is only in made.
		diff -rq "$to/made" "$to/again" |
		    sed -n "s|.*/made[:/] *\([^ ]*\)\.docx.*|$name/\1.$suffix|p"
	done
done >"$work/other"
sort "$work/other" | diff "$work/known" - | sed -n '
	s/^< \(.*\)/\1: comes back; take it off the list/p
	s/^> \(.*\)/\1: is another document when it comes back/p' >"$work/said"
[ ! -s "$work/said" ] || { cat "$work/said"; failed=1; }
[ "$n" -gt 350 ] || { echo "only $n documents were made"; failed=1; }
exit $failed
