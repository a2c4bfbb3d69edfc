/*
 * Any bytes as a font, or as a PNG.  Nothing outside of them is read, and a
 * subset of what opens opens, too.
 */
#include "fuzz.h"

#include "font/subset.h"
#include "output/image.h"

static void
subset(struct fuzz *fuzz, const struct sfnt *sfnt)
{
	static const uint32_t characters[] = { 0, 'A', 0x4e00, 0x20000 };
	struct glyphs glyphs = { .arena = &fuzz->arena };
	struct buf out = { 0 };
	struct sfnt again;

	for (size_t i = 0; i < 4; i++) {
		unsigned glyph = i == 0 ? 0 : sfnt_glyph(sfnt,
		    characters[i]);

		if (glyph >= sfnt->glyphs)
			abort();
		*VEC_ADD(&fuzz->arena, &glyphs.list) = glyph;
		sfnt_advance(sfnt, glyph);
	}
	if (subset_file(sfnt, &glyphs, characters, STR("F"), &out) &&
	    !sfnt_open(buf_view(&out), 0, &again))
		abort();
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size }, names[8];
	struct figure figure = { .bytes = bytes, .png = true };
	struct image image;
	struct sfnt sfnt;
	struct fuzz fuzz;

	fuzz_start(&fuzz);
	for (unsigned i = 0; i < sfnt_count(bytes) && i < 3; i++)
		if (sfnt_open(bytes, i, &sfnt)) {
			sfnt_names(&fuzz.arena, &sfnt, names, 8);
			subset(&fuzz, &sfnt);
		}
	/* A few bytes may be a picture of a million pixels. */
	if (size > 24 && data[16] == 0 && data[17] == 0 && data[20] == 0 &&
	    data[21] == 0)
		image_read(&fuzz.arena, &figure, &image);
	fuzz_end(&fuzz);
	return 0;
}
