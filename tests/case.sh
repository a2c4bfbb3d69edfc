#!/bin/sh
# One case: an input of tests/cases and what is expected of it.
# usage: tests/case.sh tests/cases/TOPIC/INPUT WORK-FOLDER
#
# Beside NAME.md, NAME.txt or NAME.csv stand, each only if it is tested:
#	NAME.opts	options of gongwen build (one line)
#	NAME.lint	what build -v says
#	NAME.exit	its exit status (0 when absent)
#	NAME.xml	the package it writes, part by part
#	NAME.check	what check says
#	NAME.model NAME.json NAME.reading	convert --to model, --to json,
#			--explain
# NAME.sh is a script for $gongwen, run in an empty folder with $here the
# folder of the case; NAME.out is what it prints, errors included.
#
# All of it is done under two locales and time zones, and must be the same;
# under one with WRAP or ONCE set, as run.sh says.
# A status of failure must leave no document; every document must be sound.
here=$(cd "$(dirname "$1")" && pwd) || exit 2
tests=$(cd "$(dirname "$0")" && pwd)
input=$(basename "$1") work=$2
name=${input%.*}
export here gongwen="$GONGWEN"
failed=0
cd "$here" || exit 2

fail() {
	echo "$*"
	failed=1
}

# expect SUFFIX FILE: what is in FILE against what was expected
expect() {
	if [ -n "$UPDATE" ]; then
		cmp -s "$2" "$here/$name.$1" || cp "$2" "$here/$name.$1"
	else
		diff -u "$here/$name.$1" "$2" || failed=1
	fi
}

wants() {
	[ -e "$here/$name.$1" ]
}

# build OUT: writes OUT/files, OUT/lint, OUT/exit
build() {
	eval "set -- \"$1\" $(cat "$name.opts" 2>/dev/null)"
	out=$1
	shift
	# shellcheck disable=SC2086
	$gongwen build --lang zh -v "$input" -o "$out/files" "$@" \
	    </dev/null >"$out/stdout" 2>"$out/lint"
	echo $? >"$out/exit"
	cat "$out/stdout" >>"$out/lint"
	rm "$out/stdout"
}

documents() {
	find "$1" -type f ! -name '清单*'
}

as_build() {
	build "$1"
	status=$(cat "$1/exit")
	if [ "$status" -ge 128 ]; then
		UPDATE=		# a crash is never what is expected
		fail "exit status $status"
	elif wants exit; then
		expect exit "$1/exit"
	elif [ "$status" -ne 0 ]; then
		fail "exit status $status"
		cat "$1/lint"
	fi
	[ "$status" -eq 0 ] || [ -z "$(documents "$1/files" 2>/dev/null)" ] ||
	    [ -e "$here/$name.partly" ] ||
	    fail "status $status, and yet there is a document"
	wants lint && expect lint "$1/lint"
	for docx in "$1"/files/*.docx; do
		[ -e "$docx" ] || continue
		sh "$tests/package.sh" "$docx" "$1/parts" || failed=1
		! wants xml || expect xml "$1/parts.xml"
	done
}

as_script() {
	mkdir "$1/files"
	(cd "$1/files" && sh "$here/$input") >"$1/raw" 2>&1 ||
	    fail "exit status $? of $input"
	sed "s|$here|HERE|g; s|$1/files|WORK|g" "$1/raw" >"$1/out"
	rm -rf "$1/raw" "$1/files"
	expect out "$1/out"
}

as_converted() {
	for to in model json; do
		wants $to || continue
		$gongwen convert --lang zh --to $to "$input" \
		    >"$1/$to" 2>&1 </dev/null
		expect $to "$1/$to"
	done
	if wants reading; then
		$gongwen convert --lang zh --explain "$input" \
		    >"$1/reading" 2>&1 </dev/null
		expect reading "$1/reading"
	fi
	if wants check; then
		$gongwen check --lang zh "$input" >"$1/check" 2>&1 </dev/null
		expect check "$1/check"
	fi
}

once() {
	mkdir -p "$1"
	case $input in
	*.sh)
		as_script "$1" ;;
	*)
		if wants lint || wants exit || wants xml; then
			as_build "$1"
		fi
		as_converted "$1" ;;
	esac
}

once "$work/one"
if [ -z "$WRAP$ONCE" ]; then
	LC_ALL=zh_CN.UTF-8 TZ=CST-8 once "$work/two"
	diff -r "$work/one" "$work/two" ||
	    fail "not the same under another locale and time zone"
fi
exit $failed
