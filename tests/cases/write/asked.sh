# A template asks for values that are no element: of the front matter, of
# --set, of a row; and one that nothing gives.
printf '%s\n' '---' '发文机关: 青禾市科学技术协会' '主送: 各县科协' \
    '成文日期: 2026-04-20' '变量:' '  经办: 张某' '---' '' \
    '# 关于开放场馆的通知' '' '全年开放，由{{经办}}联系。' >a.md
printf '单位,科室\n东屏县科协,普及部\n' >县区.csv
$gongwen template export 公文 -o good.docx
mkdir parts
(cd parts && unzip -q ../good.docx)
sed 's|\({{版记}}</w:t></w:r></w:p>\)|\1<w:p><w:r><w:t>经办：{{经办}}，科室：{{科室}}</w:t></w:r></w:p>|' \
    parts/word/document.xml >document.xml
mv document.xml parts/word/document.xml
(cd parts && zip -q -r ../asks.docx .)
try() {
	$gongwen build --lang zh a.md -t asks.docx "$@" </dev/null
	echo "status $?"
	for file in out.docx out/*.docx; do
		[ ! -e "$file" ] || unzip -p "$file" word/document.xml |
		    sed 's/<[^>]*>//g' | grep -o '经办：.*'
	done
	rm -rf out.docx out
}
echo "== nothing gives one"
try -o out.docx
echo "== --set gives both"
try -o out.docx --set 科室=普及部
try -o out.docx --set 科室=普及部 --set 经办=李某
echo "== a value that has a name in it"
sed 's|经办: 张某|经办: "{{科室}}张某"|' a.md >b.md; mv b.md a.md
try -o out.docx --set 科室=普及部
echo "== a row"
try -o out --data 县区.csv
