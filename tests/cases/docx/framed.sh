#!/bin/sh
# A text that stands whole in one cell, as it is pasted from a web page, is
# read as one outside; a box of a few lines stays a table, also one with blank
# lines to write on, and a text of few lines is one when there is nothing else.
w='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

# framed TEXT...: a paragraph each, in a cell below the title, if there is one
title=关于检查的通知
framed() {
	mkdir -p word
	{
		echo "<w:document $w><w:body><w:p><w:r>"
		echo "<w:t>$title</w:t></w:r></w:p>"
		echo '<w:tbl><w:tblGrid/><w:tr><w:tc>'
		printf '<w:p><w:r><w:t>%s</w:t></w:r></w:p>\n' "$@"
		echo '</w:tc></w:tr></w:tbl></w:body></w:document>'
	} >word/document.xml
	cp "$here/cap00.docx" t.docx
	zip -q t.docx word/document.xml
	$gongwen convert --lang zh --to model t.docx
}
framed 各镇： 请做好检查工作，按时报送材料。 一、明确责任。 二、强化督查。 \
    青石县水利局 2026年3月5日
framed 各镇： 请做好检查工作，按时报送材料。
framed 单位意见： "" "　　" "" "" "" （盖章）
title=
framed 在职证明 兹证明王禾自2019年7月起在我院工作。 青石县中医医院 2026年3月5日
framed 单位意见： "" 负责人： （盖章） 年月日
