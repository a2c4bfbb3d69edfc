/*
 * Memory with one lifetime: blocks in a chain, given out from the front.  See
 * arena.h; read it from arena_alloc.
 */
#include "arena.h"

#include <stdalign.h>
#include <string.h>

#include "os.h"
#include "temporary.h"

/* Two chunks of this size hold a usual notice; big requests get their own. */
#define CHUNK_SIZE	((size_t)64 * 1024)
#define CHUNK_MOST	((size_t)4 * 1024 * 1024)

#define EXIT_SYSTEM	6	/* as main.c has it */
#define STANDARD_ERROR	2

struct arena_chunk {
	struct arena_chunk *older;
	size_t size;
	alignas(max_align_t) unsigned char bytes[];
};

/*
 * Nothing is taken from the heap any more, and no handler is run: other
 * workers may be in the middle of anything.
 */
_Noreturn void
out_of_memory(void)
{
	static const char text[] = "gongwen: 内存不足，没有做完；已有的文件都是"
	    "完整的，内存够时再运行一次 / out of memory, not finished; the "
	    "files that are there are complete, run it again\n";

	temporary_remove();
	/* There is nobody left to tell if this fails too. */
	(void)os_write(STANDARD_ERROR, text, sizeof(text) - 1);
	_Exit(EXIT_SYSTEM);
}

void *
must(void *p)
{
	if (p == NULL)
		out_of_memory();
	return p;
}

void *
heap_new(size_t count, size_t size)
{
	return must(calloc(count > 0 ? count : 1, size));
}

static struct arena_chunk *
chunk_new(size_t size, struct arena_chunk *older)
{
	struct arena_chunk *chunk;

	if (size > SIZE_MAX - sizeof(*chunk))
		out_of_memory();
	/* A large one is fresh from the system, which has zeroed it. */
	chunk = must(size >= CHUNK_MOST ? calloc(1, sizeof(*chunk) + size) :
	    malloc(sizeof(*chunk) + size));
	chunk->older = older;
	chunk->size = size;
	return chunk;
}

/* Zeroed so far ahead: most requests are of a few bytes. */
#define CLEAN_AHEAD	((size_t)1024)

static void
clean(struct arena *arena)
{
	size_t left = arena->chunk->size - arena->used;
	size_t from = arena->clean;

	arena->clean = arena->used + (left < CLEAN_AHEAD ? left : CLEAN_AHEAD);
	memset(arena->chunk->bytes + from, 0, arena->clean - from);
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	void *p;

	if (size > SIZE_MAX - align)
		out_of_memory();
	size = (size + align - 1) / align * align;
	if (arena->chunk == NULL || arena->chunk->size - arena->used < size) {
		size_t want = size > CHUNK_SIZE ? size : CHUNK_SIZE;

		/*
		 * Chunks double up to a size at which making one costs
		 * nothing beside filling it, and no more is wasted.
		 */
		if (arena->chunk != NULL && want < arena->total)
			want = arena->total < CHUNK_MOST ? arena->total :
			    want > CHUNK_MOST ? want : CHUNK_MOST;
		arena->chunk = chunk_new(want, arena->chunk);
		arena->total += want;
		arena->used = 0;
		arena->clean = want >= CHUNK_MOST ? want : 0;
	}
	p = arena->chunk->bytes + arena->used;
	arena->used += size;
	arena->work++;
	if (arena->used > arena->clean)
		clean(arena);
	return p;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size > 0 && count > SIZE_MAX / size)
		out_of_memory();
	return arena_alloc(arena, count * size);
}

void
arena_grow(struct arena *arena, void **items, size_t count, size_t *capacity,
    size_t size)
{
	/* Most lists of large things have one; a table has a lot of lists. */
	size_t wanted = *capacity > 0 ? *capacity * 2 : size > 24 ? 1 : 8;
	void *grown = arena_array(arena, wanted, size);

	if (count > 0)
		memcpy(grown, *items, count * size);
	*items = grown;
	*capacity = wanted;
}

void
arena_reset(struct arena *arena)
{
	struct arena_chunk *kept = arena->chunk, *older;

	arena->before = 0;
	arena->work = 0;
	arena->spent = false;
	if (kept == NULL)
		return;
	while ((older = kept->older) != NULL) {
		kept->older = older->older;
		free(older);
	}
	arena->total = kept->size;
	arena->used = arena->clean = 0;
}

void
arena_release(struct arena *arena)
{
	arena_reset(arena);
	free(arena->chunk);
	*arena = (struct arena)ARENA_INIT;
}

void
arena_adopt(struct arena *to, struct arena *from)
{
	struct arena_chunk *last = from->chunk;

	if (last == NULL)
		return;
	if (to->chunk == NULL) {
		*to = *from;
	} else {
		/* Behind the newest, which goes on being filled. */
		while (last->older != NULL)
			last = last->older;
		last->older = to->chunk->older;
		to->chunk->older = from->chunk;
		to->total += from->total;
		to->work += from->work;
	}
	*from = (struct arena)ARENA_INIT;
}

int
compare_numbers(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

size_t
count_upto(const void *things, size_t size, size_t n, uint32_t key)
{
	size_t low = 0;

	while (low < n) {
		size_t middle = low + (n - low) / 2;
		uint32_t number;

		memcpy(&number, (const char *)things + middle * size,
		    sizeof(number));
		if (number <= key)
			low = middle + 1;
		else
			n = middle;
	}
	return low;
}
