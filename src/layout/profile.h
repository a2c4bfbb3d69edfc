#pragma once

#include "../base/finding.h"

/*
 * The numbers of the standard, and what it leaves free (its silence is a
 * setting, never an error).  Lengths in twips (1/20 pt; 1 mm = 56.69), sizes
 * in half-points.  The tables themselves are length.def and style.def, one
 * line a value, with the clause beside it.
 */

#define TWIPS_PER_MM	56.6929

/* Faces by the names that the standard uses. */
enum face {
	FACE_FANGSONG,		/* 仿宋 */
	FACE_HEI,		/* 黑体 */
	FACE_KAI,		/* 楷体 */
	FACE_SONG,		/* 宋体 */
	FACE_XIAOBIAOSONG,	/* 小标宋 */
	FACE_COUNT
};

enum justify {
	JUSTIFY_BOTH, JUSTIFY_LEFT, JUSTIFY_CENTER, JUSTIFY_RIGHT,
	JUSTIFY_DISTRIBUTE
};

/* The named styles of the DOCX, and of an office's own template. */
enum style {
#define STYLE(id, ident, name, face, size, line, justify)	STYLE_##id,
#include "style.def"
	STYLE_COUNT
};

/* Where page numbers stand; 7.5 has them at the outer edges. */
enum number_place { NUMBER_OUTSIDE, NUMBER_CENTER, NUMBER_RIGHT, NUMBER_LEFT };

struct style_spec {
	const char *ident;	/* "GwTitle": w:styleId, stable */
	const char *name;	/* "公文标题": w:name */
	enum face face;
	int size;		/* half-points */
	int line;		/* exact line pitch */
	enum justify justify;
	int spacing;		/* added to each character's width */
	bool bold;
};

/* The styles as the standard has them; line 0: that of the page. */
extern const struct style_spec profile_styles[STYLE_COUNT];

struct profile {
#define LENGTH(field, key, gb33476, gb9704, unit, least, most, clause, zh) \
	int field;
#include "length.def"
	struct str faces[FACE_COUNT];	/* font names, §19: free */
	struct str digit_face;		/* n == 0: as the text around them */
	const unsigned short *latin;	/* its widths, see measure.h; or NULL */
	struct style_spec styles[STYLE_COUNT];
	int grid_size;			/* of the grid of characters;
					   0: the body's */
	enum number_place number_place;
	bool number_bare;		/* no dashes beside page numbers */
	bool title_short_first;		/* of two lines the upper is shorter */
	struct str genres;		/* n > 0: for these 文种 only */
	const struct profile *next;	/* of those for some 文种; NULL: last */
};

/* A built-in profile: "GB9704" (also for n == 0) or "GB33476". */
const struct profile *profile_builtin(struct arena *, struct str name);

/*
 * A profile file: "键: 值" lines over the built-in one that 基准 names.
 * Lengths with their unit (mm, 磅, 行, 字; bare numbers are the table's own
 * unit).  Behind a line "[函]" they are for that 文种 alone, over those above
 * the first such line.  NULL with findings that name line and key.
 */
const struct profile *profile_read(struct arena *, uint32_t file,
	    struct findings *);

/* Its lengths by number from 0, with their keys; false after the last. */
bool	 profile_length(const struct profile *, size_t i, struct str *key,
	    int *value);

/* What PROFILE is for a document of a 文种: itself, or one of those it has. */
const struct profile *profile_for(const struct profile *, struct str genre);

/* Can a page be set with it?  Type area, pitches and sizes make sense. */
bool	 profile_is_usable(const struct profile *);

/*
 * The space of the red rule's border under a line of LINE twips, in points: in
 * an exact line the ink ends a tenth of the line above its foot, the border's
 * own space makes up the rest (7.2.7).
 */
int	 profile_rule_space(const struct profile *, int line);

/* Inner width and height of the type area; one body character with pitch. */
int	 profile_text_width(const struct profile *);
int	 profile_text_height(const struct profile *);
/*
 * The width that lines of text have on a portrait page: whole cells of the
 * character grid, a cell being rounded down to a twip (LibreOffice does so;
 * Word leaves the rest, less than a tenth of a character, at the end).
 */
int	 profile_line_width(const struct profile *);
int	 profile_character(const struct profile *);
