/*
 * The budget of a job: kept in its arena, which is passed to all who work for
 * it.  See budget.h for who asks, and when.
 */
#include "budget.h"

void
budget_begin(struct arena *arena)
{
	arena->before = arena->total;
	arena->work = 0;
	arena->spent = false;
}

void
budget_count(struct arena *arena, size_t work)
{
	arena->work += work;
}

void
budget_lend(struct arena *arena, struct arena *other)
{
	arena->before -= other->total - other->before;
	arena->work += other->work;
	other->before = other->total;
	other->work = 0;
}

bool
budget_over(const struct arena *arena)
{
	return arena->spent || arena->total - arena->before > BUDGET_BYTES ||
	    arena->work > BUDGET_WORK;
}

void
budget_end(struct arena *arena, struct findings *findings, struct pos pos)
{
	if (arena->spent)
		return;
	arena->spent = true;
	finding_add(findings, FINDING_BUDGET_SPENT, pos, "到这里已用完一份文件"
	    "的内存或工作量（最多 %zu MiB、%llu 步），没有做完，没有生成文件；"
	    "请把文件分成几份", "here the memory or the work that one file may "
	    "take is spent (%zu MiB, %llu steps); it was not finished and "
	    "nothing was made; part the file", BUDGET_BYTES >> 20,
	    (unsigned long long)BUDGET_WORK);
}

bool
budget_spent(struct arena *arena, struct findings *findings, struct pos pos,
    size_t work)
{
	arena->work += work;
	if (budget_over(arena))
		budget_end(arena, findings, pos);
	return arena->spent;
}

bool
budget_holds(struct arena *arena, struct findings *findings, struct pos pos,
    size_t bytes)
{
	return !budget_spent(arena, findings, pos, arena->total -
	    arena->before + bytes > BUDGET_BYTES ? BUDGET_WORK : 0);
}
