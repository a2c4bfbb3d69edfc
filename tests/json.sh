#!/bin/sh
# A document in JSON is the document: of every text of input/, tests/cases and,
# where they lie beside the project, the corpora, build makes the same DOCX as
# of what convert --to json writes of it, which the schema allows.
# usage: tests/json.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1 failed=0
passed=0

fail() {
	echo "$*"
	failed=1
}

# Through pipes, in the folder of the text: what it names is found from there.
both() {
	cd "$(dirname "$1")" || exit 2
	name=$(basename "$1")
	$GONGWEN build "$name" -o "$work/a.docx" --quiet >"$work/said" 2>&1 ||
	    exit 0		# no document by itself
	$GONGWEN convert "$name" --to json >"$work/a.json" 2>/dev/null ||
	    exit 1
	$GONGWEN build - --from json -o "$work/b.docx" --quiet \
	    <"$work/a.json" >"$work/said" 2>&1 || exit 1
	! grep json-view "$work/said" || exit 1
	cmp -s "$work/a.docx" "$work/b.docx" || exit 1
	cp "$work/a.json" "$work/json/$(echo "$1" | tr / _).json"
}

mkdir "$work/json"
for text in input/*.md input/*.txt tests/cases/*/*.md tests/cases/*/*.txt \
    ../shared/corpus/docs/*.txt ../shared/corpus/nasty/*.txt; do
	[ -e "$text" ] || continue
	(both "$text") || fail "$text: not the same from JSON" \
	    "$(head -n 3 "$work/said")"
done
passed=$(find "$work/json" -name '*.json' | wc -l)
[ "$passed" -gt 150 ] || fail "only $passed documents were compared"

# What a person or a program may write by hand is in the case json.sh.
$GONGWEN help schema >"$work/schema.json"
for python in python3 /usr/bin/python3; do
	$python -c 'import jsonschema' 2>/dev/null || continue
	$python tests/schema.py "$GONGWEN" "$work/schema.json" "$work" \
	    "$work"/json/*.json tests/cases/source/json/*.json || failed=1
	break
done
exit $failed
