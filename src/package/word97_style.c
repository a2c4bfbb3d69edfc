/*
 * Three tables of a .doc: the style sheet (STSH), the fonts (FFN), and the
 * lists (LSTF with their levels, LFO that use them).
 */
#include "word97_style.h"

#include "../text/chars.h"
#include "markup.h"

#define STYLES_MAX	4096u
#define FONTS_MAX	4096u
#define LISTS_MAX	2048u
#define NAME_MAX_UNITS	255u
#define CHAIN_MAX	24
#define LEVELS		9
#define NAMESPACE	"xmlns:w=\"http://schemas.openxmlformats.org/"	\
			"wordprocessingml/2006/main\""

void
wide_put(struct buf *out, struct str wide)
{
	struct buf text = { 0 };

	for (size_t at = 0; at + 2 <= wide.n; at += 2) {
		uint32_t c = little_16(wide, at);

		if (c >= 0xd800 && c < 0xdc00 &&
		    (little_16(wide, at + 2) & 0xfc00) == 0xdc00) {
			c = 0x10000 + ((c & 0x3ff) << 10 |
			    (little_16(wide, at + 2) & 0x3ff));
			at += 2;
		}
		if (c < 0x20 || (c & 0xfffff800) == 0xd800)
			continue;
		char_encode(&text, c);
	}
	markup_text(out, buf_view(&text), STR(" "));
	buf_release(&text);
}

static struct str
wide_copy(struct arena *arena, struct str wide)
{
	struct buf text = { 0 };

	wide_put(&text, wide);
	return buf_take(arena, &text);
}

/* --- styles ------------------------------------------------------------ */

/* The look that begins at *AT, of which the length stands before it. */
static struct str
next_look(struct str style, size_t *at)
{
	size_t from = *at + 2, to = from + little_16(style, *at);

	*at = to + (to & 1);
	return str_slice(style, from, to);
}

static void
read_style(struct arena *arena, struct str bytes, size_t base_size,
    struct style *style)
{
	unsigned kind = little_16(bytes, 2) & 15;
	size_t units = little_16(bytes, base_size);
	size_t at = base_size + 2 + 2 * units + 2;
	struct str look;

	if (bytes.n < base_size + 2 || units > NAME_MAX_UNITS || kind < 1 ||
	    kind > 2)
		return;
	at += at & 1;
	style->kind = kind;
	style->number = little_16(bytes, 0) & 0xfff;
	style->base = little_16(bytes, 2) >> 4;
	style->name = wide_copy(arena, str_slice(bytes, base_size + 2,
	    base_size + 2 + 2 * units));
	if (kind == 1) {
		look = next_look(bytes, &at);
		style->par = (struct changes){ { str_from(look, 2) }, 1 };
	}
	style->chr = (struct changes){ { next_look(bytes, &at) }, 1 };
}

void
style_read(struct arena *arena, struct str sheet, struct styles *styles)
{
	size_t at = 2 + little_16(sheet, 0), n = little_16(sheet, 2);
	size_t base_size = little_16(sheet, 4);

	for (int i = 0; i < 3; i++)
		styles->fonts[i] = sheet.n >= 20 ? (int32_t)little_16(sheet,
		    14 + 2 * (size_t)i) : LOOK_UNSET;
	if (base_size < 10 || n > STYLES_MAX)
		return;
	styles->v = NEW_ARRAY(arena, struct style, n);
	styles->n = n;
	for (size_t i = 0; i < n && at + 2 <= sheet.n; i++) {
		size_t length = little_16(sheet, at);

		if (length > 0)
			read_style(arena, str_slice(sheet, at + 2,
			    at + 2 + length), base_size, &styles->v[i]);
		at += 2 + length;
	}
}

/* The names that every Word gives them, whatever its language. */
static struct str
name_of(const struct style *style)
{
	static const char *const names[] = {
		"Normal", "heading 1", "heading 2", "heading 3", "heading 4",
		"heading 5", "heading 6", "heading 7", "heading 8",
		"heading 9",
	};

	return style->number < COUNT_OF(names) ? str_of(names[style->number]) :
	    style->name;
}

bool
style_sets(const struct styles *styles, unsigned number, enum chr slot)
{
	int32_t look[CHR_COUNT];

	for (int i = 0; i < CHAIN_MAX && number < styles->n; i++) {
		const struct style *style = &styles->v[number];

		look_chr(look, &style->chr);
		if (look[slot] == 0 || look[slot] == 1)
			return look[slot] == 1;
		number = style->base;
	}
	return false;
}

void
style_put(struct buf *out, const struct styles *styles,
    const struct fonts *fonts)
{
	int32_t par[PAR_COUNT], chr[CHR_COUNT];

	buf_lit(out, "<w:styles " NAMESPACE "><w:docDefaults><w:rPrDefault>"
	    "<w:rPr>");
	look_chr(chr, &(struct changes){ .n = 0 });
	chr[CHR_FONT_ASCII] = styles->fonts[0];
	chr[CHR_FONT_EAST] = styles->fonts[1];
	chr[CHR_FONT_OTHER] = styles->fonts[2];
	chr[CHR_SIZE] = 20;
	look_put_chr(out, chr, fonts);
	buf_lit(out, "</w:rPr></w:rPrDefault></w:docDefaults>");
	for (size_t i = 0; i < styles->n; i++) {
		const struct style *style = &styles->v[i];
		struct str name = name_of(style);

		if (style->kind == 0)
			continue;
		buf_format(out, "<w:style w:type=\"%s\"%s w:styleId=\"s%zu\">"
		    "<w:name w:val=\"%.*s\"/>", style->kind == 1 ?
		    "paragraph" : "character", i == 0 ?
		    " w:default=\"1\"" : "", i, STR_ARG(name));
		if (style->base < styles->n && style->base != i)
			buf_format(out, "<w:basedOn w:val=\"s%u\"/>",
			    style->base);
		look_par(par, &style->par);
		look_chr(chr, &style->chr);
		buf_lit(out, "<w:pPr>");
		if (style->kind == 1)
			look_put_par(out, par);
		buf_lit(out, "</w:pPr><w:rPr>");
		look_put_chr(out, chr, fonts);
		buf_lit(out, "</w:rPr></w:style>");
	}
	buf_lit(out, "</w:styles>");
}

/* --- fonts ------------------------------------------------------------- */

void
font_read(struct arena *arena, struct str table, struct fonts *fonts)
{
	size_t n = little_16(table, 0), at = 4;

	if (n > FONTS_MAX)
		return;
	fonts->v = NEW_ARRAY(arena, struct str, n);
	fonts->n = n;
	for (size_t i = 0; i < n && at < table.n; i++) {
		size_t length = little_8(table, at) + (size_t)1;
		struct str font = str_slice(table, at, at + length);
		size_t end = 40;

		while (little_16(font, end) != 0)
			end += 2;
		fonts->v[i] = wide_copy(arena, str_slice(font, 40, end));
		at += length;
	}
}

/* --- lists ------------------------------------------------------------- */

static const char *
format_of(unsigned number)
{
	static const char *const formats[] = {
		"decimal", "upperRoman", "lowerRoman", "upperLetter",
		"lowerLetter", "ordinal", "cardinalText", "ordinalText",
		"hex", "chicago", "ideographDigital", "japaneseCounting",
		"aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth",
		"japaneseLegal", "japaneseDigitalTenThousand",
		"decimalEnclosedCircle", "decimalFullWidth2",
		"aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet",
		"ganada", "chosung", "decimalEnclosedFullstop",
		"decimalEnclosedParen", "decimalEnclosedCircleChinese",
		"ideographEnclosedCircle", "ideographTraditional",
		"ideographZodiac", "ideographZodiacTraditional",
		"taiwaneseCounting", "ideographLegalTraditional",
		"taiwaneseCountingThousand", "taiwaneseDigital",
		"chineseCounting", "chineseLegalSimplified",
		"chineseCountingThousand",
	};

	return number < COUNT_OF(formats) ? formats[number] : "none";
}

/* "%1、" of a level: what is below 9 stands for the number of a level. */
static void
put_level_text(struct buf *out, struct str wide)
{
	for (size_t at = 0; at + 2 <= wide.n; at += 2)
		if (little_16(wide, at) < LEVELS)
			buf_format(out, "%%%u", little_16(wide, at) + 1);
		else
			wide_put(out, str_slice(wide, at, at + 2));
}

/* The level that begins at *AT, as w:lvl; *AT goes behind it. */
static void
put_level(struct buf *out, struct str lists, size_t *at, unsigned level)
{
	size_t chr_size = little_8(lists, *at + 24);
	size_t par_size = little_8(lists, *at + 25);
	size_t par = *at + 28, chr = par + par_size;
	size_t text = chr + chr_size, end = text + 2 +
	    2 * (size_t)little_16(lists, text);
	struct changes changes = { { str_slice(lists, par, chr) }, 1 };
	int32_t look[PAR_COUNT];

	buf_format(out, "<w:lvl w:ilvl=\"%u\"><w:start w:val=\"%ld\"/>"
	    "<w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"", level,
	    little_s32(lists, *at), format_of(little_8(lists, *at + 4)));
	put_level_text(out, str_slice(lists, text + 2, end));
	buf_lit(out, "\"/><w:pPr>");
	look_par(look, &changes);
	look[PAR_LIST] = LOOK_UNSET;
	look_put_par(out, look);
	buf_lit(out, "</w:pPr></w:lvl>");
	*at = end;
}

/* What a use of a list says of its levels instead. */
static void
put_overrides(struct buf *out, struct str uses, size_t *at, unsigned n)
{
	*at += 4;			/* a place that is not used */
	for (unsigned i = 0; i < n && *at + 8 <= uses.n; i++) {
		unsigned flags = little_8(uses, *at + 4);
		long start = little_s32(uses, *at);

		*at += 8;
		buf_format(out, "<w:lvlOverride w:ilvl=\"%u\">", flags & 15);
		if (flags & 16)
			buf_format(out, "<w:startOverride w:val=\"%ld\"/>",
			    start);
		if (flags & 32)
			put_level(out, uses, at, flags & 15);
		buf_lit(out, "</w:lvlOverride>");
	}
}

void
list_put(struct buf *out, struct str lists, struct str uses)
{
	size_t n = little_16(lists, 0), used = little_32(uses, 0);
	size_t at = 2 + 28 * n, more = 4 + 16 * used;

	buf_lit(out, "<w:numbering " NAMESPACE ">");
	for (size_t i = 0; n <= LISTS_MAX && i < n; i++) {
		bool simple = (little_8(lists, 2 + 28 * i + 26) & 1) != 0;

		buf_format(out, "<w:abstractNum w:abstractNumId=\"%ld\">",
		    little_s32(lists, 2 + 28 * i));
		for (unsigned k = 0; k < (simple ? 1 : LEVELS) &&
		    at < lists.n; k++)
			put_level(out, lists, &at, k);
		buf_lit(out, "</w:abstractNum>");
	}
	for (size_t i = 0; used <= LISTS_MAX && i < used; i++) {
		size_t use = 4 + 16 * i;

		buf_format(out, "<w:num w:numId=\"%zu\"><w:abstractNumId "
		    "w:val=\"%ld\"/>", i + 1, little_s32(uses, use));
		put_overrides(out, uses, &more, little_8(uses, use + 12));
		buf_lit(out, "</w:num>");
	}
	buf_lit(out, "</w:numbering>");
}
