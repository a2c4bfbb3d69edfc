#!/bin/sh
# Faults in a batch: let one system call fail, or kill the program at it, or
# at any moment; then nothing may be partial, and a second run must come to
# exactly the same files.
# usage: O=.build/cc faults.sh FOLDER [RUNS [CALL...]]	a scratch folder, how
#	many of each kind (4; 0: every call there is, and 200 kills), and
#	which kinds (kill: the kills; all)
case $O in /*) ;; *) O=$PWD/$O ;; esac
program=$O/gongwen library=$O/fault.so runs=${2:-4}
[ $# -gt 2 ] && kinds=$(shift 2; echo "$*")
kinds=${kinds-open read write fsync rename link flush unlink malloc stat \
    fstat fcntl close mkdir opendir any kill}
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
	before=$done done=1
	start_over
	done=$before
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

# One copy's calls are as another's: a few of them meet all that there are.
rows 4 50 >old.csv
rows 6 70 >new.csv
build old old.csv && build new new.csv || { cat log; exit 1; }

kills=0
for call in $kinds; do
	[ "$call" != kill ] || { kills=$runs; continue; }
	n=$(count "$call") || exit 1
	# 28: the disk is full.  5: it is broken.  13: no permission.
	case $call in
	any)	errors=0 n=$((n * 9 / 10)) ;;
	malloc)	errors=12 ;;
	*)	errors='28 5 13' ;;
	esac
	for nth in $(some "$n"); do
		for error in $errors; do
			with_fault "$call" "$nth" $error -j1 --fsync=each
			[ $error -ne 0 ] ||
			    with_fault "$call" "$nth" 0 -j2
		done
	done
done

# The same when all copies are put into one file, over an older one or not.
"$program" build notice.md --data old.csv --pack old.zip >log 2>&1 &&
    "$program" build notice.md --data new.csv --pack new.zip >log 2>&1 ||
    { cat log; exit 1; }
packed() {	# packed [VARIABLE]...: a run of its own that may go wrong
	rm -rf all
	mkdir all
	[ $((done % 2)) -eq 0 ] || cp old.zip all/c.zip
	done=$((done + 1))
	what="pack $*"
	env "$@" "$program" build notice.md --data new.csv --pack all/c.zip \
	    -j1 --fsync=each >log 2>&1
	status=$?
	[ ! -e all/c.zip ] || cmp -s all/c.zip new.zip ||
	    { [ $status -ne 0 ] && cmp -s all/c.zip old.zip; } ||
	    complain 'partial'
	"$program" build notice.md --data new.csv --pack all/c.zip \
	    >log 2>&1 || complain 'the second run failed'
	cmp -s all/c.zip new.zip || complain 'not the same'
	[ "$(ls -A all)" = c.zip ] || complain "left over: $(ls -A all)"
}
for call in $kinds; do
	[ "$call" != kill ] && [ "$call" != any ] || continue
	packed LD_PRELOAD=$library FAULT_CALL=$call FAULT_NTH=0 \
	    FAULT_REPORT="$work/count"
	for nth in $(some "$(cat count)"); do
		for error in 0 28; do
			packed LD_PRELOAD=$library FAULT_CALL=$call \
			    FAULT_NTH=$nth FAULT_ERROR=$error
		done
	done
done

# What another run takes for a left file is made again.  The lists of a batch
# are nobody's to take: who holds the lock clears them.
sed 's/{{[^}]*}}/各县/g' notice.md >one.md
taken() {	# taken NTH ON COMMAND...
	rm -rf out
	done=$((done + 1)) what="taken $*" on=$2
	LD_PRELOAD=$library FAULT_CALL=taken FAULT_NTH=$1 FAULT_ON=$2 \
	    "$program" $3 one.md -o out/$4 >log 2>&1
	status=$?
	[ -z "$(find out -name '.*')" ] || complain 'something is left'
}
"$program" build one.md -o whole.docx >log 2>&1
"$program" convert one.md -o whole.md >log 2>&1
for command in 'build one.docx' 'convert one.md'; do
	made=${command#* }
	taken 1 '' ${command% *} $made
	[ $status -eq 0 ] && cmp -s out/$made whole.${made#*.} ||
	    complain "not made again, status $status"
	taken 1 on ${command% *} $made
	[ $status -gt 2 ] && [ ! -e out/$made ] && grep -q $made log ||
	    complain "always taken, and status $status"
done
# A batch's third: the two before are its list.
rm -rf out
what='taken in a batch' done=$((done + 1))
LD_PRELOAD=$library FAULT_CALL=taken FAULT_NTH=2 build out new.csv -j1 &&
    diff -r new out >difference 2>&1 ||
    complain "not made again: $(head -1 difference 2>/dev/null)"

# A longer list, killed at random moments.
if [ "$kinds" != "${kinds%kill}" ]; then
	rows 300 1 >old.csv
	rows 400 2 >new.csv
	rm -rf old new
	build old old.csv && build new new.csv || { cat log; exit 1; }
	[ "$runs" -gt 0 ] && kills=$runs || kills=200
fi
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
