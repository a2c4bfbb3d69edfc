/*
 * Bytes kept outside memory; see the header.  Read it from spool_add.
 */
#include "spool.h"

#include <errno.h>

#include "file.h"
#include "os.h"

struct spool {
	struct buf head;	/* the first bytes */
	FILE *rest;		/* the others; NULL: there are none */
	size_t edge;		/* where they begin */
	uint64_t size;
	int error;		/* errno of what failed first */
};

struct spool *
spool_new(void)
{
	struct spool *spool = heap_new(1, sizeof(*spool));

	spool->edge = SPOOL_IN_MEMORY;
	return spool;
}

struct spool *
spool_of(FILE *file, uint64_t size)
{
	struct spool *spool = heap_new(1, sizeof(*spool));

	spool->rest = file;
	spool->size = size;
	return spool;
}

void
spool_free(struct spool *spool)
{
	if (spool == NULL)
		return;
	buf_release(&spool->head);
	if (spool->rest != NULL)
		fclose(spool->rest);
	free(spool);
}

static void
fail(struct spool *spool)
{
	if (spool->error == 0)
		spool->error = errno != 0 ? errno : EIO;
}

/* How many bytes from AT on are, or will be, in memory. */
static size_t
in_head(const struct spool *spool, uint64_t at, size_t n)
{
	if (at >= spool->edge)
		return 0;
	return n < spool->edge - at ? n : spool->edge - (size_t)at;
}

uint64_t
spool_add(struct spool *spool, const void *bytes, size_t n)
{
	uint64_t at = spool->size;
	size_t head = in_head(spool, at, n);

	buf_add(&spool->head, bytes, head);
	spool->size += n;
	if (head == n || spool->error != 0)
		return at;
	errno = 0;
	if (spool->rest == NULL && (spool->rest = os_stream_scratch()) == NULL)
		fail(spool);
	else if (fwrite((const char *)bytes + head, 1, n - head,
	    spool->rest) != n - head)
		fail(spool);
	return at;
}

void
spool_put(struct spool *spool, uint64_t at, const void *bytes, size_t n)
{
	size_t head = in_head(spool, at, n);

	if (head > 0)
		memcpy(spool->head.p + at, bytes, head);
	if (head == n || spool->error != 0)
		return;
	errno = 0;
	if (os_stream_seek(spool->rest, at + head - spool->edge) != 0 ||
	    fwrite((const char *)bytes + head, 1, n - head, spool->rest) !=
	    n - head || os_stream_seek(spool->rest, spool->size -
	    spool->edge) != 0)
		fail(spool);
}

int
spool_end(struct spool *spool)
{
	errno = 0;
	if (spool->rest != NULL && fflush(spool->rest) != 0)
		fail(spool);
	errno = spool->error;
	return spool->error == 0 ? 0 : -1;
}

uint64_t
spool_size(const struct spool *spool)
{
	return spool->size;
}

size_t
spool_read(const struct spool *spool, uint64_t at, void *to, size_t n)
{
	size_t head;

	if (at >= spool->size)
		return 0;
	if (n > spool->size - at)
		n = (size_t)(spool->size - at);
	head = in_head(spool, at, n);
	if (head > 0)
		memcpy(to, spool->head.p + at, head);
	if (head == n || spool->rest == NULL)
		return head;
	return head + file_read_at(spool->rest, at + head - spool->edge,
	    (char *)to + head, n - head);
}
