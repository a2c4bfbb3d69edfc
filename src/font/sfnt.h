#pragma once

#include "../base/arena.h"
#include "../base/str.h"

/*
 * One face of a TrueType or OpenType file, read where it lies: its bytes must
 * live as long as it does.  A font file is not trusted: whatever it says, a
 * read outside of it gives 0.
 */
struct sfnt {
	struct str cmap, head, hhea, hmtx, maxp, name, os2, post;
	struct str glyf, loca, cvt, fpgm, prep;
	struct str cff;			/* n == 0: it has TrueType outlines */
	unsigned units;			/* of an em */
	unsigned glyphs, metrics;	/* metrics: as many as hmtx has */
	int ascent, descent, box[4];	/* in units */
	unsigned weight;		/* 400: regular */
	bool italic;
	bool may_embed;			/* OS/2 does not forbid it */
	struct str map;			/* the subtable of cmap; n == 0: none */
	unsigned map_format;
};

/* How many faces a file has; 0: it is no font. */
unsigned sfnt_count(struct str bytes);
/* Face INDEX; false when it cannot be used. */
bool	 sfnt_open(struct str bytes, unsigned index, struct sfnt *);

/* The glyph of a character; 0: none. */
unsigned sfnt_glyph(const struct sfnt *, uint32_t c);
/* How far it takes the pen, in units. */
int	 sfnt_advance(const struct sfnt *, unsigned glyph);
/* The bytes of a glyph in glyf; n == 0: it draws nothing. */
struct str sfnt_outline(const struct sfnt *, unsigned glyph);

/*
 * The names of a face that people know it by, in all languages: of its family
 * and in full, and that of PostScript.  At most MAX; returns how many.
 */
size_t	 sfnt_names(struct arena *, const struct sfnt *, struct str *names,
	    size_t max);

/* Big-endian numbers at an offset; 0 outside. */
unsigned sfnt_u8(struct str, size_t at);
unsigned sfnt_u16(struct str, size_t at);
int	 sfnt_i16(struct str, size_t at);
uint32_t sfnt_u32(struct str, size_t at);
