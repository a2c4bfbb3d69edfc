#!/bin/sh
# make install into a folder of its own: the program runs, the pages and the
# completions are there; make uninstall leaves nothing; make help says both.
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
for file in bash-completion/completions/gongwen \
    zsh/site-functions/_gongwen fish/vendor_completions.d/gongwen.fish; do
	[ -s "$work/usr/share/$file" ] || {
		echo "$file is missing"
		exit 1
	}
done
env -u MAKEFLAGS make -s uninstall DESTDIR="$work" PREFIX=/usr
find "$work/usr" -type f | grep . && exit 1
env -u MAKEFLAGS make -s help >"$work/said"
for target in $(sed -n '1,/]/s/^# *//p' Makefile | tr -d '[]' |
    sed 's/.*: make//'); do
	grep -qw -- "$target" "$work/said" || {
		echo "make help does not name $target"
		exit 1
	}
	grep -q "^\([a-z0-9 -]* \)\?$target\( [a-z0-9 -]*\)\?:" Makefile || {
		echo "make help names $target, which is none"
		exit 1
	}
done
