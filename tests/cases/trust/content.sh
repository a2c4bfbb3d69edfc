#!/bin/sh
# What runs, fetches or embeds does not come along from other people's DOCX,
# by a template or as an attachment, in the strict namespaces either; what was
# left out is named, and the rest is there.
active() {
	for part in $(unzip -Z1 "$1" | grep -v '\['); do
		unzip -p "$1" "$part" | grep -a -o -E 'DDE[A-Z]*|INCLUDE[A-Z]*|oleObject|src="[^"]*"|href="[^"]*"|altChunk|127\.0\.0\.1|file:'
	done
	unzip -Z1 "$1" | grep embeddings
}

printf -- '---\n成文日期: 2026-06-14\n---\n\n# 关于检查的通知\n\n请报送。\n' >a.md
echo "== template"
$gongwen build --lang zh a.md -t "$here/evil-tpl.docx" -o a.docx
echo "status $?"
active a.docx
unzip -p a.docx word/document.xml | grep -o 请报送
for i in strictns vmlsrc; do
	echo "== $i"
	cp "$here/$i.docx" .
	printf -- '---\n成文日期: 2026-06-14\n附件: %s.docx\n---\n\n# 关于检查的通知\n\n请报送。\n' $i >b.md
	$gongwen build --lang zh b.md -o b.docx
	echo "status $?"
	active b.docx
	unzip -p b.docx word/document.xml | grep -o '<w:t[^>]*>a</w:t>'
done
