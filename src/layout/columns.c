/*
 * What the cells of a table hold → widths of its columns and size of its text.
 * In: a table being laid; read it from columns_set.
 */
#include "columns.h"

#include <math.h>

#include "../text/chars.h"
#include "../text/date.h"

/* So much wider than its text a column is: editors round widths up. */
#define EASE		20
/* A blank column is wide enough for so many characters. */
#define BLANK_EMS	6
/* Of a word that is longer not all need stay together in a crowded table. */
#define CUT_EMS		6
/* Hundredths of an em: a digit of the faces that stand in for a missing one. */
#define EASED_EM	56

const struct cell *
laying_cell(const struct laying *laying, unsigned row, unsigned column)
{
	return &laying->table->cells[(size_t)row * laying->table->columns +
	    column];
}

struct str
laying_text(const struct laying *laying, unsigned row, unsigned column)
{
	return laying->texts[(size_t)row * laying->table->columns + column];
}

bool
laying_is_header(const struct laying *laying, unsigned row)
{
	return row < laying->header;
}

struct measure
laying_measure(const struct laying *laying)
{
	return (struct measure){ laying->size * 10, 0, laying->profile->latin };
}

bool
laying_is_blank(const struct laying *laying, unsigned row, unsigned column)
{
	return str_trim(laying_text(laying, row, column)).n == 0;
}

/* --- what the columns hold -------------------------------------------- */

/*
 * How many characters of a line stay together: short words do, a longer head
 * may take two lines or three, what stands in brackets one; of running text
 * three or four, since a column of fewer is hard to read.
 */
static size_t
kept_together(struct str line, bool header)
{
	size_t count = char_count(line);

	if (count <= 4)
		return count;
	if (!header)
		return count <= LABEL_MAX ? 3 : 4;
	if (count <= 8)
		return str_has(line, STR("（")) ? 4 : (count + 1) / 2;
	return 4 + (count - 8) / 3;
}

long
columns_widest_word(const struct measure *measure, struct str line, long half)
{
	long widest = 0, width = 0;
	uint32_t before = 0;

	for (size_t at = 0; at < line.n;) {
		uint32_t c = char_next(line, &at);

		if (before >= 0x2000 || c >= 0x2000 ||
		    char_is_space(before) || char_is_space(c))
			width = 0;
		width += (c >= 'A' && c <= 'Z' ? 75 : char_width(c) == 50 ?
		    half : (long)char_width(c)) * measure->em / 100;
		if (width > widest)
			widest = width;
		before = c;
	}
	return widest;
}

/* The width below which a word of LINE would be cut. */
static long
least_width(const struct measure *measure, struct str line, bool header,
    long half)
{
	size_t at = 0;
	long kept, widest = columns_widest_word(measure, line, half);

	for (size_t n = kept_together(line, header); n > 0; n--)
		char_next(line, &at);
	kept = measure_width(measure, str_slice(line, 0, at));
	return kept > widest ? kept : widest;
}

/* 2026年12月31日 in two lines, its year in the first one; 0: no such date. */
static long
date_width(const struct measure *measure, struct str line)
{
	size_t year = str_find(line, STR("年"), 0), length;
	struct date date;

	if (year == SIZE_MAX || !date_parse(line, &date, &length) ||
	    length < line.n || date.day == 0)
		return 0;
	/* Four digits at most, in a face where they are wide. */
	return measure_width(measure, str_from(line, year + strlen("年"))) +
	    4 * (EASED_EM - HALF_EM) * measure->em / 100;
}

/* Does a word follow a number at once?  It should stay with it: 2026年. */
static bool
has_unit(struct str line)
{
	uint32_t before = 0;

	for (size_t at = 0; at < line.n;) {
		uint32_t c = char_next(line, &at);

		if (char_is_digit(before) && char_is_han(c))
			return true;
		before = c;
	}
	return false;
}

bool
columns_is_number(struct str text)
{
	size_t digits = 0;

	for (size_t at = 0; at < text.n;) {
		uint32_t c = char_next(text, &at);

		if (char_is_digit(c))
			digits++;
		else if (c != '.' && c != ',' && c != '%' && c != '-' &&
		    c != '+' && !char_is_space(c))
			return false;
	}
	return digits > 0;
}

/* Amounts have decimals or thousands; years, counts and codes do not. */
static bool
is_amount(struct str number)
{
	return str_has_one(number, ".|,");
}

/* Nothing in it: such a row tells nothing about its columns. */
static bool
is_blank_row(const struct laying *laying, unsigned row)
{
	unsigned c = 0;

	while (c < laying->table->columns && laying_is_blank(laying, row, c))
		c++;
	return c == laying->table->columns;
}

/* Heads of columns in which nobody writes more than two characters. */
static bool
is_narrow_head(struct str text)
{
	return str_is_one(str_trim(text), "序号|性别|年龄|民族");
}

/* Heads of columns whose numbers are no quantities. */
static bool
is_code_head(struct str text)
{
	return str_ends_one(str_trim(text), "序号|编号|年份|年度|代码|电话|"
	    "手机|号码|时间|日期|邮编|年|月份|学号|工号");
}

/* What a head says it counts: 万元 of 金额（万元）, 元 of 单价. */
static struct str
unit_of(struct str head)
{
	size_t open = str_find(head, STR("（"), 0);

	if (open != SIZE_MAX)
		return str_from(head, open);
	return str_ends_one(head, "价|额|费|款|金") ? STR("元") : STR_NONE;
}

/* Of a twip; cbrt() is not the same everywhere. */
#define LAST_BITS	1e-6
/* Up to so many rows say how wide so many columns should be, */
#define SCORED_ROWS	200
#define TUNED_COLUMNS	10

/* A cell over several columns tells each of them a part of what it asks for. */
static struct asking
read_asking(const struct laying *laying, const struct asking_key *key)
{
	struct measure measure = laying_measure(laying);
	int margins = 2 * laying->padding + EASE, span = (int)key->span;
	struct asking asking = { .blank = str_trim(key->text).n == 0,
	    .number = !key->header && columns_is_number(key->text) };
	struct str text = key->text, line;

	while (str_line(&text, &line)) {
		int width = (int)measure_width(&measure, line);
		int least = (int)least_width(&measure, line, key->header,
		    HALF_EM);
		int eased = (int)(least_width(&measure, line, key->header,
		    EASED_EM) + (has_unit(line) ? measure.em : 0));

		eased = larger(eased, (int)date_width(&measure, line));
		asking.lines++;
		if (width > asking.longest)
			asking.longest = width;
		width = (width + margins) / span;
		least = (least + margins) / span;
		eased = (eased + margins) / span;
		asking.natural = larger(width, asking.natural);
		/* A word wider than half the table is cut. */
		if (least > asking.least && least <= laying->width / 2)
			asking.least = least;
		if (eased > asking.eased && eased <= laying->width / 2)
			asking.eased = eased;
		asking.length += width;
		if (span == 1 && !key->header && !asking.long_text)
			asking.long_text = char_count(line) > LABEL_MAX;
	}
	return asking;
}

struct asking_key
laying_key(const struct laying *laying, unsigned row, unsigned column)
{
	return (struct asking_key){ laying_text(laying, row, column),
	    laying->size, laying->padding, laying->width,
	    laying_cell(laying, row, column)->colspan,
	    laying_is_header(laying, row) };
}

static struct asking
asking_of(struct laying *laying, unsigned row, unsigned column)
{
	struct asking_key key = laying_key(laying, row, column);
	const struct known_cell *known = memo_cell(laying->memo, &key);
	struct asking asking;

	if (known != NULL)
		return known->asking;
	asking = read_asking(laying, &key);
	memo_keep_cell(laying->memo, &key, &asking);
	return asking;
}

static void
weigh_cell(struct laying *laying, unsigned row, unsigned column, bool blank_row)
{
	const struct cell *cell = laying_cell(laying, row, column);
	struct str text = laying_text(laying, row, column);
	bool header = laying_is_header(laying, row);
	struct asking asking = asking_of(laying, row, column);
	unsigned columns = laying->table->columns, span = cell->colspan;

	if (laying->asking != NULL && row < SCORED_ROWS)
		laying->asking[(size_t)row * columns + column] = asking;
	if (cell->covered)
		return;
	for (unsigned i = 0; i < span && column + i < columns; i++) {
		struct column *into = &laying->columns[column + i];

		into->natural = larger(asking.natural, into->natural);
		into->least = larger(asking.least, into->least);
		into->eased = larger(asking.eased, into->eased);
		into->bulk += asking.length * asking.length;
		into->long_text |= asking.long_text;
		if (header) {
			into->narrow = span == 1 && is_narrow_head(text);
			into->codes |= span == 1 && is_code_head(text);
			into->unit = unit_of(text);
		}
		if (header || blank_row)
			continue;
		into->cells++;
		into->blank += asking.blank;
		into->amounts |= asking.number && is_amount(text);
		into->numbers |= asking.number;
		into->words |= text.n > 0 && !asking.number;
	}
}

/* Mostly blank, or of blank rows alone: somebody is to write there. */
static bool
is_to_fill(const struct column *column)
{
	return !column->narrow && (column->blank * 2 > column->cells ||
	    column->cells == 0);
}

/* A column to fill in needs room to write; one of labels, some air. */
static void
finish_column(const struct laying *laying, struct column *column)
{
	int em = laying->size * 10;
	int room = BLANK_EMS * em + 2 * laying->padding;

	if (is_to_fill(column) && column->natural < room) {
		column->raised = true;
		column->natural = room;
		column->bulk += (double)column->blank * room * room;
	} else if (!column->long_text)
		column->natural += em;
	column->natural = larger(column->natural, column->least);
}

/* Numbers and nothing else, which are no codes and no ages. */
static bool
is_quantity(const struct column *column)
{
	return column->numbers && !column->words && !column->codes &&
	    !column->narrow;
}

/* Columns of quantities under one head are aligned alike. */
static void
share_amounts(struct laying *laying, unsigned row, unsigned column)
{
	unsigned to = column + laying_cell(laying, row, column)->colspan;
	bool amounts = false;

	for (unsigned c = column; c < to; c++)
		amounts |= laying->columns[c].amounts;
	for (unsigned c = column; amounts && c < to; c++) {
		struct column *one = &laying->columns[c];

		one->amounts |= is_quantity(one);
	}
}

/* Columns of quantities in one unit, side by side, are, too. */
static void
share_beside(struct laying *laying)
{
	unsigned to, n = laying->table->columns;

	for (unsigned c = 0; c < n; c = to) {
		const struct column *first = &laying->columns[c];
		bool amounts = first->amounts;

		for (to = c + 1; to < n && first->unit.n > 0 &&
		    is_quantity(first) && is_quantity(&laying->columns[to]) &&
		    str_eq(laying->columns[to].unit, first->unit); to++)
			amounts |= laying->columns[to].amounts;
		for (; c < to; c++)
			laying->columns[c].amounts = amounts;
	}
}

static void
weigh_columns(struct laying *laying)
{
	const struct table *table = laying->table;
	int least = laying->size * 10 + 2 * laying->padding + EASE;

	memset(laying->columns, 0, table->columns * sizeof(struct column));
	for (unsigned c = 0; c < table->columns; c++)
		laying->columns[c].least = laying->columns[c].natural = least;
	for (unsigned r = 0; r < table->rows; r++) {
		bool blank = is_blank_row(laying, r);

		for (unsigned c = 0; c < table->columns; c++)
			weigh_cell(laying, r, c, blank);
	}
	for (unsigned c = 0; c < table->columns; c++)
		finish_column(laying, &laying->columns[c]);
	for (unsigned r = 0; r < laying->header; r++)
		for (unsigned c = 0; c < table->columns; c++)
			share_amounts(laying, r, c);
	share_beside(laying);
}

/* --- column widths ---------------------------------------------------- */

/*
 * Parts of WHOLE in proportion to WEIGHTS; they add up exactly, and weights
 * that add up to WHOLE are the parts.  What the last bits of a weight are is
 * the business of each libm: a part that is whole but for them is whole.
 */
static void
share(int *parts, const double *weights, unsigned n, int whole)
{
	double sum = 0, so_far = 0;
	int given = 0;

	for (unsigned i = 0; i < n; i++)
		sum += weights[i];
	for (unsigned i = 0; i < n; i++) {
		so_far += weights[i];
		parts[i] = sum > 0 ?
		    (int)(whole * so_far / sum + LAST_BITS) - given : 0;
		given += parts[i];
	}
	if (n > 0)
		parts[n - 1] += whole - given;
}

/*
 * Everything fits on one line: what is left goes to the columns to fill in, and
 * in a form to whatever is not but labels.
 */
static void
give_slack(const struct laying *laying, double *weights, double slack)
{
	unsigned n = laying->table->columns;
	double sum = 0;

	for (unsigned c = 0; c < n; c++) {
		const struct column *column = &laying->columns[c];
		bool narrow = column->natural < 3 * laying->size * 10 +
		    2 * laying->padding + EASE;

		weights[c] = is_to_fill(column) || (laying->table->form &&
		    (column->blank > 0 || column->long_text)) ? 6 :
		    narrow ? 1 : 2;
		sum += weights[c];
	}
	for (unsigned c = 0; c < n; c++)
		weights[c] = laying->columns[c].natural +
		    slack * weights[c] / sum;
}

/* The width of every column at LEVEL, within what it can use; their sum. */
static double
spread(const struct laying *laying, double level, const double *roots,
    double *widths)
{
	double sum = 0;

	for (unsigned c = 0; c < laying->table->columns; c++) {
		const struct column *column = &laying->columns[c];

		widths[c] = level * roots[c];
		if (widths[c] < column->least)
			widths[c] = column->least;
		if (widths[c] > column->natural)
			widths[c] = column->natural;
		sum += widths[c];
	}
	return sum;
}

/*
 * Not everything fits on one line.  The sum over the cells of (length/width)²
 * stands for the height of the table; it is least when widths go with the
 * cube roots of the columns' bulks.
 */
static void
flood(const struct laying *laying, double *widths)
{
	unsigned columns = laying->table->columns;
	double *roots = NEW_ARRAY(laying->arena, double, columns);
	double low = 0, high = 1;

	for (unsigned c = 0; c < columns; c++)
		roots[c] = cbrt(laying->columns[c].bulk);
	while (high < 1e12 &&
	    spread(laying, high, roots, widths) < laying->width)
		high *= 2;
	for (unsigned round = 0; round < 60; round++) {
		double level = (low + high) / 2;

		if (spread(laying, level, roots, widths) < laying->width)
			low = level;
		else
			high = level;
	}
}

/* What the columns ask for together; of one word no more than LONGEST. */
static long
sum_least(const struct laying *laying, int longest)
{
	long sum = 0;

	for (unsigned c = 0; c < laying->table->columns; c++)
		sum += smaller(laying->columns[c].least, longest);
	return sum;
}

static long
sum_natural(const struct laying *laying)
{
	long sum = 0;

	for (unsigned c = 0; c < laying->table->columns; c++)
		sum += laying->columns[c].natural;
	return sum;
}

/*
 * The words do not fit as they are: the longest of them are cut, those of all
 * columns at one width.
 */
static void
cut_longest(struct laying *laying)
{
	int low = 0, high = laying->width;

	while (low + 1 < high) {
		int middle = (low + high) / 2;

		if (sum_least(laying, middle) <= laying->width)
			low = middle;
		else
			high = middle;
	}
	for (unsigned c = 0; c < laying->table->columns; c++)
		laying->columns[c].least =
		    smaller(laying->columns[c].least, low);
}

/* What a column to fill in can give up, down to half of its room. */
static int
spare_room(const struct column *column)
{
	return !column->raised ? 0 : column->natural -
	    larger(column->natural / 2, column->least);
}

/* The table lacks MISSING: columns to fill in give it, as far as they can. */
static void
give_room(struct laying *laying, long missing)
{
	long spare = 0;

	for (unsigned c = 0; c < laying->table->columns; c++)
		spare += spare_room(&laying->columns[c]);
	if (missing > spare)
		missing = spare;
	for (unsigned c = 0; c < laying->table->columns && spare > 0; c++) {
		struct column *column = &laying->columns[c];
		int less = (int)((spare_room(column) * missing + spare - 1) /
		    spare);

		if (!column->raised)
			continue;
		column->natural -= less;
		column->bulk = (double)column->blank * column->natural *
		    column->natural;
	}
}

/* So often one may get wider at the cost of another. */
#define MOVES_MAX	30

static unsigned
scored_rows(const struct laying *laying)
{
	return laying->table->rows < SCORED_ROWS ?
	    laying->table->rows : SCORED_ROWS;
}

static unsigned
lines_in(const struct asking *asking, double room)
{
	return asking->longest <= room || room < 1 ? asking->lines :
	    asking->lines + (unsigned)((asking->longest - 1) / room);
}

static unsigned
lines_within(const struct laying *laying, const struct asking *asking,
    const double *widths, unsigned column, unsigned span)
{
	double room = -2 * laying->padding - EASE;

	for (unsigned c = column; c < column + span &&
	    c < laying->table->columns; c++)
		room += widths[c];
	return lines_in(asking, room);
}

/*
 * The lines of the cells of a row, and what they are when the column is a step
 * narrower or wider.
 */
struct row_lines {
	unsigned now[TUNED_COLUMNS];
	unsigned narrower[TUNED_COLUMNS], wider[TUNED_COLUMNS];
	const struct asking *cells;
	bool spans;		/* cells over several columns: reckoned anew */
	unsigned long score;
};

/* The lines of the row, which count most, and those of all its cells. */
static unsigned long
score_lines(const struct laying *laying, unsigned r, const unsigned *lines)
{
	unsigned columns = laying->table->columns, most = 0;
	unsigned long score = 0;

	for (unsigned c = 0; c < columns; c++) {
		score += lines[c];
		if (lines[c] > most && laying_cell(laying, r, c)->rowspan == 1)
			most = lines[c];
	}
	return score + (unsigned long)most * columns;
}

static void
count_lines(const struct laying *laying, unsigned r, const double *widths,
    double step, struct row_lines *row)
{
	double room = -2 * laying->padding - EASE;

	row->spans = false;
	for (unsigned c = 0; c < laying->table->columns; c++) {
		const struct asking *asking = &row->cells[c];
		unsigned span = laying_cell(laying, r, c)->colspan;

		row->spans |= span > 1;
		row->now[c] = lines_within(laying, asking, widths, c, span);
		row->narrower[c] = lines_in(asking, room + widths[c] - step);
		row->wider[c] = lines_in(asking, room + widths[c] + step);
	}
	row->score = score_lines(laying, r, row->now);
}

/* What the row scores when GIVER is a step narrower and TAKER wider. */
static unsigned long
score_move(const struct laying *laying, unsigned r,
    const struct row_lines *row, const double *widths, unsigned giver,
    unsigned taker)
{
	unsigned columns = laying->table->columns;
	unsigned lines[TUNED_COLUMNS];

	if (!row->spans && row->narrower[giver] == row->now[giver] &&
	    row->wider[taker] == row->now[taker])
		return row->score;
	for (unsigned c = 0; c < columns; c++)
		lines[c] = row->spans ? lines_within(laying,
		    &row->cells[c], widths, c,
		    laying_cell(laying, r, c)->colspan) :
		    c == giver ? row->narrower[c] :
		    c == taker ? row->wider[c] : row->now[c];
	return score_lines(laying, r, lines);
}

/* The best that giving STEP of one column to another does; false: nothing. */
static bool
improve_widths(const struct laying *laying, struct row_lines *rows,
    double *widths, double step)
{
	unsigned n = laying->table->columns, giver = n, taker = n;
	unsigned row_count = scored_rows(laying);
	unsigned long best = 0;

	for (unsigned r = 0; r < row_count; r++) {
		count_lines(laying, r, widths, step, &rows[r]);
		best += rows[r].score;
	}
	for (unsigned i = 0; i < n; i++) {
		if (widths[i] - step < laying->columns[i].least)
			continue;
		for (unsigned k = 0; k < n; k++) {
			unsigned long score = 0;

			if (k == i)
				continue;
			widths[i] -= step;
			widths[k] += step;
			for (unsigned r = 0; r < row_count; r++)
				score += score_move(laying, r, &rows[r],
				    widths, i, k);
			widths[i] += step;
			widths[k] -= step;
			if (score < best) {
				best = score;
				giver = i;
				taker = k;
			}
		}
	}
	if (giver == n)
		return false;
	widths[giver] -= step;
	widths[taker] += step;
	return true;
}

/*
 * The widths are about right; a character more in one column and less in
 * another saves lines, and words that lose their last character.
 */
static void
tune_widths(const struct laying *laying, double *widths)
{
	unsigned columns = laying->table->columns, n = scored_rows(laying);
	struct row_lines *rows;
	double em = laying->size * 10;
	unsigned moves = 0;

	if (laying->asking == NULL)
		return;
	rows = NEW_ARRAY(laying->arena, struct row_lines, n);
	for (unsigned r = 0; r < n; r++)
		rows[r].cells = laying->asking + (size_t)r * columns;
	while (moves++ < MOVES_MAX &&
	    (improve_widths(laying, rows, widths, em) ||
	    improve_widths(laying, rows, widths, 2 * em)))
		;
}

/* Where there is room for it, no word is cut in another face either. */
static void
ease_columns(struct laying *laying)
{
	long sum = 0;

	for (unsigned c = 0; c < laying->table->columns; c++)
		sum += larger(laying->columns[c].eased,
		    laying->columns[c].least);
	if (sum > laying->width)
		return;
	for (unsigned c = 0; c < laying->table->columns; c++) {
		struct column *column = &laying->columns[c];

		column->least = larger(column->eased, column->least);
		column->natural = larger(column->natural, column->least);
	}
}

static void
compute_widths(struct laying *laying)
{
	unsigned n = laying->table->columns;
	double *weights = NEW_ARRAY(laying->arena, double, n);
	long room;

	ease_columns(laying);
	if (sum_least(laying, laying->width) > laying->width)
		cut_longest(laying);
	if ((room = laying->width - sum_natural(laying)) < 0) {
		give_room(laying, -room);
		room = laying->width - sum_natural(laying);
	}
	if (room >= 0)
		give_slack(laying, weights, (double)room);
	else {
		flood(laying, weights);
		tune_widths(laying, weights);
	}
	share(laying->grid->widths, weights, n, laying->width);
}

static void
set_widths(struct laying *laying)
{
	const struct table *table = laying->table;
	double *weights;

	if (table->widths == NULL) {
		compute_widths(laying);
		return;
	}
	weights = NEW_ARRAY(laying->arena, double, table->columns);
	for (unsigned c = 0; c < table->columns; c++)
		weights[c] = table->widths[c] > 0 ? table->widths[c] : 1;
	share(laying->grid->widths, weights, table->columns, laying->width);
}

/* --- size of the text ------------------------------------------------- */

static void
set_size(struct laying *laying, int size)
{
	const struct style_spec *style = &laying->profile->styles[STYLE_TABLE];

	laying->size = size;
	laying->line = size == style->size ? style->line : size * 14;
	laying->padding = laying->profile->table_padding;
	if (size < style->size)
		laying->padding = laying->padding * size / style->size;
	/* What is left beside many columns is for their text. */
	if (laying->padding > laying->width / (int)laying->table->columns / 8)
		laying->padding = laying->width /
		    (int)laying->table->columns / 8;
	laying->grid->padding = laying->padding;
	laying->grid->line = laying->line;
}

/* Do the words fit, when one may be cut that is longer than so many ems? */
static bool
words_fit(const struct laying *laying, int ems)
{
	return sum_least(laying, ems * laying->size * 10 +
	    2 * laying->padding) <= laying->width;
}

/*
 * 小四, unless the words of so many columns only fit in 五号 or 小五; 六号,
 * which is hard to read, only if they would not fit with the longest ones cut.
 */
static void
choose_size(struct laying *laying)
{
	static const struct {
		int size, ems;
	} sizes[] = { { 24, 99 }, { 21, 99 }, { 18, CUT_EMS }, { 15, 0 } };
	const struct table *table = laying->table;
	int most = laying->most;

	set_size(laying, table->font_size > 0 ? (int)table->font_size : most);
	weigh_columns(laying);
	if (table->font_size > 0 || table->widths != NULL)
		return;
	for (size_t i = 0; i < COUNT_OF(sizes) && !words_fit(laying, 99); i++) {
		if (sizes[i].size >= most)
			continue;
		set_size(laying, sizes[i].size);
		weigh_columns(laying);
		if (words_fit(laying, sizes[i].ems))
			break;
	}
	if (laying->size < most)
		laying->grid->crowded = laying->size;
}

void
columns_set(struct laying *laying)
{
	unsigned columns = laying->table->columns;

	laying->columns = NEW_ARRAY(laying->arena, struct column, columns);
	if (columns <= TUNED_COLUMNS)
		laying->asking = NEW_ARRAY(laying->arena, struct asking,
		    (size_t)scored_rows(laying) * columns);
	choose_size(laying);
	set_widths(laying);
}
