#!/bin/sh
# The same document twice, written by hand as Markdown and as the plain text
# that comes out of an old file: gongwen reads the same model of both, element
# by element.  NAME.diff beside the text says what of it cannot be known from
# the text (empty rows that are not there); without one there is no difference.
# Left out of account: who issues the document, which text does not say beside
# the letterhead; where the author broke a title's line; how wide a table is to
# be set; whether the 附件说明 was typed.
# usage: tests/twins.sh WORK-FOLDER [TEXT MARKDOWN] ...
cd "$(dirname "$0")/.." || exit 2
gongwen=${GONGWEN:-./gongwen}
work=$1
shift
[ $# -gt 0 ] || for text in tests/cases/twins/*.txt; do
	set -- "$@" "$text" "input/$(basename "$text" .txt).md"
done

# model FILE: one element a line
model() {
	$gongwen convert --to model "$1" -o - 2>/dev/null | tr -d ' ' |
	    sed 's/　//g; /^文件:/d; /^发文机关:/d; /^标志后缀:/d
		s/^发文机关标志:\(.*\)文件$/发文机关标志:\1/
		s/^附件说明（生成）:/附件说明:/; s/^附件说明:[0-9]*\./附件说明:/
		/^标题:/s/↵//g; /^表格/s/横向$//'
}

status=0
while [ $# -gt 1 ]; do
	want=${1%.txt}.diff
	model "$1" >"$work/text"
	model "$2" >"$work/markdown"
	diff "$work/markdown" "$work/text" | grep '^[<>]' >"$work/diff"
	[ -s "$work/text" ] && [ -s "$work/markdown" ] || {
		echo "$1, $2: not read"
		status=1
	}
	[ -e "$want" ] || want=/dev/null
	cmp -s "$want" "$work/diff" || {
		echo "$1: not what $2 is"
		diff "$want" "$work/diff"
		status=1
	}
	shift 2
done
exit $status
