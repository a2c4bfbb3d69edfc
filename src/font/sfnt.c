/*
 * The tables of a TrueType or OpenType file: what a face is called, which
 * glyph a character has and how wide it is.  The file is hostile until read:
 * all numbers go through the readers below, which look at the bounds.
 */
#include "sfnt.h"

#include "../text/chars.h"

#define TAG(a, b, c, d) \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (d))

unsigned
sfnt_u8(struct str s, size_t at)
{
	return at < s.n ? (unsigned char)s.p[at] : 0;
}

unsigned
sfnt_u16(struct str s, size_t at)
{
	return s.n < 2 || at > s.n - 2 ? 0 :
	    sfnt_u8(s, at) << 8 | sfnt_u8(s, at + 1);
}

int
sfnt_i16(struct str s, size_t at)
{
	return (int16_t)sfnt_u16(s, at);
}

uint32_t
sfnt_u32(struct str s, size_t at)
{
	return (uint32_t)sfnt_u16(s, at) << 16 | sfnt_u16(s, at + 2);
}

/* --- the directory -------------------------------------------------------- */

static bool
is_sfnt(uint32_t tag)
{
	return tag == 0x00010000 || tag == TAG('O', 'T', 'T', 'O') ||
	    tag == TAG('t', 'r', 'u', 'e');
}

unsigned
sfnt_count(struct str bytes)
{
	uint32_t tag = sfnt_u32(bytes, 0), n;

	if (tag != TAG('t', 't', 'c', 'f'))
		return is_sfnt(tag) ? 1 : 0;
	n = sfnt_u32(bytes, 8);
	return n > 64 ? 64 : n;
}

static struct str
find_table(struct str bytes, size_t directory, uint32_t tag)
{
	unsigned n = sfnt_u16(bytes, directory + 4);

	for (unsigned i = 0; i < n; i++) {
		size_t row = directory + 12 + 16 * (size_t)i;
		size_t from = sfnt_u32(bytes, row + 8);

		if (sfnt_u32(bytes, row) == tag)
			return str_slice(bytes, from,
			    from + sfnt_u32(bytes, row + 12));
	}
	return STR_NONE;
}

static void
find_tables(struct str bytes, size_t directory, struct sfnt *sfnt)
{
	const struct {
		uint32_t tag;
		struct str *table;
	} tables[] = {
		{ TAG('c', 'm', 'a', 'p'), &sfnt->cmap },
		{ TAG('h', 'e', 'a', 'd'), &sfnt->head },
		{ TAG('h', 'h', 'e', 'a'), &sfnt->hhea },
		{ TAG('h', 'm', 't', 'x'), &sfnt->hmtx },
		{ TAG('m', 'a', 'x', 'p'), &sfnt->maxp },
		{ TAG('n', 'a', 'm', 'e'), &sfnt->name },
		{ TAG('O', 'S', '/', '2'), &sfnt->os2 },
		{ TAG('p', 'o', 's', 't'), &sfnt->post },
		{ TAG('g', 'l', 'y', 'f'), &sfnt->glyf },
		{ TAG('l', 'o', 'c', 'a'), &sfnt->loca },
		{ TAG('c', 'v', 't', ' '), &sfnt->cvt },
		{ TAG('f', 'p', 'g', 'm'), &sfnt->fpgm },
		{ TAG('p', 'r', 'e', 'p'), &sfnt->prep },
		{ TAG('C', 'F', 'F', ' '), &sfnt->cff },
	};

	for (size_t i = 0; i < COUNT_OF(tables); i++)
		*tables[i].table = find_table(bytes, directory, tables[i].tag);
}

/* --- characters ----------------------------------------------------------- */

/* How good a subtable of cmap is: all of Unicode, its first plane, nothing. */
static int
map_worth(struct str map, unsigned platform, unsigned encoding)
{
	unsigned format = sfnt_u16(map, 0);

	if (platform != 0 && !(platform == 3 &&
	    (encoding == 1 || encoding == 10)))
		return 0;
	return format == 12 ? 2 : format == 4 ? 1 : 0;
}

static void
choose_map(struct sfnt *sfnt)
{
	unsigned n = sfnt_u16(sfnt->cmap, 2);
	int best = 0;

	for (unsigned i = 0; i < n; i++) {
		size_t row = 4 + 8 * (size_t)i;
		struct str
		    map = str_from(sfnt->cmap, sfnt_u32(sfnt->cmap, row + 4));
		int worth = map_worth(map, sfnt_u16(sfnt->cmap, row),
		    sfnt_u16(sfnt->cmap, row + 2));

		if (worth <= best)
			continue;
		best = worth;
		sfnt->map = map;
		sfnt->map_format = sfnt_u16(map, 0);
	}
}

/* Segments that end at or after a character, in order. */
static unsigned
glyph_in_segments(struct str map, uint32_t c)
{
	unsigned twice = sfnt_u16(map, 6) & ~1u, low = 0, high = twice / 2;
	size_t start, range;
	unsigned offset, glyph;

	while (low < high) {
		unsigned middle = (low + high) / 2;

		if (sfnt_u16(map, 14 + 2 * (size_t)middle) < c)
			low = middle + 1;
		else
			high = middle;
	}
	start = 16 + twice + 2 * (size_t)low;
	range = start + 2 * (size_t)twice;
	if (c > 0xffff || low >= twice / 2 || sfnt_u16(map, start) > c)
		return 0;
	offset = sfnt_u16(map, range);
	if (offset == 0)
		return (c + sfnt_u16(map, start + twice)) & 0xffff;
	glyph = sfnt_u16(map, range + offset +
	    2 * (size_t)(c - sfnt_u16(map, start)));
	return glyph == 0 ? 0 : (glyph + sfnt_u16(map, start + twice)) & 0xffff;
}

static unsigned
glyph_in_groups(struct str map, uint32_t c)
{
	uint32_t low = 0, high = sfnt_u32(map, 12);

	if (high > map.n / 12)
		high = (uint32_t)(map.n / 12);
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		size_t group = 16 + 12 * (size_t)middle;

		if (sfnt_u32(map, group + 4) < c)
			low = middle + 1;
		else if (sfnt_u32(map, group) > c)
			high = middle;
		else
			return sfnt_u32(map, group + 8) + c -
			    sfnt_u32(map, group);
	}
	return 0;
}

unsigned
sfnt_glyph(const struct sfnt *sfnt, uint32_t c)
{
	unsigned glyph = sfnt->map_format == 12 ?
	    glyph_in_groups(sfnt->map, c) : sfnt->map_format == 4 ?
	    glyph_in_segments(sfnt->map, c) : 0;

	return glyph < sfnt->glyphs ? glyph : 0;
}

int
sfnt_advance(const struct sfnt *sfnt, unsigned glyph)
{
	if (glyph >= sfnt->metrics)
		glyph = sfnt->metrics - 1;
	return (int)sfnt_u16(sfnt->hmtx, 4 * (size_t)glyph);
}

struct str
sfnt_outline(const struct sfnt *sfnt, unsigned glyph)
{
	bool is_long = sfnt_u16(sfnt->head, 50) != 0;
	size_t from, to;

	if (glyph >= sfnt->glyphs)
		return STR_NONE;
	if (is_long) {
		from = sfnt_u32(sfnt->loca, 4 * (size_t)glyph);
		to = sfnt_u32(sfnt->loca, 4 * (size_t)glyph + 4);
	} else {
		from = 2 * (size_t)sfnt_u16(sfnt->loca, 2 * (size_t)glyph);
		to = 2 * (size_t)sfnt_u16(sfnt->loca, 2 * (size_t)glyph + 2);
	}
	return from >= to ? STR_NONE : str_slice(sfnt->glyf, from, to);
}

/* --- names ---------------------------------------------------------------- */

/* UTF-16BE, or bytes of a Macintosh when they are ASCII. */
static struct str
decode_name(struct arena *arena, struct str raw, bool wide)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < raw.n; i += wide ? 2 : 1) {
		uint32_t c = wide ? sfnt_u16(raw, i) : sfnt_u8(raw, i);

		if (wide && c >= 0xd800 && c < 0xdc00) {
			c = 0x10000 + ((c & 0x3ff) << 10) +
			    (sfnt_u16(raw, i + 2) & 0x3ff);
			i += 2;
		}
		if (c < 0x20 || (!wide && c >= 0x7f) ||
		    (c >= 0xd800 && c < 0xe000) || c > 0x10ffff)
			continue;
		char_encode(&text, c);
	}
	return buf_take(arena, &text);
}

size_t
sfnt_names(struct arena *arena, const struct sfnt *sfnt, struct str *names,
    size_t max)
{
	struct str table = sfnt->name;
	unsigned n = sfnt_u16(table, 2), store = sfnt_u16(table, 4);
	size_t count = 0;

	for (unsigned i = 0; i < n && count < max; i++) {
		size_t row = 6 + 12 * (size_t)i;
		unsigned platform = sfnt_u16(table, row);
		unsigned id = sfnt_u16(table, row + 6);
		size_t from = store + (size_t)sfnt_u16(table, row + 10);
		struct str raw = str_slice(table, from,
		    from + sfnt_u16(table, row + 8)), name;
		bool known = false;

		if (id != 1 && id != 4 && id != 6 && id != 16)
			continue;
		name = decode_name(arena, raw, platform != 1);
		for (size_t k = 0; k < count; k++)
			known |= str_eq(names[k], name);
		if (name.n > 0 && !known)
			names[count++] = name;
	}
	return count;
}

/* --- the whole ------------------------------------------------------------ */

bool
sfnt_open(struct str bytes, unsigned index, struct sfnt *sfnt)
{
	size_t directory = 0;

	*sfnt = (struct sfnt){ .weight = 400 };
	if (sfnt_u32(bytes, 0) == TAG('t', 't', 'c', 'f'))
		directory = sfnt_u32(bytes, 12 + 4 * (size_t)index);
	if (index >= sfnt_count(bytes) || !is_sfnt(sfnt_u32(bytes, directory)))
		return false;
	find_tables(bytes, directory, sfnt);
	choose_map(sfnt);
	sfnt->units = sfnt_u16(sfnt->head, 18);
	sfnt->glyphs = sfnt_u16(sfnt->maxp, 4);
	sfnt->metrics = sfnt_u16(sfnt->hhea, 34);
	sfnt->ascent = sfnt_i16(sfnt->hhea, 4);
	sfnt->descent = sfnt_i16(sfnt->hhea, 6);
	for (size_t i = 0; i < 4; i++)
		sfnt->box[i] = sfnt_i16(sfnt->head, 36 + 2 * i);
	sfnt->italic = (sfnt_u16(sfnt->head, 44) & 2) != 0;
	if (sfnt->os2.n >= 10)
		sfnt->weight = sfnt_u16(sfnt->os2, 4);
	/* 2: restricted; 0x200: bitmaps only. */
	sfnt->may_embed = (sfnt_u16(sfnt->os2, 8) & 0xf) != 2 &&
	    (sfnt_u16(sfnt->os2, 8) & 0x200) == 0;
	return sfnt->head.n >= 54 && sfnt->hhea.n >= 36 &&
	    sfnt->maxp.n >= 6 && sfnt->units >= 16 && sfnt->units <= 16384 &&
	    sfnt->glyphs > 0 && sfnt->metrics > 0 && sfnt->map.n > 0 &&
	    (sfnt->cff.n > 0 || (sfnt->glyf.n > 0 && sfnt->loca.n > 0));
}
