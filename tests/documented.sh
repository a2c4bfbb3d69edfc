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
# Each example of gongwen(5) is a source, a table, JSON, a register or words of
# an office; what stands alone is put below the head of a notice.
desk() {	# desk TEXT: the notice that is shown, without its attachment
	{ sed '/^附件:/d; /^  - 附件/d' "$work/shown"; echo; cat "$1"; } \
	    >"$work/desk/文.md"
}
for page in man/gongwen.5 man/zh_CN/gongwen.5; do
	rm -f "$work"/shown* "$work"/block.*
	sed 's/\\e/\\/g; s/\\&//g' $page | awk -v to="$work/block." '
	    /^\.Bd -literal/ { on = to (++n + 10); next }
	    /^\.Ed/ { on = "" }
	    /^\.Dl / { print substr($0, 5) >(to (++n + 10)) }
	    on != "" { print >on }'
	for block in "$work"/block.*; do
		case $(head -n 1 "$block") in
		---)	cp "$block" "$work/shown"
			cp "$block" "$work/desk/通知.md"
			builds $page 通知.md ;;
		'{')	cp "$block" "$work/desk/文.json"
			builds $page 文.json ;;
		'{表格:'*)
			desk "$block"
			builds $page 文.md ;;
		'{填报'*)
			printf '\n| 单位 | 人数 |\n|---|---|\n| | |\n' >>"$block"
			desk "$block"
			builds $page 文.md ;;
		'| 参加'*)
			printf '%s\n' '|---|---|---|---|' '| | | | |' >>"$block"
			desk "$block"
			builds $page 文.md ;;
		发文字号,*)
			cp "$block" "$work/desk/发文登记.csv"
			for number in 18 19; do
				sed "s/18号/$number号/" "$work/shown" \
				    >"$work/desk/通知.md"
				(cd "$work/desk" &&
				    gongwen check 通知.md --lang zh) 2>&1 |
				    grep -c '\[register' >>"$work/register"
			done
			[ "$(tail -n 2 "$work/register" | tr '\n' ' ')" = \
			    '0 1 ' ] || fail "$page: the register"
			rm "$work/desk/发文登记.csv" ;;
		青禾市*)
			cp "$block" "$work/desk/词库.txt"
			sed 's/企业需求。/请青禾市科技协会办理。/' \
			    "$work/shown" >"$work/desk/通知.md"
			(cd "$work/desk" && gongwen check 通知.md --lang zh) \
			    >"$work/said" 2>&1
			! grep -q lexicon-line "$work/said" &&
			    grep -q 青禾市科学技术协会 "$work/said" ||
			    fail "$page: the words: $(cat "$work/said")"
			rm "$work/desk/词库.txt" ;;
		*)	fail "$page: nothing tries $(cat "$block")" ;;
		esac
		touch "$work/shown.${block##*.}"
	done
	[ -s "$work/shown" ] || fail "$page shows no source"
	[ -e "$work/shown.17" ] || fail "$page: where are the examples?"
done

# A finding is shown as check says it, of the notice with such a number.
for page in man/gongwen.1 man/zh_CN/gongwen.1; do
	sed 's/〔\([0-9]*\)〕/[\1]/' "$work/shown" >"$work/desk/通知.md"
	(cd "$work/desk" && gongwen check 通知.md --lang zh) >"$work/said" 2>&1
	line=$(sed -n 's/^\.Dl \(通知.md:.*\)/\1/p' $page)
	[ -n "$line" ] && grep -qxF -- "$line" "$work/said" ||
	    fail "$page shows “$line”, and check says $(cat "$work/said")"
done

# What make is asked for in the READMEs it can make.
targets=$(cat README.md README.zh.md | sed -n 's/^    make \([a-z0-9-]*\).*/\1/p
    s/.*`make \([a-z0-9-]*\)`.*/\1/p' | sort -u)
for target in $targets; do
	grep -q "^\([a-z0-9 -]* \)\?$target\( [a-z0-9 -]*\)\?:" Makefile ||
	    fail "README: make $target"
done

# --- the commands -----------------------------------------------------------
{
	sed 's/\\e/\\/g; s/\\&//g' man/gongwen.1 man/zh_CN/gongwen.1 |
	    sed -n 's/^\.Dl gongwen /gongwen /p; s/^gongwen /&/p'
	sed -n 's/^\.Ql gongwen /gongwen /p' man/*.[15] man/*/*.[15]
	# A command may go on in the next line.
	for page in README.md README.zh.md; do
		tr '\n' ' ' <$page | grep -o '`gongwen [^`]*`' | tr -d '`'
	done
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
cp 县区.csv 名单.csv
cp 县区.csv data.csv
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
	*--prepare*) ;;
	*--data*.rows*)		# what the command before it made
		rows=${line#*--data } rows=${rows%% *}
		(cd "$work/home-$n" && gongwen build -q 通知.md \
		    --data 名单.csv --prepare "$rows") ;;
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
