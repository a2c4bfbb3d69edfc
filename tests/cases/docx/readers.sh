# What other readers of a DOCX need of it: Word's spelling of a page number,
# which AbiWord counts with no other; no page begun twice, which docx-preview
# makes two of; the number of a letter at the right without a tab; a word for
# every picture; headings by Word's own names; the kept lines in the body alone.
cp "$here"/../table/图.png .
cat >通知.md <<'END'
---
发文机关: 青禾市科学技术协会
发文字号: 青科协〔2026〕2号
成文日期: 2026-06-14
抄送: 市教育局
印发机关: 青禾市科学技术协会办公室
印发日期: 2026-06-15
---

# 关于印发示意图的通知

## 一、示意

![](图.png)

## 二、说明

各场馆应当公布开放时间。

# 附件1 分布

![场馆分布](图.png)

# 附件2 任务

{表格: 横向}

| 任务 | 单位 |
|---|---|
| 展品 | 科普部 |
END
cat >商借.md <<'END'
---
发文机关: 青禾市科学技术协会
发文字号: 青科函〔2026〕8号
主送: 云岭县科协
成文日期: 2026-06-14
---

# 关于商借展品的函

请予支持。
END
for name in 通知 商借; do
	$gongwen build -q $name.md -o $name.docx
	unzip -q -o $name.docx -d $name
	echo "== $name"
	sed -n 's/.*<w:instrText[^>]*>\([^<]*\)<.*/\1/p' $name/word/*ooter*.xml
	sed 's/<w:p>/\n&/g' $name/word/document.xml >paragraphs
	grep -c 'w:pageBreakBefore' paragraphs
	grep 'w:pageBreakBefore' paragraphs | grep -c lastRendered
	sed 's/<w:sectPr>/\n&/g' $name/word/document.xml |
	    grep '^<w:sectPr' | grep -c 'sectPr></w:pPr.*lastRendered'
	grep -o '<wp:docPr[^>]*' paragraphs
	grep '"GwNumber"' paragraphs | grep -o '<w:tab/>\|<w:jc[^>]*'
	grep -o 'w:name w:val="heading [1-4]"' $name/word/styles.xml
done
