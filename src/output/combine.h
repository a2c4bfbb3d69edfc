#pragma once

#include "../package/pack.h"

/*
 * Copies of one notice → one DOCX for the printer: each copy begins on an odd
 * page and counts its pages from 1.
 *
 * The first copy gives styles, settings and all that the copies share.  Where
 * a part of a later copy differs (a header with the county's name, a picture)
 * it is taken in beside the first one's.
 */
struct combine;

struct combine *combine_new(void);
void	 combine_free(struct combine *);

/*
 * Add the copy called NAME, whose DOCX is BYTES.  0, or -1 with a finding
 * when it cannot be taken in or the whole becomes too large; the others are
 * not affected.
 */
int	 combine_add(struct combine *, struct str name, struct str bytes,
	    struct findings *);

/* Write all of it to OUT.  0, or -1 with a finding when there is nothing. */
int	 combine_finish(struct combine *, struct buf *out, struct findings *);
