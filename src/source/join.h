#ifndef SOURCE_JOIN_H
#define SOURCE_JOIN_H

#include "../document/document.h"

/*
 * What the front matter says and what the text says become one document.
 */

/*
 * The attachments in order: PAGES of the text that say their number stand
 * there, FILES that the front matter names take the places between.  Each has
 * a document, an empty one with its name where it is a file yet to be read.
 */
struct attachments join_pages(struct arena *, struct attachments files,
	    struct attachments pages);

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
