# The words of an office: names, words never used, short forms.
say() {
	$gongwen check --lang zh "$@" </dev/null
	echo "status $?"
}
cat > 词库.txt <<'EOF'
# 青禾市科协的词库
青禾市科学技术协会
- 云岭县第一实验中学、云岭县第二实验中学
青禾市创新创业大赛组织委员会
名称：青禾市群众文化馆

[错误写法]
市科学技术协会、“青禾市科技协会” → 青禾市科学技术协会
按照排 应为 按照安排

【禁用】
最先进
一把手、头头（改用“主要负责人”）
禁用：群众

简称
市科协＝青禾市科学技术协会
青禾市创新创业大赛组织委员会（以下简称“大赛组委会”）
这一行没有等号
坏行 →
EOF
cat > 甲.md <<'EOF'
---
主送: 省科协、市科协
抄送: 市科协
成文日期: 2026年6月14日
---

# 关于开展科普活动的通知

市科协定于七月开展活动，各县市科协参加，由一把手负责。**青禾市科学技朮协会**、青禾市科技协会和市科学技术协会一起办。

请群众到青禾市群众文化馆参加，《最先进的一年》不算，青禾市科技学术协会、青禾市科学技术普协会、青禾市科技术协会都要报告，按照排进行。

云岭县第一实验中学、云岭县第三实验中学、云岭县第二实验小学、青禾市科学技术协会都不报告，青禾市创新创业大赛组织委员会办公室也不报告。大赛组委会另行通知。

| 市科协 | 最先进 |
|--------|--------|
| 大赛组委会 |  |
EOF
# With the full form in the title or the organ nothing is amiss.
cat > 乙.txt <<'EOF'
青禾市科学技术协会关于报送总结的通知

各县科协：

市科协将汇总各地总结。

青禾市科学技术协会
2026年6月14日
EOF
cat > 丙.md <<'EOF'
# 关于报送总结的通知

主送：各县科协

青禾市科学技术协会（以下简称“市科协”）将汇总总结。市科协另行通知。
EOF
say 甲.md
say 乙.txt 丙.md -W no-date-absent
echo "--- the folder, DOCX, a list elsewhere"
$gongwen build 甲.md -o 甲.docx --quiet --lang zh
say . | grep -c lexicon-name
say 甲.docx | grep -o '\[lexicon-[a-z]*\]' | sort | uniq -c
mkdir 别处 && mv 词库.txt 别处/本局.txt
say 乙.txt
say 甲.md --lexicon 别处/本局.txt | grep -c lexicon-
say 甲.md --lexicon 没有.txt | grep 没有.txt
echo "--- repaired"
say 甲.md --lexicon 别处/本局.txt --fix | grep -c '词库里'
grep -n 青禾市科学技术协会 甲.md
say 甲.md --lexicon 别处/本局.txt --lang en
