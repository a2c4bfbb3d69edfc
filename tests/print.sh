#!/bin/sh
# PDF as others read it: every example is sound for qpdf, its faces are
# embedded, pdftotext gives the text of the pages back, and its structure is
# what PDF/A-2a asks (archive.py).  The same is not made twice.
# usage: tests/print.sh WORK-FOLDER	(77: a tool or a Chinese face is missing)
cd "$(dirname "$0")/.." || exit 2
work=$1 failed=0
for tool in qpdf pdffonts pdftotext; do
	command -v $tool >/dev/null || { echo "there is no $tool"; exit 77; }
done
$GONGWEN fonts --lang en >"$work/fonts" || { cat "$work/fonts"; exit 77; }

python=$(command -v python3)

# squeeze: text without blanks, and without line and page ends
squeeze() {
	tr -d ' \n\f' | sed 's/　//g; s/\xc2\xa0//g'
}

for source in input/*.md input/*.txt; do
	name=$(basename "${source%.*}")
	$GONGWEN build "$source" --to pdf,items -o "$work" -q >"$work/said" 2>&1 ||
	    { cat "$work/said"; failed=1; continue; }
	pdf=$work/$name.pdf
	qpdf --check "$pdf" >"$work/said" 2>&1 || { cat "$work/said"; failed=1; }
	[ -z "$python" ] || $python tests/archive.py "$pdf" || failed=1
	pdffonts "$pdf" | sed '1,2d' | grep -v ' yes yes yes ' &&
	    { echo "$name: a face is not embedded"; failed=1; }
	pdftotext -raw "$pdf" - 2>/dev/null | squeeze >"$work/read"
	# Line by line, as the items are in the file.
	sed -n 's/^text .* #[0-9]*: //p' "$work/$name.items" | squeeze \
	    >"$work/meant"
	cmp -s "$work/read" "$work/meant" || {
		echo "$name: the text is not what the pages show"
		diff "$work/read" "$work/meant" | head -c 600
		failed=1
	}
done

# A folder made again: of what is as it was, nothing is.
for to in pdf ofd; do
	set -- input -o "$work/$to" --to $to --lang en
	$GONGWEN build "$@" -q >"$work/said" 2>&1
	cp -r "$work/$to" "$work/$to-first"
	$GONGWEN build "$@" --dry-run >"$work/said" 2>/dev/null
	grep -q '^unchanged' "$work/said" && ! grep '^made' "$work/said" ||
	    { echo "--to $to: made again"; failed=1; }
	$GONGWEN build "$@" -q >"$work/said" 2>&1
	diff -r "$work/$to-first" "$work/$to" || failed=1
done
exit $failed
