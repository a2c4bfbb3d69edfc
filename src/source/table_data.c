/*
 * CSV, and sheets of a workbook → struct table.
 */
#include "table_grid.h"

#include <string.h>

#include <csv.h>

#include "../base/file.h"
#include "../merge/sheet.h"

/* --- CSV -------------------------------------------------------------- */

/* The position of what libcsv is being given, for its callbacks. */
struct feed {
	struct grid *grid;
	struct span text;
	size_t field;			/* where it begins */
	size_t at;			/* behind the byte just given */
};

static void
on_field(void *bytes, size_t n, void *data)
{
	struct feed *feed = data;
	struct span *cell = VEC_ADD(feed->grid->arena, &feed->grid->cells);
	struct str typed = str_slice(feed->text.text, feed->field, feed->at);

	while (typed.n > 0 && strchr(" \t\n", typed.p[0]) != NULL)
		typed = str_from(typed, 1);	/* empty lines */
	*cell = span_part(feed->text, typed);
	if (str_starts(typed, STR("\"")))
		cell->pos.offset++;
	cell->text = str_copy(feed->grid->arena,
	    (struct str){ n > 0 ? bytes : "", n });
	feed->field = feed->at;
}

static void
on_row(int end, void *data)
{
	struct feed *feed = data;

	(void)end;
	table_end_row(feed->grid, feed->grid->cells.v[0].pos);
	feed->field = feed->at;
}

static int
is_space_not_tab(unsigned char c)
{
	return c == CSV_SPACE;
}

/* What parts the fields: the commonest of , tab and ; in the first line. */
static unsigned char
find_delimiter(struct str text)
{
	size_t commas = 0, tabs = 0, semicolons = 0;
	bool quoted = false;

	for (size_t i = 0; i < text.n && (quoted || text.p[i] != '\n'); i++)
		switch (text.p[i]) {
		case '"': quoted = !quoted; break;
		case ',': commas += !quoted; break;
		case '\t': tabs += !quoted; break;
		case ';': semicolons += !quoted; break;
		}
	if (tabs > commas && tabs >= semicolons)
		return CSV_TAB;
	return semicolons > commas ? ';' : CSV_COMMA;
}

/* Give libcsv the text so that each callback knows where its field ended. */
static void
feed_all(struct csv_parser *parser, struct feed *feed,
    unsigned char delimiter)
{
	struct str text = feed->text.text;
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c != delimiter && c != '\n' && i + 1 < text.n)
			continue;
		feed->at = i + 1;
		csv_parse(parser, text.p + from, i + 1 - from, on_field,
		    on_row, feed);
		from = i + 1;
	}
	csv_fini(parser, on_field, on_row, feed);
}

struct table *
table_read_csv(struct arena *arena, struct span text,
    const struct table_settings *settings, struct findings *findings)
{
	struct grid grid = { .arena = arena, .findings = findings,
	    .plain = true };
	struct feed feed = { &grid, text, 0, 0 };
	struct csv_parser parser;
	unsigned char delimiter = find_delimiter(text.text);

	if (csv_init(&parser, 0) != 0)
		out_of_memory();
	csv_set_delim(&parser, delimiter);
	if (delimiter == CSV_TAB)
		csv_set_space_func(&parser, is_space_not_tab);
	feed_all(&parser, &feed, delimiter);
	csv_free(&parser);
	while (grid.rows.n > 0 &&
	    table_row_is_blank(&grid.rows.v[grid.rows.n - 1]))
		grid.rows.n--;
	if (grid.rows.n == 0) {
		finding_add(findings, FINDING_CSV_EMPTY, text.pos,
		    "CSV 里没有内容；没有生成文件",
		    "the CSV is empty; no file was made");
		return NULL;
	}
	grid.header = grid.rows.n > 1;
	return table_make(&grid, settings);
}

/* --- sheets --------------------------------------------------------------- */

/* The cells of a sheet that anything stands in. */
struct extent {
	size_t top, bottom, left, right;	/* rows count from 1 */
};

static struct str
datum_words(const struct data_row *row, size_t column)
{
	return column >= row->n || row->cells[column].kind != DATUM_TEXT ?
	    STR_NONE : (struct str){ row->cells[column].as.text,
	    row->cells[column].n };
}

static bool
find_extent(const struct sheet *sheet, struct extent *e)
{
	*e = (struct extent){ SIZE_MAX, 0, SIZE_MAX, 0 };
	EACH(const struct data_row, row, sheet->rows) {
		for (size_t c = 0; c < row->n; c++) {
			if (str_trim(datum_words(row, c)).n == 0)
				continue;
			e->top = row->number < e->top ? row->number : e->top;
			e->bottom = row->number;
			e->left = c < e->left ? c : e->left;
			e->right = c > e->right ? c : e->right;
		}
	}
	/* A merged cell is all of it there, if its corner is. */
	for (size_t i = 0; i < sheet->merges.n; i++) {
		struct sheet_merge m = sheet->merges.v[i];

		if (m.row < e->top || m.row > e->bottom ||
		    m.column < e->left || m.column > e->right)
			continue;
		e->right = m.last_column > e->right ? m.last_column :
		    e->right;
		e->bottom = m.last_row > e->bottom ? m.last_row : e->bottom;
	}
	return e->bottom > 0;
}

static bool
is_within(const struct extent *e, struct sheet_merge m)
{
	return m.row >= e->top && m.last_row <= e->bottom &&
	    m.row <= m.last_row && m.column >= e->left &&
	    m.last_column <= e->right && m.column <= m.last_column;
}

/* Is the first row one cell, that stands above a table of columns? */
static bool
is_caption(const struct sheet *sheet, const struct extent *e)
{
	for (size_t i = 0; i < sheet->merges.n; i++) {
		struct sheet_merge m = sheet->merges.v[i];

		if (m.row == e->top && m.last_row == e->top &&
		    m.column == e->left && m.last_column == e->right)
			return e->bottom > e->top && e->right > e->left;
	}
	return false;
}

static void
fill_rows(struct grid *grid, const struct sheet *sheet,
    const struct extent *e)
{
	size_t at = 0;

	for (size_t r = e->top; r <= e->bottom; r++) {
		struct pos pos = POS_FILE(sheet->file);

		while (at < sheet->rows.n && sheet->rows.v[at].number < r)
			at++;
		for (size_t c = e->left; c <= e->right; c++) {
			struct span *cell = VEC_ADD(grid->arena,
			    &grid->cells);

			*cell = (struct span){ STR_NONE, pos };
			if (at >= sheet->rows.n || sheet->rows.v[at].number !=
			    r || c >= sheet->rows.v[at].n)
				continue;
			cell->text = datum_words(&sheet->rows.v[at], c);
			cell->pos.offset = sheet->rows.v[at].cells[c].offset;
		}
		table_end_row(grid, grid->cells.v[0].pos);
	}
}

static void
mark_merges(struct grid *grid, const struct sheet *sheet,
    const struct extent *e)
{
	for (size_t i = 0; i < sheet->merges.n; i++) {
		struct sheet_merge m = sheet->merges.v[i];

		for (size_t r = m.row; is_within(e, m) && r <= m.last_row; r++)
			for (size_t c = m.column; c <= m.last_column; c++)
				if (r > m.row || c > m.column)
					grid->rows.v[r - e->top].cells[c -
					    e->left].text = (struct str){
					    c > m.column ? table_merged_left :
					    table_merged_up, 1 };
	}
}

/* Rows of the head: as far as cells of the first row go down or part. */
static size_t
sheet_head(const struct sheet *sheet, const struct extent *e)
{
	size_t head = 1;

	for (size_t i = 0; i < sheet->merges.n; i++) {
		struct sheet_merge m = sheet->merges.v[i];
		size_t rows = m.last_row - m.row + (size_t)1;

		if (!is_within(e, m) || m.row != e->top)
			continue;
		if (rows == 1)
			rows = 2;
		head = rows > head ? rows : head;
	}
	return head < e->bottom - e->top + 1 ? head : 1;
}

static struct table *
read_sheet(struct arena *arena, const struct sheet *sheet,
    const struct table_settings *asked, struct findings *findings)
{
	struct grid grid = { .arena = arena, .findings = findings,
	    .plain = true, .sheet = true };
	struct table_settings settings = *asked;
	struct extent e;

	if (!find_extent(sheet, &e)) {
		finding_add(findings, FINDING_CSV_EMPTY, (struct pos){
		    sheet->file, OFFSET_NONE }, "工作表“%.*s”是空的；没有生成"
		    "文件", "the sheet “%.*s” is empty; no file was made",
		    STR_ARG(sheet->title));
		return NULL;
	}
	grid.columns = e.right - e.left + 1;
	if (is_caption(sheet, &e) && text_empty(settings.caption)) {
		struct extent first = { e.top, e.top, e.left, e.left };

		fill_rows(&grid, sheet, &first);
		settings.caption = text_plain(arena, (struct span){
		    str_trim(grid.rows.v[0].cells[0].text),
		    grid.rows.v[0].cells[0].pos });
		grid.rows.n = 0;
		grid.columns = e.right - e.left + 1;
		e.top++;
	}
	fill_rows(&grid, sheet, &e);
	mark_merges(&grid, sheet, &e);
	grid.header = grid.rows.n > 1 ? sheet_head(sheet, &e) : 0;
	return table_make(&grid, &settings);
}

struct table *
table_read_workbook(struct arena *arena, struct str path,
    const struct table_settings *settings, struct findings *findings)
{
	const struct sheet *sheet;
	struct str bytes;

	if (file_read(arena, path, DATA_LIMIT, &bytes, findings) != 0)
		return NULL;
	sheet = xlsx_shown(arena, path, bytes, settings->sheet.text, 0,
	    findings);
	return sheet == NULL ? NULL : read_sheet(arena, sheet, settings,
	    findings);
}

#define SHEETS_MAX	50u

struct table **
table_read_workbooks(struct arena *arena, struct str path, size_t *n,
    struct findings *findings)
{
	struct table **tables = NEW_ARRAY(arena, struct table *, SHEETS_MAX);
	struct str bytes;

	*n = 0;
	if (file_read(arena, path, DATA_LIMIT, &bytes, findings) != 0)
		return tables;
	for (unsigned i = 1; i <= SHEETS_MAX; i++) {
		struct table_settings settings = TABLE_SETTINGS_INIT;
		const struct sheet *sheet = xlsx_shown(arena, path, bytes,
		    STR_NONE, i, findings);

		if (sheet == NULL)
			break;
		if (sheet->rows.n == 0 && sheet->of > 1)
			continue;
		tables[*n] = read_sheet(arena, sheet, &settings, findings);
		if (tables[*n] == NULL)
			continue;
		if (sheet->of > 1 && text_empty(tables[*n]->caption))
			tables[*n]->caption = text_plain(arena, (struct span){
			    sheet->title, { sheet->file, OFFSET_NONE } });
		++*n;
	}
	return tables;
}
