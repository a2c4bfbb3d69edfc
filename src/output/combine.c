/*
 * Everything is done on the copies' own XML: bodies are put one after the
 * other, each ending in its last section; what must be different in one
 * document (ids of pictures, controls and bookmarks, relationships) is made so.
 */
#include "combine.h"

#include "../base/file.h"
#include "../package/word.h"

#define DOCUMENT	"word/document.xml"
#define RELATIONS	"word/_rels/document.xml.rels"
#define TYPES		"[Content_Types].xml"
#define PROPERTIES	"docProps/app.xml"
/* Word gives up long before this. */
#define BODY_MAX	((size_t)64 << 20)

/* A part that came with a later copy. */
struct guest {
	struct str name, bytes, type;
};

struct combine {
	struct arena arena;
	struct pack *base;		/* the first copy */
	struct str head;		/* its document up to the body */
	struct buf body;
	/* The end of the last copy: if it stays the last, and if not. */
	struct str end, end_inside;
	/* The empty page after it, and how many it has itself; 0: unknown. */
	struct str blank;
	unsigned pages;
	unsigned long total;		/* with those before; blank ones too */
	bool unknown;			/* of one at least */
	struct buf relations;		/* that guests need */
	VEC(struct guest) guests;
	unsigned copies;
	unsigned long ids;		/* given so far */
};

/* The id of a relationship in a copy, and in the whole. */
struct renaming {
	struct str old, ours;
};

/* What is done to one copy. */
struct joining {
	struct combine *combine;
	struct arena *arena;		/* of this copy */
	const struct pack *pack;
	struct relations relations, base;
	struct findings *findings;
	VEC(struct renaming) renamed;
	unsigned long bookmarks;	/* added to their ids */
};

struct combine *
combine_new(void)
{
	return heap_new(1, sizeof(struct combine));
}

void
combine_free(struct combine *combine)
{
	if (combine == NULL)
		return;
	buf_release(&combine->body);
	buf_release(&combine->relations);
	arena_release(&combine->arena);
	free(combine);
}

/* --- ids -------------------------------------------------------------- */

static void
set_number(xmlNode *node, enum vocabulary vocabulary, const char *name,
    unsigned long value)
{
	xmlAttr *attribute = vocabulary == VOCABULARY_NONE ?
	    xmlHasNsProp(node, BAD_CAST name, NULL) :
	    xmlHasNsProp(node, BAD_CAST name,
	    BAD_CAST vocabulary_uri(vocabulary));
	char digits[24];

	snprintf(digits, sizeof(digits), "%lu", value);
	if (attribute != NULL)
		xmlSetNsProp(node, attribute->ns, BAD_CAST name,
		    BAD_CAST digits);
}

/* Ids that one document may have once only. */
static void
renumber(struct joining *j, xmlNode *root)
{
	for (xmlNode *n = root; n != NULL; n = markup_step(root, n)) {
		if (markup_is(n, VOCABULARY_WP, "docPr"))
			set_number(n, VOCABULARY_NONE, "id", ++j->combine->ids);
		else if (word_is(n, "id") && word_is(n->parent, "sdtPr"))
			set_number(n, VOCABULARY_W, "val", ++j->combine->ids);
		else if (word_is_one(n, "bookmarkStart|bookmarkEnd"))
			set_number(n, VOCABULARY_W, "id", j->bookmarks +
			    (unsigned long)word_number(n, "id", 0));
	}
}

/* --- parts that differ ------------------------------------------------ */

static bool
same_part(const struct part *a, const struct part *b)
{
	return a != NULL && b != NULL && a->crc == b->crc && a->size == b->size;
}

/* "word/header1.xml" of copy 7 → "word/copy7-header1.xml" */
static struct str
guest_name(struct joining *j, struct str name)
{
	struct str last = path_name(name);

	return str_format(&j->combine->arena, "%.*scopy%u-%.*s",
	    (int)(name.n - last.n), name.p, j->combine->copies, STR_ARG(last));
}

/* The content type of a part in the copy's own list. */
static struct str
type_of(struct joining *j, struct str name)
{
	xmlDoc *tree = markup_open(j->pack, STR(TYPES), VOCABULARY_TYPES,
	    "Types", j->findings);
	struct str type = STR_NONE;
	const xmlNode *node;

	if (tree == NULL)
		return type;
	node = markup_child(xmlDocGetRootElement(tree), VOCABULARY_TYPES,
	    "Override");
	for (; node != NULL;
	    node = markup_next(node, VOCABULARY_TYPES, "Override")) {
		struct str part = markup_attribute(node, VOCABULARY_NONE,
		    "PartName");

		if (part.n > 0 && str_eq(str_from(part, 1), name))
			type = str_copy(&j->combine->arena, markup_attribute(
			    node, VOCABULARY_NONE, "ContentType"));
	}
	xmlFreeDoc(tree);
	return type;
}

/* Take a part in under a name of its own; its relationship's new id. */
static struct str
take_guest(struct joining *j, const struct relation *relation,
    const struct part *part)
{
	struct combine *combine = j->combine;
	struct guest *guest = VEC_ADD(&combine->arena, &combine->guests);
	struct str id = str_format(&combine->arena, "rIdCopy%uN%zu",
	    combine->copies, combine->guests.n);

	guest->name = guest_name(j, part->name);
	guest->type = type_of(j, part->name);
	if (pack_read(j->arena, j->pack, part, &guest->bytes, j->findings) != 0)
		return STR_NONE;
	guest->bytes = str_copy(&combine->arena, guest->bytes);
	markup_put(&combine->relations, "<Relationship Id='%.*s' Type='%.*s'"
	    " Target='/%.*s'/>", STR_ARG(id), STR_ARG(relation->type),
	    STR_ARG(guest->name));
	return id;
}

/*
 * Relationships whose parts differ from the first copy's get new ids.  Such
 * a part with relationships of its own cannot be taken in.
 */
static int
match_relations(struct joining *j)
{
	EACH(const struct relation, r, j->relations) {
		const struct relation *first = relation_by_id(&j->base, r->id);
		const struct part *part = pack_find(j->pack, r->target);
		struct relations own;
		struct str id;

		if (r->external || part == NULL || (first != NULL &&
		    same_part(part, pack_find(j->combine->base,
		    first->target))))
			continue;
		if (markup_relations(j->arena, j->pack, r->target,
		    &own, j->findings) != 0 || own.n > 0 || str_is_one(r->kind,
		    "styles|numbering") || (id = take_guest(j, r, part)).n == 0)
			return -1;
		*VEC_ADD(j->arena, &j->renamed) = (struct renaming){
		    r->id, id };
	}
	return 0;
}

static void
rename_attribute(struct joining *j, xmlNode *node, const char *name)
{
	struct str id = markup_attribute(node, VOCABULARY_R, name);
	xmlAttr *attribute = xmlHasNsProp(node, BAD_CAST name,
	    BAD_CAST vocabulary_uri(VOCABULARY_R));

	for (size_t i = 0; id.n > 0 && i < j->renamed.n; i++)
		if (str_eq(id, j->renamed.v[i].old)) {
			xmlSetNsProp(node, attribute->ns, BAD_CAST name,
			    BAD_CAST str_cstr(j->arena, j->renamed.v[i].ours));
			return;
		}
}

static void
rename_relations(struct joining *j, xmlNode *root)
{
	static const char *const names[] = { "id", "embed", "link", "pict" };

	for (xmlNode *n = root; j->renamed.n > 0 && n != NULL;
	    n = markup_step(root, n))
		for (size_t i = 0; i < COUNT_OF(names); i++)
			rename_attribute(j, n, names[i]);
}

/* A paragraph so low that it opens no page, with PROPERTIES. */
#define LOW_PARAGRAPH(properties) \
	"<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"14\"" \
	" w:lineRule=\"exact\"/>" properties "</w:pPr></w:p>"

/* --- sections --------------------------------------------------------- */

/* The first child of a section that stands after w:type or w:pgNumType. */
static xmlNode *
child_after(xmlNode *section, bool type)
{
	const char *before = type ?
	    "headerReference|footerReference|footnotePr|endnotePr|type" :
	    "headerReference|footerReference|footnotePr|endnotePr|type|"
	    "pgSz|pgMar|paperSrc|pgBorders|lnNumType|pgNumType";
	xmlNode *child = section->children;

	while (child != NULL && (child->type != XML_ELEMENT_NODE ||
	    word_is_one(child, before)))
		child = child->next;
	return child;
}

/* Give a section <w:NAME w:ATTRIBUTE="VALUE"/>, in its place. */
static void
set_in_section(xmlNode *section, const char *name, const char *attribute,
    const char *value)
{
	xmlNode *node = word_child(section, name);

	if (node == NULL) {
		node = xmlNewNode(section->ns, BAD_CAST name);
		word_insert(section, child_after(section,
		    strcmp(name, "type") == 0), node);
	}
	xmlSetNsProp(node, section->ns, BAD_CAST attribute, BAD_CAST value);
}

/* What an empty page has instead of the copy's own headers and footers. */
#define BLANK_XML(part)	"<?xml version=\"1.0\" encoding=\"UTF-8\"" \
	" standalone=\"yes\"?>\n<w:" part " xmlns:w=\"http://schemas" \
	".openxmlformats.org/wordprocessingml/2006/main\"><w:p/></w:" part ">"
#define BLANK_ID	"rIdCombineBlank-"
#define BLANK_REFERENCE(part, type) "<w:" part "Reference w:type=\"" type \
	"\" r:id=\"" BLANK_ID part "\"/>"
#define BLANK_REFERENCES \
	BLANK_REFERENCE("header", "default") BLANK_REFERENCE("header", "even") \
	BLANK_REFERENCE("footer", "default") BLANK_REFERENCE("footer", "even")

static void
add_blank_part(struct combine *combine, const char *kind, const char *bytes)
{
	struct guest *guest = VEC_ADD(&combine->arena, &combine->guests);

	guest->name = str_format(&combine->arena, "word/combineBlank-%s.xml",
	    kind);
	guest->type = str_format(&combine->arena, "application/vnd"
	    ".openxmlformats-officedocument.wordprocessingml.%s+xml", kind);
	guest->bytes = str_of(bytes);
	markup_put(&combine->relations, "<Relationship Id='" BLANK_ID "%s'"
	    " Type='http://schemas.openxmlformats.org/officeDocument/2006"
	    "/relationships/%s' Target='/%.*s'/>", kind, kind,
	    STR_ARG(guest->name));
}

/*
 * The section of an empty page of the shape of SECTION.  A section that begins
 * on an odd page would need none, but LibreOffice sets such a one lower than
 * all others.
 */
static struct str
blank_section(struct joining *j, const xmlNode *section)
{
	xmlNode *copy = xmlDocCopyNode((xmlNode *)(uintptr_t)section,
	    section->doc, 1), *node;
	struct str xml;
	size_t at;

	while ((node = word_before(copy,
	    "headerReference|footerReference|titlePg|pgNumType")) != NULL)
		word_drop(node);
	set_in_section(copy, "type", "val", "nextPage");
	copy->parent = section->parent;
	xml = word_dump(j->arena, copy);
	copy->parent = NULL;
	xmlFreeNode(copy);
	at = str_find(xml, STR(">"), 0) + 1;
	return str_format(&j->combine->arena, LOW_PARAGRAPH("%.*s"
	    BLANK_REFERENCES "%.*s"), (int)at, xml.p, (int)(xml.n - at),
	    xml.p + at);
}

/* How many pages a copy has, as computed; 0 when it does not say. */
static unsigned
copy_pages(struct joining *j)
{
	const struct part *part = pack_find(j->pack, STR(PROPERTIES));
	struct str xml, mark = STR("<Pages>");
	size_t at;

	if (part == NULL || pack_read(j->arena, j->pack, part, &xml,
	    j->findings) != 0 || (at = str_find(xml, mark, 0)) == SIZE_MAX)
		return 0;
	return (unsigned)strtoul(str_cstr(j->arena, str_from(xml, at + mark.n)),
	    NULL, 10);
}

static xmlNode *
first_section(xmlNode *body)
{
	for (xmlNode *n = body; n != NULL; n = markup_step(body, n))
		if (word_is(n, "sectPr"))
			return n;
	return NULL;
}

/* --- a copy ----------------------------------------------------------- */

/*
 * Inside a document a section ends in a paragraph: in the last one of the
 * copy, or, after a table, in a low one of its own.
 */
static void
take_end(struct joining *j, xmlNode *paragraph, xmlNode *section)
{
	struct combine *combine = j->combine;
	struct str end = word_dump(j->arena, section), before = STR_NONE;

	if (paragraph == NULL) {
		combine->end_inside = str_format(&combine->arena,
		    LOW_PARAGRAPH("%.*s"), STR_ARG(end));
	} else {
		before = word_dump(j->arena, paragraph);
		xmlUnlinkNode(section);
		xmlAddChild(word_first(paragraph, "pPr"), section);
		combine->end_inside = word_dump(&combine->arena, paragraph);
	}
	combine->end = str_cat(&combine->arena, before, end);
}

/*
 * The paragraph right before the last section, if it can end it.  What a
 * floating table (the 版记) hangs on cannot: LibreOffice drops an empty
 * paragraph that ends a section, and the table goes to the next copy.
 */
static xmlNode *
last_paragraph(xmlNode *section)
{
	xmlNode *node = xmlPreviousElementSibling(section), *above;

	if (!word_is(node, "p") || first_section(node) != NULL)
		return NULL;
	above = xmlPreviousElementSibling(node);
	if (word_is(above, "tbl") &&
	    word_child(word_child(above, "tblPr"), "tblpPr") != NULL)
		return NULL;
	return node;
}

/* The next copy begins on an odd page: an empty one before it. */
static void
put_blank(struct combine *combine)
{
	bool first = true;

	buf_str(&combine->body, combine->blank);
	combine->total++;
	for (size_t i = 0; i < combine->guests.n; i++)
		first = first && !str_has(combine->guests.v[i].name,
		    STR("/combineBlank-"));
	if (!first)
		return;
	add_blank_part(combine, "header", BLANK_XML("hdr"));
	add_blank_part(combine, "footer", BLANK_XML("ftr"));
}

static void
take_body(struct joining *j, xmlNode *body, xmlNode *last)
{
	struct combine *combine = j->combine;
	xmlNode *first = first_section(body), *end = last_paragraph(last);

	set_in_section(first, "pgNumType", "start", "1");
	if (combine->copies > 0)
		set_in_section(first, "type", "val",
		    combine->pages > 0 ? "nextPage" : "oddPage");
	renumber(j, body);
	rename_relations(j, body);
	buf_str(&combine->body, combine->end_inside);
	if (combine->pages % 2 > 0)
		put_blank(combine);
	combine->pages = copy_pages(j);
	combine->total += combine->pages;
	combine->unknown |= combine->pages == 0;
	combine->blank = blank_section(j, last);
	for (xmlNode *child = body->children; child != NULL &&
	    child != last && child != end; child = child->next)
		buf_str(&combine->body, word_dump(j->arena, child));
	take_end(j, end, last);
	combine->copies++;
}

static int
refuse(struct joining *j, struct str name, const char *zh, const char *en)
{
	finding_add(j->findings, FINDING_COMBINE, POS_NONE,
	    "“%.*s”没有并入合订本：%s", "“%.*s” was left out of the combined "
	    "file: %s", STR_ARG(name),
	    j->findings->language == LANGUAGE_EN ? en : zh);
	return -1;
}

static int
join(struct joining *j, struct str name)
{
	struct combine *combine = j->combine;
	xmlDoc *tree;
	xmlNode *body, *last;
	int status = 0;

	if (combine->body.n > BODY_MAX)
		return refuse(j, name, "合订本过大，请分几次合订",
		    "it is too large already; combine fewer copies");
	if (match_relations(j) != 0)
		return refuse(j, name, "它的样式、编号或附带的文件与第一份不同",
		    "its styles, lists or files differ from the first copy's");
	tree = markup_open(j->pack, STR(DOCUMENT), VOCABULARY_W, "document",
	    j->findings);
	if (tree == NULL)
		return -1;
	body = word_child(xmlDocGetRootElement(tree), "body");
	last = body != NULL ? word_child(body, "sectPr") : NULL;
	if (last == NULL)
		status = refuse(j, name, "它没有正文", "it has no body");
	else
		take_body(j, body, last);
	xmlFreeDoc(tree);
	return status;
}

/* The document of the first copy up to its body, with all namespaces. */
static int
take_base(struct combine *combine, struct str name, struct str bytes,
    struct findings *findings)
{
	struct str document;
	size_t end;

	combine->base = pack_open(&combine->arena, name, bytes, POS_NONE,
	    findings);
	if (combine->base == NULL || pack_read(&combine->arena, combine->base,
	    pack_find(combine->base, STR(DOCUMENT)), &document, findings) != 0)
		return -1;
	end = str_find(document, STR("<w:body>"), 0);
	combine->head = str_slice(document, 0, end + strlen("<w:body>"));
	return end != SIZE_MAX ? 0 : -1;
}

int
combine_add(struct combine *combine, struct str name, struct str bytes,
    struct findings *findings)
{
	struct arena arena = ARENA_INIT;
	struct joining j = { .combine = combine, .arena = &arena,
	    .findings = findings, .bookmarks = combine->copies * 100000UL };
	int status = -1;

	if (combine->base == NULL &&
	    take_base(combine, name, bytes, findings) != 0)
		combine->base = NULL;
	else if ((j.pack = pack_open(&arena, name, bytes, POS_NONE,
	    findings)) != NULL && markup_relations(&arena, combine->base,
	    STR(DOCUMENT), &j.base, findings) == 0 &&
	    markup_relations(&arena, j.pack, STR(DOCUMENT), &j.relations,
	    findings) == 0)
		status = join(&j, name);
	arena_release(&arena);
	return status;
}

/* --- the whole -------------------------------------------------------- */

/* A part of the first copy with something put in before its end tag. */
static struct str
with_more(struct combine *combine, const struct part *part, struct str end,
    struct str more, struct findings *findings)
{
	struct str bytes;
	size_t at;

	if (pack_read(&combine->arena, combine->base, part, &bytes,
	    findings) != 0)
		return STR_NONE;
	if ((at = str_find(bytes, end, 0)) == SIZE_MAX)
		return bytes;
	return str_cat(&combine->arena, str_cat(&combine->arena,
	    str_slice(bytes, 0, at), more), str_from(bytes, at));
}

/* The properties of the first copy with the pages of all. */
static struct str
with_pages(struct combine *combine, const struct part *part,
    struct findings *findings)
{
	struct str bytes, mark = STR("<Pages>"), end = STR("</Pages>");
	size_t at, stop;

	if (pack_read(&combine->arena, combine->base, part, &bytes,
	    findings) != 0)
		return STR_NONE;
	at = str_find(bytes, mark, 0);
	stop = str_find(bytes, end, 0);
	if (at == SIZE_MAX || stop == SIZE_MAX || stop < at)
		return bytes;
	return str_format(&combine->arena, "%.*s%.*s%.*s", (int)at, bytes.p,
	    STR_ARG(combine->unknown ? STR_NONE : str_format(&combine->arena,
	    "<Pages>%lu</Pages>", combine->total)),
	    (int)(bytes.n - stop - end.n), bytes.p + stop + end.n);
}

static struct str
guest_types(struct combine *combine)
{
	struct buf out = { 0 };

	EACH(const struct guest, guest, combine->guests) {
		if (guest->type.n > 0)
			markup_put(&out, "<Override PartName='/%.*s'"
			    " ContentType='%.*s'/>", STR_ARG(guest->name),
			    STR_ARG(guest->type));
	}
	return buf_take(&combine->arena, &out);
}

static void
write_part(struct combine *combine, struct pack_writer *writer,
    const struct part *part, struct findings *findings)
{
	struct buf *body = &combine->body;

	if (str_eq(part->name, STR(DOCUMENT))) {
		struct buf all = { 0 };

		buf_str(&all, combine->head);
		buf_str(&all, buf_view(body));
		buf_str(&all, combine->end);
		buf_lit(&all, "</w:body></w:document>");
		pack_add(writer, part->name, buf_view(&all));
		buf_release(&all);
	} else if (str_eq(part->name, STR(RELATIONS)))
		pack_add(writer, part->name, with_more(combine, part,
		    STR("</Relationships>"), buf_view(&combine->relations),
		    findings));
	else if (str_eq(part->name, STR(TYPES)))
		pack_add(writer, part->name, with_more(combine, part,
		    STR("</Types>"), guest_types(combine), findings));
	else if (str_eq(part->name, STR(PROPERTIES)))
		pack_add(writer, part->name, with_pages(combine, part,
		    findings));
	else
		pack_copy(writer, part);
}

int
combine_finish(struct combine *combine, struct buf *out,
    struct findings *findings)
{
	struct pack_writer *writer;

	out->n = 0;
	if (combine->copies == 0) {
		finding_add(findings, FINDING_COMBINE, POS_NONE,
		    "没有可以合订的文件", "there is nothing to combine");
		return -1;
	}
	writer = pack_writer_new();
	pack_begin(writer, out);
	for (size_t i = 0; i < combine->base->n; i++)
		write_part(combine, writer, &combine->base->parts[i], findings);
	for (size_t i = 0; i < combine->guests.n; i++)
		pack_add(writer, combine->guests.v[i].name,
		    combine->guests.v[i].bytes);
	pack_end(writer);
	pack_writer_free(writer);
	return 0;
}
