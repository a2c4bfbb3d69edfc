#ifndef LAYOUT_MEASURE_H
#define LAYOUT_MEASURE_H

#include <stdbool.h>

#include "../base/str.h"

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
};

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
};

struct measured {
	unsigned lines;
	long last_width;	/* of the last line, without its indent */
	long widest;		/* of all of them */
	long stretch;		/* the widest gap that justifying a line puts
				   beside each of its characters */
	size_t starts[2];	/* the byte, counted over all pieces, at which
				   the last but one and the last line begin */
};

/*
 * Break into lines of WIDTH, the first one FIRST shorter (a negative FIRST
 * makes it longer: hanging).  An empty paragraph has one line.
 */
struct measured measure_lines(const struct measured_piece *, size_t n,
	    long width, long first);

#endif
