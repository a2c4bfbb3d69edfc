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
for shell in bash zsh fish; do
	$gongwen completion $shell | grep -c renew | sed 's/[1-9][0-9]*/some/'
done
$gongwen completion bash >script && LC_ALL=C bash -n script && echo "bash reads it"
$gongwen completion ksh --lang zh
echo "status $?"
