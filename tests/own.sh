#!/bin/sh
# What the program makes has no fault that its source has not: every source of
# input/ and of the cases is built, and what check says of the DOCX is compared
# with what it says of the source, rule by rule.
# usage: tests/own.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1
gongwen="$GONGWEN"

# What only the DOCX shows, and why:
#	the text of a CSV or of code is judged where it is printed;
#	a picture in a line is left as it was typed, with a finding of build;
#	lines that the recogniser takes for something else in print, also
#	values that were kept as typed.
cat >"$work/known" <<'END'
plan half-width-mark
notice blank-in-sentence
notice half-width-mark
notice left-open
marks half-width-mark
many-organs line-unsure
signatures-apart line-unsure
said line-unsure
said note-single-ordinal
twice line-unsure
form-page line-unsure
词库 line-unsure
END

# rules SUFFIX: "NAME rule" for each finding of check; what it says of a file
# that a source names counts for every source.
rules() {
	sed -n "s/^\(.*\/\)*\([^/]*\)\.$1[:0-9]*: .*\[\([a-z-]*\)\]\$/\2 \3/p
	    t
	    s/^[^ ]*: .*\[\([a-z-]*\)\]\$/* \1/p" | sort -u
}

documents=0
for topic in input tests/cases/*; do
	for suffix in md txt; do
		set -- "$topic"/*."$suffix"
		[ -e "$1" ] || continue
		out=$work/out
		rm -rf "$out"
		$gongwen build --lang zh -q "$@" -o "$out" >/dev/null 2>&1
		set -- "$out"/*.docx
		[ -e "$1" ] || continue
		documents=$((documents + $#))
		$gongwen check --lang zh -W no-number-twice \
		    "$topic"/*."$suffix" 2>&1 |
		    rules "$suffix" >"$work/source"
		# What is known is there twice or more, so uniq -u drops it.
		$gongwen check --lang zh -W no-number-twice "$@" 2>&1 |
		    rules docx |
		    sort - "$work/known" "$work/known" | uniq -u |
		    awk -v topic="$topic" -v source="$work/source" '
			BEGIN { while ((getline < source) > 0)
				seen[$0] = 1 }
			!($0 in seen) && !(("* " $2) in seen) {
				print topic ": only of the DOCX: " $0
			}' >>"$work/said"
	done
done
cat "$work/said"
[ "$documents" -gt 150 ] || echo "only $documents documents were made"
[ ! -s "$work/said" ] && [ "$documents" -gt 150 ]
