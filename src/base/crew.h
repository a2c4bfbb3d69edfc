#pragma once

#include <stddef.h>

/*
 * Things by number, worked on by several threads and committed in order, one
 * at a time: what comes out is the same for any number of workers.
 *
 * Each is made at a desk, which is the caller's: desks are numbered, and there
 * are more of them than workers.  WORK is called for thing INDEX at DESK by
 * any thread; COMMIT for the same when all before it are committed.  After
 * that the desk is free for another.
 */
typedef void crew_function(void *context, size_t desk, size_t index);

/* For N things: JOBS workers, or as many as there are cores (0). */
unsigned crew_workers(unsigned jobs, size_t n);
size_t	 crew_desks(unsigned workers);

void	 crew_run(unsigned workers, size_t n, crew_function *work,
	    crew_function *commit, void *context);
