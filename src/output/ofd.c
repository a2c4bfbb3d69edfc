/*
 * Pages → OFD, the format for filed and exchanged documents (GB/T 33190-2016):
 * a package of XML parts.  Text is text, each stretch of one face with the
 * distances between its characters; faces are embedded with what is used of
 * them; an outline; and tags that say which objects are the title, the number
 * and so on.  Lengths are millimetres.  There is no seal in it: signing
 * software puts one where it goes.
 */
#include "drawn.h"

#include "../base/digest.h"
#include "../package/markup.h"
#include "../text/chars.h"
#include "type.h"

#define OFD_XML	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define OFD_NS	" xmlns:ofd=\"http://www.ofdspec.org/2016\""
#define RED	"<ofd:FillColor Value=\"255 0 0\"/>"

/* An object that belongs to a block. */
struct tagged {
	unsigned block, object, page;	/* page: its ID */
};

struct ofd {
	struct arena *arena;
	struct writing *writing;
	const struct items *items;
	const struct type *type;
	struct buf text;		/* the part being made */
	unsigned last_id;
	unsigned first_page, first_font, first_image;	/* IDs */
	VEC(struct tagged) tags;
};

/* A length as it is written. */
struct mm {
	char text[24];
};

/* Twips as millimetres: a twip is 127/7200 of one. */
static struct mm
mm(long twips)
{
	long thousandths = (twips * 12700 + (twips < 0 ? -360 : 360)) / 720;
	long value = labs(thousandths);
	const char *sign = thousandths < 0 ? "-" : "";
	struct mm mm;

	if (value % 1000 == 0)
		snprintf(mm.text, sizeof(mm.text), "%s%ld", sign, value / 1000);
	else
		snprintf(mm.text, sizeof(mm.text), "%s%ld.%03ld", sign,
		    value / 1000, value % 1000);
	return mm;
}

static void
put_box(struct buf *out, const char *name, long x, long y, long width,
    long height)
{
	markup_put(out, "%s%s %s %s %s", name, mm(x).text, mm(y).text,
	    mm(width).text, mm(height).text);
}

static unsigned
new_ids(struct ofd *ofd, size_t n)
{
	unsigned first = ofd->last_id + 1;

	ofd->last_id += (unsigned)n;
	return first;
}

static unsigned
object_id(struct ofd *ofd, const struct item_page *page,
    const struct item *item)
{
	unsigned id = new_ids(ofd, 1);

	if (item->block > 0)
		*VEC_ADD(ofd->arena, &ofd->tags) = (struct tagged){
		    item->block, id, ofd->first_page + page->number - 1 };
	return id;
}

static void
put_part(struct ofd *ofd, const char *name)
{
	pack_add(ofd->writing->pack, str_of(name), buf_view(&ofd->text));
	ofd->text.n = 0;
	buf_lit(&ofd->text, OFD_XML);
}

/* --- text ----------------------------------------------------------------- */

/* Characters in a row of one face and squeeze. */
struct stretch {
	size_t from, to;		/* bytes of the text */
	size_t first, n;		/* characters */
	int *at;			/* where each glyph stands */
	struct type_font *font;
	int squeeze;			/* percent */
};

/* Distances; a number that comes again and again is "g times number". */
static void
put_deltas(struct buf *out, const int *at, size_t n)
{
	for (size_t i = 1, to; i < n; i = to) {
		int delta = at[i] - at[i - 1];

		for (to = i + 1; to < n && at[to] - at[to - 1] == delta;)
			to++;
		if (i > 1)
			buf_byte(out, ' ');
		if (to - i > 1)
			buf_format(out, "g %zu ", to - i);
		buf_lit(out, mm(delta).text);
	}
}

static void
put_stretch(struct ofd *ofd, const struct item_page *page,
    const struct item *item, const struct stretch *s)
{
	const struct item_text *text = &item->as.text;
	struct buf *out = &ofd->text;
	int em = text->size * 10, along = s->at[s->first];
	int width = text->at[s->first + s->n] - along;
	struct str words = str_slice(text->text, s->from, s->to);
	bool turned = text->turned;

	markup_put(out, "<ofd:TextObject ID='%u' Font='%u' Size='%s'",
	    object_id(ofd, page, item), ofd->first_font +
	    type_number(ofd->type, s->font), mm(em).text);
	if (turned) {
		markup_put(out, " CTM='0 1 -1 0 %s 0'", mm(em / 5).text);
		put_box(out, " Boundary=\"", item->x - em / 5,
		    item->y + along, em * 6 / 5, width + em / 5);
	} else
		put_box(out, " Boundary=\"", item->x + along,
		    item->y - em * 22 / 25, width + em / 5, em * 6 / 5);
	if (s->squeeze != 100)
		buf_format(out, "\" HScale=\"0.%02d", s->squeeze);
	if (text->bold)
		buf_lit(out, "\" Weight=\"700");
	if (text->italic)
		buf_lit(out, "\" Italic=\"true");
	markup_put(out, "'>%s<ofd:TextCode X='0' Y='%s",
	    item->red ? RED : "", mm(turned ? 0 : em * 22 / 25).text);
	if (s->n > 1) {
		buf_lit(out, "\" DeltaX=\"");
		put_deltas(out, s->at + s->first, s->n);
	}
	markup_put(out, "'>%.*s</ofd:TextCode></ofd:TextObject>\n",
	    STR_ARG(words));
}

static void
put_text(struct ofd *ofd, const struct item_page *page, const struct item *item)
{
	const struct item_text *text = &item->as.text;
	struct stretch s = { .at = NEW_ARRAY(ofd->arena, int, text->n) };
	size_t i = 0;

	for (size_t at = 0, from; at < text->text.n; i++) {
		uint32_t c;
		struct type_glyph glyph;
		int squeeze;
		long inset;

		from = at;
		c = char_next(text->text, &at);
		glyph = type_glyph(ofd->type, text, c);
		squeeze = type_squeeze(text, c, glyph, &inset);
		s.at[i] = text->at[i] + (int)((inset + 500) / 1000);
		if (s.n > 0 && (glyph.font != s.font || squeeze != s.squeeze)) {
			put_stretch(ofd, page, item, &s);
			s.n = 0;
		}
		if (glyph.font == NULL)
			continue;
		if (s.n++ == 0) {
			s.from = from;
			s.first = i;
			s.font = glyph.font;
			s.squeeze = squeeze;
		}
		s.to = at;
	}
	if (s.n > 0)
		put_stretch(ofd, page, item, &s);
}

/* --- what else is on a page ----------------------------------------------- */

static void
put_rule(struct ofd *ofd, const struct item_page *page, const struct item *item)
{
	struct buf *out = &ofd->text;

	struct mm width = mm(item->width), height = mm(item->height);

	markup_put(out, "<ofd:PathObject ID='%u'", object_id(ofd, page, item));
	put_box(out, " Boundary=\"", item->x, item->y, item->width,
	    item->height);
	markup_put(out, "' Stroke='false' Fill='true'>%s"
	    "<ofd:AbbreviatedData>M 0 0 L %s 0 L %s %s L 0 %s C"
	    "</ofd:AbbreviatedData></ofd:PathObject>\n",
	    item->red ? RED : "<ofd:FillColor Value=\"0 0 0\"/>",
	    width.text, width.text, height.text, height.text);
}

static void
put_image(struct ofd *ofd, const struct item_page *page,
    const struct item *item)
{
	struct buf *out = &ofd->text;
	unsigned image = type_image(ofd->type, item->as.image);

	markup_put(out, "<ofd:ImageObject ID='%u' ResourceID='%u'",
	    object_id(ofd, page, item), ofd->first_image + image);
	put_box(out, " Boundary=\"", item->x, item->y, item->width,
	    item->height);
	markup_put(out, "' CTM='%s 0 0 %s 0 0'/>\n", mm(item->width).text,
	    mm(item->height).text);
}

static void
put_page(struct ofd *ofd, const struct item_page *page)
{
	struct buf *out = &ofd->text;

	buf_lit(out, "<ofd:Page" OFD_NS "><ofd:Area>");
	put_box(out, "<ofd:PhysicalBox>", 0, 0, page->width, page->height);
	markup_put(out, "</ofd:PhysicalBox></ofd:Area>\n<ofd:Content>"
	    "<ofd:Layer ID='%u' Type='Body'>\n", new_ids(ofd, 1));
	EACH(const struct item, item, *page) {
		switch (item->kind) {
		case ITEM_TEXT:
			put_text(ofd, page, item);
			break;
		case ITEM_RULE:
			put_rule(ofd, page, item);
			break;
		case ITEM_IMAGE:
			put_image(ofd, page, item);
			break;
		case ITEM_GUIDE:	/* a place, nothing printed */
			break;
		}
	}
	buf_lit(out, "</ofd:Layer></ofd:Content></ofd:Page>\n");
	put_part(ofd, str_cstr(ofd->arena, str_format(ofd->arena,
	    "Doc_0/Pages/Page_%u/Content.xml", page->number - 1)));
}

/* --- resources ------------------------------------------------------------ */

static bool
make_file(void *context, struct type_font *font, struct buf *out)
{
	const struct font *from = font->font;

	(void)context;
	return subset_file(&from->sfnt, &font->glyphs, font->characters.v,
	    from->program, out);
}

static int
put_font_file(struct ofd *ofd, struct type_font *font, unsigned number)
{
	const struct font *from = font->font;
	struct buf file = { 0 };
	int status = type_program(ofd->writing, font, STR("file"), make_file,
	    NULL, &file);

	if (status == 0)
		pack_add(ofd->writing->pack, str_format(ofd->arena,
		    "Doc_0/Res/font_%u.%s", number,
		    from->sfnt.cff.n > 0 ? "otf" : "ttf"), buf_view(&file));
	buf_release(&file);
	return status;
}

static int
put_fonts(struct ofd *ofd)
{
	struct buf *out = &ofd->text;
	int status = 0;

	buf_lit(out, "<ofd:Res" OFD_NS " BaseLoc=\"Res\"><ofd:Fonts>\n");
	for (unsigned i = 0; i < ofd->type->fonts.n; i++) {
		const struct font *font = ofd->type->fonts.v[i]->font;

		markup_put(out, "<ofd:Font ID='%u' FontName='%.*s' "
		    "FamilyName='%.*s'><ofd:FontFile>font_%u.%s"
		    "</ofd:FontFile></ofd:Font>\n", ofd->first_font + i,
		    STR_ARG(font->name), STR_ARG(font->name), i,
		    font->sfnt.cff.n > 0 ? "otf" : "ttf");
	}
	buf_lit(out, "</ofd:Fonts></ofd:Res>\n");
	put_part(ofd, "Doc_0/PublicRes.xml");
	for (unsigned i = 0; i < ofd->type->fonts.n; i++)
		status |= put_font_file(ofd, ofd->type->fonts.v[i], i);
	return status;
}

static void
put_images(struct ofd *ofd)
{
	struct buf *out = &ofd->text;

	buf_lit(out, "<ofd:Res" OFD_NS " BaseLoc=\"Res\">");
	if (ofd->type->images.n > 0)
		buf_lit(out, "<ofd:MultiMedias>\n");
	for (unsigned i = 0; i < ofd->type->images.n; i++)
		markup_put(out, "<ofd:MultiMedia ID='%u' Type='Image' "
		    "Format='%s'><ofd:MediaFile>image_%u.%s"
		    "</ofd:MediaFile></ofd:MultiMedia>\n", ofd->first_image + i,
		    ofd->type->images.v[i]->png ? "PNG" : "JPEG", i,
		    ofd->type->images.v[i]->png ? "png" : "jpg");
	if (ofd->type->images.n > 0)
		buf_lit(out, "</ofd:MultiMedias>");
	buf_lit(out, "</ofd:Res>\n");
	put_part(ofd, "Doc_0/DocumentRes.xml");
	for (unsigned i = 0; i < ofd->type->images.n; i++)
		pack_add(ofd->writing->pack, str_format(ofd->arena,
		    "Doc_0/Res/image_%u.%s", i,
		    ofd->type->images.v[i]->png ? "png" : "jpg"),
		    ofd->type->images.v[i]->bytes);
}

/* --- outline and tags ----------------------------------------------------- */

static int
outline_level(const struct item_block *block)
{
	return block->role == ROLE_TITLE ? 1 :
	    block->role == ROLE_HEADING ? block->level + 1 : 0;
}

static void
put_outline(struct ofd *ofd)
{
	struct buf *out = &ofd->text;
	int open[8] = { 0 }, depth = 0;

	EACH_OF(const struct item_block, block, ofd->items->blocks,
	    ofd->items->block_count) {
		int level = outline_level(block);

		if (level == 0)
			continue;
		if (depth == 0)
			buf_lit(out, "<ofd:Outlines>\n");
		if (depth == 0)
			open[depth++] = 0;
		for (; open[depth - 1] >= level; depth--)
			buf_lit(out, "</ofd:OutlineElem>\n");
		open[depth++] = level;
		markup_put(out, "<ofd:OutlineElem Title='%.*s'><ofd:Actions>"
		    "<ofd:Action Event='CLICK'><ofd:Goto><ofd:Dest "
		    "Type='XYZ' PageID='%u' Left='0' Top='%s' Zoom='0'/>"
		    "</ofd:Goto></ofd:Action></ofd:Actions>\n",
		    STR_ARG(block->text), ofd->first_page + block->page - 1,
		    mm(block->y).text);
	}
	for (; depth > 1; depth--)
		buf_lit(out, "</ofd:OutlineElem>\n");
	if (depth > 0)
		buf_lit(out, "</ofd:Outlines>\n");
}

/* The blocks as a tree, and the objects of each, in order. */
struct tree {
	size_t *child, *next;		/* + 1; 0: none */
	size_t *object, *more;		/* of tags, the same */
};

static struct tree
make_tree(const struct ofd *ofd)
{
	size_t n = ofd->items->block_count;
	struct tree tree = {
		NEW_ARRAY(ofd->arena, size_t, n),
		NEW_ARRAY(ofd->arena, size_t, n),
		NEW_ARRAY(ofd->arena, size_t, n),
		NEW_ARRAY(ofd->arena, size_t, ofd->tags.n),
	};

	for (size_t i = n; i > 1; i--) {
		unsigned parent = ofd->items->blocks[i - 1].parent;

		tree.next[i - 1] = tree.child[parent];
		tree.child[parent] = i;
	}
	for (size_t i = ofd->tags.n; i > 0; i--) {
		unsigned block = ofd->tags.v[i - 1].block;

		tree.more[i - 1] = tree.object[block];
		tree.object[block] = i;
	}
	return tree;
}

static void
put_tag(struct ofd *ofd, const struct tree *tree, size_t block)
{
	struct buf *out = &ofd->text;
	const struct item_block *b = &ofd->items->blocks[block];
	bool named = b->name.n > 0;

	if (named)
		buf_format(out, "<ofd:%.*s%s>\n", STR_ARG(b->name),
		    block == 0 ? OFD_NS : "");
	for (size_t i = tree->object[block]; i > 0; i = tree->more[i - 1])
		buf_format(out, "<ofd:ObjectRef PageRef=\"%u\">%u"
		    "</ofd:ObjectRef>\n", ofd->tags.v[i - 1].page,
		    ofd->tags.v[i - 1].object);
	for (size_t i = tree->child[block]; i > 0; i = tree->next[i - 1])
		put_tag(ofd, tree, i - 1);
	if (named)
		buf_format(out, "</ofd:%.*s>\n", STR_ARG(b->name));
}

static void
put_tags(struct ofd *ofd)
{
	struct tree tree = make_tree(ofd);

	put_tag(ofd, &tree, 0);
	put_part(ofd, "Doc_0/Tags/CustomTag.xml");
	buf_lit(&ofd->text, "<ofd:CustomTags" OFD_NS "><ofd:CustomTag "
	    "TypeID=\"公文\"><ofd:FileLoc>CustomTag.xml</ofd:FileLoc>"
	    "</ofd:CustomTag></ofd:CustomTags>\n");
	put_part(ofd, "Doc_0/Tags/CustomTags.xml");
}

/* --- the whole ------------------------------------------------------------ */

static void
put_document(struct ofd *ofd)
{
	struct buf *out = &ofd->text;
	const struct profile *p = ofd->items->layout->profile;

	buf_format(out, "<ofd:Document" OFD_NS "><ofd:CommonData>"
	    "<ofd:MaxUnitID>%u</ofd:MaxUnitID><ofd:PageArea>", ofd->last_id);
	put_box(out, "<ofd:PhysicalBox>", 0, 0, p->page_width, p->page_height);
	buf_lit(out, "</ofd:PhysicalBox></ofd:PageArea>"
	    "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
	    "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
	    "</ofd:CommonData>\n<ofd:Pages>\n");
	for (unsigned i = 0; i < ofd->items->page_count; i++)
		markup_put(out, "<ofd:Page ID='%u' "
		    "BaseLoc='Pages/Page_%u/Content.xml'/>\n",
		    ofd->first_page + i, i);
	buf_lit(out, "</ofd:Pages>\n");
	put_outline(ofd);
	buf_lit(out, "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>\n"
	    "</ofd:Document>\n");
	put_part(ofd, "Doc_0/Document.xml");
}

static void
put_field(struct buf *out, const char *name, struct str value)
{
	if (value.n > 0)
		markup_put(out, "<ofd:%s>%.*s</ofd:%s>", name, STR_ARG(value),
		    name);
}

/* The entry; what the document is, its elements by their names. */
static void
put_entry(struct ofd *ofd, struct str id)
{
	const struct layout *layout = ofd->items->layout;
	struct buf *out = &ofd->text;
	bool any = false;

	markup_put(out, "<ofd:OFD" OFD_NS " Version='1.0' DocType='OFD'>"
	    "<ofd:DocBody><ofd:DocInfo><ofd:DocID>%.*s</ofd:DocID>",
	    STR_ARG(id));
	put_field(out, "Title", layout->title);
	put_field(out, "Author", layout->creator);
	put_field(out, "CreationDate", layout->date);
	buf_lit(out, "<ofd:Creator>gongwen</ofd:Creator>");
	for (size_t i = 0; i < layout->value_count; i++) {
		if (layout->values[i].text.n == 0)
			continue;
		if (!any)
			buf_lit(out, "<ofd:CustomDatas>\n");
		any = true;
		markup_put(out, "<ofd:CustomData Name='%.*s'>%.*s"
		    "</ofd:CustomData>\n", STR_ARG(layout->values[i].name),
		    STR_ARG(layout->values[i].text));
	}
	if (any)
		buf_lit(out, "</ofd:CustomDatas>");
	buf_lit(out, "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml"
	    "</ofd:DocRoot></ofd:DocBody></ofd:OFD>\n");
	put_part(ofd, "OFD.xml");
}

int
output_ofd(struct writing *writing, struct buf *out)
{
	struct ofd ofd = { .arena = writing->arena, .writing = writing,
	    .items = drawn_items(writing) };
	struct str id;
	int status;

	out->n = 0;
	if (ofd.items == NULL || (ofd.type = type_make(writing,
	    ofd.items)) == NULL)
		return -1;
	/* The same pages are the same document. */
	items_dump(ofd.items, out);
	id = str_slice(digest_hex(ofd.arena, buf_view(out)), 0, 32);
	ofd.first_page = new_ids(&ofd, ofd.items->page_count);
	ofd.first_font = new_ids(&ofd, ofd.type->fonts.n);
	ofd.first_image = new_ids(&ofd, ofd.type->images.n);
	pack_watch(writing->pack, NULL);
	pack_follow(writing->pack, NULL);
	pack_begin(writing->pack, out);
	buf_lit(&ofd.text, OFD_XML);
	put_entry(&ofd, id);
	for (size_t i = 0; i < ofd.items->page_count; i++)
		put_page(&ofd, &ofd.items->pages[i]);
	put_document(&ofd);
	status = put_fonts(&ofd);
	put_images(&ofd);
	put_tags(&ofd);
	pack_end(writing->pack);
	buf_release(&ofd.text);
	return status;
}
