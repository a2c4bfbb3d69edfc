#!/bin/sh
# By another profile: what is measured in lines of the body comes back from the
# DOCX, and margins that the profile has are right.
cat >a.md <<'END'
---
署名: 青禾市水利局
成文日期: 2026-04-02
---
# 关于报送水库情况的通知

各县（市、区）水利局：

请按下表报送。

{表格: 表头=1 行高=2}

| 水库 | 库容 |
|---|---|
| 青石水库 |  |
| 白沙水库 |  |
END
printf '基准: GB33476\n' >newer.txt
printf '天头: 30mm\n地脚: 30mm\n' >higher.txt
$gongwen build -q -p newer.txt a.md -o newer.docx
$gongwen convert -q newer.docx -o - | grep -o '行高=[0-9]*'
$gongwen build -q -p higher.txt a.md -o higher.docx
$gongwen check --lang zh -p higher.txt higher.docx | grep -c 版心
rm a.md newer.* higher.*
