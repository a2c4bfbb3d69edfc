#!/bin/sh
# What a task of many machines costs: ROWS rows of data are prepared once, then
# some of SHARDS shards are planned, dry; and copies are made to say what one
# takes.  In CPU time; run it on a quiet machine.
# usage: tests/bench/shards.sh [ROWS [SHARDS]]
rows=${1:-10000000} shards=${2:-1000}
gongwen=${GONGWEN:-$PWD/gongwen}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 2
cat >notice.md <<'END'
# 关于报送名单的通知

{{单位}}：

请于月底前报送，核定{{金额}}元，联系{{电话}}。
END
awk -v n="$rows" 'BEGIN {
	print "单位,金额,电话"
	for (i = 1; i <= n; i++)
		printf "青禾市第%d单位,%d,0531-%07d\n", i, i * 37 % 100003, i
}' >data.csv

# CPU seconds and MiB of a command; the seconds stay in $took.
cost() {
	what=$1
	shift
	/usr/bin/time -f '%U %S %M' -o time "$@" >/dev/null 2>log || {
		cat log >&2
		exit 1
	}
	took=$(awk '{ print $1 + $2 }' time)
	awk -v what="$what" '{
		printf "%-34s %9.3f s  %5.1f MiB\n", what, $1 + $2, $3 / 1024
	}' time
}

cost "prepare $rows rows" \
    "$gongwen" build notice.md -d data.csv --prepare data.rows -q
prepared=$took dry=
for k in 1 $((shards / 2)) "$shards"; do
	cost "shard $k of $shards, dry" "$gongwen" build notice.md \
	    -d data.rows -o out --shard "$k/$shards" --dry-run -q
	dry="$dry $took"
done
cost "shard 1 of $shards, made" \
    "$gongwen" build notice.md -d data.rows -o out --shard "1/$shards" -j 1 \
    --fsync none -q
echo "$dry" | awk -v once="$prepared" -v made="$took" -v n="$shards" \
    -v rows="$rows" '{
	printf "all %d shards, dry %25.0f s with the preparing\n", n,
	    once + n * ($1 + $2 + $3) / 3
	printf "10,000,000 copies of these %16.0f machine minutes\n",
	    (once + made * n) / rows * 10000000 / 60
}'
