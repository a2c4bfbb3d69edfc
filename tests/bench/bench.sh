#!/bin/sh
# Copies a second of the lean notice (lean.sh), on one worker and on two, with
# peak memory, beside the lower bound (bound.c): the same files written by
# hand.  Three rounds, the best of each; nothing is removed between rounds,
# since some file systems are slow to create after deleting.
# usage: O=.build/cc bench.sh [ROWS] [FOLDER]
rows=${1:-5000}
O=${O:-.build/cc}
case $O in /*) ;; *) O=$PWD/$O ;; esac
here=$(cd "$(dirname "$0")" && pwd) || exit 2
work=${2:-$(mktemp -d)} || exit 2
[ $# -ge 2 ] || trap 'rm -rf "$work"' EXIT
sh "$here/lean.sh" "$work" "$rows" && cd "$work" || exit 2
command -v /usr/bin/time >/dev/null && time='/usr/bin/time -o time -f %e:%M' ||
    time=

# copies OUT [OPTION]...: seconds and KiB of one run
copies() {
	out=$1
	shift
	$time "$O/gongwen" build notice.md --data rows.csv \
	    --name '{{流水|6}}' --fsync=none -o "$out" "$@" >log 2>&1 ||
	    { cat log >&2; exit 1; }
	cat time
}

best() {	# the least seconds of lines "seconds:KiB", and the most KiB
	sort -n | awk -F: -v rows="$rows" 'NR == 1 { s = $1 }
	    $2 > m { m = $2 } END { printf "%d %.1f\n", rows / s, m / 1024 }'
}

for round in 1 2 3; do
	copies "one$round" -j1 >>one
	copies "two$round" -j2 >>two
	copies "one$round" -j1 >>again
	first=$(find "one$round" -name '*1.docx' | sort | head -1)
	"$O/bound" "$first" "$rows" "bound$round" >>bound || exit 1
	"$O/bound" "$first" "$rows" "splice$round" splice >>splice || exit 1
done
set -- $(best <one) $(best <two) $(best <again)
bound=$(sort -n bound | tail -1) splice=$(sort -n splice | tail -1)
echo "$rows copies of the lean notice, four pages, best of three rounds:"
awk -v a="$1" -v am="$2" -v b="$3" -v bm="$4" -v c="$5" -v x="$bound" \
    -v y="$splice" 'BEGIN {
	printf "  one worker        %6d/s   %5.1f MiB\n", a, am
	printf "  two workers       %6d/s   %5.1f MiB\n", b, bm
	printf "  again, unchanged  %6d/s\n", c
	printf "  lower bound       %6d/s   by hand, deflated at level 6\n", x
	printf "  splice bound      %6d/s   by hand, constants deflated once\n", y
	printf "  one worker is %.0f %% of the lower bound, %.0f %% of the splice\n",
	    100 * a / x, 100 * a / y }'
