#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <stdint.h>

/*
 * Arena: memory with one lifetime.  Everything made for one job comes from
 * one arena and goes at once; nothing in it is freed singly.  Allocation does
 * not fail: a process out of memory says so and ends.  An arena belongs to one
 * thread at a time.
 */
struct arena_chunk;

struct arena {
	struct arena_chunk *chunk;	/* the newest; NULL before first use */
	size_t used;			/* bytes taken from it */
	size_t clean;			/* and zeroed, from its front */
	size_t total;			/* bytes in all chunks */
	/* The budget of a job, see budget.h */
	size_t before;			/* of the bytes: not the job's */
	uint64_t work;			/* things made, and steps counted */
	bool spent;
};

/* An empty arena is all zeros; this says so by name. */
#define ARENA_INIT { NULL, 0, 0, 0, 0, 0, false }

/*
 * There is no memory left: say so and end the process.  What was being written
 * goes, see temporary.h.
 */
_Noreturn void out_of_memory(void);

/* P, which is not NULL for want of memory. */
void	*must(void *p);

/* COUNT zeroed objects of the heap, to be given to free(). */
void	*heap_new(size_t count, size_t size);

/* Return SIZE zeroed bytes, aligned for any type. */
void	*arena_alloc(struct arena *, size_t size);

/* The same for COUNT objects of SIZE bytes; ends the process on overflow. */
void	*arena_array(struct arena *, size_t count, size_t size);

/* Forget everything in the arena but keep a chunk for the next job. */
void	 arena_reset(struct arena *);

/* Give all memory back; the arena is empty and usable again. */
void	 arena_release(struct arena *);

/* What is in FROM lives from now on as long as TO; FROM is empty again. */
void	 arena_adopt(struct arena *to, struct arena *from);

/*
 * Grow the array *ITEMS of COUNT objects of SIZE bytes (room for *CAPACITY) so
 * that one more fits.  The macro below is the way to call it.
 */
void	 arena_grow(struct arena *, void **items, size_t count,
	    size_t *capacity, size_t size);

#define NEW(arena, type)	((type *)arena_alloc((arena), sizeof(type)))
#define NEW_ARRAY(arena, type, n) \
	((type *)arena_array((arena), (n), sizeof(type)))

/*
 * A growable array in an arena: struct { T *v; size_t n, capacity; }.
 * VEC_ADD returns a pointer to a new zeroed element at the end.
 */
#define VEC(type)	struct { type *v; size_t n, capacity; }
#define VEC_ADD(arena, vec)						\
	(((vec)->n == (vec)->capacity ?					\
	    arena_grow((arena), (void **)&(vec)->v, (vec)->n,		\
	    &(vec)->capacity, sizeof(*(vec)->v)) : (void)0),		\
	    &(vec)->v[(vec)->n++])

/*
 * One after another of a list that does not grow meanwhile: of a VEC or of
 * what has v and n like one, of N from ARRAY on.
 */
#define EACH(type, item, vec)	EACH_OF(type, item, (vec).v, (vec).n)
#define EACH_OF(type, item, array, n)					\
	for (type *item = (array), *item##_end = (n) == 0 ? item :	\
	    item + (n); item < item##_end; item++)

/* How many there are of an array, not of what points to one. */
#define COUNT_OF(array)	(sizeof(array) / sizeof((array)[0]))

/* qsort of a list that may be empty and nowhere: VEC begins with NULL. */
static inline void
sort(void *items, size_t count, size_t size,
    int (*compare)(const void *, const void *))
{
	if (count > 0)
		qsort(items, count, size, compare);
}

/* For lists of uint64_t. */
int	 compare_numbers(const void *, const void *);

/*
 * Of N things of SIZE bytes in the order of the uint32_t that each begins
 * with: how many there are up to KEY.
 */
size_t	 count_upto(const void *things, size_t size, size_t n, uint32_t key);
