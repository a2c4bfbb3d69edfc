#!/bin/sh
# Is a DOCX sound?  Every part is read again: the zip is whole, the XML is
# well-formed, content types and relationships name what is there.
# usage: tests/package.sh FILE.docx PARTS	unpacks to the folder PARTS and
#	writes PARTS.xml, the parts in order, one element a line
docx=$1 parts=$2 failed=0
rm -rf "$parts"
mkdir -p "$parts" || exit 2

fail() {
	echo "$docx: $*"
	failed=1
}

unzip -qq "$docx" -d "$parts" || fail "unzip says $?"
cd "$parts" || exit 2
# find, by bytes: the names of parts hold brackets.
find . -type f \( -name '*.xml' -o -name '*.rels' \) | sed 's|^\./||' |
    LC_ALL=C sort >"$parts.list"
xargs -d '\n' xmllint --noout --nonet <"$parts.list" || fail "bad XML"

# A relationship's target, from the folder of its part or from the top.
find . -name '*.rels' | while read -r rels; do
	folder=$(dirname "$(dirname "$rels")")
	tr '>' '\n' <"$rels" | grep '<Relationship ' |
	    grep -v 'TargetMode="External"' |
	    sed 's/.*Target="\([^"]*\)".*/\1/' | while read -r target; do
		case $target in
		/*) [ -f ".$target" ] ;;
		*) [ -f "$folder/$target" ] ;;
		esac || echo "$rels: no $target"
	done
done >"$parts.lost"
# What a document names it shows: no footer or picture that nothing uses.
tr '>' '\n' <word/_rels/document.xml.rels |
    grep -E 'Type="[^"]*/(header|footer|image|hyperlink)"' |
    sed 's/.*Id="\([^"]*\)".*/\1/' | while read -r id; do
	grep -q -E "r:(id|embed)=\"$id\"" word/document.xml ||
	    echo "document.xml does not use $id"
done >>"$parts.lost"
# Every part has a content type, by its name or by its suffix.
sed 's|^|/|' "$parts.list" | grep -v 'Content_Types' | while read -r part; do
	grep -q -F "PartName=\"$part\"" '[Content_Types].xml' ||
	    grep -q -F "Extension=\"${part##*.}\"" '[Content_Types].xml' ||
	    echo "no content type: $part"
done >>"$parts.lost"
[ -s "$parts.lost" ] && fail "$(cat "$parts.lost")"

while read -r part; do
	echo "== $part"
	xmllint --nonet --format "$part" 2>/dev/null
done <"$parts.list" >"$parts.xml"
exit $failed
