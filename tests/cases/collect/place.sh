# Where the table goes: into the folder of the answers, again and again, it is
# no answer; no answer is written over; names of forms become names of files.
doc() {	# doc UNIT NUMBER
	printf -- '---\n成文日期: 2026-06-14\n---\n\n# 关于报送的通知\n\n各县：\n\n请报送。\n\n# 附件1 统计表\n\n| 单位 | 人数 |\n|---|---|\n| %s | %s |\n' "$1" "$2"
}
doc '' '' >通知.md
mkdir 回收
for unit in 云岭县 河湾县; do
	doc $unit 5 >文.md
	$gongwen build 文.md -o 回收/$unit.docx -q --lang zh
done
rm 文.md
run() {
	echo "== $*"
	$gongwen collect 通知.md 回收 "$@" --lang zh </dev/null
	echo "status $?"
}
for kind in csv xlsx json; do
	run -o 回收/汇总.$kind
	[ $kind = json ] && mv 回收/汇总.xlsx .
	run -o 回收/汇总.$kind --force
	[ $kind = csv ] && cp 回收/汇总.csv . && rm 回收/汇总.csv
done
cat 汇总.csv
ls 回收
rm 回收/汇总.json
echo "-- another table there is told of, and the list of reminders is not"
printf '单位\n云岭县\n南溪县\n' >名单.csv
run -o 回收/总表.csv -d 名单.csv
mv 回收/总表.csv 回收/旧表.csv
run -o 回收/总表.csv -d 名单.csv --force
rm 回收/*.csv
echo "-- an answer stays, whatever it is called"
printf '单位,人数\n南溪县,7\n' >回收/南溪县.csv
run -o 回收/南溪县.csv --force
cat 回收/南溪县.csv
ln -s 南溪县.csv 回收/催报名单.csv
run -o 回收/总表.csv -d 名单.csv --force
cat 回收/南溪县.csv
echo "-- names of forms"
{
	sed 's/^# 附件1 .*/# 附件1 人数：市\/县 <一> "二"?/' 通知.md
	printf '\n# 附件2 %s\n\n| 名称 | 地址 |\n|---|---|\n| | |\n' \
	    "$(printf '很长的表名%.0s' $(seq 60))"
} >多表.md
mkdir 空
$gongwen collect 多表.md 空 -o 多.csv -q --lang zh
echo "status $?"
ls | grep 多
