# What a source of somebody else's names is read only within bounds.
mkdir -p in/甲/附件 secret
printf '# 附件\n\n机密。\n' >secret/s.md
printf '甲,乙\n机,密\n' >secret/s.csv
printf 'A4\n' >secret/p.txt
cp "$here/../table/图.png" secret/s.png
printf '# 附件\n\n表。\n' >in/共用.md
ln -s ../../../secret/s.md in/甲/附件/链接.md
build() {
	$gongwen build --lang zh -q "$@" </dev/null
	echo "status $?"
	ls out 2>/dev/null
	rm -rf out
}
names() {	# names PATH KEY: a source that names a file under a key
	printf -- '---\n%s: %s\n---\n\n# 关于检查的通知\n\n正文。\n' \
	    "$2" "$1" >in/甲/n.md
}
echo "== attachments: outside, through a link, from the top"
for path in ../../secret/s.md 附件/链接.md "$PWD/secret/s.csv" \
    ../../secret/s.png; do
	names "$path" 附件
	(cd in/甲 && build n.md) | sed "s|$PWD|TOP|g"
done
echo "== tables and pictures of the text, profile and template"
printf '# 通知\n\n{表格: 文件=../../secret/s.csv}\n' >in/甲/n.md
(cd in/甲 && build n.md)
printf '# 通知\n\n![图](../../secret/s.png)\n' >in/甲/n.md
(cd in/甲 && build n.md)
names ../../secret/p.txt 排版
(cd in/甲 && build n.md)
echo "== the current folder above the source, and --root"
names ../共用.md 附件
build in/甲/n.md
(cd in/甲 && build n.md)
(cd in/甲 && build n.md --root ..)
(cd in/甲 && build n.md --root ../../secret)
echo "== renew copies within the folders only"
printf -- '---\n成文日期: 2026-06-14\n附件:\n  - 附件/表.csv\n  - 图.png\n---\n\n# 关于2026年检查的通知\n\n正文。\n' >in/甲/n.md
printf '甲,乙\n' >in/甲/附件/表.csv
cp secret/s.png in/甲/图.png
$gongwen renew in/甲/n.md --year 2027 -o 2027/ --lang zh </dev/null >said
echo "status $?"
find 2027 -type f | sort
printf -- '---\n成文日期: 2026-06-14\n附件: ../../secret/s.md\n---\n\n# 关于2026年检查的通知\n\n正文。\n' >in/甲/o.md
(cd in/甲 && $gongwen renew o.md --year 2027 -o ../../2028/a/b/ --lang zh \
    </dev/null 2>&1 | grep path-outside)
find 2028 -type f
rm in/甲/o.md
$gongwen renew in/甲/ --year 2027 -o all --lang zh </dev/null >said 2>&1
find all -type f | sort
