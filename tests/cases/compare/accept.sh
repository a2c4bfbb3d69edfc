# What was changed in Word comes back: the source then builds what came back.
# Changes of words, a paragraph more and one less, an element, a cell; once in
# Markdown, once in plain text; then what the source says differently by now.
edit=$here/edit
cp "$here/notice.md" notice.md
$gongwen build -q notice.md -o sent.docx
LC_ALL=C.UTF-8 python3 "$edit" sent.docx back.docx '科技工作者日活动=科技工作者日主题活动' \
    '推荐1名代表=推荐2名代表' '+展板由县科技馆=（三）科普报告。邀请省内专家作报告。' \
    '2.参会人员要提前10分钟到场。=' '县政府办公室=县政府办公室，县人大办公室' \
    '白水镇科协=黑水镇科协'
echo "--- compare"
$gongwen compare sent.docx back.docx --lang zh
echo "status $?"
echo "--- dry"
cp notice.md before.md
$gongwen accept back.docx notice.md --dry-run --lang zh
echo "status $?"
cmp notice.md before.md
echo "--- accept"
$gongwen accept back.docx notice.md --lang zh
echo "status $?"
diff before.md notice.md
$gongwen build -q notice.md -o again.docx
$gongwen compare again.docx back.docx --lang zh
echo "status $?"
echo "--- nothing more"
$gongwen accept back.docx notice.md --lang zh
echo "status $?"
echo "--- the source has changed meanwhile"
sed 's/推荐1名代表参加/推荐3名代表参加/' before.md >moved.md
$gongwen accept back.docx moved.md --base sent.docx --lang zh
echo "status $?"
diff before.md moved.md
echo "--- a paragraph in another place: it goes there, and its words are not new"
LC_ALL=C.UTF-8 python3 "$edit" sent.docx moved.docx '（二）科普展览。展板由县科技馆布置。=' \
    '+5月30日上午=（二）科普展览。展板由县科技馆布置。'
cp before.md here.md
$gongwen accept moved.docx here.md --lang zh
echo "status $?"
diff before.md here.md
echo "--- what {{names}} stand for is no change"
sed 's/^主送: .*/主送: "{{单位|默认：各乡镇科协}}"/' before.md >named.md
$gongwen build -q named.md -o named.docx
$gongwen accept named.docx named.md --lang zh
echo "status $?"
echo "--- elements that are new, and that are gone"
sed '/^抄送/d; /^联系人/d; s/^成文日期: .*/成文日期: 2026-05-21/' before.md >less.md
cp less.md more.md
$gongwen build -q less.md -o less.docx
$gongwen accept sent.docx more.md --lang zh
echo "status $?"
diff less.md more.md
cp before.md fewer.md
$gongwen accept less.docx fewer.md --lang zh
echo "status $?"
diff before.md fewer.md
echo "status $?"
