# What a form was when it went out is in its properties: whose it is when
# nobody says, and of which year.
printf '单位\n云岭县科协\n河湾县科协\n白石县科协\n' >名单.csv
notice() {
	cat <<EOF
---
发文机关: 青禾市科学技术协会
主送: "{{单位}}"
成文日期: $1-06-14
附件另装: 是
附件:
  - 登记表.md
---

# 关于报送科普活动情况的通知

请报送。
EOF
}
form() {	# what is in it
	cat <<EOF
# 科普活动登记表

{填报单位：　　　　　　填报时间：　　年　　月　　日}

{表格: 表头=0}

| 活动名称 | $1 | 联系人 | $2 |
|---|---|---|---|
| 参加人数 | $3 | 地点 | $4 |
EOF
}
notice 2026 >通知.md
form 科普周 柳青川 300 广场 >登记表.md
$gongwen build 通知.md --data 名单.csv -o 分县 --quiet </dev/null
unzip -p 分县/001-云岭县科协-附件.docx docProps/custom.xml |
    grep -o 'name="[^"]*"><vt:lpwstr>[^<]*'
mkdir 回收 旧
cp 分县/001-*-附件.docx 回收/附件.docx
cp 分县/002-*-附件.docx 回收/附件2.docx
notice 2025 >旧/通知.md
cp 登记表.md 旧
$gongwen build 旧/通知.md --data 名单.csv -o 旧分县 --quiet </dev/null
cp 旧分县/003-*-附件.docx 回收/附件3.docx
form '' '' '' '' >登记表.md
$gongwen collect 通知.md 回收 -d 名单.csv -o 汇总.csv --lang zh </dev/null
tr -d '\r' <汇总.csv
