# A picture in a DOCX goes to a file beside the Markdown, and comes back; where
# only standard output is written, it is said that the file is not.
$gongwen build -q "$here/picture.md" -o 一.docx 2>&1
$gongwen convert -q 一.docx -o 二.md
grep '图' 二.md
cmp "$here/图.png" 附件/二-图1.png
$gongwen build -q 二.md -o 二.docx
$gongwen build -q 一.docx -o 三.docx
cmp 一.docx 二.docx && cmp 一.docx 三.docx && echo "the same"
$gongwen convert -q --lang zh 一.docx -o - 2>&1 >/dev/null
rm -rf 一.docx 二.md 二.docx 三.docx 附件
