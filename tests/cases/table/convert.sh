# A source and what convert writes of it are the same document: settings of
# tables, alignment of columns, a date without its day, ordinals of a list.
cat >原稿.md <<'END'
---
发文机关: 青禾市水利局
成文日期: 2026年7月
附件说明:
  - 附件1）水井登记表
  - 一、维修名单
---

# 关于水井的通知

{表格: 横向 通栏 通页 表头=1 列宽=1,2,3 行高=2 字号=五号 控件=是}

| 井名 | 深度 | 备注 |
|:-----|-----:|:----:|
| 青石 | 3    |      |

{表格: 表头=0 控件=否 字号=13}

| 白石 |   |
|------|---|
| 乡镇 |   |
END
mkdir 一 二
$gongwen build -q 原稿.md -o 一/稿.docx
$gongwen convert -q 原稿.md -o 二/稿.md
$gongwen build -q 二/稿.md -o 二/稿.docx
cmp 一/稿.docx 二/稿.docx && cat 二/稿.md
