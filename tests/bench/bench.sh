#!/bin/sh
# Copies of the lean notice (lean.sh) and of a real one (real.sh): CPU time of
# a copy, copies a second on one worker and on two, peak memory and size,
# beside the two lower bounds (bound.c): the same files written by hand.  Three
# rounds in which all take turns, the best of each; nothing is removed between
# rounds, since some file systems are slow to create after deleting.
# python-docx and docxtemplater take part when they are installed.
# usage: O=.build/cc bench.sh [ROWS] [FOLDER]
rows=${1:-5000}
O=${O:-.build/cc}
case $O in /*) ;; *) O=$PWD/$O ;; esac
here=$(cd "$(dirname "$0")" && pwd) || exit 2
work=${2:-$(mktemp -d)} || exit 2
[ $# -ge 2 ] || trap 'rm -rf "$work"' EXIT
[ -x /usr/bin/time ] || { echo "bench: needs /usr/bin/time" >&2; exit 2; }

# copies OUT [OPTION]...: seconds, µs of CPU a copy, and KiB of one run
copies() {
	out=$1
	shift
	/usr/bin/time -o time -f '%e %U %S %M' "$O/gongwen" build notice.md \
	    --data rows.csv --name '{{流水|6}}' --fsync=none -o "$out" "$@" \
	    >log 2>&1 || { cat log >&2; exit 1; }
	awk -v n="$rows" '{ print n / $1, ($2 + $3) * 1e6 / n, $4 }' time
}

best() {	# of lines "copies-a-second µs KiB"
	awk '$1 > s { s = $1 } NR == 1 || $2 < c { c = $2 } $3 > m { m = $3 }
	    END { printf "%d %.1f %.1f\n", s, c, m / 1024 }' "$1"
}

# A template for the others: our document with «name» where values go.
peers() {
	count=$((rows < 200 ? rows : 200))
	sed 's/{{\([^}|]*\)[^}]*}}/«\1»/g' notice.md >peer.md
	"$O/gongwen" build peer.md -o peer >/dev/null 2>&1
	NODE_PATH=${NODE_PATH:-$(npm root -g 2>/dev/null)}
	export NODE_PATH
	p=$(/usr/bin/python3 "$here/peer.py" peer/peer.docx rows.csv \
	    "$count" peer1 2>/dev/null) && printf '  %-17s %6d/s\n' \
	    python-docx "$p"
	p=$(node "$here/peer.js" peer/peer.docx rows.csv "$count" peer2 \
	    2>/dev/null) && printf '  %-17s %6d/s\n' docxtemplater "$p"
	return 0
}

# notice WORDS: the notice of the folder
notice() {
	for round in 1 2 3; do
		copies "one$round" -j1 >>one
		copies "two$round" -j2 >>two
		copies "one$round" -j1 >>again
		first=$(find "one$round" -name '*1.docx' | sort | head -1)
		for bound in deflate splice; do
			"$O/bound" $bound values "$first" "$rows" \
			    "$bound$round" >>$bound || exit 1
		done
	done
	sizes=$("$O/bound" size $(find one1 -name '*7.docx' | head -500))
	echo "$rows copies of $1, best of three rounds:"
	echo $(best one) $(best two) $(best again) $(best deflate) \
	    $(best splice) "$sizes" | awk '{
		f = "  %-17s %6d/s %6.1f µs of CPU"
		printf f " %6.1f MiB\n", "one worker", $1, $2, $3
		printf f " %6.1f MiB\n", "two workers", $4, $5, $6
		printf f "\n", "again, unchanged", $7, $8
		printf f "\n", "deflate bound", $10, $11
		printf f "\n", "splice bound", $13, $14
		printf "  CPU of a copy is %.2f of the deflate bound, %.2f " \
		    "of the splice bound\n", $2 / $11, $2 / $14
		printf "  size of a copy %d bytes, %.3f of full deflate\n",
		    $16, $16 / $17 }'
	peers
}

sh "$here/lean.sh" "$work/lean" "$rows" || exit 2
sh "$here/real.sh" "$work/real" "$rows" || exit 2
(cd "$work/lean" && notice "the lean notice, four pages, four fields") &&
(cd "$work/real" && notice "a real notice, three pages, twelve fields")
