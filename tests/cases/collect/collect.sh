# A notice with two forms; 24 counties answer as they do: in Word with rows
# added, labels typed again, cells split, digits of full width, as text, as a
# workbook, late, twice, with blanks, not at all, with a broken file.
mkdir 源 回收
cat >源/通知.md <<'END'
---
发文机关: 青禾市科学技术协会
成文日期: 2026-06-14
附件:
  - 登记表.md
  - 统计表.md
---

# 关于报送科普活动情况的通知

请于2026年7月31日前报送。
END
cat >源/登记表.md <<'END'
# 科普活动登记表

{填报单位：　　　　　　填报时间：　　年　　月　　日}

{表格: 表头=0}

| 活动名称* |   | 活动时间 |   |
|---|---|---|---|
| 联系人 |   | 联系电话 |   |
| 参加人数 |   | 经费（万元） |   |
| 活动类别 | □讲座　□展览　□竞赛 | < | < |
| 情况说明 |   | < | < |
| 单位意见 | （盖章）<br>　　年　　月　　日 | < | < |
END
cat >源/统计表.md <<'END'
# 科普活动统计表

{填报单位：　　　　　　填报时间：　　年　　月　　日}

{表格: 空行=3 表头=2}

| 序号 | 乡镇 | 活动 | < | 备注 |
|---|---|---|---|---|
| ^ | ^ | 场次 | 人数 | ^ |
END
echo 单位 >名单.csv
for county in 云岭 白石 临溪 霁川 栖湖 梧岭 竹山 青浦 河东 河西 柳林 松坪 桃源 \
    沙洲 石桥 平湖 双峰 金坪 高塘 红岩 北坡 南溪 东屏 西塘; do
	echo "${county}县科学技术协会" >>名单.csv
done

# form COUNTY NAME COUNT DAY: the registration form, filled in
form() {
	cat <<END
# 科普活动登记表

{填报单位：$1县科协　　填报时间：2026年7月$4日}

{表格: 表头=0}

| 活动名称* | $2 | 活动时间 | 2026年6月$4日 |
|---|---|---|---|
| 联系人 | 张$1 | 联系电话 | 0000-81234$4 |
| 参加人数 | $3 | 经费（万元） | 1.5 |
| 活动类别 | □讲座　☑展览　□竞赛 | < | < |
| 情况说明 | $1的情况。 | < | < |
| 单位意见 | 同意上报。<br>（盖章）<br>2026年7月$4日 | < | < |
END
}
# lines COUNTY N: the table, with N lines
lines() {
	cat <<END
# 科普活动统计表

{填报单位：$1县科学技术协会　　填报时间：2026年7月2日}

{表格: 表头=2}

| 序号 | 乡镇 | 活动 | < | 备注 |
|---|---|---|---|---|
| ^ | ^ | 场次 | 人数 | ^ |
END
	for i in $(seq "$2"); do
		echo "| $i | $1$i镇 | $i | ${i}0 |  |"
	done
}
# both COUNTY: as two pages of one file
both() {
	printf '# 关于报送科普活动情况的通知\n\n' >"$1.md"
	form "$@" | sed 's/^# /# 附件1 /' >>"$1.md"
	echo >>"$1.md"
	lines "$1" 2 | sed 's/^# /# 附件2 /' >>"$1.md"
}
day=10
for county in 云岭 白石 临溪 霁川 栖湖 梧岭 竹山 青浦 河东 河西; do
	both "$county" "$county科普周" "$day" "$day"
	$gongwen build -q "$county.md" -o "回收/$county.docx" </dev/null
	day=$((day + 1))
done
# Labels typed again, full width, a unit, a number that is none.
form 柳林 柳林科普日 １２０人 12 | sed 's/联系电话/电话/; s/参加人数/参 加 人 数：/' >柳林.md
form 松坪 松坪讲座 约三百人 13 >松坪.md
# A row added below, a line added, a cell parted in two, required but blank.
{ form 桃源 桃源展览 80 14; echo '| 补充 | 另有流动展两场 | < | < |'
	printf '\n以上情况属实，另附照片三张。\n'; } >桃源.md
form 沙洲 '' 90 15 >沙洲.md
form 石桥 石桥竞赛 70 16 | sed 's/| 情况说明 | 石桥的情况。 | < | < |/| 情况说明 | 上午 | 下午 | 晚上 |/' >石桥.md
# Late, and a blank form.
form 平湖 平湖展览 60 17 | sed 's/填报时间：2026年7月17日/填报时间：2026年8月3日/' >平湖.md
sed 's/填报单位：　　/填报单位：双峰县科协　/' 源/登记表.md >双峰.md
# A field that somebody took out.
form 西塘 西塘展览 45 23 | sed '/情况说明/d' >西塘.md
for county in 柳林 松坪 桃源 沙洲 石桥 平湖 双峰 西塘; do
	$gongwen build -q "$county.md" -o "回收/$county县报送.docx" </dev/null
done
# Twice: the later file counts.
form 金坪 金坪展览 50 18 >金坪.md
$gongwen build -q 金坪.md -o 回收/金坪1.docx </dev/null
form 金坪 金坪展览 55 18 >金坪.md
$gongwen build -q 金坪.md -o 回收/金坪2.docx </dev/null
# As Markdown, as plain text, lines without a table.
form 高塘 高塘展览 40 19 >回收/高塘.md
cat >回收/红岩.txt <<'END'
科普活动登记表
填报单位：红岩县科协
活动名称：红岩科普大集
活动时间：2026年6月20日
联系人：李红岩
联系电话：0000-8123420
参加人数：200
经费（万元）：2
活动类别：☑竞赛
情况说明：一切顺利。
单位意见：同意。
END
# More lines than the form has; a workbook; a .doc.
lines 北坡 5 >北坡.md
$gongwen build -q 北坡.md -o 回收/北坡统计表.docx </dev/null
cp "$here"/南溪.xlsx "$here"/东屏.doc 回收/
# Somebody not asked, a broken file, one that is no answer, a picture.
form 外地 外地展览 30 21 >回收/外地.md
head -c 900 回收/云岭.docx >回收/破损.docx
printf '# 会议须知\n\n请准时到会。\n' >回收/须知.md
printf '\211PNG\r\n\032\n' >回收/照片.png

$gongwen collect --lang zh 源/通知.md 回收 -d 名单.csv --due 2026-07-31 \
    -o 汇总.csv </dev/null
echo "status $?"
cat 汇总-1-*.csv 汇总-2-*.csv 催报名单.csv | tr -d '\r'
echo "== the same as JSON and as a workbook"
$gongwen collect -q 源/通知.md 回收 -o 汇总.json </dev/null >/dev/null 2>&1
head -n 3 汇总.json
$gongwen collect -q 源/通知.md 回收 -d 名单.csv -o 汇总.xlsx </dev/null \
    >/dev/null 2>&1
unzip -l 汇总.xlsx | awk '{ print $4 }' | grep xl/
unzip -p 汇总.xlsx xl/worksheets/sheet2.xml | grep -o '<f>[^<]*</f><v>[^<]*'
unzip -p 汇总.xlsx xl/comments1.xml | grep -o '<t[^<]*'
cp 汇总.xlsx 甲.xlsx
$gongwen collect -q --force 源/通知.md 回收 -d 名单.csv -o 汇总.xlsx </dev/null \
    >/dev/null 2>&1
cmp 甲.xlsx 汇总.xlsx && echo "the same bytes"
for jobs in 1 3; do
	$gongwen collect --lang zh 源/通知.md 回收 -d 名单.csv -j $jobs --force \
	    -o 汇总.xlsx </dev/null >said-$jobs 2>&1
	cmp 甲.xlsx 汇总.xlsx
done
cmp said-1 said-3 && echo "the same for any number of threads"
echo "== what it refuses"
$gongwen collect --lang zh 回收/须知.md 回收 -o x.xlsx </dev/null
echo "status $?"
$gongwen collect --lang zh 源/通知.md 回收 -o x.docx </dev/null
echo "status $?"
[ -e x.xlsx ] || echo "nothing made"
