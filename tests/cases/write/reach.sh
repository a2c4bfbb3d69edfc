# Ways out of a folder, through every door: links to links, .. behind a link, a
# folder that is a link, doubled bars, from the top, from an attachment, from a
# row, from JSON, from a folder of links; --root that is / or a link.
secret=机密内容
mkdir -p in/甲/附件 out secret/sub 回收
printf '# 附件\n\n%s。\n' $secret >secret/s.md
printf '甲,乙\n%s,密\n' $secret >secret/s.csv
printf '%s\n' $secret >secret/p.txt
cp "$here/../table/图.png" secret/s.png
$gongwen build secret/s.md -o secret/s.docx -q --lang zh
ln -s b in/甲/a
ln -s ../../secret in/甲/b
ln -s ../../secret/sub in/甲/c
ln -s ../../secret/s.md in/甲/l1.md
ln -s l1.md in/甲/l2.md
long=$(printf '%01000d' 0 | sed 's/0/x\/..\//g')
try() {	# try COMMAND...: in 甲; what it makes must hold nothing secret
	rm -rf out
	(cd in/甲 && "$@") >said 2>&1 </dev/null
	status=$?
	grep -q $secret said && echo "$what: a message has it"
	find out -type f 2>/dev/null | while read -r file; do
		case $file in
		*.docx) unzip -p "$file" word/document.xml ;;
		*) cat "$file" ;;
		esac | grep -q $secret && echo "$what: it is in $file"
	done
	[ $status -ne 0 ] || echo "$what: status 0" | cut -c 1-40
	echo $status >>statuses
}
made() {	# how the runs since the last time ended
	sort statuses | uniq -c | sed 's/^ */status of runs: /'
	rm statuses
}
head='# 关于检查的通知\n\n各县：\n\n正文。\n\n'
for path in a/s b/s c/../s ../../secret/s ..//..//secret//s \
    ./../../secret/./s 附件/../../../secret/s "$PWD/secret/s" \
    "/$PWD//secret/s" "${long}../../secret/s"; do
	for key in 附件 模板 排版; do
		case $key in 附件) end=.md ;; 模板) end=.docx ;; *)
			end=.txt path=${path%s}p ;; esac
		what="$key $path"
		printf -- '---\n%s: %s%s\n---\n\n%b' $key "$path" $end \
		    "$head" >in/甲/n.md
		try $gongwen build n.md -o ../../out --lang zh
		[ $key != 附件 ] ||
		    try $gongwen convert n.md -o ../../out/n.md --lang zh
	done
	path=${path%p}s what="others $path"
	printf '%b{表格: 文件=%s.csv}\n\n尾。\n' "$head" "$path" >in/甲/n.md
	try $gongwen build n.md -o ../../out --lang zh
	printf '%b![图](%s.png)\n\n尾。\n' "$head" "$path" >in/甲/n.md
	try $gongwen build n.md -o ../../out --lang zh
	printf -- '---\n附件: 附件/x.md\n---\n\n%b' "$head" >in/甲/n.md
	printf -- '---\n附件: ../%s.md\n---\n\n# 表\n\n表。\n' "$path" \
	    >in/甲/附件/x.md
	try $gongwen build n.md -o ../../out --lang zh
	rm in/甲/附件/x.md
	printf -- '---\n附件: "{{表}}.md"\n---\n\n%b' "$head{{县}}。\n" \
	    >in/甲/n.md
	printf '县,表\n云岭县,%s\n' "$path" >in/甲/rows.csv
	try $gongwen build n.md --data rows.csv -o ../../out --lang zh
	printf '{"title":"关于检查的通知","body":["正文。"],"attachments":[{"file":"%s.md"}]}' \
	    "$path" >in/甲/n.json
	try $gongwen build n.json -o ../../out --lang zh
	printf '关于检查的通知\n\n各县：\n\n正文。\n\n附件：1.%s.csv\n\n青禾市科协\n2026年6月1日\n' \
	    "$path" >in/甲/n.txt
	try $gongwen build n.txt -o ../../out --lang zh
	rm in/甲/n.json in/甲/n.txt in/甲/rows.csv
done
echo "== every door, every way"
made
echo "== --root"
printf -- '---\n附件: ../../secret/s.md\n---\n\n%b' "$head" >in/甲/n.md
ln -s ../secret in/root
for root in / ../../secret ../root ../.. ../../in ../../secret/sub; do
	(cd in/甲 && $gongwen build n.md --root $root -o ../../out -q \
	    --lang zh >/dev/null 2>&1 </dev/null)
	echo "$root: status $?"
done
echo "== a folder of links"
rm -rf in/甲/*
ln -s ../../secret/s.md in/甲/s.md
ln -s ../../secret in/甲/d
printf '# 关于检查的通知\n\n正文。\n' >in/甲/n.md
ln -s n.md in/甲/m.md
for command in build convert 'renew --year 2027 --from 2026' check; do
	what="folder: $command"
	set -- $command
	name=$1
	shift
	case $name in check) ;; *) set -- "$@" -o ../../out/ ;; esac
	try $gongwen $name . -q --lang zh "$@"
	echo "$name: status $status; $(find out -type f 2>/dev/null |
	    sort | tr '\n' ' ')"
done
cat said
echo "== answers that are links"
ln -s ../secret/s.csv 回收/云岭县.csv
printf -- '---\n附件: 表.md\n---\n\n# 关于报送的通知\n\n请报送。\n' >通知.md
printf '# 表\n\n| 甲 | 乙 |\n|---|---|\n|  |  |\n' >表.md
mkdir 汇总
(cd 汇总 && $gongwen collect ../通知.md ../回收 -o 汇总.csv --lang zh </dev/null
echo "status $?")
! grep -r $secret 汇总
