# DOCX that were made of these sources and changed in LibreOffice, with (-t)
# and without (-p) tracked changes: the source after accept builds what came
# back.  What was changed is in the name.
cp -r "$here/edits" .
for back in edits/*-?.docx; do
	name=${back#edits/}
	name=${name%.docx}
	for source in edits/"${name%%-*}".*; do
		kind=${source##*.}
	done
	cp "$source" "$name.$kind"
	echo "--- $name"
	$gongwen accept "$back" "$name.$kind" --lang zh </dev/null
	diff "$source" "$name.$kind"
	$gongwen build -q "$name.$kind" -o again.docx </dev/null
	$gongwen compare again.docx "$back" --lang zh </dev/null
	echo "status $?"
done
