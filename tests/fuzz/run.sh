#!/bin/sh
# Run each fuzz target in FOLDER for FUZZ_SECONDS; new inputs stay in .build.
cd "$(dirname "$0")/../.." || exit 2
folder=$1 status=0
for target in "$folder"/f_*; do
	case $target in *.d) continue ;; esac
	name=${target##*/f_}
	dict=tests/fuzz/$name.dict
	mkdir -p ".build/corpus/$name"
	printf '%s\n' "== $name"
	"$target" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 \
	    -rss_limit_mb=2048 -max_len=20000 -print_final_stats=0 \
	    -verbosity=0 -artifact_prefix=".build/corpus/$name-" \
	    $([ -f "$dict" ] && echo "-dict=$dict") ".build/corpus/$name" \
	    "tests/fuzz/corpus/$name" || status=1
done
exit $status
