#include "table.h"

#include <math.h>
#include <string.h>

#include "../text/chars.h"
#include "measure.h"
#include "title.h"

/* Word refuses tags of more than 64 characters. */
#define TAG_MAX		50
/* Twips of a page that a table leaves free: editors round heights up. */
#define SLACK		120
/* Up to so many characters are a label, which stands centred. */
#define LABEL_MAX	12
/* So much wider than its text a column is: editors round widths up. */
#define EASE		20
/* A blank column is wide enough for so many characters. */
#define BLANK_EMS	6
/* Of a word that is longer not all need stay together in a crowded table. */
#define CUT_EMS		6
/* The room to sign and seal above the text, in body lines; at least one. */
#define SIGNING_LINES	3
/* Steps in which a form gives way to fit on its page. */
#define TIGHTEST	8

/* What the text of a column asks for, in twips. */
struct column {
	int least;		/* no word is cut */
	int natural;		/* every line in one piece */
	double bulk;		/* the squares of its cells' lengths */
	unsigned cells, blank;	/* below the header; those to be filled in */
	bool long_text;		/* more than labels */
	bool amounts;		/* numbers that do not line up when centred */
	bool narrow;		/* its head says that little is written there */
	bool raised;		/* natural is the room to write in */
};

/* A table being laid. */
struct laying {
	struct arena *arena;
	const struct table *table;
	const struct profile *profile;
	struct grid *grid;
	struct str *texts;		/* of the cells, lines parted by \n */
	struct column *columns;
	unsigned header;		/* rows of it */
	int width, room;
	int size;			/* of its text, in half-points */
	int line;			/* its pitch: never the body's */
	int padding;			/* beside it; less when it is small */
	int signing;			/* room above lines to sign */
};

static const struct cell *
cell_at(const struct laying *laying, unsigned row, unsigned column)
{
	return &laying->table->cells[(size_t)row * laying->table->columns +
	    column];
}

static struct str
text_at(const struct laying *laying, unsigned row, unsigned column)
{
	return laying->texts[(size_t)row * laying->table->columns + column];
}

static bool
is_header(const struct laying *laying, unsigned row)
{
	return row < laying->header;
}

static struct measure
text_measure(const struct laying *laying)
{
	return (struct measure){ laying->size * 10, 0 };
}

static bool
is_blank(struct str text)
{
	return str_trim(text).n == 0;
}

static struct str
join_paragraphs(struct arena *arena, const struct texts *paragraphs)
{
	struct str text = STR_NONE;

	for (size_t i = 0; i < paragraphs->n; i++) {
		struct str next = text_join(arena, paragraphs->v[i],
		    STR("\n"));

		text = i == 0 ? next : str_cat(arena, str_cat(arena, text,
		    STR("\n")), next);
	}
	return text;
}

static void
read_texts(struct laying *laying)
{
	const struct table *table = laying->table;
	size_t n = (size_t)table->rows * table->columns;

	laying->texts = NEW_ARRAY(laying->arena, struct str, n);
	for (size_t i = 0; i < n; i++)
		laying->texts[i] = join_paragraphs(laying->arena,
		    &table->cells[i].paragraphs);
}

/* Rows that a cell of the header reaches down to are header, too. */
static void
find_header(struct laying *laying)
{
	const struct table *table = laying->table;

	laying->header = table->header_rows < table->rows ?
	    table->header_rows : table->rows;
	for (unsigned r = 0; r < laying->header; r++)
		for (unsigned c = 0; c < table->columns; c++) {
			unsigned below = r + cell_at(laying, r, c)->rowspan;

			if (below > laying->header && below < table->rows)
				laying->header = below;
		}
}

/* --- what the columns hold ------------------------------------------------ */

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

/*
 * The width of the widest word that is half-width: a number, Latin.  Capitals
 * are wider than half an em in some faces.
 */
static long
widest_word(const struct measure *measure, struct str line)
{
	long widest = 0, width = 0;
	uint32_t before = 0;

	for (size_t at = 0; at < line.n;) {
		uint32_t c = char_next(line, &at);

		if (before >= 0x2000 || c >= 0x2000 ||
		    char_is_space(before) || char_is_space(c))
			width = 0;
		width += (c >= 'A' && c <= 'Z' ? 75 : (long)char_width(c)) *
		    measure->em / 100;
		if (width > widest)
			widest = width;
		before = c;
	}
	return widest;
}

/* The width below which a word of LINE would be cut. */
static long
least_width(const struct measure *measure, struct str line, bool header)
{
	size_t at = 0;
	long kept, widest = widest_word(measure, line);

	for (size_t n = kept_together(line, header); n > 0; n--)
		char_next(line, &at);
	kept = measure_width(measure, str_slice(line, 0, at));
	return kept > widest ? kept : widest;
}

static bool
is_number(struct str text)
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
is_amount(struct str text)
{
	return is_number(text) && (str_has(text, STR(".")) ||
	    str_has(text, STR(",")));
}

/* Nothing in it: such a row tells nothing about its columns. */
static bool
is_blank_row(const struct laying *laying, unsigned row)
{
	unsigned c = 0;

	while (c < laying->table->columns && is_blank(text_at(laying, row, c)))
		c++;
	return c == laying->table->columns;
}

/* Heads of columns in which nobody writes more than two characters. */
static bool
is_narrow_head(struct str text)
{
	static const char *const heads[] = {
		"序号", "性别", "年龄", "民族"
	};

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (str_eq(str_trim(text), str_of(heads[i])))
			return true;
	return false;
}

/* A cell over SPAN columns tells each of them a part of what it asks for. */
static void
weigh_text(struct laying *laying, struct str text, bool header,
    unsigned span, struct column *column)
{
	struct measure measure = text_measure(laying);
	int margins = 2 * laying->padding + EASE;
	double length = 0;
	struct str line;

	while (str_line(&text, &line)) {
		int natural = (int)measure_width(&measure, line);
		int least = (int)least_width(&measure, line, header);

		natural = (natural + margins) / (int)span;
		least = (least + margins) / (int)span;
		if (natural > column->natural)
			column->natural = natural;
		/* A word wider than half the table is cut. */
		if (least > column->least && least <= laying->width / 2)
			column->least = least;
		length += natural;
		if (span == 1 && char_count(line) > LABEL_MAX && !header)
			column->long_text = true;
	}
	column->bulk += length * length;
}

static void
weigh_cell(struct laying *laying, unsigned row, unsigned column,
    bool blank_row)
{
	const struct cell *cell = cell_at(laying, row, column);
	struct str text = text_at(laying, row, column);
	unsigned span = cell->colspan;

	if (cell->covered)
		return;
	for (unsigned i = 0; i < span &&
	    column + i < laying->table->columns; i++) {
		struct column *into = &laying->columns[column + i];

		weigh_text(laying, text, is_header(laying, row), span, into);
		if (is_header(laying, row))
			into->narrow = span == 1 && is_narrow_head(text);
		if (is_header(laying, row) || blank_row)
			continue;
		into->cells++;
		into->blank += is_blank(text);
		into->amounts |= is_amount(text);
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
	if (column->natural < column->least)
		column->natural = column->least;
}

static void
weigh_columns(struct laying *laying)
{
	const struct table *table = laying->table;
	int least = laying->size * 10 + 2 * laying->padding +
	    EASE;

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
}

/* --- column widths -------------------------------------------------------- */

/* Parts of WHOLE in proportion to WEIGHTS; they add up exactly. */
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
		    (int)(whole * (so_far / sum)) - given : 0;
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
spread(const struct laying *laying, double level, double *widths)
{
	double sum = 0;

	for (unsigned c = 0; c < laying->table->columns; c++) {
		const struct column *column = &laying->columns[c];

		widths[c] = level * cbrt(column->bulk);
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
	double low = 0, high = 1;

	while (high < 1e12 && spread(laying, high, widths) < laying->width)
		high *= 2;
	for (unsigned round = 0; round < 60; round++) {
		double level = (low + high) / 2;

		if (spread(laying, level, widths) < laying->width)
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
		sum += laying->columns[c].least < longest ?
		    laying->columns[c].least : longest;
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
		if (laying->columns[c].least > low)
			laying->columns[c].least = low;
}

/* What a column to fill in can give up, down to half of its room. */
static int
spare_room(const struct column *column)
{
	int least = column->natural / 2;

	if (least < column->least)
		least = column->least;
	return column->raised ? column->natural - least : 0;
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

/* What the text of a cell takes on lines as long as it likes. */
struct extent {
	unsigned lines;		/* 0: covered, or blank */
	double longest;
};

/* Up to so many rows say how wide so many columns should be, */
#define SCORED_ROWS	200
#define TUNED_COLUMNS	10
/* and so often one may get wider at the cost of another. */
#define MOVES_MAX	30

static unsigned
scored_rows(const struct laying *laying)
{
	return laying->table->rows < SCORED_ROWS ?
	    laying->table->rows : SCORED_ROWS;
}

static struct extent *
read_extents(const struct laying *laying)
{
	struct measure measure = text_measure(laying);
	unsigned columns = laying->table->columns, rows = scored_rows(laying);
	struct extent *extents = NEW_ARRAY(laying->arena, struct extent,
	    (size_t)rows * columns);

	for (unsigned r = 0; r < rows; r++)
		for (unsigned c = 0; c < columns; c++) {
			struct extent *extent =
			    &extents[(size_t)r * columns + c];
			struct str text = text_at(laying, r, c), line;

			while (str_line(&text, &line)) {
				double width =
				    (double)measure_width(&measure, line);

				extent->lines++;
				if (width > extent->longest)
					extent->longest = width;
			}
		}
	return extents;
}

static unsigned
lines_within(const struct laying *laying, const struct extent *extent,
    const double *widths, unsigned column, unsigned span)
{
	double room = -2 * laying->padding - EASE;

	for (unsigned c = column; c < column + span &&
	    c < laying->table->columns; c++)
		room += widths[c];
	return extent->longest <= room || room < 1 ? extent->lines :
	    extent->lines + (unsigned)((extent->longest - 1) / room);
}

/* The lines of the rows, which count most, and those of all the cells. */
static unsigned long
score_widths(const struct laying *laying, const struct extent *extents,
    const double *widths)
{
	unsigned columns = laying->table->columns, rows = scored_rows(laying);
	unsigned long score = 0;

	for (unsigned r = 0; r < rows; r++) {
		unsigned most = 0;

		for (unsigned c = 0; c < columns; c++) {
			const struct cell *cell = cell_at(laying, r, c);
			unsigned lines = lines_within(laying,
			    &extents[(size_t)r * columns + c], widths, c,
			    cell->colspan);

			score += lines;
			if (cell->rowspan == 1 && lines > most)
				most = lines;
		}
		score += (unsigned long)most * columns;
	}
	return score;
}

/* The best that giving STEP of one column to another does; false: nothing. */
static bool
improve_widths(const struct laying *laying, const struct extent *extents,
    double *widths, double step)
{
	unsigned n = laying->table->columns, giver = n, taker = n;
	unsigned long best = score_widths(laying, extents, widths);

	for (unsigned i = 0; i < n; i++) {
		if (widths[i] - step < laying->columns[i].least)
			continue;
		for (unsigned k = 0; k < n; k++) {
			unsigned long score;

			if (k == i)
				continue;
			widths[i] -= step;
			widths[k] += step;
			score = score_widths(laying, extents, widths);
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
	const struct extent *extents;
	double em = laying->size * 10;
	unsigned moves = 0;

	if (laying->table->columns > TUNED_COLUMNS)
		return;
	extents = read_extents(laying);
	while (moves++ < MOVES_MAX &&
	    (improve_widths(laying, extents, widths, em) ||
	    improve_widths(laying, extents, widths, 2 * em)))
		;
}

static void
compute_widths(struct laying *laying)
{
	unsigned n = laying->table->columns;
	double *weights = NEW_ARRAY(laying->arena, double, n);
	long room;

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

/* --- size of the text ----------------------------------------------------- */

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
 * 小四, unless the words of so many columns only fit in 五号 or 小五; 六号, which
 * is hard to read, only if they would not fit with the longest ones cut.
 */
static void
choose_size(struct laying *laying)
{
	static const struct {
		int size, ems;
	} sizes[] = { { 24, 99 }, { 21, 99 }, { 18, CUT_EMS }, { 15, 0 } };
	const struct table *table = laying->table;
	int most = laying->profile->styles[STYLE_TABLE].size;

	set_size(laying, table->font_size > 0 ? (int)table->font_size : most);
	weigh_columns(laying);
	if (table->font_size > 0 || table->widths != NULL)
		return;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]) &&
	    !words_fit(laying, 99); i++) {
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

/* --- the text of cells ---------------------------------------------------- */

/* The room for text in a cell that begins in COLUMN. */
static int
span_width(const struct laying *laying, unsigned column, unsigned span)
{
	int width = 0;

	for (unsigned c = column; c < column + span &&
	    c < laying->table->columns; c++)
		width += laying->grid->widths[c];
	return width - 2 * laying->padding;
}

/* Short lines, and nothing to tick. */
static bool
is_label(struct str text)
{
	struct str line;

	if (str_has(text, STR("□")) || str_has(text, STR("☐")))
		return false;
	while (str_line(&text, &line))
		if (char_count(line) > LABEL_MAX)
			return false;
	return true;
}

/* By the author, by column, or by content. */
static enum justify
cell_justify(const struct laying *laying, unsigned row, unsigned column)
{
	static const enum justify justify[] = {
		[ALIGN_LEFT] = JUSTIFY_LEFT, [ALIGN_CENTER] = JUSTIFY_CENTER,
		[ALIGN_RIGHT] = JUSTIFY_RIGHT,
	};
	const struct table *table = laying->table;
	const struct cell *cell = cell_at(laying, row, column);
	struct str text = text_at(laying, row, column);
	struct measure measure;

	if (cell->align != ALIGN_BODY)
		return justify[cell->align];
	if (is_header(laying, row))
		return JUSTIFY_CENTER;
	if (table->aligns != NULL && table->aligns[column] != ALIGN_BODY)
		return justify[table->aligns[column]];
	if (is_number(text))
		return laying->columns[column].amounts ?
		    JUSTIFY_RIGHT : JUSTIFY_CENTER;
	if (table->form || cell->colspan > 1 ? is_label(text) :
	    !laying->columns[column].long_text)
		return JUSTIFY_CENTER;
	/* Justified, a narrow column would be full of holes. */
	measure = text_measure(laying);
	return span_width(laying, column, cell->colspan) <
	    LABEL_MAX * measure.em + widest_word(&measure, text) ?
	    JUSTIFY_LEFT : JUSTIFY_BOTH;
}

static void
measure_para(const struct laying *laying, struct para *para, int width)
{
	struct measured_piece few[8], *pieces = few;
	size_t n = 0;

	/* Nearly every cell has one piece: nothing is kept for it. */
	if (para->n > sizeof(few) / sizeof(few[0]))
		pieces = NEW_ARRAY(laying->arena, struct measured_piece,
		    para->n);
	memset(few, 0, sizeof(few));
	for (size_t i = 0; i < para->n; i++) {
		if (para->pieces[i].kind == PIECE_BREAK)
			continue;
		pieces[n].measure = text_measure(laying);
		pieces[n].line_break = i > 0 &&
		    para->pieces[i - 1].kind == PIECE_BREAK;
		pieces[n++].text = para->pieces[i].text;
	}
	para->lines = measure_lines(pieces, n, width, 0).lines;
	para->height = (int)para->lines * laying->line;
}

static struct para
cell_para(const struct laying *laying, enum style style,
    const struct run *runs, size_t n, int width)
{
	const struct style_spec *spec = &laying->profile->styles[style];
	struct para para = { .style = style, .justify = spec->justify };

	para.pieces = NEW_ARRAY(laying->arena, struct piece, n);
	for (size_t i = 0; i < n; i++)
		if (runs[i].text.n > 0)
			para.pieces[para.n++] = (struct piece){
			    .kind = PIECE_TEXT, .text = runs[i].text,
			    .style = STYLE_COUNT,
			    .bold = (runs[i].flags & RUN_BOLD) != 0,
			    .italic = (runs[i].flags & RUN_ITALIC) != 0 };
	para.pos = n > 0 ? runs[0].pos : POS_NONE;
	if (laying->size != spec->size)
		para.size = laying->size;
	if (laying->line != spec->line)
		para.line = laying->line;
	measure_para(laying, &para, width);
	return para;
}

/* A label of several lines is broken like a title: 联系地址、/邮编. */
static void
break_label(const struct laying *laying, struct para *para, int width)
{
	struct measure measure = text_measure(laying);
	struct title_lines lines;
	struct piece label, *pieces;

	if (para->justify != JUSTIFY_CENTER || para->n != 1 ||
	    para->lines < 2 || char_count(para->pieces[0].text) > 60)
		return;
	label = para->pieces[0];
	lines = title_break(laying->arena, label.text, &measure, width, false);
	if (lines.n != para->lines)
		return;
	pieces = NEW_ARRAY(laying->arena, struct piece, 2 * lines.n);
	para->n = 0;
	for (size_t i = 0; i < lines.n; i++) {
		if (i > 0)
			pieces[para->n++] = (struct piece){
			    .kind = PIECE_BREAK, .style = STYLE_COUNT };
		pieces[para->n] = label;
		pieces[para->n++].text = lines.v[i];
	}
	para->pieces = pieces;
}

/* Where the line of a cell's text that begins at run FROM ends. */
static size_t
line_end(const struct text *text, size_t from)
{
	size_t to = from + 1;

	while (to < text->n && !(text->v[to].flags & RUN_BREAK))
		to++;
	return to;
}

static size_t
count_lines(const struct cell *cell)
{
	size_t n = 0;

	for (size_t p = 0; p < cell->paragraphs.n; p++) {
		const struct text *text = &cell->paragraphs.v[p];

		for (size_t at = 0; at < text->n; at = line_end(text, at))
			n++;
	}
	return n;
}

/* A cell's lines, each a paragraph: <br> and paragraphs are alike here. */
static void
fill_cell(struct laying *laying, unsigned row, unsigned column)
{
	const struct cell *cell = cell_at(laying, row, column);
	struct grid_cell *into = &laying->grid->rows[row].cells[column];
	enum style style = is_header(laying, row) ?
	    STYLE_TABLE_HEAD : STYLE_TABLE;
	int width = span_width(laying, column, cell->colspan);
	size_t n = count_lines(cell);

	into->paras = NEW_ARRAY(laying->arena, struct para, n > 0 ? n : 1);
	into->valign = VALIGN_CENTER;
	for (size_t p = 0; p < cell->paragraphs.n; p++) {
		const struct text *text = &cell->paragraphs.v[p];

		for (size_t from = 0, to; from < text->n; from = to) {
			to = line_end(text, from);
			into->paras[into->n++] = cell_para(laying, style,
			    text->v + from, to - from, width);
		}
	}
	if (into->n == 0)
		into->paras[into->n++] = cell_para(laying, style, NULL, 0,
		    width);
	for (size_t i = 0; i < into->n; i++) {
		into->paras[i].justify = cell_justify(laying, row, column);
		break_label(laying, &into->paras[i], width);
	}
}

/* What a covered cell is in OOXML's terms: of a span, of a merge, or both. */
static void
mark_covered(struct laying *laying, unsigned row, unsigned column)
{
	const struct cell *cell = cell_at(laying, row, column);

	for (unsigned r = 0; r < cell->rowspan &&
	    row + r < laying->table->rows; r++)
		for (unsigned c = 0; c < cell->colspan &&
		    column + c < laying->table->columns; c++) {
			struct grid_cell *into =
			    &laying->grid->rows[row + r].cells[column + c];

			into->colspan = c == 0 ? cell->colspan : 0;
			if (cell->rowspan > 1 && c == 0) {
				into->merge_start = r == 0;
				into->merge_on = r > 0;
			}
		}
}

static void
lay_cells(struct laying *laying)
{
	for (unsigned r = 0; r < laying->table->rows; r++)
		for (unsigned c = 0; c < laying->table->columns; c++)
			if (!cell_at(laying, r, c)->covered) {
				fill_cell(laying, r, c);
				mark_covered(laying, r, c);
			}
}

/* --- rows ----------------------------------------------------------------- */

static int
text_height(const struct grid_cell *cell)
{
	int height = 0;

	for (size_t i = 0; i < cell->n; i++)
		height += cell->paras[i].height;
	return height;
}

/* What a cell needs with the air in it and the line under it. */
static int
cell_height(const struct grid *grid, const struct grid_cell *cell)
{
	return text_height(cell) + 2 * grid->air + grid->border * 20 / 8;
}

/* The text of a paragraph that has one line. */
static struct str
para_line(const struct laying *laying, const struct para *para)
{
	struct str line = para->n > 0 ? para->pieces[0].text : STR_NONE;

	for (size_t i = 1; i < para->n; i++)
		line = str_cat(laying->arena, line, para->pieces[i].text);
	return line;
}

/*
 * 签字盖章 cells of a form end in a date to be filled in: the lines from the
 * one that asks for it stand at the bottom right, where one signs.  The number
 * of the first such line; that of all lines when the cell is another one.
 */
static size_t
signing_lines(const struct laying *laying, unsigned row, unsigned column)
{
	const struct grid_cell *cell = &laying->grid->rows[row].cells[column];
	bool dated = false, named = false;
	size_t first = 0;

	for (size_t i = 0; i < cell->n; i++) {
		struct str line = str_trim(para_line(laying, &cell->paras[i]));

		dated = str_ends(line, STR("日")) &&
		    str_has(line, STR("月")) && str_has(line, STR("年"));
		if (dated || line.n == 0)
			continue;
		if ((str_has(line, STR("章")) || str_has(line, STR("签"))) &&
		    char_count(line) <= LABEL_MAX)
			named = true;
		else
			first = i + 1;
	}
	return dated && (named || first > 0) ? first : cell->n;
}

/* Cells of one row give it its height. */
static int
content_height(const struct laying *laying, unsigned row)
{
	const struct grid *grid = laying->grid;
	int height = laying->line + 2 * grid->air + grid->border * 20 / 8;

	for (unsigned c = 0; c < laying->table->columns; c++) {
		const struct cell *cell = cell_at(laying, row, c);
		int needed = cell_height(grid, &grid->rows[row].cells[c]);

		if (cell->covered || cell->rowspan > 1)
			continue;
		if (signing_lines(laying, row, c) < grid->rows[row].cells[c].n)
			needed += laying->signing;
		if (needed > height)
			height = needed;
	}
	return height;
}

/* The last row of the merge that begins at ROW, COLUMN. */
static size_t
merge_end(const struct grid *grid, size_t row, unsigned column)
{
	while (row + 1 < grid->n &&
	    grid->rows[row + 1].cells[column].merge_on)
		row++;
	return row;
}

/* A merged cell higher than its rows makes the last of them higher. */
static void
stretch_merged(struct grid *grid)
{
	for (size_t r = 0; r < grid->n; r++)
		grid->rows[r].measured = grid->rows[r].own +
		    grid->rows[r].pushes;
	for (size_t r = 0; r < grid->n; r++)
		for (unsigned c = 0; c < grid->columns; c++) {
			const struct grid_cell *cell = &grid->rows[r].cells[c];
			int height = cell_height(grid, cell);
			size_t last;

			if (!cell->merge_start)
				continue;
			last = merge_end(grid, r, c);
			for (size_t i = r; i <= last; i++)
				height -= grid->rows[i].measured;
			if (height > 0)
				grid->rows[last].measured += height;
		}
}

static int
total_height(const struct grid *grid)
{
	int height = 0;

	for (size_t r = 0; r < grid->n; r++)
		height += grid->rows[r].measured;
	return height;
}

/* Ask for rows of LEAST; content may make them higher. */
static void
set_heights(struct laying *laying, int least)
{
	const struct profile *profile = laying->profile;
	int page = laying->width == profile_text_height(profile) ?
	    profile_text_width(profile) : profile_text_height(profile);

	page -= SLACK;
	for (unsigned r = 0; r < laying->table->rows; r++) {
		struct grid_row *row = &laying->grid->rows[r];
		int content = content_height(laying, r);

		row->height = is_header(laying, r) && content * 2 < least ?
		    content * 2 : least;
		row->own = content > row->height ? content : row->height;
		row->header = is_header(laying, r);
		row->may_split = row->own > page;
	}
	stretch_merged(laying->grid);
}

/* Rows to write long text in take more of a page; those to sign in have some. */
static int
row_share(const struct laying *laying, unsigned row)
{
	int most = 1;

	for (unsigned c = 0; laying->table->form &&
	    c < laying->table->columns; c++) {
		const struct cell *cell = cell_at(laying, row, c);

		if (cell->covered)
			continue;
		if (is_blank(text_at(laying, row, c)) &&
		    span_width(laying, c, cell->colspan) * 2 > laying->width)
			return 6;
		if (signing_lines(laying, row, c) <
		    laying->grid->rows[row].cells[c].n)
			most = 2;
	}
	return most;
}

/* Spread what is left of the page over the rows that are not heads. */
static void
fill_room(struct laying *laying)
{
	int left = laying->room - total_height(laying->grid), shares = 0;

	for (unsigned r = laying->header; r < laying->table->rows; r++)
		shares += row_share(laying, r);
	for (unsigned r = laying->header; left > 0 &&
	    r < laying->table->rows; r++) {
		struct grid_row *row = &laying->grid->rows[r];

		row->measured += left / shares * row_share(laying, r);
		row->height = row->own = row->measured;
	}
}

/* Heights of step TIGHT, from what was asked for (0) to what text needs. */
static void
tighten(struct laying *laying, int asked, int content, int tight)
{
	int pitch = laying->profile->line_pitch;

	laying->signing = pitch + (SIGNING_LINES - 1) * pitch *
	    (TIGHTEST - tight) / TIGHTEST;
	set_heights(laying, content +
	    (asked - content) * (TIGHTEST - tight) / TIGHTEST);
}

static void
lay_rows(struct laying *laying)
{
	const struct table *table = laying->table;
	int content = laying->line * 4 / 3;
	int asked = (int)table->row_height * laying->profile->line_pitch;
	int tight = 0;

	if (asked < content)
		asked = content;
	tighten(laying, asked, content, 0);
	/*
	 * A form, or a list of rows to fill in, keeps to its page as long as
	 * its text allows: the heights that were asked for, and the room to
	 * sign, give way.  Where that does not help they stay.
	 */
	if ((int)table->rows * content <= laying->room) {
		while (total_height(laying->grid) > laying->room &&
		    tight < TIGHTEST)
			tighten(laying, asked, content, ++tight);
		if (total_height(laying->grid) > laying->room)
			tighten(laying, asked, content, 0);
	}
	if (table->fill_page)
		fill_room(laying);
}

/* The lines to sign go to the foot of their cell, now that it has a height. */
static void
place_signing(struct laying *laying, unsigned row, unsigned column)
{
	struct grid_cell *cell = &laying->grid->rows[row].cells[column];
	size_t first = signing_lines(laying, row, column);
	int height = 0;

	if (first >= cell->n)
		return;
	for (unsigned r = row; r < laying->table->rows &&
	    r < row + cell_at(laying, row, column)->rowspan; r++)
		height += laying->grid->rows[r].measured;
	height -= cell_height(laying->grid, cell) + laying->line / 2;
	cell->valign = VALIGN_TOP;
	cell->paras[0].before = laying->line / 4;
	cell->paras[0].height += laying->line / 4;
	for (size_t i = 0; i < cell->n; i++) {
		cell->paras[i].justify = i < first ?
		    JUSTIFY_LEFT : JUSTIFY_RIGHT;
		cell->paras[i].right = i < first ? 0 : laying->size * 20;
	}
	if (height > 0) {
		cell->paras[first].before += height;
		cell->paras[first].height += height;
	}
}

/* --- controls of blank cells ---------------------------------------------- */

/* The tags given so far: a hash table that is never more than half full. */
struct tags {
	struct arena *arena;
	struct str *v;
	size_t n;
};

static bool
take_tag(struct tags *tags, struct str tag)
{
	size_t i = (size_t)(str_hash(tag) % tags->n);

	for (; tags->v[i].n > 0; i = (i + 1) % tags->n)
		if (str_eq(tags->v[i], tag))
			return false;
	tags->v[i] = tag;
	return true;
}

/* LABEL without blanks and colon, short enough; with a number if taken. */
static struct str
make_tag(struct tags *tags, struct str label)
{
	struct str base = text_squeeze(tags->arena, label), tag;
	size_t at = 0;

	for (unsigned n = 0; n < TAG_MAX && at < base.n; n++)
		char_next(base, &at);
	base = str_slice(base, 0, at);
	if (str_ends(base, STR("：")))
		base = str_slice(base, 0, base.n - STR("：").n);
	if (base.n == 0)
		base = STR("空格");
	tag = base;
	for (unsigned i = 2; !take_tag(tags, tag); i++)
		tag = str_format(tags->arena, "%.*s_%u", STR_ARG(base), i);
	return tag;
}

/*
 * What a blank cell is to hold: in a form the nearest text at its left, else
 * above it; in a list the head of its column and the number of its row.
 */
static struct str
label_of(const struct laying *laying, unsigned row, struct str left,
    struct str above)
{
	if (laying->header == 0)
		return left.n > 0 ? left : above;
	return str_format(laying->arena, "%.*s_%u", STR_ARG(above),
	    row - laying->header + 1);
}

static void
add_controls(struct laying *laying)
{
	const struct table *table = laying->table;
	struct str *above = NEW_ARRAY(laying->arena, struct str,
	    table->columns);
	struct tags tags = { laying->arena, NULL,
	    (size_t)table->rows * table->columns * 2 + 1 };

	tags.v = NEW_ARRAY(laying->arena, struct str, tags.n);
	for (unsigned r = 0; r < table->rows; r++) {
		struct str left = STR_NONE;

		for (unsigned c = 0; c < table->columns; c++) {
			struct str text = text_at(laying, r, c);

			if (cell_at(laying, r, c)->covered)
				continue;
			if (!is_blank(text)) {
				left = text;
				if (table->form || is_header(laying, r))
					above[c] = text;
			} else if (!is_header(laying, r))
				laying->grid->rows[r].cells[c].control =
				    make_tag(&tags, label_of(laying, r, left,
				    above[c]));
		}
	}
}

/* --- the whole ------------------------------------------------------------ */

static struct grid *
new_grid(const struct laying *laying)
{
	const struct table *table = laying->table;
	struct arena *arena = laying->arena;
	struct grid *grid = NEW(arena, struct grid);

	grid->columns = table->columns;
	grid->n = table->rows;
	grid->border = laying->profile->table_border;
	grid->air = laying->profile->table_air;
	grid->title = text_join(arena, table->caption, STR_NONE);
	grid->pos = table->pos;
	grid->widths = NEW_ARRAY(arena, int, table->columns);
	grid->rows = NEW_ARRAY(arena, struct grid_row, table->rows);
	for (unsigned r = 0; r < table->rows; r++) {
		grid->rows[r].cells =
		    NEW_ARRAY(arena, struct grid_cell, table->columns);
		for (unsigned c = 0; c < table->columns; c++)
			memset(grid->rows[r].cells[c].borders, -1,
			    sizeof(grid->rows[r].cells[c].borders));
	}
	return grid;
}

struct grid *
table_lay(struct arena *arena, const struct table *table,
    const struct profile *profile, int width, int room, bool controls)
{
	struct laying laying = { .arena = arena, .table = table,
	    .profile = profile, .width = width,
	    .room = room - SLACK };

	if (table->rows == 0 || table->columns == 0)
		return NULL;
	laying.columns = NEW_ARRAY(arena, struct column, table->columns);
	laying.grid = new_grid(&laying);
	read_texts(&laying);
	find_header(&laying);
	choose_size(&laying);
	set_widths(&laying);
	lay_cells(&laying);
	lay_rows(&laying);
	for (unsigned r = laying.header; r < table->rows; r++)
		for (unsigned c = 0; c < table->columns; c++)
			if (!cell_at(&laying, r, c)->covered)
				place_signing(&laying, r, c);
	if (controls && table->controls)
		add_controls(&laying);
	return laying.grid;
}

/* --- merges over page breaks ---------------------------------------------- */

/* Take back what an earlier paging split in column C. */
static bool
unsplit(struct grid *grid, unsigned c)
{
	bool changed = false;

	for (size_t r = 0; r < grid->n; r++) {
		struct grid_cell *cell = &grid->rows[r].cells[c];

		if (!cell->merge_again || grid->rows[r].opens_page)
			continue;
		cell->merge_again = cell->merge_start = false;
		cell->merge_on = changed = true;
		cell->n = 0;
	}
	return changed;
}

/* Take back what an earlier paging made higher where no page ends now. */
static bool
unpush(struct grid *grid)
{
	bool changed = false;

	for (size_t r = 0; r < grid->n; r++)
		if (grid->rows[r].pushes > 0 &&
		    (r + 1 == grid->n || !grid->rows[r + 1].opens_page)) {
			grid->rows[r].height -= grid->rows[r].pushes;
			grid->rows[r].pushes = 0;
			changed = true;
		}
	return changed;
}

static void
push(struct grid_row *row, int height)
{
	row->pushes += height;
	row->height += height;
	if (row->height < row->own + row->pushes)
		row->height = row->own + row->pushes;
}

/*
 * The merge that began at FROM lacks HEIGHT for its text above the break
 * before ROW.  Either the row above the break takes what is left of the page,
 * or the row above the merge does, nearly, so that the merge is pushed over
 * the break.  False when neither helps: then the text flows over the page.
 */
static bool
make_stand(struct grid *grid, size_t from, size_t row, int height)
{
	struct grid_row *last = &grid->rows[row - 1], *before;

	if (height <= last->left) {
		push(last, height);
		return true;
	}
	if (from == 0 || grid->rows[from].opens_page ||
	    grid->rows[from - 1].header)
		return false;
	before = &grid->rows[from - 1];
	if (before->pushes > 0 || before->left > 6 * before->own)
		return false;
	push(before, before->left - grid->rows[from].measured / 2);
	return true;
}

/*
 * Faces differ a little, and a line more or less before the break would put
 * the merge's second beginning into the middle of a page.  The row above the
 * break takes so much of the page that ROW lacks a line at least.
 */
static void
secure_break(struct grid *grid, size_t row)
{
	struct grid_row *last = &grid->rows[row - 1];
	int lacks = grid->rows[row].measured - last->left;

	if (last->header || lacks >= grid->line ||
	    last->left < grid->line - lacks)
		return;
	push(last, grid->line - lacks);
}

/* What the text of the merge that began at FROM lacks above ROW. */
static int
height_lacking(const struct grid *grid, size_t from, size_t row, unsigned c)
{
	int height = cell_height(grid, &grid->rows[from].cells[c]);

	for (size_t r = from; r < row; r++)
		height -= grid->rows[r].measured;
	return height;
}

/* Begin the merge that began at FROM anew at ROW. */
static void
begin_again(struct grid *grid, size_t from, size_t row, unsigned c)
{
	const struct grid_cell *start = &grid->rows[from].cells[c];
	struct grid_cell *cell = &grid->rows[row].cells[c];

	cell->merge_on = false;
	cell->merge_start = cell->merge_again = true;
	cell->paras = start->paras;
	cell->n = start->n;
	cell->valign = start->valign;
}

static bool
split_column(struct grid *grid, unsigned c)
{
	bool changed = unsplit(grid, c);
	size_t from = SIZE_MAX;

	for (size_t r = 0; r < grid->n; r++) {
		const struct grid_cell *cell = &grid->rows[r].cells[c];
		int lacking;

		if (cell->merge_start)
			from = r;
		if (!cell->merge_on || !grid->rows[r].opens_page ||
		    from == SIZE_MAX)
			continue;
		lacking = height_lacking(grid, from, r, c);
		if (lacking > 0 && !make_stand(grid, from, r, lacking))
			continue;
		changed = true;
		if (lacking > 0 && grid->rows[r - 1].pushes == 0)
			continue;
		secure_break(grid, r);
		begin_again(grid, from, r, c);
		from = r;
	}
	return changed;
}

bool
table_split_merges(struct grid *grid)
{
	bool changed = unpush(grid);

	for (unsigned c = 0; c < grid->columns; c++)
		changed |= split_column(grid, c);
	if (changed)
		stretch_merged(grid);
	return changed;
}
