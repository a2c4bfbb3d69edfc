#include "integrity.h"

#include <string.h>

#include "../text/chars.h"
#include "../text/decode.h"

#define DEPTH_MAX	16

/* What is known of each byte of the text. */
enum { FREE, TAKEN };

struct painter {
	struct findings *findings;
	uint32_t file;
	struct str text;
	size_t from;
	unsigned char *taken;		/* by byte */
	bool again;			/* may be taken a second time */
	bool failed;
};

static bool
is_blank(uint32_t c)
{
	return char_is_space(c) || (c >= 0x200b && c <= 0x200f) ||
	    c == 0x2060 || c == 0xfeff || c == 0xad;
}

/* At most a few words of a text, for a message. */
static struct str
beginning(struct str s)
{
	size_t at = 0;

	for (int n = 0; n < 16 && at < s.n; n++) {
		size_t here = at;

		if (char_next(s, &at) == '\n')
			return str_slice(s, 0, here);
	}
	return str_slice(s, 0, at);
}

static void
fail(struct painter *p, enum finding_id id, size_t at, const char *zh,
    const char *en)
{
	struct str s = beginning(str_slice(p->text, at, p->text.n));

	if (!p->failed)
		finding_add(p->findings, id,
		    ((struct pos){ p->file, (uint32_t)at }),
		    "核对文字：从“%.*s”起%s；没有生成文件，请报告这个问题",
		    "check of the text: from “%.*s” on %s; no file was made, "
		    "please report this", STR_ARG(s),
		    p->findings->language == LANGUAGE_EN ? en : zh);
	p->failed = true;
}

static void
fail_twice(struct painter *p, size_t at)
{
	fail(p, FINDING_TEXT_TWICE, at, "文字用了两次",
	    "the text was used twice");
}

/* The bytes FROM..TO are in the model. */
static void
take(struct painter *p, size_t from, size_t to)
{
	if (!p->again && memchr(p->taken + from, TAKEN, to - from) != NULL)
		fail_twice(p, from);
	memset(p->taken + from, TAKEN, to - from);
}

/* S, which says that it stands at POS, character by character. */
static void
take_str(struct painter *p, struct str s, struct pos pos)
{
	size_t at = pos.offset, i = 0;

	if (s.n == 0 || pos.file != p->file || pos.offset < p->from)
		return;
	if (str_eq(s, str_slice(p->text, at, at + s.n))) {
		take(p, at, at + s.n);
		return;
	}
	while (i < s.n) {
		size_t from;
		uint32_t c = char_next(s, &i), there;

		if (is_blank(c))
			continue;
		do {
			from = at;
			there = char_next(p->text, &at);
		} while (there != 0 && is_blank(there));
		if (there != c) {
			fail(p, FINDING_TEXT_CHANGED, pos.offset,
			    "文字有改动", "the text was changed");
			return;
		}
		take(p, from, at);
	}
}

static void
take_span(struct painter *p, struct span span)
{
	take_str(p, span.text, span.pos);
}

static void
take_spans(struct painter *p, struct spans spans)
{
	for (size_t i = 0; i < spans.n; i++)
		take_span(p, spans.v[i]);
}

static void
take_text(struct painter *p, struct text text)
{
	for (size_t i = 0; i < text.n; i++)
		take_str(p, text.v[i].text, text.v[i].pos);
}

static void
take_texts(struct painter *p, struct texts texts)
{
	for (size_t i = 0; i < texts.n; i++)
		take_text(p, texts.v[i]);
}

static void
take_table(struct painter *p, const struct table *table)
{
	take_text(p, table->caption);
	take_text(p, table->unit);
	for (size_t i = 0; i < (size_t)table->rows * table->columns; i++)
		take_texts(p, table->cells[i].paragraphs);
}

static void
take_blocks(struct painter *p, struct blocks blocks)
{
	for (size_t i = 0; i < blocks.n; i++) {
		const struct block *block = &blocks.v[i];

		take_span(p, block->ordinal);
		take_text(p, block->text);
		if (block->table != NULL)
			take_table(p, block->table);
	}
}

static void
take_document(struct painter *p, const struct document *d, unsigned depth)
{
	const struct span spans[] = { d->copy_number, d->secrecy, d->urgency,
	    d->mark_tail, d->number, d->date, d->acting, d->printer,
	    d->print_date, d->copies, d->subject_words };
	const struct text texts[] = { d->title, d->recipients, d->report_to,
	    d->send_to, d->cc };

	for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++)
		take_span(p, spans[i]);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		take_text(p, texts[i]);
	take_spans(p, d->marks);
	take_spans(p, d->signers);
	take_spans(p, d->signatures);
	take_spans(p, d->comments);
	take_texts(p, d->contacts);
	take_texts(p, d->remarks);
	take_blocks(p, d->body);
	for (size_t i = 0; i < d->note.n; i++) {
		take_span(p, d->note.v[i].ordinal);
		take_text(p, d->note.v[i].name);
	}
	for (size_t i = 0; i < d->attachments.n; i++) {
		const struct attachment *page = &d->attachments.v[i];

		take_span(p, page->mark);
		p->again = true;	/* it is the note's */
		take_text(p, page->listed);
		p->again = false;
		if (page->document != NULL && depth < DEPTH_MAX)
			take_document(p, page->document, depth + 1);
	}
}

/* What nobody has taken and no repair names. */
static void
find_lost(struct painter *p)
{
	size_t at = p->from;

	while (at < p->text.n) {
		size_t here = at;

		if (p->taken[at] == TAKEN) {
			const unsigned char *next = memchr(p->taken + at,
			    FREE, p->text.n - at);

			at = next == NULL ? p->text.n :
			    (size_t)(next - p->taken);
			continue;
		}
		if (!is_blank(char_next(p->text, &at))) {
			fail(p, FINDING_TEXT_LOST, here, "文字有遗漏",
			    "text is lost");
			return;
		}
	}
}

int
integrity_check(struct arena *arena, const struct document *document,
    uint32_t file, size_t from, struct findings *findings)
{
	struct painter p = { .findings = findings, .file = file,
	    .text = text_of(findings, file), .from = from };

	p.taken = arena_alloc(arena, p.text.n + 1);
	take_document(&p, document, 0);
	for (size_t i = 0; i < document->repairs.n; i++) {
		const struct repair *repair = &document->repairs.v[i];

		if (repair->pos.file == file && repair->length <=
		    p.text.n - repair->pos.offset)
			take(&p, repair->pos.offset,
			    (size_t)repair->pos.offset + repair->length);
	}
	find_lost(&p);
	return p.failed ? -1 : 0;
}
