# An office's own template with its red head typed in it.
printf '%s\n' '---' '发文机关: 云岭县教育局' '发文字号: 云教〔2026〕8号' \
    '主送: 各学校' '成文日期: 2026-06-14' '---' '' \
    '# 关于报送材料的通知' '' '请报送材料。' >a.md
$gongwen template export 公文 -o good.docx
mkdir parts
(cd parts && unzip -q ../good.docx && cp word/document.xml ../document.xml)
template() {	# template NAME SED: with its document part changed
	sed "$2" document.xml >parts/word/document.xml
	(cd parts && zip -q -r "../$1" .)
}
try() {
	$gongwen build --lang zh a.md -t "$1" -o out </dev/null
	echo "status $?"
	ls out 2>/dev/null
	rm -rf out
}
number='</w:p><w:p><w:r><w:t>{{发文字号}}</w:t></w:r>'
template typed.docx \
    "s|<w:r><w:t>{{版头}}</w:t></w:r>|<w:r><w:t>云岭县</w:t></w:r><w:r><w:t> 教育局文件</w:t></w:r>$number|"
template other.docx \
    "s|<w:r><w:t>{{版头}}</w:t></w:r>|<w:r><w:t>青禾县教育局文件</w:t></w:r>$number|"
template none.docx 's|{{版头}}||'
template body.docx 's|{{正文}}||'
echo "== the head of the document"
try typed.docx
echo "== that of another, or none"
try other.docx
try none.docx
echo "== template check"
$gongwen template check --lang zh typed.docx >/dev/null </dev/null
echo "status $?"
$gongwen template check --lang zh body.docx </dev/null | tail -n 2
$gongwen template check --lang zh body.docx >/dev/null 2>&1 </dev/null
echo "status $?"
$gongwen template check --lang zh other.docx </dev/null | grep 版头
template near.docx 's|{{附件说明}}|{{主送机管}}|'
$gongwen template check --lang zh near.docx </dev/null 2>&1 >/dev/null
echo "status $?"
