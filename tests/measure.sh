#!/bin/sh
# Measure: every example of input/ is built and rendered, and what the ruler
# measures of its pages (mm, lines, characters) is compared with what is
# written down in tests/measure.txt: "NAME what value", 0.3 either way.
# usage: tests/measure.sh [VERIFY-FOLDER]	UPDATE=1 writes it down anew
cd "$(dirname "$0")/.." || exit 2
verify=${1:-../shared/verify}
[ -x "$verify/ruler" ] || { echo "measure: no $verify/ruler"; exit 2; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT INT TERM

./gongwen build -q input -o "$work" || exit 1
sh tests/render.sh "$work" "$work"/*.docx || exit 1
for docx in "$work"/*.docx; do
	name=$(basename "$docx" .docx)
	format=document
	grep -q -e '题: .*函$' -e '^# .*函$' "input/$name.md" 2>/dev/null &&
	    format=letter
	grep -q '^# .*令$' "input/$name.md" 2>/dev/null && format=order
	grep -q '^# .*纪要$' "input/$name.md" 2>/dev/null && format=minutes
	"$verify/ruler" --format $format --json "$work/facts" \
	    "$work/$name.pdf" >/dev/null || exit 1
	# What is worth keeping of the facts, a line a value.
	python3 - "$work/facts" "$name" <<'END' || exit 1
import json, re, sys
keep = re.compile(r"""page_count$ | letterhead\.(ink_top|width|size_pt)$
    | red_rule\.(y|x0|width|thickness)$ | title\.(shape|pitch)$
    | title\.lines\.\d+\.(base|x0)$ | addressee\.blank_lines_before$
    | body\.(line_pitch|chars_per_full_line)$ | pages\.\d+\.(lines|landscape)$
    | attachment_note\.\w+$ | number_to_colophon$
    | signature\.(page|base|form|date_right_chars|centre_off)$
    | colophon\.(page|top|bottom|y0|y1|lines)$ | page_ends\.\d+\.\w+$
    | tables\.\d+\.(page|rows|width|x0|x1)$""", re.X)
def leaves(value, path):
    pairs = value.items() if isinstance(value, dict) else \
        enumerate(value, 1) if isinstance(value, list) else None
    if pairs is None:
        if keep.match(path) and not (isinstance(value, str) and
                                     len(value) > 40):
            print(sys.argv[2], path, json.dumps(value, ensure_ascii=False))
        return
    for key, inner in pairs:
        leaves(inner, f"{path}.{key}" if path else str(key))
facts = json.load(open(sys.argv[1]))
for nth, document in enumerate(facts if isinstance(facts, list) else [facts]):
    leaves(document, "")
END
done >"$work/measured"
if [ -n "$UPDATE" ]; then
	cp "$work/measured" tests/measure.txt
	exit 0
fi
awk '
	function differs(a, b) {
		if (a ~ /^-?[0-9.]+$/ && b ~ /^-?[0-9.]+$/)
			return a - b > 0.3 || b - a > 0.3
		return a != b
	}
	{ key = $1 " " $2; $1 = $2 = ""; value = substr($0, 3) }
	FNR == NR { golden[key] = value; next }
	!(key in golden) { print "new: " key " " value; failed++; next }
	differs(golden[key], value) {
		print key ": " value ", was " golden[key]; failed++ }
	{ delete golden[key]; n++ }
	END {
		for (key in golden) { print "gone: " key; failed++ }
		print "measure: " n + 0 " values, " failed + 0 " differ"
		exit failed > 0
	}' tests/measure.txt "$work/measured"
