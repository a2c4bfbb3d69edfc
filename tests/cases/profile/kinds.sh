# One profile with lines for some kinds of documents (文种): each document is set
# with those of its kind, in one run, and a DOCX is held against them.
document() {
	printf '%s\n' '---' '主送: 各县水务局' '成文日期: 2026-06-14' '---' '' \
	    "# 青禾市水务局关于蓄水的$1" '' '请予支持。' >"$1.md"
}
document 通知
document 函
document 报告
cat >office.txt <<'END'
天头: 36mm
[函、通报]
天头: 30mm
公文正文.字号: 四号
【报告】
地脚: 30mm
END
$gongwen build -q -p office.txt 通知.md 函.md 报告.md -o out -j 2
echo "status $?"
margins() {
	unzip -p "$1" word/document.xml |
	    grep -o 'w:pgMar w:top="[0-9]*"[^/]*w:bottom="[0-9]*"' | sort -u |
	    sed 's/w:right="[0-9]*" //'
}
for kind in 通知 函 报告; do
	echo "== $kind"
	margins out/$kind.docx
	$gongwen check --lang zh -p office.txt out/$kind.docx |
	    grep 'layout-margin\|layout-body'
done
echo "== 函 against 报告's"
sed 's/【报告】/[函]/; /^\[函、/,/四号/d' office.txt >other.txt
$gongwen check --lang zh -p other.txt out/函.docx | grep 'layout-margin'
echo "== wrong"
for line in '[涵]' '[函]
[函]' '[]' '[函
' '[函]
基准: GB33476' '[函]
天头: 2mm
订口: 150mm'; do
	printf '%s\n' "$line" >wrong.txt
	$gongwen build --lang zh -q -p wrong.txt 函.md -o no
	echo "status $?"
done
[ ! -e no ]
