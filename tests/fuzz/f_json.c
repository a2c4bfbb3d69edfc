/*
 * Any text as the JSON of a document.  What is refused has a finding that is an
 * error; what is read is written again, and reads as the same.
 */
#include <stdio.h>

#include "fuzz.h"

#include "document/dump.h"
#include "source/json.h"

static struct document *
read_json(struct fuzz *fuzz, const char *name, struct str text)
{
	struct source_options options = { 0 };
	uint32_t file = text_decode(&fuzz->arena, str_of(name), text, "UTF-8",
	    &fuzz->findings);

	return file == 0 ? NULL : json_document_read(&fuzz->arena, file,
	    STR("none"), &options, &fuzz->findings);
}

static struct str
written(struct fuzz *fuzz, const struct document *document)
{
	struct markdown_files more;
	struct buf out = { 0 };
	struct str s;

	document_json(&fuzz->arena, document, STR("t"), &out, &more);
	s = str_copy(&fuzz->arena, buf_view(&out));
	buf_release(&out);
	return s;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct document *document, *again;
	struct fuzz fuzz;
	struct str first, second;

	fuzz_start(&fuzz);
	document = read_json(&fuzz, "none/f.json",
	    (struct str){ (const char *)data, size });
	if (document == NULL && size > 0 &&
	    findings_worst(&fuzz.findings) < SEVERITY_ERROR)
		abort();
	if (document != NULL && findings_worst(&fuzz.findings) <
	    SEVERITY_ERROR) {
		first = written(&fuzz, document);
		again = read_json(&fuzz, "none/g.json", first);
		second = again == NULL ? STR_NONE : written(&fuzz, again);
		if (!str_eq(first, second)) {
			fprintf(stderr, "%.*s\n---- and\n%.*s\n",
			    STR_ARG(first), STR_ARG(second));
			abort();
		}
	}
	fuzz_end(&fuzz);
	return 0;
}
