#ifndef SOURCE_JOIN_H
#define SOURCE_JOIN_H

#include "../document/document.h"

/*
 * What the front matter says and what the text says become one document.
 */

/*
 * FRONT is what the front matter says, TEXT what was read from the text of the
 * same file; TEXT becomes both.  What both say alike is there once.  Where they
 * differ there is a finding with both places, the front matter counts, and what
 * the text says stays a paragraph in its place; contacts and 附注 are added.
 */
void	 join_front(struct arena *, const struct document *front,
	    struct document *text, struct findings *);

/* A letterhead in the text that names none of the organs of --set is told. */
void	 join_set(struct arena *, struct document *, struct findings *);

/* Do two spellings say the same: 2026-06-14 as 2026年6月14日, 。 or no? */
bool	 join_alike(struct arena *, struct str, struct str);

#endif
