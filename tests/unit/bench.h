#ifndef UNIT_BENCH_H
#define UNIT_BENCH_H

/*
 * What a test of a reader works with: memory, text files that are in it, and
 * what was found.
 */
#include <string.h>

#include "found.h"

struct bench {
	struct arena arena;
	struct files files;
	struct findings findings;
	struct buf out;
};

static inline void
bench_start(struct bench *bench)
{
	memset(bench, 0, sizeof(*bench));
	bench->files.arena = bench->findings.arena = &bench->arena;
	bench->findings.files = &bench->files;
}

static inline void
bench_end(struct bench *bench)
{
	buf_release(&bench->out);
	arena_release(&bench->arena);
}

#endif
