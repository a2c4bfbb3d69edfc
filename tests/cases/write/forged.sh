# A forged list of copies: --prune removes nothing that it names, neither out of
# the folder, by any path, nor in it, though size and digest are right.
printf -- '---\n发文机关: 青禾市水利局\n主送: "{{单位}}"\n成文日期: 2026-06-14\n---\n\n# 关于检查的通知\n\n请{{单位}}办理。\n' >n.md
printf '单位\n甲县\n乙县\n' >all.csv
printf '单位\n甲县\n' >some.csv
mkdir other
$gongwen build n.md -d all.csv -o out -q
cp out/清单.csv list
cp out/002-乙县.docx other/x.docx
cp other/x.docx out/合同.docx
ln -s ../other out/链
digest=$(sha256sum other/x.docx | cut -c 1-64)
size=$(wc -c <other/x.docx | tr -d ' ')
for path in ../other/x.docx "$PWD/other/x.docx" 链/x.docx \
    ./../other/x.docx 002-乙县.docx/../../other/x.docx '..\other\x.docx' \
    合同.docx . .. /dev/null; do
	cp list out/清单.csv
	printf '3,%s,丙县,,1,%s,%s,完成,,577da2b0ed25be294b87b702160fc25f-418c224f\r\n' \
	    "$path" "$size" "$digest" >>out/清单.csv
	$gongwen build n.md -d some.csv -o out --prune --lang zh >said 2>&1
	echo "status $?: $(ls other/x.docx out/合同.docx | tr '\n' ' ')"
done
