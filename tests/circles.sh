#!/bin/sh
# Print the files of src/ that call each other in a circle; 1 if any do.  Who
# calls whom is in their objects below $O; tests/layers says it of folders.
cd "$(dirname "$0")/.." || exit 2
O=${O:-.build/cc}
loops=$(for f in src/*/*.c; do
	o=$O/${f#src/}
	echo "$f"
	nm "${o%.c}.o" 2>/dev/null	# not those of another system
done | awk '
	/^src\// { file = $1; next }
	$(NF - 1) ~ /^[TDRBC]$/ { home[$NF] = file }
	$(NF - 1) == "U" { from[++n] = file; name[n] = $NF }
	END {
		for (i = 1; i <= n; i++)
			if (name[i] in home && home[name[i]] != from[i])
				print from[i], home[name[i]]
	}' | tsort 2>&1 >/dev/null)
[ -z "$loops" ] || { echo "$loops"; exit 1; }
