# 发文登记.csv: the next number, once; numbers twice and left out; two at once.
make() {	# file, number, date, title
	cat > "$1" <<EOF
---
发文机关: 青禾市科学技术协会
发文字号: $2
主送: 各县科协
成文日期: $3
---

# $4

现将有关事项通知如下：
EOF
}
build() {
	$gongwen build --lang zh -v "$@" </dev/null | grep -v page-count
}
number() {
	$gongwen convert "$1" -o - -q --to json | grep -o '青科[^"]*号' | head -n 1
}
make 甲.md 自动 2026-03-01 关于甲的通知
build 甲.md
ls
echo "--- the first one says the code"
make 甲.md '青科协〔2026〕自动号' 2026-03-01 关于甲的通知
build 甲.md
cat 发文登记.csv
number output/甲.docx
echo "--- a rebuilt document keeps its own, the next gets the next"
make 甲.md 自动 2026-03-02 关于甲的通知
build 甲.md
make 乙.md 自动 2026-04-01 关于乙的通知
build 甲.md 乙.md
number output/甲.docx; number output/乙.docx
echo "--- another document in the same file, a file that was moved"
make 乙.md 自动 2026-05-01 关于丙的通知
build 乙.md
number output/乙.docx
mv 乙.md 丙.md
build 丙.md
number output/丙.docx
echo "--- another year, another code"
make 丁.md 自动 2027-01-05 关于丁的通知
make 戊.md 青科协办自动 2027-01-06 关于戊的通知
build 丁.md 戊.md
echo "--- what is only looked at takes none"
make 己.md 自动 2027-01-07 关于己的通知
cp 发文登记.csv 前
$gongwen build 己.md --dry-run --lang zh
$gongwen check 己.md --lang zh
cmp 前 发文登记.csv
echo "--- the same for all copies"
printf '单位\n云岭县\n河湾县\n' > 县.csv
make 庚.md 自动 2027-01-08 '关于庚的通知'
sed -i 's/各县科协/"{{单位}}科协"/' 庚.md
build 庚.md --data 县.csv -o 分县
number 分县/001-云岭县.docx; number 分县/002-河湾县.docx
echo "--- several at once"
for i in 1 2 3 4 5 6; do
	make 同$i.md 自动 "2028-01-0$i" "关于第${i}件的通知"
done
for i in 1 2 3 4 5 6; do
	$gongwen build 同$i.md -o 同 --quiet </dev/null &
done
wait
for i in 1 2 3 4 5 6; do number 同/同$i.docx; done | sort
grep -c '〔2028〕' 发文登记.csv
ls -A | grep -c gongwen
echo "--- a register of an office: other columns, GBK, as a spreadsheet has it"
mkdir 老 && printf '序号\t文号\t题目\t日期\t备注\r\n1\t青科协〔2026〕7号\t关于子的通知\t2026.1.3\t\r\n2\t青科协[2026] 9 号\t关于丑的通知\t2026.2.3\t留用\r\n3\t青科协〔2026〕9号\t关于寅的通知\t2026.2.4\r\n4\t没有编号\t关于卯的通知\t2026.2.5' |
    iconv -f UTF-8 -t GB18030 > 老/发文登记.csv
make 老/辰.md 自动 2026-03-01 关于辰的通知
build 老/辰.md
iconv -f GB18030 -t UTF-8 老/发文登记.csv | tr '\t\r' '|~'; echo
$gongwen check --lang zh 老/辰.md
make 老/巳.md '青科协〔2026〕7号' 2026-03-05 关于巳的通知
make 老/午.md '青科协〔2026〕77号' 2026-03-05 关于午的通知
make 老/子.md '青科协〔2026〕7号' 2026-01-03 关于子的通知
$gongwen check --lang zh 老/巳.md 老/午.md 老/子.md | grep -v 发文登记
echo "--- elsewhere, and none"
build 己.md --register 老/发文登记.csv
tail -n 1 老/发文登记.csv | iconv -f GB18030 -t UTF-8
printf '一,二\n1,2\n' > 坏.csv
build 己.md --register 坏.csv
make 无.md 自动 '' 关于无的通知
build 无.md
cd 老 && mkdir 只读 && $gongwen build 辰.md --lang en -q -o x --register /没有/x.csv
echo "status $?"
