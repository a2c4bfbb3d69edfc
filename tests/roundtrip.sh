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

mkdir "$work/markdown" "$work/text.model" "$work/markdown.model"
$gongwen convert "$@" -o "$work/markdown" >"$work/said" 2>&1
$gongwen convert --to model "$@" -o "$work/text.model" >>"$work/said" 2>&1
set -- "$#" "$work"/markdown/*.md
texts=$1
shift
# A document of a file of its own is the other's part.
$gongwen convert --to model "$@" -o "$work/markdown.model" >>"$work/said" 2>&1

# Without what may differ.
sed -i 's/ //g; s/　//g; /^文件:/d; s/^附件说明:[0-9]*\./附件说明:/' \
    "$work"/*.model/*.model
cd "$work" || exit 2
n=0 status=0
for model in text.model/*.model; do
	n=$((n + 1))
	[ -s "$model" ] || { echo "$model: nothing was read"; status=1; }
done
[ $n -eq "$texts" ] ||
    { echo "$n of $texts texts were converted"; cat said; status=1; }
diff -r text.model markdown.model >differ
grep -v '^Only in markdown.model: ' differ && status=1
exit $status
