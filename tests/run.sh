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
[ "${1-}" = --group ] || cd "$(dirname "$0")/.." || exit 2
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
	for t in "$O"/unit/t_*.d; do t=${t##*/}; echo "unit/${t%.d}"; done
	for t in "$O"/fuzz/f_*.d; do t=${t##*/}; echo "corpus/${t%.d}"; done
	for t in tests/cases/*/*; do
		case ${t##*.} in md|txt|csv|sh) ;; *) continue ;; esac
		set -- "${t%.*}".*
		[ $# -gt 1 ] && echo "case/${t#tests/cases/}"
	done
}

# One test a line; but of the cases of a folder up to 40, for case.sh.
groups() {
	awk '
	function end() {
		if (group != "")
			print group
		group = ""
		n = 0
	}
	!/^case\// || /\.sh$/ { print; next }
	{
		split($0, part, "/")
		if (part[2] != folder || n == 40)
			end()
		folder = part[2]
		group = group " " $0
		n++
	}
	END { end() }'
}

# put_down NAME STATUS FILE: the result of a test, and what it said
put_down() {
	case $2 in
	0)	echo "$1" >>"$folder/passed" ;;
	77)	echo "skipped $1: $(cat "$3")" >>"$folder/skipped" ;;
	*)	echo "$1" >>"$folder/failed"
		{ echo "FAILED $1"; cat "$3"; } >>"$folder/why" ;;
	esac
}

# A line of groups, called by xargs: its own folder, its own output.
if [ "${1-}" = --group ]; then
	folder=$2/$3
	shift 2
	mkdir -p "$folder/work" || exit 255
	export XDG_CACHE_HOME="$folder/cache"
	said=$folder/said
	case $1 in
	unit/*)
		$WRAP "$O/$1" ;;
	corpus/*)
		$WRAP "$O/fuzz/${1#*/}" tests/fuzz/corpus/"${1#*/f_}"/* ;;
	case/*)
		sh tests/case.sh "$folder/work" "$@" ;;
	*)
		sh "tests/$1.sh" "$folder/work" ;;
	esac >"$said" 2>&1
	status=$?
	for name; do
		wrong=$folder/work/wrong/${name##*/}
		if [ $status -eq 0 ] && [ -s "$wrong" ]; then
			put_down "$name" 1 "$wrong"
		else
			put_down "$name" $status "$said"
		fi
	done
	rm -rf "$folder/work" "$folder/cache"
	exit 0
fi

all=$(mktemp -d) || exit 2
trap 'rm -rf "$all"' EXIT
trap 'exit 130' INT TERM
names | grep -F -- "${1-}" | groups |
    xargs -L 1 -P "${JOBS:-$(nproc 2>/dev/null || echo 2)}" \
    sh tests/run.sh --group "$all"
results() {	# results KIND: of all groups
	find "$all" -name "$1" -exec cat {} +
}
results skipped
results why
failed=$(results failed | wc -l)
passed=$(results passed | wc -l)
results why | grep -q '^--- .*/tests/cases/' &&
    echo 'If the new is right: UPDATE=1 make check, and look at git diff.'
echo "$((passed)) passed, $((failed)) failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
