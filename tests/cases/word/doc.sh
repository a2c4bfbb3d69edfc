# A .doc is read as the .docx that it was saved from: text, lists, fields,
# notes, revisions, merges, a table in a cell, what is left out.
cp "$here"/水库检查.doc "$here"/水库检查.docx .
$gongwen convert --lang zh 水库检查.doc -o a.md
echo "status $?"
cat a.md
$gongwen convert --lang zh 水库检查.docx -o b.md 2>/dev/null
# That a .doc has no controls says nothing of its forms.
diff a.md b.md | grep '^[<>]'
echo "== a .wps, a name that lies, a folder, an attachment"
cp 水库检查.doc 水库.wps
cp 水库检查.doc 水库.docx
mkdir 来文
cp 水库检查.doc 来文/来文.doc
$gongwen convert 水库.wps -o - 2>/dev/null | cmp - a.md && echo "the same"
$gongwen convert 水库.docx -o - 2>/dev/null | cmp - a.md && echo "the same"
$gongwen build --lang zh 来文 -o out </dev/null 2>/dev/null
find out -name '*.docx'
printf -- '---\n附件:\n  - 水库.wps\n---\n# 关于检查的通知\n\n请检查。\n' >通知.md
$gongwen build --lang zh 通知.md -o 通知.docx </dev/null
echo "status $?"
unzip -p 通知.docx word/document.xml | grep -o '云岭水库\|gridSpan w:val="[0-9]"' |
    sort | uniq -c | sed 's/^ *//'
echo "== check"
$gongwen check --lang zh 水库检查.doc | grep -c .
echo "== the next edition"
$gongwen renew --lang zh --year 2027 水库检查.doc -o 明年.md 2>/dev/null
grep -n 2027 明年.md

# byte FILE OFFSET OCTAL: a copy called x.doc with that byte changed
byte() {
	cp "$1" x.doc
	printf "\\$3" | dd of=x.doc bs=1 seek="$2" conv=notrunc 2>/dev/null
}
echo "== refused by name"
# Where the stream of the document begins: the mark of its head.
at=$(od -An -v -tx1 -w512 水库检查.doc | grep -n '^ ec a5')
at=$(((${at%%:*} - 1) * 512))
byte 水库检查.doc "$at" 334
$gongwen build --lang zh x.doc -o no </dev/null
byte 水库检查.doc $((at + 3)) 000
$gongwen build --lang zh x.doc -o no </dev/null
byte 水库检查.doc $((at + 11)) 023
$gongwen build --lang zh x.doc -o no </dev/null
for n in 300 600 3000 9000; do
	head -c "$n" 水库检查.doc >x.doc
	$gongwen build --lang zh x.doc -o no </dev/null
	echo "status $?"
done
printf '{\\rtf1 x}' >x.doc
$gongwen build --lang zh x.doc -o no </dev/null
printf '<html><body>x</body></html>' >x.doc
$gongwen build --lang zh x.doc -o no </dev/null
[ -e no ] || echo "nothing made"
