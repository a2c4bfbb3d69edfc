#pragma once

#include "../base/arena.h"
#include "measure.h"

struct title;

/*
 * Break a title into lines no wider than WIDTH (GB/T 9704-2012 7.3.1: meaning
 * kept whole, evenly set, lengths suitable, in the shape of a trapezium or a
 * diamond).  Words, numbers with their units, 《》, “” and the 文种 are not
 * split while there is another way; of the ways the one with few, even lines is
 * taken.  SHORT_FIRST: of two lines the upper is the shorter.
 *
 * The lines are slices of TITLE without the blanks at their ends, one at
 * least; text between them is blanks only.
 */
struct title_lines {
	struct str *v;
	size_t n;
};

struct title_lines title_break(struct arena *, struct str title,
	    const struct measure *, long width, bool short_first);

/*
 * A title cut into words, NULL when it is beyond all measure.  Would a line
 * that ends before its byte AT part a word, or leave 的通知 alone?
 */
const struct title *title_cut(struct arena *, struct str title,
	    const struct measure *, long width);
bool	 title_parts(const struct title *, size_t at);
/* Would a line end well there: before 关于, behind 、 or an organ? */
bool	 title_ends(const struct title *, size_t at);
