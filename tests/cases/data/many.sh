# Findings that come again and again are told so often and then counted; a
# template that fails is told once; shards.
printf '%s\n' '---' "主送: '{{单位}}'" '成文日期: 2026-06-14' '---' '' \
    '# 关于报送材料的通知' '' '请报送{{数量|千分位}}份材料。' >notice.md
awk 'BEGIN { print "单位,数量"; for (i = 1; i <= 300; i++) print "县" i ",甲" }' \
    >rows.csv
$gongwen build --lang zh notice.md -d rows.csv -o out 2>said
echo "status $?"
grep -v placeholder-value said
wc -l <said | tr -d ' '
printf '%s\n' '---' '主送: 各县' '成文日期: 2026-06-14' '模板: 没有.docx' '---' \
    '' '# 关于报送材料的通知' '' '请报送材料。' >a.md
cp a.md b.md
$gongwen build --lang zh -j1 a.md b.md -o two
echo "status $?"
$gongwen build --lang zh notice.md -d rows.csv -o out --shard 1/3 --prune
echo "status $?"
awk 'BEGIN { print "单位,数量"; for (i = 1; i <= 7; i++) print "县" i "," i }' \
    >rows.csv
for shard in 1/3 2/3 3/3; do
	$gongwen build --lang zh notice.md -d rows.csv -o shards \
	    --shard $shard || echo "status $?"
done
find shards -type f | LC_ALL=C sort
$gongwen build --lang zh notice.md -d rows.csv -o shards
$gongwen build --lang zh notice.md -d rows.csv -o whole
find shards -type f | LC_ALL=C sort
rm shards/清单.csv whole/清单.csv
diff -r shards whole && echo "the same"
