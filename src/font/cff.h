#pragma once

#include "../base/str.h"

/*
 * A CFF font with only the N GLYPHS (the first is 0, .notdef), in that order:
 * it is keyed by numbers, glyph I has the number I, whatever the original is.
 * Appended to OUT; false when the font is damaged.
 */
bool	 cff_subset(struct str cff, const unsigned *glyphs, size_t n,
	    struct str name, struct buf *out);
