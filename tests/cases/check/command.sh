# gongwen check: formats, choices, baselines, suppressions, repairs, statuses.
say() {
	$gongwen check --lang zh "$@" </dev/null
	echo "status $?"
}
cat > 通知.md <<'END'
---
发文机关: 云州市科学技术协会
发文字号: 云科协[2026]18号
主送: 各县（市、区）科协
成文日期: 2026年6月14日
---

# 云州市科学技术协会关于报送年度总结的通知

请各单位认真总结,于本月底前报送。

<!-- 校核: 忽略 half-width-mark 引用原文 -->
甲方,乙方。
END
say 通知.md
say --format=json 通知.md
say --format=sarif 通知.md
say 通知.md -W no-number-bracket -W no-half-width-mark
say 通知.md -W no-number-bracket -W style=half-width-mark -W relative-time
say 通知.md -W no-half-width-makr
$gongwen check --lang en 通知.md

echo "--- baseline"
say --baseline 旧.txt 通知.md
cat 旧.txt
say --baseline 旧.txt 通知.md
printf '\n新的一段,有错。\n' >> 通知.md
say --baseline 旧.txt 通知.md
echo 乱 > 坏.txt
say --baseline 坏.txt 通知.md

echo "--- fix"
cp 通知.md 原.md
say --fix 通知.md
diff 原.md 通知.md
say --fix 通知.md

echo "--- other files"
say 没有.md 通知.md
: > 空.txt
printf 'PK\003\004' > 假.docx
say 空.txt 假.docx
mkdir 夹
cp 原.md 夹/甲.md
echo '不是源文件,不看' > 夹/乙.log
say 夹
mkdir 空夹
say 空夹

echo "--- one number, two documents"
mkdir 同号
sed 's/18号/19号/' 原.md > 同号/一.md
sed 's/18号/19号/; s/年度总结/工作要点/' 原.md > 同号/二.md
cp 同号/一.md 同号/三.md
say 同号 -W number-twice -W no-half-width-mark -W no-number-bracket
