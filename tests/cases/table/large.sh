# Tables beyond the bounds: the message says so, every word is set all the same.
# usage: table ROWS COLUMNS
table() {
	awk -v rows="$1" -v columns="$2" 'BEGIN {
		print "---\n主送: 各县科协\n成文日期: 2026-06-14\n---\n"
		print "# 关于印发名单的通知\n\n名单如下。\n"
		for (r = 0; r <= rows; r++) {
			for (c = 1; c <= columns; c++)
				printf "| %s%d ", r == 0 ? "列" : "格", \
				    r == 0 ? c : (r - 1) * columns + c
			print "|"
			for (c = 1; r == 0 && c <= columns; c++)
				printf "|---"
			if (r == 0) print "|"
		}
	}' >表.md
	rm -f 表.docx
	$gongwen build 表.md -o . --lang zh
	echo "status $?"
	unzip -p 表.docx word/document.xml >表.xml
	echo "rows $(grep -o '<w:tr>' 表.xml | wc -l)," \
	    "cells $(grep -o '格[0-9]*' 表.xml | sort -u | wc -l)"
}
table 2 300
table 40000 2
table 20000 2
