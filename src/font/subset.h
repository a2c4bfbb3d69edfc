#pragma once

#include "sfnt.h"

/* The glyphs of a subset, by their old numbers; the first is 0. */
struct glyphs {
	struct arena *arena;
	VEC(unsigned) list;
};

/*
 * A font program with these glyphs only, glyph I being number I: bare CFF, or
 * a TrueType file.  Glyphs that others are put together from are added at the
 * end.  Its bytes replace what OUT held; false when the font is damaged.
 */
bool	 subset_program(const struct sfnt *, struct glyphs *, struct str name,
	    struct buf *out);

/*
 * The same as a file that stands alone, with the map from CHARACTERS (of
 * glyph I; 0: none) that other programs ask for.
 */
bool	 subset_file(const struct sfnt *, struct glyphs *,
	    const uint32_t *characters, struct str name, struct buf *out);
