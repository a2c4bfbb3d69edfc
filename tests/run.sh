#!/bin/sh
# Run every test, several at a time, and end with "N passed, N failed".
# usage: tests/run.sh [WORD]	only the tests whose name holds WORD
#
# O=folder	where the objects and test programs are (.build/cc)
# WRAP=command	run each program under it ("valgrind -q --error-exitcode=9")
# ONCE=1	each case under one locale only (the sanitizers see no other)
# UPDATE=1	put what comes out in the place of what was expected
#
# unit/NAME	a program of tests/unit
# corpus/NAME	a fuzz target over its corpus
# case/…	an input of tests/cases, see tests/case.sh
# other		a script of tests/; 77 is its status where it cannot run,
#		which counts neither as passed nor as failed
cd "$(dirname "$0")/.." || exit 2
O=${O:-.build/cc}
case $O in /*) ;; *) O=$PWD/$O ;; esac
export O WRAP ONCE UPDATE GONGWEN="$WRAP $O/gongwen"
# What the outside world sets must not matter; case.sh runs each case twice.
export LC_ALL=C TZ=UTC0
unset LANG LANGUAGE

names() {
	printf '%s\n' layers circles lists columns manual findings install \
	    setup documented examples json \
	    roundtrip own back commonmark twins readers foreign print kills year \
	    slurm kubernetes
	# The sanitizers and valgrind have a malloc of their own.
	[ -e "$O/fault" ] && [ -z "${WRAP-}" ] && echo faults
	[ -e "$O/lazy.def" ] && echo lazy
	for t in "$O"/unit/t_*.d; do echo "unit/$(basename "$t" .d)"; done
	for t in "$O"/fuzz/f_*.d; do echo "corpus/$(basename "$t" .d)"; done
	for t in tests/cases/*/*; do
		case ${t##*.} in md|txt|csv|sh) ;; *) continue ;; esac
		set -- "${t%.*}".*
		[ $# -gt 1 ] && echo "case/${t#tests/cases/}"
	done
}

run() {
	case $1 in
	unit/*)
		$WRAP "$O/$1" ;;
	corpus/*)
		$WRAP "$O/fuzz/${1#*/}" tests/fuzz/corpus/"${1#*/f_}"/* ;;
	case/*)
		sh tests/case.sh "tests/cases/${1#case/}" "$2" ;;
	*)
		sh "tests/$1.sh" "$2" ;;
	esac
}

# One test, called by xargs: its own folder, its own output.
if [ "${1-}" = --one ]; then
	folder=$(mktemp -d "$2/XXXXXXXX") || exit 255
	mkdir "$folder/work"
	export XDG_CACHE_HOME="$folder/cache"
	run "$3" "$folder/work" >"$folder/said" 2>&1
	case $? in
	0)	echo ok >"$folder/result" ;;
	77)	{ printf 'skipped %s: ' "$3"; cat "$folder/said"; } \
		    >"$folder/result" ;;
	*)	{ echo "FAILED $3"; cat "$folder/said"; } >"$folder/result" ;;
	esac
	rm -rf "$folder/work" "$folder/cache"
	exit 0
fi

all=$(mktemp -d) || exit 2
trap 'rm -rf "$all"' EXIT
trap 'exit 130' INT TERM
names | grep -F -- "${1-}" |
    xargs -n 1 -P "${JOBS:-$(nproc 2>/dev/null || echo 2)}" \
    sh tests/run.sh --one "$all"
cat "$all"/*/result | grep -v '^ok$'
failed=$(grep -l '^FAILED ' "$all"/*/result | wc -l)
passed=$(grep -l '^ok$' "$all"/*/result | wc -l)
grep -q -h '^--- .*/tests/cases/' "$all"/*/result &&
    echo 'If the new is right: UPDATE=1 make check, and look at git diff.'
echo "$((passed)) passed, $((failed)) failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
