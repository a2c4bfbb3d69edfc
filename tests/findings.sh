#!/bin/sh
# Every finding of the table is shown by a test: in what a case expects, in the
# examples of the rules, or by its id in a unit.  Print those that are not.
cd "$(dirname "$0")/.." || exit 2
{
	cat tests/cases/*/*.lint tests/cases/*/*.check tests/cases/*/*.out |
	    grep -o '\[[a-z-]*\]' | tr -d '[]'
	sed -n 's/^# \([a-z-]*\)$/\1/p' tests/cases/*/*.diff
	grep -ho 'FINDING_[A-Z_]*' tests/unit/*.c | sed 's/^FINDING_//' |
	    tr A-Z_ a-z-
} | sort -u >"${1:-/tmp}/shown" || exit 2
sed -n 's/^F([^"]*"\([^"]*\)".*/\1/p' src/base/finding.def | sort |
    comm -23 - "${1:-/tmp}/shown" | sed 's/^/no test shows the finding /' |
    grep . && exit 1
exit 0
