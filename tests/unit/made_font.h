#ifndef MADE_FONT_H
#define MADE_FONT_H

#include "base/str.h"

/*
 * A TrueType font made here: an empty glyph 0, a box for each of the
 * characters, and a glyph that is put together from the first box, for the
 * last of them.  All are an em wide, but ASCII half of one.
 */
static void
font_put(struct buf *out, unsigned size, unsigned long value)
{
	while (size-- > 0)
		buf_byte(out, (char)(value >> (8 * size) & 255));
}

static void
font_box(struct buf *out)
{
	static const int numbers[] = { 1, 0, 0, 800, 800, 3, 0 };

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		font_put(out, 2, (unsigned long)numbers[i]);
	buf_add(out, "\1\1\1\1", 4);		/* four points on it */
	for (int i = 0; i < 4; i++)
		font_put(out, 2, i == 2 ? 800 : i == 1 ? 0 : 0);
	for (int i = 0; i < 4; i++)
		font_put(out, 2, i == 1 ? 800 : i == 3 ? 64736 : 0);
}

static void
font_composite(struct buf *out)
{
	static const unsigned numbers[] = { 0xffff, 0, 0, 800, 800, 3, 1, 0,
		0 };

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		font_put(out, 2, numbers[i]);
}

struct font_tables {
	struct buf data, directory;
	unsigned count;
};

static void
font_table(struct font_tables *tables, const char *tag, const struct buf *table)
{
	buf_add(&tables->directory, tag, 4);
	font_put(&tables->directory, 4, 0);
	font_put(&tables->directory, 4, 12 + 16 * 8 + tables->data.n);
	font_put(&tables->directory, 4, table->n);
	buf_str(&tables->data, buf_view(table));
	while (tables->data.n % 4 != 0)
		buf_byte(&tables->data, 0);
	tables->count++;
}

/* CHARACTERS in order, N of them; NAME is its family. */
static void
make_font(const uint32_t *characters, size_t n, const char *name,
    struct buf *out)
{
	struct font_tables tables = { 0 };
	struct buf cmap = { 0 }, glyf = { 0 }, loca = { 0 }, hmtx = { 0 };
	struct buf head = { 0 }, hhea = { 0 }, maxp = { 0 }, names = { 0 };

	font_put(&cmap, 4, 1);
	font_put(&cmap, 4, 3 << 16 | 10);
	font_put(&cmap, 4, 12);
	font_put(&cmap, 4, 12 << 16);
	font_put(&cmap, 4, 16 + 12 * n);
	font_put(&cmap, 4, 0);
	font_put(&cmap, 4, n);
	font_put(&loca, 4, 0);
	font_put(&loca, 4, 0);
	font_put(&hmtx, 4, 1000ul << 16);
	for (size_t i = 0; i < n; i++) {
		font_put(&cmap, 4, characters[i]);
		font_put(&cmap, 4, characters[i]);
		font_put(&cmap, 4, i + 1);
		font_put(&hmtx, 2, characters[i] < 0x80 ? 500 : 1000);
		font_put(&hmtx, 2, 0);
		if (i + 1 == n)
			font_composite(&glyf);
		else
			font_box(&glyf);
		while (glyf.n % 4 != 0)
			buf_byte(&glyf, 0);
		font_put(&loca, 4, glyf.n);
	}
	for (size_t i = 0; i < 27; i++)
		font_put(&head, 2, i == 0 ? 1 : i == 9 ? 1000 : i == 20 ||
		    i == 21 ? 800 : i == 25 ? 1 : 0);
	for (size_t i = 0; i < 18; i++)
		font_put(&hhea, 2, i == 0 ? 1 : i == 2 ? 880 : i == 3 ?
		    65416 : i == 17 ? n + 1 : 0);
	for (size_t i = 0; i < 16; i++)
		font_put(&maxp, 2, i == 0 ? 1 : i == 2 ? n + 1 : 0);
	font_put(&names, 2, 0);
	font_put(&names, 2, 1);
	font_put(&names, 2, 18);
	font_put(&names, 4, 1ul << 16);
	font_put(&names, 2, 0);
	font_put(&names, 2, 1);
	font_put(&names, 2, strlen(name));
	font_put(&names, 2, 0);
	buf_lit(&names, name);
	font_table(&tables, "cmap", &cmap);
	font_table(&tables, "glyf", &glyf);
	font_table(&tables, "head", &head);
	font_table(&tables, "hhea", &hhea);
	font_table(&tables, "hmtx", &hmtx);
	font_table(&tables, "loca", &loca);
	font_table(&tables, "maxp", &maxp);
	font_table(&tables, "name", &names);
	font_put(out, 4, 0x10000);
	font_put(out, 2, tables.count);
	font_put(out, 6, 0);
	buf_str(out, buf_view(&tables.directory));
	buf_str(out, buf_view(&tables.data));
	buf_release(&tables.data);
	buf_release(&tables.directory);
	buf_release(&cmap);
	buf_release(&glyf);
	buf_release(&loca);
	buf_release(&hmtx);
	buf_release(&head);
	buf_release(&hhea);
	buf_release(&maxp);
	buf_release(&names);
}

#endif
