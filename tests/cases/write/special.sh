# Links are followed, modes are kept, what is no regular file is written into.
cat >n.txt <<'SOURCE'
关于报送材料的通知

各县科协：

请于2026年6月20日前报送。
SOURCE
run() {
	echo "== $*"
	$gongwen "$@" --lang zh </dev/null
	echo "status $?"
}
mode() {
	ls -l "$1" | cut -c 1-10
}
mkdir there
ln -s there/real.md link.md
run convert n.txt -o link.md
ls -F . there
chmod 600 there/real.md
run convert n.txt --to json -o link.md --force
mode there/real.md
head -c 1 there/real.md; echo
ln -s loop loop
run convert n.txt -o loop
echo "-- a draft that only its author may read stays so when it is repaired"
printf '# 关于报送材料的通知\n\n请于2026年6月20日前报送,不要迟报。\n' >draft.md
chmod 600 draft.md
ln -s draft.md d.md
run check d.md --fix >said
mode draft.md
mode d.md
tail -1 draft.md
echo "-- a pipe"
mkfifo pipe
cat pipe >from &
run convert n.txt -o pipe
wait
mode pipe
head -1 from
echo "-- standard output under another name, into a file and a pipe"
$gongwen convert n.txt -o /dev/stdout >to.md
$gongwen convert n.txt -o /dev/stdout | cmp - to.md
cmp from to.md
echo 前 >two.md
{ $gongwen convert n.txt -o /dev/stdout; } >>two.md
head -2 two.md
ls -A
echo "-- a pipe where a file is read"
run check pipe
run build n.txt -d pipe
