#ifndef SOURCE_DOCX_STYLE_H
#define SOURCE_DOCX_STYLE_H

#include "../package/markup.h"
#include "docx.h"

/*
 * What styles, themes and numbering of a DOCX make of a paragraph and a run:
 * document defaults, then the style with all that it is based on, then the
 * numbering's indents, then what stands in the paragraph or run itself.
 */

/* Valid as long as the arena and until docx_styles_free. */
struct docx_styles;

/*
 * Read styles, theme and numbering that RELATIONS of the main part name.
 * Absent parts are no error; damaged ones leave a finding and count as absent.
 */
struct docx_styles *docx_styles_read(struct arena *, const struct pack *,
	    const struct relations *, struct findings *);
void	 docx_styles_free(struct docx_styles *);

/* The form of a paragraph with these properties (w:pPr, may be NULL). */
void	 docx_paragraph_form(const struct docx_styles *, const xmlNode *ppr,
	    struct docx_form *);

/* The font of a run with these properties (w:rPr, may be NULL) in FORM. */
void	 docx_run_font(const struct docx_styles *, const struct docx_form *,
	    const xmlNode *rpr, struct docx_font *);

/*
 * Count the paragraph on and return the number that stands before it ("一、",
 * "（1）"); n == 0 for none or a bullet.  To be called for every paragraph in
 * order.
 */
struct str docx_number(struct docx_styles *, const struct docx_form *);
/* Is it an item of a list that has marks, not numbers? */
bool	 docx_is_bulleted(const struct docx_styles *,
	    const struct docx_form *);

/* An attribute of WordprocessingML as a number, kept within bounds. */
#define DOCX_VALUE_MAX	1000000		/* twips: 17 m */
int	 docx_value(const xmlNode *, const char *name, int fallback);

/* The line along an edge ("top"), where BORDERS (w:pBdr …) says one. */
void	 docx_edge(const xmlNode *borders, const char *edge,
	    struct docx_border *);

#endif
