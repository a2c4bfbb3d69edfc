#!/bin/sh
# A page of Markdown loads no library that it does not need (tools/lazy.c); a
# DOCX is read with them; one that cannot be loaded is named, and no file made.
# usage: tests/lazy.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1
[ -s "$O/lazy.def" ] && [ "$(uname -m)" = x86_64 ] || {
	echo 'its libraries are linked'
	exit 77
}
objdump -p "$O/gongwen" | grep 'NEEDED.*\(zip\|xml2\|jansson\|nettle\|csv\)' &&
    exit 1
printf '# 关于开展检查的通知\n\n各县水利局：\n\n请于月底前报送。\n' \
    >"$work/notice.md"
mkdir "$work/damaged"
for library in libzip libxml2; do
	name=$(sed -n "s/.*\"\($library[^\"]*\)\".*/\1/p" "$O/lazy.def" |
	    head -1)
	[ -n "$name" ] || exit 1
	echo damaged >"$work/damaged/$name"
done
# Another library under its name, without its functions.
mkdir "$work/other"
name=$(sed -n 's/.*"\(libcsv[^"]*\)".*/\1/p' "$O/lazy.def" | head -1)
cp "$(ldd "$O/gongwen" | awk '/libdeflate/ { print $3 }')" "$work/other/$name" ||
    exit 1
without() {
	LD_LIBRARY_PATH="$work/damaged" "$@" >"$work/said" 2>&1
}
without $GONGWEN build "$work/notice.md" -o "$work" || {
	cat "$work/said"
	exit 1
}
$GONGWEN convert "$work/notice.docx" -o "$work/back.md" 2>/dev/null &&
    grep -q '请于月底前报送' "$work/back.md" || exit 1
without $GONGWEN convert "$work/notice.docx" -o "$work/again.md"
[ $? -eq 6 ] && grep -q 'gongwen: .*damaged/lib' "$work/said" &&
    [ ! -e "$work/again.md" ] || {
	cat "$work/said"
	exit 1
}
printf '单位\n甲县\n' >"$work/d.csv"
LD_LIBRARY_PATH="$work/other" $GONGWEN build "$work/notice.md" \
    -d "$work/d.csv" -o "$work/copies" >"$work/said" 2>&1
[ $? -eq 6 ] && grep -q 'gongwen: .*other/libcsv.*csv_' "$work/said" &&
    [ ! -e "$work/copies" ] || {
	cat "$work/said"
	exit 1
}
