/*
 * Going through all texts of a document, in the order of the page.
 * In: a document; out: calls, one a text.
 */
#include "walk.h"

#include "element.h"

/* Documents in attachments of documents: no deeper than readers go. */
#define DEPTH_MAX	16

static bool
is_letter(const struct document *d, unsigned depth)
{
	return depth == 0 && document_format(d) == FORMAT_LETTER;
}

static void
walk_span(struct walker *w, enum role role, struct span span)
{
	w->unit++;
	w->text(w, role, span);
}

static void
walk_spans(struct walker *w, enum role role, struct spans spans)
{
	for (size_t i = 0; i < spans.n; i++)
		walk_span(w, role, spans.v[i]);
}

/* A text behind its ordinal, which may be none. */
static void
walk_numbered(struct walker *w, enum role role, struct span ordinal,
    struct text text)
{
	walk_span(w, role, ordinal);
	EACH(const struct run, run, text) {
		w->flags = run->flags;
		w->text(w, role, (struct span){ run->text, run->pos });
	}
	w->flags = 0;
}

static void
walk_text(struct walker *w, enum role role, struct text text)
{
	walk_numbered(w, role, (struct span){ STR_NONE, POS_NONE }, text);
}

static void
walk_texts(struct walker *w, enum role role, struct texts texts)
{
	for (size_t i = 0; i < texts.n; i++)
		walk_text(w, role, texts.v[i]);
}

static void
walk_table(struct walker *w, const struct table *table)
{
	walk_text(w, ROLE_TEXT, table->caption);
	walk_text(w, ROLE_TEXT, table->unit);
	for (size_t i = 0; i < (size_t)table->rows * table->columns; i++) {
		w->row = (unsigned)i / table->columns + 1;
		w->column = (unsigned)i % table->columns + 1;
		walk_texts(w, table->cells[i].rowspan > 1 ? ROLE_MERGED :
		    ROLE_TEXT, table->cells[i].paragraphs);
		if (table->cells[i].rule.text.n > 0)
			w->text(w, ROLE_UNPRINTED, table->cells[i].rule);
	}
	w->row = w->column = 0;
}

static void
walk_blocks(struct walker *w, struct blocks blocks)
{
	for (size_t i = 0; i < blocks.n; i++) {
		const struct block *block = &blocks.v[i];

		w->block = block;
		walk_numbered(w, block->kind == BLOCK_PICTURE ?
		    ROLE_UNPRINTED : ROLE_TEXT, block->ordinal, block->text);
		if (block->table != NULL)
			walk_table(w, block->table);
		if (block->kind == BLOCK_PICTURE)
			walk_span(w, ROLE_TEXT, blocks_picture_name(blocks, i));
	}
	w->block = NULL;
}

/*
 * The role of an element.  A document inside another one has no 版头, only
 * what was typed of it.  A 签名章 has the signer's title beside it, and not the
 * organ's name.
 */
static enum role
role_of(const struct document *d, const struct element *element, unsigned depth)
{
	bool titles = d->signature_titles.n > 0 && SEAL_SIGNATURE ==
	    (depth == 0 ? document_seal(d) : d->seal);
	const void *slot = element_in(d, element);

	/* A letter has no 印发 and no 文件, 10.1. */
	if (is_letter(d, depth) && (slot == &d->printer ||
	    slot == &d->print_date || slot == &d->mark_tail))
		return ROLE_UNPRINTED;
	if (depth == 0 && slot == &d->title && document_title_is_mark(d))
		return ROLE_UNPRINTED;
	switch (element->print) {
	case PRINT_MARK:
		return depth == 0 ? ROLE_MARK : document_types_marks(d) ?
		    ROLE_TEXT : ROLE_UNPRINTED;
	case PRINT_SIGNED:
		return titles ? ROLE_UNPRINTED : ROLE_TEXT;
	case PRINT_TITLED:
		return titles ? ROLE_TEXT : ROLE_UNPRINTED;
	case PRINT_UNPRINTED:
		return ROLE_UNPRINTED;
	case PRINT_TEXT:
		break;
	}
	return ROLE_TEXT;
}

static void
walk_element(struct walker *w, const struct document *d,
    const struct element *element, enum role role, unsigned depth)
{
	const void *slot = element_in(d, element);

	switch (element->kind) {
	case ELEMENT_SPAN:
		walk_span(w, role, *(const struct span *)slot);
		break;
	case ELEMENT_SPANS:
		/* Of a joint letter only the host's mark is, 10.1. */
		for (size_t k = 0; k < ((const struct spans *)slot)->n; k++)
			walk_span(w, k > 0 && slot == &d->marks &&
			    is_letter(d, depth) ? ROLE_UNPRINTED : role,
			    ((const struct spans *)slot)->v[k]);
		break;
	case ELEMENT_TEXT:
		walk_text(w, role, *(const struct text *)slot);
		break;
	case ELEMENT_TEXTS:
		walk_texts(w, role, *(const struct texts *)slot);
		break;
	}
}

static void
walk_part(struct walker *w, const struct document *d, enum element_part part,
    unsigned depth)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++) {
		if (elements[i].part != part)
			continue;
		w->element = &elements[i];
		walk_element(w, d, &elements[i],
		    role_of(d, &elements[i], depth), depth);
	}
	w->element = NULL;
}

static void
walk_document(struct walker *w, const struct document *d, unsigned depth)
{
	walk_part(w, d, PART_HEAD, depth);
	walk_part(w, d, PART_TITLE, depth);
	walk_blocks(w, d->body);
	w->note = true;
	for (size_t i = 0; i < d->note.n; i++)
		walk_numbered(w, ROLE_TEXT, d->note.v[i].ordinal,
		    d->note.v[i].name);
	w->note = false;
	walk_part(w, d, PART_ENDING, depth);
	EACH(const struct attachment, page, d->attachments) {
		const struct attachment *outer = w->page;

		if (w->enter != NULL && !w->enter(w, d, page))
			continue;
		w->page = page;
		walk_span(w, ROLE_TEXT, page->mark);
		walk_text(w, ROLE_LISTED, page->listed);
		if (page->document != NULL && depth < DEPTH_MAX)
			walk_document(w, page->document, depth + 1);
		w->page = outer;
	}
	walk_part(w, d, PART_COLOPHON, depth);
	walk_spans(w, ROLE_UNPRINTED, d->comments);
}

void
document_walk(const struct document *document, struct walker *w)
{
	walk_document(w, document, 0);
}
