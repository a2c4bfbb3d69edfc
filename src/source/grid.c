/*
 * Tables that are lines of text: cells led by tabs, rows pasted from a sheet,
 * rows of a pipe table.  In: lines labelled as cells; out: one struct table.
 */
#include "line.h"

#include <string.h>

#include "../base/budget.h"
#include "../text/chars.h"
#include "table.h"

/* A cell: lines of the text. */
struct entry {
	struct str *v;
	size_t n, capacity;
};

/* A drawn table with more of them has one under each row. */
#define HEAD_RULES	3

struct cells {
	struct entry *v;		/* its cells */
	size_t n, capacity;
	unsigned blanks;		/* empty lines above it */
	uint32_t offset;
};

struct reader {
	struct arena *arena, lists;	/* of rows and what is in them */
	const struct lines *lines;
	struct dropped *dropped;
	struct findings *findings;
	VEC(struct cells) rows;
	unsigned blanks;		/* empty lines since the last text */
	bool open;			/* the last row takes more cells */
	bool line_rows;			/* a row is a line, led by a tab */
	bool plain_rows;		/* or not led, as in a spreadsheet */
	bool quoted;			/* all of them, in a mail: > before */
	struct str begun;		/* a line of the next first cell */
	struct str above;		/* the last of the plain rows */
	size_t rules;			/* of a table drawn with signs */
	bool ruled;			/* one stands above the line */
	unsigned blanks_between;	/* at least, between cells; or 0 */
	size_t flat_columns;		/* a cell a line, so many a row; or 0 */
	size_t columns;
};

/* --- lines → rows ----------------------------------------------------- */

static void
drop(struct reader *reader, enum repair_kind kind, struct str s)
{
	if (s.n > 0)
		*VEC_ADD(reader->arena, &reader->dropped->list) =
		    (struct repair){ kind, { reader->lines->file,
		    (uint32_t)(s.p - reader->lines->text.p) },
		    (uint32_t)s.n };
}

static struct cells *
add_row(struct reader *reader, struct str at)
{
	struct cells *row = VEC_ADD(&reader->lists, &reader->rows);

	row->blanks = reader->blanks;
	row->offset = (uint32_t)(at.p - reader->lines->text.p);
	return row;
}

/* A cell of a sheet with line breaks: "…", and "" is a quote in it. */
static void
read_quoted(struct reader *reader, struct entry *entry, struct str s)
{
	size_t from = 1;

	drop(reader, REPAIR_MARKUP, str_slice(s, 0, 1));
	for (size_t at = 1; at < s.n; at++) {
		struct str part = words_trim(str_slice(s, from, at +
		    (at + 2 < s.n && s.p[at] == '"')));

		if (s.p[at] != '"' && s.p[at] != '\n')
			continue;
		if (part.n > 0)
			*VEC_ADD(&reader->lists, entry) = part;
		if (s.p[at] == '"' && at + 1 < s.n)
			at++;
		if (s.p[at] == '"')
			drop(reader, REPAIR_MARKUP, str_slice(s, at, at + 1));
		from = at + 1;
	}
}

static void
add_cell(struct reader *reader, struct str s)
{
	struct cells *row = &reader->rows.v[reader->rows.n - 1];
	struct entry *entry;

	entry = VEC_ADD(&reader->lists, row);
	s = words_trim(s);
	if (s.n > 2 && s.p[0] == '"' && memchr(s.p, '\n', s.n) != NULL)
		read_quoted(reader, entry, s);
	else if (s.n > 0) {
		/* Most cells are of one line. */
		entry->v = NEW(&reader->lists, struct str);
		entry->n = entry->capacity = 1;
		entry->v[0] = s;
	}
}

/* A cell for each tab that leads to one. */
static void
read_cells(struct reader *reader, struct str line)
{
	size_t from = 0;

	while (from < line.n && line.p[from] != '\t')
		from++;
	for (size_t at = ++from; at <= line.n; at++) {
		if (at < line.n && line.p[at] != '\t')
			continue;
		add_cell(reader, str_slice(line, from, at));
		from = at + 1;
	}
}

/* A line without a tab: more of the last cell. */
static void
read_more(struct reader *reader, struct str text)
{
	struct cells *row;

	if (reader->rows.n == 0 ||
	    reader->rows.v[reader->rows.n - 1].n == 0) {
		add_row(reader, text);
		add_cell(reader, text);
		reader->open = true;
		return;
	}
	row = &reader->rows.v[reader->rows.n - 1];
	*VEC_ADD(&reader->lists, &row->v[row->n - 1]) = text;
}

/* A line of a drawn table; one that no rule parts from the last goes on. */
static void
read_drawn(struct reader *reader, struct str line)
{
	struct cells *row = NULL;
	size_t stroke = row_stroke(line), from = stroke, n = 0;

	if (row_draws(line)) {
		drop(reader, REPAIR_MARKUP, line);
		reader->ruled = true;
		return;
	}
	if (reader->ruled || reader->rules <= HEAD_RULES)
		add_row(reader, line);
	else
		row = &reader->rows.v[reader->rows.n - 1];
	drop(reader, REPAIR_MARKUP, str_slice(line, 0, from));
	for (size_t at = from; at <= line.n && from < line.n; at++) {
		struct str s = words_trim(str_slice(line, from, at));

		if (at < line.n && (line.p[at] != line.p[0] || memcmp(line.p +
		    at, line.p, stroke) != 0))
			continue;
		if (row == NULL || n >= row->n)
			add_cell(reader, s);
		else if (s.n > 0)
			*VEC_ADD(&reader->lists, &row->v[n]) = s;
		drop(reader, REPAIR_MARKUP, str_slice(line, at, at + stroke));
		from = at += stroke;
		at--;
		n++;
	}
	reader->ruled = false;
}

/* A whole row in one line, its cells parted by MARK. */
static void
read_row(struct reader *reader, struct str line, char mark)
{
	size_t from = mark == '|' && line.p[0] == '|' ? 1 : 0;

	add_row(reader, line);
	for (size_t at = from; at <= line.n; at++) {
		if (at < line.n && line.p[at] != mark)
			continue;
		if (at == line.n && at == from && !reader->line_rows &&
		    !reader->plain_rows)
			break;
		if (reader->begun.n > 0) {
			add_cell(reader, reader->begun);
			read_more(reader, words_trim(str_slice(line, from,
			    at)));
			reader->begun = STR_NONE;
		} else
			add_cell(reader, str_slice(line, from, at));
		from = at + 1;
	}
	for (size_t at = 0; mark == '|' && at < line.n; at++)
		if (line.p[at] == '|')
			drop(reader, REPAIR_MARKUP, str_slice(line, at,
			    at + 1));
	reader->open = false;
}

/* Rows parted by LEAST blanks: a line holds nothing else that parts cells. */
static bool
has_spaced_rows(struct str text, unsigned least)
{
	struct str line;

	if (memchr(text.p, '\t', text.n) != NULL ||
	    memchr(text.p, '|', text.n) != NULL)
		return false;
	while (str_line(&text, &line)) {
		struct str row = words_trim(line);
		size_t next;

		if (row.n > 0 && row_cell_end(row, 0, least, &next) == row.n)
			return false;
	}
	return true;
}

/* How far right in its line the byte at P stands, in halves of a character. */
static size_t
place_of(const struct reader *reader, const char *p)
{
	const char *start = p, *text = reader->lines->text.p;
	size_t width = 0, at = 0;

	while (start > text && start[-1] != '\n')
		start--;
	while (start + at < p)
		width += char_width(char_next((struct str){ start,
		    (size_t)(p - start) }, &at));
	return width;
}

/* Is column C of the table's head, or one further left, the nearest to P? */
static bool
is_under(const struct reader *reader, size_t c, const char *p)
{
	const struct cells *head = &reader->rows.v[0];
	size_t at = place_of(reader, p), here, next;

	if (c + 1 >= head->n || head->v[c].n == 0 || head->v[c + 1].n == 0)
		return true;
	here = place_of(reader, head->v[c].v->p);
	next = place_of(reader, head->v[c + 1].v->p);
	return at < here + (next - here + 1) / 2;
}

/* A row with fewer cells than the head has empty ones, where it shows. */
static void
read_spaced(struct reader *reader, struct str line)
{
	const unsigned least = reader->blanks_between;
	size_t cells = 0, missing;

	for (size_t at = 0, next; at < line.n; at = next, cells++)
		row_cell_end(line, at, least, &next);
	missing = reader->rows.n > 0 && reader->rows.v[0].n > cells ?
	    reader->rows.v[0].n - cells : 0;
	add_row(reader, line);
	for (size_t at = 0, next; at < line.n; at = next) {
		size_t end = row_cell_end(line, at, least, &next);

		for (; at > 0 && missing > 0 && (least < 2 || !is_under(reader,
		    reader->rows.v[reader->rows.n - 1].n, line.p + at));
		    missing--)
			add_cell(reader, STR_NONE);
		add_cell(reader, str_slice(line, at, end));
	}
	while (missing-- > 0)
		add_cell(reader, STR_NONE);
}

/* Each line a cell, and a row after so many. */
static void
read_flat(struct reader *reader, struct str text)
{
	struct str cell = row_flat_cell(text);

	if (cell.n < text.n)
		drop(reader, REPAIR_MARKUP, str_from(text, text.n - 1));
	if (reader->rows.n == 0 || reader->rows.v[reader->rows.n - 1].n ==
	    reader->flat_columns)
		add_row(reader, text);
	add_cell(reader, cell);
}

/* The last row has as many cells as the one above it, empty ones at its end. */
static void
fill_row(struct reader *reader)
{
	const struct cells *row = &reader->rows.v[reader->rows.n - 1];

	while (reader->rows.n > 1 && row->n < row[-1].n)
		add_cell(reader, STR_NONE);
}

static bool
has_tab_before(struct str line, struct str text)
{
	return memchr(line.p, '\t', text.n == 0 ? line.n :
	    (size_t)(text.p - line.p)) != NULL;
}

/*
 * Does each line hold a row, led by a tab like its cells?  Then several lines
 * have as many tabs, two at least, and no blank line parts them.
 */
static bool
has_led_rows(struct str text)
{
	struct str line;
	size_t lines = 0, tabs = 0;

	while (str_line(&text, &line)) {
		if (line.n == 0)
			continue;
		if (words_trim(line).n == 0 || line.p[0] != '\t' ||
		    (lines > 0 && str_count(line, '\t') != tabs))
			return false;
		tabs = str_count(line, '\t');
		lines++;
	}
	return lines > 1 && tabs > 1;
}

/* The next row of a sheet, whose cells in quotes may hold line breaks. */
static bool
sheet_line(struct str *rest, struct str *line)
{
	size_t n = row_quoted(*rest);
	struct str all = *rest;

	if (!str_line(rest, line))
		return false;
	if (n > line->n + 1) {
		*line = str_slice(all, 0, n);
		*rest = str_from(all, n + (n < all.n));
	}
	return true;
}

/* Pasted from a spreadsheet: a row a line, and a cell up to each tab. */
static bool
has_plain_rows(struct str text)
{
	struct str line, above = STR_NONE, begun = STR_NONE;
	bool led = true;

	while (sheet_line(&text, &line)) {
		if (line.n == 0)
			continue;
		if (begun.n > 0 && !row_breaks(above, begun, line))
			return false;
		begun = STR_NONE;
		if (memchr(line.p, '\t', line.n) == NULL) {
			if (row_is_bare(above, line))
				above = line;
			else
				begun = words_trim(line);
			continue;
		}
		led &= line.p[0] == '\t';
		above = line;
	}
	return !led && begun.n == 0;
}

/* Does each line stand in a mail that is quoted? */
static bool
is_quoted(struct str text)
{
	struct str line;

	while (str_line(&text, &line))
		if (line.n > 0 && line.p[0] != '>')
			return false;
	return true;
}

static void
read_line(struct reader *reader, struct str line)
{
	struct str text;

	if (reader->quoted && line.n > 0) {
		drop(reader, REPAIR_MARKUP, str_slice(line, 0, 1));
		line = str_from(line, 1 + (line.n > 1 && line.p[1] == ' '));
	}
	text = words_trim(line);

	if (reader->rules > 0) {
		read_drawn(reader, text);
	} else if (reader->flat_columns > 0) {
		if (text.n > 0)
			read_flat(reader, text);
	} else if (reader->blanks_between > 0 && text.n > 0) {
		read_spaced(reader, text);
	} else if (reader->plain_rows && text.n > 0 &&
	    memchr(line.p, '\t', line.n) == NULL &&
	    !row_is_bare(reader->above, line)) {
		reader->begun = text;
	} else if (reader->plain_rows && line.n > 0) {
		read_row(reader, line, '\t');
		if (memchr(line.p, '\t', line.n) == NULL)
			fill_row(reader);
		reader->above = line;
	} else if (reader->line_rows && text.n > 0) {
		read_row(reader, str_from(line, 1), '\t');
	} else if (has_tab_before(line, text)) {
		if (!reader->open || reader->blanks > 0)
			add_row(reader, line);
		reader->open = true;
		read_cells(reader, line);
	} else if (text.n == 0) {
		reader->blanks++;
		return;
	} else if (table_is_rule(text))
		drop(reader, REPAIR_MARKUP, text);
	else if (row_is_page_number(text))	/* of a page it goes over */
		drop(reader, REPAIR_PAGE_NUMBER, text);
	else if (memchr(text.p, '\t', text.n) != NULL)
		read_row(reader, text, '\t');
	else if (memchr(text.p, '|', text.n) != NULL && !reader->open)
		read_row(reader, text, '|');
	else
		read_more(reader, text);
	reader->blanks = 0;
}

/* --- mending rows ----------------------------------------------------- */

static struct str
entry_text(const struct entry *entry)
{
	return entry->n > 0 ? entry->v[0] : STR_NONE;
}

static bool
is_blank(const struct cells *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (row->v[i].n > 0)
			return false;
	return true;
}

static size_t
entry_chars(const struct entry *entry)
{
	size_t n = 0;

	for (size_t i = 0; i < entry->n; i++)
		n += char_count(entry->v[i]);
	return n;
}

/* The number of cells that most rows have; of two, the larger. */
static size_t
usual_columns(const struct reader *reader)
{
	unsigned counts[TABLE_COLUMNS_MAX + 1] = { 0 };
	size_t best = 1;

	for (size_t i = 0; i < reader->rows.n; i++)
		if (reader->rows.v[i].n <= TABLE_COLUMNS_MAX)
			counts[reader->rows.v[i].n]++;
	for (size_t i = 1; i <= TABLE_COLUMNS_MAX; i++)
		if (counts[i] > 0 && counts[i] >= counts[best])
			best = i;
	return best;
}

/* The cells of ROW go to the end of the row INTO. */
static void
join_rows(struct reader *reader, struct cells *into, const struct cells *row)
{
	for (size_t i = 0; i < row->n; i++)
		*VEC_ADD(&reader->lists, into) = row->v[i];
}

/*
 * A row that breaks off, several blank lines, and the rest of it: together
 * they have as many cells as most rows.
 */
static void
mend_broken(struct reader *reader)
{
	size_t usual = usual_columns(reader), n = 0;

	EACH(struct cells, row, reader->rows) {
		if (n > 0 && row->blanks > 1 &&
		    reader->rows.v[n - 1].n < usual &&
		    reader->rows.v[n - 1].n + row->n == usual)
			join_rows(reader, &reader->rows.v[n - 1], row);
		else
			reader->rows.v[n++] = *row;
	}
	reader->rows.n = n;
}

static bool
same_rows(const struct cells *a, const struct cells *b)
{
	size_t filled = 0;

	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		if (a->v[i].n != b->v[i].n)
			return false;
		for (size_t k = 0; k < a->v[i].n; k++)
			if (!str_eq(a->v[i].v[k], b->v[i].v[k]))
				return false;
		filled += a->v[i].n > 0;
	}
	return filled > 1;
}

static void
drop_row(struct reader *reader, enum repair_kind kind, const struct cells *row)
{
	for (size_t i = 0; i < row->n; i++)
		for (size_t k = 0; k < row->v[i].n; k++)
			drop(reader, kind, row->v[i].v[k]);
}

/* The head of a table that goes over pages was written on each of them. */
static void
drop_repeated(struct reader *reader)
{
	size_t n = 1;

	for (size_t i = 1; i < reader->rows.n; i++)
		if (same_rows(&reader->rows.v[0], &reader->rows.v[i]))
			drop_row(reader, REPAIR_HEADER, &reader->rows.v[i]);
		else
			reader->rows.v[n++] = reader->rows.v[i];
	reader->rows.n = n;
}

/*
 * Old Word tables with merged cells end in a row of empty ones that only hold
 * the widths: it has more cells than any other, or follows the sum.
 */
static void
drop_widths(struct reader *reader)
{
	const struct cells *last = &reader->rows.v[reader->rows.n - 1];
	size_t most = 0;
	struct str before;

	if (reader->rows.n < 2 || !is_blank(last) || last->n < 2)
		return;
	for (size_t i = 0; i + 1 < reader->rows.n; i++)
		if (reader->rows.v[i].n > most)
			most = reader->rows.v[i].n;
	before = entry_text(&last[-1].v[0]);
	if (last->n > most || (str_starts(before, STR("合")) &&
	    str_ends(before, STR("计"))))
		reader->rows.n--;
}

/* --- rows → grid ------------------------------------------------------ */

enum hold { HOLD_OWN, HOLD_LEFT, HOLD_UP };

struct slot {
	const struct entry *entry;	/* NULL: none of its own */
	enum hold hold;
};

/* What a cell holds, roughly: rows of one table are alike. */
enum sort { SORT_BLANK, SORT_NUMBER, SORT_WORD, SORT_TEXT };

static enum sort
sort_of(const struct entry *entry)
{
	size_t chars = entry_chars(entry);

	if (chars == 0)
		return SORT_BLANK;
	if (number_parse(entry_text(entry)) > 0 && entry->n == 1)
		return SORT_NUMBER;
	return chars <= 8 ? SORT_WORD : SORT_TEXT;
}

/* How like the cells of ROW from column SHIFT on are to those of LIKE. */
static int
likeness(const struct cells *row, const struct cells *like, size_t shift)
{
	int points = 0;

	for (size_t i = 0; i < row->n && i + shift < like->n; i++) {
		enum sort a = sort_of(&row->v[i]);
		enum sort b = sort_of(&like->v[i + shift]);

		points += a == b ? 2 : (a == SORT_WORD && b == SORT_TEXT) ||
		    (a == SORT_TEXT && b == SORT_WORD) ? 0 : -1;
	}
	return points;
}

/* Is column 0 one of groups: filled now and then, blank beside text below? */
static bool
has_groups(const struct reader *reader)
{
	size_t groups = 0, members = 0;

	for (size_t i = 1; i < reader->rows.n; i++) {
		const struct cells *row = &reader->rows.v[i];

		if (row->n != reader->columns || is_blank(row))
			continue;
		if (row->v[0].n > 0)
			groups++;
		else if (groups > 0 && entry_chars(&row->v[1]) > 0)
			members++;
	}
	return groups > 0 && members >= groups;
}

static struct slot *
slot_at(struct slot *slots, const struct reader *reader, size_t r, size_t c)
{
	return &slots[r * reader->columns + c];
}

/* The cells of row R at columns FROM.., the last one to the right edge. */
static void
put_cells(struct reader *reader, struct slot *slots, size_t r, size_t from)
{
	const struct cells *row = &reader->rows.v[r];

	for (size_t c = 0; c < from; c++)
		slot_at(slots, reader, r, c)->hold = r > 0 ? HOLD_UP :
		    HOLD_OWN;
	for (size_t c = from; c < reader->columns; c++) {
		struct slot *slot = slot_at(slots, reader, r, c);

		if (c - from < row->n)
			slot->entry = &row->v[c - from];
		else if (c > 0)
			slot->hold = HOLD_LEFT;
	}
}

/* 分年度: 1996, 1997, 1998 — the second row of a head, under its last cell. */
static bool
is_second_head(const struct reader *reader, size_t r)
{
	const struct cells *first = &reader->rows.v[0];
	const struct cells *row = &reader->rows.v[r];

	return r == 1 && reader->rows.n > 2 && first->n < reader->columns &&
	    row->n > 1 && first->n - 1 + row->n == reader->columns &&
	    reader->rows.v[2].n == reader->columns;
}

/* Blank cells beside labels are a form's: nothing below belongs to them. */
static bool
is_filled(const struct cells *row, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (row->v[i].n == 0)
			return false;
	return true;
}

/*
 * A row with fewer cells than there are columns: its last cell is wide, as in
 * forms; or the first columns belong to the row above, where that makes it
 * like the rows above; or a head spans the column of groups.
 */
static void
put_row(struct reader *reader, struct slot *slots, size_t r, bool groups)
{
	const struct cells *row = &reader->rows.v[r];
	size_t missing = reader->columns - row->n;
	const struct cells *like = NULL;

	if (is_second_head(reader, r)) {
		put_cells(reader, slots, r, missing);
		return;
	}
	if (r == 0 && groups && missing == 1 && row->n > 1) {
		put_cells(reader, slots, r, 1);
		slot_at(slots, reader, 0, 0)->entry = &row->v[0];
		slot_at(slots, reader, 0, 1)->entry = NULL;
		slot_at(slots, reader, 0, 1)->hold = HOLD_LEFT;
		return;
	}
	for (size_t i = r; i-- > 1 && like == NULL && r - i < 40;)
		if (reader->rows.v[i].n == reader->columns)
			like = &reader->rows.v[i];
	put_cells(reader, slots, r, missing > 0 && like != NULL &&
	    row->n > 1 && is_filled(like, missing) &&
	    likeness(row, like, missing) > likeness(row, like, 0) ?
	    missing : 0);
}

/* Blank cells of a group member belong to the cells above. */
static void
join_groups(struct reader *reader, struct slot *slots)
{
	for (size_t r = 2; r < reader->rows.n; r++) {
		const struct cells *row = &reader->rows.v[r];

		if (row->n != reader->columns || row->v[0].n > 0 ||
		    is_blank(row))
			continue;
		for (size_t c = 0; c < reader->columns; c++) {
			struct slot *slot = slot_at(slots, reader, r, c);
			const struct slot *above =
			    slot_at(slots, reader, r - 1, c);

			if (slot->entry != NULL && slot->entry->n == 0 &&
			    (above->hold == HOLD_UP ||
			    (above->entry != NULL && above->entry->n > 0))) {
				slot->entry = NULL;
				slot->hold = HOLD_UP;
			}
		}
	}
}

/* The photograph at the end of the first rows stands beside them all. */
static void
join_photo(struct reader *reader, struct slot *slots)
{
	const struct entry *entry = NULL;
	size_t last = reader->columns - 1;

	if (reader->rows.v[0].n == reader->columns)
		entry = &reader->rows.v[0].v[last];
	if (entry == NULL || entry->n == 0 || entry_chars(entry) > 10)
		return;
	for (size_t i = 0;; i++) {
		if (i == entry->n)
			return;
		if (str_has_one(entry->v[i], "照|相片"))
			break;
	}
	for (size_t r = 1; r < reader->rows.n && r < 6 &&
	    reader->rows.v[r].n == last; r++) {
		slot_at(slots, reader, r, last)->hold = HOLD_UP;
	}
}

/* --- grid → table ----------------------------------------------------- */

/* **单位** is a cell in bold; other stars may stand for a name. */
static struct run
bold_run(struct reader *reader, struct str s)
{
	struct str inner = words_unstarred(s);
	struct run run = { s, { reader->lines->file, (uint32_t)(s.p -
	    reader->lines->text.p) }, 0 };

	if (inner.n == s.n || words_trim(inner).n < inner.n)
		return run;
	drop(reader, REPAIR_MARKUP, str_slice(s, 0, 2));
	drop(reader, REPAIR_MARKUP, str_from(s, s.n - 2));
	return (struct run){ inner, { run.pos.file, run.pos.offset + 2 },
	    RUN_BOLD };
}

static struct texts
entry_paragraphs(struct reader *reader, const struct entry *entry)
{
	struct texts texts = { NULL, 0 };
	struct text *text;

	if (entry->n == 0)
		return texts;
	texts.v = text = NEW(reader->arena, struct text);
	texts.n = 1;
	text->v = NEW_ARRAY(reader->arena, struct run, entry->n);
	for (size_t i = 0; i < entry->n; i++) {
		struct run *run = &text->v[text->n++];
		const char *end = i > 0 ? entry->v[i - 1].p +
		    entry->v[i - 1].n : NULL;

		*run = bold_run(reader, entry->v[i]);
		if (i > 0 && memchr(end, '\n', (size_t)(entry->v[i].p -
		    end)) != NULL)
			run->flags |= RUN_BREAK;
	}
	return texts;
}

/* May the cell at R, C reach down to cover this row, all its columns? */
static bool
all_up(const struct reader *reader, struct slot *slots, size_t r, size_t c,
    size_t columns)
{
	for (size_t i = 0; i < columns; i++) {
		const struct slot *slot = slot_at(slots, reader, r, c + i);

		if (slot->entry != NULL || slot->hold == HOLD_OWN ||
		    (i == 0 && slot->hold != HOLD_UP) ||
		    (i > 0 && slot->hold == HOLD_OWN))
			return false;
	}
	return true;
}

/* The cell of its own at R, C covers what leans on it. */
static void
span_cell(struct reader *reader, struct slot *slots, struct table *table,
    size_t r, size_t c)
{
	struct cell *cell = &table->cells[r * reader->columns + c];
	size_t columns = 1, rows = 1;

	while (c + columns < reader->columns &&
	    slot_at(slots, reader, r, c + columns)->hold == HOLD_LEFT &&
	    slot_at(slots, reader, r, c + columns)->entry == NULL &&
	    !table->cells[r * reader->columns + c + columns].covered)
		columns++;
	while (r + rows < reader->rows.n &&
	    all_up(reader, slots, r + rows, c, columns))
		rows++;
	cell->colspan = (unsigned)columns;
	cell->rowspan = (unsigned)rows;
	for (size_t i = 0; i < rows * columns; i++) {
		struct cell *other = &table->cells[(r + i / columns) *
		    reader->columns + c + i % columns];

		if (other == cell)
			continue;
		other->covered = true;
		other->colspan = other->rowspan = 0;
	}
}

static bool
is_head(const struct reader *reader, const struct cells *row)
{
	if (reader->rows.n < 2 || row->n < 2)
		return false;
	for (size_t i = 0; i < row->n; i++)
		if (row->v[i].n == 0 ? i > 0 :
		    entry_chars(&row->v[i]) > 24)
			return false;
	return true;
}

/* Rows of labels with blanks beside them are a form: no head. */
static unsigned
head_rows(const struct reader *reader)
{
	const struct cells *first = &reader->rows.v[0];

	if (!is_head(reader, first))
		return 0;
	if (is_second_head(reader, 1))
		return 2;
	return first->n > 2 || reader->rows.v[1].n == first->n ? 1 : 0;
}

static unsigned
blank_rows(const struct reader *reader)
{
	unsigned n = 0;

	while (n < reader->rows.n && is_blank(
	    &reader->rows.v[reader->rows.n - 1 - n]))
		n++;
	return n;
}

/*
 * Is each row a label, a blank, a label?  A form ends in a blank, whose tab is
 * lost where the text was cut at the ends of its lines.
 */
static bool
lacks_blanks(const struct reader *reader)
{
	EACH(const struct cells, row, reader->rows) {
		if (row->n != reader->columns)
			return false;
		for (size_t c = 0; c < row->n; c++)
			if ((row->v[c].n > 0) != (c % 2 == 0))
				return false;
	}
	return reader->rows.n > 1 && reader->columns > 2 &&
	    reader->columns % 2 == 1;
}

static struct table *
make_table(struct reader *reader)
{
	struct table *table = NEW(reader->arena, struct table);
	size_t n = reader->rows.n * reader->columns;
	struct slot *slots = NEW_ARRAY(&reader->lists, struct slot, n);
	bool groups = has_groups(reader);

	for (size_t r = 0; r < reader->rows.n; r++)
		put_row(reader, slots, r, groups);
	if (groups)
		join_groups(reader, slots);
	join_photo(reader, slots);
	table->rows = (unsigned)reader->rows.n;
	table->columns = (unsigned)reader->columns;
	table->header_rows = head_rows(reader);
	table->form = table->header_rows == 0;
	table->controls = table->form || blank_rows(reader) > 0;
	table->pos = (struct pos){ reader->lines->file,
	    reader->rows.v[0].offset };
	table->cells = NEW_ARRAY(reader->arena, struct cell, n);
	for (size_t i = 0; i < n; i++) {
		struct cell *cell = &table->cells[i];

		cell->pos = table->pos;
		if (cell->covered)
			continue;
		span_cell(reader, slots, table, i / reader->columns,
		    i % reader->columns);
		if (slots[i].entry == NULL)
			continue;
		cell->paragraphs = entry_paragraphs(reader, slots[i].entry);
		if (cell->paragraphs.n > 0)
			cell->pos = text_pos(cell->paragraphs.v[0]);
	}
	return table;
}

static size_t
count_rules(struct str text)
{
	struct str line;
	size_t n = 0;

	while (str_line(&text, &line))
		n += row_draws(words_trim(line));
	return n;
}

/* Is there room for so many CELLS of what begins at S? */
static bool
holds(struct reader *reader, struct str s, size_t cells)
{
	budget_lend(reader->arena, &reader->lists);
	return budget_holds(reader->arena, reader->findings, (struct pos){
	    reader->lines->file, (uint32_t)(s.p - reader->lines->text.p) },
	    cells * (sizeof(struct slot) + sizeof(struct cell)));
}

struct table *
grid_read(struct arena *arena, const struct lines *lines, size_t from,
    size_t to, struct dropped *dropped, struct findings *findings)
{
	struct reader reader = { .arena = arena, .lines = lines,
	    .dropped = dropped, .findings = findings };
	struct str rest = str_slice(lines->text, from, to), line;
	size_t before = dropped->list.n, end;
	struct table *table = NULL;

	reader.line_rows = has_led_rows(rest);
	reader.plain_rows = !reader.line_rows && has_plain_rows(rest);
	reader.blanks_between = has_spaced_rows(rest, 2) ? 2 :
	    has_spaced_rows(rest, 1) ? 1 : 0;
	reader.flat_columns = row_flat_columns(rest, &end);
	reader.quoted = reader.plain_rows && is_quoted(rest);
	if (row_draws(words_trim(str_slice(rest, 0, str_find(rest, STR("\n"),
	    0)))))
		reader.rules = count_rules(rest);
	while ((reader.plain_rows ? sheet_line(&rest, &line) :
	    str_line(&rest, &line)) && holds(&reader, line, 0))
		read_line(&reader, line);
	if (reader.rows.n > 0) {
		mend_broken(&reader);
		drop_repeated(&reader);
		drop_widths(&reader);
	}
	for (size_t i = 0; i < reader.rows.n; i++)
		if (reader.rows.v[i].n > reader.columns)
			reader.columns = reader.rows.v[i].n;
	if (reader.plain_rows && lacks_blanks(&reader)) {
		reader.columns++;
		for (size_t i = 0; i < reader.rows.n; i++)
			VEC_ADD(&reader.lists, &reader.rows.v[i]);
	}
	/* Rows of bare strokes have no cell. */
	if (reader.columns == 0 || reader.columns > TABLE_COLUMNS_MAX ||
	    reader.rows.n > TABLE_ROWS_MAX ||
	    reader.rows.n * reader.columns > TABLE_CELLS_MAX ||
	    !holds(&reader, str_slice(lines->text, from, to),
	    reader.rows.n * reader.columns))
		dropped->list.n = before;
	else
		table = make_table(&reader);
	arena_release(&reader.lists);
	return table;
}
