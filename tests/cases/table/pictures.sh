# Pictures: scaled to the type area, their alternative texts kept; what is no
# picture, is not all there or too large, is named, and no document is made.
cp "$here"/图.png "$here"/照片.jpg "$here"/宽图.png "$here"/不是图片.png .
head -c 20 图.png >断.png
cat >图.md <<'END'
---
主送: 各县（市、区）科协
成文日期: 2026-06-14
---

# 关于印发示意图的通知

示意图如下。

![田块示意图](图.png)

![现场照片](照片.jpg)

图在行内![图](图.png)的，单独成段。
END
$gongwen build 图.md -o . --lang zh
echo "status $?"
head -c -1 图.png >缺尾.png
head -c 150 照片.jpg >缺尾.jpg
for picture in 宽图.png 不是图片.png 断.png 缺尾.png 缺尾.jpg 没有.png \
    https://example.org/图.png; do
	printf '# 关于印发示意图的通知\n\n正文。\n\n![](%s)\n' $picture >坏.md
	$gongwen build 坏.md -o bad --lang zh
	echo "status $?"
done
ls bad
unzip -p 图.docx word/document.xml |
    grep -o -e '<wp:extent[^>]*>' -e 'descr="[^"]*"'
for picture in 1:图.png 2:照片.jpg; do
	unzip -p 图.docx "word/media/gw${picture%%:*}.*" |
	    cmp - "${picture#*:}" && echo "${picture#*:} is there"
done
unzip -Z1 图.docx | grep media

# A picture as high as a page stands under the title of its attachment, upright
# or turned, and two of them do not touch.
{
	printf '\211PNG\r\n\032\n\0\0\0\rIHDR'
	printf '\0\0\003\204\0\0\005\170\010\0\0\0\0\0\0\0\0'
	printf '\0\0\0\0IEND\256B`\202'
} >高图.png
for turned in 否 是; do
	cat >附.md <<END
---
主送: 各县（市、区）科协
成文日期: 2026-06-14
附件:
  - 标题: 示意图
    文件: 页.md
    横向: $turned
---

# 关于印发示意图的通知

示意图附后。
END
	printf '# 示意图\n\n![高](高图.png)\n' >页.md
	$gongwen build 附.md -o . --lang zh -v
	unzip -p 附.docx word/document.xml | grep -o -e '<wp:extent[^>]*>' \
	    -e '<w:spacing w:before[^>]*auto"/>'
	rm 附.docx
done
