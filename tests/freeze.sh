#!/bin/sh
# What the program makes of every text in the folders, a line each, to hold
# two programs against each other:  kind, source, SHA-256 of what came out.
# usage: tests/freeze.sh PROGRAM FOLDER... > before
#	 diff before after
# Kinds: docx (with its findings), model, json, explain, markdown.
# With KEEP=DIR the outputs are kept there, to be compared.
program=$1
shift
keep=${KEEP:-$(mktemp -d)}
[ -n "${KEEP-}" ] || trap 'rm -rf "$keep"' EXIT
mkdir -p "$keep"
export LC_ALL=C TZ=UTC0 program keep

# shellcheck disable=SC2016
find "$@" -type f \( -name '*.md' -o -name '*.txt' -o -name '*.docx' \) |
    sort | xargs -d '\n' -n 1 -P "$(nproc)" sh -c '
	name=_$(printf %s "$1" | tr "/ " "__")
	at=$keep/$name
	said() {
		kind=$1
		shift
		timeout 60 "$@" >"$at.$kind" 2>&1
		echo "status $?" >>"$at.$kind"
		printf "%s %s %s\n" "$kind" "$name" \
		    "$(sed "s,$keep,KEEP,g" "$at.$kind" |
			sha256sum | cut -c 1-16)" >>"$at.line"
	}
	rm -f "$at.line"
	case $1 in
	*.docx)
		said markdown "$program" convert -q -o - "$1" ;;
	*)
		said findings "$program" build -v "$1" -o "$at.made.docx"
		# Without the seal at its end: what is sealed tells all.
		[ -e "$at.made.docx" ] && said docx sh -c \
		    "sed \"\\\$s/..gongwen s[a-z0-9]*:[0-9a-f]*\\\$//\" \
		    \"\$1\" && printf \"\\0\\0\"" \
		    sh "$at.made.docx"
		said model "$program" convert --to model "$1" -o -
		said json "$program" convert -q --to json "$1" -o -
		said explain "$program" convert --explain "$1" -o -
		said markdown "$program" convert -q "$1" -o - ;;
	esac' sh
cat "$keep"/*.line
