# The command line.
say() {
	$gongwen "$@" --lang zh </dev/null 2>&1
	echo "status $?"
}
$gongwen --version | sed 's/[0-9.]*$/N/'
$gongwen >/dev/null 2>&1; echo "status $?"
say biuld x.md
say build
say build --outptu x y.md
say build -Z x.md
say build x.md -o
say build x.md --set 无等号
say build x.md --jobs many
say build x.md --shard 9/3 --data y.csv
say build x.md --fsync always
say build x.md --fix
say check x.md -W no-such-rule
say convert x.md --to pdf
say template erase
say template export 没有这个
say check
say convert
$gongwen build --lang en --outptu x; echo "status $?"
# Nothing where something belongs, and more than belongs there.
say build x.md --preview ''
say build x.md -d ''
say build x.md --pack=
say init 我的 公文
say compare a b c
say completion bash zsh
