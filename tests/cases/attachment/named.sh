# A file that a source of the folder names is its attachment, wherever it
# stands; folders below the folder stay folders.
notice() {
	mkdir -p "$1/表"
	printf -- '---\n附件:\n  - 表/名单.md\n---\n\n# 关于报送名单的通知\n\n' \
	    >"$1/通知.md"
	printf '各单位：\n\n请报送。\n\n青禾市科学技术协会\n\n2026年6月14日\n' \
	    >>"$1/通知.md"
	printf '# 名单\n\n张某\n' >"$1/表/名单.md"
}
listed() {
	(cd "$1" && find . -type f | sort)
}
notice all
notice all/科普部
for folder in all all/; do
	echo "-- $folder"
	$gongwen build $folder -o made -q --lang zh && listed made
	$gongwen convert $folder -o text -q --lang zh && listed text
	rm -r made text
done
echo "-- ."
(cd all && $gongwen build . -o ../made -q --lang zh) && listed made
echo "-- the new year"
$gongwen renew all --year 2027 -o next --lang zh </dev/null >said 2>&1 ||
    cat said
listed next
echo "-- two that name each other are told, not passed over"
mkdir ring
printf -- '---\n附件: [乙.md]\n---\n\n# 甲\n' >ring/甲.md
printf -- '---\n附件: [甲.md]\n---\n\n# 乙\n' >ring/乙.md
$gongwen build ring -o made -q --lang zh
echo "status $?"
