/*
 * Workers and the order of what they make.  In: things by number; out: the
 * same, committed in order.  Read it from work.
 */
#include "crew.h"

#include "arena.h"
#include "os.h"

/*
 * Desks stand in a ring: a worker takes the next thing to the next desk, and
 * whoever finishes commits what lies complete at the head.  A desk is free
 * again once that is done, so nobody runs far ahead of a slow one.
 */
#define DESKS_PER_WORKER	4

struct crew {
	crew_function *work, *commit;
	void *context;
	size_t count, desks;
	bool *done;		/* by desk */
	size_t taken, committed;	/* things, from 0 */
	bool committing;
	struct os_lock *lock;	/* rung when one is committed */
};

/* Commit what is complete, in order.  The lock is held, but not meanwhile. */
static void
commit_ready(struct crew *crew)
{
	size_t desk;

	while (!crew->committing && crew->committed < crew->taken &&
	    crew->done[desk = crew->committed % crew->desks]) {
		crew->committing = true;
		os_leave(crew->lock);
		crew->commit(crew->context, desk, crew->committed);
		os_enter(crew->lock);
		crew->committing = false;
		crew->done[desk] = false;
		crew->committed++;
		os_wake(crew->lock);
	}
}

static void
work(void *context)
{
	struct crew *crew = context;

	os_enter(crew->lock);
	while (crew->taken < crew->count) {
		size_t index = crew->taken, desk = index % crew->desks;

		if (index - crew->committed >= crew->desks) {
			os_wait(crew->lock);
			continue;
		}
		crew->taken++;
		os_leave(crew->lock);
		crew->work(crew->context, desk, index);
		os_enter(crew->lock);
		crew->done[desk] = true;
		commit_ready(crew);
	}
	os_leave(crew->lock);
}

unsigned
crew_workers(unsigned jobs, size_t n)
{
	unsigned most = jobs > 0 ? jobs : os_cores();

	if (most > OS_THREADS_MAX)
		most = OS_THREADS_MAX;
	return most < n ? most : n > 0 ? (unsigned)n : 1;
}

size_t
crew_desks(unsigned workers)
{
	return workers > 1 ? (size_t)workers * DESKS_PER_WORKER : 1;
}

void
crew_run(unsigned workers, size_t n, crew_function *work_function,
    crew_function *commit, void *context)
{
	struct crew crew = { .work = work_function, .commit = commit,
	    .context = context, .count = n, .desks = crew_desks(workers) };

	crew.done = heap_new(crew.desks, sizeof(*crew.done));
	crew.lock = must(os_lock_new());
	os_run(workers, work, &crew);
	os_lock_free(crew.lock);
	free(crew.done);
}
