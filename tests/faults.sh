#!/bin/sh
# Every command, with every call to the system failing: tests/fault.c tries
# them and says what must hold; here are the commands and their folders.
# usage: O=.build/cc faults.sh FOLDER [RUNS [WORD]]	a scratch folder; so many
#	places of each kind (2; 0: all); only commands whose line holds WORD
case $O in /*) ;; *) O=$PWD/$O ;; esac
gongwen=$O/gongwen runs=${2:-2} word=${3-}
cases=$(cd "$(dirname "$0")" && pwd)/cases
cd "$1" || exit 2
export LC_ALL=C TZ=UTC0
rm -rf base scene && mkdir base && : >total || exit 2

# Every call of the C library is wrapped in fault.c; but for these, which cannot
# fail in a way that anybody could tell, or are for Windows (printf, puts).
cat >safe <<'CALLS'
_Exit __assert_fail __cxa_finalize __errno_location __libc_start_main bcmp
cbrt clock_gettime closedir dlerror dlsym fileno floor fprintf free
getenv geteuid getpid iconv iconv_close isatty lround mallopt memchr memcmp
memcpy memmove memset munmap nanosleep printf pthread_cond_broadcast
pthread_cond_destroy pthread_cond_init pthread_cond_wait pthread_join
pthread_mutex_destroy pthread_mutex_init pthread_mutex_lock
pthread_mutex_unlock putchar puts qsort rewind setlocale setvbuf sigaction
signal snprintf stderr stdin stdout stpcpy strcat strchr strcmp strcpy strcspn
strerror strlen strncmp strncpy strrchr strspn strstr strtod strtoul strtoull
vsnprintf
CALLS
# Compilers put one call for another (bcmp, puts, __isoc23_strtoul).
nm -D --undefined-only "$gongwen" | sed -n 's/^ *[Uw] \(.*\)@.*GLIBC.*/\1/p' |
    sed 's/^__isoc23_//; s/^__\(.*\)_chk$/\1/' | sort -u >called
{ tr ' ' '\n' <safe; nm --defined-only "$O/fault" | awk '$2 == "T" {print $3}'
} | sort | comm -23 called - >bare
[ -s called ] && [ ! -s bare ] || { echo "not in fault.c:"; cat bare; exit 1; }

# --- what the folders hold ------------------------------------------------

head() {	# head RECIPIENT [LINE]...
	printf '%s\n' --- '发文机关: 云溪市科学技术协会' \
	    '发文字号: 云科协〔2026〕18号' "主送: \"$1\"" \
	    '成文日期: 2026-06-14'
	shift
	printf '%s\n' "$@" --- '' '# 关于报送材料的通知' ''
}

table='
| 序号 | 名称 |
|------|------|
| 1    | 计划 |'

rows() {	# rows COUNT LAST: the LAST one differs
	awk -v n="$1" -v last="$2" 'BEGIN {
		print "片,单位,期限,数量"
		for (i = 1; i <= n; i++)
			printf "片%d,县%d,2026-07-%02d,%d\n", i % 3, i,
			    i % 28 + 1, i == n ? last : i
	}'
}

returned() {	# returned SENDER NAME
	printf '联络员登记表\n填报单位：%s\n姓名：%s\n' "$1" "$2"
}

cd base || exit 2
{ head '{{单位}}'
echo "请{{单位}}于{{期限|月日}}前报送{{数量}}份材料。$table"; } >notice.md
{ head 各县科协
echo "请于2026年6月30日前报送三份材料。$table"; } >plain.md
{ head 各县科协 附件: '  - 附件.docx'
echo "请于2026年6月30日前报送三份材料。$table"; } >one.md
sed 's/三份材料/四份材料/' plain.md >changed.md
{ head 各县科协; printf '请于6月30日前报送,谢谢。。\n'; } >draft.md
sed 's/^发文字号.*/发文字号: 自动/' plain.md >auto.md
printf '文号,标题,成文日期\n云科协〔2026〕17号,关于开会的通知,2026-06-01\n' \
    >发文登记.csv
sed '/^---/d; /^发文机关/d; s/^主送: "\(.*\)"/\1：/; s/^# //
s/^[^ ]*: //; /^|/d' plain.md >plain.txt
{ cat plain.txt; printf '\n附件1\n\n'; cat plain.txt; } >转发.txt
{ head 各县科协; printf '请填表。\n\n# 附件1 联络员登记表\n
{表格: 表头=0}\n\n| 姓名 |   |\n|---|---|\n'; } >form.md
mkdir src back
cp plain.md src/a.md
sed 's/18号/19号/; s/材料/报表/' plain.txt >src/b.txt
printf '单位\n县1\n县2\n' >asked.csv
returned 县1 何霜 >back/1.txt
cp "$cases/collect/东屏.doc" old.doc
rows 4 50 >old.csv
rows 6 70 >new.csv
printf '{"单位":"县1","期限":"2026-07-01","数量":3}\n' >new.jsonl
{	"$gongwen" build plain.md -o 附件.docx &&
	"$gongwen" build plain.md -o sent.docx &&
	"$gongwen" build changed.md -o came.docx &&
	"$gongwen" template export 公文 -o office.docx &&
	"$gongwen" collect form.md back -o sheet.xlsx
} >../log 2>&1 || { cat ../log; exit 1; }
rm changed.md
cd ..

# --- the commands ------------------------------------------------------------

# before COMMAND...: the next command's folder, in which this was run already
before() {
	[ -e scene ] || cp -r base scene
	(cd scene && "$@" >../log 2>&1) || { cat log; exit 1; }
}

by_hand() {	# by_hand FILE: and then a person wrote into it
	before test -s "$1"
	printf '手改的一份' >"scene/$1"
}

# shellcheck disable=SC2086	# $kinds are options or none
faults() {	# faults ARGUMENT...
	case "$*" in
	*"$word"*)
		[ -e scene ] || cp -r base scene
		"$O/fault" -r "$runs" $kinds scene "$@" >said 2>&1
		cat said >>total
		grep -v ' 0 went wrong' said ;;
	esac
	rm -rf scene
}

batch="notice.md -o out --name {{片}}/{{单位}} -j1 --fsync=each --data"
kinds=
faults build one.md -o out/one.docx
before "$gongwen" build plain.md -o out/one.docx
faults build one.md -o out/one.docx
before "$gongwen" build plain.md -o out/one.docx
by_hand out/one.docx
faults build one.md -o out/one.docx
faults build auto.md -o out --register 发文登记.csv
faults build plain.txt --preview look
faults build plain.md -t office.docx -o out/one.docx
faults build plain.md --to docx,pdf,ofd,svg,html -o out
faults build src -o out -j1
before "$gongwen" build src -o out
cp base/draft.md scene/src/a.md
faults build src -o out -j1
# One copy's calls are as another's: a few of them meet all that there are.
# shellcheck disable=SC2086
{
faults build $batch new.csv
before "$gongwen" build $batch old.csv
by_hand out/片2/县2.docx
faults build $batch new.csv
before "$gongwen" build $batch new.csv
faults build $batch old.csv --prune
kinds='-k kill'
before "$gongwen" build $batch old.csv
by_hand out/片2/县2.docx
faults build $batch new.csv -j2
kinds=
faults build notice.md --data new.jsonl -o out -j1
faults build notice.md --data new.csv --pack all/c.zip -j1 --fsync=each
before "$gongwen" build notice.md --data old.csv --pack c.zip
faults build notice.md --data new.csv --pack c.zip -j1
before "$gongwen" build notice.md --data old.csv --combine c.docx -o out
kinds='-l c.docx'
faults build notice.md --data new.csv --combine c.docx -o out -j1
kinds=
faults build notice.md --data new.csv --prepare rows.bin
before "$gongwen" build notice.md --data new.csv --prepare rows.bin
faults build notice.md --data rows.bin -o out --shard 1/2 -j1
}
faults convert plain.txt -o out/x.md
faults convert 转发.txt -o out/x.md
faults convert 附件.docx -o out/x.md
faults convert old.doc -o out/x.md
faults convert src -o out
faults convert 附件.docx --to json
faults renew plain.md --year 2027 -o out/y.md
faults check plain.md
faults check 附件.docx
faults check draft.md --fix
faults check 附件.docx --comments out.docx
faults check src --baseline known
faults template list
faults template export 公文 -o out/t.docx
faults template check office.docx
faults init new
faults accept came.docx plain.md --base sent.docx
faults accept came.docx plain.md
faults compare sent.docx came.docx
faults collect form.md back -d asked.csv -o out/all.xlsx
faults collect form.md back -d asked.csv -o out/all.csv
faults fonts
faults completion bash
faults help build
awk '/went wrong:/ { n += $1; wrong += $3 }
	END { printf "%d faults, %d went wrong\n", n, wrong
		exit n == 0 || wrong > 0 }' total
