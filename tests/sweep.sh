#!/bin/sh
# Sweep: notices of every length, with 0 to 12 attachments and 1 to 4 organs.
# The page count that the program works out is held against the rendered one,
# and every page against the standard.  Tables are read back by LibreOffice.
# usage: tests/sweep.sh [STEP [VERIFY-FOLDER]]	(every STEP-th case; 1 = all)
cd "$(dirname "$0")/.." || exit 2
step=${1:-7}
verify=${2:-../shared/verify}
[ -x "$verify/render" ] || { echo "sweep: no $verify/render"; exit 2; }
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
# One at a time: of many findings of a kind a run shows only some.
for source in "$work"/*.md; do
	./gongwen build "$source" -o "$work/out" -v 2>>"$work/log" || {
		cat "$work/log"; exit 1; }
done
same=0 conform=0
for docx in "$work"/out/*.docx; do
	name=$(basename "$docx" .docx)
	"$verify/render" -p "$docx" "$work/pdf" >/dev/null 2>&1
	pdf=$work/pdf/$name.pdf
	computed=$(grep "/$name.md:.*page-count" "$work/log" |
	    grep -o '[0-9]* 页' | tr -dc 0-9)
	rendered=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
	if [ "$computed" = "$rendered" ]; then
		same=$((same + 1))
	else
		echo "pages: $name computed $computed, rendered $rendered"
	fi
	# Names side by side over their seals have no common centre line.
	"$verify/ruler" --check --quiet "$pdf" 2>&1 | grep FAIL |
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
[ "$same" -ge $((cases * 98 / 100)) ]
