#!/bin/sh
# What Word can hold and others put there: each word of a document is kept, in
# its order, or there is a warning with its place; what convert writes of it
# builds the same.
# usage: tests/foreign.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1
python3 tests/readers/foreign.py make "$work" >"$work/names" || exit 1
while read -r name; do
	$GONGWEN convert --lang zh "$work/$name.docx" -o "$work/$name.md" \
	    >"$work/$name.said" 2>&1 || { cat "$work/$name.said"; exit 1; }
	$GONGWEN build --lang zh -q "$work/$name.docx" -o "$work/out.docx" \
	    >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
	$GONGWEN build -q "$work/$name.md" -o "$work/again.docx" \
	    >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
	cmp -s "$work/out.docx" "$work/again.docx" ||
	    echo "$name: its Markdown builds another document"
	rm -f "$work/out.docx" "$work/again.docx"
done <"$work/names" >"$work/other"
cat "$work/other"
python3 tests/readers/foreign.py check "$work" && [ ! -s "$work/other" ]
