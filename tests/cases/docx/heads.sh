# The letterhead leads wherever its box or frame is anchored; a small box with
# the same words is none.
for name in box frame none; do
	echo "== $name"
	$gongwen convert --lang zh "$here/heads/$name.docx" -o - 2>&1 | head -n 18
done
$gongwen check --lang zh "$here/heads/box.docx" | head -n 6
