# Names parted by full-width blanks are not cut at the end of a line, nor are
# those that have a blank inside parted there; ， parts persons in a key.
names() {
	cat >m.md <<END
---
发文机关标志: 沅溪市教育局局长办公会议纪要
签发人: 岑松声，闻人雪
出席: $1
---

# 沅溪市教育局局长办公会议纪要

会议研究了有关工作。
END
	$gongwen build -q m.md -o m.docx
	unzip -p m.docx word/document.xml | tr -d '\n' |
	    sed 's/<\/w:p>/\
/g' | sed -n '/出席：/{s/<w:br\/>/|/g;s/<w:tab\/>/→/g;s/<[^>]*>//g;p;}'
	$gongwen convert --to model m.md | grep 签发人
	rm -f m.md m.docx
}
names '岑松声　闻人雪　卞之远　屠苏　池上青　郎月　计白石　安定远　冉冉'
names '岑松声　闻人雪　卞之远　屠苏　池上青　郎月　计白石　安定远　冉冉　甘露　白描　丛林　成语　仲夏　伏羲　全勤'
names '方　云　李　明　王　山'
