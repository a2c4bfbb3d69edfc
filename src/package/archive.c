/*
 * Files, one after another → a zip on disk; what an older one holds already is
 * taken over.  Read it from archive_add; archive_list knows a finished one.
 */
#include "archive.h"

#include <assert.h>
#include <errno.h>

#include <libdeflate.h>

#include "../base/digest.h"
#include "../base/os.h"
#include "../base/spool.h"
#include "entry.h"
#include "little.h"

#define BLOCK		((size_t)64 * 1024)
#define END_BYTES	22	/* of the end, without the comment */
#define LIST_BYTES	46	/* of a line of the directory, without name */
#define LARGE_BYTES	12	/* of its extra field in Zip64 */
#define LARGE_END	76	/* of what Zip64 has before the end */
/*
 * The seal of an archive is of its directory alone, which has the checksum of
 * each file: one of 100,000 copies is not read whole to be known.
 */
#define ARCHIVE_SEAL	"gongwen sha256:"
#define ARCHIVE_SEAL_BYTES	(sizeof(ARCHIVE_SEAL) - 1 + 2 * DIGEST_BYTES)

struct archive {
	FILE *old, *out;
	uint64_t at;		/* bytes taken over, or written */
	uint64_t count;
	struct spool *directory;
	struct buf found;	/* checksums of files not kept yet */
	size_t taken;		/* bytes of them that are */
	struct buf scratch;
	char block[BLOCK];
};

struct archive *
archive_new(FILE *old)
{
	struct archive *a = heap_new(1, sizeof(*a));

	a->old = old;
	a->directory = spool_new();
	return a;
}

void
archive_free(struct archive *a)
{
	if (a == NULL)
		return;
	if (a->out != NULL && a->out != a->old)
		fclose(a->out);
	if (a->old != NULL)
		fclose(a->old);
	spool_free(a->directory);
	buf_release(&a->found);
	buf_release(&a->scratch);
	free(a);
}

/* The next file of the archive is PART: its line of the directory. */
static void
list_part(struct archive *a, const struct part *part)
{
	a->scratch.n = 0;
	entry_list(&a->scratch, part, a->at);
	spool_add(a->directory, a->scratch.p, a->scratch.n);
	a->at += ENTRY_HEADER + part->name.n + part->size;
	a->count++;
}

/* A file stored as it is; its bytes may be elsewhere. */
static struct part
part_of(struct str name, const char *bytes, size_t n, uint32_t crc)
{
	return (struct part){ .name = name, .size = n, .crc = crc,
	    .stored = { bytes, n } };
}

uint64_t
archive_bytes(uint64_t at, struct str name)
{
	return at + ENTRY_HEADER + name.n;
}

/* --- taking over ------------------------------------------------------ */

/* The file at AT of the old one, by the checksum in its header. */
static struct part
part_at(struct archive *a, uint64_t at, struct str name, uint64_t size)
{
	size_t n = file_read_at(a->old, at, a->block, ENTRY_HEADER);

	return part_of(name, NULL, (size_t)size,
	    little_32((struct str){ a->block, n }, 14));
}

/* Are these the bytes at AT? */
static bool
is_at(struct archive *a, uint64_t at, struct str bytes)
{
	return bytes.n <= BLOCK && file_read_at(a->old, at, a->block,
	    bytes.n) == bytes.n && memcmp(a->block, bytes.p, bytes.n) == 0;
}

uint64_t
archive_find(struct archive *a, uint64_t at, struct str name, uint64_t size,
    struct str sum)
{
	struct part part;
	struct str bytes;

	if (a->old == NULL || a->out != NULL || size > UINT32_MAX)
		return 0;
	/* The header it would have here must be the one it has. */
	part = part_at(a, at, name, size);
	a->scratch.n = 0;
	entry_header(&a->scratch, &part);
	if (!is_at(a, at, buf_view(&a->scratch)))
		return 0;
	a->scratch.n = 0;
	buf_reserve(&a->scratch, (size_t)size);
	bytes = (struct str){ a->scratch.p, (size_t)size };
	at = archive_bytes(at, name);
	if (file_read_at(a->old, at, a->scratch.p, bytes.n) != bytes.n ||
	    !sum_is(sum, bytes) || libdeflate_crc32(0, bytes.p, bytes.n) !=
	    part.crc)
		return 0;
	buf_add(&a->found, (const char *)&part.crc, sizeof(part.crc));
	return at + size;
}

void
archive_keep(struct archive *a, struct str name, uint64_t size)
{
	uint32_t crc;
	struct part part;

	/* Not read again: it was right when it was found. */
	assert(a->taken < a->found.n);
	memcpy(&crc, a->found.p + a->taken, sizeof(crc));
	a->taken += sizeof(crc);
	if (a->taken == a->found.n)
		a->taken = a->found.n = 0;
	part = part_of(name, NULL, (size_t)size, crc);
	list_part(a, &part);
}

/* The first bytes of a file. */
static int
copy_bytes(struct archive *a, FILE *from, uint64_t size)
{
	size_t n;

	for (uint64_t at = 0; at < size; at += n) {
		n = file_read_at(from, at, a->block, size - at < BLOCK ?
		    (size_t)(size - at) : BLOCK);
		if (n == 0) {
			errno = EIO;
			return -1;
		}
		if (fwrite(a->block, 1, n, a->out) != n)
			return -1;
	}
	return 0;
}

int
archive_begin(struct archive *a, FILE *out)
{
	a->out = out;
	setvbuf(out, NULL, _IOFBF, BLOCK);
	if (out != a->old)
		return copy_bytes(a, a->old, a->at);
	return os_stream_cut(out, a->at) != 0 ||
	    os_stream_seek(out, a->at) != 0 ? -1 : 0;
}

/* --- writing ---------------------------------------------------------- */

/* What stands before the bytes of a file. */
static int
put_header(struct archive *a, const struct part *part)
{
	if (part->name.n > UINT16_MAX || part->size >= UINT32_MAX) {
		errno = EFBIG;
		return -1;
	}
	a->scratch.n = 0;
	entry_header(&a->scratch, part);
	return fwrite(a->scratch.p, 1, a->scratch.n, a->out) ==
	    a->scratch.n ? 0 : -1;
}

int
archive_add(struct archive *a, struct str name, struct str bytes)
{
	struct part part = part_of(name, bytes.p, bytes.n,
	    libdeflate_crc32(0, bytes.p, bytes.n));

	if (put_header(a, &part) != 0 ||
	    fwrite(bytes.p, 1, bytes.n, a->out) != bytes.n)
		return -1;
	list_part(a, &part);
	return 0;
}

/* The list as a part, without its bytes. */
static struct part
part_of_list(struct str name, FILE *list)
{
	char block[4096];
	uint64_t size = 0;
	uint32_t crc = 0;
	size_t n;

	while ((n = file_read_at(list, size, block, sizeof(block))) > 0) {
		crc = libdeflate_crc32(crc, block, n);
		size += n;
	}
	return part_of(name, NULL, (size_t)size, crc);
}

/* The directory and the end, sealed; see the header. */
static int
put_end(struct archive *a)
{
	struct arena arena = ARENA_INIT;
	uint64_t size = spool_size(a->directory);
	unsigned char bytes[DIGEST_BYTES];
	struct digest digest;
	struct str hex;
	size_t n;

	a->scratch.n = 0;
	entry_end(&a->scratch, a->count, size, a->at, ARCHIVE_SEAL_BYTES);
	buf_lit(&a->scratch, ARCHIVE_SEAL);
	spool_add(a->directory, a->scratch.p, a->scratch.n);
	if (spool_end(a->directory) != 0)
		return -1;
	digest_begin(&digest);
	for (uint64_t at = 0; (n = spool_read(a->directory, at, a->block,
	    BLOCK)) > 0; at += n) {
		digest_add(&digest, (struct str){ a->block, n });
		fwrite(a->block, 1, n, a->out);
	}
	digest_end(&digest, bytes);
	hex = hex_text(&arena, bytes, DIGEST_BYTES);
	fwrite(hex.p, 1, hex.n, a->out);
	arena_release(&arena);
	return ferror(a->out) ? -1 : 0;
}

int
archive_end(struct archive *a, struct str name, FILE *list)
{
	struct part part = part_of_list(name, list);

	/* It was written to its end. */
	if (os_stream_tell(list) != (long long)part.size) {
		errno = EIO;
		return -1;
	}
	if (put_header(a, &part) != 0 || copy_bytes(a, list, part.size) != 0)
		return -1;
	list_part(a, &part);
	return put_end(a);
}

int
archive_flush(struct archive *a, enum file_sync sync)
{
	return file_flush_stream(a->out, sync);
}

/* --- one that is finished --------------------------------------------- */

bool
archive_same(const struct archive *a, struct str name, FILE *list)
{
	struct part part = part_of_list(name, list);
	struct buf wanted = { 0 };
	char block[256];
	size_t n;
	bool same;

	entry_header(&wanted, &part);
	n = ENTRY_HEADER + name.n;
	/* What follows is the directory: its seal has been looked at. */
	same = n <= sizeof(block) && a->old != NULL &&
	    file_read_at(a->old, a->at, block, n) == n &&
	    memcmp(block, wanted.p, n) == 0;
	buf_release(&wanted);
	return same;
}

struct ending {
	uint64_t at;		/* the directory */
	uint64_t lines;		/* where its lines end */
};

/* Where the directory of a file of SIZE bytes is; false: not one of ours. */
static bool
find_end(FILE *file, uint64_t size, struct ending *end)
{
	char block[LARGE_END + END_BYTES + ARCHIVE_SEAL_BYTES];
	struct str s = { block, sizeof(block) };
	uint64_t from = size - sizeof(block);

	if (size < sizeof(block) || file_read_at(file, from, block,
	    sizeof(block)) != sizeof(block) || little_32(s, LARGE_END) !=
	    0x06054b50 || !str_at(s, LARGE_END + END_BYTES, STR(ARCHIVE_SEAL)))
		return false;
	end->at = little_32(s, LARGE_END + 16);
	end->lines = from + LARGE_END;
	if (little_32(s, 0) == 0x06064b50 &&
	    little_32(s, LARGE_END - 20) == 0x07064b50) {
		end->at = little_32(s, 48) | (uint64_t)little_32(s, 52) << 32;
		end->lines = from;
	}
	return end->at <= end->lines;
}

static bool
seal_is_good(FILE *file, uint64_t at, uint64_t size)
{
	static const size_t seal = 2 * DIGEST_BYTES;
	struct arena arena = ARENA_INIT;
	char *block = arena_alloc(&arena, BLOCK);
	unsigned char bytes[DIGEST_BYTES];
	struct digest digest;
	bool good;

	digest_begin(&digest);
	for (size_t n; at < size - seal; at += n) {
		n = file_read_at(file, at, block, size - seal - at < BLOCK ?
		    (size_t)(size - seal - at) : BLOCK);
		if (n == 0)
			break;
		digest_add(&digest, (struct str){ block, n });
	}
	digest_end(&digest, bytes);
	good = file_read_at(file, size - seal, block, seal) == seal &&
	    str_eq((struct str){ block, seal },
	    hex_text(&arena, bytes, DIGEST_BYTES));
	arena_release(&arena);
	return good;
}

/* The bytes of the last file, which must be called NAME. */
static FILE *
copy_list(FILE *file, struct str name, const struct ending *end)
{
	char line[LIST_BYTES + 256 + LARGE_BYTES], block[4096];
	struct str s = { line, LIST_BYTES + name.n };
	uint64_t at, size;
	FILE *list = NULL;

	for (unsigned extra = 0; extra <= LARGE_BYTES; extra += LARGE_BYTES) {
		at = end->lines - s.n - extra;
		if (name.n > 256 || end->lines - end->at < s.n + extra ||
		    file_read_at(file, at, line, s.n + extra) != s.n + extra ||
		    little_32(s, 0) != 0x02014b50 || little_16(s,
		    30) != extra || !str_eq(name, str_from(s, LIST_BYTES)) ||
		    (list = os_stream_scratch()) == NULL)
			continue;
		size = little_32(s, 20);
		at = end->at - size;
		for (size_t n; size > 0; at += n, size -= n) {
			n = file_read_at(file, at, block,
			    size < sizeof(block) ? (size_t)size :
			    sizeof(block));
			if (n == 0)
				break;
			fwrite(block, 1, n, list);
		}
		rewind(list);
		return list;
	}
	return NULL;
}

FILE *
archive_list(struct str path, struct str name)
{
	struct findings quiet = { 0 };
	long long size = file_size(path);
	struct arena arena = ARENA_INIT;
	struct ending end;
	FILE *file, *list = NULL;

	errno = 0;
	quiet.arena = &arena;
	if (size > 0 && (file = file_open(path, &quiet)) != NULL) {
		if (find_end(file, (uint64_t)size, &end) &&
		    seal_is_good(file, end.at, (uint64_t)size))
			list = copy_list(file, name, &end);
		fclose(file);
	}
	arena_release(&arena);
	return list;
}
