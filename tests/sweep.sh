#!/bin/sh
# Sweep: notices of every length, with 0 to 12 attachments and 1 to 4 organs;
# names of every length, sealed and not; opinion cells side by side; a 版记 on
# an even page; letters, orders and minutes (clause 10); 呈批件 and 白头件;
# templates that an office restyled; copies combined into one file.  The page
# count that the program works out is held against the rendered one, and every
# page against the standard: a FAIL of the ruler fails the sweep.  Tables are
# read back by LibreOffice.
# usage: tests/sweep.sh [STEP [VERIFY-FOLDER]]	(every STEP-th case; 1 = all)
cd "$(dirname "$0")/.." || exit 2
step=${1:-7}
verify=${2:-../shared/verify}
[ -x "$verify/ruler" ] || { echo "sweep: no $verify/ruler"; exit 2; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT INT TERM

# source LINES ATTACHMENTS ORGANS: a notice whose text has about LINES lines.
source_of() {
	awk -v lines="$1" -v attachments="$2" -v organs="$3" 'BEGIN {
		split("青禾市科学技术协会 青禾市教育局 青禾市财政局 共青团青禾市委员会", organ, " ")
		print "---\n发文机关:"
		for (i = 1; i <= organs; i++) print "  - " organ[i]
		print "发文字号: 青科协〔2026〕" lines "号"
		print "主送: 各县（市、区）科协，市级各学会\n成文日期: 2026-06-14"
		if (attachments > 0) {
			print "附件说明:"
			for (i = 1; i <= attachments; i++)
				print "  - 技术需求征集工作情况统计表（样表" i "）"
		}
		print "抄送: 省科协，市委办公室、市政府办公室。"
		print "印发机关: 青禾市科学技术协会办公室\n印发日期: 2026-06-15\n---\n"
		print "# 关于征集2026年度企业技术需求的通知\n"
		# Whole clauses: awk may count bytes where it should count characters.
		n = split("各单位要充分认识征集工作的重要意义，深入企业开展调研，准确掌握企业在产品研发、工艺改进、设备更新等方面的实际困难，于2026年7月31日前报送。 请填写《企业技术需求征集表》（附件1），电子版发至xuqiu@example.org，联系电话0000-8123456。 对120项以上的单位给予表扬。 有关事项另行通知。", clause, " ")
		for (k = 1; lines > 0; lines -= take) {
			take = lines > 5 ? 1 + (lines * 7) % 5 : lines
			s = ""
			while (length(s) < take * 84 - 60)
				s = s clause[1 + k++ % n]
			print s "\n"
		}
	}'
}

# front LINES NUMBER KEYS...: the same text under another front matter, and a
# form with opinion cells at its end when it has no format of its own.
special_of() {
	lines=$1 kind=$2
	shift 2
	source_of "$lines" 0 1 | awk -v kind="$kind" -v more="$*" '
		/^---$/ && ++fences == 2 { gsub("\\|", "\n", more); print more }
		kind == "order" && /^(主送|抄送|印发)/ { next }
		kind == "minutes" && /^主送/ { next }
		kind != "form" && kind != "even" && /^发文字号/ { next }
		{ print }
		END {
			if (kind == "minutes")
				print "\n出席：苏明远、顾一舟、林若溪、许怀谷、" \
				    "温若水、柳青川、何清芷、白鹭洲、方云舟" \
				    "\n\n请假：张望岳"
			if (kind == "form")
				print "\n# 附件 申报表\n\n{表格: 表头=0}\n\n" \
				    "| 姓名 |  | 性别 |  |\n|---|---|---|---|\n" \
				    "| 县级意见 | （盖章）<br>　　年　　月　　日 " \
				    "| 市级意见 | （盖章）<br>　　年　　月　　日 |"
		}'
}

cases=0 number=0
for lines in $(seq 1 110); do
	for attachments in 0 1 2 9 12; do
		for organs in 1 2 3 4; do
			number=$((number + 1))
			[ $((number % step)) -eq 0 ] || continue
			source_of "$lines" "$attachments" "$organs" \
			    > "$work/$lines-$attachments-$organs.md"
			cases=$((cases + 1))
		done
	done
done
for lines in $(seq 1 60); do
	for kind in letter order minutes form even name plain boxes bare; do
		number=$((number + 1))
		[ $((number % step)) -eq 0 ] || continue
		name=$(awk -v n=$((10 + lines % 18)) 'BEGIN {
			split("青 禾 市 推 进 新 型 城 镇 化 和 城 乡 融 合 发 展 工 作 领 导 小 组 综 合 协 调 办", c, " ")
			for (i = 1; i < n; i++) s = s c[i]
			print s "办" }')
		case $kind in
		letter) keys='版式: 信函|发文字号: 青科函〔2026〕8号' ;;
		order) keys='版式: 命令|发文字号: 第18号|职务: 市长' ;;
		minutes) keys='版式: 纪要|发文字号: 〔2026〕5号' ;;
		form) keys='版头: 有' ;;
		even) keys='版记偶数页: 是' ;;
		name) keys="发文字号: 青科〔2026〕8号|署名: $name" ;;
		plain) keys="发文字号: 青科〔2026〕8号|署名: $name|印章: 无" ;;
		boxes) keys='版式: 呈批件|发文字号: 青科协呈〔2026〕9号|密级: 秘密★1年' ;;
		bare) keys='版式: 白头件|印章: 无' ;;
		esac
		special_of "$lines" $kind "$keys" >"$work/$lines-$kind-1.md"
		cases=$((cases + 1))
	done
done
# One at a time: of many findings of a kind a run shows only some.
build() {
	./gongwen build "$@" -o "$work/out" -v 2>>"$work/log" || {
		cat "$work/log"; exit 1; }
}
for source in "$work"/*.md; do
	build "$source"
done
# Restyled templates: the pages are counted, the standard is not theirs.
./gongwen template export 公文 -o "$work/公文.docx" || exit 1
for kind in size pitch normal margins paper; do
	python3 tests/restyle.py "$work/公文.docx" "$work/$kind.docx" $kind ||
	    exit 1
	for attachments in 0 1 2; do
		number=$((number + step))
		source_of $((number % 61 + 8)) $attachments 1 \
		    >"$work/restyled-$kind-$attachments.md"
		build "$work/restyled-$kind-$attachments.md" \
		    -t "$work/$kind.docx"
		cases=$((cases + 1))
	done
done
# Copies in one file: an empty page after each odd one but the last.
printf '单位\n云岭县科协\n河口县科协\n南屏县科协\n' >"$work/rows.csv"
for lines in $((step % 40 + 2)) $((step % 17 + 20)) $((step % 23 + 50)); do
	source_of "$lines" 1 1 | sed 's/^主送:.*/主送: "{{单位}}"/' \
	    >"$work/combined-$lines.md"
	./gongwen build -q "$work/combined-$lines.md" --data "$work/rows.csv" \
	    -o "$work/copies" --combine "$work/out/combined-$lines.docx" ||
	    exit 1
	pages=$(unzip -p "$work/out/combined-$lines.docx" docProps/app.xml |
	    sed 's/.*<Pages>\([0-9]*\)<.*/\1/')
	echo "/combined-$lines.md: $pages 页 [page-count]" >>"$work/log"
	cases=$((cases + 1))
done
sh tests/render.sh "$work/pdf" "$work"/out/*.docx || exit 1
same=0 conform=0
for docx in "$work"/out/*.docx; do
	name=$(basename "$docx" .docx)
	pdf=$work/pdf/$name.pdf
	computed=$(grep "/$name.md:.*page-count" "$work/log" |
	    grep -o '[0-9]* 页' | tr -dc 0-9)
	rendered=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
	if [ "$computed" = "$rendered" ]; then
		same=$((same + 1))
	else
		echo "pages: $name computed $computed, rendered $rendered"
	fi
	case $name in
	restyled-*) conform=$((conform + 1)); continue ;;
	*-letter-*) format=letter ;;
	*-order-*) format=order ;;
	*-minutes-*) format=minutes ;;
	*) format=document ;;
	esac
	# Names side by side over their seals have no common centre line.
	"$verify/ruler" --check --quiet --format $format "$pdf" 2>&1 |
	    grep FAIL |
	    { case $name in
	    *-1) cat ;;
	    *) grep -v signature-centre ;;
	    esac; } >"$work/ruler"
	if [ ! -s "$work/ruler" ]; then
		conform=$((conform + 1))
	else
		echo "ruler: $name"
		cat "$work/ruler"
	fi
done
# LibreOffice reads the tables back, too.
mkdir "$work/readers"
GONGWEN=./gongwen sh tests/readers.sh "$work/readers" odt || exit 1
echo "sweep: $cases cases, page count right in $same, ruler passed in $conform"
[ "$same" -eq "$cases" ] && [ "$conform" -eq "$cases" ]
