#!/bin/sh
# A document in JSON is the document: of every text of input/, tests/cases and,
# where they lie beside the project, the corpora, build makes the same DOCX as
# of what convert --to json writes of it, which the schema allows.
# usage: tests/json.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
top=$PWD work=$1 failed=0
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
python3 -c 'import jsonschema' 2>/dev/null || exit $failed
python3 - "$work" "$top/tests/cases/source/json" <<'END' || failed=1
import glob, json, sys, warnings
warnings.simplefilter('ignore')
import jsonschema
work, hand = sys.argv[1:]
with open(work + '/schema.json', encoding='utf-8') as f:
    schema = json.load(f)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
bad = 0
for name in glob.glob(work + '/json/*') + glob.glob(hand + '/*.json'):
    with open(name, encoding='utf-8') as f:
        errors = list(validator.iter_errors(json.load(f)))
    # bad-*.json is what the program refuses too.
    if bool(errors) != ('/bad-' in name):
        bad = 1
        print(name, errors[0].message[:200] if errors else 'is allowed')
sys.exit(bad)
END
exit $failed
