# What a template has no style for is set in the built-in one, under a base of
# its own: the template's Normal and heading 1 are its own.
printf -- '---\n署名: 青禾市科协\n成文日期: 2026-06-14\n---\n\n# 关于检查的通知\n\n各县：\n\n## 要求\n\n请报送。\n' >m.md
$gongwen template export 公文 -o t.docx -q
mkdir word
unzip -p t.docx word/styles.xml | awk 'BEGIN { RS = "</w:style>"; ORS = "" }
	!/"公文标题( 字符)?"|"公文一级标题( 字符)?"|"公文正文( 字符)?"/ {
		print $0 (/<\/w:styles>/ ? "" : "</w:style>") }' |
    sed 's|</w:styles>|<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:spacing w:after="300"/></w:pPr></w:style>&|' \
    >word/styles.xml
zip -q t.docx word/styles.xml
$gongwen template check t.docx --lang zh | tail -n 1
$gongwen build m.md -t t.docx -o o.docx --lang zh -v 2>&1 | grep 样式
echo "status $?"
for style in GwTitle GwBody GwLevel1 GwBase 1; do
	unzip -p o.docx word/styles.xml | grep -o "w:styleId=\"$style\".*" |
	    sed 's|</w:style>.*||' | grep -o -E 'styleId="[^"]*"|w:(name|basedOn|sz|eastAsia|after)( w:val)?="[^"]*"' |
	    tr '\n' ' '
	echo
done
unzip -p o.docx word/styles.xml | grep -o '<w:name w:val="[^"]*"' | sort | uniq -d
unzip -p o.docx word/document.xml | grep -o '<w:pStyle w:val="[^"]*"' | sort -u
