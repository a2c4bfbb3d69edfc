#!/bin/sh
# --set counts, whatever the source says.  The same said otherwise is one thing;
# what differs is told with its place, of every element, in the front matter and
# in the text; a name of a value that is to be filled in is not told of.
printf -- '---\n发文机关: 云溪市科学技术协会\n发文字号: 云科协〔2026〕18号\n主送: {{单位}}\n抄送: 省科协。\n成文日期: 2026-06-14\n---\n\n# 关于检查的通知\n\n请报送。\n' >头.md
printf '云溪市科学技术协会文件\n\n云科协〔2026〕18号\n\n关于检查的通知\n\n各县科协：\n\n请报送。\n\n云溪市科学技术协会\n\n（云溪市科学技术协会办公室代章）\n\n2026年6月14日\n\n抄送：省科协。\n' >文.txt
try() {
	echo "== $*"
	$gongwen build "$@" -o out.docx --lang zh
	echo "status $?"
}
try 头.md --set 成文日期=2026年6月14日 --set 抄送=省科协 --set 主送=各县科协
try 文.txt --set 成文日期=2026-06-14 --set 抄送=省科协 --set 代章=云溪市科学技术协会办公室 --set 主送=各县科协
try 头.md --set 成文日期=2026-06-15 --set 抄送=省教育厅 --set 主送=各县科协 --set 发文字号=云科协〔2026〕19号
try 文.txt --set 成文日期=2026-06-15 --set 抄送=省教育厅 --set 主送=各乡镇 --set 标题=关于督查的通知
sed '/^请报送/a\
\
附件：1.联络员登记表' 文.txt >附.txt
printf '\n附件1\n\n联络员登记表\n\n姓名：张某\n' >>附.txt
try 附.txt --set 附件说明=联络员登记表
try 附.txt --set 附件说明=统计表
try 附.txt --set 附件说明=
$gongwen check 头.md --set 成文日期=2026-06-15 --set 主送=各县科协 --lang en
echo "status $?"
