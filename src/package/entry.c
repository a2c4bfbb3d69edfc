/*
 * Facts about a zip's files → the bytes of its headers; see the header.
 */
#include "entry.h"

#include <assert.h>

#define DOS_DATE	0x0021	/* 1980-01-01 */
#define FLAG_UTF8	0x0800
#define FULL_16		0xffffu	/* what stands where Zip64 has the number */
#define FULL_32		0xffffffffu

void
entry_16(struct buf *out, unsigned value)
{
	char bytes[2] = { (char)value, (char)(value >> 8) };

	buf_add(out, bytes, sizeof(bytes));
}

static void
put_32(struct buf *out, size_t value)
{
	assert(value <= UINT32_MAX);
	entry_16(out, value & 0xffff);
	entry_16(out, (unsigned)(value >> 16));
}

static void
put_64(struct buf *out, uint64_t value)
{
	put_32(out, value & FULL_32);
	put_32(out, (size_t)(value >> 32));
}

static unsigned
name_flags(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.p[i] >= 0x80)
			return FLAG_UTF8;
	return 0;
}

/* What header and directory both say of a part. */
static void
put_facts(struct buf *out, const struct part *part, bool large)
{
	entry_16(out, large ? 45 : 20);		/* version needed */
	entry_16(out, name_flags(part->name));
	entry_16(out, part->deflated ? 8 : 0);
	entry_16(out, 0);			/* midnight */
	entry_16(out, DOS_DATE);
	put_32(out, part->crc);
	put_32(out, part->stored.n);
	put_32(out, part->size);
	entry_16(out, (unsigned)part->name.n);
}

void
entry_header(struct buf *out, const struct part *part)
{
	put_32(out, 0x04034b50);
	put_facts(out, part, false);
	entry_16(out, 0);			/* no extra field */
	buf_str(out, part->name);
}

void
entry_list(struct buf *out, const struct part *part, uint64_t at)
{
	bool large = at >= FULL_32;

	put_32(out, 0x02014b50);
	entry_16(out, 20);			/* made by: FAT, 2.0 */
	put_facts(out, part, large);
	entry_16(out, large ? 12 : 0);		/* of the extra field */
	entry_16(out, 0);			/* no comment */
	entry_16(out, 0);			/* first disk */
	entry_16(out, 0);
	put_32(out, 0);
	put_32(out, large ? FULL_32 : (size_t)at);
	buf_str(out, part->name);
	if (!large)
		return;
	entry_16(out, 1);			/* Zip64 */
	entry_16(out, 8);
	put_64(out, at);
}

/* The end of an archive that is too large for the usual one, at END. */
static void
put_large_end(struct buf *out, uint64_t count, uint64_t size, uint64_t at)
{
	put_32(out, 0x06064b50);
	put_64(out, 44);			/* bytes that follow */
	entry_16(out, 45);
	entry_16(out, 45);
	put_64(out, 0);				/* first disk, twice */
	put_64(out, count);
	put_64(out, count);
	put_64(out, size);
	put_64(out, at);
	put_32(out, 0x07064b50);
	put_32(out, 0);
	put_64(out, at + size);
	put_32(out, 1);				/* disks */
}

void
entry_end(struct buf *out, uint64_t count, uint64_t size, uint64_t at,
    unsigned comment)
{
	bool large = count >= FULL_16 || size >= FULL_32 || at >= FULL_32;

	if (large)
		put_large_end(out, count, size, at);
	put_32(out, 0x06054b50);
	entry_16(out, 0);
	entry_16(out, 0);
	entry_16(out, large ? FULL_16 : (unsigned)count);
	entry_16(out, large ? FULL_16 : (unsigned)count);
	put_32(out, large ? FULL_32 : (size_t)size);
	put_32(out, large ? FULL_32 : (size_t)at);
	entry_16(out, comment);
}
