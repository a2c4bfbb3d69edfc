#ifndef FUZZ_H
#define FUZZ_H

/* What every target needs: an arena, files and findings of its own. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/finding.h"
#include "text/decode.h"

struct fuzz {
	struct arena arena;
	struct files files;
	struct findings findings;
};

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void
fuzz_start(struct fuzz *fuzz)
{
	memset(fuzz, 0, sizeof(*fuzz));
	fuzz->files.arena = fuzz->findings.arena = &fuzz->arena;
	fuzz->findings.files = &fuzz->files;
}

static inline void
fuzz_end(struct fuzz *fuzz)
{
	arena_release(&fuzz->arena);
}

#endif
