/*
 * A document → pieces, as they are printed; two lists of them → which became
 * which.  Texts that either list has once are the fixed points, in the longest
 * order that both keep (a patience diff); between two of them what is alike is
 * matched in turn.  Read it from pieces_match.
 */
#include "piece.h"

#include "../text/chars.h"

/* Alike: so many of a hundred pairs of neighbouring characters are shared. */
#define ALIKE		45
/* How far ahead what a piece became is looked for. */
#define AHEAD		40
/* So much of a text is shown around what differs, in characters. */
#define AROUND		8
#define SHOWN_MAX	60
/* Longer texts that differ are compared by their ends alone. */
#define EDIT_CELLS	((size_t)1 << 20)

/* --- a document in pieces --------------------------------------------- */

struct collector {
	struct walker walker;		/* the first member */
	struct arena *arena;
	VEC(struct piece) pieces;
	VEC(struct run) runs;
	size_t unit;
};

static void
end_piece(struct collector *c)
{
	struct piece *last;
	struct str joined;

	if (c->pieces.n == 0)
		return;
	last = &c->pieces.v[c->pieces.n - 1];
	last->runs = (struct text){ c->runs.v, c->runs.n };
	joined = text_join(c->arena, last->runs, STR_NONE);
	last->text = str_trim(joined);
	last->lead = joined.n - str_trim_left(joined).n;
	/* 抄送 ends in one, typed or not. */
	if (last->element != NULL && str_ends(last->text, STR("。")))
		last->text.n -= strlen("。");
	if (last->text.n == 0)
		c->pieces.n--;
	memset(&c->runs, 0, sizeof(c->runs));
}

/* 令 of 青禾市人民政府令: it stands beside the name, parted from it or not. */
static bool
goes_on(const struct collector *c)
{
	return c->walker.element == &elements[ELEMENT_mark_tail] &&
	    c->pieces.n > 0 && c->pieces.v[c->pieces.n - 1].element ==
	    &elements[ELEMENT_marks];
}

static void
see_text(struct walker *w, enum role role, struct span span)
{
	struct collector *c = (struct collector *)w;

	if (role == ROLE_UNPRINTED || role == ROLE_LISTED || span.text.n == 0)
		return;
	if (c->unit != w->unit && !goes_on(c)) {
		end_piece(c);
		*VEC_ADD(c->arena, &c->pieces) = (struct piece){
		    .element = w->element, .page = w->page, .row = w->row,
		    .column = w->column, .note = w->note,
		    .block = w->block };
		c->unit = w->unit;
	}
	*VEC_ADD(c->arena, &c->runs) = (struct run){ span.text, span.pos,
	    w->flags };
}

struct pieces
pieces_of(struct arena *arena, const struct document *document)
{
	struct collector c = { .walker = { .text = see_text },
	    .arena = arena };

	document_walk(document, &c.walker);
	end_piece(&c);
	return (struct pieces){ c.pieces.v, c.pieces.n };
}

size_t
pieces_row_end(struct pieces pieces, size_t i)
{
	size_t end = i + 1;

	while (pieces.v[i].row > 0 && end < pieces.n && pieces.v[end].row ==
	    pieces.v[i].row && pieces.v[end].block == pieces.v[i].block)
		end++;
	return end;
}

struct str
pieces_join(struct arena *arena, struct pieces pieces, size_t from, size_t to)
{
	struct buf all = { 0 };

	for (size_t i = from; i < to; i++) {
		if (i > from)
			buf_byte(&all, '\t');
		buf_str(&all, pieces.v[i].text);
	}
	return buf_take(arena, &all);
}

bool
pieces_columns_differ(const struct piece *a, const struct piece *b)
{
	return a->row > 0 && b->row > 0 && a->block->table->columns !=
	    b->block->table->columns;
}

struct str
piece_name(struct arena *arena, const struct piece *piece,
    enum language language)
{
	bool english = language == LANGUAGE_EN;
	struct buf name = { 0 };

	if (piece->page != NULL)
		buf_format(&name, "%.*s ", STR_ARG(
		    piece->page->mark.text.n > 0 ? piece->page->mark.text :
		    english ? STR("enclosure") : STR("印发件")));
	if (piece->element != NULL)
		buf_str(&name, element_title(piece->element));
	else if (piece->row > 0 && piece->column == 0)
		buf_format(&name, english ? "table, row %u" : "表格第%u行",
		    piece->row);
	else if (piece->row > 0)
		buf_format(&name, english ? "table, row %u, column %u" :
		    "表格第%u行第%u列", piece->row, piece->column);
	else if (piece->note)
		buf_lit(&name, english ? "list of attachments" : "附件说明");
	else
		buf_lit(&name, english ? "text" : "正文");
	return buf_take(arena, &name);
}

/* At most SHOWN_MAX characters of S. */
static struct str
shorten(struct arena *arena, struct str s)
{
	size_t at = 0, n = 0;

	while (at < s.n && n < SHOWN_MAX) {
		char_next(s, &at);
		n++;
	}
	return at == s.n ? s : str_cat(arena, str_slice(s, 0, at), STR("…"));
}

struct str
piece_around(struct arena *arena, struct str s, size_t from, size_t to)
{
	for (int i = 0; i < AROUND && from > 0; i++)
		char_before(s, &from);
	for (int i = 0; i < AROUND && to < s.n; i++)
		char_next(s, &to);
	return shorten(arena, str_slice(s, from, to));
}

struct pos
piece_pos(const struct piece *piece)
{
	for (size_t i = 0; i < piece->runs.n; i++)
		if (piece->runs.v[i].pos.file != 0)
			return piece->runs.v[i].pos;
	return POS_NONE;
}

/* --- fixed points ----------------------------------------------------- */

/* Where a text stands in the old list and in the new, from 1; several: MANY. */
struct places {
	size_t old, new;
};

#define MANY	SIZE_MAX

/* OTHER[i]: the piece of NEW that alone has the text of OLD's I alone. */
static void
find_unique(struct arena *arena, struct pieces old, struct pieces new,
    size_t *other)
{
	struct places *v = NEW_ARRAY(arena, struct places, old.n + new.n);
	struct str_index texts = { 0 };

	for (size_t i = 0; i < old.n + new.n; i++) {
		bool is_old = i < old.n;
		size_t at = is_old ? i : i - old.n, *number = str_number(arena,
		    &texts, is_old ? old.v[at].text : new.v[at].text), *place;

		*number = *number > 0 ? *number : texts.n;
		place = is_old ? &v[*number - 1].old : &v[*number - 1].new;
		*place = *place == 0 ? at + 1 : MANY;
	}
	for (size_t i = 0; i < texts.n; i++)
		if (v[i].old > 0 && v[i].old != MANY && v[i].new > 0 &&
		    v[i].new != MANY)
			other[v[i].old - 1] = v[i].new - 1;
}

/* Leave of OTHER the longest series that rises. */
static void
keep_rising(struct arena *arena, size_t *other, size_t n)
{
	size_t *tails = NEW_ARRAY(arena, size_t, n + 1), length = 0;
	size_t *before = NEW_ARRAY(arena, size_t, n + 1);
	size_t at;

	for (size_t i = 0; i < n; i++) {
		size_t low = 0, high = length;

		if (other[i] == SIZE_MAX)
			continue;
		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (other[tails[middle]] < other[i])
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low > 0 ? tails[low - 1] : SIZE_MAX;
		tails[low] = i;
		if (low == length)
			length++;
	}
	at = length > 0 ? tails[length - 1] : SIZE_MAX;
	for (size_t i = n; i-- > 0; )
		if (i == at)
			at = before[i];
		else
			other[i] = SIZE_MAX;
}

/* --- what is alike ---------------------------------------------------- */

/* The pairs of neighbouring characters of a text, sorted. */
struct pairs {
	uint64_t *v;		/* NULL: not yet made */
	size_t n;
};

static void
make_pairs(struct arena *arena, struct str s, struct pairs *pairs)
{
	size_t at = 0;
	uint64_t last = 0;

	if (pairs->v != NULL)
		return;
	pairs->v = NEW_ARRAY(arena, uint64_t, s.n + 1);
	while (at < s.n) {
		uint64_t c = char_next(s, &at);

		pairs->v[pairs->n++] = last << 32 | c;
		last = c;
	}
	sort(pairs->v, pairs->n, sizeof(*pairs->v), compare_numbers);
}

static bool
share_pairs(const struct pairs *x, const struct pairs *y)
{
	size_t shared = 0;

	for (size_t i = 0, j = 0; i < x->n && j < y->n; ) {
		if (x->v[i] == y->v[j])
			shared++;
		if (x->v[i] <= y->v[j])
			i++;
		else
			j++;
	}
	return shared * 200 >= (x->n + y->n) * ALIKE;
}

/* Of one kind: only such can become each other. */
static bool
is_akin(const struct piece *a, const struct piece *b)
{
	return a->element == b->element && a->note == b->note &&
	    (a->row > 0) == (b->row > 0) &&
	    (a->page == NULL) == (b->page == NULL);
}

static bool
is_alike(struct arena *arena, const struct piece *a, struct pairs *of_a,
    const struct piece *b, struct pairs *of_b)
{
	if (!is_akin(a, b))
		return false;
	/* An element is the same one, whatever it says. */
	if (str_eq(a->text, b->text) || a->element != NULL)
		return true;
	make_pairs(arena, a->text, of_a);
	make_pairs(arena, b->text, of_b);
	return share_pairs(of_a, of_b);
}

/*
 * Between two fixed points: what is alike, in turn; one for one it is the same
 * however much of it was written anew.
 */
static void
match_between(struct pieces old, size_t from, size_t to, struct pieces new,
    size_t at, size_t end, size_t *other)
{
	struct arena scratch = ARENA_INIT;
	struct pairs *of_new = NEW_ARRAY(&scratch, struct pairs, end - at + 1);
	size_t first = at;

	if (to - from == 1 && end - at == 1 &&
	    is_akin(&old.v[from], &new.v[at]))
		other[from] = at++;
	for (size_t i = from; i < to && at < end; i++) {
		struct pairs of_old = { NULL, 0 };

		for (size_t j = at; j < end && j - at < AHEAD; j++) {
			if (!is_alike(&scratch, &old.v[i], &of_old,
			    &new.v[j], &of_new[j - first]))
				continue;
			other[i] = j;
			at = j + 1;
			break;
		}
	}
	arena_release(&scratch);
}

/*
 * As many rows as before between two that are known are the same, one by one,
 * though all of their words are others.
 */
static void
match_rows(struct pieces old, struct pieces new, size_t *other)
{
	for (size_t i = 0, at = 0, end; i < old.n; i = end + 1) {
		size_t stop, n = 0;

		for (end = i; end < old.n && other[end] == SIZE_MAX; end++)
			n += old.v[end].row > 0;
		stop = end < old.n ? other[end] : new.n;
		if (n == end - i && n == stop - at)
			for (size_t k = 0; k < n && new.v[at + k].row > 0; k++)
				other[i + k] = at + k;
		at = stop + 1;
	}
}

static size_t *
match_whole(struct arena *arena, struct pieces old, struct pieces new)
{
	size_t *other = NEW_ARRAY(arena, size_t, old.n + 1);
	size_t from = 0, at = 0;

	for (size_t i = 0; i <= old.n; i++)
		other[i] = SIZE_MAX;
	find_unique(arena, old, new, other);
	keep_rising(arena, other, old.n);
	for (size_t i = 0; i <= old.n; i++) {
		size_t end = i < old.n ? other[i] : new.n;

		if (end == SIZE_MAX)
			continue;
		match_between(old, from, i, new, at, end, other);
		from = i + 1;
		at = end + 1;
	}
	match_rows(old, new, other);
	return other;
}

/* Rows as one piece each; FIRST of each, and of the end, is its first. */
static struct pieces
fold_rows(struct arena *arena, struct pieces pieces, size_t **first)
{
	struct pieces rows = { NEW_ARRAY(arena, struct piece, pieces.n + 1),
	    0 };
	size_t end;

	*first = NEW_ARRAY(arena, size_t, pieces.n + 1);
	for (size_t i = 0; i < pieces.n; i = end) {
		struct piece *row = &rows.v[rows.n];

		end = pieces_row_end(pieces, i);
		*row = pieces.v[i];
		if (end > i + 1)
			row->text = pieces_join(arena, pieces, i, end);
		(*first)[rows.n++] = i;
	}
	(*first)[rows.n] = pieces.n;
	return rows;
}

/* The cells of one row: those of one column, line by line. */
static void
match_cells(struct pieces old, size_t from, size_t to, struct pieces new,
    size_t at, size_t end, size_t *other)
{
	for (size_t i = from; i < to; i++)
		for (size_t j = at; j < end &&
		    new.v[j].column <= old.v[i].column; j++)
			if (new.v[j].column == old.v[i].column) {
				other[i] = j;
				at = j + 1;
				break;
			}
}

size_t *
pieces_match(struct arena *arena, struct pieces old, struct pieces new)
{
	size_t *first, *first_new, *whole;
	struct pieces rows = fold_rows(arena, old, &first);
	struct pieces rows_new = fold_rows(arena, new, &first_new);
	size_t *other = NEW_ARRAY(arena, size_t, old.n + 1);

	whole = match_whole(arena, rows, rows_new);
	for (size_t i = 0; i <= old.n; i++)
		other[i] = SIZE_MAX;
	for (size_t i = 0; i < rows.n; i++) {
		size_t k = whole[i];

		if (k != SIZE_MAX)
			match_cells(old, first[i], first[i + 1], new,
			    first_new[k], first_new[k + 1], other);
	}
	return other;
}

/* --- edits of a text -------------------------------------------------- */

/* The characters of S, and where each begins; one more for the end. */
static size_t
split(struct arena *arena, struct str s, uint32_t **c, size_t **starts)
{
	size_t n = 0, at = 0;

	*c = NEW_ARRAY(arena, uint32_t, s.n + 1);
	*starts = NEW_ARRAY(arena, size_t, s.n + 1);
	while (at < s.n) {
		(*starts)[n] = at;
		(*c)[n++] = char_next(s, &at);
	}
	(*starts)[n] = s.n;
	return n;
}

/* LENGTHS[i * (m + 1) + j]: of what X from I on and Y from J on share. */
static uint32_t *
shared_lengths(struct arena *arena, const uint32_t *x, size_t n,
    const uint32_t *y, size_t m)
{
	size_t wide = m + 1;
	uint32_t *v = NEW_ARRAY(arena, uint32_t, (n + 1) * wide);

	for (size_t i = n; i-- > 0; )
		for (size_t j = m; j-- > 0; ) {
			uint32_t right = v[i * wide + j + 1];
			uint32_t down = v[(i + 1) * wide + j];

			v[i * wide + j] = x[i] == y[j] ?
			    v[(i + 1) * wide + j + 1] + 1 :
			    right > down ? right : down;
		}
	return v;
}

/* Two texts without what they share at both ends, to be gone through. */
struct course {
	const uint32_t *x, *y;		/* their characters */
	size_t n, m;
	const uint32_t *lengths;	/* NULL: too long to compare */
};

/* Move both past what differs, to where they go on alike. */
static void
pass_edit(const struct course *c, size_t *a, size_t *b)
{
	size_t wide = c->m + 1;

	if (c->lengths == NULL) {
		*a = c->n;
		*b = c->m;
	}
	while ((*a < c->n || *b < c->m) && !(*a < c->n && *b < c->m &&
	    c->x[*a] == c->y[*b]))
		if (*b >= c->m || (*a < c->n &&
		    c->lengths[(*a + 1) * wide + *b] >=
		    c->lengths[*a * wide + *b + 1]))
			++*a;
		else
			++*b;
}

struct edits
text_edits(struct arena *arena, struct str old, struct str new)
{
	struct arena scratch = ARENA_INIT;
	uint32_t *x, *y;
	size_t *from, *to, same = 0;
	size_t n = split(&scratch, old, &x, &from);
	size_t m = split(&scratch, new, &y, &to);
	struct course c = { NULL, NULL, 0, 0, NULL };
	VEC(struct edit) edits = { 0 };

	while (same < n && same < m && x[same] == y[same])
		same++;
	while (n > same && m > same && x[n - 1] == y[m - 1])
		n--, m--;
	c = (struct course){ x + same, y + same, n - same, m - same, NULL };
	if (c.n + 1 <= EDIT_CELLS / (c.m + 1))
		c.lengths = shared_lengths(&scratch, c.x, c.n, c.y, c.m);
	for (size_t a = 0, b = 0; a < c.n || b < c.m; ) {
		size_t a0 = a, b0 = b;

		pass_edit(&c, &a, &b);
		*VEC_ADD(arena, &edits) = (struct edit){ from[same + a0],
		    from[same + a], str_slice(new, to[same + b0],
		    to[same + b]) };
		while (a < c.n && b < c.m && c.x[a] == c.y[b])
			a++, b++;
	}
	arena_release(&scratch);
	return (struct edits){ edits.v, edits.n };
}
