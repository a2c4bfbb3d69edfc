#!/bin/sh
# Print every #include that the table in tests/layers does not allow, and every
# qsort; 1 if any.
cd "$(dirname "$0")/.." || exit 2
awk '
	function in_list(x, list,   n, a, i) {
		n = split(list, a, ",")
		for (i = 1; i <= n; i++)
			if (x == a[i] || index(x, a[i] "/") == 1)
				return 1
		return 0
	}
	BEGIN {
		iso = "assert.h,ctype.h,errno.h,inttypes.h,limits.h,math.h," \
		    "signal.h,stdalign.h,stdarg.h,stdatomic.h,stdbool.h," \
		    "stddef.h,stdint.h,stdio.h,stdlib.h,string.h"
	}
	FILENAME == "tests/layers" {
		if ($1 !~ /^#/) { owns[$1] = $2; foreigns[$1] = $3 }
		next
	}
	FNR == 1 {
		f = FILENAME
		split(f, part, "/")
		folder = f == "src/main.c" ? "main" : part[2]
		own = owns[folder]
		foreign = foreigns[folder]
		others = ""
		for (other in foreigns)
			if (other != folder)
				others = others "," foreigns[other]
	}
	/^#[ \t]*include[ \t]*"/ {
		split($0, part, "\"")
		path = part[2]
		sub(/^\.\.\//, "", path)
		if (path !~ /\//) next
		split(path, dir, "/")
		if (dir[1] != folder && !in_list(dir[1], own)) {
			printf "%s:%d: %s may not include \"%s\"\n", f, FNR, folder, path
			bad = 1
		}
	}
	/^#[ \t]*include[ \t]*</ {
		split($0, part, /[<>]/)
		if (in_list(part[2], others) && !in_list(part[2], foreign)) {
			printf "%s:%d: %s may not include <%s>\n", f, FNR, folder, part[2]
			bad = 1
		} else if (!in_list(part[2], iso) && !in_list(part[2], others "," foreign) &&
		    f !~ /^src\/base\/os_/) {
			printf "%s:%d: only base/os_*.c may include <%s>\n", f, FNR, part[2]
			bad = 1
		}
	}
	/[^a-z_]qsort\(/ && f != "src/base/arena.h" {
		printf "%s:%d: sort() of base/arena.h takes an empty list too\n", f, FNR
		bad = 1
	}
	END { exit bad }' tests/layers src/main.c src/*/*.c src/*/*.h
