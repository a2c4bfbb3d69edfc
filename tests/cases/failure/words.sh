# What is said of each wrong source and each wrong list, and the status: build
# and check of every text of words/, and m.md with every list.  They are built
# in a folder of their own, so that nothing beside them is found.
cp "$here"/words/* .
tell() {	# tell COMMAND SOURCE...: what it says, and what it makes
	rm -rf out
	$gongwen "$@" --lang zh >said 2>&1 </dev/null
	echo "$1 $2: status $?"
	sed 's/^/	/' said
	find out -name '*.docx' 2>/dev/null | LC_ALL=C sort >made
	if [ "$(wc -l <made)" -gt 9 ]; then
		echo "	made: $(wc -l <made | tr -d ' ') files"
	else
		sed 's/^/	made: /' made
	fi
}
for file in $(LC_ALL=C ls); do
	case $file in
	*.md)	tell build $file -o out
		tell check $file ;;
	*.csv)	echo "== $file"
		tell build m.md --data $file -o out ;;
	*.txt)	echo "== $file"
		tell build 有号.md --profile $file -o out ;;
	esac
done
