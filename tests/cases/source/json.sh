# Documents in JSON: what is refused, with its place and its path; and check,
# convert and renew of one.  The files are in json/.
g() {
	$gongwen "$@" --lang zh
	echo "status $?"
}
cp "$here"/json/*.json .
for f in bad-*.json; do
	g build $f
	[ -e "output/${f%.json}.docx" ] && echo "made: $f"
done
g build good.json -o good.docx
g check good.json
g convert good.json
g renew good.json -y 2027 -o 2027.md
g convert good.json --set 标题=关于换个标题的通知 --to model | head -n 5
# Read in English, by Chinese names, without a body.
echo '{"标题": "关于开会的通知", "正文": "甲"}' | $gongwen build - -o - --lang en
echo '{"标题": "关于开会的通知", "正文": ["甲"], "成文日期": "2026-02-30"}' |
    g build - -o -
echo '{"标题": "关于开会的通知", "正文": ["甲"], "成文日期": "2026-06-14"}' |
    g convert -
# What is only made from the rest was changed: it is said, with its path.
echo '{"title": "关于开会的通知", "body": [{"type": "heading", "level": 1,
"ordinal": "一、", "text": "时间"}, "周三。"], "headings": [{"level": 1,
"text": "一、地点"}], "contact_lines": ["联系人：张某"],
"remarks": ["此件公开"], "remark": "此件不公开", "disclosure": "主动公开",
"attachments": [{"title": "表"}, {"nested": true, "title": "另一张表"}]}' |
    g convert - --from json
echo '{"title": "关于开会的通知", "headings": [{"level": 1, "text": "时间"}]}' |
    g build - --from json -o view.docx
# No JSON, and none of a document.
n=0
for text in '{"title": "甲",}' '{"title": "甲" "body": []}' '{"title": 甲}' \
    '{"title": "甲"} 乙' '{title: 1}' '{"title": "甲"' '{"title": "甲\x"}' \
    '{"title": "甲", "title": "乙"}' '{"title": "甲", "标题": "乙"}' '[{"title": "甲"}]' \
    '{"title": "\ud83d"}' '{"body": [{"type": "text"}]}' \
    '{"body": [{"type": "picture"}]}' '{"body": [{"type": "table"}]}' \
    '{"body": [{"type": "table", "rows": [["甲", "乙"], ["丙"]]}]}' \
    '{"body": [{"type": "table", "rows": [[{"columns": 2}, "乙"]]}]}' \
    '{"body": [{"type": "table", "rows": [[null]]}]}' \
    '{"settings": {"印张": "无"}}' '{"settings": {"印章": "没有"}}' \
    '{"attachments": [{"file": "没有.md"}]}' \
    '{"attachments": ["附件/表.md"]}' '{"date": 20260614}' \
    '{"body": ["甲", {"type": "heading", "level": 9, "text": "乙"}]}'; do
	printf '%s' "$text" | $gongwen build - --from json -o - --lang zh
	echo "status $?"
done
# Too deep, too many: at once.
awk 'BEGIN { printf "{\"body\":"; for (i = 0; i < 100000; i++) printf "[" }' |
    g build - --from json -o -
awk 'BEGIN { printf "{"; for (i = 0; i < 9999; i++) printf "\"n%d\":1,", i }' |
    g build - --from json -o -
# A text with JSON in it, and JSON lines, are no documents.
echo '{"title": "甲"}' >a.txt
g build a.txt
cp a.txt a.jsonl
g build a.jsonl
# All faults of the writing are told, not the first only.
printf '%s\n' '{"title": "关于' '开会的通知",' ' "note": ["甲, ' ' "乙", 3 丙],' \
    ' "a": 丁, "b": 1 2, "b": "\x",' ' "body": [{"text": "戊" "align": 1}, [1, ],' \
    ' "date" "2026", "copies" [1],' " 'x': 1" >broken.json
g check broken.json
# A line to be filled in that begins in bold needs no backslash, another one
# that a setting looks like does.
echo '{"title": "关于开会的通知", "body": [{"type": "fill_line",
"text": [{"text": "单位：", "bold": true}, "甲"]}, {"type": "fill_line",
"text": "单位：甲"}]}' | $gongwen convert -q - --from json -o fill.md
sed -n '/{/p' fill.md
$gongwen convert -q fill.md --to model | grep 填报
