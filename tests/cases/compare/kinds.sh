# Two documents of any kind: the same words through other doors are no
# difference; a file that is no document is named.
$gongwen build -q "$here/notice.md" -o a.docx
$gongwen convert -q a.docx -o a.md
$gongwen compare a.docx a.md --lang zh
echo "status $?"
$gongwen compare "$here/notice.md" a.docx --lang en
echo "status $?"
sed 's/县科技馆一楼/县科技馆二楼/; /提前10分钟/d' "$here/notice.md" >b.md
$gongwen compare a.docx b.md --lang en
echo "status $?"
$gongwen compare a.docx b.md --lang en --format json
$gongwen compare a.docx --lang zh
echo "status $?"
$gongwen compare a.docx 没有.md --lang zh
echo "status $?"
