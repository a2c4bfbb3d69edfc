# What stands where on the pages: the items that every drawn file is made of.
for name in notice letter; do
	$gongwen build "$here/$name.md" -o "$name.items" </dev/null || exit 1
	cat "$name.items"
done
