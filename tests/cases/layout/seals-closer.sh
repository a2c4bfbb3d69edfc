# Seals side by side as each name asks, not as the widest of all would, with
# the date four characters from the right; so 版记 is on their page.
cat >joint.md <<'END'
---
发文机关:
  - 青禾市教育局
  - 青禾市财政局
  - 青禾市人力资源和社会保障局
  - 青禾市发展和改革委员会
发文字号: 青教〔2026〕4号
主送: 各县（市、区）人民政府
成文日期: 2026-05-18
抄送: 省教育厅。
印发机关: 青禾市教育局办公室
印发日期: 2026-05-19
---

# 青禾市教育局等四部门关于做好就业创业工作的通知

各地要充分认识做好这项工作的重要意义，加强组织领导，明确责任分工，细化工作措施，确保各项任务落到实处、取得实效。

请认真贯彻执行。
END
$gongwen build --lang zh joint.md -q --to items -o - </dev/null |
    sed -n '/^== page/p; /执行/,$s/^text //p'
rm joint.md
