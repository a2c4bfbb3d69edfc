/*
 * Merging: values in every slot of a document, sections around text, blocks
 * and table rows, and what is shared with the source when nothing changes.
 */
#include "unit.h"
#include "found.h"

#include <stdlib.h>
#include <string.h>

#include "merge/merge.h"
#include "source/source.h"
#include "text/decode.h"

struct bench {
	struct arena arena;
	struct files files;
	struct findings findings;
	struct merge merge;
	struct document *source;
};

/* A source and a list of rows, read afresh. */
static void
setup(struct bench *b, const char *markdown, const char *name,
    const char *data)
{
	static const struct rows_options rows_options = { .encoding = NULL };
	struct source_options options = { 0 };
	uint32_t file;

	data_free((struct data *)b->merge.data);
	arena_release(&b->arena);
	*b = (struct bench){ .arena = ARENA_INIT };
	b->files.arena = b->findings.arena = &b->arena;
	b->findings.files = &b->files;
	file = text_decode(&b->arena, STR("通知.md"), str_of(markdown), NULL,
	    &b->findings);
	b->source = markdown_read(&b->arena, file, &options, &b->findings);
	document_number(&b->arena, b->source, &b->findings);
	b->findings.list.n = 0;
	if (data != NULL) {
		b->merge.data = data_parse(&b->arena, str_of(name),
		    str_of(data), &rows_options, &b->findings);
		b->merge.total = b->merge.data->n;
	}
}

static struct document *
copy(struct bench *b, size_t index)
{
	struct row row = merge_copy(&b->arena, &b->merge, index,
	    &b->findings);

	b->findings.list.n = 0;
	return merge_row(&b->arena, b->source, &row, &b->findings);
}

static struct str
joined(struct bench *b, struct text text)
{
	return text_join(&b->arena, text, STR("/"));
}

/* All blocks of the body: paragraphs by line, tables as [a|b] rows. */
static struct str
body(struct bench *b, const struct document *document)
{
	struct buf out = { 0 };
	struct str text;

	for (size_t i = 0; i < document->body.n; i++) {
		const struct block *block = &document->body.v[i];
		const struct table *table = block->table;

		if (i > 0)
			buf_byte(&out, '\n');
		buf_str(&out, block->ordinal.text);
		buf_str(&out, joined(b, block->text));
		for (size_t c = 0; table != NULL &&
		    c < (size_t)table->rows * table->columns; c++) {
			buf_lit(&out, c % table->columns == 0 ? "[" : "|");
			for (size_t p = 0; p < table->cells[c].paragraphs.n;
			    p++)
				buf_str(&out, joined(b,
				    table->cells[c].paragraphs.v[p]));
			if (c % table->columns == table->columns - 1)
				buf_byte(&out, ']');
		}
	}
	text = str_copy(&b->arena, buf_view(&out));
	buf_release(&out);
	return text;
}

#define FRONT \
	"---\n发文机关: 云溪市科学技术协会\n发文字号: 云科协〔2026〕18号\n" \
	"主送: {{单位}}\n成文日期: {{日期}}\n---\n\n# 关于{{事项|默认:征集需求}}的通知\n\n"

static void
test_slots(struct bench *b)
{
	struct document *document;

	setup(b, FRONT "请**{{单位}}**于{{日期|月日}}前报送，经费{{金额|大写}}"
	    "（{{金额|千分位}}元），共{{总数}}份之{{序号|三位}}。\n\n特此通知。\n",
	    "d.csv", "单位,日期,金额\n青岭县,2026-06-14,12345.6\n"
	    "松江区,2026/7/1,7\n");
	document = copy(b, 0);
	if (!CHECK(document != NULL))
		return;
	CHECK(b->findings.list.n == 0);
	CHECK_STR(joined(b, document->recipients), "青岭县");
	CHECK_STR(document->date.text, "2026年6月14日");
	CHECK_STR(joined(b, document->title), "关于征集需求的通知");
	CHECK_STR(body(b, document), "请青岭县于6月14日前报送，经费"
	    "壹万贰仟叁佰肆拾伍元陆角（12,345.6元），共2份之001。\n特此通知。");
	document = copy(b, 1);
	CHECK(document != NULL &&
	    str_eq(document->date.text, STR("2026年7月1日")));
}

static void
test_positions(struct bench *b)
{
	struct document *document;
	const struct text *text;
	struct place place;

	setup(b, "# 通知\n\n请**{{单位}}**报送。\n", "d.csv",
	    "序,单位\n1,青岭县\n");
	if (!CHECK((document = copy(b, 0)) != NULL))
		return;
	text = &document->body.v[0].text;
	CHECK(text->n == 3);
	CHECK_STR(text->v[1].text, "青岭县");
	CHECK(text->v[1].flags == RUN_BOLD);
	place = files_place(&b->files, text->v[1].pos);
	CHECK_STR(place.file, "d.csv");
	CHECK(place.line == 2 && place.column == 3);
	place = files_place(&b->files, text->v[2].pos);
	CHECK_STR(place.file, "通知.md");
	CHECK(place.line == 3 && place.column == 12);
}

/* Parts without names stand at the same addresses in the copy. */
static void
test_sharing(struct bench *b)
{
	const struct document *document, *source;

	setup(b, "---\n主送: {{单位}}\n抄送: 省科协\n---\n# 通知\n\n"
	    "第一段。\n\n给{{单位}}。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n"
	    "# 附件1 表\n\n| 丙 |\n|---|\n| 3 |\n", "d.csv",
	    "单位\n青岭县\n");
	source = b->source;
	if (!CHECK((document = copy(b, 0)) != NULL))
		return;
	CHECK(document->title.v == source->title.v);
	CHECK(document->cc.v == source->cc.v);
	CHECK(document->recipients.v != source->recipients.v);
	CHECK(document->body.v != source->body.v);
	CHECK(document->body.v[0].text.v == source->body.v[0].text.v);
	CHECK(document->body.v[1].text.v != source->body.v[1].text.v);
	CHECK(document->body.v[2].table == source->body.v[2].table);
	CHECK(document->attachments.v == source->attachments.v);
}

static void
test_values_are_text(struct bench *b)
{
	struct document *document;

	setup(b, "---\n主送: {{单位}}\n---\n# 通知\n\n"
	    "给{{单位}}的{{说明}}。\n\n| {{说明}} | 乙 |\n|---|---|\n", "d.csv",
	    "单位,说明\n\"a & <b>\n\t# 标题\",**粗**{{单位}} | <br> ^\n");
	if (!CHECK((document = copy(b, 0)) != NULL))
		return;
	CHECK_STR(joined(b, document->recipients), "a & <b>/ # 标题");
	CHECK_STR(body(b, document), "给a & <b>/ # 标题的**粗**{{单位}} | "
	    "<br> ^。\n[**粗**{{单位}} | <br> ^|乙]");
	CHECK(document->body.n == b->source->body.n);
	CHECK(document->body.v[0].text.v[2].flags == RUN_BREAK);
}

static void
test_sections_in_text(struct bench *b)
{
	static const char text[] = "# 通知\n\n报送{{#电话}}（电话{{电话}}）"
	    "{{/电话}}{{^电话}}（**无电话**）{{/电话}}{{! 说明 }}。\n";

	setup(b, text, "d.csv", "单位,电话\n甲,123\n乙,\n");
	CHECK_STR(body(b, copy(b, 0)), "报送（电话123）。");
	CHECK_STR(body(b, copy(b, 1)), "报送（无电话）。");
	setup(b, "# 通知\n\n{{#人}}{{序号}}.{{姓名}}（{{单位}}）"
	    "{{#证}}{{.}}、{{/证}}；{{/人}}共{{长.姓名}}\n", "d.jsonl",
	    "{\"单位\":\"甲\",\"长\":{\"姓名\":\"王\"},\"人\":[{\"姓名\":\"张\","
	    "\"证\":[\"一\",\"二\"]},{\"姓名\":\"李\",\"证\":[]}]}\n");
	CHECK_STR(body(b, copy(b, 0)),
	    "1.张（甲）一、二、；2.李（甲）；共王");
}

static void
test_sections_of_blocks(struct bench *b)
{
	static const char text[] = "# 通知\n\n## 总则\n\n{{#附}}\n\n## 附则\n\n"
	    "附{{附}}。\n\n{{/附}}\n\n{{^附}}\n\n无。\n\n{{/附}}\n\n## 尾\n\n完。\n";

	setup(b, text, "d.csv", "单位,附\n甲,文\n乙,\n");
	CHECK_STR(body(b, copy(b, 0)), "一、总则\n二、附则\n附文。\n三、尾\n完。");
	CHECK_STR(body(b, copy(b, 1)), "一、总则\n无。\n二、尾\n完。");
	CHECK(b->source->body.v[0].ordinal.text.n > 0);
	setup(b, "# 通知\n\n{{#人}}\n\n{{姓名}}到。\n\n{{/人}}\n", "d.jsonl",
	    "{\"人\":[{\"姓名\":\"张\"},{\"姓名\":\"李\"}]}\n");
	CHECK_STR(body(b, copy(b, 0)), "张到。\n李到。");
}

static void
group_by(struct bench *b, const char *column)
{
	struct row_groups *groups = data_group(&b->arena,
	    (struct data *)b->merge.data, str_of(column), &b->findings);

	if (!CHECK(groups != NULL))
		return;
	b->merge.groups = *groups;
	b->merge.total = groups->n;
}

static void
test_table_rows(struct bench *b)
{
	static const char data[] = "县区,姓名,金额\n甲县,张,1000\n乙县,王,3\n"
	    "甲县,李,2\n";

	setup(b, "# 通知\n\n致{{县区}}\n\n| 序号 | 姓名 | 金额 |\n|---|---|---|\n"
	    "| {{#行}}{{序号}} | {{姓名}} | {{金额|千分位}}{{/行}} |\n"
	    "| 合计 | {{县区}} | |\n", "d.csv", data);
	group_by(b, "县区");
	CHECK_STR(body(b, copy(b, 0)), "致甲县\n[序号|姓名|金额][1|张|1,000]"
	    "[2|李|2][合计|甲县|]");
	CHECK_STR(body(b, copy(b, 1)), "致乙县\n[序号|姓名|金额][1|王|3]"
	    "[合计|乙县|]");
	setup(b, "# 通知\n\n| 序号 | 姓名 |\n|---|---|\n{{#行}}\n"
	    "| {{序号}} | {{姓名}} |\n{{/行}}\n", "d.csv", data);
	group_by(b, "县区");
	CHECK_STR(body(b, copy(b, 0)), "[序号|姓名][1|张][2|李]");
	setup(b, "# 通知\n\n| 姓名 |\n|---|\n| {{#人}}{{姓名}}、{{/人}} |\n",
	    "d.jsonl", "{\"人\":[{\"姓名\":\"张\"},{\"姓名\":\"李\"}]}\n");
	CHECK_STR(body(b, copy(b, 0)), "[姓名][张、李、]");
}

static void
test_left_out(struct bench *b)
{
	struct document *document;

	setup(b, "---\n主送: 各单位\n附注:\n  - '{{注|默认:}}'\n  - 第二条\n"
	    "联系人: '{{人|默认:}}'\n---\n# 通知\n\n{{段|默认:}}\n\n完。\n",
	    "d.csv", "单位,注,人,段\n甲,,,\n");
	if (!CHECK((document = copy(b, 0)) != NULL))
		return;
	CHECK_STR(body(b, document), "完。");
	CHECK(document->remarks.n == 1);
}

static void
test_precedence(struct bench *b)
{
	struct value set = { { STR("甲"), POS_NONE },
	    { STR("set"), POS_NONE } };
	struct row row;

	setup(b, "---\n发文机关: 云溪市科协\n甲: front\n乙: '{{丙}}的{{丁}}'\n"
	    "丁: 丁值\n成文日期: 2026-06-14\n---\n# 通知\n\n"
	    "{{甲}} {{乙}} {{发文机关}} {{年}} {{成文日期}}\n", "d.csv",
	    "甲,丙\nrow,丙值\n");
	CHECK_STR(body(b, copy(b, 0)),
	    "row 丙值的丁值 云溪市科协 2026 2026年6月14日");
	b->merge.set = (struct values){ &set, 1 };
	CHECK_STR(body(b, copy(b, 0)),
	    "set 丙值的丁值 云溪市科协 2026 2026年6月14日");
	row = merge_copy(&b->arena, &b->merge, 0,
	    &b->findings);
	row.copy_number = STR("000101");
	CHECK_STR(merge_row(&b->arena, b->source, &row,
	    &b->findings)->copy_number.text, "000101");
}

static void
test_row_errors(struct bench *b)
{
	setup(b, "# 通知\n\n请{{单位}}于{{日期|日期}}前报送。\n", "d.csv",
	    "单位,日期\n甲,下周\n,2026-06-14\n");
	CHECK(copy(b, 0) == NULL);
	CHECK_STR(found_at(&b->findings, 0), "d.csv:2:3 placeholder-value");
	CHECK(found_says(&b->findings, 0, "第 2 行“日期”列"));
	CHECK(found_says(&b->findings, 0, "通知.md:3:9"));
	CHECK(found_says(&b->findings, 0, "下周"));
	CHECK(copy(b, 1) == NULL);
	CHECK_STR(found_at(&b->findings, 0), "d.csv:3:1 placeholder-empty");
	CHECK(found_says(&b->findings, 0, "第 3 行“单位”列"));
	setup(b, "---\n甲: '{{乙}}'\n乙: '{{甲}}'\n---\n# 通知\n\n{{甲}}\n",
	    "d.csv", "单位\n县\n");
	CHECK(copy(b, 0) == NULL);
	CHECK(found_says(&b->findings, 0, "绕回了自己"));
	setup(b, "# 通知\n\n{{人}}\n", "d.jsonl", "{\"人\":[1,2]}\n");
	CHECK(copy(b, 0) == NULL);
	CHECK_STR(found_at(&b->findings, 0), "d.jsonl:1:1 placeholder-value");
}

static int
check(struct bench *b, const char *pattern, const char *group)
{
	struct names asked;
	struct span span = { str_of(pattern), POS_NONE };

	b->findings.list.n = 0;
	return merge_check(&b->arena, b->source, &b->merge, span,
	    str_of(group), &asked, &b->findings);
}

/* Does the row supply all, at a look? */
static bool
supplies(struct bench *b, size_t index)
{
	struct names asked;
	struct span none = { STR_NONE, POS_NONE };
	struct row row = merge_copy(&b->arena, &b->merge, index,
	    &b->findings);

	return CHECK(merge_check(&b->arena, b->source, &b->merge, none,
	    STR_NONE, &asked, &b->findings) == 0) &&
	    merge_supplies(&b->arena, b->source, &row, &asked);
}

/* What is said at a look is so; what is not said is found out. */
static void
test_supplies(struct bench *b)
{
	setup(b, "# 关于{{事}}的通知\n\n请{{单位}}于{{日期|月日}}前报{{金额|大写}}"
	    "，{{备注|默认:无}}，{{总数}}份。\n", "d.csv",
	    "事,单位,日期,金额,备注\n汛情,甲县,2026-6-1,12,急\n"
	    "汛情,甲县,2026-6-1,12,\n汛情,,2026-6-1,12,\n"
	    "汛情,甲县,某日,12,\n汛情,甲县,2026-6-1,十二,\n"
	    "\"汛\n情\",甲县,2026-6-1,12,\n");
	CHECK(supplies(b, 0) && copy(b, 0) != NULL);
	CHECK(supplies(b, 1) && copy(b, 1) != NULL);
	for (size_t i = 2; i < 5; i++)
		CHECK(!supplies(b, i) && copy(b, i) == NULL);
	CHECK(!supplies(b, 5) && copy(b, 5) != NULL);

	setup(b, "---\n地址: 甲路{{号}}号\n---\n\n# 通知\n\n{{地址}}，{{号}}。\n",
	    "d.csv", "号\n3\n");
	CHECK(!supplies(b, 0) && copy(b, 0) != NULL);
	setup(b, "# 通知\n\n{{#号}}有{{号}}{{/号}}。\n", "d.csv", "号\n3\n");
	CHECK(!supplies(b, 0) && copy(b, 0) != NULL);
}

static void
test_check(struct bench *b)
{
	setup(b, FRONT "请{{单为}}报送{{金额|大小写}}，{{#电话}}有{{/电话}}。\n",
	    "d.csv", "单位,日期,金额,备注\n甲,2026-1-1,1,\n");
	CHECK(check(b, "{{序号|3}}-{{单位}}", "") == -1);
	CHECK(b->findings.list.n == 4);
	CHECK_STR(found_at(&b->findings, 0), "通知.md:10:2 placeholder-name");
	CHECK(found_says(&b->findings, 0, "你是不是要“单位”"));
	CHECK_STR(found_at(&b->findings, 1), "通知.md:10:10 placeholder-filter");
	CHECK(found_says(&b->findings, 1, "大写"));
	CHECK_STR(found_at(&b->findings, 2), "通知.md:10:21 placeholder-name");
	CHECK_STR(found_at(&b->findings, 3), "d.csv:1:10 column-unused");
	setup(b, FRONT "报送。\n", "d.csv", "单位,日期\n甲,2026-1-1\n");
	CHECK(check(b, "{{序号}}-{{单位}}.docx", "") == 0);
	CHECK(b->findings.list.n == 0);
	CHECK(check(b, "{{编号}}", "") == -1);
	CHECK(found_says(&b->findings, 0, "--name") || found_says(&b->findings, 0, "编号"));
}

static void
test_check_syntax(struct bench *b)
{
	static const struct {
		const char *text, *finding;
	} cases[] = {
		{ "请{{单位报送。\n", "通知.md:3:2 placeholder-syntax" },
		{ "请{{}}报送。\n", "通知.md:3:2 placeholder-syntax" },
		{ "请{{#单位}}报送。\n", "通知.md:3:2 placeholder-section" },
		{ "请{{/单位}}报送。\n", "通知.md:3:2 placeholder-section" },
		{ "{{#单位}}\n\n报送。\n", "通知.md:3:1 placeholder-section" },
		{ "{{#单位}}\n\n报送。\n\n{{/名}}\n",
		    "通知.md:3:1 placeholder-section" },
		{ "| 甲 |\n|---|\n| {{#单位}} |\n",
		    "通知.md:5:3 placeholder-section" },
		{ "| 甲 |\n|---|\n| {{/单位}} |\n",
		    "通知.md:5:3 placeholder-section" },
		{ "| {{#单位}}甲 |\n|---|\n| {{#单位}}a |\n| {{/单位}}b |\n"
		    "| {{/单位}}{{/单位}} |\n",
		    "通知.md:7:10 placeholder-section" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char text[256];

		snprintf(text, sizeof(text), "# 通知\n\n%s", cases[i].text);
		setup(b, text, "d.csv", "单位\n甲\n");
		CHECK(check(b, "{{单位}}", "") == -1);
		CHECK_STR(found_at(&b->findings, 0), cases[i].finding);
		CHECK(copy(b, 0) == NULL);
	}
}

static void
test_names(struct bench *b)
{
	struct span pattern = { STR("{{序号|3}}-{{单位}}"), POS_NONE };
	struct span folder = { STR("{{市}}/{{单位}}.docx"), POS_NONE };
	struct row row;

	setup(b, "# 通知\n\n报送。\n", "d.csv",
	    "市,单位\n甲市,乙/丙县\n..,丁县\n乙市,\n");
	row = merge_copy(&b->arena, &b->merge, 0,
	    &b->findings);
	CHECK_STR(merge_name(&b->arena, b->source, pattern, &row,
	    &b->findings), "001-乙／丙县.docx");
	CHECK_STR(found_at(&b->findings, 0), "d.csv:2:4 output-name-changed");
	CHECK_STR(merge_name(&b->arena, b->source, folder, &row,
	    &b->findings), "甲市/乙／丙县.docx");
	row = merge_copy(&b->arena, &b->merge, 1,
	    &b->findings);
	b->findings.list.n = 0;
	CHECK_STR(merge_name(&b->arena, b->source, folder, &row,
	    &b->findings), "");
	CHECK_STR(found_at(&b->findings, 0), "d.csv:3:1 output-name");
	row = merge_copy(&b->arena, &b->merge, 2,
	    &b->findings);
	b->findings.list.n = 0;
	CHECK_STR(merge_name(&b->arena, b->source, folder, &row,
	    &b->findings), "");
	CHECK_STR(found_at(&b->findings, 0), "d.csv:4:4 placeholder-empty");
}

/* The attachment of a copy, by the name that its row gives. */
static int
read_page(void *context, struct arena *arena, struct attachment *page,
    struct findings *findings)
{
	const char *wanted = context;

	(void)findings;
	if (!str_eq(page->path.text, str_of(wanted)))
		return -1;
	page->document = NEW(arena, struct document);
	page->document->title = text_plain(arena,
	    (struct span){ STR("技术需求表"), POS_NONE });
	return 0;
}

static void
test_attachments(struct bench *b)
{
	struct document *document;

	setup(b, "---\n附件:\n  - 文件: '{{表|默认:}}'\n---\n# 通知\n\n报送。\n\n"
	    "# 附件 统计表\n\n略。\n", "d.csv",
	    "单位,表\n甲,需求.md\n乙,\n丙,../密.md\n丁,/etc/passwd\n");
	b->merge.attachment = read_page;
	b->merge.context = (void *)"需求.md";
	if (CHECK((document = copy(b, 0)) != NULL)) {
		CHECK(document->attachments.n == 2 && document->note.n == 2);
		CHECK_STR(joined(b, document->note.v[0].name), "技术需求表");
		CHECK_STR(document->attachments.v[0].mark.text, "附件1");
		CHECK(document->attachments.v[1].number == 2);
	}
	if (CHECK((document = copy(b, 1)) != NULL)) {
		CHECK(document->attachments.n == 1 && document->note.n == 1);
		CHECK_STR(document->attachments.v[0].mark.text, "附件");
	}
	CHECK(copy(b, 2) == NULL);
	CHECK_STR(found_at(&b->findings, 0), "d.csv:4:3 attachment-outside");
	CHECK(copy(b, 3) == NULL);
	CHECK(b->source->attachments.v[0].document == NULL ||
	    b->source->attachments.v[0].document->title.n == 0);
}

int
main(void)
{
	struct bench b = { .arena = ARENA_INIT };

	test_slots(&b);
	test_positions(&b);
	test_sharing(&b);
	test_values_are_text(&b);
	test_sections_in_text(&b);
	test_sections_of_blocks(&b);
	test_table_rows(&b);
	test_left_out(&b);
	test_precedence(&b);
	test_row_errors(&b);
	test_supplies(&b);
	test_check(&b);
	test_check_syntax(&b);
	test_names(&b);
	test_attachments(&b);
	data_free((struct data *)b.merge.data);
	arena_release(&b.arena);
	return UNIT_END;
}
