# Sources and places that are not there, or not what they should be.
good() {
	printf '%s\n' '---' '主送: 各县科协' '成文日期: 2026-06-14' '---' '' \
	    '# 关于报送材料的通知' '' '请报送材料。'
}
build() {
	$gongwen build --lang zh "$@" </dev/null
	echo "status $?"
}
good >good.md
: >empty.md
printf '# 关于报送材料的通知\n\n\377\376\375通知\n' >bytes.md
mkdir nothing hidden
good >hidden/.draft.md
echo "== missing, empty, a folder with nothing in it, undecodable"
build none.md -o out
build empty.md -o out
build nothing -o out
build hidden -o out
build bytes.md --encoding GB18030 -o out
build bytes.md --encoding KLINGON -o out
ls out 2>/dev/null
echo "== the others go on"
build none.md good.md -o out
ls out
echo "== the output is a file, a folder has the name of the document"
echo x >file
build good.md -o file
mkdir -p there/good.docx
build good.md -o there
cat file
find there
echo "== no file may be that large; later the same command makes them"
printf '单位\n甲县\n乙县\n' >rows.csv
good | sed 's/请报/请{{单位}}报/' >each.md
(ulimit -f 4; build each.md --data rows.csv -o limit 2>&1) | cat
ls limit
build each.md --data rows.csv -o limit
ls limit
echo "== English"
$gongwen build --lang en none.md
echo "status $?"
