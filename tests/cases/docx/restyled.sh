# A template that an office restyled: what no longer keeps the standard is said
# in one line, by template check and by build; pages are counted all the same.
$gongwen template export 公文 -o good.docx
edit() {	# edit NAME PART SED: the template with one part changed
	rm -rf parts; mkdir parts
	(cd parts && unzip -q ../good.docx && sed "$3" "word/$2" >x &&
	    mv x "word/$2" && zip -q -r "../$1" .)
}
{
	printf '%s\n' --- '发文机关: 青禾市科学技术协会' '主送: 各县科协' \
	    '成文日期: 2026-06-14' --- '' '# 关于报送材料的通知' ''
	for i in 1 2 3 4 5 6 7 8 9; do
		printf '各单位应当在%s日内报送材料，电子版发至邮箱，并附说明。\n\n' $i
	done
} >n.md
try() {
	echo "== $1"
	$gongwen template check --lang zh "$1" 2>&1 >checked | sed 's/^建议: //'
	head -n 1 checked
	$gongwen build --lang zh n.md -t "$1" -o out.docx </dev/null 2>&1 |
	    grep 'template-standard'
	$gongwen build --lang zh n.md -v -t "$1" -o out.docx </dev/null 2>&1 |
	    grep -o '共 [0-9]* 页'
	unzip -p out.docx word/document.xml | grep -o '<w:pgMar[^>]*>'
}
try good.docx
# A body of 四号; its indent is of its own characters, for all readers.
edit size.docx styles.xml 's/\(styleId="GwBody">.\{1,400\}<w:sz w:val="\)32/\128/'
try size.docx
unzip -p out.docx word/styles.xml | grep -o 'styleId="GwBody">.\{300\}' |
    grep -o '<w:ind[^>]*>'
# Other margins, and a gutter.
edit margins.docx document.xml 's/w:top="[0-9]*"/w:top="1701"/
s/w:gutter="0"/w:gutter="283"/'
try margins.docx
# A page number that reaches into the text.
edit number.docx document.xml 's/w:footer="[0-9]*"/w:footer="1800"/'
try number.docx
# Lines of no exact height.
edit auto.docx styles.xml 's/\(styleId="GwBody">.\{1,300\}\)w:line="[0-9]*" w:lineRule="exact"/\1w:line="360" w:lineRule="auto"/'
try auto.docx
