/*
 * What somebody changed in a DOCX → fixes of the source it was made of.  Three
 * lists of pieces: as built, as returned, as the source has them now.  An edit
 * is taken where the source still says what was built, and its bytes stand
 * there as they are; a paragraph where the line is it alone.
 */
#include "compare.h"

#include "../base/budget.h"
#include "../text/chars.h"
#include "../text/decode.h"
#include "piece.h"

/* Shorter texts, in bytes, stand anywhere. */
#define TELLING		12

struct accepting {
	struct arena *arena;
	struct findings *findings;
	struct pieces built, returned, source;
	size_t *back;			/* built → returned */
	bool *kept;			/* returned: as it was built */
	size_t *now;			/* built → source */
	const struct piece **places;	/* returned → source */
	size_t cursor;			/* the piece remarked on last */
	struct acceptance result;
};

/* A stretch of the source's text. */
struct stretch {
	struct pos pos;
	size_t length;
};

static struct str
name_of(const struct accepting *a, const struct piece *piece)
{
	return piece_name(a->arena, piece, a->findings->language);
}

static struct pos
pos_after(struct pos pos, size_t bytes)
{
	return (struct pos){ pos.file, pos.offset + (uint32_t)bytes };
}

/* --- places ----------------------------------------------------------- */

/* Does the run stand in a text as it reads? */
static bool
is_typed(const struct accepting *a, const struct run *run)
{
	struct str text;

	if (run->pos.file == 0 || run->pos.offset == OFFSET_NONE)
		return false;
	text = text_of(a->findings, run->pos.file);
	return str_eq(str_slice(text, run->pos.offset,
	    run->pos.offset + run->text.n), run->text);
}

/* Where bytes FROM..TO of the piece's text stand, all in one run. */
static bool
find_bytes(const struct accepting *a, const struct piece *piece, size_t from,
    size_t to, struct stretch *place)
{
	size_t begin = 0;

	from += piece->lead;
	to += piece->lead;
	for (size_t i = 0; i < piece->runs.n; i++) {
		const struct run *run = &piece->runs.v[i];
		size_t end = begin + run->text.n;

		if (from >= begin && to <= end && is_typed(a, run)) {
			*place = (struct stretch){ pos_after(run->pos,
			    from - begin), to - from };
			return true;
		}
		begin = end;
	}
	return false;
}

/* The lines that hold the piece; false: not known, or in several files. */
static bool
find_lines(const struct accepting *a, const struct piece *piece,
    struct stretch *lines)
{
	const struct run *first = &piece->runs.v[0];
	const struct run *last = &piece->runs.v[piece->runs.n - 1];
	size_t from, to;
	struct str text;

	/* A number that the program gave stands nowhere. */
	while (first < last && first->pos.file == 0)
		first++;
	if (!is_typed(a, first) || !is_typed(a, last) ||
	    first->pos.file != last->pos.file)
		return false;
	text = text_of(a->findings, first->pos.file);
	from = first->pos.offset;
	to = str_find(text, STR("\n"), last->pos.offset + last->text.n);
	while (from > 0 && text.p[from - 1] != '\n')
		from--;
	*lines = (struct stretch){ { first->pos.file, (uint32_t)from },
	    (to == SIZE_MAX ? text.n : to) - from };
	return true;
}

/* Is there nothing but the piece in its lines, and marks of headings? */
static bool
is_alone(const struct accepting *a, const struct piece *piece,
    const struct stretch *lines)
{
	struct str text = text_of(a->findings, lines->pos.file);
	struct str line = str_trim(str_slice(text, lines->pos.offset,
	    lines->pos.offset + lines->length));
	struct str bare;

	while (line.n > 0 && (line.p[0] == '#' || line.p[0] == '\\'))
		line = str_slice(line, 1, line.n);
	bare = str_replace(a->arena, line, STR("**"), STR_NONE);
	return str_eq(str_trim(bare), piece->text);
}

/* Would these characters mean something in Markdown? */
static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (char_place(STR("\\`*<>|&{}\n"), (unsigned char)s.p[i]) >= 0)
			return false;
	return true;
}

/* --- what is said ----------------------------------------------------- */

static void
take(struct accepting *a, const struct piece *piece, struct stretch place,
    struct str text, const char *zh, const char *en, struct str said)
{
	struct finding *finding = finding_add(a->findings, FINDING_ACCEPTED,
	    place.pos, "%.*s：%s“%.*s”", "%.*s: %s “%.*s”",
	    STR_ARG(name_of(a, piece)),
	    a->findings->language == LANGUAGE_EN ? en : zh, STR_ARG(said));

	a->result.taken++;
	if (finding != NULL)
		finding->fix = (struct fix){ place.pos,
		    (uint32_t)place.length, str_copy(a->findings->arena,
		    text) };
}

static bool
is_built(const struct accepting *a, const struct piece *piece)
{
	return piece >= a->built.v && piece < a->built.v + a->built.n;
}

/* Of a new piece, SOURCE is the one it follows; {{…}} was not changed there. */
static void
leave(struct accepting *a, const struct piece *piece,
    const struct piece *source, const char *zh, const char *en,
    struct str said)
{
	bool english = a->findings->language == LANGUAGE_EN;
	bool moved = source != NULL && is_built(a, piece) &&
	    !str_has(source->text, STR("{{")) &&
	    !str_has(piece->text, source->text);

	a->result.left++;
	finding_add(a->findings, FINDING_NOT_ACCEPTED, source != NULL ?
	    piece_pos(source) : POS_NONE,
	    "%.*s：改过的 DOCX 里%s“%.*s”，%s，没有改；请自己改",
	    "%.*s: in the DOCX that came back %s “%.*s”; %s: nothing was "
	    "changed, please do it", STR_ARG(name_of(a, piece)),
	    english ? en : zh, STR_ARG(said), moved ? english ?
	    "the source says something else here by now" :
	    "稿子里这里也改过了" : english ?
	    "its place in the source is not certain" :
	    "稿子里的位置不能确定");
}

/* --- words that only stand elsewhere ---------------------------------- */

/* Is a piece of what was built gone? */
static bool
is_gone(const struct accepting *a, size_t built)
{
	return a->back[built] == SIZE_MAX;
}

/*
 * Does TEXT, which is new, hold what is gone from elsewhere?  Then what came
 * back was only read otherwise (a program that saved it lost a style), and
 * nothing may be concluded.
 */
static bool
has_gone(struct accepting *a, struct str text)
{
	for (size_t i = 0; i < a->built.n; i++)
		if (is_gone(a, i) && a->built.v[i].text.n >= TELLING &&
		    (str_has(text, a->built.v[i].text) ||
		    budget_spent(a->arena, a->findings, POS_NONE, 10)))
			return true;
	return false;
}

/* Is the text of a piece that is gone in a text that is new?  See piece.c. */
static bool
is_elsewhere(struct accepting *a, struct str text)
{
	if (str_ends(text, STR("。")))
		text.n -= STR("。").n;
	for (size_t i = 0; i < a->returned.n; i++)
		if (!a->kept[i] && (str_has(a->returned.v[i].text, text) ||
		    budget_spent(a->arena, a->findings, POS_NONE, 10)))
			return true;
	return false;
}

static void
find_kept(struct accepting *a)
{
	a->kept = NEW_ARRAY(a->arena, bool, a->returned.n + 1);
	for (size_t i = 0; i < a->built.n; i++)
		if (!is_gone(a, i))
			a->kept[a->back[i]] = str_eq(a->built.v[i].text,
			    a->returned.v[a->back[i]].text);
}

/* --- changes ---------------------------------------------------------- */

/*
 * The places of the edits, as one where they are in one run: a finding for a
 * change reads better than one for each of its parts.  The source's text
 * begins SHIFT bytes into what was built of it.
 */
static bool
find_edits(struct accepting *a, const struct piece *source,
    size_t shift, const struct piece *built, struct str returned,
    struct edits *edits, struct stretch *places)
{
	struct edit *v = edits->v, *last = &v[edits->n - 1];
	size_t behind = built->text.n - last->to;

	if (v[0].from < shift || last->to > shift + source->text.n)
		return false;
	for (size_t i = 0; i < edits->n; i++)
		if (has_gone(a, v[i].text))
			return false;
	if (find_bytes(a, source, v[0].from - shift, last->to - shift,
	    &places[0])) {
		v[0].text = str_slice(returned, v[0].from,
		    returned.n - behind);
		edits->n = 1;
		return is_plain(v[0].text);
	}
	for (size_t i = 0; i < edits->n; i++)
		if (!is_plain(v[i].text) || !find_bytes(a, source,
		    v[i].from - shift, v[i].to - shift, &places[i]))
			return false;
	return true;
}

static void
change(struct accepting *a, const struct piece *built,
    const struct piece *returned, const struct piece *source)
{
	struct edits edits = text_edits(a->arena, built->text,
	    returned->text);
	struct stretch *places = NEW_ARRAY(a->arena, struct stretch,
	    edits.n + 1);
	/* The program may have put words around it: 抄送 ends in 。 */
	size_t shift = source == NULL ? SIZE_MAX : str_find(built->text,
	    source->text, 0);

	if (source != NULL && str_has(returned->text, source->text) &&
	    shift == SIZE_MAX)
		return;
	if (shift == SIZE_MAX || !find_edits(a, source, shift, built,
	    returned->text, &edits, places)) {
		leave(a, built, source, "是", "it says", returned->text);
		return;
	}
	for (size_t i = 0; i < edits.n; i++)
		take(a, built, places[i], edits.v[i].text, "改成了",
		    "became", piece_around(a->arena, returned->text,
		    (size_t)(edits.v[i].text.p - returned->text.p),
		    (size_t)(edits.v[i].text.p - returned->text.p) +
		    edits.v[i].text.n));
}

static void
drop(struct accepting *a, const struct piece *built,
    const struct piece *source)
{
	struct stretch lines;
	struct str text;

	if (source == NULL)
		return;		/* gone there too */
	if (built->element != NULL || built->row > 0 || built->note ||
	    !str_eq(source->text, built->text) ||
	    !find_lines(a, source, &lines) || !is_alone(a, source, &lines) ||
	    is_elsewhere(a, built->text)) {
		leave(a, built, source, "没有", "there is no", built->text);
		return;
	}
	/* With the line end, and the blank line that parted it. */
	text = text_of(a->findings, lines.pos.file);
	for (int i = 0; i < 2 && lines.pos.offset + lines.length < text.n &&
	    text.p[lines.pos.offset + lines.length] == '\n'; i++)
		lines.length++;
	take(a, built, lines, STR_NONE, "删去", "without", built->text);
}

/* May a paragraph of its own follow this one? */
static bool
may_follow(const struct piece *anchor, const struct piece *added)
{
	return anchor != NULL && anchor->row == 0 && !anchor->note &&
	    (anchor->element == NULL ||
	    anchor->element->id == ELEMENT_recipients) &&
	    added->element == NULL && added->row == 0 && !added->note &&
	    (anchor->page == NULL) == (added->page == NULL);
}

/* The pieces FROM..TO of what came back, which follow ANCHOR of the source. */
static void
add(struct accepting *a, size_t from, size_t to, const struct piece *anchor)
{
	struct stretch place = { POS_NONE, 0 };
	struct buf text = { 0 };

	for (size_t i = from; i < to; i++) {
		const struct piece *added = &a->returned.v[i];

		if (!may_follow(anchor, added) || !is_plain(added->text) ||
		    !find_lines(a, anchor, &place) ||
		    has_gone(a, added->text)) {
			leave(a, added, anchor, "多了", "there is also",
			    added->text);
			continue;
		}
		buf_format(&text, source_is_plain(a->findings->files->
		    list.v[place.pos.file - 1].name) ? "\n　　%.*s" :
		    "\n\n%.*s", STR_ARG(added->text));
	}
	/* One fix for all: they have one place. */
	place.pos = pos_after(place.pos, place.length);
	place.length = 0;
	if (text.n > 0)
		take(a, &a->returned.v[from], place, buf_view(&text), "增加",
		    "also", str_trim(buf_view(&text)));
	buf_release(&text);
}

/* --- remarks ---------------------------------------------------------- */

/* What the pieces of what came back are in the source; NULL: nothing. */
static void
find_places(struct accepting *a)
{
	size_t at = 0;
	const struct piece *piece = NULL;

	a->places = NEW_ARRAY(a->arena, const struct piece *,
	    a->returned.n + 1);
	for (size_t i = 0; i < a->built.n; i++) {
		if (a->back[i] == SIZE_MAX)
			continue;
		/* A new piece has the place of that before it. */
		while (at < a->back[i])
			a->places[at++] = piece;
		if (a->now[i] != SIZE_MAX)
			piece = &a->source.v[a->now[i]];
		a->places[at++] = piece;
	}
	while (at < a->returned.n)
		a->places[at++] = piece;
}

/*
 * The piece of the source that a paragraph of what came back is now.  Remarks
 * come in the order of the paragraphs: each is looked for where the last was.
 */
static const struct piece *
find_paragraph(struct accepting *a, struct str paragraph)
{
	size_t n = a->returned.n;

	for (size_t k = 0; k < n; k++) {
		size_t i = (a->cursor + k) % n;

		if (k % 1000 == 999 && budget_spent(a->arena, a->findings,
		    POS_NONE, 1000))
			return NULL;
		if (str_has(paragraph, a->returned.v[i].text)) {
			a->cursor = i;
			return a->places[i];
		}
	}
	return NULL;
}

/* Below its lines, so that it is no text. */
static void
put_remark(struct accepting *a, const struct remark *remark)
{
	const struct piece *piece = find_paragraph(a, remark->paragraph);
	struct stretch lines;
	struct str said = str_format(a->arena, "%.*s%s%.*s",
	    STR_ARG(remark->author), remark->author.n > 0 ? "：" : "",
	    STR_ARG(remark->text));
	struct finding *finding;
	bool certain = piece != NULL && piece->row == 0 &&
	    find_lines(a, piece, &lines) && !str_has(said, STR("--"));

	finding = finding_add(a->findings, FINDING_REMARK, certain ?
	    lines.pos : POS_NONE, certain ? "批注“%.*s”写成了稿子里的注释" :
	    "批注“%.*s”在稿子里的位置不能确定，没有写进去", certain ?
	    "the comment “%.*s” is a remark of the source now" :
	    "the place of the comment “%.*s” in the source is not certain; "
	    "it is not there", STR_ARG(said));
	if (certain && finding != NULL)
		finding->fix = (struct fix){ pos_after(lines.pos,
		    lines.length), 0, str_format(a->findings->arena,
		    "\n\n<!-- 批注 %.*s -->", STR_ARG(said)) };
}

struct acceptance
accept_changes(struct arena *arena, const struct document *built,
    const struct document *returned, const struct document *source,
    const struct remarks *remarks, struct findings *findings)
{
	struct accepting a = { .arena = arena, .findings = findings,
	    .built = pieces_of(arena, built),
	    .returned = pieces_of(arena, returned),
	    .source = pieces_of(arena, source) };
	const struct piece *anchor = NULL;
	size_t at = 0;

	a.back = pieces_match(arena, a.built, a.returned);
	a.now = pieces_match(arena, a.built, a.source);
	find_kept(&a);
	for (size_t i = 0; i <= a.built.n; i++) {
		const struct piece *piece = &a.built.v[i], *now = NULL;
		size_t end = i < a.built.n ? a.back[i] : a.returned.n;

		if (i < a.built.n && a.now[i] != SIZE_MAX)
			now = &a.source.v[a.now[i]];
		if (end == SIZE_MAX) {
			drop(&a, piece, now);
			continue;
		}
		if (at < end)
			add(&a, at, end, anchor);
		if (i < a.built.n && !str_eq(piece->text,
		    a.returned.v[end].text))
			change(&a, piece, &a.returned.v[end], now);
		anchor = now;
		at = end + 1;
	}
	find_places(&a);
	for (size_t i = 0; i < remarks->n; i++)
		put_remark(&a, &remarks->v[i]);
	return a.result;
}
