#!/bin/sh
# What Word can hold and others put there: each word of seventeen documents is
# kept, in its order, or there is a warning with its place.
# usage: tests/foreign.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1
python3 tests/readers/foreign.py make "$work" >"$work/names" || exit 1
while read -r name; do
	$GONGWEN convert --lang zh "$work/$name.docx" -o "$work/$name.md" \
	    >"$work/$name.said" 2>&1 || { cat "$work/$name.said"; exit 1; }
	$GONGWEN build --lang zh -q "$work/$name.docx" -o "$work/out.docx" \
	    >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
done <"$work/names"
python3 tests/readers/foreign.py check "$work"
