#!/bin/sh
# Documents as people have them, and how a careful reader reads them: NNN.txt
# and NNN.json of tests/reading.  What they are was labelled by hand before the
# program read them.  tools/fit reads them as well.
# usage: tests/reading.sh WORK-FOLDER
cd "$(dirname "$0")/reading" || exit 2
work=$1 failed=0

for text in *.txt; do
	$GONGWEN convert -q --to json "$text" -o - >"$work/json" 2>/dev/null
	diff -u "${text%.txt}.json" "$work/json" || failed=1
done
exit $failed
