/*
 * Pages → SVG, a file a page, and → one HTML file that holds them all, to be
 * looked at in any browser.  Items in, text out: lengths stay twips, which are
 * the units of the picture; every character has its own place.  Faces are
 * asked for by name, best first, so that what a machine has is taken.
 */
#include "drawn.h"

#include "../base/digest.h"
#include "../package/markup.h"

static void
write_families(struct buf *out, const struct profile *profile)
{
	const char *name;

	for (int face = 0; face < FACE_COUNT; face++) {
		markup_put(out, ".f%d{font-family:'%.*s'", face,
		    STR_ARG(profile->faces[face]));
		for (size_t i = 0; (name = drawn_family((enum face)face,
		    i)) != NULL; i++)
			buf_format(out, ",\"%s\"", name);
		buf_lit(out, face == FACE_HEI ? ",sans-serif" : ",serif");
		/* What stands in for a title's is bold, itself it is not. */
		buf_lit(out, face == FACE_XIAOBIAOSONG ? ";font-weight:bold;"
		    "font-synthesis:none}\n" : "}\n");
	}
}

static void
write_style(struct buf *out, const struct profile *profile)
{
	write_families(out, profile);
	buf_lit(out, "text{white-space:pre}\n.red{fill:#f00}\n"
	    ".seal{fill:none;stroke:#f00;stroke-width:15;"
	    "stroke-dasharray:60 60;opacity:.5}\n"
	    "@media print{.seal{display:none}}\n");
}

/* Where its words stand in the source, for who clicks on them. */
static void
write_place(struct buf *out, const struct writing *writing, struct pos pos)
{
	struct files *files = writing->findings->files;
	struct place place;

	if (pos.file == 0 || pos.offset == OFFSET_NONE || files == NULL)
		return;
	place = files_place(files, pos);
	if (place.line == 0)
		return;
	markup_put(out, " data-line='%u'", place.line);
	if (writing->document != NULL &&
	    pos.file != writing->document->pos.file)
		markup_put(out, " data-file='%.*s'", STR_ARG(place.file));
}

static void
write_text(struct buf *out, const struct writing *writing,
    const struct item *item)
{
	const struct item_text *text = &item->as.text;

	markup_put(out, "<text class='f%d%s' font-size='%d' y='%d'",
	    (int)text->face, item->red ? " red" : "", text->size * 10, item->y);
	if (text->bold)
		markup_put(out, " font-weight='bold'");
	if (text->italic)
		markup_put(out, " font-style='italic'");
	if (text->turned)
		markup_put(out, " transform='rotate(90 %d %d)'", item->x,
		    item->y);
	write_place(out, writing, text->pos);
	buf_lit(out, " x=\"");
	for (size_t i = 0; i < text->n; i++)
		markup_put(out, "%s%d", i > 0 ? " " : "",
		    item->x + text->at[i]);
	markup_put(out, "'>%.*s</text>\n", STR_ARG(text->text));
}

static void
write_base64(struct buf *out, struct str bytes)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *p = (const unsigned char *)bytes.p;

	buf_reserve(out, bytes.n / 3 * 4 + 4);
	for (size_t i = 0; i < bytes.n; i += 3) {
		size_t left = bytes.n - i;
		uint32_t three = (uint32_t)p[i] << 16;

		if (left > 1)
			three |= (uint32_t)p[i + 1] << 8;
		if (left > 2)
			three |= p[i + 2];
		buf_byte(out, digits[three >> 18]);
		buf_byte(out, digits[three >> 12 & 63]);
		buf_byte(out, left > 1 ? digits[three >> 6 & 63] : '=');
		buf_byte(out, left > 2 ? digits[three & 63] : '=');
	}
}

static void
write_image(struct buf *out, const struct item *item)
{
	const struct figure *figure = item->as.image;

	markup_put(out, "<image x='%d' y='%d' width='%d' height='%d' "
	    "preserveAspectRatio='none' href='data:image/%s;base64,",
	    item->x, item->y, item->width, item->height,
	    figure->png ? "png" : "jpeg");
	write_base64(out, figure->bytes);
	markup_put(out, "'><title>%.*s</title></image>\n",
	    STR_ARG(figure->alt));
}

static void
write_item(struct buf *out, const struct writing *writing,
    const struct item *item)
{
	switch (item->kind) {
	case ITEM_TEXT:
		write_text(out, writing, item);
		break;
	case ITEM_RULE:
		markup_put(out, "<rect%s x='%d' y='%d' width='%d' "
		    "height='%d'/>\n", item->red ? " class=\"red\"" : "",
		    item->x, item->y, item->width, item->height);
		break;
	case ITEM_IMAGE:
		write_image(out, item);
		break;
	case ITEM_GUIDE:
		markup_put(out, "<circle class='seal' cx='%d' cy='%d' "
		    "r='%d'/>\n", item->x + item->width / 2,
		    item->y + item->height / 2, item->width / 2);
		break;
	}
}

/* One page; ALONE: it is a file of its own and has the style itself. */
static void
write_page(struct buf *out, const struct writing *writing,
    const struct item_page *page, bool alone)
{
	if (alone)
		buf_lit(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	buf_format(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
	    "xml:space=\"preserve\" width=\"%gmm\" height=\"%gmm\" "
	    "viewBox=\"0 0 %d %d\"%s>\n", (double)(page->width * 254L / 1440) /
	    10, (double)(page->height * 254L / 1440) / 10, page->width,
	    page->height, alone ? "" : page->sheet.landscape ?
	    " class=\"page wide\"" : " class=\"page\"");
	if (alone) {
		buf_lit(out, "<style>\n");
		write_style(out, writing->layout->profile);
		buf_lit(out, "</style>\n<rect width=\"100%\" height=\"100%\" "
		    "fill=\"#fff\"/>\n");
	}
	for (size_t i = 0; i < page->n; i++)
		write_item(out, writing, &page->v[i]);
	buf_lit(out, "</svg>\n");
}

/* Sealed in a comment, the last thing in the file. */
static void
seal(struct buf *out)
{
	buf_lit(out, "<!-- ");
	seal_add(out);
	buf_lit(out, " -->\n");
}

int
output_svg(struct writing *writing, struct buf *out)
{
	const struct items *items = drawn_items(writing);

	if (items == NULL)
		return -1;
	for (size_t i = 0; i < items->page_count; i++) {
		out->n = 0;
		write_page(out, writing, &items->pages[i], true);
		seal(out);
		*VEC_ADD(writing->arena, &writing->pages) =
		    str_copy(writing->arena, buf_view(out));
	}
	return 0;
}

int
output_html(struct writing *writing, struct buf *out)
{
	const struct items *items = drawn_items(writing);

	out->n = 0;
	if (items == NULL)
		return -1;
	markup_put(out, "<!DOCTYPE html>\n<html lang='zh-CN'>\n<head>\n"
	    "<meta charset='utf-8'>\n<title>%.*s</title>\n<style>\n"
	    "body{margin:0;background:#888;text-align:center}\n"
	    ".page{display:block;margin:5mm auto;background:#fff}\n"
	    "@page{size:A4;margin:0}\n@page wide{size:A4 landscape}\n"
	    ".wide{page:wide}\n@media print{body{background:none}"
	    ".page{margin:0;break-after:page}}\n",
	    STR_ARG(writing->layout->title));
	write_style(out, writing->layout->profile);
	buf_lit(out, "</style>\n</head>\n<body>\n");
	for (size_t i = 0; i < items->page_count; i++)
		write_page(out, writing, &items->pages[i], false);
	buf_lit(out, "</body>\n</html>\n");
	seal(out);
	return 0;
}
