#!/bin/sh
# Tables of few cells that spans make hundreds of columns wide: columns nobody
# needs are left out, and else cells stand side by side; every word is kept.
w='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

# table ROWS CELLS SPANS: the span of cell c of row r is told from both
table() {
	mkdir -p word
	awk -v rows="$1" -v cells="$2" -v spans="$3" -v w="$w" 'BEGIN {
		print "<w:document " w "><w:body><w:p><w:r>"
		print "<w:t>关于检查的通知</w:t></w:r></w:p><w:tbl>"
		for (r = 0; r < rows; r++) {
			print "<w:tr>"
			for (c = 0; c < cells; c++)
				printf "<w:tc><w:tcPr><w:gridSpan w:val=" \
				    "\"%d\"/></w:tcPr><w:p><w:r><w:t>格%d" \
				    "</w:t></w:r></w:p></w:tc>\n", \
				    (r * spans + c * 7) % 11 + 1, \
				    r * cells + c
			print "</w:tr>"
		}
		print "</w:tbl></w:body></w:document>"
	}' >word/document.xml
	cp "$here/cap00.docx" t.docx
	zip -q t.docx word/document.xml
	rm -f t.md t2.docx
	$gongwen convert --lang zh t.docx -o t.md -q >said 2>&1
	echo "$1 $2 $3: status $?, rows $(grep -c '^|' t.md)," \
	    "cells $(grep -o '格[0-9][0-9]*' t.md | sort -u | wc -l)"
	$gongwen build --lang zh t.md -o t2.docx -q >said 2>&1
	echo "built: status $?"
}
table 2 30 0
table 2 60 3
table 6 40 5
