#ifndef UNIT_PAINT_H
#define UNIT_PAINT_H

#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "document/element.h"
#include "text/decode.h"

/*
 * Nothing that a person wrote is lost: every byte of a source is either in the
 * model, at its place, or is a mark of the language.  The test paints the
 * bytes that the model has and then reads what is left.
 */
struct paint {
	struct findings *findings;
	unsigned char *done[64];	/* by file number */
	unsigned wrong;			/* spans that are not their bytes */
};

/* What was changed on the way has no length here: its line counts as read. */
static inline void
paint_line(struct paint *paint, struct str text, struct pos pos)
{
	for (size_t i = pos.offset; i < text.n && text.p[i] != '\n'; i++)
		paint->done[pos.file][i] = 1;
}

/* A name that the author parted into two lines is one. */
static inline void
paint_joined(struct paint *paint, struct str s, struct str text,
    struct pos pos)
{
	for (size_t at = pos.offset, i = 0; at < text.n && i < s.n; at++)
		if (text.p[at] == s.p[i]) {
			paint->done[pos.file][at] = 1;
			i++;
		} else if (text.p[at] != '\n' && text.p[at] != ' ')
			return;
}

static inline void
paint_span(struct paint *paint, struct str s, struct pos pos)
{
	struct str text;

	if (pos.file == 0 || pos.file >= 64 || str_eq(s, STR(" ")))
		return;		/* nobody's, or the joint of two lines */
	text = text_of(paint->findings, pos.file);
	if (paint->done[pos.file] == NULL)
		paint->done[pos.file] = calloc(text.n + 1, 1);
	if (!str_eq(s, str_slice(text, pos.offset, pos.offset + s.n))) {
		paint->wrong++;
		paint_line(paint, text, pos);
		paint_joined(paint, s, text, pos);
		return;
	}
	memset(paint->done[pos.file] + pos.offset, 1, s.n);
}

static inline void
paint_text(struct paint *paint, struct text text)
{
	for (size_t i = 0; i < text.n; i++)
		paint_span(paint, text.v[i].text, text.v[i].pos);
}

static inline void
paint_spans(struct paint *paint, struct spans spans)
{
	for (size_t i = 0; i < spans.n; i++)
		paint_span(paint, spans.v[i].text, spans.v[i].pos);
}

static inline void
paint_texts(struct paint *paint, struct texts texts)
{
	for (size_t i = 0; i < texts.n; i++)
		paint_text(paint, texts.v[i]);
}

static inline void
paint_block(struct paint *paint, const struct block *block)
{
	const struct table *table = block->table;

	paint_text(paint, block->text);
	paint_span(paint, block->ordinal.text, block->ordinal.pos);
	if (block->picture != NULL) {
		paint_span(paint, block->picture->path.text,
		    block->picture->path.pos);
		paint_span(paint, block->picture->alt.text,
		    block->picture->alt.pos);
	}
	if (table == NULL)
		return;
	paint_text(paint, table->caption);
	paint_text(paint, table->unit);
	for (size_t i = 0; i < (size_t)table->rows * table->columns; i++)
		paint_texts(paint, table->cells[i].paragraphs);
}

static inline void
paint_document(struct paint *paint, const struct document *d)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++) {
		const void *slot = element_in(d, &elements[i]);
		const struct span *span = slot;

		switch (elements[i].kind) {
		case ELEMENT_SPAN:
			paint_span(paint, span->text, span->pos);
			break;
		case ELEMENT_SPANS:
			paint_spans(paint, *(const struct spans *)slot);
			break;
		case ELEMENT_TEXT:
			paint_text(paint, *(const struct text *)slot);
			break;
		case ELEMENT_TEXTS:
			paint_texts(paint, *(const struct texts *)slot);
			break;
		}
	}
	paint_spans(paint, d->comments);
	for (size_t i = 0; i < d->body.n; i++)
		paint_block(paint, &d->body.v[i]);
	for (size_t i = 0; i < d->note.n; i++) {
		paint_span(paint, d->note.v[i].ordinal.text,
		    d->note.v[i].ordinal.pos);
		paint_text(paint, d->note.v[i].name);
	}
	for (size_t i = 0; i < d->values.n; i++) {
		paint_span(paint, d->values.v[i].name.text,
		    d->values.v[i].name.pos);
		paint_span(paint, d->values.v[i].text.text,
		    d->values.v[i].text.pos);
	}
	for (size_t i = 0; i < d->attachments.n; i++) {
		const struct attachment *a = &d->attachments.v[i];

		paint_span(paint, a->mark.text, a->mark.pos);
		paint_span(paint, a->path.text, a->path.pos);
		paint_text(paint, a->listed);
		if (a->document != NULL)
			paint_document(paint, a->document);
	}
}

static inline void
paint_end(struct paint *paint)
{
	for (size_t i = 0; i < 64; i++)
		free(paint->done[i]);
}

#endif
