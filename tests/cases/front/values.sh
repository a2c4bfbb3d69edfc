# Dates that are none, too many values, a picture and a table beyond bounds.
build() {
	$gongwen build --lang zh "$1" -o out </dev/null
	echo "status $?"
}
{
	printf '%s\n' '---' '主送: 各县科协' '成文日期: 六月中旬' '变量:'
	awk 'BEGIN { for (i = 1; i <= 1200; i++) print "  名称" i ": 值" i }'
	printf '%s\n' '---' '' '# 关于报送材料的通知' '' '请报送材料。'
} >many.md
build many.md
# A PNG of 30,000 by 10 pixels: the header is enough.
printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\165\060\0\0\0\012\010\002\0\0\0CRC.IDAT' >big.png
{
	printf '%s\n' '---' '主送: 各县科协' '成文日期: 2026-06-14' '附件:' \
	    '  - 标题: 表样' '    文件: 表样.xyz' '---' '' \
	    '# 关于报送材料的通知' '' '请报送材料。'
} >kind.md
echo x >表样.xyz
build kind.md
{
	printf '%s\n' '---' '主送: 各县科协' '成文日期: 2026-06-14' '---' '' \
	    '# 关于报送材料的通知' '' '请报送材料。' '' '![图](big.png)' '' \
	    '没有.csv' ''
	printf '```csv\n \n```\n\n'
	awk 'BEGIN {
		for (row = 0; row < 3; row++) {
			for (i = 0; i < 300; i++)
				printf "|%s", row == 1 ? "---" : i
			print "|"
		}
	}'
	printf '\n| 甲 | 乙 | 丙 |\n|---|---|---|\n| 1 | < | 3 |\n| ^ | 5 | 6 |\n'
} >table.md
build table.md
