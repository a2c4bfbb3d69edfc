/*
 * Which rows are of a table: parted by bars, by tabs as pasted from a sheet, by
 * blanks as copied from a chat, each cell led by a tab; and which of these only
 * lead a paragraph, or hold an element of a letterhead or colophon.
 * In: the rows of a file; out: row.cell and row.grid of each, and where the
 * table ends that one begins.  It is decided for a run of rows, never for one.
 * Read it from cells_find and cells_end.
 */
#include "reader.h"

#include <string.h>

#include "../text/chars.h"
#include "table.h"

/* Bytes of a row whose cells stand in one line. */
#define GRID_BYTES	3000
#define GRID_COLUMNS	32	/* counted apart; more are one kind */

/* --- elements in cells ------------------------------------------------ */

#define ELEMENT_CUES	(CUE_BIT(KEY_CC) | CUE_BIT(KEY_REPORT) | \
	CUE_BIT(KEY_SEND) | CUE_BIT(KEY_SUBJECT) | CUE_BIT(PRINTED) | \
	CUE_BIT(DOC_NUMBER) | CUE_BIT(KEY_SIGNER) | CUE_BIT(KEY_DISCLOSURE))

/* Is it the only cell of its row? */
static bool
is_alone(const struct reader *reader, const struct row *row)
{
	const struct row *last = reader->rows + reader->row_count - 1;

	return (row == reader->rows || row->blanks > 0 || !row[-1].cell) &&
	    (row == last || row[1].blanks > 0 || !row[1].cell);
}

/* Has it a sign of an element?  Most cells of most tables have none. */
static bool
has_sign(struct str s)
{
	return str_has_one(s, "印|号") || str_starts_one(s,
	    "抄|主|报|送|分|发|附|信|公|签|关");
}

static bool
may_be_element(const struct reader *reader, const struct row *row)
{
	struct str s = row_text(reader, row);

	if (reader->top || has_sign(s))
		return true;
	return row + 1 < reader->rows + reader->row_count &&
	    (str_has(row_text(reader, &row[1]), STR("印")) ||
	    (row > reader->rows && str_starts(row_text(reader, &row[-1]),
	    STR("附"))));
}

bool
cell_is_element(const struct reader *reader, const struct row *row)
{
	struct line line = { .text = row_text(reader, row) };

	if (row->styled > 0)
		return true;
	if (row->length == 0 || row->length > ELEMENT_MAX * 3 ||
	    memchr(line.text.p, '\t', line.text.n) != NULL ||
	    !may_be_element(reader, row))
		return false;
	line_look(&line);
	if (line.cues & ELEMENT_CUES)
		return true;
	if ((line.cues & CUE_BIT(KEY_COPIES)) && line.chars < 20)
		return true;
	if ((line.cues & CUE_BIT(ATTACH_ALONE)) && is_alone(reader, row))
		return true;
	if ((line.cues & (CUE_BIT(PAPER) | CUE_BIT(GENRE))) &&
	    is_alone(reader, row) && row > reader->rows) {
		struct line mark = { .text = row_text(reader, &row[-1]) };

		line_look(&mark);
		if (mark.cues & CUE_BIT(ATTACH_ALONE))
			return true;	/* the title of the page */
	}
	if (reader->top && ((line.cues & (CUE_BIT(ORGAN) |
	    CUE_BIT(FILE_WORD) | CUE_BIT(KEY_SECRECY) |
	    CUE_BIT(KEY_URGENCY))) || ((line.cues & CUE_BIT(GENRE)) &&
	    (line.cues & CUE_BIT(ABOUT_IN)) && is_alone(reader, row))))
		return true;
	/* The printer beside the date of printing. */
	if ((line.cues & CUE_BIT(ORGAN)) &&
	    row + 1 < reader->rows + reader->row_count && row[1].cell) {
		struct line next = { .text = row_text(reader, &row[1]) };

		line_look(&next);
		return (next.cues & CUE_BIT(PRINTED)) != 0;
	}
	return false;
}

bool
cells_hold_element(const struct reader *reader, size_t i)
{
	struct str rest = row_text(reader, &reader->rows[i]);

	while (rest.p != NULL) {
		struct line cell = { .text = take_cell(&rest, '\t') };

		if (cell.text.n > ELEMENT_MAX * 3 || (!has_sign(cell.text) &&
		    (i >= TOP_LINES || !str_has(cell.text, STR("文件")))))
			continue;
		line_look(&cell);
		if ((cell.cues & ELEMENT_CUES) || (i < TOP_LINES &&
		    (cell.cues & CUE_BIT(FILE_WORD))))
			return true;
	}
	return false;
}

/* More cells do not stand in a head or a colophon. */
#define HEAD_CELLS	6

/*
 * Are the cells of S elements and nothing else, one of them NEEDED?  Organs
 * over one day sign.
 */
static bool
are_elements(struct str s, uint64_t needed)
{
	size_t cells = 0, elements = 0, days = 0, from = 0;
	uint64_t cues = 0;

	for (size_t at = 0; at <= s.n && cells <= HEAD_CELLS; at++) {
		struct line cell = { 0 };

		if (at < s.n && s.p[at] != '|' && s.p[at] != '\n')
			continue;
		cell.text = words_trim(str_slice(s, from, at));
		from = at + 1;
		if (cell.text.n == 0 || str_starts_one(cell.text, "--|:-"))
			continue;
		line_look(&cell);
		cues |= cell.cues;
		cells++;
		days += (cell.cues & needed & CUE_BIT(IS_DATE)) != 0;
		elements += (cell.cues & (ELEMENT_CUES | (needed &
		    CUE_BIT(IS_DATE)) | CUE_BIT(FILE_WORD) |
		    CUE_BIT(ORGAN))) || ((cell.cues & CUE_BIT(GENRE)) &&
		    (cell.cues & CUE_BIT(ABOUT_IN)));
	}
	return elements > 0 && elements == cells && cells <= HEAD_CELLS &&
	    days < 2 && (cues & needed) && (elements > 1 ||
	    (cues & CUE_BIT(KEY_CC)));
}

bool
cells_hold_head(struct str s)
{
	return are_elements(s, CUE_BIT(DOC_NUMBER));
}

bool
cells_hold_colophon(struct str s)
{
	return are_elements(s, CUE_BIT(KEY_CC) | CUE_BIT(PRINTED));
}

bool
cells_sign(struct str s)
{
	return are_elements(s, CUE_BIT(IS_DATE));
}

/* A table of no more cells than this may be there for its look alone. */
#define FRAME_CELLS	16

/*
 * Below 主送 or running text a frame begins with an element: 单位 and 文号 are
 * the head of a list of papers.  Names of organs alone are a frame when there
 * is nothing else in it: 县区 and 临溪县 are what a list is of.
 */
bool
cells_are_frame(const struct reader *reader, size_t from, size_t to)
{
	const struct table *table = reader->rows[from].known->table;
	size_t elements = 0, organs = 0, names = 0, days = 0, n = 0;
	bool begins = reader->top && !reader->addressed;

	if (table == NULL || table->rows * table->columns > FRAME_CELLS)
		return false;
	for (size_t i = from; i < to; i++) {
		struct str s = row_text(reader, &reader->rows[i]);
		bool element = cell_is_element(reader, &reader->rows[i]);

		organs += element && reader->rows[i].styled == 0 &&
		    words_organ(s);
		if (n == 0) {	/* perhaps longer than an element is */
			element |= str_starts_one(s, "抄送|主送|抄报|分送|报：|"
			    "送：|主题词");
			begins |= element;
		}
		n += reader->rows[i].length > 0;
		elements += element;
		days += s.n < ELEMENT_MAX && date_cues(s) == CUE_BIT(IS_DATE);
		names += s.n < ELEMENT_MAX * 3 && words_organ(s);
	}
	if (!reader->top && days == 1 && names > 0 && names + days == n)
		return true;			/* they sign */
	return begins && elements > 0 && elements * 2 >= n &&
	    (organs < elements || organs == n);
}

/* --- cells in one line ------------------------------------------------ */

static bool
is_tab(char c)
{
	return c == '\t' || c == ' ';
}

static unsigned
count_bars(const struct reader *reader, const struct row *row)
{
	struct str s = row_text(reader, row);

	return s.n > GRID_BYTES ? 0 : (unsigned)(str_count(s, '|') +
	    (s.n > 0 && s.p[0] == '-' && table_is_rule(s) ?
	    str_count(s, '+') : 0));
}

bool
cells_in_row(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];
	struct str s = row_text(reader, row);
	unsigned bars = reader->marked ? 0 : count_bars(reader, row);

	if (row->beside)
		return false;
	if (row->grid || (s.n < GRID_BYTES && str_count(s, '\t') >= 2))
		return true;
	if (bars > 1 && s.p[s.n - 1] == '|' && (s.p[0] == '|' || (i > 0 &&
	    row->blanks == 0 && count_bars(reader, row - 1) > 1)))
		return true;
	return bars > (s.n > 0 && s.p[0] == '|') && ((i > 0 &&
	    count_bars(reader, row - 1) == bars) ||
	    (i + 1 < reader->row_count && count_bars(reader, row + 1) == bars));
}

/* --- which tabs part cells, and which are indents ---------------------- */

#define GRID_CHARS	26	/* of a cell, on the average */

/* The row with all its tabs, also those at its ends. */
static struct str
raw_row(const struct reader *reader, const struct row *row)
{
	size_t from = row->offset, to = (size_t)row->offset + row->length;

	while (from > 0 && is_tab(reader->text.p[from - 1]))
		from--;
	while (to < reader->text.n && is_tab(reader->text.p[to]))
		to++;
	return str_slice(reader->text, from, to);
}

/* Has the row a tab behind words, be it the last thing in it (姓名\t)? */
static bool
has_tab(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];
	struct str s = raw_row(reader, row);
	size_t from = row->offset - (size_t)(s.p - reader->text.p);

	return row->length < GRID_BYTES && row->length > 0 &&
	    memchr(s.p + from, '\t', s.n - from) != NULL;
}

/* Is the row no more than labels with what is to be filled in behind them? */
static bool
is_to_sign(const struct reader *reader, size_t i)
{
	struct str rest;
	bool any = false;

	if (i >= reader->row_count || !has_tab(reader, i))
		return false;
	rest = row_text(reader, &reader->rows[i]);
	while (rest.p != NULL) {
		struct str cell = take_cell(&rest, '\t');

		if (cell.n > 0 && !str_ends_one(cell, "：|:"))
			return false;
		any = any || cell.n > 0;
	}
	return any;
}

/* What the cells of a run of rows are like, together. */
struct grid {
	size_t rows, cells, filled, chars, long_ones;
	size_t open;		/* rows that end in an empty cell */
	size_t bare;		/* rows of a number, without any tab */
	size_t keys;		/* rows that begin 联系人： */
	size_t ordinals;	/* or 一、某事 */
	size_t dates;		/* rows of dates, under names of organs */
	size_t usual;		/* rows that have as many as most */
	uint32_t by_columns[GRID_COLUMNS + 1];
};

static void
count_cells(const struct reader *reader, size_t i, struct str s,
    struct grid *grid)
{
	size_t columns = 0, filled = 0;
	bool to_sign = is_to_sign(reader, i), open = false;

	while (s.p != NULL) {
		struct str cell = take_cell(&s, '\t');
		size_t chars = char_count(cell);
		uint32_t c = char_last(cell);

		if (columns == 0 && !to_sign) {
			grid->keys += c == ':' || c == U'：' ||
			    str_has(cell, STR("："));
			grid->ordinals += chars > 4 && ordinal_level(
			    ordinal_parse(cell).style) > 0;
		}
		columns++;
		open = chars == 0;
		filled += chars > 0;
		grid->chars += chars;
		grid->long_ones += chars > 60 || (chars > 20 && c == U'。');
		grid->dates += date_cues(cell) == CUE_BIT(IS_DATE) &&
		    columns == 1;
	}
	grid->rows++;
	columns = columns < GRID_COLUMNS ? columns : GRID_COLUMNS;
	if (++grid->by_columns[columns] > grid->usual)
		grid->usual = grid->by_columns[columns];
	grid->cells += columns;
	grid->filled += filled > 1;
	grid->open += columns > 1 && open;
}

/* Is the row a title in one cell that spreads over all of a table below it? */
static bool
is_spread_title(const struct reader *reader, size_t i)
{
	struct line line = { .text = row_text(reader, &reader->rows[i]) };

	if (memchr(line.text.p, '\t', line.text.n) != NULL)
		return false;
	line_look(&line);
	return (line.cues & (CUE_BIT(PAPER) | CUE_BIT(GENRE))) != 0;
}

/*
 * A spreadsheet has a title of its table, and 填报单位： and 填表人：, over and
 * under it in rows of their own.
 */
static void
find_beside(struct reader *reader)
{
	for (size_t i = 0; i < reader->row_count; i++) {
		bool above, below;

		if (!has_tab(reader, i))
			continue;
		above = i > 0 && has_tab(reader, i - 1) &&
		    !reader->rows[i - 1].beside &&
		    !cell_is_element(reader, &reader->rows[i - 1]);
		below = i + 1 < reader->row_count && has_tab(reader, i + 1);
		if (above == below)
			continue;
		reader->rows[i].beside = (is_to_sign(reader, i) &&
		    !is_to_sign(reader, below ? i + 1 : i - 1)) ||
		    (below && is_spread_title(reader, i));
	}
}

/* Characters of a cell of a form that nobody has filled in. */
#define FORM_CHARS	8

/*
 * Are the rows a table: short cells, as many in each row, and no 联系人：…?  A
 * form that is to be filled in has empty cells, and rows of fewer of them; only
 * where all rows have as many below a head may they begin 一、 and 1. .
 */
static bool
is_grid(const struct grid *grid)
{
	size_t odd = grid->rows - grid->usual;
	bool form = (grid->open + grid->bare) * 2 >= grid->rows &&
	    (grid->filled > 0 || grid->rows > 2) &&
	    grid->chars <= grid->cells * FORM_CHARS;

	return grid->rows + grid->bare >= 2 && grid->keys == 0 &&
	    grid->dates == 0 &&
	    (grid->ordinals == 0 || (odd == 0 && grid->rows > 2 &&
	    grid->ordinals < grid->rows)) &&
	    (form || (odd * 4 <= grid->rows &&
	    grid->filled * 2 >= grid->rows)) &&
	    grid->long_ones * 4 <= grid->cells &&
	    grid->chars <= grid->cells * GRID_CHARS;
}

/*
 * Row I as pasted from a sheet, with the lines that its quoted cells take; *END
 * is the row after them.
 */
static struct str
quoted_row(const struct reader *reader, size_t i, size_t *end)
{
	struct str s = raw_row(reader, &reader->rows[i]);
	size_t from = (size_t)(s.p - reader->text.p);
	size_t to = from + row_quoted(str_from(reader->text, from));

	for (*end = i + 1; *end < reader->row_count &&
	    reader->rows[*end].offset < to;)
		++*end;
	return *end > i + 1 ? str_slice(reader->text, from, to) : s;
}

/* Is a row without tabs the first line of the cell that the next begins? */
static bool
begins_cell(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];

	return i + 1 < reader->row_count && row->length > 0 &&
	    row->kind == LINE_TEXT && !row->cell && row->blanks == 0 &&
	    row[1].blanks == 0 && !row[1].cell && has_tab(reader, i + 1) &&
	    row_breaks(raw_row(reader, row - 1), row_text(reader, row),
	    raw_row(reader, row + 1));
}

/* Is row I, below one of a table, a number and the rest of it to fill in? */
static bool
is_bare(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];

	return row->length > 0 && row->kind == LINE_TEXT && !row->cell &&
	    row->blanks == 0 && row_is_bare(raw_row(reader, row - 1),
	    row_text(reader, row));
}

/* Lines of cells parted by tabs, as pasted from a spreadsheet: two or more. */
static void
find_grids(struct reader *reader)
{
	size_t end, next;

	for (size_t i = 0; i < reader->row_count; i = end) {
		struct grid grid = { 0 };
		struct row *rows = reader->rows;

		for (end = i; end < reader->row_count && (end == i ||
		    rows[end].blanks == 0 || (end > i + 1 &&
		    rows[end].blanks == rows[i + 1].blanks));) {
			struct str s = quoted_row(reader, end, &next);
			bool tab = has_tab(reader, end);
			bool bare = !tab && end > i && is_bare(reader, end);

			if ((!tab && !bare && next == end + 1 &&
			    (end == i || !begins_cell(reader, end))) ||
			    rows[end].beside || cells_hold_element(reader, end))
				break;
			if (tab || next > end + 1)
				count_cells(reader, end, s, &grid);
			else if (bare)
				grid.bare++;
			while (end < next)
				rows[end++].grid = true;
		}
		if (end == i) {
			end++;
			continue;
		}
		if (is_grid(&grid))
			continue;
		for (size_t k = i; k < end; k++)
			rows[k].grid = false;
	}
}

/* Rows, columns of such a table at least, and characters of a cell. */
#define SPACED_ROWS	3
#define SPACED_COLUMNS	3
#define SPACED_MAX	20

/* A row whose cells are parted by blanks: of numbers, by columns. */
struct spaced {
	size_t columns;			/* 0: it is none */
	uint64_t numbers;
};

/* What the heads of columns end in: 单位名称, 负责人, 服务范围. */
#define COLUMN_HEADS	"姓名|名称|单位|部门|职务|职称|性别|年龄|学历|时间|" \
	"日期|地点|地址|内容|项目|任务|电话|号码|备注|数量|金额|等级|" \
	"类别|类型|范围|要求|措施|标准|序号|编号|情况|联系人|负责人|责任人|" \
	"联系电话|责任单位|完成时间"
#define COLUMN_HEAD_MAX	8

static struct spaced
spaced_row(const struct reader *reader, size_t i, unsigned least)
{
	const struct row *row = &reader->rows[i];
	struct str s = row_text(reader, row);
	struct spaced spaced = { 0, 0 };

	if (row->kind != LINE_TEXT || row->depth > 0 || row->said ||
	    row->cell || row->grid || row->known != NULL || s.n == 0 ||
	    s.n > SPACED_MAX * 64 || memchr(s.p, '|', s.n) != NULL ||
	    memchr(s.p, '\t', s.n) != NULL || (!str_has(s, STR("  ")) &&
	    !str_has(s, STR("　")) && (least > 1 || !str_has(s, STR(" ")))))
		return spaced;
	for (size_t at = 0, next; at < s.n; at = next) {
		struct str cell = str_slice(s, at, row_cell_end(s, at, least,
		    &next));

		if (char_count(cell) > SPACED_MAX || spaced.columns == 63 ||
		    str_has(cell, STR("：")) || str_has(cell, STR("。")))
			return (struct spaced){ 0, 0 };
		for (size_t k = 0; k < cell.n; k++)
			if (char_is_digit((unsigned char)cell.p[k]))
				spaced.numbers |= UINT64_C(1) <<
				    spaced.columns;
		spaced.columns++;
	}
	return spaced;
}

/* Is row I the heads of COLUMNS columns, by the words of most of them? */
static bool
is_heads(const struct reader *reader, size_t i, size_t columns)
{
	struct str s = row_text(reader, &reader->rows[i]);
	char buffer[64];
	size_t heads = 0;

	for (size_t at = 0, next; at < s.n; at = next) {
		struct str cell = words_squeeze(str_slice(s, at,
		    row_cell_end(s, at, 2, &next)), buffer, sizeof(buffer));

		if (char_count(cell) > COLUMN_HEAD_MAX)
			return false;
		heads += str_ends_one(cell, COLUMN_HEADS);
	}
	return columns > 1 && heads > 1 && heads * 2 > columns;
}

/* 合计 under such a table, which may have fewer cells. */
static bool
is_total(const struct reader *reader, size_t i, unsigned least, size_t columns)
{
	char buffer[64];
	size_t n;

	if (i >= reader->row_count || !str_starts_one(words_squeeze(row_text(
	    reader, &reader->rows[i]), buffer, sizeof(buffer)),
	    WORDS_TOTAL "|小计"))
		return false;
	n = spaced_row(reader, i, least).columns;
	return n > 1 && n <= columns;
}

/*
 * Such a table whose empty cells were lost, from row I on: its rows, or 0.
 * Where HEADS tell it apart its cells need no numbers, nor even be there.
 */
static size_t
uneven_rows(const struct reader *reader, size_t i, const struct spaced *head,
    bool heads)
{
	size_t end = i + 1, fewer = 0;
	struct spaced row;

	while (head->numbers == 0 && end < reader->row_count &&
	    (row = spaced_row(reader, end, 2)).columns > 1 &&
	    row.columns <= head->columns && (heads || row.numbers != 0) &&
	    (end == i + 1 || reader->rows[end].blanks ==
	    reader->rows[i + 1].blanks)) {
		fewer += row.columns < head->columns;
		end++;
	}
	return heads || (end - i >= SPACED_ROWS && fewer > 0) ? end - i : 0;
}

static void
tell_uneven(const struct reader *reader, size_t i)
{
	finding_add(reader->findings, FINDING_TABLE_FLAT,
	    row_pos(reader->source, row_text(reader, &reader->rows[i])),
	    "从这一行起像是一张用空格分格的表，只有表头，或者各行的格数不同；"
	    "已按段落排，请写成用制表符或“|”分格的表",
	    "from here on this looks like a table whose cells are parted by "
	    "blanks, of a head alone or with cells lost; kept as paragraphs, "
	    "please part the cells of each row by tabs or \"|\"");
}

/*
 * Lines of short cells parted by LEAST blanks, as copied from a chat or a PDF,
 * are a table when a column has words in the first and numbers in all others,
 * or the first has the heads of columns.  Names in columns have neither.
 */
static void
find_spaced(struct reader *reader, unsigned least)
{
	for (size_t i = 0, end; i < reader->row_count; i = end) {
		struct spaced head = spaced_row(reader, i, least), row;
		uint64_t numbers = ~head.numbers;
		bool heads = least > 1 && head.columns > 1 &&
		    is_heads(reader, i, head.columns);

		end = i + 1;
		if (head.columns < SPACED_COLUMNS && !heads)
			continue;
		while (end < reader->row_count && (end == i + 1 ||
		    reader->rows[end].blanks == reader->rows[i + 1].blanks) &&
		    (row = spaced_row(reader, end, least)).columns ==
		    head.columns) {
			numbers &= row.numbers;
			end++;
		}
		if (end - i < SPACED_ROWS || (numbers == 0 && !heads)) {
			size_t n = least < 2 ? 0 :
			    uneven_rows(reader, i, &head, heads);

			if (n > 0)
				tell_uneven(reader, i);
			end = n > 0 ? i + n : end;
			continue;
		}
		end += is_total(reader, end, least, head.columns);
		for (size_t k = i; k < end; k++)
			reader->rows[k].grid = true;
	}
}

/* Was a stroke taken from the end of row I, or is it the head of a column? */
static bool
is_flat(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];
	size_t end = (size_t)row->offset + row->length;

	if (i >= reader->row_count || row->kind != LINE_TEXT || row->grid ||
	    row->cell)
		return false;
	while (end < reader->text.n && reader->text.p[end] == ' ')
		end++;
	return (end < reader->text.n && reader->text.p[end] == '|') ||
	    (row->length > 0 && reader->text.p[row->offset] == '|' &&
	    count_bars(reader, row) == 1) ||
	    (row->length <= STR("完成时间").n && str_is_one(row_text(reader,
	    row), COLUMN_HEADS));
}

/* Do such rows begin with I, three of them or more? */
static bool
begins_flat(const struct reader *reader, size_t i)
{
	return is_flat(reader, i) && is_flat(reader, i + 1) &&
	    is_flat(reader, i + 2) && (i == 0 || !is_flat(reader, i - 1));
}

/* A table that was copied cell by cell, each into a line of its own. */
static void
find_flat(struct reader *reader)
{
	for (size_t i = 0; i < reader->row_count; i++) {
		const struct row *row = &reader->rows[i];
		size_t end;

		if (row->kind != LINE_TEXT || row->cell || row->said ||
		    row->known != NULL || row_flat_columns(str_from(
		    reader->text, row->offset), &end) == 0) {
			if (begins_flat(reader, i))
				finding_add(reader->findings,
				    FINDING_TABLE_FLAT, row_pos(reader->source,
				    row_text(reader, row)),
				    "从这一行起像是一张表，复制时每一格成了一"
				    "行；已按段落排，请写成用制表符或“|”分格"
				    "的表", "from here on this looks like a "
				    "table that was copied cell by cell; kept "
				    "as paragraphs, please part the cells of "
				    "each row by tabs or \"|\"");
			continue;
		}
		for (end += row->offset; i + 1 < reader->row_count &&
		    reader->rows[i + 1].offset < end; i++)
			reader->rows[i + 1].grid = reader->rows[i].grid = true;
	}
}

/* Lines that a cell may go on in, and of names over a day. */
#define CELL_LINES	4
#define SIGNING_ROWS	6

/* Lines led by tabs, up to one that is not. */
struct zone {
	size_t rows, blank;		/* with text, without */
	size_t texts, ordinals;		/* sentences and the like; 一、（一） */
	size_t groups, agree;		/* parted by blank lines; alike */
};

/* Is the row text that somebody indented, by its words? */
static bool
is_text(struct str s, bool *ordinal)
{
	struct ordinal o = ordinal_parse(str_slice(s, 0, 80));
	size_t chars = char_count(str_slice(s, 0, ELEMENT_MAX * 3));
	struct attach a = words_attach(s);

	*ordinal = (o.style == ORDINAL_HAN ||
	    o.style == ORDINAL_HAN_BRACKET) && chars > 4;
	return *ordinal || (chars >= 12 && sentence_ends(s)) ||
	    (chars >= 5 && (str_ends(s, STR("。")) ||	/* no cell has it */
	    str_ends_one(s, "如下：|如下:"))) ||
	    (a.length > 0 && a.colon && a.length < s.n) || chars > 60;
}

/* 联系人：某某 and behind a tab 电话：0000-0000000. */
static bool
is_contact(struct str s)
{
	struct line line = { .text = s };
	size_t tab = str_find(s, STR("\t"), 0), colon = words_colon(s);

	if (tab == SIZE_MAX || colon + STR("：").n >= tab)
		return false;
	line_look(&line);
	return (line.cues & CUE_BIT(KEY_CONTACT)) != 0;
}

/* Led by a tab, and holding no other but between contacts. */
static bool
is_led(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];

	return i < reader->row_count && row->cell && !row->grid &&
	    (memchr(reader->text.p + row->offset, '\t', row->length) == NULL ||
	    is_contact(row_text(reader, row)));
}

/*
 * Where the next cell begins, when row I is more of the cell above it: a few
 * short lines that no tab leads, with the next cell right below them.
 */
static size_t
skip_cell(const struct reader *reader, size_t i)
{
	size_t end = i;
	bool ordinal;

	while (end < reader->row_count && end < i + CELL_LINES) {
		const struct row *row = &reader->rows[end];

		if (row->cell || row->kind != LINE_TEXT || row->depth > 0 ||
		    row->said || row->length == 0 ||
		    is_text(row_text(reader, row), &ordinal) ||
		    words_attach(row_text(reader, row)).length > 0 ||
		    cell_is_element(reader, row))
			break;
		end++;
	}
	return end > i && end < reader->row_count && is_led(reader, end) &&
	    reader->rows[end].blanks == 0 ? end : i;
}

/* The rows from I on that are led by a tab, with what goes on in them. */
static size_t
read_zone(const struct reader *reader, size_t i, struct zone *zone)
{
	size_t sizes[9] = { 0 }, size = 0, from = i;

	for (;; i++) {
		const struct row *row;
		bool ordinal = false;

		if (i > from) {
			size_t next = wrap_next(reader, i - 1);

			i = next > i && is_led(reader, next) ? next :
			    skip_cell(reader, i);
		}
		if (!is_led(reader, i))
			break;
		row = &reader->rows[i];
		if (row->blanks > 0 && size > 0) {
			zone->groups++;
			sizes[size < 8 ? size : 8]++;
			size = 0;
		}
		size++;
		zone->rows += row->length > 0;
		zone->blank += row->length == 0;
		if (row->length > 0)
			zone->texts += is_text(row_text(reader, row), &ordinal);
		zone->ordinals += ordinal;
	}
	if (size > 0) {
		zone->groups++;
		sizes[size < 8 ? size : 8]++;
	}
	for (size_t k = 2; k < 9; k++)
		if (sizes[k] > zone->agree)
			zone->agree = sizes[k];
	return i;
}

/* Are the rows of a zone like those of a table: as many cells in each? */
static bool
has_rows(const struct zone *zone)
{
	return zone->agree >= 2 && zone->agree * 3 >= zone->groups * 2 &&
	    (zone->ordinals == 0 || zone->ordinals * 3 < zone->rows);
}

static bool
is_indented(const struct zone *zone, bool others)
{
	if (zone->rows == 0 || has_rows(zone))
		return false;
	if (zone->texts * 2 >= zone->rows || (zone->ordinals >= 2 &&
	    zone->texts * 4 >= zone->rows))
		return true;
	return others && zone->agree < 2 && zone->blank * 3 <= zone->rows;
}

/*
 * Where the names over a day end that the rows FROM..TO begin with; FROM: there
 * are none.  They sign, set to the right by tabs: no table has such rows alone.
 * Below a sentence they may be names of any kind.
 */
static size_t
signing_end(const struct reader *reader, size_t from, size_t to)
{
	const struct row *rows = reader->rows;
	uint64_t names = CUE_BIT(ORGAN) | CUE_BIT(PERSON) |
	    CUE_BIT(KEY_ACTING), days = CUE_BIT(IS_DATE) | CUE_BIT(DATED);

	if (from > 0 && sentence_ends(row_text(reader, &rows[from - 1])))
		names |= CUE_BIT(SHORT);
	for (size_t i = from; i < to && i < from + SIGNING_ROWS; i++) {
		struct line line = { .text = row_text(reader, &rows[i]) };

		if (line.text.n == 0)
			continue;
		line_look(&line);
		if (line.cues & days)
			return i + 1 == to || rows[i + 1].blanks > 0 ? i + 1 :
			    from;
		if (!(line.cues & names) || (line.cues & (CUE_BIT(COLON) |
		    CUE_BIT(COLON_IN))))
			break;
	}
	return from;
}

/* Cells of organs alone, right above a day: they sign, side by side. */
static bool
are_organs_signing(const struct reader *reader, size_t from, size_t to)
{
	const struct row *rows = reader->rows;

	for (size_t i = from; i < to; i++)
		if (rows[i].length > 0 && (rows[i].length >= ELEMENT_MAX ||
		    i >= from + SIGNING_ROWS || !words_office(row_text(reader,
		    &rows[i]))))
			return false;
	return to < reader->row_count && rows[to].length < ELEMENT_MAX &&
	    date_cues(row_text(reader, &rows[to])) == CUE_BIT(IS_DATE);
}

/* Are the last rows before TO an organ and a day? */
static bool
ends_signed(const struct reader *reader, size_t to)
{
	const struct row *rows = reader->rows;

	return to > 2 && rows[to - 1].length < ELEMENT_MAX &&
	    date_cues(row_text(reader, &rows[to - 1])) == CUE_BIT(IS_DATE) &&
	    words_office(row_text(reader, &rows[to - 2]));
}

/* A lone tab between such paragraphs is a blank line. */
static void
drop_blank_rows(struct reader *reader)
{
	size_t n = 0, blanks = 0;

	for (size_t i = 0; i < reader->row_count; i++) {
		struct row row = reader->rows[i];

		if (row.length == 0 && !row.cell && row.kind == LINE_TEXT) {
			blanks += row.blanks + 1u;
			continue;
		}
		blanks += row.blanks;
		row.blanks = (uint8_t)(blanks < 9 ? blanks : 9);
		blanks = 0;
		reader->rows[n++] = row;
	}
	reader->row_count = n;
}

/* What may be a cell beside indented text: a few characters, and no element. */
static bool
is_small(const struct reader *reader, size_t i)
{
	struct str s = row_text(reader, &reader->rows[i]);
	bool ordinal;

	return s.n < SPACED_MAX * 3 && !is_text(s, &ordinal) &&
	    !str_ends_one(s, "：|:") && words_attach(s).length == 0 &&
	    ordinal_parse(s).style == ORDINAL_NONE;
}

/*
 * The rows of a table among the paragraphs FROM..TO, which are led by tabs as
 * its cells are: small lines in groups of one size that blank lines part, the
 * first group right below a paragraph.  *END is behind them.
 */
static size_t
inner_table(const struct reader *reader, size_t from, size_t to, size_t *end)
{
	const struct row *rows = reader->rows;

	for (size_t i = from + 1; i < to; i++) {
		size_t n = i + 1, size, first;

		if (rows[i].blanks == 0)
			continue;
		while (n < to && rows[n].blanks == 0)
			n++;
		size = n - i;
		n = i;
		while (size > 1 && n < to && is_small(reader, n) &&
		    ((n - i) % size == 0) == (rows[n].blanks > 0))
			n++;
		if (n == i || n - i < size * 2 || i < from + size)
			continue;
		*end = n - (n - i) % size;
		for (first = i - size; first < i; first++)
			if (!is_small(reader, first))
				return i;
		return i - size;
	}
	return *end = to;
}

/* Do paragraphs stand over a table among the rows FROM..TO? */
static bool
leads_table(const struct reader *reader, size_t from, size_t to)
{
	size_t end, table = inner_table(reader, from, to, &end), texts = 0;
	bool ordinal;

	for (size_t i = from; i < table; i++)
		texts += is_text(row_text(reader, &reader->rows[i]), &ordinal);
	return table < to && texts > 1 && texts * 2 >= table - from;
}

/*
 * Tabs that lead paragraphs are indents: most of the lines are sentences, or
 * have ordinals, and they do not stand in rows of as many cells.  What is
 * beside such text (署名, 附件：) is led by the same tabs.
 */
static void
find_indents(struct reader *reader)
{
	size_t to, end, texts = 0;

	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < reader->row_count; i = end) {
			struct zone zone = { 0 };
			struct row *rows = reader->rows;

			to = read_zone(reader, i, &zone);
			end = to > i ? to : i + 1;
			if (is_indented(&zone, texts > 1) ||
			    leads_table(reader, i, to) ||
			    (!has_rows(&zone) && zone.texts > 0 &&
			    ends_signed(reader, to)))
				texts += zone.texts;
			else if (!are_organs_signing(reader, i, to))
				to = has_rows(&zone) ? i :
				    signing_end(reader, i, to);
			for (size_t inner; i < to; i = inner) {
				size_t table = inner_table(reader, i, to,
				    &inner);

				for (; i < table; i++)
					rows[i].cell = false;
			}
		}
	drop_blank_rows(reader);
}

void
cells_find(struct reader *reader)
{
	find_beside(reader);
	find_grids(reader);
	find_spaced(reader, 2);
	find_spaced(reader, 1);
	find_flat(reader);
	find_indents(reader);
}

size_t
cells_end(const struct reader *reader, size_t i)
{
	size_t end = i;
	bool led = false;	/* by a tab: the last cell may go on */

	while (end < reader->row_count) {
		const struct row *row = &reader->rows[end];
		bool cell = row->cell || cells_in_row(reader, end);

		if (row->kind != LINE_TEXT || row->depth > 0 || row->said ||
		    (row->beside && end > i))
			break;
		if (cell ? cell_is_element(reader, row) ||
		    cells_hold_element(reader, end) : end == i ||
		    row->blanks > 0 || !led)
			break;
		led = row->cell || (led && !cell);
		if (!cell) {	/* a cell of several lines */
			struct line line = { .text = row_text(reader, row) };

			line_look(&line);
			if (line.cues & (ELEMENT_CUES |
			    CUE_BIT(ATTACH_ALONE)))
				break;
		}
		end++;
	}
	return end;
}

/*
 * Empty cells from row I on, and nothing else: the part of a form that is to
 * be filled in, when they stand in rows or right below more of a cell.
 */
bool
cells_to_fill(const struct reader *reader, size_t i)
{
	struct zone zone = { 0 };
	size_t from = i;	/* of the lines that no tab leads, above */

	while (from > 0 && i - from < CELL_LINES &&
	    !reader->rows[from - 1].cell)
		from--;
	if (from > 0 && reader->rows[from - 1].cell && from < i &&
	    skip_cell(reader, from) == i)
		return true;
	read_zone(reader, i, &zone);
	return zone.rows == 0 && has_rows(&zone);
}
