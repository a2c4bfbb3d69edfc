/*
 * A table of recipients → rows; the front ends are CSV here, xlsx.c and
 * json.c.  Read it from rows_read.
 */
#include "rows.h"

#include <csv.h>
#include <string.h>

#include "../base/file.h"
#include "../text/decode.h"
#include "sheet.h"

#define ROW_NUMBER_MAX	((uint32_t)1 << 30)

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

struct sheet *
csv_sheet(struct arena *arena, uint32_t file, struct str name, bool tabs,
    struct findings *findings)
{
	struct csv_reader *reader = NEW(arena, struct csv_reader);
	struct csv_parser parser;
	char separator;
	int status;

	*reader = (struct csv_reader){
		.sheet = { .arena = arena, .findings = findings,
		    .name = name, .file = file },
		.text = text_of(findings, file),
	};
	separator = tabs ? '\t' : find_separator(reader->text);
	reader->field = separator_line(reader->text, &separator);
	if (reader->field > 0)
		reader->number++;
	/* Blank lines are reported, so that rows count as the file shows. */
	if (csv_init(&parser, CSV_REPALL_NL) != 0)
		return NULL;
	sheet_expect(&reader->sheet, count_lines(reader->text));
	status = parse_csv(reader, &parser, separator);
	csv_free(&parser);
	if (status == 0)
		return &reader->sheet;
	if (!reader->full)
		finding_add(findings, FINDING_DATA_FORMAT,
		    (struct pos){ file, (uint32_t)reader->field },
		    "从这里开始的引号没有闭合；没有生成文件",
		    "the quotation mark opened here is never closed; "
		    "nothing was made");
	return NULL;
}

static struct rows *
csv_read(struct arena *arena, uint32_t file, struct str name, bool tabs,
    struct findings *findings)
{
	struct sheet *sheet = csv_sheet(arena, file, name, tabs, findings);

	return sheet == NULL ? NULL : sheet_rows(sheet);
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
