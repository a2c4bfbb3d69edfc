# DOCX attachments of other people: styles, numbering and pictures come along;
# one that is encrypted, damaged or hostile is named, and the rest is made.
# usage: notice DOCX: a notice with it as its attachment
notice() {
	cat >通知.md <<END
---
主送: 各县（市、区）科协
成文日期: 2026-06-14
附件:
  - 标题: 登记办法
    文件: $1
---

# 关于印发登记办法的通知

现将登记办法印发给你们。
END
	rm -f 通知.docx
	echo "--- $1"
	timeout 20 $gongwen build 通知.md -o . --lang zh
	echo "status $?"
}

# shows PART PATTERN...: what of the document matches
shows() {
	part=$1
	shift
	unzip -p 通知.docx "word/$part" | grep -o -E "$@" | sort -u
}

cp "$here/来稿.docx" .
notice 来稿.docx
shows document.xml -e '核对地块' -e '640.0' -e '附件[^<]*' \
    -e '<w:numId w:val="[0-9]*"/>' -e '<w:pStyle w:val="In[^"]*"/>'
shows styles.xml -e '<w:name w:val="In1 [^"]*"/>'
shows gwNumbering.xml -e '<w:num w:numId="[0-9]*"' \
    -e '<w:abstractNum [^>]*abstractNumId="[0-9]*"'
unzip -p 来稿.docx 'word/media/*' >old.png
unzip -p 通知.docx 'word/media/*' | cmp - old.png && echo 'the picture is there'

printf '\320\317\021\340\241\261\032\341' >旧.docx
head -c 2000 /dev/zero >>旧.docx
cp 旧.docx 加密.docx
printf EncryptedPackage | sed 's/./&\n/g' | tr '\n' '\0' >>加密.docx
head -c 6000 来稿.docx >截断.docx
printf 'not a package' >文字.docx
cp 来稿.docx 无正文.docx
zip -q -d 无正文.docx word/document.xml
mkdir -p word

cp 来稿.docx 压缩弹.docx
{
	printf '<w:document xmlns:w="http://schemas.openxmlformats.org/'
	printf 'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
	head -c 200000000 /dev/zero | tr '\0' a
	printf '</w:t></w:r></w:p></w:body></w:document>'
} >word/document.xml
zip -q -1 压缩弹.docx word/document.xml

cp 来稿.docx 实体弹.docx
cat >word/document.xml <<'END'
<?xml version="1.0"?>
<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "/etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
><w:body><w:p><w:r><w:t>&c;&d;</w:t></w:r></w:p></w:body></w:document>
END
zip -q 实体弹.docx word/document.xml

# A relationship that leads out of the package, and a part that does.
cp 来稿.docx 出界.docx
unzip -q -o 来稿.docx word/_rels/document.xml.rels
sed -i 's|Target="media/|Target="../../../../etc/|' \
    word/_rels/document.xml.rels
mkdir -p in/in
(cd in/in && echo evil >../../evil.txt && zip -q ../../出界.docx ../../evil.txt)
rm evil.txt
zip -q 出界.docx word/_rels/document.xml.rels

for docx in 旧 加密 截断 文字 无正文 压缩弹 实体弹 出界 没有; do
	notice $docx.docx
	[ -e 通知.docx ] && shows document.xml -e '现将登记办法印发给你们。' \
	    -e 'root:[^<]*' -e 'aaaa*'
done
find . -name 'evil*'
