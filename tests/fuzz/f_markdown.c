/*
 * Any bytes as a Markdown source.  Beside not crashing: every run is the bytes
 * of the input at its place, and no Chinese character of the text is lost.
 */
#include <stdio.h>

#include "fuzz.h"
#include "paint.h"

#include "document/document.h"
#include "source/source.h"
#include "text/chars.h"

/* Words of settings and of fences are no text, those of 附件 are made anew. */
static bool
may_hold_words(struct str line)
{
	static const char *const marks[] = { "{", "```", "~~~", "附件", "附表",
	    "附图", "附录" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_has(line, str_of(marks[i])))
			return true;
	return str_eq(str_trim(line), STR("附"));
}

static void
check_line(struct str text, struct str line, const unsigned char *done)
{
	size_t at = 0;

	/* A title that is given twice alike is one. */
	if (may_hold_words(line) || (str_starts(line, STR("#")) &&
	    str_find(text, line, 0) < (size_t)(line.p - text.p)))
		return;
	while (at < line.n) {
		size_t here = at;
		uint32_t c = char_next(line, &at);

		if (char_is_han(c) &&
		    !done[(size_t)(line.p - text.p) + here]) {
			fprintf(stderr, "lost: %.*s\n", STR_ARG(line));
			abort();
		}
	}
}

/* Was something left out, and told, that is said of the document? */
static bool
is_told(const struct fuzz *fuzz)
{
	for (size_t i = 0; i < fuzz->findings.list.n; i++)
		if (fuzz->findings.list.v[i].id == FINDING_WEB_LINE)
			return true;
	return false;
}

/* A quoted value of CSV is not the bytes of the file. */
static bool
has_quoted_csv(struct str text)
{
	return str_has(text, STR("csv")) && str_has(text, STR("\"\""));
}

static void
check_integrity(struct fuzz *fuzz, struct document *document, uint32_t file)
{
	struct paint paint = { .findings = &fuzz->findings };
	struct str text = text_of(&fuzz->findings, file), rest = text, line;

	paint_document(&paint, document);
	if (paint.done[file] == NULL)
		paint.done[file] = calloc(text.n + 1, 1);
	while (str_line(&rest, &line))
		check_line(text, line, paint.done[file]);
	paint_end(&paint);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source_options options = { 0 };
	struct document *document;
	struct fuzz fuzz;
	uint32_t file;

	fuzz_start(&fuzz);
	file = text_decode(&fuzz.arena, STR("none/f.md"),
	    (struct str){ (const char *)data, size }, "UTF-8",
	    &fuzz.findings);
	document = file == 0 ? NULL : markdown_read(&fuzz.arena, file,
	    &options, &fuzz.findings);
	if (document != NULL) {
		document_number(&fuzz.arena, document, &fuzz.findings);
		if (!str_starts(str_trim(text_of(&fuzz.findings, file)),
		    STR("---")) &&
		    !has_quoted_csv(text_of(&fuzz.findings, file)) &&
		    !is_told(&fuzz))
			check_integrity(&fuzz, document, file);
	}
	fuzz_end(&fuzz);
	return 0;
}
