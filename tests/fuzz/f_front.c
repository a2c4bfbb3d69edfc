/*
 * Any text as front matter.  Every finding and every value stands inside the
 * text; what does not parse has a fatal finding.
 */
#include "fuzz.h"

#include "source/source.h"

static void
check_span(struct str text, struct span span)
{
	if (span.pos.file != 0 && span.pos.offset > text.n)
		abort();
}

static void
check_document(struct str text, const struct document *document)
{
	check_span(text, document->number);
	check_span(text, document->date);
	for (size_t i = 0; i < document->signatures.n; i++)
		check_span(text, document->signatures.v[i]);
	for (size_t i = 0; i < document->title.n; i++)
		check_span(text, (struct span){ document->title.v[i].text,
		    document->title.v[i].pos });
	for (size_t i = 0; i < document->values.n; i++)
		check_span(text, document->values.v[i].text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct document document = { 0 };
	struct fuzz fuzz;
	struct buf text = { 0 };
	uint32_t file;
	size_t body;

	fuzz_start(&fuzz);
	buf_lit(&text, "---\n");
	buf_add(&text, (const char *)data, size);
	buf_lit(&text, "\n---\n正文\n");
	file = text_decode(&fuzz.arena, STR("f.md"), buf_view(&text),
	    "UTF-8", &fuzz.findings);
	if (file != 0) {
		struct str all = text_of(&fuzz.findings, file);

		if (front_read(&fuzz.arena, file, &document, &body,
		    &fuzz.findings) == 0)
			check_document(all, &document);
		else if (findings_worst(&fuzz.findings) != SEVERITY_FATAL)
			abort();
		for (size_t i = 0; i < fuzz.findings.list.n; i++)
			if (fuzz.findings.list.v[i].pos.offset > all.n &&
			    fuzz.findings.list.v[i].pos.offset !=
			    OFFSET_NONE)
				abort();
	}
	buf_release(&text);
	fuzz_end(&fuzz);
	return 0;
}
