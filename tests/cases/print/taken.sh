# A DOCX that is attached is drawn with its pictures, and below the title that
# it has here its own.
{
	printf '\211PNG\015\012\032\012\000\000\000\015IHDR\000\000\000\003'
	printf '\000\000\000\002\010\000\000\000\000\270\037\071\306\000\000'
	printf '\000\016IDATx\332cph\070\300\000\304\000\013\010\003\001Fq'
	printf '\276\316\000\000\000\000IEND\256B\140\202'
} >图.png
{
	printf '# 田块登记办法\n\n各村按图登记。\n\n![田块示意图](图.png)\n\n'
	printf '登记以后报送。\n'
} >办法.md
$gongwen build 办法.md -o 来稿.docx </dev/null || exit 1
printf -- '---\n附件:\n  - 来稿.docx\n---\n\n# 通知\n\n请看附件。\n' >文.md
$gongwen build 文.md -o 文.items --lang zh </dev/null
sed -n 's/.*: \(来稿\|田块登记办法\|登记以后报送。\)$/\1/p; /^image/p
    s/.* figure .*: //p' 文.items
