/*
 * Rows with bars, and tables of HTML → struct table.  Read it from table_read.
 */
#include "table_grid.h"

#include <string.h>

#include "../base/budget.h"
#include "../document/rule.h"
#include "html.h"

/* After so many findings of one kind the others of a table are not told. */
#define TELL_MAX	20

/* --- rows → cells ----------------------------------------------------- */

/* The bytes at AT that cannot part cells: \x and {{…}}; at least 1. */
static size_t
skip(struct str line, size_t at)
{
	size_t end;

	if (line.p[at] == '\\')
		return at + 2 < line.n ? 2 : line.n - at;
	if (line.p[at] == '{' && at + 1 < line.n && line.p[at + 1] == '{' &&
	    (end = str_find(str_slice(line, 0, at + 400), STR("}}"), at)) !=
	    SIZE_MAX)
		return end + 2 - at;
	return 1;
}

/* The next | at or after AT that parts cells; the length when there is none. */
static size_t
next_bar(struct str line, size_t at)
{
	while (at < line.n && line.p[at] != '|')
		at += skip(line, at);
	return at < line.n ? at : line.n;
}

bool
table_has_bar(struct str line)
{
	return line.n > 0 && memchr(line.p, '|', line.n) != NULL &&
	    next_bar(line, 0) < line.n;
}

bool
table_is_rule(struct str line)
{
	bool dash = false, bar = false;

	for (size_t i = 0; i < line.n; i++)
		switch (line.p[i]) {
		case '-': dash = true; break;
		case '|': case '+': bar = true; break;
		case ':': case ' ': case '\t': break;
		default: return false;
		}
	return dash && bar;
}

void
table_end_row(struct grid *grid, struct pos pos)
{
	struct row *row = VEC_ADD(grid->arena, &grid->rows);

	row->n = grid->cells.n;
	row->pos = pos;
	row->cells = NEW_ARRAY(grid->arena, struct span, row->n);
	if (row->n > 0)
		memcpy(row->cells, grid->cells.v,
		    row->n * sizeof(*row->cells));
	if (row->n > grid->columns)
		grid->columns = row->n;
	grid->cells.n = 0;
}

/* Blanks of ASCII only: ideographic ones are room to write in. */
static struct str
trim_ascii(struct str s)
{
	while (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = str_from(s, 1);
	while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

static void
split_row(struct grid *grid, struct span line)
{
	struct str s = trim_ascii(line.text);
	size_t at = s.n > 0 && s.p[0] == '|' ? 1 : 0;

	do {
		size_t bar = next_bar(s, at);

		*VEC_ADD(grid->arena, &grid->cells) = span_part(line,
		    trim_ascii(str_slice(s, at, bar)));
		at = bar + 1;
	} while (at < s.n);
	table_end_row(grid, line.pos);
}

static void
read_rule(struct grid *grid, struct str rule)
{
	struct str s = trim_ascii(rule);
	size_t at = s.n > 0 && s.p[0] == '|' ? 1 : 0, n = 0;

	grid->aligns = NEW_ARRAY(grid->arena, enum align, s.n + 1);
	do {
		size_t bar = next_bar(s, at);
		struct str cell = trim_ascii(str_slice(s, at, bar));
		bool left = str_starts(cell, STR(":"));
		bool right = cell.n > 1 && str_ends(cell, STR(":"));

		grid->aligns[n++] = left && right ? ALIGN_CENTER :
		    left ? ALIGN_LEFT : right ? ALIGN_RIGHT : ALIGN_BODY;
		at = bar + 1;
	} while (at < s.n);
	grid->header = grid->rows.n;
	if (n > grid->columns)
		grid->columns = n;
}

/* A line that holds only a section tag belongs to the row beside it. */
static void
read_tag(struct grid *grid, struct span line, struct span *open)
{
	if (str_starts(line.text, STR("{{/")) && grid->rows.n > 0)
		grid->rows.v[grid->rows.n - 1].after = line;
	else
		*open = line;
}

static void
read_rows(struct grid *grid, struct spans lines)
{
	struct span open = { STR_NONE, POS_NONE };

	for (size_t i = 0; i < lines.n; i++) {
		struct span line = lines.v[i];

		if (grid->header == 0 && i > 0 && table_is_rule(line.text))
			read_rule(grid, line.text);
		else if (!table_has_bar(line.text))
			read_tag(grid, line, &open);
		else {
			split_row(grid, line);
			grid->rows.v[grid->rows.n - 1].before = open;
			open.text.n = 0;
		}
	}
}

/* --- cells ------------------------------------------------------------ */

static void
add_paragraph(struct texts *texts, const struct run *v, size_t n,
    struct arena *arena)
{
	struct text *text = &texts->v[texts->n++];

	text->v = NEW_ARRAY(arena, struct run, n);
	if (n > 0) {
		memcpy(text->v, v, n * sizeof(*v));
		text->v[0].flags &= ~(unsigned)RUN_BREAK;
	}
	text->n = n;
}

/* An empty line inside a cell parts its paragraphs. */
static struct texts
split_paragraphs(struct arena *arena, struct text text)
{
	struct texts texts = { NULL, 0 };
	size_t empty = 0, from = 0;

	if (text.n == 0)
		return texts;
	for (size_t i = 0; i < text.n; i++)
		empty += text.v[i].text.n == 0;
	texts.v = NEW_ARRAY(arena, struct text, empty + 1);
	for (size_t i = 0; i < text.n; i++)
		if (text.v[i].text.n == 0) {
			add_paragraph(&texts, text.v + from, i - from, arena);
			from = i + 1;
		}
	add_paragraph(&texts, text.v + from, text.n - from, arena);
	return texts;
}

/* Lines of a CSV cell are paragraphs, and their words mean themselves. */
static struct texts
plain_paragraphs(struct arena *arena, struct span span)
{
	struct texts texts = { NULL, 0 };
	struct str rest = span.text, line;

	if (span.text.n == 0)
		return texts;
	texts.v = NEW_ARRAY(arena, struct text,
	    str_count(span.text, '\n') + 1);
	while (str_line(&rest, &line))
		texts.v[texts.n++] = text_plain(arena, span_part(span, line));
	return texts;
}

/* {填写: …} at the end of a cell is not printed. */
static void
take_rule(struct grid *grid, struct cell *cell, struct span *span)
{
	size_t at = rule_find(span->text);
	struct str unknown;
	struct rule rule;

	if (at == SIZE_MAX)
		return;
	cell->rule = span_part(*span, str_trim_right(str_from(span->text, at)));
	span->text = str_trim_right(str_slice(span->text, 0, at));
	rule_read(cell->rule.text, &rule, &unknown);
	if (unknown.n > 0)
		finding_add(grid->findings, FINDING_SETTING_VALUE,
		    span_part(cell->rule, unknown).pos,
		    "“填写:”里的“%.*s”没有看懂，没有采用；可以写：数字 整数 "
		    "日期 电话 文字 必填 选一 多选 甲/乙/丙 ≤500字 ≥0 1-100",
		    "“%.*s” after 填写: was not understood and is not used; "
		    "write 数字 整数 日期 电话 文字 必填 选一 多选 甲/乙/丙 "
		    "≤500字 ≥0 1-100", STR_ARG(unknown));
}

static void
fill_cell(struct grid *grid, struct cell *cell, struct span span,
    const struct row *row, bool first, bool last)
{
	struct text text;

	cell->pos = span.pos;
	cell->colspan = cell->rowspan = 1;
	if (grid->plain) {
		cell->paragraphs = plain_paragraphs(grid->arena, span);
		return;
	}
	take_rule(grid, cell, &span);
	text = inline_read_line(grid->arena, span, grid->findings);
	if (first && row->before.text.n > 0)
		text = text_append(grid->arena,
		    text_plain(grid->arena, row->before), text);
	if (last && row->after.text.n > 0)
		text = text_append(grid->arena, text,
		    text_plain(grid->arena, row->after));
	cell->paragraphs = split_paragraphs(grid->arena, text);
}

static void
tell_ragged(struct grid *grid, const struct row *row, size_t expected)
{
	if (row->n == expected || grid->told++ >= TELL_MAX)
		return;
	finding_add(grid->findings, FINDING_TABLE_RAGGED, row->pos,
	    "这一行有%zu格，第一行有%zu格；缺的补成空格，多的都保留",
	    "this row has %zu cells, the first has %zu; "
	    "missing ones are blank, all others are kept", row->n, expected);
}

/* --- merges ----------------------------------------------------------- */

enum merge { MERGE_NONE, MERGE_LEFT, MERGE_UP };

/* A sheet says what is merged, and its cells may hold these characters. */
const char table_merged_left[] = "<", table_merged_up[] = "^";

static enum merge
merge_mark(const struct grid *grid, struct span span)
{
	struct str s = str_trim(span.text);

	if (grid->sheet)
		return span.text.p == table_merged_left ? MERGE_LEFT :
		    span.text.p == table_merged_up ? MERGE_UP : MERGE_NONE;
	return str_eq(s, STR("<")) ? MERGE_LEFT :
	    str_eq(s, STR("^")) ? MERGE_UP : MERGE_NONE;
}

/* The cells that one cell covers: its corner, their extent, their number. */
struct region {
	uint32_t right, bottom;		/* last column and row */
	uint32_t left;			/* first column, for a check */
	uint32_t count;
};

static struct span
cell_span(const struct row *row, size_t column)
{
	return column < row->n ? row->cells[column] :
	    (struct span){ STR_NONE, row->pos };
}

/*
 * Which cell each cell belongs to.  Cells are looked at row by row, so the left
 * and upper neighbours already know.
 */
static void
find_roots(struct grid *grid, uint32_t *root)
{
	size_t columns = grid->columns;

	for (size_t r = 0; r < grid->rows.n; r++)
		for (size_t c = 0; c < columns; c++) {
			size_t i = r * columns + c;
			struct span span = cell_span(&grid->rows.v[r], c);
			enum merge merge = merge_mark(grid, span);

			root[i] = (uint32_t)i;
			if (merge == MERGE_LEFT && c > 0)
				root[i] = root[i - 1];
			else if (merge == MERGE_UP && r > 0)
				root[i] = root[i - columns];
			else if (merge != MERGE_NONE &&
			    grid->told++ < TELL_MAX)
				finding_add(grid->findings,
				    FINDING_MERGE_OUTSIDE, span.pos,
				    "“%.*s”%s没有可以合并的格，已作为文字保留",
				    "“%.*s” %s has no cell to join; "
				    "kept as text", STR_ARG(span.text),
				    grid->findings->language == LANGUAGE_EN ?
				    "" : merge == MERGE_LEFT ? "左边" : "上边");
		}
}

/* What each covering cell covers. */
static void
measure_regions(const struct grid *grid, const uint32_t *root,
    struct region *regions)
{
	size_t columns = grid->columns, n = grid->rows.n * columns;

	for (size_t i = 0; i < n; i++) {
		struct region *region = &regions[root[i]];
		uint32_t column = (uint32_t)(i % columns);

		if (region->count++ == 0 || column < region->left)
			region->left = column;
		if (column > region->right)
			region->right = column;
		region->bottom = (uint32_t)(i / columns);
	}
}

static bool
is_rectangle(const struct grid *grid, const struct region *region, size_t i)
{
	uint32_t row = (uint32_t)(i / grid->columns);
	uint32_t column = (uint32_t)(i % grid->columns);

	return region->left == column && (uint64_t)region->count ==
	    (uint64_t)(region->right - column + 1) *
	    (region->bottom - row + 1);
}

static void
merge_cells(struct grid *grid, struct table *table)
{
	size_t columns = grid->columns, n = grid->rows.n * columns;
	uint32_t *root = NEW_ARRAY(grid->arena, uint32_t, n);
	struct region *regions = NEW_ARRAY(grid->arena, struct region, n);

	find_roots(grid, root);
	measure_regions(grid, root, regions);
	for (size_t i = 0; i < n; i++) {
		const struct region *region = &regions[root[i]];
		struct cell *cell = &table->cells[i];

		if (region->count < 2)
			continue;
		if (!is_rectangle(grid, region, root[i])) {
			if (root[i] != i && grid->told++ < TELL_MAX)
				finding_add(grid->findings,
				    FINDING_MERGE_SHAPE, cell->pos,
				    "合并的格不成矩形，没有合并，"
				    "“<”“^”已作为文字保留",
				    "the joined cells are no rectangle; "
				    "they were not joined, < and ^ are kept "
				    "as text");
			continue;
		}
		if (root[i] == i) {
			cell->colspan = region->right -
			    (uint32_t)(i % columns) + 1;
			cell->rowspan = region->bottom -
			    (uint32_t)(i / columns) + 1;
			continue;
		}
		cell->covered = true;
		cell->colspan = cell->rowspan = 0;
		cell->paragraphs = (struct texts){ NULL, 0 };
	}
}

/* --- the table -------------------------------------------------------- */

/* Can it be shown at all?  A finding says why not. */
static bool
fits(struct grid *grid, size_t rows)
{
	struct pos pos = grid->rows.v[0].pos;

	if (grid->columns > TABLE_COLUMNS_MAX)
		finding_add(grid->findings, FINDING_TABLE_TOO_LARGE, pos,
		    "表格有%zu列，最多%u列；内容已逐行排成段落，请把表格拆开",
		    "the table has %zu columns, at most %u fit; its rows are "
		    "set as paragraphs, split it",
		    grid->columns, TABLE_COLUMNS_MAX);
	else if (rows > TABLE_ROWS_MAX ||
	    rows * grid->columns > TABLE_CELLS_MAX)
		finding_add(grid->findings, FINDING_TABLE_TOO_LARGE, pos,
		    "表格有%zu行%zu列，最多%u行、%u格；"
		    "内容已逐行排成段落，请把表格拆开",
		    "the table has %zu rows of %zu, at most %u rows or %u "
		    "cells fit; its rows are set as paragraphs, split it",
		    rows, grid->columns, TABLE_ROWS_MAX, TABLE_CELLS_MAX);
	else
		return budget_holds(grid->arena, grid->findings, pos, rows *
		    grid->columns * (sizeof(struct cell) +
		    sizeof(struct region) + sizeof(uint32_t)));
	return false;
}

bool
table_row_is_blank(const struct row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (str_trim(row->cells[i].text).n > 0)
			return false;
	return true;
}

/* 表头=; a header without rows below it is no use. */
static unsigned
header_asked(const struct grid *grid, const struct table_settings *settings)
{
	size_t header = (size_t)settings->header_rows, rows = grid->rows.n;

	if (header > rows)
		finding_add(grid->findings, FINDING_SETTING_VALUE,
		    settings->pos,
		    "“表头=%zu”多于表格的%zu行，已全部作为表头",
		    "表头=%zu is more than the %zu rows; all are header",
		    header, rows);
	else if (header == rows && settings->blank_rows == 0)
		finding_add(grid->findings, FINDING_SETTING_VALUE,
		    settings->pos,
		    "“表头=%zu”，表格只有%zu行，没有正文行；已全部作为表头，"
		    "请把“表头=”改小，或者写“空行=”",
		    "表头=%zu of %zu rows leaves none for the body; all are "
		    "header, make it fewer or give 空行=", header, rows);
	return (unsigned)(header < rows ? header : rows);
}

/* Blank, joined to another, or with what asks for an answer. */
static bool
is_to_fill(struct str cell)
{
	return cell.n == 0 || str_is_one(cell, "<|^") ||
	    str_starts_one(cell, "{填写|（") || str_has(cell, STR("□"));
}

static struct str
cell_text(const struct row *row, size_t i)
{
	return i < row->n ? str_trim(row->cells[i].text) : STR_NONE;
}

/*
 * Labels with blanks to write in beside them, over rows of more labels, are no
 * header but the beginning of a form, with a rule below or without.  What
 * stands under a blank has one beside it.  Only one blank in three columns or
 * more: a list with a column that has no name.
 */
static bool
begins_form(const struct grid *grid)
{
	const struct row *first = &grid->rows.v[0];
	bool labels = false;
	size_t blanks = 0;

	for (size_t i = 0; i < grid->columns; i++) {
		struct str head = cell_text(first, i);
		bool blank = is_to_fill(head) && !str_eq(head, STR("<"));

		if (blank && i == 0)
			return false;
		blanks += blank;
		for (size_t r = 1; r < grid->rows.n; r++) {
			const struct row *row = &grid->rows.v[r];
			struct str s = cell_text(row, i);

			if (blank && !is_to_fill(s) && (i + 1 >= row->n ||
			    !is_to_fill(cell_text(row, i + 1))))
				return false;
			labels |= s.n > 0 && (unsigned char)s.p[0] >= 0x80;
		}
	}
	return labels && (blanks > 1 || (blanks == 1 && grid->columns == 2));
}

/* How many rows are the header; a blank one above the rule is none at all. */
static unsigned
header_rows(struct grid *grid, const struct table_settings *settings)
{
	size_t header = grid->header;

	if (settings->header_rows >= 0)
		return header_asked(grid, settings);
	if (header == 1 && table_row_is_blank(&grid->rows.v[0]) &&
	    grid->rows.n > 1) {
		grid->rows.v++;
		grid->rows.n--;
		grid->rows.capacity--;
		return 0;
	}
	if (header == 1 && !grid->sheet && begins_form(grid))
		return 0;
	return (unsigned)header;
}

static void
take_widths(const struct grid *grid, struct table *table,
    const struct table_settings *settings)
{
	if (settings->widths.n == 0)
		return;
	if (settings->widths.n == grid->columns) {
		table->widths = settings->widths.v;
		return;
	}
	finding_add(grid->findings, FINDING_SETTING_VALUE, settings->pos,
	    "“列宽=”有%zu个数，表格有%zu列；已按内容计算列宽",
	    "列宽= has %zu numbers for %zu columns; "
	    "widths are computed from the content",
	    settings->widths.n, grid->columns);
}

static bool
has_rule(const struct table *table)
{
	for (size_t i = 0; i < (size_t)table->rows * table->columns; i++)
		if (table->cells[i].rule.text.n > 0)
			return true;
	return false;
}

static void
take_settings(struct grid *grid, struct table *table,
    const struct table_settings *settings)
{
	table->row_height = settings->row_height;
	table->font_size = settings->font_size;
	table->landscape = settings->landscape;
	table->full_width = settings->full_width;
	table->fill_page = settings->fill_page;
	table->caption = settings->caption;
	table->unit = settings->unit;
	table->form = table->header_rows == 0;
	table->controls = settings->controls >= 0 ? settings->controls == 1 :
	    table->form || settings->blank_rows > 0 || has_rule(table);
	take_widths(grid, table, settings);
	for (size_t i = 0; grid->aligns != NULL && i < grid->columns; i++)
		if (grid->aligns[i] != ALIGN_BODY)
			table->aligns = grid->aligns;
}

struct table *
table_make(struct grid *grid, const struct table_settings *settings)
{
	struct table *table = NEW(grid->arena, struct table);
	unsigned header = header_rows(grid, settings);
	size_t rows = grid->rows.n + settings->blank_rows;
	size_t expected = grid->rows.v[0].n;

	if (!fits(grid, rows))
		return NULL;
	table->pos = grid->rows.v[0].pos;
	table->rows = (unsigned)rows;
	table->columns = (unsigned)grid->columns;
	table->header_rows = header;
	table->cells = NEW_ARRAY(grid->arena, struct cell,
	    rows * grid->columns);
	for (size_t r = 0; r < rows; r++) {
		struct row blank = { NULL, 0, table->pos,
		    { STR_NONE, POS_NONE }, { STR_NONE, POS_NONE } };
		const struct row *row = r < grid->rows.n ?
		    &grid->rows.v[r] : &blank;

		if (r < grid->rows.n)
			tell_ragged(grid, row, expected);
		for (size_t c = 0; c < grid->columns; c++)
			fill_cell(grid, &table->cells[r * grid->columns + c],
			    cell_span(row, c), row, c == 0,
			    c == grid->columns - 1);
	}
	merge_cells(grid, table);
	take_settings(grid, table, settings);
	return table;
}

/* --- HTML ----------------------------------------------------------------- */

/* How far the cells of the rows above reach down, by column. */
struct covered {
	unsigned rows;			/* that it still goes down */
	bool later;			/* not its first column */
};

/* The parts of cells above that stand next in the row. */
static void
cover(struct grid *grid, struct covered *covered, struct pos pos)
{
	for (size_t c; (c = grid->cells.n) < TABLE_COLUMNS_MAX &&
	    covered[c].rows > 0; covered[c].rows--)
		*VEC_ADD(grid->arena, &grid->cells) = (struct span){
		    { covered[c].later ? table_merged_left :
		    table_merged_up, 1 }, pos };
}

/* A cell, and what it covers right of it and below; false: too many. */
static bool
place_cell(struct grid *grid, struct covered *covered,
    const struct html_cell *cell)
{
	struct span span = cell->text;

	cover(grid, covered, span.pos);
	for (unsigned i = 0; i < cell->right; i++) {
		size_t c = grid->cells.n;

		if (c >= TABLE_COLUMNS_MAX)
			return false;
		covered[c] = (struct covered){ cell->down - 1, i > 0 };
		if (i > 0)
			span.text = (struct str){ table_merged_left, 1 };
		*VEC_ADD(grid->arena, &grid->cells) = span;
	}
	return true;
}

static struct table *
read_html(struct grid *grid, struct spans lines,
    const struct table_settings *asked)
{
	struct table_settings settings = *asked;
	struct covered covered[TABLE_COLUMNS_MAX] = { 0 };
	struct html_table html;
	size_t at = 0;

	if (!html_read_table(grid->arena, lines, &html))
		return NULL;
	for (unsigned r = 0; r < html.rows; r++) {
		bool head = true;

		for (; at < html.cells.n && html.cells.v[at].row == r; at++) {
			head &= html.cells.v[at].head;
			if (!place_cell(grid, covered, &html.cells.v[at]))
				return NULL;
		}
		cover(grid, covered, lines.v[0].pos);
		grid->header += head && grid->header == r;
		table_end_row(grid, lines.v[0].pos);
	}
	grid->sheet = true;
	if (grid->header == 0 || grid->header == html.rows)
		grid->header = html.rows > 1;
	if (html.caption.text.n > 0 && text_empty(settings.caption))
		settings.caption = inline_read_line(grid->arena, html.caption,
		    grid->findings);
	return table_make(grid, &settings);
}

struct table *
table_read(struct arena *arena, struct spans lines,
    const struct table_settings *settings, struct findings *findings)
{
	struct grid grid = { .arena = arena, .findings = findings };

	if (lines.n > 0 && str_starts(lines.v[0].text, STR("<")))
		return read_html(&grid, lines, settings);
	read_rows(&grid, lines);
	if (grid.rows.n == 0)
		return NULL;
	if (grid.header == 0 && settings->header_rows < 0) {
		finding_add(findings, FINDING_TABLE_NO_RULE,
		    grid.rows.v[0].pos,
		    "表格第一行下面没有 |---|---| 一行，已把第一行当作表头；"
		    "没有表头请写 {表格: 表头=0}",
		    "no |---|---| below the first row, which was taken for "
		    "the header; write {表格: 表头=0} when there is none");
		grid.header = grid.rows.n > 1;
	}
	return table_make(&grid, settings);
}
