# What was bound apart or cut out is not dropped from the source, and a number
# that the register gave is not written into it: one warning for each part.
cat >notice.md <<'END'
---
发文机关标志: 青禾市科学技术协会文件
发文字号: 青科协〔2027〕自动号
主送: 各县（区）科协
署名: 青禾市科学技术协会
成文日期: 2027-03-15
---

# 关于报送科普活动的通知

请于6月15日前报送登记表（附件）。

| 县（区） | 场次 |
|---|---|
| 云岭县 | 3 |
| 白石县 | 5 |

# 附件 活动登记表

| 活动名称 |  | 时间 |  |
|---|---|---|---|
| 联系人 |  | 电话 |  |
| 简介 |  | < | < |
END
cp notice.md before.md
$gongwen build -q notice.md -o apart.docx --set 附件另装=是
echo "--- bound apart, nothing changed"
$gongwen accept -q apart.docx notice.md --lang zh
echo "status $?"
diff before.md notice.md || true
echo "--- a word changed, the table of the text cut out"
sed '/^|.*县/d; /^|---|---|$/d; s/15日前/20日前/' before.md >cut.md
$gongwen build -q cut.md -o cut.docx
$gongwen accept -q cut.docx notice.md --lang zh
echo "status $?"
diff before.md notice.md || true
