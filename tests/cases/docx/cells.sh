# A text saved as DOCX line by line: tabs that lead cells lead them there too,
# blank lines part rows; a tab in a line is room.
cat >a.txt <<'EOF'
青禾市科学技术协会关于报送科普活动情况的通知

各县（市、区）科协：

请于2026年7月31日前报送。

附件：科普活动登记表

青禾市科学技术协会
2026年6月14日

附件

科普活动登记表

填报单位：    填报时间：

	活动名称
	
	活动时间
	

	参加人数
	
	地点
	

	情况说明
	

EOF
LC_ALL=C.UTF-8 python3 - <<'EOF'
import zipfile
from xml.sax.saxutils import escape
W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
P = 'http://schemas.openxmlformats.org/package/2006/'
body = ''
for line in open('a.txt', encoding='utf-8').read().split('\n')[:-1]:
    body += '<w:p><w:r>'
    for i, part in enumerate(line.split('\t')):
        body += '<w:tab/>' * (i > 0) + \
            '<w:t xml:space="preserve">%s</w:t>' % escape(part)
    body += '</w:r></w:p>'
with zipfile.ZipFile('b.docx', 'w') as z:
    z.writestr('[Content_Types].xml', '<Types xmlns="' + P +
        'content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Override '
        'PartName="/word/document.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '</Types>')
    z.writestr('_rels/.rels', '<Relationships xmlns="' + P +
        'relationships"><Relationship Id="r" Type="' + R +
        '/officeDocument" Target="word/document.xml"/></Relationships>')
    z.writestr('word/document.xml', '<w:document xmlns:w="' + W +
        '"><w:body>' + body + '</w:body></w:document>')
EOF
$gongwen convert a.txt -o a.md --lang zh </dev/null
$gongwen convert b.docx -o b.md --lang zh </dev/null
sed -n '/^{/,$p' b.md
diff a.md b.md && echo "the same"
