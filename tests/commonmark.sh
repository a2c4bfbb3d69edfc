#!/bin/sh
# The Markdown that convert writes is read by CommonMark's own reader as it is
# by gongwen: see commonmark.py.
# usage: tests/commonmark.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
for need in cmark python3; do
	command -v $need >/dev/null || { echo "no $need here"; exit 77; }
done
exec python3 tests/commonmark.py "${GONGWEN:-./gongwen}" input/*.md \
    tests/cases/plain/*.txt tests/cases/layout/*.md
