# The findings of a DOCX as comments, its certain repairs as tracked changes;
# and comments that come back become remarks of the source.
run() { LC_ALL=C.UTF-8 python3 "$@"; }
cp "$here/notice.md" notice.md
$gongwen build -q notice.md -o sent.docx
run "$here/edit" sent.docx poor.docx \
    '5月30日上午9:00，县=5月30日上午9:00,县' '+座谈会。=必需按时,带齐材料。'
$gongwen check poor.docx --comments 校核.docx --lang zh
echo "status $?"
run - <<'EOF'
import re
import zipfile
z = zipfile.ZipFile('校核.docx')
print(z.testzip())
for c in re.findall(r'<w:comment .*?</w:comment>',
                    z.read('word/comments.xml').decode(), re.S):
    print('comment', re.sub(r'<[^>]*>', '', c))
xml = z.read('word/document.xml').decode()
for change in re.findall(r'<w:(?:ins|del) .*?</w:(?:ins|del)>', xml, re.S):
    print(change[:6], re.sub(r'<[^>]*>', '', change))
print(len(re.findall('<w:commentReference ', xml)), 'references')
EOF
$gongwen check poor.docx --comments 校核.docx -q --lang zh >/dev/null
ls
echo "--- back"
$gongwen accept 校核.docx notice.md --lang zh
echo "status $?"
diff "$here/notice.md" notice.md
$gongwen build notice.md -o again.docx --lang zh
$gongwen compare again.docx 校核.docx --lang zh
$gongwen check notice.md --comments x.docx --lang zh
echo "status $?"
