#pragma once

#include "word.h"

/*
 * What styles, themes and numbering of a DOCX make of a paragraph and a run:
 * document defaults, then the style with all that it is based on, then the
 * numbering's indents, then what stands in the paragraph or run itself.
 */

enum docx_align {
	DOCX_LEFT, DOCX_CENTER, DOCX_RIGHT, DOCX_BOTH, DOCX_DISTRIBUTE
};

enum docx_line_rule { DOCX_LINE_AUTO, DOCX_LINE_EXACT, DOCX_LINE_LEAST };

#define DOCX_COLOR_AUTO	0xffffffffu

/* A line along an edge of a paragraph or table; 1/8 pt, 0: none. */
struct docx_border {
	int width;
	unsigned color;			/* 0xRRGGBB */
};

/* The font of a run, all inheritance done. */
struct docx_font {
	struct str face;		/* of Chinese characters */
	struct str latin;		/* of Latin letters and digits */
	int size;			/* half-points */
	unsigned color;
	int spacing;			/* added to each character, twips */
	bool bold, italic, underline, hidden, capitals, struck;
	int8_t raised;			/* below the line: negative */
};

/* The form of a paragraph, all inheritance done; lengths in twips. */
struct docx_form {
	struct str style;		/* name, "Normal" when none is given */
	enum docx_align align;
	int left, right, first;		/* first: negative hangs */
	/*
	 * In 1/100 of a character, when given so; else 0.  A paragraph's are
	 * twips above already, of its own size.
	 */
	int left_chars, right_chars, first_chars;
	int before, after, line;
	enum docx_line_rule rule;
	bool page_break;		/* a page begins with it */
	bool snap;			/* to the grid of the section */
	struct docx_border top, bottom;
	long numbering;			/* w:numId, 0: none */
	int level;			/* w:ilvl */
	struct docx_font font;		/* of runs that say nothing */
};

/* Valid as long as the arena and until docx_styles_free. */
struct docx_styles;

/*
 * Read styles, theme and numbering that RELATIONS of the main part name.
 * Absent parts are no error; damaged ones leave a finding and count as absent.
 */
struct docx_styles *docx_styles_read(struct arena *, const struct pack *,
	    const struct relations *, struct findings *);
void	 docx_styles_free(struct docx_styles *);
/* Of a w:styles alone, as long as its tree; not to be freed. */
struct docx_styles *docx_styles_in(struct arena *, const xmlNode *root);

/* The form of a paragraph with these properties (w:pPr, may be NULL). */
void	 docx_paragraph_form(const struct docx_styles *, const xmlNode *ppr,
	    struct docx_form *);

/* The same of a style by its id; of the default one when there is none. */
void	 docx_style_form(const struct docx_styles *, struct str id,
	    struct docx_form *);

/* The font of a run with these properties (w:rPr, may be NULL) in FORM. */
void	 docx_run_font(const struct docx_styles *, const struct docx_form *,
	    const xmlNode *rpr, struct docx_font *);

/* Is a colour one that a red line or letterhead would have? */
bool	 docx_is_red(unsigned color);

/*
 * Count the paragraph on and return the number that stands before it ("一、",
 * "（1）"); n == 0 for none or a bullet.  To be called for every paragraph in
 * order.
 */
struct str docx_number(struct docx_styles *, const struct docx_form *);
/* Is it an item of a list that has marks, not numbers? */
bool	 docx_is_bulleted(const struct docx_styles *, const struct docx_form *);

/* The face of a theme font: the one for Chinese when there is one. */
struct str docx_theme_face(struct arena *, const xmlNode *fonts,
	    bool east_asian);

/* An attribute of WordprocessingML as a number, kept within bounds. */
#define DOCX_VALUE_MAX	1000000		/* twips: 17 m */
int	 docx_value(const xmlNode *, const char *name, int fallback);

/* The line along an edge ("top"), where BORDERS (w:pBdr …) says one. */
void	 docx_edge(const xmlNode *borders, const char *edge,
	    struct docx_border *);
