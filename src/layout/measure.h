#pragma once

#include "../base/str.h"

/* Of two lengths. */
static inline int
larger(int a, int b)
{
	return a > b ? a : b;
}

static inline int
smaller(int a, int b)
{
	return a < b ? a : b;
}

/*
 * Measuring text on the line, the way word processors set it: full-width
 * characters an em, half-width ones half an em, each with the style's
 * spacing; a fifth of an em between a Chinese character and a Latin letter or
 * digit; lines broken by kinsoku without hanging punctuation, Latin words and
 * numbers whole.  Justification does not move breaks.  All lengths in twips.
 */
struct measure {
	int em;			/* half-points × 10 */
	int spacing;		/* added to every character */
	const unsigned short *latin;	/* see there; NULL: half an em */
};

/*
 * How wide a Latin face is whose characters are not half an em, from the blank
 * to the tilde, in thousandths of an em; NULL: it is not known.
 */
const unsigned short *measure_latin(struct str face);
/* The width of one character. */
long	 measure_char(const struct measure *, uint32_t c);

/* Width of TEXT set on one line. */
long	 measure_width(const struct measure *, struct str text);

/*
 * Where the line of WIDTH ends that begins at byte FROM of TEXT; blanks at its
 * end belong to it.  It has one character at least: a word with no room
 * anywhere is cut.
 */
size_t	 measure_fit(const struct measure *, struct str text, size_t from,
	    long width);

/* A paragraph to be broken: pieces of text in several sizes, in order. */
struct measured_piece {
	struct measure measure;
	struct str text;
	bool line_break;	/* a forced break stands before it */
	bool goes_on;		/* in the face of the piece before it */
	long tab;		/* a tab, and its stop from where the line
				   begins; 0: text */
	unsigned number;	/* the caller's, for measured_char */
};

/* One line: its bytes, counted over all pieces, with the blanks at its end. */
struct measured_line {
	uint32_t from, to;
	int width;
};

struct measured {
	unsigned lines;
	long last_width;	/* of the last line, without its indent */
	long widest;		/* of all of them */
	bool hung;		/* a mark was moved that Word lets stand out */
	long stretch;		/* the widest gap that justifying a line puts
				   beside each of its characters */
};

/* Where the lines are kept; its arena is given. */
struct measured_list {
	struct arena *arena;
	bool hangs;		/* 、。，． stand out of full lines */
	VEC(struct measured_line) list;
};

/*
 * Break into lines of WIDTH, the first one FIRST shorter (a negative FIRST
 * makes it longer: hanging).  An empty paragraph has one line.  Every line is
 * added to LINES, unless it is NULL.
 */
struct measured measure_breaks(const struct measured_piece *, size_t n,
	    long width, long first, struct measured_list *lines);

/*
 * Where the characters of a line stand that such a break made: X from where
 * it begins, not justified.  PLACED has room for as many as the line has
 * bytes; returns how many there are.  A tab is '\t' and has its room.
 */
struct measured_char {
	uint32_t c;
	int x, width;
	uint32_t at;		/* its byte in its piece */
	unsigned number;	/* of its piece */
	bool gap;		/* justifying puts a gap behind it */
};

size_t	 measure_place(const struct measured_piece *, size_t n,
	    struct measured_line, struct measured_char *placed);
