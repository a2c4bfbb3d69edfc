# Lists of Chinese words in C: between = { and };, and in strings parted by "|".
# Two that share four words, and half of the shorter, are told: FILE:LINE and
# FILE:LINE.  tests/lists.sh runs it.
function list_begins(name) {
	list[++lists] = name
}
function word(w) {
	if (w ~ /[^ -~]/ && !((lists, w) in has)) {
		has[lists, w] = 1
		size[lists]++
		where[w] = where[w] " " lists
	}
}
function words_in(s, each,   q) {
	while (match(s, /"([^"\\]|\\.)*"/)) {
		q = substr(s, RSTART + 1, RLENGTH - 2)
		s = substr(s, RSTART + RLENGTH)
		if (each)
			word(q)
		if (index(q, "|"))
			barred = barred q
		else if (barred != "")
			barred = barred q
	}
}
/^[ \t]*(\/\*| \*)/ { next }
/= \{/ && !open { open = 1; list_begins(FILENAME ":" FNR) }
{ words_in($0, open) }
barred != "" && (!/["|]$/ || /;/) {
	list_begins(FILENAME ":" FNR)
	n = split(barred, part, "|")
	for (i = 1; i <= n; i++)
		word(part[i])
	barred = ""
}
open && /\};?$/ && /^\t*\};|\};$/ { open = 0 }
END {
	for (w in where) {
		n = split(where[w], at, " ")
		for (i = 1; i < n; i++)
			for (k = i + 1; k <= n; k++)
				shared[at[i], at[k]]++
	}
	for (pair in shared) {
		split(pair, at, SUBSEP)
		a = at[1] + 0; b = at[2] + 0
		least = size[a] < size[b] ? size[a] : size[b]
		if (shared[pair] >= 4 && 2 * shared[pair] >= least)
			print list[a] " and " list[b] ": " shared[pair] " words"
	}
}
