# A DOCX that LibreOffice saved: the page break of an enclosure's title ends the
# paragraph before, names of headings have a capital.  Nobody changed a word.
cat >notice.md <<'EOF'
---
发文机关: 云岭县科学技术协会
发文字号: 云科协发〔2026〕16号
主送: 各乡镇科协
成文日期: 2026-05-20
---

# 关于印发《云岭县科学技术协会2026年工作要点》的通知

现将《云岭县科学技术协会2026年工作要点》印发给你们，请结合实际认真落实。

# 云岭县科学技术协会2026年工作要点

## 服务科技工作者

办好科技工作者日活动，走访基层科技工作者。

## 提升公民科学素质

开展科普进校园、进社区活动。
EOF
$gongwen build -q notice.md -o sent.docx
LC_ALL=C.UTF-8 python3 - <<'EOF'
import re
import zipfile
with zipfile.ZipFile('sent.docx') as a, \
        zipfile.ZipFile('saved.docx', 'w') as b:
    for name in a.namelist():
        data = a.read(name).decode()
        if name == 'word/document.xml':
            data, n = re.subn(
                r'</w:p>(<w:p>(?:(?!</w:p>).)*?)<w:pageBreakBefore/>',
                r'<w:r><w:br w:type="page"/></w:r></w:p>\1', data)
            print(n, 'break')
        if name == 'word/styles.xml':
            data = data.replace('"heading ', '"Heading ')
        b.writestr(name, data)
EOF
$gongwen compare sent.docx saved.docx --lang zh
echo "status $?"
cp notice.md before.md
$gongwen accept saved.docx notice.md --lang zh
echo "status $?"
cmp before.md notice.md
