# A workbook made by hand: which sheet, where the names are, what cannot be
# used; and other tables that cannot be read.
printf '%s\n' '---' "主送: '{{单位}}'" '成文日期: 2026-06-14' '---' '' \
    '# 关于报送材料的通知' '' '请报送材料，账号{{账号|默认:}}。' >notice.md
build() {
	$gongwen build --lang zh -v notice.md -d "$@" -o out </dev/null
	echo "status $?"
	[ ! -d out ] || (cd out && find . -name '*.docx' | LC_ALL=C sort)
	rm -rf out
}
ns=http://schemas.openxmlformats.org
mkdir -p book/_rels book/xl/_rels book/xl/worksheets
cat >'book/[Content_Types].xml' <<END
<Types xmlns="$ns/package/2006/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>
END
cat >book/_rels/.rels <<END
<Relationships xmlns="$ns/package/2006/relationships">
<Relationship Id="r1" Type="$ns/officeDocument/2006/relationships/officeDocument"
 Target="xl/workbook.xml"/></Relationships>
END
cat >book/xl/workbook.xml <<END
<workbook xmlns="$ns/spreadsheetml/2006/main"
 xmlns:r="$ns/officeDocument/2006/relationships"><sheets>
<sheet name="县区" sheetId="1" r:id="r1"/>
<sheet name="市直" sheetId="2" r:id="r2"/></sheets></workbook>
END
cat >book/xl/_rels/workbook.xml.rels <<END
<Relationships xmlns="$ns/package/2006/relationships">
<Relationship Id="r1" Type="$ns/officeDocument/2006/relationships/worksheet"
 Target="worksheets/sheet1.xml"/>
<Relationship Id="r2" Type="$ns/officeDocument/2006/relationships/worksheet"
 Target="worksheets/sheet2.xml"/></Relationships>
END
cell() { printf '<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' "$1" "$2"; }
{
	echo "<worksheet xmlns=\"$ns/spreadsheetml/2006/main\"><sheetData>"
	echo "<row r=\"1\">$(cell A1 2026年县区名单)</row>"
	echo "<row r=\"2\">$(cell A2 单位)$(cell B2 账号)</row>"
	echo "<row r=\"3\">$(cell A3 临溪县科协)$(cell B3 12)</row>"
	echo "<row r=\"4\" hidden=\"1\">$(cell A4 霁川县科协)<c r=\"B4\">\
<v>1.23456789012346E+17</v></c></row>"
	echo "<row r=\"5\">$(cell A5 梧岭市科协)<c r=\"B5\" t=\"e\">\
<v>#REF!</v></c></row>"
	echo "<row r=\"6\">$(cell A6 云岭区科协)<c r=\"B6\"><f>B3*2</f></c></row>"
	echo '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/>'
	echo '</mergeCells></worksheet>'
} >book/xl/worksheets/sheet1.xml
{
	echo "<worksheet xmlns=\"$ns/spreadsheetml/2006/main\"><sheetData>"
	echo "<row r=\"1\">$(cell A1 单位)$(cell B1 账号)</row>"
	echo "<row r=\"2\">$(cell A2 市科技馆)$(cell B2 1)</row>"
	echo '</sheetData></worksheet>'
} >book/xl/worksheets/sheet2.xml
(cd book && zip -q -X -r ../book.xlsx .)
echo "== the first sheet"
build book.xlsx
echo "== by name"
build book.xlsx --sheet 市直
build book.xlsx --sheet 省直
echo "== not closed, old, hostile, too much"
printf '单位,账号\n"临溪县科协,1\n' >open.csv
build open.csv
printf '\320\317\021\340\241\261\032\341xxxx' >old.xls
build old.xls
sed 's|^<worksheet|<!DOCTYPE x [<!ENTITY a "aaaa">]>&|' \
    book/xl/worksheets/sheet1.xml >x && mv x book/xl/worksheets/sheet1.xml
(cd book && zip -q -X -r ../hostile.xlsx .)
build hostile.xlsx
{ seq 1025 | tr "\n" ,; echo; seq 1025 | tr "\n" ,; echo; } >wide.csv
build wide.csv
echo "== an attachment that a row names"
printf '%s\n' '---' "主送: '{{单位}}'" '成文日期: 2026-06-14' '附件:' \
    "  - 标题: 名单" "    文件: '{{文件}}'" '---' '' \
    '# 关于报送材料的通知' '' '请报送材料。' >notice.md
printf '# 名单\n\n名单另发。\n' >one.md
printf '单位,文件\n临溪县科协,one.md\n霁川县科协,../x.md\n梧岭市科协,none.md\n' \
    >rows.csv
build rows.csv
echo "== bytes that are none of the encoding that the sheet names"
printf '<?xml version="1.0" encoding="GBK"?><worksheet>\0\377\377</worksheet>' \
    >book/xl/worksheets/sheet1.xml
(cd book && zip -q -X -r ../torn.xlsx .)
build torn.xlsx
