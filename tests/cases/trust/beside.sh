#!/bin/sh
# A picture that lies in the DOCX stays where a link stands beside it, or where
# it was taken from; the link is left out and named.  The same in a template.  A
# link that may be followed is not told of, nor a field that is its text.
w='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
r=http://schemas.openxmlformats.org/officeDocument/2006/relationships
front() {
	printf -- '---\n发文机关: 云溪市科学技术协会\n发文字号: 云科协〔2026〕18号\n主送: 各县\n成文日期: 2026-06-14\n'
}
cp "$here/../table/图.png" .
{ front; printf -- '---\n\n# 关于检查的通知\n\n请报送。\n\n![](图.png)\n'; } >有图.md
field() {	# field INSTRUCTION...
	printf '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
	for piece; do
		printf '<w:r><w:instrText xml:space="preserve">%s</w:instrText></w:r>' "$piece"
	done
	printf '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>果</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
}
links() {	# links FROM TO: links beside the pictures, and fields at the end
	rm -rf word && mkdir -p word/_rels
	cp "$1" "$2"
	{
		field 'HYPER' 'LINK ' '\o "看" ' '"file:///secret/x"'
		field 'HYPERLINK \\server\share'
		field 'HYPERLINK "https://qinghe.example/"'
		field 'HYPERLINK \l "here"'
		field 'HYPERLINK "mailto:a@qinghe.example"'
	} >fields
	unzip -p "$1" word/document.xml | awk -v r="$r" '
	NR == FNR { fields = fields $0; next }
	{
		gsub(/<a:blip /, "<a:blip r:link=\"L1\" ")
		gsub(/<wp:docPr [^>]*\/>/, "&@")
		gsub(/\/>@/, "><a:hlinkClick xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" r:id=\"L2\"/></wp:docPr>")
		at = index($0, "<w:sectPr")
		for (rest = substr($0, at + 1); (n = index(rest, "<w:sectPr")) > 0; rest = substr(rest, n + 1))
			at += n
		if (at > 0)
			$0 = substr($0, 1, at - 1) fields substr($0, at)
		print
	}' fields - >word/document.xml
	unzip -p "$1" word/_rels/document.xml.rels | sed "s|</Relationships>|<Relationship Id=\"L1\" Type=\"$r/image\" Target=\"file:///pictures/a.png\" TargetMode=\"External\"/><Relationship Id=\"L2\" Type=\"$r/hyperlink\" Target=\"file:///evil\" TargetMode=\"External\"/>&|" \
	    >word/_rels/document.xml.rels
	zip -q -r "$2" word
}
look() {
	echo "status $1"
	unzip -Z1 o.docx | grep -c media/
	for part in word/document.xml word/_rels/document.xml.rels; do
		unzip -p o.docx $part | grep -o 'file:\|r:link\|hlinkClick\|instrText[^<]*LINK' | sort | uniq -c
	done
	unzip -p o.docx word/document.xml | grep -o '果' | wc -l
	rm o.docx
}
$gongwen build 有图.md -o 有图.docx -q --lang zh
links 有图.docx 附.docx
{ front; printf -- '附件: 附.docx\n---\n\n# 关于检查的通知\n\n请报送。\n'; } >n.md
for lang in zh en; do
	$gongwen build n.md -o o.docx --lang $lang
	look $?
done
echo "== template"
$gongwen template export 公文 -o plain.docx -q
# The picture in the template's first paragraph.
unzip -p 有图.docx word/document.xml | grep -o '<w:r>\(<w:rPr>[^@]*</w:rPr>\)\?<w:drawing>.*</w:drawing></w:r>' >run
part=$(unzip -Z1 有图.docx | grep media/)
rm -rf word && mkdir -p word/_rels word/media
unzip -p 有图.docx "$part" >word/media/logo.png
id=$(grep -o 'r:embed="[^"]*"' run | sed 's/.*="//;s/"//')
unzip -p plain.docx word/document.xml | awk '
NR == FNR { run = run $0; next }
{ at = index($0, "</w:p>"); if (at > 0 && !done) { done = 1; $0 = substr($0, 1, at - 1) run substr($0, at) } print }' \
    run - | sed "s/$id/logo/g" >word/document.xml
unzip -p plain.docx word/_rels/document.xml.rels | sed "s|</Relationships>|<Relationship Id=\"logo\" Type=\"$r/image\" Target=\"media/logo.png\"/>&|" >word/_rels/document.xml.rels
unzip -p plain.docx '\[Content_Types\].xml' | sed 's|</Types>|<Override PartName="/word/media/logo.png" ContentType="image/png"/>&|' >'[Content_Types].xml'
cp plain.docx logo.docx
zip -q -r logo.docx word '[Content_Types].xml'
links logo.docx t.docx
{ front; printf -- '---\n\n# 关于检查的通知\n\n请报送。\n'; } >m.md
$gongwen build m.md -t t.docx -o o.docx --lang zh
look $?
echo "== what all is written in is not passed over, whatever is said of it"
rm -rf word && mkdir word
cp 有图.docx 略.docx
unzip -p 有图.docx word/document.xml | sed 's/mc:Ignorable="/&w a /' >word/document.xml
zip -q -r 略.docx word
sed 's/附.docx/略.docx/' n.md >k.md
$gongwen build k.md -o o.docx --lang zh
unzip -p o.docx word/document.xml | grep -o 请报送 | wc -l
