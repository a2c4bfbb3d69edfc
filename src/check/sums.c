/*
 * The sums of tables: 小计 of groups and 合计 of all down a column, 合计 of a
 * row.  In goes a document, out come findings.
 */
#include "../text/chars.h"
#include "../text/ordinal.h"
#include "../text/words.h"
#include "prose.h"
#include "subject.h"

#define SUM_ROWS_MAX	2000

/* A plain number in thousandths; blank cells are none. */
enum figure_kind { FIGURE_NONE, FIGURE_BLANK, FIGURE_NUMBER };

struct figure {
	enum figure_kind kind;
	long long value;
	int decimals;
};

/* The text of a cell that is one paragraph at most, without blanks. */
static struct str
cell_text(const struct subject *s, const struct cell *cell)
{
	if (cell->covered || cell->paragraphs.n == 0)
		return STR_NONE;
	if (cell->paragraphs.n > 1)
		return STR("…");
	return text_squeeze(s->arena, subject_text(s, cell->paragraphs.v[0]));
}

static struct figure
figure_of(const struct subject *s, const struct cell *cell)
{
	struct str text = cell_text(s, cell);
	struct decimal number;

	if (text.n == 0 || str_is_one(text, "/|—|-"))
		return (struct figure){ FIGURE_BLANK, 0, 0 };
	if (text.n > 12 || (text.n > 4 && text.p[0] == '0') ||
	    !decimal_read(text, &number) || number.places > 3)
		return (struct figure){ FIGURE_NONE, 0, 0 };
	return (struct figure){ FIGURE_NUMBER, decimal_in(number, 3),
	    number.places };
}

static const struct cell *
cell_at(const struct table *table, unsigned row, unsigned column)
{
	return &table->cells[(size_t)row * table->columns + column];
}

static bool
cell_is(const struct subject *s, const struct table *table, unsigned row,
    unsigned column, const char *list)
{
	return str_is_one(cell_text(s, cell_at(table, row, column)), list);
}

/* What is no quantity, or does not add up: 序号, 单价, 占比. */
static bool
adds_up(const struct subject *s, const struct table *table, unsigned column)
{
	for (unsigned r = 0; r < table->header_rows; r++)
		if (str_has_one(cell_text(s, cell_at(table, r, column)),
		    "序号|编号|号码|电话|年|时间|日期|率|比|均|"
		    "单价|标准|增长|增幅|排名|名次|代码|%|％"))
			return false;
	return true;
}

/* The last place of a number, in thousandths. */
static long long
last_place(int decimals)
{
	return decimals <= 0 ? 1000 : decimals == 1 ? 100 :
	    decimals == 2 ? 10 : 1;
}

/*
 * A sum of N numbers, and what is said to be one, but for rounding: half of
 * the last place for each number.
 */
static bool
agree(const struct figure *sum, unsigned n, const struct figure *total)
{
	long long difference = total->value - sum->value, most = 0;

	if (sum->decimals > 0)
		most = last_place(total->decimals) +
		    last_place(sum->decimals) * n;
	return difference * 2 <= most && -difference * 2 <= most;
}

static void
add_figure(struct figure *sum, unsigned *n, struct figure f)
{
	*n += f.kind == FIGURE_NUMBER;
	sum->value += f.value;
	if (f.decimals > sum->decimals)
		sum->decimals = f.decimals;
}

/* --- down a column ------------------------------------------------------ */

enum row_kind { ROW_DATA, ROW_PART, ROW_WHOLE };

/*
 * The rows of a table: a 小计 is of the group that it ends, or, where the
 * first row is one, begins; a 合计 is of all.
 */
struct sum_rows {
	const struct table *table;
	unsigned char *kinds;
	unsigned parts, whole;		/* how many; the row, or 0 */
	bool before;			/* each 小计 begins its group */
};

static enum row_kind
row_kind(const struct subject *s, const struct table *table, unsigned row)
{
	enum row_kind kind = ROW_DATA;

	for (unsigned c = 0; c < 3 && c + 1 < table->columns; c++) {
		struct str text = cell_text(s, cell_at(table, row, c));

		if (str_ends(text, STR("小计")))
			kind = ROW_PART;
		else if (c < 2 && str_is_one(text, WORDS_TOTAL))
			kind = ROW_WHOLE;
	}
	return kind;
}

/* Where the one 总计 is, each 合计 is of a group. */
static void
part_totals(const struct subject *s, struct sum_rows *rows)
{
	const struct table *table = rows->table;
	unsigned grand = 0;

	for (unsigned r = table->header_rows; r < table->rows; r++)
		for (unsigned c = 0; c < 2 && c < table->columns; c++)
			if (cell_is(s, table, r, c, "总计|总合计"))
				grand = r;
	for (unsigned r = table->header_rows; grand > 0 && r < table->rows;
	    r++)
		if (r != grand && rows->kinds[r] == ROW_WHOLE)
			rows->kinds[r] = ROW_PART;
}

/* 一、 is 1 and 1. is 3, also without their marks (一, 1); 0: no ordinal. */
static int
level_of(struct str text)
{
	int level = ordinal_level(ordinal_parse(text).style);

	if (level > 0 || number_parse(text) == 0)
		return level;
	return char_is_digit(char_at(text, 0)) ? 3 : 1;
}

/* False when there are no sums, or nobody can tell of what. */
static bool
read_rows(const struct subject *s, struct sum_rows *rows)
{
	const struct table *table = rows->table;
	unsigned last = 0;
	bool data = false;
	int top = 0, level;

	rows->kinds = NEW_ARRAY(s->arena, unsigned char, table->rows);
	for (unsigned r = table->header_rows; r < table->rows; r++)
		rows->kinds[r] = (unsigned char)row_kind(s, table, r);
	part_totals(s, rows);
	for (unsigned r = table->header_rows; r < table->rows; r++) {
		enum row_kind kind = (enum row_kind)rows->kinds[r];

		level = level_of(cell_text(s, cell_at(table, r, 0)));
		if (top > 0 && level > 0 && level != top)
			return false;	/* 1. is a part of 一、 */
		top = level > 0 ? level : top;
		for (unsigned c = 0; c < 2 && c < table->columns; c++)
			if (str_has(cell_text(s, cell_at(table, r, c)),
			    STR("其中")))	/* of the row above it */
				return false;
		if (kind == ROW_WHOLE && rows->whole > 0)
			return false;
		if (kind == ROW_WHOLE)
			rows->whole = r;
		else if (kind == ROW_PART && rows->parts++ == 0)
			rows->before = !data;
		if (kind == ROW_PART)
			last = r;
		data |= kind == ROW_DATA;
	}
	if (rows->parts == 1 && rows->whole == 0) {	/* of all */
		rows->kinds[last] = ROW_WHOLE;
		rows->whole = last;
		rows->parts = 0;
	}
	return rows->parts > 0 || rows->whole > 0;
}

/* Are all cells below its head plain numbers, or blank? */
static bool
is_plain(const struct subject *s, const struct table *table, unsigned column)
{
	for (unsigned r = table->header_rows; r < table->rows; r++) {
		const struct cell *cell = cell_at(table, r, column);

		if (cell->covered || cell->rowspan > 1 || cell->colspan > 1 ||
		    figure_of(s, cell).kind == FIGURE_NONE)
			return false;
	}
	return true;
}

static struct figure
figure_at(const struct subject *s, const struct sum_rows *rows, unsigned row,
    unsigned column)
{
	return figure_of(s, cell_at(rows->table, row, column));
}

/*
 * Is the sum in ROW right?  1: it is, 0: it is not, and SUM is; -1: there is
 * none, or nothing to be added.
 */
static int
part_fits(const struct subject *s, const struct sum_rows *rows,
    unsigned column, unsigned row, struct figure *sum)
{
	struct figure total = figure_at(s, rows, row, column);
	unsigned n = 0, r = row;

	*sum = (struct figure){ FIGURE_NUMBER, 0, -1 };
	while ((rows->before ? ++r < rows->table->rows :
	    r-- > rows->table->header_rows) && rows->kinds[r] == ROW_DATA)
		add_figure(sum, &n, figure_at(s, rows, r, column));
	if (total.kind != FIGURE_NUMBER || n == 0)
		return -1;
	return agree(sum, n, &total);
}

/* The same of 合计: of all rows, or of the groups and what is in none. */
static int
whole_fits(const struct subject *s, const struct sum_rows *rows,
    unsigned column, struct figure *sum)
{
	struct figure total = figure_at(s, rows, rows->whole, column);
	struct figure parts = { FIGURE_NUMBER, 0, -1 }, loose = parts;
	unsigned n = 0, n_parts = 0, n_loose = 0;

	*sum = parts;
	for (unsigned r = rows->table->header_rows; r < rows->table->rows;
	    r++) {
		struct figure f = figure_at(s, rows, r, column);

		if (rows->kinds[r] == ROW_DATA) {
			add_figure(sum, &n, f);
			add_figure(&loose, &n_loose, f);
		} else if (rows->kinds[r] == ROW_PART) {
			add_figure(&parts, &n_parts, f);
			loose = (struct figure){ FIGURE_NUMBER, 0, -1 };
			n_loose = 0;
		}
	}
	if (!rows->before)
		add_figure(&parts, &n_parts, loose);
	if (total.kind != FIGURE_NUMBER || n < 2)
		return -1;
	return agree(sum, n, &total) || (rows->parts > 0 &&
	    agree(&parts, n_parts + n_loose, &total));
}

static void
tell_sum(const struct subject *s, const struct sum_rows *rows, unsigned column,
    unsigned row, const struct figure *sum)
{
	const struct cell *cell = cell_at(rows->table, row, column);
	bool part = rows->kinds[row] == ROW_PART;

	TELL(s, TABLE_SUM, cell->pos,
	    part ? "这一组各行相加是%.10g，小计写的是%.10g，请核对" :
	    "这一列各行相加是%.10g，合计写的是%.10g，请核对",
	    part ? "the rows of this group add up to %.10g, its total says "
	    "%.10g" :
	    "the rows of this column add up to %.10g, the total says %.10g",
	    (double)sum->value / 1000, (double)figure_of(s, cell).value / 1000);
}

/*
 * Sums of groups are told where at least as many are right: else the groups
 * are others than they seem.
 */
static void
check_column(const struct subject *s, const struct sum_rows *rows,
    unsigned column)
{
	unsigned right = 0, wrong = 0;
	struct figure sum;

	for (int round = 0; round < 2; round++)
		for (unsigned r = rows->table->header_rows;
		    r < rows->table->rows; r++) {
			int fits = rows->kinds[r] == ROW_DATA ? -1 :
			    rows->kinds[r] == ROW_WHOLE ?
			    whole_fits(s, rows, column, &sum) :
			    part_fits(s, rows, column, r, &sum);

			if (round == 0) {
				right += fits > 0;
				wrong += fits == 0;
			} else if (fits == 0 && (rows->parts == 0 ||
			    right >= wrong)) {
				tell_sum(s, rows, column, r, &sum);
			}
		}
}

/*
 * After a table of its width that has no totals, one may be its second half,
 * with those of both.
 */
static void
column_sums(const struct subject *s, const struct table *table,
    unsigned *open_columns)
{
	struct sum_rows rows = { .table = table };
	unsigned open = *open_columns;
	bool has;

	if (table->rows > SUM_ROWS_MAX)
		return;
	has = read_rows(s, &rows);
	*open_columns = rows.whole == 0 ? table->columns : 0;
	for (unsigned c = 1; has && table->header_rows > 0 &&
	    open != table->columns && c < table->columns; c++)
		if (adds_up(s, table, c) && is_plain(s, table, c))
			check_column(s, &rows, c);
}

/* --- along a row -------------------------------------------------------- */

/* The one column whose head says that it is the sum of the others; or 0. */
static unsigned
total_column(const struct subject *s, const struct table *table)
{
	unsigned found = 0;

	for (unsigned r = 0; r < table->header_rows; r++)
		for (unsigned c = 1; c < table->columns; c++) {
			const struct cell *cell = cell_at(table, r, c);

			if (!cell_is(s, table, r, c, WORDS_TOTAL))
				continue;
			if (found != 0 || cell->colspan > 1)
				return 0;
			found = c;
		}
	return found;
}

/*
 * What ROW has beside its total: 1 when it adds up to that, 0 when not, -1
 * when it is no row of plain numbers.
 */
static int
row_adds_up(const struct subject *s, const struct table *table, unsigned row,
    unsigned column, const bool *added, struct figure *sum)
{
	struct figure total = figure_of(s, cell_at(table, row, column));
	unsigned n = 0;

	*sum = (struct figure){ FIGURE_NUMBER, 0, -1 };
	for (unsigned c = 0; c < table->columns; c++) {
		const struct cell *cell = cell_at(table, row, c);
		struct figure f;

		if (cell->covered || cell->rowspan > 1 || cell->colspan > 1)
			return -1;
		if (!added[c] || (f = figure_of(s, cell)).kind == FIGURE_BLANK)
			continue;
		if (f.kind == FIGURE_NONE)
			return -1;
		add_figure(sum, &n, f);
	}
	if (total.kind != FIGURE_NUMBER || n < 2)
		return -1;
	return agree(sum, n, &total);
}

/* A column is added when all that it has are plain numbers. */
static bool
is_added(const struct subject *s, const struct table *table, unsigned column)
{
	bool any = false;

	for (unsigned r = table->header_rows; r < table->rows; r++) {
		enum figure_kind kind = figure_of(s, cell_at(table, r,
		    column)).kind;

		if (kind == FIGURE_NONE)
			return false;
		any |= kind == FIGURE_NUMBER;
	}
	return any && adds_up(s, table, column);
}

/*
 * A 合计 at the head of a column is the sum of its row where most rows say so;
 * those that do not are told.
 */
static void
row_sums(const struct subject *s, const struct table *table)
{
	unsigned column, right = 0, wrong = 0;
	struct figure sum;
	bool *added;

	if (table->rows > SUM_ROWS_MAX || table->columns < 4 ||
	    (column = total_column(s, table)) == 0)
		return;
	added = NEW_ARRAY(s->arena, bool, table->columns);
	for (unsigned c = 0; c < table->columns; c++)
		added[c] = c != column && is_added(s, table, c);
	for (unsigned r = table->header_rows; r < table->rows; r++) {
		int fits = row_adds_up(s, table, r, column, added, &sum);

		right += fits > 0;
		wrong += fits == 0;
	}
	if (right < 2 || right < wrong)
		return;
	for (unsigned r = table->header_rows; wrong > 0 && r < table->rows;
	    r++)
		if (row_adds_up(s, table, r, column, added, &sum) == 0)
			TELL(s, TABLE_SUM, cell_at(table, r, column)->pos,
			    "这一行各格相加是%.10g，与合计不符，请核对",
			    "the cells of this row add up to %.10g, the total "
			    "says another", (double)sum.value / 1000);
}

static void
sums(const struct subject *s)
{
	const struct blocks *body = &s->document->body;
	unsigned open = 0;

	for (size_t i = 0; i < body->n; i++)
		if (body->v[i].kind == BLOCK_TABLE) {
			row_sums(s, body->v[i].table);
			column_sums(s, body->v[i].table, &open);
		}
}

subject_rule *const sum_rules[] = { sums, count_items, NULL };
