# A profile that cannot be used says where and what to write.
printf '%s\n' '---' '主送: 各县科协' '成文日期: 2026-06-14' '---' '' \
    '# 关于报送材料的通知' '' '请报送材料。' >good.md
try() {
	cat >profile.txt
	$gongwen build --lang zh good.md -p profile.txt -o out </dev/null
	echo "status $?"
	ls out 2>/dev/null
}
try <<'END'
# 注释
基准: GB9704
天头 37mm
天头高: 37mm
地脚: 很大
公文标题.字号: 特大
公文题目.字号: 二号
END
try <<'END'
基准: GB1
END
try <<'END'
订口: 120mm
END
$gongwen build --lang zh good.md -p 没有.txt -o out; echo "status $?"
echo "== and one that can"
try <<'END'
基准：GB33476
数字字体: Times New Roman
公文三级标题.加粗: 是
公文标题.行距: 33磅
END
unzip -p out/good.docx word/styles.xml | grep -c 'Times New Roman' |
    sed 's/[1-9][0-9]*/some/'
