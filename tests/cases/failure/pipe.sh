# "-" among the sources is standard input, -o - is standard output.
printf '# 关于开会的通知\n\n各科室：\n\n请按时到会。\n' >a.md
printf '关于开会的通知\n\n各科室：\n\n请按时到会。\n' >a.txt
g() {
	$gongwen "$@" --lang zh
	echo "status $?"
}
$gongwen build a.md -o a.docx
for a in a.md a.txt a.docx; do
	$gongwen build - -o - <$a >got.docx 2>said
	echo "$a: status $?"
	cat said
	cmp a.docx got.docx
done
mkfifo pipe
cat pipe >got.docx &
g build a.md -o pipe
wait
cmp a.docx got.docx
$gongwen build a.md -o /dev/stdout | cmp - a.docx
$gongwen build - -o - --format json <a.md 2>/dev/null | cmp - a.docx
g check - <a.md
g check - --fix <a.md
g convert - --from md <a.txt
g renew - --from 2026 -y 2027 <a.md
g build - -o made <a.md
find made -type f
g build - --from exe <a.md
g build a.md --from md
g build - -o - </dev/null
g build - a.txt -o - <a.md
g build - -o - --set 附件另装=是 <a.md >/dev/null
printf '\n# 附件\n\n# 名单\n\n甲。\n' >>a.md
g build - -o - --set 附件另装=是 <a.md
g accept a.docx - <a.md
echo "made: $(ls | grep 标准输入)"
