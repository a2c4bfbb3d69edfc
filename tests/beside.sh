#!/bin/sh
# Beside: the program's PDF of every example against its DOCX as LibreOffice
# renders it with the same faces: page counts, lines, their places, the pages
# as pictures (beside.py states the bounds), and the ruler's checks on both.
# usage: tests/beside.sh [VERIFY-FOLDER [SOURCE...]]	(make print-proof)
cd "$(dirname "$0")/.." || exit 2
verify=${1:-../shared/verify}
[ $# -gt 0 ] && shift
[ -x "$verify/ruler" ] || { echo "beside: no $verify/ruler"; exit 2; }
[ $# -gt 0 ] || set -- input/*.md input/*.txt ../shared/cases/layout/*.md
/usr/bin/python3 -c 'import fitz, PIL, fontTools' || exit 2
fonts=${VERIFY_FONTS:-${XDG_CACHE_HOME:-$HOME/.cache}/gbt9704-verify/fonts}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT INT TERM
mkdir "$work/docx" "$work/own" "$work/rendered"

# The stand-ins' points and signs are narrower than half an em, those of the
# faces that the standard names are not: copies that are, made once.
halves=.build/halves
if ! [ -r $halves/fonts.conf ]; then
	mkdir -p $halves
	/usr/bin/python3 tests/beside.py faces "$fonts" $halves || exit 1
	cp "$fonts/fonts.conf" $halves
fi
halves=$PWD/$halves

for source; do
	case $source in
	*/41-数据.md) continue ;;	# a form for rows of data
	*/34-*) continue ;;		# a DOCX in it is laid anew
	esac
	./gongwen build "$source" --to docx,pdf --fonts "$halves" \
	    -o "$work/docx" -q 2>>"$work/log" || { cat "$work/log"; exit 1; }
done
mv "$work"/docx/*.pdf "$work/own"
VERIFY_FONTS=$halves sh tests/render.sh "$work/rendered" "$work"/docx/*.docx ||
    exit 1
for pdf in "$work"/own/*.pdf; do
	basename "$pdf" .pdf
done >"$work/names"
status=0
tr '\n' '\0' <"$work/names" | xargs -0 /usr/bin/python3 tests/beside.py \
    compare "$work/own" "$work/rendered" || status=1
failed=0
while read -r name; do
	case $name in
	*信函*|*函) format=letter ;;
	*命令*|*令) format=order ;;
	*纪要*) format=minutes ;;
	*) format=document ;;
	esac
	for kind in own rendered; do
		"$verify/ruler" --check --quiet --format $format \
		    "$work/$kind/$name.pdf" >"$work/said" && continue
		echo "$kind:"
		cat "$work/said"
		[ $kind = own ] && failed=$((failed + 1))
	done
done <"$work/names"
echo "ruler: $failed of our own fail"
[ $failed -eq 0 ] && exit $status
exit 1
