/*
 * A DOCX in, a compiled template out: its parts by kind, slots, styles and
 * measures; what is missing is told.  Read it from compile.
 */
#include "template.h"

#include "../base/file.h"
#include "../package/allow.h"
#include "../package/word.h"
#include "builtin.h"
#include "compiled.h"

#define TEMPLATE_SIZE_MAX	((size_t)64 << 20)
#define TYPES_MAX		((size_t)2 * PACK_PARTS_MAX)

#define CORE_TYPE \
	"application/vnd.openxmlformats-package.core-properties+xml"
#define APP_TYPE \
	"application/vnd.openxmlformats-officedocument." \
	"extended-properties+xml"

#define TYPES_NAME	"[Content_Types].xml"
#define APP_NAME	"docProps/app.xml"

/* --- the package ------------------------------------------------------- */

/* A line of [Content_Types].xml. */
struct type {
	bool is_default;
	struct str key, type;		/* extension or part name, no slash */
};

struct compiler {
	struct arena *arena;
	const struct pack *pack;
	struct template *template;
	struct findings *findings;
	struct str main;		/* "word/document.xml" */
	struct relations root, relations;
	VEC(struct type) types;
	struct str styles, settings, numbering;	/* names; n == 0: none */
	VEC(struct str) page_parts;	/* only the page refers to them */
};

static int
refuse(struct compiler *c, const char *zh, const char *en)
{
	c->template->slots.failed = true;
	finding_add(c->findings, FINDING_TEMPLATE_REFUSED, c->pack->pos,
	    "模板“%.*s”不能用：%s", "template “%.*s” cannot be used: %s",
	    STR_ARG(c->pack->name),
	    c->findings->language == LANGUAGE_EN ? en : zh);
	return -1;
}

static int
read_types(struct compiler *c)
{
	xmlDoc *tree = markup_open(c->pack, STR(TYPES_NAME), VOCABULARY_TYPES,
	    "Types", c->findings);
	xmlNode *node;
	bool macros = false;

	if (tree == NULL)
		return -1;
	for (node = xmlDocGetRootElement(tree)->children; node != NULL &&
	    c->types.n <= TYPES_MAX; node = node->next) {
		struct type type = { .is_default = markup_is(node,
		    VOCABULARY_TYPES, "Default") };

		if (!type.is_default &&
		    !markup_is(node, VOCABULARY_TYPES, "Override"))
			continue;
		type.key = markup_attribute(node, VOCABULARY_NONE,
		    type.is_default ? "Extension" : "PartName");
		type.key = str_copy(c->arena,
		    str_from(type.key, str_starts(type.key, STR("/"))));
		type.type = str_copy(c->arena, markup_attribute(node,
		    VOCABULARY_NONE, "ContentType"));
		macros |= str_has_one(type.type, "macroEnabled|vbaProject");
		*VEC_ADD(c->arena, &c->types) = type;
	}
	xmlFreeDoc(tree);
	if (c->types.n > TYPES_MAX)
		return refuse(c, "它的部分过多", "it has too many parts");
	return !macros ? 0 : refuse(c, "它含有宏；请另存为不带宏的 .docx",
	    "it holds macros; save it as a .docx without them");
}

static struct str
type_of(const struct compiler *c, struct str name)
{
	EACH(const struct type, type, c->types)
		if (!type->is_default && pack_same_name(type->key, name))
			return type->type;
	return STR_NONE;
}

/* Parts that are made anew. */
static bool
is_dropped(struct str name)
{
	static const char *const made[] = {
		TYPES_NAME, "_rels/.rels", CORE_NAME, APP_NAME, CUSTOM_NAME
	};

	for (size_t i = 0; i < COUNT_OF(made); i++)
		if (pack_same_name(name, str_of(made[i])))
			return true;
	return false;
}

/* The name of the part of a kind that the main part refers to. */
static struct str
related(const struct compiler *c, const char *kind)
{
	const struct relation *relation = relation_of_kind(&c->relations, kind);

	return relation != NULL && !relation->external &&
	    pack_find(c->pack, relation->target) != NULL ?
	    relation->target : STR_NONE;
}

static int
find_main(struct compiler *c)
{
	const struct relation *relation;
	struct str type;

	if (markup_relations(c->arena, c->pack, STR_NONE, &c->root,
	    c->findings) != 0)
		return -1;
	relation = relation_of_kind(&c->root, "officeDocument");
	if (relation != NULL)
		c->main = relation->target;
	type = type_of(c, c->main);
	if (is_dropped(c->main) || !str_ends_one(type,
	    "wordprocessingml.document.main+xml|"
	    "wordprocessingml.template.main+xml"))
		return refuse(c, "它不是 Word 文档（.docx）",
		    "it is no Word document (.docx)");
	if (markup_relations(c->arena, c->pack, c->main, &c->relations,
	    c->findings) != 0)
		return -1;
	c->template->folder = path_folder(c->main);
	c->template->folder = str_eq(c->template->folder, STR(".")) ?
	    STR_NONE : str_cat(c->arena, c->template->folder, STR("/"));
	c->styles = related(c, "styles");
	c->settings = related(c, "settings");
	c->numbering = related(c, "numbering");
	return 0;
}

/* Names that a document's own parts and relationships will have. */
static int
check_reserved(struct compiler *c)
{
	bool found = false;

	for (size_t i = 0; i < c->pack->n; i++)
		found |= str_starts_one(c->pack->parts[i].name,
		    "word/gw|word/media/gw");
	for (size_t i = 0; i < c->relations.n; i++)
		found |=
		    str_starts_one(c->relations.v[i].id, "rIdGw|rIdImport");
	return !found ? 0 : refuse(c,
	    "它是本程序做出的成文，不是模板；请在 Word 或 WPS 中另存后再用",
	    "it is a document made by this program; save it in Word or WPS");
}

/* --- parts ------------------------------------------------------------- */

static struct sheaf *
add_sheaf(struct compiler *c)
{
	return VEC_ADD(c->arena, &c->template->sheaves);
}

static void
add_whole(struct compiler *c, struct str name, struct str bytes)
{
	add_sheaf(c)->whole = pack_part(c->arena, name, bytes);
}

/* Copy a part as it is stored; read once, so that damage is found now. */
static int
copy_part(struct compiler *c, const struct part *part)
{
	struct arena arena = ARENA_INIT;
	struct str bytes;
	int status = pack_read(&arena, c->pack, part, &bytes, c->findings);

	if (status == 0 && part->deflated)
		add_sheaf(c)->whole = *part;
	else if (status == 0)
		add_whole(c, part->name, bytes);
	arena_release(&arena);
	return status;
}

/* The fixed pieces put together: the part when nothing is added. */
static struct str
fixed_bytes(struct arena *arena, const struct steps *steps)
{
	struct buf all = { 0 };

	for (size_t i = 0; i < steps->n; i++)
		buf_str(&all, steps->v[i].piece.plain);
	return buf_take(arena, &all);
}

/* Cut the marked tree into a sheaf. */
static int
add_cut(struct compiler *c, xmlDoc *tree, struct str name, bool additions)
{
	struct steps steps;
	struct sheaf *sheaf;

	if (slots_cut(&c->template->slots, tree, name, &steps) != 0)
		return -1;
	sheaf = add_sheaf(c);
	sheaf->steps = steps;
	sheaf->whole.name = name;
	sheaf->additions = additions;
	if (additions || (steps.n == 1 && steps.v[0].kind == STEP_FIXED)) {
		sheaf->whole = pack_part(c->arena, name,
		    fixed_bytes(c->arena, &steps));
		if (!additions)
			sheaf->steps.n = 0;
	}
	return 0;
}

static struct step
addition(enum addition kind)
{
	return (struct step){ .kind = STEP_ADD, .addition = kind };
}

/* --- styles ------------------------------------------------------------ */

/* Before the other parts, since it says which ids change. */
static int
compile_styles(struct compiler *c)
{
	xmlNode *root;
	xmlDoc *tree;
	int status;

	if (c->styles.n == 0)
		return 0;
	if ((tree = markup_open(c->pack, c->styles, VOCABULARY_W, "styles",
	    c->findings)) == NULL)
		return -1;
	root = xmlDocGetRootElement(tree);
	styles_adopt(&c->template->styles, root);
	c->template->page.grid_size = c->template->styles.grid_size;
	styles_rename(&c->template->styles, tree);
	xmlAddChild(root, slots_place(&c->template->slots,
	    addition(ADD_STYLES)));
	status = add_cut(c, tree, c->styles, true);
	xmlFreeDoc(tree);
	return status;
}

/* --- the main part ----------------------------------------------------- */

/* The prefixes that blocks are written with must mean what they mean. */
static int
declare_prefixes(struct compiler *c, xmlNode *root)
{
	static const struct {
		const char *prefix, *uri;
	} wanted[] = {
#define OFFICE	"http://schemas.openxmlformats.org/"
		{ "w", OFFICE "wordprocessingml/2006/main" },
		{ "r", OFFICE "officeDocument/2006/relationships" },
		{ "a", OFFICE "drawingml/2006/main" },
		{ "wp", OFFICE "drawingml/2006/wordprocessingDrawing" },
		{ "pic", OFFICE "drawingml/2006/picture" },
		{ "mc", OFFICE "markup-compatibility/2006" },
		{ "m", OFFICE "officeDocument/2006/math" },
		{ "v", "urn:schemas-microsoft-com:vml" },
		{ "o", "urn:schemas-microsoft-com:office:office" },
		{ "w14", "http://schemas.microsoft.com/office/word/2010/"
		    "wordml" },
		{ "wps", "http://schemas.microsoft.com/office/word/2010/"
		    "wordprocessingShape" },
#undef OFFICE
	};

	for (size_t i = 0; i < COUNT_OF(wanted); i++) {
		const xmlChar *prefix = BAD_CAST wanted[i].prefix;
		const xmlNs *ns = xmlSearchNs(root->doc, root, prefix);

		if (ns == NULL)
			xmlNewNs(root, BAD_CAST wanted[i].uri, prefix);
		else if (strcmp((const char *)ns->href, wanted[i].uri) != 0)
			return refuse(c,
			    "它是“严格”格式；请另存为普通的 Word 文档（.docx）",
			    "it is in the strict format; save it as an "
			    "ordinary .docx");
	}
	return 0;
}

/* Readers that do not know w14 must be told to pass over it. */
static void
make_ignorable(struct compiler *c, xmlNode *root)
{
	struct str now = markup_attribute(root, VOCABULARY_MC, "Ignorable");
	struct str padded = str_format(c->arena, " %.*s ", STR_ARG(now));
	xmlNs *ns = xmlSearchNs(root->doc, root, BAD_CAST "mc");

	if (!str_has(padded, STR(" w14 ")))
		xmlSetNsProp(root, ns, BAD_CAST "Ignorable", BAD_CAST
		    str_cstr(c->arena, str_trim(str_cat(c->arena, padded,
		    STR("w14")))));
}

static bool
is_reference(const xmlNode *node)
{
	return word_is_one(node, "headerReference|footerReference");
}

/* A header and a footer for odd, even and first pages: a section's all. */
#define REFERENCES_MAX	6

static struct str
references_of(struct compiler *c, xmlNode *section)
{
	struct buf all = { 0 };
	xmlNode *node;
	unsigned n = 0;

	for (node = section->children; node != NULL && n < REFERENCES_MAX;
	    node = node->next)
		if (is_reference(node)) {
			buf_str(&all, word_dump(c->arena, node));
			n++;
		}
	return buf_take(c->arena, &all);
}

/*
 * The headers and footers that no other section has: a document of landscape
 * pages alone does without them.
 */
static void
find_page_parts(struct compiler *c, xmlNode *root, xmlNode *section)
{
	unsigned n = 0;

	for (xmlNode *node = section->children; node != NULL &&
	    !word_is_landscape(section) && n < REFERENCES_MAX;
	    node = node->next) {
		struct str id = markup_attribute(node, VOCABULARY_R, "id");
		const struct relation *relation =
		    relation_by_id(&c->relations, id);
		xmlNode *other = root;

		if (!is_reference(node) || relation == NULL)
			continue;
		n++;
		while (other != NULL && !(is_reference(other) && str_eq(
		    markup_attribute(other, VOCABULARY_R, "id"), id)))
			other = markup_step(root, other);
		if (other == NULL)
			*VEC_ADD(c->arena, &c->page_parts) = relation->target;
	}
}

static bool
is_page_part(const struct compiler *c, struct str name)
{
	for (size_t i = 0; i < c->page_parts.n; i++)
		if (pack_same_name(c->page_parts.v[i], name))
			return true;
	return false;
}

static void
read_page(struct compiler *c, xmlNode *section)
{
	xmlNode *size = word_child(section, "pgSz");
	xmlNode *margins = word_child(section, "pgMar");
	struct template_page *page = &c->template->page;
	const struct {
		xmlNode *node;
		const char *name;
		int *value;
	} numbers[] = {
		{ size, "w", &page->width }, { size, "h", &page->height },
		{ margins, "top", &page->margin_top },
		{ margins, "bottom", &page->margin_bottom },
		{ margins, "left", &page->margin_left },
		{ margins, "right", &page->margin_right },
		{ margins, "header", &page->header },
		{ margins, "footer", &page->footer },
		{ word_child(section, "docGrid"), "linePitch",
		    &page->line_pitch },
	};

	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		*numbers[i].value =
		    (int)word_number(numbers[i].node, numbers[i].name, 0);
	page->margin_left += (int)word_number(margins, "gutter", 0);
	page->section = word_dump(c->arena, section);
	page->references = references_of(c, section);
}

/* The last section's properties become a step, its page is remembered. */
static void
mark_section(struct compiler *c, xmlNode *root)
{
	xmlNode *body = word_child(root, "body");
	xmlNode *section = word_child(body, "sectPr"), *node;
	struct step step = { .kind = STEP_SECTION };

	for (node = root; node != NULL; node = markup_step(root, node))
		if (word_is(node, "sectPr") && word_is_landscape(node) &&
		    c->template->page.wide_references.n == 0)
			c->template->page.wide_references =
			    references_of(c, node);
	if (section != NULL) {
		read_page(c, section);
		step.piece = pack_fix(c->arena, c->template->page.section);
		xmlUnlinkNode(section);
		find_page_parts(c, root, section);
		xmlFreeNode(section);
	}
	if (body != NULL)
		xmlAddChild(body, slots_place(&c->template->slots, step));
}

static int
compile_main(struct compiler *c)
{
	xmlDoc *tree = markup_open(c->pack, c->main, VOCABULARY_W,
	    "document", c->findings);
	xmlNode *root;
	int status = -1;

	if (tree == NULL)
		return -1;
	root = xmlDocGetRootElement(tree);
	if (declare_prefixes(c, root) == 0) {
		make_ignorable(c, root);
		styles_rename(&c->template->styles, tree);
		slots_mark(&c->template->slots, tree, c->main, true);
		mark_section(c, root);
		status = add_cut(c, tree, c->main, false);
	}
	xmlFreeDoc(tree);
	return status;
}

/* Headers, footers, notes. */
static int
compile_story(struct compiler *c, const struct part *part)
{
	struct slots *slots = &c->template->slots;
	struct arena arena = ARENA_INIT;
	struct str bytes;
	xmlDoc *tree = NULL;
	int status = -1;

	if (pack_read(&arena, c->pack, part, &bytes, c->findings) == 0)
		tree = markup_parse(c->pack, part, bytes, c->findings);
	arena_release(&arena);
	if (tree == NULL)
		return -1;
	styles_rename(&c->template->styles, tree);
	slots_mark(slots, tree, part->name, false);
	if (slots->marks.n == 0 && c->template->styles.renames.n == 0)
		status = copy_part(c, part);
	else
		status = add_cut(c, tree, part->name, false);
	xmlFreeDoc(tree);
	return status;
}

/* --- numbering and settings -------------------------------------------- */

/* w:abstractNum elements stand before w:num elements, those before others. */
static int
compile_numbering(struct compiler *c)
{
	xmlDoc *tree = markup_open(c->pack, c->numbering, VOCABULARY_W,
	    "numbering", c->findings);
	struct slots *slots = &c->template->slots;
	xmlNode *root, *first, *last;
	int status;

	if (tree == NULL)
		return -1;
	styles_rename(&c->template->styles, tree);
	root = xmlDocGetRootElement(tree);
	first = word_child(root, "num");
	last = word_child(root, "numIdMacAtCleanup");
	if (first == NULL)
		first = last;
	word_insert(root, first, slots_place(slots, addition(ADD_ABSTRACTS)));
	word_insert(root, last, slots_place(slots, addition(ADD_NUMBERS)));
	c->template->own_numbering = true;
	status = add_cut(c, tree, c->numbering, true);
	xmlFreeDoc(tree);
	return status;
}

/* A list of steps written here: XML with additions in it. */
static void
add_made(struct compiler *c, const char *name, struct str head,
    const enum addition *kinds, size_t n, struct str tail)
{
	struct sheaf *sheaf = add_sheaf(c);
	struct step *steps = NEW_ARRAY(c->arena, struct step, n + 2);

	steps[0].piece = pack_fix(c->arena, head);
	for (size_t i = 0; i < n; i++)
		steps[i + 1] = addition(kinds[i]);
	steps[n + 1].piece = pack_fix(c->arena, tail);
	sheaf->steps = (struct steps){ steps, n + 2 };
	sheaf->additions = true;
	sheaf->whole = pack_part(c->arena, str_of(name),
	    str_cat(c->arena, head, tail));
}

/* For documents with numbering in a template without. */
static void
add_spare_numbering(struct compiler *c)
{
	static const enum addition kinds[] = { ADD_ABSTRACTS, ADD_NUMBERS };

	add_made(c, NUMBERING_NAME, str_format(c->arena,
	    XML_HEAD "<w:numbering xmlns:w=\"%s\" xmlns:r=\"%s\">",
	    vocabulary_uri(VOCABULARY_W), vocabulary_uri(VOCABULARY_R)),
	    kinds, 2, STR("</w:numbering>"));
	c->template->sheaves.v[c->template->sheaves.n - 1].spare = true;
}

static int
compile_settings(struct compiler *c)
{
	xmlDoc *tree = markup_open(c->pack, c->settings, VOCABULARY_W,
	    "settings", c->findings);
	xmlNode *root, *node;
	int status;

	if (tree == NULL)
		return -1;
	root = xmlDocGetRootElement(tree);
	node = word_child(root, "evenAndOddHeaders");
	c->template->page.even_and_odd = markup_is_on(node);
	styles_rename(&c->template->styles, tree);
	status = c->template->styles.renames.n > 0 ?
	    add_cut(c, tree, c->settings, false) :
	    copy_part(c, pack_find(c->pack, c->settings));
	xmlFreeDoc(tree);
	return status;
}

/* --- what holds the package together ----------------------------------- */

static void
add_root_relations(struct compiler *c)
{
	static const struct relation ours[] = {
		{ .id = STR("rIdGwCore"), .target = STR(CORE_NAME),
		    .type = STR(PACKAGE_URI
		    "relationships/metadata/core-properties") },
		{ .id = STR("rIdGwApp"), .target = STR(APP_NAME),
		    .type = STR(OFFICE_URI
		    "relationships/extended-properties") },
		{ .id = STR("rIdGwCustom"), .target = STR(CUSTOM_NAME),
		    .type = STR(OFFICE_URI "relationships/custom-properties") },
	};
	struct buf out = { 0 };

	relations_begin(&out);
	/* What is said of the template alone is wrong of a document. */
	EACH(const struct relation, r, c->root)
		if (!str_is_one(r->kind, "core-properties|extended-properties"))
			relation_put(&out, STR_NONE, r);
	for (size_t i = 0; i < COUNT_OF(ours); i++)
		relation_put(&out, STR_NONE, &ours[i]);
	buf_lit(&out, "</Relationships>");
	add_whole(c, STR("_rels/.rels"), buf_take(c->arena, &out));
}

/* TURNED: for documents of landscape pages alone. */
static void
add_main_relations(struct compiler *c, bool turned)
{
	static const enum addition kinds[] = { ADD_RELATIONS };
	struct str folder = c->template->folder;
	struct buf out = { 0 };

	relations_begin(&out);
	EACH(const struct relation, r, c->relations)
		if (!turned || !is_page_part(c, r->target))
			relation_put(&out, folder, r);
	add_made(c, str_cstr(c->arena, relations_name(c->arena, c->main)),
	    buf_take(c->arena, &out), kinds, 1, STR("</Relationships>"));
}

void
template_override(struct buf *out, struct str name, struct str type)
{
	markup_put(out, "<Override PartName='/%.*s' ContentType='%.*s'/>",
	    STR_ARG(name), STR_ARG(type));
}

static void
add_types(struct compiler *c, bool turned)
{
	static const enum addition kinds[] = { ADD_TYPES };
	struct buf out = { 0 };

	buf_lit(&out, XML_HEAD "<Types xmlns=\"" PACKAGE_URI
	    "content-types\">");
	EACH(const struct type, type, c->types) {
		if (type->is_default)
			markup_put(&out, "<Default Extension='%.*s'"
			    " ContentType='%.*s'/>", STR_ARG(type->key),
			    STR_ARG(type->type));
		else if (!is_dropped(type->key) &&
		    !(turned && is_page_part(c, type->key)))
			template_override(&out, type->key,
			    pack_same_name(type->key, c->main) ?
			    STR(WORD_TYPE "document.main+xml") : type->type);
	}
	template_override(&out, STR(CORE_NAME), STR(CORE_TYPE));
	template_override(&out, STR(APP_NAME), STR(APP_TYPE));
	template_override(&out, STR(CUSTOM_NAME), STR(PROPERTY_TYPE));
	add_made(c, TYPES_NAME, buf_take(c->arena, &out), kinds, 1,
	    STR("</Types>"));
}

/* --- footers of landscape pages ---------------------------------------- */

/*
 * Landscape pages have footers of their own, which go into a document that has
 * such pages: an editor drops what no section uses, and so would a validator.
 */
static const struct {
	const char *id, *part, *name;
} wide_footers[] = {
	{ "rIdGwWideOdd", "spare/footer-odd.xml", "word/gwFooterOdd.xml" },
	{ "rIdGwWideEven", "spare/footer-even.xml", "word/gwFooterEven.xml" },
};

static void
add_wide_footers(struct compiler *c)
{
	struct template_page *page = &c->template->page;
	const struct template_raw numbers[] = {
		{ STR("纸宽"), str_format(c->arena, "%d", page->width) },
		{ STR("订口"), str_format(c->arena, "%d", page->margin_left) },
		{ STR("切口"), str_format(c->arena, "%d", page->margin_right) },
		{ STR("地脚"), str_format(c->arena, "%d",
		    page->margin_bottom) },
		{ STR("横页页码上距"), str_format(c->arena, "%d",
		    profile_builtin(c->arena, STR_NONE)->page_number_gap) },
	};
	const struct template_raws raws = { numbers, COUNT_OF(numbers) };

	for (size_t i = 0; i < 2; i++) {
		struct str name = str_of(wide_footers[i].name);

		page->spare_ids[i] = str_of(wide_footers[i].id);
		page->spare[i] = (struct fill_part){ name,
		    STR(WORD_TYPE "footer+xml"), builtin_bytes(c->arena,
		    wide_footers[i].part, &raws) };
	}
	page->wide_references = STR("<w:footerReference w:type=\"default\""
	    " r:id=\"rIdGwWideOdd\"/><w:footerReference"
	    " w:type=\"even\" r:id=\"rIdGwWideEven\"/>");
}

/* --- all --------------------------------------------------------------- */

static bool
is_story(const struct compiler *c, struct str name)
{
	EACH(const struct relation, r, c->relations)
		if (pack_same_name(r->target, name) && str_is_one(r->kind,
		    "header|footer|footnotes|endnotes|comments"))
			return true;
	return false;
}

static int
compile_part(struct compiler *c, const struct part *part)
{
	struct str name = part->name;

	if (is_dropped(name) || pack_same_name(name, c->styles) ||
	    pack_same_name(name, relations_name(c->arena, c->main)))
		return 0;
	if (pack_same_name(name, c->main))
		return compile_main(c);
	if (pack_same_name(name, c->numbering))
		return compile_numbering(c);
	if (is_story(c, name))
		return compile_story(c, part);
	if (pack_same_name(name, c->settings))
		return 0;
	return copy_part(c, part);
}

/* What only the page refers to, with its own relationships. */
static void
mark_page_parts(struct compiler *c)
{
	for (size_t i = 0; i < c->page_parts.n; i++) {
		struct str name = c->page_parts.v[i];
		struct str relations = relations_name(c->arena, name);

		EACH(struct sheaf, sheaf, c->template->sheaves) {
			if (pack_same_name(sheaf->whole.name, name) ||
			    pack_same_name(sheaf->whole.name, relations))
				sheaf->kind = FOR_UPRIGHT;
		}
	}
}

/* [Content_Types].xml stands last in the making and first in the package. */
static void
put_last_first(struct template *t)
{
	struct sheaf types = t->sheaves.v[t->sheaves.n - 1];

	memmove(&t->sheaves.v[1], &t->sheaves.v[0],
	    (t->sheaves.n - 1) * sizeof(types));
	t->sheaves.v[0] = types;
}

/* What names the parts: in two forms when not every document has them all. */
static void
add_lists(struct compiler *c, bool turned)
{
	size_t from = c->template->sheaves.n;

	add_main_relations(c, turned);
	add_types(c, turned);
	for (; c->page_parts.n > 0 && from < c->template->sheaves.n; from++)
		c->template->sheaves.v[from].kind =
		    turned ? FOR_TURNED : FOR_UPRIGHT;
	put_last_first(c->template);
}

/* Its properties say how many pages the document has. */
static void
add_app(struct compiler *c)
{
	static const enum addition kinds[] = { ADD_PAGES };
	struct str app = builtin_bytes(c->arena, APP_NAME,
	    &(struct template_raws){ NULL, 0 });
	size_t end = str_find(app, STR("</Properties>"), 0);

	add_made(c, APP_NAME, str_slice(app, 0, end), kinds, 1,
	    STR("</Properties>"));
}

static int
compile_parts(struct compiler *c)
{
	if (read_types(c) != 0 || find_main(c) != 0 ||
	    check_reserved(c) != 0 || compile_styles(c) != 0 ||
	    (c->settings.n > 0 && compile_settings(c) != 0))
		return -1;
	for (size_t i = 0; i < c->pack->n; i++)
		if (compile_part(c, &c->pack->parts[i]) != 0)
			return -1;
	if (c->numbering.n == 0)
		add_spare_numbering(c);
	if (c->template->page.wide_references.n == 0)
		add_wide_footers(c);
	mark_page_parts(c);
	add_root_relations(c);
	add_app(c);
	add_lists(c, false);
	if (c->page_parts.n > 0)
		add_lists(c, true);
	return c->template->slots.failed ? -1 : 0;
}

static struct template *
compile(struct arena *arena, const struct pack *pack, struct findings *findings)
{
	struct template *template = NEW(arena, struct template);
	struct compiler c = { .arena = arena, .pack = pack,
	    .template = template, .findings = findings };

	template->name = pack->name;
	template->pos = pack->pos;
	template->styles.arena = arena;
	template->slots = (struct slots){ .arena = arena, .pack = pack,
	    .findings = findings };
	return compile_parts(&c) == 0 ? template : NULL;
}

struct template *
template_builtin(struct arena *arena, struct str name,
    const struct template_raws *raws, struct findings *findings)
{
	const struct pack *pack = builtin_pack(arena, name, raws, findings);

	return pack == NULL ? NULL : compile(arena, pack, findings);
}

const struct template *
template_ready(struct str name, struct str profile)
{
	EACH_OF(const struct compiled, one, compiled_templates,
	    compiled_count) {
		if ((name.n == 0 || str_eq(name, str_of(one->template))) &&
		    (profile.n == 0 || str_eq(profile, str_of(one->profile))))
			return one->made;
	}
	return NULL;
}

void
template_typed(struct buf *out, struct str xml)
{
	bool tag = false;

	for (size_t i = 0; i < xml.n; i++) {
		unsigned char c = (unsigned char)xml.p[i];

		if (c == '<' || c == '>')
			tag = c == '<';
		else if (!tag && c > ' ')
			buf_byte(out, xml.p[i]);
	}
}

/* What is typed in a template: an office's own red head, for one. */
static struct str
fixed_text(struct arena *arena, const struct pack *pack,
    struct findings *findings)
{
	struct buf out = { 0 };
	struct str xml;

	EACH_OF(const struct part, part, pack->parts, pack->n) {
		if (str_starts_one(part->name, "word/document|word/header") &&
		    str_ends(part->name, STR(".xml")) &&
		    pack_read(arena, pack, part, &xml, findings) == 0)
			template_typed(&out, xml);
	}
	return buf_take(arena, &out);
}

struct template *
template_read(struct arena *arena, struct str name, struct str bytes,
    struct pos pos, struct findings *findings)
{
	const struct pack *pack = pack_open(arena, name, bytes, pos, findings);
	struct template *template;
	struct allow allow = { .arena = arena,
	    .english = findings->language == LANGUAGE_EN };

	if (pack == NULL || (pack = allow_pack(&allow, pack, findings)) == NULL)
		return NULL;
	if (allow.left.n > 0)
		finding_add(findings, FINDING_TEMPLATE_EXTERNAL, pos,
		    "模板“%.*s”里有不能带进公文的内容，成文里已去掉：%.*s",
		    "template “%.*s” has what may not come into a document; "
		    "left out: %.*s", STR_ARG(name), STR_ARG(allow_list(
		    &allow)));
	template = compile(arena, pack, findings);
	if (template != NULL)
		template->fixed = fixed_text(arena, pack, findings);
	return template;
}

struct template *
template_open(struct arena *arena, struct str path, struct pos pos,
    struct findings *findings)
{
	struct arena file = ARENA_INIT;
	struct template *template = NULL;
	struct str bytes;

	if (file_read(&file, path, TEMPLATE_SIZE_MAX, &bytes, findings) == 0)
		template = template_read(arena, path, bytes, pos, findings);
	arena_release(&file);
	return template;
}

int
template_export(struct str name, const struct template_raws *raws,
    struct buf *out, struct findings *findings)
{
	struct arena arena = ARENA_INIT;
	const struct pack *pack = builtin_pack(&arena, name, raws, findings);
	struct pack_writer *writer;

	out->n = 0;
	if (pack != NULL) {
		writer = pack_writer_new();
		pack_begin(writer, out);
		for (size_t i = 0; i < pack->n; i++)
			pack_add(writer, pack->parts[i].name,
			    pack->parts[i].stored);
		pack_end(writer);
		pack_writer_free(writer);
	}
	arena_release(&arena);
	return pack != NULL ? 0 : -1;
}

const struct template_page *
template_page(const struct template *template)
{
	return &template->page;
}

const struct template_style *
template_style(const struct template *template, enum style style)
{
	return &template->styles.looks[style];
}

struct str
template_variable(const struct template *template, size_t index)
{
	for (size_t i = 0; i < template->slots.names.n; i++)
		if (!template->slots.names.v[i].element && index-- == 0)
			return template->slots.names.v[i].name;
	return STR_NONE;
}
