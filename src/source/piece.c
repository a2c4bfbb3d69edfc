/*
 * Pieces of a line: what of its words goes into the model, with the places it
 * stands at, and what is left out, which is told.  In: a line and a part of its
 * text.  Out: a text, a span, or a repair in the list of what was dropped.
 */
#include "build.h"

#include "../text/chars.h"

struct text
text_of_part(struct builder *b, const struct line *line, struct str s)
{
	size_t from;

	s = words_trim(s);
	from = (size_t)(s.p - line->text.p);
	return text_part(b->arena, line->runs, from, from + s.n);
}

void
drop(struct builder *b, const struct line *line, enum repair_kind kind,
    struct str s)
{
	struct text text = text_of_part(b, line, s);

	for (size_t i = 0; i < text.n; i++)
		if (text.v[i].text.n > 0)
			*VEC_ADD(b->arena, &b->dropped.list) =
			    (struct repair){ kind, text.v[i].pos,
			    (uint32_t)text.v[i].text.n };
}

struct span
span_of(const struct line *line, struct str s)
{
	return line_span(line, words_trim(s));
}

struct str
after_key(struct builder *b, const struct line *line, enum repair_kind kind)
{
	drop(b, line, kind, str_slice(line->text, 0, line->key));
	return str_from(line->text, line->key);
}

struct str
inside_brackets(struct builder *b, const struct line *line, struct str s)
{
	size_t from = 0, to;
	uint32_t open, close;

	s = words_trim(s);
	to = s.n;
	open = char_next(s, &from);
	close = char_before(s, &to);
	if (!((open == '(' || open == U'（' || open == '[' ||
	    open == U'【' || open == U'〔') && (close == ')' ||
	    close == U'）' || close == ']' || close == U'】' ||
	    close == U'〕')) || from >= to)
		return s;
	drop(b, line, REPAIR_MARK, str_slice(s, 0, from));
	drop(b, line, REPAIR_MARK, str_from(s, to));
	return str_slice(s, from, to);
}

struct str
bare(struct builder *b, struct text text)
{
	struct str s = text_squeeze(b->arena,
	    text_join(b->arena, text, STR_NONE));

	if (str_starts(s, STR("《")) && str_ends(s, STR("》")))
		s = str_slice(s, STR("《").n, s.n - STR("》").n);
	return s;
}
