#!/bin/sh
# Collected again and again as the answers come in, without --force: the table
# that nobody worked on is made anew, one that somebody saved is put aside; the
# list of whom to remind follows, to the last, unless it was worked on.
doc() {	# doc UNIT NUMBER
	printf -- '---\n成文日期: 2026-06-14\n---\n\n# 关于报送的通知\n\n各县：\n\n请报送。\n\n# 附件1 统计表\n\n| 单位 | 人数 |\n|---|---|\n| %s | %s |\n' "$1" "$2"
}
answer() {
	doc "$1" "$2" >文.md
	$gongwen build 文.md -o "回收/$1.docx" -q --lang zh
	rm 文.md
}
run() {
	echo "== $*"
	$gongwen collect 通知.md 回收 -d 名单.csv -q --lang zh "$@" </dev/null 2>said
	echo "status $?"
	grep -v 'collect-missing' said
	[ ! -f 催报名单.csv ] || tr -d '\r' <催报名单.csv | tail -n +2
}
doc '' '' >通知.md
printf '单位\n云岭县\n河湾县\n"南溪""新""县"\n' >名单.csv
mkdir 回收
answer 云岭县 5
run -o 汇总.xlsx
answer 河湾县 6
run -o 汇总.xlsx
unzip -p 汇总.xlsx xl/worksheets/sheet1.xml | grep -o '河湾县' | sort -u
echo "-- saved by another program: without the seal"
mkdir x && (cd x && unzip -q ../汇总.xlsx && rm ../汇总.xlsx && zip -q -X -r ../汇总.xlsx .)
run -o 汇总.xlsx
ls
echo "-- a row that somebody took out of the list comes back, and is named"
mv 回收/河湾县.docx x
run -o 汇总.xlsx
sed '/河湾县/d' 催报名单.csv >x/催报名单.csv && mv x/催报名单.csv 催报名单.csv
run -o 汇总.xlsx
mv x/河湾县.docx 回收
run -o 汇总.xlsx
echo "-- a list that somebody worked on stays, or goes aside"
printf '"张某","已电话催"\r\n' >>催报名单.csv
run -o 汇总.xlsx
run -o 汇总.xlsx --force
tail -1 催报名单-改过1.csv
echo "-- all have answered"
doc '南溪"新"县' 7 >文.md
$gongwen build 文.md -o 回收/南溪.docx -q --lang zh
run -o 汇总.xlsx
cat 催报名单.csv
echo "-- a table as text"
run -o 汇总.csv
answer 东屏县 3
run -o 汇总.csv
echo "-- a row that somebody took out comes back, and is named"
sed '/东屏县/d' 汇总.csv >x/汇总.csv && mv x/汇总.csv 汇总.csv
run -o 汇总.csv
echo "-- JSON is a text like CSV"
run -o 汇总.json
sed '/东屏县/d; s/\(云岭县.*\),$/\1/' 汇总.json >x/汇总.json && mv x/汇总.json 汇总.json
run -o 汇总.json
sed 's/云岭县/云岭（县）/' 汇总.json >x/汇总.json && mv x/汇总.json 汇总.json
run -o 汇总.json
echo "-- a row that is another now"
answer 云岭县 9
run -o 汇总.csv
printf '"手工"\r\n' >>汇总.csv
run -o 汇总.csv --force
tail -1 汇总-改过1.csv
ls
