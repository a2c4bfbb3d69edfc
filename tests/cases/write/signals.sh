# A run that is told to stop finishes the copies in hand and keeps its list; one
# that is killed leaves nothing that the next does not put right.
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
awk 'BEGIN { print "单位"; for (i = 1; i <= 1000; i++)
	printf "第%d县\n", i }' >d.csv
build() {
	$gongwen build c.md --data d.csv -o "$1" --lang zh --fsync=none \
	    -j1 </dev/null
}
# stop SIGNAL: a run that gets it when it has made some copies
stop() {
	echo "== $1"
	# Also where those who run the tests ignore the signal, as nohup does.
	env --default-signal=HUP $gongwen build c.md --data d.csv -o "$1" \
	    --lang zh --fsync=none -j1 </dev/null >said 2>&1 &
	while [ ! -e "$1/0002-第2县.docx" ]; do :; done
	kill -"$1" $!
	wait $!
	echo "status $?"
	sed 's/[0-9][0-9]* 份/N 份/g' said
}
for signal in HUP TERM; do
	stop $signal
	[ -e $signal/清单.csv ] && echo "the list is there"
	ls -A $signal | grep '^\.'
done
echo "== nohup"
nohup $gongwen build c.md --data d.csv -o ignored --fsync=none -j1 \
    >said 2>&1 </dev/null &
while [ ! -e ignored/0002-第2县.docx ]; do :; done
kill -HUP $!
wait $!
echo "status $?"
echo "== KILL, and a copy changed by hand"
stop KILL 2>&1 | grep status
printf '手改的一份' >KILL/0001-第1县.docx
build KILL
echo "status $?"
for folder in HUP TERM; do
	build $folder
done
for folder in HUP TERM KILL; do
	diff -r -x 清单.csv ignored $folder | sed 's/^Only/only/' | head -3
done
echo "== one document, a leftover of it"
mkdir one
: >one/.gongwen-1-0.tmp
$gongwen build c.md -s 单位=甲县 -o one
ls -A one
: >one/.gongwen-1-0.tmp
$gongwen convert one/c.docx -o one/c.md
ls -A one
