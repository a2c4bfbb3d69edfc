# Many machines: the data prepared once, shards that read their own rows, one
# of which is killed and tried again, the manifests joined; the same bytes.
cat >notice.md <<'END'
# 关于{{事项}}的通知

{{单位}}：

请于月底前报送{{事项}}。
END
{
	echo 单位,事项
	for i in $(seq 200); do
		printf '青禾市第%s单位,"名单\n第%s项"\n' "$i" "$i"
	done
} >data.csv
$gongwen build notice.md -d data.csv -o whole -q
echo "== prepared: the same rows"
$gongwen build notice.md -d data.csv --prepare data.rows -o none --lang zh
echo "status $?"
ls none 2>/dev/null
$gongwen build notice.md -d data.rows -o again -q
diff -r whole again && echo same
echo "== eight shards by GNU parallel, the third of which is killed once"
cat >once <<END
#!/bin/sh
case "\$*" in
*" 3/8"*) [ -e killed ] || { touch killed; kill -9 \$\$; } ;;
esac
exec $gongwen "\$@"
END
chmod +x once
cp "$here/../../../docs/shards/parallel.sh" .
GONGWEN=$PWD/once sh parallel.sh notice.md data.csv parts 8 >out 2>&1
echo "status $?"
ls killed
diff -r whole parts && echo same
echo "== the manifests alone"
for k in 1 2 3; do
	$gongwen build notice.md -d data.csv -o far/$k --shard $k/3 -q
	mkdir -p near
	[ $k = 2 ] || cp far/$k/清单-$k-3.csv near
done
cp -r near once-more
$gongwen build notice.md -d data.csv -o near --join --lang zh
echo "status $?"
grep -c 未生成 near/清单.csv
cp far/2/清单-2-3.csv once-more
$gongwen build notice.md -d data.csv -o once-more --join --lang zh
echo "status $?"
ls -A once-more
cmp once-more/清单.csv whole/清单.csv && echo same
sed 's/第7项/第八项/' data.csv >other.csv
$gongwen build notice.md -d other.csv -o once-more --join --lang zh
echo "status $?"
$gongwen build notice.md -d data.csv -o x --join --shard 1/2 --lang zh
echo "== however the path is typed"
for path in notice.md ./notice.md "$PWD/notice.md"; do
	$gongwen build "$path" -d ./data.csv -o whole --dry-run --lang zh |
	    cut -f 1 | sort | uniq -c
done
echo "== names that come twice are not prepared"
printf '单位,事项\n甲,一\n甲,二\n' >twice.csv
$gongwen build notice.md -d twice.csv -n '{{单位}}' --prepare twice.rows \
    --lang zh
echo "status $?"
ls twice.rows 2>/dev/null
echo "== what stands there already: another's, its own, the data itself"
echo 我的 >mine.rows
$gongwen build notice.md -d data.csv --prepare mine.rows --lang zh
echo "status $?"
cat mine-改过1.rows
$gongwen build notice.md -d data.csv --prepare mine.rows --lang zh
echo "status $?"
for to in data.csv ./data.csv .; do
	$gongwen build notice.md -d data.csv --prepare $to --lang zh
	echo "status $?"
done
head -n 1 data.csv
$gongwen build notice.md -d mine.rows --prepare more.rows --lang zh
echo "status $?"
ls more.rows 2>/dev/null
echo "== other names than were checked: all are looked at again"
sed 's/第[0-9]*单位/单位/' data.csv >one.csv
$gongwen build notice.md -d one.csv --prepare one.rows
$gongwen build notice.md -d one.rows -n '{{单位}}' -o one --shard 2/8 \
    --lang zh 2>&1 | grep -c output-name-twice
echo "== cut off"
head -c 3000 data.rows >cut.rows
$gongwen build notice.md -d cut.rows -o cut --lang zh
echo "status $?"
echo "== options"
$gongwen build notice.md -d data.csv --prepare x.rows --shard 1/2 --lang zh
echo "status $?"
$gongwen build notice.md --prepare x.rows --lang zh
echo "status $?"
