#!/bin/sh
# Other programs read our tables back: python-docx and pandoc find the rows,
# columns, merges, header rows and texts that the sources say.
# usage: tests/readers.sh WORK-FOLDER [READER]...	(docx pandoc; odt has
#	LibreOffice convert the documents first)
cd "$(dirname "$0")/.." || exit 2
work=$1
shift
[ $# -gt 0 ] || set -- docx pandoc
# The system's Python has the system's packages; another comes first in some
# paths.
for python in python3 /usr/bin/python3; do
	$python -c 'import docx' 2>/dev/null && break
	python=
done
if [ -z "$python" ] || ! command -v pandoc >/dev/null; then
	echo 'needs python-docx and pandoc: sh tools/setup check'
	exit 77
fi

$python tests/readers/readers.py random 1 "$work/随机.md" || exit 1
# 09 holds placeholders; the readers see their values.
for source in input/0[1-8]*.md tests/readers/*.md tests/cases/table/*.md \
    "$work/随机.md"; do
	name=$(basename "$source" .md)
	$GONGWEN convert --to model "$source" >"$work/$name.model" \
	    2>/dev/null || exit 1
	# Errors of a picture are part of the cases.
	$GONGWEN build "$source" -o "$work" >"$work/said" 2>&1 ||
	    [ -e "tests/cases/table/$name.exit" ] ||
	    { cat "$work/said"; exit 1; }
	grep -q " *表格 " "$work/$name.model" && [ -e "$work/$name.docx" ] &&
	    echo "$name" >>"$work/names"
done

failed=0
for reader in "$@"; do
	if [ "$reader" = odt ]; then
		soffice --headless "-env:UserInstallation=file://$work/lo" \
		    --convert-to odt --outdir "$work" "$work"/*.docx \
		    >/dev/null 2>&1 || exit 1
	fi
	xargs -d '\n' $python tests/readers/readers.py "$reader" "$work" \
	    <"$work/names" || failed=1
done
exit $failed
