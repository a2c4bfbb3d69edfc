#!/bin/sh
# Print C that holds the files of the templates: embed.sh FOLDER.  Each folder
# in it is a template, each file below that a part; see builtin.h.
LC_ALL=C
export LC_ALL
cd "$1" || exit 1

echo '/* Made by src/output/embed.sh; the source is templates/. */'
echo '#include "output/builtin.h"'
find . -type f | sort | {
	n=0
	table=
	while IFS= read -r path; do
		path=${path#./}
		case $path in */*) ;; *) continue ;; esac
		echo "static const unsigned char part_$n[] = {"
		od -An -v -tu1 "$path" | sed 's/[0-9][0-9]*/&,/g'
		echo '};'
		table="$table	{ \"${path%%/*}\", \"${path#*/}\", part_$n,
	    sizeof(part_$n) },
"
		n=$((n + 1))
	done
	printf 'const struct builtin_part builtin_parts[] = {\n%s};\n' "$table"
	echo "const size_t builtin_count = $n;"
}
