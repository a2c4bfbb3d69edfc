#!/bin/sh
# Print every line of the sources that is wider than 80 columns (tabs of 8; a
# Chinese character counts two) or ends in blanks; 1 if any.  The tables,
# *.def, have one line an entry, however long.
cd "$(dirname "$0")/.." || exit 2
LC_ALL=C awk '
BEGIN {
	for (i = 1; i < 256; i++) {
		c = sprintf("%c", i)
		# UTF-8: the first byte tells the width, the others none.
		width[c] = i < 128 ? 1 : i < 192 ? 0 : i < 227 ? 1 : 2
	}
}
{
	column = 0
	n = split($0, bytes, "")
	for (i = 1; i <= n; i++)
		if (bytes[i] == "\t")
			column += 8 - column % 8
		else
			column += width[bytes[i]]
	if (column > 80) {
		printf "%s:%d: %d columns\n", FILENAME, FNR, column
		bad = 1
	}
	if (/[ \t]$/) {
		printf "%s:%d: blanks at the end\n", FILENAME, FNR
		bad = 1
	}
}
END { exit bad }' Makefile tools/setup src/*.[ch] src/*/*.[ch] src/*/*.sh
