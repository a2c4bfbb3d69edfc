#!/bin/sh
# What others wrote in Word: every table is one table, and what stands between
# two of them stays between them.
for i in "$here"/*.docx; do
	echo "== ${i##*/}"
	$gongwen convert --lang zh "$i" -o - 2>&1
done
