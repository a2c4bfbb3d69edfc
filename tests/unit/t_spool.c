/*
 * A spool: what is added is read again, in memory, in its scratch file, and
 * over the edge between them; and may be put anew.
 */
#include "unit.h"

#include <string.h>

#include "base/spool.h"

int
main(void)
{
	struct spool *spool = spool_new();
	char in[1000], out[1000];
	size_t pieces = SPOOL_IN_MEMORY / sizeof(in) + 5;

	for (size_t i = 0; i < pieces; i++) {
		memset(in, (int)(i % 251), sizeof(in));
		CHECK(spool_add(spool, in, sizeof(in)) == i * sizeof(in));
	}
	memset(in, 255, sizeof(in));
	spool_put(spool, SPOOL_IN_MEMORY - 500, in, 1000);
	spool_put(spool, 0, in, 1);
	CHECK(spool_end(spool) == 0);
	CHECK(spool_size(spool) == pieces * sizeof(in));
	CHECK(spool_read(spool, SPOOL_IN_MEMORY - 500, out, 1000) == 1000);
	CHECK(memcmp(in, out, 1000) == 0);
	CHECK(spool_read(spool, 0, out, 2) == 2);
	CHECK((unsigned char)out[0] == 255 && out[1] == 0);
	for (size_t i = 1; i < pieces; i++) {
		CHECK(spool_read(spool, i * sizeof(in) + 1, out, 400) == 400);
		memset(in, (int)(i % 251), sizeof(in));
		if (i * sizeof(in) + 401 < SPOOL_IN_MEMORY - 500 ||
		    i * sizeof(in) > SPOOL_IN_MEMORY + 500)
			CHECK(memcmp(in, out, 400) == 0);
	}
	CHECK(spool_read(spool, pieces * sizeof(in) - 3, out, 10) == 3);
	CHECK(spool_read(spool, pieces * sizeof(in), out, 10) == 0);
	spool_free(spool);
	spool_free(NULL);
	return UNIT_END;
}
