/*
 * The desks that copies are made at, by the crew of base/crew.h.
 */
#include "../base/crew.h"
#include "../package/pack.h"
#include "job.h"

struct pool {
	struct job *job;
	desk_function *work, *commit;
	size_t first, step;
	struct desk *desks;
	size_t desk_count;
};

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
	memset(&desk->contents, 0, sizeof(desk->contents));
	desk->seconds = 0;
}

struct plan
plan_of(const struct job *job, size_t copy)
{
	struct plan plan = { .what = PLAN_NONE };

	spool_read(job->plans, (copy - job->first) / job->step *
	    (uint64_t)sizeof(plan), &plan, sizeof(plan));
	return plan;
}

static void
work(void *context, size_t number, size_t index)
{
	struct pool *pool = context;
	struct desk *desk = &pool->desks[number];
	const volatile sig_atomic_t *stop = pool->job->batch->stop;

	desk_clear(desk, &pool->job->blank);
	desk->index = pool->first + index * pool->step;
	if (stop == NULL || *stop == 0)
		pool->work(pool->job, desk);
}

static void
commit(void *context, size_t number, size_t index)
{
	struct pool *pool = context;

	(void)index;
	pool->commit(pool->job, &pool->desks[number]);
}

static void
make_desks(struct pool *pool)
{
	pool->desks = heap_new(pool->desk_count, sizeof(*pool->desks));
	for (size_t i = 0; i < pool->desk_count; i++) {
		struct desk *desk = &pool->desks[i];

		desk->writer = pack_writer_new();
		desk->recall = pool->job->batch->data.n > 0 ?
		    layout_recall_new() : NULL;
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
		layout_recall_free(pool->desks[i].recall);
	}
	free(pool->desks);
}

void
pool_run(struct job *job, size_t first, size_t step, size_t n,
    desk_function *work_function, desk_function *commit_function)
{
	struct pool pool = { .job = job, .work = work_function,
	    .commit = commit_function, .first = first, .step = step };
	size_t count = first < n ? (n - first + step - 1) / step : 0;
	unsigned workers = crew_workers(job->batch->jobs, count);

	pool.desk_count = crew_desks(workers);
	make_desks(&pool);
	crew_run(workers, count, work, commit, &pool);
	free_desks(&pool);
}
