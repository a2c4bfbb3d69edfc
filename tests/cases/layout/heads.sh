# Heads that are not of the standard: 白头件 begins with its title, 呈批件 has
# boxes; 公告 and 通告 need no 主送; copies of letters, orders and minutes.
source() {	# source KEYS... (then the title and the text)
	printf '%s\n' --- '发文机关: 青禾市科学技术协会' '成文日期: 2026-06-14' "$@" \
	    --- '' "# $title" '' '现就有关事项说明如下，请各单位知悉。'
}
lines() {
	$gongwen build --lang zh "$1" --to items -o - </dev/null 2>said |
	    sed -n 's/^text \([0-9]*,[0-9]*\) .* #[0-9]*: /	\1 /p'
	sort said | sed 's/^/	/'
}
echo "== 白头件"
title=关于开放场馆情况的汇报
source '版式: 白头件' '印章: 无' >plain.md
lines plain.md
echo "== 呈批件"
title=关于开放场馆的通知
source '版式: 呈批件' '发文字号: 青科协呈〔2026〕9号' '密级: 秘密★1年' '紧急程度: 加急' \
    '签发人: [沈知远, 顾一舟]' '主送: 各县科协' >boxes.md
lines boxes.md
$gongwen check --lang zh boxes.md
$gongwen build -q boxes.md -o boxes.docx
$gongwen convert -q boxes.docx -o - | sed '/^#/,$d'
unzip -p boxes.docx word/document.xml | grep -o '<w:tag w:val="[^"]*"' | sort
echo "== not known"
source '版式: 红头件' >wrong.md
$gongwen build --lang zh wrong.md -q -o wrong.docx
for title in 关于开放场馆的公告 关于开放场馆的通告; do
	echo "== $title"
	source '发文字号: 青科协公告〔2026〕1号' >open.md
	$gongwen check --lang zh open.md
	lines open.md | sed -n '/通告\|公告/,$p'
done
echo "== copies"
printf '单位,事\n云岭县科协,展品\n河口县科协,讲座\n' >rows.csv
title='关于商请支持{{事}}的函'
source '版式: 信函' '发文字号: 青科函〔2026〕8号' '主送: "{{单位}}"' >letter.md
title='青禾市{{事}}管理办法'
source '版式: 命令' '发文字号: 第18号' '职务: 市长' >order.md
title='关于{{事}}的会议纪要'
source '版式: 纪要' '期号: 第5期' '出席: "{{单位}}、市教育局李青"' >minutes.md
for kind in letter order minutes; do
	$gongwen build -q $kind.md --data rows.csv --name '{{单位}}.docx' \
	    -o $kind || echo failed
	for docx in $kind/*.docx; do
		echo "	$docx: $(unzip -p $docx word/document.xml |
		    grep -o '展品\|讲座\|云岭县科协\|河口县科协' | tr '\n' ' ')"
		$gongwen convert -q $docx -o - | grep '^发文字号\|^期号\|^出席'
	done
done
