#!/bin/sh
# Render: many DOCX → PDF by one LibreOffice, with a profile of its own and
# the faces of the verify folder's render: a tenth of a second each.
# usage: tests/render.sh OUT-FOLDER DOCX...	(50 at a time)
out=$1
shift
fonts=${VERIFY_FONTS:-${XDG_CACHE_HOME:-$HOME/.cache}/gbt9704-verify/fonts}
[ -r "$fonts/fonts.conf" ] || { echo "render: no $fonts"; exit 2; }
home=$(mktemp -d) || exit 2
trap 'rm -rf "$home"' EXIT INT TERM
mkdir -p "$out" || exit 2
# Empty pages are pages, too.
options='{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
printf '%s\n' "$@" |
    FONTCONFIG_FILE=$fonts/fonts.conf SAL_USE_VCLPLUGIN=svp HOME=$home \
    LC_ALL=C.UTF-8 xargs -d '\n' -n 50 timeout -k 5 120 soffice \
    "-env:UserInstallation=file://$home/profile" --headless --norestore \
    --nolockcheck --convert-to "pdf:writer_pdf_Export:$options" \
    --outdir "$out" >"$home/log" 2>&1
for docx; do
	pdf=$out/$(basename "$docx" .docx).pdf
	[ -s "$pdf" ] || { echo "render: no $pdf"; tail -3 "$home/log"; exit 1; }
done
