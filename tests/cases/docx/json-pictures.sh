# Pictures of a DOCX go to files beside its JSON, as beside its Markdown; what
# is built of it is the same DOCX.  On standard output they are told of.
cp "$here"/../table/图.png .
cat >通知.md <<'MD'
# 关于公布河道划界示意图的通知

为方便管理，现将河道划界示意图印发给你们，请认真执行。

![河道示意图](图.png)

# 附件 分区图

![渠道分布图](图.png)
MD
mkdir made
$gongwen build -q 通知.md -o made/通知.docx
mkdir json again
$gongwen convert --to json made/通知.docx -o json/通知.json
find json -type f | sort
$gongwen build -q json/通知.json -o again/通知.docx
cmp made/通知.docx again/通知.docx
$gongwen convert --lang zh --to json made/通知.docx >/dev/null
