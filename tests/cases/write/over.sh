# What stands in the place of an output: the program's own is replaced, what a
# person changed or made is put aside, or the command refuses.
cat >n.md <<'SOURCE'
---
发文机关: 青禾市科学技术协会
发文字号: 青科协〔2026〕18号
主送: 各县科协
成文日期: 2026-06-14
---

# 关于报送材料的通知

请于2026年6月20日前报送。
SOURCE
sed 's/各县科协/"{{单位}}"/' n.md >c.md
printf '单位\n甲县\n乙县\n' >d.csv
run() {
	echo "== $*"
	$gongwen "$@" --lang zh </dev/null
	echo "status $?"
}
edited() {	# a document saved again by another program, or not one at all
	printf '手改的一份' >"$1"
}
kept() {
	grep -l -r '手改的一份' "$@" | sort
}
run build n.md -o one
cp one/n.docx first.docx
sed 's/20日/21日/' n.md >m && mv m n.md
echo "-- ours, unchanged: replaced"
run build n.md -o one
cmp -s one/n.docx first.docx && echo "not made again"
ls one
echo "-- ours, sealed as earlier versions did it: replaced"
n=$(wc -c <one/n.docx)
{ head -c $((n - 30)) one/n.docx; printf 'O\000gongwen sha256:'; } >earlier
printf %s "$(sha256sum earlier | cut -c 1-64)" >>earlier
mv earlier one/n.docx
sed 's/21日/22日/' n.md >m && mv m n.md
run build n.md -o one
ls one
echo "-- one byte more is somebody else's"
printf x >>one/n.docx
run build n.md -o one
ls one
echo "-- a file that was never ours"
mkdir out
edited out/001-甲县.docx
run build c.md --data d.csv -o out
ls out
echo "-- the list of copies is lost, or saved as the spreadsheet likes"
edited out/002-乙县.docx
rm out/清单.csv
run build c.md --data d.csv -o out
edited out/002-乙县.docx
sed 's/^\([0-9]*\),/"\1",/' out/清单.csv >q && mv q out/清单.csv
run build c.md --data d.csv -o out
edited out/002-乙县.docx
# Some iconv fail for the byte order mark that they leave out.
iconv -f UTF-8 -t GBK -c out/清单.csv >q; mv q out/清单.csv
run build c.md --data d.csv -o out
kept out
echo "-- all copies in one"
edited all.docx
run build c.md --data d.csv -o out --combine all.docx
kept all*.docx
run build c.md --data d.csv -o out --combine all.docx
ls all*.docx
echo "-- texts are refused, unless they are the same or --force is given"
run convert first.docx -o n2.md
run convert first.docx -o n2.md
edited n2.md
run convert first.docx -o n2.md
cat n2.md; echo
run convert first.docx -o n2.md --force
edited t.docx
run template export -o t.docx
kept t.docx
echo "-- no output is an input, nor another output of the run"
run convert n.md -o n.md --force
$gongwen template export -o t2.docx
run build n.md -t t2.docx -o t2.docx
cp t2.docx t3.docx
run build c.md --data d.csv -o out -t t3.docx --combine t3.docx
echo "-- only what is written, where it can be"
run build n.md -o x.xps
run build n.md c.md -o x.docx
run convert n.md -o x.docx
run build c.md --data d.csv --combine x.pdf
run build c.md --data d.csv -n '{{单位}}.doc'
run build n.md --copies-from 000001
mkdir 甲 乙
cp n.md 甲/通知.md
cp n.md 乙/通知.md
run convert 甲/通知.md 乙/通知.md -o made/
# Two names, and one where the file system tells no case.
mv 甲/通知.md 甲/Notice.md
mv 乙/通知.md 乙/notice.md
run convert 甲/Notice.md 乙/notice.md -o made/
ls made
run build c.md --data d.csv -o fresh --combine fresh/001-甲县.docx
ls fresh
run build c.md --data d.csv -o out --combine out/001-甲县.docx
run build c.md --data d.csv -o out --combine ./out/../out/002-乙县.docx
run build n.md -o one --combine one/n.docx
cmp -s out/001-甲县.docx out/002-乙县.docx && echo 'one over the other'
run build c.md --data d.csv --prepare d.docx
echo "-- a name with no room for -改过1"
long=$(printf '%83s' '' | sed 's/ /字/g').docx
$gongwen build c.md --set 单位=甲 -o "$long" -q 2>/dev/null
echo x >>"$long"
$gongwen build c.md --set 单位=甲 -o "$long" -q --lang zh 2>&1
tail -c 2 "$long"
