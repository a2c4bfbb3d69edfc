# Many files: the same findings, texts and bytes for any number of workers.
mkdir -p in/乙
for i in $(seq 60); do
	printf '# 关于第%s号事项的通知\n\n各县（市、区)：\n\n请于2026-6-%s前报送。\n\n云岭县人民政府\n' \
	    "$i" "$((i % 28 + 1))" >in/$i.md
done
# Two documents with one number: the later one is told.
for i in 甲 乙/丙; do
	printf -- '---\n发文机关: 云岭县人民政府\n发文字号: 云政发〔2026〕8号\n---\n\n# 关于%s的通知\n\n各乡镇：\n\n请办。\n' \
	    "${i#*/}" >in/$i.md
done
for j in 1 2 7; do
	$gongwen check in -j "$j" --lang zh >check-$j 2>&1
	echo "check -j $j: $?"
	$gongwen check in -j "$j" --format=json >json-$j 2>&1
	$gongwen convert in -o md-$j/ -j "$j" --lang zh >convert-$j 2>&1
	echo "convert -j $j: $?"
	$gongwen convert in/1.md in/2.md in/甲.md -j "$j" >out-$j 2>&1
done
for j in 2 7; do
	cmp check-1 check-$j && cmp json-1 json-$j && cmp out-1 out-$j &&
	    diff -r md-1 md-$j && cmp convert-1 convert-$j
done
ls md-7 | wc -l | tr -d ' '
grep number-twice check-7
echo "== an output is no input, whichever is read first"
$gongwen convert in -o in --force --lang zh >same 2>&1
echo "status $?"
grep -c . same
cmp in/1.md md-1/1.md || echo "left alone"
echo "== options"
$gongwen check in -j 许多 --lang zh 2>&1
echo "status $?"
$gongwen convert in -o x --fsync 也许 --lang zh 2>&1
echo "status $?"
$gongwen convert in -o each --fsync each >x 2>&1; diff -r md-1 each
