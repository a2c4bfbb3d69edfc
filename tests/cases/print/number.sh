# The page number is drawn where and as the profile has it, on turned pages,
# too.
{
	printf -- '---\n发文机关: 青禾市科学技术协会\n附件:\n  - 表\n---\n\n'
	printf '# 关于报送的通知\n\n请报送。\n\n# 附件 表\n\n{表格: 横向}\n\n'
	printf '| 单位 | 数量 |\n|---|---|\n| 临溪县科协 | 3 |\n'
} >文.md
for place in 外侧 居中 居右 居左; do
	printf '页码位置: %s\n' $place >profile
	$gongwen build 文.md -p profile -o "$place.items" </dev/null || exit 1
	echo "$place"
	grep -- '— [0-9]* —' "$place.items"
done
printf '页码一字线: 无\n' >profile
$gongwen build 文.md -p profile -o x.items </dev/null
grep '宋体.* #0' x.items
