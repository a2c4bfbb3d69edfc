/*
 * The file is cut into sectors.  A table (the FAT) names for each sector the
 * one that goes on; its own sectors are listed in the header and, when there
 * are many, in a chain.  Streams below 4096 bytes live in a stream of their
 * own, cut into smaller sectors with a table of theirs.  A directory, a tree
 * of entries of 128 bytes, says where each stream begins and how long it is.
 *
 * To read it: load_table, load_entries, then read_chain for what is asked.
 */
#include "compound.h"

#include "little.h"

#define HEADER		512
#define LISTED		109	/* sectors of the table, in the header */
#define ENTRY		128
#define END	0xfffffffau	/* and above: no sector */
#define KIND_STREAM	2
#define MINI_BELOW	4096		/* bytes of a small stream */

struct table {
	struct str bytes;
	uint32_t n;			/* numbers in it */
};

struct entry {
	struct str name;		/* UTF-16, as stored */
	uint32_t first;
	size_t size;
};

struct compound {
	struct str bytes;
	size_t sector, mini_sector;	/* sizes */
	uint32_t sectors;		/* how many the file has */
	struct table table, mini_table;
	struct str mini;		/* the stream of the small ones */
	VEC(struct entry) entries;	/* streams at the top */
};

bool
compound_is(struct str bytes)
{
	return str_starts(bytes, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
}

/* The bytes of a sector; the last one of a file may be cut short. */
static struct str
sector_of(const struct compound *file, uint32_t number)
{
	size_t from = (number + (size_t)1) * file->sector;

	return str_slice(file->bytes, from, from + file->sector);
}

/* The sector that goes on after this one; END or above: none. */
static uint32_t
next_in(const struct table *table, uint32_t number)
{
	return number < table->n ? little_32(table->bytes, number *
	    (size_t)4) : END;
}

/*
 * The SIZE bytes of the chain that begins at FIRST.  0, or -1 when the chain
 * ends before.  As many steps as the size asks for, and no more: a chain that
 * runs in a circle ends there too.
 */
static int
read_chain(struct arena *arena, const struct compound *file, uint32_t first,
    size_t size, struct str *out)
{
	char *p;
	size_t done = 0;

	if (size > file->bytes.n)
		return -1;
	p = arena_alloc(arena, size + 1);
	for (uint32_t at = first; done < size; at = next_in(&file->table, at)) {
		size_t n = size - done < file->sector ? size - done :
		    file->sector;
		struct str sector;

		if (at >= file->sectors)
			return -1;
		sector = sector_of(file, at);
		memcpy(p + done, sector.p, n < sector.n ? n : sector.n);
		done += n;
	}
	*out = (struct str){ p, size };
	return 0;
}

/* The same for a small stream. */
static int
read_mini_chain(struct arena *arena, const struct compound *file,
    uint32_t first, size_t size, struct str *out)
{
	char *p = arena_alloc(arena, size + 1);
	size_t done = 0;

	for (uint32_t at = first; done < size; at = next_in(
	    &file->mini_table, at)) {
		size_t n = size - done < file->mini_sector ? size - done :
		    file->mini_sector;
		size_t from = at * file->mini_sector;

		if (at >= END || from + n > file->mini.n)
			return -1;
		memcpy(p + done, file->mini.p + from, n);
		done += n;
	}
	*out = (struct str){ p, size };
	return 0;
}

/* How many bytes a chain holds whose length is written nowhere. */
static size_t
chain_size(const struct compound *file, uint32_t first)
{
	uint32_t n = 0;

	for (uint32_t at = first; at < file->sectors && n < file->sectors;
	    at = next_in(&file->table, at))
		n++;
	return n * file->sector;
}

/* The table of sectors: 0, or -1 when a part of it is not there. */
static int
load_table(struct arena *arena, struct compound *file)
{
	uint32_t n = little_32(file->bytes, 44);
	uint32_t list = little_32(file->bytes, 68), steps = 0;
	struct str listed = str_slice(file->bytes, 76, HEADER);
	size_t at = 0, done = 0;
	char *p;

	if (n == 0 || n > file->sectors)
		return -1;
	p = arena_alloc(arena, n * file->sector + 1);
	for (uint32_t i = 0; i < n; i++, at += 4) {
		uint32_t number;
		struct str sector;

		/* The list goes on in a sector, whose last number leads on. */
		if (at == (steps == 0 ? LISTED * 4 : file->sector - 4)) {
			if (steps++ > 0)
				list = little_32(listed, file->sector - 4);
			if (list >= file->sectors || steps > file->sectors)
				return -1;
			listed = sector_of(file, list);
			at = 0;
		}
		number = little_32(listed, at);
		if (number >= file->sectors)
			return -1;
		sector = sector_of(file, number);
		memcpy(p + done, sector.p, sector.n);
		done += file->sector;
	}
	file->table.bytes = (struct str){ p, done };
	file->table.n = (uint32_t)(done / 4);
	return 0;
}

/*
 * The streams at the top: the tree below the first entry, whose branches are
 * two numbers in each entry.  Every entry counts once, so a tree that grows
 * into itself ends.
 */
static void
load_entries(struct arena *arena, struct compound *file, struct str directory)
{
	uint32_t n = (uint32_t)(directory.n / ENTRY);
	bool *seen = NEW_ARRAY(arena, bool, n);
	VEC(uint32_t) open = { 0 };

	*VEC_ADD(arena, &open) = little_32(directory, 76);
	while (open.n > 0) {
		uint32_t number = open.v[--open.n];
		struct str entry;
		unsigned length;

		if (number >= n || seen[number])
			continue;
		seen[number] = true;
		entry = str_slice(directory, number * (size_t)ENTRY,
		    (number + (size_t)1) * ENTRY);
		length = little_16(entry, 64);
		if (little_8(entry, 66) == KIND_STREAM && length >= 2 &&
		    length <= 64)
			*VEC_ADD(arena, &file->entries) = (struct entry){
			    str_slice(entry, 0, length - 2),
			    little_32(entry, 116), little_32(entry, 120) };
		*VEC_ADD(arena, &open) = little_32(entry, 68);
		*VEC_ADD(arena, &open) = little_32(entry, 72);
	}
}

/* Directory and small streams: 0, or -1. */
static int
load_directory(struct arena *arena, struct compound *file)
{
	uint32_t first = little_32(file->bytes, 48);
	uint32_t mini = little_32(file->bytes, 60);
	struct str directory;

	if (read_chain(arena, file, first, chain_size(file, first),
	    &directory) != 0 || directory.n < ENTRY)
		return -1;
	load_entries(arena, file, directory);
	if (mini >= END)
		return 0;
	if (read_chain(arena, file, mini, chain_size(file, mini),
	    &file->mini_table.bytes) != 0 || read_chain(arena, file,
	    little_32(directory, 116), little_32(directory, 120),
	    &file->mini) != 0)
		return -1;
	file->mini_table.n = (uint32_t)(file->mini_table.bytes.n / 4);
	return 0;
}

struct compound *
compound_open(struct arena *arena, struct str bytes)
{
	struct compound *file = NEW(arena, struct compound);
	unsigned shift = little_16(bytes, 30), mini = little_16(bytes, 32);
	size_t sectors;

	if (!compound_is(bytes) || bytes.n < HEADER ||
	    (shift != 9 && shift != 12) || mini != 6)
		return NULL;
	file->bytes = bytes;
	file->sector = (size_t)1 << shift;
	file->mini_sector = (size_t)1 << mini;
	/* Sector 0 follows the header, which fills the place of one. */
	sectors = (bytes.n + file->sector - 1) / file->sector;
	if (sectors < 2 || sectors >= END)
		return NULL;
	file->sectors = (uint32_t)sectors - 1;
	return load_table(arena, file) == 0 &&
	    load_directory(arena, file) == 0 ? file : NULL;
}

static const struct entry *
find(const struct compound *file, const char *name)
{
	size_t n = strlen(name);

	EACH(const struct entry, entry, file->entries) {
		size_t k = 0;

		if (entry->name.n != 2 * n)
			continue;
		while (k < n && little_16(entry->name, 2 * k) ==
		    (unsigned char)name[k])
			k++;
		if (k == n)
			return entry;
	}
	return NULL;
}

bool
compound_has(const struct compound *file, const char *name)
{
	return find(file, name) != NULL;
}

int
compound_read(struct arena *arena, const struct compound *file,
    const char *name, struct str *bytes)
{
	const struct entry *entry = find(file, name);

	if (entry == NULL)
		return -1;
	return entry->size < MINI_BELOW ?
	    read_mini_chain(arena, file, entry->first, entry->size, bytes) :
	    read_chain(arena, file, entry->first, entry->size, bytes);
}
