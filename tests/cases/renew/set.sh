# A notice, the files of its attachments, and a document that it forwards.
mkdir -p set/附件
cat >set/通知.md <<'END'
---
发文机关: 青禾市科学技术协会
发文字号: 青科协〔2024〕18号
主送: 各县（市、区）科协
成文日期: 2024-01-14
附件:
  - 附件/报名表.md
  - 附件/转发.md
印发机关: 青禾市科学技术协会办公室
印发日期: 2024-01-15
印发份数: 50
---

# 关于做好2024年度科普工作的通知

请于2月29日前报送材料，3月12日开会。
END
cat >set/附件/报名表.md <<'END'
# 2024年度报名表

{填报单位：　　填报时间：2024年　月　日}

| 姓名 | |
|---|---|
| 年龄 | |
END
cat >set/附件/转发.md <<'END'
---
发文机关: 云岭省科学技术协会
发文字号: 云科协〔2024〕2号
主送: 各市科协
成文日期: 2024-01-03
---

# 关于做好2024年度科普活动的通知

请于2024年3月1日前报送。
END
renew() {
	$gongwen renew --lang zh "$@"
	echo "status $?"
}
echo "== to another folder: the attachments go with it"
renew set/通知.md --year 2025 -o new/ </dev/null
diff -r set new | grep '^[<>]'
$gongwen build --lang zh new/通知.md -o out && find out -name '*.docx'
echo "== beside the old one: they cannot; and nothing is written over"
renew set/通知.md --year 2025 -o set/通知2025.md </dev/null
echo '又写了一段。' >>set/通知2025.md
renew set/通知.md --year 2025 -o set/通知2025.md </dev/null
renew set/通知.md --year 2026 -o set/通知2025.md --force </dev/null >said
grep -c 2026 set/通知2025.md
echo "== a doubtful one is refused"
printf 'n\n' | renew set/通知.md --year 2025 -i -o asked/通知.md |
    grep 2月29日
grep 2月29日 asked/通知.md
echo "== forms alone: the year is in their names, or said"
mkdir forms
cp set/附件/报名表.md forms/
renew forms --year 2026 -o forms2026 </dev/null
echo '# 登记表' >forms/登记表.md
renew forms/登记表.md --year 2026 </dev/null
renew forms/登记表.md --from 2024 --year 2026 </dev/null
