/*
 * Every character of the source against the model, both walked in order of
 * places; the first that differs is told.
 */
#include "integrity.h"

#include "../text/chars.h"
#include "../text/decode.h"
#include "walk.h"

/* What is known of each byte of the text. */
enum { FREE, TAKEN };

/* Characters of a text that a message shows. */
#define SHOWN	16

struct painter {
	struct walker walker;		/* first: it is given to take_text */
	struct findings *findings;
	uint32_t file;
	struct str text;
	size_t from;
	unsigned char *taken;		/* by byte */
	unsigned char *marks;		/* by byte: it is a mark, no text */
	bool again;			/* may be taken a second time */
	bool failed;
};

static void
fail(struct painter *p, enum finding_id id, size_t at, const char *zh,
    const char *en)
{
	struct str s = char_head(str_from(p->text, at), SHOWN);

	if (!p->failed)
		finding_add(p->findings, id,
		    ((struct pos){ p->file, (uint32_t)at }),
		    "核对文字：从“%.*s”起%s；没有生成文件，请报告这个问题",
		    "check of the text: from “%.*s” on %s; no file was made, "
		    "please report this", STR_ARG(s),
		    p->findings->language == LANGUAGE_EN ? en : zh);
	p->failed = true;
}

/* The bytes FROM..TO are in the model. */
static void
take(struct painter *p, size_t from, size_t to)
{
	if (!p->again && memchr(p->taken + from, TAKEN, to - from) != NULL)
		fail(p, FINDING_TEXT_TWICE, from, "文字用了两次",
		    "the text was used twice");
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

		if (char_is_blank(c))
			continue;
		do {
			from = at;
			there = char_next(p->text, &at);
		} while (there != 0 && (char_is_blank(there) ||
		    p->marks[from] != FREE));
		if (there != c) {
			fail(p, FINDING_TEXT_CHANGED, pos.offset,
			    "文字有改动", "the text was changed");
			return;
		}
		take(p, from, at);
	}
}

static void
take_text(struct walker *walker, enum role role, struct span span)
{
	struct painter *p = (struct painter *)walker;

	p->again = role == ROLE_LISTED;
	take_str(p, span.text, span.pos);
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
		if (!char_is_blank(char_next(p->text, &at))) {
			fail(p, FINDING_TEXT_LOST, here, "文字有遗漏",
			    "text is lost");
			return;
		}
	}
}

int
integrity_check(const struct document *document, uint32_t file, size_t from,
    struct findings *findings)
{
	struct arena own = ARENA_INIT;
	struct painter p = { .walker.text = take_text, .findings = findings,
	    .file = file, .text = text_of(findings, file), .from = from };

	p.taken = arena_alloc(&own, p.text.n + 1);
	p.marks = arena_alloc(&own, p.text.n + 1);
	EACH(const struct repair, repair, document->repairs) {
		if (repair->kind == REPAIR_MARKUP && repair->pos.file ==
		    file && repair->length <= p.text.n - repair->pos.offset)
			memset(p.marks + repair->pos.offset, TAKEN,
			    repair->length);
	}
	document_walk(document, &p.walker);
	p.again = false;
	EACH(const struct repair, repair, document->repairs) {
		if (repair->pos.file == file && repair->length <=
		    p.text.n - repair->pos.offset)
			take(&p, repair->pos.offset,
			    (size_t)repair->pos.offset + repair->length);
	}
	find_lost(&p);
	arena_release(&own);
	return p.failed ? -1 : 0;
}
