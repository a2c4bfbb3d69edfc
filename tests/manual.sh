#!/bin/sh
# Is the manual whole?  Every command, option, key of the front matter, table
# setting, filter and slot of the program has its place in both languages.
# usage: tests/manual.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1 failed=0

fail() {
	echo "$*"
	failed=1
}

# names TABLE MACRO: the first string of each line
names() {
	sed -n "s/^$2([^\"]*\"\([^\"]*\)\".*/\1/p" "$1"
}

# all PAGE WHAT [BEFORE]: every line of standard input stands in PAGE, with
# BEFORE in front
all() {
	while read -r word; do
		grep -q -F -- "${3-}$word" "$1" || echo "$1 lacks $2 $word"
	done >"$work/lacking"
	[ -s "$work/lacking" ] && fail "$(cat "$work/lacking")"
}

# A pattern that finds nothing any more would test nothing.
least() {
	[ "$(wc -l <"$work/names")" -ge "$1" ] || fail "where are the $2?"
}

for language in en zh; do
	[ $language = en ] && folder=man || folder=man/zh_CN
	for page in 1 5; do
		sh tools/manual $folder/gongwen.$page $language \
		    >"$work/$language.$page"
	done
	sed -n 's/^OUTPUT([A-Z]*, \([a-z]*\),.*/\1/p' src/base/output.def \
	    >"$work/names"
	least 8 outputs
	all "$work/$language.1" output <"$work/names"
	sed -n 's/^COMMAND([A-Z]*, \([a-z]*\),.*/\1/p' src/cli/options.def \
	    >"$work/names"
	least 8 commands
	all "$work/$language.1" command 'Cm ' <"$work/names"
	names src/cli/options.def OPTION >"$work/names"
	least 20 options
	all "$work/$language.1" option '-' <"$work/names"
	# "主送 主送机关 主送单位": the first name of a key is its name.
	grep -v ', NONE, NONE, "' src/document/slot.def |
	    sed -n 's/^[SK][A-Z]*([^"]*"\([^" ]*\).*/\1/p' >"$work/names"
	least 40 keys
	all "$work/$language.5" key <"$work/names"
	sed -n 's/^SETTING([^"]*"\([^"]*\)".*/\1/p' src/document/setting.def \
	    >"$work/names"
	least 10 settings
	all "$work/$language.5" setting <"$work/names"
	grep -o '\[SLOT_[A-Z]*\] = "[^"]*"' src/layout/slots.c |
	    cut -d '"' -f 2 >"$work/names"
	least 10 slots
	all "$work/$language.5" slot <"$work/names"
	sed -n 's/^	{ "\([^"]*\)", [0-3], [A-Za-z_]*, [A-Za-z_]* },.*/\1/p' \
	    src/merge/placeholder.c >"$work/names"
	least 10 filters
	all "$work/$language.5" filter <"$work/names"
	names src/base/finding.def F >"$work/names"
	least 200 findings
	all "$work/$language.5" finding '.It Sy ' <"$work/names"
	grep -q '@[a-z]*@' "$work/$language.5" && fail "a table is not there"
done

# The two languages say the same things in the same order.
for page in 1 5; do
	for language in en zh; do
		sed -n 's/^\.\(Sh\|Ss\|It\)\( .*\)\{0,1\}$/\1/p' \
		    "$work/$language.$page" >"$work/$language.shape"
	done
	diff "$work/en.shape" "$work/zh.shape" >/dev/null ||
	    fail "gongwen.$page differs in shape between the languages"
done

if command -v mandoc >/dev/null 2>&1; then
	for page in en.1 en.5 zh.1 zh.5; do
		# mandoc knows the names of sections in English only.
		mandoc -Tlint -W warning "$work/$page" |
		    grep -v ' "*NAME"*' >"$work/lint"
		[ -s "$work/lint" ] && fail "$(cat "$work/lint")"
	done
fi

# In the C locale there is nothing to be said about them.
if command -v man >/dev/null 2>&1; then
	for page in en.1 en.5 zh.1 zh.5; do
		LC_ALL=C man --warnings -l "$work/$page" \
		    2>"$work/warned" >/dev/null </dev/null
		[ -s "$work/warned" ] && fail "$(head -n 3 "$work/warned")"
	done
fi
exit $failed
