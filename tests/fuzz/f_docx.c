/*
 * A DOCX of any parts (docx.h).  Beside not crashing: runs lie in the text in
 * order, tables are whole grids.
 */
#include "docx.h"

static void
check_runs(const struct docx_facts *facts, struct str text)
{
	size_t at = 0;

	for (size_t i = 0; i < facts->n; i++) {
		const struct docx_paragraph *p = &facts->paragraphs[i];

		if (p->pos.offset < at || p->pos.offset + p->length > text.n)
			abort();
		at = p->pos.offset;
		for (size_t k = 0; k < p->n; k++) {
			const struct docx_run *run = &p->runs[k];

			if (run->pos.offset < at || run->pos.offset +
			    run->text.n > p->pos.offset + p->length ||
			    !str_eq(run->text, str_slice(text, run->pos.offset,
			    run->pos.offset + run->text.n)))
				abort();
			at = run->pos.offset + run->text.n;
		}
		at = p->pos.offset;
	}
}

static void
check_table(const struct table *table)
{
	for (unsigned r = 0; r < table->rows; r++)
		for (unsigned c = 0; c < table->columns; c++) {
			const struct cell *cell =
			    &table->cells[r * table->columns + c];

			if (!cell->covered && (r + cell->rowspan >
			    table->rows || c + cell->colspan > table->columns))
				abort();
		}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf bytes = { 0 };
	struct docx_facts *facts;
	struct fuzz fuzz;

	fuzz_start(&fuzz);
	make_package((struct str){ (const char *)data, size }, &bytes);
	facts = docx_read_bytes(&fuzz.arena, STR("f.docx"), buf_view(&bytes),
	    &fuzz.findings);
	if (facts != NULL) {
		check_runs(facts, text_of(&fuzz.findings, facts->file));
		for (size_t i = 0; i < facts->table_count; i++)
			check_table(facts->tables[i].table);
	}
	buf_release(&bytes);
	fuzz_end(&fuzz);
	return 0;
}
