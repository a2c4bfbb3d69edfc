# The head of many organs is set as tight as page 1 needs to show text, with the
# blank line that stands above the text when the recipients have moved.
{
	printf -- '---\n发文机关:\n'
	for organ in 教育局 财政局 人力资源和社会保障局 发展和改革委员会 公安局 \
	    民政局 司法局 自然资源和规划局 生态环境局 住房和城乡建设局; do
		printf '  - 青禾市%s\n' $organ
	done
	cat <<'END'
发文字号: 青教〔2026〕4号
主送: 各县（市、区）人民政府，市直有关单位
成文日期: 2026-05-18
---

# 青禾市教育局等十部门关于做好2026年高校毕业生就业创业工作的通知

## 总体要求

各地要充分认识做好这项工作的重要意义，加强组织领导，明确责任分工，细化工作措施，确保各项任务落到实处、取得实效。

END
} >joint.md
$gongwen build --lang zh joint.md -q --to items -o - </dev/null |
    sed -n '/^== page/p; /关于/,$s/^text //p' | sed 5q
rm joint.md
