# A column that somebody took out of a table or put in: its words are told of,
# and that the table has more or fewer columns, which accept does not change.
cat >通知.md <<'MD'
# 关于下达维修任务的通知

现将维修任务下达给你们，请抓紧落实，按时完成。

| 单位 | 长度 |
|---|---|
| 临溪县 | 12 |
| 霁川县 | 8 |
MD
$gongwen build -q 通知.md -o 通知.docx
cat >edit.py <<'PY'
import re
import zipfile


def edit(name, row):
    with zipfile.ZipFile('通知.docx') as old, \
            zipfile.ZipFile(name, 'w') as new:
        for part in old.namelist():
            data = old.read(part)
            if part == 'word/document.xml':
                data = re.sub('<w:tr>.*?</w:tr>', row,
                              data.decode()).encode()
            new.writestr(part, data)


def cells(match):
    return re.findall('<w:tc>.*?</w:tc>', match.group())


edit('少.docx', lambda row: row.group().replace(cells(row)[1], ''))
edit('多.docx', lambda row: row.group().replace('</w:tr>', re.sub(
    '(<w:t[ >][^<]*>)[^<]*', r'\1急', cells(row)[1]) + '</w:tr>'))
PY
LC_ALL=C.UTF-8 python3 edit.py
$gongwen compare --lang zh 通知.md 通知.docx
for name in 少 多; do
	cp 通知.md 稿.md
	$gongwen compare --lang zh 通知.md $name.docx
	$gongwen accept --lang zh $name.docx 稿.md
	$gongwen compare --lang zh 稿.md $name.docx
	grep '^|' 稿.md
done
