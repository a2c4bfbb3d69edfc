# What an author says of a blank of a form is in its DOCX, where who fills it
# in reads it, and comes back; in a list the first of a column is for them all.
cat >表.md <<'MD'
# 附件 登记表

| 姓名 | {填写: 必填} | 年龄 | {填写: 整数 18-60} |
|---|---|---|---|
| 类别 | {填写: 甲/乙} | 意见 | |

| 序号 | 单位 | 人数 |
|---|---|---|
| 1 | {填写: 必填 甲/乙} | {填写: 整数} |
| 2 | | |
MD
$gongwen build -q 表.md -o 表.docx
unzip -p 表.docx word/document.xml | grep -o '<w:alias[^>]*>'
$gongwen convert 表.docx -o 回.md
grep '填写\|^| 2' 回.md
$gongwen build -q 回.md -o 回.docx
cmp 表.docx 回.docx
