#!/bin/sh
# make install into a folder of its own: the program runs, the pages are there.
# usage: tests/install.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1
# The objects' names are as make check has them, and must stay so: make knows
# what they depend on by these names.
env -u MAKEFLAGS make -s O="${O#"$PWD/"}" install DESTDIR="$work" PREFIX=/usr \
    >"$work/said" 2>&1 || {
	cat "$work/said"
	exit 1
}
"$work/usr/bin/gongwen" --version | grep -q '^gongwen [0-9]' || exit 1
for page in man1/gongwen.1 man5/gongwen.5 zh_CN/man1/gongwen.1 \
    zh_CN/man5/gongwen.5; do
	[ -s "$work/usr/share/man/$page" ] || {
		echo "$page is missing"
		exit 1
	}
done
