# A file of two names is replaced under one of them, and that is said; a source
# that is given twice is one file, not two of a name.
cat >a.md <<'SOURCE'
---
发文机关: 青禾市科学技术协会
主送: 各县科协
成文日期: 2026-06-14
---

# 关于报送材料的通知

请各单位,报送材料。
SOURCE
ln a.md b.md
$gongwen check --fix --lang zh a.md; echo "status $?"
cmp a.md b.md
$gongwen build --lang zh a.md ./a.md -o out; echo "status $?"
ls
