#!/bin/sh
# What others wrote in Word: every table is one table, and what stands between
# two of them stays between them.  Every word comes once, but those in cells
# that Word does not show.
words() {
	LC_ALL=C grep -o '词.\{12\}' | LC_ALL=C sort
}
for i in "$here"/*.docx; do
	echo "== ${i##*/}"
	$gongwen convert --lang zh "$i" -o - >md 2>said
	cat said md
	unzip -p "$i" word/document.xml | sed 's/<[^>]*>//g' | words >has
	words <md | diff has -
done
rm md said has
