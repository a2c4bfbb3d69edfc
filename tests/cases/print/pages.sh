# Pages as SVG, one file each, and as one HTML: what is in them, and that the
# same bytes come out again.
$gongwen build "$here/letter.md" -o 函.svg </dev/null || exit 1
$gongwen build "$here/letter.md" --to html,svg -o two </dev/null || exit 1
cmp 函-1.svg two/letter-1.svg
find . -type f | LC_ALL=C sort
sed -n '/^<text/p; /^<rect/p; /^<circle/p' 函-1.svg
sed -n '/<body>/,$p' two/letter.html | grep -c data-line
# Ours and unchanged: written over without a word; changed: put aside.
$gongwen build "$here/notice.md" -o two/letter.html </dev/null
echo '<!-- 改 -->' >>two/letter.html
$gongwen build "$here/letter.md" -o two/letter.html --lang zh </dev/null 2>&1
find . -type f | LC_ALL=C sort
