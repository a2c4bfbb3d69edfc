/*
 * What rules on a document ask of their subject: its text in one piece, the
 * names of a list, words; and how they offer a repair.
 */
#include "subject.h"

#include "../text/chars.h"
#include "prose.h"

struct str
subject_text(const struct subject *s, struct text text)
{
	return text_join(s->arena, text, STR_NONE);
}

void
subject_fix(const struct subject *s, struct finding *finding, struct span span,
    size_t from, size_t to, struct str text)
{
	const struct files *files = s->findings->files;
	struct str source;

	if (finding == NULL || span.pos.file == 0 ||
	    span.pos.offset == OFFSET_NONE || files == NULL)
		return;
	source = files->list.v[span.pos.file - 1].text;
	source = str_slice(source, span.pos.offset,
	    span.pos.offset + span.text.n);
	if (!str_eq(source, span.text))
		return;
	finding->fix.pos = (struct pos){ span.pos.file,
	    span.pos.offset + (uint32_t)from };
	finding->fix.length = (uint32_t)(to - from);
	finding->fix.text = str_copy(s->findings->arena, text);
}

bool
subject_name(struct str *list, struct str *name)
{
	int depth = 0;
	size_t at = 0, end;

	*list = str_trim(*list);
	if (list->n == 0)
		return false;
	for (;;) {
		uint32_t c;

		end = at;
		c = char_next(*list, &at);
		if (c == U'（' || c == '(')
			depth++;
		else if (c == U'）' || c == ')')
			depth--;
		if (c == 0 || (depth <= 0 && prose_one_of(c, "、，；。,;")))
			break;
	}
	*name = str_trim(str_slice(*list, 0, end));
	*list = str_slice(*list, at, list->n);
	return true;
}

bool
subject_date(const struct subject *s, struct str text, size_t end,
    struct date *date)
{
	size_t from = end > 40 ? end - 40 : 0, length;

	for (; from < end; from++) {		/* the longest that is a date */
		struct str piece = str_slice(text, from, end);
		bool starts = piece.p[0] >= '0' && piece.p[0] <= '9' &&
		    (from == 0 || strchr("0123456789.-/、",
		    text.p[from - 1]) == NULL);

		if (!starts)
			continue;
		if (!date_parse(piece, date, &length) || length < piece.n) {
			piece = str_format(s->arena, "%d年%.*s", s->date.year,
			    STR_ARG(piece));
			if (!date_parse(piece, date, &length) ||
			    length < piece.n)
				continue;
		}
		return date->day > 0 && date_exists(*date);
	}
	return false;
}
