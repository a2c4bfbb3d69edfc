# {填写: …} in the cells of a form: not printed, kept by convert, and what came
# back is held against it; tables typed anew with one row of head, in tabs.
cat > 通知.md <<'EOF'
---
发文机关: 青禾市科学技术协会
成文日期: 2026-06-14
附件:
  - 登记表.md
  - 统计表.md
---

# 关于报送科普活动情况的通知

请于2026年7月31日前报送。
EOF
cat > 登记表.md <<'EOF'
# 科普活动登记表

{表格: 表头=0}

| 活动名称 | {填写: 必填 ≤10字} | 活动时间 | {填写：日期} |
|---|---|---|---|
| 联系电话 | {填写: 电话 必填} | 参加人次 | {填写: 整数 1-5000} |
| 活动类别 | □讲座　□展览　□竞赛{填写: 选一} | < | < |
| 情况说明 | {填写: 文字、不少于5字，多多} | < | < |
EOF
cat > 统计表.md <<'EOF'
# 科普活动统计表

| 序号 | 乡镇 | 活动 | < | 投入 |
|---|---|---|---|---|
| ^ | ^ | 场次 | 人数 | ^ |
|  | {填写: 必填 白石镇/临水乡} | {填写: 整数 ≥1} |  | {填写: 数字 ≤10} |
EOF
sed -i 's/^| 序号/{表格: 表头=2}\n\n&/' 统计表.md
$gongwen build 通知.md --lang zh -o 出 </dev/null
unzip -p 出/通知.docx word/document.xml >出.xml
grep -c 填写 出.xml
# A date, choices, names by the heads.
grep -o '<w:tag w:val="[^"]*"/><w:id w:val="[0-9]*"/><w:showingPlcHdr/><w:[dt][a-zA-Z]*\|<w:listItem[^>]*' 出.xml
$gongwen convert 登记表.md -o 又.md --quiet --lang zh </dev/null
grep 填写 又.md
$gongwen convert 登记表.md --to json -q -o 表.json --lang zh </dev/null
grep -o '"fill": "[^"]*"' 表.json
$gongwen convert 表.json -o - -q --lang zh </dev/null | grep -c 填写
mkdir 回收
form() {	# county, name, date, telephone, number, kinds, words
	cat > "回收/$1县.txt" <<EOF
科普活动登记表
填报单位：$1县科协
活动名称：$2
活动时间：$3
联系电话：$4
参加人次：$5
活动类别：$6
情况说明：$7
EOF
}
form 云岭 科普周 2026年6月1日 0000-8123456 ３０００人 ☑讲座□展览 群众反映良好。
form 河湾 '十个字以上的名称写得太长' 六月初 见名片 1.5 ☑讲座☑展览 好
form 白石 '' 2026-6-31 13800001234 9000 □讲座 ''
printf '序号\t乡镇\t场次\t人数\t投入\n1\t白石镇\t3\t120\t2.5\n2\t\t0\t80\t12\n3\t临水乡\t二\t60\t1\n4\t黑水乡\t2\t60\t1\n' > 回收/云岭县统计.txt
$gongwen collect 通知.md 回收 -o 汇总.csv --lang zh </dev/null
echo "status $?"
cat 汇总-*.csv | tr -d '\r'
$gongwen collect 通知.md 回收 -o 汇总.json --format=json </dev/null | head -n 2
echo "--- braces are no language, the head of a form no answer"
$gongwen check 登记表.md --lang zh -W no-word-choice </dev/null | grep -c half-width
cat > 回收/河湾县二.txt <<'EOF'
青科协〔2026〕30号　附件1
科普活动登记表
填报单位：河湾县科协
活动名称：科技展
联系电话：0000-8123456
情况说明：群众反映良好。
EOF
$gongwen collect 通知.md 回收 -o 又.csv --lang zh </dev/null 2>&1 | grep 河湾县二
