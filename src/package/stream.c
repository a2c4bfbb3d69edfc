/*
 * The plain bytes of a part, one piece after another: out of the file of its
 * package, when it is large, or out of memory.  Read it from pack_stream_read.
 */
#include "open.h"

#include <zip.h>

struct pack_stream {
	zip_file_t *file;
	struct arena arena;
	struct str plain;	/* of a small part; its rest */
	uint64_t left;		/* of what it is to unpack to */
};

struct pack_stream *
pack_stream_open(const struct pack *pack, const struct part *part)
{
	struct pack_stream *stream = heap_new(1, sizeof(*stream));
	struct findings quiet = { .arena = &stream->arena };
	bool good;

	stream->left = part->size;
	if (pack_is_streamed(pack, part))
		good = (stream->file = zip_fopen(pack->zip,
		    str_cstr(&stream->arena, part->name), 0)) != NULL;
	else
		good = pack_read(&stream->arena, pack, part, &stream->plain,
		    &quiet) == 0;
	if (good)
		return stream;
	pack_stream_close(stream);
	return NULL;
}

long
pack_stream_read(struct pack_stream *stream, char *p, size_t n)
{
	zip_int64_t got = (zip_int64_t)(n < stream->plain.n ? n :
	    stream->plain.n);

	if (stream->file != NULL)
		got = zip_fread(stream->file, p, n);
	else {
		memcpy(p, stream->plain.p, (size_t)got);
		stream->plain = str_from(stream->plain, (size_t)got);
	}
	if (got < 0 || (uint64_t)got > stream->left ||
	    (got == 0 && stream->left > 0))
		return -1;
	stream->left -= (uint64_t)got;
	return (long)got;
}

void
pack_stream_close(struct pack_stream *stream)
{
	if (stream == NULL)
		return;
	if (stream->file != NULL)
		zip_fclose(stream->file);
	arena_release(&stream->arena);
	free(stream);
}

int
pack_stream_whole(struct arena *arena, const struct pack *pack,
    const struct part *part, struct str *bytes, struct findings *findings)
{
	struct pack_stream *stream;
	size_t got = 0;
	char *plain;
	long n = 1;

	if (!pack_is_streamed(pack, part))
		return pack_read(arena, pack, part, bytes, findings);
	plain = arena_alloc(arena, part->size + 1);
	stream = pack_stream_open(pack, part);
	for (; stream != NULL && got < part->size && n > 0; got += (size_t)n)
		if ((n = pack_stream_read(stream, plain + got,
		    part->size - got)) < 0)
			n = 0;
	pack_stream_close(stream);
	*bytes = (struct str){ plain, got };
	return got == part->size ? 0 :
	    pack_refuse_damaged(pack, part->name, findings);
}
