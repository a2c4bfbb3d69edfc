# Next year's edition: what moves on, what stays, what is told of both.
cat >notice.md <<'END'
---
发文机关: 青禾市科学技术协会
发文字号: 青科协〔2026〕18号
主送: 各县（市、区）科协
成文日期: 2026-06-14
抄送: 省科协。
印发机关: 青禾市科学技术协会办公室
印发日期: 2026-06-15
---

# 关于举办第十四届青禾市青少年科技创新大赛的通知

根据《云岭省科协关于做好2026年青少年科技活动的通知》（云科协〔2026〕9号）和“十五五”规划（2026—2030年），定于2026年7月11日（星期六）举办第十四届大赛，请于2026年5月29日（星期五）前报名。2025—2026学年第二学期在校学生可以参加。

2019年首届大赛以来，已有1200人次参赛。2024年2月29日出生的不受限制。
END
renew() {
	$gongwen renew --lang zh "$@" </dev/null
	echo "status $?"
}
renew notice.md --year 2027 -o next.md
diff notice.md next.md
echo "== twice forward is once by two years"
renew next.md --year 2028 -o twice.md >said 2>&1
renew notice.md --year 2028 -o once.md >said 2>&1
diff twice.md once.md && echo same
echo "== what cannot be"
renew notice.md
renew notice.md --year 2020 -o x.md
renew notice.md --year soon -o x.md
renew none.md --year 2027 -o x.md
renew notice.md --year 2027 -o notice.md
ls
