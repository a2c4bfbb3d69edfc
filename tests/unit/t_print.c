#include "font/cff.h"
#include "font/fonts.h"
#include "font/subset.h"
#include "layout/items.h"
#include "output/image.h"
#include "output/writer.h"
#include "source/source.h"
#include "text/chars.h"
#include "text/decode.h"

#include "unit.h"
#include "found.h"
#include "made_font.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- fonts ------------------------------------------------------------ */

static const uint32_t few[] = { 'A', 0x4e00, 0x4e8c, 0x20000 };

static void
test_sfnt(void)
{
	struct arena arena = ARENA_INIT;
	struct buf bytes = { 0 }, sub = { 0 };
	struct glyphs glyphs = { .arena = &arena };
	uint32_t characters[] = { 0, 0x20000, 'A' };
	struct str names[4];
	struct sfnt sfnt;

	make_font(few, 4, "Made", &bytes);
	CHECK(sfnt_count(buf_view(&bytes)) == 1);
	CHECK(sfnt_open(buf_view(&bytes), 0, &sfnt));
	CHECK(sfnt.units == 1000 && sfnt.glyphs == 5);
	CHECK(sfnt_glyph(&sfnt, 'A') == 1 && sfnt_glyph(&sfnt, 0x4e00) == 2);
	CHECK(sfnt_glyph(&sfnt, 0x20000) == 4 && sfnt_glyph(&sfnt, 'B') == 0);
	CHECK(sfnt_advance(&sfnt, 1) == 500 && sfnt_advance(&sfnt, 2) == 1000);
	CHECK(sfnt_names(&arena, &sfnt, names, 4) == 1);
	CHECK_STR(names[0], "Made");

	/* A subset has its own numbers, and what a glyph is made from. */
	*VEC_ADD(&arena, &glyphs.list) = 0;
	*VEC_ADD(&arena, &glyphs.list) = 4;
	CHECK(subset_file(&sfnt, &glyphs, characters, STR("Made"), &sub));
	CHECK(glyphs.list.n == 3 && glyphs.list.v[2] == 1);
	CHECK(sfnt_open(buf_view(&sub), 0, &sfnt));
	CHECK(sfnt_glyph(&sfnt, 0x20000) == 1 && sfnt_glyph(&sfnt, 'A') == 0);
	CHECK(sfnt_outline(&sfnt, 1).n > 0);
	buf_release(&bytes);
	buf_release(&sub);
	arena_release(&arena);
}

/*
 * A CFF with two glyphs; the second calls a global and a local subroutine,
 * where it ends.
 */
static const char cff[] =
    "\1\0\4\1" "\0\1\1\1\2" "F"		/* header, name */
    "\0\1\1\1\14" "\34\0\45\21"		/* CharStrings at 37 */
    "\34\0\2\34\0\60\22"			/* Private, 2, at 48 */
    "\0\0" "\0\1\1\1\5" "\213\213\25\13"	/* strings, global */
    "\0\2\1\1\2\6" "\16" "\40\35\40\12"	/* charstrings */
    "\215\23" "\0\1\1\1\5" "\225\225\5\16";	/* Private, local */

static void
test_cff(void)
{
	struct str broken = { cff, sizeof(cff) - 1 };
	struct buf out = { 0 };
	unsigned glyphs[] = { 0, 1 };

	/* Whatever is cut off, nothing is read that is not there. */
	for (size_t n = 0; n <= broken.n; n++) {
		out.n = 0;
		cff_subset(str_slice(broken, 0, n), glyphs, 2, STR("F"),
		    &out);
	}
	/* Subroutines are written out. */
	out.n = 0;
	CHECK(cff_subset(broken, glyphs, 2, STR("F"), &out));
	CHECK(str_has(buf_view(&out), STR("\16\213\213\25\225\225\5\16")));
	CHECK(!cff_subset(STR_NONE, glyphs, 2, STR("F"), &out));
	buf_release(&out);
}

/* --- pictures ------------------------------------------------------------- */

/* A JPEG of 3 × 2 dots in four inks, as Photoshop makes them. */
static const char inks[] = "\xff\xd8\xff\xee\0\7Adobe"
    "\xff\xc0\0\16\10\0\2\0\3\4\0\0\0\0\0\0";

static void
test_image(void)
{
	struct figure figure = { .bytes = { inks, sizeof(inks) - 1 } };
	struct arena arena = ARENA_INIT;
	struct image image;

	CHECK(image_read(&arena, &figure, &image));
	CHECK(image.width == 3 && image.height == 2 && image.channels == 4);
	CHECK(image.jpeg && image.inverted);
	figure.bytes.n = 10;
	CHECK(!image_read(&arena, &figure, &image));
	figure = (struct figure){ .png = true, .bytes = STR("\x89PNG") };
	CHECK(!image_read(&arena, &figure, &image));
	arena_release(&arena);
}

/* --- a document ------------------------------------------------------- */

static const char text[] = "---\n发文机关: 云岭县科协\n"
    "发文字号: 云科〔2026〕8号\n成文日期: 2026-06-14\n---\n\n"
    "# 关于活动的通知\n\n## 总则\n\n各单位要**认真**做好。\n\n"
    "{表格: 表头=1}\n\n| 项 | 数 |\n|--|--|\n| 甲 | 1 |\n";

/* What the pages need, and the marks that layout adds; LACK is left out. */
static size_t
needed(uint32_t *characters, uint32_t lack)
{
	static const char more[] = " 0123456789—、一文件年月日〔〕号。：";
	struct str all[] = { STR(text), STR(more) };
	bool seen[0x10000] = { false };
	size_t n = 0;

	for (size_t i = 0; i < 2; i++)
		for (size_t at = 0; at < all[i].n;) {
			uint32_t c = char_next(all[i], &at);

			seen[c & 0xffff] = c != lack;
		}
	for (uint32_t c = 32; c < 0x10000; c++)
		if (seen[c])
			characters[n++] = c;
	return n;
}

static void
write_font(struct arena *arena, const char *folder, uint32_t lack)
{
	uint32_t *characters = NEW_ARRAY(arena, uint32_t, 0x10000);
	size_t n = needed(characters, lack);
	struct buf bytes = { 0 };
	FILE *file = fopen(str_cstr(arena, str_format(arena, "%s/made.ttf",
	    folder)), "wb");

	make_font(characters, n, "FangSong", &bytes);
	CHECK(file != NULL && fwrite(bytes.p, 1, bytes.n, file) == bytes.n);
	fclose(file);
	buf_release(&bytes);
}

static unsigned
count(struct str bytes, const char *what)
{
	unsigned n = 0;

	for (size_t at = 0; (at = str_find(bytes, str_of(what), at)) !=
	    SIZE_MAX; at++)
		n++;
	return n;
}

static int
print_as(writer_function *write, struct arena *arena, const char *folder,
    struct findings *findings, struct buf *out)
{
	struct str folders = str_of(folder);
	struct source_options options = { 0 };
	struct document *document;
	struct writing writing = { .arena = arena, .findings = findings,
	    .fonts = fonts_new(&folders, 1), .pack = pack_writer_new(),
	    .shared = STR("甲县") };
	uint32_t file = text_decode(arena, STR("t.md"), STR(text), "UTF-8",
	    findings);
	int status;

	document = markdown_read(arena, file, &options, findings);
	document_number(arena, document, findings);
	writing.document = document;
	writing.layout = layout_document(arena, document,
	    profile_builtin(arena, STR_NONE), findings);
	status = write(&writing, out);
	fonts_free(writing.fonts);
	pack_writer_free(writing.pack);
	return status;
}

static int
print(struct arena *arena, const char *folder, struct findings *findings,
    struct buf *out)
{
	return print_as(output_pdf, arena, folder, findings, out);
}

/* A part of the package, as text. */
static struct str
part(struct arena *arena, struct buf *bytes, const char *name,
    struct findings *findings)
{
	const struct pack *pack = pack_open(arena, STR("t.ofd"),
	    buf_view(bytes), POS_NONE, findings);
	const struct part *there = pack == NULL ? NULL :
	    pack_find(pack, str_of(name));
	struct str plain = STR_NONE;

	CHECK(there != NULL && pack_read(arena, pack, there, &plain,
	    findings) == 0);
	return plain;
}

static void
test_ofd(void)
{
	struct arena arena = ARENA_INIT;
	struct files files = { .arena = &arena };
	struct findings findings = { .arena = &arena, .files = &files };
	struct buf out = { 0 }, again = { 0 };
	char folder[] = "/tmp/t_print.XXXXXX";
	struct str page, tags;
	struct sfnt sfnt;

	if (!CHECK(mkdtemp(folder) != NULL))
		return;
	write_font(&arena, folder, 0);
	CHECK(print_as(output_ofd, &arena, folder, &findings, &out) == 0);
	CHECK(str_has(part(&arena, &out, "OFD.xml", &findings),
	    STR("<ofd:Title>关于活动的通知</ofd:Title>")));
	CHECK(count(part(&arena, &out, "Doc_0/Document.xml", &findings),
	    "<ofd:OutlineElem ") == 2);
	page = part(&arena, &out, "Doc_0/Pages/Page_0/Content.xml", &findings);
	CHECK(str_has(page, STR(">各单位要</ofd:TextCode>")));
	CHECK(str_has(page, STR("Weight=\"700\"")));
	CHECK(str_has(page, STR("<ofd:FillColor Value=\"255 0 0\"/>")));
	tags = part(&arena, &out, "Doc_0/Tags/CustomTag.xml", &findings);
	CHECK(count(tags, "<ofd:发文字号>") == 1);
	CHECK(count(tags, "<ofd:标题>") == 2);	/* the slot, and it */
	/* The face is a font file of its own. */
	CHECK(sfnt_open(part(&arena, &out, "Doc_0/Res/font_0.ttf", &findings),
	    0, &sfnt));
	CHECK(sfnt_glyph(&sfnt, U'各') > 0 && sfnt_glyph(&sfnt, U'没') == 0);
	CHECK(print_as(output_ofd, &arena, folder, &findings, &again) == 0);
	CHECK(str_eq(buf_view(&out), buf_view(&again)));
	unlink(str_cstr(&arena, str_format(&arena, "%s/made.ttf", folder)));
	rmdir(folder);
	buf_release(&out);
	buf_release(&again);
	arena_release(&arena);
}

static void
test_pdf(void)
{
	struct arena arena = ARENA_INIT;
	struct files files = { .arena = &arena };
	struct findings findings = { .arena = &arena, .files = &files };
	struct buf out = { 0 }, again = { 0 };
	char folder[] = "/tmp/t_print.XXXXXX";

	if (!CHECK(mkdtemp(folder) != NULL))
		return;
	/* No face at all: it is said what to install. */
	CHECK(print(&arena, folder, &findings, &out) == -1);
	CHECK(found(&findings, FINDING_FONT_MISSING));

	/* One that lacks a character: which. */
	write_font(&arena, folder, U'甲');
	CHECK(print(&arena, folder, &findings, &out) == -1);
	CHECK(found(&findings, FINDING_FONT_LACKS));

	write_font(&arena, folder, 0);
	findings.list.n = 0;
	CHECK(print(&arena, folder, &findings, &out) == 0);
	CHECK(found(&findings, FINDING_FONT_SUBSTITUTED));
	CHECK(str_starts(buf_view(&out), STR("%PDF-1.7\n")));
	CHECK(str_ends(buf_view(&out), STR("\n%%EOF\n")));
	CHECK(count(buf_view(&out), "/Type/Font/") == 2);
	CHECK(count(buf_view(&out), "/FontFile2 ") == 1);
	CHECK(count(buf_view(&out), "/ToUnicode ") == 1);
	CHECK(count(buf_view(&out), "/S/H1") == 1);
	CHECK(count(buf_view(&out), "/S/H2") == 1);
	CHECK(count(buf_view(&out), "/S/TH/") == 2);
	CHECK(count(buf_view(&out), "/S/TD/") == 2);
	CHECK(count(buf_view(&out), "/Scope/Column") == 2);
	CHECK(count(buf_view(&out), "<pdfaid:part>2</pdfaid:part>") == 1);
	/* The same bytes. */
	CHECK(print(&arena, folder, &findings, &again) == 0);
	CHECK(str_eq(buf_view(&out), buf_view(&again)));
	unlink(str_cstr(&arena, str_format(&arena, "%s/made.ttf", folder)));
	rmdir(folder);
	buf_release(&out);
	buf_release(&again);
	arena_release(&arena);
}

/* One page with one thing on it. */
static int
print_item(struct arena *arena, const char *folder, struct item item,
    struct findings *findings)
{
	struct str folders = str_of(folder);
	struct item_page page = { .width = 100, .height = 100, .number = 1,
	    .v = &item, .n = 1 };
	struct item_block blocks[2] = { { .page = 1 }, { .page = 1 } };
	struct layout layout = { .profile = profile_builtin(arena,
	    STR_NONE) };
	struct items items = { .layout = &layout, .pages = &page,
	    .page_count = 1, .blocks = blocks, .block_count = 2,
	    .whole = true };
	struct writing writing = { .arena = arena, .findings = findings,
	    .layout = &layout, .items = &items,
	    .fonts = fonts_new(&folders, 1) };
	struct buf out = { 0 };
	int status = output_pdf(&writing, &out);

	fonts_free(writing.fonts);
	buf_release(&out);
	return status;
}

/* The face of the corpus with a subroutine that is not there. */
static void
damage_font(struct arena *arena, const char *folder)
{
	FILE *from = fopen("tests/fuzz/corpus/font/made.otf", "rb"), *to;
	char bytes[4096];
	size_t n;

	if (!CHECK(from != NULL))
		return;
	n = fread(bytes, 1, sizeof(bytes), from);
	fclose(from);
	for (size_t i = 0; i + 4 < n; i++)
		if (memcmp(bytes + i, "\40\35\40\12", 4) == 0)
			bytes[i] = '\213';
	to = fopen(str_cstr(arena, str_format(arena, "%s/made.otf",
	    folder)), "wb");
	CHECK(to != NULL && fwrite(bytes, 1, n, to) == n);
	fclose(to);
}

static void
test_damaged(void)
{
	struct arena arena = ARENA_INIT;
	struct findings findings = { .arena = &arena };
	struct figure figure = { .bytes = STR("\x89PNG"), .png = true };
	struct item image = { .kind = ITEM_IMAGE, .as.image = &figure };
	int at[] = { 0, 10 };
	struct item letter = { .kind = ITEM_TEXT, .as.text = {
	    .text = STR("A"), .at = at, .n = 1, .font = STR("仿宋"),
	    .size = 32 } };
	char folder[] = "/tmp/t_print.XXXXXX";

	if (!CHECK(mkdtemp(folder) != NULL))
		return;
	CHECK(print_item(&arena, folder, image, &findings) == -1);
	CHECK(found(&findings, FINDING_PICTURE_UNDRAWN));
	/* Inks are drawn, but no archive's. */
	figure.bytes = (struct str){ inks, sizeof(inks) - 1 };
	figure.png = false;
	CHECK(print_item(&arena, folder, image, &findings) == 0);
	CHECK(found(&findings, FINDING_PICTURE_INKS));
	damage_font(&arena, folder);
	CHECK(print_item(&arena, folder, letter, &findings) == -1);
	CHECK(found(&findings, FINDING_FONT_DAMAGED));
	unlink(str_cstr(&arena, str_format(&arena, "%s/made.otf", folder)));
	rmdir(folder);
	arena_release(&arena);
}

/* A DOCX that is taken in is not drawn, and not left out without a word. */
static void
test_import(void)
{
	struct arena arena = ARENA_INIT;
	struct findings findings = { .arena = &arena };
	struct laid laid = { .kind = LAID_IMPORT };
	struct layout layout = { .profile = profile_builtin(&arena,
	    STR_NONE) };

	laid.as.import.path = STR("a.docx");
	layout.slots[SLOT_ATTACHMENTS] = (struct laid_list){ &laid, 1, 1 };
	CHECK(!items_make(&arena, &layout, &findings)->whole);
	CHECK(found(&findings, FINDING_IMPORT_UNDRAWN) == 1);
	arena_release(&arena);
}

int
main(void)
{
	test_import();
	test_damaged();
	test_sfnt();
	test_cff();
	test_image();
	test_pdf();
	test_ofd();
	return UNIT_END;
}
