#pragma once

#include "job.h"

/*
 * What the documents of a folder were made from, in a file of the user's cache,
 * which may be lost: for each its source and all that it took in, with their
 * digests, its file with its digest, and what was found.  The next run makes
 * again only those of which one of these differs, and says the findings of the
 * others as if it had made them.
 */
struct history;

/* NULL when none is kept: without a folder among the sources, or with data. */
struct history *history_open(struct job *);
void	 history_free(struct history *);

/* The sources in FOLDER, as source_list gives them. */
int	 history_list(struct history *, struct str folder, struct paths *,
	    struct findings *);

/* Need the document of a unit not be made?  Then unit->known is set. */
void	 history_find(struct history *, struct unit *);
/* A kept one, at a desk: its file and its findings. */
void	 history_tell(const struct unit *, struct desk *);

/* In the order of the units: what became of one. */
void	 history_add(struct history *, const struct unit *,
	    const struct desk *);

/* Write it down for the next run. */
void	 history_close(struct history *);
