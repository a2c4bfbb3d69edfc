# Without a date, too, a name that is not sealed comes back as one.
for seal in 有 无; do
	printf '%s\n' --- '发文机关: 青禾市水利局' '主送: 各县水利局' "印章: $seal" \
	    --- '' '# 关于开会的通知' '' '请按时到会。' >"$seal.md"
	$gongwen build -q "$seal.md" -o "$seal.docx" 2>/dev/null
	$gongwen convert -q "$seal.docx" -o - 2>/dev/null | sed -n '2,/---/p'
done
