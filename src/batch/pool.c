/*
 * Workers and the order of what they make; see the comment on desks below.
 * In: copies by number; out: the same, committed in order.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/os.h"
#include "../package/pack.h"
#include "job.h"

/*
 * Desks stand in a ring: a worker takes the next copy to the next desk, and
 * whoever finishes commits what lies complete at the head.  A desk is free
 * again once its copy is committed, so nobody runs far ahead of a slow one.
 */
#define DESKS_PER_WORKER	4

struct pool {
	struct job *job;
	desk_function *work, *commit;
	size_t first, step, count;
	struct desk *desks;
	size_t desk_count;
	size_t taken, committed;	/* copies, from 0 */
	bool committing;
	struct os_lock *lock;	/* rung when a copy is committed */
};

static bool
stop_wanted(const struct pool *pool)
{
	const volatile sig_atomic_t *stop = pool->job->batch->stop;

	return stop != NULL && *stop != 0;
}

void
desk_clear(struct desk *desk, const struct findings *like)
{
	arena_reset(&desk->arena);
	desk->files = *like->files;
	desk->files.arena = &desk->arena;
	desk->files.of_all = like->files;
	memset(&desk->files.read, 0, sizeof(desk->files.read));
	/* Full, so that adding a file copies the list first. */
	desk->files.list.capacity = desk->files.list.n;
	desk->findings = *like;
	desk->findings.arena = &desk->arena;
	desk->findings.files = &desk->files;
	memset(&desk->findings.list, 0, sizeof(desk->findings.list));
	memset(desk->findings.counts, 0, sizeof(desk->findings.counts));
	desk->bytes.n = 0;
	desk->state = COPY_STOPPED;
	desk->file = desk->copy_number = STR_NONE;
	memset(&desk->entries, 0, sizeof(desk->entries));
	desk->seconds = 0;
}

struct plan
plan_of(const struct job *job, size_t copy)
{
	struct plan plan = { .what = PLAN_NONE };

	spool_read(job->plans, (uint64_t)copy * sizeof(plan), &plan,
	    sizeof(plan));
	return plan;
}

static struct desk *
desk_of(struct pool *pool, size_t nth)
{
	return &pool->desks[nth % pool->desk_count];
}

/* Commit what is complete, in order.  The lock is held, but not meanwhile. */
static void
commit_ready(struct pool *pool)
{
	struct desk *desk;

	while (!pool->committing && pool->committed < pool->taken &&
	    (desk = desk_of(pool, pool->committed))->done) {
		pool->committing = true;
		os_leave(pool->lock);
		pool->commit(pool->job, desk);
		os_enter(pool->lock);
		pool->committing = false;
		desk->done = false;
		pool->committed++;
		os_wake(pool->lock);
	}
}

static void
work(void *context)
{
	struct pool *pool = context;

	os_enter(pool->lock);
	while (pool->taken < pool->count) {
		struct desk *desk;
		size_t nth = pool->taken;

		if (nth - pool->committed >= pool->desk_count) {
			os_wait(pool->lock);
			continue;
		}
		pool->taken++;
		os_leave(pool->lock);
		desk = desk_of(pool, nth);
		desk_clear(desk, &pool->job->blank);
		desk->index = pool->first + nth * pool->step;
		if (!stop_wanted(pool))
			pool->work(pool->job, desk);
		os_enter(pool->lock);
		desk->done = true;
		commit_ready(pool);
	}
	os_leave(pool->lock);
}

static unsigned
worker_count(const struct job *job, size_t copies)
{
	size_t n = job->batch->jobs;

	if (n == 0)
		n = os_cores();
	if (n > OS_THREADS_MAX)
		n = OS_THREADS_MAX;
	return (unsigned)(n < copies ? n : copies > 0 ? copies : 1);
}

static void
make_desks(struct pool *pool, unsigned workers)
{
	pool->desk_count = workers > 1 ? workers * DESKS_PER_WORKER : 1;
	pool->desks = heap_new(pool->desk_count, sizeof(*pool->desks));
	for (size_t i = 0; i < pool->desk_count; i++) {
		struct desk *desk = &pool->desks[i];

		desk->writer = pack_writer_new();
		if (pool->job->manifest != NULL)
			desk->temporary = manifest_temporary(
			    pool->job->manifest, pool->job->arena, i);
	}
}

static void
free_desks(struct pool *pool)
{
	for (size_t i = 0; i < pool->desk_count; i++) {
		arena_release(&pool->desks[i].arena);
		buf_release(&pool->desks[i].bytes);
		pack_writer_free(pool->desks[i].writer);
	}
	free(pool->desks);
}

void
pool_run(struct job *job, size_t first, size_t step, size_t n,
    desk_function *work_function, desk_function *commit)
{
	struct pool pool = { .job = job, .work = work_function,
	    .commit = commit, .first = first, .step = step };
	unsigned workers;

	pool.count = first < n ? (n - first + step - 1) / step : 0;
	workers = worker_count(job, pool.count);
	make_desks(&pool, workers);
	if ((pool.lock = os_lock_new()) == NULL)
		out_of_memory();
	os_run(workers, work, &pool);
	os_lock_free(pool.lock);
	free_desks(&pool);
}
