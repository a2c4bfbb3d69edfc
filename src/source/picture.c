#include "picture.h"

#include <string.h>

#include "../base/file.h"

static unsigned
big_endian(const unsigned char *p, size_t n)
{
	unsigned value = 0;

	while (n-- > 0)
		value = value << 8 | *p++;
	return value;
}

/* A PNG begins with its signature and the IHDR chunk. */
static bool
read_png(struct str bytes, struct picture *picture)
{
	const unsigned char *p = (const unsigned char *)bytes.p;

	if (bytes.n < 33 || memcmp(p, "\x89PNG\r\n\x1a\n", 8) != 0 ||
	    memcmp(p + 12, "IHDR", 4) != 0)
		return false;
	picture->width = big_endian(p + 16, 4);
	picture->height = big_endian(p + 20, 4);
	picture->png = true;
	return true;
}

/* A JPEG is a chain of segments; a frame header (SOFn) has the size. */
static bool
read_jpeg(struct str bytes, struct picture *picture)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	size_t at = 2;

	if (bytes.n < 4 || p[0] != 0xff || p[1] != 0xd8)
		return false;
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
			return true;
		}
		if (kind == 0xd9 || kind == 0xda)
			return false;
		at += kind == 0x01 || (kind >= 0xd0 && kind <= 0xd7) ?
		    2 : 2 + big_endian(p + at + 2, 2);
	}
	return false;
}

static void
check_size(struct picture *picture, struct findings *findings)
{
	if (picture->width > 0 && picture->height > 0 &&
	    picture->width <= PICTURE_SIDE_MAX &&
	    picture->height <= PICTURE_SIDE_MAX)
		return;
	finding_add(findings, FINDING_PICTURE_SIZE, picture->path.pos,
	    "图片“%.*s”是 %u×%u 像素，每边应当是1到%u；没有排出，"
	    "请缩小后再用",
	    "the picture “%.*s” has %u×%u pixels, a side may have 1 to %u; "
	    "it was left out, make it smaller",
	    STR_ARG(picture->path.text), picture->width, picture->height,
	    PICTURE_SIDE_MAX);
	picture->bytes = STR_NONE;
}

struct picture *
picture_read(struct arena *arena, struct str folder, struct span path,
    struct span alt, struct findings *findings)
{
	struct picture *picture = NEW(arena, struct picture);
	/* A picture that cannot be had is no reason to give up the rest. */
	struct findings quiet = { .arena = arena,
	    .language = findings->language };

	picture->path = path;
	picture->alt = alt;
	picture->file = path_join(arena, folder, path.text);
	picture->bytes = STR_NONE;
	if (file_read(arena, picture->file, PICTURE_LIMIT, &picture->bytes,
	    &quiet) != 0)
		finding_add(findings, FINDING_PICTURE_MISSING, path.pos,
		    "图片没有排出：%.*s", "the picture was left out: %.*s",
		    STR_ARG(quiet.list.n > 0 ? quiet.list.v[0].message :
		    path.text));
	else if (read_png(picture->bytes, picture) ||
	    read_jpeg(picture->bytes, picture))
		check_size(picture, findings);
	else {
		finding_add(findings, FINDING_PICTURE_FORMAT, path.pos,
		    "“%.*s”不是 PNG 或 JPEG 图片，没有排出",
		    "“%.*s” is no PNG or JPEG picture, it was left out",
		    STR_ARG(path.text));
		picture->bytes = STR_NONE;
	}
	return picture;
}
