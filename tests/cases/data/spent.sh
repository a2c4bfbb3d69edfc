# A list of one row that makes 480,000 cells of a table: the copy takes from the
# budget of its job while it is made, and stops in the table.
{
	printf '%s\n' '---' '发文机关: 云州市水务局' '成文日期: 2026-06-14' \
	    '---' '' '# 关于报送的通知' '' '名单如下。' ''
	for cell in 列 --- '{{#项}}' '{{名}}、{{名}}' '{{/项}}'; do
		case $cell in
		*[#/]*)	printf '|%s|' "$cell"
			printf '%59s\n' '' | sed 's/ /|/g' ;;
		*)	printf '%60s|\n' '' | sed "s! !|$cell!g" ;;
		esac
	done
} >n.md
{
	printf '{"单位":"甲县","项":[{"名":"第0项"}'
	seq 8000 | sed 's/.*/,{"名":"第&项"}/'
	echo ']}'
} | tr -d '\n' >d.jsonl
(ulimit -t 20; $gongwen build --lang zh n.md --data d.jsonl -o out -j 1
echo "status $?")
ls out 2>/dev/null | grep -c docx || true
