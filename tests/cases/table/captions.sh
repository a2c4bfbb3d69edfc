# The 说明 of a picture is printed below it, unless the line there says it; a
# line “表1 …” above a table and “图1 …” below a picture is its name, centred;
# a picture is not parted from its name, nor the signature from the last one.
cp "$here"/图.png .
cat >图.md <<'END'
---
发文机关: 青禾市科学技术协会
发文字号: 青科协〔2026〕2号
主送: 各县（市、区）科协
成文日期: 2026-06-14
---

# 关于印发示意图的通知

示意图如下。

![田块示意图](图.png)

另一张：

![场馆](图.png)

图2　青禾市科普场馆

![水系](图.png)

水系

表1　各县情况

| 县 | 场馆 |
|---|---|
| 云岭县 | 2 |

表2是另外报送的，不在此列。

![图片](图.png)
END
$gongwen build 图.md -o . --lang zh
echo "status $?"
unzip -p 图.docx word/document.xml | sed 's/<w:p>/\n&/g' |
    sed -n 's/.*"GwCaption"\/>\(<w:keepNext\/>\)*.*preserve">\([^<]*\)<.*/\1 \2/p
	s/.*"GwPicture"\/>\(<w:keepNext\/>\)*.*<wp:docPr[^>]*name="\([^"]*\)".*/\1 \2/p'
unzip -p 图.docx word/document.xml | grep -o 'descr="[^"]*"'
# 单价 and 金额, in one unit, are aligned alike, decimals or not.
cat >预算.md <<'END'
# 关于报送预算的通知

| 序号 | 项目 | 数量 | 单价 | 金额 | 年份 |
|---|---|---|---|---|---|
| 1 | 展品 | 68 | 8.5 | 578 | 2026 |
| 2 | 改造 | 1 | 260 | 260 | 2027 |
END
$gongwen build -q 预算.md -o 预算.docx
unzip -p 预算.docx word/document.xml | sed 's/<w:tc>/\n&/g' |
    sed -n 's/.*<w:jc w:val="\([a-z]*\)".*<w:t[^>]*>\([^<]*\)<.*/\1 \2/p'
