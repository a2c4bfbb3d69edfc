#pragma once

#include "document.h"

struct element;

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
	/* Where it stands: */
	unsigned flags;		/* enum run_flag of this piece */
	size_t unit;		/* pieces of one paragraph or name have one */
	const struct element *element;	/* NULL: of the body, the note … */
	bool note;		/* of the 附件说明 */
	const struct attachment *page;	/* the innermost; NULL: in none */
	unsigned row, column;	/* of its cell, from 1; 0: in none */
	const struct block *block;	/* of the body; NULL: of none */
	/* Shall the walk go into this attachment?  NULL: into all. */
	bool	(*enter)(struct walker *, const struct document *,
		    const struct attachment *);
};

/* Go through DOCUMENT and, to a bounded depth, what is in its attachments. */
void	 document_walk(const struct document *, struct walker *);
