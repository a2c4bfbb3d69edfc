#include "unit.h"
#include "model.h"

#include "source/table.h"

/* The first table of a text. */
static const struct table *
first_table(struct bench *b, const char *markdown)
{
	struct source_options options = { 0 };
	struct document *d;

	b->findings.list.n = 0;
	d = markdown_read(&b->arena, bench_file(b, markdown), &options,
	    &b->findings);
	for (size_t i = 0; i < d->body.n; i++)
		if (d->body.v[i].kind == BLOCK_TABLE)
			return d->body.v[i].table;
	return NULL;
}

static void
test_pipes(struct bench *b)
{
	CHECK_STR(shown(b, "| 序号 | 名称 |\n|---|:-:|\n| 1 | a\\|b\\\\ |\n"
	    "| {{甲|三位}} | **乙**<br>丙 |\n"),
	    "table 3x2 header 1\n    |序号 |名称\n    |1 |a|b\\\n"
	    "    |{{甲|三位}} |[b]乙[|][]丙\n");
	CHECK_STR(shown(b, "前文。\na | b\n--|--\n1 | 2\n后文。\n"),
	    "p 前文。\ntable 2x2 header 1\n    |a |b\n    |1 |2\np 后文。\n");
	CHECK_STR(bench_found(b), "");
	CHECK_STR(shown(b, "| a | b |\n| c | d |\n"),
	    "table 2x2 header 1\n    |a |b\n    |c |d\n");
	CHECK_STR(bench_found(b), "table-no-rule 1:1");
	CHECK_STR(shown(b, "|  |  |\n|---|---|\n| 姓名 | |\n"),
	    "table 1x2 header 0 form\n    |姓名 |\n");
	CHECK_STR(shown(b, "| a |\n| b |\n|---|\n| c |\n"),
	    "table 3x1 header 2\n    |a\n    |b\n    |c\n");
	CHECK_STR(shown(b, "| 甲<br><br>乙<br>丙 | 　　年　月　日 |\n|---|---|\n"),
	    "table 1x2 header 1\n    |甲¶乙[|]丙 |　　年　月　日\n");
	CHECK_STR(shown(b, "没有竖线 \\| 的行\n"), "p 没有竖线 | 的行\n");
}

static void
test_merges(struct bench *b)
{
	CHECK_STR(shown(b, "| a | < | b |\n|---|---|---|\n| ^ | ^ | ^ |\n"
	    "| c | d | < |\n| ^ | e | \\< |\n"),
	    "table 4x3 header 1\n    |2x2 a |* |2x1 b\n    |* |* |*\n"
	    "    |2x1 c |1x2 d |*\n    |* |e |<\n");
	CHECK_STR(bench_found(b), "");
	CHECK_STR(shown(b, "| a | < |\n|---|---|\n| ^ | b |\n"),
	    "table 2x2 header 1\n    |a |<\n    |^ |b\n");
	CHECK_STR(bench_found(b), "merge-shape 1:7; merge-shape 3:3");
	CHECK_STR(shown(b, "| < | ^ |\n|---|---|\n| a | b |\n"),
	    "table 2x2 header 1\n    |< |^\n    |a |b\n");
	CHECK_STR(bench_found(b), "merge-outside 1:3; merge-outside 1:7");
	CHECK_STR(shown(b, "| a | b |\n|---|---|\n| ^ | ^ |\n| < | c |\n"),
	    "table 3x2 header 1\n    |2x1 a |2x1 b\n    |* |*\n    |< |c\n");
	CHECK_STR(shown(b, "| a | b |\n|---|---|\n| ^ | < |\n| c | ^ |\n"),
	    "table 3x2 header 1\n    |a |b\n    |^ |<\n    |c |^\n");
}

static void
test_ragged(struct bench *b)
{
	CHECK_STR(shown(b, "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n"),
	    "table 3x3 header 1\n    |a |b |\n    |1 | |\n    |1 |2 |3\n");
	CHECK_STR(bench_found(b), "table-ragged 3:1; table-ragged 4:1");
}

static void
test_settings(struct bench *b)
{
	const struct table *t = first_table(b,
	    "{单位：万元}\n{表题: 表1　**分**解}\n\n"
	    "{表格：字号=小四　横向 表头=2 列宽=1,3，2 空行=2 行高=3 通栏 控件=否}\n\n"
	    "|a|b|c|\n|:--|:-:|--:|\n|d|e|f|\n");

	CHECK_STR(bench_found(b), "");
	CHECK(t->rows == 4 && t->columns == 3 && t->header_rows == 2);
	CHECK(t->landscape && t->full_width && !t->fill_page);
	CHECK(t->row_height == 3 && t->font_size == 24 && !t->controls);
	CHECK(t->widths != NULL && t->widths[0] == 1 && t->widths[1] == 3 &&
	    t->widths[2] == 2);
	CHECK(t->aligns != NULL && t->aligns[0] == ALIGN_LEFT &&
	    t->aligns[1] == ALIGN_CENTER && t->aligns[2] == ALIGN_RIGHT);
	CHECK(t->caption.n == 3);
	CHECK_STR(t->unit.v[0].text, "万元");
	CHECK(t->cells[9].colspan == 1 && t->cells[9].paragraphs.n == 0);

	t = first_table(b, "{表格: 字号=10.5 表头=0 通页}\n|a|\n|---|\n");
	CHECK(t->font_size == 21 && t->form && t->controls && t->fill_page);
	t = first_table(b, "{表格: 字号=12磅}\n|a|\n|---|\n");
	CHECK(t->font_size == 24 && !t->form && !t->controls);
}

static void
test_wrong_settings(struct bench *b)
{
	const struct table *t = first_table(b,
	    "{表格: 横象 表头=x 列宽=1,,2 字号=大 行高=99 空行=-1 颜色=红}\n"
	    "|a|b|\n|---|---|\n|c|d|\n");

	CHECK(t->rows == 2 && t->header_rows == 1 && t->widths == NULL);
	CHECK_STR(bench_found(b), "setting-unknown 1:6; setting-value 1:12; "
	    "setting-value 1:17; setting-value 1:25; setting-value 1:30; "
	    "setting-value 1:36; setting-unknown 1:39");
	CHECK(str_has(b->findings.list.v[0].message, STR("“横向”")));
	first_table(b, "{表格: 列宽=1,2,3}\n|a|b|\n|---|---|\n");
	CHECK_STR(bench_found(b), "setting-value 1:2");
	t = first_table(b, "{表格: 表头=9}\n|a|b|\n|---|---|\n");
	CHECK(t->header_rows == 1);
	CHECK_STR(bench_found(b), "setting-value 1:2");
	t = first_table(b, "{表各: 表头=0}\n|a|b|\n|---|---|\n");
	CHECK(t->header_rows == 0);
	CHECK_STR(bench_found(b), "setting-unknown 1:2");
	CHECK_STR(shown(b, "{单位：　　　　填报人：}\n"),
	    "fill 单位：　　　　填报人：\n");
}

static void
test_csv(struct bench *b)
{
	CHECK_STR(shown(b, "{表格: 横向}\n\n```csv\n序号, 名称 ,备注\n"
	    "1,\"甲,乙\n丙\",\"他说\"\"好\"\"\"\n2,**,\n\n```\n后文。\n"),
	    "table 3x3 header 1\n    |序号 |名称 |备注\n"
	    "    |1 |甲,乙¶丙 |他说\"好\"\n    |2 |** |\np 后文。\n");
	CHECK_STR(bench_found(b), "");
	CHECK_STR(shown(b, "```csv\na;b\n1;2,5\n```\n"),
	    "table 2x2 header 1\n    |a |b\n    |1 |2,5\n");
	CHECK_STR(shown(b, "```tsv\na\tb\n\t2\n```\n"),
	    "table 2x2 header 1\n    |a |b\n    | |2\n");
	CHECK_STR(shown(b, "```csv\na,b\n1\n```\n"),
	    "table 2x2 header 1\n    |a |b\n    |1 |\n");
	CHECK_STR(bench_found(b), "table-ragged 3:1");
	CHECK(shown(b, "```csv\n\n```\n").n == 0);
	CHECK_STR(bench_found(b), "csv-empty 2:1");
}

static void
test_csv_positions(struct bench *b)
{
	const char *source = "```csv\n甲,\"乙\"\n 丙 ,丁\n```\n";
	const struct table *t = first_table(b, source);
	const char *const words[] = { "甲", "乙", "丙", "丁" };

	for (size_t i = 0; i < 4; i++) {
		struct run run = t->cells[i].paragraphs.v[0].v[0];

		CHECK_STR(run.text, words[i]);
		CHECK(memcmp(source + run.pos.offset, words[i], 3) == 0);
	}
}

static void
test_row_sections(struct bench *b)
{
	CHECK_STR(shown(b, "|姓名|单位|\n|---|---|\n{{#人}}\n|{{姓名}}|{{单位}}|\n"
	    "{{/人}}\n|合计||\n"),
	    "table 3x2 header 1\n    |姓名 |单位\n"
	    "    |{{#人}}{{姓名}} |{{单位}}{{/人}}\n    |合计 |\n");
}

static void
test_limits(void)
{
	struct bench b;
	struct buf text = { 0 };
	struct str seen;

	bench_start(&b);
	for (int i = 0; i < 300; i++)
		buf_lit(&text, "|甲");
	buf_lit(&text, "|\n");
	for (int i = 0; i < 300; i++)
		buf_lit(&text, "|---");
	buf_lit(&text, "|\n");
	seen = shown(&b, text.p);
	CHECK(str_starts(seen, STR("p |甲|甲|")));
	CHECK_STR(bench_found(&b), "table-too-large 1:1");
	bench_end(&b);

	bench_start(&b);
	text.n = 0;
	buf_lit(&text, "|a|b|\n|---|---|\n");
	for (int i = 0; i < 20000; i++)
		buf_lit(&text, "|一|^|\n");
	CHECK(first_table(&b, text.p)->rows == 20001);
	text.n = 0;
	buf_lit(&text, "|a|b|\n|---|---|\n");
	for (int i = 0; i < 40000; i++)
		buf_lit(&text, "|一|\n");
	CHECK(first_table(&b, text.p) == NULL);
	CHECK_STR(bench_found(&b), "table-too-large 1:1");
	bench_end(&b);
	buf_release(&text);
}

int
main(void)
{
	struct bench bench;

	bench_start(&bench);
	test_pipes(&bench);
	test_merges(&bench);
	test_ragged(&bench);
	test_settings(&bench);
	test_wrong_settings(&bench);
	test_csv(&bench);
	test_csv_positions(&bench);
	test_row_sections(&bench);
	test_limits();
	bench_end(&bench);
	return UNIT_END;
}
