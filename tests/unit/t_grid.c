#include "layout/table.h"

#include <stdlib.h>

#include "layout/layout.h"
#include "layout/lay.h"
#include "layout/measure.h"
#include "model.h"
#include "text/chars.h"
#include "unit.h"

#define WIDTH	8845
#define PAGE	12738

struct bed {
	struct bench bench;
	const struct profile *profile;
	struct layout_memo *memo;	/* of all tables here */
	bool controls;
};

static const struct table *
read_table(struct bed *bed, const char *markdown)
{
	struct source_options options = { 0 };
	struct document *d;

	bed->bench.findings.list.n = 0;
	d = markdown_read(&bed->bench.arena,
	    bench_file(&bed->bench, str_cstr(&bed->bench.arena,
	    str_of(markdown))), &options, &bed->bench.findings);
	for (size_t i = 0; i < d->body.n; i++)
		if (d->body.v[i].kind == BLOCK_TABLE)
			return d->body.v[i].table;
	return NULL;
}

/* A table; one laid with what others asked for is the same. */
static struct grid *
lay(struct bed *bed, const char *markdown, int width, int room)
{
	const struct table *table = read_table(bed, markdown);
	struct lay lay = { .arena = &bed->bench.arena,
	    .profile = bed->profile, .width = width,
	    .controls = bed->controls };
	struct grid *grid = table_lay_in(&lay, table, room), *again;

	lay.memo = bed->memo;

	for (int i = 0; i < 2; i++) {
		again = table_lay_in(&lay, table, room);
		CHECK(again->padding == grid->padding &&
		    again->crowded == grid->crowded);
		for (unsigned c = 0; c < grid->columns; c++)
			CHECK(again->widths[c] == grid->widths[c]);
		for (size_t r = 0; r < grid->n; r++)
			CHECK(again->rows[r].measured ==
			    grid->rows[r].measured);
	}
	return grid;
}

static int
sum_widths(const struct grid *grid)
{
	int sum = 0;

	for (unsigned c = 0; c < grid->columns; c++)
		sum += grid->widths[c];
	return sum;
}

static int
sum_heights(const struct grid *grid)
{
	int sum = 0;

	for (size_t r = 0; r < grid->n; r++)
		sum += grid->rows[r].measured;
	return sum;
}

static const struct para *
para_at(const struct grid *grid, size_t row, unsigned column)
{
	return &grid->rows[row].cells[column].paras[0];
}

static enum justify
justify_at(const struct grid *grid, size_t row, unsigned column)
{
	return para_at(grid, row, column)->justify;
}

static void
test_widths(struct bed *bed)
{
	const char *text = "| 序号 | 单位名称 | 工作内容 | 数量 |\n"
	    "|---|---|---|---|\n"
	    "| 1 | 青河县 | 组织开展全国科普日系列活动，广泛动员科技工作者深入"
	    "基层开展志愿服务，及时总结推广好的经验做法，按时报送 | 123456 |\n";
	struct grid *grid = lay(bed, text, WIDTH, PAGE);
	struct measure measure = { 240, 0, NULL };

	CHECK(grid->columns == 4 && grid->n == 2);
	CHECK(sum_widths(grid) == WIDTH);
	/* Heads and numbers stand on one line, the long text is wide. */
	CHECK(grid->widths[2] > WIDTH / 2);
	for (unsigned c = 0; c < 4; c++)
		CHECK(para_at(grid, 0, c)->lines == 1);
	CHECK(para_at(grid, 1, 3)->lines == 1);
	CHECK(grid->widths[3] >= measure_width(&measure, STR("123456")) +
	    2 * grid->padding);
	CHECK(grid->widths[0] < grid->widths[1]);

	grid = lay(bed, "{表格: 列宽=1,3,2}\n\n| a | b | c |\n|---|---|---|\n",
	    WIDTH, PAGE);
	CHECK(grid->widths[0] == WIDTH / 6 && sum_widths(grid) == WIDTH);
	CHECK(grid->widths[1] == WIDTH * 4 / 6 - WIDTH / 6);
	/* Short text: what is left goes to what is to be filled in. */
	grid = lay(bed, "{表格: 空行=3}\n\n| 序号 | 姓名 | 备注 |\n|---|---|---|\n"
	    "| 1 | 王小明 | |\n", WIDTH, PAGE);
	CHECK(sum_widths(grid) == WIDTH);
	CHECK(grid->widths[2] > grid->widths[0] * 3 / 2);
	/* Blank throughout: what the heads say counts. */
	grid = lay(bed, "{表格: 空行=3}\n\n"
	    "| 序号 | 姓名 | 性别 | 单位 | 职务 | 职称 | 电话 | 备注 |\n"
	    "|---|---|---|---|---|---|---|---|\n", WIDTH, PAGE);
	CHECK(grid->widths[1] > grid->widths[0] * 5 / 4);
	CHECK(grid->widths[3] > grid->widths[2] * 5 / 4);
}

/* A column that is a character short takes it from the long text. */
static void
test_tuned(struct bed *bed)
{
	struct buf buf = { 0 };
	struct grid *grid;
	unsigned lines = 0;

	buf_lit(&buf, "| 工作任务 | 完成时限 | 责任部门 | 配合单位 |\n"
	    "|---|---|---|---|\n");
	for (unsigned r = 0; r < 6; r++)
		buf_lit(&buf, "| 组织开展科学家精神进校园、进企业、进社区活动，"
		    "全年不少于20场，宣讲科技工作者先进事迹 | 10月底前 | "
		    "组织人事部 | 各县（市、区）科协、市航空航天学会 |\n");
	grid = lay(bed, buf.p, WIDTH, PAGE);
	for (size_t r = 1; r < grid->n; r++)
		for (unsigned c = 0; c < 4; c++)
			lines += para_at(grid, r, c)->lines;
	CHECK(sum_widths(grid) == WIDTH);
	/* Nine a row by the bulk of the columns alone. */
	CHECK(lines == 6 * 7);
	buf_release(&buf);
}

/* Where words must be cut it is the longest, and others keep their lines. */
static void
test_cut(struct bed *bed)
{
	struct grid *grid = lay(bed, "| 序号 | 单位 | 姓名 | 职务职称 | "
	    "电子邮箱 | 网址 | 联系电话 |\n|---|---|---|---|---|---|---|\n| 1 | "
	    "临溪县农业技术推广中心 | 沈知远 | 高级农艺师 | "
	    "shenzhiyuan.linxi.county@example.org | "
	    "www.linxi.county.center.example.org | 0000-8200101 "
	    "|\n", WIDTH, PAGE);

	CHECK(sum_widths(grid) == WIDTH);
	CHECK(grid->crowded == 18 && grid->padding < 85);
	CHECK(para_at(grid, 1, 4)->lines > 1);
	CHECK(para_at(grid, 1, 6)->lines == 1);
	CHECK(para_at(grid, 1, 2)->lines == 1);
	CHECK(para_at(grid, 1, 1)->lines <= 4);
}

/* A year keeps its digits and 年 beside running text. */
static void
test_unit(struct bed *bed)
{
	struct grid *grid = lay(bed, "| 序号 | 任务 | 责任单位 | 时限 |\n"
	    "|---|---|---|---|\n| 1 | 各单位要高度重视，明确责任，细化措施，按照"
	    "时间节点完成各项任务，重要情况及时报告，遇到问题及时会商解决。 | "
	    "市民政局、市财政局、市科协按职责分工负责 | 2026年12月底前 |\n",
	    WIDTH, PAGE);

	CHECK(grid->widths[3] >= 3 * 240 + 2 * grid->padding);
}

/* Many columns: the text gets smaller before words are cut. */
static void
test_crowded(struct bed *bed)
{
	struct buf buf = { 0 };
	struct grid *grid;

	for (unsigned row = 0; row < 2; row++) {
		for (unsigned c = 0; c < 16; c++)
			buf_lit(&buf, row == 0 ? "| 项目名称 " : "|---");
		buf_lit(&buf, "|\n");
	}
	grid = lay(bed, buf.p, WIDTH, PAGE);
	CHECK(grid->crowded > 0 && grid->crowded < 24);
	CHECK(para_at(grid, 0, 0)->size == 15);
	CHECK(para_at(grid, 0, 0)->line == 210);
	grid = lay(bed, buf.p, 20000, PAGE);
	CHECK(bed->bench.findings.list.n == 0);
	CHECK(para_at(grid, 0, 0)->size == 0);
	buf_release(&buf);
}

static void
test_heights(struct bed *bed)
{
	int line = bed->profile->styles[STYLE_TABLE].line, high;
	struct grid *grid;

	grid = lay(bed, "| 甲 | 乙 |\n|---|---|\n| 一<br>二<br>三 | |\n", WIDTH,
	    PAGE);
	CHECK(line != bed->profile->line_pitch);
	CHECK(grid->rows[0].measured == line * 4 / 3);
	CHECK(grid->rows[1].measured == 3 * line + 2 * grid->air + 10);
	CHECK(grid->rows[0].header && !grid->rows[1].header);
	CHECK(!grid->rows[1].may_split);

	grid = lay(bed, "{表格: 表头=0 行高=3}\n\n| 甲 |  |\n|---|---|\n| 乙 |  |\n",
	    WIDTH, PAGE);
	CHECK(grid->rows[0].height == 3 * bed->profile->line_pitch);
	high = sum_heights(grid);
	CHECK(high == 6 * bed->profile->line_pitch);
	/* A form gives way where its page is short, */
	grid = lay(bed, "{表格: 表头=0 行高=3}\n\n| 甲 |  |\n|---|---|\n| 乙 |  |\n",
	    WIDTH, high - 500);
	CHECK(sum_heights(grid) <= high - 500);
	/* and fills it when asked to, with most for the longest answers, */
	grid = lay(bed, "{表格: 表头=0 通页}\n\n| 甲 |  | 乙 |  |\n"
	    "|---|---|---|---|\n| 丙 |  | < | < |\n", WIDTH, PAGE);
	CHECK(sum_heights(grid) > PAGE - 200 && sum_heights(grid) <= PAGE);
	CHECK(grid->rows[1].measured > 3 * grid->rows[0].measured);
	/* or evenly. */
	grid = lay(bed, "{表格: 表头=0 通页}\n\n| 甲 |  |\n|---|---|\n| 乙 |  |\n",
	    WIDTH, PAGE);
	CHECK(sum_heights(grid) > PAGE - 200 && sum_heights(grid) <= PAGE);
}

static void
test_tall_row(struct bed *bed)
{
	struct buf buf = { 0 };
	struct grid *grid;

	buf_lit(&buf, "| 甲 |\n|---|\n| ");
	for (unsigned i = 0; i < 60; i++)
		buf_lit(&buf, "长<br>");
	buf_lit(&buf, "|\n| 短 |\n");
	grid = lay(bed, buf.p, WIDTH, PAGE);
	CHECK(grid->rows[1].may_split && grid->rows[1].measured > PAGE);
	CHECK(!grid->rows[2].may_split);
	buf_release(&buf);
}

static void
test_alignment(struct bed *bed)
{
	struct grid *grid = lay(bed, "| 名称 | 数量 | 金额 | 说明 | 列 |\n"
	    "|---|---|---|---|--:|\n"
	    "| 甲 | 12 | 1,200.50 | 这一格的文字很长，不能居中，要两端对齐才好"
	    "看，所以整列都从左边排起，行数也多，列也就最宽，总之是正文 | a |\n"
	    "| 乙乙 | 3 | 7 | 短 | b |\n", WIDTH, PAGE);

	for (unsigned c = 0; c < 5; c++)
		CHECK(justify_at(grid, 0, c) == JUSTIFY_CENTER);
	CHECK(justify_at(grid, 1, 0) == JUSTIFY_CENTER);
	CHECK(justify_at(grid, 1, 1) == JUSTIFY_CENTER);
	CHECK(justify_at(grid, 1, 2) == JUSTIFY_RIGHT);
	CHECK(justify_at(grid, 2, 2) == JUSTIFY_RIGHT);
	CHECK(justify_at(grid, 1, 3) == JUSTIFY_BOTH);
	CHECK(justify_at(grid, 2, 3) == JUSTIFY_BOTH);
	CHECK(justify_at(grid, 1, 4) == JUSTIFY_RIGHT);
	/* A form mixes labels and values in one column. */
	grid = lay(bed, "{表格: 表头=0}\n\n| 姓名 |  |\n|---|---|\n"
	    "| 是否参加 | □是　□否 |\n", WIDTH, PAGE);
	CHECK(justify_at(grid, 1, 0) == JUSTIFY_CENTER);
	CHECK(justify_at(grid, 1, 1) != JUSTIFY_CENTER);
	/* A label is broken where a title would be. */
	grid = lay(bed, "{表格: 表头=0 列宽=1,5}\n\n| 联系地址、邮编 |  |\n"
	    "|---|---|\n", WIDTH, PAGE);
	CHECK(para_at(grid, 0, 0)->n == 3 && para_at(grid, 0, 0)->lines == 2);
	CHECK(para_at(grid, 0, 0)->pieces[1].kind == PIECE_BREAK);
	CHECK_STR(para_at(grid, 0, 0)->pieces[2].text, "邮编");
}

static void
test_signing(struct bed *bed)
{
	struct grid *grid = lay(bed, "{表格: 表头=0}\n\n| 单位意见 | 同意推荐。"
	    "<br>（盖章）<br>年　月　日 |\n|---|---|\n| 日期 | 年　月　日 |\n",
	    WIDTH, PAGE);
	const struct grid_cell *cell = &grid->rows[0].cells[1];

	CHECK(cell->n == 3 && cell->valign == VALIGN_TOP);
	CHECK(cell->paras[0].justify == JUSTIFY_LEFT);
	CHECK(cell->paras[1].justify == JUSTIFY_RIGHT &&
	    cell->paras[2].justify == JUSTIFY_RIGHT);
	CHECK(cell->paras[1].before > 1000);
	CHECK(grid->rows[0].measured > 4 * bed->profile->line_pitch);
	CHECK(cell->paras[0].height + cell->paras[1].height +
	    cell->paras[2].height < grid->rows[0].measured);
	/* Lines left blank above them are no lines. */
	grid = lay(bed, "{表格: 表头=0}\n\n"
	    "| 单位盖章 | <br><br>（公章）<br>年　月　日 |\n"
	    "|---|---|\n| 意见 | 无 |\n", WIDTH, PAGE);
	CHECK(justify_at(grid, 0, 1) == JUSTIFY_RIGHT);
	CHECK(grid->rows[0].cells[1].n == 2);
	/* Nobody signs in a header. */
	grid = lay(bed, "| 单位 | （盖章）<br>年　月　日 |\n|---|---|\n| 甲 | 乙 |\n",
	    WIDTH, PAGE);
	CHECK(sum_heights(grid) < 3 * bed->profile->line_pitch);
	/* The room to sign gives way before the form takes another page. */
	grid = lay(bed, "{表格: 表头=0 行高=2}\n\n"
	    "| 单位意见 | （盖章）<br>年　月　日 |\n|---|---|\n| 上级意见 | （盖章）<br>年　月　日 |\n"
	    "| 姓名 |  |\n", WIDTH, 5000);
	CHECK(sum_heights(grid) <= 5000);
	CHECK(sum_heights(grid) > 4500);
	/* What cannot fit is as it was asked for. */
	grid = lay(bed, "{表格: 表头=0 行高=2}\n\n"
	    "| 单位意见 | （盖章）<br>年　月　日 |\n|---|---|\n| 姓名 |  |\n", WIDTH, 1500);
	CHECK(grid->rows[1].height == 2 * bed->profile->line_pitch);
	/* A date alone is not a place to sign. */
	CHECK(justify_at(grid, 1, 1) == JUSTIFY_CENTER);
	CHECK(para_at(grid, 1, 1)->before == 0);
}

static void
test_controls(struct bed *bed)
{
	const char *form = "{表格: 表头=0}\n\n| 单位 名称： |  | 电话 |  |\n"
	    "|---|---|---|---|\n| 电话 |  | ^ |  |\n|  |  |  |  |\n";
	struct grid *grid = lay(bed, form, WIDTH, PAGE);

	CHECK_STR(grid->rows[0].cells[1].control, "单位名称");
	CHECK_STR(grid->rows[0].cells[3].control, "电话");
	CHECK_STR(grid->rows[1].cells[1].control, "电话_2");
	CHECK_STR(grid->rows[1].cells[3].control, "电话_3");
	CHECK_STR(grid->rows[2].cells[0].control, "电话_4");
	CHECK_STR(grid->rows[2].cells[1].control, "空格");
	CHECK(grid->rows[0].cells[0].control.n == 0);
	grid = lay(bed, "{表格: 空行=2}\n\n| 姓名 | 备注 |\n|---|---|\n"
	    "| 王小明 |  |\n", WIDTH, PAGE);
	CHECK_STR(grid->rows[1].cells[1].control, "备注_1");
	CHECK_STR(grid->rows[3].cells[0].control, "姓名_3");
	CHECK_STR(grid->rows[3].cells[1].control, "备注_3");
	bed->controls = false;
	grid = lay(bed, form, WIDTH, PAGE);
	CHECK(grid->rows[0].cells[1].control.n == 0);
	bed->controls = true;
}

static void
test_merges(struct bed *bed)
{
	struct grid *grid = lay(bed, "| 甲 | 乙 | < |\n|---|---|---|\n"
	    "| 丙 | 丁 | < |\n| ^ | ^ | ^ |\n", WIDTH, PAGE);
	const struct grid_row *rows = grid->rows;

	CHECK(rows[0].cells[1].colspan == 2 && rows[0].cells[2].colspan == 0);
	CHECK(!rows[0].cells[1].merge_start);
	CHECK(rows[1].cells[0].merge_start && rows[2].cells[0].merge_on);
	CHECK(rows[1].cells[1].merge_start && rows[1].cells[1].colspan == 2);
	CHECK(rows[2].cells[1].merge_on && rows[2].cells[1].colspan == 2);
	CHECK(rows[2].cells[2].colspan == 0 && rows[2].cells[0].n == 0);
	/* A head that reaches down makes the row below it a head. */
	grid = lay(bed, "| 甲 | 乙 | < |\n|---|---|---|\n| ^ | 丙 | 丁 |\n"
	    "| 1 | 2 | 3 |\n", WIDTH, PAGE);
	CHECK(grid->rows[1].header && !grid->rows[2].header);
	CHECK(para_at(grid, 1, 1)->style == STYLE_TABLE_HEAD);
	/* A merge that is higher than its rows stretches the last. */
	grid = lay(bed, "| 甲 | 乙 |\n|---|---|\n| 一<br>二<br>三<br>四 | 1 |\n"
	    "| ^ | 2 |\n", WIDTH, PAGE);
	CHECK(grid->rows[1].measured < grid->rows[2].measured);
	CHECK(grid->rows[1].measured + grid->rows[2].measured == 4 *
	    bed->profile->styles[STYLE_TABLE].line + 2 * grid->air + 10);
}

/* A table whose first column is one merge over ROWS rows under a head. */
static struct grid *
merged_grid(struct bed *bed, const char *label, unsigned rows)
{
	struct buf buf = { 0 };
	struct grid *grid;

	buf_lit(&buf, "| 类 | 项 |\n|---|---|\n| 前 | 0 |\n");
	for (unsigned r = 0; r < rows; r++)
		buf_format(&buf, "| %s | %u |\n", r == 0 ? label : "^", r + 1);
	grid = lay(bed, buf.p, WIDTH, PAGE);
	buf_release(&buf);
	return grid;
}

static void
test_split_merges(struct bed *bed)
{
	struct grid *grid = merged_grid(bed, "组织建设", 6);
	struct grid_row *rows = grid->rows;

	CHECK(!table_split_merges(grid));
	rows[4].opens_page = true;
	CHECK(table_split_merges(grid));
	CHECK(rows[4].cells[0].merge_start && !rows[4].cells[0].merge_on);
	CHECK(rows[5].cells[0].merge_on && rows[2].cells[0].merge_start);
	CHECK_STR(rows[4].cells[0].paras[0].pieces[0].text, "组织建设");
	/* Once done it stays; when the page ends elsewhere it is undone. */
	CHECK(!table_split_merges(grid));
	rows[4].opens_page = false;
	CHECK(table_split_merges(grid));
	CHECK(rows[4].cells[0].merge_on && rows[4].cells[0].n == 0);
	CHECK(!table_split_merges(grid));
}

/* The label needs four lines, and the page ends after its first row. */
static void
test_pushed_merges(struct bed *bed)
{
	struct grid *grid = merged_grid(bed, "一<br>二<br>三<br>四", 6);
	struct grid_row *rows = grid->rows;
	int before = rows[1].measured, first = rows[2].measured;

	rows[3].opens_page = true;
	rows[1].left = first + 300;
	rows[2].left = 300;
	/* No room for it there: the row before takes the page's end. */
	CHECK(table_split_merges(grid));
	CHECK(rows[1].measured > before + 300);
	CHECK(rows[1].measured < before + 300 + first);
	CHECK(rows[3].cells[0].merge_on);
	rows[3].opens_page = false;
	rows[2].opens_page = true;
	CHECK(!table_split_merges(grid));
	/* With room for it, its row is made higher. */
	grid = merged_grid(bed, "一<br>二<br>三<br>四", 6);
	rows = grid->rows;
	rows[3].opens_page = true;
	rows[2].left = 1200;
	CHECK(table_split_merges(grid));
	CHECK(rows[2].measured >= 4 * 340);
	CHECK(rows[3].cells[0].merge_start);
	CHECK(!table_split_merges(grid));
}

/*
 * The row that opens a page lacks little: a face with narrower marks would let
 * it stay on the page before, where the label would stand twice.
 */
static void
test_secured_break(struct bed *bed)
{
	struct grid *grid = merged_grid(bed, "甲", 6);
	struct grid_row *rows = grid->rows;
	int before = rows[3].measured;

	rows[4].opens_page = true;
	rows[3].left = rows[4].measured - 40;
	CHECK(table_split_merges(grid));
	CHECK(rows[3].measured == before + grid->line - 40);
	rows[3].left -= grid->line - 40;
	CHECK(!table_split_merges(grid));
	CHECK(rows[3].measured == before + grid->line - 40);
}

/* Whatever the table: widths add up, text fits into its row. */
static void
check_grid(const struct grid *grid, int width, unsigned *wrong)
{
	*wrong += sum_widths(grid) != width;
	for (size_t r = 0; r < grid->n; r++)
		for (unsigned c = 0; c < grid->columns; c++) {
			const struct grid_cell *cell = &grid->rows[r].cells[c];
			int height = 0;

			*wrong += grid->widths[c] < 0;
			for (size_t i = 0; i < cell->n; i++)
				height += cell->paras[i].height;
			*wrong += !cell->merge_start &&
			    height > grid->rows[r].measured;
			*wrong += cell->colspan > 0 && !cell->merge_on &&
			    cell->n == 0;
		}
}

static void
test_any_table(struct bed *bed)
{
	static const char *const cells[] = {
		"", "1", "12.5", "县", "组织开展科普活动", "<", "^", "a<br>b",
		"（盖章）<br>年　月　日", "kepu@example.cn", "□是　□否",
		"组织开展全国科普日系列活动，广泛动员科技工作者深入基层开展服务",
	};
	unsigned seed = 11, wrong = 0;
	struct buf buf = { 0 };

	for (unsigned i = 0; i < 300; i++) {
		unsigned columns = 1 + i % 9, rows = 1 + i % 7;
		int width = 300 + (int)(i * 37 % 13000);

		buf.n = 0;
		if (i % 3 == 0)
			buf_lit(&buf, "{表格: 表头=0 通页 行高=2}\n\n");
		for (unsigned r = 0; r <= rows; r++) {
			for (unsigned c = 0; c < columns; c++) {
				seed = seed * 1103515245u + 12345;
				buf_format(&buf, "| %s ", r == 1 ? "---" :
				    cells[(seed >> 16) % 12]);
			}
			buf_lit(&buf, "|\n");
		}
		check_grid(lay(bed, buf.p, width, PAGE - (int)i * 40), width,
		    &wrong);
	}
	CHECK(wrong == 0);
	buf_release(&buf);
}

int
main(void)
{
	struct bed bed = { .controls = true };
	struct table none = { 0 };

	bench_start(&bed.bench);
	bed.profile = profile_builtin(&bed.bench.arena, STR_NONE);
	bed.memo = layout_memo_new(&bed.bench.arena);
	CHECK(table_lay_in(&(struct lay){ .arena = &bed.bench.arena,
	    .profile = bed.profile, .width = WIDTH }, &none, PAGE) == NULL);
	test_widths(&bed);
	test_tuned(&bed);
	test_cut(&bed);
	test_unit(&bed);
	test_crowded(&bed);
	test_heights(&bed);
	test_tall_row(&bed);
	test_alignment(&bed);
	test_signing(&bed);
	test_controls(&bed);
	test_merges(&bed);
	test_split_merges(&bed);
	test_pushed_merges(&bed);
	test_secured_break(&bed);
	test_any_table(&bed);
	bench_end(&bed.bench);
	return UNIT_END;
}
