#!/bin/sh
# Inputs of a folder of tests/cases, and what is expected of each of them.
# usage: tests/case.sh WORK-FOLDER case/TOPIC/INPUT...
# what is wrong with one is put into WORK-FOLDER/wrong/INPUT
#
# Beside NAME.md, NAME.txt or NAME.csv stand, each only if it is tested:
#	NAME.lint	what build -v says
#	NAME.exit	its exit status (0 when absent)
#	NAME.check	what check says
#	NAME.model NAME.json NAME.reading	convert --to model, --to json,
#			--explain
# NAME.sh is a script for $gongwen, run in an empty folder with $here the
# folder of the case, alone; NAME.out is what it prints, errors included.
#
# All of it is done under two locales and time zones, and must be the same;
# under one with WRAP or ONCE set, as run.sh says.
# A status of failure must leave no document; every document must be sound.
# A start of the program costs more than the reading of a text, so there is one
# for all inputs where what it says of each can be told apart.
work=$1
shift
tests=$(cd "${0%/*}" && pwd) topic=${1%/*}
cd "$tests/cases/${topic#case/}" || exit 2
here=$PWD wrong=$work/wrong
export here gongwen="$GONGWEN"
mkdir -p "$wrong" || exit 2

fail() {	# fail INPUT WORD...
	file=$wrong/$1
	shift
	echo "$*" >>"$file"
}

wants() {	# wants INPUT KIND
	[ -e "$here/${1%.*}.$2" ]
}

# expect INPUT KIND: what came out against what was expected
expect() {
	file=${1%.*}.$2
	if [ -z "$UPDATE" ]; then
		diff -u "$here/$file" "$out/$file" >>"$wrong/$1" 2>&1
	elif [ ! -s "$wrong/$1" ]; then		# a crash is never expected
		cmp -s "$out/$file" "$here/$file" ||
		    cp "$out/$file" "$here/$file"
	fi
}

# ask KIND FOLDER INPUT...: what the program says and makes of these
ask() {
	kind=$1 folder=$2
	shift 2
	mkdir -p "$folder"
	case $kind in
	lint)	set -- build -v "$@" -o "$folder/files" ;;
	check)	set -- check "$@" ;;
	reading) set -- convert --explain "$@" ;;
	*)	[ $# -eq 1 ] || set -- "$@" -o "$folder/files"
		set -- convert --to "$kind" "$@" ;;
	esac
	# shellcheck disable=SC2086
	$gongwen "$@" --lang zh </dev/null >"$folder/stdout" 2>"$folder/stderr"
}

# sound FOLDER: whether the documents in it are; the second time they are the
# same as the first
sound() {
	set -- "$1"/files/*.docx
	[ ! -e "$1" ] || [ "$out" != "$work/one" ] ||
	    sh "$tests/package.sh" "$work/parts" "$@" >"$work/sound" 2>&1
}

# alone KIND INPUT: one input, into NAME.KIND
alone() {
	folder=$out/$1.${2%.*}
	ask "$1" "$folder" "$2"
	status=$?
	cat "$folder/stderr" "$folder/stdout" >"$out/${2%.*}.$1"
	[ $status -lt 126 ] || fail "$2" "exit status $status"
	[ "$1" = lint ] || return
	if wants "$2" exit; then
		echo $status >"$out/${2%.*}.exit"
	elif [ $status -ne 0 ]; then
		fail "$2" "exit status $status: $(cat "$folder/stderr")"
	fi
	[ $status -eq 0 ] || wants "$2" partly ||
	    [ -z "$(find "$folder/files" -type f ! -name '清单*' \
	    2>/dev/null)" ] ||
	    fail "$2" "status $status, and yet there is a document"
	sound "$folder" || fail "$2" "$(cat "$work/sound")"
}

# apart KIND FOLDER: what was said and made of many, into NAME.KIND of each;
# 1 if a line does not show of which
apart() {
	awk -v kind="$1" -v folder="$2" -v out="$out" '
	BEGIN {
		while ((getline input < (folder "/inputs")) > 0) {
			file = input
			sub(/[^.]*$/, kind, file)
			to[input] = out "/" file
			made[input] = folder "/files/" file
			printf "" >to[input]
		}
	}
	{
		input = substr($0, 1, index($0, ":") - 1)
		if (!(input in to))
			exit lost = 1
		print >to[input]
	}
	END {
		for (input in to)
			while ((getline line < made[input]) > 0)
				print line >to[input]
		exit lost
	}' "$2/stdout" "$2/stderr"
}

# together KIND INPUT...: one start for all, or else one for each
together() {
	kind=$1 folder=$out/$1
	shift
	if [ $# -gt 1 ]; then
		ask "$kind" "$folder" "$@"
		status=$?
		printf '%s\n' "$@" >"$folder/inputs"
		[ $status -eq 0 ] || [ "$kind" != lint -a $status -lt 126 ] &&
		    apart "$kind" "$folder" && sound "$folder" && return
		rm -rf "$folder"
	fi
	for input; do
		alone "$kind" "$input"
	done
}

# sources INPUT...: all kinds of them, and all that was expected
sources() {
	for kind in $kinds; do
		few=
		for input; do
			case $kind in
			lint)	! wants "$input" exit ;;
			esac && wants "$input" $kind && few="$few $input"
		done
		case $kind in
		json|model|lint)
			# shellcheck disable=SC2086
			together $kind $few ;;
		*)	[ $kind != exit ] || kind=lint
			for input in $few; do
				alone $kind "$input"
			done ;;
		esac
	done
}

# compare INPUT...: all that came out with all that was expected
compare() {
	files=
	for input; do
		for kind in $kinds; do
			wants "$input" $kind && files="$files ${input%.*}.$kind"
		done
	done
	# shellcheck disable=SC2086
	{ cksum $files && cd "$out" && cksum $files; } 2>&1 | awk '
		{ n[$0]++ } END { for (line in n) if (n[line] != 2) exit 1 }' &&
		return
	for input; do
		for kind in $kinds; do
			wants "$input" $kind && expect "$input" $kind
		done
	done
}

script() {	# script INPUT
	mkdir "$out/files"
	(cd "$out/files" && sh "$here/$1") >"$out/raw" 2>&1 ||
	    fail "$1" "exit status $? of $1"
	sed "s|$here|HERE|g; s|$out/files|WORK|g" "$out/raw" \
	    >"$out/${1%.*}.out"
	rm -rf "$out/raw" "$out/files"
	expect "$1" out
}

once() {	# once FOLDER INPUT...
	out=$1
	shift
	mkdir -p "$out"
	case $1 in
	*.sh)	script "$1" ;;
	*)	sources "$@"
		compare "$@" ;;
	esac
}

kinds='json model lint reading check exit'
names=
for input; do
	names="$names ${input##*/}"
done
# shellcheck disable=SC2086
set -- $names
once "$work/one" "$@"
[ -z "$WRAP$ONCE" ] || exit 0
LC_ALL=zh_CN.UTF-8 TZ=CST-8
export LC_ALL TZ
once "$work/two" "$@"
diff -r "$work/one" "$work/two" >"$work/other" || for input; do
	fail "$input" "not the same under another locale and time zone:" \
	    "$(cat "$work/other")"
done
exit 0
