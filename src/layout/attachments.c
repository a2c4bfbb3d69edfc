/*
 * 附件, GB/T 9704-2012 7.3.7: each on a page of its own under its mark, plain
 * or a whole document with attachments of its own; and what a notice issues.
 * In: attachments.  Out: their blocks; the signatures in them are told
 * (lay.inner) to who holds them with their text (fit.c).
 */
#include "parts.h"

/* Documents inside attachments inside documents: enough for any real one. */
#define DEPTH_MAX	8

static bool
begins_section(const struct lay *lay)
{
	return lay->out->n > 0 &&
	    lay->out->v[lay->out->n - 1].kind == LAID_SECTION_END;
}

/* 附件N at the top left of a new page, or the number and it when unbound. */
static void
lay_mark(struct lay *lay, const struct attachment *attachment, bool unbound,
    struct str number)
{
	struct para_builder para;

	if (attachment->kind == ATTACHMENT_ENCLOSURE)
		return;
	para = para_begin(lay, STYLE_ATTACHMENT_MARK, attachment->mark.pos);
	para.para->page_break = !unbound && !begins_section(lay);
	para.para->keep_next = true;
	if (unbound && number.n > 0) {
		para_styled(&para, STYLE_NUMBER, number);
		para_text(&para, STR("　"));
	}
	para_text(&para, attachment->mark.text);
	para_end(&para);
}

/* A whole document inside the pages of another one, after its mark. */
static void
lay_inner(struct lay *lay, const struct document *document,
    struct sheet *sheet, unsigned depth)
{
	int tail = lay->tail;
	size_t note, name;

	lay->tail = 0;
	lay_inner_head(lay, document);
	lay_title(lay, STYLE_ATTACHMENT_TITLE, &document->title,
	    lay_gap(lay, lay->profile->attachment_title_gap));
	lay_under_title(lay, document);
	lay_recipients(lay, document, lay->profile->recipients_gap);
	lay_blocks(lay, &document->body, sheet, false);
	lay_contacts(lay, document, true);
	note = lay->out->n;
	lay_note(lay, document);
	lay_attendance(lay, document);
	lay_keep_from(lay, lay->out, note);
	name = lay->out->n;
	lay_ending(lay, document);
	if (note > 0 && lay->out->n > name)
		*VEC_ADD(lay->arena, &lay->inner) =
		    (struct inner_ending){ note - 1, name };
	lay_remarks(lay, document);
	lay_contacts(lay, document, false);
	lay->tail = tail + inner_colophon_height(lay, document);
	lay_attachments(lay, document, sheet, depth + 1);
	lay_inner_colophon(lay, document);
}

static void
lay_plain_attachment(struct lay *lay, const struct attachment *attachment,
    struct sheet *sheet, unsigned depth)
{
	const struct document *document = attachment->document;
	const struct profile *profile = lay->profile;
	size_t from;
	bool enclosure = attachment->kind == ATTACHMENT_ENCLOSURE;
	size_t first = lay->out->n;

	lay_inner_head(lay, document);
	lay_title(lay, STYLE_ATTACHMENT_TITLE, &document->title,
	    enclosure ? 0 : lay_gap(lay, profile->attachment_title_gap));
	lay_under_title(lay, document);
	if (enclosure && first < lay->out->n && !begins_section(lay) &&
	    lay->out->v[first].kind == LAID_PARA)
		lay->out->v[first].as.para->page_break = true;
	from = lay->out->n;
	lay->reserved = lay_gap(lay, profile->recipients_gap);
	lay_recipients(lay, document, lay->profile->recipients_gap);
	lay_blocks(lay, &document->body, sheet, attachment->landscape);
	lay->reserved = 0;
	gap_after_title(lay, from, profile->recipients_gap);
	lay_note(lay, document);
	lay_attendance(lay, document);
	lay_ending(lay, document);
	lay_remarks(lay, document);
	lay_contacts(lay, document, true);
	lay_contacts(lay, document, false);
	lay_attachments(lay, document, sheet, depth + 1);
	lay_inner_colophon(lay, document);
}

static void
lay_inside(struct lay *lay, const struct attachment *attachment,
    struct sheet *sheet, unsigned depth)
{
	if (document_is_complete(attachment->document) &&
	    attachment->kind == ATTACHMENT_PAGE)
		lay_inner(lay, attachment->document, sheet, depth);
	else
		lay_plain_attachment(lay, attachment, sheet, depth);
}

/* A DOCX that is taken in; or what was read of it, below its title here. */
static void
lay_import(struct lay *lay, const struct attachment *attachment,
    struct sheet *sheet, unsigned depth)
{
	struct attachment taken = { .kind = ATTACHMENT_PAGE,
	    .document = attachment->taken };
	struct laid *laid;

	if (taken.document != NULL)
		lay_inside(lay, &taken, sheet, depth);
	if (taken.document != NULL || attachment->import.n == 0)
		return;
	laid = lay_add(lay, LAID_IMPORT);
	laid->as.import.path = attachment->import;
	laid->as.import.pos = attachment->path.pos;
}

/* Does the attachment begin with a landscape table right under its title? */
static bool
begins_landscape(const struct attachment *attachment)
{
	const struct document *document = attachment->document;
	size_t first = 0;

	return attachment->landscape || (document != NULL &&
	    !document_is_complete(document) &&
	    blocks_open_landscape(&document->body, &first));
}

static void
lay_attachment(struct lay *lay, const struct attachment *attachment,
    struct sheet *sheet, unsigned depth, bool unbound, struct str number)
{
	lay_turn(lay, sheet, begins_landscape(attachment));
	lay_mark(lay, attachment, unbound, number);
	if (attachment->document != NULL)
		lay_inside(lay, attachment, sheet, depth);
	lay_import(lay, attachment, sheet, depth);
}

void
lay_attachments(struct lay *lay, const struct document *document,
    struct sheet *sheet, unsigned depth)
{
	size_t last = 0;
	int tail = lay->tail;

	if (depth > DEPTH_MAX)
		return;
	for (size_t i = 0; i < document->attachments.n; i++)
		if (!attachment_is_unbound(document,
		    &document->attachments.v[i]))
			last = i;
	for (size_t i = 0; i < document->attachments.n; i++) {
		if (attachment_is_unbound(document,
		    &document->attachments.v[i]))
			continue;
		lay->tail = i == last ? tail : 0;
		lay_attachment(lay, &document->attachments.v[i], sheet, depth,
		    false, STR_NONE);
	}
}

void
lay_unbound(struct lay *lay, const struct attachment *attachment,
    struct sheet *sheet, struct str number)
{
	sheet->landscape = begins_landscape(attachment);
	if (sheet->landscape)
		lay->width = profile_text_height(lay->profile);
	lay_attachment(lay, attachment, sheet, 0, true, number);
}
