#!/bin/sh
# A batch that is killed again and again while somebody edits its copies by
# hand: every edit is there in the end, under its name or as -改过, every other
# copy is whole, and nothing is left over.
# usage: O=.build/cc kills.sh FOLDER [COPIES [KILLS]]	(300, 4)
case $O in /*) ;; *) O=$PWD/$O ;; esac
program=$O/gongwen copies=${2:-300} kills=${3:-4}
cd "$1" || exit 2
failed=0

cat >notice.md <<'NOTICE'
---
发文机关: 云溪市科学技术协会
发文字号: 云科协〔2026〕18号
主送: "{{单位}}"
成文日期: 2026-06-14
---

# 关于报送材料的通知

请{{单位}}报送第{{数量}}批材料。
NOTICE

rows() {	# rows ROUND: every round another 数量, so all are made again
	awk -v n="$copies" -v round="$1" 'BEGIN {
		print "单位,数量"
		for (i = 1; i <= n; i++)
			printf "县%d,%d\n", i, round }' >rows.csv
}

build() {
	"$program" build notice.md --data rows.csv -o "$1" \
	    --name '{{单位}}' -j2 >log 2>&1
}

rm -rf out whole
rows 0
build out || { cat log; exit 1; }
round=0
while [ $round -lt "$kills" ]; do
	round=$((round + 1))
	# By hand: one copy in the middle of those that are there.
	file=$(find out -name '*.docx' ! -name '*-改过*' | sort |
	    awk -v k="$round" '{ v[NR] = $0 }
		END { print v[1 + k * 7919 % NR] }')
	printf '手改第%d处。' $round >"$file"
	rows $round
	# Not through build: $! is to be the program, and no shell around it.
	"$program" build notice.md --data rows.csv -o out \
	    --name '{{单位}}' -j2 >log 2>&1 &
	sleep "$(awk -v k=$round 'BEGIN { printf "0.%03d", k * 37 % 300 }')"
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
done
build out || { cat log; failed=$((failed + 1)); }
build whole || { cat log; exit 1; }
for k in $(seq "$kills"); do
	grep -rqF "手改第${k}处。" out || {
		echo "what was changed by hand in round $k is lost"
		failed=$((failed + 1))
	}
done
diff -r -x '*-改过*' -x 清单.csv whole out >difference 2>&1 || {
	echo "not the same: $(head -n 1 difference)"
	failed=$((failed + 1))
}
[ -z "$(find out -name '.*' -type f)" ] || {
	echo 'something is left over'
	failed=$((failed + 1))
}

# The same into one file: what was begun is gone on with.
"$program" build notice.md --data rows.csv --pack whole.zip >log 2>&1
for k in $(seq "$kills"); do
	rm -f all.zip
	"$program" build notice.md --data rows.csv --pack all.zip -j2 \
	    >log 2>&1 &
	sleep "$(awk -v k=$k 'BEGIN { printf "0.%03d", k * 13 % 80 }')"
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
	"$program" build notice.md --data rows.csv --pack all.zip >log 2>&1
	cmp all.zip whole.zip || failed=$((failed + 1))
done
[ -z "$(find . -name '.*' -type f)" ] || {
	echo 'something of the zip is left over'
	failed=$((failed + 1))
}
echo "$kills kills in $copies copies, $failed went wrong"
[ "$failed" -eq 0 ]
