/*
 * Any text as one paragraph.  Each run is bytes of the input at its place, but
 * for the space of a joined line and an entity; no run holds a line end.
 */
#include "fuzz.h"

#include "source/source.h"

static void
check_run(struct str text, const struct run *run)
{
	struct str there = str_slice(text, run->pos.offset,
	    run->pos.offset + run->text.n);

	if (memchr(run->text.p, '\n', run->text.n) != NULL)
		abort();
	if (!str_eq(there, run->text) && !str_starts(there, STR("\n")) &&
	    !str_starts(str_slice(text, run->pos.offset, text.n), STR("&")))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span span = { STR_NONE, { 0, 0 } };
	struct fuzz fuzz;
	struct text text;

	if (size == 0)
		return 0;
	fuzz_start(&fuzz);
	span.pos.file = text_decode(&fuzz.arena, STR("f.md"),
	    (struct str){ (const char *)data + 1, size - 1 }, "UTF-8",
	    &fuzz.findings);
	if (span.pos.file != 0) {
		span.text = text_of(&fuzz.findings, span.pos.file);
		text = inline_read(&fuzz.arena, span, data[0] % 3,
		    &fuzz.findings);
		for (size_t i = 0; i < text.n; i++)
			if (text.v[i].text.n > 0)
				check_run(span.text, &text.v[i]);
	}
	fuzz_end(&fuzz);
	return 0;
}
