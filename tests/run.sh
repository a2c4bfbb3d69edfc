#!/bin/sh
# Run every test and end with "N passed, N failed".
cd "$(dirname "$0")/.." || exit 2
passed=0 failed=0

one() {	# one NAME COMMAND...
	name=$1; shift
	if output=$("$@" 2>&1); then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED %s\n%s\n' "$name" "$output"
	fi
}

one layers sh tests/layers.sh
for t in ${O:-.build/${CC:-cc}}/unit/t_*; do
	case $t in *.d|*'*') continue ;; esac
	one "$(basename "$t")" $WRAP "$t"
done
for t in ${O:-.build/${CC:-cc}}/fuzz/f_*; do
	case $t in *.d|*'*') continue ;; esac
	name=${t##*/f_}
	one "corpus $name" $WRAP "$t" tests/fuzz/corpus/"$name"/*
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
