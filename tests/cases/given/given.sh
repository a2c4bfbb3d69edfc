#!/bin/sh
# The table `expected`: what a careful reader finds in the texts beside it.
# Every one of them also builds.
tab=$(printf '\t')

# wanted KIND TEXT: is it so of the file whose outputs are md, model and said?
wanted() {
	case $1 in
	md)	grep -qxF -- "$2" md ;;
	no)	! grep -qF -- "$2" md ;;
	model)	sed 's/^ *//' model | grep -qxF -- "$2" ;;
	never)	! grep -qF -- "$2" model ;;
	says)	grep -qF -- "$2" said ;;
	quiet)	[ ! -s said ] ;;
	as)	$gongwen convert -q "$here/$2" -o - 2>/dev/null | cmp -s - md ;;
	*)	false ;;
	esac
}

now='' n=0 files=0
while IFS=$tab read -r file kind text; do
	case $file in ''|'#'*) continue ;; esac
	if [ "$file" != "$now" ]; then
		now=$file files=$((files + 1))
		$gongwen convert --lang zh "$here/$file" -o - >md 2>said
		$gongwen convert -q --to model "$here/$file" >model 2>&1
		$gongwen build -q "$here/$file" -o made.docx 2>/dev/null ||
		    echo "$file: build says $?"
		rm -f made.docx
	fi
	n=$((n + 1))
	wanted "$kind" "$text" || echo "$file: not so: $kind $text"
done <"$here/expected"
rm -f md model said
[ "$n" -eq "$(grep -c "^[^#]*$tab" "$here/expected")" ] && [ "$files" -gt 60 ] &&
    echo all
