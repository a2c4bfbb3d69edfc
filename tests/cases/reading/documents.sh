# Documents as people have them: NNN.txt, and what a careful reader finds in
# it, NNN.json.  They were labelled by hand before the program read them;
# tools/fit reads them as well.
for text in "$here"/documents/*.txt; do
	$gongwen convert -q --to json "$text" -o - >json 2>/dev/null
	diff -u "${text%.txt}.json" json
done
ls "$here"/documents/*.txt | wc -l | tr -d ' '
rm json
