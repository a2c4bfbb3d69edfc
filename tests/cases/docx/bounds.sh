#!/bin/sh
# Small files that once cost minutes or gigabytes: an element with very many
# attributes, one footer or picture that is referred to very often, braces that
# nothing closes.  A folder takes DOCX, but not what the program made.
w='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
r='xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

# pack NAME: cap00.docx with other word/document.xml
pack() {
	cp "$here/cap00.docx" "$1"
	zip -q "$1" word/document.xml ${2+word/_rels/document.xml.rels}
	rm -rf word
}

mkdir -p word
{
	echo "<w:document $w><w:body><w:p"
	seq 30000 | sed 's/.*/ a&="1"/'
	echo "/></w:body></w:document>"
} >word/document.xml
pack many.docx
(ulimit -t 5; $gongwen convert --lang zh many.docx; echo "status $?")

mkdir -p word
{
	echo "<w:document $w $r><w:body>"
	echo "<w:p><w:r><w:t>关于检查的通知</w:t></w:r></w:p><w:p><w:pPr><w:sectPr>"
	seq 20000 | sed 's/.*/<w:footerReference w:type="default" r:id="f"\/>/'
	echo "</w:sectPr></w:pPr></w:p></w:body></w:document>"
} >word/document.xml
pack feet.docx
(ulimit -t 5; $gongwen convert --lang zh feet.docx; echo "status $?"
$gongwen template check feet.docx --lang zh >/dev/null 2>&1; echo "status $?")

mkdir all && cp "$here/cap00.docx" all/名单.docx
$gongwen build --lang zh all -o all/new && $gongwen build --lang zh all -o out
find all out -type f | sort

printf '# 关于检查的通知\n\n各县：\n\n正文' >braces.md
yes '{{' | head -n 500000 | tr -d '\n' >>braces.md
(ulimit -t 5; $gongwen convert --lang zh braces.md -o wide.md -q
echo "status $?"; wc -c <wide.md
$gongwen build --lang zh braces.md -o wide.docx 2>&1 | tail -n 1)

echo "== small files of many parts, and long texts of one thing"
head='---\n发文机关: 甲局\n成文日期: 2026-06-14\n---\n\n# 关于事的通知\n\n'
many() {	# many NAME HEAD WORD COUNT TAIL
	{
		printf '%b' "$2"
		printf '%*s' "$4" '' | sed "s! !$3!g"
		printf '%b' "$5"
	} >"$1"
}
mkdir long
cp "$here"/bounds/* long
many long/链接.md "$head" '[a](' 100000 '\n'
many long/长段.md "$head" 字 300000 '\n'
many long/占位.md "$head" '{{' 300000 '\n'
many long/标题.md '# ' 题 200000 '\n\n正文。\n'
many long/换行.md "$head" '字<br>' 100000 '\n'
mkdir -p word
{
	echo "<w:document $w><w:body>"
	seq 15000 | sed 's|.*|<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲&</w:t></w:r>\
	    </w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>|'
	echo "</w:body></w:document>"
} >word/document.xml
pack long/表.docx
mkdir -p word
{	# a table of 300,000 cells, which says that it is too much
	row=$(yes '<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>' |
	    head -n 60 | tr -d '\n')
	echo "<w:document $w><w:body><w:tbl>"
	seq 5000 | sed "s|.*|<w:tr><!--&$(seq -s . 99)-->$row</w:tr>|"
	echo "</w:tbl></w:body></w:document>"
} >word/document.xml
pack long/大表.docx
mkdir -p word
{	# centred lines are one title, each of its lines is held against it all
	echo "<w:document $w><w:body>"
	seq 15000 | sed 's|.*|<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r>\
	    <w:rPr><w:sz w:val="44"/></w:rPr><w:t>第&份的通知</w:t></w:r></w:p>|'
	echo "<w:p><w:r><w:t>正文。</w:t></w:r></w:p></w:body></w:document>"
} >word/document.xml
pack long/标题行.docx
many long/重复.md "$head" 做好做好做好做好做好做好 20000 '\n'
many long/填报.md "$head" '{填报单位：}\n\n' 24000 '\n'
many long/空格.md "$head{填报单位：" '　' 200000 '}\n\n|甲|乙|\n|-|-|\n|1|2|\n'
many long/份号.md '---\n份号: ' 0 200000 '\n---\n\n# 题\n\n正文。\n'
many long/附注.txt '关于事的通知\n\n各县：\n\n正文。\n\n甲局\n2026年6月14日\n' \
    '（此页无正文）\n' 15000 ''
many long/同名.json '{' '"title": "甲", ' 50000 '"body": ["乙"]}\n'
web='关于事的通知\n\n各县：\n\n正文。\n\n附件：1.甲表\n\n甲局\n2026年6月14日\n'
many long/下载.txt "$web" '附件1：乙表.doc\n' 20000 ''
many long/备案.txt "$web" 'ICP备1号\n' 40000 '抄送：乙局。\n'
many long/长句.md "$head" '报名、审核、公示' 40000 '\n'
many long/连日.md "$head" '2026年4月8日，副市长王某某到会。' 30000 '\n'
many long/连县.md "$head" '甲县三个县、三个步骤' 30000 '\n'
many long/竖线.md "$head"'正文。\n\n' '一、甲|乙。丙\n' 30000 ''
many long/变量.md '# 关于事的通知\n\n' '{{项乙}}' 20000 '{{甲}}\n'
many long/控件.md "$head|甲| | | | | |\n|-|-|-|-|-|-|\n" \
    '|甲| | | | | |\n' 4000 ''
{
	printf '%b' "$head"
	seq 8000 | sed 's/.*/{{a&}}{{b&}}{{c&}}{{d&}}{{e&}}{{f&}}\n/'
} >long/多名.md
{
	printf '关于事的通知\n\n各县：\n\n'
	seq 30000 | sed 's/.*/{{#甲&}}/'
} >long/小节.txt
many long/期号.txt '关于事的通知\n\n各县：\n\n' '第1期\n' 8000 ''
many long/逗号.txt '关于事的通知\n\n各县：\n\n' '一，加强领导。\n' 16000 ''
many long/圈号.md "$head" ① 300000 '\n'
many long/书名.md "$head" 》 300000 '\n'
many long/日期.md "$head" 2026年6月1日 60000 '\n'
many long/圈零.md "$head" ○ 300000 '\n'
many long/任务.md "$head" '- [ ] 项目\n' 10000 '\n'
many long/围栏.md "$head" '```csv\n甲,乙\n1,2\n```\n\n' 4000 '\n'
# Tables of 970,200 cells, of which one in three, or each, holds something
row=$(printf '%*s' 21 '' | sed 's/ /甲| | |/g')
{
	printf '%b' "$head"
	echo "|$row" | sed 'p; s/甲\| /-/g'
	yes "|$row" | head -n 15400
} >long/宽表.md
{
	printf '关于事的通知\n\n各县：\n\n'
	yes "$(printf '甲\t%.0s' $(seq 62))甲" | head -n 15400 |
	    sed '1s/甲/列/g'
} >long/宽表.txt

# Styles over 1 MiB, two texts of 800 KB that 60,000 cells refer to
s='xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
cp "$here/bounds/sheets2.xlsx" long/格式.xlsx
mkdir xl
{
	echo "<workbook $s $r><sheets>"
	echo '<sheet name="甲" sheetId="1" r:id="s"/></sheets></workbook>'
} >xl/workbook.xml
{
	echo "<styleSheet $s><numFmts>"
	seq 200 20200 | sed 's|.*|<numFmt numFmtId="&" formatCode="0.0"/>|'
	echo "</numFmts><cellXfs><xf numFmtId=\"20199\"/>"
	seq 40000 | sed 's|.*|<xf numFmtId="12" b="&"/>|'
	echo "</cellXfs></styleSheet>"
} >xl/styles.xml
{
	echo "<sst $s><si><t>单位</t></si>"
	seq -s 字 100000 | sed 's|.*|<si><t>甲&</t></si><si><t>乙&</t></si>|'
	echo '</sst>'
} >xl/sst.xml
{
	echo "<worksheet $s><sheetData>"
	echo '<row><c t="s"><v>0</v></c></row><row><c s="0"><v>7</v></c></row>'
	seq 30000 | sed 's|.*|<row><c t="s"><v>1</v></c></row>\
	    <row><c t="s"><v>2</v></c></row>|'
	echo "</sheetData></worksheet>"
} >xl/sheet.xml
zip -q long/格式.xlsx xl/*.xml
# Attributes by the ten thousand, which the parser holds against each other;
# in UTF-7 nobody sees them.
cp "$here/bounds/sheets2.xlsx" long/属性.xlsx
cp "$here/bounds/sheets2.xlsx" long/编码.xlsx
{
	echo "<worksheet $s><sheetData"
	seq 50000 | sed 's/.*/ a&="1"/'
	echo "><row><c/></row></sheetData></worksheet>"
} >xl/sheet.xml
zip -q long/属性.xlsx xl/*.xml
seven() {	# seven FILE: in UTF-7
	{
		echo '<?xml version="1.0" encoding="UTF-7"?>'
		sed 's/ \(a[0-9]*\)="1"/ \1=+ACI-1+ACI-/' "$1"
	} >"$1.7" && mv "$1.7" "$1"
}
seven xl/sheet.xml
zip -q long/编码.xlsx xl/*.xml
mkdir -p word
{
	echo "<w:document $w"
	seq 50000 | sed 's/.*/ a&="1"/'
	echo "><w:body><w:p/></w:body></w:document>"
} >word/document.xml
seven word/document.xml
pack long/编码.docx
{
	echo ---
	seq -f '第%.0f局' -s ', ' 0 4999 | sed 's/.*/发文机关: [&]/'
	printf -- '---\n\n# 题\n\n正文。\n'
} >long/机关.md
{
	printf '关于事的通知\n\n各单位：\n\n'
	yes 'a	b	c' | head -n 60000
} >long/制表.txt
{
	printf '关于事的通知\n\n各单位：\n\n'
	yes '甲局@2026年6月14日@' | head -n 30000 | tr @ '\n'
} >long/署名.txt
# One note of many paragraphs, and very many references to it.
mkdir -p word/_rels
p='<w:p><w:r><w:t>'
{
	echo "<w:document $w><w:body>"
	awk -v p="$p" 'BEGIN { for (i = 0; i < 8000; i++) print p "第" rand() \
	    "段</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>" }'
	echo "</w:body></w:document>"
} >word/document.xml
{
	echo "<w:footnotes $w><w:footnote w:id=\"1\">"
	awk -v p="$p" 'BEGIN { for (i = 0; i < 6000; i++) print p "注" rand() \
	    "</w:t></w:r></w:p>" }'
	echo "</w:footnote></w:footnotes>"
} >word/footnotes.xml
o=http://schemas.openxmlformats.org
cat >word/_rels/document.xml.rels <<END
<Relationships xmlns="$o/package/2006/relationships"><Relationship Id="r1"
Type="$o/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>
</Relationships>
END
cp "$here/cap00.docx" long/脚注.docx
zip -qr long/脚注.docx word
rm -rf word
printf '# 关于检查的通知\n\n请{{单位}}办。\n' >m.md
# Time, and memory: 256 MiB, and as much again that nothing is written into.
seconds=5 most=524288
[ -n "$WRAP" ] && seconds=300
[ -n "$WRAP" ] || grep -q __asan_init $gongwen && most=unlimited
for file in $(LC_ALL=C ls long); do
	case $file in
	*.xlsx)	set -- "build m.md --data long/$file -o out" ;;
	机关.md | 附注.txt)
		set -- "build long/$file -o out" "check long/$file" \
		    "convert --to json long/$file -o out" ;;
	大表.docx | 多名.md | 控件.md | 小节.txt | 宽表.*) set -- "build long/$file -o out" ;;
	圈零.md | 日期.md) set -- "renew long/$file --year 2027 -o out" ;;
	换行.md | 圈号.md) set -- "build long/$file -o out.pdf" ;;
	*)	set -- "build long/$file -o out" "check long/$file" ;;
	esac
	for command; do
		rm -rf out out.pdf
		limit=$most
		case $file$most in 宽表*[0-9]) limit=225000 ;; esac
		(ulimit -t $seconds; ulimit -v $limit
		$gongwen $command --lang zh >said 2>&1
		echo "$file ${command%% *}: status $?")
		grep -o '\[findings-cut\]' said || :
	done
done
