# The list of copies: whatever became of it, no copy changed by hand is lost.
cat >c.md <<'SOURCE'
---
发文机关: 青禾市科学技术协会
发文字号: 青科协〔2026〕18号
主送: "{{单位}}"
成文日期: 2026-06-14
---

# 关于报送材料的通知

请于2026年6月20日前报送。
SOURCE
awk 'BEGIN {
	print "单位,备注"
	printf "\""
	for (i = 0; i < 400; i++)
		printf "%s第%d县科学技术协会", (i > 0 ? "、" : ""), i
	print "\",一"
	print "乙县,二"
}' >d.csv
run() {
	echo "== $*"
	$gongwen "$@" --lang zh </dev/null
	echo "status $?"
}
again() {
	run build c.md --data d.csv -o out -n '{{备注}}'
}
echo "-- a line longer than any buffer"
again
awk '{ if (length($0) > 8192) print "a long line" }' out/清单.csv
printf '手改的一份' >out/一.docx
again
grep -l -r 手改的一份 out
cp out/清单.csv list
again
cmp out/清单.csv list
echo "-- what a person noted in it is kept"
sed 's/乙县/乙县（已电话通知）/' out/清单.csv >q && mv q out/清单.csv
again
grep -c 已电话通知 out/*.csv
echo "-- it may be a link, and readable by few"
mkdir lists
mv out/清单.csv lists/2026.csv
ln -s ../lists/2026.csv out/清单.csv
chmod 640 lists/2026.csv
printf '单位,备注\n乙县,二\n丙县,三\n' >d.csv
again
ls -l lists | grep -o '^-[-rw]*'
tail -n +2 lists/2026.csv | cut -d , -f 1-2
ls -A out
echo "-- it cannot be read: nothing is begun"
rm out/清单.csv
mkdir out/清单.csv
again
rmdir out/清单.csv
echo "-- it is what the copies are made from"
mkdir data
cp d.csv data/清单.csv
run build c.md --data data/清单.csv -o data
ls -A data
