/*
 * The file of a picture → its bytes and its size, or what is wrong with it.
 */
#include "picture.h"

#include <errno.h>
#include <string.h>

#include "../base/file.h"
#include "../package/zlib.h"

static unsigned
big_endian(const unsigned char *p, size_t n)
{
	unsigned value = 0;

	while (n-- > 0)
		value = value << 8 | *p++;
	return value;
}

enum look { LOOK_OTHER, LOOK_WHOLE, LOOK_CUT };

/* Bytes of pixels that are looked at; of larger pictures only the chunks. */
#define PIXELS_MAX	((uint64_t)64 * 1024 * 1024)

/* The bytes of the pixels that the header at P says: each row has one more. */
static uint64_t
pixel_bytes(const unsigned char *p)
{
	static const struct {
		unsigned x, y, wide, high;	/* where from, how far apart */
	} passes[] = {
		{ 0, 0, 1, 1 },			/* in one go */
		{ 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 },
		{ 2, 0, 4, 4 }, { 0, 2, 2, 4 }, { 1, 0, 2, 2 }, { 0, 1, 1, 2 }
	};
	static const unsigned char channels[] = { 1, 0, 3, 1, 2, 0, 4 };
	uint64_t width = big_endian(p, 4), height = big_endian(p + 4, 4);
	bool turns = p[12] != 0;
	uint64_t bits = p[9] < sizeof(channels) ? channels[p[9]] * p[8] : 0;
	uint64_t bytes = 0;

	for (size_t i = turns; i < (turns ? 8u : 1u) && bits > 0; i++) {
		uint64_t columns = width > passes[i].x ? (width - passes[i].x +
		    passes[i].wide - 1) / passes[i].wide : 0;
		uint64_t rows = height > passes[i].y ? (height - passes[i].y +
		    passes[i].high - 1) / passes[i].high : 0;

		if (columns > 0)
			bytes += rows * ((columns * bits + 7) / 8 + 1);
		if (columns > PIXELS_MAX || rows > PIXELS_MAX)
			return UINT64_MAX;
	}
	return bits > 0 ? bytes : UINT64_MAX;
}

/* Do the IDAT chunks of a PNG hold all of its pixels, if it has any? */
static bool
has_pixels(struct str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	uint64_t size = pixel_bytes(p + 16);
	struct buf packed = { 0 }, pixels = { 0 };
	bool whole;

	if (size > PIXELS_MAX)
		return true;
	for (size_t at = 8, n; at + 12 <= bytes.n; at += 12 + n) {
		n = big_endian(p + at, 4);
		if (n > bytes.n - at - 12)
			break;
		if (memcmp(p + at + 4, "IDAT", 4) == 0)
			buf_str(&packed, str_slice(bytes, at + 8, at + 8 + n));
	}
	whole = packed.n == 0 ||
	    zlib_unpack(buf_view(&packed), (size_t)size, &pixels);
	buf_release(&packed);
	buf_release(&pixels);
	return whole;
}

/*
 * A PNG begins with its signature and the IHDR chunk; each chunk says how long
 * it is, and IEND is the last.
 */
static enum look
read_png(struct str bytes, struct picture *picture)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	size_t at = 8;

	if (bytes.n < 8 || memcmp(p, "\x89PNG\r\n\x1a\n", 8) != 0)
		return LOOK_OTHER;
	if (bytes.n < 33 || memcmp(p + 12, "IHDR", 4) != 0)
		return LOOK_CUT;
	picture->width = big_endian(p + 16, 4);
	picture->height = big_endian(p + 20, 4);
	picture->png = true;
	while (at + 12 <= bytes.n) {
		if (memcmp(p + at + 4, "IEND", 4) == 0)
			return has_pixels(bytes) ? LOOK_WHOLE : LOOK_CUT;
		at += 12 + (size_t)big_endian(p + at, 4);
	}
	return LOOK_CUT;
}

/* The data of a JPEG end in the mark EOI; some programs add to it. */
static bool
has_end(const unsigned char *p, size_t at, size_t n)
{
	while (n >= at + 2) {
		if (p[n - 2] == 0xff && p[n - 1] == 0xd9)
			return true;
		n--;
	}
	return false;
}

/* A JPEG is a chain of segments; a frame header (SOFn) has the size. */
static enum look
read_jpeg(struct str bytes, struct picture *picture)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	size_t at = 2;

	if (bytes.n < 4 || p[0] != 0xff || p[1] != 0xd8)
		return LOOK_OTHER;
	while (at + 9 < bytes.n && p[at] == 0xff) {
		unsigned char kind = p[at + 1];

		if (kind == 0xff) {	/* a fill byte */
			at++;
			continue;
		}
		if (kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 &&
		    kind != 0xc8 && kind != 0xcc) {
			picture->height = big_endian(p + at + 5, 2);
			picture->width = big_endian(p + at + 7, 2);
			return has_end(p, at, bytes.n) ? LOOK_WHOLE : LOOK_CUT;
		}
		if (kind == 0xd9 || kind == 0xda)
			return LOOK_OTHER;
		at += kind == 0x01 || (kind >= 0xd0 && kind <= 0xd7) ?
		    2 : 2 + big_endian(p + at + 2, 2);
	}
	return LOOK_CUT;
}

static bool
has_size(const struct picture *picture)
{
	return picture->width > 0 && picture->height > 0 &&
	    picture->width <= PICTURE_SIDE_MAX &&
	    picture->height <= PICTURE_SIDE_MAX;
}

static void
check_size(struct picture *picture, struct findings *findings)
{
	if (has_size(picture))
		return;
	finding_add(findings, FINDING_PICTURE_SIZE, picture->path.pos,
	    "图片“%.*s”是 %u×%u 像素，每边应当是1到%u；"
	    "没有生成文件，请缩小后再用",
	    "the picture “%.*s” has %u×%u pixels, a side may have 1 to %u; "
	    "no file was made, make it smaller",
	    STR_ARG(picture->path.text), picture->width, picture->height,
	    PICTURE_SIDE_MAX);
	picture->bytes = STR_NONE;
}

static void
refuse_format(struct picture *picture, enum look look,
    struct findings *findings)
{
	if (look == LOOK_CUT)
		finding_add(findings, FINDING_PICTURE_FORMAT,
		    picture->path.pos,
		    "图片“%.*s”不完整，后面的部分丢了或者坏了；没有生成文件"
		    "，请重新取得这个文件",
		    "the picture “%.*s” is cut off or damaged; no file was "
		    "made, get the file again", STR_ARG(picture->path.text));
	else
		finding_add(findings, FINDING_PICTURE_FORMAT,
		    picture->path.pos,
		    "“%.*s”不是 PNG 或 JPEG 图片；没有生成文件，请用看图软件"
		    "另存为 .png 或 .jpg",
		    "“%.*s” is no PNG or JPEG picture; no file was made, "
		    "save it as .png or .jpg", STR_ARG(picture->path.text));
	picture->bytes = STR_NONE;
}

struct picture *
picture_of(struct arena *arena, struct str bytes, struct span alt)
{
	struct picture *picture = NEW(arena, struct picture);

	picture->path = (struct span){ STR_NONE, POS_NONE };
	picture->alt = alt;
	picture->bytes = bytes;
	picture->unnamed = true;
	if (read_png(bytes, picture) != LOOK_WHOLE &&
	    read_jpeg(bytes, picture) != LOOK_WHOLE)
		return NULL;
	return has_size(picture) ? picture : NULL;
}

struct picture *
picture_read(struct arena *arena, struct str folder, struct span path,
    struct span alt, struct findings *findings)
{
	struct picture *picture = NEW(arena, struct picture);
	struct findings quiet = { .arena = arena, .files = findings->files,
	    .language = findings->language };
	enum look look;

	picture->path = path;
	picture->alt = alt;
	picture->file = path_join(arena, folder, path.text);
	picture->bytes = STR_NONE;
	if (str_has(path.text, STR("://"))) {
		finding_add(findings, FINDING_PICTURE_MISSING, path.pos,
		    "“%.*s”是网址，不能取来；没有生成文件，请先把图片下载到"
		    "源文件旁边",
		    "“%.*s” is an address, which is not fetched; no file was "
		    "made, download the picture beside the source first",
		    STR_ARG(path.text));
		return picture;
	}
	if (!file_may_read(picture->file, path.pos, findings))
		return picture;
	if (file_read(arena, picture->file, PICTURE_LIMIT, &picture->bytes,
	    &quiet) != 0) {
		finding_add(findings, FINDING_PICTURE_MISSING, path.pos,
		    "图片“%.*s”不能用（从“%.*s”找起）：%s；没有生成文件",
		    "the picture “%.*s” cannot be had (looked for from “%.*s”)"
		    ": %s; no file was made", STR_ARG(path.text),
		    STR_ARG(folder), file_reason(file_kind(picture->file,
		    NULL) == FILE_KIND_NONE ? ENOENT : EIO,
		    findings->language));
		return picture;
	}
	look = read_png(picture->bytes, picture);
	if (look == LOOK_OTHER)
		look = read_jpeg(picture->bytes, picture);
	if (look == LOOK_WHOLE)
		check_size(picture, findings);
	else
		refuse_format(picture, look, findings);
	return picture;
}
