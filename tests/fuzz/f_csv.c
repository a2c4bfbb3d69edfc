/*
 * Any bytes as a table of recipients: CSV, TSV or JSON lines, by the first
 * byte.  Every value that is there stands in the decoded text, and no column
 * is named twice.
 */
#include "fuzz.h"

#include "merge/rows.h"

static void
check_datum(const struct rows *rows, struct str text, struct datum datum,
    unsigned depth)
{
	if ((datum.offset > text.n && datum.offset != OFFSET_NONE) ||
	    depth > 100)
		abort();
	if (datum.kind == DATUM_TEXT &&
	    datum_span(rows, datum).text.n > DATUM_BYTES_MAX)
		abort();
	for (size_t i = 0; datum.kind == DATUM_LIST && i < datum.n; i++)
		check_datum(rows, text, datum.as.items[i], depth + 1);
	for (size_t i = 0; datum.kind == DATUM_RECORD &&
	    i < datum.as.record->n; i++)
		check_datum(rows, text, datum.as.record->values[i], depth + 1);
}

static void
check_rows(const struct rows *rows, struct str text)
{
	for (size_t c = 0; c < rows->column_count; c++) {
		struct str name = rows->columns[c].text;

		if (name.n > 0 && rows_column(rows, name) != c)
			abort();
		for (size_t r = 0; r < rows->n; r++)
			check_datum(rows, text, rows_datum(rows, r, c), 0);
	}
}

/* Each row alone, and all of them together. */
static void
check_data(struct fuzz *fuzz, struct data *data)
{
	uint32_t *all = NEW_ARRAY(&fuzz->arena, uint32_t, data->n);
	const struct rows *rows;

	for (uint32_t i = 0; i < data->n; i++) {
		all[i] = i;
		rows = data_rows(data, &fuzz->arena, &i, 1, &fuzz->findings);
		check_rows(rows, text_of(&fuzz->findings, rows->file));
	}
	rows = data_rows(data, &fuzz->arena, all, data->n, &fuzz->findings);
	check_rows(rows, text_of(&fuzz->findings, rows->file));
	data_free(data);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data_, size_t size)
{
	static const char *const names[] = { "f.csv", "f.tsv", "f.jsonl" };
	struct rows_options options = { .encoding = NULL };
	struct fuzz fuzz;
	struct data *data;

	if (size == 0)
		return 0;
	fuzz_start(&fuzz);
	data = data_parse(&fuzz.arena, str_of(names[data_[0] % 3]),
	    (struct str){ (const char *)data_ + 1, size - 1 }, &options,
	    &fuzz.findings);
	if (data != NULL)
		check_data(&fuzz, data);
	else if (findings_worst(&fuzz.findings) < SEVERITY_ERROR)
		abort();
	fuzz_end(&fuzz);
	return 0;
}
