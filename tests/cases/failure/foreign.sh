# check reads a DOCX that somebody else made: what is not read is named.
ns=http://schemas.openxmlformats.org
mkdir -p p/_rels p/word
cat >'p/[Content_Types].xml' <<END
<Types xmlns="$ns/package/2006/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>
END
cat >p/_rels/.rels <<END
<Relationships xmlns="$ns/package/2006/relationships"><Relationship Id="r1"
 Type="$ns/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>
END
text() { printf '<w:p><w:r><w:t>%s</w:t></w:r></w:p>' "$1"; }
{
	printf '<w:document xmlns:w="%s" xmlns:m="%s"><w:body>' \
	    "$ns/wordprocessingml/2006/main" "$ns/officeDocument/2006/math"
	text 关于报送材料的通知
	text 各县科协：
	text '请报送材料,谢谢。'
	printf '<w:p><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>'
	printf '<w:r><w:object/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
	printf '</w:p><w:tbl><w:tr><w:tc>'
	printf '<w:tbl><w:tr><w:tc>%s</w:tc></w:tr></w:tbl>' "$(text 内层)"
	printf '%s</w:tc></w:tr></w:tbl>' "$(text 外层)"
	text 2026年6月14日
	printf '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>增补</w:t></w:r>'
	printf '</w:ins></w:p></w:body></w:document>'
} >p/word/document.xml
(cd p && zip -q -X -r ../x.docx .)
$gongwen check --lang zh x.docx -v | grep -v layout-
