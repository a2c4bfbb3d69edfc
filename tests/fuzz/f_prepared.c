/*
 * Any bytes as the file that --prepare writes: damaged, cut off, or of
 * another's making, it is refused or its rows are read within it.
 */
#include "fuzz.h"

#include "merge/rows.h"

/* Everything that a cell says is touched. */
static unsigned
touch(struct datum datum, unsigned depth)
{
	unsigned sum = 0;

	if (depth > 100)
		abort();
	for (size_t i = 0; datum.kind == DATUM_TEXT && i < datum.n; i++)
		sum += (unsigned char)datum.as.text[i];
	for (size_t i = 0; datum.kind == DATUM_LIST && i < datum.n; i++)
		sum += touch(datum.as.items[i], depth + 1);
	for (size_t i = 0; datum.kind == DATUM_RECORD &&
	    i < datum.as.record->n; i++)
		sum += touch(datum.as.record->values[i], depth + 1);
	return sum;
}

static void
read_rows(struct fuzz *fuzz, struct data *data)
{
	for (uint32_t i = 0; i < data->n; i++) {
		const struct rows *rows = data_rows(data, &fuzz->arena, &i, 1,
		    &fuzz->findings);

		for (size_t r = 0; r < rows->n; r++)
			for (size_t c = 0; c < rows->column_count; c++)
				touch(rows_datum(rows, r, c), 0);
	}
	data_free(data);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct file_given given = { STR("f.rows"),
	    { (const char *)bytes, size } };
	struct rows_options options = { .encoding = NULL };
	struct fuzz fuzz;
	struct data *data;

	if (size > 4096)
		return 0;
	fuzz_start(&fuzz);
	fuzz.files.given = &given;
	data = data_read(&fuzz.arena, given.name, &options, &fuzz.findings);
	if (data != NULL)
		read_rows(&fuzz, data);
	else if (findings_worst(&fuzz.findings) < SEVERITY_ERROR)
		abort();
	fuzz_end(&fuzz);
	return 0;
}
