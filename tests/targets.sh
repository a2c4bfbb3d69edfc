#!/bin/sh
# The programs for other machines make what the native one makes, byte for
# byte: documents, findings and 清单.csv, from the examples, the cases and any
# other folders.  What was not built is skipped and named.
# The page is driven in Chromium too, see page.js.
# usage: tests/targets.sh [FOLDER...]		(make twins)
# Unequal because they must be: none at present; messages go to files here.
cd "$(dirname "$0")/.." || exit 2
top=$PWD
work=${KEEP:-$(mktemp -d)}
[ -n "${KEEP-}" ] || trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 TZ=UTC0
passed=0 failed=0

# All of the sources in a folder of their own; NAME is the target.
made() {	# name, command...
	name=$1
	shift
	said=$work/$name/said
	mkdir -p "$said"
	cp -R "$work/sources" "$work/$name/made"
	(
	cd "$work/$name/made" || exit 2
	for folder in */; do
		folder=${folder%/}
		"$@" build -v "$folder" -o "made/$folder" --lang zh \
		    >"$said/$folder" 2>&1
		echo "status $?" >>"$said/$folder"
		"$@" check "$folder" --lang zh >"$said/$folder.check" 2>&1
	done
	"$@" build input/09-下达科普经费通知.md --data input/名单/县区.csv \
	    -o made/copies -j 1 --lang zh >"$said/copies" 2>&1
	)
}

beside() {	# name, needed file, command...
	name=$1 needed=$2
	shift 2
	if ! [ -e "$needed" ]; then
		echo "not built: $name"
		return
	fi
	made "$name" "$@"
	n=$(find "$work/native/made/made" -name '*.docx' | wc -l)
	if diff -rq "$work/native" "$work/$name"; then
		echo "$name: $n documents, their findings and 清单.csv are the same"
		passed=$((passed + n))
	else
		failed=$((failed + 1))
	fi
	[ -n "${KEEP-}" ] || rm -rf "${work:?}/$name"
}

mkdir "$work/sources"
for folder in input tests/cases/plain tests/cases/layout tests/cases/reading \
    tests/cases/source tests/cases/docx tests/cases/table "$@"; do
	to=$work/sources/$(basename "$folder")
	mkdir -p "$to"
	cp -R "$folder/." "$to"
	find "$to" -type f ! -name '*.md' ! -name '*.txt' ! -name '*.csv' \
	    ! -name '*.png' ! -name '*.docx' -delete
done
made native "$top/gongwen"
beside static .build/static/gongwen "$top/.build/static/gongwen"
beside arm64 .build/static-arm64/gongwen \
    qemu-aarch64 "$top/.build/static-arm64/gongwen"
export WINEDEBUG=-all PATH="$PATH:/usr/lib/wine"
# What wine has to say of its first start is not the program's.
[ -e .build/win/gongwen.exe ] &&
    wine64 .build/win/gongwen.exe --version >/dev/null 2>&1
beside win .build/win/gongwen.exe wine64 "$top/.build/win/gongwen.exe"
beside page .build/page/gongwen.js node "$top/tests/node.js" "$top/.build/page"

# In a real browser: "page in Chromium: 30 right, 0 wrong".
if [ -e .build/release/gongwen.html ] && command -v chromedriver >/dev/null
then
	timeout 600 node tests/page.js gongwen .build/release/gongwen.html \
	    "$work/sources/input" "$work/browser" | tee "$work/said"
	right=$(sed -n 's/^page in .*: \([0-9]*\) right.*/\1/p' "$work/said")
	wrong=$(sed -n 's/^page in .*, \([0-9]*\) wrong/\1/p' "$work/said")
	passed=$((passed + ${right:-0})) failed=$((failed + ${wrong:-1}))
else
	echo 'not tried: the page in Chromium'
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
