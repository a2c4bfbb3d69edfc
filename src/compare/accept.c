/*
 * What somebody changed in a DOCX → fixes of the source it was made of.  Three
 * lists of pieces: as built, as returned, as the source has them now.  An edit
 * is taken where the source still says what was built, and its bytes stand
 * there as they are (place.c); a paragraph or a row where its line is it
 * alone.  Read it from accept_changes.
 */
#include "compare.h"

#include "../base/budget.h"
#include "../document/element.h"
#include "../text/chars.h"
#include "../text/date.h"
#include "../text/decode.h"
#include "place.h"

/* Shorter texts, in bytes, stand anywhere. */
#define TELLING		12

struct accepting {
	struct arena *arena;
	struct findings *findings;
	struct pieces built, returned, source;
	size_t *back;			/* built → returned */
	size_t *came;			/* returned → built */
	size_t *now;			/* built → source */
	const struct piece **places;	/* returned → source, or before it */
	size_t cursor;			/* the piece remarked on last */
	struct buf keys;		/* lines for the front matter */
	const struct piece *key;	/* the last of them */
	struct acceptance result;
};

static struct str
name_of(const struct accepting *a, const struct piece *piece)
{
	return piece_name(a->arena, piece, a->findings->language);
}

/* The cells of a row, for who reads it. */
static struct str
row_words(const struct accepting *a, struct pieces pieces, size_t from,
    size_t to)
{
	return str_replace(a->arena, pieces_join(a->arena, pieces, from, to),
	    STR("\t"), STR(" | "));
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
    const struct piece *source, const char *zh, const char *en, struct str said)
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

/* Is it what was built, word for word? */
static bool
is_kept(const struct accepting *a, size_t returned)
{
	return a->came[returned] != SIZE_MAX && str_eq(a->built.v[
	    a->came[returned]].text, a->returned.v[returned].text);
}

/* A paragraph of the body, or of an enclosure's. */
static bool
is_paragraph(const struct piece *piece)
{
	return piece->element == NULL && piece->row == 0 && !piece->note &&
	    piece->block != NULL;
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
		if (!is_kept(a, i) && (str_has(a->returned.v[i].text, text) ||
		    budget_spent(a->arena, a->findings, POS_NONE, 10)))
			return true;
	return false;
}

/* --- changes ---------------------------------------------------------- */

/* Bytes at the head of a source's text that are no number of the program's. */
static size_t
given_number(const struct piece *source)
{
	size_t n = 0;

	for (size_t i = 0; i < source->runs.n &&
	    source->runs.v[i].pos.file == 0; i++)
		n += source->runs.v[i].text.n;
	return n > source->lead ? n - source->lead : 0;
}

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
	if (place_bytes(a->findings, source, v[0].from - shift,
	    last->to - shift, &places[0])) {
		v[0].text = str_slice(returned, v[0].from, returned.n - behind);
		edits->n = 1;
		return place_is_plain(v[0].text);
	}
	for (size_t i = 0; i < edits->n; i++)
		if (!place_is_plain(v[i].text) || !place_bytes(a->findings,
		    source, v[i].from - shift, v[i].to - shift, &places[i]))
			return false;
	return true;
}

/* 2026-06-14 in the source is 2026年6月14日 where it was built. */
static bool
change_date(struct accepting *a, const struct piece *built,
    struct str returned, const struct piece *source)
{
	struct stretch place;
	struct date new;
	struct str text;

	if (!date_parse(returned, &new, NULL) || new.day == 0 ||
	    !str_eq(text = date_format(a->arena, new), returned) ||
	    !str_eq(source->text, built->text) ||
	    !place_date(a->findings, source, &place))
		return false;
	if (str_has(str_slice(text_of(a->findings, place.pos.file),
	    place.pos.offset, place.pos.offset + place.length), STR("-")))
		text = str_format(a->arena, "%04d-%02d-%02d", new.year,
		    new.month, new.day);
	take(a, built, place, text, "改成了", "became", returned);
	return true;
}

static void
change(struct accepting *a, const struct piece *built, struct str returned,
    const struct piece *source)
{
	struct edits edits = text_edits(a->arena, built->text, returned);
	struct stretch *places = NEW_ARRAY(a->arena, struct stretch,
	    edits.n + 1);
	/* The program may have put words around it: 抄送 ends in 。 */
	size_t shift = source == NULL ? SIZE_MAX : str_find(built->text,
	    source->text, 0);

	if (source != NULL && str_has(returned, source->text) &&
	    shift == SIZE_MAX)
		return;
	/* A number that follows from those above it: see command/accept.c. */
	while (shift == 0 && edits.n > 0 && edits.v[0].to <=
	    given_number(source)) {
		edits.v++;
		edits.n--;
	}
	if (edits.n == 0)
		return;
	if (shift == SIZE_MAX || !find_edits(a, source, shift, built,
	    returned, &edits, places)) {
		if (source == NULL || built->element == NULL ||
		    built->element->form != FORM_DATE ||
		    !change_date(a, built, returned, source))
			leave(a, built, source, "是", "it says", returned);
		return;
	}
	for (size_t i = 0; i < edits.n; i++)
		take(a, built, places[i], edits.v[i].text, "改成了",
		    "became", piece_around(a->arena, returned,
		    (size_t)(edits.v[i].text.p - returned.p),
		    (size_t)(edits.v[i].text.p - returned.p) +
		    edits.v[i].text.n));
}

/* --- paragraphs ------------------------------------------------------- */

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

/* Can the line of this piece go, if its words are nowhere else? */
static bool
can_drop(struct accepting *a, const struct piece *built,
    const struct piece *source, struct stretch *lines)
{
	if (source == NULL || built->row > 0 || built->note ||
	    !str_eq(source->text, built->text) ||
	    !place_lines(a->findings, source, lines) ||
	    !place_is_alone(a->arena, a->findings, source, lines))
		return false;
	return built->element == NULL || (built->page == NULL &&
	    built->element->form != FORM_TITLE);
}

/* Can it stand behind the piece that it follows? */
static bool
can_add(struct accepting *a, size_t returned, struct stretch *lines)
{
	const struct piece *added = &a->returned.v[returned];
	const struct piece *anchor = a->places[returned];

	return may_follow(anchor, added) && place_is_plain(added->text) &&
	    place_lines(a->findings, anchor, lines);
}

/* Did the paragraph go from where it was built to where it came back? */
static bool
is_move(struct accepting *a, size_t built, size_t returned)
{
	const struct piece *old = &a->built.v[built];
	const struct piece *new = &a->returned.v[returned];
	struct stretch lines;

	return is_gone(a, built) && a->came[returned] == SIZE_MAX &&
	    is_paragraph(old) && is_paragraph(new) &&
	    (old->page == NULL) == (new->page == NULL) &&
	    str_eq(old->text, new->text) && a->now[built] != SIZE_MAX &&
	    can_drop(a, old, &a->source.v[a->now[built]], &lines) &&
	    can_add(a, returned, &lines);
}

static bool
has_moved(struct accepting *a, size_t built)
{
	for (size_t i = 0; i < a->returned.n; i++)
		if (is_move(a, built, i))
			return true;
	return false;
}

static bool
has_come(struct accepting *a, size_t returned)
{
	for (size_t i = 0; i < a->built.n; i++)
		if (is_move(a, i, returned))
			return true;
	return false;
}

static void
drop(struct accepting *a, size_t at, const struct piece *source)
{
	const struct piece *built = &a->built.v[at];
	struct stretch lines;

	if (source == NULL)
		return;		/* gone there too */
	if (!can_drop(a, built, source, &lines) || (!has_moved(a, at) &&
	    is_elsewhere(a, built->text))) {
		leave(a, built, source, "没有", "there is no", built->text);
		return;
	}
	place_take_end(a->findings, &lines);
	take(a, built, lines, STR_NONE, "删去", "without", built->text);
}

/*
 * Paragraph AT came back with the one below it, which is gone, at its end: the
 * blanks between them go.
 */
static bool
join(struct accepting *a, size_t at)
{
	const struct piece *first = &a->built.v[at], *second = first + 1;
	struct str text = a->returned.v[a->back[at]].text;
	const struct piece *above, *below;
	struct stretch from, to;

	if (at + 1 >= a->built.n || !is_gone(a, at + 1) ||
	    a->now[at] == SIZE_MAX || a->now[at + 1] == SIZE_MAX ||
	    !is_paragraph(first) || !is_paragraph(second) ||
	    first->page != second->page || text.n <= second->text.n ||
	    !str_ends(text, second->text))
		return false;
	above = &a->source.v[a->now[at]];
	below = &a->source.v[a->now[at + 1]];
	if (!str_eq(above->text, first->text) ||
	    !str_eq(below->text, second->text) ||
	    !place_bytes(a->findings, above, above->text.n, above->text.n,
	    &from) || !place_bytes(a->findings, below, 0, 0, &to) ||
	    from.pos.file != to.pos.file || from.pos.offset > to.pos.offset)
		return false;
	from.length = to.pos.offset - from.pos.offset;
	if (str_trim(str_slice(text_of(a->findings, from.pos.file),
	    from.pos.offset, to.pos.offset)).n > 0)
		return false;
	take(a, second, from, STR_NONE, "并入上一段", "joined to the one "
	    "above", second->text);
	text.n -= second->text.n;
	if (!str_eq(first->text, text))
		change(a, first, text, above);
	return true;
}

/* --- rows of tables ---------------------------------------------------- */

/* The pieces FROM..TO of what was built, a whole row, are gone. */
static void
drop_row(struct accepting *a, size_t from, size_t to)
{
	struct piece row = a->built.v[from];
	const struct table *table = row.block->table;
	size_t first = a->now[from];
	struct row_place place;
	bool certain = row.row > table->header_rows;

	row.column = 0;
	row.text = pieces_join(a->arena, a->built, from, to);
	for (size_t i = from; i < to; i++)
		certain &= first != SIZE_MAX && a->now[i] == first + i - from;
	if (first == SIZE_MAX)
		return;		/* gone there too */
	if (!certain || pieces_row_end(a->source, first) != first + to -
	    from || !str_eq(row.text, pieces_join(a->arena, a->source, first,
	    first + to - from)) || !place_row(a->arena, a->findings,
	    a->source, first, first + to - from, &place) || place.head ||
	    place.merged) {
		leave(a, &a->built.v[from], &a->source.v[first], "没有",
		    "there is no", row_words(a, a->built, from, to));
		return;
	}
	place_take_end(a->findings, &place.lines);
	take(a, &row, place.lines, STR_NONE, "删去", "without",
	    row_words(a, a->built, from, to));
}

/* The whole rows in FROM..TO of what came back, below that of ANCHOR. */
static void
add_rows(struct accepting *a, size_t from, size_t to,
    const struct piece *anchor)
{
	struct piece named = a->returned.v[from];
	struct row_place place = { .columns = 0 };
	struct stretch where = { POS_NONE, 0 };
	struct buf text = { 0 }, said = { 0 };
	bool certain = anchor != NULL && anchor->row > 0;
	size_t first = certain ? (size_t)(anchor - a->source.v) : 0;

	while (certain && first > 0 && pieces_row_end(a->source, first - 1) >
	    first)
		first--;
	certain = certain && place_row(a->arena, a->findings, a->source,
	    first, pieces_row_end(a->source, first), &place);
	for (size_t i = from, end; i < to; i = end) {
		struct str row = STR_NONE, words;

		end = pieces_row_end(a->returned, i);
		words = row_words(a, a->returned, i, end);
		if (certain)
			row = place_new_row(a->arena, &place,
			    a->returned.v[i].block->table,
			    a->returned.v[i].row);
		if (row.n == 0) {
			leave(a, &a->returned.v[i], anchor, "多了",
			    "there is also", words);
			continue;
		}
		buf_str(&text, row);
		buf_format(&said, "%s%.*s", said.n > 0 ? "；" : "",
		    STR_ARG(words));
	}
	/* One fix for all: they have one place. */
	named.column = 0;
	if (text.n > 0) {
		where.pos = place_below(a->findings, &place);
		take(a, &named, where, buf_view(&text), "增加", "also",
		    buf_take(a->arena, &said));
	}
	buf_release(&text);
	buf_release(&said);
}

/* The only line of its cell? */
static bool
is_cell(struct pieces pieces, size_t i)
{
	const struct piece *v = &pieces.v[i];

	return (i == 0 || v[-1].block != v->block || v[-1].row != v->row ||
	    v[-1].column != v->column) && (i + 1 == pieces.n ||
	    v[1].block != v->block || v[1].row != v->row ||
	    v[1].column != v->column);
}

/* What was in a cell is gone, and the cell is not. */
static void
empty_cell(struct accepting *a, const struct piece *built,
    const struct piece *source)
{
	struct stretch place;

	if (source == NULL)
		return;
	if (!is_cell(a->source, (size_t)(source - a->source.v)) ||
	    !str_eq(source->text, built->text) || !place_bytes(a->findings,
	    source, 0, source->text.n, &place)) {
		leave(a, built, source, "没有", "there is no", built->text);
		return;
	}
	take(a, built, place, STR_NONE, "删去", "without", built->text);
}

/* The source's cell that was blank and now says something. */
static const struct cell *
blank_cell(struct accepting *a, size_t at)
{
	const struct piece *added = &a->returned.v[at];
	size_t from = at;

	while (from > 0 && pieces_row_end(a->returned, from - 1) > from)
		from--;
	for (size_t i = from; i < pieces_row_end(a->returned, from); i++) {
		const struct piece *beside = a->came[i] == SIZE_MAX ||
		    a->now[a->came[i]] == SIZE_MAX ? NULL :
		    &a->source.v[a->now[a->came[i]]];
		const struct table *table;
		const struct cell *cell;

		if (beside == NULL || beside->row == 0)
			continue;
		table = beside->block->table;
		cell = &table->cells[(size_t)(beside->row - 1) *
		    table->columns + added->column - 1];
		if (added->column > table->columns || cell->covered)
			return NULL;
		for (size_t k = 0; k < cell->paragraphs.n; k++)
			if (str_trim(text_join(a->arena,
			    cell->paragraphs.v[k], STR_NONE)).n > 0)
				return NULL;
		return cell;
	}
	return NULL;
}

static void
fill_cell(struct accepting *a, size_t at, const struct piece *anchor)
{
	const struct piece *added = &a->returned.v[at];
	const struct cell *cell = is_cell(a->returned, at) ?
	    blank_cell(a, at) : NULL;
	struct stretch place = { POS_NONE, 0 };
	struct str text, before;

	if (cell != NULL && cell->pos.file != 0 &&
	    cell->pos.offset != OFFSET_NONE && place_is_plain(added->text)) {
		text = text_of(a->findings, cell->pos.file);
		before = str_trim_right(str_slice(text, 0, cell->pos.offset));
		while (cell->pos.offset + place.length < text.n &&
		    text.p[cell->pos.offset + place.length] == ' ')
			place.length++;
		if (str_ends(before, STR("|"))) {
			place.pos.file = cell->pos.file;
			place.pos.offset = (uint32_t)before.n;
			place.length += cell->pos.offset - before.n;
		}
	}
	if (place.pos.file == 0 || (text.p[place.pos.offset + place.length] !=
	    '|' && text.p[place.pos.offset + place.length] != '{')) {
		leave(a, added, anchor, "多了", "there is also", added->text);
		return;
	}
	take(a, added, place, str_format(a->arena, " %.*s ",
	    STR_ARG(added->text)), "填上", "filled in", added->text);
}

/* --- what is new ------------------------------------------------------- */

/* A key that the front matter has not. */
static bool
add_key(struct accepting *a, size_t at)
{
	const struct piece *added = &a->returned.v[at];
	const char *names = added->element->names;
	struct str key;

	if (added->page != NULL || added->element->form == FORM_NONE ||
	    added->element->form == FORM_TITLE ||
	    !place_is_plain(added->text) || str_has_one(added->text, ": | #") ||
	    char_place(STR("\"'[!%@-"), (unsigned char)added->text.p[0]) >= 0 ||
	    !element_name(&names, &key) || has_gone(a, added->text))
		return false;
	for (size_t i = 0; i < a->source.n; i++)
		if (a->source.v[i].element == added->element &&
		    a->source.v[i].page == NULL)
			return false;
	for (size_t i = 0; i < a->returned.n; i++)
		if (i != at && a->returned.v[i].element == added->element)
			return false;
	buf_format(&a->keys, "%.*s: %.*s\n", STR_ARG(key),
	    STR_ARG(added->text));
	a->key = added;
	return true;
}

/* The file of the source itself. */
static uint32_t
source_file(const struct accepting *a)
{
	EACH(const struct piece, piece, a->source)
		if (piece_pos(piece).file != 0)
			return piece_pos(piece).file;
	return 0;
}

static void
add_keys(struct accepting *a)
{
	struct stretch place = { POS_NONE, 0 };
	struct str lines = buf_take(a->arena, &a->keys);

	if (lines.n == 0)
		return;
	place_front_end(a->findings, source_file(a), &place.pos);
	take(a, a->key, place, lines, "增加", "also", str_trim(lines));
}

/* The marks of a heading that stands alone. */
static const char *
marks_of(const struct piece *added)
{
	static const char *const marks[] = { "", "## ", "### ", "#### ",
		"##### " };

	return added->block == NULL || added->block->kind != BLOCK_HEADING ||
	    added->block->topic != added->block->text.n ||
	    added->block->level < 1 || added->block->level > 4 ? "" :
	    marks[added->block->level];
}

static void
add_paragraph(struct accepting *a, size_t at, const struct piece *anchor,
    struct buf *text, struct stretch *place)
{
	const struct piece *added = &a->returned.v[at];
	struct stretch lines;
	struct pos front;

	if (added->element != NULL && source_file(a) != 0 &&
	    place_front_end(a->findings, source_file(a), &front) &&
	    add_key(a, at))
		return;
	if (!can_add(a, at, &lines) || (has_gone(a, added->text) &&
	    !has_come(a, at))) {
		leave(a, added, anchor, "多了", "there is also", added->text);
		return;
	}
	*place = lines;
	if (place_is_markdown(a->findings, lines.pos.file))
		buf_format(text, "\n\n%s%.*s", marks_of(added),
		    STR_ARG(added->text));
	else
		buf_format(text, "\n　　%.*s", STR_ARG(added->text));
}

/* Is the row that piece AT begins wholly new, and ends before TO? */
static bool
is_new_row(const struct accepting *a, size_t at, size_t to)
{
	return a->returned.v[at].row > 0 && (at == 0 || pieces_row_end(
	    a->returned, at - 1) <= at) && pieces_row_end(a->returned, at) <=
	    to;
}

/* The pieces FROM..TO of what came back, which follow ANCHOR of the source. */
static void
add(struct accepting *a, size_t from, size_t to, const struct piece *anchor)
{
	struct stretch place = { POS_NONE, 0 };
	struct buf text = { 0 };

	for (size_t i = from, end; i < to; i = end) {
		end = i + 1;
		if (a->returned.v[i].row == 0) {
			add_paragraph(a, i, anchor, &text, &place);
			continue;
		}
		for (end = i; end < to && is_new_row(a, end, to);)
			end = pieces_row_end(a->returned, end);
		if (end > i) {
			add_rows(a, i, end, anchor);
			continue;
		}
		fill_cell(a, i, anchor);
		end = i + 1;
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
	    place_lines(a->findings, piece, &lines) &&
	    !str_has(said, STR("--"));

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

/* Is the whole row of piece AT of what was built gone? */
static bool
is_row_gone(const struct accepting *a, size_t at, size_t *end)
{
	if (a->built.v[at].row == 0)
		return false;
	*end = pieces_row_end(a->built, at);
	while (at > 0 && pieces_row_end(a->built, at - 1) > at)
		at--;
	for (; at < *end; at++)
		if (!is_gone(a, at))
			return false;
	return true;
}

/* Are A and B of one table, or PAGE, of one attachment? */
static bool
is_beside(const struct piece *a, const struct piece *b, bool page)
{
	return page ? a->page != NULL && a->page == b->page :
	    a->row > 0 && a->block == b->block;
}

/*
 * Does an attachment, or a table, begin with piece AT that is gone whole?  It
 * may have been bound apart, or nobody sent it back: nothing of it is dropped.
 * Returns where it ends, else AT.
 */
static size_t
whole_gone(struct accepting *a, size_t at, bool page)
{
	const struct piece *v = a->built.v, *now;
	size_t end = at;

	if (at > 0 && is_beside(&v[at - 1], &v[at], page))
		return at;
	while (end < a->built.n && is_beside(&v[end], &v[at], page)) {
		if (!is_gone(a, end))
			return at;
		end++;
	}
	if (end == at || a->now[at] == SIZE_MAX)
		return end;	/* gone in the source too, or none begins */
	now = &a->source.v[a->now[at]];
	a->result.left++;
	finding_add(a->findings, FINDING_NOT_ACCEPTED, piece_pos(now),
	    page ? "改过的 DOCX 里没有这个附件（另装的，或者没有送回），"
	    "稿子里的没有动；不要的请自己删" : "改过的 DOCX 里没有这张表，"
	    "稿子里的没有动；不要的请自己删",
	    page ? "the DOCX that came back has no such attachment (bound "
	    "apart, or not sent back); what the source has was left: delete it "
	    "if it should go" : "the DOCX that came back has no such table; "
	    "what the source has was left: delete it if it should go");
	return end;
}

/* What became of pieces from AT on; returns the next one to ask of. */
static size_t
take_back(struct accepting *a, size_t at)
{
	const struct piece *built = &a->built.v[at];
	const struct piece *now = a->now[at] == SIZE_MAX ? NULL :
	    &a->source.v[a->now[at]];
	size_t end;

	if ((end = whole_gone(a, at, true)) > at ||
	    (end = whole_gone(a, at, false)) > at)
		return end;
	if (is_row_gone(a, at, &end)) {
		drop_row(a, at, end);
		return end;
	}
	if (is_gone(a, at) && built->row > 0)
		empty_cell(a, built, now);
	else if (is_gone(a, at))
		drop(a, at, now);
	else if (!str_eq(built->text, a->returned.v[a->back[at]].text)) {
		if (join(a, at))
			return at + 2;
		change(a, built, a->returned.v[a->back[at]].text, now);
	}
	return at + 1;
}

/* The words of a column that came or went are taken; the column is not. */
static void
tell_columns(struct accepting *a)
{
	const struct block *told = NULL;

	for (size_t i = 0; i < a->built.n; i++) {
		const struct piece *now, *returned;

		if (is_gone(a, i) || a->now[i] == SIZE_MAX)
			continue;
		now = &a->source.v[a->now[i]];
		returned = &a->returned.v[a->back[i]];
		if (!pieces_columns_differ(now, returned) || now->block == told)
			continue;
		told = now->block;
		a->result.left++;
		finding_add(a->findings, FINDING_NOT_ACCEPTED, piece_pos(now),
		    "改过的 DOCX 里这个表格是%u列，稿子里是%u列；列没有增减，"
		    "请自己改", "the DOCX that came back has %u columns in "
		    "this table, and the source %u; none was added or taken "
		    "away, please do it", returned->block->table->columns,
		    now->block->table->columns);
	}
}

static void
find_ways(struct accepting *a)
{
	a->back = pieces_match(a->arena, a->built, a->returned);
	a->now = pieces_match(a->arena, a->built, a->source);
	a->came = NEW_ARRAY(a->arena, size_t, a->returned.n + 1);
	for (size_t i = 0; i < a->returned.n; i++)
		a->came[i] = SIZE_MAX;
	for (size_t i = 0; i < a->built.n; i++)
		if (!is_gone(a, i))
			a->came[a->back[i]] = i;
	find_places(a);
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
	size_t at = 0, next = 0;

	find_ways(&a);
	for (size_t i = 0; i <= a.built.n; i++) {
		size_t end = i < a.built.n ? a.back[i] : a.returned.n;

		if (end != SIZE_MAX) {
			if (at < end)
				add(&a, at, end, anchor);
			at = end + 1;
		}
		if (i < a.built.n && i == next)
			next = take_back(&a, i);
		if (end != SIZE_MAX && i < a.built.n)
			anchor = a.now[i] == SIZE_MAX ? NULL :
			    &a.source.v[a.now[i]];
	}
	tell_columns(&a);
	add_keys(&a);
	for (size_t i = 0; i < remarks->n; i++)
		put_remark(&a, &remarks->v[i]);
	return a.result;
}
