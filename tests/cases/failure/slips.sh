# A name of --set that is probably a slip; a front matter and nothing else; one
# report in JSON, also with the reasons or the changes in it.
printf '# 关于开会的通知\n\n各科室：\n\n{{县名}}请按时到会。\n' >a.md
printf -- '---\n发文机关: 青禾市科学技术协会\n---\n' >b.md
g() {
	$gongwen "$@" --lang zh
	echo "status $?"
}
g build a.md -o one -s 县名=甲县 -s 标提=关于报数的通知
g check a.md -s 县名=甲县 -s 成文日=2026-01-05
g build b.md -o one
g check b.md
one() {
	"$@" >out 2>/dev/null
	# One value, and nothing behind it.
	awk '{ for (i = 1; i <= length($0); i++) { c = substr($0, i, 1)
		if (c == "{") depth++
		if (c == "}" && --depth == 0) ends++ } }
	    END { print ends, depth }' out
	grep -o '"\(version\|explanations\|renewals\|findings\)":' out
}
one $gongwen convert a.md --explain --format json
one $gongwen convert a.md b.md --explain --format json -o two/
one $gongwen renew a.md --from 2026 -y 2027 -o c.md --format json
g convert a.md --explain --format sarif
