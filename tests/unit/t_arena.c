/* Arenas: alignment, zeroes, growth, reuse, adoption. */
#include "unit.h"

#include <stdalign.h>
#include <stdint.h>

#include <sys/wait.h>

#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"

struct vector { VEC(unsigned) list; };

static void
check_allocation(void)
{
	struct arena arena = ARENA_INIT;
	bool zero = true, aligned = true;

	for (size_t size = 0; size < 300; size++) {
		unsigned char *p = arena_alloc(&arena, size);

		aligned = aligned && (uintptr_t)p % alignof(max_align_t) == 0;
		for (size_t i = 0; i < size; i++)
			zero = zero && p[i] == 0;
		memset(p, 0xff, size);
	}
	CHECK(zero);
	CHECK(aligned);
	CHECK(arena_alloc(&arena, 1) != arena_alloc(&arena, 1));
	/* A request larger than a chunk; what was there before stays. */
	char *before = arena_alloc(&arena, 8);
	memcpy(before, "gongwen", 8);
	char *big = arena_alloc(&arena, 1 << 20);
	CHECK(big[0] == 0 && big[(1 << 20) - 1] == 0);
	CHECK(strcmp(before, "gongwen") == 0);
	CHECK(arena.total >= 1 << 20);
	arena_release(&arena);
	CHECK(arena.chunk == NULL && arena.total == 0);
	/* An empty arena may be released and used again. */
	arena_release(&arena);
	CHECK(NEW(&arena, int) != NULL);
	arena_release(&arena);
}

/* Jobs one after the other do not make the process grow. */
static void
check_reset(void)
{
	struct arena arena = ARENA_INIT;
	size_t after_first = 0;

	for (int job = 0; job < 1000; job++) {
		for (int i = 0; i < 100; i++)
			memset(arena_alloc(&arena, 1000), 'x', 1000);
		CHECK(*(char *)arena_alloc(&arena, 1) == 0);
		arena_reset(&arena);
		if (job == 1)
			after_first = arena.total;
	}
	CHECK(arena.total == after_first);
	CHECK(arena.used == 0);
	arena_release(&arena);
}

static void
check_vector(void)
{
	struct arena arena = ARENA_INIT;
	struct vector vector = { 0 };
	bool ok = true;

	for (unsigned i = 0; i < 10000; i++) {
		unsigned *new = VEC_ADD(&arena, &vector.list);

		ok = ok && *new == 0;
		*new = i;
	}
	for (unsigned i = 0; i < 10000; i++)
		ok = ok && vector.list.v[i] == i;
	CHECK(ok);
	CHECK(vector.list.n == 10000);
	CHECK(vector.list.capacity >= 10000);
	arena_release(&arena);
}

static void
check_adoption(void)
{
	struct arena to = ARENA_INIT, from = ARENA_INIT;
	char *kept, *taken;

	arena_adopt(&to, &from);
	CHECK(to.chunk == NULL);
	taken = arena_alloc(&from, 16);
	memcpy(taken, "taken", 6);
	arena_adopt(&to, &from);
	CHECK(from.chunk == NULL && from.total == 0);
	kept = arena_alloc(&to, 16);
	memcpy(kept, "kept", 5);
	memcpy(arena_alloc(&from, 200000), "more", 5);
	arena_adopt(&to, &from);
	memset(arena_alloc(&to, 64), 'x', 64);
	CHECK(strcmp(taken, "taken") == 0);
	CHECK(strcmp(kept, "kept") == 0);
	CHECK(to.total >= 200000);
	arena_release(&from);
	arena_release(&to);
}

/* Sizes that overflow end the process; they do not wrap round. */
static void
check_overflow(void)
{
	int status = 0;
	pid_t child;

	fflush(stdout);
	if ((child = fork()) == 0) {
		struct arena arena = ARENA_INIT;
		volatile size_t count = SIZE_MAX / 2;

		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(0);
		arena_array(&arena, count, 4);
		_exit(0);
	}
	CHECK(waitpid(child, &status, 0) == child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 6);
}

int
main(void)
{
	check_allocation();
	check_reset();
	check_vector();
	check_adoption();
	check_overflow();
	return UNIT_END;
}
