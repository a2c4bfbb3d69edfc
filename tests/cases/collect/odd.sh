# A folder as it comes out of mail and chat: copies under other names, a form
# with macros, as a template, called .wps or .doc; half a download, an empty
# file, what Windows and Office leave.  Whoever answered is in the table; of
# each of the others it is said once what is wrong with it.
cat >通知.md <<'END'
---
发文机关: 青禾市科学技术协会
主送: 各县（区）科协
成文日期: 2026-06-14
附件:
  - 表.md
---

# 关于报送情况的通知

请填报附件。
END
cat >表.md <<'END'
# 基本情况表

| 单位名称 |  | 负责人 | {填写: 必填} |
|---|---|---|---|
| 地址 |  | < | < |
| 人数（人） |  | 性质 | □国有 □民营 |
END
mkdir 回收
for i in 东屏 南溪 西岭 北原 中河 上坪; do
	sed "s/| 单位名称 |  |/| 单位名称 | $i县科协 |/; s/{填写: 必填}/王某/
	    s/| 地址 |  |/| 地址 | $i大街1号 |/; s/（人） |  |/（人） | 25 |/" \
	    表.md >$i.md
	$gongwen build $i.md -o $i.docx >/dev/null 2>&1 </dev/null
done
cp 东屏.docx 回收/东屏县（最终版）.DOCX
cp 南溪.docx 回收/南溪.docm
cp 西岭.docx 回收/西岭.dotx
cp 北原.docx 回收/北原.wps
cp 中河.docx 回收/中河.doc
head -c 3000 上坪.docx >回收/上坪.docx
: >回收/下湾.docx
printf '[.ShellClassInfo]\n' >回收/desktop.ini
printf '\320\317\021\340' >回收/Thumbs.db
printf '\005kw' >'回收/~$中河.doc'
printf 'PK\003\004' >回收/来件.zip
printf '<html><table><tr><td>单位名称</td></tr></table></html>' >回收/表.xls
$gongwen collect 通知.md 回收 -o 汇总.csv --lang zh </dev/null 2>&1
echo "status $?"
tr -d '\r' <汇总.csv
