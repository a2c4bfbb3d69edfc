# Zips of shards become the one: the same bytes as without shards, whatever of
# them is there; what is missing, stale or damaged is made, or with --join told.
cat >n.md <<'SOURCE'
---
主送: "{{单位}}"
成文日期: 2026-06-14
---

# 关于报送材料的通知

请{{单位}}报送{{数量}}份材料。
SOURCE
rows() {	# rows LAST
	awk -v last="$1" 'BEGIN { print "单位,数量"
		for (i = 1; i <= 30; i++)
			print "县" i "," (i == 30 ? last : i) }'
}
rows 30 >d.csv
rows 31 >d2.csv
run() {
	echo "== $*"
	$gongwen build n.md "$@" --lang zh </dev/null
	echo "status $?"
}
shards() {	# shards N OPTIONS...
	of=$1
	shift
	for k in $(seq "$of"); do
		$gongwen build n.md "$@" --shard "$k/$of" -q 2>/dev/null
	done
}
same() {
	cmp "$1" "$2" && echo "the same: $1 $2"
}
states() {
	$gongwen build n.md "$@" --dry-run 2>/dev/null | cut -f 1 | sort |
	    uniq -c | tr -s ' '
}
$gongwen build n.md -d d.csv --pack whole.zip -q
$gongwen build n.md -d d2.csv --pack whole2.zip -q
mkdir a
shards 3 -d d.csv --pack a/s.zip
cp -r a b
states -d d.csv --pack a/s.zip --join
run -d d.csv --pack a/s.zip --join
same a/s.zip whole.zip
ls -A a
run -d d.csv --pack a/s.zip --join
same a/s.zip whole.zip
echo "-- without --join, with a shard missing, with one for another zip"
rm b/s-2-3.zip
cp a/s-2-3.zip b/t-2-3.zip
cp -r b c
states -d d.csv --pack b/s.zip
run -d d.csv --pack b/s.zip
same b/s.zip whole.zip
run -d d.csv --pack c/s.zip --join
unzip -Z1 c/s.zip | wc -l | tr -d ' '
cp a/s-2-3.zip c
run -d d.csv --pack c/s.zip --join
same c/s.zip whole.zip
echo "-- a row differs: its shard again is enough"
states -d d2.csv --pack a/s.zip --join
$gongwen build n.md -d d2.csv --pack a/s.zip --shard 3/3 -q
run -d d2.csv --pack a/s.zip --join
same a/s.zip whole2.zip
echo "-- other shards beside them"
shards 4 -d d.csv --pack a/s.zip
run -d d.csv --pack a/s.zip --join
same a/s.zip whole.zip
echo "-- a damaged file, a zip that somebody changed"
mkdir e f
shards 2 -d d.csv --pack e/s.zip
cp e/*.zip f
printf X | dd of=e/s-1-2.zip bs=1 seek=20000 conv=notrunc 2>/dev/null
printf x >>f/s-2-2.zip
for folder in e f; do
	states -d d.csv --pack $folder/s.zip
	run -d d.csv --pack $folder/s.zip
	same $folder/s.zip whole.zip
done
echo "-- the disk is full, and then it is not; the last of it is lost"
mkdir g
shards 2 -d d.csv --pack g/s.zip --to docx,items
$gongwen build n.md -d d.csv --pack kinds.zip --to docx,items -q
stopped() {	# stopped SUFFIX OPTIONS...: stopped; lost from the last such file on
	suffix=$1
	shift
	(ulimit -f 300; $gongwen build n.md -d d.csv --to docx,items -q "$@" \
	    2>&1 | sed 's/：[^；]*；/：…；/')
	half=$(ls g/.*.half)
	at=$(LC_ALL=C grep -abo "\.$suffix" "$half" | tail -n 1 | sed "s/:.*//")
	head -c $((at + 100)) "$half" >cut && cat cut >"$half"
	[ "$at" -gt 100000 ] || echo "not much is there"
}
for lost in docx items; do
	stopped $lost --pack g/s.zip --join
	run -d d.csv --pack g/s.zip --join --to docx,items
	same g/s.zip kinds.zip
	rm g/s.zip
	stopped $lost --pack g/one.zip
	run -d d.csv --pack g/one.zip --to docx,items
	same g/one.zip kinds.zip
	rm g/one.zip
done
ls -A g
echo "-- a row that cannot be made, and one that is put between"
mkdir h
sed 's/县7,/,/' d.csv >bad.csv
shards 3 -d bad.csv --pack h/s.zip -n '{{单位}}'
run -d bad.csv --pack h/s.zip -n '{{单位}}' --join
$gongwen build n.md -d bad.csv --pack bad.zip -n '{{单位}}' -q 2>/dev/null
same h/s.zip bad.zip
sed '5a 新县,5' d.csv >more.csv
$gongwen build n.md -d more.csv --pack more.zip -n '{{单位}}' -q
$gongwen build n.md -d d.csv --pack old.zip -n '{{单位}}' -q
states -d more.csv --pack old.zip -n '{{单位}}'
run -d more.csv --pack old.zip -n '{{单位}}'
same old.zip more.zip
