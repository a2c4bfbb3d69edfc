# Workbooks as attachments and as tables: merges, numbers and dates as shown.
cp "$here"/*.xls* .
head -c 3000 名单.xlsx >坏.xlsx
notice() {	# attachments, a line of the text
	cat <<EOF
---
发文机关: 青禾市科学技术协会
主送: 各县科协
成文日期: 2026年6月14日
附件:$1
---

# 关于公布名单的通知

现将有关名单公布如下。

$2

特此通知。
EOF
}
show() {
	$gongwen convert "$1" -o - --lang zh </dev/null | sed '1,/^现将/d'
	$gongwen build "$1" -o 出 --lang zh -v </dev/null
	echo "status $?"
}
notice ' 名单.xlsx' '{表格: 文件=名单.xlsx 表=第二张 表头=0 表题=值班表}' >甲.md
show 甲.md
echo "--- the first sheet, and one that Excel 97 wrote, with another name"
notice '
  - 标题: 人才名单
    文件: 名单.xls' 名单.xlsx >乙.md
show 乙.md
echo "--- what cannot be shown"
for at in 没算.xlsx 坏.xlsx 没有.xlsx '名单.xlsx 表=第三张' '名单.xlsx 表=空'; do
	notice '' "{表格: 文件=$at}" >丙.md
	$gongwen build 丙.md -o 丙.docx --lang zh </dev/null
	echo "status $?"
done
notice ' 没算.xlsx' '' >丙.md
$gongwen build 丙.md -o 丙.docx --lang en </dev/null
ls
