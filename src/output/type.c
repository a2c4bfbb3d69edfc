/*
 * Text items in, glyphs of real faces out, one list of faces for a file.  Read
 * it from type_make.
 */
#include "type.h"

#include "../base/digest.h"
#include "../base/file.h"
#include "../text/chars.h"

#define CHAIN_MAX	48
/* Behind the faces of the profile: that of digits. */
#define DIGITS		FACE_COUNT
#define KEY(face, c)	((uint64_t)(face) << 32 | (c) | 1ull << 63)
#define SLOTS		2048		/* doubled when half full */

struct type_slot {
	uint64_t key;			/* 0: free */
	struct type_glyph glyph;
	unsigned rank;			/* in the chain; 0: the face itself */
};

/* The faces that are tried for one of the profile, best first. */
struct chain {
	struct str wanted;
	const struct font *v[CHAIN_MAX];
	size_t n;
	bool made;
};

struct setting {
	struct type *type;
	struct fonts *fonts;
	struct findings *findings;
	struct chain chains[FACE_COUNT + 1];
	size_t filled;
	struct buf lacking;		/* characters that no face has */
};

/* --- chains --------------------------------------------------------------- */

static void
add_font(struct chain *chain, const struct font *font)
{
	for (size_t i = 0; i < chain->n; i++)
		if (chain->v[i] == font)
			return;
	if (font != NULL && chain->n < CHAIN_MAX)
		chain->v[chain->n++] = font;
}

static void
add_families(struct setting *setting, struct chain *chain, enum face face)
{
	const char *name;

	for (size_t i = 0; (name = drawn_family(face, i)) != NULL; i++)
		add_font(chain, fonts_find(setting->fonts, str_of(name)));
}

/* The face, its own substitutes, then those of the others. */
static void
make_chain(struct setting *setting, unsigned which, struct str wanted)
{
	static const enum face others[] = { FACE_SONG, FACE_FANGSONG,
	    FACE_HEI, FACE_KAI, FACE_XIAOBIAOSONG };
	struct chain *chain = &setting->chains[which];
	const struct font *font;

	chain->made = true;
	chain->wanted = wanted;
	add_font(chain, fonts_find(setting->fonts, wanted));
	if (measure_latin(wanted) != NULL)
		add_font(chain, fonts_find(setting->fonts,
		    STR("Liberation Serif")));
	if (which < FACE_COUNT)
		add_families(setting, chain, (enum face)which);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		add_families(setting, chain, others[i]);
	for (size_t i = 0; chain->n == 0 &&
	    (font = fonts_at(setting->fonts, i)) != NULL; i++)
		add_font(chain, font);
}

const struct font *
type_face(struct fonts *fonts, const struct profile *profile, enum face face)
{
	struct setting setting = { .fonts = fonts };

	make_chain(&setting, face, profile->faces[face]);
	return setting.chains[face].n > 0 ? setting.chains[face].v[0] : NULL;
}

/* --- characters ----------------------------------------------------------- */

static struct type_slot *
slot_of(const struct type *type, uint64_t key)
{
	size_t at = (size_t)((key * 0x9e3779b97f4a7c15u) >> 40) % type->size;

	while (type->slots[at].key != 0 && type->slots[at].key != key)
		at = (at + 1) % type->size;
	return &type->slots[at];
}

static void
make_room(struct setting *setting)
{
	struct type *type = setting->type;
	struct type_slot *old = type->slots;
	size_t size = type->size;

	if (setting->filled * 2 < size)
		return;
	type->size = size == 0 ? SLOTS : size * 2;
	type->slots = NEW_ARRAY(type->arena, struct type_slot, type->size);
	for (size_t i = 0; i < size; i++)
		if (old[i].key != 0)
			*slot_of(type, old[i].key) = old[i];
}

/* The place of a character that is met for the first time; else NULL. */
static struct type_slot *
new_slot(struct setting *setting, unsigned which, uint32_t c)
{
	struct type_slot *slot;

	make_room(setting);
	slot = slot_of(setting->type, KEY(which, c));
	if (slot->key != 0)
		return NULL;
	slot->key = KEY(which, c);
	setting->filled++;
	return slot;
}

static unsigned
which_face(const struct item_text *text, const struct profile *profile)
{
	return str_eq(text->font, profile->faces[text->face]) ?
	    (unsigned)text->face : DIGITS;
}

static struct type_font *
use_font(struct type *type, const struct font *font)
{
	struct type_font *used;

	for (size_t i = 0; i < type->fonts.n; i++)
		if (type->fonts.v[i]->font == font)
			return type->fonts.v[i];
	used = NEW(type->arena, struct type_font);
	*VEC_ADD(type->arena, &type->fonts) = used;
	used->font = font;
	used->glyphs.arena = type->arena;
	*VEC_ADD(type->arena, &used->glyphs.list) = 0;
	*VEC_ADD(type->arena, &used->characters) = 0;
	*VEC_ADD(type->arena, &used->widths) =
	    sfnt_advance(&font->sfnt, 0) * 1000 / (int)font->sfnt.units;
	return used;
}

static struct type_glyph
use_glyph(struct type *type, const struct font *font, unsigned glyph,
    uint32_t c)
{
	struct type_font *used = use_font(type, font);
	int units = (int)font->sfnt.units;
	int width = (sfnt_advance(&font->sfnt, glyph) * 1000 + units / 2) /
	    units;
	size_t number = used->glyphs.list.n;

	/* Two faces of the profile may be one on this machine. */
	for (size_t i = 1; i < number; i++)
		if (used->characters.v[i] == c)
			return (struct type_glyph){ used, (unsigned)i, width };
	*VEC_ADD(type->arena, &used->glyphs.list) = glyph;
	*VEC_ADD(type->arena, &used->characters) = c;
	*VEC_ADD(type->arena, &used->widths) = width;
	return (struct type_glyph){ used, (unsigned)number, width };
}

static void
find_glyph(struct setting *setting, struct type_slot *slot,
    const struct chain *chain, uint32_t c)
{
	const struct font *font;
	unsigned glyph;

	for (size_t i = 0; i < chain->n; i++)
		if ((glyph = sfnt_glyph(&chain->v[i]->sfnt, c)) != 0) {
			slot->rank = (unsigned)i;
			slot->glyph = use_glyph(setting->type, chain->v[i],
			    glyph, c);
			return;
		}
	if (char_is_blank(c))
		return;
	for (size_t i = 0; (font = fonts_at(setting->fonts, i)) != NULL; i++)
		if ((glyph = sfnt_glyph(&font->sfnt, c)) != 0) {
			slot->rank = CHAIN_MAX;
			slot->glyph = use_glyph(setting->type, font, glyph, c);
			return;
		}
	if (setting->lacking.n > 0)
		buf_lit(&setting->lacking, "、");
	char_encode(&setting->lacking, c);
	buf_format(&setting->lacking, "（U+%04X）", (unsigned)c);
}

static void
set_text(struct setting *setting, const struct item_text *text)
{
	unsigned which = which_face(text,
	    setting->type->items->layout->profile);

	if (!setting->chains[which].made)
		make_chain(setting, which, text->font);
	for (size_t at = 0; at < text->text.n;) {
		uint32_t c = char_next(text->text, &at);
		struct type_slot *slot = new_slot(setting, which, c);

		if (slot != NULL)
			find_glyph(setting, slot, &setting->chains[which], c);
	}
}

/* The text of copies is mostly body text: its face has what they may have. */
static void
share(struct setting *setting, struct str characters)
{
	struct chain *chain = &setting->chains[FACE_FANGSONG];

	make_chain(setting, FACE_FANGSONG,
	    setting->type->items->layout->profile->faces[FACE_FANGSONG]);
	for (size_t at = 0; at < characters.n && chain->n > 0;) {
		uint32_t c = char_next(characters, &at);
		unsigned glyph = sfnt_glyph(&chain->v[0]->sfnt, c);
		struct type_slot *slot = glyph == 0 ? NULL :
		    new_slot(setting, FACE_FANGSONG, c);

		if (slot != NULL)
			slot->glyph = use_glyph(setting->type, chain->v[0],
			    glyph, c);
	}
}

/* --- what is said --------------------------------------------------------- */

static void
tell_missing(struct setting *setting, struct str wanted)
{
	finding_add(setting->findings, FINDING_FONT_MISSING, POS_NONE,
	    "这台机器上没有“%.*s”，也没有能代替它的中文字体，没有生成；请安装"
	    "仿宋、楷体、黑体、小标宋等字体（Debian、Ubuntu 可装 "
	    "fonts-noto-cjk），或用 --fonts 给出字体文件夹",
	    "this machine has no “%.*s”, nor a "
	    "Chinese face to stand in for it; nothing was made; install the "
	    "faces (on Debian and Ubuntu fonts-noto-cjk), or name their folder "
	    "with --fonts", STR_ARG(wanted));
}

/* What is not the face that was asked for, and what not even that has. */
static void
tell_substitutes(struct setting *setting, unsigned which)
{
	const struct chain *chain = &setting->chains[which];
	const struct font *font = chain->v[0];
	struct buf others = { 0 };

	if (!font_is_called(font, chain->wanted))
		finding_add(setting->findings, FINDING_FONT_SUBSTITUTED,
		    POS_NONE, "没有装“%.*s”，用“%.*s”代替", "“%.*s” is not "
		    "installed; “%.*s” stands in for it",
		    STR_ARG(chain->wanted), STR_ARG(font->name));
	EACH_OF(const struct type_slot, slot, setting->type->slots,
	    setting->type->size) {
		if (slot->key == 0 || slot->rank == 0 ||
		    (slot->key >> 32 & 0xff) != which)
			continue;
		char_encode(&others, (uint32_t)slot->key);
	}
	if (others.n > 0)
		finding_add(setting->findings, FINDING_FONT_SUBSTITUTED,
		    POS_NONE, "“%.*s”里没有这些字，用了别的字体：%s",
		    "“%.*s” lacks these characters, which are set in another "
		    "face: %s", STR_ARG(font->name), others.p);
	buf_release(&others);
}

/* The right face may be what was not read. */
static int
tell_unread(struct setting *setting)
{
	struct findings *findings = setting->findings;
	struct str path;
	int error = fonts_unread(setting->fonts, &path);

	if (error == 0)
		return 0;
	finding_add(findings, FINDING_FILE_UNREADABLE, POS_NONE,
	    "字体“%.*s”读不出来：%s；不能断定该用哪种字体，没有生成",
	    "the face “%.*s” cannot be read: %s; which face is right is not "
	    "known, and nothing was made", STR_ARG(path), file_reason(error,
	    findings->language));
	return -1;
}

/* 0, or -1 with a finding. */
static int
tell(struct setting *setting)
{
	if (tell_unread(setting) != 0)
		return -1;
	for (unsigned i = 0; i <= FACE_COUNT; i++)
		if (setting->chains[i].made && setting->chains[i].n == 0) {
			tell_missing(setting, setting->chains[i].wanted);
			return -1;
		}
	for (unsigned i = 0; i <= FACE_COUNT; i++)
		if (setting->chains[i].made)
			tell_substitutes(setting, i);
	if (setting->lacking.n == 0)
		return 0;
	finding_add(setting->findings, FINDING_FONT_LACKS, POS_NONE,
	    "装着的字体里都没有这些字，没有生成：%s；请安装有它们的字体",
	    "no installed face has these characters, nothing was made: %s; "
	    "install one that has them", setting->lacking.p);
	return -1;
}

static void
set_item(struct setting *setting, const struct item *item)
{
	struct type *type = setting->type;

	if (item->kind == ITEM_TEXT)
		set_text(setting, &item->as.text);
	else if (item->kind == ITEM_IMAGE &&
	    type_image(type, item->as.image) == type->images.n)
		*VEC_ADD(type->arena, &type->images) = item->as.image;
}

struct type *
type_make(struct writing *writing, const struct items *items)
{
	struct type *type = NEW(writing->arena, struct type);
	struct setting setting = { .type = type, .fonts = writing->fonts,
	    .findings = writing->findings };
	int status;

	type->arena = writing->arena;
	type->items = items;
	make_room(&setting);
	if (items->page_count > 0 && writing->shared.n > 0)
		share(&setting, writing->shared);
	for (size_t p = 0; p < items->page_count; p++)
		for (size_t i = 0; i < items->pages[p].n; i++)
			set_item(&setting, &items->pages[p].v[i]);
	status = tell(&setting);
	buf_release(&setting.lacking);
	return status == 0 ? type : NULL;
}

struct type_glyph
type_glyph(const struct type *type, const struct item_text *text, uint32_t c)
{
	return slot_of(type, KEY(which_face(text,
	    type->items->layout->profile), c))->glyph;
}

int
type_squeeze(const struct item_text *text, uint32_t c,
    struct type_glyph glyph, long *inset)
{
	struct measure measure = { 1000, 0, measure_latin(text->font) };
	long em = text->size * 10L, room = measure_char(&measure, c) * em;
	long width = glyph.width * em;

	*inset = 0;
	if (width == 0 || room == 0 || width <= room + room / 50) {
		if (width > 0 && width < room)
			*inset = (room - width) / 2;
		return 100;
	}
	return (int)(room * 100 / width);
}

unsigned
type_number(const struct type *type, const struct type_font *font)
{
	unsigned i = 0;

	while (type->fonts.v[i] != font)
		i++;
	return i;
}

unsigned
type_image(const struct type *type, const struct figure *figure)
{
	unsigned i = 0;

	while (i < type->images.n && type->images.v[i] != figure)
		i++;
	return i;
}

static void
tell_damaged(struct writing *writing, const struct font *font)
{
	finding_add(writing->findings, FINDING_FONT_DAMAGED, POS_NONE,
	    "字体文件“%.*s”已损坏，不能嵌入，没有生成；请重装这种字体",
	    "the font file “%.*s” is damaged and cannot be embedded; nothing "
	    "was made; install it anew", STR_ARG(font->path));
}

int
type_program(struct writing *writing, struct type_font *font, struct str kind,
    type_maker *make, void *context, struct buf *out)
{
	struct str glyphs = { (const char *)font->glyphs.list.v,
	    font->glyphs.list.n * sizeof(*font->glyphs.list.v) };
	/* Two files may call their faces the same. */
	struct str digest = str_format(writing->arena, "%.*s %p %.*s",
	    STR_ARG(digest_hex(writing->arena, glyphs)),
	    (const void *)font->font, STR_ARG(kind));
	struct str known = fonts_recall(writing->fonts, writing->arena, digest);

	if (known.n > 0) {
		buf_str(out, known);
		return 0;
	}
	if (!make(context, font, out)) {
		tell_damaged(writing, font->font);
		return -1;
	}
	fonts_keep(writing->fonts, digest, buf_view(out));
	return 0;
}
