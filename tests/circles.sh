#!/bin/sh
# Print the files of src/ that call each other in a circle; 1 if any do.  Who
# calls whom is in their objects below $O; tests/layers says it of folders.
cd "$(dirname "$0")/.." || exit 2
O=${O:-.build/cc}
set --
for f in src/*/*.c; do
	o=${f#src/} o=$O/${o%.c}.o
	[ ! -e "$o" ] || set -- "$@" "$o"	# not those of another system
done
loops=$(nm "$@" | awk -v from="$O/" '
	NF < 2 && !/\.o:$/ { next }
	/\.o:$/ {
		file = "src/" substr($0, length(from) + 1)
		sub(/\.o:$/, ".c", file)
		next
	}
	$(NF - 1) ~ /^[TDRBC]$/ { home[$NF] = file }
	$(NF - 1) == "U" { caller[++n] = file; name[n] = $NF }
	END {
		for (i = 1; i <= n; i++)
			if (name[i] in home && home[name[i]] != caller[i])
				print caller[i], home[name[i]]
	}' | tsort 2>&1 >/dev/null)
[ -z "$loops" ] || { echo "$loops"; exit 1; }
