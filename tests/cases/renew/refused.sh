#!/bin/sh
# A folder of which one notice is refused, since its place is taken: its files
# do not go along, unless another notice has them too; those of the others do.
mkdir -p 旧/附件 新
notice() {	# notice NAME FILE...
	name=$1
	shift
	{
		printf -- '---\n发文机关: 云溪市科学技术协会\n成文日期: 2026-06-14\n附件:\n'
		for file; do echo "  - 附件/$file"; done
		printf -- '---\n\n# 关于%s的通知\n\n各县：\n\n请于2026年报送。\n' "$name"
	} >"旧/$name.md"
	for file; do
		printf '# 表\n\n2026年\n\n| 甲 | 乙 |\n|---|---|\n|  |  |\n' \
		    >"旧/附件/$file"
	done
}
notice 报送 登记表.md 共用.md
notice 检查 统计表.md 共用.md
echo 别人的 >新/报送.md
$gongwen renew 旧 --year 2027 -o 新 --lang zh >said 2>&1
echo "status $?"
grep -o '\[.*\]' said
find 新 -type f | sort
