# A template that has lists of its own, as one saved by Word has: they stay
# beside what the program adds.
printf '%s\n' '---' '发文机关: 青禾市科学技术协会' '主送: 各县科协' \
    '成文日期: 2026-04-20' '---' '' '# 关于开放场馆的通知' '' '全年开放。' >a.md
$gongwen template export 公文 -o good.docx
mkdir parts
(cd parts && unzip -q ../good.docx)
w=http://schemas.openxmlformats.org
cat >parts/word/numbering.xml <<END
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="$w/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>
END
change() {	# change PART BEFORE TEXT
	sed "s|$2|$3$2|" "parts/$1" >part
	mv part "parts/$1"
}
change word/_rels/document.xml.rels '</Relationships>' \
    "<Relationship Id=\"rIdOwn\" Type=\"$w/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/>"
change '[Content_Types].xml' '</Types>' \
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>'
(cd parts && zip -q -r ../own.docx .)
$gongwen build --lang zh a.md -t own.docx -o out.docx </dev/null
echo "status $?"
unzip -p out.docx word/numbering.xml | grep -o '<w:\(abstractNum\|num\) [^>]*>'
