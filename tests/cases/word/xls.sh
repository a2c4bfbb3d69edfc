# An .xls is read as the .xlsx that it was saved from: as a list of counties,
# as a form that came back; damaged or with a password it is refused by name.
cp "$here"/县区.xls "$here"/南溪.xls .
printf '# 通知\n\n{{单位}}：\n\n{{县区}}{{金额}}，{{截止日期}}，{{用途}}{{联络员}}。\n' >n.md
$gongwen build -q n.md -d 县区.xls -n '{{单位}}.docx' -o a </dev/null
for f in a/*.docx; do
	$gongwen convert -q "$f" -o - 2>/dev/null | grep 2026
done
printf -- '---\n附件:\n  - 表.md\n---\n# 关于报送的通知\n\n请报送。\n' >通知.md
cat >表.md <<'END'
# 科普活动统计表

{填报单位：　　　　}

{表格: 空行=3 表头=2}

| 序号 | 乡镇 | 活动 | < | 备注 |
|---|---|---|---|---|
| ^ | ^ | 场次 | 人数 | ^ |
END
mkdir 回收
cp 南溪.xls 回收
$gongwen collect --lang zh 通知.md 回收 -o 汇总.csv </dev/null
tr -d '\r' <汇总.csv
echo "== refused by name"
for n in 100 1500 3000; do
	head -c "$n" 县区.xls >x.xls
	$gongwen build --lang zh n.md -d x.xls -o no </dev/null
	echo "status $?"
done
# The first record (BOF) of another version, and one that says: a password.
at=$(od -An -v -tx1 -w512 县区.xls | grep -n '^ 09 08 10 00')
at=$(((${at%%:*} - 1) * 512))
cp 县区.xls x.xls
printf '\005' | dd of=x.xls bs=1 seek=$((at + 5)) conv=notrunc 2>/dev/null
$gongwen build --lang zh n.md -d x.xls -o no </dev/null
cp 县区.xls x.xls
printf '\057\000' | dd of=x.xls bs=1 seek=$((at + 20)) conv=notrunc \
    2>/dev/null
$gongwen build --lang zh n.md -d x.xls -o no </dev/null
[ -e no ] || echo "nothing made"
