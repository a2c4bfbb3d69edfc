/*
 * A grid of cells becomes rows: merged cells are filled, titles above are
 * passed over, the row of column names is taken off.  Read it from sheet_rows.
 */
#include "sheet.h"

#include <string.h>

/* Cells that merged areas may cover in all. */
#define MERGED_MAX	((size_t)4 * 1024 * 1024)

struct str
datum_text(struct datum datum)
{
	if (datum.kind == DATUM_LIST || datum.kind == DATUM_RECORD)
		return STR_NONE;
	return (struct str){ datum.as.text, datum.n };
}

static struct str
cell_text(const struct data_row *row, size_t column)
{
	return column < row->n ? datum_text(row->cells[column]) : STR_NONE;
}

static bool
row_blank(const struct data_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (row->cells[i].n > 0)
			return false;
	return true;
}

void
sheet_cell(struct sheet *sheet, struct str text, uint32_t offset)
{
	struct datum *cell = VEC_ADD(sheet->arena, &sheet->scratch);
	struct str trimmed = str_trim(text);

	cell->as.text = "";
	cell->offset = offset;
	if (trimmed.n > DATUM_BYTES_MAX) {
		finding_add(sheet->findings, FINDING_DATA_VALUE,
		    (struct pos){ sheet->file, offset },
		    "第 %zu 列的值有 %zu 字节，最多接受 %zu 字节；"
		    "这一行不生成文件", "the value in column %zu has %zu "
		    "bytes, at most %zu are accepted; no file from this row",
		    sheet->scratch.n, trimmed.n, DATUM_BYTES_MAX);
		sheet->row_bad = true;
		return;
	}
	if (trimmed.n > 0) {
		cell->as.text = trimmed.p;
		cell->offset = offset == OFFSET_NONE || sheet->synthetic ?
		    offset : offset + (uint32_t)(trimmed.p - text.p);
	}
	cell->n = (unsigned)trimmed.n;
	sheet->bytes += trimmed.n;
}

void
sheet_expect(struct sheet *sheet, size_t rows)
{
	sheet->rows.capacity = rows < ROWS_MAX + 2 ? rows : ROWS_MAX + 2;
	sheet->rows.v = NEW_ARRAY(sheet->arena, struct data_row,
	    sheet->rows.capacity);
}

bool
sheet_end_row(struct sheet *sheet, uint32_t number)
{
	size_t n = sheet->scratch.n;
	struct datum *cells;
	struct data_row *row;

	sheet->scratch.n = 0;
	if (sheet->rows.n > ROWS_MAX || n > COLUMNS_MAX ||
	    sheet->bytes > DATA_LIMIT) {
		finding_add(sheet->findings, FINDING_DATA_LIMIT,
		    (struct pos){ sheet->file, OFFSET_NONE },
		    "名单过大（读到第 %u 行）：最多 %zu 行、%zu 列，各格共 %zu "
		    "MiB；没有生成文件；请分成几份", "too much data (as far "
		    "as row %u): at most %zu rows, %zu columns, and %zu MiB in "
		    "all cells; nothing was made; part it", (unsigned)number,
		    ROWS_MAX, COLUMNS_MAX, DATA_LIMIT >> 20);
		return false;
	}
	cells = NEW_ARRAY(sheet->arena, struct datum, n);
	if (n > 0)
		memcpy(cells, sheet->scratch.v, n * sizeof(*cells));
	row = VEC_ADD(sheet->arena, &sheet->rows);
	*row = (struct data_row){ .cells = cells, .n = (uint32_t)n,
	    .number = number, .bad = sheet->row_bad };
	sheet->row_bad = false;
	return true;
}

/* The index of the first row with this number or a later one. */
static size_t
row_at(const struct sheet *sheet, uint32_t number)
{
	size_t low = 0, high = sheet->rows.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sheet->rows.v[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Give a row cells up to COLUMN, so that a merged value can be put there. */
static struct datum *
cell_for(struct sheet *sheet, struct data_row *row, uint32_t column)
{
	struct datum *cells = (struct datum *)row->cells;

	if (column >= row->n) {
		cells = NEW_ARRAY(sheet->arena, struct datum, column + 1);
		if (row->n > 0)
			memcpy(cells, row->cells, row->n * sizeof(*cells));
		for (uint32_t i = row->n; i <= column; i++)
			cells[i] = (struct datum){ .as.text = "",
			    .offset = OFFSET_NONE };
		row->cells = cells;
		row->n = column + 1;
	}
	return &cells[column];
}

static int
refuse_merges(struct sheet *sheet, uint32_t offset)
{
	finding_add(sheet->findings, FINDING_DATA_LIMIT,
	    (struct pos){ sheet->file, offset },
	    "合并的单元格过多：最多 %zu 格；没有生成文件；请取消合并",
	    "too many merged cells: at most %zu; nothing was made; unmerge "
	    "them", MERGED_MAX);
	return -1;
}

/*
 * A merged area has its value in the first cell only; to a reader the value
 * stands in all of them.  0, or -1 with a finding: areas that lie upon one
 * another cover more than any sheet has.
 */
static int
fill_merged(struct sheet *sheet)
{
	size_t filled = 0;

	for (size_t i = 0; i < sheet->merges.n; i++) {
		const struct sheet_merge *m = &sheet->merges.v[i];
		size_t first = row_at(sheet, m->row);
		struct datum value;

		if (first == sheet->rows.n ||
		    sheet->rows.v[first].number != m->row ||
		    m->column >= sheet->rows.v[first].n)
			continue;
		value = sheet->rows.v[first].cells[m->column];
		for (size_t r = first; r < sheet->rows.n &&
		    sheet->rows.v[r].number <= m->last_row; r++) {
			if ((filled += m->last_column + 1) > MERGED_MAX)
				return refuse_merges(sheet, value.offset);
			/* The last one first: the row is made longer once. */
			for (uint32_t c = m->last_column + 1;
			    c-- > m->column;)
				*cell_for(sheet, &sheet->rows.v[r], c) = value;
		}
	}
	return 0;
}

/* How many cells of a row show something. */
static size_t
shown_cells(const struct data_row *row)
{
	size_t shown = 0;

	for (size_t i = 0; i < row->n; i++)
		shown += row->cells[i].n > 0;
	return shown;
}

/* Is one value all that a row shows, over several columns? */
static bool
is_title(const struct sheet *sheet, const struct data_row *row)
{
	for (size_t i = 0; i < sheet->merges.n; i++) {
		const struct sheet_merge *m = &sheet->merges.v[i];

		if (m->row <= row->number && row->number <= m->last_row &&
		    m->column < m->last_column &&
		    m->last_column - m->column + 1 == shown_cells(row))
			return true;
	}
	return row->n >= 2 && shown_cells(row) == 1;
}

/*
 * Blank rows before the names, and a title that runs over the whole table,
 * are not column names.  Returns the index of the row of names.
 */
static size_t
find_header(struct sheet *sheet)
{
	const struct data_row *v = sheet->rows.v;
	size_t i = 0;

	while (i < sheet->rows.n && row_blank(&v[i]))
		i++;
	while (i + 1 < sheet->rows.n && is_title(sheet, &v[i]) &&
	    !is_title(sheet, &v[i + 1]) && shown_cells(&v[i + 1]) >= 2) {
		finding_add(sheet->findings, FINDING_DATA_HEADER,
		    (struct pos){ sheet->file, v[i].cells[0].offset },
		    "第 %u 行当作表的标题，列名在第 %u 行",
		    "row %u was taken for the title of the table, "
		    "the column names are in row %u",
		    (unsigned)v[i].number, (unsigned)v[i + 1].number);
		i++;
	}
	return i;
}

/* Is a cell of this row joined with one beside or below it? */
static bool
header_is_merged(const struct sheet *sheet, uint32_t number)
{
	for (size_t i = 0; i < sheet->merges.n; i++)
		if (sheet->merges.v[i].row == number &&
		    (sheet->merges.v[i].last_row == number + 1 ||
		    sheet->merges.v[i].last_column > sheet->merges.v[i].column))
			return true;
	return false;
}

/* 联系人 over 姓名 and 电话 makes 联系人姓名 and 联系人电话. */
static void
join_header(struct sheet *sheet, struct data_row *upper,
    const struct data_row *lower)
{
	for (uint32_t c = 0; c < lower->n; c++) {
		struct str below = cell_text(lower, c);
		struct datum *cell = cell_for(sheet, upper, c);
		struct str above = datum_text(*cell), name;

		if (below.n == 0 || str_eq(above, below))
			continue;
		name = str_cat(sheet->arena, above, below);
		cell->as.text = name.p;
		cell->n = (unsigned)name.n;
		cell->offset = lower->cells[c].offset;
	}
	finding_add(sheet->findings, FINDING_DATA_HEADER,
	    (struct pos){ sheet->file, upper->cells[0].offset },
	    "第 %u、%u 两行合成列名（上一行在前）",
	    "rows %u and %u together make the column names, the upper first",
	    (unsigned)upper->number, (unsigned)lower->number);
}

/* How many cells of a row there are up to its last one with a value. */
static size_t
row_width(const struct data_row *row)
{
	size_t n = row->n;

	while (n > 0 && row->cells[n - 1].n == 0)
		n--;
	return n;
}

/*
 * As many columns as have names.  When most rows go on past the last name,
 * a name is missing; when a few do, their values have shifted.
 */
static size_t
count_columns(const struct sheet *sheet, size_t header, size_t first)
{
	size_t named = row_width(&sheet->rows.v[header]), widest = named;
	size_t beyond = 0;

	for (size_t r = first; r < sheet->rows.n; r++) {
		size_t width = row_width(&sheet->rows.v[r]);

		beyond += width > named;
		if (width > widest)
			widest = width;
	}
	return beyond > (sheet->rows.n - first) / 2 ? widest : named;
}

static size_t
column_named(const struct span *columns, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(columns[i].text, name))
			return i;
	return SIZE_MAX;
}

/* Does any row from FIRST on show something in this column? */
static bool
column_has_values(const struct sheet *sheet, size_t first, size_t column)
{
	for (size_t r = first; r < sheet->rows.n; r++)
		if (column < sheet->rows.v[r].n &&
		    sheet->rows.v[r].cells[column].n > 0)
			return true;
	return false;
}

/*
 * The names of the columns.  -1 with findings when one is missing or stands
 * twice: then nothing could be said about the values.
 */
static int
take_columns(struct sheet *sheet, size_t header, size_t first,
    struct rows *rows)
{
	const struct data_row *names = &sheet->rows.v[header];
	size_t n = count_columns(sheet, header, first), wrong = 0, other;

	rows->columns = NEW_ARRAY(sheet->arena, struct span, n);
	rows->column_count = n;
	for (size_t i = 0; i < n; i++) {
		struct str name = cell_text(names, i);
		struct pos pos = { sheet->file, i < names->n ?
		    names->cells[i].offset : OFFSET_NONE };

		rows->columns[i] = (struct span){ name, pos };
		if (name.n == 0 && column_has_values(sheet, first, i)) {
			wrong++;
			finding_add(sheet->findings, FINDING_DATA_COLUMN, pos,
			    "第 %zu 列有内容而没有列名；请在第 %u 行写上列名",
			    "column %zu has values but no name; name it in "
			    "row %u", i + 1, (unsigned)names->number);
		} else if (name.n > 0 && (other =
		    column_named(rows->columns, i, name)) != SIZE_MAX) {
			wrong++;
			finding_add(sheet->findings, FINDING_DATA_COLUMN, pos,
			    "列名“%.*s”用了两次（第 %zu 列和第 %zu 列）；"
			    "请改其中一个", "the column name “%.*s” stands "
			    "twice (columns %zu and %zu); change one of them",
			    STR_ARG(name), other + 1, i + 1);
		}
	}
	return wrong > 0 ? -1 : 0;
}

/* A row of another length than the names: its values may have shifted. */
static void
check_length(struct sheet *sheet, struct data_row *row, size_t columns)
{
	struct pos pos = { sheet->file, OFFSET_NONE };
	size_t width = row_width(row);

	if (width > columns) {
		row->bad = true;
		pos.offset = row->cells[columns].offset;
		finding_add(sheet->findings, FINDING_DATA_ROW_LONG, pos,
		    "第 %u 行有 %zu 列，列名只有 %zu 个；这一行不生成文件"
		    "（值里有逗号时要加引号）", "row %u has %zu columns, there "
		    "are %zu names; no file from this row (quote values that "
		    "hold a comma)", (unsigned)row->number, width, columns);
	} else if (row->n < columns && !sheet->synthetic) {
		if (row->n > 0)
			pos.offset = row->cells[0].offset;
		finding_add(sheet->findings, FINDING_DATA_ROW_SHORT, pos,
		    "第 %u 行只有 %u 列，应当有 %zu 列；缺少的当作空白",
		    "row %u has %u columns instead of %zu; the missing ones "
		    "are taken as blank", (unsigned)row->number,
		    (unsigned)row->n, columns);
	}
}

static void
note_blanks(struct sheet *sheet, size_t rows, size_t columns)
{
	if (rows > 0)
		finding_add(sheet->findings, FINDING_DATA_BLANK,
		    (struct pos){ sheet->file, OFFSET_NONE },
		    "有 %zu 个空行，已略去", "%zu blank rows were left out",
		    rows);
	if (columns > 0)
		finding_add(sheet->findings, FINDING_DATA_BLANK,
		    (struct pos){ sheet->file, OFFSET_NONE },
		    "有 %zu 个空列，已略去", "%zu blank columns were left out",
		    columns);
}

struct rows *
sheet_rows(struct sheet *sheet)
{
	struct rows *rows = NEW(sheet->arena, struct rows);
	size_t header, first, blank_rows = 0, widest = 0;

	if (fill_merged(sheet) != 0)
		return NULL;
	header = find_header(sheet);
	first = header + 1;
	*rows = (struct rows){ .name = sheet->name, .file = sheet->file };
	if (first < sheet->rows.n &&
	    header_is_merged(sheet, sheet->rows.v[header].number))
		join_header(sheet, &sheet->rows.v[header],
		    &sheet->rows.v[first++]);
	if (header < sheet->rows.n &&
	    take_columns(sheet, header, first, rows) != 0)
		return NULL;
	for (size_t i = first; i < sheet->rows.n; i++) {
		struct data_row *row = &sheet->rows.v[i];

		if (row->n > widest)
			widest = row->n;
		if (row_blank(row) && !row->bad) {
			blank_rows++;
			continue;
		}
		check_length(sheet, row, rows->column_count);
		sheet->rows.v[rows->n++] = *row;
	}
	rows->v = sheet->rows.v;
	note_blanks(sheet, blank_rows, widest > rows->column_count ?
	    widest - rows->column_count : 0);
	return rows;
}
