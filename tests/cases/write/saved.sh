# The list of copies as an office's spreadsheet saves it: what the program wrote
# in it is known again, and --prune does what it should; where it is not, that
# is said, and nothing of a person's goes.
printf -- '---\n发文机关: 青禾市水利局\n主送: "{{单位}}"\n成文日期: 2026-06-14\n---\n\n# 关于检查的通知\n\n请{{单位}}办理。\n' >n.md
printf '单位\n甲县\n乙县\n丙县\n' >all.csv
printf '单位\n甲县\n' >some.csv
build() {
	$gongwen build n.md -o out -n '{{单位}}.docx' --copies-from 000001 \
	    "$@" --lang zh
}
build -d all.csv -q
cp -r out made
cut -d , -f 2-4 out/清单.csv
# saved NAME COMMAND...: the list goes through the command.
saved() {
	echo "-- $1"
	rm -rf out
	cp -r made out
	shift
	"$@" <made/清单.csv >out/清单.csv
	cp out/清单.csv kept
	build -d some.csv --prune 2>&1
	(cd out && ls)
	[ ! -e out/清单-改过1.csv ] || cmp kept out/清单-改过1.csv
}
bare() {	# without the byte order mark
	tail -c +4
}
rows() {	# rows AWK: with line ends as there
	bare | tr -d '\r' | awk -F , -v OFS=, "$1" | sed 's/$/\r/'
}
gbk() {	# 份号 is a number there: its zeros go
	rows '{ sub(/^0+/, "", $4); print }' | iconv -f UTF-8 -t GBK
}
unicode() {
	bare | tr , '\t' | sed 's/$/\r/' | iconv -f UTF-8 -t UTF-16
}
semicolons() {
	bare | tr , ';'
}
quoted() {
	bare | sed 's/,/","/g; s/^/"/; s/$/"/'
}
swapped() {
	rows '{ x = $1; $1 = $2; $2 = x; print }'
}
blank() {
	rows '{ print $0 ",,"; } END { print ",,,,,,,,,,," }'
}
noted() {
	rows 'NR == 1 { print $0 ",办理"; next } { print $0 ",已送" }' |
	    iconv -f UTF-8 -t GBK
}
titled() {
	rows 'NR == 1 { print "分发情况,,,,,,,,," } { print }'
}
changed() {
	rows 'NR == 3 { $3 = $3 "（已电话）" } { print }' |
	    iconv -f UTF-8 -t GBK
}
dated() {
	rows 'NR > 1 { $7 = "1.23E+15" } { print }'
}
shorter() {
	rows 'NR != 3'
}
nothing() {
	:
}
other() {
	printf 'PK\003\004\000\001 no list'
}
saved 'GBK' gbk
saved 'UTF-16 with tabs' unicode
saved 'parted by ;' semicolons
saved 'every field quoted' quoted
saved 'columns moved' swapped
saved 'blank columns and rows' blank
saved 'a column added' noted
saved 'a title above' titled
saved 'a cell changed' changed
saved 'numbers spoilt' dated
saved 'a row deleted' shorter
saved 'empty' nothing
saved 'no text' other
