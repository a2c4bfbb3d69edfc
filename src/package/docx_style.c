/*
 * styles.xml, theme and numbering.xml in; the look of one paragraph or run
 * out.
 */
#include "docx_style.h"

#include "../text/chars.h"
#include "../text/ordinal.h"

/* A style based on a style based on a style …; Word stops at about 10. */
#define CHAIN_MAX	24
#define LEVELS		9
#define FACES_MAX	50	/* that are compared with */
#define SIZE_LIMIT	3276	/* half-points; Word's own */

struct style {
	struct str id, name;
	struct str based_on;
	const xmlNode *node;
	struct docx_form *form;		/* NULL: not asked for yet */
};

struct level {
	long start;
	struct str format;		/* "chineseCounting" */
	struct str text;		/* "%1、" */
	bool legal;			/* all its numbers are 1, 2, 3 */
	bool joined;			/* nothing parts it from the text */
	int restart;			/* one of so many levels above counts
					   it anew */
	const xmlNode *ppr;
};

/* The counters of an abstract numbering, shared by its instances. */
struct counter {
	long value[LEVELS];
	bool begun[LEVELS];
};

struct abstract {
	long id;
	const xmlNode *node;
	struct counter *counter;
};

struct numbering {
	long id;
	struct level levels[LEVELS];
	struct counter *counter;
};

struct faces {
	struct str *v;
	size_t n, capacity;
};

enum theme_font { MAJOR_EA, MINOR_EA, MAJOR_LATIN, MINOR_LATIN, THEME_FONTS };

struct docx_styles {
	struct arena *arena;
	xmlDoc *styles_doc, *numbering_doc;
	const xmlNode *default_ppr, *default_rpr;
	struct style *normal;		/* the default paragraph style */
	struct str theme[THEME_FONTS];
	struct faces *faces;		/* that were met, once each */
	VEC(struct style) styles;
	struct str_index places;	/* of the styles, from 1, by id */
	/* Sorted by id: */
	VEC(struct abstract) abstracts;
	VEC(struct numbering) numberings;
};

/* --- the parts --------------------------------------------------------- */

static struct str
child_value(const xmlNode *node, const char *child)
{
	return word_value(word_child(node, child));
}

struct str
docx_theme_face(struct arena *arena, const xmlNode *fonts, bool east_asian)
{
	const xmlNode *font;
	struct str face = markup_attribute(markup_child(fonts, VOCABULARY_A,
	    east_asian ? "ea" : "latin"), VOCABULARY_NONE, "typeface");

	for (font = markup_child(fonts, VOCABULARY_A, "font");
	    east_asian && face.n == 0 && font != NULL;
	    font = markup_next(font, VOCABULARY_A, "font"))
		if (str_eq(markup_attribute(font, VOCABULARY_NONE, "script"),
		    STR("Hans")))
			face = markup_attribute(font, VOCABULARY_NONE,
			    "typeface");
	return str_copy(arena, face);
}

static void
read_theme(struct docx_styles *styles, const struct pack *pack,
    const struct relations *relations, struct findings *findings)
{
	xmlDoc *doc = markup_related(pack, relations, "theme",
	    VOCABULARY_A, "theme", findings);
	const xmlNode *scheme, *major, *minor;
	struct str *theme = styles->theme;

	if (doc == NULL)
		return;
	scheme = markup_child(markup_child(xmlDocGetRootElement(doc),
	    VOCABULARY_A, "themeElements"), VOCABULARY_A, "fontScheme");
	major = markup_child(scheme, VOCABULARY_A, "majorFont");
	minor = markup_child(scheme, VOCABULARY_A, "minorFont");
	theme[MAJOR_EA] = docx_theme_face(styles->arena, major, true);
	theme[MINOR_EA] = docx_theme_face(styles->arena, minor, true);
	theme[MAJOR_LATIN] = docx_theme_face(styles->arena, major, false);
	theme[MINOR_LATIN] = docx_theme_face(styles->arena, minor, false);
	xmlFreeDoc(doc);
}

static struct style *
find_style(const struct docx_styles *styles, struct str id)
{
	size_t place = id.n > 0 ? str_known(&styles->places, id) : 0;

	return place > 0 ? &styles->styles.v[place - 1] : NULL;
}

static void
read_style(struct docx_styles *styles, const xmlNode *node)
{
	struct style *style = VEC_ADD(styles->arena, &styles->styles);

	style->id = str_copy(styles->arena, word_attribute(node, "styleId"));
	style->name = str_copy(styles->arena, child_value(node, "name"));
	style->based_on = str_copy(styles->arena, child_value(node, "basedOn"));
	style->node = node;
	*str_number(styles->arena, &styles->places, style->id) =
	    styles->styles.n;
}

static bool
is_default_paragraph_style(const xmlNode *node)
{
	struct str value = word_attribute(node, "default");

	return str_is_one(value, "1|true") && str_eq(word_attribute(node,
	    "type"), STR("paragraph"));
}

static void
read_styles(struct docx_styles *styles, const xmlNode *root)
{
	const xmlNode *defaults, *node;

	defaults = word_child(root, "docDefaults");
	styles->default_ppr = word_child(word_child(defaults, "pPrDefault"),
	    "pPr");
	styles->default_rpr = word_child(word_child(defaults, "rPrDefault"),
	    "rPr");
	for (node = word_child(root, "style"); node != NULL; node =
	    word_next(node, "style"))
		read_style(styles, node);
	for (size_t i = 0; i < styles->styles.n; i++)
		if (is_default_paragraph_style(styles->styles.v[i].node))
			styles->normal = &styles->styles.v[i];
}

static void
read_level(struct docx_styles *styles, const xmlNode *node,
    struct numbering *numbering)
{
	long ilvl = word_number(node, "ilvl", -1);
	struct level *level;

	if (ilvl < 0 || ilvl >= LEVELS)
		return;
	level = &numbering->levels[ilvl];
	level->start = word_number(word_child(node, "start"), "val", 1);
	level->format = str_copy(styles->arena, child_value(node, "numFmt"));
	level->text = str_copy(styles->arena, child_value(node, "lvlText"));
	level->legal = word_child(node, "isLgl") != NULL;
	level->joined = str_eq(child_value(node, "suff"), STR("nothing"));
	level->restart = docx_value(word_child(node, "lvlRestart"), "val",
	    (int)ilvl);
	level->ppr = word_child(node, "pPr");
}

/* Of abstract numberings and of others: they begin with their id. */
static int
compare_ids(const void *left, const void *right)
{
	long a = *(const long *)left, b = *(const long *)right;

	return (a > b) - (a < b);
}

static void
read_levels(struct docx_styles *styles, const xmlNode *parent,
    struct numbering *numbering)
{
	const xmlNode *node;

	for (node = word_child(parent, "lvl"); node != NULL; node =
	    word_next(node, "lvl"))
		read_level(styles, node, numbering);
}

/* What a w:num changes in one level of its abstract one. */
static void
read_override(struct docx_styles *styles, const xmlNode *node,
    struct numbering *numbering)
{
	long ilvl = word_number(node, "ilvl", -1);
	const xmlNode *start = word_child(node, "startOverride");

	read_levels(styles, node, numbering);
	if (start == NULL || ilvl < 0 || ilvl >= LEVELS)
		return;
	numbering->levels[ilvl].start = word_number(start, "val", 1);
	/* A restart counts for itself. */
	numbering->counter = NEW(styles->arena, struct counter);
}

static void
read_num(struct docx_styles *styles, const xmlNode *num)
{
	struct numbering *numbering = VEC_ADD(styles->arena,
	    &styles->numberings);
	long id = word_number(word_child(num, "abstractNumId"), "val", -1);
	const struct abstract *abstract = styles->abstracts.n == 0 ? NULL :
	    bsearch(&id, styles->abstracts.v, styles->abstracts.n,
	    sizeof(*abstract), compare_ids);
	const xmlNode *node;

	numbering->id = word_number(num, "numId", 0);
	if (abstract != NULL) {
		numbering->counter = abstract->counter;
		read_levels(styles, abstract->node, numbering);
	}
	for (node = word_child(num, "lvlOverride"); node != NULL; node =
	    word_next(node, "lvlOverride"))
		read_override(styles, node, numbering);
}

/* Word writes one w:num a list; more than this is no document. */
#define NUMBERINGS_MAX	4096

static void
read_numbering(struct docx_styles *styles)
{
	const xmlNode *root, *node;

	if (styles->numbering_doc == NULL)
		return;
	root = xmlDocGetRootElement(styles->numbering_doc);
	for (node = word_child(root, "abstractNum"); node != NULL &&
	    styles->abstracts.n < NUMBERINGS_MAX; node = word_next(node,
	    "abstractNum"))
		*VEC_ADD(styles->arena, &styles->abstracts) =
		    (struct abstract){ word_number(node, "abstractNumId", -1),
		    node, NEW(styles->arena, struct counter) };
	sort(styles->abstracts.v, styles->abstracts.n,
	    sizeof(*styles->abstracts.v), compare_ids);
	for (node = word_child(root, "num"); node != NULL &&
	    styles->numberings.n < NUMBERINGS_MAX; node = word_next(node,
	    "num"))
		read_num(styles, node);
	sort(styles->numberings.v, styles->numberings.n,
	    sizeof(*styles->numberings.v), compare_ids);
}

struct docx_styles *
docx_styles_in(struct arena *arena, const xmlNode *root)
{
	struct docx_styles *styles = NEW(arena, struct docx_styles);

	styles->arena = arena;
	styles->faces = NEW(arena, struct faces);
	read_styles(styles, root);
	return styles;
}

struct docx_styles *
docx_styles_read(struct arena *arena, const struct pack *pack,
    const struct relations *relations, struct findings *findings)
{
	struct docx_styles *styles = docx_styles_in(arena, NULL);

	styles->styles_doc = markup_related(pack, relations, "styles",
	    VOCABULARY_W, "styles", findings);
	styles->numbering_doc = markup_related(pack, relations, "numbering",
	    VOCABULARY_W, "numbering", findings);
	read_theme(styles, pack, relations, findings);
	if (styles->styles_doc != NULL)
		read_styles(styles, xmlDocGetRootElement(styles->styles_doc));
	read_numbering(styles);
	return styles;
}

void
docx_styles_free(struct docx_styles *styles)
{
	if (styles == NULL)
		return;
	xmlFreeDoc(styles->styles_doc);
	xmlFreeDoc(styles->numbering_doc);
	styles->styles_doc = styles->numbering_doc = NULL;
}

/* --- fonts ------------------------------------------------------------- */

/* A switch such as w:b: present means on, unless it says otherwise. */
static void
apply_switch(const xmlNode *rpr, const char *name, bool *value)
{
	const xmlNode *node = word_child(rpr, name);

	if (node != NULL)
		*value = markup_is_on(node) &&
		!str_eq(word_value(node), STR("none"));
}

static struct str
theme_font(const struct docx_styles *styles, struct str name)
{
	bool major = str_starts(name, STR("major"));

	if (name.n == 0)
		return STR_NONE;
	if (str_ends(name, STR("EastAsia")))
		return styles->theme[major ? MAJOR_EA : MINOR_EA];
	return styles->theme[major ? MAJOR_LATIN : MINOR_LATIN];
}

/* The name of a face, which each run says again. */
static struct str
face_of(const struct docx_styles *styles, struct str name)
{
	struct faces *faces = styles->faces;

	for (size_t i = 0; i < faces->n; i++)
		if (str_eq(faces->v[i], name))
			return faces->v[i];
	name = str_copy(styles->arena, name);
	if (faces->n < FACES_MAX)
		*VEC_ADD(styles->arena, faces) = name;
	return name;
}

/* Theme fonts, where given, win over names. */
static void
apply_face(const struct docx_styles *styles, const xmlNode *fonts,
    const char *name, const char *theme, struct str *face)
{
	struct str value = word_attribute(fonts, name);
	struct str themed = theme_font(styles, word_attribute(fonts, theme));

	if (themed.n > 0)
		*face = themed;
	else if (value.n > 0)
		*face = face_of(styles, value);
}

static unsigned
parse_color(struct str value, unsigned fallback)
{
	long color = str_hex(value, 6);

	return color >= 0 ? (unsigned)color :
	    str_eq(value, STR("auto")) ? DOCX_COLOR_AUTO : fallback;
}

int
docx_value(const xmlNode *node, const char *name, int fallback)
{
	long value = word_number(node, name, fallback);

	return (int)(value > DOCX_VALUE_MAX ? DOCX_VALUE_MAX :
	    value < -DOCX_VALUE_MAX ? -DOCX_VALUE_MAX : value);
}

static void
apply_rpr(const struct docx_styles *styles, const xmlNode *rpr,
    struct docx_font *font)
{
	const xmlNode *fonts = word_child(rpr, "rFonts");
	struct str raised = child_value(rpr, "vertAlign");

	if (rpr == NULL)
		return;
	apply_face(styles, fonts, "eastAsia", "eastAsiaTheme", &font->face);
	apply_face(styles, fonts, "ascii", "asciiTheme", &font->latin);
	font->size = docx_value(word_child(rpr, "sz"), "val", font->size);
	if (font->size < 1 || font->size > SIZE_LIMIT)
		font->size = 1;
	font->spacing = docx_value(word_child(rpr, "spacing"), "val",
	    font->spacing);
	font->color = parse_color(child_value(rpr, "color"), font->color);
	apply_switch(rpr, "b", &font->bold);
	apply_switch(rpr, "i", &font->italic);
	apply_switch(rpr, "u", &font->underline);
	apply_switch(rpr, "vanish", &font->hidden);
	apply_switch(rpr, "smallCaps", &font->capitals);
	apply_switch(rpr, "caps", &font->capitals);
	apply_switch(rpr, "dstrike", &font->struck);
	apply_switch(rpr, "strike", &font->struck);
	if (word_child(rpr, "vertAlign") != NULL)
		font->raised = str_eq(raised, STR("superscript")) ? 1 :
		    str_eq(raised, STR("subscript")) ? -1 : 0;
}

/* --- paragraphs -------------------------------------------------------- */

static enum docx_align
parse_align(struct str value, enum docx_align fallback)
{
	static const struct {
		const char *name;
		enum docx_align align;
	} names[] = {
		{ "left", DOCX_LEFT }, { "start", DOCX_LEFT },
		{ "center", DOCX_CENTER }, { "right", DOCX_RIGHT },
		{ "end", DOCX_RIGHT }, { "both", DOCX_BOTH },
		{ "distribute", DOCX_DISTRIBUTE },
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_eq(value, str_of(names[i].name)))
			return names[i].align;
	return fallback;
}

void
docx_edge(const xmlNode *borders, const char *edge, struct docx_border *border)
{
	const xmlNode *node = word_child(borders, edge);
	struct str kind = word_value(node);

	if (node == NULL)
		return;
	if (str_is_one(kind, "nil|none"))
		border->width = 0;
	else
		border->width = docx_value(node, "sz", 4);
	border->color = parse_color(word_attribute(node, "color"),
	    DOCX_COLOR_AUTO);
}

static void
apply_indent(const xmlNode *ind, struct docx_form *form)
{
	if (ind == NULL)
		return;
	form->left = docx_value(ind, "start", docx_value(ind, "left",
	    form->left));
	form->right = docx_value(ind, "end", docx_value(ind, "right",
	    form->right));
	form->left_chars = docx_value(ind, "startChars", docx_value(ind,
	    "leftChars", form->left_chars));
	form->right_chars = docx_value(ind, "endChars", docx_value(ind,
	    "rightChars", form->right_chars));
	if (word_has(ind, "hanging")) {
		form->first = -docx_value(ind, "hanging", 0);
		form->first_chars = 0;
	} else if (word_has(ind, "firstLine")) {
		form->first = docx_value(ind, "firstLine", 0);
		form->first_chars = 0;
	}
	if (word_has(ind, "hangingChars"))
		form->first_chars = -docx_value(ind, "hangingChars", 0);
	else
		form->first_chars = docx_value(ind, "firstLineChars",
		    form->first_chars);
}

static void
apply_spacing(const xmlNode *spacing, struct docx_form *form)
{
	struct str rule = word_attribute(spacing, "lineRule");

	if (spacing == NULL)
		return;
	form->before = docx_value(spacing, "before", form->before);
	form->after = docx_value(spacing, "after", form->after);
	form->line = docx_value(spacing, "line", form->line);
	if (rule.n > 0)
		form->rule = str_eq(rule, STR("exact")) ? DOCX_LINE_EXACT :
		    str_eq(rule, STR("atLeast")) ? DOCX_LINE_LEAST :
		    DOCX_LINE_AUTO;
}

static void
apply_ppr(const xmlNode *ppr, struct docx_form *form)
{
	const xmlNode *numbering = word_child(ppr, "numPr");
	const xmlNode *borders = word_child(ppr, "pBdr");

	if (ppr == NULL)
		return;
	form->align = parse_align(child_value(ppr, "jc"), form->align);
	apply_indent(word_child(ppr, "ind"), form);
	apply_spacing(word_child(ppr, "spacing"), form);
	docx_edge(borders, "top", &form->top);
	docx_edge(borders, "bottom", &form->bottom);
	apply_switch(ppr, "pageBreakBefore", &form->page_break);
	apply_switch(ppr, "snapToGrid", &form->snap);
	if (numbering == NULL)
		return;
	form->numbering = word_number(word_child(numbering, "numId"), "val",
	    form->numbering);
	form->level = docx_value(word_child(numbering, "ilvl"), "val",
	    form->level);
}

/* The style and what it is based on, the deepest last. */
static size_t
style_chain(const struct docx_styles *styles, const struct style *style,
    const struct style *chain[CHAIN_MAX])
{
	size_t n = 0;

	while (style != NULL && n < CHAIN_MAX) {
		chain[n++] = style;
		style = find_style(styles, style->based_on);
	}
	return n;
}

static const struct numbering *
find_numbering(const struct docx_styles *styles, long id)
{
	return id == 0 || styles->numberings.n == 0 ? NULL :
	    bsearch(&id, styles->numberings.v, styles->numberings.n,
	    sizeof(*styles->numberings.v), compare_ids);
}

/* The level that numbers a paragraph of this form, and what it is of. */
static const struct level *
find_level(const struct docx_styles *styles, const struct docx_form *form,
    const struct numbering **numbering)
{
	*numbering = find_numbering(styles, form->numbering);
	return *numbering != NULL && form->level >= 0 &&
	    form->level < LEVELS ? &(*numbering)->levels[form->level] : NULL;
}

/* The indents that a level of numbering gives its paragraphs. */
static void
apply_numbering(const struct docx_styles *styles, struct docx_form *form)
{
	const struct numbering *numbering;
	const struct level *level = find_level(styles, form, &numbering);

	if (level != NULL)
		apply_indent(word_child(level->ppr, "ind"), form);
}

static void
read_form(const struct docx_styles *styles, const struct style *style,
    struct docx_form *form)
{
	const struct style *chain[CHAIN_MAX];
	size_t n;
	long inherited;

	*form = (struct docx_form){ .line = 240, .snap = true,
	    .style = STR("Normal"), .font = { .size = 20,
	    .color = DOCX_COLOR_AUTO } };
	if (style != NULL)
		form->style = style->name;
	apply_rpr(styles, styles->default_rpr, &form->font);
	apply_ppr(styles->default_ppr, form);
	for (n = style_chain(styles, style, chain); n > 0; n--) {
		inherited = form->numbering;
		apply_rpr(styles, word_child(chain[n - 1]->node, "rPr"),
		    &form->font);
		apply_ppr(word_child(chain[n - 1]->node, "pPr"), form);
		if (form->numbering != inherited)
			apply_numbering(styles, form);
	}
}

/* Each is read once: nearly all paragraphs have one of a few styles. */
void
docx_style_form(const struct docx_styles *styles, struct str id,
    struct docx_form *form)
{
	struct style *style = find_style(styles, id);

	if (style == NULL)
		style = styles->normal;
	if (style == NULL) {
		read_form(styles, NULL, form);
		return;
	}
	if (style->form == NULL) {
		style->form = NEW(styles->arena, struct docx_form);
		read_form(styles, style, style->form);
	}
	*form = *style->form;
}

/* Indents in hundredths of a character are of the paragraph's own size. */
static void
resolve_indents(struct docx_form *form)
{
	const struct {
		int chars;
		int *twips;
	} indents[] = {
		{ form->left_chars, &form->left },
		{ form->right_chars, &form->right },
		{ form->first_chars, &form->first },
	};

	for (size_t i = 0; i < COUNT_OF(indents); i++)
		if (indents[i].chars != 0 && abs(indents[i].chars) < 10000)
			*indents[i].twips =
			    indents[i].chars * form->font.size / 10;
}

void
docx_paragraph_form(const struct docx_styles *styles, const xmlNode *ppr,
    struct docx_form *form)
{
	docx_style_form(styles, child_value(ppr, "pStyle"), form);
	if (word_child(ppr, "numPr") != NULL) {
		struct docx_form own = *form;

		apply_ppr(ppr, &own);
		form->numbering = own.numbering;
		form->level = own.level;
		apply_numbering(styles, form);
	}
	apply_ppr(ppr, form);
	resolve_indents(form);
}

bool
docx_is_red(unsigned color)
{
	return color != DOCX_COLOR_AUTO && (color >> 16) >= 0xb0 &&
	    (color >> 8 & 0xff) <= 0x60 && (color & 0xff) <= 0x60;
}

void
docx_run_font(const struct docx_styles *styles, const struct docx_form *form,
    const xmlNode *rpr, struct docx_font *font)
{
	const struct style *chain[CHAIN_MAX];
	size_t n;

	*font = form->font;
	if (rpr == NULL)
		return;
	for (n = style_chain(styles, find_style(styles, child_value(rpr,
	    "rStyle")), chain); n > 0; n--)
		apply_rpr(styles, word_child(chain[n - 1]->node, "rPr"), font);
	apply_rpr(styles, rpr, font);
}

/* --- numbering --------------------------------------------------------- */

static struct str
letters(struct arena *arena, long value, char first)
{
	char *p;
	size_t n;

	/* After z comes aa, then bb. */
	n = (size_t)(value - 1) / 26 + 1;
	if (value < 1 || n > 8)
		return STR_NONE;
	p = arena_alloc(arena, n);
	memset(p, first + (value - 1) % 26, n);
	return (struct str){ p, n };
}

static struct str
roman(struct arena *arena, long value, bool upper)
{
	static const struct {
		int value;
		const char *lower, *upper;
	} parts[] = {
		{ 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" },
		{ 400, "cd", "CD" }, { 100, "c", "C" }, { 90, "xc", "XC" },
		{ 50, "l", "L" }, { 40, "xl", "XL" }, { 10, "x", "X" },
		{ 9, "ix", "IX" }, { 5, "v", "V" }, { 4, "iv", "IV" },
		{ 1, "i", "I" },
	};
	struct buf out = { 0 };

	for (size_t i = 0; value < 4000 && i < 13; i++)
		for (; value >= parts[i].value; value -= parts[i].value)
			buf_lit(&out, upper ? parts[i].upper : parts[i].lower);
	return buf_take(arena, &out);
}

/* VALUE in one of the number formats of ISO/IEC 29500 that China uses. */
static struct str
format_number(struct arena *arena, struct str format, long value)
{
	if (value < 0 || value > 99999)
		return STR_NONE;
	if (str_is_one(format,
	    "decimalEnclosedCircle|decimalEnclosedCircleChinese"))
		return ordinal_format(arena, 5, (unsigned)value);
	if (str_eq(format, STR("decimalEnclosedParen")))
		return ordinal_format(arena, 4, (unsigned)value);
	if (str_eq(format, STR("decimalEnclosedFullstop")))
		return ordinal_format(arena, 3, (unsigned)value);
	if (str_has(format, STR("hinese")) ||
	    str_starts(format, STR("taiwanese")) ||
	    str_is_one(format, "japaneseCounting|ideographDigital"))
		return number_han(arena, (unsigned)value);
	if (str_eq(format, STR("ideographTraditional")) && value > 0 &&
	    value <= 10)
		return str_slice(STR("甲乙丙丁戊己庚辛壬癸"),
		    3 * (size_t)(value - 1), 3 * (size_t)value);
	if (str_eq(format, STR("upperLetter")))
		return letters(arena, value, 'A');
	if (str_eq(format, STR("lowerLetter")))
		return letters(arena, value, 'a');
	if (str_eq(format, STR("upperRoman")))
		return roman(arena, value, true);
	if (str_eq(format, STR("lowerRoman")))
		return roman(arena, value, false);
	if (str_is_one(format, "bullet|none"))
		return STR_NONE;
	if (str_eq(format, STR("decimalZero")))
		return str_format(arena, "%02ld", value);
	return str_format(arena, "%ld", value);
}

/*
 * "第%1条" with the counters put in; what has no mark at its end keeps its
 * distance.
 */
static struct str
expand_text(struct arena *arena, const struct numbering *numbering,
    const struct level *own)
{
	const struct counter *counter = numbering->counter;
	struct str text = own->text;
	struct buf out = { 0 };

	for (size_t i = 0; i < text.n; i++) {
		int level = i + 1 < text.n ? text.p[i + 1] - '1' : -1;

		if (text.p[i] != '%' || level < 0 || level >= LEVELS) {
			buf_byte(&out, text.p[i]);
			continue;
		}
		buf_str(&out, format_number(arena, own->legal ? STR("decimal") :
		    numbering->levels[level].format, counter->begun[level] ?
		    counter->value[level] : numbering->levels[level].start));
		i++;
	}
	if (!own->joined && out.n > 0 && char_is_ascii_alnum(
	    (unsigned char)out.p[out.n - 1]))
		buf_byte(&out, ' ');
	else if (!own->joined && str_ends_one(buf_view(&out), "条|章|节"))
		buf_lit(&out, "　");
	return buf_take(arena, &out);
}

bool
docx_is_bulleted(const struct docx_styles *styles, const struct docx_form *form)
{
	const struct numbering *numbering;
	const struct level *level = find_level(styles, form, &numbering);

	return level != NULL && str_eq(level->format, STR("bullet"));
}

struct str
docx_number(struct docx_styles *styles, const struct docx_form *form)
{
	const struct numbering *numbering;
	const struct level *level = find_level(styles, form, &numbering);
	struct counter *counter;

	if (level == NULL || numbering->counter == NULL)
		return STR_NONE;
	counter = numbering->counter;
	counter->value[form->level] = counter->begun[form->level] ?
	    counter->value[form->level] + 1 : level->start;
	counter->begun[form->level] = true;
	for (int deeper = form->level + 1; deeper < LEVELS; deeper++)
		counter->begun[deeper] &= form->level >=
		    numbering->levels[deeper].restart;
	if (str_eq(level->format, STR("bullet")))
		return STR_NONE;
	return expand_text(styles->arena, numbering, level);
}
