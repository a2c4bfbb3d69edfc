/*
 * The first line is settings, the rest a pipe table or, after an even byte,
 * CSV.  The grid is whole: every cell is covered by exactly one that spans it.
 */
#include "fuzz.h"

#include "source/table.h"

static void
check_grid(const struct table *table)
{
	unsigned *seen = calloc((size_t)table->rows * table->columns,
	    sizeof(*seen));

	if (table->header_rows > table->rows)
		abort();
	for (unsigned r = 0; r < table->rows; r++)
		for (unsigned c = 0; c < table->columns; c++) {
			const struct cell *cell =
			    &table->cells[r * table->columns + c];

			if (cell->covered != (cell->colspan == 0))
				abort();
			if (r + cell->rowspan > table->rows ||
			    c + cell->colspan > table->columns)
				abort();
			for (unsigned i = 0; i < cell->rowspan; i++)
				for (unsigned k = 0; k < cell->colspan; k++)
					seen[(r + i) * table->columns +
					    c + k]++;
		}
	for (size_t i = 0; i < (size_t)table->rows * table->columns; i++)
		if (seen[i] != 1)
			abort();
	free(seen);
}

static struct table *
read_pipes(struct fuzz *fuzz, struct span text,
    const struct table_settings *settings)
{
	VEC(struct span) lines = { 0 };
	struct str rest = text.text, line;

	while (str_line(&rest, &line))
		if (table_has_bar(line))
			*VEC_ADD(&fuzz->arena, &lines) = (struct span){ line,
			    { text.pos.file, text.pos.offset +
			    (uint32_t)(line.p - text.text.p) } };
	return table_read(&fuzz->arena, (struct spans){ lines.v, lines.n },
	    settings, &fuzz->findings);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct table_settings settings = TABLE_SETTINGS_INIT;
	struct table *table;
	struct span text, line;
	struct fuzz fuzz;
	uint32_t file;

	if (size == 0)
		return 0;
	fuzz_start(&fuzz);
	file = text_decode(&fuzz.arena, STR("f.md"),
	    (struct str){ (const char *)data + 1, size - 1 }, "UTF-8",
	    &fuzz.findings);
	if (file != 0) {
		text.text = text_of(&fuzz.findings, file);
		line.pos = text.pos = (struct pos){ file, 0 };
		if (str_line(&text.text, &line.text))
			text.pos.offset = (uint32_t)(text.text.p -
			    line.text.p);
		else
			line.text = STR_NONE;
		table_setting(&fuzz.arena, line, &settings, &fuzz.findings);
		table = data[0] % 2 == 0 ?
		    table_read_csv(&fuzz.arena, text, &settings,
		    &fuzz.findings) : read_pipes(&fuzz, text, &settings);
		if (table != NULL)
			check_grid(table);
	}
	fuzz_end(&fuzz);
	return 0;
}
