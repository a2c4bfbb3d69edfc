/*
 * Libdeflate behind a few functions, for streams inside other files.
 */
#include "zlib.h"

#include <libdeflate.h>

struct zlib {
	struct libdeflate_compressor *compressor;
};

struct zlib *
zlib_new(void)
{
	struct zlib *zlib = heap_new(1, sizeof(*zlib));

	zlib->compressor = must(libdeflate_alloc_compressor(6));
	return zlib;
}

void
zlib_free(struct zlib *zlib)
{
	libdeflate_free_compressor(zlib->compressor);
	free(zlib);
}

void
zlib_pack(struct zlib *zlib, struct str plain, struct buf *out)
{
	size_t room = libdeflate_zlib_compress_bound(zlib->compressor, plain.n);

	buf_reserve(out, room);
	out->n += libdeflate_zlib_compress(zlib->compressor, plain.p, plain.n,
	    out->p + out->n, room);
}

bool
zlib_unpack(struct str packed, size_t size, struct buf *out)
{
	struct libdeflate_decompressor *inflater =
	    must(libdeflate_alloc_decompressor());
	enum libdeflate_result result = LIBDEFLATE_BAD_DATA;

	buf_reserve(out, size + 1);
	result = libdeflate_zlib_decompress(inflater, packed.p, packed.n,
	    out->p + out->n, size, NULL);
	libdeflate_free_decompressor(inflater);
	if (result != LIBDEFLATE_SUCCESS)
		return false;
	out->n += size;
	return true;
}
