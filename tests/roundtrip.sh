#!/bin/sh
# A plain text and the Markdown that convert makes of it are the same document:
# convert writes the same model of both.  Blanks are layout; an ordinal that
# the program would make itself need not be written; a forwarded document
# comes to stand in a file of its own.
# usage: tests/roundtrip.sh WORK-FOLDER [TEXT ...]
cd "$(dirname "$0")/.." || exit 2
gongwen=${GONGWEN:-./gongwen}
work=$1
shift
[ $# -gt 0 ] || set -- tests/cases/plain/*.txt

# model FILE: without what may differ
model() {
	$gongwen convert --to model "$1" -o - 2>/dev/null | tr -d ' ' |
	    sed 's/　//g; /^文件:/d; s/^附件说明:[0-9]*\./附件说明:/'
}

status=0 n=0
for text; do
	name=$(basename "$text" .txt)
	$gongwen convert "$text" -o "$work/$name.md" 2>/dev/null || {
		echo "$text: not converted"
		status=1
		continue
	}
	model "$text" >"$work/1"
	model "$work/$name.md" >"$work/2"
	n=$((n + 1))
	[ -s "$work/1" ] && cmp -s "$work/1" "$work/2" && continue
	echo "$text: the Markdown reads differently"
	diff "$work/1" "$work/2"
	status=1
done
[ "$n" -gt 0 ] || { echo "no text"; status=1; }
exit $status
