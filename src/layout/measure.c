/*
 * One pass over the characters: x is where the line has got to, and the last
 * place where it may be broken is remembered.  Nothing is looked at twice, so
 * a paragraph of any length is measured in linear time.
 *
 * What a pair of characters does was found out by comparing thousands of
 * random paragraphs with what LibreOffice 7.4 makes of them.  Word agrees but
 * for the gap (a quarter of an em rather than a fifth) and for marks that
 * cling to the word after them.
 */
#include "measure.h"

#include <limits.h>

#include "../text/chars.h"

/* What a character is to its neighbours. */
enum {
	IS_CJK = 1,		/* its script; neither: that of the text */
	IS_LATIN = 2,		/* before it */
	IS_HAN = 4,		/* a gap stands between these */
	IS_WORD = 8,		/* and these: letters and digits */
	IS_DIGIT = 16,
	NO_START = 32,		/* may not begin a line */
	NO_END = 64,		/* may not end one */
	CLINGS = 128,		/* closing mark: not parted from a word */
	IS_UNIT = 256,		/* % ℃: not parted from a number */
	IS_BLANK = 512
};

static unsigned
classify_ascii(uint32_t c)
{
	if (char_is_ascii_alnum(c))
		return IS_LATIN | IS_WORD | (c <= '9' ? (unsigned)IS_DIGIT : 0);
	switch (c) {
	case ' ':
		return IS_BLANK;
	case '"':
	case '\'':
		return IS_LATIN | NO_START | NO_END;
	case ')':
	case ']':
	case '}':
		return IS_LATIN | NO_START | CLINGS;
	case '%':
		return IS_LATIN | IS_UNIT;
	default:
		return IS_LATIN |
		    (char_no_line_start(c) ? (unsigned)NO_START : 0) |
		    (char_no_line_end(c) ? (unsigned)NO_END : 0);
	}
}

/* Marks of Chinese text, and all the symbols. */
static unsigned
classify_mark(uint32_t c)
{
	unsigned class = c >= 0x2e80 ? IS_CJK : c < 0x2000 ? IS_LATIN : 0;

	switch (c) {
	case U'、': case U'。': case U'，': case U'．':
	case U'’': case U'”': case U'〉': case U'》':
	case U'」': case U'』': case U'】': case U'〕':
	case U'〗': case U'）': case U'］': case U'｝':
		return class | NO_START | CLINGS;
	case U'℃': case U'‰': case U'％':
		return class | IS_UNIT;
	case U'…':			/* may begin a line here */
		return class;
	case U'～':
		return class;
	case 0xa0:
		return NO_START | NO_END;
	default:
		break;
	}
	if (class == IS_LATIN && c >= 0xb2 && c != 0xd7 && c != 0xf7 &&
	    c != U'·')
		return class | IS_WORD;
	if (c >= 0x2460 && c <= 0x24ff)				/* ① */
		return IS_WORD;
	if (char_no_line_start(c))
		class |= NO_START;
	if (char_no_line_end(c))
		class |= NO_END;
	return class;
}

static unsigned
classify(uint32_t c)
{
	if (c >= 0x4e00 && c <= 0x9fff)
		return IS_CJK | IS_HAN;
	if (c < 0x80)
		return classify_ascii(c);
	if (char_is_han(c))
		return IS_CJK | IS_HAN;
	return classify_mark(c);
}

/* Times New Roman, and what has its widths. */
static const unsigned short times[] = {
	250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564,
	250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
	500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667,
	722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
	556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333,
	278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500,
	500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
	278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
};

const unsigned short *
measure_latin(struct str face)
{
	return str_eq(face, STR("Times New Roman")) ? times : NULL;
}

long
measure_char(const struct measure *measure, uint32_t c)
{
	return measure->latin != NULL && c >= ' ' && c <= '~' ?
	    ((long)measure->latin[c - ' '] * measure->em + 500) / 1000 :
	    (long)char_width(c) * measure->em / 100;
}

/* The line being filled. */
struct line {
	long width;
	bool hangs;
	long x;			/* after the last character */
	bool started;		/* it has a character */

	bool can_break;		/* there is an opportunity on the line, */
	long break_x;		/* where a line ends and */
	long break_next;	/* the next one begins; and the same in */
	size_t break_at;	/* bytes */
	long gaps, break_gaps;	/* that justifying widens, and up to there */

	unsigned class;		/* of the last character; 0 at the start */
	unsigned class_before;	/* of the one before it */
	uint32_t last;
	unsigned script;	/* IS_CJK, IS_LATIN, or 0 at the start */
	int spacing;		/* of the last character */
};

/* Between two half-width characters: after the marks of paths and ranges. */
static bool
may_part_latin(const struct line *line, uint32_t b, unsigned class)
{
	switch (line->last) {
	case '-':
	case '?':
		return b != '/';
	case '/':
		return b != '/' && !(class & line->class_before & IS_DIGIT);
	default:
		return false;
	}
}

/* May a line end here and go on with B? */
static bool
may_part(const struct line *line, uint32_t b, unsigned class)
{
	unsigned last = line->class;

	if (!line->started || class & IS_BLANK)
		return false;
	if (last & IS_BLANK)
		return true;
	if (class & NO_START || last & NO_END)
		return false;
	if (last & class & IS_LATIN)
		return may_part_latin(line, b, class);
	if (class & IS_LATIN && last & CLINGS && class & IS_WORD)
		return false;
	if (class & IS_WORD)
		return !(last & (IS_UNIT | IS_WORD));
	if (last & IS_WORD)
		return !(class & (NO_END | IS_UNIT));
	return true;
}

/*
 * What comes before a character: the gap between scripts; and the spacing of
 * the last character of a stretch of one script, or of one face, does not
 * count.
 */
static long
gap_before(const struct line *line, const struct measure *measure,
    unsigned class)
{
	unsigned script = class & (IS_CJK | IS_LATIN);
	long gap = 0;

	if (!line->started || script == 0 || line->script == 0 ||
	    script == line->script)
		return 0;
	if ((line->class | class) & IS_HAN && (line->class | class) & IS_WORD)
		gap = measure->em / 5;
	return gap - line->spacing;
}

/* Marks that Word lets stand out of a full line (w:overflowPunct). */
static bool
is_hanging(uint32_t c)
{
	return c == U'、' || c == U'。' || c == U'，' || c == U'．';
}

static bool
may_hang(const struct line *line, uint32_t c)
{
	return line->hangs && is_hanging(c) &&
	    line->x - line->spacing <= line->width;
}

/* The line goes on with a character after a gap. */
static void
advance(struct line *line, const struct measure *measure, unsigned class,
    uint32_t c, long gap, long width)
{
	line->spacing = width > 0 ? measure->spacing : 0;
	line->x += gap + width + line->spacing;
	line->started |= width > 0;
	line->gaps += (class & (IS_CJK | IS_BLANK)) != 0;
	line->class_before = line->class;
	line->class = class;
	line->last = c;
	if (class & (IS_CJK | IS_LATIN))
		line->script = class & (IS_CJK | IS_LATIN);
}

/* One Chinese character follows another, as most do: no gap, no question. */
static bool
goes_on(const struct line *line, uint32_t c)
{
	return c >= 0x4e00 && c <= 0x9fff && line->started &&
	    line->class == (IS_CJK | IS_HAN);
}

static bool
put_han(struct line *line, const struct measure *measure, uint32_t c, size_t at)
{
	line->can_break = true;
	line->break_x = line->break_next = line->x;
	line->break_at = at;
	line->break_gaps = line->gaps;
	if (line->x + measure->em > line->width)
		return false;
	line->x += measure->em + measure->spacing;
	line->spacing = measure->spacing;
	line->gaps++;
	line->class_before = line->class;
	line->last = c;
	return true;
}

/* A word of letters and digits goes on: no gap, and no line may end there. */
static bool
is_inside_word(const struct line *line, uint32_t c)
{
	return char_is_ascii_alnum(c) && line->started &&
	    (line->class & (IS_WORD | IS_LATIN)) == (IS_WORD | IS_LATIN);
}

static bool
put_letter(struct line *line, const struct measure *measure, uint32_t c)
{
	long width = measure_char(measure, c);

	if (line->x + width > line->width)
		return false;
	advance(line, measure, classify_ascii(c), c, 0, width);
	return true;
}

/*
 * Put the character C, that begins at byte AT, on the line.  False when there
 * is no room for it.
 */
static bool
put(struct line *line, const struct measure *measure, uint32_t c, size_t at)
{
	unsigned class = classify(c);
	long width = measure_char(measure, c);
	long gap = gap_before(line, measure, class);
	bool full = line->x + gap + width > line->width && line->started &&
	    !(class & IS_BLANK) && !may_hang(line, c);

	/* A path is broken after its last stroke but the one at the margin. */
	if (may_part(line, c, class) && !(full && line->last == '/')) {
		line->can_break = true;
		line->break_x = line->x;
		line->break_next = line->x + gap;
		line->break_at = at;
		line->break_gaps = line->gaps;
	}
	if (full)
		return false;
	advance(line, measure, class, c, gap, width);
	return true;
}

long
measure_width(const struct measure *measure, struct str text)
{
	struct line line = { .width = LONG_MAX };

	for (size_t at = 0; at < text.n;) {
		uint32_t c = char_next(text, &at);
		unsigned class = classify(c);

		if (goes_on(&line, c))
			line.x += measure->em + measure->spacing;
		else
			advance(&line, measure, class, c,
			    gap_before(&line, measure, class),
			    measure_char(measure, c));
	}
	return line.x;
}

/* Beyond so many marks no script is looked for: each line would do so. */
#define MARKS_MAX	1000

/* A line that begins at byte AT of TEXT knows what stands before it. */
static struct line
line_at(struct str text, size_t at, long width)
{
	struct line line = { .width = width };

	if (at == 0)
		return line;
	line.last = char_before(text, &at);
	line.class = classify(line.last);
	line.script = line.class & (IS_CJK | IS_LATIN);
	for (unsigned n = 0; at > 0 && (n == 0 || (line.script == 0 &&
	    n < MARKS_MAX)); n++) {
		unsigned class = classify(char_before(text, &at));

		if (n == 0)
			line.class_before = class;
		if (line.script == 0)
			line.script = class & (IS_CJK | IS_LATIN);
	}
	return line;
}

size_t
measure_fit(const struct measure *measure, struct str text, size_t from,
    long width)
{
	struct line line = line_at(text, from, width);

	for (size_t at = from; at < text.n;) {
		size_t before = at;

		if (!put(&line, measure, char_next(text, &at), before))
			return line.can_break ? line.break_at : before;
	}
	return text.n;
}

/* A paragraph while it is broken. */
struct breaking {
	struct measured measured;
	struct measured_list *lines;	/* may be NULL */
	uint32_t from;			/* where the line begins */
};

/* A line of width X ends; the next one begins at byte NEXT. */
static void
end_line(struct breaking *breaking, long x, size_t next)
{
	if (x > breaking->measured.widest)
		breaking->measured.widest = x;
	breaking->measured.lines++;
	if (breaking->lines != NULL)
		*VEC_ADD(breaking->lines->arena, &breaking->lines->list) =
		    (struct measured_line){ breaking->from, (uint32_t)next,
		    (int)x };
	breaking->from = (uint32_t)next;
}

/* A word is longer than the line it went to: it is cut as often as need be. */
static void
cut_word(struct breaking *breaking, struct line *line, size_t at)
{
	size_t bytes = at - breaking->from;
	long pieces = (line->x - 1) / line->width;
	size_t each = bytes * (size_t)line->width / (size_t)line->x;

	while (pieces-- > 0)
		end_line(breaking, line->width, breaking->from + each);
	line->x = (line->x - 1) % line->width + 1;
}

/*
 * The line has no room for the character at byte AT: what comes after its
 * break begins the next one.
 */
static void
wrap(struct line *line, struct breaking *breaking, long width, size_t at)
{
	struct measured *measured = &breaking->measured;

	if (line->can_break) {
		long gaps = line->break_gaps > 1 ? line->break_gaps - 1 : 1;
		long gap = (line->width - line->break_x) / gaps;

		if (gap > measured->stretch)
			measured->stretch = gap;
		end_line(breaking, line->break_x, line->break_at);
		line->x -= line->break_next;
		line->gaps -= line->break_gaps;
	} else {
		line->gaps = 0;
		end_line(breaking, line->x, at);
		line->x = 0;
	}
	line->started = line->x > 0;
	if (!line->started)
		line->x = 0;
	line->can_break = false;
	line->width = width;
	/* A word may be longer than the line when the first was wider. */
	if (line->x > width)
		cut_word(breaking, line, at);
}

/* Up to its stop, if the line has not got there; else it is an em wide. */
static bool
put_tab(struct line *line, const struct measured_piece *piece)
{
	if (piece->tab <= line->x)
		return false;
	line->x = piece->tab;
	line->started = true;
	line->spacing = 0;
	line->class = IS_BLANK;
	line->last = '\t';
	return true;
}

struct measured
measure_breaks(const struct measured_piece *pieces, size_t n, long width,
    long first, struct measured_list *lines)
{
	struct breaking breaking = { .lines = lines };
	struct line line = { 0 };
	size_t passed = 0;	/* bytes of the pieces before */

	if (width < 1)
		width = 1;
	line.width = width - first;
	line.hangs = lines != NULL && lines->hangs;
	for (size_t i = 0; i < n; i++) {
		struct str text = pieces[i].text;
		size_t at = 0;

		if (pieces[i].line_break) {
			end_line(&breaking, line.x, passed);
			line = (struct line){ .width = width,
			    .hangs = line.hangs };
		}
		if (!pieces[i].goes_on) {
			line.x -= line.spacing;
			line.spacing = 0;
		}
		if (put_tab(&line, &pieces[i]))
			at = text.n;
		while (at < text.n) {
			size_t from = passed + at;
			uint32_t c = char_next(text, &at);

			while (!(goes_on(&line, c) ?
			    put_han(&line, &pieces[i].measure, c, from) :
			    is_inside_word(&line, c) ?
			    put_letter(&line, &pieces[i].measure, c) :
			    put(&line, &pieces[i].measure, c, from))) {
				breaking.measured.hung |= is_hanging(c);
				wrap(&line, &breaking, width, from);
			}
		}
		passed += text.n;
	}
	end_line(&breaking, line.x, passed);
	breaking.measured.last_width = line.x;
	return breaking.measured;
}

/* Put C on the line and say where it stands. */
static void
place_char(struct line *line, const struct measured_piece *piece, uint32_t c,
    struct measured_char *placed)
{
	unsigned class = classify(c);

	placed->c = c;
	placed->x = (int)(line->x + gap_before(line, &piece->measure, class));
	put(line, &piece->measure, c, 0);
	placed->width = (int)(line->x - line->spacing) - placed->x;
	placed->gap = (class & (IS_CJK | IS_BLANK)) != 0;
}

size_t
measure_place(const struct measured_piece *pieces, size_t n,
    struct measured_line where, struct measured_char *placed)
{
	struct line line = { .width = LONG_MAX };
	size_t passed = 0, count = 0;

	for (size_t i = 0; i < n && passed < where.to;
	    passed += pieces[i++].text.n) {
		struct str text = pieces[i].text;
		size_t at = where.from > passed ? where.from - passed : 0;

		while (at < text.n && ((unsigned char)text.p[at] & 0xc0) ==
		    0x80)
			at++;	/* a word was cut there */
		if (at >= text.n)
			continue;
		if (at == 0 && pieces[i].line_break)
			line = (struct line){ .width = LONG_MAX };
		else if (!line.started)
			line = line_at(text, at, LONG_MAX);
		if (!pieces[i].goes_on) {
			line.x -= line.spacing;
			line.spacing = 0;
		}
		while (at < text.n && passed + at < where.to) {
			struct measured_char *next = &placed[count++];
			long x = line.x;

			*next = (struct measured_char){
			    .number = pieces[i].number,
			    .at = (uint32_t)at };
			if (at == 0 && put_tab(&line, &pieces[i])) {
				next->c = '\t';
				next->x = (int)x;
				next->width = (int)(line.x - x);
				at = text.n;
			} else
				place_char(&line, &pieces[i],
				    char_next(text, &at), next);
		}
	}
	return count;
}
