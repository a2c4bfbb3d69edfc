# Forms with the same columns are told apart by the titles over them; a table of
# one row is the head of lines to come; whose a file is, a list may say; who
# sends twice counts by the day, then as files are named.
cat >通知.md <<'EOF'
---
发文机关: 青禾市科学技术协会
成文日期: 2026-06-14
---

# 关于报送工作情况的通知

请报送。

# 附件1 百名专家下基层情况统计表

{表格: 表头=0}

| 序号 | 活动名称 | 主要成效 |
|---|---|---|

# 附件2 千名科技工作者服务情况统计表

{表格: 表头=1 空行=3}

| 序号 | 活动名称 | 主要成效 |
|---|---|---|

# 附件3 联络员登记表

{表格: 表头=0}

| 姓名 | {填写: 必填} | 联系电话 | {填写: 电话} |
|---|---|---|---|
| 单位意见 | （盖章）<br>　　年　　月　　日 | < | < |
EOF
printf '单位\n云岭县科协\n白石县科协\n临溪县科协\n河湾县科协\n' >名单.csv
mkdir 回收
page() {	# title, sender, what was done
	printf '%s\n填报单位：%s\n序号\t活动名称\t主要成效\n1\t%s\t良好\n' \
	    "$1" "$2" "$3"
}
page 千名科技工作者服务情况统计表 云岭县科协 送科技下乡 >回收/云岭二.txt
page 百名专家下基层情况统计表 云岭县科协 专家问诊 >回收/云岭一.txt
# The title in the first row; no more than the list says whose it is.
printf '千名科技工作者服务情况统计表,,\n序号,活动名称,主要成效\n1,义诊,良好\n' \
    >回收/表2.csv
printf '百名专家下基层情况统计表,,\n序号,活动名称,主要成效\n1,讲座,良好\n' \
    >回收/表10.csv
printf '文件,单位\n表2.csv,白石县科协\n表10.csv,白石县科协\n' >回收/清单.csv
person() {	# sender, day, name, telephone
	printf '联络员登记表\n填报单位：%s\n填报时间：%s\n姓名：%s\n电话：%s\n' \
	    "$1" "$2" "$3" "$4"
	printf '单位意见：同意。（盖章）2026年7月3日\n'
}
person 临溪县科协 2026年7月9日 何霜 0000-7654321 >回收/临溪1.txt
person 临溪县科协 2026年7月3日 何霜 0000-1234567 >回收/临溪2.txt
person 河湾县科协 '' 吴谷雨 0000-1111111 >回收/河湾.txt
person 河湾县科协 '' 吴谷雨 0000-2222222 >回收/河湾-改.txt
$gongwen collect 通知.md 回收 -d 名单.csv -o 汇总.csv --lang zh </dev/null
for i in 1 2 3; do
	tr -d '\r' <"$(echo 汇总-$i-*)"
done
