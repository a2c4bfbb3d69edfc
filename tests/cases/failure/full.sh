#!/bin/sh
# Standard output on a full disk: one status, whatever the command and the kind
# of what it writes.  Only ever opened as what standard output goes to.
if [ ! -c /dev/full ]; then
	cat "$here/full.out"
	exit
fi
printf -- '---\n发文机关: 云溪市科学技术协会\n发文字号: 云科协〔2026〕18号\n主送: {{单位}}\n成文日期: 2026-06-14\n---\n\n# 关于检查的通知\n\n请报送。\n' >n.md
sed 's/{{单位}}/各县/' n.md >m.md
printf '单位\n云岭县\n' >d.csv
while read -r run; do
	# shellcheck disable=SC2086
	$gongwen $run --lang zh </dev/null >/dev/full 2>said
	echo "$? $run: $(grep 标准输出没有写完 said)"
done <<'END'
build m.md -o -
build m.md -o /dev/stdout
build m.md --to pdf -o -
build m.md --to svg -o -
build n.md -d d.csv --combine - -o copies
build m.md -o out --format json
check m.md --format json
check m.md --format sarif
convert m.md
convert m.md --to json
convert m.md --explain
renew m.md --year 2027
template export 公文 -o -
template list
completion bash
help
END
echo "-- a table on standard input"
sed 's/各县/{{单位}}/' m.md >n.md
$gongwen build n.md -d - -o copies --lang zh <d.csv
echo "status $?"
ls copies
$gongwen build - -d - -o copies --lang zh <d.csv 2>&1
echo "status $?"
