#!/bin/sh
# A document in JSON is the document: of every text of input/, tests/cases and,
# where they lie beside the project, the corpora, build makes the same DOCX as
# of what convert --to json writes of it, which the schema allows.
# usage: tests/json.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1 failed=0

# both SUFFIX: of the texts in this folder, but those that have a fault
both() {
	set -- *."$1"
	[ -e "$1" ] || return
	$GONGWEN build --lang zh -q "$@" -o text >said 2>&1
	sed -n 's/^\([^:]*\)[0-9:]*: \(错误\|失败\): .*/\1/p' said >bad
	printf '%s\n' "$@" | grep -vxF -f bad >good || return
	rm -rf text
	mkdir text json. again
	{ xargs -d '\n' $GONGWEN build -q -o text <good &&
	    xargs -d '\n' $GONGWEN convert -q --to json -o json. <good &&
	    cp json./*.json . &&
	    $GONGWEN build --lang zh -q ./*.json -o again
	} >said 2>&1 || { echo "$topic: status $?"; cat said; }
	grep json-view said
	diff -r text again >differ || {
		cat differ
		cat said
	}
	for json in *.json; do
		mv "$json" "$work/json/${1##*.}-$topic-$json"
	done
	rm -r text again json.
}

# In copies of their folders: what a text names is found beside its JSON too.
mkdir "$work/json"
for folder in input tests/cases/* ../shared/corpus/docs ../shared/corpus/nasty; do
	[ -d "$folder" ] || continue
	topic=${folder##*/}
	cp -R "$folder" "$work/$topic"
	rm -f "$work/$topic"/*.json
	(cd "$work/$topic" && both md; both txt)
done >"$work/wrong"
[ ! -s "$work/wrong" ] || { cat "$work/wrong"; failed=1; }
passed=$(find "$work/json" -name '*.json' | wc -l)
[ "$passed" -gt 350 ] || {
	echo "only $passed documents were compared"
	failed=1
}

# What a person or a program may write by hand is in the case json.sh.
$GONGWEN help schema >"$work/schema.json"
for python in /usr/bin/python3 python3; do
	$python -c 'import jsonschema' 2>/dev/null || continue
	$python tests/schema.py "$GONGWEN" "$work/schema.json" "$work" \
	    "$work"/json/*.json tests/cases/source/json/*.json || failed=1
	break
done
exit $failed
