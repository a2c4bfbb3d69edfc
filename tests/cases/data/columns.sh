# Tables of recipients that are wrong, each with its place.
cat >notice.md <<'END'
---
主送: '{{单位}}'
成文日期: 2026-06-14
---

# 关于报送材料的通知

请{{单位}}于{{期限|月日}}前报送{{数量|千分位}}份材料。
END
try() {
	cat >rows.csv
	$gongwen build --lang zh -v notice.md -d rows.csv "$@" -o out </dev/null
	echo "status $?"
	[ ! -d out ] || find out -type f | LC_ALL=C sort
	rm -rf out
}
echo "== no rows, no table, no such file"
try </dev/null
echo 单位,期限,数量 | try
$gongwen build --lang zh notice.md -d 没有.csv -o out; echo "status $?"
echo 不是表格 >x.xlsx
$gongwen build --lang zh notice.md -d x.xlsx -o out; echo "status $?"
echo "== column names: empty, twice; unknown and unused"
try <<'END'
单位,,单位
临溪县科协,x,y
END
try <<'END'
单位,限期,数量,备注
临溪县科协,2026-07-31,12,无
END
echo "== rows too long and too short, blank ones, values that do not fit"
try <<'END'
单位,期限,数量,
临溪县科协,2026-07-31,1200,
霁川县科协,2026-07-31,3,4,5
梧岭市科协,2026-07-31
,,,
云岭区科协,七月底,x,
,2026-07-31,3,
END
echo "== names of files"
try --name '{{单位}}/../x' <<'END'
单位,期限,数量
临溪县科协,2026-07-31,12
END
try --name '{{单位}}' <<'END'
单位,期限,数量
a/b,2026-07-31,12
con,2026-07-31,12
Same,2026-07-31,12
same,2026-07-31,12
END
echo "== groups, sheets, first copy number, shards"
try --group 县区 <<'END'
单位,期限,数量
临溪县科协,2026-07-31,12
END
try --copies-from 甲 <<'END'
单位,期限,数量
临溪县科协,2026-07-31,12
END
try --shard 0/3 <<'END'
单位,期限,数量
临溪县科协,2026-07-31,12
END
