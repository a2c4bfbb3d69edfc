/*
 * Any bytes as plain text.  The reader checks its own work: nothing is lost,
 * changed or used twice (integrity.h).  What convert writes is Markdown that
 * can be read.
 */
#include "fuzz.h"

#include "document/markdown.h"
#include "source/source.h"

static void
check_converted(struct fuzz *fuzz, struct document *document)
{
	struct source_options options = { 0 };
	struct markdown_files files;
	struct buf text = { 0 };
	uint32_t file;

	document_number(&fuzz->arena, document, &fuzz->findings);
	document_markdown(&fuzz->arena, document, STR("f"), &text, &files);
	file = text_decode(&fuzz->arena, STR("none/f.md"), buf_view(&text),
	    "UTF-8", &fuzz->findings);
	if (file == 0 || markdown_read(&fuzz->arena, file, &options,
	    &fuzz->findings) == NULL)
		abort();
	buf_release(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source_options options = { 0 };
	struct document *document;
	struct fuzz fuzz;
	uint32_t file;

	fuzz_start(&fuzz);
	file = text_decode(&fuzz.arena, STR("none/f.txt"),
	    (struct str){ (const char *)data, size }, NULL, &fuzz.findings);
	document = file == 0 ? NULL : text_read_page(&fuzz.arena, file, false,
	    &options, NULL, &fuzz.findings);
	for (size_t i = 0; i < fuzz.findings.list.n; i++)
		switch (fuzz.findings.list.v[i].id) {
		case FINDING_TEXT_LOST: case FINDING_TEXT_CHANGED:
		case FINDING_TEXT_TWICE:
			abort();
		default:
			break;
		}
	if (document != NULL)
		check_converted(&fuzz, document);
	fuzz_end(&fuzz);
	return 0;
}
