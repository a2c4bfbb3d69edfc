# Forms of the year before, filled in and saved by other programs: LibreOffice
# (.doc, .docx: what they were when they went out is still in them) and two
# libraries that write XLSX; rows and lines were added, labels typed again.
cp -r "$here/saved" 回收
cat >通知.md <<'EOF'
---
发文机关: 青禾市科学技术协会
主送: 各县（市、区）科协
成文日期: 2027-06-14
附件:
  - 登记表.md
  - 统计表.md
---

# 关于报送科普活动情况的通知

请于2026年7月31日前报送。
EOF
cat >登记表.md <<'EOF'
# 科普活动登记表

{填报单位：　　　　　　填报时间：　　年　　月　　日}

{表格: 表头=0}

| 活动名称 | {填写: 必填 ≤30字} | 活动时间 | {填写: 日期} |
|---|---|---|---|
| 联系人 | {填写: 必填} | 联系电话 | {填写: 电话} |
| 参加人数 | {填写: 整数 1-5000} | 经费（万元） | {填写: 数字 ≤100} |
| 活动类别 | □讲座　□展览　□竞赛{填写: 选一} | < | < |
| 活动成效 | {填写: ≤200字} | < | < |
| 单位意见 | （盖章）<br>　　年　　月　　日 | < | < |
EOF
cat >统计表.md <<'EOF'
# 科普活动统计表

{填报单位：　　　　　　填报时间：　　年　　月　　日}

{表格: 空行=5 表头=2}

| 序号 | 乡镇 | 活动 | < | 投入（万元） | 备注 |
|---|---|---|---|---|---|
| ^ | ^ | 场次 | 人数 | ^ | ^ |
EOF
$gongwen collect 通知.md 回收 -o 汇总.csv --due 2026-07-31 --lang zh </dev/null
cat 汇总-*.csv | tr -d '\r'
