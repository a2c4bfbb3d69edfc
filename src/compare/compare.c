/*
 * Two documents → a finding for each difference: matched pieces that say
 * something else, and pieces that only one of them has.
 */
#include "compare.h"

#include "piece.h"

struct comparison {
	struct arena *arena;
	struct findings *findings;
	struct pieces old, new;
	size_t count;
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

size_t
compare_documents(struct arena *arena, const struct document *old,
    const struct document *new, struct findings *findings)
{
	struct comparison c = { arena, findings, pieces_of(arena, old),
	    pieces_of(arena, new), 0 };
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
		if (i < c.old.n && !str_eq(c.old.v[i].text, c.new.v[at].text))
			tell_changed(&c, &c.old.v[i], &c.new.v[at]);
		at++;
	}
	return c.count;
}
