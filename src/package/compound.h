#pragma once

#include "../base/arena.h"
#include "../base/str.h"

/*
 * Compound files: what .doc and .xls of before 2007 are, a small file system
 * of streams (MS-CFB).  Only the streams at the top are looked at; what an
 * embedded object holds is its own.
 *
 * Nobody vouches for the bytes: whatever chains say, no more is read than the
 * file has.
 */
struct compound;

/* Does a file begin as one? */
bool	 compound_is(struct str bytes);

/* NULL when it is damaged.  BYTES have to live as long as the result. */
struct compound *compound_open(struct arena *, struct str bytes);

bool	 compound_has(const struct compound *, const char *name);

/* All bytes of a stream: 0, or -1 when it is not there or not whole. */
int	 compound_read(struct arena *, const struct compound *,
	    const char *name, struct str *bytes);
