/*
 * Nothing that a person wrote is lost on the way to the DOCX: every visible
 * character of the model is in the text of the package, as often.
 */
#include "layout/layout.h"
#include "output/docx.h"
#include "source/source.h"
#include "text/chars.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#define CHARACTERS	0x20000u

struct tally {
	struct arena arena;
	struct files files;
	struct findings findings;
	int *counts;		/* by character: in the model less in the DOCX */
};

static void
count(struct tally *tally, struct str text, int by)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t c = char_next(text, &at);

		if (c < CHARACTERS && !char_is_space(c))
			tally->counts[c] += by;
	}
}

static void
count_text(struct tally *tally, struct text text)
{
	for (size_t i = 0; i < text.n; i++)
		count(tally, text.v[i].text, 1);
}

static void
count_texts(struct tally *tally, struct texts texts)
{
	for (size_t i = 0; i < texts.n; i++)
		count_text(tally, texts.v[i]);
}

static void
count_spans(struct tally *tally, struct spans spans)
{
	for (size_t i = 0; i < spans.n; i++)
		count(tally, spans.v[i].text, 1);
}

static void
count_blocks(struct tally *tally, struct blocks blocks)
{
	for (size_t i = 0; i < blocks.n; i++) {
		const struct block *block = &blocks.v[i];

		count(tally, block->ordinal.text, 1);
		count_text(tally, block->text);
		for (size_t k = 0; block->kind == BLOCK_TABLE &&
		    k < (size_t)block->table->rows * block->table->columns;
		    k++)
			count_texts(tally, block->table->cells[k].paragraphs);
		if (block->kind == BLOCK_TABLE) {
			count_text(tally, block->table->caption);
			count_text(tally, block->table->unit);
		}
	}
}

static void
count_document(struct tally *tally, const struct document *d)
{
	count(tally, d->copy_number.text, 1);
	count(tally, d->secrecy.text, 1);
	count(tally, d->urgency.text, 1);
	count(tally, d->number.text, 1);
	count_spans(tally, d->signers);
	count_text(tally, d->title);
	count_text(tally, d->recipients);
	count_blocks(tally, d->body);
	for (size_t i = 0; i < d->note.n; i++)
		count_text(tally, d->note.v[i].name);
	count_texts(tally, d->contacts);
	count_spans(tally, d->signatures);
	count(tally, d->date.text, 1);
	count_texts(tally, d->remarks);
	for (size_t i = 0; i < d->attachments.n; i++) {
		count(tally, d->attachments.v[i].mark.text, 1);
		if (d->attachments.v[i].document != NULL)
			count_document(tally, d->attachments.v[i].document);
	}
	count_text(tally, d->cc);
}

/* What stands between <w:t …> and </w:t>, entities taken back. */
static void
count_markup(struct tally *tally, struct str xml)
{
	size_t at = 0;

	while ((at = str_find(xml, STR("<w:t"), at)) != SIZE_MAX) {
		size_t from = str_find(xml, STR(">"), at);
		size_t to = str_find(xml, STR("<"), from);
		struct str text = str_slice(xml, from + 1, to);

		if (xml.p[at + 4] == ' ' || xml.p[at + 4] == '>') {
			text = str_replace(&tally->arena, text, STR("&lt;"),
			    STR("<"));
			text = str_replace(&tally->arena, text, STR("&gt;"),
			    STR(">"));
			text = str_replace(&tally->arena, text, STR("&quot;"),
			    STR("\""));
			text = str_replace(&tally->arena, text, STR("&amp;"),
			    STR("&"));
			count(tally, text, -1);
		}
		at = to;
	}
}

static void
check_source(const char *path)
{
	struct tally tally = { .arena = ARENA_INIT };
	struct source_options options = { 0 };
	const struct profile *profile;
	struct template_raws raws;
	struct template *template;
	struct document *document;
	struct layout *layout;
	struct pack_writer *writer = pack_writer_new();
	struct buf out = { 0 };
	struct pack *pack;
	struct str xml = STR_NONE;
	unsigned lost = 0;

	tally.files.arena = tally.findings.arena = &tally.arena;
	tally.findings.files = &tally.files;
	tally.counts = calloc(CHARACTERS, sizeof(int));
	profile = profile_builtin(&tally.arena, STR_NONE);
	raws = docx_raws(&tally.arena, profile);
	template = template_builtin(&tally.arena, STR_NONE, &raws,
	    &tally.findings);
	document = source_read(&tally.arena, str_of(path), &options,
	    &tally.findings);
	if (CHECK(document != NULL && template != NULL)) {
		layout = layout_document(&tally.arena, document, profile,
		    &tally.findings);
		CHECK(docx_write(&tally.arena, layout, template, writer, &out,
		    &tally.findings) == 0);
		pack = pack_open(&tally.arena, STR("x.docx"), buf_view(&out),
		    POS_NONE, &tally.findings);
		CHECK(pack != NULL && pack_read(&tally.arena, pack,
		    pack_find(pack, STR("word/document.xml")), &xml,
		    &tally.findings) == 0);
		count_document(&tally, document);
		count_markup(&tally, xml);
		for (uint32_t c = 0; c < CHARACTERS; c++) {
			if (tally.counts[c] <= 0)
				continue;
			printf("%s: U+%04X lost %d times\n", path,
			    (unsigned)c, tally.counts[c]);
			lost++;
		}
		CHECK(lost == 0);
	}
	pack_writer_free(writer);
	buf_release(&out);
	free(tally.counts);
	arena_release(&tally.arena);
}

/* With arguments: those sources. */
int
main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	struct findings findings = { .arena = &arena };
	struct paths paths;

	for (int i = 1; i < argc; i++)
		check_source(argv[i]);
	CHECK(source_list(&arena, STR("input"), &paths, &findings) == 0);
	CHECK(paths.n >= 8);
	for (size_t i = 0; i < paths.n; i++)
		check_source(str_cstr(&arena, paths.v[i]));
	arena_release(&arena);
	return UNIT_END;
}
