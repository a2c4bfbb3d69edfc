# What a line or a page may not part: names of a list, a field of a form from
# its label, 附注 from the date.
lines() {
	$gongwen build --lang zh "$1" -q --to items -o - </dev/null |
	    sed -n '/^== page/p; s/^text .* #[0-9]*: /	/p'
}
cat >minutes.md <<'END1'
---
发文机关: 青禾市人民政府
版式: 纪要
期号: 第5期
成文日期: 2026-03-05
出席: 苏明远、顾一舟、林若溪、许怀谷、温若水、柳青川、何清芷、白鹭洲、方云舟、青禾市推进新型城镇化和城乡融合发展工作领导小组综合协调办公室主任南宫问雅、李青、王晓禾
---

# 研究节水宣传工作的会议纪要

会议同意市水务局的方案。

列席：市教育局李青、市财政局王晓禾，云岭县科协陈石溪、河口县科协白云深
END1
lines minutes.md | sed -n '/出席/,$p'
# Read back, the names are one list.
$gongwen build minutes.md -q -o minutes.docx
$gongwen convert minutes.docx -q -o - | grep 席:
cat >form.md <<'END1'
# 关于报送情况的通知

请报送。

# 附件 情况表

{填报单位：青石高新技术产业园区科学技术协会科普部　　填报时间：　　年　　月　　日}

| 下达金额 | 已支出 |
|---|---|
|  |  |
END1
lines form.md | sed -n '/填报/p'
# However many lines there are: the pages of 附注 and of the date.
for n in 3 4 5 6 7 8 9; do
	{
		printf '%s\n' --- '发文机关: 青禾市科学技术协会' \
		    '发文字号: 青科协〔2026〕2号' '成文日期: 2026-04-20' \
		    '附注: 此件公开发布' --- '' '# 关于开放场馆的通知' ''
		for i in 1 2 3 4 5 6 7 8 9; do
			[ $i -gt $n ] || printf '第%s馆应当公布。\n\n' $i
		done
	} >remark.md
	$gongwen build --lang zh remark.md -q --to items -o - </dev/null |
	    awk -v n=$n '/^== page/ { page = $3 } /月20日$/ { date = page }
		/附注|此件公开/ { print n " lines: " date " " page; exit }'
done
# 印发机关 stands in one line while the date leaves it room.
for name in 青禾市科协办公室 青禾市人力资源和社会保障局办公室 \
    青禾市推进新型城镇化和城乡融合发展领导小组办公室综合协调科; do
	printf '%s\n' --- '发文机关: 青禾市科学技术协会' \
	    '成文日期: 2026-04-20' "印发机关: $name" '印发日期: 2026-04-21' \
	    --- '' '# 关于开放场馆的通知' '' '请各馆开放。' >printer.md
	$gongwen build --lang zh printer.md -q --to items -o - </dev/null |
	    sed -n '/月20日$/,$s/^text \([0-9]*,[0-9]*\) .* #[0-9]*: /	\1 /p'
done
# Lines of a title: kept, but not where they part a word or leave 的通知 alone.
for title in '青禾市科学技术协会|关于开展水库检查的通知' \
    '关于开展水库大坝安全检|查工作的通知' '关于开展水库检查的|通知' \
    '青禾市人民代表大会常务委员会|关于张明远同志代理青禾市人民政府市长|的决定'; do
	printf '%s\n\n各馆：\n\n请各馆开放。\n' "$title" | tr '|' '\n' >title.txt
	$gongwen build --lang zh -v title.txt --to items -o - </dev/null 2>&1 |
	    sed -n '/title-cut/p; s/^text \([0-9]*\),.* 44 #[0-9]*: /	\1 /p'
done
