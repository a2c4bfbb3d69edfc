#!/bin/sh
# Out of memory: one request for memory fails, or all from there on, wherever
# it is made.  Then the program either comes to the same as ever, or says what
# is wrong and ends with a status of failure; it never crashes, and no half
# file is left where a whole one should be.
# usage: O=.build/cc memory.sh FOLDER [RUNS]	so many places of each command
#	(6); 0: every one
case $O in /*) ;; *) O=$PWD/$O ;; esac
program=$O/gongwen library=$O/fault.so runs=${2:-6}
cd "$1" || exit 2
failed=0 done=0

cat >notice.md <<'NOTICE'
---
发文机关: 云溪市科学技术协会
发文字号: 云科协〔2026〕18号
主送: 各县科协
成文日期: 2026-06-14
附件:
  - 附件.docx
---

# 关于报送材料的通知

请于2026年6月30日前报送{{数量}}份材料。

| 序号 | 名称 |
|------|------|
| 1    | 计划 |
NOTICE
printf '单位,数量\n云溪县,3\n青岭县,4\n' >rows.csv
printf '{"单位":"云溪县","数量":[3,4]}\n' >rows.jsonl
sed 's/.*附件.*//; s/{{数量}}/三/' notice.md >plain.md
"$program" build plain.md -o . >log 2>&1 && mv plain.docx 附件.docx ||
    { cat log; exit 1; }

complain() {
	failed=$((failed + 1))
	echo "$what: $1"
	sed 's/^/    /' said | tail -n 3
}

# shellcheck disable=SC2086	# $fault is settings for env, or none
# once COMMAND...: its status; what it printed in printed and said, files in out
once() {
	rm -rf out
	mkdir out
	env $fault "$program" "$@" >printed 2>said </dev/null
}

try() {	# try NTH MORE COMMAND...
	nth=$1 more=$2
	shift 2
	what="request $nth$([ -z "$more" ] || echo ' and all later'): $*"
	done=$((done + 1))
	fault="LD_PRELOAD=$library FAULT_CALL=malloc FAULT_NTH=$nth
	    FAULT_ERROR=12 FAULT_ON=$more"
	once "$@"
	status=$?
	find out -name '.gongwen*' -exec rm -rf {} +
	if [ "$status" -ge 126 ]; then
		complain "status $status"
	elif [ "$status" -eq "$usual" ]; then
		cmp -s printed whole/printed || complain "prints something else"
		diff -r out whole/out >difference || complain "$(cat difference)"
	elif ! grep -q '内存不足' said printed; then
		complain "status $status, and not a word of memory"
	else
		find out -name '*.docx' -o -name '*.md' | while read -r file; do
			cmp -s "$file" "whole/$file" || echo "$file"
		done >partial
		[ ! -s partial ] || complain "partial: $(head -n 1 partial)"
	fi
}

everywhere() {	# everywhere COMMAND...: fails at some places, or at all
	rm -rf whole
	mkdir whole
	fault=
	once "$@"
	usual=$?
	[ "$usual" -le 3 ] || { cat said; exit 1; }
	cp -r out printed whole/
	fault="LD_PRELOAD=$library FAULT_CALL=malloc FAULT_NTH=0
	    FAULT_REPORT=count"
	once "$@"
	[ -s count ] || { echo "no requests counted: $*"; exit 1; }
	for nth in $(awk -v n="$(cat count)" -v runs="$runs" 'BEGIN {
		step = runs > 0 && n > runs ? n / runs : 1
		for (x = 1; x <= n; x += step)
			print int(x) }')
	do
		try "$nth" '' "$@"
		try "$nth" 1 "$@"
	done
}

everywhere build notice.md -o out --set 数量=3 -j1
everywhere build notice.md --data rows.csv -o out -j2
everywhere build notice.md --data rows.jsonl -o out -j1
everywhere convert 附件.docx -o out/x.md
everywhere check 附件.docx
everywhere check plain.md
everywhere renew plain.md --year 2027 -o out/y.md
everywhere template check 附件.docx
echo "$done requests refused, $failed went wrong"
[ "$failed" -eq 0 ]
