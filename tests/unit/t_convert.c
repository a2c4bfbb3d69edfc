#include "document/dump.h"
#include "document/markdown.h"
#include "source/source.h"
#include "text/decode.h"

#include "unit.h"

#include <string.h>

static struct arena arena = ARENA_INIT;
static struct files files;
static struct findings findings;

static struct document *
read(struct str text)
{
	struct source_options options = { 0 };
	struct document *document;
	uint32_t file = text_decode(&arena, STR("t.md"), text, "UTF-8",
	    &findings);

	document = markdown_read(&arena, file, &options, &findings);
	if (CHECK(document != NULL))
		document_number(&arena, document, &findings);
	return document;
}

static struct str
dump(const struct document *document)
{
	struct buf out = { 0 };
	struct str text;

	document_dump(document, &out);
	text = str_copy(&arena, buf_view(&out));
	buf_release(&out);
	return text;
}

/* Model → Markdown → model is the same model. */
static void
test_round_trip(void)
{
	static const char *const sources[] = {
		"# 关于开展活动的通知\n\n正文**要点**。\n",
		("---\n发文机关: [甲局, 乙局]\n发文字号: 甲发〔2026〕3号\n"
		"签发人: [王某, 李某]\n主送: 各县\n成文日期: 2026-06-14\n"
		"密级: 秘密★1年\n印章: 签名章\n职务: 甲局局长\n"
		"抄送: '乙: 丙#丁'\n变量:\n  年份: '2026'\n---\n\n"
		"# 标题第一行<br>第二行\n\n## 一级\n\n（一）二级。接着写。\n\n"
		"1.项目；\n\n\\# 不是标题\n"),
		("# 甲表\n\n{表题: 表1}\n{单位: 万元}\n{表格: 表头=1 横向 列宽=1,2,3}\n\n"
		"| 甲 | 乙 | < |\n|---|---|---|\n| ^ | 一 | 二\\|三 |\n"
		"| 丙 | 四<br>五 | ^ |\n\n{填报单位：　　填报时间：　年　月　日}\n"),
		("# 关于印发《方案》的通知\n\n现印发。\n\n# 方案\n\n一、目标\n\n文字。\n\n"
		"# 附件1 甲表 {横向}\n\n甲。\n\n# 附件2 乙表\n\n乙。\n"),
	};

	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		struct document *first = read(str_of(sources[i])), *again;
		struct markdown_files more;
		struct buf out = { 0 };

		document_markdown(&arena, first, STR("t"), &out, &more);
		again = read(str_copy(&arena, buf_view(&out)));
		CHECK_STR(dump(again),
		    str_cstr(&arena, dump(first)));
		CHECK(more.n == 0);
		buf_release(&out);
	}
}

static void
test_json(void)
{
	struct document *document = read(STR("---\n发文字号: 甲发〔2026〕3号\n"
	    "主送: 各县\n成文日期: 2026-06-14\n署名: 甲局\n---\n\n"
	    "# 关于“活动”的通知\n\n## 目标\n\n（一）内容。接着写。\n\n1.甲；\n\n2.乙。\n"));
	struct markdown_files more;
	struct buf out = { 0 };

	document_json(&arena, document, STR("t"), &out, &more);
	CHECK(str_has(buf_view(&out), STR("\"kind\": \"通知\"")));
	CHECK(str_has(buf_view(&out),
	    STR("\"title\": \"关于“活动”的通知\"")));
	CHECK(str_has(buf_view(&out), STR("\"issuer_mark\": null")));
	CHECK(str_has(buf_view(&out), STR("\"text\": \"一、目标\"")));
	CHECK(str_has(buf_view(&out), STR("\"text\": \"（一）内容\",\n"
	    "   \"runin\": true")));
	CHECK(str_has(buf_view(&out), STR("\"item\": true")));
	CHECK(str_has(buf_view(&out), STR("\"attachments\": null")));
	buf_release(&out);
}

int
main(void)
{
	files.arena = findings.arena = &arena;
	findings.files = &files;
	test_round_trip();
	test_json();
	arena_release(&arena);
	return UNIT_END;
}
