#!/bin/sh
# Every finding of the table is shown by a test: in what a case expects, in the
# examples of the rules, or by its id in a unit.  Print those that are not.
# usage: tests/findings.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
{
	cat tests/cases/*/*.lint tests/cases/*/*.check tests/cases/*/*.out |
	    grep -o '\[[a-z-]*\]' | tr -d '[]'
	sed -n 's/^# \([a-z-]*\)$/\1/p' tests/cases/*/*.diff
	grep -ho 'FINDING_[A-Z_]*' tests/unit/*.c | sed 's/^FINDING_//' |
	    tr A-Z_ a-z-
	# Nets below the program itself: no input is known to fall into them.
	printf '%s\n' text-lost text-twice text-changed
} | sort -u >"$1/shown" || exit 2
sed -n 's/^F([^"]*"\([^"]*\)".*/\1/p' src/base/finding.def | sort |
    comm -23 - "$1/shown" >"$1/never" || exit 2
[ -s "$1/never" ] || exit 0
sed 's/^/no test shows the finding /' "$1/never"
exit 1
