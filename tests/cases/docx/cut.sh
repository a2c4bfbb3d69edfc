# A paragraph that the program cut at the end of a page is one, also when
# LibreOffice has put the break at the end of its first half.
say() {
	printf '%s各级水利部门要把农田水利设施检查作为当前的重要工作，' "$1"
	printf '主要负责同志亲自抓，分管负责同志具体抓，层层压实责任，'
	printf '确保检查全面、整改到位、档案齐全。\n\n'
}
{
	cat <<'MD'
---
发文机关:
  - 青禾市水利局
  - 青禾市财政局
  - 青禾市农业农村局
发文字号: 青水发〔2026〕8号
主送: 各县（市、区）水利局，局属各单位
印章: 有
成文日期: 2026-03-04
抄送: 省水利厅，市政府办公室。
印发机关: 青禾市水利局办公室
印发日期: 2026-03-05
---

# 关于联合开展灌区改造的通知

MD
	say
	printf '## 总体要求\n\n'
	for topic in （一）摸清底数。 （二）明确责任。 （三）抓好整改。; do
		say $topic
	done
	printf '## 重点任务\n\n'
	for topic in （一）摸清底数。 （二）明确责任。 （三）抓好整改。 \
	    （四）加强督查。; do
		say $topic
	done
	for i in 1 2 3 4; do
		say "$i.第$i项任务由第$i组承担，"
	done
} >通知.md
$gongwen build -q 通知.md -o 通知.docx
cat >move.py <<'PY'
import zipfile
with zipfile.ZipFile('通知.docx') as old, \
        zipfile.ZipFile('改.docx', 'w') as new:
    for name in old.namelist():
        data = old.read(name)
        if name == 'word/document.xml':
            before, after = data.decode().split('<w:pageBreakBefore/>')
            print(after[:41])
            end = before.rindex('</w:p>')
            data = (before[:end] + '<w:r><w:br w:type="page"/></w:r>'
                    + before[end:] + after).encode()
        new.writestr(name, data)
PY
LC_ALL=C.UTF-8 python3 move.py
for name in 通知 改; do
	$gongwen convert --to model "$name.docx" -o "$name.model"
	grep -c '段\|标题\|项' "$name.model"
done
cmp 通知.model 改.model
