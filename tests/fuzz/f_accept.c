/*
 * Two texts parted by a line %%: a source, and what came back of it.  Beside
 * not crashing: a document does not differ from itself, every difference is
 * either taken or left, and what is taken lies within the source.
 */
#include "fuzz.h"

#include "compare/compare.h"

/* What stands before a line "%%" of *REST, which is then what follows it. */
static struct str
take_part(struct str *rest)
{
	size_t end = str_find(*rest, STR("\n%%\n"), 0);
	struct str part = str_slice(*rest, 0, end == SIZE_MAX ? rest->n :
	    end + 1);

	*rest = str_slice(*rest, end == SIZE_MAX ? rest->n : end + 4, rest->n);
	return part;
}

static struct document *
read_part(struct fuzz *fuzz, const char *name, struct str text)
{
	static const struct source_options options = { 0 };
	uint32_t file = text_decode(&fuzz->arena, str_of(name), text, "UTF-8",
	    &fuzz->findings);
	struct document *document = file == 0 ? NULL : markdown_read(
	    &fuzz->arena, file, &options, &fuzz->findings);

	if (document != NULL)
		document_number(&fuzz->arena, document, &fuzz->findings);
	return document;
}

static void
check_fixes(const struct fuzz *fuzz, size_t from)
{
	for (size_t i = from; i < fuzz->findings.list.n; i++) {
		const struct finding *f = &fuzz->findings.list.v[i];

		if ((f->fix.length > 0 || f->fix.text.n > 0) &&
		    (f->fix.pos.file == 0 || f->fix.pos.offset +
		    (size_t)f->fix.length >
		    text_of(&fuzz->findings, f->fix.pos.file).n))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size };
	struct document *source, *returned;
	struct remarks remarks = { 0 };
	struct acceptance result;
	struct fuzz fuzz;
	size_t n;

	fuzz_start(&fuzz);
	source = read_part(&fuzz, "none/f.md", take_part(&rest));
	returned = read_part(&fuzz, "none/g.md", rest);
	if (source != NULL && returned != NULL) {
		if (compare_documents(&fuzz.arena, source, source,
		    &fuzz.findings) != 0)
			abort();
		result = accept_changes(&fuzz.arena, source, source, source,
		    &remarks, &fuzz.findings);
		if (result.taken + result.left != 0)
			abort();
		n = fuzz.findings.list.n;
		result = accept_changes(&fuzz.arena, source, returned, source,
		    &remarks, &fuzz.findings);
		if ((result.taken + result.left > 0) != (compare_documents(
		    &fuzz.arena, source, returned, &fuzz.findings) > 0))
			abort();
		check_fixes(&fuzz, n);
	}
	fuzz_end(&fuzz);
	return 0;
}
