/*
 * Pages → PDF, by a small writer: what libraries there are do not tag, or
 * write the day into the file.  Text is text (every glyph has its character),
 * faces are embedded with the glyphs that are used, the structure is a tree
 * of tags, and the file claims PDF/A-2a.  The same pages give the same bytes.
 *
 * Objects are numbered when they are thought of and written in any order; a
 * page's content is made first, so that what it uses is known.
 */
#include "drawn.h"

#include "../base/digest.h"
#include "../package/markup.h"
#include "../package/zlib.h"
#include "../text/chars.h"
#include "image.h"
#include "type.h"

/* Letters of a face that one that leans has, in thousandths. */
#define LEAN		"0.2126"

struct pdf {
	struct arena *arena;
	struct writing *writing;
	const struct items *items;
	const struct type *type;
	struct zlib *zlib;
	struct buf *out;
	VEC(size_t) offsets;		/* of object i + 1 */
	struct buf text;		/* the stream being made */
	/* Numbers of objects */
	unsigned catalog, pages, tree, parents, outlines, metadata, info,
	    profile, first_page, first_block, first_font, first_image;
	/* By block: what its tag holds, as it is met */
	struct kids *kids;
	/* By page: the blocks of its marked pieces */
	struct marks *marks;
	bool cmyk;			/* an image is: no claim is made */
};

/* A tag's children: other tags (mark < 0) and pieces of pages, in order. */
struct kid {
	unsigned number;		/* the block, or the page */
	int mark;
};

struct kids {
	VEC(struct kid) list;
};

struct marks {
	VEC(unsigned) list;
};

/* --- objects -------------------------------------------------------------- */

static unsigned
new_objects(struct pdf *pdf, size_t n)
{
	unsigned first = (unsigned)pdf->offsets.n + 1;

	while (n-- > 0)
		*VEC_ADD(pdf->arena, &pdf->offsets) = 0;
	return first;
}

static void
begin(struct pdf *pdf, unsigned number)
{
	pdf->offsets.v[number - 1] = pdf->out->n;
	buf_format(pdf->out, "%u 0 obj\n", number);
}

static void
end(struct pdf *pdf)
{
	buf_lit(pdf->out, "\nendobj\n");
}

/* A stream of BYTES; DICT is what its dictionary has beside the length. */
static void
put_stream(struct pdf *pdf, unsigned number, const char *dict, struct str bytes)
{
	begin(pdf, number);
	buf_format(pdf->out, "<<%s/Length %zu>>\nstream\n", dict, bytes.n);
	buf_str(pdf->out, bytes);
	buf_lit(pdf->out, "\nendstream");
	end(pdf);
}

static void
put_packed(struct pdf *pdf, unsigned number, const char *dict, struct str bytes)
{
	struct buf packed = { 0 }, whole = { 0 };

	zlib_pack(pdf->zlib, bytes, &packed);
	buf_format(&whole, "%s/Filter/FlateDecode", dict);
	put_stream(pdf, number, whole.p, buf_view(&packed));
	buf_release(&packed);
	buf_release(&whole);
}

/* Twips as points: a twentieth is five hundredths. */
static void
put_points(struct buf *out, int twips)
{
	unsigned hundredths = (unsigned)(twips < 0 ? -twips : twips) * 5;

	if (twips < 0)
		buf_byte(out, '-');
	buf_uint(out, hundredths / 100);
	if (hundredths % 100 != 0)
		buf_format(out, ".%02u", hundredths % 100);
}

static void
put_pair(struct buf *out, int x, int y)
{
	put_points(out, x);
	buf_byte(out, ' ');
	put_points(out, y);
}

static void
put_utf16(struct buf *out, uint32_t c)
{
	if (c >= 0x10000)
		buf_format(out, "%04X%04X",
		    0xd800 + (unsigned)((c - 0x10000) >> 10),
		    0xdc00 + (unsigned)(c & 0x3ff));
	else
		buf_format(out, "%04X", (unsigned)c);
}

/* A text string: UTF-16 with its mark, in hexadecimal. */
static void
put_string(struct buf *out, struct str text)
{
	buf_lit(out, "<FEFF");
	for (size_t at = 0; at < text.n;)
		put_utf16(out, char_next(text, &at));
	buf_byte(out, '>');
}

/* KEY and its text in a dictionary, when there is any. */
static void
put_entry(struct buf *out, const char *key, struct str text)
{
	if (text.n == 0)
		return;
	buf_lit(out, key);
	put_string(out, text);
}

/* --- content: text -------------------------------------------------------- */

static void
put_colour(struct buf *out, const struct item *item)
{
	if (!item->red)
		return;
	buf_lit(out, "1 0 0 rg\n");
	if (item->kind == ITEM_TEXT && item->as.text.bold)
		buf_lit(out, "1 0 0 RG\n");
}

/* Characters of a text that are drawn alike: one face, not squeezed. */
struct stretch {
	const struct item *item;
	size_t from;			/* the number of the first */
	long pen;			/* in thousandths of twips from there */
	struct type_font *font;		/* NULL: none is open */
	int squeeze;			/* percent */
	bool digits;			/* "<" stands open */
};

static void
end_stretch(struct pdf *pdf, struct stretch *stretch)
{
	if (stretch->font == NULL)
		return;
	buf_lit(&pdf->text, stretch->digits ? ">] TJ\n" : "] TJ\n");
	stretch->font = NULL;
}

/* Where the text is: a matrix for what leans or is turned. */
static void
put_place(struct pdf *pdf, const struct item_page *page,
    const struct item *item, int along)
{
	const struct item_text *text = &item->as.text;
	int x = item->x + (text->turned ? 0 : along);
	int y = page->height - item->y - (text->turned ? along : 0);

	buf_lit(&pdf->text, text->turned ? "0 -1 1 0 " : text->italic ?
	    "1 0 " LEAN " 1 " : "1 0 0 1 ");
	put_pair(&pdf->text, x, y);
	buf_lit(&pdf->text, " Tm\n");
}

static void
begin_stretch(struct pdf *pdf, const struct item_page *page,
    struct stretch *stretch, size_t i, struct type_glyph glyph, int squeeze)
{
	const struct item *item = stretch->item;

	end_stretch(pdf, stretch);
	buf_format(&pdf->text, "/F%u ", type_number(pdf->type, glyph.font) + 1);
	put_points(&pdf->text, item->as.text.size * 10);
	buf_format(&pdf->text, " Tf %d Tz\n", squeeze);
	put_place(pdf, page, item, item->as.text.at[i]);
	buf_byte(&pdf->text, '[');
	stretch->from = i;
	stretch->pen = 0;
	stretch->font = glyph.font;
	stretch->squeeze = squeeze;
	stretch->digits = false;
}

/*
 * Put a glyph where its character stands: where that is not where the pen is,
 * the difference goes before it, in thousandths of the size.
 */
static void
put_glyph(struct pdf *pdf, struct stretch *stretch, size_t i,
    struct type_glyph glyph, long inset)
{
	const struct item_text *text = &stretch->item->as.text;
	long em = text->size * 10L * stretch->squeeze / 100;
	long want = (text->at[i] - text->at[stretch->from]) * 1000L + inset;
	long off = stretch->pen - want, kern = em > 0 ?
	    (off + (off > 0 ? em / 2 : -em / 2)) / em : 0;

	if (kern != 0) {
		buf_format(&pdf->text, stretch->digits ? ">%ld" : "%ld", kern);
		stretch->digits = false;
		stretch->pen -= kern * em;
	}
	if (!stretch->digits)
		buf_byte(&pdf->text, '<');
	stretch->digits = true;
	buf_format(&pdf->text, "%04X", glyph.number);
	stretch->pen += glyph.width * em;
}

static void
put_text(struct pdf *pdf, const struct item_page *page, const struct item *item)
{
	const struct item_text *text = &item->as.text;
	struct stretch stretch = { .item = item };
	size_t i = 0;

	buf_lit(&pdf->text, item->red || text->bold ? "q BT\n" : "BT\n");
	put_colour(&pdf->text, item);
	if (text->bold) {
		put_points(&pdf->text, text->size * 10 / 30);
		buf_lit(&pdf->text, " w 2 Tr\n");
	}
	for (size_t at = 0; at < text->text.n; i++) {
		uint32_t c = char_next(text->text, &at);
		struct type_glyph glyph = type_glyph(pdf->type, text, c);
		int squeeze;
		long inset;

		if (glyph.font == NULL)
			continue;
		squeeze = type_squeeze(text, c, glyph, &inset);
		if (glyph.font != stretch.font || squeeze != stretch.squeeze)
			begin_stretch(pdf, page, &stretch, i, glyph, squeeze);
		put_glyph(pdf, &stretch, i, glyph, inset);
	}
	end_stretch(pdf, &stretch);
	buf_lit(&pdf->text, item->red || text->bold ? "ET Q\n" : "ET\n");
}

/* --- content: the rest ---------------------------------------------------- */

static void
put_item(struct pdf *pdf, const struct item_page *page, const struct item *item)
{
	struct buf *out = &pdf->text;

	switch (item->kind) {
	case ITEM_TEXT:
		put_text(pdf, page, item);
		break;
	case ITEM_RULE:
		if (item->red)
			buf_lit(out, "q ");
		put_colour(out, item);
		put_pair(out, item->x, page->height - item->y - item->height);
		buf_byte(out, ' ');
		put_pair(out, item->width, item->height);
		buf_lit(out, item->red ? " re f Q\n" : " re f\n");
		break;
	case ITEM_IMAGE:
		buf_lit(out, "q ");
		put_points(out, item->width);
		buf_lit(out, " 0 0 ");
		put_points(out, item->height);
		buf_byte(out, ' ');
		put_pair(out, item->x, page->height - item->y - item->height);
		buf_format(out, " cm /I%u Do Q\n",
		    type_image(pdf->type, item->as.image) + 1);
		break;
	case ITEM_GUIDE:		/* not printed */
		break;
	}
}

/* --- tags ----------------------------------------------------------------- */

static const char *
tag_of(const struct item_block *block)
{
	static const char *const tags[] = {
		[ROLE_DOCUMENT] = "Document", [ROLE_PART] = "Sect",
		[ROLE_TITLE] = "H1", [ROLE_HEADING] = "H",
		[ROLE_PARAGRAPH] = "P", [ROLE_FIGURE] = "Figure",
		[ROLE_TABLE] = "Table", [ROLE_ROW] = "TR",
		[ROLE_HEAD_CELL] = "TH", [ROLE_CELL] = "TD",
	};
	static const char *const headings[] = { "H2", "H3", "H4", "H5" };

	return block->role == ROLE_HEADING && block->level >= 1 &&
	    block->level <= 4 ? headings[block->level - 1] : tags[block->role];
}

static void
begin_mark(struct pdf *pdf, const struct item_page *page, unsigned block)
{
	struct marks *marks = &pdf->marks[page->number - 1];

	if (block == 0) {
		buf_lit(&pdf->text, "/Artifact BMC\n");
		return;
	}
	buf_format(&pdf->text, "/%s <</MCID %zu>> BDC\n",
	    tag_of(&pdf->items->blocks[block]), marks->list.n);
	*VEC_ADD(pdf->arena, &pdf->kids[block].list) = (struct kid){
	    page->number, (int)marks->list.n };
	*VEC_ADD(pdf->arena, &marks->list) = block;
}

/* Items of one block that follow each other are one piece. */
static void
make_content(struct pdf *pdf, const struct item_page *page)
{
	unsigned block = 0;
	bool open = false;

	pdf->text.n = 0;
	buf_lit(&pdf->text, "0 g 0 G\n");
	EACH(const struct item, item, *page) {
		if (item->kind == ITEM_GUIDE)
			continue;
		if (!open || item->block != block) {
			if (open)
				buf_lit(&pdf->text, "EMC\n");
			begin_mark(pdf, page, item->block);
		}
		open = true;
		block = item->block;
		put_item(pdf, page, item);
	}
	if (open)
		buf_lit(&pdf->text, "EMC\n");
}

static void
put_page(struct pdf *pdf, size_t i)
{
	const struct item_page *page = &pdf->items->pages[i];
	unsigned object = pdf->first_page + 2 * (unsigned)i;
	struct buf *out = pdf->out;

	make_content(pdf, page);
	put_packed(pdf, object + 1, "", buf_view(&pdf->text));
	begin(pdf, object);
	buf_format(out, "<</Type/Page/Parent %u 0 R/MediaBox[0 0 ", pdf->pages);
	put_pair(out, page->width, page->height);
	buf_format(out, "]/Contents %u 0 R/StructParents %zu/Tabs/S"
	    "/Resources %u 0 R>>", object + 1, i, pdf->pages + 1);
	end(pdf);
}

/* The tags above a block come into the tree when it does. */
static void
link_blocks(struct pdf *pdf)
{
	const struct items *items = pdf->items;

	/* Parents stand before their children: from the end, all is known. */
	for (size_t i = 1; i < items->block_count; i++) {
		unsigned parent = items->blocks[i].parent;

		*VEC_ADD(pdf->arena, &pdf->kids[parent].list) =
		    (struct kid){ (unsigned)i, -1 };
	}
}

static void
put_attributes(struct buf *out, const struct item_block *block)
{
	bool cell = block->role == ROLE_CELL || block->role == ROLE_HEAD_CELL;

	if (block->role == ROLE_FIGURE)
		put_entry(out, "/Alt", block->text.n > 0 ? block->text :
		    STR("图片"));
	put_entry(out, "/T", block->name);
	if (!cell || (block->rowspan == 1 && block->colspan == 1 &&
	    block->role == ROLE_CELL))
		return;
	buf_lit(out, "/A<</O/Table");
	if (block->role == ROLE_HEAD_CELL)
		buf_lit(out, "/Scope/Column");
	if (block->rowspan > 1)
		buf_format(out, "/RowSpan %u", block->rowspan);
	if (block->colspan > 1)
		buf_format(out, "/ColSpan %u", block->colspan);
	buf_lit(out, ">>");
}

static void
put_block(struct pdf *pdf, size_t i)
{
	const struct item_block *block = &pdf->items->blocks[i];
	const struct kids *kids = &pdf->kids[i];
	struct buf *out = pdf->out;

	begin(pdf, pdf->first_block + (unsigned)i);
	buf_format(out, "<</Type/StructElem/S/%s/P %u 0 R", tag_of(block),
	    i == 0 ? pdf->tree : pdf->first_block + block->parent);
	put_attributes(out, block);
	buf_lit(out, "/K[");
	EACH(const struct kid, kid, kids->list) {
		if (kid->mark < 0)
			buf_format(out, "%u 0 R ",
			    pdf->first_block + kid->number);
		else
			buf_format(out, "<</Type/MCR/Pg %u 0 R/MCID %d>>",
			    pdf->first_page + 2 * (kid->number - 1), kid->mark);
	}
	buf_lit(out, "]>>");
	end(pdf);
}

static void
put_tree(struct pdf *pdf)
{
	struct buf *out = pdf->out;

	link_blocks(pdf);
	begin(pdf, pdf->tree);
	buf_format(out, "<</Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R"
	    "/ParentTreeNextKey %zu>>", pdf->first_block, pdf->parents,
	    pdf->items->page_count);
	end(pdf);
	begin(pdf, pdf->parents);
	buf_lit(out, "<</Nums[");
	for (size_t p = 0; p < pdf->items->page_count; p++) {
		buf_format(out, "%zu[", p);
		for (size_t i = 0; i < pdf->marks[p].list.n; i++)
			buf_format(out, "%u 0 R ",
			    pdf->first_block + pdf->marks[p].list.v[i]);
		buf_byte(out, ']');
	}
	buf_lit(out, "]>>");
	end(pdf);
	for (size_t i = 0; i < pdf->items->block_count; i++)
		put_block(pdf, i);
}

/* --- outline -------------------------------------------------------------- */

/* An entry: a title, or a heading below it.  The first is the root. */
struct outline {
	const struct item_block *block;
	int level;
	size_t parent, first, last, before, after;	/* 0: none */
	unsigned count;
};

static struct outline *
find_outline(struct pdf *pdf, size_t *n)
{
	const struct items *items = pdf->items;
	struct outline *v = NEW_ARRAY(pdf->arena, struct outline,
	    items->block_count + 1);

	v[0].level = -1;
	*n = 1;
	EACH_OF(const struct item_block, block, items->blocks,
	    items->block_count) {
		struct outline *entry = &v[*n];
		size_t up = *n;

		if (block->role != ROLE_TITLE && block->role != ROLE_HEADING)
			continue;
		entry->block = block;
		entry->level = block->role == ROLE_TITLE ? 0 : block->level;
		do
			up--;
		while (v[up].level >= entry->level);
		entry->parent = up;
		entry->before = v[up].last;
		*(v[up].count++ == 0 ? &v[up].first :
		    &v[entry->before].after) = *n;
		v[up].last = (*n)++;
	}
	return v;
}

static void
put_link(struct buf *out, const char *name, unsigned base, size_t entry)
{
	if (entry > 0)
		buf_format(out, "/%s %u 0 R", name, base + (unsigned)entry - 1);
}

static void
put_links(struct buf *out, unsigned base, const struct outline *entry)
{
	put_link(out, "First", base, entry->first);
	put_link(out, "Last", base, entry->last);
	put_link(out, "Prev", base, entry->before);
	put_link(out, "Next", base, entry->after);
}

static void
put_outline(struct pdf *pdf)
{
	size_t n;
	const struct outline *v = find_outline(pdf, &n);
	unsigned base = new_objects(pdf, n - 1);
	struct buf *out = pdf->out;

	for (size_t i = 1; i < n; i++) {
		const struct item_page *page =
		    &pdf->items->pages[v[i].block->page - 1];

		begin(pdf, base + (unsigned)i - 1);
		buf_lit(out, "<</Title");
		put_string(out, v[i].block->text);
		buf_format(out, "/Parent %u 0 R/Dest[%u 0 R/XYZ 0 ",
		    v[i].parent == 0 ? pdf->outlines :
		    base + (unsigned)v[i].parent - 1,
		    pdf->first_page + 2 * (page->number - 1));
		put_points(out, page->height - v[i].block->y);
		buf_lit(out, " null]");
		put_links(out, base, &v[i]);
		if (v[i].count > 0)
			buf_format(out, "/Count -%u", v[i].count);
		buf_lit(out, ">>");
		end(pdf);
	}
	begin(pdf, pdf->outlines);
	buf_format(out, "<</Type/Outlines/Count %u", v[0].count);
	put_links(out, base, &v[0]);
	buf_lit(out, ">>");
	end(pdf);
}

/* --- faces ---------------------------------------------------------------- */

/* Six letters that a subset's name begins with, by what is in it. */
static void
put_font_name(struct buf *out, const struct type_font *font)
{
	struct str glyphs = { (const char *)font->glyphs.list.v,
	    font->glyphs.list.n * sizeof(*font->glyphs.list.v) };
	uint64_t hash = str_hash(glyphs) ^ str_hash(font->font->program);

	for (int i = 0; i < 6; i++, hash /= 26)
		buf_byte(out, (char)('A' + hash % 26));
	buf_byte(out, '+');
	buf_str(out, font->font->program);
}

static void
put_descriptor(struct pdf *pdf, unsigned number, struct str name,
    const struct sfnt *sfnt)
{
	int units = (int)sfnt->units;
	struct buf *out = pdf->out;

	begin(pdf, number);
	buf_format(out, "<</Type/FontDescriptor/FontName/%.*s/Flags 4"
	    "/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d"
	    "/CapHeight %d/StemV %u/FontFile%s %u 0 R>>", STR_ARG(name),
	    sfnt->box[0] * 1000 / units, sfnt->box[1] * 1000 / units,
	    sfnt->box[2] * 1000 / units, sfnt->box[3] * 1000 / units,
	    sfnt->ascent * 1000 / units, sfnt->descent * 1000 / units,
	    sfnt->ascent * 1000 / units, sfnt->weight / 5,
	    sfnt->cff.n > 0 ? "3" : "2", number + 1);
	end(pdf);
}

/* Which character each glyph is. */
static void
put_unicode(struct pdf *pdf, unsigned number, const struct type_font *font)
{
	struct buf *out = &pdf->text;
	size_t n = font->characters.n;

	out->n = 0;
	buf_lit(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\n"
	    "begincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) "
	    "/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n"
	    "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
	    "endcodespacerange\n");
	for (size_t i = 1; i < n; i++) {
		if ((i - 1) % 100 == 0)
			buf_format(out, "%zu beginbfchar\n",
			    n - i < 100 ? n - i : 100);
		buf_format(out, "<%04zX> <", i);
		put_utf16(out, font->characters.v[i]);
		buf_lit(out, ">\n");
		if (i % 100 == 0 || i + 1 == n)
			buf_lit(out, "endbfchar\n");
	}
	buf_lit(out, "endcmap\nCMapName currentdict /CMap defineresource pop\n"
	    "end\nend\n");
	put_packed(pdf, number, "", buf_view(out));
}

static void
put_descendant(struct pdf *pdf, unsigned number, struct str name,
    const struct type_font *font)
{
	bool cff = font->font->sfnt.cff.n > 0;
	struct buf *out = pdf->out;

	begin(pdf, number);
	buf_format(out, "<</Type/Font/Subtype/CIDFontType%s/BaseFont/%.*s"
	    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
	    "/Supplement 0>>/FontDescriptor %u 0 R/DW 1000%s/W[0[",
	    cff ? "0" : "2", STR_ARG(name), number + 1,
	    cff ? "" : "/CIDToGIDMap/Identity");
	for (size_t i = 0; i < font->widths.n; i++)
		buf_format(out, "%d ", font->widths.v[i]);
	buf_lit(out, "]]>>");
	end(pdf);
}

/* A program by the name that it has in the file. */
struct naming {
	struct pdf *pdf;
	struct str name;
};

/* A program is kept compressed, behind eight digits of its length. */
static bool
make_program(void *context, struct type_font *font, struct buf *out)
{
	const struct naming *naming = context;
	struct buf plain = { 0 };
	bool good = subset_program(&font->font->sfnt, &font->glyphs,
	    naming->name, &plain);

	buf_format(out, "%08lx", (unsigned long)plain.n);
	zlib_pack(naming->pdf->zlib, buf_view(&plain), out);
	buf_release(&plain);
	return good;
}

/* Five objects: font, descendant, descriptor, program, characters. */
static int
put_font(struct pdf *pdf, struct type_font *font, unsigned number)
{
	struct buf name = { 0 }, program = { 0 };
	struct naming naming = { pdf, STR_NONE };
	struct str known;
	bool cff = font->font->sfnt.cff.n > 0;
	char dict[64];
	int status;

	put_font_name(&name, font);
	known = naming.name = buf_view(&name);
	begin(pdf, number);
	buf_format(pdf->out, "<</Type/Font/Subtype/Type0/BaseFont/%.*s"
	    "/Encoding/Identity-H/DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>",
	    STR_ARG(known), number + 1, number + 4);
	end(pdf);
	put_descendant(pdf, number + 1, known, font);
	put_descriptor(pdf, number + 2, known, &font->font->sfnt);
	status = type_program(pdf->writing, font, known, make_program,
	    &naming, &program);
	if (cff)
		snprintf(dict, sizeof(dict), "/Subtype/CIDFontType0C"
		    "/Filter/FlateDecode");
	else
		snprintf(dict, sizeof(dict), "/Length1 %ld"
		    "/Filter/FlateDecode", str_hex(str_slice(
		    buf_view(&program), 0, 8), 8));
	put_stream(pdf, number + 3, dict, str_slice(buf_view(&program), 8,
	    program.n));
	put_unicode(pdf, number + 4, font);
	buf_release(&name);
	buf_release(&program);
	return status;
}

/* --- pictures ------------------------------------------------------------- */

/* An archive wants to know what an ink is, and no two presses agree. */
static void
tell_inks(struct pdf *pdf, const struct figure *figure)
{
	pdf->cmyk = true;
	finding_add(pdf->writing->findings, FINDING_PICTURE_INKS, figure->pos,
	    "这张图片是印刷用的四色（CMYK），PDF 能看能印，但不再声明为 "
	    "PDF/A；要归档，请用看图软件另存为 RGB", "the picture is in four "
	    "inks (CMYK); the PDF can be read and printed but no longer claims "
	    "to be PDF/A; for an archive save it as RGB with a viewer");
}

static int
put_image(struct pdf *pdf, const struct figure *figure, unsigned number)
{
	struct image image = { 0 };
	struct buf dict = { 0 };

	if (!image_read(pdf->arena, figure, &image)) {
		finding_add(pdf->writing->findings, FINDING_PICTURE_UNDRAWN,
		    figure->pos, "图片的像素解不开，文件可能已损坏，没有生成；"
		    "请用看图软件另存一次", "the pixels of the picture cannot "
		    "be unpacked, it may be damaged; nothing was made; save it "
		    "again with a viewer");
		return -1;
	}
	if (image.channels == 4)
		tell_inks(pdf, figure);
	buf_format(&dict, "/Type/XObject/Subtype/Image/Width %u/Height %u"
	    "/BitsPerComponent 8/ColorSpace/%s", image.width, image.height,
	    image.channels == 1 ? "DeviceGray" : image.channels == 3 ?
	    "DeviceRGB" : "DeviceCMYK");
	if (image.inverted)
		buf_lit(&dict, "/Decode[1 0 1 0 1 0 1 0]");
	if (image.jpeg)
		buf_lit(&dict, "/Filter/DCTDecode");
	if (image.alpha.n > 0)
		buf_format(&dict, "/SMask %u 0 R", number + 1);
	if (image.jpeg)
		put_stream(pdf, number, dict.p, image.pixels);
	else
		put_packed(pdf, number, dict.p, image.pixels);
	dict.n = 0;
	buf_format(&dict, "/Type/XObject/Subtype/Image/Width %u/Height %u"
	    "/BitsPerComponent 8/ColorSpace/DeviceGray", image.width,
	    image.height);
	if (image.alpha.n > 0)
		put_packed(pdf, number + 1, dict.p, image.alpha);
	buf_release(&dict);
	return 0;
}

/* --- what it is ----------------------------------------------------------- */

/* "2026-06-14" → D:20260614000000+08'00' */
static void
put_info(struct pdf *pdf)
{
	const struct layout *layout = pdf->items->layout;
	struct buf *out = pdf->out;

	begin(pdf, pdf->info);
	buf_lit(out, "<</Producer(gongwen)");
	put_entry(out, "/Title", layout->title);
	put_entry(out, "/Author", layout->creator);
	if (layout->date.n == 10)
		buf_format(out, "/CreationDate(D:%.4s%.2s%.2s000000+08'00')",
		    layout->date.p, layout->date.p + 5, layout->date.p + 8);
	buf_lit(out, ">>");
	end(pdf);
}

/* The same as XMP, with the claim to be PDF/A-2a. */
static void
put_metadata(struct pdf *pdf)
{
	const struct layout *layout = pdf->items->layout;
	struct buf *out = &pdf->text;

	out->n = 0;
	markup_put(out, "<?xpacket begin='\xef\xbb\xbf' "
	    "id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
	    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
	    "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
	    "<rdf:Description rdf:about='' "
	    "xmlns:dc='http://purl.org/dc/elements/1.1/' "
	    "xmlns:xmp='http://ns.adobe.com/xap/1.0/' "
	    "xmlns:pdf='http://ns.adobe.com/pdf/1.3/' "
	    "xmlns:pdfaid='http://www.aiim.org/pdfa/ns/id/'>"
	    "<dc:format>application/pdf</dc:format>"
	    "<pdf:Producer>gongwen</pdf:Producer>");
	if (!pdf->cmyk)
		buf_lit(out, "<pdfaid:part>2</pdfaid:part>"
		    "<pdfaid:conformance>A</pdfaid:conformance>");
	if (layout->title.n > 0)
		markup_put(out, "<dc:title><rdf:Alt><rdf:li "
		    "xml:lang='x-default'>%.*s</rdf:li></rdf:Alt></dc:title>",
		    STR_ARG(layout->title));
	if (layout->creator.n > 0)
		markup_put(out, "<dc:creator><rdf:Seq><rdf:li>%.*s</rdf:li>"
		    "</rdf:Seq></dc:creator>", STR_ARG(layout->creator));
	if (layout->date.n == 10)
		buf_format(out, "<xmp:CreateDate>%.*sT00:00:00+08:00"
		    "</xmp:CreateDate>", STR_ARG(layout->date));
	markup_put(out, "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
	    "<?xpacket end='w'?>");
	put_stream(pdf, pdf->metadata, "/Type/Metadata/Subtype/XML",
	    buf_view(out));
}

/* What red is: sRGB's primaries under D50, and a curve of 2.2 (ICC.1). */
static void
put_profile(struct pdf *pdf)
{
	static const struct {
		const char *tag;
		unsigned at, n;
	} tags[] = {
		{ "desc", 240, 94 }, { "cprt", 336, 20 }, { "wtpt", 356, 20 },
		{ "rXYZ", 376, 20 }, { "gXYZ", 396, 20 }, { "bXYZ", 416, 20 },
		{ "rTRC", 436, 14 }, { "gTRC", 436, 14 }, { "bTRC", 436, 14 },
	};
	static const unsigned long colours[4][3] = {
		{ 0xf6d6, 0x10000, 0xd32d }, { 0x6fa2, 0x38f5, 0x390 },
		{ 0x6299, 0xb785, 0x18da }, { 0x24a0, 0xf84, 0xb6cf },
	};
	struct buf *out = &pdf->text;

	out->n = 0;
	buf_big(out, 4, 452);
	buf_big(out, 4, 0);
	buf_big(out, 4, 0x02100000);
	buf_lit(out, "mntrRGB XYZ ");
	for (size_t i = 0; i < 6; i++)
		buf_big(out, 2, i == 0 ? 2026 : i < 3 ? 1 : 0);
	buf_lit(out, "acsp");
	while (out->n < 68)
		buf_byte(out, 0);
	buf_big(out, 4, 0xf6d6);
	buf_big(out, 4, 0x10000);
	buf_big(out, 4, 0xd32d);
	while (out->n < 128)
		buf_byte(out, 0);
	buf_big(out, 4, COUNT_OF(tags));
	for (size_t i = 0; i < COUNT_OF(tags); i++) {
		buf_lit(out, tags[i].tag);
		buf_big(out, 4, tags[i].at);
		buf_big(out, 4, tags[i].n);
	}
	buf_add(out, "desc\0\0\0\0\0\0\0\5sRGB\0", 17);
	while (out->n < 336)
		buf_byte(out, 0);
	buf_add(out, "text\0\0\0\0no rights\0\0", 20);
	for (size_t i = 0; i < 4; i++) {
		buf_add(out, "XYZ \0\0\0\0", 8);
		for (size_t k = 0; k < 3; k++)
			buf_big(out, 4, colours[i][k]);
	}
	buf_add(out, "curv\0\0\0\0\0\0\0\1\2\63\0\0", 16);
	put_packed(pdf, pdf->profile, "/N 3", buf_view(out));
}

static void
put_catalog(struct pdf *pdf)
{
	struct buf *out = pdf->out;

	begin(pdf, pdf->catalog);
	buf_format(out, "<</Type/Catalog/Pages %u 0 R/Lang(zh-CN)"
	    "/MarkInfo<</Marked true>>/StructTreeRoot %u 0 R/Outlines %u 0 R"
	    "/Metadata %u 0 R/ViewerPreferences<</DisplayDocTitle true>>"
	    "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
	    "/OutputConditionIdentifier(sRGB)/DestOutputProfile %u 0 R>>]>>",
	    pdf->pages, pdf->tree, pdf->outlines, pdf->metadata, pdf->profile);
	end(pdf);
	begin(pdf, pdf->pages);
	buf_format(out, "<</Type/Pages/Count %zu/Kids[",
	    pdf->items->page_count);
	for (unsigned i = 0; i < pdf->items->page_count; i++)
		buf_format(out, "%u 0 R ", pdf->first_page + 2 * i);
	buf_lit(out, "]>>");
	end(pdf);
	/* What all pages share. */
	begin(pdf, pdf->pages + 1);
	buf_lit(out, "<</Font<<");
	for (unsigned i = 0; i < pdf->type->fonts.n; i++)
		buf_format(out, "/F%u %u 0 R", i + 1, pdf->first_font + 5 * i);
	buf_lit(out, ">>/XObject<<");
	for (unsigned i = 0; i < pdf->type->images.n; i++)
		buf_format(out, "/I%u %u 0 R", i + 1, pdf->first_image + 2 * i);
	buf_lit(out, ">>>>");
	end(pdf);
}

/* Its number is the digest of what it holds. */
static void
put_trailer(struct pdf *pdf)
{
	struct str id = digest_hex(pdf->arena, buf_view(pdf->out));
	struct buf *out = pdf->out;
	size_t at = out->n;

	id = str_slice(id, 0, 32);
	buf_format(out, "xref\n0 %zu\n0000000000 65535 f \n",
	    pdf->offsets.n + 1);
	for (size_t i = 0; i < pdf->offsets.n; i++)
		if (pdf->offsets.v[i] > 0)
			buf_format(out, "%010zu 00000 n \n", pdf->offsets.v[i]);
		else
			buf_lit(out, "0000000000 65535 f \n");
	buf_format(out, "trailer\n<</Size %zu/Root %u 0 R/Info %u 0 R"
	    "/ID[<%.*s><%.*s>]>>\nstartxref\n%zu\n%%", pdf->offsets.n + 1,
	    pdf->catalog, pdf->info, STR_ARG(id), STR_ARG(id), at);
	seal_add(out);
	buf_lit(out, "\n%%EOF\n");
}

/* --- the whole ------------------------------------------------------------ */

static void
number_objects(struct pdf *pdf)
{
	pdf->catalog = new_objects(pdf, 1);
	pdf->pages = new_objects(pdf, 2);
	pdf->tree = new_objects(pdf, 1);
	pdf->parents = new_objects(pdf, 1);
	pdf->outlines = new_objects(pdf, 1);
	pdf->metadata = new_objects(pdf, 1);
	pdf->info = new_objects(pdf, 1);
	pdf->profile = new_objects(pdf, 1);
	pdf->first_page = new_objects(pdf, 2 * pdf->items->page_count);
	pdf->first_block = new_objects(pdf, pdf->items->block_count);
	pdf->first_font = new_objects(pdf, 5 * pdf->type->fonts.n);
}

static int
put_all(struct pdf *pdf)
{
	int status = 0;

	buf_lit(pdf->out, "%PDF-1.7\n%\xe5\x85\xac\xe6\x96\x87\n");
	number_objects(pdf);
	for (size_t i = 0; i < pdf->items->page_count; i++)
		put_page(pdf, i);
	pdf->first_image = new_objects(pdf, 2 * pdf->type->images.n);
	put_tree(pdf);
	put_outline(pdf);
	for (unsigned i = 0; i < pdf->type->fonts.n && status == 0; i++)
		status = put_font(pdf, pdf->type->fonts.v[i],
		    pdf->first_font + 5 * i);
	for (unsigned i = 0; i < pdf->type->images.n && status == 0; i++)
		status = put_image(pdf, pdf->type->images.v[i],
		    pdf->first_image + 2 * i);
	put_info(pdf);
	put_metadata(pdf);
	put_profile(pdf);
	put_catalog(pdf);
	put_trailer(pdf);
	return status;
}

int
output_pdf(struct writing *writing, struct buf *out)
{
	struct pdf pdf = { .arena = writing->arena, .writing = writing,
	    .out = out, .items = drawn_items(writing) };
	int status;

	out->n = 0;
	if (pdf.items == NULL || (pdf.type = type_make(writing,
	    pdf.items)) == NULL)
		return -1;
	pdf.kids = NEW_ARRAY(pdf.arena, struct kids, pdf.items->block_count);
	pdf.marks = NEW_ARRAY(pdf.arena, struct marks, pdf.items->page_count);
	pdf.zlib = zlib_new();
	status = put_all(&pdf);
	zlib_free(pdf.zlib);
	buf_release(&pdf.text);
	return status;
}
