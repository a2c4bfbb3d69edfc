# A link in the place of an output, a name that begins like an option, an
# attachment that may not be read, and what an option's name must be.
printf '%s\n' '---' '发文机关: 云溪市科学技术协会' '发文字号: 云科协〔2026〕18号' \
    '主送: {{单位}}' '成文日期: 2026-06-14' '---' '' \
    '# 关于报送材料的通知' '' '请{{单位}}报送材料。' >简.md
sed 's/{{单位}}/各县/' 简.md >通知.md
printf '单位\n甲县\n乙县\n' >县.csv
run() {
	$gongwen --lang zh "$@" </dev/null
	echo "status $?"
}
echo "== a link is followed, also to what was changed"
mkdir 库
ln -s 库/甲.docx 一.docx
ln -s 一.docx 二.docx
run build 通知.md -o 二.docx
echo 手 >>库/甲.docx
run build 通知.md -o 二.docx
ls 库
tail -n 1 库/甲-改过1.docx | grep -c 手
run build 简.md -d 县.csv
mv output/001-甲县.docx 库/001.docx
ln -s ../库/001.docx output/001-甲县.docx
echo 手 >>库/001.docx
run build 简.md -d 县.csv
ls 库
[ -L output/001-甲县.docx ] && [ -L 二.docx ] && echo linked
echo "== names like options"
cp 通知.md ./-通知.md
cp 通知.md ./--通知.md
run build -通知.md
run build --通知.md
run build -无.md
run build -- -通知.md
echo "== a folder is no name for one file"
run build 简.md -d 县.csv --combine 合/
run build 简.md -d 县.csv -n 合/
ls -d 合 2>/dev/null
echo "== standard output that takes nothing"
if [ -c /dev/full ]; then
	$gongwen convert --lang zh 通知.md 2>&1 >/dev/full </dev/null
else
	echo gongwen: 标准输出没有写完：磁盘满了，或者接收的程序已经停了
fi
true
echo "== the one file for the printer takes no copy's place, however it is named"
mkdir 近 && cd 近 && mkdir 子 真 && ln -s 真 链
printf -- '---\n成文日期: 2026-06-14\n主送: {{单位}}\n---\n\n# 关于检查的通知\n\n请报送。\n' >通知.md
printf '单位\n云岭县\n' >名单.csv
for name in 真/../真/001-云岭县.docx 子/../真/001-云岭县.DOCX 链/001-云岭县.docx \
    真//001-云岭县.docx 子/001-云岭县.docx; do
	$gongwen build 通知.md -d 名单.csv -o 真 --combine "$name" -q --lang zh
	echo "status $?"
done
