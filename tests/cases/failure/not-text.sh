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
echo "status $?"
