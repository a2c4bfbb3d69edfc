# What a notice names goes along with it: attachments, tables and pictures, to
# the same places, from a file, a folder, the folder one is in.
mkdir -p 去年/附件
cat >去年/通知.md <<'NOTICE'
---
发文机关: 青禾市科协
发文字号: 青科协〔2026〕1号
主送: 各县科协
成文日期: 2026-06-14
附件:
  - 附件/表.md
  - 附件/数.csv
---

# 关于报送2026年材料的通知

请报送2026年材料。

{表格: 文件=附件/数.csv}

![位置图](图.png)
NOTICE
printf '# 附件1 表\n\n2026年的数：\n\n{表格: 文件=数.csv}\n' >去年/附件/表.md
printf '单位,数\n青岭县,1\n' >去年/附件/数.csv
printf 'unnamed\n' >去年/别的.csv
# What the program itself reads or wrote is no document.
printf '已改：\n通知.md:3:7: 2025年 → 2026年\n' >去年/换年清单.txt
printf '青禾市科学技术协会\n' >去年/词库.txt
cp "$here/../table/图.png" 去年/图.png
renew() {
	echo "== renew $*"
	$gongwen renew "$@" --year 2027 >said 2>&1 || cat said
}
renew 去年/通知.md -o 一/
renew 去年/ -o 二
(cd 去年 && renew . -o ../三 && rm -f said)
find 一 二 三 -type f | sort
for out in 一 二 三; do
	$gongwen build $out -o 成文 >/dev/null 2>said || cat said
	grep -c 2027 $out/附件/表.md
	rm -rf 成文
done
cd 去年 && $gongwen build . -o ../成文 2>/dev/null
ls ../成文
