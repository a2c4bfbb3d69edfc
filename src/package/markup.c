/*
 * Libxml2 behind a few functions: bounded parsing, names with their
 * vocabulary, escaping.  The only file that calls its parser.
 */
#include "markup.h"

#include <stdatomic.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include "gate.h"

#define OFFICE	"http://schemas.openxmlformats.org/"
#define STRICT	"http://purl.oclc.org/ooxml/"

static const struct {
	const char *transitional, *strict;
} uris[VOCABULARY_COUNT] = {
	[VOCABULARY_W] = { OFFICE "wordprocessingml/2006/main",
	    STRICT "wordprocessingml/main" },
	[VOCABULARY_S] = { OFFICE "spreadsheetml/2006/main",
	    STRICT "spreadsheetml/main" },
	[VOCABULARY_A] = { OFFICE "drawingml/2006/main",
	    STRICT "drawingml/main" },
	[VOCABULARY_WP] = { OFFICE "drawingml/2006/wordprocessingDrawing",
	    STRICT "drawingml/wordprocessingDrawing" },
	[VOCABULARY_PIC] = { OFFICE "drawingml/2006/picture",
	    STRICT "drawingml/picture" },
	[VOCABULARY_R] = { OFFICE "officeDocument/2006/relationships",
	    STRICT "officeDocument/relationships" },
	[VOCABULARY_M] = { OFFICE "officeDocument/2006/math",
	    STRICT "officeDocument/math" },
	[VOCABULARY_MC] = { OFFICE "markup-compatibility/2006", NULL },
	[VOCABULARY_V] = { "urn:schemas-microsoft-com:vml", NULL },
	[VOCABULARY_TYPES] = { OFFICE "package/2006/content-types", NULL },
	[VOCABULARY_RELATIONS] = { OFFICE "package/2006/relationships", NULL },
	[VOCABULARY_PROPERTIES] = {
	    OFFICE "officeDocument/2006/custom-properties", NULL },
	[VOCABULARY_XML] = { "http://www.w3.org/XML/1998/namespace", NULL },
};

const char *
vocabulary_uri(enum vocabulary vocabulary)
{
	return uris[vocabulary].transitional;
}

/* --- memory ------------------------------------------------------------ */

static void *
must_malloc(size_t size)
{
	return must(malloc(size > 0 ? size : 1));
}

static void *
must_realloc(void *p, size_t size)
{
	return must(realloc(p, size > 0 ? size : 1));
}

static char *
must_strdup(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(must_malloc(n), s, n);
}

/* Faults of encodings reach no parser's own handler; they would be printed. */
static void
stay_quiet(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error;
}

static void
print_nothing(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

/* Whoever comes while another thread is at it waits. */
void
markup_start(void)
{
	static atomic_flag begun = ATOMIC_FLAG_INIT;
	static atomic_bool done;

	if (atomic_flag_test_and_set(&begun)) {
		while (!atomic_load(&done))
			;
		return;
	}
	xmlMemSetup(free, must_malloc, must_realloc, must_strdup);
	xmlInitParser();
	xmlSetStructuredErrorFunc(NULL, stay_quiet);
	xmlThrDefSetStructuredErrorFunc(NULL, stay_quiet);
	xmlSetGenericErrorFunc(NULL, print_nothing);
	xmlThrDefSetGenericErrorFunc(NULL, print_nothing);
	atomic_store(&done, true);
}

/* --- parsing ----------------------------------------------------------- */

/* What a parse needs to stop early and to say why. */
struct guard {
	unsigned long nodes;
	const xmlChar *uri;	/* of the last element: the parser has */
	const xmlChar *mapped;	/* each once; and what stands for it */
	bool strict;		/* the root is */
	const char *zh, *en;	/* our own reason to stop */
	int line;		/* of the first error */
	char detail[160];	/* what libxml2 says */
};

static void
stop(xmlParserCtxt *parser, const char *zh, const char *en)
{
	struct guard *guard = parser->_private;

	if (guard->zh == NULL) {
		guard->zh = zh;
		guard->en = en;
		guard->line = parser->input != NULL ? parser->input->line : 0;
	}
	xmlStopParser(parser);
}

/* OPC [M1.18]: a DTD is an error, and it is where entities come from. */
static void
on_doctype(void *context, const xmlChar *name, const xmlChar *external,
    const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	stop(context, "含有 DOCTYPE 声明", "it has a DOCTYPE declaration");
}

/*
 * The namespaces of ISO/IEC 29500 strict become the transitional ones, in the
 * whole tree or in a corner of it: whoever looks at a tree need know but one
 * form, and nothing slips by in the other.
 */
static const xmlChar *
transitional(const xmlChar *uri)
{
	for (int i = 0; i < VOCABULARY_COUNT; i++)
		if (uri != NULL && uris[i].strict != NULL &&
		    strcmp((const char *)uri, uris[i].strict) == 0)
			return BAD_CAST uris[i].transitional;
	return uri;
}

static void
on_element(void *context, const xmlChar *local, const xmlChar *prefix,
    const xmlChar *uri, int namespaces, const xmlChar **namespace,
    int attributes, int defaulted, const xmlChar **attribute)
{
	xmlParserCtxt *parser = context;
	struct guard *guard = parser->_private;
	const xmlChar *declared[2 * GATE_ATTRIBUTES_MAX];
	bool root = guard->nodes == 0;

	guard->nodes += 1 + (unsigned long)(namespaces + attributes);
	if (namespaces > GATE_ATTRIBUTES_MAX ||	/* seen before */
	    guard->nodes > MARKUP_NODES_MAX) {
		stop(parser, "内容过多", "it holds too much");
		return;
	}
	for (int i = 0; i < namespaces; i++) {
		declared[2 * i] = namespace[2 * i];
		declared[2 * i + 1] = transitional(namespace[2 * i + 1]);
	}
	if (uri != guard->uri || root) {
		guard->uri = uri;
		guard->mapped = transitional(uri);
	}
	guard->strict |= root && guard->mapped != uri;
	xmlSAX2StartElementNs(context, local, prefix, guard->mapped,
	    namespaces, declared, attributes, defaulted, attribute);
}

static void
on_error(void *context, xmlError *error)
{
	struct guard *guard = ((xmlParserCtxt *)context)->_private;
	size_t n;

	if (error->level < XML_ERR_ERROR || guard->detail[0] != '\0')
		return;
	guard->line = error->line;
	n = error->message != NULL ? strcspn(error->message, "\r\n") : 0;
	if (n >= sizeof(guard->detail))
		n = sizeof(guard->detail) - 1;
	memcpy(guard->detail, n > 0 ? error->message : "?", n > 0 ? n : 1);
}

static void
report(const struct pack *pack, struct str part, const struct guard *guard,
    struct findings *findings)
{
	bool english = findings->language == LANGUAGE_EN;
	const char *why = english ? guard->en : guard->zh;

	finding_add(findings, FINDING_PACKAGE_MARKUP, pack->pos,
	    "“%.*s”不能读取：其中的“%.*s”第 %d 行有错（%s）；"
	    "请在 Word 或 WPS 中打开后另存",
	    "“%.*s” cannot be read: its part “%.*s” is wrong on line %d (%s); "
	    "open it in Word or WPS and save it again",
	    STR_ARG(pack->name), STR_ARG(part), guard->line,
	    why != NULL ? why : guard->detail);
}

/*
 * A part while it is parsed.  Libxml2 is given a piece at a time: it keeps a
 * copy of what it is given whole.
 */
struct markup_reading {
	const struct pack *pack;
	struct str name;
	struct arena arena;	/* of the plain bytes, if they are our own */
	struct str rest;	/* what is not parsed yet */
	struct guard guard;
	xmlParserCtxt *parser;	/* NULL: it was not begun */
};

#define PIECE		((size_t)32 * 1024)
#define TELLS_ENCODING	4	/* bytes, of the first piece */

static void
begin_parse(struct markup_reading *reading, struct str bytes)
{
	struct guard *guard = &reading->guard;
	size_t n = bytes.n < TELLS_ENCODING ? bytes.n : TELLS_ENCODING;
	xmlParserCtxt *parser;
	const char *crowded;

	if (bytes.n > PACK_PART_SIZE_MAX) {
		guard->zh = "内容过多";
		guard->en = "it holds too much";
	} else if (bytes.n == 0) {
		guard->zh = "内容是空的";
		guard->en = "it is empty";
	} else if (gate_encoding(str_slice(bytes, 0, GATE_HEAD)) !=
	    GATE_UTF) {
		guard->zh = "编码不是 UTF-8 或 UTF-16";
		guard->en = "its encoding is not UTF-8 or UTF-16";
		guard->line = 1;
	} else if ((crowded = gate_crowded(&(struct gate){ 0 }, bytes)) !=
	    NULL) {
		guard->zh = "一个元素的属性过多";
		guard->en = "an element has too many attributes";
		guard->line = 1 + (int)str_count(str_slice(bytes, 0,
		    (size_t)(crowded - bytes.p)), '\n');
	}
	if (guard->zh != NULL)
		return;
	parser = must(xmlCreatePushParserCtxt(NULL, NULL, bytes.p, (int)n,
	    NULL));
	/* CDATA as text: readers and the template know but one kind. */
	xmlCtxtUseOptions(parser,
	    XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA);
	parser->_private = guard;
	parser->sax->internalSubset = on_doctype;
	parser->sax->startElementNs = on_element;
	parser->sax->serror = on_error;
	reading->parser = parser;
	reading->rest = str_from(bytes, n);
}

/* Is there a next piece, and of use? */
static bool
has_more(const struct markup_reading *reading)
{
	return reading->parser != NULL && reading->rest.p != NULL &&
	    !reading->parser->disableSAX;
}

/* Parse the next piece; false when there is none. */
bool
markup_read_on(struct markup_reading *reading)
{
	struct str piece = str_slice(reading->rest, 0, PIECE);

	if (!has_more(reading))
		return false;
	reading->rest = str_from(reading->rest, piece.n);
	if (reading->rest.n == 0)
		reading->rest.p = NULL;
	xmlParseChunk(reading->parser, piece.p, (int)piece.n,
	    reading->rest.p == NULL);
	return true;
}

/* The tree, parsed to its end; NULL with a finding unless all went well. */
static xmlDoc *
end_parse(struct markup_reading *reading, struct findings *findings)
{
	struct guard *guard = &reading->guard;
	xmlParserCtxt *parser = reading->parser;
	xmlDoc *tree = NULL;

	while (markup_read_on(reading))
		;
	if (parser != NULL) {
		tree = parser->myDoc;
		parser->myDoc = NULL;
		if (!parser->wellFormed && guard->detail[0] == '\0')
			memcpy(guard->detail, "?", 2);
		xmlFreeParserCtxt(parser);
	}
	if (guard->zh == NULL && guard->detail[0] == '\0' && tree != NULL &&
	    xmlDocGetRootElement(tree) != NULL) {
		tree->_private = guard->strict ? tree : NULL;
		return tree;
	}
	report(reading->pack, reading->name, guard, findings);
	xmlFreeDoc(tree);
	return NULL;
}

xmlDoc *
markup_parse(const struct pack *pack, const struct part *part,
    struct str bytes, struct findings *findings)
{
	struct markup_reading reading = { .pack = pack, .name = part->name };

	begin_parse(&reading, bytes);
	return end_parse(&reading, findings);
}

/* Begin to parse the part called NAME; NULL with a finding. */
static struct markup_reading *
open_part(const struct pack *pack, struct str name, struct findings *findings)
{
	const struct part *part = pack_find(pack, name);
	struct markup_reading *reading;
	struct str bytes;

	if (part == NULL) {
		finding_add(findings, FINDING_PACKAGE_DAMAGED, pack->pos,
		    "“%.*s”不能读取：其中没有应有的“%.*s”",
		    "“%.*s” cannot be read: it lacks the part “%.*s”",
		    STR_ARG(pack->name), STR_ARG(name));
		return NULL;
	}
	reading = heap_new(1, sizeof(*reading));
	reading->pack = pack;
	reading->name = part->name;
	if (pack_stream_whole(&reading->arena, pack, part, &bytes,
	    findings) != 0) {
		arena_release(&reading->arena);
		free(reading);
		return NULL;
	}
	begin_parse(reading, bytes);
	return reading;
}

static xmlDoc *
close_part(struct markup_reading *reading, struct findings *findings)
{
	xmlDoc *tree = end_parse(reading, findings);

	arena_release(&reading->arena);
	free(reading);
	return tree;
}

static bool
has_root(const struct pack *pack, struct str name, const xmlNode *root,
    enum vocabulary vocabulary, const char *local, struct findings *findings)
{
	if (markup_is(root, vocabulary, local))
		return true;
	finding_add(findings, FINDING_PACKAGE_MARKUP, pack->pos,
	    "“%.*s”不能读取：其中的“%.*s”不是应有的 %s",
	    "“%.*s” cannot be read: its part “%.*s” is no %s",
	    STR_ARG(pack->name), STR_ARG(name), local);
	return false;
}

xmlDoc *
markup_open(const struct pack *pack, struct str name,
    enum vocabulary vocabulary, const char *local, struct findings *findings)
{
	struct markup_reading *reading = open_part(pack, name, findings);
	xmlDoc *tree = reading == NULL ? NULL : close_part(reading, findings);

	if (tree == NULL || has_root(pack, name, xmlDocGetRootElement(tree),
	    vocabulary, local, findings))
		return tree;
	xmlFreeDoc(tree);
	return NULL;
}

/* --- a piece at a time -------------------------------------------------- */

xmlNode *
markup_root(const struct markup_reading *reading)
{
	return xmlDocGetRootElement(reading->parser->myDoc);
}

struct markup_reading *
markup_begin(const struct pack *pack, struct str name,
    enum vocabulary vocabulary, const char *local, struct findings *findings)
{
	struct markup_reading *reading = open_part(pack, name, findings);

	if (reading == NULL)
		return NULL;
	while (reading->parser != NULL && (reading->parser->myDoc == NULL ||
	    markup_root(reading) == NULL) && markup_read_on(reading))
		;
	if (reading->parser != NULL && reading->parser->myDoc != NULL &&
	    markup_root(reading) != NULL && has_root(pack, name,
	    markup_root(reading), vocabulary, local, findings))
		return reading;
	/* What is no such part may be well formed, or not, from here on. */
	markup_end(reading, findings);
	return NULL;
}

bool
markup_is_whole(const struct markup_reading *reading, const xmlNode *node)
{
	int i = reading == NULL ? 0 : reading->parser->nodeNr;

	while (i > 0 && reading->parser->nodeTab[i - 1] != node)
		i--;
	return i == 0;
}

void
markup_await(struct markup_reading *reading, const xmlNode *node)
{
	while (!markup_is_whole(reading, node) && markup_read_on(reading))
		;
}

xmlNode *
markup_grow(struct markup_reading *reading, const xmlNode *node, xmlNode *child)
{
	xmlNode *next;

	do
		next = child == NULL ? node->children : child->next;
	while (next == NULL && !markup_is_whole(reading, node) &&
	    markup_read_on(reading));
	if (next == NULL && child != NULL)	/* with the last piece */
		next = child->next;
	/* What is cut off or malformed gets no more whole, and is kept. */
	if (child != NULL && next != NULL &&
	    !markup_is_whole(reading, node) && has_more(reading)) {
		xmlUnlinkNode(child);
		xmlFreeNode(child);
	}
	return next;
}

int
markup_end(struct markup_reading *reading, struct findings *findings)
{
	xmlDoc *tree = close_part(reading, findings);

	xmlFreeDoc(tree);
	return tree != NULL ? 0 : -1;
}

/* --- looking around ---------------------------------------------------- */

bool
markup_in(const xmlNs *ns, enum vocabulary vocabulary)
{
	if (ns == NULL || vocabulary == VOCABULARY_NONE)
		return ns == NULL && vocabulary == VOCABULARY_NONE;
	return strcmp((const char *)ns->href,
	    uris[vocabulary].transitional) == 0;
}

xmlDoc *
markup_new(enum vocabulary vocabulary, const char *prefix, const char *local)
{
	xmlDoc *tree = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *root = xmlNewDocNode(tree, NULL, BAD_CAST local, NULL);

	xmlDocSetRootElement(tree, root);
	xmlSetNs(root, xmlNewNs(root, BAD_CAST vocabulary_uri(vocabulary),
	    BAD_CAST prefix));
	return tree;
}

bool
markup_is_strict(const xmlDoc *tree)
{
	return tree->_private != NULL;
}

bool
markup_is_called(const xmlNode *node, enum vocabulary vocabulary,
    const char *local)
{
	return strcmp((const char *)node->name, local) == 0 &&
	    markup_in(node->ns, vocabulary);
}

static xmlNode *
first_of(xmlNode *node, enum vocabulary vocabulary, const char *local)
{
	while (node != NULL && !markup_is(node, vocabulary, local))
		node = node->next;
	return node;
}

xmlNode *
markup_child(const xmlNode *node, enum vocabulary vocabulary, const char *local)
{
	return node == NULL ? NULL :
	    first_of(node->children, vocabulary, local);
}

xmlNode *
markup_next(const xmlNode *node, enum vocabulary vocabulary, const char *local)
{
	return node == NULL ? NULL : first_of(node->next, vocabulary, local);
}

xmlNode *
markup_skip(const xmlNode *root, const xmlNode *node)
{
	while (node != root && node->next == NULL)
		node = node->parent;
	return node == root ? NULL : node->next;
}

xmlNode *
markup_step(const xmlNode *root, const xmlNode *node)
{
	if (node->type == XML_ELEMENT_NODE && node->children != NULL)
		return node->children;
	return markup_skip(root, node);
}

static const xmlAttr *
find_attribute(const xmlNode *node, enum vocabulary vocabulary,
    const char *local)
{
	const xmlAttr *attribute = node != NULL ? node->properties : NULL;

	while (attribute != NULL &&
	    (strcmp((const char *)attribute->name, local) != 0 ||
	    !markup_in(attribute->ns, vocabulary)))
		attribute = attribute->next;
	return attribute;
}

struct str
markup_attribute(const xmlNode *node, enum vocabulary vocabulary,
    const char *local)
{
	const xmlAttr *attribute = find_attribute(node, vocabulary, local);

	/* Without entities the value is one text node, or none. */
	if (attribute == NULL || attribute->children == NULL ||
	    attribute->children->content == NULL)
		return STR_NONE;
	return str_of((const char *)attribute->children->content);
}

bool
markup_has(const xmlNode *node, enum vocabulary vocabulary, const char *local)
{
	return find_attribute(node, vocabulary, local) != NULL;
}

long
markup_number(const xmlNode *node, enum vocabulary vocabulary,
    const char *local, long fallback)
{
	struct str s = markup_attribute(node, vocabulary, local);
	bool negative = str_starts(s, STR("-"));
	long value = 0;

	s = str_from(s, negative || str_starts(s, STR("+")));
	if (s.n == 0)
		return fallback;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || value > INT_MAX / 10 - 1)
			return fallback;
		value = value * 10 + (s.p[i] - '0');
	}
	return negative ? -value : value;
}

bool
markup_is_on(const xmlNode *node)
{
	struct str value = markup_attribute(node, VOCABULARY_W, "val");

	return node != NULL && !str_eq(value, STR("0")) &&
	    !str_eq(value, STR("false")) && !str_eq(value, STR("off"));
}

struct str
markup_content(struct arena *arena, const xmlNode *node)
{
	struct buf text = { 0 };

	for (const xmlNode *n = node->children; n != NULL; n = n->next)
		if (n->type == XML_TEXT_NODE && n->content != NULL)
			buf_lit(&text, (const char *)n->content);
	return buf_take(arena, &text);
}

/* --- relationships ----------------------------------------------------- */

static size_t
last_slash(struct str path)
{
	size_t i = path.n;

	while (i > 0 && path.p[i - 1] != '/')
		i--;
	return i;			/* just after it; 0 when none */
}

/* Append a URI's segment without %XX escapes, which part names have not. */
static void
add_unescaped(struct buf *out, struct str segment)
{
	for (size_t i = 0; i < segment.n; i++) {
		long code = segment.p[i] != '%' ? -1 :
		    str_hex(str_slice(segment, i + 1, i + 3), 2);

		if (code > 0) {
			buf_byte(out, (char)code);
			i += 2;
		} else
			buf_byte(out, segment.p[i]);
	}
}

/* Walk PATH from the folder in OUT, with "." and ".." worked out. */
static void
add_path(struct buf *out, struct str path)
{
	while (path.n > 0) {
		size_t slash = str_find(path, STR("/"), 0);
		struct str segment = str_slice(path, 0, slash);

		path = str_from(path, slash == SIZE_MAX ? path.n : slash + 1);
		if (segment.n == 0 || str_eq(segment, STR(".")))
			continue;
		if (str_eq(segment, STR(".."))) {
			size_t cut = last_slash(buf_view(out));

			out->n = cut > 0 ? cut - 1 : 0;
			continue;
		}
		if (out->n > 0)
			buf_byte(out, '/');
		add_unescaped(out, segment);
	}
}

/* The part that TARGET means when the part NAME says it. */
static struct str
resolve(struct arena *arena, struct str name, struct str target)
{
	struct buf path = { 0 };

	if (!str_starts(target, STR("/")))
		add_path(&path, str_slice(name, 0, last_slash(name)));
	add_path(&path, target);
	return buf_take(arena, &path);
}

static void
read_relation(struct arena *arena, struct str name, const xmlNode *node,
    struct relation *relation)
{
	struct str target = markup_attribute(node, VOCABULARY_NONE, "Target");
	struct str mode = markup_attribute(node, VOCABULARY_NONE, "TargetMode");
	struct str type = markup_attribute(node, VOCABULARY_NONE, "Type");
	struct str strict = STR(STRICT "officeDocument/relationships");

	relation->id = str_copy(arena,
	    markup_attribute(node, VOCABULARY_NONE, "Id"));
	relation->type = str_starts(type, strict) ? str_cat(arena,
	    str_of(vocabulary_uri(VOCABULARY_R)),
	    str_from(type, strict.n)) : str_copy(arena, type);
	relation->kind = str_from(relation->type, last_slash(relation->type));
	/* Whatever it calls itself that is not a part of the package. */
	relation->external = mode.n > 0 && !str_eq(mode, STR("Internal"));
	relation->target = relation->external ? str_copy(arena, target) :
	    resolve(arena, name, target);
}

struct str
relations_name(struct arena *arena, struct str part)
{
	size_t cut = last_slash(part);

	return str_format(arena, "%.*s_rels/%.*s.rels", (int)cut, part.p,
	    STR_ARG(str_from(part, cut)));
}

void
relations_index(struct arena *arena, struct relations *list)
{
	size_t kept = 0;

	list->places = (struct str_index){ 0 };
	for (size_t i = 0; i < list->n; i++) {
		size_t *place = str_number(arena, &list->places,
		    list->v[i].id);

		if (*place > 0)
			continue;
		*place = SIZE_MAX;	/* it is of no kind */
		if (list->v[i].kind.n > 0) {
			list->v[kept++] = list->v[i];
			*place = kept;
		}
	}
	list->n = kept;
}

int
markup_relations(struct arena *arena, const struct pack *pack,
    struct str name, struct relations *relations, struct findings *findings)
{
	struct str part = relations_name(arena, name);
	struct guard guard = { .zh = "关系过多", .en = "it has too many" };
	size_t capacity = 0;
	xmlDoc *tree;
	xmlNode *node;

	*relations = (struct relations){ .n = 0 };
	if (pack_find(pack, part) == NULL)
		return 0;
	if ((tree = markup_open(pack, part, VOCABULARY_RELATIONS,
	    "Relationships", findings)) == NULL)
		return -1;
	for (node = markup_child(xmlDocGetRootElement(tree),
	    VOCABULARY_RELATIONS, "Relationship"); node != NULL &&
	    relations->n <= MARKUP_RELATIONS_MAX;
	    node = markup_next(node, VOCABULARY_RELATIONS, "Relationship")) {
		if (relations->n == capacity)
			arena_grow(arena, (void **)&relations->v,
			    relations->n, &capacity, sizeof(*relations->v));
		read_relation(arena, name, node, &relations->v[relations->n++]);
	}
	xmlFreeDoc(tree);
	relations_index(arena, relations);
	if (relations->n <= MARKUP_RELATIONS_MAX)
		return 0;
	report(pack, part, &guard, findings);
	return -1;
}

const struct relation *
relation_of_kind(const struct relations *relations, const char *kind)
{
	for (size_t i = 0; i < relations->n; i++)
		if (str_eq(relations->v[i].kind, str_of(kind)))
			return &relations->v[i];
	return NULL;
}

int
markup_main(struct arena *arena, const struct pack *pack, struct str *name,
    struct relations *own, struct findings *findings)
{
	struct relations root;
	const struct relation *main;

	*name = STR_NONE;
	if (markup_relations(arena, pack, STR_NONE, &root, findings) != 0)
		return -1;
	main = relation_of_kind(&root, "officeDocument");
	if (main == NULL || main->external)
		return 0;
	*name = main->target;
	return markup_relations(arena, pack, main->target, own, findings);
}

xmlDoc *
markup_related(const struct pack *pack, const struct relations *relations,
    const char *kind, enum vocabulary vocabulary, const char *local,
    struct findings *findings)
{
	const struct relation *part = relation_of_kind(relations, kind);

	return part == NULL || part->external ||
	    pack_find(pack, part->target) == NULL ? NULL :
	    markup_open(pack, part->target, vocabulary, local, findings);
}

const struct relation *
relation_by_id(const struct relations *relations, struct str id)
{
	size_t place = str_known(&relations->places, id);

	return place > 0 && place <= relations->n ?
	    &relations->v[place - 1] : NULL;
}

/* --- text out ---------------------------------------------------------- */

/*
 * The length of the well-formed UTF-8 character at P (not ASCII) that XML
 * 1.0 allows, or 0.
 */
static size_t
character_length(const unsigned char *p, size_t n)
{
	size_t length = p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 :
	    p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;

	if (length == 0 || length > n)
		return 0;
	for (size_t i = 1; i < length; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	if ((p[0] == 0xe0 && p[1] < 0xa0) ||	/* overlong */
	    (p[0] == 0xed && p[1] > 0x9f) ||	/* surrogates */
	    (p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xbe) ||
	    (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
		return 0;
	return length;
}

/* What stands for an ASCII character in XML; NULL when it does itself. */
static const char *
escape_of(unsigned char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\t': return "&#9;";
	case '\n': return "&#10;";
	case '\r': return "&#13;";
	default: return c < 0x20 ? "\xef\xbf\xbd" : NULL;
	}
}

size_t
markup_text(struct buf *out, struct str text, struct str line_break)
{
	const unsigned char *p = (const unsigned char *)text.p;
	size_t from = 0, i = 0, replaced = 0;

	if (text.n == 0)		/* perhaps at no place at all */
		return 0;
	while (i < text.n) {
		const char *escape = NULL;
		size_t length = 1;

		/* Chinese, which most of it is, at a third of the cost. */
		while (i + 3 <= text.n && p[i] >= 0xe1 && p[i] <= 0xec &&
		    (p[i + 1] & 0xc0) == 0x80 && (p[i + 2] & 0xc0) == 0x80)
			i += 3;
		if (i == text.n)
			break;
		if (p[i] < 0x80)
			escape = escape_of(p[i]);
		else if ((length = character_length(p + i, text.n - i)) == 0) {
			escape = "\xef\xbf\xbd";
			length = 1;
		}
		if (escape != NULL) {
			buf_add(out, text.p + from, i - from);
			if (p[i] == '\n' && line_break.n > 0)
				buf_str(out, line_break);
			else
				buf_lit(out, escape);
			replaced += escape[0] == '\xef';
			from = i + length;
		}
		i += length;
	}
	buf_add(out, text.p + from, text.n - from);
	return replaced;
}

/* --- relationships out ------------------------------------------------- */

void
relations_begin(struct buf *out)
{
	markup_put(out, "<?xml version='1.0' encoding='UTF-8' "
	    "standalone='yes'?>\n<Relationships xmlns='%s'>",
	    vocabulary_uri(VOCABULARY_RELATIONS));
}

/* A target as it is written: relative when it can be. */
static void
put_target(struct buf *out, struct str folder, const struct relation *relation)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789/._-~!$&'()*+,;=:@";
	struct str target = relation->target;
	struct buf uri = { 0 };

	if (relation->external) {
		markup_text(out, target, STR_NONE);
		return;
	}
	if (str_starts(target, folder))
		target = str_from(target, folder.n);
	else
		buf_byte(&uri, '/');
	for (size_t i = 0; i < target.n; i++)
		if (strchr(plain, target.p[i]) != NULL)
			buf_byte(&uri, target.p[i]);
		else
			buf_format(&uri, "%%%02X", (unsigned char)target.p[i]);
	markup_text(out, buf_view(&uri), STR_NONE);
	buf_release(&uri);
}

void
relation_put(struct buf *out, struct str folder,
    const struct relation *relation)
{
	markup_put(out, "<Relationship Id='%.*s' Type='%.*s' Target='",
	    STR_ARG(relation->id), STR_ARG(relation->type));
	put_target(out, folder, relation);
	buf_lit(out, relation->external ?
	    "\" TargetMode=\"External\"/>" : "\"/>");
}

/* One value of a form, which stands after its %; what follows it there. */
static const char *
put_value(struct buf *out, const char *form, va_list *values)
{
	bool wide = *form == 'l';
	struct str text;
	long value;

	switch (*(form += wide)) {
	case 's':
		buf_lit(out, va_arg(*values, const char *));
		break;
	case '.':
		text.n = (size_t)va_arg(*values, int);
		text.p = va_arg(*values, const char *);
		markup_text(out, text, STR_NONE);
		return form + strlen(".*s");
	case 'u':
		buf_uint(out, wide ? va_arg(*values, unsigned long) :
		    va_arg(*values, unsigned));
		break;
	case 'd':
		value = wide ? va_arg(*values, long) : va_arg(*values, int);
		if (value < 0)
			buf_byte(out, '-');
		buf_uint(out, value < 0 ? 0UL - (unsigned long)value :
		    (unsigned long)value);
		break;
	default:
		buf_byte(out, *form);
	}
	return form + 1;
}

/* N bytes of a form; each ' is a ", which differs from it by 5. */
static void
put_form(struct buf *out, const char *form, size_t n)
{
	char *p;

	if (n >= out->capacity - out->n)
		buf_reserve(out, n);
	p = out->p + out->n;
	out->n += n;
	for (; n >= 8; n -= 8, p += 8, form += 8) {	/* eight at once */
		uint64_t w, other;

		memcpy(&w, form, 8);
		other = w ^ EACH_BYTE * '\'';
		other |= (other & EACH_BYTE * 0x7f) + EACH_BYTE * 0x7f;
		w ^= (~other >> 7 & EACH_BYTE) * ('\'' ^ '"');
		memcpy(p, &w, 8);
	}
	for (; n > 0; n--, form++)
		*p++ = *form == '\'' ? '"' : *form;
	*p = '\0';
}

void
markup_put(struct buf *out, const char *form, ...)
{
	va_list values;

	va_start(values, form);
	for (const char *value; form != NULL; form = value) {
		put_form(out, form, (value = strchr(form, '%')) != NULL ?
		    (size_t)(value - form) : strlen(form));
		if (value != NULL)
			value = put_value(out, value + 1, &values);
	}
	va_end(values);
}
