#pragma once

#include "../base/arena.h"
#include "../base/str.h"

/* Streams of zlib's format, as PDF and PNG have them; for one thread. */
struct zlib;

struct zlib *zlib_new(void);
void	 zlib_free(struct zlib *);

/* Append PLAIN compressed to OUT. */
void	 zlib_pack(struct zlib *, struct str plain, struct buf *out);
/* Append the SIZE bytes that PACKED holds; false when it holds others. */
bool	 zlib_unpack(struct str packed, size_t size, struct buf *out);
