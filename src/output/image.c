/*
 * Pictures → samples.  A PNG is unpacked whole: palettes, shades of one to
 * sixteen bits, what is seen through, lines that come in seven passes.  Of a
 * JPEG only the head is read.
 */
#include "image.h"

#include "../package/zlib.h"

#define SAMPLES_MAX	((size_t)1 << 28)

enum { PNG_GREY = 0, PNG_COLOUR = 2, PNG_PALETTE = 3, PNG_ALPHA = 4 };

struct png {
	unsigned width, height, depth, type;
	bool passes;
	struct str palette, clear;	/* PLTE, tRNS */
	struct buf packed, rows;
	unsigned samples;		/* of a pixel in the file */
	unsigned char *pixels, *alpha;
	struct image *image;
};

static unsigned
byte(struct str s, size_t at)
{
	return at < s.n ? (unsigned char)s.p[at] : 0;
}

static unsigned
big(struct str s, size_t at, size_t n)
{
	unsigned value = 0;

	while (n-- > 0)
		value = value << 8 | byte(s, at++);
	return value;
}

/* --- JPEG ----------------------------------------------------------------- */

static bool
is_frame(unsigned marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 &&
	    marker != 0xc8 && marker != 0xcc;
}

static bool
read_jpeg(struct str bytes, struct image *image)
{
	size_t at = 2;

	image->jpeg = true;
	image->pixels = bytes;
	while (at + 4 <= bytes.n && byte(bytes, at) == 0xff) {
		unsigned marker = byte(bytes, at + 1);

		if (marker == 0xff) {
			at++;
			continue;
		}
		/* Photoshop's inks are inverted, and it says who it is. */
		if (marker == 0xee && str_at(bytes, at + 4, STR("Adobe")))
			image->inverted = true;
		if (is_frame(marker)) {
			image->height = big(bytes, at + 5, 2);
			image->width = big(bytes, at + 7, 2);
			image->channels = byte(bytes, at + 9);
			image->inverted &= image->channels == 4;
			return byte(bytes, at + 4) == 8 &&
			    image->width > 0 && image->height > 0 &&
			    (image->channels == 1 || image->channels == 3 ||
			    image->channels == 4);
		}
		at += 2 + (size_t)big(bytes, at + 2, 2);
	}
	return false;
}

/* --- PNG ------------------------------------------------------------------ */

static bool
read_chunks(struct str bytes, struct png *png)
{
	png->width = big(bytes, 16, 4);
	png->height = big(bytes, 20, 4);
	png->depth = byte(bytes, 24);
	png->type = byte(bytes, 25);
	png->passes = byte(bytes, 28) == 1;
	for (size_t at = 8; at + 12 <= bytes.n;) {
		size_t n = big(bytes, at, 4);
		struct str tag = str_slice(bytes, at + 4, at + 8);
		struct str data = str_slice(bytes, at + 8, at + 8 + n);

		if (str_eq(tag, STR("PLTE")))
			png->palette = data;
		else if (str_eq(tag, STR("tRNS")))
			png->clear = data;
		else if (str_eq(tag, STR("IDAT")))
			buf_str(&png->packed, data);
		at += 12 + n;
	}
	png->samples = png->type == PNG_COLOUR ? 3 : png->type == PNG_ALPHA ?
	    2 : png->type == (PNG_COLOUR | PNG_ALPHA) ? 4 : 1;
	return png->width > 0 && png->height > 0 && png->type <= 6 &&
	    png->type != 1 && png->type != 5 && png->depth > 0 &&
	    png->depth <= 16 && (png->depth & (png->depth - 1)) == 0 &&
	    (size_t)png->width <= SAMPLES_MAX / 8 / png->height;
}

/* A pass: which pixels it has. */
struct pass {
	unsigned x, y, dx, dy;
};

static const struct pass passes[] = {
	{ 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 },
	{ 0, 2, 2, 4 }, { 1, 0, 2, 2 }, { 0, 1, 1, 2 }, { 0, 0, 1, 1 }
};

static unsigned
pass_width(const struct png *png, const struct pass *pass)
{
	return png->width <= pass->x ? 0 :
	    (png->width - pass->x + pass->dx - 1) / pass->dx;
}

static unsigned
pass_height(const struct png *png, const struct pass *pass)
{
	return png->height <= pass->y || pass_width(png, pass) == 0 ? 0 :
	    (png->height - pass->y + pass->dy - 1) / pass->dy;
}

static size_t
row_bytes(const struct png *png, const struct pass *pass)
{
	return ((size_t)pass_width(png, pass) * png->samples * png->depth +
	    7) / 8;
}

static int
paeth(int a, int b, int c)
{
	int pa = abs(b - c), pb = abs(a - c), pc = abs(a + b - 2 * c);

	return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/* Take back what was done to a row so that it packs well. */
static void
unfilter(unsigned char *row, const unsigned char *above, size_t n,
    size_t step, unsigned kind)
{
	for (size_t i = 0; i < n; i++) {
		int a = i >= step ? row[i - step] : 0;
		int b = above == NULL ? 0 : above[i];
		int c = above == NULL || i < step ? 0 : above[i - step];
		int add = kind == 1 ? a : kind == 2 ? b :
		    kind == 3 ? (a + b) / 2 : kind == 4 ? paeth(a, b, c) : 0;

		row[i] = (unsigned char)(row[i] + add);
	}
}

/* Sample I of a row, as it is. */
static unsigned
sample(const struct png *png, const unsigned char *row, size_t i)
{
	unsigned depth = png->depth;

	if (depth == 16)
		return (unsigned)row[2 * i] << 8 | row[2 * i + 1];
	if (depth == 8)
		return row[i];
	return row[i * depth / 8] >> (8 - depth - i * depth % 8) &
	    ((1u << depth) - 1);
}

static unsigned char
eight(const struct png *png, unsigned value)
{
	return (unsigned char)(png->depth == 16 ? value >> 8 :
	    value * 255 / ((1u << png->depth) - 1));
}

static void
put_pixel(struct png *png, const unsigned char *row, size_t i, size_t to)
{
	unsigned first = sample(png, row, i * png->samples);
	unsigned colours = png->image->channels;
	bool clear = png->clear.n > 0;

	if (png->type == PNG_PALETTE) {
		for (unsigned k = 0; k < 3; k++)
			png->pixels[3 * to + k] = (unsigned char)
			    byte(png->palette, 3 * (size_t)first + k);
		if (png->alpha != NULL)
			png->alpha[to] = (unsigned char)(first <
			    png->clear.n ? byte(png->clear, first) : 255);
		return;
	}
	for (unsigned k = 0; k < colours; k++) {
		unsigned value = sample(png, row, i * png->samples + k);

		png->pixels[colours * to + k] = eight(png, value);
		clear = clear && value == big(png->clear, 2 * (size_t)k, 2);
	}
	if (png->alpha != NULL)
		png->alpha[to] = (png->type & PNG_ALPHA) != 0 ?
		    eight(png, sample(png, row, i * png->samples + colours)) :
		    clear ? 0 : 255;
}

static void
put_passes(struct png *png, const struct pass *pass, size_t n)
{
	unsigned char *row = (unsigned char *)png->rows.p;
	size_t step = (png->samples * png->depth + 7) / 8;

	for (; n > 0; n--, pass++) {
		unsigned char *above = NULL;
		size_t bytes = row_bytes(png, pass);

		for (unsigned y = 0; y < pass_height(png, pass); y++) {
			unfilter(row + 1, above, bytes, step, *row);
			for (unsigned x = 0; x < pass_width(png, pass); x++)
				put_pixel(png, row + 1, x,
				    (size_t)(pass->y + y * pass->dy) *
				    png->width + pass->x + x * pass->dx);
			above = row + 1;
			row += 1 + bytes;
		}
	}
}

static bool
read_png(struct arena *arena, struct png *png)
{
	const struct pass *first = png->passes ? passes : &passes[7];
	size_t n = 0, size = 0, pixels = (size_t)png->width * png->height;
	struct image *image = png->image;

	n = png->passes ? 7 : 1;
	for (size_t i = 0; i < n; i++)
		size += (1 + row_bytes(png, &first[i])) *
		    pass_height(png, &first[i]);
	if (!zlib_unpack(buf_view(&png->packed), size, &png->rows))
		return false;
	image->width = png->width;
	image->height = png->height;
	image->channels = png->type & PNG_COLOUR ? 3 : 1;
	png->pixels = arena_array(arena, pixels, image->channels);
	if ((png->type & PNG_ALPHA) != 0 || png->clear.n > 0)
		png->alpha = arena_alloc(arena, pixels);
	put_passes(png, first, n);
	image->pixels = (struct str){ (const char *)png->pixels,
	    pixels * image->channels };
	if (png->alpha != NULL)
		image->alpha = (struct str){ (const char *)png->alpha, pixels };
	return true;
}

bool
image_read(struct arena *arena, const struct figure *figure,
    struct image *image)
{
	struct png png = { .image = image };
	bool good;

	*image = (struct image){ .pixels = STR_NONE };
	if (!figure->png)
		return read_jpeg(figure->bytes, image);
	good = read_chunks(figure->bytes, &png) && read_png(arena, &png);
	buf_release(&png.packed);
	buf_release(&png.rows);
	return good;
}
