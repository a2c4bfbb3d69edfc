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
source/plan.md
END

for source in input/[01]*.md input/[01]*.txt tests/cases/*/*.md tests/cases/*/*.txt; do
	[ -e "$source" ] || continue
	rm -rf "$work/made"
	mkdir "$work/made"
	$GONGWEN build -q "$source" -o "$work/made/a.docx" >/dev/null 2>&1
	[ -e "$work/made/a.docx" ] || continue
	n=$((n + 1))
	(cd "$work/made" && $GONGWEN convert a.docx -o a.md &&
	    $GONGWEN build -q a.md -o b.docx) >"$work/said" 2>&1
	cmp -s "$work/made/a.docx" "$work/made/b.docx" && same=1 || same=0
	grep -qxF "${source#tests/cases/}" "$work/known" && known=1 || known=0
	[ "$same" -ne "$known" ] && continue
	[ "$same" -eq 1 ] && echo "$source: comes back; take it off the list" ||
	    echo "$source: is another document when it comes back"
	failed=1
done
[ "$n" -gt 150 ] || { echo "only $n documents were made"; failed=1; }
exit $failed
