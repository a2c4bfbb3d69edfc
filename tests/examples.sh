#!/bin/sh
# The examples of input/: they build without a finding, into the same bytes
# wherever and however they are built; what comes out is sound, and check finds
# nothing against the sources, nor against the documents made from them.
# usage: tests/examples.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1 failed=0

fail() {
	echo "$*"
	failed=1
}

LC_ALL=C TZ=UTC0 $GONGWEN build input -o "$work/one" -j 1 --lang zh \
    >"$work/said" 2>&1 || fail "build: status $?"
LC_ALL=zh_CN.UTF-8 TZ=CST-8 $GONGWEN build input -o "$work/two" -j 4 \
    --lang zh >/dev/null 2>&1
[ -s "$work/said" ] && fail "build says: $(cat "$work/said")"
diff -r "$work/one" "$work/two" || fail "not the same bytes twice"
$GONGWEN check --lang zh input >"$work/found" || fail "$(cat "$work/found")"

# The county list: the same copies from GBK text and from a workbook.
for data in csv xlsx; do
	$GONGWEN build input/09-*.md --data input/名单/县区.$data \
	    --copies-from 000001 -o "$work/$data" --lang zh \
	    >"$work/said" 2>&1 || fail "build --data $data: status $?"
	[ -s "$work/said" ] && fail "build --data says: $(cat "$work/said")"
	find "$work/$data" -name '*.docx' -exec basename {} \; |
	    sort >"$work/$data.names"
done
[ "$(wc -l <"$work/csv.names")" -eq 6 ] || fail "not six county copies"
cmp "$work/csv.names" "$work/xlsx.names" || fail "other names from XLSX"
cut -d, -f1-8 "$work/csv/清单.csv" >"$work/csv.list"
cut -d, -f1-8 "$work/xlsx/清单.csv" | cmp - "$work/csv.list" ||
    fail "other copies from XLSX"

find "$work/one" "$work/csv" -name '*.docx' | sort >"$work/list"
[ -s "$work/list" ] || fail "no document was made"
$GONGWEN check --lang zh "$work/one" >"$work/found" ||
    fail "$(cat "$work/found")"
xargs -d '\n' sh tests/package.sh "$work/parts" <"$work/list" || failed=1

# Attachments by themselves, and documents turned back into Markdown.
$GONGWEN build input -o "$work/apart" --set 附件另装=是 --lang zh --quiet
$GONGWEN check --lang zh -W no-line-unsure "$work/apart" >"$work/found" ||
    fail "unbound: $(cat "$work/found")"
for docx in "$work"/one/*.docx; do
	$GONGWEN convert --lang zh --quiet --force "$docx" \
	    -o "$work/back.md" &&
	    $GONGWEN build --lang zh --quiet "$work/back.md" -o "$work/back" ||
	    fail "not converted: $docx"
done

# The reference validator lies beside the project in some places.
for validate in ../shared/verify ../../shared/verify; do
	validate=$validate/validate-docx
	[ -x $validate ] || continue
	xargs -d '\n' $validate --werror --quiet <"$work/list" ||
	    fail "validate-docx is not content"
done
exit $failed
