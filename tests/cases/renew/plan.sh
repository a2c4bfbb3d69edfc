# A text whose plan and forms become files of their own in Markdown: all of
# them are the new edition's, a forwarded document stays as it was.
cat >通知.txt <<'EOF'
青科协〔2026〕12号

青禾市科学技术协会关于印发《青禾市科学技术协会2026年工作要点》的通知

各县（市、区）科协：

    现将《青禾市科学技术协会2026年工作要点》印发给你们，请认真贯彻落实。

                                  青禾市科学技术协会
                                  2026年3月16日

青禾市科学技术协会2026年工作要点

    2026年是“十五五”规划的第一年。

    一、服务科技工作者

    （一）办好活动。2026年，认真办好第13届市青少年科技创新大赛。

    （二）推荐人才。动员科技工作者参评。

    附件：青禾市科学技术协会2026年重点工作任务分解表

附件

青禾市科学技术协会2026年重点工作任务分解表

	工作内容
	完成时间
	责任人

	办好第13届市青少年科技创新大赛
	2026年11月底前
	林青禾

	走访科技工作者
	全年
	柳云岭
EOF
$gongwen renew 通知.txt --year 2027 -o 2027/ --lang zh </dev/null
echo "status $?"
(cd 2027 && find . -type f | LC_ALL=C sort)
cat 2027/通知.md 2027/附件/*印发件.md
grep -h '^# \|13\|14\|2027年11' 2027/附件/*附件.md
echo "--- no year of a table's settings"
printf '%s\n' --- '成文日期: 2026-03-16' --- '# 关于报送情况的通知' '' \
    '请于2026年6月1日前报送。' '' '{表格: 列宽=2026,2027,1}' '' \
    '| 甲 | 乙 | 丙 |' '|---|---|---|' '| {填写: 整数 1-2026} | 2 | 3 |' >表.md
$gongwen renew 表.md --year 2027 -o 新表.md --lang zh </dev/null
echo "status $?"
grep '2026' 新表.md
