#!/bin/sh
# What the documents say can be typed works as typed: the example of each
# README and of gongwen(5) builds, and every command line of README, gongwen(1)
# and the help runs, in a folder that has the files it names.
# usage: tests/documented.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
top=$PWD work=$1 failed=0
program=$GONGWEN		# of run.sh: its path is whole

fail() {
	echo "$*"
	failed=1
}

# A program called gongwen, as it is typed.
mkdir "$work/bin" "$work/desk"
printf '#!/bin/sh\nexec %s "$@"\n' "$program" >"$work/bin/gongwen"
chmod +x "$work/bin/gongwen"
PATH=$work/bin:$PATH
export PATH

# --- the sources that are shown -------------------------------------------
cp -R input/附件 "$work/desk/附件"
builds() {	# where it is shown; what is shown stands in desk/NAME
	(cd "$work/desk" && gongwen build "$2" -o out.docx --lang zh) \
	    >"$work/said" 2>&1 || fail "$1: $(cat "$work/said")"
	rm -f "$work/desk/out.docx"
}
for page in README.md README.zh.md; do
	awk '/^    ---$/ { on = 1 } on && /^[^ ]/ { exit }
	    on { sub(/^    /, ""); print }' $page >"$work/desk/通知.md"
	[ -s "$work/desk/通知.md" ] || fail "$page shows no source"
	builds $page 通知.md
done
for page in man/gongwen.5 man/zh_CN/gongwen.5; do
	awk '/^\.Bd -literal/ { getline; if ($0 == "---") on = 1 }
	    on && /^\.Ed/ { exit } on { print }' $page >"$work/desk/通知.md"
	[ -s "$work/desk/通知.md" ] || fail "$page shows no source"
	builds $page 通知.md
	awk '/^\.Bd -literal/ { getline; if ($0 == "{") on = 1 }
	    on && /^\.Ed/ { exit } on { print }' $page >"$work/desk/文.json"
	[ -s "$work/desk/文.json" ] || fail "$page shows no JSON"
	builds $page 文.json
done

# --- the commands -----------------------------------------------------------
{
	sed 's/\\e/\\/g; s/\\&//g' man/gongwen.1 man/zh_CN/gongwen.1 |
	    sed -n 's/^\.Dl gongwen /gongwen /p'
	grep -o '`gongwen [^`]*`' README.md README.zh.md | sed 's/^[^`]*//' |
	    tr -d '`'
	sed -n 's/^COMMAND([A-Z]*, \([a-z]*\),.*/\1/p' src/cli/options.def |
	    while read -r command; do
		gongwen help "$command" --lang zh
	done | sed -n 's/^  gongwen /gongwen /p'
} | sort -u >"$work/commands"
[ "$(wc -l <"$work/commands")" -ge 12 ] ||
    fail "where are the commands? $(cat "$work/commands")"

# The folder they are typed in: what init makes, and old files.
mkdir "$work/home"
(
cd "$work/home" || exit 2
gongwen init . >/dev/null
cp -R "$top/input" input
gongwen build input/02-*.md -o 旧文件.docx --quiet
cp input/02-*.md 旧通知.txt
cp "$top/tests/cases/word/水库检查.doc" 去年.doc
for name in 2026年通知 2026; do
	sed 's/{{[^}]*}}/各区/g' 通知.md >$name.md
done
gongwen template export 公文 -o 模板.docx
# A form that came back, and what the English page calls the same.
gongwen build 通知.md -o forms --set 单位=甲县科协 --set 名额=3 \
    --set 附件另装=是 --quiet
mkdir 回收
cp forms/通知-附件.docx 回收/甲县科协.docx
cp -R 回收 back
cp 通知.md notice.md
rm -r forms
)
n=0
gongwen fonts >/dev/null 2>&1 && faces=yes || faces=
while IFS= read -r line; do
	# What draws pages wants a Chinese face on the machine.
	case $line in
	*fonts*|*pdf*|*ofd*|*svg*|*html*) [ "$faces" ] || continue ;;
	esac
	n=$((n + 1))
	cp -R "$work/home" "$work/home-$n"
	case $line in
	*本单位.docx*-t*|*-t*本单位.docx*)
		mv "$work/home-$n/模板.docx" "$work/home-$n/本单位.docx" ;;
	*'-o 通知.md'*)
		rm "$work/home-$n/通知.md" ;;
	esac
	case $line in
	*accept*|*compare*|*--comments*)
		# A notice, and what was made of it.
		(cd "$work/home-$n" && mv 2026.md 通知.md &&
		    cp 通知.md 今年.md && cp 通知.md 新.md &&
		    gongwen build -q 通知.md -o 通知.docx &&
		    for name in 改过 送审 去年 旧; do
			cp 通知.docx $name.docx
		    done) ;;
	*'build 通知.md'*)
		case $line in
		*-d*) ;;
		# Without a list nothing says who is written to.
		*) line="$line --set 单位=各区 --set 名额=3" ;;
		esac ;;
	esac
	(cd "$work/home-$n" && eval "$line") >"$work/said" 2>&1 </dev/null
	status=$?
	case $line in
	*check*) [ $status -le 3 ] ;;
	*compare*) [ $status -le 1 ] ;;
	*) [ $status -eq 0 ] ;;
	esac || fail "$line: status $status: $(cat "$work/said")"
	rm -rf "$work/home-$n"
done <"$work/commands"
exit $failed
