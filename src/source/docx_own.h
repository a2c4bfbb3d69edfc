#ifndef SOURCE_DOCX_OWN_H
#define SOURCE_DOCX_OWN_H

#include "../package/pack.h"
#include "docx.h"

/* What a tab is in the text of a DOCX. */
#define DOCX_TAB	"    "

/*
 * What a DOCX that the program made says beyond its words, by the names of its
 * styles and by how it is set: facts for who reads it again.
 */

/* A style of the text in tables. */
bool	 docx_own_cell(struct str style);
/* The level of a heading of this style, if it is one of the first four. */
unsigned docx_own_level(struct str style);
/*
 * Does a paragraph of this style hold several elements, parted by room?  The
 * second gives each a line: TEXT from byte AT on, whose length stays.
 */
bool	 docx_own_parts(struct str style);
void	 docx_own_part(struct buf *text, size_t at);
/* Are the lines of a paragraph of this style one line, broken to fit? */
bool	 docx_own_joins(struct str style);
/* Is a table that begins with a paragraph of this style no table? */
bool	 docx_own_head(struct str style);

/*
 * What the form of its paragraphs says of a document that was read of the
 * facts: seals, headings that stand alone, captions, the place of the 版记.
 */
void	 docx_own_finish(struct arena *, const struct docx_facts *,
	    struct document *);

/* Who issues the document, as its properties say. */
void	 docx_own_issuer(struct arena *, const struct pack *,
	    struct docx_facts *);
/*
 * 行高 and 通页 of a table whose rows below the head are LOW to HIGH twips, and
 * whose text has lines of LINE, the page's text of PITCH.
 */
void	 docx_own_heights(int low, int high, int line, int pitch,
	    struct table *);
/* The alignment of the columns of a table, where all cells have the same. */
void	 docx_own_aligns(struct arena *, const struct docx_facts *,
	    struct table *);

/*
 * 1 + the label of the recogniser that the style gives a line, the FIRST of its
 * paragraph or one behind a break; 0 where the words have to tell.
 */
uint8_t	 docx_own_label(struct str style, struct str line, bool first);
/* Does a paper that the document issues begin with the paragraph? */
bool	 docx_own_opens(const struct docx_form *);

#endif
