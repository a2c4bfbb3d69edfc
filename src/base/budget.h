#pragma once

#include "finding.h"

/*
 * What one job may take: memory of its arena, and steps of work (things made
 * in the arena, and what callers add).  Whoever goes through something long,
 * lines of a file or blocks of a document, asks at each whether to go on; the
 * first one to be told no gives rise to a fatal finding with its place, so
 * that nothing is made of what was left off there.
 *
 * A page of text takes 50 KB and 1,000 steps.
 */
#define BUDGET_BYTES	((size_t)160 * 1024 * 1024)
#define BUDGET_WORK	((uint64_t)200 * 1000 * 1000)

/* A job begins; what is in the arena already is not its own. */
void	 budget_begin(struct arena *);

/* The job comes to POS, for which WORK steps are counted.  Is it to stop? */
bool	 budget_spent(struct arena *, struct findings *, struct pos,
	    size_t work);

/* At POS the job has come to more than it may make: it is to stop. */
void	 budget_end(struct arena *, struct findings *, struct pos);

/* Is it spent, though nobody was told yet?  For loops that have no findings. */
bool	 budget_over(const struct arena *);

/* Is there room for BYTES more, made at once?  If not, the job is to stop. */
bool	 budget_holds(struct arena *, struct findings *, struct pos,
	    size_t bytes);

/* What the job has in another arena counts, also when that is released. */
void	 budget_lend(struct arena *, struct arena *other);

/* WORK steps where nobody can be told; whoever asks next is. */
void	 budget_count(struct arena *, size_t work);
