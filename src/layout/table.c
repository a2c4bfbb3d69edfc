#include "table.h"

#include <string.h>

#include "../text/chars.h"
#include "measure.h"

/* Word refuses tags of more than 64 characters. */
#define TAG_MAX		60
/* Twips of a page that a table leaves free: editors round heights up. */
#define SLACK		120
/* Up to so many characters are a label, which stands centred. */
#define LABEL_MAX	12

/* A table being laid. */
struct laying {
	struct arena *arena;
	const struct table *table;
	const struct profile *profile;
	struct grid *grid;
	int width;
	int room;
	int size;			/* of its text, in half-points */
	int line;			/* its pitch: never the body's */
	bool controls;
	bool *long_text;		/* by column */
};

static const struct cell *
cell_at(const struct table *table, unsigned row, unsigned column)
{
	return &table->cells[(size_t)row * table->columns + column];
}

static bool
is_header(const struct laying *laying, unsigned row)
{
	return row < laying->table->header_rows;
}

static enum style
cell_style(const struct laying *laying, unsigned row)
{
	return is_header(laying, row) ? STYLE_TABLE_HEAD : STYLE_TABLE;
}

static struct str
cell_text(struct laying *laying, const struct cell *cell)
{
	struct str text = STR_NONE;

	for (size_t i = 0; i < cell->paragraphs.n; i++)
		text = i == 0 ?
		    text_join(laying->arena, cell->paragraphs.v[i], STR("\n")) :
		    str_cat(laying->arena, str_cat(laying->arena, text,
		    STR("\n")), text_join(laying->arena,
		    cell->paragraphs.v[i], STR("\n")));
	return text;
}

static bool
is_blank(struct str text)
{
	return str_trim(text).n == 0;
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

struct column {
	int least;		/* no word is cut */
	int natural;		/* the widest line in one piece */
	double area;		/* all its text, as a length */
};

/* Words: Latin ones and numbers whole; of Chinese, a head's up to four. */
static int
least_width(const struct measure *measure, struct str text, bool header)
{
	long least = 0, word = 0;
	uint32_t before = 0;
	size_t count = char_count(text);

	if (header && count <= 4)
		return (int)measure_width(measure, text);
	for (size_t at = 0; at < text.n;) {
		size_t from = at;
		uint32_t c = char_next(text, &at);
		long w = measure_width(measure, str_slice(text, from, at));
		bool joined = before != 0 && before < 0x2000 && c < 0x2000 &&
		    !char_is_space(before) && !char_is_space(c);

		word = joined ? word + w : w;
		if (word > least)
			least = word;
		before = c;
	}
	/* Two characters a line at least: vertical text is hard to read. */
	if (count >= 2 && least < 2 * measure->em)
		least = 2 * measure->em;
	return (int)least;
}

static void
weigh_cell(struct laying *laying, unsigned row, unsigned column,
    struct column *into)
{
	const struct cell *cell = cell_at(laying->table, row, column);
	struct measure measure = { laying->size * 10, 0 };
	struct str rest, line;

	if (cell->covered || cell->colspan != 1)
		return;
	rest = cell_text(laying, cell);
	while (str_line(&rest, &line)) {
		int padding = 2 * laying->profile->table_padding + 20;
		int natural = (int)measure_width(&measure, line) + padding;
		int least = least_width(&measure, line,
		    is_header(laying, row)) + padding;

		if (natural > into->natural)
			into->natural = natural;
		if (least > into->least)
			into->least = least;
		into->area += natural;
	}
}

/* Content decides: words unbroken, numbers narrow, long text wide. */
static void
compute_widths(struct laying *laying)
{
	unsigned n = laying->table->columns;
	struct column *columns = NEW_ARRAY(laying->arena, struct column, n);
	double *weights = NEW_ARRAY(laying->arena, double, n);
	long natural = 0, least = 0;

	for (unsigned c = 0; c < n; c++) {
		columns[c].least = columns[c].natural =
		    2 * laying->size * 10;
		for (unsigned r = 0; r < laying->table->rows; r++)
			weigh_cell(laying, r, c, &columns[c]);
		if (columns[c].natural < columns[c].least)
			columns[c].natural = columns[c].least;
		natural += columns[c].natural;
		least += columns[c].least;
	}
	for (unsigned c = 0; c < n; c++)
		if (natural <= laying->width)
			weights[c] = columns[c].natural;
		else if (least >= laying->width)
			weights[c] = columns[c].least;
		else
			weights[c] = columns[c].least +
			    (double)(laying->width - least) *
			    (columns[c].natural - columns[c].least) /
			    (double)(natural - least);
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

/* --- cells ---------------------------------------------------------------- */

static int
span_width(const struct laying *laying, unsigned column, unsigned span)
{
	int width = 0;

	for (unsigned c = column; c < column + span &&
	    c < laying->table->columns; c++)
		width += laying->grid->widths[c];
	return width - 2 * laying->profile->table_padding -
	    laying->profile->table_border * 20 / 8;
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
		    !char_is_space(c))
			return false;
	}
	return digits > 0;
}

/* By the author, by column, or by content: short centred, long flush. */
static enum justify
cell_justify(struct laying *laying, const struct cell *cell, unsigned row,
    unsigned column, struct str text)
{
	static const enum justify justify[] = {
		[ALIGN_LEFT] = JUSTIFY_LEFT, [ALIGN_CENTER] = JUSTIFY_CENTER,
		[ALIGN_RIGHT] = JUSTIFY_RIGHT,
	};

	if (cell->align != ALIGN_BODY)
		return justify[cell->align];
	if (is_header(laying, row))
		return JUSTIFY_CENTER;
	if (laying->table->aligns != NULL &&
	    laying->table->aligns[column] != ALIGN_BODY)
		return justify[laying->table->aligns[column]];
	if (is_number(text))
		return JUSTIFY_CENTER;
	return laying->long_text[column] ? JUSTIFY_BOTH : JUSTIFY_CENTER;
}

/* A column that holds one long text is set flush throughout. */
static void
find_long_columns(struct laying *laying)
{
	const struct table *table = laying->table;
	struct measure measure = { laying->size * 10, 0 };

	laying->long_text = NEW_ARRAY(laying->arena, bool, table->columns);
	for (unsigned r = table->header_rows; r < table->rows; r++)
		for (unsigned c = 0; c < table->columns; c++) {
			const struct cell *cell = cell_at(table, r, c);

			if (!cell->covered && measure_width(&measure,
			    cell_text(laying, cell)) > measure.em * LABEL_MAX)
				laying->long_text[c] = true;
		}
}

static struct para
cell_para(struct laying *laying, enum style style, const struct run *runs,
    size_t n, int width)
{
	const struct style_spec *spec = &laying->profile->styles[style];
	struct measured_piece *measured =
	    NEW_ARRAY(laying->arena, struct measured_piece, n + 1);
	struct para para = { .style = style, .justify = spec->justify };

	para.pieces = NEW_ARRAY(laying->arena, struct piece, n + 1);
	for (size_t i = 0; i < n; i++) {
		if (runs[i].text.n == 0)
			continue;
		para.pieces[para.n] = (struct piece){ .kind = PIECE_TEXT,
		    .text = runs[i].text, .style = STYLE_COUNT,
		    .bold = (runs[i].flags & RUN_BOLD) != 0,
		    .italic = (runs[i].flags & RUN_ITALIC) != 0 };
		measured[para.n].measure =
		    (struct measure){ laying->size * 10, 0 };
		measured[para.n++].text = runs[i].text;
	}
	para.pos = n > 0 ? runs[0].pos : POS_NONE;
	if (laying->size != spec->size)
		para.size = laying->size;
	if (laying->line != spec->line)
		para.line = laying->line;
	para.lines = measure_lines(measured, para.n, width, 0).lines;
	para.height = (int)para.lines * laying->line;
	return para;
}

/* A cell's lines, each a paragraph: <br> and paragraphs are alike here. */
static void
fill_cell(struct laying *laying, const struct cell *cell, unsigned row,
    unsigned column, struct grid_cell *into)
{
	enum style style = cell_style(laying, row);
	int width = span_width(laying, column, cell->colspan);
	VEC(struct para) paras = { 0 };

	for (size_t p = 0; p < cell->paragraphs.n; p++) {
		const struct text *text = &cell->paragraphs.v[p];

		for (size_t from = 0, to; from < text->n; from = to) {
			for (to = from + 1; to < text->n &&
			    !(text->v[to].flags & RUN_BREAK); to++)
				;
			*VEC_ADD(laying->arena, &paras) = cell_para(laying,
			    style, text->v + from, to - from, width);
		}
	}
	if (paras.n == 0)
		*VEC_ADD(laying->arena, &paras) =
		    cell_para(laying, style, NULL, 0, width);
	into->paras = paras.v;
	into->n = paras.n;
}

/*
 * 签字盖章 cells of a form end in a date to be filled in: it stands at the
 * bottom right, over the place where one signs.
 */
static bool
is_signing(struct str text)
{
	struct str tail = str_trim(text);

	return str_ends(tail, STR("日")) && str_has(tail, STR("年")) &&
	    str_has(tail, STR("月")) && (str_has(tail, STR("章")) ||
	    str_has(tail, STR("签")));
}

static void
align_cell(struct laying *laying, const struct cell *cell, unsigned row,
    unsigned column, struct grid_cell *into)
{
	struct str text = cell_text(laying, cell);
	enum justify justify = cell_justify(laying, cell, row, column, text);

	into->valign = VALIGN_CENTER;
	for (size_t i = 0; i < into->n; i++)
		into->paras[i].justify = justify;
	if (is_signing(text)) {
		into->valign = VALIGN_BOTTOM;
		for (size_t i = 0; i < into->n; i++)
			into->paras[i].justify = i + 1 < into->n ?
			    JUSTIFY_LEFT : JUSTIFY_RIGHT;
	}
}

/* --- controls of blank cells ---------------------------------------------- */

/* The label of a blank cell: the nearest text at its left, else above. */
static struct str
label_of(struct laying *laying, unsigned row, unsigned column)
{
	const struct table *table = laying->table;

	if (table->header_rows == 0)
		for (unsigned c = column; c > 0; c--) {
			struct str text = cell_text(laying,
			    cell_at(table, row, c - 1));

			if (!is_blank(text))
				return text;
		}
	for (unsigned r = row; r > 0; r--) {
		struct str text = cell_text(laying,
		    cell_at(table, r - 1, column));

		if (!is_blank(text))
			return text;
	}
	return STR_NONE;
}

static struct str
make_tag(struct laying *laying, unsigned row, unsigned column)
{
	struct str label = text_squeeze(laying->arena,
	    label_of(laying, row, column));
	size_t at = 0;

	for (unsigned n = 0; n < TAG_MAX - 8 && at < label.n; n++)
		char_next(label, &at);
	label = str_slice(label, 0, at);
	if (laying->table->header_rows == 0)
		return label;
	return str_format(laying->arena, "%.*s_%u", STR_ARG(label),
	    row - laying->table->header_rows + 1);
}

static void
add_controls(struct laying *laying)
{
	const struct table *table = laying->table;

	for (unsigned r = table->header_rows; r < table->rows; r++)
		for (unsigned c = 0; c < table->columns; c++) {
			const struct cell *cell = cell_at(table, r, c);

			if (!cell->covered &&
			    is_blank(cell_text(laying, cell)))
				laying->grid->rows[r].cells[c].control =
				    make_tag(laying, r, c);
		}
}

/* --- rows ----------------------------------------------------------------- */

/* What a covered cell is in OOXML's terms: of a span, of a merge, or both. */
static void
mark_covered(struct laying *laying, unsigned row, unsigned column)
{
	const struct cell *cell = cell_at(laying->table, row, column);

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
	const struct table *table = laying->table;

	for (unsigned r = 0; r < table->rows; r++)
		for (unsigned c = 0; c < table->columns; c++) {
			const struct cell *cell = cell_at(table, r, c);
			struct grid_cell *into =
			    &laying->grid->rows[r].cells[c];

			if (cell->covered)
				continue;
			fill_cell(laying, cell, r, c, into);
			align_cell(laying, cell, r, c, into);
			mark_covered(laying, r, c);
		}
}

static int
cell_height(const struct grid_cell *cell)
{
	int height = 0;

	for (size_t i = 0; i < cell->n; i++)
		height += cell->paras[i].height;
	return height;
}

/* The thickness of the table's lines. */
static int
line_thickness(const struct laying *laying)
{
	return laying->profile->table_border * 20 / 8;
}

/* Cells of one row give it its height, and the line under it. */
static int
content_height(const struct laying *laying, unsigned row)
{
	const struct table *table = laying->table;
	int height = laying->line;

	for (unsigned c = 0; c < table->columns; c++) {
		int cell = cell_height(&laying->grid->rows[row].cells[c]);

		if (!cell_at(table, row, c)->covered &&
		    cell_at(table, row, c)->rowspan == 1 && cell > height)
			height = cell;
	}
	return height + line_thickness(laying);
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
		grid->rows[r].measured = grid->rows[r].own;
	for (size_t r = 0; r < grid->n; r++)
		for (unsigned c = 0; c < grid->columns; c++) {
			const struct grid_cell *cell = &grid->rows[r].cells[c];
			int height = cell_height(cell) + grid->border * 20 / 8;
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
total_height(const struct laying *laying)
{
	int height = 0;

	for (unsigned r = 0; r < laying->table->rows; r++)
		height += laying->grid->rows[r].measured;
	return height;
}

/* Ask for rows of LEAST; content may make them higher. */
static void
set_heights(struct laying *laying, int least)
{
	for (unsigned r = 0; r < laying->table->rows; r++) {
		struct grid_row *row = &laying->grid->rows[r];
		int content = content_height(laying, r);

		row->height = is_header(laying, r) && content * 2 < least ?
		    content * 2 : least;
		row->own = content > row->height ? content : row->height;
		row->header = is_header(laying, r);
		row->may_split = row->own > laying->room;
	}
	stretch_merged(laying->grid);
}

/* Spread what is left of the page over the rows that are not heads. */
static void
fill_room(struct laying *laying)
{
	unsigned rows = laying->table->rows - laying->table->header_rows;
	int left = laying->room - total_height(laying) -
	    (int)laying->table->rows * 15;

	if (rows == 0 || left <= 0)
		return;
	for (unsigned r = laying->table->header_rows;
	    r < laying->table->rows; r++) {
		struct grid_row *row = &laying->grid->rows[r];

		row->measured += left / (int)rows;
		row->height = row->own = row->measured;
	}
}

static void
lay_rows(struct laying *laying)
{
	const struct table *table = laying->table;
	int pitch = laying->profile->line_pitch;
	int content = laying->line + laying->line / 3;
	int least = table->row_height > 0 ?
	    (int)table->row_height * pitch : content;

	set_heights(laying, least);
	/*
	 * A form, or a list of rows to fill in, keeps to its page as long as
	 * its text allows: rows of a height that was asked for give way.
	 */
	while (least > content && total_height(laying) > laying->room &&
	    (int)table->rows * content <= laying->room) {
		least -= pitch / 8;
		set_heights(laying, least > content ? least : content);
	}
	if (table->fill_page)
		fill_room(laying);
}

struct grid *
table_lay(struct arena *arena, const struct table *table,
    const struct profile *profile, int width, int room, bool controls,
    struct findings *findings)
{
	struct laying laying = { .arena = arena, .table = table,
	    .profile = profile, .width = width, .room = room - SLACK,
	    .controls = controls };

	(void)findings;
	if (table->rows == 0 || table->columns == 0)
		return NULL;
	laying.size = table->font_size > 0 ?
	    (int)table->font_size : profile->styles[STYLE_TABLE].size;
	laying.line = laying.size == profile->styles[STYLE_TABLE].size ?
	    profile->styles[STYLE_TABLE].line : laying.size * 14;
	laying.grid = NEW(arena, struct grid);
	laying.grid->columns = table->columns;
	laying.grid->n = table->rows;
	laying.grid->border = profile->table_border;
	laying.grid->padding = profile->table_padding;
	laying.grid->pos = table->pos;
	laying.grid->widths = NEW_ARRAY(arena, int, table->columns);
	laying.grid->rows = NEW_ARRAY(arena, struct grid_row, table->rows);
	for (unsigned r = 0; r < table->rows; r++) {
		laying.grid->rows[r].cells =
		    NEW_ARRAY(arena, struct grid_cell, table->columns);
		for (unsigned c = 0; c < table->columns; c++)
			memset(laying.grid->rows[r].cells[c].borders, -1,
			    sizeof(laying.grid->rows[r].cells[c].borders));
	}
	set_widths(&laying);
	find_long_columns(&laying);
	lay_cells(&laying);
	lay_rows(&laying);
	if (controls && table->controls)
		add_controls(&laying);
	return laying.grid;
}

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

/*
 * Does the text of the merge that began at FROM stand whole above ROW?  If not
 * it had better flow over the page: split, its row would only grow.
 */
static bool
stands_above(const struct grid *grid, size_t from, size_t row, unsigned c)
{
	int height = cell_height(&grid->rows[from].cells[c]);

	for (size_t r = from; r < row; r++)
		height -= grid->rows[r].own;
	return height <= 0;
}

bool
table_split_merges(struct grid *grid)
{
	bool changed = false;

	for (unsigned c = 0; c < grid->columns; c++) {
		const struct grid_cell *start = NULL;
		size_t from = 0;

		changed |= unsplit(grid, c);
		for (size_t r = 0; r < grid->n; r++) {
			struct grid_cell *cell = &grid->rows[r].cells[c];

			if (cell->merge_start) {
				start = cell;
				from = r;
			}
			if (!cell->merge_on || !grid->rows[r].opens_page ||
			    start == NULL ||
			    !stands_above(grid, from, r, c))
				continue;
			from = r;
			cell->merge_on = false;
			cell->merge_start = cell->merge_again = changed = true;
			cell->paras = start->paras;
			cell->n = start->n;
			cell->valign = start->valign;
		}
	}
	if (changed)
		stretch_merged(grid);
	return changed;
}
