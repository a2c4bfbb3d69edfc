/*
 * A table of recipients → rows; the front ends are CSV here, xlsx.c and
 * json.c.  Read it from rows_read.
 */
#include "rows.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"
#include "../text/decode.h"
#include "sheet.h"

#define ROW_NUMBER_MAX	((uint32_t)1 << 30)
/*
 * The largest data file accepted, as it is on disk, and as its cells show it:
 * a sheet may spell a value once for many cells.
 */
#define DATA_LIMIT	((size_t)256 * 1024 * 1024)
/* Cells that merged areas may cover in all. */
#define MERGED_MAX	((size_t)4 * 1024 * 1024)

size_t
rows_column(const struct rows *rows, struct str name)
{
	for (size_t i = 0; i < rows->column_count; i++)
		if (str_eq(rows->columns[i].text, name))
			return i;
	return SIZE_MAX;
}

struct datum
rows_datum(const struct rows *rows, size_t row, size_t column)
{
	const struct data_row *r = &rows->v[row];

	if (column < r->n)
		return r->cells[column];
	return (struct datum){ .as.text = "", .offset = OFFSET_NONE };
}

struct span
datum_span(const struct rows *rows, struct datum datum)
{
	struct span span = { STR_NONE, { rows->file, datum.offset } };

	if (datum.kind == DATUM_TEXT || datum.kind == DATUM_FALSE)
		span.text = (struct str){ datum.as.text, datum.n };
	return span;
}

struct str
rows_where(struct arena *arena, const struct rows *rows, size_t row,
    size_t column, enum language language)
{
	unsigned number = rows->v[row].number;

	if (column >= rows->column_count)
		return str_format(arena, language == LANGUAGE_EN ?
		    "row %u" : "第 %u 行", number);
	return str_format(arena, language == LANGUAGE_EN ?
	    "row %u, column “%.*s”" : "第 %u 行“%.*s”列", number,
	    STR_ARG(rows->columns[column].text));
}

/* --- a grid becomes rows ---------------------------------------------- */

static struct str
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

/* --- CSV -------------------------------------------------------------- */

struct csv_reader {
	struct sheet sheet;
	struct str text;
	size_t field;		/* where the current field begins */
	size_t end;		/* just past its last byte */
	uint32_t number;	/* of the current row */
	bool full;		/* too many rows: read no more */
};

/*
 * libcsv hands out a copy of each field in its own buffer.  Where the field
 * is spelt plainly, the same bytes stand in the text, and are used instead.
 */
static void
on_field(void *bytes, size_t n, void *context)
{
	struct csv_reader *reader = context;
	struct str copy = { n > 0 ? bytes : "", n };
	size_t start = reader->field;

	while (start < reader->end && (reader->text.p[start] == ' ' ||
	    reader->text.p[start] == '\t'))
		start++;
	if (start < reader->end && reader->text.p[start] == '"')
		start++;
	if (str_starts(str_slice(reader->text, start, reader->end), copy))
		copy.p = reader->text.p + start;
	else
		copy = str_copy(reader->sheet.arena, copy);
	sheet_cell(&reader->sheet, copy, (uint32_t)start);
	reader->field = reader->end + 1;
}

static void
on_row(int c, void *context)
{
	struct csv_reader *reader = context;

	(void)c;
	if (!sheet_end_row(&reader->sheet, ++reader->number))
		reader->full = true;
	reader->field = reader->end + 1;
}

/* The separator is the one that the first line uses most, outside quotes. */
static char
find_separator(struct str text)
{
	static const char separators[] = { ',', '\t', ';' };
	size_t counts[sizeof(separators)] = { 0 }, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			quoted = !quoted;
		else if (text.p[i] == '\n' && !quoted)
			break;
		for (size_t s = 0; s < sizeof(separators) && !quoted; s++)
			counts[s] += text.p[i] == separators[s];
	}
	for (size_t s = 1; s < sizeof(separators); s++)
		if (counts[s] > counts[best])
			best = s;
	return separators[best];
}

/*
 * Excel says "sep=;" in a first line of its own.  The separator goes to
 * *SEPARATOR; returns the length of that line.
 */
static size_t
separator_line(struct str text, char *separator)
{
	if (text.n >= 6 && memcmp(text.p, "sep=", 4) == 0 &&
	    text.p[5] == '\n' && text.p[4] != '"') {
		*separator = text.p[4];
		return 6;
	}
	return 0;
}

static size_t
next_end(struct str text, size_t from, char separator)
{
	while (from < text.n && text.p[from] != separator &&
	    text.p[from] != '\n')
		from++;
	return from;
}

/*
 * Feed the parser up to one possible end of a field at a time, so that when
 * a field comes out its place is known.
 */
static int
parse_csv(struct csv_reader *reader, struct csv_parser *parser,
    char separator)
{
	struct str text = reader->text;
	size_t at = reader->field;

	csv_set_delim(parser, (unsigned char)separator);
	csv_set_blk_size(parser, 4096);
	while (at < text.n && !reader->full) {
		size_t end = next_end(text, at, separator);
		size_t n = end - at + (end < text.n);

		reader->end = end;
		if (csv_parse(parser, text.p + at, n, on_field, on_row,
		    reader) != n)
			return -1;
		at += n;
	}
	reader->end = text.n;
	/* A quotation mark inside a value is a character; at the end, none. */
	csv_set_opts(parser, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI);
	return reader->full ? -1 : csv_fini(parser, on_field, on_row, reader);
}

static size_t
count_lines(struct str text)
{
	size_t n = 1;

	for (size_t at = 0; (at = str_find(text, STR("\n"), at)) != SIZE_MAX;)
		at++, n++;
	return n;
}

static struct rows *
csv_read(struct arena *arena, uint32_t file, struct str name, bool tabs,
    struct findings *findings)
{
	struct csv_reader reader = {
		.sheet = { .arena = arena, .findings = findings,
		    .name = name, .file = file },
		.text = text_of(findings, file),
	};
	struct csv_parser parser;
	char separator = tabs ? '\t' : find_separator(reader.text);
	int status;

	reader.field = separator_line(reader.text, &separator);
	if (reader.field > 0)
		reader.number++;
	/* Blank lines are reported, so that rows count as the file shows. */
	if (csv_init(&parser, CSV_REPALL_NL) != 0)
		return NULL;
	sheet_expect(&reader.sheet, count_lines(reader.text));
	status = parse_csv(&reader, &parser, separator);
	csv_free(&parser);
	if (status == 0)
		return sheet_rows(&reader.sheet);
	if (!reader.full)
		finding_add(findings, FINDING_DATA_FORMAT,
		    (struct pos){ file, (uint32_t)reader.field },
		    "从这里开始的引号没有闭合；没有生成文件",
		    "the quotation mark opened here is never closed; "
		    "nothing was made");
	return NULL;
}

/* --- choice ----------------------------------------------------------- */

/* A number at the beginning of *LIST; 0: there is none, or none so large. */
static uint32_t
take_number(struct str *list)
{
	uint32_t value = 0;

	while (list->n > 0 && *list->p >= '0' && *list->p <= '9') {
		if (value > ROW_NUMBER_MAX / 10 - 1)
			return 0;
		value = value * 10 + (uint32_t)(*list->p - '0');
		*list = str_slice(*list, 1, list->n);
	}
	return value;
}

/* Take "3" or "3-20" and the comma after it off *LIST. */
static bool
take_range(struct str *list, uint32_t *from, uint32_t *to)
{
	*from = *to = take_number(list);
	if (str_starts(*list, STR("-"))) {
		*list = str_slice(*list, 1, list->n);
		*to = take_number(list);
	}
	if (list->n > 0 && !str_starts(*list, STR(",")))
		return false;
	*list = str_slice(*list, list->n > 0, list->n);
	return *from > 0 && *from <= *to;
}

/* Pass over the rows that no range of LIST names; false: it is malformed. */
static bool
choose_numbers(struct rows *rows, struct str list)
{
	uint32_t from, to;

	for (size_t i = 0; i < rows->n; i++)
		rows->v[i].passed = true;
	while (list.n > 0) {
		size_t low = 0, high = rows->n;

		if (!take_range(&list, &from, &to))
			return false;
		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (rows->v[middle].number < from)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < rows->n && rows->v[low].number <= to; low++)
			rows->v[low].passed = false;
	}
	return true;
}

static bool
choose_where(struct rows *rows, const struct value *where)
{
	size_t column = rows_column(rows, where->name.text);

	for (size_t i = 0; column != SIZE_MAX && i < rows->n; i++)
		if (!str_eq(str_trim(datum_text(rows_datum(rows, i, column))),
		    str_trim(where->text.text)))
			rows->v[i].passed = true;
	return column != SIZE_MAX;
}

static struct rows *
refuse_choice(const struct rows *rows, struct str what, const char *zh,
    const char *en, struct findings *findings)
{
	finding_add(findings, FINDING_DATA_ROWS,
	    (struct pos){ rows->file, OFFSET_NONE }, "“%.*s”%s；没有生成文件",
	    "“%.*s” %s; nothing was made", STR_ARG(what),
	    findings->language == LANGUAGE_EN ? en : zh);
	return NULL;
}

/* Mark the rows that OPTIONS do not want. */
static struct rows *
choose(struct rows *rows, const struct rows_options *options,
    struct findings *findings)
{
	const struct values *where = &options->where;
	size_t left = 0;

	if (options->list.n > 0 && !choose_numbers(rows, options->list))
		return refuse_choice(rows, options->list,
		    "不是行号；--rows 后面写表格里的行号，如 3-20,45",
		    "are no rows; --rows takes numbers of rows as the table "
		    "has them, as 3-20,45", findings);
	for (size_t i = 0; i < where->n; i++)
		if (!choose_where(rows, &where->v[i]))
			return refuse_choice(rows, where->v[i].name.text,
			    "不是名单里的列，不能用在 --where 里",
			    "is no column of the data; --where needs one",
			    findings);
	for (size_t i = 0; i < rows->n; i++)
		left += !rows->v[i].passed;
	if (left > 0)
		return rows;
	return refuse_choice(rows, options->list.n > 0 ? options->list :
	    where->v[0].text.text, "在名单里一行也没有",
	    "chooses no row of the data", findings);
}

/* --- all formats ------------------------------------------------------ */

static struct rows *
parse_bytes(struct arena *arena, struct str name, struct str bytes,
    const struct rows_options *options, struct findings *findings)
{
	uint32_t file;

	if (str_starts(bytes, STR("PK\x03\x04")) ||
	    str_starts(bytes, STR("\xd0\xcf\x11\xe0")))
		return xlsx_read(arena, name, bytes, options, findings);
	file = text_decode(arena, name, bytes, options->encoding, findings);
	if (file == 0)
		return NULL;
	if (path_has_suffix(name, "jsonl") || path_has_suffix(name, "ndjson") ||
	    path_has_suffix(name, "json"))
		return json_read(arena, file, findings);
	return csv_read(arena, file, name,
	    path_has_suffix(name, "tsv") || path_has_suffix(name, "tab"),
	    findings);
}

struct rows *
rows_parse(struct arena *arena, struct str name, struct str bytes,
    const struct rows_options *options, struct findings *findings)
{
	struct rows *rows = parse_bytes(arena, name, bytes, options, findings);

	if (rows == NULL)
		return NULL;
	if (rows->n > 0)
		return choose(rows, options, findings);
	finding_add(findings, FINDING_DATA_EMPTY,
	    (struct pos){ rows->file, OFFSET_NONE },
	    "名单里没有数据行（第一行是列名）；没有生成文件",
	    "there are no data rows (the first row is the names); "
	    "nothing was made");
	return NULL;
}

struct rows *
rows_read(struct arena *arena, struct str path,
    const struct rows_options *options, struct findings *findings)
{
	struct str bytes;

	if (file_read(arena, path, DATA_LIMIT, &bytes, findings) != 0)
		return NULL;
	return rows_parse(arena, path, bytes, options, findings);
}

/* --- groups ----------------------------------------------------------- */

/* Open addressing: group numbers by the hash of their value. */
struct group_table {
	uint32_t *slots;	/* group + 1; 0: free */
	size_t size;		/* a power of two */
};

static struct str
group_value(const struct rows *rows, size_t row, size_t column)
{
	return datum_text(rows_datum(rows, row, column));
}

static uint32_t *
group_slot(const struct rows *rows, struct group_table *table,
    const uint32_t *first_rows, size_t row, size_t column)
{
	struct str value = group_value(rows, row, column);
	size_t at = (size_t)str_hash(value);

	for (;; at++) {
		uint32_t *slot = &table->slots[at & (table->size - 1)];

		if (*slot == 0 || str_eq(value, group_value(rows,
		    first_rows[*slot - 1], column)))
			return slot;
	}
}

static void
refuse_ungrouped(struct rows *rows, size_t row, size_t column,
    struct findings *findings)
{
	if (rows->v[row].bad)
		return;
	rows->v[row].bad = true;
	finding_add(findings, FINDING_DATA_GROUP,
	    datum_span(rows, rows_datum(rows, row, column)).pos,
	    "第 %u 行没有“%.*s”，不知道归哪一份；这一行没有用上",
	    "row %u has no “%.*s” to group it by; it was not used",
	    (unsigned)rows->v[row].number,
	    STR_ARG(rows->columns[column].text));
}

struct row_groups *
rows_group(struct arena *arena, struct rows *rows, struct str name,
    struct findings *findings)
{
	struct row_groups *groups = NEW(arena, struct row_groups);
	struct group_table table = { NULL, 16 };
	size_t column = rows_column(rows, name), at = 0;
	uint32_t *first, *group, *order, *count;

	if (column == SIZE_MAX) {
		finding_add(findings, FINDING_DATA_GROUP,
		    (struct pos){ rows->file, OFFSET_NONE },
		    "没有“%.*s”这一列，不能按它分组；没有生成文件",
		    "there is no column “%.*s” to group by; nothing was made",
		    STR_ARG(name));
		return NULL;
	}
	while (table.size < rows->n * 2)
		table.size *= 2;
	table.slots = NEW_ARRAY(arena, uint32_t, table.size);
	first = NEW_ARRAY(arena, uint32_t, rows->n);
	group = NEW_ARRAY(arena, uint32_t, rows->n);
	count = NEW_ARRAY(arena, uint32_t, rows->n + 1);
	order = NEW_ARRAY(arena, uint32_t, rows->n);
	for (size_t i = 0; i < rows->n; i++) {
		uint32_t *slot;

		group[i] = UINT32_MAX;
		if (group_value(rows, i, column).n == 0) {
			refuse_ungrouped(rows, i, column, findings);
			continue;
		}
		slot = group_slot(rows, &table, first, i, column);
		if (*slot == 0) {
			first[groups->n++] = (uint32_t)i;
			*slot = (uint32_t)groups->n;
		}
		group[i] = *slot - 1;
		count[group[i]]++;
	}
	groups->v = NEW_ARRAY(arena, struct row_group, groups->n);
	for (size_t g = 0; g < groups->n; at += count[g++])
		groups->v[g] = (struct row_group){ order + at, 0 };
	for (size_t i = 0; i < rows->n; i++)
		if (group[i] != UINT32_MAX) {
			struct row_group *g = &groups->v[group[i]];

			order[(g->rows - order) + (ptrdiff_t)g->n++] =
			    (uint32_t)i;
		}
	return groups;
}
