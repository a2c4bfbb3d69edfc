/*
 * Cells as they were met → the grid of a table: columns, merges, the texts of
 * the cells, and of a table of the program's own its author's settings.
 */
#include "docx_reader.h"

#include <stdlib.h>
#include <string.h>

#include "../base/budget.h"
#include "../text/chars.h"
#include "docx_own.h"
#include "docx_text.h"

/* At the head of a table are no more rows, nor longer names of columns. */
#define HEAD_ROWS	3
#define HEAD_CHARS	24

static int
compare_columns(const void *a, const void *b)
{
	const unsigned *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Which of the N column edges at EDGES is the one at COLUMN. */
static unsigned
edge_at(const unsigned *edges, size_t n, unsigned column)
{
	const unsigned *edge = bsearch(&column, edges, n, sizeof(*edges),
	    compare_columns);

	return (unsigned)(edge - edges);
}

/*
 * Spans may make any number of columns of a few cells.  Columns in which no
 * cell begins or ends are left out; where that is not enough, the cells of a
 * row stand one beside the other, as no page has room for what is merged.
 */
void
docx_shrink_grid(struct reader *reader, struct raw_table *raw)
{
	struct raw_cell *cells = reader->cells.v + raw->first;
	unsigned *edges = NEW_ARRAY(reader->arena, unsigned, 2 * raw->n + 1);
	size_t n = 1, kept = 0;
	unsigned column = 0;

	raw->width_count = 0;
	for (size_t i = 0; i < raw->n; i++) {
		edges[n++] = cells[i].column;
		edges[n++] = cells[i].column + cells[i].colspan;
	}
	sort(edges, n, sizeof(*edges), compare_columns);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || edges[i] != edges[kept - 1])
			edges[kept++] = edges[i];
	raw->columns = kept > TABLE_COLUMNS_MAX + 1 ? 0 : (unsigned)kept - 1;
	for (size_t i = 0; i < raw->n; i++) {
		struct raw_cell *cell = &cells[i];
		unsigned end = cell->column + cell->colspan;

		if (kept <= TABLE_COLUMNS_MAX + 1) {
			cell->column = edge_at(edges, kept, cell->column);
			cell->colspan = edge_at(edges, kept, end) -
			    cell->column;
			continue;
		}
		column = i > 0 && cells[i - 1].row == cell->row ?
		    column + 1 : 0;
		cell->column = column;
		cell->colspan = 1;
		cell->merge_start = cell->merge_on = false;
		if (column >= raw->columns)
			raw->columns = column + 1;
	}
}

/* The words of a cell, which begin at *AT. */
static struct str
cell_words(struct reader *reader, const struct raw_cell *raw, size_t *at)
{
	const struct docx_paragraph *v = reader->facts->paragraphs;
	struct str text = reader->findings->files->list.v[
	    reader->facts->file - 1].text, words;

	if (raw->first >= raw->last)
		return STR_NONE;
	words = str_trim(str_slice(text, v[raw->first].pos.offset,
	    v[raw->last - 1].pos.offset + v[raw->last - 1].length));
	*at = (size_t)(words.p - text.p);
	return words;
}

/* Add the line of a cell that is FROM..TO of its words, in parts by look. */
static void
add_line(struct reader *reader, struct text *text, struct str line, size_t at,
    const struct emphases *list)
{
	VEC(struct run) runs = { text->v, text->n, text->n };
	unsigned broken = text->n > 0 ? RUN_BREAK : 0;
	size_t end = at + line.n, from = at;

	for (size_t i = 0; from < end; i++) {
		struct emphasis look = i < list->n ? list->v[i] :
		    (struct emphasis){ (uint32_t)end, (uint32_t)end, 0 };
		const size_t ends[] = { look.from, look.to };

		for (int k = 0; k < 2; k++) {
			size_t to = ends[k] < end ? ends[k] : end;

			if (to <= from)
				continue;
			*VEC_ADD(reader->arena, &runs) = (struct run){
			    str_slice(line, from - at, to - at),
			    { reader->facts->file, (uint32_t)from },
			    (k == 1 ? look.flags : 0) | broken };
			broken = 0;
			from = to;
		}
	}
	*text = (struct text){ runs.v, runs.n };
}

/* The paragraphs of a cell as texts of the document, without empty lines. */
static struct texts
cell_texts(struct reader *reader, const struct raw_cell *raw)
{
	struct texts texts = { NULL, 0 };
	size_t start = 0;
	struct str words = cell_words(reader, raw, &start);

	texts.v = NEW_ARRAY(reader->arena, struct text, raw->last - raw->first);
	for (size_t i = raw->first; i < raw->last; i++) {
		const struct docx_paragraph *paragraph =
		    &reader->facts->paragraphs[i];
		size_t from = paragraph->pos.offset, at = from < start ? start :
		    from;
		struct str rest = str_slice(words, at - start, from +
		    paragraph->length < at ? 0 : from + paragraph->length -
		    start), line;
		struct text *text = &texts.v[texts.n];
		struct emphases looks = { 0 };

		*text = (struct text){ NULL, 0 };
		docx_emphases(reader->lists, paragraph, 0, &looks);
		for (; str_line(&rest, &line); at += line.n + 1)
			add_line(reader, text, line, at, &looks);
		/* Blanks alone are room in a control. */
		texts.n += text->n > 1 || (text->n == 1 && text_squeeze(
		    reader->arena, text->v[0].text).n > 0);
	}
	return texts;
}

/*
 * What stands in a cell that belongs to the one above is not shown: it is no
 * text.
 */
static void
hide_cell(struct reader *reader, const struct raw_cell *raw, bool tell)
{
	char *text = (char *)reader->findings->files->list.v[
	    reader->facts->file - 1].text.p;

	for (size_t i = raw->first; i < raw->last; i++) {
		const struct docx_paragraph *paragraph =
		    &reader->facts->paragraphs[i];

		if (tell && paragraph->n > 0)
			if (reader->facts->left.merged.n++ == 0)
				reader->facts->left.merged.at =
				    paragraph->pos.offset + 1;
		memset(text + paragraph->pos.offset, ' ', paragraph->length);
	}
}

/* Cover the cells that the one at ROW, COLUMN spans. */
static void
cover(struct table *table, unsigned row, unsigned column)
{
	struct cell *cell = &table->cells[row * table->columns + column];

	for (unsigned r = 0; r < cell->rowspan; r++)
		for (unsigned c = 0; c < cell->colspan; c++)
			if (r > 0 || c > 0)
				table->cells[(row + r) * table->columns +
				    column + c] = (struct cell){
				    .covered = true, .pos = cell->pos };
}

/* The cell above that a merged one belongs to. */
static struct cell *
merge_origin(struct table *table, unsigned row, unsigned column)
{
	while (row-- > 0) {
		struct cell *cell =
		    &table->cells[row * table->columns + column];

		if (!cell->covered)
			return cell->rowspan > 0 ? cell : NULL;
	}
	return NULL;
}

/*
 * A merge of the program's own begins again, with its words, on each page that
 * it runs over.
 */
static bool
goes_on_below(struct reader *reader, const struct raw_cell *above,
    const struct raw_cell *raw)
{
	struct str words;
	size_t at;

	if (above == NULL || !above->merge_start || !raw->merge_start ||
	    raw->first >= raw->last || !docx_own_cell(
	    reader->facts->paragraphs[raw->first].form->style))
		return false;
	words = cell_words(reader, raw, &at);
	return words.n > 0 && str_eq(words, cell_words(reader, above, &at));
}

static void
place_cell(struct reader *reader, struct table *table,
    const struct raw_cell *raw, const struct raw_cell **above)
{
	struct cell *cell, *origin;
	unsigned colspan = raw->colspan;

	if (raw->column + colspan > table->columns)
		return;
	cell = &table->cells[raw->row * table->columns + raw->column];
	if ((raw->merge_on || goes_on_below(reader, *above, raw)) &&
	    (origin = merge_origin(table, raw->row, raw->column)) != NULL &&
	    origin->colspan == colspan) {
		unsigned top = (unsigned)(origin - table->cells) /
		    table->columns;

		origin->rowspan = raw->row - top + 1;
		cover(table, top, raw->column);
		hide_cell(reader, raw, raw->merge_on);
		return;
	}
	*above = raw;
	cell->paragraphs = cell_texts(reader, raw);
	cell->pos = raw->first < reader->facts->n ?
	    reader->facts->paragraphs[raw->first].pos : POS_NONE;
	if (cell->paragraphs.n == 0)
		cell->rule = (struct span){ raw->rule, POS_NONE };
	cell->colspan = colspan;
	cell->rowspan = 1;
	cover(table, raw->row, raw->column);
}

/*
 * In a table of the program's own the author's settings are seen: its rows are
 * higher than their text needs, its columns as wide as they were made, and
 * their cells aligned otherwise than by content.
 */
static void
find_settings(struct reader *reader, const struct raw_table *raw,
    struct table *table)
{
	const struct raw_cell *cell;
	const struct docx_paragraph *first;

	if (raw->n == 0)
		return;
	cell = &reader->cells.v[raw->first];
	if (cell->first >= reader->paragraphs.n)
		return;
	first = &reader->paragraphs.v[cell->first];
	if (!docx_own_cell(first->form->style))
		return;
	if (first->section < reader->sections.n)
		docx_own_heights(raw->low, raw->high, first->form->line,
		    reader->sections.v[first->section].line_pitch, table);
	if (raw->width_count == table->columns)
		table->widths = raw->widths;
	docx_own_aligns(reader->arena, reader->facts, table);
}

/* In a list the first rule of a column is one for all its cells. */
static void
join_rules(struct table *table)
{
	size_t n = (size_t)table->rows * table->columns;

	for (size_t c = 0; c < table->columns; c++) {
		struct str first = STR_NONE;

		for (size_t i = c; i < n; i += table->columns) {
			struct span *rule = &table->cells[i].rule;

			if (first.n == 0)
				first = rule->text;
			else if (str_eq(first, rule->text))
				rule->text = STR_NONE;
		}
	}
}

/* Is the last row of the table one to fill in? */
static bool
ends_blank(const struct table *table)
{
	size_t n = (size_t)table->rows * table->columns;

	for (size_t i = n - (n > 0 ? table->columns : 0); i < n; i++)
		for (size_t k = 0; k < table->cells[i].paragraphs.n; k++)
			if (!text_empty(table->cells[i].paragraphs.v[k]))
				return false;
	return n > 0;
}

/* Does all that is written in ROW stand out, in bold or 黑体? */
static bool
stands_out(const struct reader *reader, const struct raw_table *raw,
    unsigned row)
{
	const struct docx_facts *facts = reader->facts;

	for (size_t i = raw->first; i < raw->first + raw->n; i++) {
		const struct raw_cell *cell = &reader->cells.v[i];

		for (size_t k = cell->first; cell->row == row &&
		    k < cell->last; k++)
			for (size_t r = 0; r < facts->paragraphs[k].n; r++) {
				const struct docx_font *font =
				    facts->paragraphs[k].runs[r].font;

				if (!font->bold && !str_has(font->face,
				    STR("黑")))
					return false;
			}
		if (cell->row > row)
			break;
	}
	return true;
}

/* The words of a cell, as far as they may tell what it is. */
static struct str
words_in(struct reader *reader, const struct cell *cell)
{
	return cell->paragraphs.n > HEAD_ROWS ? STR_NONE :
	    texts_join(reader->lists, &cell->paragraphs);
}

/*
 * The rows at the head of a table in a foreign file that does not say: names
 * of columns stand out, or the rows below them are counted.
 */
static unsigned
find_head(struct reader *reader, const struct raw_table *raw,
    const struct table *table)
{
	unsigned head = 1, names = 0, n = table->columns;

	for (unsigned c = 0; table->rows > 0 && c < n; c++) {
		names += !table->cells[c].covered;
		if (table->cells[c].rowspan > head)
			head = table->cells[c].rowspan;
	}
	if (names < 2 || head >= table->rows || head > HEAD_ROWS)
		return 0;
	for (unsigned i = 0; i < head * n; i++) {
		struct str name = words_in(reader, &table->cells[i]);

		if (!table->cells[i].covered && (name.n == 0 ||
		    (head == 1 && table->cells[i].colspan > 1) ||
		    char_count(name) > HEAD_CHARS || str_ends(name, STR("。"))))
			return 0;
	}
	return (stands_out(reader, raw, 0) && !stands_out(reader, raw, head)) ||
	    str_eq(words_in(reader, &table->cells[0]), STR("序号")) ||
	    str_eq(words_in(reader, &table->cells[head * n]), STR("1")) ?
	    head : 0;
}

/* RTF loses which rows of our own are the head, but not the style of them. */
static unsigned
own_head(const struct reader *reader, const struct raw_table *raw)
{
	for (size_t i = raw->first; i < raw->first + raw->n; i++) {
		const struct raw_cell *cell = &reader->cells.v[i];

		if (!cell->merge_on && (cell->first == cell->last ||
		    !str_eq(reader->facts->paragraphs[cell->first].form->style,
		    STR("公文表头文字"))))
			return cell->row;
	}
	return 0;
}

struct table *
docx_make_table(struct reader *reader, const struct raw_table *raw,
    const struct docx_table *facts)
{
	struct table *table = NEW(reader->arena, struct table);
	const struct raw_cell **above = NEW_ARRAY(reader->arena,
	    const struct raw_cell *, raw->columns);

	table->rows = facts->rows;
	table->columns = raw->columns;
	table->header_rows = facts->header_rows;
	table->controls = raw->controls;
	table->pos = facts->pos;
	table->landscape = facts->section < reader->facts->section_count &&
	    reader->facts->sections[facts->section].landscape;
	if ((size_t)table->rows * table->columns > 4 * CELLS_MAX)
		table->rows = 4 * CELLS_MAX / table->columns;
	if (!budget_holds(reader->arena, reader->findings, table->pos,
	    (size_t)table->rows * table->columns * sizeof(struct cell)))
		table->rows = 0;
	table->cells = NEW_ARRAY(reader->arena, struct cell,
	    (size_t)table->rows * table->columns);
	for (size_t i = 0; i < (size_t)table->rows * table->columns; i++)
		table->cells[i].colspan = table->cells[i].rowspan = 1;
	for (size_t i = 0; i < raw->n; i++) {
		const struct raw_cell *cell =
		    &reader->cells.v[raw->first + i];

		if (cell->row < table->rows)
			place_cell(reader, table, cell, &above[cell->column]);
	}
	if (table->header_rows == 0)
		table->header_rows = reader->facts->own ? own_head(reader,
		    raw) : find_head(reader, raw, table);
	table->form = table->header_rows == 0;
	if (!table->form)
		join_rules(table);
	find_settings(reader, raw, table);
	if (reader->pack->binary)
		table->controls = table->form || ends_blank(table);
	return table;
}
