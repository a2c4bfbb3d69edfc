#!/bin/sh
# One document at a time: the lean notice of two pages, the whole process, and
# pandoc for the same Markdown; tables of 1,250 to 20,000 rows; plain text.
# The best of several rounds each.
# usage: O=.build/cc single.sh
O=${O:-.build/cc}
case $O in /*) ;; *) O=$PWD/$O ;; esac
here=$(cd "$(dirname "$0")" && pwd) || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
sh "$here/lean.sh" "$work" 1 && cd "$work" || exit 2
sed 's/{{[^}]*}}/云溪县/g' notice.md >plain.md

# best ROUNDS RUNS COMMAND...: milliseconds of one run
best() {
	rounds=$1 runs=$2
	shift 2
	for round in $(seq "$rounds"); do
		from=$(date +%s%N)
		for run in $(seq "$runs"); do
			"$@" >/dev/null 2>log || { cat log >&2; return 1; }
		done
		echo $((($(date +%s%N) - from) / runs / 1000))
	done | sort -n | head -n 1 | awk '{ printf "%.2f\n", $1 / 1000 }'
}

# A new file each time: one that is there already would be left alone.
ours() {
	rm -f out/plain.docx
	"$O/gongwen" build plain.md -o out --fsync=none
}

theirs() {
	pandoc plain.md -o pandoc.docx
}

ms=$(best 5 20 ours)
printf 'a notice of two pages, start to finish: %s ms' "$ms"
if command -v pandoc >/dev/null; then
	pandoc=$(best 3 3 theirs)
	awk -v a="$ms" -v b="$pandoc" 'BEGIN {
		printf "; pandoc %s ms, %.0f times as long", b, b / a }'
fi
echo

table() {
	rm -rf out
	"$O/gongwen" build table.md -o out --fsync=none
}

for rows in 1250 5000 20000; do
	{
		printf '%s\n' '---' '主送: 各县科协' '成文日期: 2026-06-14' \
		    '---' '' '# 关于印发名单的通知' '' '名单如下。' '' \
		    '| 序号 | 单位 | 姓名 | 金额（万元） | 备注 |' \
		    '|---|---|---|---|---|'
		awk -v n="$rows" 'BEGIN { for (i = 1; i <= n; i++) printf \
		    "| %d | 临溪县科协第%d小组 | 沈知远 | %d.%02d | 已报 |\n",
		    i, i, i % 900, i % 100 }'
	} >table.md
	printf 'a table of %5d rows: %s ms' "$rows" "$(best 3 1 table)"
	if command -v /usr/bin/time >/dev/null; then
		rm -rf out
		/usr/bin/time -f %M -o memory "$O/gongwen" build table.md \
		    -o out --fsync=none 2>/dev/null
		awk '{ printf ", %.1f MiB", $1 / 1024 }' memory
	fi
	echo
done

# Plain text: notices of two pages, one after another in a folder.
mkdir texts
for i in $(seq 400); do
	cp "$here/../../input/09-节水宣传周通知.txt" "texts/$i.txt"
done

plain() {
	"$O/gongwen" convert texts --to model
}

bytes=$(cat texts/*.txt | wc -c)
if "$O/gongwen" convert texts/1.txt --to model >/dev/null 2>&1; then
	ms=$(best 3 1 plain)
	awk -v ms="$ms" -v bytes="$bytes" 'BEGIN { printf \
	    "plain text, 400 files of %.1f KB: %.1f MB/s\n", bytes / 400000,
	    bytes / ms / 1000 }'
fi
# The same text, as one long body.
{
	iconv -f GBK -t UTF-8 "$here/../../input/09-节水宣传周通知.txt" |
	    sed '/^附件1$/,$d; /特此通知/,$d'
	awk 'BEGIN { for (i = 1; i <= 40000; i++) print "    各校要明确1名" \
	    "负责人，制定活动方案，利用班队会讲解水资源现状和节水常识。\n" }'
	printf '    特此通知。\n\n    霁川县教育局\n    2026年4月20日\n'
} >long.txt

long() {
	"$O/gongwen" convert long.txt --to model
}

ms=$(best 3 1 long)
awk -v ms="$ms" -v bytes="$(wc -c <long.txt)" 'BEGIN { printf \
    "plain text, one file of %.1f MB: %.1f MB/s\n", bytes / 1e6,
    bytes / ms / 1000 }'
