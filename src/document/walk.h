#ifndef DOCUMENT_WALK_H
#define DOCUMENT_WALK_H

#include "document.h"

/*
 * Every text of a document, in the order in which it is printed: for whoever
 * asks what became of what a person wrote.
 */

/* What a text is to the page. */
enum role {
	ROLE_TEXT,		/* always printed */
	ROLE_MERGED,		/* of a cell over rows: once on each page */
	ROLE_MARK,		/* 发文机关标志: of a 版头, if there is one */
	ROLE_LISTED,		/* a name that the 附件说明 has already */
	ROLE_UNPRINTED		/* comments, what stands for something else */
};

struct walker {
	/* A piece of text; n may be 0. */
	void	(*text)(struct walker *, enum role, struct span);
	unsigned flags;		/* enum run_flag of this piece */
	/* Shall the walk go into this attachment?  NULL: into all. */
	bool	(*enter)(struct walker *, const struct document *,
		    const struct attachment *);
};

/* Go through DOCUMENT and, to a bounded depth, what is in its attachments. */
void	 document_walk(const struct document *, struct walker *);

#endif
