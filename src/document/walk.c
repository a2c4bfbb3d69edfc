#include "walk.h"

/* Documents in attachments of documents: no deeper than readers go. */
#define DEPTH_MAX	16

static void
walk_spans(struct walker *w, enum role role, struct spans spans)
{
	for (size_t i = 0; i < spans.n; i++)
		w->text(w, role, spans.v[i]);
}

static void
walk_text(struct walker *w, enum role role, struct text text)
{
	for (size_t i = 0; i < text.n; i++)
		w->text(w, role,
		    (struct span){ text.v[i].text, text.v[i].pos });
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
	for (size_t i = 0; i < (size_t)table->rows * table->columns; i++)
		walk_texts(w, table->cells[i].rowspan > 1 ? ROLE_MERGED :
		    ROLE_TEXT, table->cells[i].paragraphs);
}

static void
walk_blocks(struct walker *w, struct blocks blocks)
{
	for (size_t i = 0; i < blocks.n; i++) {
		const struct block *block = &blocks.v[i];

		w->text(w, ROLE_TEXT, block->ordinal);
		walk_text(w, ROLE_TEXT, block->text);
		if (block->table != NULL)
			walk_table(w, block->table);
	}
}

static void
walk_head(struct walker *w, const struct document *d, enum role mark)
{
	w->text(w, ROLE_TEXT, d->copy_number);
	w->text(w, ROLE_TEXT, d->secrecy);
	w->text(w, ROLE_TEXT, d->urgency);
	walk_spans(w, mark, d->marks);
	w->text(w, mark, d->mark_tail);
	w->text(w, ROLE_TEXT, d->number);
	walk_spans(w, ROLE_TEXT, d->signers);
}

/* A document inside another one has no 版头, only what was typed of it. */
static enum role
mark_role(const struct document *d, unsigned depth)
{
	if (depth == 0)
		return ROLE_MARK;
	return document_types_marks(d) ? ROLE_TEXT : ROLE_UNPRINTED;
}

/* A 签名章 has the signer's title beside it, and not the organ's name. */
static void
walk_signatures(struct walker *w, const struct document *d)
{
	bool titles = d->seal == SEAL_SIGNATURE &&
	    d->signature_titles.n > 0;

	walk_spans(w, titles ? ROLE_UNPRINTED : ROLE_TEXT, d->signatures);
	walk_spans(w, titles ? ROLE_TEXT : ROLE_UNPRINTED,
	    d->signature_titles);
}

static void
walk_ending(struct walker *w, const struct document *d)
{
	for (size_t i = 0; i < d->note.n; i++) {
		w->text(w, ROLE_TEXT, d->note.v[i].ordinal);
		walk_text(w, ROLE_TEXT, d->note.v[i].name);
	}
	walk_signatures(w, d);
	w->text(w, ROLE_TEXT, d->date);
	w->text(w, ROLE_TEXT, d->acting);
	walk_texts(w, ROLE_TEXT, d->contacts);
	walk_texts(w, ROLE_TEXT, d->remarks);
}

static void
walk_colophon(struct walker *w, const struct document *d)
{
	w->text(w, ROLE_TEXT, d->subject_words);
	walk_text(w, ROLE_TEXT, d->report_to);
	walk_text(w, ROLE_TEXT, d->send_to);
	walk_text(w, ROLE_TEXT, d->cc);
	w->text(w, ROLE_TEXT, d->printer);
	w->text(w, ROLE_TEXT, d->print_date);
	w->text(w, ROLE_TEXT, d->copies);
}

static void
walk_document(struct walker *w, const struct document *d, unsigned depth)
{
	walk_head(w, d, mark_role(d, depth));
	walk_text(w, ROLE_TEXT, d->title);
	walk_text(w, ROLE_TEXT, d->recipients);
	walk_blocks(w, d->body);
	walk_ending(w, d);
	for (size_t i = 0; i < d->attachments.n; i++) {
		const struct attachment *page = &d->attachments.v[i];

		if (w->enter != NULL && !w->enter(w, d, page))
			continue;
		w->text(w, ROLE_TEXT, page->mark);
		walk_text(w, ROLE_LISTED, page->listed);
		if (page->document != NULL && depth < DEPTH_MAX)
			walk_document(w, page->document, depth + 1);
	}
	walk_colophon(w, d);
	walk_spans(w, ROLE_UNPRINTED, d->comments);
}

void
document_walk(const struct document *document, struct walker *w)
{
	walk_document(w, document, 0);
}
