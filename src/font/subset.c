/*
 * A face with the few glyphs that a document shows.  TrueType is done here,
 * CFF in cff.c; both become a file by themselves when the tables that tell
 * about them are put around.
 */
#include "subset.h"

#include "cff.h"

#define TAG(a, b, c, d) \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (d))

#define TABLES_MAX	14
#define GLYPHS_MAX	65000

/* Flags of a part of a glyph. */
enum {
	PART_WORDS = 1, PART_SCALE = 8, PART_MORE = 32, PART_XY = 64,
	PART_MATRIX = 128
};

struct table {
	uint32_t tag;
	size_t from, n;
};

/* The tables of a file, one after the other. */
struct file {
	struct buf data;
	struct table tables[TABLES_MAX];
	size_t count;
};

static void
set(struct buf *out, size_t at, unsigned size, unsigned long value)
{
	for (unsigned i = 0; i < size && at + i < out->n; i++)
		out->p[at + i] = (char)(value >> (8 * (size - 1 - i)) & 255);
}

static void
begin_table(struct file *file, uint32_t tag)
{
	file->tables[file->count].tag = tag;
	file->tables[file->count].from = file->data.n;
}

static void
end_table(struct file *file)
{
	file->tables[file->count].n = file->data.n -
	    file->tables[file->count].from;
	while (file->data.n % 4 != 0)
		buf_byte(&file->data, 0);
	file->count++;
}

static void
copy_table(struct file *file, uint32_t tag, struct str table)
{
	if (table.n == 0)
		return;
	begin_table(file, tag);
	buf_str(&file->data, table);
	end_table(file);
}

/* --- outlines ------------------------------------------------------------- */

/* The bytes of a part of a glyph, which begins at AT. */
static size_t
part_size(struct str outline, size_t at)
{
	unsigned flags = sfnt_u16(outline, at);

	return 4 + (flags & PART_WORDS ? 4u : 2u) +
	    (flags & PART_SCALE ? 2u : flags & PART_XY ? 4u :
	    flags & PART_MATRIX ? 8u : 0u);
}

/* Its new number; it is added when it has none. */
static unsigned
number_of(struct glyphs *glyphs, unsigned old)
{
	size_t i = 0;

	while (i < glyphs->list.n && glyphs->list.v[i] != old)
		i++;
	if (i == glyphs->list.n)
		*VEC_ADD(glyphs->arena, &glyphs->list) = old;
	return (unsigned)i;
}

static void
copy_outline(struct file *file, const struct sfnt *sfnt,
    struct glyphs *glyphs, unsigned glyph)
{
	struct str outline = sfnt_outline(sfnt, glyph);
	size_t at = 10, from = file->data.n;
	unsigned flags;

	buf_str(&file->data, outline);
	if (sfnt_i16(outline, 0) >= 0)
		return;
	do {
		flags = sfnt_u16(outline, at);
		set(&file->data, from + at + 2, 2,
		    number_of(glyphs, sfnt_u16(outline, at + 2)));
		at += part_size(outline, at);
	} while ((flags & PART_MORE) != 0 && at + 4 <= outline.n &&
	    glyphs->list.n < GLYPHS_MAX);
}

/* glyf and loca. */
static void
put_outlines(struct file *file, const struct sfnt *sfnt, struct glyphs *glyphs)
{
	struct buf places = { 0 };
	size_t from = file->data.n;

	begin_table(file, TAG('g', 'l', 'y', 'f'));
	for (size_t i = 0; i < glyphs->list.n; i++) {
		buf_big(&places, 4, file->data.n - from);
		copy_outline(file, sfnt, glyphs, glyphs->list.v[i]);
		while (file->data.n % 4 != 0)
			buf_byte(&file->data, 0);
	}
	buf_big(&places, 4, file->data.n - from);
	/* Blanks draw nothing; a table of nothing is none. */
	if (file->data.n == from)
		buf_big(&file->data, 4, 0);
	end_table(file);
	copy_table(file, TAG('l', 'o', 'c', 'a'), buf_view(&places));
	buf_release(&places);
}

/* --- the tables around them ----------------------------------------------- */

/* A copy of TABLE with the two bytes at AT changed. */
static void
copy_with(struct file *file, uint32_t tag, struct str table, size_t at,
    unsigned value)
{
	begin_table(file, tag);
	buf_str(&file->data, table);
	set(&file->data, file->tables[file->count].from + at, 2, value);
	end_table(file);
}

static void
put_metrics(struct file *file, const struct sfnt *sfnt,
    const struct glyphs *glyphs)
{
	begin_table(file, TAG('h', 'm', 't', 'x'));
	for (size_t i = 0; i < glyphs->list.n; i++) {
		unsigned glyph = glyphs->list.v[i];
		bool full = glyph < sfnt->metrics;

		buf_big(&file->data, 2,
		    (unsigned long)sfnt_advance(sfnt, glyph));
		buf_big(&file->data, 2, sfnt_u16(sfnt->hmtx, full ?
		    4 * (size_t)glyph + 2 : 4 * (size_t)sfnt->metrics +
		    2 * (size_t)(glyph - sfnt->metrics)));
	}
	end_table(file);
}

/* Format 12, for Windows and for all others. */
static void
put_map(struct file *file, const uint32_t *characters, size_t n)
{
	struct buf *out = &file->data;
	size_t at, groups = 0;

	begin_table(file, TAG('c', 'm', 'a', 'p'));
	buf_big(out, 4, 2);
	buf_big(out, 4, 4);			/* platform 0, encoding 4 */
	buf_big(out, 4, 20);
	buf_big(out, 4, 3 << 16 | 10);
	buf_big(out, 4, 20);
	at = out->n;
	buf_big(out, 4, 12 << 16);
	buf_big(out, 4, 0);		/* its length, and the language */
	buf_big(out, 4, 0);
	buf_big(out, 4, 0);
	/* Groups must be in order; documents are small. */
	for (uint32_t last = 0;; groups++) {
		size_t best = n;

		for (size_t i = 0; i < n; i++)
			if (characters[i] > last && (best == n ||
			    characters[i] < characters[best]))
				best = i;
		if (best == n)
			break;
		last = characters[best];
		buf_big(out, 4, last);
		buf_big(out, 4, last);
		buf_big(out, 4, best);
	}
	set(out, at + 4, 4, out->n - at);
	set(out, at + 12, 4, groups);
	end_table(file);
}

/* Its name, for who lists fonts: family, style, full, PostScript. */
static void
put_name(struct file *file, struct str name)
{
	static const unsigned ids[] = { 1, 2, 4, 6 };
	struct buf *out = &file->data;

	begin_table(file, TAG('n', 'a', 'm', 'e'));
	buf_big(out, 2, 0);
	buf_big(out, 2, 4);
	buf_big(out, 2, 6 + 12 * 4);
	for (size_t i = 0; i < 4; i++) {
		bool style = ids[i] == 2;

		buf_big(out, 4, 3 << 16 | 1);
		buf_big(out, 2, 0x409);
		buf_big(out, 2, ids[i]);
		buf_big(out, 2, style ? 14 : 2 * name.n);
		buf_big(out, 2, style ? 2 * name.n : 0);
	}
	for (size_t i = 0; i < name.n; i++)
		buf_big(out, 2, (unsigned char)name.p[i]);
	for (const char *p = "Regular"; *p != '\0'; p++)
		buf_big(out, 2, (unsigned char)*p);
	end_table(file);
}

/* --- the file ------------------------------------------------------------- */

static uint32_t
checksum(struct str bytes)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < bytes.n; i += 4)
		sum += sfnt_u8(bytes, i) << 24 | sfnt_u8(bytes, i + 1) << 16 |
		    sfnt_u8(bytes, i + 2) << 8 | sfnt_u8(bytes, i + 3);
	return sum;
}

/* Tables are listed by name. */
static void
sort_tables(struct file *file)
{
	for (size_t i = 1; i < file->count; i++)
		for (size_t k = i; k > 0 && file->tables[k].tag <
		    file->tables[k - 1].tag; k--) {
			struct table table = file->tables[k];

			file->tables[k] = file->tables[k - 1];
			file->tables[k - 1] = table;
		}
}

static void
put_directory(struct buf *out, struct file *file, uint32_t kind)
{
	unsigned power = 1, log = 0;
	size_t base = 12 + 16 * file->count, head = 0;
	struct str data = buf_view(&file->data);

	for (; power * 2 <= file->count; log++)
		power *= 2;
	buf_big(out, 4, kind);
	buf_big(out, 2, file->count);
	buf_big(out, 2, power * 16);
	buf_big(out, 2, log);
	buf_big(out, 2, file->count * 16 - power * 16);
	sort_tables(file);
	for (size_t i = 0; i < file->count; i++) {
		struct str table = str_slice(data, file->tables[i].from,
		    file->tables[i].from + file->tables[i].n);

		buf_big(out, 4, file->tables[i].tag);
		buf_big(out, 4, checksum(table));
		buf_big(out, 4, base + file->tables[i].from);
		buf_big(out, 4, table.n);
		if (file->tables[i].tag == TAG('h', 'e', 'a', 'd'))
			head = base + file->tables[i].from;
	}
	buf_str(out, data);
	set(out, head + 8, 4, 0xb1b0afbaul - checksum(buf_view(out)));
}

/* head, with no sum yet; the tables that count glyphs. */
static void
put_heads(struct file *file, const struct sfnt *sfnt,
    const struct glyphs *glyphs)
{
	copy_with(file, TAG('h', 'e', 'a', 'd'), sfnt->head, 50, 1);
	set(&file->data, file->tables[file->count - 1].from + 8, 4, 0);
	copy_with(file, TAG('h', 'h', 'e', 'a'), sfnt->hhea, 34,
	    (unsigned)glyphs->list.n);
	copy_with(file, TAG('m', 'a', 'x', 'p'), sfnt->maxp, 4,
	    (unsigned)glyphs->list.n);
	put_metrics(file, sfnt, glyphs);
}

static bool
make_file(const struct sfnt *sfnt, struct glyphs *glyphs,
    const uint32_t *characters, struct str name, struct buf *out)
{
	struct file file = { .count = 0 };
	struct buf cff = { 0 };
	size_t n = glyphs->list.n;
	bool good = true;

	if (sfnt->cff.n > 0) {
		good = cff_subset(sfnt->cff, glyphs->list.v, n, name, &cff);
		copy_table(&file, TAG('C', 'F', 'F', ' '), buf_view(&cff));
	} else {
		put_outlines(&file, sfnt, glyphs);
		copy_table(&file, TAG('c', 'v', 't', ' '), sfnt->cvt);
		copy_table(&file, TAG('f', 'p', 'g', 'm'), sfnt->fpgm);
		copy_table(&file, TAG('p', 'r', 'e', 'p'), sfnt->prep);
	}
	put_heads(&file, sfnt, glyphs);
	if (characters != NULL) {
		put_map(&file, characters, n);
		put_name(&file, name);
		copy_table(&file, TAG('O', 'S', '/', '2'), sfnt->os2);
		begin_table(&file, TAG('p', 'o', 's', 't'));
		buf_big(&file.data, 4, 0x30000);
		for (size_t i = 0; i < 7; i++)
			buf_big(&file.data, 4, 0);
		end_table(&file);
	}
	put_directory(out, &file, sfnt->cff.n > 0 ?
	    TAG('O', 'T', 'T', 'O') : 0x10000);
	buf_release(&file.data);
	buf_release(&cff);
	return good && glyphs->list.n < GLYPHS_MAX;
}

bool
subset_program(const struct sfnt *sfnt, struct glyphs *glyphs,
    struct str name, struct buf *out)
{
	out->n = 0;
	return sfnt->cff.n > 0 ?
	    cff_subset(sfnt->cff, glyphs->list.v, glyphs->list.n, name, out) :
	    make_file(sfnt, glyphs, NULL, name, out);
}

bool
subset_file(const struct sfnt *sfnt, struct glyphs *glyphs,
    const uint32_t *characters, struct str name, struct buf *out)
{
	out->n = 0;
	return make_file(sfnt, glyphs, characters, name, out);
}
