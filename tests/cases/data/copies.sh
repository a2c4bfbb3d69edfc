# Copies for the counties: names, manifest, a second run, what is left over.
cat >notice.md <<'END'
---
主送: '{{单位}}'
成文日期: 2026-06-14
---

# 关于报送材料的通知

请{{单位}}于{{期限|月日}}前报送{{数量|千分位}}份材料{{说明|默认:}}。
END
cat >rows.csv <<'END'
单位,期限,数量,说明
临溪县科协,2026-07-31,1200,
"霁川县科协
& <b>**学会**</b>",2026/8/1,3,（一式两份）
梧岭市科协,2026年8月15日,12,
END
build() {
	$gongwen build --lang zh notice.md -d rows.csv -o out "$@" </dev/null
	echo "status $?"
}
text() {	# the text of a document, a paragraph a line
	unzip -p "$1" word/document.xml | sed 's|</w:p>|\n|g; s|<[^>]*>||g' |
	    grep -v '^ *$'
}
echo "== a dry run writes nothing"
build --dry-run
find . -name '*.docx'
echo "== three copies"
build --name '{{序号|2}}-{{单位}}' --copies-from 000101
find out -type f | LC_ALL=C sort
head -n 1 out/清单.csv
cut -d, -f1-5 out/清单.csv | tail -n +2
for docx in out/*.docx; do text "$docx"; done
echo "== nothing has changed"
cp -r out before
build --name '{{序号|2}}-{{单位}}' --copies-from 000101
diff -r out before && echo same
echo "== one row less, one edited by hand"
head -n 4 rows.csv >x && mv x rows.csv
build --name '{{序号|2}}-{{单位}}' --copies-from 000101
build --name '{{序号|2}}-{{单位}}' --copies-from 000101 --prune
find out -type f | LC_ALL=C sort
echo "== GBK, semicolons"
printf '单位;期限;数量;说明\n临溪县科协;2026-07-31;1200;\n' |
    iconv -f UTF-8 -t GBK >rows.csv
$gongwen build --lang zh -v notice.md -d rows.csv -o gbk 2>&1
text gbk/*.docx
true
