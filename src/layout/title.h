#ifndef LAYOUT_TITLE_H
#define LAYOUT_TITLE_H

#include "../base/arena.h"
#include "measure.h"

/*
 * Break a title into lines (GB/T 9704-2012 7.3.1: meaning kept whole, evenly
 * set, lengths suitable, in the shape of a trapezium or a diamond).  Words,
 * numbers with their units, 《》, “” and the 文种 are not split.
 */
struct title_lines {
	struct str *v;		/* slices of the title */
	size_t n;
};

struct title_lines title_break(struct arena *, struct str title,
	    const struct measure *, long width, bool short_first);

#endif
