/*
 * A DOCX of any parts (docx.h) under the rules on elements and on layout, as
 * gongwen check does it.  Beside not crashing: every finding has a place in
 * the text or none.
 */
#include "docx.h"

#include "check/check.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source_options options = { 0 };
	struct buf bytes = { 0 };
	const struct profile *profile;
	struct document *document;
	struct docx_facts *facts;
	struct fuzz fuzz;

	fuzz_start(&fuzz);
	profile = profile_builtin(&fuzz.arena, STR_NONE);
	make_package((struct str){ (const char *)data, size }, &bytes);
	facts = docx_read_bytes(&fuzz.arena, STR("f.docx"), buf_view(&bytes),
	    &fuzz.findings);
	document = facts == NULL ? NULL : docx_document(&fuzz.arena, facts,
	    &options, &fuzz.findings);
	if (document != NULL) {
		check_text(&fuzz.arena, facts->file, false, &fuzz.findings);
		check_document(&fuzz.arena, document, &fuzz.findings);
		check_layout(facts, document, profile, &fuzz.findings);
	}
	for (size_t i = 0; i < fuzz.findings.list.n; i++) {
		struct pos pos = fuzz.findings.list.v[i].pos;

		if (pos.file > fuzz.files.list.n || (pos.file > 0 &&
		    pos.offset != OFFSET_NONE && pos.offset >
		    fuzz.files.list.v[pos.file - 1].text.n))
			abort();
	}
	buf_release(&bytes);
	fuzz_end(&fuzz);
	return 0;
}
