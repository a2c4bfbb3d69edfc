/*
 * Two documents → a finding for each difference: matched pieces that say
 * something else, and pieces that only one of them has.
 */
#include "compare.h"

#include "../text/chars.h"
#include "../text/ordinal.h"
#include "piece.h"

/* --- pieces as words -------------------------------------------------- */

/*
 * Blanks as one, for how many there are is layout: a line to fill in is spread
 * over the page.  In a cell only those that part Latin words.
 */
static struct str
spaced_once(struct arena *arena, struct str s, bool cell)
{
	struct buf out = { 0 };
	bool blank = false, latin = false;

	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t c = char_next(s, &at);

		if (char_is_space(c)) {
			blank = true;
			continue;
		}
		if (blank && (!cell || (latin && char_is_ascii_alnum(c))))
			buf_byte(&out, ' ');
		blank = false;
		latin = char_is_ascii_alnum(c);
		buf_str(&out, str_slice(s, from, at));
	}
	return buf_take(arena, &out);
}

/* The 2. of an attachment's name that is made from where it stands. */
static size_t
ordinal_bytes(const struct piece *piece)
{
	struct str first = piece->runs.n < 2 || !piece->note ? STR_NONE :
	    piece->runs.v[0].text;

	return first.n > 0 && ordinal_parse(first).length == first.n ?
	    first.n : 0;
}

/* Lines of one cell are one piece: a source has them in one paragraph. */
static struct pieces
word_pieces(struct arena *arena, const struct document *document)
{
	struct pieces all = pieces_of(arena, document);
	size_t n = 0;

	for (size_t i = 0; i < all.n; i++) {
		struct piece piece = all.v[i], *last = n > 0 ? &all.v[n - 1] :
		    NULL;

		piece.text = spaced_once(arena, str_trim(str_from(piece.text,
		    ordinal_bytes(&piece))), piece.row > 0);
		if (last == NULL || piece.row == 0 || last->row != piece.row ||
		    last->column != piece.column || last->block != piece.block)
			all.v[n++] = piece;
		else
			last->text = str_cat(arena, last->text, piece.text);
	}
	return (struct pieces){ all.v, n };
}

/* --- what became of them ---------------------------------------------- */

struct comparison {
	struct arena *arena;
	struct findings *findings;
	struct pieces old, new;
	size_t count;
	const struct block *table;	/* the last whose columns were told */
};

static void
tell_changed(struct comparison *c, const struct piece *old,
    const struct piece *new)
{
	struct edits edits = text_edits(c->arena, old->text, new->text);
	size_t from = edits.v[0].from, to = edits.v[edits.n - 1].to;
	size_t behind = old->text.n - to;

	c->count++;
	finding_add(c->findings, FINDING_CHANGED, piece_pos(new),
	    "%.*s：“%.*s”改成了“%.*s”", "%.*s: “%.*s” became “%.*s”",
	    STR_ARG(piece_name(c->arena, new, c->findings->language)),
	    STR_ARG(piece_around(c->arena, old->text, from, to)),
	    STR_ARG(piece_around(c->arena, new->text, from,
	    new->text.n - behind)));
}

static void
tell_one(struct comparison *c, const struct piece *piece, bool added,
    struct pos pos)
{
	c->count++;
	finding_add(c->findings, added ? FINDING_ADDED : FINDING_REMOVED, pos,
	    added ? "%.*s：多了“%.*s”" : "%.*s：少了“%.*s”",
	    added ? "%.*s: “%.*s” is new" : "%.*s: “%.*s” is gone",
	    STR_ARG(piece_name(c->arena, piece, c->findings->language)),
	    STR_ARG(piece_around(c->arena, piece->text, 0, piece->text.n)));
}

/* A column without words is no piece that came or went. */
static void
tell_columns(struct comparison *c, const struct piece *old,
    const struct piece *new)
{
	if (!pieces_columns_differ(old, new) || c->table == old->block)
		return;
	c->table = old->block;
	c->count++;
	finding_add(c->findings, FINDING_CHANGED, piece_pos(new),
	    "表格：%u列改成了%u列", "table: %u columns became %u",
	    old->block->table->columns, new->block->table->columns);
}

size_t
compare_documents(struct arena *arena, const struct document *old,
    const struct document *new, struct findings *findings)
{
	struct comparison c = { arena, findings, word_pieces(arena, old),
	    word_pieces(arena, new), 0, NULL };
	const size_t *other = pieces_match(arena, c.old, c.new);
	size_t at = 0;

	for (size_t i = 0; i <= c.old.n; i++) {
		size_t end = i < c.old.n ? other[i] : c.new.n;

		if (end == SIZE_MAX) {
			tell_one(&c, &c.old.v[i], false, at < c.new.n ?
			    piece_pos(&c.new.v[at]) : POS_NONE);
			continue;
		}
		for (; at < end; at++)
			tell_one(&c, &c.new.v[at], true,
			    piece_pos(&c.new.v[at]));
		if (i < c.old.n)
			tell_columns(&c, &c.old.v[i], &c.new.v[at]);
		if (i < c.old.n && !str_eq(c.old.v[i].text, c.new.v[at].text))
			tell_changed(&c, &c.old.v[i], &c.new.v[at]);
		at++;
	}
	return c.count;
}
