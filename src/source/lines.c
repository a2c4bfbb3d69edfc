/*
 * Rows → lines, each as its author meant it.
 * In: rows of the file (row.c).  Out: lines, joined where hard breaks cut them,
 * cut where elements stand in one, a table one line; each with its cues and
 * the place where it stands.  Read it from lines_read, which says the order.
 */
#include "reader.h"

#include <string.h>

#include "../text/chars.h"
#include "../text/date.h"
#include "table.h"

/* Bytes of a date alone in its line. */
#define DATE_BYTES	64
/* A shorter line may be an element, which is one piece: no page is in it. */
#define PROSE_BYTES	(ELEMENT_MAX * 3)

static struct line *
add_line(struct reader *reader, const struct row *row)
{
	struct line *line = VEC_ADD(reader->arena, &reader->lines);

	line->blanks = row->blanks > reader->spacing ?
	    (uint8_t)(row->blanks - reader->spacing) : 0;
	line->columns = row->columns;
	line->depth = row->depth;
	line->kind = row->kind;
	line->page = row->page;
	if (row->said)
		line->certain = LABEL_BODY + 1;
	else if (row->depth > 1)
		line->certain = LABEL_NUMBERED + 1;
	else
		line->certain = row->styled;
	line->opens = row->opens;
	return line;
}

static struct run *
add_run(struct reader *reader, struct line *line, const struct run *run,
    struct str s)
{
	struct run *part = VEC_ADD(reader->arena, &reader->runs);

	*part = *run;
	part->text = s;
	part->pos.offset += (uint32_t)(s.p - run->text.p);
	if (s.p != run->text.p)
		part->flags &= ~(unsigned)RUN_BREAK;
	line->runs.n++;
	return part;
}

/* S, a part of RUN, belongs to the line; it is cut where its look changes. */
static void
add_part(struct reader *reader, struct line *line, const struct run *run,
    struct str s)
{
	const struct knowledge *known = reader->source->known;
	uint32_t base = run->pos.offset + (uint32_t)(s.p - run->text.p);
	size_t at = 0;

	while (known != NULL && reader->emphasis < known->emphasis_count &&
	    at < s.n) {
		const struct emphasis *e = &known->emphases[reader->emphasis];

		if (e->to <= base + at) {
			reader->emphasis++;
			continue;
		}
		if (e->from >= base + s.n)
			break;
		if (e->from > base + at) {
			add_run(reader, line, run, str_slice(s, at,
			    e->from - base));
			at = e->from - base;
		}
		add_run(reader, line, run, str_slice(s, at,
		    e->to - base))->flags |= e->flags;
		at = e->to - base;
	}
	if (at < s.n || s.n == 0)
		add_run(reader, line, run, str_from(s, at));
}

static void
add_piece(struct reader *reader, struct line *line, struct str s)
{
	struct run run = { s, row_pos(reader->source, s), 0 };

	add_part(reader, line, &run, s);
}

/* The number in "- 12 -" that S begins with; *LENGTH its bytes; 0: none. */
static unsigned
page_number_at(struct str s, size_t *length)
{
	size_t at = 0, n;
	unsigned number;
	uint32_t c = char_next(s, &at);

	if (c != '-' && c != U'—' && c != U'–' && c != U'－')
		return 0;
	at = words_skip(s, at);
	number = number_prefix(str_slice(s, at, at + 8), &n);
	if (number == 0 || !char_is_digit(char_at(s, at)))
		return 0;
	at = words_skip(s, at + n);
	c = char_next(s, &at);
	*length = at;
	return c == '-' || c == U'—' || c == U'–' || c == U'－' ?
	    number : 0;
}

/* A page number in a line of its own says which one comes next. */
static void
note_page(struct reader *reader, struct str s)
{
	size_t length;
	unsigned number = page_number_at(s, &length);

	if (number > 0 && length == s.n)
		reader->page = number;
}

/*
 * The text of a row, cut where a page number, the one that comes next, was
 * left in the middle of a sentence.
 */
static void
add_pieces(struct reader *reader, struct line *line, const struct run *run)
{
	struct str s = run->text;
	size_t at = 0, from = 0, length;

	note_page(reader, s);
	while (s.n >= PROSE_BYTES &&
	    (at = str_find(s, STR("-"), at)) != SIZE_MAX) {
		size_t before = at;

		if (page_number_at(str_slice(s, at, at + 20), &length) !=
		    reader->page + 1 || at == 0 || at + length == s.n ||
		    !char_is_cjk(char_before(words_trim(str_slice(s, 0, at)),
		    &(size_t){ words_trim(str_slice(s, 0, at)).n })) ||
		    !char_is_cjk(char_at(s, words_skip(s, at + length)))) {
			at++;
			continue;
		}
		add_part(reader, line, run,
		    words_trim(str_slice(s, from, before)));
		reader->page++;
		from = at = words_skip(s, at + length);
	}
	add_part(reader, line, run, str_from(s, from));
}

/* The rows I..END as one text, their marks read. */
static void
add_marked(struct reader *reader, struct line *line, size_t i, size_t end)
{
	const struct row *first = &reader->rows[i];
	const struct row *last = &reader->rows[end - 1];
	struct str s = str_slice(reader->text, first->offset,
	    (size_t)last->offset + last->length);
	struct span span = { s, row_pos(reader->source, s) };
	struct text text = reader->marked ? inline_read(reader->arena, span,
	    first->quotes, reader->findings) : inline_read_bold(
	    reader->arena, span, &reader->source->marks);

	for (size_t k = 0; k < text.n; k++)
		add_pieces(reader, line, &text.v[k]);
}

/*
 * Of plain text: all bold, a bold lead-in, or in a heading; **市 may stand for
 * a name.
 */
static bool
has_marks(const struct reader *reader, const struct row *row, struct str s)
{
	return reader->marked || row->depth > 0 || str_starts(s, STR("**")) ||
	    (memchr(s.p, '*', s.n) != NULL && str_starts(str_from(s,
	    ordinal_parse(str_slice(s, 0, 80)).length), STR("**")));
}

static struct str
join_runs(struct reader *reader, const struct line *line)
{
	struct text runs = { &reader->runs.v[reader->runs.n - line->runs.n],
	    line->runs.n };

	return text_join(reader->arena, runs, STR_NONE);
}

/* Where the line stands: cues that other lines give it. */
static void
place(struct reader *reader, struct line *line, bool cell)
{
	if (line->blanks > 0)
		line->around |= AROUND_BIT(BLANK_ABOVE);
	if (line->blanks > 1)
		line->around |= AROUND_BIT(GAP_ABOVE);
	if (cell)
		line->around |= AROUND_BIT(TAB);
	else if (line->columns >= 8)
		line->around |= AROUND_BIT(DEEP);
	else if (line->columns >= 2)
		line->around |= AROUND_BIT(INDENTED);
	if (!cell && line > reader->lines.v && line_has_label(line) &&
	    line_has_label(line - 1))
		line->around |= AROUND_BIT(LABELLED);
	if (reader->lines.n > TOP_LINES || ((line->cues & CUE_BIT(STOP)) &&
	    line->chars > 20) || (line->cues & CUE_BIT(LONG)))
		reader->top = false;
	if (reader->top)
		line->around |= AROUND_BIT(TOP);
	reader->addressed |= !cell && (line->cues & CUE_BIT(ADDRESSED)) &&
	    (line->cues & CUE_BIT(COLON));
	if (line->cues & CUE_BIT(ATTACH_ALONE)) {
		reader->top = true;
		reader->addressed = false;
	}
}

/* Does the text of row I go on in a row below, over page numbers? */
static bool
goes_on_below(const struct reader *reader, size_t i)
{
	return !reader->rows[i].last && wrap_next(reader, i) <
	    reader->row_count;
}

/* The row I and those that go on from it; returns the row after them. */
static size_t
add_text_line(struct reader *reader, size_t i, bool cell)
{
	struct line *line = add_line(reader, &reader->rows[i]);

	for (;;) {
		const struct row *row = &reader->rows[i];
		struct str s = row_text(reader, row);
		size_t end = i + 1;

		while (reader->marked && goes_on_below(reader, end - 1) &&
		    wrap_next(reader, end - 1) == end)
			end++;
		if (has_marks(reader, row, s)) {
			add_marked(reader, line, i, end);
			row = &reader->rows[i = end - 1];
		} else
			add_pieces(reader, line, &(struct run){ s,
			    row_pos(reader->source, s), 0 });
		if (row->cell || !goes_on_below(reader, i))
			break;
		for (size_t next = wrap_next(reader, i); i < next;)
			note_page(reader, row_text(reader,
			    &reader->rows[++i]));
	}
	if (line->runs.n == 0) {	/* a comment */
		reader->lines.n--;
		return i + 1;
	}
	line->runs.v = &reader->runs.v[reader->runs.n - line->runs.n];
	line->text = join_runs(reader, line);
	line_look(line);
	place(reader, line, cell);
	return i + 1;
}

/* The only label of a line by its kind. */
static enum label
label_of_kind(enum line_kind kind)
{
	switch (kind) {
	case LINE_FILL:
		return LABEL_FILL;
	case LINE_SETTING: case LINE_SECTION:
		return LABEL_MARKUP;
	default:
		return LABEL_TABLE;
	}
}

/* Row I, and those that belong to it, are no text; the row after them. */
static size_t
add_special(struct reader *reader, size_t i)
{
	const struct row *rows = reader->rows;
	enum line_kind kind = (enum line_kind)rows[i].kind;
	struct line *line = add_line(reader, &rows[i]);

	do
		add_piece(reader, line, row_text(reader, &rows[i++]));
	while (i < reader->row_count && rows[i].kind == kind &&
	    !rows[i].begins);
	line->text = row_text(reader, &rows[i - 1]);
	line->cues = CUE_BIT(ANY);
	line->certain = (uint8_t)(label_of_kind(kind) + 1);
	reader->top = false;
	return i;
}

/* The cells of row I that hold elements are lines of their own. */
static void
add_cells(struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];
	struct str rest = row_text(reader, row);
	char mark = memchr(rest.p, '\t', rest.n) != NULL ? '\t' : '|';
	bool first = true;

	while (rest.p != NULL) {
		struct str cell = take_cell(&rest, mark);
		struct line *line;

		if (mark == '|' && rest.p != NULL)
			reader_drop(reader, (struct str){ rest.p - 1, 1 });
		if (cell.n == 0)
			continue;
		line = add_line(reader, row);
		line->blanks = first ? line->blanks : 0;
		line->kind = LINE_TEXT;
		first = false;
		add_piece(reader, line, cell);
		line->text = cell;
		line_look(line);
		place(reader, line, true);
	}
}

/*
 * The table of a web page that begins with row I, at the top and with a number
 * or title of the document in it, or one around a head or a colophon: each cell
 * is a line.  The row after it, or I.
 */
static size_t
add_page_table(struct reader *reader, size_t i, size_t end)
{
	const struct row *rows = reader->rows;
	struct str s = row_text(reader, &rows[i]);
	bool alone;		/* a row by itself */

	while (rows[i].kind == LINE_ROWS && end < reader->row_count &&
	    rows[end].kind == LINE_ROWS && (end == i || !rows[end].begins))
		end++;
	while (reader->top && end < reader->row_count &&
	    rows[end].kind == LINE_TEXT &&
	    str_has(row_text(reader, &rows[end]), STR("|")))
		end++;
	alone = end == i + 1 && rows[i].kind == LINE_TEXT;
	if (end == i)
		return i;
	s = str_slice(reader->text, rows[i].offset, (size_t)
	    rows[end - 1].offset + rows[end - 1].length);
	if (!(reader->top && cells_hold_head(s)) && (alone ||
	    !((reader->top && web_table(s)) || cells_hold_colophon(s) ||
	    (!reader->top && cells_sign(s)))))
		return i;
	for (; i < end; i++)
		if (table_is_rule(row_text(reader, &rows[i])))
			reader_drop(reader, row_text(reader, &rows[i]));
		else
			add_cells(reader, i);
	return end;
}

/* The N + 1 elements in one line, parted at CUTS, are lines of their own. */
static void
add_cut_lines(struct reader *reader, const struct row *row,
    const size_t *cuts, size_t n)
{
	struct str s = row_text(reader, row);

	for (size_t i = 0; i <= n; i++) {
		struct line *line = add_line(reader, row);

		if (i > 0)		/* what is marked is the first */
			line->blanks = line->depth = line->page = 0;
		line->text = words_trim(str_slice(s, i > 0 ? cuts[i - 1] : 0,
		    i < n ? cuts[i] : s.n));
		add_piece(reader, line, line->text);
		line_look(line);
		place(reader, line, false);
	}
}

/* 2026年6月2日联系我们, under who signs: where the day ends, or 0. */
static size_t
day_glued(struct str above, struct str s)
{
	struct date date;
	size_t end;

	return char_is_digit(char_at(s, 0)) && date_parse(s, &date, &end) &&
	    date.day > 0 && end < s.n && str_ends(str_slice(s, 0, end),
	    STR("日")) && words_skip(s, end) == end && !char_is_digit(char_at(s,
	    end)) && words_weekday(str_from(s, end)) == 0 &&
	    !str_starts_one(str_from(s, end),
	    "印|翻|（|(|起|至|前|后|、|，|,|—|-|～|~|。|发") &&
	    words_office(above) ? end : 0;
}

/*
 * Does a title end above row I, and does the row below it not name somebody as
 * it may do itself: a list of duties?
 */
static bool
below_title(const struct reader *reader, size_t i)
{
	size_t n = reader->lines.n;
	struct str below = i + 1 < reader->row_count ?
	    row_text(reader, &reader->rows[i + 1]) : STR_NONE;
	size_t colon = words_colon(below);

	return n > 0 && words_paper(words_trim(reader->lines.v[n - 1].text)) &&
	    (colon >= below.n || !words_addressed(str_slice(below, 0, colon)));
}

/* Where row I is cut; a paragraph of several rows, or with marks, is not. */
static size_t
cut_row(const struct reader *reader, size_t i, size_t *cuts)
{
	static const char marks[] = "*\\<{`&";
	const struct row *row = &reader->rows[i];
	struct str s = row_text(reader, row);
	bool dated;

	if (row->cell || row->kind != LINE_TEXT || row->depth > 1 ||
	    row->said || !row->last || row->known != NULL || row->styled > 0)
		return 0;
	for (size_t k = 0; k < (reader->marked ? sizeof(marks) - 1 : 1); k++)
		if (memchr(s.p, marks[k], s.n) != NULL)
			return 0;
	if (i > 0 && (*cuts = day_glued(row_text(reader, row - 1), s)) > 0)
		return 1;
	dated = i + 1 < reader->row_count && row[1].length < DATE_BYTES &&
	    !sentence_ends(s) && date_cues(row_text(reader,
	    row + 1)) == CUE_BIT(IS_DATE);
	return line_cuts(s, reader->top, row->depth == 1, reader->top &&
	    below_title(reader, i), dated, cuts);
}

/* Where the rows that row I's table is known to have end. */
static size_t
known_end(const struct reader *reader, size_t i)
{
	const struct known *known = reader->rows[i].known;

	while (known != NULL && i < reader->row_count &&
	    reader->rows[i].known == known)
		i++;
	return i;
}

/* The rows FROM..TO are one table. */
static void
add_table(struct reader *reader, size_t from, size_t to)
{
	const struct row *first = &reader->rows[from];
	const struct row *last = &reader->rows[to - 1];
	struct line *line = add_line(reader, first);
	size_t start = first->offset, end = last->offset + last->length;

	/* With the tabs that lead the first cell, and the last lone one. */
	while (start > 0 && reader->text.p[start - 1] != '\n')
		start--;
	while (end < reader->text.n && reader->text.p[end] != '\n')
		end++;
	add_piece(reader, line, str_slice(reader->text, start, end));
	line->text = join_runs(reader, line);
	line->cues = CUE_BIT(ANY) | CUE_BIT(IS_TABLE);
	line->known = first->known;
	reader->top = false;
}

/* The cells of a frame: one row, or as many lines as it holds elements. */
static void
add_frame(struct reader *reader, size_t from, size_t to)
{
	for (; from < to; from++)
		if (reader->rows[from].length > 0)
			add_text_line(reader, from, true);
}

static bool
has_text(const struct reader *reader, size_t from, size_t to)
{
	while (from < to && reader->rows[from].length == 0)
		from++;
	return from < to;
}

static void
make_lines(struct reader *reader)
{
	for (size_t i = 0; i < reader->row_count;) {
		const struct row *row = &reader->rows[i];
		size_t cuts[CUTS_MAX], n, end;

		if (row->known != NULL) {
			end = known_end(reader, i);
			if (cells_are_frame(reader, i, end))
				add_frame(reader, i, end);
			else
				add_table(reader, i, end);
			i = end;
			continue;
		}
		for (end = i; end < reader->row_count && row->drawn &&
		    reader->rows[end].drawn && (end == i ||
		    reader->rows[end].blanks == 0);)
			end++;
		if (row->cell || (!row->drawn && cells_in_row(reader, i)))
			end = cells_end(reader, i);
		if (row->kind == LINE_NOTHING) {
			i++;
		} else if ((n = add_page_table(reader, i, end)) > i) {
			i = n;
		} else if (row->kind != LINE_TEXT) {
			i = add_special(reader, i);
		} else if (end > i) {
			if (has_text(reader, i, end) ||
			    cells_to_fill(reader, i))
				add_table(reader, i, end);
			i = end;
		} else if (row->length == 0) {
			i++;		/* a lone tab, no table around it */
		} else if (memchr(reader->text.p + row->offset, '\t',
		    row->length) != NULL && cells_hold_element(reader, i)) {
			add_cells(reader, i++);
		} else if ((n = cut_row(reader, i, cuts)) > 0) {
			add_cut_lines(reader, row, cuts, n);
			i++;
		} else {
			i = add_text_line(reader, i, row->cell &&
			    cell_is_element(reader, row));
		}
	}
}

/* Whoever writes front matter has taken the page of the web away. */
static void
make_own(struct line *line)
{
	line->cues &= ~(CUE_BIT(WEB_BAR) | CUE_BIT(WEB_KEY));
	line->around &= ~(AROUND_BIT(DOWNLOADS) | AROUND_BIT(TITLE_TWICE) |
	    AROUND_BIT(WHOLE_TITLE) | AROUND_BIT(IN_MAIL));
}

/* --- the interface ---------------------------------------------------- */

struct lines
lines_read(struct arena *arena, struct rows *rows, bool marked,
    const struct document *front, struct findings *findings)
{
	struct reader reader = { .arena = arena, .text = rows->text,
	    .source = rows, .rows = rows->list.v, .row_count = rows->list.n,
	    .findings = findings, .marked = marked, .top = true };
	struct lines lines;
	size_t run = 0;

	outline_find(&reader, front);
	cells_find(&reader);
	wrap_find(&reader);
	make_lines(&reader);
	for (size_t i = 0; i < reader.lines.n; i++) {
		reader.lines.v[i].runs.v = &reader.runs.v[run];
		run += reader.lines.v[i].runs.n;
	}
	outline_titles(&reader, front);
	lines = (struct lines){ reader.lines.v, reader.lines.n, rows->file,
	    rows->text, marked, rows->known };
	if (!rows->authored)
		web_properties(arena, &lines);
	outline_keys(&lines);
	lines_around(arena, &lines);
	lines_head(arena, &lines);
	for (size_t i = 0; i < lines.n && rows->authored; i++)
		make_own(&lines.v[i]);
	return lines;
}

struct span
line_span(const struct line *line, struct str s)
{
	size_t at = (size_t)(s.p - line->text.p), i = 0;
	struct span span = { s, POS_NONE };

	while (i + 1 < line->runs.n && at >= line->runs.v[i].text.n)
		at -= line->runs.v[i++].text.n;
	span.pos = line->runs.v[i].pos;
	span.pos.offset += (uint32_t)at;
	return span;
}

void
lines_join(struct arena *arena, struct lines *lines, size_t from, size_t to)
{
	struct line *line = &lines->v[from];
	VEC(struct run) runs = { 0 };

	for (size_t i = from; i < to; i++) {
		const struct line *more = &lines->v[i];

		if (i > from && more->label != LABEL_MORE)
			continue;
		for (size_t k = 0; k < more->runs.n; k++) {
			struct run *run = VEC_ADD(arena, &runs);

			*run = more->runs.v[k];
			/* A DOCX of our own has the break, no page had. */
			if (i > from && k == 0 && more->certain > 0)
				run->flags |= RUN_BREAK;
		}
	}
	line->runs = (struct text){ runs.v, runs.n };
	line->text = text_join(arena, line->runs, STR_NONE);
}
