# Lines of a title that are too wide for the page: what ends well is kept, and
# blanks from 关于 on are ends of lines of the original.
lines() {
	printf '# %s\n\n各县：\n\n请执行。\n' "$1" >title.md
	$gongwen build -q title.md -o title.docx
	unzip -p title.docx word/document.xml |
	    sed -n 's/.*GwTitle"\/>//; s/<\/w:p>.*//; s/<w:br\/>/\
/gp' | sed 's/<[^>]*>//g'
	echo
	rm -f title.md title.docx
}
lines '青禾市公安局交通警察支队<br>青禾市住房和城乡建设局关于加强城市道路临时停车管理工作的通知'
lines '关于加强城市道路临时停车<br>管理工作和非机动车停放秩序专项整治工作的通知'
lines '云岭县人民政府办公室 关于印发云岭县促进水库高质量发展 实施方案的通知'
# 工作 stays with what is done.
lines '沅溪市教育局关于进一步加强和改进新时代中小学校园安全管理工作切实维护师生生命财产安全的实施意见'
