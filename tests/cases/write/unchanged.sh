# A folder built again: only what was made from something that differs now is
# made, whatever it is; the findings of the others are said as before.
doc() {	# doc NAME [LINE OF THE FRONT MATTER]
	printf '%s\n' --- '发文机关: 青禾市科学技术协会' \
	    '发文字号: 青科协〔2026〕18号' '主送: 各县科协' \
	    '成文日期: 2026-06-14' ${2+"$2"} --- '' \
	    "# 关于报送${1}材料的通知" '' '一、请于6月20日前报送。' '' \
	    '三、请汇总后报送。' >"in/$1.md"
}
mkdir in in/附件
doc 文字
doc 附件页 '附件: 附件/名单.md'
doc 表格
printf '\n![图](图.png)\n' >>in/文字.md
doc 模板 '模板: 附件/本会.docx'
doc 版式 '排版: 附件/本会.txt'
doc 来文 '附件: 附件/来文.docx'
doc 提到
printf '\n附件：1. 附件/以后.md\n' >>in/提到.md
cp "$here"/../table/图.png in
printf '# 附件1 名单\n\n名单如下。\n' >in/附件/名单.md
printf '单位,数量\n甲县,1\n' >in/附件/数据.csv
printf '\n附件/数据.csv\n' >>in/表格.md
$gongwen template export -o in/附件/本会.docx
printf '公文三级标题.加粗: 是\n' >in/附件/本会.txt
doc 来文本身
$gongwen build in/来文本身.md -o in/附件/来文.docx --lang zh 2>/dev/null
rm in/来文本身.md
run() {
	echo "-- $1"
	shift
	$gongwen build in -o out --lang zh --dry-run "$@" 2>/dev/null |
	    grep -v '^没有变'
	$gongwen build in -o out --lang zh "$@" >said 2>&1
	echo "status $?"
}
run first
cp said first
cat said
cp -r out whole
run again
cmp said first && diff -r whole out && ls -A out
run "one worker" -j 1
run "a file is touched" ; touch in/文字.md
run "and nothing else"
echo '请再报一份。' >>in/文字.md
run "the text"
echo '再加一行。' >>in/附件/名单.md
run "an attachment"
echo '乙县,2' >>in/附件/数据.csv
run "a table"
cp "$here"/../table/宽图.png in/图.png
run "a picture"
cp "$here"/../table/图.png in/图.png
run "a picture back"
(cp in/附件/本会.docx x.zip && mkdir x && cd x && unzip -q ../x.zip &&
    sed 's/w:top="[0-9]*"/w:top="2200"/' word/document.xml >d &&
    mv d word/document.xml && rm ../x.zip &&
    zip -q -X -r ../x.zip '[Content_Types].xml' _rels word docProps &&
    mv ../x.zip ../in/附件/本会.docx)
run "a template"
printf '公文三级标题.加粗: 否\n' >in/附件/本会.txt
run "a profile"
doc 来文本身
sed 's/报送/寄送/' in/来文本身.md >来文.md
rm in/来文本身.md
$gongwen build 来文.md -o in/附件/来文.docx --lang zh 2>/dev/null
run "a DOCX that is attached"
printf '# 以后\n\n以后的附件。\n' >in/附件/以后.md
run "a file that was only named"
printf '手改的一份' >out/文字.docx
run "what was made"
ls out | grep 改过
rm out/表格.docx
run "what is gone"
doc 新的
run "one more"
rm in/新的.md
run "one less"
run "what is asked for" --set 主送=各市科协
run "the same again" --set 主送=各市科协
run "back" -W no-ordinal-sequence
run "and again"
run "all" --again
echo "-- a record that is damaged is none"
for record in "$XDG_CACHE_HOME"/gongwen/*; do printf x >>"$record"; done
run "damaged"
run "mended"
echo "-- other kinds of files, each with lines of its own, also of all pages"
mkdir faces
kinds() {
	run "$1: $2" --fonts faces --to "$2"
}
for to in items docx,svg; do
	kinds first $to
	kinds again $to
done
rm out/文字-1.svg
kinds "a page is gone" docx,svg
kinds "back to one" docx
printf x >faces/新.ttf
kinds "another face" items
kinds "another face, which this has not" docx
rm out/*.svg out/*.items
echo "-- made in the folder of the sources"
mkdir below
cp in/文字.md in/图.png below
for k in first again; do
	(cd below && $gongwen build . --to svg --lang zh --dry-run)
	(cd below && $gongwen build . --to svg --lang zh -q 2>/dev/null)
done
echo "-- one source has no record"
$gongwen build in/文字.md -o one --lang zh 2>/dev/null
ls -A one
