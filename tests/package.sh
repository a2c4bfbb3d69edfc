#!/bin/sh
# Are these DOCX sound?  Every part is read again: the zips are whole, the XML
# is well-formed, content types and relationships name what is there.
# usage: tests/package.sh FOLDER FILE.docx...	a scratch folder; prints what is
#	wrong with a file in a line that begins with its name
parts=$1 n=0 failed=0
shift
rm -rf "$parts"
for docx; do
	n=$((n + 1))
	mkdir -p "$parts/$n" && echo "$docx" >>"$parts/names" || exit 2
	unzip -qq "$docx" -d "$parts/$n" ||
	    { echo "$docx: unzip says $?"; failed=1; }
done
[ $n -gt 0 ] && cd "$parts" || exit 2
find [0-9]* -type f | LC_ALL=C sort >files
awk '/\.(xml|rels)$/' files | xargs -d '\n' xmllint --noout --nonet 2>wrong ||
    failed=1

awk '
function say(what) {
	print name[number] ": " what
}
function value(tag, attribute,   from) {
	from = index(tag, " " attribute "=\"")
	if (!from)
		return ""
	tag = substr(tag, from + length(attribute) + 3)
	return substr(tag, 1, index(tag, "\"") - 1)
}
# A part by its target, from the folder of what names it or from the top.
function resolve(folder, target) {
	if (target ~ /^\//)
		return number target
	target = folder "/" target
	while (sub(/[^\/]+\/\.\.\//, "", target))
		;
	gsub(/\/\.\//, "/", target)
	return target
}
function relationship(tag, file, part,   id, folder) {
	if (value(tag, "TargetMode") == "External")
		return
	folder = file
	sub(/\/_rels\/[^\/]*$/, "", folder)
	if (!(resolve(folder, value(tag, "Target")) in there))
		say(part ": no " value(tag, "Target"))
	if (part == "word/_rels/document.xml.rels" &&
	    value(tag, "Type") ~ /\/(header|footer|image|hyperlink)$/) {
		id = value(tag, "Id")
		named[number, id] = id
	}
}
function part_read(file, part,   tag) {
	while ((getline tag < file) > 0) {
		if (part ~ /\.rels$/ && tag ~ /<Relationship /)
			relationship(tag, file, part)
		if (part == "word/document.xml")
			while (match(tag, /r:(id|embed)="[^"]*"/)) {
				used[number, substr(tag, RSTART + \
				    index(substr(tag, RSTART), "\""), RLENGTH - \
				    index(substr(tag, RSTART), "\"") - 1)] = 1
				tag = substr(tag, RSTART + RLENGTH)
			}
		if (part == "[Content_Types].xml") {
			typed[number, value(tag, "PartName")] = 1
			if (tag ~ /<Default /)
				typed[number, value(tag, "Extension")] = 1
		}
	}
	close(file)
}
BEGIN {
	while ((getline docx < "names") > 0)
		name[++documents] = docx
	while ((getline line < "wrong") > 0)
		if (line ~ /^[0-9]+\/.*:[0-9]+: /) {
			number = line + 0
			say(line)
		}
	while ((getline file < "files") > 0) {
		there[file] = 1
		list[++files] = file
	}
	RS = ">"	# a tag a record
	for (i = 1; i <= files; i++) {
		number = list[i] + 0
		part = substr(list[i], length(number) + 2)
		if (part ~ /\.(xml|rels)$/)
			part_read(list[i], part)
	}
	# What a document names it shows: no footer or picture unused.
	for (key in named)
		if (!(key in used)) {
			number = key + 0
			say("document.xml does not use " named[key])
		}
	# Every part has a content type, by its name or by its suffix.
	for (i = 1; i <= files; i++) {
		number = list[i] + 0
		part = substr(list[i], length(number) + 1)
		suffix = part
		sub(/.*\./, "", suffix)
		if (part != "/[Content_Types].xml" &&
		    !((number, part) in typed) && !((number, suffix) in typed))
			say("no content type: " part)
	}
	for (number = 1; number <= documents; number++)
		if (!((number "/word/document.xml") in there))
			say("no document.xml")
}' >lost
[ ! -s lost ] || { cat lost; failed=1; }
exit $failed
