/*
 * One pass over the characters: x is where the line has got to, and the last
 * place where it may be broken is remembered; nothing is looked at twice, so
 * a paragraph of any length is measured in linear time.
 */
#include "measure.h"

#include "../text/chars.h"

/* What is known of the line being filled. */
struct line {
	long width;
	long x;			/* after the last character */
	long break_x;		/* x at the last opportunity */
	bool can_break;		/* there is an opportunity on this line */
	bool empty;
	uint32_t before;	/* the last character; 0 at the start */
	unsigned run;		/* how many dashes or dots precede */
	struct measured result;
};

/* Marks that word processors let hang past the margin. */
static bool
hangs(uint32_t c)
{
	switch (c) {
	case 0x3001: case 0x3002: case 0xff0c: case 0xff0e: case 0xff1a:
	case 0xff1b: case 0xff1f: case 0xff01: case ',': case '.':
		return true;
	default:
		return false;
	}
}

/* A letter of either script: between two of different scripts is a gap. */
static bool
is_latin(uint32_t c)
{
	return c < 0x2000 && (char_is_ascii_alnum(c) || c >= 0xc0);
}

static bool
gap_between(uint32_t a, uint32_t b)
{
	return (char_is_han(a) && is_latin(b)) ||
	    (is_latin(a) && char_is_han(b));
}

static bool
is_pair(uint32_t c)
{
	return c == 0x2014 || c == 0x2026;
}

/* May a line end after A and go on with B? */
static bool
may_part(const struct line *line, uint32_t a, uint32_t b)
{
	if (a == 0)
		return false;
	if (char_is_space(b))
		return false;
	if (char_is_space(a))
		return true;
	if (char_no_line_start(b) || char_no_line_end(a))
		return false;
	if (is_pair(a) && a == b)
		return line->run % 2 == 0;
	if (a == '-' || a == '/')
		return !char_is_digit(b);
	/* Half-width marks belong to the word that they stand in. */
	return a >= 0x2000 || b >= 0x2000;
}

static void
end_line(struct line *line, long x)
{
	if (x > line->result.widest)
		line->result.widest = x;
	line->result.lines++;
}

/* The line is full before the character C of width W. */
static void
wrap(struct line *line, long w)
{
	if (line->can_break) {
		end_line(line, line->break_x);
		line->x -= line->break_x;
	} else {
		end_line(line, line->x);
		line->x = 0;
	}
	line->x += w;
	line->can_break = false;
}

static void
add_character(struct line *line, const struct measure *measure, uint32_t c)
{
	long w = (long)char_width(c) * measure->em / 100;
	long gap = gap_between(line->before, c) ? measure->em / 5 : 0;

	if (w > 0)
		w += measure->spacing;
	if (may_part(line, line->before, c)) {
		line->break_x = line->x;
		line->can_break = true;
	}
	if (line->x + gap + w > line->width && !line->empty &&
	    !char_is_space(c) && !hangs(c)) {
		bool here = line->can_break && line->break_x == line->x;

		wrap(line, here ? w : gap + w);
	} else
		line->x += gap + w;
	line->run = c == line->before ? line->run + 1 : 1;
	line->before = c;
	line->empty = false;
}

static void
break_line(struct line *line)
{
	end_line(line, line->x);
	line->x = 0;
	line->can_break = false;
	line->empty = true;
	line->before = 0;
}

struct measured
measure_lines(const struct measured_piece *pieces, size_t n, long width,
    long first)
{
	struct line line = { .width = width > 0 ? width : 1, .x = first,
	    .empty = true };

	for (size_t i = 0; i < n; i++) {
		size_t at = 0;

		if (pieces[i].line_break)
			break_line(&line);
		while (at < pieces[i].text.n)
			add_character(&line, &pieces[i].measure,
			    char_next(pieces[i].text, &at));
	}
	end_line(&line, line.x);
	line.result.last_width = line.x;
	return line.result;
}

long
measure_width(const struct measure *measure, struct str text)
{
	long width = 0;
	uint32_t before = 0;

	for (size_t at = 0; at < text.n;) {
		uint32_t c = char_next(text, &at);
		long w = (long)char_width(c) * measure->em / 100;

		width += w > 0 ? w + measure->spacing : 0;
		if (gap_between(before, c))
			width += measure->em / 5;
		before = c;
	}
	return width;
}
