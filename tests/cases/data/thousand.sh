# A task of a thousand shards, dry: each has every thousandth copy, whatever the
# number of rows; together they have all.  (tests/bench/shards.sh says the cost.)
cat >notice.md <<'END'
# 关于{{事项}}的通知

{{单位}}：

请于月底前报送{{事项}}。
END
awk 'BEGIN { print "单位,事项"
	for (i = 1; i <= 20345; i++)
		print "云岭县第" i "单位,材料" i }' >data.csv
$gongwen build notice.md -d data.csv --prepare data.rows
for k in 1 2 345 346 1000; do
	$gongwen build notice.md -d data.rows -o out --shard $k/1000 \
	    --dry-run --lang zh >said || echo "status $?"
	awk -v k=$k '{
		sub(/^生成\t/, ""); number = k + 1000 * (NR - 1)
		if ($0 != sprintf("%05d-云岭县第%d单位.docx", number, number))
			print k ": " $0
	} END { print k ": " NR " copies" }' said
done
ls out 2>/dev/null
echo "== a few, all shards of them: every copy once"
head -n 35 data.csv >few.csv
$gongwen build notice.md -d few.csv --prepare few.rows
for k in $(seq 12); do
	$gongwen build notice.md -d few.rows --shard $k/12 --dry-run
done | cut -f 2 | sort >all
$gongwen build notice.md -d few.csv --dry-run | cut -f 2 | sort | cmp - all &&
    wc -l <all | tr -d ' '
