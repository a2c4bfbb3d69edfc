# What offices have their own custom in, each one line of a profile.
cat >n.md <<'END'
---
发文机关: 青禾市科学技术协会
发文字号: 青科协〔2026〕2号
主送: 各县科协
成文日期: 2026-04-20
印发机关: 青禾市科学技术协会办公室
印发日期: 2026-04-21
---

# 关于进一步做好全市科普场馆开放和展品更新工作的通知

1.各馆应当公布开放时间。

# 附件 情况表

{表格: 横向}

| 馆名 | 开放天数 |
|---|---|
| 云岭馆 | 300 |
END
try() {
	echo "== $1"
	printf '%s\n' "$1" >p.txt
	$gongwen build --lang zh $2 n.md -p p.txt -o . </dev/null
	echo "status $?"
}
part() {
	unzip -p n.docx "$1"
}
numbers() {
	for footer in footer1 footer2 gwFooterOdd gwFooterEven; do
		part word/$footer.xml |
		    sed 's/.*\(<w:ind [^>]*>\)\(<w:jc [^>]*>\)/\1\2\n/' |
		    sed -n "s/^\(<w:ind.*jc[^>]*>\)*.*/$footer \1/p" | head -1
		part word/$footer.xml | grep -c '—'
	done
}
for line in '页码位置: 外侧' '页码位置: 居中' '页码位置: 居右' \
    '页码一字线: 无'; do
	try "$line"
	numbers
done
try '公文三级标题.加粗: 是'
part word/styles.xml | grep -o 'w:styleId="GwLevel3">.*' |
    sed 's/<\/w:style>.*//' | grep -o '<w:b/>'
for line in '标题两行: 上短下长' '标题两行: 上长下短'; do
	try "$line"
	part word/document.xml | sed 's/.*GwTitle"\/>//; s/<\/w:p>.*//' |
	    grep -o '<w:t [^<]*' | sed 's/<[^>]*>//'
done
try '套印版头高: 90mm' '--set 版头=预印'
part word/document.xml | grep -o '"GwNumber"/><w:spacing [^>]*>'
try '套印版头高: 100mm' '--set 版头=预印'
part word/document.xml | grep -o '"GwNumber"/><w:spacing [^>]*>'
# 16开: the number goes with the foot of the page.
try '纸宽: 184mm
纸高: 260mm
天头: 30mm
地脚: 28mm
订口: 22mm
切口: 22mm
每行字数: 25
每页行数: 20
行距: 28.5磅'
part word/document.xml | grep -o -e '<w:pgSz[^>]*>' -e '<w:pgMar[^>]*>' \
    -e '<w:docGrid[^>]*>'
try '页码位置: 中间'
try '页码一字线: 双'
# What a profile asks for, check asks for, too: none is a finding.
clean() {
	printf '%s\n' "$1" >p.txt
	$gongwen build --lang zh -q n.md -p p.txt -o n.docx </dev/null
	echo "== check: $1" | head -1
	$gongwen check --lang zh -p p.txt n.docx
	echo "status $?"
}
for line in '页码位置: 居中' '页码位置: 居左' '页码一字线: 无' \
    '标题上空行: 1' '主送上空行: 0' '基准: GB33476' '天头: 30mm
每页行数: 22'; do
	clean "$line"
done
# … and without it the standard's place is asked for.
printf '%s\n' '页码位置: 居中' '页码一字线: 无' >p.txt
$gongwen build -q n.md -p p.txt -o n.docx
$gongwen check --lang zh n.docx
echo "status $?"
