# Files that are no text, under names of text: what they are, and what to do.
printf 'PK\003\004xx' >a.md
printf '\320\317\021\340xx' >b.txt
printf '%%PDF-1.4' >c.md
printf '# 通知\n\n正文。\n' >d.md
$gongwen build --lang zh a.md b.txt c.md d.md -o out </dev/null
echo "status $?"
find out -type f
# A DOCX goes the other way.
$gongwen convert --lang zh out/d.docx -o -
$gongwen build --lang zh out/d.docx -o out </dev/null
$gongwen build --lang zh out/d.docx -o new </dev/null; find new -type f
echo "status $?"
echo "== texts of other programs"
printf '{\\rtf1\\ansi\\deff0 {\\fonttbl;}\\par }' >e.txt
printf '\357\273\277\n<!DOCTYPE HTML>\n<html><body>通知</body></html>' >f.md
printf '<?xml version="1.0" encoding="UTF-8"?>\n<uof:UOF/>' >g.txt
printf '{\n  "标题": "关于检查的通知"\n}\n' >h.md
printf '[ {"标题": "关于检查的通知"} ]\n' >i.json
printf '单位,名额\n甲县,3\n' >j.csv
printf '\211PNG\r\n\032\n' >k.png
printf 'PK\003\004....mimetypeapplication/vnd.oasis.opendocument.text' >l.odt
printf '\320\317\021\340....W\000o\000r\000k\000b\000o\000o\000k' >m.doc
printf 'Rar!\032\007' >n.md
$gongwen build --lang zh e.txt f.md g.txt h.md i.json j.csv k.png l.odt \
    m.doc n.md -o other </dev/null
echo "status $?"
ls other
$gongwen build --lang en h.md j.csv l.odt </dev/null
echo "== what begins like one of them and is none"
printf '{填报单位：　　}\n\n# 登记表\n\n| 姓名 | |\n|---|---|\n' >o.md
printf '[附件1] 登记表\n\n各县：\n\n请登记。\n' >p.md
$gongwen convert o.md p.md --lang zh -q | grep -c 登记
echo "== attachments"
printf -- '---\n附件:\n  - 表.ods\n  - 图.tif\n  - 表.abc\n---\n# 通知\n\n正文。\n' >q.md
$gongwen build --lang zh q.md -o other </dev/null
echo "status $?"
