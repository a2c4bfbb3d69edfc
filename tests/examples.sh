#!/bin/sh
# The examples of input/: they build without a finding, into the same bytes
# wherever and however they are built; what comes out is sound, and check finds
# nothing against the sources.
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

find "$work/one" -name '*.docx' | sort >"$work/list"
[ -s "$work/list" ] || fail "no document was made"
while read -r docx; do
	sh tests/package.sh "$docx" "$work/parts" || failed=1
done <"$work/list"

# The reference validator lies beside the project in some places.
for validate in ../shared/verify ../../shared/verify; do
	validate=$validate/validate-docx
	[ -x $validate ] || continue
	xargs -d '\n' $validate --werror --quiet <"$work/list" ||
	    fail "validate-docx is not content"
done
exit $failed
