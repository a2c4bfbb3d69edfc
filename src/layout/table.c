/*
 * A table of the model → a grid: cells laid into lines, rows made high enough,
 * merges split at page ends.  Read it from table_lay_in.
 */
#include "table.h"

#include "../document/rule.h"
#include "../base/budget.h"
#include "../text/chars.h"
#include "columns.h"
#include "lay.h"

/* Word refuses tags of more than 64 characters. */
#define TAG_MAX		50
#define WIDTH_OF_PAPER	3000	/* narrower is no table of a page */
#define ROUNDED		3	/* twips that other programs round */
/* Twips of a page that a table leaves free: editors round heights up. */
#define SLACK		120
/* The room to sign and seal above the text, in body lines; at least one. */
#define SIGNING_LINES	3
/* Of the text of a table whose rows would be too high: 五号. */
#define LOWER_SIZE	21
/* Steps in which a form gives way to fit on its page. */
#define TIGHTEST	8

static void
read_texts(struct laying *laying)
{
	const struct table *table = laying->table;
	size_t n = (size_t)table->rows * table->columns;

	laying->texts = heap_new(n, sizeof(struct str));
	for (size_t i = 0; i < n; i++)
		laying->texts[i] = texts_join(laying->arena,
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
			unsigned below = r + laying_cell(laying, r, c)->rowspan;

			if (below > laying->header && below < table->rows)
				laying->header = below;
		}
}

/* --- the text of cells ------------------------------------------------ */

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

	if (str_has_one(text, "□|☐"))
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
	const struct cell *cell = laying_cell(laying, row, column);
	struct str text = laying_text(laying, row, column);
	struct measure measure;

	if (cell->align != ALIGN_BODY)
		return justify[cell->align];
	if (laying_is_header(laying, row))
		return JUSTIFY_CENTER;
	if (table->aligns != NULL && table->aligns[column] != ALIGN_BODY)
		return justify[table->aligns[column]];
	if (columns_is_number(text))
		return laying->columns[column].amounts ?
		    JUSTIFY_RIGHT : JUSTIFY_CENTER;
	if (table->form || cell->colspan > 1 ? is_label(text) :
	    !laying->columns[column].long_text)
		return JUSTIFY_CENTER;
	/* Justified, a narrow column would be full of holes. */
	measure = laying_measure(laying);
	return span_width(laying, column, cell->colspan) <
	    LABEL_MAX * measure.em + columns_widest_word(&measure, text,
	    HALF_EM) ?
	    JUSTIFY_LEFT : JUSTIFY_BOTH;
}

static void
measure_para(const struct laying *laying, struct para *para, int width)
{
	struct measured measured;

	para_break_lines(laying->arena, laying->profile, para,
	    width + para->right, &measured);
	para->lines = measured.lines;
	para->widest = (int)measured.widest;
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
			    .style = STYLE_COUNT, .pos = runs[i].pos,
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

/* 　　年　　月　　日, to be filled in: its day does not go to another line. */
static bool
is_blank_date(struct str text)
{
	struct str s = str_trim(text);

	return str_ends(s, STR("日")) && str_has(s, STR("月")) && str_has(s,
	    STR("年")) && char_count(s) <= 24 && str_has_one(s, "　|  ");
}

/* … and there is nothing else on it. */
static bool
is_only_date(struct str text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t c = char_next(text, &at);

		if (!char_is_blank(c) && c != U'年' && c != U'月' && c != U'日')
			return false;
	}
	return true;
}

/* Blanks give way, and then the indent, until such a date fits on its line. */
static void
fit_date(const struct laying *laying, struct para *para, int width)
{
	if (para->n != 1 || !is_blank_date(para->pieces[0].text))
		return;
	para->blank_date = is_only_date(para->pieces[0].text);
	for (int i = 0; i < 3; i++) {
		measure_para(laying, para, width - para->right);
		if (para->lines == 1)
			return;
		if (i == 0 && para->right > laying->size * 10)
			para->right = laying->size * 10;
		else
			para->pieces[0].text = lay_halve_blanks(laying->arena,
			    para->pieces[0].text);
	}
	para->right = 0;
	measure_para(laying, para, width);
}

/* A label of several lines is broken like a title: 联系地址、/邮编. */
static void
break_label(const struct laying *laying, struct para *para, int width)
{
	struct measure measure = laying_measure(laying);
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
	measure_para(laying, para, width);
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

	EACH(const struct text, text, cell->paragraphs) {
		for (size_t at = 0; at < text->n; at = line_end(text, at))
			n++;
	}
	return n;
}

/* Take over what the cell was laid as before, if it would be laid so now. */
static bool
take_known(const struct laying *laying, const struct known_cell *known,
    int width, enum justify justify, struct grid_cell *into)
{
	size_t size = known == NULL ? 0 : known->n * sizeof(struct para);

	if (size == 0 || known->justify != justify || (known->loose ?
	    para_room(laying->profile, width) < known->room :
	    width != known->room))
		return false;
	into->n = known->n;
	into->paras = known->paras;
	/* Those to sign, or to write in, are changed. */
	if (known->n > 1 || laying->table->form)
		into->paras = memcpy(NEW_ARRAY(laying->arena, struct para,
		    known->n), known->paras, size);
	return true;
}

/* Lines that are whole are so in more room; centred or not, they stand so. */
static void
keep_known(const struct laying *laying, struct known_cell *known, int width,
    enum justify justify, const struct grid_cell *cell)
{
	if (known == NULL || known->n > 0 || memo_is_sealed(laying->memo))
		return;
	known->n = cell->n;
	known->paras = memcpy(NEW_ARRAY(laying->arena, struct para, cell->n),
	    cell->paras, cell->n * sizeof(struct para));
	known->room = width;
	known->justify = justify;
	known->loose = laying->profile->styles[cell->paras[0].style].spacing
	    >= 0;
	for (size_t i = 0; i < cell->n; i++)
		known->loose &= cell->paras[i].lines == 1 &&
		    (cell->paras[i].n == 0 ||
		    !is_blank_date(cell->paras[i].pieces[0].text));
	for (size_t i = 0; known->loose && i < cell->n; i++)
		if (i == 0 || cell->paras[i].widest > known->room)
			known->room = cell->paras[i].widest;
}

/* A cell's lines, each a paragraph: <br> and paragraphs are alike here. */
static void
fill_cell(struct laying *laying, unsigned row, unsigned column)
{
	const struct cell *cell = laying_cell(laying, row, column);
	struct grid_cell *into = &laying->grid->rows[row].cells[column];
	struct asking_key key = laying_key(laying, row, column);
	struct known_cell *known = memo_cell(laying->memo, &key);
	enum justify justify = cell_justify(laying, row, column);
	enum style style = laying_is_header(laying, row) ?
	    STYLE_TABLE_HEAD : STYLE_TABLE;
	int width = span_width(laying, column, cell->colspan);
	size_t n;

	into->valign = VALIGN_CENTER;
	if (take_known(laying, known, width, justify, into))
		return;
	n = count_lines(cell);
	into->paras = NEW_ARRAY(laying->arena, struct para, n > 0 ? n : 1);
	EACH(const struct text, text, cell->paragraphs) {
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
		into->paras[i].justify = justify;
		fit_date(laying, &into->paras[i], width);
		break_label(laying, &into->paras[i], width);
	}
	keep_known(laying, known, width, justify, into);
}

/* What a covered cell is in OOXML's terms: of a span, of a merge, or both. */
static void
mark_covered(struct laying *laying, unsigned row, unsigned column)
{
	const struct cell *cell = laying_cell(laying, row, column);

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
			if (!laying_cell(laying, r, c)->covered &&
			    !budget_over(laying->arena)) {
				fill_cell(laying, r, c);
				mark_covered(laying, r, c);
			}
}

/* --- rows ------------------------------------------------------------- */

int
grid_width(const struct grid *grid, unsigned from, unsigned n)
{
	int sum = 0;

	for (unsigned c = from; c < from + n && c < grid->columns; c++)
		sum += grid->widths[c];
	return sum;
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

	if (cell->n < 2)		/* as nearly all are: a date alone */
		return cell->n;
	for (size_t i = 0; i < cell->n; i++) {
		struct str line = str_trim(para_line(laying, &cell->paras[i]));

		dated = str_ends(line, STR("日")) &&
		    str_has(line, STR("月")) && str_has(line, STR("年"));
		if (dated || line.n == 0)
			continue;
		if (str_has_one(line, "章|签") && char_count(line) <= LABEL_MAX)
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
		const struct cell *cell = laying_cell(laying, row, c);
		int needed = grid_cell_height(grid, &grid->rows[row].cells[c]);

		if (cell->covered || cell->rowspan > 1)
			continue;
		/* Nobody signs in a header. */
		if (!laying_is_header(laying, row) &&
		    signing_lines(laying, row, c) < grid->rows[row].cells[c].n)
			needed += laying->signing;
		height = larger(height, needed);
	}
	return height;
}

/* The last row of the merge that begins at ROW, COLUMN. */
static size_t
merge_end(const struct grid *grid, size_t row, unsigned column)
{
	while (row + 1 < grid->n && grid->rows[row + 1].cells[column].merge_on)
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
			int height = grid_cell_height(grid, cell);
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
page_height(const struct laying *laying)
{
	const struct profile *profile = laying->profile;

	return laying->width == profile_text_height(profile) ?
	    profile_text_width(profile) : profile_text_height(profile);
}

/* Ask for rows of LEAST; content may make them higher. */
static void
set_heights(struct laying *laying, int least)
{
	int page = page_height(laying) - SLACK;

	for (unsigned r = 0; r < laying->table->rows; r++) {
		struct grid_row *row = &laying->grid->rows[r];
		int content = content_height(laying, r);

		row->header = laying_is_header(laying, r);
		row->height = row->header && content * 2 < least ?
		    content * 2 : least;
		row->own = larger(content, row->height);
		row->may_split = row->own > page;
	}
	stretch_merged(laying->grid);
}

/* Rows to write long text in take most of a page; those to sign in some. */
static int
row_share(const struct laying *laying, unsigned row)
{
	int most = 1;

	for (unsigned c = 0; laying->table->form &&
	    c < laying->table->columns; c++) {
		const struct cell *cell = laying_cell(laying, row, c);

		if (cell->covered)
			continue;
		if (laying_is_blank(laying, row, c) &&
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
	int left = laying->room - grid_height(laying->grid), shares = 0;

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
	int asked = larger(content,
	    (int)table->row_height * laying->profile->line_pitch);
	int tight = 0;

	tighten(laying, asked, content, 0);
	/*
	 * A form, or a list of rows to fill in, keeps to its page as long as
	 * its text allows: the heights that were asked for, and the room to
	 * sign, give way.  Where that does not help they stay.
	 */
	if ((int)table->rows * content <= laying->room) {
		while (grid_height(laying->grid) > laying->room &&
		    tight < TIGHTEST)
			tighten(laying, asked, content, ++tight);
		if (grid_height(laying->grid) > laying->room)
			tighten(laying, asked, content, 0);
	}
	if (table->fill_page)
		fill_room(laying);
}

/* A line to sign stands two characters in, where there is room for it. */
static void
indent_signing(const struct laying *laying, struct para *para, int width)
{
	unsigned lines = para->lines;

	para->right = laying->size * 20;
	measure_para(laying, para, width - para->right);
	if (para->lines > lines) {
		para->right = 0;
		measure_para(laying, para, width);
		para->right = laying->size * 20;
		fit_date(laying, para, width);
	}
	if (para->lines > lines) {
		para->right = 0;
		measure_para(laying, para, width);
	}
}

/* The lines to sign go to the foot of their cell, now that it has a height. */
static void
place_signing(struct laying *laying, unsigned row, unsigned column)
{
	struct grid_cell *cell = &laying->grid->rows[row].cells[column];
	size_t first = signing_lines(laying, row, column);
	unsigned span = laying_cell(laying, row, column)->colspan;
	int height = 0;

	if (first >= cell->n)
		return;
	for (unsigned r = row; r < laying->table->rows &&
	    r < row + laying_cell(laying, row, column)->rowspan; r++)
		height += laying->grid->rows[r].measured;
	height -= grid_cell_height(laying->grid, cell) + laying->line / 2;
	cell->valign = VALIGN_TOP;
	for (size_t i = 0; i < cell->n; i++) {
		cell->paras[i].spelling = STR_NONE;
		cell->paras[i].justify = i < first ?
		    JUSTIFY_LEFT : JUSTIFY_RIGHT;
		if (i >= first)
			indent_signing(laying, &cell->paras[i],
			    span_width(laying, column, span));
	}
	cell->paras[0].before = laying->line / 4;
	cell->paras[0].height += laying->line / 4;
	cell->paras[cell->n - 1].after = laying->line / 4;
	cell->paras[cell->n - 1].height += laying->line / 4;
	if (height > 0) {
		cell->paras[first].before += height;
		cell->paras[first].height += height;
	}
}

/* --- cells to write in --------------------------------------------------- */

/* 主要事迹（1000字以内）, 个人简历: what is asked for is prose. */
static bool
asks_for_prose(struct str label)
{
	return str_has_one(label, "字以内|字左右|字以上|字以下") ||
	    str_ends_one(str_trim(label),
	    "简历|简介|事迹|情况|概况|做法|理由|内容");
}

/* Prose, and a photograph, begin at the top left of their cell. */
static void
place_to_write(struct laying *laying, unsigned row, unsigned column,
    struct str label)
{
	struct grid_cell *cell = &laying->grid->rows[row].cells[column];
	struct str text = str_trim(laying_text(laying, row, column));
	bool blank = laying_is_blank(laying, row, column);

	if (blank ? !asks_for_prose(label) : !str_eq(text, STR("照片")) &&
	    !str_eq(text, STR("相片")) && !str_eq(text, STR("贴照片处")))
		return;
	cell->valign = VALIGN_TOP;
	cell->paras[0].spelling = STR_NONE;
	cell->paras[0].justify = JUSTIFY_LEFT;
}

static void
place_cells(struct laying *laying)
{
	for (unsigned r = laying->header; laying->table->form &&
	    r < laying->table->rows; r++) {
		struct str left = STR_NONE;

		for (unsigned c = 0; c < laying->table->columns; c++) {
			if (laying_cell(laying, r, c)->covered)
				continue;
			place_to_write(laying, r, c, left);
			if (!laying_is_blank(laying, r, c))
				left = laying_text(laying, r, c);
		}
	}
}

/* --- controls of blank cells ------------------------------------------ */

/*
 * LABEL without blanks and colon, short enough; with a number if it is among
 * the TAGS given so far.  Their numbers: the last one behind each.
 */
static struct str
make_tag(struct arena *arena, struct str_index *tags, struct str label)
{
	struct str base = char_head(text_squeeze(arena, label), TAG_MAX), tag;
	size_t number;

	if (str_ends(base, STR("：")))
		base = str_slice(base, 0, base.n - STR("：").n);
	if (base.n == 0)
		base = STR("空格");
	if ((number = ++*str_number(arena, tags, base)) == 1)
		return base;
	while (tag = str_format(arena, "%.*s_%zu", STR_ARG(base), number),
	    *str_number(arena, tags, tag) > 0)
		number++;
	*str_number(arena, tags, tag) = 1;
	*str_number(arena, tags, base) = number;
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

static bool
asks_for_date(struct str label)
{
	struct str last = str_trim(label);

	return str_ends_one(last, "日期|年月日");
}

/* The head of a column is the path to it: 活动/场次. */
static void
note_head(struct laying *laying, unsigned row, unsigned column,
    struct str *above)
{
	const struct cell *cell = laying_cell(laying, row, column);
	struct str text = laying_text(laying, row, column);
	bool below = laying->header > 1 && row > 0 && above[column].n > 0 &&
	    row < laying->header;

	for (unsigned c = column; c < column + cell->colspan &&
	    c < laying->table->columns; c++)
		above[c] = below ? str_format(laying->arena, "%.*s/%.*s",
		    STR_ARG(above[c]), STR_ARG(text)) : text;
}

/* What the author says of a cell; in a list, of any cell of its column. */
static void
take_rule(const struct laying *laying, const struct str *columns,
    unsigned row, unsigned column)
{
	struct grid_cell *cell = &laying->grid->rows[row].cells[column];
	struct str braces = laying_cell(laying, row, column)->rule.text;
	struct rule rule;
	struct str unknown;

	if (braces.n == 0 && laying->header > 0)
		braces = columns[column];
	rule_read(braces, &rule, &unknown);
	cell->rule = rule_words(braces);
	cell->dated |= rule.kind == RULE_DATE;
	cell->choices = rule.choices;
}

/* The first rule in each column. */
static struct str *
column_rules(const struct laying *laying)
{
	const struct table *table = laying->table;
	struct str *rules = NEW_ARRAY(laying->arena, struct str,
	    table->columns);

	for (size_t i = (size_t)table->rows * table->columns; i-- > 0;)
		if (table->cells[i].rule.text.n > 0)
			rules[i % table->columns] = table->cells[i].rule.text;
	return rules;
}

static void
add_controls(struct laying *laying)
{
	const struct table *table = laying->table;
	struct str *above = NEW_ARRAY(laying->arena, struct str,
	    table->columns), *rules = column_rules(laying);
	struct str_index tags = { 0 };

	for (unsigned r = 0; r < table->rows; r++) {
		struct str left = STR_NONE;

		for (unsigned c = 0; c < table->columns; c++) {
			struct str text = laying_text(laying, r, c);

			if (laying_cell(laying, r, c)->covered)
				continue;
			laying->grid->rows[r].cells[c].controls = true;
			if (!laying_is_blank(laying, r, c)) {
				left = text;
				if (table->form || laying_is_header(laying, r))
					note_head(laying, r, c, above);
			} else if (!laying_is_header(laying, r)) {
				struct str label = label_of(laying, r, left,
				    above[c]);

				laying->grid->rows[r].cells[c].control =
				    make_tag(laying->arena, &tags, label);
				laying->grid->rows[r].cells[c].dated =
				    asks_for_date(left.n > 0 &&
				    laying->header == 0 ? left : above[c]);
				take_rule(laying, rules, r, c);
			}
		}
	}
}

/* --- the whole -------------------------------------------------------- */

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

/* A table with its columns, whose rows are to be laid; MOST: its size. */
static struct laying
begin_laying(const struct lay *lay, const struct table *table, int room,
    int most)
{
	struct laying laying = { .arena = lay->arena, .memo = lay->memo,
	    .table = table, .profile = lay->profile, .width = lay->width,
	    .room = room - SLACK, .most = most };

	if (table->rows == 0 || table->columns == 0 ||
	    !budget_holds(lay->arena, lay->findings, table->pos,
	    (size_t)table->rows * table->columns *
	    (sizeof(struct grid_cell) + sizeof(struct str))))
		return laying;
	laying.grid = new_grid(&laying);
	read_texts(&laying);
	find_header(&laying);
	columns_set(&laying);
	return laying;
}

static struct laying
lay_sized(const struct lay *lay, const struct table *table, int room, int most)
{
	struct laying laying = begin_laying(lay, table, room, most);

	if (laying.grid != NULL) {
		lay_cells(&laying);
		lay_rows(&laying);
	}
	return laying;
}

static int
highest_row(const struct laying *laying)
{
	int most = 0;

	for (unsigned r = laying->header; r < laying->table->rows; r++)
		most = larger(most, laying->grid->rows[r].measured);
	return most;
}

/*
 * Rows of more than a third of the page leave much of it blank, up to half:
 * 五号 for 小四, if that makes them lower by a third.
 */
static struct laying
lower_rows(const struct lay *lay, struct laying laying, int room)
{
	const struct table *table = laying.table;
	int high = highest_row(&laying);
	struct laying lower;

	if (table->form || table->font_size > 0 || table->widths != NULL ||
	    high * 3 <= page_height(&laying) || laying.size <= LOWER_SIZE)
		return laying;
	lower = lay_sized(lay, table, room, LOWER_SIZE);
	if (lower.grid == NULL || highest_row(&lower) * 3 > high * 2) {
		free(lower.texts);
		return laying;
	}
	lower.grid->crowded = lower.size;
	free(laying.texts);
	return lower;
}

struct grid *
table_lay_in(const struct lay *lay, const struct table *table, int room)
{
	struct laying laying = lay_sized(lay, table, room,
	    lay->profile->styles[STYLE_TABLE].size);

	if (laying.grid == NULL)
		return NULL;
	laying = lower_rows(lay, laying, room);
	for (unsigned r = laying.header; r < table->rows; r++)
		for (unsigned c = 0; c < table->columns; c++)
			if (!laying_cell(&laying, r, c)->covered)
				place_signing(&laying, r, c);
	place_cells(&laying);
	if (lay->controls && table->controls)
		add_controls(&laying);
	free(laying.texts);
	return laying.grid;
}

/* --- merges over page breaks ------------------------------------------ */

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
	row->height = larger(row->height + height, row->own + row->pushes);
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
	int height = grid_cell_height(grid, &grid->rows[from].cells[c]);

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

/* --- rows that go to the next page ------------------------------------- */

bool
table_row_alone(const struct grid *grid)
{
	size_t last = grid->n - 1;

	return grid->place == GRID_FLOW && grid->n > 2 &&
	    grid->rows[last].opens_page && !grid->rows[last - 1].header;
}

bool
table_move_rows(struct grid *grid, size_t rows)
{
	size_t to, from;
	int height, share;

	if (grid->n < rows + 2)
		return false;
	from = to = grid->n - rows;
	while (from > 0 && !grid->rows[from - 1].header &&
	    !grid->rows[from].opens_page)
		from--;
	if (grid->rows[to].opens_page || from == to)
		return false;
	/* All that is left above them but half a row. */
	height = grid->rows[to - 1].left - grid->rows[to].measured / 2;
	share = height / (int)(to - from);
	for (size_t r = from; r < to; r++)
		if (share > grid->rows[r].own || grid->rows[r].may_split)
			return false;
	for (size_t r = from; share > 0 && r < to; r++) {
		struct grid_row *row = &grid->rows[r];

		row->own += share;
		row->height = row->height < row->own ? row->own :
		    row->height + share;
	}
	stretch_merged(grid);
	return share > 0;
}

/* Are the widths that the table asks for those that its content gives? */
static bool
widths_follow(const struct table *table, const struct profile *profile)
{
	struct arena arena = ARENA_INIT;
	struct lay lay = { .arena = &arena, .profile = profile };
	struct table plain = *table;
	struct laying laying;
	bool same;

	for (unsigned i = 0; i < table->columns; i++)
		lay.width += (int)table->widths[i];
	if (lay.width < WIDTH_OF_PAPER)
		return false;		/* in proportion, as 1,3,2 */
	plain.widths = NULL;
	plain.row_height = 0;
	laying = begin_laying(&lay, &plain, lay.width,
	    profile->styles[STYLE_TABLE].size);
	same = laying.grid != NULL;
	for (unsigned i = 0; same && i < table->columns; i++)
		same = abs(laying.grid->widths[i] - (int)table->widths[i]) <=
		    ROUNDED;
	free(laying.texts);
	arena_release(&arena);
	return same;
}

void
tables_forget_widths(const struct document *document,
    const struct profile *profile)
{
	for (size_t i = 0; i < document->body.n; i++) {
		struct table *table = document->body.v[i].table;

		if (table != NULL && table->widths != NULL &&
		    widths_follow(table, profile))
			table->widths = NULL;
	}
	EACH(const struct attachment, page, document->attachments)
		if (page->document != NULL)
			tables_forget_widths(page->document, profile);
}
