/*
 * Which rows are one paragraph: text that was wrapped at some width, lines of
 * Markdown that go on, a title over several lines.
 * In: the rows of a file; out: row.last is false where the next one goes on.
 * It is decided for a text as a whole, how its full lines end.  Read it from
 * the end.
 */
#include "reader.h"

#include "../text/chars.h"
#include "../text/date.h"

/* Bytes of a day without blanks: 二〇二六年十二月二十二日. */
#define DAY_BYTES	40

/* In a double-spaced text a blank line says nothing. */
static void
find_spacing(struct reader *reader)
{
	size_t apart = 0, n = 0;

	for (size_t i = 1; i < reader->row_count; i++)
		if (!reader->rows[i].cell && !reader->rows[i - 1].cell) {
			n++;
			apart += reader->rows[i].blanks > 0;
		}
	reader->spacing = !reader->source->authored && n >= 8 &&
	    apart * 10 >= n * 9;
}

/* --- hard-wrapped text ------------------------------------------------ */

/* What lines of one width say about a text. */
struct wrapping {
	unsigned width;			/* of a full line, in half-widths */
	bool indents;			/* paragraphs begin with blanks */
	bool wrapped;
	unsigned ordinals[ORDINAL_CHAPTER + 1];	/* the last, by style */
};

#define WIDTH_MAX	240
/* No text is wrapped at fewer half-widths. */
#define WRAPPED_MIN	40
/* 欧阳晓岚， */
#define NAME_BYTES	15
#define PROSE		"，|、|,"

/* Widths are asked for many times. */
static void
find_widths(struct reader *reader)
{
	EACH_OF(struct row, row, reader->rows, reader->row_count) {
		struct str text = row_text(reader, row);

		row->width = row->columns + (text.n > WIDTH_MAX * 3 ?
		    WIDTH_MAX : (unsigned)(text_width(text) / 50));
	}
}

size_t
wrap_next(const struct reader *reader, size_t i)
{
	do
		i++;
	while (i < reader->row_count &&
	    row_is_page_number(row_text(reader, &reader->rows[i])));
	return i;
}

static bool
is_full(const struct wrapping *w, const struct row *row)
{
	return !row->cell && row->width + 5 >= w->width;
}

/* 周某，男，… over 林某，女，…: lines of a list that begin with a name. */
static bool
are_names(struct str a, struct str b)
{
	return str_has_one(str_slice(a, 0, a.n < NAME_BYTES ? a.n :
	    NAME_BYTES), "，") && str_has_one(str_slice(b, 0,
	    b.n < NAME_BYTES ? b.n : NAME_BYTES), "，");
}

/* Does ROW end in the middle of a sentence, with more of it right below? */
static bool
is_cut(const struct reader *reader, const struct row *row)
{
	struct str s = row_text(reader, row);

	return !row->cell && !row[1].cell && row[1].blanks == 0 &&
	    !sentence_ends(s) && !are_names(s, row_text(reader, row + 1));
}

/*
 * A text is wrapped when many lines of one width end in the middle of a
 * sentence, hardly any is longer, and what they begin ends as sentences do.  A
 * paragraph a line is not, nor a list with a name a line.
 */
static struct wrapping
find_wrapping(const struct reader *reader)
{
	unsigned counts[WIDTH_MAX + 1] = { 0 }, total = 0, above = 0;
	unsigned full = 0, cut = 0, prose = 0, hanging = 0;
	struct wrapping w = { 0 };
	int ends = 0;		/* of paragraphs, with a stop and without */

	for (size_t i = 0; i < reader->row_count; i++) {
		unsigned width = reader->rows[i].width;

		if (reader->rows[i].cell)
			continue;
		counts[width < WIDTH_MAX ? width : WIDTH_MAX]++;
		total++;
	}
	for (w.width = WIDTH_MAX; w.width > 0; w.width--)
		if ((above += counts[w.width]) * 50 > total)
			break;
	if (w.width < WRAPPED_MIN || w.width > 120)
		return w;
	for (size_t i = 0; i + 1 < reader->row_count; i++) {
		const struct row *row = &reader->rows[i];

		if (!is_full(&w, row))
			continue;
		full++;
		if (!is_cut(reader, row))
			continue;
		cut++;
		prose += str_has_one(row_text(reader, row), PROSE);
		hanging += row->columns >= 2 && row[1].columns == 0;
		if (i + 2 == reader->row_count || !is_cut(reader, row + 1) ||
		    !is_full(&w, row + 1))
			ends += sentence_ends(row_text(reader, row + 1)) ?
			    1 : -1;
	}
	for (size_t i = 0, paragraphs = 0; i < reader->row_count; i++) {
		paragraphs += reader->rows[i].columns >= 3;
		w.indents |= paragraphs >= 3;
	}
	/* Where paragraphs are indented a line that is not goes on. */
	w.wrapped = (cut * 2 > full && cut * 12 > total && cut >= 3 &&
	    prose * 2 > cut && ends >= 0) ||
	    (w.indents && cut > 0 && cut == hanging);
	return w;
}

/* What begins a line of its own, wherever the one above it ends. */
#define BEGINNINGS	(CUE_BIT(KEY_CC) | CUE_BIT(KEY_REPORT) | \
	CUE_BIT(KEY_SEND) | CUE_BIT(KEY_SUBJECT) | \
	CUE_BIT(KEY_DISCLOSURE) | CUE_BIT(KEY_FORM_NOTE) | CUE_BIT(ATTACH) | \
	CUE_BIT(IS_DATE) | CUE_BIT(DATED) | CUE_BIT(PRINTED) | \
	CUE_BIT(DOC_NUMBER) | CUE_BIT(BRACKETED) | CUE_BIT(COLUMNS))

/*
 * Does LINE begin something else, by what stands right above: a signature or a
 * contact after a sentence, the recipients or the number under the title?
 */
static bool
begins_by(const struct line *above, const struct line *line)
{
	if (line_has_label(above) && line_has_label(line))
		return true;
	if (sentence_ends(above->text))
		return (line->cues & (CUE_BIT(ORGAN) | CUE_BIT(CLOSING) |
		    CUE_BIT(KEY_CONTACT))) != 0;
	return ((above->cues & CUE_BIT(KEY_CONTACT)) &&
	    (line->cues & CUE_BIT(KEY_CONTACT))) ||
	    ((above->cues & CUE_BIT(GENRE)) && !(above->cues &
	    (CUE_BIT(HAS_COMMA) | CUE_BIT(HAS_STOP) | CUE_BIT(ATTACH))) &&
	    (line->cues & CUE_BIT(ADDRESSED)));
}

/* In wrapped text: does ROW go on with the paragraph of the row BEFORE? */
static bool
goes_on(const struct reader *reader, struct wrapping *w,
    const struct row *before, const struct row *row)
{
	struct str last = row_text(reader, before);
	struct line line = { .text = row_text(reader, row) };
	struct line above = { .text = last };
	bool ordinal, next;

	if (before->cell || row->cell || before->kind != LINE_TEXT ||
	    row->kind != LINE_TEXT || before->ends || row->begins ||
	    before->styled > 0 || row->styled > 0)
		return false;
	line_look(&line);
	line_look(&above);
	if ((line.cues | above.cues) & CUE_BIT(IS_RULE))
		return false;
	ordinal = (line.cues & CUE_BIT(ORDINAL)) != 0;
	next = ordinal && (line.number == w->ordinals[line.style] + 1 ||
	    (line.number == 1 && line.style == ORDINAL_HAN_BRACKET));
	if (ordinal)
		w->ordinals[line.style] = line.number;
	else if (line.cues & CUE_BIT(ATTACH)) {		/* 附件：1.甲 */
		struct ordinal first = ordinal_parse(str_slice(line.text,
		    line.key, line.key + 40));

		w->ordinals[ORDINAL_DIGIT] = first.style == ORDINAL_DIGIT ?
		    first.number : 0;
	}
	if (((line.cues & BEGINNINGS) && !(line.cues & CUE_BIT(ANNEX))) ||
	    next || begins_by(&above, &line))
		return false;
	if (before->width + 5 < w->width)
		return w->indents && row->columns < 3 && row->blanks == 0 &&
		    !sentence_ends(last) && str_has(last, STR("，"));
	if (row->columns >= 3 && before->columns < row->columns)
		return false;
	if (!sentence_ends(last))
		return row->columns < 8;
	return w->indents && row->columns < 3 && !ordinal;
}

/* Does the line end within 《 or （? */
static bool
is_open_at_end(struct str s)
{
	int open = 0;

	for (size_t at = 0; at < s.n;) {
		uint32_t c = char_next(s, &at);

		if (c == U'《' || c == U'（')
			open++;
		else if ((c == U'》' || c == U'）') && open > 0)
			open--;
	}
	return open > 0;
}

/*
 * 根据《 over 国务院…的通知》精神: no paragraph ends inside a bracket.  A title
 * may have its lines broken there.
 */
static bool
is_cut_inside(const struct reader *reader, const struct row *row,
    const struct row *next)
{
	struct line line = { .text = row_text(reader, row) };
	struct line below = { .text = row_text(reader, next) };

	if (row->cell || next->cell || row->kind != LINE_TEXT ||
	    next->kind != LINE_TEXT || row->ends || next->begins ||
	    next->blanks > reader->spacing || sentence_ends(line.text) ||
	    (!is_open_at_end(line.text) && !str_is_one(line.text, "依据") &&
	    !str_ends_one(line.text, "根据|按照|第")))	/* a link below */
		return false;
	line_look(&line);
	line_look(&below);
	return !(line.cues & (CUE_BIT(ABOUT_IN) | CUE_BIT(GENRE) |
	    CUE_BIT(IS_TABLE))) && !(below.cues & (BEGINNINGS |
	    CUE_BIT(ORDINAL) | CUE_BIT(ADDRESSED) | CUE_BIT(ORGAN) |
	    CUE_BIT(IS_DATE)));
}

/* 2026 over 年3月21日, 2026年3月 over 21日: a day broken over two lines. */
static bool
is_cut_day(const struct reader *reader, const struct row *row,
    const struct row *next)
{
	struct str s = row_text(reader, row), rest = row_text(reader, next);
	struct date date;
	size_t length;

	if (s.n + rest.n > DAY_BYTES || s.n < 4 || row->cell || next->cell ||
	    next->blanks > reader->spacing || !str_ends(rest, STR("日")) ||
	    (!char_is_digit(char_at(s, 0)) &&
	    !str_starts(s, STR("二"))) || date_cues(rest) != 0)
		return false;
	s = str_cat(reader->arena, s, rest);
	return date_parse(s, &date, &length) && length == s.n && date.day > 0;
}

/* Names side by side of which a line has at least so many. */
#define NAMES_MIN	4

/*
 * Is S names that blanks part, one of which was cut at its END, or at its
 * beginning: 方　云　林云岭　赵 over 岭　吴川?  Characters alone go in pairs.
 */
static bool
has_cut_name(struct str s, bool end)
{
	size_t groups = 0, singles = 0, chars = 0, first = 0, last = 0;

	for (size_t at = 0; at < s.n;) {
		uint32_t c = char_next(s, &at);

		if (!char_is_space(c) && (!char_is_han(c) || chars == 4))
			return false;
		chars += !char_is_space(c);
		if (chars == 0 || (at < s.n && !char_is_space(c)))
			continue;
		first = groups++ == 0 ? chars : first;
		last = chars;
		singles += chars == 1;
		chars = 0;
	}
	return groups >= (end ? NAMES_MIN : 1) && singles % 2 == 1 &&
	    (end ? last : first) == 1;
}

static bool
is_cut_name(const struct reader *reader, const struct row *row,
    const struct row *next)
{
	return row->kind == LINE_TEXT && next->kind == LINE_TEXT &&
	    !row->cell && !next->cell && !row->ends && !next->begins &&
	    next->blanks <= reader->spacing &&
	    has_cut_name(row_text(reader, row), true) &&
	    has_cut_name(row_text(reader, next), false);
}

/* Mark the rows that others go on from, over page numbers between. */
static void
join_wrapped(struct reader *reader)
{
	struct wrapping w = find_wrapping(reader);
	size_t next;

	for (size_t i = 0; i < reader->row_count; i = next) {
		struct row *row = &reader->rows[i];

		next = wrap_next(reader, i);
		row->last = next == reader->row_count || ((!w.wrapped ||
		    !goes_on(reader, &w, row, &reader->rows[next]) ||
		    (next == i + 1 && reader->rows[next].blanks > 0)) &&
		    !is_cut_inside(reader, row, &reader->rows[next]) &&
		    !is_cut_day(reader, row, &reader->rows[next]) &&
		    !is_cut_name(reader, row, &reader->rows[next]));
		for (size_t k = i + 1; k < next; k++)
			reader->rows[k].last = true;
	}
}

/* Lines of a paragraph are as wide as each other, but for so much. */
#define RAGGED		3

/*
 * May the row be a line of a paragraph that was broken at WIDTH, by itself?
 * The FIRST may have an ordinal; the LAST ends its sentence, the others do not.
 */
static bool
is_of_paragraph(const struct reader *reader, const struct row *row,
    unsigned width, bool first, bool last)
{
	struct line line = { .text = row_text(reader, row) };

	if (row->kind != LINE_TEXT || row->cell || row->styled > 0 ||
	    row->width > width + RAGGED ||
	    (!last && row->width + RAGGED < width) ||
	    (!first && (row->begins || row->blanks > 0 || row->columns > 0)) ||
	    (!last && row->ends) || sentence_ends(line.text) != last)
		return false;
	line_look(&line);
	if (!first && str_starts_one(line.text, "请|望|希望|各"))
		return false;		/* a request without its full stop */
	return !(line.cues & (BEGINNINGS | CUE_BIT(ADDRESSED) |
	    CUE_BIT(GENRE) | CUE_BIT(ABOUT) | CUE_BIT(ORGAN) |
	    CUE_BIT(CLOSING) | CUE_BIT(IS_RULE) | CUE_BIT(KEY_CONTACT) |
	    CUE_BIT(KEY_FILL) | CUE_BIT(WEB_BAR) | CUE_BIT(WEB_KEY))) &&
	    (first || !(line.cues & CUE_BIT(ORDINAL)));
}

/* Is row I as wide as any of the text, and broken inside a word? */
static bool
is_widest(const struct reader *reader, size_t i, unsigned widest)
{
	struct str s = row_text(reader, &reader->rows[i]);

	return reader->rows[i].width + RAGGED >= widest &&
	    (char_is_han(char_last(s)) || char_is_digit(char_last(s)));
}

static unsigned
widest_row(const struct reader *reader)
{
	unsigned widest = 0;

	for (size_t i = 0; i < reader->row_count; i++)
		if (!reader->rows[i].cell && reader->rows[i].width > widest)
			widest = reader->rows[i].width;
	return widest;
}

/*
 * In a text that is too short to show how it is wrapped: two lines and more of
 * one width that end in the middle of a sentence, over one that ends it.  One
 * is enough where none is wider and it is broken inside a word.
 */
static void
join_blocks(struct reader *reader)
{
	size_t n = reader->row_count;
	unsigned widest = widest_row(reader);

	for (size_t i = 0, end; i + 1 < n; i = end > i ? end : i + 1) {
		unsigned width = reader->rows[i].width;
		size_t full = 0, above = i;
		bool marks = false;

		end = i;
		if (width < WRAPPED_MIN || width > WIDTH_MAX / 2)
			continue;
		while (end < n && is_of_paragraph(reader, &reader->rows[end],
		    width, full == 0, false) && (full == 0 || !are_names(
		    row_text(reader, &reader->rows[above]),
		    row_text(reader, &reader->rows[end])))) {
			marks |= str_has_one(row_text(reader,
			    &reader->rows[end]), "，|。|、");
			full++;
			above = end;
			end = wrap_next(reader, end);
		}
		if (full == 0 || (full == 1 && !is_widest(reader, i,
		    widest)) || !marks || end == n || are_names(
		    row_text(reader, &reader->rows[above]),
		    row_text(reader, &reader->rows[end])) ||
		    !is_of_paragraph(reader, &reader->rows[end], width, false,
		    true))
			continue;
		for (size_t k = i; k < end; k = wrap_next(reader, k))
			reader->rows[k].last = false;
	}
}

/* --- wrapped paragraphs among others ---------------------------------- */

/* Lines of one width, but for an indent and marks of half a width. */
#define WIDTH_SLACK	8
#define CUT_LEAST	3

/* Is ROW, wide enough to be wrapped, of prose that goes on below? */
static bool
is_cut_prose(const struct reader *reader, const struct row *row)
{
	return is_cut(reader, row) && row->kind == LINE_TEXT &&
	    row[1].kind == LINE_TEXT && !row->ends && !row[1].begins &&
	    row->width >= WRAPPED_MIN &&
	    str_has_one(row_text(reader, row), PROSE) &&
	    ordinal_parse(row_text(reader, row + 1)).number == 0;
}

/*
 * Pasted from a page that wrapped some of its paragraphs, parted by blank
 * lines: each line that ends in the middle of a sentence is of one width, and
 * ends with others of its kind in one that ends a sentence, with a blank line
 * below it.  A list of names has no such end.
 */
static void
join_some(struct reader *reader)
{
	struct row *rows = reader->rows;
	unsigned least = WIDTH_MAX, most = 0, cuts = 0;

	for (size_t i = 0; i + 1 < reader->row_count; i++) {
		const struct row *next = &rows[i + 1];
		unsigned width = rows[i].width;

		if (!is_cut_prose(reader, &rows[i]))
			continue;
		cuts++;
		least = width < least ? width : least;
		most = width > most ? width : most;
		if (i + 2 < reader->row_count && next[1].blanks == 0 ?
		    !is_cut_prose(reader, next) :
		    !sentence_ends(row_text(reader, next)))
			return;
	}
	if (cuts < CUT_LEAST || most >= WIDTH_MAX ||
	    most > least + WIDTH_SLACK)
		return;
	for (size_t i = 0; i + 1 < reader->row_count; i++)
		if (is_cut_prose(reader, &rows[i]))
			rows[i].last = false;
}

/* --- paragraphs of Markdown ------------------------------------------- */

/* A heading alone in its line, with its text below. */
static bool
stands_alone(const struct line *line, const struct line *next)
{
	return (line->cues & CUE_BIT(ORDINAL)) && (line->cues &
	    CUE_BIT(SHORT)) && !(line->cues & CUE_BIT(HAS_COMMA)) &&
	    next->chars > line->chars;
}

/* As Chinese paragraphs are: by two blanks of full width. */
static bool
has_indent(const struct reader *reader, const struct row *row)
{
	size_t n = STR("　　").n;

	return row->columns >= 4 && row->offset >= n && str_eq(str_slice(
	    reader->text, row->offset - n, row->offset), STR("　　"));
}

/* It has marks of a sentence and no end: 为了…，经研究 */
static bool
is_broken(const struct line *line)
{
	return (line->cues & (CUE_BIT(HAS_COMMA) | CUE_BIT(HAS_STOP))) &&
	    !(line->cues & (CUE_BIT(STOP) | CUE_BIT(COLON) |
	    CUE_BIT(KEY_CONTACT) | CUE_BIT(ATTACH) | CUE_BIT(KEY_CC) |
	    CUE_BIT(KEY_REPORT) | CUE_BIT(KEY_SEND)));
}

/*
 * May the row NEXT belong to the paragraph of row I, as it does in Markdown
 * where no blank line parts them?  It is not indented as Chinese paragraphs
 * are, no element, not the signature above a date, and has no ordinal.  A short
 * line is not wrapped, but for what stands inside a list or a quote.
 */
static bool
may_go_on(const struct reader *reader, size_t i, size_t next_row)
{
	const struct row *row = &reader->rows[i];
	const struct row *next = &reader->rows[next_row];
	struct line line = { .text = row_text(reader, row) };
	struct line below = { .text = row_text(reader, next) };
	bool narrow;

	if (row->cell || next->cell || row->kind != LINE_TEXT ||
	    next->kind != LINE_TEXT || row->ends || next->begins ||
	    next->blanks > 0 || has_indent(reader, next) ||
	    are_names(line.text, below.text) || (i > 0 && row->blanks == 0 &&
	    are_names(row_text(reader, row - 1), line.text)))
		return false;
	narrow = !next->inside && row->width < WRAPPED_MIN;
	/* So it is with most lines that are short: none is looked at. */
	if (narrow && !str_has_one(line.text, "，|,|。"))
		return false;
	line_look(&line);
	if (narrow && !is_broken(&line))
		return false;
	line_look(&below);
	if (((line.cues & CUE_BIT(ADDRESSED)) && (line.cues &
	    CUE_BIT(COLON))) || ((line.cues & CUE_BIT(GENRE)) &&
	    ((below.cues & CUE_BIT(ADDRESSED)) ||
	    words_doc_number(below.text) > 0)) || (str_starts(line.text,
	    STR("各")) && !(line.cues & CUE_BIT(SENTENCE)) &&
	    words_addressed(line.text)) || web_begins_key(line.text) ||
	    web_begins_key(below.text))
		return false;
	if ((below.cues & (BEGINNINGS | CUE_BIT(ORGAN))) ||
	    ((below.cues & CUE_BIT(KEY_CONTACT)) && !next->inside &&
	    !is_broken(&line)) || (line_has_label(&line) &&
	    line_has_label(&below)) ||
	    (line.cues & (CUE_BIT(IS_DATE) | CUE_BIT(DATED) |
	    CUE_BIT(PRINTED) | CUE_BIT(DOC_NUMBER) |
	    CUE_BIT(IS_RULE))) || (below.cues & CUE_BIT(IS_RULE)) ||
	    line.said > 0 || below.said > 0 || stands_alone(&line, &below) ||
	    ((line.cues | below.cues) & CUE_BIT(WEB_BAR)))
		return false;
	if (sentence_ends(line.text) && (below.cues & CUE_BIT(CLOSING)))
		return false;
	/* Not wrapped there, or the next would be no wider. */
	if ((line.cues & CUE_BIT(ORDINAL)) && !next->inside &&
	    row->width + 5 < next->width)
		return false;
	if (sentence_ends(line.text) && next_row + 1 < reader->row_count) {
		struct line date = { .text = row_text(reader, next + 1) };

		line_look(&date);
		if (date.cues & CUE_BIT(IS_DATE))
			return false;
	}
	return !(below.cues & CUE_BIT(ORDINAL));
}

/*
 * Rows that go on from each other are one paragraph where the text is wrapped:
 * more of them are full and end in the middle of a sentence than not.  Where
 * each line is a paragraph, as in plain text, they stay apart.
 */
static void
join_marked(struct reader *reader)
{
	size_t n = reader->row_count, ends = 0, middles = 0, next;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; (next = wrap_next(reader, i)) < n;
		    i = next) {
			struct row *row = &reader->rows[i];
			bool on = may_go_on(reader, i, next);

			if (on && reader->rows[next].inside)
				row->last = false;
			else if (on && pass == 0) {
				struct line line = {
					.text = row_text(reader, row) };
				bool apart;

				line_look(&line);
				apart = sentence_ends(line.text) ||
				    !str_has_one(line.text, PROSE) ||
				    (!is_broken(&line) &&
				    row->width + 5 <
				    reader->rows[next].width);

				ends += apart;
				middles += !apart;
			} else if (on)
				row->last = false;
		}
		if (middles <= ends)
			return;
	}
}

/* The rows of a title above === are one line. */
static void
join_titles(struct reader *reader)
{
	EACH_OF(struct row, row, reader->rows, reader->row_count) {
		for (size_t k = 0; k < row->joined; k++)
			row[k].last = k + 1 == row->joined;
	}
}

/*
 * 附件：1.某某清单调整, 情况说明, 2.某某清单 in rows below each other: a name
 * that ends in no kind of paper goes on up to the next number.
 */
static void
join_names(struct reader *reader)
{
	unsigned last = 0;	/* of the list that row I is in */

	for (size_t i = 0; i + 2 < reader->row_count; i++) {
		struct row *row = &reader->rows[i];
		struct str s = row_text(reader, row);
		struct str more = row_text(reader, row + 1);
		struct attach a = words_attach(s);
		unsigned number = ordinal_parse(str_from(s, a.length)).number;

		if (!a.colon && number > 0 && number != last + 1)
			last = 0;
		else if (number > 0 && (a.colon || last > 0))
			last = number;
		if (number > 0 && last == number && !row->cell &&
		    row[1].blanks + row[2].blanks == 0 &&
		    ordinal_parse(row_text(reader, row + 2)).number ==
		    number + 1 && (words_paper(more) || words_genre(more)) &&
		    ordinal_parse(more).number == 0 && !words_paper(s) &&
		    !words_genre(s) && !str_has_one(more, "：|:"))
			row->last = false;
	}
}

void
wrap_find(struct reader *reader)
{
	find_widths(reader);
	find_spacing(reader);
	join_wrapped(reader);
	if (reader->marked)
		join_marked(reader);
	else {
		join_blocks(reader);
		join_some(reader);
	}
	join_names(reader);
	join_titles(reader);
}
