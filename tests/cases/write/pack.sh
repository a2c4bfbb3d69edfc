# --pack: all copies in one ZIP, in their order, the same bytes as without it;
# what is there is gone on with, kept, or put aside.
cat >n.md <<'SOURCE'
---
发文机关: 青禾市科学技术协会
发文字号: 青科协〔2026〕18号
主送: "{{单位}}"
成文日期: 2026-06-14
---

# 关于报送材料的通知

请{{单位}}报送{{数量}}份材料。
SOURCE
rows() {	# rows LAST
	awk -v last="$1" 'BEGIN { print "单位,数量"
		for (i = 1; i <= 60; i++)
			print "县" i "," (i == 60 ? last : i) }'
}
rows 60 >d.csv
rows 61 >d2.csv
run() {
	echo "== $*"
	$gongwen build n.md "$@" --lang zh </dev/null
	echo "status $?"
}
same() {
	cmp "$1" "$2" && echo "the same: $1 $2"
}
hidden() {
	find . -name '.*' -type f
}
states() {	# states DATA: what would be made
	$gongwen build n.md --data "$1" --pack a.zip --dry-run |
	    cut -f 1 | sort | uniq -c | tr -s ' '
}
run --data d.csv -n 'c/{{序号|3}}' -o out
run --data d.csv -n 'c/{{序号|3}}' --pack p/c.zip
unzip -tq p/c.zip
unzip -Z1 p/c.zip | sed -n '1p;2p;60p'
(mkdir x && cd x && unzip -q ../p/c.zip 'c/*') && diff -r x/c out/c
unzip -p p/c.zip '*.csv' | cmp - out/清单.csv
echo "-- any number of workers, again, and shards"
run --data d.csv --pack a.zip -j 1
cp a.zip whole.zip
run --data d.csv --pack j4.zip -j 4
same a.zip j4.zip
states d.csv
run --data d.csv --pack a.zip
same a.zip whole.zip
for k in 1 2 3; do
	run --data d.csv --pack s.zip --shard $k/3
	unzip -Z1 s-$k-3.zip | wc -l | tr -d ' '
	(mkdir -p y && cd y && unzip -q ../s-$k-3.zip '0*')
done
(mkdir z && cd z && unzip -q ../a.zip '0*') && diff -r y z
run --data d.csv --pack s.zip --shard 2/3
echo "-- one row differs: what is before it is kept"
states d2.csv
run --data d2.csv --pack a.zip
cp a.zip new.zip
rm a.zip
run --data d2.csv --pack a.zip
same a.zip new.zip
rows 60 | sed 30d >d3.csv
run --data d3.csv --pack a.zip
unzip -Z1 a.zip | wc -l | tr -d ' '
echo "-- the disk is full, and then it is not"
cp whole.zip a.zip
(ulimit -f 300; $gongwen build n.md --data d2.csv --pack a.zip --again \
    2>&1 | sed 's/：[^；]*；/：…；/')
same a.zip whole.zip
hidden | sort
run --data d2.csv --pack a.zip
same a.zip new.zip
hidden
echo "-- kinds of files"
run --data d.csv --pack k.zip --to docx,items --where 单位=县7
unzip -tq k.zip
unzip -Z1 k.zip | wc -l | tr -d ' '
echo "-- what cannot be made is not in it"
sed 's/县7,/,/' d.csv >bad.csv
run --data bad.csv --pack bad.zip -n '{{单位}}'
unzip -Z1 bad.zip | wc -l | tr -d ' '
sed 's/县7,/县8,/' d.csv >twice.csv
run --data twice.csv --pack twice.zip -n '{{单位}}'
ls twice.zip
echo "-- somebody else's, an input, no zip"
printf x >>a.zip
run --data d2.csv --pack a.zip
same a.zip new.zip
ls a*.zip
cp d.csv in.zip
printf '手改的一份' >a.zip
run --data d2.csv --pack a.zip
cat a-改过2.zip; echo
cp n.md n.zip
run --data d.csv --pack .
mkdir folder.zip
run --data d.csv --pack folder.zip
run --pack x.zip
for option in '-o x' '--combine x.docx' '--prune' '--preview x'; do
	run --data d.csv --pack x.zip $option
done
hidden
