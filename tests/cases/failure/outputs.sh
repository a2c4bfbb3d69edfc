# What can be written: the suffixes of -o and -n, --to, --combine.
printf '# 关于开会的通知\n\n各科室：\n\n请按时到会。\n' >a.md
printf '单位\n甲县\n乙县\n' >b.csv
g() {
	$gongwen "$@" --lang zh
	echo "status $?"
}
g build a.md -o a.xyz
g build a.md -o a.docx.
g build a.md -o 'out/a.pdf '
g build a.md -o .docx
printf 'From: <Saved by Blink>\nMIME-Version: 1.0\n' >page.txt
g build page.txt
g build a.md -n '{{单位}}.xyz' -d b.csv
g build a.md -d b.csv --combine a.md
g build a.md --to md
g build a.md --to docx,
g build a.md --to ,
g convert a.md --to docx
g convert a.md --to md,json
g convert a.md -o a.json
head -c 1 a.json
echo
g build a.md --to docx -o one
g build a.md -d b.csv -n '{{单位}}' -o two
find one two -name '*.docx' | LC_ALL=C sort
