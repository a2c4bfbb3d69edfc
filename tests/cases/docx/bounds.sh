#!/bin/sh
# Small files that once cost minutes or gigabytes: an element with very many
# attributes, one footer or picture that is referred to very often, braces that
# nothing closes.  A folder takes DOCX, but not what the program made.
w='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
r='xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

# pack NAME: cap00.docx with other word/document.xml
pack() {
	cp "$here/cap00.docx" "$1"
	zip -q "$1" word/document.xml ${2+word/_rels/document.xml.rels}
	rm -rf word
}

mkdir -p word
{
	echo "<w:document $w><w:body><w:p"
	seq 30000 | sed 's/.*/ a&="1"/'
	echo "/></w:body></w:document>"
} >word/document.xml
pack many.docx
(ulimit -t 5; $gongwen convert --lang zh many.docx; echo "status $?")

mkdir -p word
{
	echo "<w:document $w $r><w:body>"
	echo "<w:p><w:r><w:t>关于检查的通知</w:t></w:r></w:p><w:p><w:pPr><w:sectPr>"
	seq 20000 | sed 's/.*/<w:footerReference w:type="default" r:id="f"\/>/'
	echo "</w:sectPr></w:pPr></w:p></w:body></w:document>"
} >word/document.xml
pack feet.docx
(ulimit -t 5; $gongwen convert --lang zh feet.docx; echo "status $?"
$gongwen template check feet.docx --lang zh >/dev/null 2>&1; echo "status $?")

mkdir all && cp "$here/cap00.docx" all/名单.docx
$gongwen build --lang zh all -o all/new && $gongwen build --lang zh all -o out
find all out -type f | sort

printf '# 关于检查的通知\n\n各县：\n\n正文' >braces.md
yes '{{' | head -n 500000 | tr -d '\n' >>braces.md
(ulimit -t 5; $gongwen convert --lang zh braces.md -o wide.md -q
echo "status $?"; wc -c <wide.md
$gongwen build --lang zh braces.md -o wide.docx 2>&1 | tail -n 1)
