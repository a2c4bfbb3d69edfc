#!/bin/sh
# Faults in a batch: let one system call fail, or kill the program at it, or
# at any moment; then nothing may be partial, and a second run must come to
# exactly the same files.
# usage: O=.build/cc faults.sh FOLDER [RUNS]	a scratch folder, and how many
#	of each kind (4); 0: every call there is, and 200 kills
case $O in /*) ;; *) O=$PWD/$O ;; esac
program=$O/gongwen library=$O/fault.so runs=${2:-4}
cd "$1" || exit 2
work=$PWD
rm -rf old new out
failed=0 done=0

cat >notice.md <<'NOTICE'
---
发文机关: 云溪市科学技术协会
发文字号: 云科协〔2026〕18号
主送: "{{单位}}"
成文日期: 2026-06-14
---

# 关于报送材料的通知

请{{单位}}于{{期限|月日}}前报送{{数量}}份材料。

| 序号 | 名称 |
|------|------|
| 1    | 计划 |
NOTICE

rows() {	# rows COUNT LAST: the LAST one differs
	awk -v n="$1" -v last="$2" 'BEGIN {
		print "片,单位,期限,数量"
		for (i = 1; i <= n; i++)
			printf "片%d,县%d,2026-07-%02d,%d\n", i % 3, i,
			    i % 28 + 1, i == n ? last : i
	}'
}

build() {	# build OUT DATA [OPTION]...
	out=$1 data=$2
	shift 2
	"$program" build notice.md --data "$data" -o "$out" \
	    --name '{{片}}/{{单位}}' "$@" >log 2>&1
}

complain() {
	failed=$((failed + 1))
	echo "$what: $1"
	sed 's/^/    /' log | tail -3
}

# Every file stands complete: as the new data make it, or as the old did.
check_whole() {
	find out -name '*.docx' 2>/dev/null | while read -r file; do
		name=${file#out/}
		grep -q '手改的一份' "$file" ||
		cmp -s "$file" "new/$name" || cmp -s "$file" "old/$name" ||
		    echo "$name"
	done >partial
	[ ! -s partial ] || complain "partial: $(head -1 partial)"
}

# A second run finishes the rest and leaves nothing else.
check_second() {
	build out new.csv || complain "the second run failed"
	check_edited "second run"
	diff -r -x '*-改过*' -x 清单.csv new out >difference 2>&1 ||
	    complain "not the same: $(head -1 difference)"
}

# An empty folder, or one that an older list made, a copy changed by hand in it.
start_over() {
	rm -rf out
	edited=
	if [ $((done % 2)) -ne 0 ]; then
		cp -r old out
		edited=$(find out -name '*.docx' | sort | sed -n 2p)
		printf '手改的一份' >"$edited"
	fi
	done=$((done + 1))
}

# What was changed by hand is there, under this name or another.
check_edited() {
	[ -z "$edited" ] || grep -q -r '手改的一份' out ||
	    complain "$1: what was changed by hand is lost"
}

with_fault() {	# with_fault CALL NTH ERROR [OPTION]...
	call=$1 nth=$2 error=$3
	shift 3
	what="$call $nth error $error $*"
	start_over
	if LD_PRELOAD=$library FAULT_CALL=$call FAULT_NTH=$nth \
	    FAULT_ERROR=$error build out new.csv "$@" 2>/dev/null
	then	# whoever says that all is well must have made all
		diff -r -x '.*' -x '*-改过*' -x 清单.csv new out >difference 2>&1 ||
		    complain "status 0: $(head -1 difference)"
	fi
	check_whole
	check_edited "$what"
	check_second
}

count() {	# count CALL: how often it is made
	rm -rf out
	LD_PRELOAD=$library FAULT_CALL=$1 FAULT_NTH=0 \
	    FAULT_REPORT="$work/count" build out new.csv -j1 --fsync=each
	cat count
	[ -s count ] || { echo "no calls of $1 counted" >&2; exit 1; }
}

# Some of 1..N, or all.
some() {
	awk -v n="$1" -v runs="$runs" 'BEGIN {
		step = runs > 0 && n > runs ? n / runs : 1
		for (x = 1; x <= n; x += step)
			print int(x)
	}'
}

rows 5 50 >old.csv
rows 7 70 >new.csv
build old old.csv && build new new.csv || { cat log; exit 1; }

for call in open read write fsync rename flush unlink malloc stat fstat fcntl \
    close mkdir opendir; do
	n=$(count "$call") || exit 1
	# 28: the disk is full.  5: it is broken.  13: no permission.
	case $call in malloc) errors=12 ;; *) errors='28 5 13' ;; esac
	for nth in $(some "$n"); do
		for error in $errors; do
			with_fault "$call" "$nth" $error -j1 --fsync=each
		done
	done
done
n=$(count any) || exit 1
for nth in $(some "$((n * 9 / 10))"); do
	with_fault any "$nth" 0 -j1
	with_fault any "$nth" 0 -j2
done

# A longer list, killed at random moments.
rows 300 1 >old.csv
rows 400 2 >new.csv
rm -rf old new
build old old.csv && build new new.csv || { cat log; exit 1; }
kills=$runs
[ "$kills" -gt 0 ] || kills=200
for delay in $(awk -v n="$kills" 'BEGIN {
	srand(7); for (i = 0; i < n; i++) printf "0.%03d\n", rand() * 120 }')
do
	what="killed after $delay s"
	start_over
	"$program" build notice.md --data new.csv -o out -j2 \
	    --name '{{片}}/{{单位}}' >log 2>&1 &
	sleep "$delay"
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
	check_whole
	check_second
done
echo "$done faults, $failed went wrong"
[ "$failed" -eq 0 ]
