/*
 * Somebody's DOCX → a body for ours: parts renamed, styles merged, what is not
 * on the list of package/allow.def left out.  Read it from import_read.
 */
#include "import.h"

#include "../base/file.h"
#include "../package/allow.h"
#include "../package/docx_style.h"
#include "../package/word.h"

#define IMPORT_SIZE_MAX		((size_t)64 << 20)
#define NUMBERS_EACH		1000	/* lists of one import, at most */
#define IDS_EACH		100000	/* bookmarks and pictures of one */
#define BOOKMARK_MAX		40	/* characters in a name, for Word */

/* What is left behind. */
enum left {
	LEFT_NOTHING, LEFT_NOTE, LEFT_COMMENT, LEFT_REVISION, LEFT_OBJECT,
	LEFT_CHART, LEFT_PICTURE, LEFT_FAR, LEFT_LINK, LEFT_CHUNK, LEFT_COLUMNS,
	LEFT_HEADER, LEFT_MACRO, LEFT_LIST, LEFT_COUNT
};

static const struct {
	const char *zh, *en;
} left_words[LEFT_COUNT] = {
	[LEFT_NOTE] = { "脚注和尾注", "notes" },
	[LEFT_COMMENT] = { "批注", "comments" },
	[LEFT_REVISION] = { "修订标记（按已接受处理）",
	    "tracked changes (taken as accepted)" },
	[LEFT_OBJECT] = { "嵌入对象（只带入它的图像）",
	    "embedded objects (but for their pictures)" },
	[LEFT_CHART] = { "图表和智能图形", "charts and diagrams" },
	[LEFT_PICTURE] = { "读不出的图片", "unreadable pictures" },
	[LEFT_FAR] = { "存在别处的图片", "pictures kept elsewhere" },
	[LEFT_LINK] = { "不安全的链接", "unsafe links" },
	[LEFT_CHUNK] = { "插入的其他文件", "files inserted in it" },
	[LEFT_COLUMNS] = { "分栏", "columns" },
	[LEFT_HEADER] = { "页眉页脚", "headers and footers" },
	[LEFT_MACRO] = { "宏", "macros" },
	[LEFT_LIST] = { "编号", "numbered lists" },
};

/*
 * Something of theirs that is asked for by name (style, list, relationship),
 * and what it is called in our document once it is used.
 */
struct entry {
	struct str key;
	xmlNode *node;
	const struct relation *relation;
	bool used;
	struct str ours;
};

struct catalogue {
	struct arena *arena;
	VEC(struct entry) list;
	struct str_index places;	/* from 1, by key */
};

struct theme {
	struct str latin[2], east[2];	/* major, minor */
};

/* A picture that came along, and where to. */
struct taken {
	const struct part *part;
	struct str target;
};

struct importer {
	struct arena *arena;
	const struct pack *pack;
	struct findings *findings;
	struct import *import;
	unsigned number;
	struct str prefix;		/* "In1" */
	struct relations relations;
	xmlDoc *body, *styles, *numbering;
	struct catalogue style_list, lists, abstracts, links;
	struct theme theme;
	struct str ignorable;		/* prefixes, as the root lists them */
	struct str paragraph_style, table_style;	/* the defaults */
	VEC(struct entry *) used_styles;	/* grow while they are */
	VEC(struct entry *) used_lists;		/* copied */
	VEC(struct fill_part) parts;
	VEC(struct taken) pictures;
	VEC(struct fill_relation) fill_relations;
	VEC(struct import_run) runs;
	unsigned next_id;
	struct allow allow;		/* what was left behind */
	struct buf field;		/* the instruction that is read */
};

/* Note that it was left behind, and to where it led. */
static void
leave(struct importer *im, enum left left, struct str target)
{
	const char *word = im->allow.english ? left_words[left].en :
	    left_words[left].zh;

	if (left != LEFT_NOTHING)
		allow_note(&im->allow, str_format(im->arena, "%s%s%.*s", word,
		    target.n > 0 ? " " : "", STR_ARG(target)));
}

/* --- small tools on trees ---------------------------------------------- */

static void
set_value(struct importer *im, xmlNode *node, const char *name,
    struct str value)
{
	word_set(node, name, str_cstr(im->arena, value));
}

/* Does the subtree need the namespace, by element, attribute or Requires? */
static bool
needs(xmlNode *root, const xmlNs *ns)
{
	struct str prefix = ns->prefix == NULL ? STR_NONE :
	    str_of((const char *)ns->prefix);

	for (xmlNode *n = root; n != NULL; n = markup_step(root, n)) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (n->ns == ns || (prefix.n > 0 && str_has(markup_attribute(
		    n, VOCABULARY_NONE, "Requires"), prefix)))
			return true;
		for (xmlAttr *a = n->properties; a != NULL; a = a->next)
			if (a->ns == ns)
				return true;
	}
	return false;
}

/* Our document's root declares these; see declare_prefixes in template.c. */
static const struct {
	const char *prefix;
	enum vocabulary vocabulary;
} declared[] = {
	{ "w", VOCABULARY_W }, { "r", VOCABULARY_R },
	{ "a", VOCABULARY_A }, { "wp", VOCABULARY_WP },
	{ "pic", VOCABULARY_PIC }, { "mc", VOCABULARY_MC },
	{ "m", VOCABULARY_M }, { "v", VOCABULARY_V },
};

/* Which of them it is, by whatever prefix; COUNT_OF(declared): none. */
static size_t
find_ours(const xmlNs *ns)
{
	size_t i = 0;

	while (i < COUNT_OF(declared) && !markup_in(ns, declared[i].vocabulary))
		i++;
	return i;
}

static bool
is_declared(const xmlNs *ns)
{
	size_t i = find_ours(ns);

	return i < COUNT_OF(declared) && ns->prefix != NULL &&
	    strcmp((const char *)ns->prefix, declared[i].prefix) == 0;
}

/* Append NODE as XML that means the same in another part. */
static void
dump(struct buf *out, xmlNode *node, bool in_body)
{
	xmlNode *root = xmlDocGetRootElement(node->doc);
	xmlBuffer *xml = xmlBufferCreate();

	for (xmlNs *ns = root->nsDef; ns != NULL; ns = ns->next)
		if (!(in_body && is_declared(ns)) && needs(node, ns))
			xmlNewNs(node, ns->href, ns->prefix);
	xmlNodeDump(xml, node->doc, node, 0, 0);
	buf_lit(out, (const char *)xmlBufferContent(xml));
	xmlBufferFree(xml);
}

/* --- catalogues -------------------------------------------------------- */

/* Of two alike the first counts. */
static struct entry *
add_entry(struct catalogue *catalogue, struct str key)
{
	struct entry *entry = VEC_ADD(catalogue->arena, &catalogue->list);
	size_t *place;

	entry->key = str_copy(catalogue->arena, key);
	place = str_number(catalogue->arena, &catalogue->places, entry->key);
	if (*place == 0)
		*place = catalogue->list.n;
	return entry;
}

/* The first entry of that key, or NULL. */
static struct entry *
look_up(const struct catalogue *catalogue, struct str key)
{
	size_t place = key.n > 0 ? str_known(&catalogue->places, key) : 0;

	return place > 0 ? &catalogue->list.v[place - 1] : NULL;
}

/* The w:ELEMENT children of the tree's root by their w:KEY. */
static void
fill_catalogue(struct catalogue *catalogue, xmlDoc *tree,
    const char *element, const char *key)
{
	xmlNode *node = tree == NULL ? NULL :
	    word_child(xmlDocGetRootElement(tree), element);

	for (; node != NULL; node = word_next(node, element))
		add_entry(catalogue, word_attribute(node, key))->node = node;
}

static xmlNode *
node_of(const struct catalogue *catalogue, struct str key)
{
	const struct entry *entry = look_up(catalogue, key);

	return entry != NULL ? entry->node : NULL;
}

static bool
is_used(const struct catalogue *catalogue, struct str key)
{
	const struct entry *entry = look_up(catalogue, key);

	return entry != NULL && entry->used;
}

/* --- theme ------------------------------------------------------------- */

static void
read_fonts(struct importer *im, xmlNode *scheme, const char *name, int which)
{
	const xmlNode *fonts = markup_child(scheme, VOCABULARY_A, name);
	struct str latin = docx_theme_face(im->arena, fonts, false);
	struct str east = docx_theme_face(im->arena, fonts, true);

	if (latin.n > 0)
		im->theme.latin[which] = latin;
	if (east.n > 0)
		im->theme.east[which] = east;
}

/* Our package has no theme, so fonts by theme are written by name. */
static void
read_theme(struct importer *im)
{
	xmlDoc *tree = markup_related(im->pack, &im->relations, "theme",
	    VOCABULARY_A, "theme", im->findings);
	xmlNode *scheme;

	for (int i = 0; i < 2; i++) {
		im->theme.latin[i] = STR("Times New Roman");
		im->theme.east[i] = STR("宋体");
	}
	if (tree == NULL)
		return;
	scheme = markup_child(markup_child(xmlDocGetRootElement(tree),
	    VOCABULARY_A, "themeElements"), VOCABULARY_A, "fontScheme");
	read_fonts(im, scheme, "majorFont", 0);
	read_fonts(im, scheme, "minorFont", 1);
	xmlFreeDoc(tree);
}

/* asciiTheme="minorHAnsi" → ascii="Calibri" */
static void
name_fonts(struct importer *im, xmlNode *fonts)
{
	static const struct {
		const char *theme, *name;
		bool east;
	} faces[] = {
		{ "asciiTheme", "ascii", false },
		{ "hAnsiTheme", "hAnsi", false },
		{ "eastAsiaTheme", "eastAsia", true },
	};

	for (size_t i = 0; i < COUNT_OF(faces); i++) {
		struct str theme = word_attribute(fonts, faces[i].theme);
		bool minor = str_starts(theme, STR("minor"));
		bool east = faces[i].east || str_ends(theme, STR("EastAsia"));

		if (theme.n > 0)
			set_value(im, fonts, faces[i].name, east ?
			    im->theme.east[minor] : im->theme.latin[minor]);
	}
}

/* --- names of ours ----------------------------------------------------- */

static struct str
our_style(struct importer *im, struct str id)
{
	return str_cat(im->arena, im->prefix, id);
}

/* Note that a style is used; false when there is none of that id. */
static bool
use_style(struct importer *im, struct str id)
{
	struct entry *entry = look_up(&im->style_list, id);

	if (entry != NULL && !entry->used) {
		entry->used = true;
		*VEC_ADD(im->arena, &im->used_styles) = entry;
	}
	return entry != NULL;
}

/* Our number for their w:numId; n == 0 when there is none, or too many. */
static struct str
our_list(struct importer *im, struct str id)
{
	struct entry *entry = look_up(&im->lists, id);

	if (entry == NULL || entry->used)
		return entry != NULL ? entry->ours : STR_NONE;
	if (im->used_lists.n == NUMBERS_EACH)
		return STR_NONE;
	entry->used = true;
	*VEC_ADD(im->arena, &im->used_lists) = entry;
	entry->ours = str_format(im->arena, "%zu",
	    (size_t)im->number * NUMBERS_EACH + im->used_lists.n);
	return entry->ours;
}

/* Bring the picture along; its target for the relationship, or n == 0. */
static struct str
take_picture(struct importer *im, struct str name)
{
	const struct part *part = pack_find(im->pack, name);
	const char *type;
	struct fill_part *taken;
	struct str bytes, target;

	/* However many relationships lead to it, it is one. */
	for (size_t i = 0; part != NULL && i < im->pictures.n; i++)
		if (im->pictures.v[i].part == part)
			return im->pictures.v[i].target;
	if (part == NULL || pack_read(im->arena, im->pack, part, &bytes,
	    im->findings) != 0 || (type = allow_picture(name, bytes)) == NULL)
		return STR_NONE;
	target = str_format(im->arena, "media/gw%.*s-%zu.%.*s",
	    STR_ARG(im->prefix), im->parts.n + 1, STR_ARG(path_suffix(name)));
	taken = VEC_ADD(im->arena, &im->parts);
	taken->name = str_cat(im->arena, STR("word/"), target);
	taken->type = str_of(type);
	taken->bytes = bytes;
	*VEC_ADD(im->arena, &im->pictures) = (struct taken){ part, target };
	return target;
}

/* Our relationship for theirs; n == 0 when it is not taken. */
static struct str
our_relation(struct importer *im, struct str id)
{
	struct entry *entry = look_up(&im->links, id);
	struct fill_relation ours = { .kind = "image" };

	if (entry == NULL || entry->used)
		return entry != NULL ? entry->ours : STR_NONE;
	entry->used = true;
	if (allow_link(entry->relation)) {
		ours.kind = "hyperlink";
		ours.target = entry->relation->target;
		ours.external = true;
	} else if (str_eq(entry->relation->kind, STR("image")) &&
	    !entry->relation->external)
		ours.target = take_picture(im, entry->relation->target);
	if (ours.target.n == 0)
		return STR_NONE;
	ours.id = entry->ours = str_format(im->arena, "rIdImport%u-%zu",
	    im->number, im->fill_relations.n + 1);
	*VEC_ADD(im->arena, &im->fill_relations) = ours;
	return ours.id;
}

/* --- what becomes of an element ---------------------------------------- */

enum verdict { KEEP, UNWRAP, DROP };

static const struct {
	const char *names;
	enum verdict verdict;
	enum left left;
} rules[] = {
	/* What refers to parts that do not come along. */
	{ "commentReference", DROP, LEFT_COMMENT },
	{ "footnoteReference|endnoteReference", DROP, LEFT_NOTE },
	{ "altChunk|subDoc", DROP, LEFT_CHUNK },
	{ "control|objectEmbed|objectLink", DROP, LEFT_OBJECT },
	{ "commentRangeStart|commentRangeEnd|dataBinding|placeholder|"
	    "lvlPicBulletId", DROP, LEFT_NOTHING },
	/* Tracked changes, as accepted. */
	{ "ins|moveTo", UNWRAP, LEFT_REVISION },
	{ "del|moveFrom|rPrChange|pPrChange|tblPrChange|tblPrExChange|"
	    "tblGridChange|trPrChange|tcPrChange|sectPrChange|"
	    "numberingChange|cellIns|cellDel|cellMerge", DROP, LEFT_REVISION },
	{ "moveFromRangeStart|moveFromRangeEnd|moveToRangeStart|"
	    "moveToRangeEnd|delText|delInstrText", DROP, LEFT_NOTHING },
	/* Fields: their results stay.  Instructions can start programs. */
	{ "fldChar|instrText|fldData|ffData", DROP, LEFT_NOTHING },
	{ "fldSimple", UNWRAP, LEFT_NOTHING },
	/* Marks of the editor. */
	{ "proofErr|lastRenderedPageBreak|permStart|permEnd|customXmlPr|"
	    "smartTagPr", DROP, LEFT_NOTHING },
	{ "customXml|smartTag", UNWRAP, LEFT_NOTHING },
	/* What joins lists across documents. */
	{ "nsid|tmpl|styleLink|numStyleLink", DROP, LEFT_NOTHING },
};

/*
 * Is PREFIX one of those that the root calls ignorable?  w14 is kept, and so is
 * what everything is written in, whatever is said of it.
 */
static bool
is_ignorable(const struct importer *im, const xmlNs *ns)
{
	struct str rest = im->ignorable, prefix;

	if (ns == NULL || ns->prefix == NULL ||
	    find_ours(ns) < COUNT_OF(declared))
		return false;
	prefix = str_of((const char *)ns->prefix);
	if (str_eq(prefix, STR("w14")))
		return false;
	while ((rest = str_trim_left(rest)).n > 0)
		if (str_eq(str_take(&rest, " "), prefix))
			return true;
	return false;
}

/* A check box of an old form has no result but its looks. */
static void
keep_check_box(xmlNode *character)
{
	xmlNode *box = word_child(word_child(character, "ffData"),
	    "checkBox"), *state, *text;
	bool checked;

	if (box == NULL)
		return;
	if ((state = word_child(box, "checked")) == NULL)
		state = word_child(box, "default");
	checked = markup_is_on(state);
	text = xmlNewNode(character->ns, BAD_CAST "t");
	xmlAddChild(text, xmlNewText(BAD_CAST (checked ? "☑" : "□")));
	xmlAddPrevSibling(character, text);
}

/* What is called so by relationship does not come along: a LINK, or not. */
static void
leave_relation(struct importer *im, struct str id, bool link)
{
	const struct entry *entry = look_up(&im->links, id);
	const struct relation *r = entry != NULL ? entry->relation : NULL;
	bool image = r == NULL || str_eq(r->kind, STR("image"));

	leave(im, link ? LEFT_LINK : !image ? LEFT_CHART : r != NULL &&
	    r->external ? LEFT_FAR : LEFT_PICTURE,
	    r != NULL && (link || image) ? r->target : STR_NONE);
}

/* A drawing for whose sake the whole does not come along. */
static bool
leave_drawing(struct importer *im, const xmlNode *node)
{
	struct str uri = str_of(node->ns != NULL ?
	    (const char *)node->ns->href : "");

	if (str_has_one(uri, "chart|diagram"))
		leave(im, LEFT_CHART, STR_NONE);
	else
		allow_note_element(&im->allow, node);
	return false;
}

/* Has it, after its sources elsewhere are taken off, what is not to be had? */
static bool
refers_away(struct importer *im, xmlNode *node)
{
	for (xmlAttr *a = node->type == XML_ELEMENT_NODE ? node->properties :
	    NULL, *after; a != NULL; a = after) {
		struct str id = a->children == NULL ? STR_NONE :
		    str_of((const char *)a->children->content);

		after = a->next;
		if (a->children == NULL || !markup_in(a->ns, VOCABULARY_R) ||
		    our_relation(im, id).n > 0)
			continue;
		leave_relation(im, id, false);
		if (!allow_is_source(node, a))
			return true;
		xmlRemoveProp(a);
	}
	return false;
}

/*
 * Can all that a drawing refers to be brought along?  Links on pictures are
 * taken off, a copy of a picture in another format too.
 */
static bool
take_drawing(struct importer *im, xmlNode *drawing)
{
	xmlNode *node = drawing, *next;

	for (; node != NULL; node = next) {
		next = markup_step(drawing, node);
		if (allow_is_beside(node))
			leave_relation(im, markup_attribute(node,
			    VOCABULARY_R, "id"), true);
		if (allow_is_beside(node) ||
		    (markup_is(node, VOCABULARY_A, "extLst") &&
		    markup_is(node->parent, VOCABULARY_A, "blip"))) {
			next = markup_skip(drawing, node);
			word_drop(node);
			continue;
		}
		if (node->type == XML_ELEMENT_NODE && !allow_element(node) &&
		    !is_ignorable(im, node->ns))
			return leave_drawing(im, node);
		if (refers_away(im, node))
			return false;
	}
	return true;
}

/* An embedded object is its picture. */
static void
become_picture(struct importer *im, xmlNode *object)
{
	xmlNode *child, *next;

	leave(im, LEFT_OBJECT, STR_NONE);
	for (child = object->children; child != NULL; child = next) {
		next = child->next;
		if (child->type == XML_ELEMENT_NODE && child->ns != NULL &&
		    !markup_in(child->ns, VOCABULARY_V))
			word_drop(child);
	}
	xmlFreePropList(object->properties);
	object->properties = NULL;
	xmlNodeSetName(object, BAD_CAST "pict");
}

static enum verdict
judge_link(struct importer *im, xmlNode *link)
{
	struct str id = markup_attribute(link, VOCABULARY_R, "id");

	if (id.n == 0 || our_relation(im, id).n > 0)
		return KEEP;
	leave_relation(im, id, true);
	return UNWRAP;
}

/* The instruction of a field is all its text before its result. */
static void
end_field(struct importer *im)
{
	if (str_trim(buf_view(&im->field)).n > 0)
		allow_note_field(&im->allow, buf_view(&im->field));
	im->field.n = 0;
}

static void
note_field(struct importer *im, const xmlNode *node)
{
	if (word_is(node, "fldChar"))
		end_field(im);
	else if (word_is(node, "fldSimple"))
		allow_note_field(&im->allow, word_attribute(node, "instr"));
	else if (word_is(node, "instrText"))
		buf_str(&im->field, markup_content(im->arena, node));
}

static enum verdict
judge_word(struct importer *im, xmlNode *node)
{
	const char *name = (const char *)node->name;

	if (strcmp(name, "object") == 0)
		become_picture(im, node);
	if (word_is_one(node, "drawing|pict"))
		return take_drawing(im, node) ? KEEP : DROP;
	if (strcmp(name, "hyperlink") == 0)
		return judge_link(im, node);
	if (strcmp(name, "fldChar") == 0)
		keep_check_box(node);
	note_field(im, node);
	/* A deleted row; the id of a content control. */
	if (strcmp(name, "tr") == 0 &&
	    word_child(word_child(node, "trPr"), "del") != NULL) {
		leave(im, LEFT_REVISION, STR_NONE);
		return DROP;
	}
	if (strcmp(name, "id") == 0 && word_is(node->parent, "sdtPr"))
		return DROP;
	if (strncmp(name, "customXml", 9) == 0 && strstr(name, "Range"))
		return DROP;
	for (size_t i = 0; i < COUNT_OF(rules); i++)
		if (str_is_one(str_of(name), rules[i].names)) {
			leave(im, rules[i].left, STR_NONE);
			return rules[i].verdict;
		}
	return KEEP;
}

static enum verdict
judge(struct importer *im, xmlNode *node)
{
	if (node->type == XML_TEXT_NODE)
		return KEEP;
	if (node->type != XML_ELEMENT_NODE || is_ignorable(im, node->ns))
		return DROP;
	if (word_is(node, (const char *)node->name)) {
		enum verdict verdict = judge_word(im, node);

		if (verdict != KEEP)
			return verdict;
	}
	if (allow_element(node))
		return KEEP;
	allow_note_element(&im->allow, node);
	return DROP;
}

/* --- what becomes of attributes ---------------------------------------- */

/* Noise, what must be unique, and what needs a theme. */
static bool
is_unwanted(const struct importer *im, const xmlAttr *a)
{
	const char *name = (const char *)a->name;

	if (a->ns == NULL)
		return false;
	if (is_ignorable(im, a->ns) || strcmp(name, "paraId") == 0 ||
	    strcmp(name, "textId") == 0)
		return true;
	return markup_in(a->ns, VOCABULARY_W) &&
	    (strncmp(name, "rsid", 4) == 0 ||
	    strncmp(name, "theme", 5) == 0 || strstr(name, "Theme") != NULL ||
	    strcmp(name, "cstheme") == 0);
}

static void
clean_attributes(struct importer *im, xmlNode *node)
{
	xmlAttr *a, *next;

	allow_attributes(&im->allow, node);
	for (a = node->properties; a != NULL; a = next) {
		next = a->next;
		if (is_unwanted(im, a)) {
			xmlRemoveProp(a);
			continue;
		}
		if (a->children != NULL && markup_in(a->ns, VOCABULARY_R)) {
			struct str id = our_relation(im,
			    str_of((const char *)a->children->content));

			if (id.n > 0)
				xmlSetNsProp(node, a->ns, a->name,
				    BAD_CAST str_cstr(im->arena, id));
			else
				xmlRemoveProp(a);
		}
	}
}

/* --- what becomes of references ---------------------------------------- */

static struct str
our_bookmark(struct importer *im, struct str name)
{
	size_t characters = 0, end = 0;

	name = str_cat(im->arena, im->prefix, name);
	while (end < name.n) {
		if (((unsigned char)name.p[end] & 0xc0) != 0x80 &&
		    ++characters > BOOKMARK_MAX)
			break;
		end++;
	}
	return str_slice(name, 0, end);
}

static void
rename_bookmark(struct importer *im, xmlNode *node)
{
	long id = word_number(node, "id", 0);

	set_value(im, node, "id", str_format(im->arena, "%ld",
	    (long)im->number * IDS_EACH + id % IDS_EACH));
	if (word_has(node, "name"))
		set_value(im, node, "name",
		    our_bookmark(im, word_attribute(node, "name")));
}

/*
 * Give a style reference our name; false when it points nowhere.  BASE_STYLE,
 * which no program writes, is put there below.
 */
#define BASE_STYLE	" "

static bool
rename_style(struct importer *im, xmlNode *node)
{
	if (str_eq(word_value(node), STR(BASE_STYLE))) {
		set_value(im, node, "val", im->prefix);
		return true;
	}
	if (!use_style(im, word_value(node)))
		return false;
	set_value(im, node, "val", our_style(im, word_value(node)));
	return true;
}

/*
 * Paragraphs and tables that name no style have the default one, under its
 * old name, since the walk comes to it yet.
 */
static void
give_style(struct importer *im, xmlNode *node, const char *properties,
    const char *reference, struct str style)
{
	xmlNode *group = word_first(node, properties);

	if (style.n > 0 && word_child(group, reference) == NULL)
		set_value(im, word_first(group, reference), "val", style);
}

/* False when the element is to go. */
static bool
translate(struct importer *im, xmlNode *node)
{
	const char *name = (const char *)node->name;
	struct str list;

	if (markup_is(node, VOCABULARY_WP, "docPr")) {
		xmlSetProp(node, BAD_CAST "id", BAD_CAST str_cstr(im->arena,
		    str_format(im->arena, "%lu", (unsigned long)im->number *
		    IDS_EACH + ++im->next_id % IDS_EACH)));
		return true;
	}
	if (word_is(node, "numId") && !str_eq(word_value(node), STR("0"))) {
		list = our_list(im, word_value(node));
		if (list.n == 0)
			leave(im, LEFT_LIST, STR_NONE);
		set_value(im, node, "val", list.n > 0 ? list : STR("0"));
		return true;
	}
	if (!word_is(node, name))
		return true;
	/* A list level does not bring along a style that nothing else uses. */
	if (strcmp(name, "pStyle") == 0 && word_is(node->parent, "lvl") &&
	    !is_used(&im->style_list, word_value(node)))
		return false;
	if (word_is_one(node, "pStyle|rStyle|tblStyle"))
		return rename_style(im, node);
	if (word_is_one(node, "bookmarkStart|bookmarkEnd"))
		rename_bookmark(im, node);
	else if (strcmp(name, "hyperlink") == 0 && word_has(node, "anchor"))
		set_value(im, node, "anchor",
		    our_bookmark(im, word_attribute(node, "anchor")));
	else if (strcmp(name, "rFonts") == 0)
		name_fonts(im, node);
	else if (strcmp(name, "p") == 0)
		give_style(im, node, "pPr", "pStyle", im->paragraph_style);
	else if (strcmp(name, "tbl") == 0)
		give_style(im, node, "tblPr", "tblStyle", im->table_style);
	return true;
}

/* The order of the schema, which some programs do not keep to. */
static const struct {
	const char *name, *order;
} orders[] = {
	{ "pPr", " pStyle keepNext keepLines pageBreakBefore framePr"
	    " widowControl numPr suppressLineNumbers pBdr shd tabs"
	    " suppressAutoHyphens kinsoku wordWrap overflowPunct"
	    " topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
	    " snapToGrid spacing ind contextualSpacing mirrorIndents"
	    " suppressOverlap jc textDirection textAlignment"
	    " textboxTightWrap outlineLvl divId cnfStyle rPr " },
	{ "tblPr", " tblStyle tblpPr tblOverlap bidiVisual"
	    " tblStyleRowBandSize tblStyleColBandSize tblW jc"
	    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar"
	    " tblLook tblCaption tblDescription " },
	{ "tcPr", " cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap"
	    " tcMar textDirection tcFitText vAlign hideMark " },
	{ "tblBorders", " top left start bottom right end insideH insideV " },
	{ "tcBorders", " top left start bottom right end insideH insideV"
	    " tl2br tr2bl " },
};
#define ORDERED_MAX	64	/* children; real ones have fewer */

/* Where a name stands in an order; 0 for one that it does not hold. */
static size_t
rank_of(const char *order, const xmlNode *node)
{
	char word[40];
	const char *at;

	snprintf(word, sizeof(word), " %s ", (const char *)node->name);
	at = strstr(order, word);
	return at != NULL ? (size_t)(at - order) + 1 : 0;
}

static void
set_in_order(xmlNode *node, const char *order)
{
	xmlNode *child, *next, *other;
	size_t n = 0;

	for (child = node->children; child != NULL; child = child->next)
		n++;
	for (child = node->children; child != NULL && n <= ORDERED_MAX;
	    child = next) {
		size_t rank = rank_of(order, child);

		next = child->next;
		other = node->children;
		while (other != child && rank_of(order, other) <= rank)
			other = other->next;
		if (other == child)
			continue;
		xmlUnlinkNode(child);
		xmlAddPrevSibling(other, child);
	}
}

static void
order_children(xmlNode *node)
{
	for (size_t i = 0; i < COUNT_OF(orders); i++)
		if (word_is(node, orders[i].name))
			set_in_order(node, orders[i].order);
}

/* Make a subtree fit to stand in our document. */
static void
clean(struct importer *im, xmlNode *root)
{
	xmlNode *node = markup_step(root, root), *next;

	while (node != NULL) {
		enum verdict verdict;

		allow_count(&im->allow, node);
		verdict = judge(im, node);
		if (verdict == KEEP && node->type == XML_ELEMENT_NODE &&
		    !translate(im, node))
			verdict = DROP;
		if (verdict == KEEP) {
			if (node->type == XML_ELEMENT_NODE) {
				clean_attributes(im, node);
				order_children(node);
			}
			node = markup_step(root, node);
			continue;
		}
		next = markup_skip(root, node);
		if (verdict == UNWRAP && node->children != NULL) {
			next = node->children;
			while (node->children != NULL)
				xmlAddPrevSibling(node, node->children);
		}
		word_drop(node);
		node = next;
	}
}

/* --- styles ------------------------------------------------------------ */

/* Off our grid of 28 characters: their text was not made for it. */
static void
leave_grid(struct importer *im, xmlNode *properties)
{
	/* Schema order: in w:pPr, and in w:rPr. */
	static const char later[] = "spacing|ind|contextualSpacing|"
	    "mirrorIndents|suppressOverlap|jc|textDirection|textAlignment|"
	    "textboxTightWrap|outlineLvl|rPr|"
	    "vanish|webHidden|color|w|kern|position|sz|szCs|highlight|u|"
	    "effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|"
	    "eastAsianLayout|specVanish|oMath";
	xmlNode *grid;

	if (word_child(properties, "snapToGrid") != NULL)
		return;
	grid = xmlNewNode(properties->ns, BAD_CAST "snapToGrid");
	set_value(im, grid, "val", STR("0"));
	word_insert(properties, word_before(properties, later), grid);
}

/* Without fonts of theirs the text would get ours. */
static void
give_fonts(struct importer *im, xmlNode *run)
{
	xmlNode *fonts = word_first(run, "rFonts");

	if (fonts->properties != NULL)
		return;
	set_value(im, fonts, "ascii", STR("Times New Roman"));
	set_value(im, fonts, "hAnsi", STR("Times New Roman"));
	set_value(im, fonts, "eastAsia", STR("宋体"));
}

/*
 * Their document's defaults as a style, on which all styles of theirs stand
 * that stand on nothing.
 */
static void
put_base_style(struct importer *im, struct buf *out)
{
	xmlNode *root, *defaults, *paragraph, *run;

	root = xmlDocGetRootElement(im->styles);
	defaults = word_first(root, "docDefaults");
	paragraph = word_first(word_first(defaults, "pPrDefault"), "pPr");
	run = word_first(word_first(defaults, "rPrDefault"), "rPr");
	clean(im, paragraph);
	leave_grid(im, paragraph);
	clean(im, run);
	leave_grid(im, run);
	give_fonts(im, run);
	buf_format(out, "<w:style xmlns:w=\"%s\" w:type=\"paragraph\""
	    " w:customStyle=\"1\" w:styleId=\"%.*s\"><w:name w:val=\"%.*s\"/>",
	    vocabulary_uri(VOCABULARY_W), STR_ARG(im->prefix),
	    STR_ARG(im->prefix));
	dump(out, paragraph, false);
	dump(out, run, false);
	buf_lit(out, "</w:style>");
}

/* Rename what a style says of itself and of others. */
static void
rework_style(struct importer *im, xmlNode *style)
{
	xmlNode *name = word_child(style, "name");
	xmlNode *based = word_child(style, "basedOn");
	xmlNode *node;

	while ((node = word_before(style,
	    "next|link|aliases|autoRedefine|qFormat|rsid")) != NULL)
		word_drop(node);
	set_value(im, name, "val", str_format(im->arena, "%.*s %.*s",
	    STR_ARG(im->prefix), STR_ARG(word_value(name))));
	if (based != NULL && !rename_style(im, based)) {
		word_drop(based);
		based = NULL;
	}
	if (based == NULL &&
	    str_eq(word_attribute(style, "type"), STR("paragraph"))) {
		based = xmlNewNode(style->ns, BAD_CAST "basedOn");
		xmlAddNextSibling(name, based);
		set_value(im, based, "val", im->prefix);
	}
}

static void
put_style(struct importer *im, const struct entry *entry, struct buf *out)
{
	xmlNode *style = entry->node;

	if (word_child(style, "name") == NULL)
		return;
	xmlUnsetNsProp(style, style->ns, BAD_CAST "default");
	rework_style(im, style);
	clean(im, style);
	clean_attributes(im, style);
	set_value(im, style, "customStyle", STR("1"));
	set_value(im, style, "styleId", our_style(im, entry->key));
	dump(out, style, false);
}

/* The id of the default style of a type, noted as used. */
static struct str
default_style(struct importer *im, const char *type)
{
	xmlNode *style = word_child(xmlDocGetRootElement(im->styles), "style");

	for (; style != NULL; style = word_next(style, "style"))
		if (str_eq(word_attribute(style, "type"), str_of(type)) &&
		    str_is_one(word_attribute(style, "default"), "1|true")) {
			struct str id = word_attribute(style, "styleId");

			return use_style(im, id) ? str_copy(im->arena, id) :
			    STR_NONE;
		}
	return STR_NONE;
}

/* --- lists ------------------------------------------------------------- */

static xmlNode *
abstract_of(const struct importer *im, const xmlNode *list)
{
	return node_of(&im->abstracts,
	    word_value(word_child(list, "abstractNumId")));
}

#define LINKS_MAX	8

/* The definition of a list; one that a style has is followed to there. */
static xmlNode *
definition_of(const struct importer *im, const xmlNode *list)
{
	xmlNode *abstract = abstract_of(im, list), *link, *style;

	for (int i = 0; i < LINKS_MAX &&
	    (link = word_child(abstract, "numStyleLink")) != NULL; i++) {
		style = node_of(&im->style_list, word_value(link));
		list = node_of(&im->lists, word_value(word_child(
		    word_child(word_child(style, "pPr"), "numPr"), "numId")));
		abstract = abstract_of(im, list);
	}
	return abstract;
}

/* Write the list as one of its own, with its own definition. */
static void
put_list(struct importer *im, const struct entry *entry,
    struct buf *abstracts, struct buf *numbers)
{
	xmlNode *list = entry->node, *reference;
	xmlNode *abstract = definition_of(im, list), *copy;

	if (abstract == NULL) {
		leave(im, LEFT_LIST, STR_NONE);
		return;
	}
	copy = xmlCopyNode(abstract, 1);
	xmlAddNextSibling(abstract, copy);
	clean(im, copy);
	clean_attributes(im, copy);
	set_value(im, copy, "abstractNumId", entry->ours);
	dump(abstracts, copy, false);
	word_drop(copy);
	clean(im, list);
	clean_attributes(im, list);
	set_value(im, list, "numId", entry->ours);
	reference = word_child(list, "abstractNumId");
	set_value(im, reference, "val", entry->ours);
	dump(numbers, list, false);
}

/* --- the body ---------------------------------------------------------- */

/* The properties of the section that ends with this block. */
static xmlNode *
section_of(const xmlNode *block)
{
	return word_is(block, "sectPr") ? (xmlNode *)block :
	    word_is(block, "p") ?
	    word_child(word_child(block, "pPr"), "sectPr") : NULL;
}

static xmlNode *
next_section(const xmlNode *block)
{
	xmlNode *section = NULL;

	while (section == NULL && (block = block->next) != NULL)
		section = section_of(block);
	return section;
}

static void
note_section(struct importer *im, const xmlNode *section)
{
	if (word_child(section, "headerReference") != NULL ||
	    word_child(section, "footerReference") != NULL)
		leave(im, LEFT_HEADER, STR_NONE);
	if (word_number(word_child(section, "cols"), "num", 1) > 1)
		leave(im, LEFT_COLUMNS, STR_NONE);
}

static bool
starts_page(const xmlNode *section)
{
	return section != NULL &&
	    !str_eq(word_value(word_child(section, "type")), STR("continuous"));
}

/* A paragraph with nothing in it to be seen. */
static bool
is_blank(const xmlNode *block)
{
	if (block->type != XML_ELEMENT_NODE)
		return true;
	if (!word_is(block, "p"))
		return false;
	for (const xmlNode *n = block->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE && !word_is(n, "pPr"))
			return false;
	return true;
}

/* Blank paragraphs at the end would only make a blank page. */
static void
trim_end(xmlNode *body)
{
	xmlNode *last = body->last, *before;

	for (; last != NULL; last = before) {
		before = last->prev;
		if (word_is(last, "sectPr"))
			continue;
		if (!is_blank(last) || section_of(last) != NULL)
			break;
		word_drop(last);
	}
}

/* Let the block begin a page; a table does it after a paragraph. */
static void
begin_page(xmlNode *block, struct buf *xml)
{
	xmlNode *properties, *before, *page;

	if (!word_is(block, "p")) {
		buf_lit(xml, "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
		return;
	}
	properties = word_first(block, "pPr");
	if (word_child(properties, "pageBreakBefore") != NULL)
		return;
	/* Schema order: only these three stand before it. */
	before = properties->children;
	while (word_is_one(before, "pStyle|keepNext|keepLines"))
		before = before->next;
	page = xmlNewNode(properties->ns, BAD_CAST "pageBreakBefore");
	word_insert(properties, before, page);
}

static void
end_run(struct importer *im, struct buf *xml, bool landscape, bool table_last)
{
	struct import_run *run;

	if (table_last)
		buf_lit(xml, "<w:p><w:pPr><w:spacing w:before=\"0\""
		    " w:after=\"0\" w:line=\"14\" w:lineRule=\"exact\"/>"
		    "</w:pPr></w:p>");
	if (xml->n == 0)
		return;
	run = VEC_ADD(im->arena, &im->runs);
	run->landscape = landscape;
	run->xml = str_copy(im->arena, buf_view(xml));
	xml->n = 0;
}

/* Write the blocks, in runs of one orientation. */
static void
put_blocks(struct importer *im, xmlNode *body)
{
	xmlNode *block = body->children, *section = NULL, *own, *next;
	bool landscape, page = false, table = false;
	struct buf xml = { 0 };

	if (block != NULL && (section = section_of(block)) == NULL)
		section = next_section(block);
	landscape = word_is_landscape(section);
	for (; block != NULL; block = next) {
		next = block->next;
		if ((own = section_of(block)) != NULL)
			note_section(im, own);
		if (block->type != XML_ELEMENT_NODE || own == block)
			continue;
		section = own != NULL ? next_section(block) : NULL;
		if (own != NULL)
			word_drop(own);
		if (page)
			begin_page(block, &xml);
		dump(&xml, block, true);
		table = word_is(block, "tbl");
		page = own != NULL && starts_page(section);
		if (section != NULL &&
		    word_is_landscape(section) != landscape) {
			end_run(im, &xml, landscape, table);
			landscape = !landscape;
			page = table = false;
		}
	}
	end_run(im, &xml, landscape, table);
	buf_release(&xml);
}

/* --- all --------------------------------------------------------------- */

static int
refuse(struct importer *im, const char *zh, const char *en)
{
	finding_add(im->findings, FINDING_IMPORT_REFUSED, im->pack->pos,
	    "附件“%.*s”没有带入：%s", "“%.*s” was not taken in: %s",
	    STR_ARG(im->pack->name),
	    im->findings->language == LANGUAGE_EN ? en : zh);
	return -1;
}

static void
make_catalogues(struct importer *im)
{
	im->style_list.arena = im->lists.arena = im->abstracts.arena =
	    im->links.arena = im->arena;
	fill_catalogue(&im->style_list, im->styles, "style", "styleId");
	fill_catalogue(&im->lists, im->numbering, "num", "numId");
	fill_catalogue(&im->abstracts, im->numbering, "abstractNum",
	    "abstractNumId");
	for (size_t i = 0; i < im->relations.n; i++)
		add_entry(&im->links, im->relations.v[i].id)->relation =
		    &im->relations.v[i];
}

/* Open all the parts that are needed. */
static int
open_parts(struct importer *im)
{
	const xmlNode *document;
	struct str main;

	if (markup_main(im->arena, im->pack, &main, &im->relations,
	    im->findings) != 0)
		return -1;
	if (pack_find(im->pack, main) == NULL)
		return refuse(im, "它不是 Word 文档（.docx）",
		    "it is no Word document (.docx)");
	im->body = markup_open(im->pack, main, VOCABULARY_W, "document",
	    im->findings);
	if (im->body == NULL)
		return -1;
	document = xmlDocGetRootElement(im->body);
	if (markup_is_strict(im->body))
		return refuse(im,
		    "它是“严格”格式；请另存为普通的 Word 文档（.docx）",
		    "it is in the strict format; save it as an ordinary "
		    ".docx");
	im->ignorable = str_copy(im->arena, markup_attribute(document,
	    VOCABULARY_MC, "Ignorable"));
	im->styles = markup_related(im->pack, &im->relations, "styles",
	    VOCABULARY_W, "styles", im->findings);
	if (im->styles == NULL)		/* it is all defaults */
		im->styles = markup_new(VOCABULARY_W, "w", "styles");
	im->numbering = markup_related(im->pack, &im->relations, "numbering",
	    VOCABULARY_W, "numbering", im->findings);
	make_catalogues(im);
	if (relation_of_kind(&im->relations, "vbaProject") != NULL)
		leave(im, LEFT_MACRO, STR_NONE);
	read_theme(im);
	return 0;
}

/* The rest that is left behind is told of too: what stands beside the body. */
static void
report_left(struct importer *im, const xmlNode *body)
{
	const xmlNode *node = body->parent->children;

	allow_note_reaching(&im->allow, im->pack);
	im->allow.part = STR_NONE;
	for (; node != NULL; node = node->next)
		if (node->type == XML_ELEMENT_NODE && node != body)
			allow_note_element(&im->allow, node);
	if (im->allow.left.n > 0)
		finding_add(im->findings, FINDING_IMPORT_LEFT, im->pack->pos,
		    "附件“%.*s”里有些内容没有带入：%.*s；请核对成文",
		    "some of “%.*s” was not taken in: %.*s; "
		    "check the document", STR_ARG(im->pack->name),
		    STR_ARG(allow_list(&im->allow)));
}

/* Styles and lists come after the body, which says what is used of them. */
static void
put_definitions(struct importer *im)
{
	struct buf styles = { 0 }, abstracts = { 0 }, numbers = { 0 };
	size_t style = 0, list = 0;

	put_base_style(im, &styles);
	while (style < im->used_styles.n || list < im->used_lists.n)
		if (style < im->used_styles.n)
			put_style(im, im->used_styles.v[style++], &styles);
		else
			put_list(im, im->used_lists.v[list++], &abstracts,
			    &numbers);
	im->import->style_xml = buf_take(im->arena, &styles);
	im->import->abstract_xml = buf_take(im->arena, &abstracts);
	im->import->number_xml = buf_take(im->arena, &numbers);
}

static int
take(struct importer *im)
{
	xmlNode *body;

	if (open_parts(im) != 0)
		return -1;
	body = word_child(xmlDocGetRootElement(im->body), "body");
	if (body == NULL)
		return refuse(im, "它没有正文", "it has no body");
	im->paragraph_style = default_style(im, "paragraph");
	if (im->paragraph_style.n == 0)
		im->paragraph_style = STR(BASE_STYLE);
	im->table_style = default_style(im, "table");
	clean(im, body);
	end_field(im);
	im->allow.paragraph = 0;
	trim_end(body);
	put_blocks(im, body);
	put_definitions(im);
	report_left(im, body);
	return 0;
}

struct import *
import_read(struct arena *arena, struct str name, struct str bytes,
    struct pos pos, unsigned number, struct findings *findings)
{
	struct importer im = { .arena = arena, .findings = findings,
	    .number = number, .import = NEW(arena, struct import),
	    .allow = { .arena = arena,
	    .english = findings->language == LANGUAGE_EN } };
	int status;

	if ((im.pack = pack_open(arena, name, bytes, pos, findings)) == NULL)
		return NULL;
	im.prefix = str_format(arena, "In%u", number);
	status = take(&im);
	xmlFreeDoc(im.body);
	xmlFreeDoc(im.styles);
	xmlFreeDoc(im.numbering);
	buf_release(&im.field);
	im.import->runs = im.runs.v;
	im.import->run_count = im.runs.n;
	im.import->parts = im.parts.v;
	im.import->part_count = im.parts.n;
	im.import->relations = im.fill_relations.v;
	im.import->relation_count = im.fill_relations.n;
	return status == 0 ? im.import : NULL;
}

struct import *
import_open(struct arena *arena, struct str path, struct pos pos,
    unsigned number, struct findings *findings)
{
	struct arena file = ARENA_INIT;
	struct import *import = NULL;
	struct str bytes;

	if (file_read(&file, path, IMPORT_SIZE_MAX, &bytes, findings) == 0)
		import = import_read(arena, path, bytes, pos, number, findings);
	arena_release(&file);
	return import;
}
