# Only some rows: by number, by value, both; what was made before stays.
cat >notice.md <<'END'
---
主送: '{{单位}}'
成文日期: 2026-06-14
---

# 关于报送材料的通知

请{{单位}}报送材料（第{{序号}}份，共{{总数}}份）。
END
cat >rows.csv <<'END'
单位,县区
甲局,青禾县
乙局,云岭县
丙局,青禾县
丁局,云岭县
戊局,霁川县
END
try() {
	$gongwen build --lang zh notice.md -d rows.csv "$@" -o out --quiet \
	    </dev/null 2>&1
	echo "status $?"
	[ ! -d out ] || find out -name '*.docx' | LC_ALL=C sort
}
echo "== by number, as the table shows them"
try --rows 3-4,6
unzip -p out/002-乙局.docx word/document.xml | grep -o '第2份，共5份'
echo "== by value; what is there stays, also in the manifest"
try --where 县区=霁川县 --where 单位=戊局
cut -d, -f2 out/清单.csv | grep -c docx
rm -f out/002-乙局.docx
try --where '县区＝青禾县' --rows 1-9
cut -d, -f2 out/清单.csv | grep -c docx
echo "== all, with any number of workers and shards: the same bytes"
try -j2
cp -r out whole
rm -rf out
try --rows 2-4 -j1 >/dev/null
try --rows 5-6 --shard 1/2 >/dev/null
try --rows 5-6 --shard 2/2 >/dev/null
try --quiet >/dev/null
for file in whole/*.docx; do cmp "$file" "out/${file#whole/}"; done
rm -rf out
echo "== dry"
$gongwen build --lang zh notice.md -d rows.csv --rows 3 --dry-run -o out
echo "== groups"
try --group 县区 --rows 4
rm -rf out
echo "== wrong"
try --rows 3-
try --rows 5-3
try --rows 0
try --rows 三
try --rows 99
try --where 县区=没有县
try --where 区县=青禾县
try --where 县区
try --rows 3 --prune
$gongwen build --lang zh notice.md --rows 3 -o out; echo "status $?"
