#!/bin/sh
# The walk through a year in docs/ works as it is written: every command of it
# runs, in its order, in the folder that it speaks of, and says what is shown.
# usage: tests/year.sh WORK-FOLDER
cd "$(dirname "$0")/.." || exit 2
work=$1 page=docs/一年.md failed=0 n=0
program=$GONGWEN		# of run.sh: its path is whole

mkdir "$work/bin"
printf '#!/bin/sh\nexec %s "$@" --lang zh\n' "$program" >"$work/bin/gongwen"
chmod +x "$work/bin/gongwen"
PATH=$work/bin:$PATH
export PATH
cp -R docs/year "$work/year"
sed -n 's/^    //p' "$page" >"$work/lines"
cd "$work/year" || exit 2
while IFS= read -r line; do
	case $line in
	'$ '*)
		n=$((n + 1))
		eval "${line#??}" >"$work/said" 2>&1 </dev/null
		status=$?
		case $line in
		*check*|*compare*|*accept*) [ $status -le 3 ] ;;
		*) [ $status -eq 0 ] ;;
		esac && continue
		echo "$line: status $status: $(cat "$work/said")" ;;
	*)
		grep -qxF -- "$line" "$work/said" && continue
		echo "not said: $line"
		cat "$work/said" ;;
	esac
	failed=1
done <"$work/lines"
[ "$n" -ge 12 ] || { echo "$page: where are the commands?"; failed=1; }
for made in 2027/通知.md 2027/换年清单.txt 印发/通知-附件1.docx \
    分县/云岭县科协.docx 校核.docx 汇总.xlsx 催报/004-临溪县科协.docx 2028/通知.md; do
	[ -e "$made" ] || { echo "$made was not made"; failed=1; }
done
exit $failed
