# Orders and minutes: the number of the order and of the issue are left to be
# filled in, for there is one a document, not one a year.
cat >order.md <<'END'
---
发文机关: 青禾市人民政府
发文字号: 第21号
署名: 苏明远
职务: 市长
成文日期: 2026-04-28
---

# 青禾市人民政府令

《青禾市2026年节水办法》已经第12号专报报告，现予公布。
END
cat >minutes.md <<'END'
---
发文机关: 青禾市水务局
发文机关标志: 青禾市水务局局务会议纪要
期号: 第6期
成文日期: 2026-05-18
印发份数: 30
---

# 关于研究2026年节水工作的会议纪要

会议同意第5期纪要所列事项。
END
for name in order minutes; do
	$gongwen renew --lang zh $name.md --year 2027 -o $name-new.md </dev/null
	echo "status $?"
	sed '/^$/d' $name-new.md
done
