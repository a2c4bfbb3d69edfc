# What check says of files that it cannot read, and of its own files.
printf '%s\n' '---' '主送: 各县科协' '成文日期: 2026-06-14' '---' '' \
    '# 关于报送材料的通知' '' '请于2026年6月31日前报送材料。。' >x.md
check() {
	$gongwen check --lang zh "$@" </dev/null
	echo "status $?"
}
check none.md
check x.md none.md
echo "== not a Word document"
mkdir -p p/_rels
echo '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' \
    >'p/[Content_Types].xml'
echo '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>' \
    >p/_rels/.rels
(cd p && zip -q -X -r ../x.docx .)
check x.docx
echo 不是 >y.docx
check y.docx
echo "== -W, formats"
check x.md -W no-doubled-mark
check x.md -W doubled-mark -W warning=date-invalid
check x.md -W all -W style=date-invalid -W no-doubled-mark
check x.md --format=json
check x.md --format=sarif | head -n 12
check x.md --format=xml
echo "== a baseline"
check x.md --baseline old
cut -f 1-2,4 old
check x.md --baseline old
printf '请报送材料,谢谢。\n' >>x.md
check x.md --baseline old
echo 不是基线 >bad
check x.md --baseline bad
echo "== repairs, twice; in another encoding"
check x.md --fix
check x.md --fix
tail -n 2 x.md
printf '# 关于报送材料的通知\n\n请报送材料,谢谢。\n' | iconv -f UTF-8 -t GBK >gbk.md
check gbk.md --fix
iconv -f GBK -t UTF-8 gbk.md | tail -n 1
echo "== a repair that the file's encoding cannot write"
printf '# 關於報送材料的通知\n\n二○二六年六月，請報送材料。\n' |
    iconv -f UTF-8 -t BIG5 >big5.md
cp big5.md before.md
check big5.md --fix --encoding BIG5
cmp big5.md before.md
