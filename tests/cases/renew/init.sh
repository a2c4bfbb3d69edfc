# A folder to start from builds at once; what is there already stays.
init() {
	$gongwen init --lang zh "$@" </dev/null
	echo "status $?"
}
init 我的公文
find 我的公文 -type f | LC_ALL=C sort
(cd 我的公文 && $gongwen build --lang zh 通知.md --data 县区.csv -o out &&
    find out -name '*.docx' | wc -l | tr -d ' ')
$gongwen check --lang zh 我的公文
echo 我写的 >我的公文/通知.md
init 我的公文
cat 我的公文/通知.md
echo x >file
init file
init -
for shell in bash zsh fish; do
	$gongwen completion $shell | grep -c renew | sed 's/[1-9][0-9]*/some/'
done
$gongwen completion bash >script && LC_ALL=C bash -n script && echo "bash reads it"
$gongwen completion ksh --lang zh
echo "status $?"
echo "-- what completes: commands, options, their values, files, arguments"
cat >try <<'END'
. ./script
try() {
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
	_gongwen
	echo "$*: ${#COMPREPLY[@]}:" $(printf '%s\n' "${COMPREPLY[@]}" | sort)
}
mkdir 甲 && echo >甲.md
try gongwen c
try gongwen check --b
try gongwen check --format ''
try gongwen build --lang z
try gongwen build --to p
try gongwen build --to = p
try gongwen build --to =
try gongwen build -p GB3
try gongwen build -t 公
try gongwen build --root 甲
try gongwen build -d 甲
try gongwen build --year ''
try gongwen check -W paragraph-
try gongwen template e
try gongwen build 甲
END
LC_ALL=C.UTF-8 bash ./try
$gongwen completion fish | grep -E -- '-l (format|root|data|name) .*' | sort -u |
    head -n 4
