# The same for plain text, in its own encoding: GB18030 stays GB18030.
cp "$here/sheet.txt" notice.txt
$gongwen build -q notice.txt -o sent.docx
LC_ALL=C.UTF-8 python3 "$here/edit" sent.docx back.docx \
    '科技工作者日活动=科技工作者日主题活动' '推荐1名代表=推荐2名代表' \
    '+展板由县科技馆=（三）科普报告。邀请省内专家作报告。' \
    '县政府办公室=县政府办公室，县人大办公室' \
    '白水镇科协=黑水镇科协' '沈知远=李知远' '5月18日=5月20日'
iconv -f UTF-8 -t GB18030 notice.txt >old.txt
$gongwen accept back.docx notice.txt --lang zh
echo "status $?"
diff "$here/sheet.txt" notice.txt
$gongwen accept back.docx old.txt -q --lang zh >/dev/null 2>&1
echo "status $?"
iconv -f GB18030 -t UTF-8 old.txt | cmp - notice.txt && echo 'the same'
