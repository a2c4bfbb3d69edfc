#!/bin/sh
# Print the rules of "gongwen check" as mdoc, for gongwen(5): what the table
# src/base/finding.def says of each, and its examples from tests/cases/check
# (which the tests run).  rules.sh zh|en
cd "$(dirname "$0")/.." || exit 2
cat src/base/finding.def tests/cases/check/*.diff |
awk -v lang="${1:-zh}" '
function escape(s) {
	gsub(/\\/, "\\e", s)
	if (s ~ /^[.\047]/) s = "\\&" s
	return s
}
# The parts of F(ID, SEVERITY, "name", "clause", "zh", "en")
function rule(line,   part, head) {
	head = line
	sub(/^F\([A-Z0-9_]+, /, "", head); sub(/,.*/, "", head)
	gsub(/\\"/, "\001", line)
	split(line, part, "\"")
	for (i in part) gsub(/\001/, "\"", part[i])
	n++
	name[n] = part[2]; clause[n] = part[4]
	title[n] = lang == "en" ? part[8] : part[6]
	severity[n] = word[lang, head]
	group[n] = section
}
BEGIN {
	word["zh", "ERROR"] = "错误"; word["en", "ERROR"] = "error"
	word["zh", "WARNING"] = "警告"; word["en", "WARNING"] = "warning"
	word["zh", "STYLE"] = "建议"; word["en", "STYLE"] = "style"
	word["zh", "OFF"] = "默认关闭"; word["en", "OFF"] = "off"
	word["zh", "wrong"] = "错："; word["en", "wrong"] = "wrong:"
	word["zh", "right"] = "对："; word["en", "right"] = "right:"
	word["zh", "both"] = "　　"; word["en", "both"] = "      "
	zh["punctuation"] = "标点"; zh["numbers and dates"] = "数字和日期"
	zh["elements"] = "公文要素"; zh["genres"] = "文种和行文规则"
	zh["layout of a DOCX"] = "DOCX 的版式"; zh["wording"] = "用词"
}
/^\/\* --- / {
	section = ""
	if (sub(/^\/\* --- check: /, "")) {
		section = $0
		sub(/,.*/, "", section); sub(/ *-+ *\*\/$/, "", section)
	}
	next
}
/^F\(/ { if (section != "") rule($0); next }
/^# / { current = $2; if (current in example) example[current] = example[current] "\n"; next }
/^[-+ ]/ {
	mark = substr($0, 1, 1)
	example[current] = example[current] escape(word[lang, \
	    mark == "-" ? "wrong" : mark == "+" ? "right" : "both"] \
	    substr($0, 2)) "\n"
}
END {
	for (i = 1; i <= n; i++) {
		if (group[i] != shown) {
			if (shown != "") print ".El"
			shown = group[i]
			print ".Ss " (lang == "zh" ? zh[shown] : shown)
			print ".Bl -tag -width Ds"
		}
		print ".It Sy " name[i]
		print escape(title[i]) " (" severity[i] \
		    (clause[i] != "" ? "; " clause[i] : "") ")"
		if (name[i] in example) {
			print ".Bd -literal"
			printf "%s", example[name[i]]
			print ".Ed"
		}
	}
	if (shown != "") print ".El"
}'
