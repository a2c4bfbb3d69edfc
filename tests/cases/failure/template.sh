# Templates that cannot be used: no document comes of them.
printf '%s\n' '---' '主送: 各县科协' '成文日期: 2026-06-14' '---' '' \
    '# 关于报送材料的通知' '' '请报送材料。' >good.md
try() {
	$gongwen build --lang zh good.md -t "$1" -o out </dev/null
	echo "status $?"
	ls out 2>/dev/null
}
$gongwen template export 公文 -o good.docx
echo "== missing, empty, text, half a zip"
try none.docx
: >empty.docx; try empty.docx
echo '不是压缩包' >text.docx; try text.docx
head -c 2000 good.docx >half.docx; try half.docx
echo "== a zip without the parts of a DOCX"
echo x >x.txt; zip -q other.docx x.txt; try other.docx
echo "== a folder"
mkdir folder.docx; try folder.docx
echo "== a zip bomb: 100 MiB of zeros"
mkdir -p bomb/word; (cd bomb && unzip -q ../good.docx &&
    head -c 104857600 /dev/zero >word/document.xml &&
    zip -q -1 -r ../bomb.docx . -x '.*')
rm -r bomb
try bomb.docx
echo "== XML that is not well-formed, and hostile"
edit() {	# edit NAME SED: the template with its document part changed
	rm -rf parts; mkdir parts
	(cd parts && unzip -q ../good.docx &&
	    sed "$2" word/document.xml >d && mv d word/document.xml &&
	    zip -q -r "../$1" .)
}
edit broken.docx 's|</w:body>||'
try broken.docx
edit entity.docx '1s|^<?xml[^>]*?>|&<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>|'
try entity.docx
echo "== slots"
edit unknown.docx 's|{{落款}}|{{落歀}}|'
try unknown.docx
edit open.docx 's|{{落款}}|{{落款|'
try open.docx
edit lacks.docx 's|{{正文}}||'
try lacks.docx
echo "== the program's own output is no template"
$gongwen build good.md -o .
mv good.docx made.docx; try made.docx
true
