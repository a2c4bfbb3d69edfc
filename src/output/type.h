#pragma once

#include "../font/fonts.h"
#include "../font/subset.h"
#include "drawn.h"

/*
 * The characters of pages → glyphs of the machine's faces.  Each face of the
 * profile is sought by name, then what stands in for it, and glyph by glyph
 * what has the character; every substitution is a note.
 */

/* A face that a file uses; its glyphs are numbered in order of use, from 1. */
struct type_font {
	const struct font *font;
	struct glyphs glyphs;
	VEC(uint32_t) characters;	/* by number; of .notdef: 0 */
	VEC(int) widths;		/* in thousandths of an em */
};

/* Where a character is drawn from; font NULL: it draws nothing. */
struct type_glyph {
	struct type_font *font;
	unsigned number;
	int width;
};

struct type {
	struct arena *arena;
	const struct items *items;
	VEC(struct type_font *) fonts;
	VEC(const struct figure *) images;	/* in order, each once */
	struct type_slot *slots;
	size_t size;
};

/* What a face of the profile is set in; NULL: there is none. */
const struct font *type_face(struct fonts *, const struct profile *, enum face);

/* NULL with findings when there is no face, or none has a character. */
struct type *type_make(struct writing *, const struct items *);
/*
 * Layout gave a character its room, half an em or one; a glyph that is wider,
 * as digits of faces that stand in, is squeezed into it: to how many percent.
 * One that is not stands in its middle, INSET thousandths of twips from its
 * left.
 */
int	 type_squeeze(const struct item_text *, uint32_t c,
	    struct type_glyph, long *inset);
/* The place of a face, and of a picture, in the lists. */
unsigned type_number(const struct type *, const struct type_font *);
unsigned type_image(const struct type *, const struct figure *);

/*
 * What a maker makes of the glyphs of a face, in OUT: copies have the same
 * ones as often as not, so it is kept under KIND, and whatever else it is made
 * from.  -1 with a finding when it cannot, the font file being damaged.
 */
typedef bool type_maker(void *context, struct type_font *, struct buf *out);

int	 type_program(struct writing *, struct type_font *, struct str kind,
	    type_maker *, void *context, struct buf *out);

struct type_glyph type_glyph(const struct type *, const struct item_text *,
	    uint32_t c);
