# What build made, converted and built again, is the same document, byte for
# byte: 附注 that names a contact, heights of rows and widths of columns, a
# request with its signer, lists and forms, every element, breaks in paragraphs,
# a long 抄送 that is all of the 版记.
root=$here/../../..
for source in "$root"/input/0[34789]*.md "$root"/tests/cases/table/shapes.md \
    "$root"/tests/cases/table/forms.md "$root"/tests/cases/docx/full.md \
    "$root"/tests/cases/docx/breaks.md \
    "$root"/tests/cases/docx/letter-copies.md; do
	[ -e "$source" ] || continue
	name=$(basename "$source" .md)
	$gongwen build -q "$source" -o "一/$name.docx" >/dev/null 2>&1
	$gongwen convert -q "一/$name.docx" -o "$name.md" >/dev/null 2>&1
	$gongwen build -q "$name.md" -o "二/$name.docx" >/dev/null 2>&1
	cmp "一/$name.docx" "二/$name.docx" && echo "$name: the same"
done
sed -n '/表格/p' 09*.md
