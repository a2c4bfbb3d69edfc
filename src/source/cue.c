/*
 * What is seen on a line by itself.
 * In: rows of the file (row.c).  Out: lines, joined where hard breaks cut them,
 * each with its cues; words.c tells the words.  Read it from lines_read.
 */
#include "line.h"

#include <string.h>

#include "../text/chars.h"
#include "../text/date.h"
#include "heading.h"
#include "table.h"

/* Characters of a title in one line. */
#define TITLE_MAX	150
/* Bytes of a date alone in its line. */
#define DATE_BYTES	64
/* Bytes of a row whose cells stand in one line. */
#define GRID_BYTES	3000
#define GRID_COLUMNS	32	/* counted apart; more are one kind */
/* The same without blanks, as 二〇二六年十二月二十二日 has. */
#define DAY_BYTES	40
/* Characters of a line that are looked at; marks are at its ends. */
#define LOOK_MAX	120
/* Bytes of the longest line that names recipients. */
#define ADDRESSED_BYTES	(ELEMENT_MAX * 9)
#define SHORT_MAX	26
#define MIDDLE_MAX	60
/* Lines from the first that are near the top. */
#define TOP_LINES	14
/* A shorter line may be an element, which is one piece: no page is in it. */
#define PROSE_BYTES	(ELEMENT_MAX * 3)
/* An ordinal beyond this is a year or a quantity. */
#define ORDINAL_MAX	999

_Static_assert(CUE_OWN_COUNT <= 64 && CUE_COUNT <= 128,
    "a set of cues is 64 bits");

/* --- rows → lines --------------------------------------------------- */

struct reader {
	struct arena *arena;
	struct str text;
	struct findings *findings;
	struct rows *source;
	struct row *rows;		/* of it */
	size_t row_count;
	VEC(struct line) lines;
	VEC(struct run) runs;		/* of the lines, in their order */
	bool marked;
	unsigned spacing;		/* blank lines between all lines */
	unsigned page;			/* the last page number seen */
	size_t emphasis;		/* those before it are done */
	bool top;			/* no running text yet */
	bool addressed;			/* 主送 has stood above */
};

static struct str
row_text(const struct reader *reader, const struct row *row)
{
	return str_slice(reader->text, row->offset,
	    (size_t)row->offset + row->length);
}

static struct pos
pos_of(const struct reader *reader, struct str s)
{
	return (struct pos){ reader->source->file,
	    (uint32_t)(s.p - reader->text.p) };
}

static void	look(struct line *);
static uint64_t	date_cues(struct str);

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

static unsigned
row_width(const struct reader *reader, const struct row *row)
{
	struct str text = row_text(reader, row);

	return row->columns + (text.n > WIDTH_MAX * 3 ? WIDTH_MAX :
	    (unsigned)(text_width(text) / 50));
}

static bool
ends_sentence(struct str s)
{
	size_t at = s.n;
	uint32_t c = char_before(s, &at);

	if (c == 0x201d || c == 0xff09 || c == ')' || c == 0x300b)
		c = char_before(s, &at);
	if (c == '.')
		return char_is_han(char_before(s, &at));
	return char_place(STR("。！？；;：:…"), c) >= 0;
}

static bool
is_rule(struct str s)
{
	size_t at = 0, n = 0;

	if (str_eq(s, STR("★")) || str_eq(s, STR("☆")))	/* in the red one */
		return true;
	while (at < s.n) {
		uint32_t c = char_next(s, &at);

		if (char_is_space(c))
			continue;
		if (char_place(STR("-_=*—─━═＿－―￣~"), c) < 0)
			return false;
		n++;
	}
	return n >= 3;
}

/* The next row after I that is no page number. */
static size_t
next_row(const struct reader *reader, size_t i)
{
	do
		i++;
	while (i < reader->row_count &&
	    row_is_page_number(row_text(reader, &reader->rows[i])));
	return i;
}

/*
 * A text is wrapped when many lines of one width end in the middle of a
 * sentence and hardly any is longer.  A paragraph a line is not.
 */
static struct wrapping
find_wrapping(const struct reader *reader)
{
	unsigned counts[WIDTH_MAX + 1] = { 0 }, total = 0, above = 0;
	unsigned full = 0, cut = 0, hanging = 0;
	struct wrapping w = { 0 };

	for (size_t i = 0; i < reader->row_count; i++) {
		unsigned width = row_width(reader, &reader->rows[i]);

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
		const struct row *next = &reader->rows[i + 1];

		if (row->cell || row_width(reader, row) + 5 < w.width)
			continue;
		full++;
		if (ends_sentence(row_text(reader, row)) ||
		    next->blanks > 0 || next->cell)
			continue;
		cut++;
		hanging += row->columns >= 2 && next->columns == 0;
	}
	w.wrapped = cut * 2 > full && cut * 12 > total && (cut >= 3 ||
	    (cut == 2 && hanging == 2));
	for (size_t i = 0, paragraphs = 0; i < reader->row_count; i++) {
		paragraphs += reader->rows[i].columns >= 3;
		w.indents |= paragraphs >= 3;
	}
	return w;
}

/* Characters of the label of a line with its colon: 检查时间：. */
#define LABEL_CHARS	7

/* What begins a line of its own, wherever the one above it ends. */
#define BEGINNINGS	(CUE_BIT(KEY_CC) | CUE_BIT(KEY_REPORT) | \
	CUE_BIT(KEY_SEND) | CUE_BIT(KEY_SUBJECT) | \
	CUE_BIT(KEY_DISCLOSURE) | CUE_BIT(KEY_FORM_NOTE) | CUE_BIT(ATTACH) | \
	CUE_BIT(IS_DATE) | CUE_BIT(DATED) | CUE_BIT(PRINTED) | \
	CUE_BIT(DOC_NUMBER) | CUE_BIT(BRACKETED) | CUE_BIT(COLUMNS))

/* 报到地点：… has a label of a few characters before it. */
static bool
has_label(const struct line *line)
{
	size_t n = line->cues & CUE_BIT(COLON_IN) ? heading_lead(line->text) :
	    0;

	return n > 0 && char_count(str_slice(line->text, 0, n)) <=
	    LABEL_CHARS;
}

/*
 * Does LINE begin something else, by what stands right above: a signature or a
 * contact after a sentence, the recipients or the number under the title?
 */
static bool
begins_by(const struct line *above, const struct line *line)
{
	if (has_label(above) && has_label(line))
		return true;
	if (ends_sentence(above->text))
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
	    row->kind != LINE_TEXT || before->ends || row->begins)
		return false;
	look(&line);
	look(&above);
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
	if (row_width(reader, before) + 5 < w->width)
		return w->indents && row->columns < 3 && row->blanks == 0 &&
		    !ends_sentence(last) && str_has(last, STR("，"));
	if (row->columns >= 3 && before->columns < row->columns)
		return false;
	if (!ends_sentence(last))
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

		if (c == 0x300a || c == 0xff08)
			open++;
		else if ((c == 0x300b || c == 0xff09) && open > 0)
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
	    next->blanks > reader->spacing || ends_sentence(line.text) ||
	    (!is_open_at_end(line.text) && !str_is_one(line.text, "依据") &&
	    !str_ends_one(line.text, "根据|按照")))	/* a link below */
		return false;
	look(&line);
	look(&below);
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
	    (!char_is_digit(char_next(s, &(size_t){ 0 })) &&
	    !str_starts(s, STR("二"))) || date_cues(rest) != 0)
		return false;
	s = str_cat(reader->arena, s, rest);
	return date_parse(s, &date, &length) && length == s.n && date.day > 0;
}

/* Mark the rows that others go on from, over page numbers between. */
static void
join_wrapped(struct reader *reader)
{
	struct wrapping w = find_wrapping(reader);
	size_t next;

	for (size_t i = 0; i < reader->row_count; i = next) {
		struct row *row = &reader->rows[i];

		next = next_row(reader, i);
		row->last = next == reader->row_count || ((!w.wrapped ||
		    !goes_on(reader, &w, row, &reader->rows[next]) ||
		    (next == i + 1 && reader->rows[next].blanks > 0)) &&
		    !is_cut_inside(reader, row, &reader->rows[next]) &&
		    !is_cut_day(reader, row, &reader->rows[next]));
		for (size_t k = i + 1; k < next; k++)
			reader->rows[k].last = true;
	}
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
 * May row I + 1 belong to the paragraph of row I, as it does in Markdown
 * where no blank line parts them?  It is not indented as Chinese paragraphs
 * are, no element, not the signature above a date, and has no ordinal.  A short
 * line is not wrapped, but for what stands inside a list or a quote.
 */
static bool
may_go_on(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i], *next = row + 1;
	struct line line = { .text = row_text(reader, row) };
	struct line below = { .text = row_text(reader, next) };
	bool narrow;

	if (row->cell || next->cell || row->kind != LINE_TEXT ||
	    next->kind != LINE_TEXT || row->ends || next->begins ||
	    next->blanks > 0 || has_indent(reader, next))
		return false;
	narrow = !next->inside && row_width(reader, row) < WRAPPED_MIN;
	/* So it is with most lines that are short: none is looked at. */
	if (narrow && !str_has_one(line.text, "，|,|。"))
		return false;
	look(&line);
	if (narrow && !is_broken(&line))
		return false;
	look(&below);
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
	    !is_broken(&line)) || (has_label(&line) && has_label(&below)) ||
	    (line.cues & (CUE_BIT(IS_DATE) | CUE_BIT(DATED) |
	    CUE_BIT(PRINTED) | CUE_BIT(DOC_NUMBER) |
	    CUE_BIT(IS_RULE))) || (below.cues & CUE_BIT(IS_RULE)) ||
	    line.said > 0 || below.said > 0 || stands_alone(&line, &below) ||
	    ((line.cues | below.cues) & CUE_BIT(WEB_BAR)))
		return false;
	if (ends_sentence(line.text) && (below.cues & CUE_BIT(CLOSING)))
		return false;
	/* Not wrapped there, or the next would be no wider. */
	if ((line.cues & CUE_BIT(ORDINAL)) && !next->inside &&
	    row_width(reader, row) + 5 < row_width(reader, next))
		return false;
	if (ends_sentence(line.text) && i + 2 < reader->row_count) {
		struct line date = { .text = row_text(reader, next + 1) };

		look(&date);
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
	size_t n = reader->row_count, ends = 0, middles = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i + 1 < n; i++) {
			struct row *row = &reader->rows[i];
			bool on = may_go_on(reader, i);

			if (on && row[1].inside)
				row->last = false;
			else if (on && pass == 0) {
				struct line line = {
					.text = row_text(reader, row) };
				bool apart;

				look(&line);
				apart = ends_sentence(line.text) ||
				    (!is_broken(&line) &&
				    row_width(reader, row) + 5 <
				    row_width(reader, row + 1));

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
	for (size_t i = 0; i < reader->row_count; i++) {
		struct row *row = &reader->rows[i];

		for (size_t k = 0; k < row->joined; k++)
			row[k].last = k + 1 == row->joined;
	}
}

/* --- what is seen on a line ------------------------------------------- */

/* The shape of a line, from one pass over its beginning. */
struct shape {
	uint32_t first, last;
	unsigned singles, groups;	/* parted by blanks; of one character */
	unsigned gaps;			/* of two blanks or more */
	unsigned commas, stops, keys;	/* keys: colons with blanks behind */
	unsigned bars, colons;		/* colons: inside */
	bool year;
};

static struct shape
find_shape(struct str s)
{
	struct shape shape = { 0 };
	size_t at = 0, end = s.n, looked = 0, group = 0;
	unsigned blanks = 0;

	shape.first = char_next(s, &(size_t){ 0 });
	shape.last = char_before(s, &end);
	while (at < s.n && looked++ < LOOK_MAX) {
		uint32_t c = char_next(s, &at);

		if (char_is_space(c)) {
			blanks += c == 0x3000 || c == '\t' ? 2 : 1;
			continue;
		}
		if (blanks > 0) {
			shape.groups++;
			shape.singles += group == 1;
			shape.gaps += blanks >= 2;
			group = blanks = 0;
		}
		group += char_is_han(c) || c < 0x80 ? 1 : 2;
		shape.commas += c == 0xff0c || c == ',';
		shape.stops += c == 0x3002 && at < s.n;
		shape.bars += c == '|' || c == 0xff5c;
		shape.year |= c == U'年';
		if (c == ':' || c == 0xff1a)
			shape.colons += at < s.n;
		if (c == ':' || c == 0xff1a)
			shape.keys += words_skip(s, at) > at + 1 || at == s.n;
	}
	shape.groups++;
	shape.singles += group == 1;
	return shape;
}

static uint64_t
shape_cues(const struct shape *shape, const struct line *line)
{
	uint64_t cues = 0;

	cues |= line->chars <= SHORT_MAX ? CUE_BIT(SHORT) :
	    line->chars <= MIDDLE_MAX ? CUE_BIT(MIDDLE) : CUE_BIT(LONG);
	switch (shape->last) {
	case 0x3002: case 0xff01: case 0xff1f: case 0xff1b: case ';':
	case '!': case '?':
		cues |= CUE_BIT(STOP);
		break;
	case ':': case 0xff1a: case 0xfe55:
		cues |= CUE_BIT(COLON);
		break;
	case 0xff0c: case ',': case 0x3001:
		break;
	default:
		cues |= CUE_BIT(OPEN);
	}
	if (shape->stops > 0)
		cues |= CUE_BIT(HAS_STOP);
	if (shape->commas > 0)
		cues |= CUE_BIT(HAS_COMMA);
	if (shape->colons > 0)
		cues |= CUE_BIT(COLON_IN);
	if (shape->gaps > 0)
		cues |= CUE_BIT(COLUMNS);
	if (shape->groups >= 3 && shape->singles * 5 >= shape->groups * 3)
		cues |= CUE_BIT(SPACED);
	if ((shape->first == '(' || shape->first == 0xff08) &&
	    (shape->last == ')' || shape->last == 0xff09))
		cues |= CUE_BIT(BRACKETED);
	return cues;
}

/* Where a date stands in a short line: *FROM to *TO. */
static bool
find_date(struct str s, size_t *from, size_t *to, struct date *date)
{
	for (size_t at = 0; at < s.n;) {
		size_t length, start = at;
		uint32_t c = char_next(s, &at);

		if (char_is_space(c))
			continue;
		if (date_parse(str_slice(s, start, s.n), date, &length) &&
		    date->month > 0) {
			*from = start;
			*to = start + length;
			return true;
		}
		if (char_is_digit(c))		/* over the rest of a number */
			while (at < s.n && char_is_digit(char_next(s,
			    &(size_t){ at })))
				char_next(s, &at);
	}
	return false;
}

/* Names of organs, parted by blanks or 、; how many, 0 if not all are. */
static unsigned
count_organs(struct str s, bool spaced)
{
	char buffer[256];
	unsigned n = 0;
	size_t from = 0, at = 0;

	if (s.n > sizeof(buffer))
		return 0;
	if (spaced || words_organ(s))
		return words_organ(words_squeeze(s, buffer, sizeof(buffer)));
	while (at <= s.n) {
		size_t here = at;
		uint32_t c = char_next(s, &at);

		if (c != 0 && c != 0x3001 && !char_is_space(c))
			continue;
		if (here == s.n && from == 0)
			return 0;	/* it is none: that was asked */
		if (here > from && !words_organ(str_slice(s, from, here)))
			return 0;
		n += here > from;
		from = at;
		if (c == 0)
			break;
	}
	return n;
}

/* 10时, 下午18时30分, of telegrams. */
static bool
is_hour(struct str s)
{
	size_t length, at;

	if (str_starts_one(s, "上午|下午|晚上"))
		s = str_from(s, STR("上午").n);
	if (number_prefix(s, &length) > 24)
		return false;
	s = str_slice(s, length, s.n);
	if (length == 0 || !str_starts(s, STR("时")))
		return false;
	s = str_slice(s, STR("时").n, s.n);
	if (s.n == 0)
		return true;
	at = number_prefix(s, &length) < 60 ? length : 0;
	return at > 0 && str_eq(str_slice(s, at, s.n), STR("分"));
}

static uint64_t
date_cues(struct str s)
{
	struct date date;
	size_t from, to;
	struct str before, after;

	if (!find_date(s, &from, &to, &date))
		return str_ends_one(s, "印发|翻印") &&
		    words_open_day(s, &from, &to) ? CUE_BIT(PRINTED) : 0;
	before = words_trim(str_slice(s, 0, from));
	if (str_ends(before, STR("室编")))	/* of a bulletin */
		before.n -= STR("编").n;
	after = words_trim(str_slice(s, to, s.n));
	if (str_starts_one(after, "印|翻印|制发") && !str_starts_one(after,
	    "印发的|制发的") && !str_is_one(before, "（|("))
		return CUE_BIT(PRINTED);
	if (date.day == 0 && str_eq(after, STR("日")))
		after.n = 0;		/* 2026年6月　日, to be filled in */
	if (date.day > 0)
		after = words_trim(str_slice(after, words_weekday(after),
		    after.n));
	if (date.day > 0 && (is_hour(after) || str_is_one(after, ".|。")))
		after.n = 0;
	if (before.n == 0 && after.n == 0)
		return CUE_BIT(IS_DATE);
	if (str_is_one(before, "（|(") && str_is_one(after, "）|)"))
		return CUE_BIT(IS_DATE);
	if (after.n == 0 && before.n > 0 &&
	    (count_organs(before, false) > 0 || str_ends(before, STR("："))))
		return CUE_BIT(DATED);
	return 0;
}

/* Digits and nothing else, as many as N. */
static bool
is_digits(struct str s, size_t n)
{
	size_t at = 0, count = 0;

	while (at < s.n)
		if (count++, !char_is_digit(char_next(s, &at)))
			return false;
	return count == n;
}

static uint64_t
head_cues(struct str squeezed)
{
	size_t length;
	bool secret = words_secrecy(squeezed, &length) > 0 &&
	    (squeezed.n == length || str_starts_one(str_slice(squeezed,
	    length, squeezed.n), "★|☆|*"));
	struct str word = str_ends(squeezed, STR("明电")) ?
	    str_slice(squeezed, 0, length) : squeezed;
	uint64_t cues = secret ? CUE_BIT(KEY_SECRECY) : 0;

	if (is_digits(squeezed, 6) || (str_starts(squeezed, STR("№")) &&
	    squeezed.n < 16))
		cues |= CUE_BIT(KEY_COPY_NUMBER);
	/* 特急 by itself, behind 机密★1年, before 明电. */
	if (secret && squeezed.n > length)
		word = str_slice(squeezed, squeezed.n - length, squeezed.n);
	if (words_urgency(word) != URGENCY_NONE)
		cues |= CUE_BIT(KEY_URGENCY);
	return cues;
}

/* Blanks to fill in: 填报单位：　　填报时间：　年　月　日. */
static uint64_t
fill_cues(const struct shape *shape, struct str s, struct str squeezed)
{
	bool dates = str_has(squeezed, STR("年月日"));

	if (str_has_one(s, "____|＿＿") || dates || shape->keys >= 2)
		return CUE_BIT(KEY_FILL);
	if (shape->keys == 1 && squeezed.n > 0 && (shape->last == ':' ||
	    shape->last == 0xff1a) && str_has_one(squeezed,
	    "填|编号|单位|姓名|盖章|日期|签字"))
		return CUE_BIT(KEY_FILL);
	if (str_starts(squeezed, STR("单位：")) && squeezed.n < 30)
		return CUE_BIT(KEY_FILL);
	return 0;
}

static uint64_t
copies_cues(struct str squeezed)
{
	size_t at = str_find(squeezed, STR("共印"), 0), length;

	if (at == SIZE_MAX)
		at = str_find(squeezed, STR("印数"), 0);
	if (at == SIZE_MAX || squeezed.n > 60)
		return 0;
	at += STR("共印").n;
	if (str_starts(str_slice(squeezed, at, squeezed.n), STR("：")))
		at += STR("：").n;
	return number_prefix(str_slice(squeezed, at, squeezed.n), &length) > 0 ?
	    CUE_BIT(KEY_COPIES) : 0;
}

/* What its words say of a line short enough to be an element. */
static uint64_t
word_cues(const struct line *line, const struct shape *shape,
    struct str squeezed, uint64_t shown)
{
	struct str s = line->text;
	struct str body = squeezed;
	bool spaced = (shown & CUE_BIT(SPACED)) != 0;
	uint64_t cues = 0;
	size_t n;

	if (shape->year || char_is_digit(shape->last) || shape->last == '.')
		cues |= date_cues(s);
	if (shown & CUE_BIT(COLON)) {
		size_t end = body.n;

		char_before(body, &end);
		body.n = end;
		if (words_label(body))
			cues |= CUE_BIT(KEY_FILL);
		else if (words_addressed(body))
			cues |= CUE_BIT(ADDRESSED);
	}
	n = words_doc_number(squeezed);
	if (n > 0 && (n == squeezed.n || str_starts(str_slice(squeezed, n,
	    squeezed.n), STR("签发")) || str_starts(str_slice(squeezed, n,
	    squeezed.n), STR("签批"))))
		cues |= CUE_BIT(DOC_NUMBER);
	n = count_organs(s, spaced);
	cues |= n > 1 ? CUE_BIT(ORGANS) | CUE_BIT(ORGAN) :
	    n == 1 ? CUE_BIT(ORGAN) : 0;
	if (n == 0 && line->chars <= 16 && words_person(s))
		cues |= CUE_BIT(PERSON);
	if (words_letterhead(squeezed) && !(shown & CUE_BIT(KEY_URGENCY)))
		cues |= CUE_BIT(FILE_WORD);
	if (str_starts(squeezed, STR("关于")))
		cues |= CUE_BIT(ABOUT);
	if (words_about(squeezed))
		cues |= CUE_BIT(ABOUT_IN);
	if (words_genre(squeezed))
		cues |= CUE_BIT(GENRE);
	else if (words_paper(squeezed))
		cues |= CUE_BIT(PAPER);
	if (str_has(squeezed, STR("代章")) && line->chars <= 30)
		cues |= CUE_BIT(KEY_ACTING);
	if ((shown & CUE_BIT(BRACKETED)) && words_annex(squeezed))
		cues |= CUE_BIT(ANNEX);
	if (((shown & CUE_BIT(BRACKETED)) || str_starts(squeezed,
	    STR("此件"))) && words_remark(squeezed))
		cues |= CUE_BIT(KEY_REMARK);
	if (!(cues & CUE_BIT(ADDRESSED)))
		cues |= fill_cues(shape, s, squeezed);
	return cues | head_cues(squeezed) | copies_cues(squeezed);
}

static uint64_t
attach_cues(struct line *line)
{
	struct attach a = words_attach(line->text);
	struct str rest = str_slice(line->text, a.length, line->text.n);
	uint64_t cues = CUE_BIT(ATTACH);

	if (a.length == 0 || (str_starts_one(rest, "详见|请见|见") &&
	    str_has_one(rest, "网|链接|http|公众号|群")))
		return 0;
	line->key = (uint8_t)(a.length < UINT8_MAX ? a.length : 0);
	line->number = (uint16_t)a.number;
	if (rest.n == 0)
		cues |= CUE_BIT(ATTACH_ALONE);
	if (a.number > 0)
		cues |= CUE_BIT(ATTACH_NUMBER);
	if (a.colon)
		cues |= CUE_BIT(ATTACH_COLON);
	if (rest.n > 0 && (a.dot || (ordinal_parse(str_slice(rest, 0,
	    60)).style == ORDINAL_DIGIT || (a.colon && a.number == 0 &&
	    words_attach(rest).number > 0))))
		cues |= CUE_BIT(ATTACH_LIST);
	return cues;
}

static void
key_cues(struct line *line, struct str squeezed)
{
	bool bracket = str_starts(squeezed, STR("【"));
	size_t at = 0, left;
	const struct key *key = key_at_head(str_from(squeezed, bracket ?
	    STR("【").n : 0));

	if (key == NULL)
		key = key_parted(line->text);
	if (key == NULL)
		return;
	line->cues |= UINT64_C(1) << key->cue;
	if (key->label == LABEL_COUNT)
		return;
	/* The key's bytes in the text, which may have blanks in it. */
	left = key->n + (bracket ? STR("【").n : 0);
	while (left > 0 && at < line->text.n) {
		size_t from = at;
		uint32_t c = char_next(line->text, &at);

		if (!char_is_space(c))
			left -= at - from < left ? at - from : left;
	}
	at = words_skip(line->text, at);
	if (key_colon(line->text, &at))
		at = words_skip(line->text, at);
	/* 等级： of a telegram, and nothing else of that name. */
	if (str_eq(str_of(key->word), STR("等级")) && !(head_cues(
	    str_slice(squeezed, squeezed.n - (line->text.n - at),
	    squeezed.n)) & CUE_BIT(KEY_URGENCY)))
		return;
	/* 编号： of a form says nothing of the document. */
	if (key->label == LABEL_NUMBER && str_is_one(str_of(key->word),
	    "编号|文件编号|公文编号|文件号") &&
	    words_doc_number(str_slice(line->text, at, line->text.n)) == 0)
		return;
	if (at < UINT8_MAX && at < line->text.n &&
	    key->label != LABEL_PROPERTY)
		line->key = (uint8_t)at;
	if (key->label == LABEL_PROPERTY)
		line->said = LABEL_PROPERTY + 1;
	if (key->cue == CUE_ANY && line->key > 0 && line->certain == 0)
		line->said = (uint8_t)(key->label + 1);
}

/* 某局关于做好…的通知。 is a title with a mark that none has. */
static bool
is_stopped_title(struct str s)
{
	size_t at = s.n;
	uint32_t c = char_before(s, &at);

	s = str_slice(s, 0, at);
	return (c == 0x3002 || c == 0xff01 || c == '!') && words_genre(s) &&
	    title_begins(s) && !str_has_one(s, "。|，");
}

/* Without what the last name ends in: 省直属组织 is no verb. */
static struct str
before_name(struct str s)
{
	size_t at = s.n;

	char_before(s, &at);
	s.n = at;
	if (str_ends(s, STR("组织")))
		s.n -= STR("组织").n;
	return s;
}

static void
look(struct line *line)
{
	char buffer[ADDRESSED_BYTES];
	struct shape shape;
	struct str squeezed;
	struct ordinal ordinal;
	unsigned parts[ORDINAL_PARTS];
	size_t chars, n;

	line->cues = CUE_BIT(ANY);
	chars = line->text.n > 3 * UINT16_MAX ? UINT16_MAX :
	    char_count(line->text);
	line->chars = (uint16_t)(chars < UINT16_MAX ? chars : UINT16_MAX);
	shape = find_shape(line->text);
	line->cues |= shape_cues(&shape, line);
	ordinal = ordinal_parse(str_slice(line->text, 0, 80));
	if (ordinal.style == ORDINAL_NONE && line->depth > 1)
		ordinal = ordinal_decimal(str_slice(line->text, 0, 80), parts,
		    &n);
	if (ordinal.style != ORDINAL_NONE && ordinal.length < line->text.n &&
	    ordinal.number <= ORDINAL_MAX && line->certain != LABEL_BODY + 1 &&
	    (line->runs.n < 2 || words_trim(str_slice(line->text, 0,
	    ordinal.length)).n <= line->runs.v->text.n)) {
		line->cues |= CUE_BIT(ORDINAL);
		line->style = (uint8_t)ordinal.style;
		line->number = (uint16_t)ordinal.number;
	}
	squeezed = words_squeeze(line->text, buffer, sizeof(buffer));
	key_cues(line, squeezed);
	line->cues |= attach_cues(line);
	if (line->chars <= ELEMENT_MAX || (line->cues & CUE_BIT(COLON)) ||
	    (line->chars <= TITLE_MAX && (line->cues & CUE_BIT(OPEN)) &&
	    !(line->cues & CUE_BIT(HAS_STOP))))
		line->cues |= word_cues(line, &shape, squeezed, line->cues);
	if ((line->cues & (CUE_BIT(COLON) | CUE_BIT(SHORT) |
	    CUE_BIT(MIDDLE))) && words_lead_in(squeezed))
		line->cues |= CUE_BIT(LEAD_IN);
	if ((line->cues & (CUE_BIT(HAS_COMMA) | CUE_BIT(STOP) |
	    CUE_BIT(HAS_STOP))) && (((line->cues & CUE_BIT(LONG)) &&
	    !(line->cues & CUE_BIT(ADDRESSED))) || words_sentence(
	    line->cues & CUE_BIT(ADDRESSED) ? before_name(squeezed) :
	    squeezed)))
		line->cues |= CUE_BIT(SENTENCE);
	if ((line->cues & CUE_BIT(SHORT)) && words_closing(squeezed))
		line->cues |= CUE_BIT(CLOSING);
	if ((line->cues & CUE_BIT(STOP)) && (line->cues & CUE_BIT(ABOUT_IN)) &&
	    is_stopped_title(squeezed)) {
		line->cues &= ~CUE_BIT(STOP);
		line->cues |= CUE_BIT(GENRE);
	}
	line->cues |= web_bar(line->text);
	if (!(line->cues & CUE_BIT(DOC_NUMBER)) && words_enacted(line->text))
		line->cues |= CUE_BIT(ENACTED);
	if (line->chars <= ELEMENT_MAX && words_file(line->text)) {
		line->cues |= CUE_BIT(DOWNLOAD);
		line->cues &= ~CUE_BIT(GENRE);
	}
	if (row_is_page_number(line->text))
		line->cues |= CUE_BIT(IS_PAGE_NUMBER);
	else if (is_rule(line->text))
		line->cues |= CUE_BIT(IS_RULE);
}

/* --- tables ----------------------------------------------------------- */

#define ELEMENT_CUES	(CUE_BIT(KEY_CC) | CUE_BIT(KEY_REPORT) | \
	CUE_BIT(KEY_SEND) | CUE_BIT(KEY_SUBJECT) | CUE_BIT(PRINTED) | \
	CUE_BIT(DOC_NUMBER) | CUE_BIT(KEY_SIGNER) | CUE_BIT(KEY_DISCLOSURE))

/* Is it the only cell of its row? */
static bool
is_alone(const struct reader *reader, const struct row *row)
{
	const struct row *last = reader->rows + reader->row_count - 1;

	return (row == reader->rows || row->blanks > 0 || !row[-1].cell) &&
	    (row == last || row[1].blanks > 0 || !row[1].cell);
}

/* Has it a sign of an element?  Most cells of most tables have none. */
static bool
has_sign(struct str s)
{
	return str_has_one(s, "印|号") || str_starts_one(s,
	    "抄|主|报|送|分|发|附|信|公|签|关");
}

static bool
may_be_element(const struct reader *reader, const struct row *row)
{
	struct str s = row_text(reader, row);

	if (reader->top || has_sign(s))
		return true;
	return row + 1 < reader->rows + reader->row_count &&
	    (str_has(row_text(reader, &row[1]), STR("印")) ||
	    (row > reader->rows && str_starts(row_text(reader, &row[-1]),
	    STR("附"))));
}

/* Does a cell hold an element of a letterhead or colophon set as a table? */
static bool
is_element(const struct reader *reader, const struct row *row)
{
	struct line line = { .text = row_text(reader, row) };

	if (row->length == 0 || row->length > ELEMENT_MAX * 3 ||
	    memchr(line.text.p, '\t', line.text.n) != NULL ||
	    !may_be_element(reader, row))
		return false;
	look(&line);
	if ((line.cues & ELEMENT_CUES) || row->styled > 0)
		return true;
	if ((line.cues & CUE_BIT(KEY_COPIES)) && line.chars < 20)
		return true;
	if ((line.cues & CUE_BIT(ATTACH_ALONE)) && is_alone(reader, row))
		return true;
	if ((line.cues & (CUE_BIT(PAPER) | CUE_BIT(GENRE))) &&
	    is_alone(reader, row) && row > reader->rows) {
		struct line mark = { .text = row_text(reader, &row[-1]) };

		look(&mark);
		if (mark.cues & CUE_BIT(ATTACH_ALONE))
			return true;	/* the title of the page */
	}
	if (reader->top && ((line.cues & (CUE_BIT(ORGAN) |
	    CUE_BIT(FILE_WORD) | CUE_BIT(KEY_SECRECY) |
	    CUE_BIT(KEY_URGENCY))) || ((line.cues & CUE_BIT(GENRE)) &&
	    (line.cues & CUE_BIT(ABOUT_IN)) && is_alone(reader, row))))
		return true;
	/* The printer beside the date of printing. */
	if ((line.cues & CUE_BIT(ORGAN)) &&
	    row + 1 < reader->rows + reader->row_count && row[1].cell) {
		struct line next = { .text = row_text(reader, &row[1]) };

		look(&next);
		return (next.cues & CUE_BIT(PRINTED)) != 0;
	}
	return false;
}

static bool
is_tab(char c)
{
	return c == '\t' || c == ' ';
}

static unsigned
count_bars(const struct reader *reader, const struct row *row)
{
	struct str s = row_text(reader, row);

	return s.n > GRID_BYTES ? 0 : (unsigned)(str_count(s, '|') +
	    (s.n > 0 && s.p[0] == '-' && table_is_rule(s) ?
	    str_count(s, '+') : 0));
}

/* Rows of cells in one line each, parted by | or by tabs. */
static bool
is_row_of_cells(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];
	struct str s = row_text(reader, row);
	unsigned bars = reader->marked ? 0 : count_bars(reader, row);

	if (row->beside)
		return false;
	if (row->grid || (s.n < GRID_BYTES && str_count(s, '\t') >= 2))
		return true;
	if (bars > 1 && s.p[s.n - 1] == '|' && (s.p[0] == '|' || (i > 0 &&
	    row->blanks == 0 && count_bars(reader, row - 1) > 1)))
		return true;
	return bars > 0 && ((i > 0 && count_bars(reader, row - 1) == bars) ||
	    (i + 1 < reader->row_count && count_bars(reader, row + 1) == bars));
}

/* Does an element stand among the cells of a row (抄送：…\t…印发)? */
static bool
has_element(const struct reader *reader, size_t i)
{
	struct str s = row_text(reader, &reader->rows[i]);
	size_t from = 0;

	for (size_t at = 0; at <= s.n; at++) {
		struct line cell = { 0 };

		if (at < s.n && s.p[at] != '\t')
			continue;
		cell.text = words_trim(str_slice(s, from, at));
		from = at + 1;
		if (cell.text.n > ELEMENT_MAX * 3 || (!has_sign(cell.text) &&
		    (i >= TOP_LINES || !str_has(cell.text, STR("文件")))))
			continue;
		look(&cell);
		if ((cell.cues & ELEMENT_CUES) || (i < TOP_LINES &&
		    (cell.cues & CUE_BIT(FILE_WORD))))
			return true;
	}
	return false;
}

/* --- which tabs part cells, and which are indents ---------------------- */

#define GRID_CHARS	26	/* of a cell, on the average */

/* The row with all its tabs, also those at its ends. */
static struct str
raw_row(const struct reader *reader, const struct row *row)
{
	size_t from = row->offset, to = (size_t)row->offset + row->length;

	while (from > 0 && is_tab(reader->text.p[from - 1]))
		from--;
	while (to < reader->text.n && is_tab(reader->text.p[to]))
		to++;
	return str_slice(reader->text, from, to);
}

/* Has the row a tab behind words, be it the last thing in it (姓名\t)? */
static bool
has_tab(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];
	struct str s = raw_row(reader, row);
	size_t from = row->offset - (size_t)(s.p - reader->text.p);

	return row->length < GRID_BYTES && row->length > 0 &&
	    memchr(s.p + from, '\t', s.n - from) != NULL;
}

/* Is the row no more than labels with what is to be filled in behind them? */
static bool
is_to_sign(const struct reader *reader, size_t i)
{
	struct str s;
	bool any = false;

	if (i >= reader->row_count || !has_tab(reader, i))
		return false;
	s = row_text(reader, &reader->rows[i]);
	for (size_t from = 0, at = 0; at <= s.n; at++) {
		struct str cell;

		if (at < s.n && s.p[at] != '\t')
			continue;
		cell = words_trim(str_slice(s, from, at));
		from = at + 1;
		if (cell.n > 0 && !str_ends_one(cell, "：|:"))
			return false;
		any = any || cell.n > 0;
	}
	return any;
}

/* What the cells of a run of rows are like, together. */
struct grid {
	size_t rows, cells, filled, chars, long_ones;
	size_t open;		/* rows that end in an empty cell */
	size_t bare;		/* rows of a number, without any tab */
	size_t keys;		/* rows that begin 联系人： */
	size_t ordinals;	/* or 一、某事 */
	size_t dates;		/* rows of dates, under names of organs */
	size_t usual;		/* rows that have as many as most */
	uint32_t by_columns[GRID_COLUMNS + 1];
};

static void
count_cells(const struct reader *reader, size_t i, struct str s,
    struct grid *grid)
{
	size_t from = 0, columns = 0, filled = 0;
	bool to_sign = is_to_sign(reader, i), open = false;

	for (size_t at = 0; at <= s.n; at++) {
		struct str cell;
		size_t end, chars;
		uint32_t c;

		if (at < s.n && s.p[at] != '\t')
			continue;
		cell = words_trim(str_slice(s, from, at));
		chars = char_count(cell);
		end = cell.n;
		c = char_before(cell, &end);
		if (columns == 0 && !to_sign) {
			grid->keys += c == ':' || c == 0xff1a ||
			    str_has(cell, STR("："));
			grid->ordinals += chars > 4 && ordinal_level(
			    ordinal_parse(cell).style) > 0;
		}
		columns++;
		open = chars == 0;
		filled += chars > 0;
		grid->chars += chars;
		grid->long_ones += chars > 60 || (chars > 20 && c == 0x3002);
		grid->dates += date_cues(cell) == CUE_BIT(IS_DATE) &&
		    columns == 1;
		from = at + 1;
	}
	grid->rows++;
	columns = columns < GRID_COLUMNS ? columns : GRID_COLUMNS;
	if (++grid->by_columns[columns] > grid->usual)
		grid->usual = grid->by_columns[columns];
	grid->cells += columns;
	grid->filled += filled > 1;
	grid->open += columns > 1 && open;
}

/* Is the row a title in one cell that spreads over all of a table below it? */
static bool
is_spread_title(const struct reader *reader, size_t i)
{
	struct line line = { .text = row_text(reader, &reader->rows[i]) };

	if (memchr(line.text.p, '\t', line.text.n) != NULL)
		return false;
	look(&line);
	return (line.cues & (CUE_BIT(PAPER) | CUE_BIT(GENRE))) != 0;
}

/*
 * A spreadsheet has a title of its table, and 填报单位： and 填表人：, over and
 * under it in rows of their own.
 */
static void
find_beside(struct reader *reader)
{
	for (size_t i = 0; i < reader->row_count; i++) {
		bool above, below;

		if (!has_tab(reader, i))
			continue;
		above = i > 0 && has_tab(reader, i - 1) &&
		    !reader->rows[i - 1].beside &&
		    !is_element(reader, &reader->rows[i - 1]);
		below = i + 1 < reader->row_count && has_tab(reader, i + 1);
		if (above == below)
			continue;
		reader->rows[i].beside = (is_to_sign(reader, i) &&
		    !is_to_sign(reader, below ? i + 1 : i - 1)) ||
		    (below && is_spread_title(reader, i));
	}
}

/* Characters of a cell of a form that nobody has filled in. */
#define FORM_CHARS	8

/*
 * Are the rows a table: short cells, as many in each row, and no 联系人：…?  A
 * form that is to be filled in has empty cells, and rows of fewer of them; only
 * where all rows have as many below a head may they begin 一、 and 1. .
 */
static bool
is_grid(const struct grid *grid)
{
	size_t odd = grid->rows - grid->usual;
	bool form = (grid->open + grid->bare) * 2 >= grid->rows &&
	    (grid->filled > 0 || grid->rows > 2) &&
	    grid->chars <= grid->cells * FORM_CHARS;

	return grid->rows + grid->bare >= 2 && grid->keys == 0 &&
	    grid->dates == 0 &&
	    (grid->ordinals == 0 || (odd == 0 && grid->rows > 2 &&
	    grid->ordinals < grid->rows)) &&
	    (form || (odd * 4 <= grid->rows &&
	    grid->filled * 2 >= grid->rows)) &&
	    grid->long_ones * 4 <= grid->cells &&
	    grid->chars <= grid->cells * GRID_CHARS;
}

/*
 * Row I as pasted from a sheet, with the lines that its quoted cells take; *END
 * is the row after them.
 */
static struct str
quoted_row(const struct reader *reader, size_t i, size_t *end)
{
	struct str s = raw_row(reader, &reader->rows[i]);
	size_t from = (size_t)(s.p - reader->text.p);
	size_t to = from + row_quoted(str_from(reader->text, from));

	for (*end = i + 1; *end < reader->row_count &&
	    reader->rows[*end].offset < to;)
		++*end;
	return *end > i + 1 ? str_slice(reader->text, from, to) : s;
}

/* Is a row without tabs the first line of the cell that the next begins? */
static bool
begins_cell(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];

	return i + 1 < reader->row_count && row->length > 0 &&
	    row->kind == LINE_TEXT && !row->cell && row->blanks == 0 &&
	    row[1].blanks == 0 && !row[1].cell && has_tab(reader, i + 1) &&
	    row_breaks(raw_row(reader, row - 1), row_text(reader, row),
	    raw_row(reader, row + 1));
}

/* Is row I, below one of a table, a number and the rest of it to fill in? */
static bool
is_bare(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];

	return row->length > 0 && row->kind == LINE_TEXT && !row->cell &&
	    row->blanks == 0 && row_is_bare(raw_row(reader, row - 1),
	    row_text(reader, row));
}

/* Lines of cells parted by tabs, as pasted from a spreadsheet: two or more. */
static void
find_grids(struct reader *reader)
{
	size_t end, next;

	for (size_t i = 0; i < reader->row_count; i = end) {
		struct grid grid = { 0 };
		struct row *rows = reader->rows;

		for (end = i; end < reader->row_count && (end == i ||
		    rows[end].blanks == 0 || (end > i + 1 &&
		    rows[end].blanks == rows[i + 1].blanks));) {
			struct str s = quoted_row(reader, end, &next);
			bool tab = has_tab(reader, end);
			bool bare = !tab && end > i && is_bare(reader, end);

			if ((!tab && !bare && next == end + 1 &&
			    (end == i || !begins_cell(reader, end))) ||
			    rows[end].beside || has_element(reader, end))
				break;
			if (tab || next > end + 1)
				count_cells(reader, end, s, &grid);
			else if (bare)
				grid.bare++;
			while (end < next)
				rows[end++].grid = true;
		}
		if (end == i) {
			end++;
			continue;
		}
		if (is_grid(&grid))
			continue;
		for (size_t k = i; k < end; k++)
			rows[k].grid = false;
	}
}

/* Rows, columns of such a table at least, and characters of a cell. */
#define SPACED_ROWS	3
#define SPACED_COLUMNS	3
#define SPACED_MAX	20

/* A row whose cells are parted by blanks: of numbers, by columns. */
struct spaced {
	size_t columns;			/* 0: it is none */
	uint64_t numbers;
};

static struct spaced
spaced_row(const struct reader *reader, size_t i, unsigned least)
{
	const struct row *row = &reader->rows[i];
	struct str s = row_text(reader, row);
	struct spaced spaced = { 0, 0 };

	if (row->kind != LINE_TEXT || row->depth > 0 || row->said ||
	    row->cell || row->grid || row->known != NULL || s.n == 0 ||
	    s.n > SPACED_MAX * 64 || memchr(s.p, '|', s.n) != NULL ||
	    memchr(s.p, '\t', s.n) != NULL || (!str_has(s, STR("  ")) &&
	    !str_has(s, STR("　")) && (least > 1 || !str_has(s, STR(" ")))))
		return spaced;
	for (size_t at = 0, next; at < s.n; at = next) {
		struct str cell = str_slice(s, at, row_cell_end(s, at, least,
		    &next));

		if (char_count(cell) > SPACED_MAX || spaced.columns == 63 ||
		    str_has(cell, STR("：")) || str_has(cell, STR("。")))
			return (struct spaced){ 0, 0 };
		for (size_t k = 0; k < cell.n; k++)
			if (char_is_digit((unsigned char)cell.p[k]))
				spaced.numbers |= UINT64_C(1) <<
				    spaced.columns;
		spaced.columns++;
	}
	return spaced;
}

/* 合计 under such a table, which may have fewer cells. */
static bool
is_total(const struct reader *reader, size_t i, unsigned least, size_t columns)
{
	char buffer[64];
	size_t n;

	if (i >= reader->row_count || !str_starts_one(words_squeeze(row_text(
	    reader, &reader->rows[i]), buffer, sizeof(buffer)),
	    WORDS_TOTAL "|小计"))
		return false;
	n = spaced_row(reader, i, least).columns;
	return n > 1 && n <= columns;
}

/*
 * Lines of short cells parted by LEAST blanks, as copied from a chat or a PDF,
 * are a table when a column has words in the first and numbers in all others.
 * Names in columns have none.
 */
static void
find_spaced(struct reader *reader, unsigned least)
{
	for (size_t i = 0, end; i < reader->row_count; i = end) {
		struct spaced head = spaced_row(reader, i, least), row;
		uint64_t numbers = ~head.numbers;

		end = i + 1;
		if (head.columns < SPACED_COLUMNS)
			continue;
		while (end < reader->row_count && (end == i + 1 ||
		    reader->rows[end].blanks == reader->rows[i + 1].blanks) &&
		    (row = spaced_row(reader, end, least)).columns ==
		    head.columns) {
			numbers &= row.numbers;
			end++;
		}
		if (end - i < SPACED_ROWS || numbers == 0)
			continue;
		end += is_total(reader, end, least, head.columns);
		for (size_t k = i; k < end; k++)
			reader->rows[k].grid = true;
	}
}

/* Was a stroke taken from the end of row I, or is it the head of a column? */
static bool
is_flat(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];
	size_t end = (size_t)row->offset + row->length;

	if (i >= reader->row_count || row->kind != LINE_TEXT || row->grid ||
	    row->cell)
		return false;
	while (end < reader->text.n && reader->text.p[end] == ' ')
		end++;
	return (end < reader->text.n && reader->text.p[end] == '|') ||
	    (row->length <= STR("完成时间").n && str_is_one(row_text(reader,
	    row), "姓名|单位|职务|职称|性别|年龄|时间|日期|地点|内容|项目|"
	    "任务|电话|联系电话|备注|数量|金额|责任单位|完成时间"));
}

/* Do such rows begin with I, three of them or more? */
static bool
begins_flat(const struct reader *reader, size_t i)
{
	return is_flat(reader, i) && is_flat(reader, i + 1) &&
	    is_flat(reader, i + 2) && (i == 0 || !is_flat(reader, i - 1));
}

/* A table that was copied cell by cell, each into a line of its own. */
static void
find_flat(struct reader *reader)
{
	for (size_t i = 0; i < reader->row_count; i++) {
		const struct row *row = &reader->rows[i];
		size_t end;

		if (row->kind != LINE_TEXT || row->cell || row->said ||
		    row->known != NULL || row_flat_columns(str_from(
		    reader->text, row->offset), &end) == 0) {
			if (begins_flat(reader, i))
				finding_add(reader->findings,
				    FINDING_TABLE_FLAT, pos_of(reader,
				    row_text(reader, row)),
				    "从这一行起像是一张表，复制时每一格成了一"
				    "行；已按段落排，请写成用制表符或“|”分格"
				    "的表", "from here on this looks like a "
				    "table that was copied cell by cell; kept "
				    "as paragraphs, please part the cells of "
				    "each row by tabs or \"|\"");
			continue;
		}
		for (end += row->offset; i + 1 < reader->row_count &&
		    reader->rows[i + 1].offset < end; i++)
			reader->rows[i + 1].grid = reader->rows[i].grid = true;
	}
}

/* Lines that a cell may go on in, and of names over a day. */
#define CELL_LINES	4
#define SIGNING_ROWS	6

/* Lines led by tabs, up to one that is not. */
struct zone {
	size_t rows, blank;		/* with text, without */
	size_t texts, ordinals;		/* sentences and the like; 一、（一） */
	size_t groups, agree;		/* parted by blank lines; alike */
};

/* Is the row text that somebody indented, by its words? */
static bool
is_text(struct str s, bool *ordinal)
{
	struct ordinal o = ordinal_parse(str_slice(s, 0, 80));
	size_t chars = char_count(str_slice(s, 0, ELEMENT_MAX * 3));
	struct attach a = words_attach(s);

	*ordinal = (o.style == ORDINAL_HAN ||
	    o.style == ORDINAL_HAN_BRACKET) && chars > 4;
	return *ordinal || (chars >= 12 && ends_sentence(s)) ||
	    (a.length > 0 && a.colon && a.length < s.n) || chars > 60;
}

/* Led by a tab, and holding no other. */
static bool
is_led(const struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];

	return i < reader->row_count && row->cell && !row->grid &&
	    memchr(reader->text.p + row->offset, '\t', row->length) == NULL;
}

/*
 * Where the next cell begins, when row I is more of the cell above it: a few
 * short lines that no tab leads, with the next cell right below them.
 */
static size_t
skip_cell(const struct reader *reader, size_t i)
{
	size_t end = i;
	bool ordinal;

	while (end < reader->row_count && end < i + CELL_LINES) {
		const struct row *row = &reader->rows[end];

		if (row->cell || row->kind != LINE_TEXT || row->depth > 0 ||
		    row->said || row->length == 0 ||
		    is_text(row_text(reader, row), &ordinal) ||
		    is_element(reader, row))
			break;
		end++;
	}
	return end > i && end < reader->row_count && is_led(reader, end) &&
	    reader->rows[end].blanks == 0 ? end : i;
}

/* The rows from I on that are led by a tab, with what goes on in them. */
static size_t
read_zone(const struct reader *reader, size_t i, struct zone *zone)
{
	size_t sizes[9] = { 0 }, size = 0, from = i;

	for (;; i++) {
		const struct row *row;
		bool ordinal = false;

		if (i > from)
			i = skip_cell(reader, i);
		if (!is_led(reader, i))
			break;
		row = &reader->rows[i];
		if (row->blanks > 0 && size > 0) {
			zone->groups++;
			sizes[size < 8 ? size : 8]++;
			size = 0;
		}
		size++;
		zone->rows += row->length > 0;
		zone->blank += row->length == 0;
		if (row->length > 0)
			zone->texts += is_text(row_text(reader, row), &ordinal);
		zone->ordinals += ordinal;
	}
	if (size > 0) {
		zone->groups++;
		sizes[size < 8 ? size : 8]++;
	}
	for (size_t k = 2; k < 9; k++)
		if (sizes[k] > zone->agree)
			zone->agree = sizes[k];
	return i;
}

/* Are the rows of a zone like those of a table: as many cells in each? */
static bool
has_rows(const struct zone *zone)
{
	return zone->agree >= 2 && zone->agree * 3 >= zone->groups * 2 &&
	    (zone->ordinals == 0 || zone->ordinals * 3 < zone->rows);
}

static bool
is_indented(const struct zone *zone, bool others)
{
	if (zone->rows == 0 || has_rows(zone))
		return false;
	if (zone->texts * 2 >= zone->rows || (zone->ordinals >= 2 &&
	    zone->texts * 4 >= zone->rows))
		return true;
	return others && zone->agree < 2 && zone->blank * 3 <= zone->rows;
}

/*
 * Where the names over a day end that the rows FROM..TO begin with; FROM: there
 * are none.  They sign, set to the right by tabs: no table has such rows alone.
 * Below a sentence they may be names of any kind.
 */
static size_t
signing_end(const struct reader *reader, size_t from, size_t to)
{
	const struct row *rows = reader->rows;
	uint64_t names = CUE_BIT(ORGAN) | CUE_BIT(PERSON) |
	    CUE_BIT(KEY_ACTING), days = CUE_BIT(IS_DATE) | CUE_BIT(DATED);

	if (from > 0 && ends_sentence(row_text(reader, &rows[from - 1])))
		names |= CUE_BIT(SHORT);
	for (size_t i = from; i < to && i < from + SIGNING_ROWS; i++) {
		struct line line = { .text = row_text(reader, &rows[i]) };

		if (line.text.n == 0)
			continue;
		look(&line);
		if (line.cues & days)
			return i + 1 == to || rows[i + 1].blanks > 0 ? i + 1 :
			    from;
		if (!(line.cues & names) || (line.cues & (CUE_BIT(COLON) |
		    CUE_BIT(COLON_IN))))
			break;
	}
	return from;
}

/* A lone tab between such paragraphs is a blank line. */
static void
drop_blank_rows(struct reader *reader)
{
	size_t n = 0, blanks = 0;

	for (size_t i = 0; i < reader->row_count; i++) {
		struct row row = reader->rows[i];

		if (row.length == 0 && !row.cell && row.kind == LINE_TEXT) {
			blanks += row.blanks + 1u;
			continue;
		}
		blanks += row.blanks;
		row.blanks = (uint8_t)(blanks < 9 ? blanks : 9);
		blanks = 0;
		reader->rows[n++] = row;
	}
	reader->row_count = n;
}

/*
 * Tabs that lead paragraphs are indents: most of the lines are sentences, or
 * have ordinals, and they do not stand in rows of as many cells.  What is
 * beside such text (署名, 附件：) is led by the same tabs.
 */
static void
find_indents(struct reader *reader)
{
	size_t to, end, texts = 0;

	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < reader->row_count; i = end) {
			struct zone zone = { 0 };
			struct row *rows = reader->rows;

			to = read_zone(reader, i, &zone);
			end = to > i ? to : i + 1;
			if (is_indented(&zone, texts > 1))
				texts += zone.texts;
			else
				to = has_rows(&zone) ? i :
				    signing_end(reader, i, to);
			for (; i < to; i++)
				rows[i].cell = false;
		}
	drop_blank_rows(reader);
}

/* Where the table that row I begins ends: the row after it; I for none. */
static size_t
table_end(const struct reader *reader, size_t i)
{
	size_t end = i;
	bool led = false;	/* by a tab: the last cell may go on */

	while (end < reader->row_count) {
		const struct row *row = &reader->rows[end];
		bool cell = row->cell || is_row_of_cells(reader, end);

		if (row->kind != LINE_TEXT || row->depth > 0 || row->said ||
		    (row->beside && end > i))
			break;
		if (cell ? is_element(reader, row) || has_element(reader, end) :
		    end == i || row->blanks > 0 || !led)
			break;
		led = row->cell || (led && !cell);
		if (!cell) {	/* a cell of several lines */
			struct line line = { .text = row_text(reader, row) };

			look(&line);
			if (line.cues & (ELEMENT_CUES |
			    CUE_BIT(ATTACH_ALONE)))
				break;
		}
		end++;
	}
	return end;
}

/* --- lines ------------------------------------------------------------ */

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
		add_run(reader, line, run, str_slice(s, at, s.n));
}

static void
add_piece(struct reader *reader, struct line *line, struct str s)
{
	struct run run = { s, pos_of(reader, s), 0 };

	add_part(reader, line, &run, s);
}

/* The number in "- 12 -" that S begins with; *LENGTH its bytes; 0: none. */
static unsigned
page_number_at(struct str s, size_t *length)
{
	size_t at = 0, n;
	unsigned number;
	uint32_t c = char_next(s, &at);

	if (c != '-' && c != 0x2014 && c != 0x2013 && c != 0xff0d)
		return 0;
	at = words_skip(s, at);
	number = number_prefix(str_slice(s, at, at + 8), &n);
	if (number == 0 || !char_is_digit(char_next(s, &(size_t){ at })))
		return 0;
	at = words_skip(s, at + n);
	c = char_next(s, &at);
	*length = at;
	return c == '-' || c == 0x2014 || c == 0x2013 || c == 0xff0d ?
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
		    !char_is_cjk(char_next(s, &(size_t){ words_skip(s,
		    at + length) }))) {
			at++;
			continue;
		}
		add_part(reader, line, run,
		    words_trim(str_slice(s, from, before)));
		reader->page++;
		from = at = words_skip(s, at + length);
	}
	add_part(reader, line, run, str_slice(s, from, s.n));
}

/* The rows I..END as one text, their marks read. */
static void
add_marked(struct reader *reader, struct line *line, size_t i, size_t end)
{
	const struct row *first = &reader->rows[i];
	const struct row *last = &reader->rows[end - 1];
	struct str s = str_slice(reader->text, first->offset,
	    (size_t)last->offset + last->length);
	struct span span = { s, pos_of(reader, s) };
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
	return reader->marked || row->depth > 0 ||
	    str_starts(s, STR("**")) || (memchr(s.p, '*', s.n) != NULL &&
	    str_starts(str_slice(s, ordinal_parse(str_slice(s, 0,
	    80)).length, s.n), STR("**")));
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
	if (!cell && line > reader->lines.v && has_label(line) &&
	    has_label(line - 1))
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
	return !reader->rows[i].last && next_row(reader, i) <
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
		    next_row(reader, end - 1) == end)
			end++;
		if (has_marks(reader, row, s)) {
			add_marked(reader, line, i, end);
			row = &reader->rows[i = end - 1];
		} else
			add_pieces(reader, line, &(struct run){ s,
			    pos_of(reader, s), 0 });
		if (row->cell || !goes_on_below(reader, i))
			break;
		for (size_t next = next_row(reader, i); i < next;)
			note_page(reader, row_text(reader,
			    &reader->rows[++i]));
	}
	if (line->runs.n == 0) {	/* a comment */
		reader->lines.n--;
		return i + 1;
	}
	line->runs.v = &reader->runs.v[reader->runs.n - line->runs.n];
	line->text = join_runs(reader, line);
	look(line);
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

static void
drop(struct reader *reader, struct str s)
{
	*VEC_ADD(reader->arena, &reader->source->marks.list) =
	    (struct repair){ REPAIR_MARKUP, pos_of(reader, s), (uint32_t)s.n };
}

/* The cells of row I that hold elements are lines of their own. */
static void
add_cells(struct reader *reader, size_t i)
{
	const struct row *row = &reader->rows[i];
	struct str s = row_text(reader, row);
	char mark = memchr(s.p, '\t', s.n) != NULL ? '\t' : '|';
	size_t from = 0;
	bool first = true;

	for (size_t at = 0; at <= s.n; at++) {
		struct str cell;
		struct line *line;

		if (at < s.n && s.p[at] != mark)
			continue;
		cell = words_trim(str_slice(s, from, at));
		if (mark == '|' && at < s.n)
			drop(reader, str_slice(s, at, at + 1));
		from = at + 1;
		if (cell.n == 0)
			continue;
		line = add_line(reader, row);
		line->blanks = first ? line->blanks : 0;
		line->kind = LINE_TEXT;
		first = false;
		add_piece(reader, line, cell);
		line->text = cell;
		look(line);
		place(reader, line, true);
	}
}

/* Cells of a head in S, a row or a table: 某某局文件 | 某发〔2026〕3号. */
#define HEAD_CELLS	6

static bool
holds_head(struct str s)
{
	size_t cells = 0, elements = 0, from = 0;
	uint64_t cues = 0;

	for (size_t at = 0; at <= s.n && cells <= HEAD_CELLS; at++) {
		struct line cell = { 0 };

		if (at < s.n && s.p[at] != '|' && s.p[at] != '\n')
			continue;
		cell.text = words_trim(str_slice(s, from, at));
		from = at + 1;
		if (cell.text.n == 0 || str_starts_one(cell.text, "--|:-"))
			continue;
		look(&cell);
		cues |= cell.cues;
		cells++;
		elements += (cell.cues & (ELEMENT_CUES | CUE_BIT(FILE_WORD) |
		    CUE_BIT(ORGAN))) || ((cell.cues & CUE_BIT(GENRE)) &&
		    (cell.cues & CUE_BIT(ABOUT_IN)));
	}
	return elements > 1 && elements == cells && cells <= HEAD_CELLS &&
	    (cues & CUE_BIT(DOC_NUMBER));
}

/*
 * The table of a web page that begins with row I, at the top and with a number
 * or title of the document in it, or one around a head: each cell is a line.
 * The row after it, or I.
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
	while (end < reader->row_count && rows[end].kind == LINE_TEXT &&
	    str_has(row_text(reader, &rows[end]), STR("|")))
		end++;
	alone = end == i + 1 && rows[i].kind == LINE_TEXT;
	if (!reader->top || end == i)
		return i;
	s = str_slice(reader->text, rows[i].offset, (size_t)
	    rows[end - 1].offset + rows[end - 1].length);
	if (!holds_head(s) && (alone || !web_table(s)))
		return i;
	for (; i < end; i++)
		if (table_is_rule(row_text(reader, &rows[i])))
			drop(reader, row_text(reader, &rows[i]));
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
		look(line);
		place(reader, line, false);
	}
}

/* 2026年6月2日联系我们, under who signs: where the day ends, or 0. */
static size_t
day_glued(struct str above, struct str s)
{
	struct date date;
	size_t end;

	return char_is_digit(char_next(s, &(size_t){ 0 })) &&
	    date_parse(s, &date, &end) && date.day > 0 && end < s.n &&
	    str_ends(str_slice(s, 0, end), STR("日")) &&
	    words_skip(s, end) == end && !char_is_digit(char_next(s,
	    &(size_t){ end })) && words_weekday(str_slice(s, end,
	    s.n)) == 0 && !str_starts_one(str_slice(s, end, s.n),
	    "印|翻|（|(|起|至|前|后|、|，|,|—|-|～|~|。|发") &&
	    words_office(above) ? end : 0;
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
	    !ends_sentence(s) && date_cues(row_text(reader,
	    row + 1)) == CUE_BIT(IS_DATE);
	return line_cuts(s, reader->top, dated, cuts);
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

/* A table of no more cells than this may be there for its look alone. */
#define FRAME_CELLS	16

/*
 * Is the table of the rows FROM..TO a frame around elements of a letterhead
 * or colophon?  Then it is no table of the document.  Below 主送 or running
 * text it begins with one: 单位 and 文号 are the head of a list of papers.
 */
static bool
is_frame(const struct reader *reader, size_t from, size_t to)
{
	const struct table *table = reader->rows[from].known->table;
	size_t elements = 0, n = 0;
	bool begins = reader->top && !reader->addressed;

	if (table == NULL || table->rows * table->columns > FRAME_CELLS)
		return false;
	for (size_t i = from; i < to; i++) {
		bool element = is_element(reader, &reader->rows[i]);

		if (n == 0)	/* perhaps longer than an element is */
			begins |= element || str_starts_one(row_text(reader,
			    &reader->rows[i]), "抄送|主送|抄报|分送|主题词");
		n += reader->rows[i].length > 0;
		elements += element;
	}
	return begins && elements > 0 && elements * 2 >= n;
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

/*
 * Empty cells from row I on, and nothing else: the part of a form that is to
 * be filled in, when they stand in rows or right below more of a cell.
 */
static bool
is_to_fill(const struct reader *reader, size_t i)
{
	struct zone zone = { 0 };
	size_t from = i;	/* of the lines that no tab leads, above */

	while (from > 0 && i - from < CELL_LINES &&
	    !reader->rows[from - 1].cell)
		from--;
	if (from > 0 && reader->rows[from - 1].cell && from < i &&
	    skip_cell(reader, from) == i)
		return true;
	read_zone(reader, i, &zone);
	return zone.rows == 0 && has_rows(&zone);
}

static void
make_lines(struct reader *reader)
{
	for (size_t i = 0; i < reader->row_count;) {
		const struct row *row = &reader->rows[i];
		size_t cuts[CUTS_MAX], n, end;

		if (row->known != NULL) {
			end = known_end(reader, i);
			if (is_frame(reader, i, end))
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
		if (row->cell || (!row->drawn && is_row_of_cells(reader, i)))
			end = table_end(reader, i);
		if (row->kind == LINE_NOTHING) {
			i++;
		} else if ((n = add_page_table(reader, i, end)) > i) {
			i = n;
		} else if (row->kind != LINE_TEXT) {
			i = add_special(reader, i);
		} else if (end > i) {
			if (has_text(reader, i, end) || is_to_fill(reader, i))
				add_table(reader, i, end);
			i = end;
		} else if (row->length == 0) {
			i++;		/* a lone tab, no table around it */
		} else if (memchr(reader->text.p + row->offset, '\t',
		    row->length) != NULL && has_element(reader, i)) {
			add_cells(reader, i++);
		} else if ((n = cut_row(reader, i, cuts)) > 0) {
			add_cut_lines(reader, row, cuts, n);
			i++;
		} else {
			i = add_text_line(reader, i, row->cell &&
			    is_element(reader, row));
		}
	}
}

/* --- titles that the author marked ------------------------------------ */

static bool
is_title(struct arena *arena, const struct document *front, struct str s)
{
	return str_eq(text_squeeze(arena, text_join(arena, front->title,
	    STR_NONE)), text_squeeze(arena, s));
}

/* The words of a heading, which may all be in bold. */
static struct str
heading_words(const struct reader *reader, const struct row *row)
{
	return words_unstarred(row_text(reader, row));
}

/* The next heading from row FROM on; the end: there is none. */
static struct row *
next_heading(const struct reader *reader, struct row *from)
{
	struct row *end = reader->rows + reader->row_count;

	while (from < end && from->depth == 0)
		from++;
	return from;
}

/* Is no heading below ROW as high as DEPTH? */
static bool
is_highest(const struct reader *reader, const struct row *row, uint8_t depth)
{
	while (++row < reader->rows + reader->row_count)
		if (row->depth > 0 && row->depth <= depth)
			return false;
	return true;
}

/* Rows from what is over a title to it, at most. */
#define OVER_ROWS	3

/*
 * A heading that the document may have as its title; a plan's stands alone at
 * its depth, with no text above.
 */
static bool
is_title_row(const struct reader *reader, const struct row *row)
{
	struct line line = { .text = heading_words(reader, row) };

	look(&line);
	return !(line.cues & CUE_BIT(ORDINAL)) && ((line.cues &
	    CUE_BIT(GENRE)) || ((line.cues & CUE_BIT(PAPER)) &&
	    row - reader->rows < OVER_ROWS &&
	    is_highest(reader, row, row->depth)));
}

/*
 * # 青石县科学技术协会文件 or # 通知 over ## 关于…的通知: the title is below,
 * and no other # stands beside the first; or right below, with one # as well.
 */
static bool
is_over_title(const struct reader *reader, const struct row *first,
    const struct row *title)
{
	struct str s = heading_words(reader, first);
	const struct genre *genre = genre_at_head(s, s.n);

	return title < reader->rows + reader->row_count &&
	    str_has(row_text(reader, title), STR("关于")) &&
	    is_title_row(reader, title) && (str_ends(s, STR("文件")) ||
	    words_organ(s) || (genre != NULL && genre->n == s.n)) &&
	    (first->depth == title->depth ? title - first <= OVER_ROWS :
	    first->depth < title->depth &&
	    is_highest(reader, title, first->depth));
}

/* What is below a title, or has 一、, is of the depth that it has here. */
static void
raise_headings(struct reader *reader, uint8_t from, uint8_t over)
{
	for (size_t i = 0; i < reader->row_count; i++)
		if (reader->rows[i].depth >= from)
			reader->rows[i].depth -= over;
}

/* #### 一、 where no heading is higher: all are lower than they say. */
static void
find_depth(struct reader *reader)
{
	struct row *end = reader->rows + reader->row_count, *top = NULL;
	struct ordinal ordinal;

	for (struct row *row = reader->rows; row < end; row++)
		if (row->depth > 1 && (top == NULL || row->depth < top->depth))
			top = row;
	if (top == NULL)
		return;
	ordinal = ordinal_parse(heading_words(reader, top));
	if (ordinal.style != ORDINAL_NONE && ordinal_level(ordinal.style) > 0 &&
	    top->depth > ordinal_level(ordinal.style) + 1)
		raise_headings(reader, 2, (uint8_t)(top->depth - 1 -
		    ordinal_level(ordinal.style)));
}

/*
 * Chats begin with ## 关于…的通知, and no line has one #, or with the name of
 * the organ over it: what is below the title has as many too many.
 */
static void
find_title(struct reader *reader, struct row *rows)
{
	struct row *end = rows + reader->row_count;
	struct row *title = next_heading(reader, rows), *below;
	uint8_t over;

	if (title == end)
		return;
	below = next_heading(reader, title + 1);
	if (is_over_title(reader, title, below)) {
		title->depth = 0;
		title = below;
	} else
		for (struct row *row = rows; row < end; row++)
			if (row->depth == 1)
				return;
	if (!is_title_row(reader, title))
		return;
	over = (uint8_t)(title->depth - 1);
	title->depth = 1;
	raise_headings(reader, (uint8_t)(over + 2), over);
}

/* 附件1, **附件1**, ## 附件1：名单: a mark alone, or whatever ## it has. */
static bool
opens_page(const struct reader *reader, const struct row *row, bool *bare)
{
	struct str s = heading_words(reader, row);
	struct attach a = row->kind != LINE_TEXT ? (struct attach){ 0 } :
	    row->depth > 0 ? words_attach_title(s) : words_attach(s);

	*bare = a.length > 0 && a.length == s.n;
	return *bare || (a.length > 0 && row->depth > 0);
}

/* Is it the only heading of its depth up to END, and without an ordinal? */
static bool
heads_page(const struct reader *reader, const struct row *row,
    const struct row *end)
{
	if (row == end || row->depth < 2 || ordinal_parse(heading_words(
	    reader, row)).style != ORDINAL_NONE)
		return false;
	for (const struct row *other = row + 1; other < end; other++)
		if (other->depth > 0 && other->depth <= row->depth)
			return false;
	return true;
}

/*
 * Chats give 附件 and what they are called a place in the outline of the whole
 * text.  A mark is one by its words, whatever its depth; the one heading right
 * below a mark alone in its line is the page's title; what is below them
 * counts from there.
 */
static void
find_outlined(struct reader *reader, struct row *rows)
{
	struct row *end = rows + reader->row_count, *next;
	bool bare, other;

	for (struct row *row = rows; row < end; row = next) {
		unsigned over = row->depth;

		for (next = row + 1; next < end && next->depth != 1 &&
		    !opens_page(reader, next, &other); next++)
			continue;
		if (!opens_page(reader, row, &bare))
			continue;
		if (bare && heads_page(reader, row + 1, next)) {
			over = row[1].depth;
			row[1].depth = 1;
		}
		if (bare && row->depth > 0 && next == row + 1 && next < end &&
		    str_is_one(row_text(reader, row), "附件|附件：|附件:") &&
		    opens_page(reader, next, &other)) {
			row->kind = LINE_NOTHING;	/* of the outline */
			drop(reader, row_text(reader, row));
		}
		if (row->depth > 1)
			row->depth = 0;
		for (struct row *in = row + 1; in < next && over > 1; in++)
			if (in->depth > over)
				in->depth -= over - 1;
	}
}

/*
 * "# …" is the title of the document, or of the page that a bare mark has just
 * opened; else another page begins: 附件1 …, or an enclosed paper.
 */
static void
mark_titles(struct reader *reader, const struct document *front)
{
	bool titled = !text_empty(front->title), first = true, body = false;

	for (size_t i = 0; i < reader->lines.n; i++) {
		struct line *line = &reader->lines.v[i];
		struct attach a = line->depth != 1 ? (struct attach){ 0 } :
		    words_attach_title(line->text);
		bool enclosed = (line->page & PAGE_ENCLOSURE) != 0;

		if (line->depth != 1) {
			body = !(line->cues & CUE_BIT(ATTACH_ALONE));
			titled &= body;
			first &= body;
			continue;
		}
		line->said = 0;
		line->certain = LABEL_TITLE + 1;
		if (a.length > 0) {
			line->certain = LABEL_ATTACHMENT + 1;
			titled = a.length < line->text.n;
		} else if (!enclosed && !titled && (first || !body)) {
			titled = true;
			continue;
		} else {
			bool twice = first && !body && !enclosed;

			if (twice && is_title(reader->arena, front, line->text))
				continue;
			if (twice)
				finding_add(reader->findings,
				    FINDING_TITLE_TWICE, text_pos(line->runs),
				    "文件头已经给出标题，这一行另起一页，"
				    "作为印发件的标题",
				    "the front matter has a title; this line "
				    "opens another page, an enclosed document");
			line->opens = titled = true;
		}
		first = body = false;
	}
}

#define KEY_CHARS	8	/* of 【发文机关】, 主送机关： */

/* 主送机关：, ## 落款, 【正文】: 1 + the label of what is below, or 0. */
static int
key_over(const struct line *line)
{
	struct str s = line->text, key = s;
	size_t at = s.n;

	if (line->kind != LINE_TEXT || line->chars > KEY_CHARS)
		return 0;
	if (str_starts(s, STR("【")) && str_ends(s, STR("】")))
		key = str_slice(s, STR("【").n, s.n - STR("】").n);
	else if (line->cues & CUE_BIT(COLON)) {
		char_before(s, &at);
		key = words_trim(str_slice(s, 0, at));
	}
	if (key.n == s.n && line->depth < 2 && line->runs.n > 0 &&
	    !(line->runs.v[0].flags & RUN_BOLD))
		return 0;
	return str_eq(key, STR("正文")) ? LABEL_BODY + 1 : key_alone(key);
}

/*
 * A key in a line of its own names the line below, if that can be what it
 * says; 正文 only that the text begins.
 */
static void
name_below(struct lines *lines)
{
	static const struct {
		int label;
		bool over;	/* … the text */
		uint64_t cues;	/* one of which is seen on what it names */
	} named[] = {
		{ LABEL_TITLE, true, CUE_BIT(GENRE) },
		{ LABEL_NUMBER, true, CUE_BIT(DOC_NUMBER) },
		{ LABEL_RECIPIENTS, true, CUE_BIT(ADDRESSED) | CUE_BIT(ORGAN) |
		    CUE_BIT(ORGANS) },
		{ LABEL_BODY, true, CUE_BIT(ANY) },
		{ LABEL_SIGNATURE, false, CUE_BIT(ORGAN) | CUE_BIT(ORGANS) |
		    CUE_BIT(PERSON) },
		{ LABEL_DATE, false, CUE_BIT(IS_DATE) },
	};
	bool text = false;

	for (size_t i = 0; i + 1 < lines->n; i++) {
		struct line *line = &lines->v[i], *below = line + 1;
		int label = line->said == LABEL_PROPERTY + 1 ? 0 :
		    key_over(line);

		for (size_t k = 0; k < COUNT_OF(named) && label > 0; k++) {
			if (named[k].label != label - 1 ||
			    (named[k].over && text) || !((below->cues |
			    CUE_BIT(ANY)) & named[k].cues))
				continue;
			line->certain = LABEL_MARKUP + 1;
			line->said = line->key = 0;
			line->cues = 0;
			if (label != LABEL_BODY + 1 && below->said == 0 &&
			    below->certain == 0)
				below->said = (uint8_t)label;
		}
		text |= (line->cues & (CUE_BIT(STOP) | CUE_BIT(LEAD_IN))) != 0;
	}
}

/* Of a DOCX: what its styles say is certain. */
static bool
has_styles(const struct reader *reader)
{
	for (size_t i = 0; i < reader->row_count; i++)
		if (reader->rows[i].styled > 0)
			return true;
	return false;
}

/* Whoever writes front matter has taken the page of the web away. */
static void
make_own(struct line *line)
{
	line->cues &= ~(CUE_BIT(WEB_BAR) | CUE_BIT(WEB_KEY));
	line->around &= ~(AROUND_BIT(DOWNLOADS) | AROUND_BIT(TITLE_TWICE) |
	    AROUND_BIT(WHOLE_TITLE) |
	    AROUND_BIT(IN_MAIL));
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

	if (reader.row_count > 0 && !has_styles(&reader)) {
		if (text_empty(front->title))
			find_title(&reader, rows->list.v);
		find_outlined(&reader, rows->list.v);
		find_depth(&reader);
	}
	find_beside(&reader);
	find_grids(&reader);
	find_spaced(&reader, 2);
	find_spaced(&reader, 1);
	find_flat(&reader);
	find_indents(&reader);
	find_spacing(&reader);
	join_wrapped(&reader);
	if (marked)
		join_marked(&reader);
	join_titles(&reader);
	make_lines(&reader);
	for (size_t i = 0; i < reader.lines.n; i++) {
		reader.lines.v[i].runs.v = &reader.runs.v[run];
		run += reader.lines.v[i].runs.n;
	}
	mark_titles(&reader, front);
	lines = (struct lines){ reader.lines.v, reader.lines.n, rows->file,
	    rows->text, marked, rows->known };
	if (!rows->authored)
		web_properties(arena, &lines);
	name_below(&lines);
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
