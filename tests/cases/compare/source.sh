# A DOCX and the source it was made from say the same: lines of a cell, room to
# fill in and the numbers of attachments are layout; what was filled in is not.
cat >通知.md <<'END'
---
发文机关: 青禾市科学技术协会
主送: 各县（市、区）科协
成文日期: 2026-06-14
附件:
  - 登记表.md
  - 标题: 2026年任务表
    文件: 任务表.md
---

# 关于报送科普活动情况的通知

请于2026年7月31日前报送。
END
cat >登记表.md <<'END'
# 科普活动登记表

{填报单位：　　　　　　填报时间：　　年　　月　　日}

{表格: 表头=0}

| 活动名称<br>（全称） |  | 负责人 | 张　某 |
|---|---|---|---|
| 单位意见 | （盖章）<br>　　年　　月　　日 | < | < |
END
printf '# 2026年任务表\n\n| 县（区） | 走访企业<br>（家） |\n|---|---|\n| 云岭县 | 3 |\n' \
    >任务表.md
$gongwen build -q 通知.md -o sent.docx
$gongwen compare sent.docx 通知.md --lang zh
$gongwen compare 通知.md sent.docx --lang zh
LC_ALL=C.UTF-8 python3 "$here/edit" sent.docx back.docx '填报单位=填报单位：云岭县科协' \
    '（家）=（户）'
$gongwen compare 通知.md back.docx --lang zh
echo "status $?"
