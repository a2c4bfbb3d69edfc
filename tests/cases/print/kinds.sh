# Files of several kinds at once, and what cannot be drawn.
say() {
	$gongwen "$@" --lang zh </dev/null 2>&1
	echo "status $?"
	find . -type f | LC_ALL=C sort
}
cp "$here/letter.md" 函.md
say build 函.md --to docx,items -o .
rm 函.docx 函.items
say build 函.md -o 函.items
# Ours and unchanged: it is made again; a changed one is put aside.
say build 函.md -o 函.items
# A template of an office, which has nothing of its own.
$gongwen template export -o 模板.docx </dev/null
say build 函.md -t 模板.docx -o 函.items
# Somebody else's DOCX is laid anew, and that is said.
rm 函.items
printf '单位\n临溪县科协\n云岭县科协\n' >名单.csv
say build 函.md --data 名单.csv --to items,docx -o out
say build 函.md --data 名单.csv --to items,docx -o out -v
say build 函.md --data 名单.csv --name '{{单位}}.items' -o two
printf -- '---\n附件:\n  - out/001-临溪县科协.docx\n---\n\n# 通知\n\n看附件。\n' >x.md
say build x.md --to items,docx -o three
grep -c '借展品8件' three/x.items
echo "--- only looked at"
$gongwen build "$here/notice.md" --preview 看 --lang zh
echo "status $?"
ls 看
$gongwen build "$here/notice.md" --preview 看 -o x.docx --lang zh
echo "status $?"
