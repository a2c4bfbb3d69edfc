#ifndef UNIT_MODEL_H
#define UNIT_MODEL_H

/*
 * For tests of readers: text in memory, what was found, and a model written
 * out one line a thing, so that a test compares with what a person would write.
 */
#include "document/document.h"
#include "source/source.h"
#include "text/decode.h"

#include "bench.h"

static inline uint32_t
bench_file(struct bench *bench, const char *text)
{
	return files_add(&bench->files, STR("t.md"), str_of(text));
}

/* "front-key 2:1; …" : what was found, in order, but for notes. */
static inline struct str
bench_found(struct bench *bench)
{
	struct buf out = { 0 };
	struct str s;

	for (size_t i = 0; i < bench->findings.list.n; i++) {
		const struct finding *f = &bench->findings.list.v[i];

		if (f->severity == SEVERITY_NOTE)
			continue;
		buf_format(&out, "%s%s %u:%u", out.n > 0 ? "; " : "",
		    finding_kind(f->id)->name, f->place.line,
		    f->place.column);
	}
	s = str_copy(&bench->arena, buf_view(&out));
	buf_release(&out);
	return s;
}

/* [b]bold[i]both[|]after a break[c]code; a change of marks is shown. */
static inline void
show_text(struct buf *out, struct text text)
{
	unsigned flags = 0;

	for (size_t i = 0; i < text.n; i++) {
		unsigned now = text.v[i].flags & ~(unsigned)RUN_BREAK;

		if (text.v[i].flags & RUN_BREAK)
			buf_lit(out, "[|]");
		if (now != flags)
			buf_format(out, "[%s%s%s]", now & RUN_BOLD ? "b" : "",
			    now & RUN_ITALIC ? "i" : "",
			    now & RUN_CODE ? "c" : "");
		buf_str(out, text.v[i].text);
		flags = now;
	}
	if (flags != 0)
		buf_lit(out, "[]");
}

static inline void
show_table(struct buf *out, const struct table *table)
{
	buf_format(out, "table %ux%u header %u%s\n", table->rows,
	    table->columns, table->header_rows, table->form ? " form" : "");
	for (unsigned r = 0; r < table->rows; r++) {
		buf_lit(out, "   ");
		for (unsigned c = 0; c < table->columns; c++) {
			const struct cell *cell =
			    &table->cells[r * table->columns + c];

			buf_lit(out, " |");
			if (cell->covered)
				buf_lit(out, "*");
			else if (cell->colspan * cell->rowspan > 1)
				buf_format(out, "%ux%u ", cell->rowspan,
				    cell->colspan);
			for (size_t i = 0; i < cell->paragraphs.n; i++) {
				if (i > 0)
					buf_lit(out, "¶");
				show_text(out, cell->paragraphs.v[i]);
			}
		}
		buf_lit(out, "\n");
	}
}

static inline void
show_block(struct buf *out, const struct block *block)
{
	static const char *const kinds[] = { "p", "h", "", "fill", "picture",
	    "section" };

	if (block->kind == BLOCK_TABLE) {
		show_table(out, block->table);
		return;
	}
	buf_lit(out, kinds[block->kind]);
	if (block->kind == BLOCK_HEADING) {
		struct text head = { block->text.v, block->topic };
		struct text rest = { block->text.v + block->topic,
		    block->text.n - block->topic };

		buf_format(out, "%d (", block->level);
		buf_str(out, block->ordinal.text);
		buf_lit(out, ") ");
		show_text(out, head);
		buf_lit(out, rest.n > 0 ? " / " : "");
		show_text(out, rest);
	} else if (block->kind == BLOCK_PICTURE) {
		buf_format(out, " %.*s %ux%u",
		    STR_ARG(block->picture->path.text),
		    block->picture->width, block->picture->height);
	} else {
		buf_lit(out, block->kind == BLOCK_SECTION ?
		    block->section_inverted ? "^ " :
		    block->section_open ? "# " : "/ " : " ");
		show_text(out, block->text);
	}
	buf_lit(out, "\n");
}

static inline void
show_spans(struct buf *out, const char *name, struct spans spans)
{
	if (spans.n == 0)
		return;
	buf_format(out, "%s:", name);
	for (size_t i = 0; i < spans.n; i++)
		buf_format(out, " <%.*s>", STR_ARG(spans.v[i].text));
	buf_lit(out, "\n");
}

static inline void
show_span(struct buf *out, const char *name, struct span span)
{
	if (span.text.n > 0)
		buf_format(out, "%s: %.*s\n", name, STR_ARG(span.text));
}

static inline void
show_line(struct buf *out, const char *name, struct text text)
{
	if (text_empty(text))
		return;
	buf_format(out, "%s: ", name);
	show_text(out, text);
	buf_lit(out, "\n");
}

static inline void
show_document(struct buf *out, const struct document *document)
{
	const struct document *d = document;

	show_span(out, "copy_number", d->copy_number);
	show_span(out, "secrecy", d->secrecy);
	show_span(out, "urgency", d->urgency);
	show_spans(out, "organs", d->organs);
	show_spans(out, "marks", d->marks);
	show_span(out, "mark_tail", d->mark_tail);
	show_span(out, "number", d->number);
	show_spans(out, "signers", d->signers);
	show_line(out, "title", d->title);
	show_line(out, "recipients", d->recipients);
	for (size_t i = 0; i < d->body.n; i++)
		show_block(out, &d->body.v[i]);
	for (size_t i = 0; i < d->note.n; i++)
		show_line(out, d->note.typed ? "note typed" : "note",
		    d->note.v[i].name);
	for (size_t i = 0; i < d->contacts.n; i++)
		show_line(out, "contact", d->contacts.v[i]);
	show_spans(out, "signatures", d->signatures);
	show_spans(out, "signature_titles", d->signature_titles);
	show_span(out, "date", d->date);
	show_span(out, "acting", d->acting);
	for (size_t i = 0; i < d->remarks.n; i++)
		show_line(out, "remark", d->remarks.v[i]);
	show_line(out, "report_to", d->report_to);
	show_line(out, "send_to", d->send_to);
	show_line(out, "cc", d->cc);
	show_span(out, "printer", d->printer);
	show_span(out, "print_date", d->print_date);
	show_span(out, "copies", d->copies);
	for (size_t i = 0; i < d->values.n; i++)
		buf_format(out, "value %.*s = %.*s\n",
		    STR_ARG(d->values.v[i].name.text),
		    STR_ARG(d->values.v[i].text.text));
	for (size_t i = 0; i < d->attachments.n; i++) {
		const struct attachment *a = &d->attachments.v[i];

		buf_format(out, "%s [%.*s] number %u%s%s\n",
		    a->kind == ATTACHMENT_PAGE ? "attachment" : "enclosure",
		    STR_ARG(a->mark.text), a->number,
		    a->landscape ? " landscape" : "",
		    a->unbound ? " unbound" : "");
		show_span(out, "path", a->path);
		show_line(out, "listed", a->listed);
		if (a->document != NULL)
			show_document(out, a->document);
	}
}

/* The document in Markdown, written out. */
static inline struct str
shown(struct bench *bench, const char *markdown)
{
	struct source_options options = { 0 };
	struct document *document;

	bench->findings.list.n = 0;
	bench->out.n = 0;
	document = markdown_read(&bench->arena, bench_file(bench, markdown),
	    &options, &bench->findings);
	if (document == NULL)
		return STR("(none)");
	document_number(&bench->arena, document, &bench->findings);
	show_document(&bench->out, document);
	return buf_view(&bench->out);
}

#endif
