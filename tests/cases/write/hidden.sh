# Files that a run keeps for itself: links that somebody put in their places are
# not followed, and what has a name like theirs stays.
cat >c.md <<'SOURCE'
---
发文机关: 青禾市科学技术协会
主送: "{{单位}}"
成文日期: 2026-06-14
---

# 关于报送材料的通知

请于2026年6月20日前报送。
SOURCE
printf '单位\n甲县\n乙县\n' >d.csv
run() {
	echo "== $*"
	timeout 20 $gongwen build c.md -d d.csv "$@" --lang zh </dev/null
	echo "status $?; kept: $(cat 别人的)"
}
echo 不要动 >别人的
echo "-- hidden names that are links"
mkdir out
for name in part lock new.tmp csv.tmp 0.tmp; do
	ln -s ../别人的 out/.清单.$name
	ln -s 别人的 .全部.zip.$name
done
ln -s 别人的 .全部.zip.half
run -o out
run --pack 全部.zip
ls -A . out
unzip -tq 全部.zip
echo "-- a file beside that of --prepare"
echo 我的笔记 >名单.rows.tmp
: >.gongwen-1-0.tmp
run --prepare 名单.rows
cat 名单.rows.tmp
ls -A | grep -E 'rows|gongwen'
echo "-- through a link to where nothing is yet"
ln -s 那里/全部.zip 链.zip
ln -s 那里/名单.rows 链.rows
run --pack 链.zip
run --prepare 链.rows
ls -A 那里
echo "-- a zip that cannot take its place: what was made stays for the next run"
ln -s 圈.zip 圈.zip
run --pack 圈.zip
ls -A | grep 圈
rm 圈.zip
run --pack 圈.zip
ls -A | grep 圈
cmp 圈.zip 全部.zip
echo "-- the list is a pipe"
rm out/清单.csv
mkfifo out/清单.csv
run -o out
ls -A out
