# A folder is gone through once, whatever links lead into it and however deep
# it lies; what Word keeps beside an open file is no source.
doc() {
	printf -- '---\n发文机关: 青禾市水利局\n成文日期: 2026-06-14\n---\n\n# 关于检查%s的通知\n\n请于6月20日前检查。\n' \
	    "$1" >"$2"
}
mkdir -p in/甲/乙 in/丙
doc 水库 in/水库.md
doc 河道 in/甲/河道.md
doc 泵站 in/甲/乙/泵站.md
ln -s . in/圈
ln -s .. in/甲/圈
ln -s ../甲 in/丙/到甲
ln -s 甲/乙 in/先到乙
ln -s 水库.md in/又一个.md
# Each of these would be gone through twice as often as the one before.
below=in/丙
for i in 0 1 2 3 4 5 6 7 8 9; do
	for j in 0 1 2 3; do
		mkdir $below/x
		ln -s x $below/y
		below=$below/x
	done
done
doc 深处 $below/深处.md
echo x >'in/~$水库.docx'
run() {
	timeout 20 $gongwen "$@" --lang zh </dev/null
	echo "status $?"
}
run build in -o out
find out -type f | sed 's/\/x\/.*x\//\/x…x\//' | LC_ALL=C sort
run check in
run convert in -o md/
find md -type f | wc -l | tr -d ' '
run renew in --year 2027 --from 2026 -o new >said 2>&1
tail -n 1 said
find new -type f | wc -l | tr -d ' '
