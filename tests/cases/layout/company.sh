# What a page ends with has company: names of minutes in columns, which read
# back as they were; no last line of a text and no list of attachments is
# parted where a line or two more may go along.
cat >minutes.md <<'END1'
---
发文机关: 青禾市人民政府
版式: 纪要
期号: 第5期
成文日期: 2026-03-05
出席: 苏明远、顾一舟、林若溪、许怀谷、温若水、柳青川、何清芷、白鹭洲、方云舟、李青、欧阳明远、沈知远、陆采薇、王二、周舟、吴越之
请假: 张望岳、苏河
---

# 研究节水宣传工作的会议纪要

会议同意市水务局的方案。
END1
# Where they stand on the line, too.
$gongwen build --lang zh minutes.md -q --to items -o - </dev/null |
    sed -n '/出席/,/— 1 —/s/^text \([0-9]*\),\([0-9]*\) .* #[0-9]*: /\1 \2	/p'
$gongwen build minutes.md -q -o minutes.docx
$gongwen convert minutes.docx -q -o - | grep 席:

# An enclosure whose last line, or last short paragraph, is too many for its
# page: N paragraphs of a line, then others.
enclosure() {
	printf '%s\n' --- '发文机关: 青禾市科学技术协会' \
	    '发文字号: 青科协〔2026〕2号' '成文日期: 2026-04-20' \
	    '印发机关: 青禾市科学技术协会办公室' '印发日期: 2026-04-21' \
	    --- '' '# 关于印发《场馆开放办法》的通知' '' '现印发给你们。' \
	    '' '# 场馆开放办法' ''
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19; do
		[ $i -gt $1 ] || printf '场馆%s每周开放五天。\n\n' $i
	done
	shift
	printf '%s\n\n' "$@"
}
pages() {
	$gongwen build --lang zh $1 -q --to items -o - </dev/null |
	    sed -n '/^== page/p; s/^text .* #[0-9]*: /	/p' |
	    awk '/^==/ { page = $3; n = 0; next } page > 1 { n++ }
		page == 2 { last = $0 } page == 3 && n == 1 {
		print "page 2 ends:" last } page == 3'
}
two=本办法自2026年6月1日起施行，2019年3月8日公布的《青禾市科普场馆管理规定》同时废止。
end=本办法自印发之日起施行。
long=所有场馆应当在显著位置公布开放时间、预约方式、联系电话和投诉渠道，并于每年12月底前将下一年度开放计划报市科协备案，遇有调整的，应当提前七日向社会公布，并书面告知相关学校和单位。
enclosure 18 "$two" >two.md
pages two.md
enclosure 19 "$end" >one.md
pages one.md
enclosure 15 "$long" "$end" >long.md
pages long.md
$gongwen build --lang zh long.md -o long.docx -v
unzip -p long.docx word/document.xml | grep -c widowControl
$gongwen build --lang zh two.md -q -o two.docx
unzip -p two.docx word/document.xml | grep -c widowControl
