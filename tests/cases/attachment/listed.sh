# A line of the 附件说明 that is the name of a file beside the text is that
# attachment; it and the file of a table are no documents of their own, and go
# along to the new year.
lines='附件：1. 情况表.csv\n　　　2. 表/事项.md；\n　　　3. 来稿.docx\n'
lines=$lines'　　　4. 花名册.pdf\n　　　5. 没有的.docx。\n'
fill() {
	mkdir -p "$1/表"
	printf '姓名,单位\n张某,青禾市科协\n' >"$1/情况表.csv"
	printf '# 注意事项\n\n请核对。\n' >"$1/表/事项.md"
	printf '姓名\t单位\n李某\t云岭县科协\n' >"$1/名单.txt"
	echo 花名册 >"$1/花名册.pdf"
	cp "$here/来稿.docx" "$1"
}
notice() {
	printf "关于报送名单的通知\n\n各单位：\n\n请报送。\n\n$2$lines\n" >"$1"
	printf '青禾市科学技术协会\n2026年6月14日\n' >>"$1"
}
listed() {
	(cd "$1" && find . -type f | sort)
}
fill md
notice md/通知.md '{表格: 文件=名单.txt}\n\n'
sed -i '1s/^/# /; s/^　　　\([0-9]\)/\1/' md/通知.md
fill txt
rm txt/名单.txt
notice txt/通知.txt
for kind in md txt; do
	echo "-- $kind"
	$gongwen build $kind -o made-$kind --lang zh </dev/null
	listed made-$kind
	$gongwen convert --to model $kind/通知.$kind --lang zh
	$gongwen renew $kind --year 2027 -o next-$kind --lang zh </dev/null \
	    >said 2>&1 || cat said
	listed next-$kind
done
