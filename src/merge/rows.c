/*
 * Rows of a table of recipients, and which of them are wanted: the table is
 * made by data.c, from what a reader found.  Read it from data_read.
 */
#include "rows.h"

#include <errno.h>

#include "../base/file.h"
#include "../base/os.h"
#include "sheet.h"

/*
 * What the cells of a sheet may hold, which may spell a value once for many
 * of them: this much, and so many times the size of its file.
 */
#define VALUES_MAX	((uint64_t)256 * 1024 * 1024)
#define VALUES_RATIO	64

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

/* --- choice ----------------------------------------------------------- */

/* A number at the beginning of *LIST; 0: there is none, or none so large. */
static uint32_t
take_number(struct str *list)
{
	uint64_t value = str_take_number(list);

	return value < ROW_NUMBER_MAX ? (uint32_t)value : 0;
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

struct range {
	uint32_t from, to;
};

/* Which rows are wanted, while they go by in the order of their numbers. */
struct choice {
	const struct rows_options *options;
	const struct data *data;
	VEC(struct range) ranges;
	size_t *columns;	/* of each --where */
	size_t left;		/* rows that are wanted */
};

static int
compare_ranges(const void *left, const void *right)
{
	const struct range *a = left, *b = right;

	return (a->from > b->from) - (a->from < b->from);
}

/* False: LIST is malformed. */
static bool
read_ranges(struct arena *arena, struct choice *choice, struct str list)
{
	while (list.n > 0) {
		struct range range;

		if (!take_range(&list, &range.from, &range.to))
			return false;
		*VEC_ADD(arena, &choice->ranges) = range;
	}
	sort(choice->ranges.v, choice->ranges.n,
	    sizeof(struct range), compare_ranges);
	for (size_t i = 1; i < choice->ranges.n; i++)
		if (choice->ranges.v[i].to < choice->ranges.v[i - 1].to)
			choice->ranges.v[i].to = choice->ranges.v[i - 1].to;
	return true;
}

/* The last range that begins before the number goes on the longest. */
static bool
in_ranges(const struct choice *choice, uint32_t number)
{
	const struct range *v = choice->ranges.v;
	size_t n = count_upto(v, sizeof(*v), choice->ranges.n, number);

	return n > 0 && number <= v[n - 1].to;
}

static void
choose_row(void *context, size_t row, const struct data_row *cells,
    unsigned char *marks)
{
	struct choice *choice = context;
	const struct values *where = &choice->options->where;
	bool wanted = choice->options->list.n == 0 ||
	    in_ranges(choice, cells->number);

	(void)row;
	for (size_t i = 0; i < where->n; i++)
		wanted &= str_eq(str_trim(cell_says(cells,
		    choice->columns[i])), str_trim(where->v[i].text.text));
	if (!wanted)
		*marks |= MARK_PASSED;
	choice->left += wanted;
}

static int
refuse_choice(const struct data *data, struct str what, const char *zh,
    const char *en, struct findings *findings)
{
	finding_add(findings, FINDING_DATA_ROWS, POS_FILE(data->head.file),
	    "“%.*s”%s；没有生成文件", "“%.*s” %s; nothing was made",
	    STR_ARG(what), findings->language == LANGUAGE_EN ? en : zh);
	return -1;
}

/* Mark the rows that OPTIONS do not want. */
static int
choose(struct arena *arena, const struct data *data,
    const struct rows_options *options, struct findings *findings)
{
	const struct values *where = &options->where;
	struct choice choice = { .options = options, .data = data,
	    .columns = NEW_ARRAY(arena, size_t, where->n) };

	if (options->list.n == 0 && where->n == 0)
		return 0;
	if (!read_ranges(arena, &choice, options->list))
		return refuse_choice(data, options->list,
		    "不是行号；--rows 后面写表格里的行号，如 3-20,45",
		    "are no rows; --rows takes numbers of rows as the table "
		    "has them, as 3-20,45", findings);
	for (size_t i = 0; i < where->n; i++)
		if ((choice.columns[i] = rows_column(&data->head,
		    where->v[i].name.text)) == SIZE_MAX)
			return refuse_choice(data, where->v[i].name.text,
			    "不是名单里的列，不能用在 --where 里",
			    "is no column of the data; --where needs one",
			    findings);
	data_each(data, choose_row, &choice);
	if (choice.left > 0)
		return 0;
	return refuse_choice(data, options->list.n > 0 ? options->list :
	    where->v[0].text.text, "在名单里一行也没有",
	    "chooses no row of the data", findings);
}

/* --- all formats ------------------------------------------------------ */

/* Let the reader of its format read it.  FILE is closed. */
static int
read_format(struct sheet *sheet, FILE *file, struct str bytes,
    const struct rows_options *options)
{
	struct str name = sheet->name;
	int status;

	/* A workbook, new or old. */
	if (str_starts_one(bytes, "PK\x03\x04|\xd0\xcf\x11\xe0")) {
		return xlsx_read(sheet, file, file != NULL ? STR_NONE : bytes,
		    options->sheet);
	} else if (path_has_suffix(name, "jsonl") ||
	    path_has_suffix(name, "ndjson") || path_has_suffix(name, "json"))
		status = json_read(sheet, file, bytes, options->encoding);
	else
		status = csv_read(sheet, file, bytes, options->encoding,
		    path_has_suffix(name, "tsv") ||
		    path_has_suffix(name, "tab"));
	if (file != NULL)
		fclose(file);
	return status;
}

static int
refuse_empty(const struct data *data, struct findings *findings)
{
	finding_add(findings, FINDING_DATA_EMPTY, POS_FILE(data->head.file),
	    "名单里没有数据行（第一行是列名）；没有生成文件",
	    "there are no data rows (the first row is the names); "
	    "nothing was made");
	return -1;
}

static int
refuse_spool(const struct sheet *sheet)
{
	finding_add(sheet->findings, FINDING_FILE_UNWRITABLE, POS_NONE,
	    "名单太大，一部分要放在临时文件夹里，那里写不下：%s；没有生成"
	    "文件",
	    "the data is large and part of it goes to the folder for "
	    "temporary files, which cannot be written: %s; nothing was made",
	    file_reason(errno, sheet->findings->language));
	return -1;
}

/* BYTES are all, or where there is a file, its first ones. */
static struct data *
parse(struct arena *arena, struct str name, FILE *file, struct str bytes,
    uint64_t size, const struct rows_options *options,
    struct findings *findings)
{
	struct sheet *sheet = NEW(arena, struct sheet);
	struct arena texts = ARENA_INIT;
	struct data *data = NULL;
	int status;

	sheet->arena = arena;
	sheet->counts = NEW(arena, struct sheet_counts);
	sheet->texts = &texts;
	sheet->findings = findings;
	sheet->name = name;
	sheet->file = files_add(findings->files, name, STR_NONE);
	sheet->spool = spool_new();
	sheet->values_max = VALUES_MAX + VALUES_RATIO * size;
	if (file != NULL && prepared_is(bytes)) {
		data = prepared_read(sheet, file);
		status = data != NULL ? 0 : -1;
	} else {
		status = read_format(sheet, file, bytes, options);
		if (status == 0 && spool_end(sheet->spool) != 0)
			status = refuse_spool(sheet);
		if (status == 0)
			data = data_finish(sheet);
	}
	if (data != NULL && spool_end(sheet->spool) != 0)
		status = refuse_spool(sheet);
	else if (data != NULL)
		status = data->n == 0 ? refuse_empty(data, findings) :
		    choose(arena, data, options, findings);
	findings_seal(findings);
	if (data == NULL)
		files_turn(findings->files, sheet->file, STR_NONE, NULL);
	arena_release(&texts);
	if (data != NULL && status == 0)
		return data;
	spool_free(sheet->spool);
	return NULL;
}

struct data *
data_parse(struct arena *arena, struct str name, struct str bytes,
    const struct rows_options *options, struct findings *findings)
{
	return parse(arena, name, NULL, bytes, bytes.n, options, findings);
}

struct data *
data_read(struct arena *arena, struct str path,
    const struct rows_options *options, struct findings *findings)
{
	FILE *file = file_open(path, findings);
	char head[8];
	size_t n;
	long long size;

	if (file == NULL)
		return NULL;
	setvbuf(file, NULL, _IOFBF, 65536);
	n = fread(head, 1, sizeof(head), file);
	fseek(file, 0, SEEK_END);
	size = os_stream_tell(file);
	rewind(file);
	return parse(arena, path, file, (struct str){ head, n },
	    size > 0 ? (uint64_t)size : 0, options, findings);
}

const struct rows *
rows_read(struct arena *arena, struct str path,
    const struct rows_options *options, struct findings *findings)
{
	struct data *data = data_read(arena, path, options, findings);
	const struct rows *rows;
	uint32_t *which;

	if (data == NULL)
		return NULL;
	which = NEW_ARRAY(arena, uint32_t, data->n);
	for (size_t i = 0; i < data->n; i++)
		which[i] = (uint32_t)i;
	rows = data_rows(data, arena, which, data->n, findings);
	data_free(data);
	return rows;
}

/* --- groups ----------------------------------------------------------- */

/* Open addressing: group numbers by the hash of their value. */
struct grouping {
	struct arena arena;	/* of what is not kept */
	struct findings *findings;
	struct data *data;
	size_t column;
	uint32_t *slots;	/* group + 1; 0: free */
	size_t size;		/* a power of two */
	uint32_t *first;	/* row of each group */
	uint32_t *group;	/* of each row */
	uint32_t *count;	/* rows of each group */
	size_t n;		/* groups */
	size_t refused;
};

#define REFUSED_MAX	1000	/* rows without a group that are listed */

/* Has the group's first row this value? */
static bool
is_group(const struct grouping *g, uint32_t group, struct str value)
{
	struct arena arena = ARENA_INIT;
	struct findings quiet = { .arena = &arena };
	const struct rows *rows = data_rows(g->data, &arena,
	    &g->first[group], 1, &quiet);
	bool same = str_eq(value, datum_text(rows_datum(rows, 0, g->column)));

	arena_release(&arena);
	return same;
}

static uint32_t *
group_slot(struct grouping *g, struct str value)
{
	for (size_t at = (size_t)str_hash(value);; at++) {
		uint32_t *slot = &g->slots[at & (g->size - 1)];

		if (*slot == 0 || is_group(g, *slot - 1, value))
			return slot;
	}
}

static void
refuse_ungrouped(struct grouping *g, uint32_t row)
{
	const struct rows *rows;

	if (g->refused++ >= REFUSED_MAX)
		return;
	rows = data_rows(g->data, g->findings->arena, &row, 1, g->findings);
	finding_add(g->findings, FINDING_DATA_GROUP,
	    datum_span(rows, rows_datum(rows, 0, g->column)).pos,
	    "第 %u 行没有“%.*s”，不知道归哪一份；这一行没有用上",
	    "row %u has no “%.*s” to group it by; it was not used",
	    (unsigned)rows->v[0].number,
	    STR_ARG(rows->columns[g->column].text));
}

static void
group_row(void *context, size_t row, const struct data_row *cells,
    unsigned char *marks)
{
	struct grouping *g = context;
	struct str value = cell_says(cells, g->column);
	uint32_t *slot;

	g->group[row] = UINT32_MAX;
	if (value.n == 0) {
		if (!cells->bad)
			refuse_ungrouped(g, (uint32_t)row);
		*marks |= MARK_BAD;
		return;
	}
	slot = group_slot(g, value);
	if (*slot == 0) {
		g->first[g->n++] = (uint32_t)row;
		*slot = (uint32_t)g->n;
	}
	g->group[row] = *slot - 1;
	g->count[*slot - 1]++;
}

/* The rows of each group, one group after another. */
static void
list_members(struct arena *arena, const struct grouping *g,
    struct row_groups *groups)
{
	uint32_t *order = NEW_ARRAY(arena, uint32_t, g->data->n);
	size_t at = 0;

	groups->n = g->n;
	groups->v = NEW_ARRAY(arena, struct row_group, g->n);
	for (size_t i = 0; i < g->n; at += g->count[i++])
		groups->v[i] = (struct row_group){ order + at, 0 };
	for (size_t i = 0; i < g->data->n; i++)
		if (g->group[i] != UINT32_MAX) {
			struct row_group *group = &groups->v[g->group[i]];

			order[(group->rows - order) + (ptrdiff_t)group->n++] =
			    (uint32_t)i;
		}
}

struct row_groups *
data_group(struct arena *arena, struct data *data, struct str name,
    struct findings *findings)
{
	struct row_groups *groups = NEW(arena, struct row_groups);
	struct grouping g = { .findings = findings, .data = data,
	    .column = rows_column(&data->head, name), .size = 16 };

	if (g.column == SIZE_MAX) {
		finding_add(findings, FINDING_DATA_GROUP,
		    POS_FILE(data->head.file),
		    "没有“%.*s”这一列，不能按它分组；没有生成文件",
		    "there is no column “%.*s” to group by; nothing was made",
		    STR_ARG(name));
		return NULL;
	}
	while (g.size < data->n * 2)
		g.size *= 2;
	g.slots = NEW_ARRAY(&g.arena, uint32_t, g.size);
	g.first = NEW_ARRAY(&g.arena, uint32_t, data->n);
	g.group = NEW_ARRAY(&g.arena, uint32_t, data->n);
	g.count = NEW_ARRAY(&g.arena, uint32_t, data->n);
	data_each(data, group_row, &g);
	list_members(arena, &g, groups);
	arena_release(&g.arena);
	return groups;
}
