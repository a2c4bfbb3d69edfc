# What a screen reader needs: title and language, headings of the outline,
# header rows, words for pictures and tables, and the text in its order.
cp "$here/../../../docs/page.png" 图.png
cat >n.md <<'END1'
---
发文机关: 青禾市科学技术协会
发文字号: 青科协〔2026〕2号
主送: 各县科协
成文日期: 2026-04-20
印发机关: 青禾市科学技术协会办公室
印发日期: 2026-04-21
---

# 关于开放场馆的通知

## 时间

全年开放。

![开放流程，共三步](图.png)

## 场馆

（一）市馆

表1 开放情况

{表格: 表头=2}

| 馆名 | 天数 | < |
|---|---|---|
| ^ | 上半年 | 下半年 |
| 云岭馆 | 150 | 160 |
END1
$gongwen build -q n.md -o n.docx
part() { unzip -p n.docx "$1" | tr -d '\n'; }
part docProps/core.xml | grep -o '<dc:[a-z]*>[^<]*'
part word/styles.xml | grep -o '<w:lang [^>]*>' | sort -u
part word/document.xml >d.xml
echo "header rows: $(grep -o '<w:tblHeader/>' d.xml | wc -l)"
grep -o '<w:tblCaption [^>]*>\|<wp:docPr [^>]*>' d.xml
echo "pictures without words: $(grep -o '<wp:docPr [^>]*>' d.xml |
    grep -vc 'descr="[^"]')"
# Paragraph by paragraph: its outline level, and its text.
part word/styles.xml | sed 's/<w:style /\n&/g' | sed -n \
    's/.*w:styleId="\([A-Za-z0-9]*\)">.*<w:outlineLvl w:val="\([0-9]\)".*/\1 \2/p' >levels
sed 's/<w:p>/\n&/g' d.xml | while read -r line; do
	style=$(echo "$line" | sed -n 's/.*<w:pStyle w:val="\([A-Za-z0-9]*\)".*/\1/p')
	text=$(echo "$line" | sed 's/<[^>]*>//g')
	[ -z "$text" ] || echo "$(sed -n "s/^$style //p" levels)	$text"
done
