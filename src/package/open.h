#pragma once

#include "pack.h"

/*
 * Between open.c, which opens a package, and pack.c and stream.c, which read
 * its parts.
 */

/* Is the part left where it is, to be read bit by bit? */
bool	 pack_is_streamed(const struct pack *, const struct part *);

/* Put the parts in the order of their names, for pack_find. */
void	 pack_sort(struct arena *, struct pack *);

/* Say that PART cannot be unpacked; -1. */
int	 pack_refuse_damaged(const struct pack *, struct str part,
	    struct findings *);
