# All the ways in that are known, in one DOCX: fields in pieces, in capitals or
# not, inside one another, over paragraphs, without an end, in revisions, in the
# strict namespace; links by field, relation, drawing and VML; objects,
# controls, data sources.  As an attachment, as a template, in a template's
# footer: nothing of it is in what is made, and the text around it is.
w=http://schemas.openxmlformats.org/wordprocessingml/2006/main
s=http://purl.oclc.org/ooxml/wordprocessingml/main
r=http://schemas.openxmlformats.org/officeDocument/2006/relationships
names="xmlns:w=\"$w\" xmlns:s=\"$s\" xmlns:r=\"$r\" \
xmlns:v=\"urn:schemas-microsoft-com:vml\" \
xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
mark() {
	printf '<w:r><w:fldChar w:fldCharType="%s"/></w:r>' "$1"
}
code() {	# code PIECE...: each in a run of its own
	for piece; do
		printf '<w:r><w:instrText xml:space="preserve">%s</w:instrText></w:r>' \
		    "$piece"
	done
}
field() {
	printf '<w:p>%s%s%s<w:r><w:t>果</w:t></w:r>%s</w:p>' "$(mark begin)" \
	    "$(code "$@")" "$(mark separate)" "$(mark end)"
}
link() {
	printf '<w:p><w:hyperlink r:id="%s"><w:r><w:t>果</w:t></w:r></w:hyperlink></w:p>' $1
}
run() {
	printf '<w:p><w:r>%s</w:r></w:p>' "$1"
}
evil() {
	field ' D' DE AU 'TO cmd'
	field ' ddeauto cmd'
	field "	DDE	cmd"
	printf '<w:p>%s%s%s%s%s%s%s</w:p>' "$(mark begin)" "$(code 'PAGE ')" \
	    "$(mark begin)" "$(code 'DDEAUTO x')" "$(mark end)" \
	    "$(mark separate)" "$(mark end)"
	printf '<w:p>%s%s</w:p><w:p>%s%s</w:p>' "$(mark begin)" \
	    "$(code DDEAUTO)" "$(code ' cmd')" "$(mark end)"
	printf '<w:p><w:ins w:id="1" w:author="a">%s%s%s</w:ins></w:p>' \
	    "$(mark begin)" "$(code 'DDEAUTO cmd')" "$(mark end)"
	printf '<w:p><w:fldSimple w:instr=" PAGE "><w:fldSimple w:instr="&#68;DE x"><w:r><w:t>果</w:t></w:r></w:fldSimple></w:fldSimple></w:p>'
	printf '<s:p><s:r><s:fldChar s:fldCharType="begin"/></s:r><s:r><s:instrText>DD</s:instrText></s:r><s:r><s:instrText>E x</s:instrText></s:r><s:r><s:fldChar s:fldCharType="end"/></s:r></s:p>'
	for name in INCLUDETEXT INCLUDEPICTURE LINK IMPORT EMBED HYPERLINK \
	    MACROBUTTON GOTOBUTTON DATABASE RD AUTOTEXT ASK FILLIN PRINT; do
		field " $name \"file:///etc/passwd\" \\d"
	done
	for id in f1 f2 f3 f4 f5; do
		link $id
	done
	printf '<w:altChunk r:id="f1"/><w:p><w:subDoc r:id="f1"/></w:p>'
	run '<w:object><v:shape><v:imagedata r:id="f1" o:href="http://127.0.0.1:9/a"/></v:shape><o:OLEObject Type="Link" ProgID="Package" r:id="f1"/></w:object>'
	run '<w:object><w:control r:id="f1" w:name="x"/></w:object>'
	run '<w:pict><v:shape href="file:///etc/passwd"><v:imagedata src="http://127.0.0.1:9/a" o:href="\\host\a" r:href="f6" r:link="f6" o:relid="f6"/></v:shape></w:pict>'
	run '<w:pict><v:rect><v:fill src="http://127.0.0.1:9/a" r:id="f6"/><v:stroke src="http://127.0.0.1:9/c"/></v:rect></w:pict>'
	run '<w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x"><a:hlinkClick r:id="f1"/></wp:docPr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x"><a:hlinkHover r:id="f3"/></pic:cNvPr><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="f6"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
	run '<mc:AlternateContent><mc:Choice Requires="wps"><w:object><o:OLEObject r:id="f1"/></w:object></mc:Choice><mc:Fallback><w:pict><v:shape><v:imagedata src="http://127.0.0.1:9/b"/></v:shape></w:pict></mc:Fallback></mc:AlternateContent>'
	run '<w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="Evil"/></w:ffData></w:fldChar><w:movie r:id="f1"/>'
	printf '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="x"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>在内</w:t></w:r></w:p></w:sdtContent></w:sdt>'
	printf '<w:p><w:r><w:t>末尾文字</w:t></w:r></w:p>'
}
relations() {
	while read -r id kind target; do
		printf '<Relationship Id="%s" Type="%s/%s" Target="%s" TargetMode="External"/>' \
		    $id $r $kind "$target"
	done <<'END'
f1 oleObject file:///etc/passwd
f2 hyperlink \\host\share
f3 hyperlink javascript:alert(1)
f4 hyperlink ../../x.exe
f5 hyperlink ms-word:ofe|u|http://127.0.0.1:9/
f6 image http://127.0.0.1:9/x.png
f7 attachedTemplate http://127.0.0.1:9/t.dotm
f8 frame file:///x
END
}
cat >plant.awk <<'END'
# The names to the root, and the first file before what must be last.
NR == FNR { body = body $0; next }
{ text = text $0 "\n" }
END {
	match(text, /<w:[a-zA-Z]* [^>]*>/)
	name = substr(text, RSTART, RLENGTH)
	sub(/ .*/, "", name)
	text = substr(text, 1, RSTART - 1) name " " names ">" \
	    substr(text, RSTART + RLENGTH)
	last = name == "<w:document" ? "<w:sectPr" : name == "<w:ftr" ? \
	    "</w:ftr" : "</w:settings"
	at = index(text, last)
	printf "%s%s%s", substr(text, 1, at - 1), body, substr(text, at)
}
END
# plant FILE PART: what is evil, into PART of the template
plant() {
	cp plain.docx "$1"
	mkdir -p word/_rels
	for part in "word/$2.xml" word/settings.xml; do
		unzip -p plain.docx "$part" >old
		case $part in
		*settings*) echo '<w:mailMerge><w:connectString w:val="DSN=x"/><w:dataSource r:id="f1"/></w:mailMerge><w:attachedTemplate r:id="f7"/>' ;;
		*) evil ;;
		esac >body
		awk -v names="$names" -f plant.awk body old >"$part"
		base=${part##*/}
		{
			unzip -p plain.docx "word/_rels/$base.rels" 2>/dev/null |
			    sed 's|</Relationships>.*||' | grep . ||
			    echo '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
			relations
			echo '</Relationships>'
		} >"word/_rels/$base.rels"
	done
	zip -q -r "$1" word
	rm -rf word
}
look() {	# look FILE: what must not be in it, and what must
	for part in $(unzip -Z1 "$1" | grep -v '\['); do
		unzip -p "$1" "$part" | sed 's/ xmlns:[a-z0-9]*="[^"]*"//g' |
		    grep -a -o -E 'DDE[A-Z]*|ddeauto|INCLUDE[A-Z]*|instrText[^<]*(LINK|IMPORT|EMBED|MACRO|GOTO|DATABASE|RD|AUTO|ASK|FILL|PRINT)|file:|127\.0\.0\.1|\\host|javascript|x\.exe|ms-word|OLEObject|w:control|altChunk|subDoc|dataBinding|entryMacro|movie|mailMerge|attachedTemplate|External' |
		    sed "s|^|$part has |"
	done
	unzip -p "$1" word/document.xml $2 |
	    grep -o -E '请报送|末尾文字|在内' | sort -u | tr '\n' ' '
	echo
}
$gongwen template export 公文 -o plain.docx -q
printf -- '---\n成文日期: 2026-06-14\n附件: all.docx\n---\n\n# 关于检查的通知\n\n请报送。\n' >n.md
sed '/^附件/d' n.md >m.md
plant all.docx document
plant foot.docx footer1
for run in 'n.md' 'm.md -t all.docx' 'm.md -t foot.docx'; do
	echo "== $run"
	# shellcheck disable=SC2086
	$gongwen build $run -o made.docx --lang zh >said 2>&1
	echo "status $?"
	grep -o '\[[a-z-]*\]' said | sort -u
	# Each by its name and place.
	sed -n '/没有带入\|已去掉/{s/.*：//;s/；.*//;s/ \[.*//;s/、/\n/g;p;}' said
	case $run in *foot*) look made.docx word/footer1.xml ;; *)
		look made.docx ;; esac
	rm -f made.docx
done
