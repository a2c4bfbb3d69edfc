#ifndef SOURCE_DOCX_TEXT_H
#define SOURCE_DOCX_TEXT_H

#include "docx.h"
#include "line.h"

/* What was not printed as it stands in the file. */
struct docx_printed {
	bool unknown;		/* a sign that became □ */
	bool flat;		/* something raised or lowered that is not so */
};

/* Add S as FONT prints it; blanks and line ends inside are a blank each. */
struct docx_printed docx_put_text(struct buf *, const struct docx_font *,
	    struct str s);
/* Add the sign of a symbol font, □ with false when it is not known. */
bool	 docx_put_sign(struct buf *, struct str font, unsigned code);
/* Add the words of the field CODE; false: it is no EQ. */
bool	 docx_put_equation(struct buf *, struct str code);

/* The words in a node, without the blanks around them. */
struct str docx_words(struct arena *, const xmlNode *);
/* The line of a paragraph in TEXT, without the blanks around it. */
struct str docx_text_of(const struct docx_paragraph *, struct str text);

struct emphases {
	struct emphasis *v;
	size_t n, capacity;
};

/*
 * Add the runs of a paragraph that look otherwise than what has the flags
 * COMMON, wherever the editor has cut them; blanks between two that look alike
 * do as well.
 */
void	 docx_emphases(struct arena *, const struct docx_paragraph *,
	    unsigned common, struct emphases *);

#endif
