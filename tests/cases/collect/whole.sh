# A copy for each county comes back whole, the form filled in: whom it was for,
# and what was filled into its text when it was made, are no answers.
printf '单位,联系人\n云岭县科协,柳青川\n河湾县科协,何清芷\n' >名单.csv
notice() {	# notice 主送
	cat <<END
---
发文机关: 青禾市科学技术协会
主送: "$1"
成文日期: 2026-06-14
---

# 关于报送科普活动情况的通知

请{{单位}}（联系人：{{联系人}}）于2026年7月31日前报送。

# 附件 科普活动登记表

{表格: 表头=0}

| 活动名称 | $2 | 参加人数 | $3 |
|---|---|---|---|
END
}
for to in '{{单位}}' '各县科协'; do
	notice "$to" 科普周 300 >填好.md
	notice "$to" '' '' >通知.md
	rm -rf 回收
	$gongwen build -q 填好.md -d 名单.csv --name '{{单位}}.docx' -o 回收 \
	    --set '主送={{单位}}' </dev/null
	rm 回收/*.csv
	LC_ALL=C.UTF-8 python3 "$here/../compare/edit" 回收/云岭县科协.docx \
	    回收/云岭县科协（改）.docx '请云岭县科协=请云岭县科协提供更多材料，并且另外安排人员参加（联系人：柳青川）于2026年7月31日前报送。'
	rm 回收/云岭县科协.docx
	$gongwen collect 通知.md 回收 -d 名单.csv -o 汇总.csv --force --lang zh \
	    </dev/null 2>&1 | grep -v set-replaces
	tr -d '\r' <汇总.csv
done
