/*
 * What may be taken out of other people's DOCX, by the one list allow.def: in
 * goes a tree or a package, out comes the same without the rest, and the names
 * of what was left out.  Read allow_clean first, then allow_pack.
 */
#include "allow.h"

#include <string.h>

static const struct {
	const char *uri, *elements, *attributes;
} namespaces[] = {
#define NAMESPACE(id, uri, elements, attributes) { uri, elements, attributes },
#include "allow.def"
#undef NAMESPACE
};

static const struct {
	const char *kind;
	bool quiet;
} kinds[] = {
#define RELATION(kind, quiet)	{ kind, quiet },
#include "allow.def"
#undef RELATION
};

static const char *const links[] = {
#define LINK(scheme)	scheme,
#include "allow.def"
#undef LINK
};

static const struct {
	const char *name;
	bool quiet;
} fields[] = {
#define FIELD(name, quiet)	{ name, quiet },
#include "allow.def"
#undef FIELD
};

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* Names of what is left out that are kept apart; more are one. */
#define NAMES_MAX	12
#define NAME_BYTES	60
/* Fields in fields. */
#define FIELDS_DEEP	32

/* --- the list ---------------------------------------------------------- */

/* Is NAME one of the words of LIST, sorted, each with a blank after it? */
static bool
is_listed(const char *list, const char *name)
{
	size_t low = 0, high = strlen(list);

	while (low < high) {
		size_t at = low + (high - low) / 2, n;
		int order;

		while (at > low && list[at - 1] != ' ')
			at--;
		n = strcspn(list + at, " ");
		order = strncmp(name, list + at, n);
		if (order == 0 && name[n] == '\0')
			return true;
		if (order < 0)
			high = at;
		else
			low = at + n + 1;
	}
	return false;
}

/* Which namespace it is; COUNT(namespaces): none of the list. */
static size_t
find_namespace(const xmlNs *ns)
{
	size_t i = 0;

	while (ns != NULL && i < COUNT(namespaces) &&
	    strcmp((const char *)ns->href, namespaces[i].uri) != 0)
		i++;
	return ns != NULL ? i : COUNT(namespaces);
}

bool
allow_element(const xmlNode *node)
{
	size_t i = find_namespace(node->ns);

	return i < COUNT(namespaces) &&
	    is_listed(namespaces[i].elements, (const char *)node->name);
}

bool
allow_attribute(const xmlNode *node, const xmlAttr *a)
{
	size_t i = find_namespace(a->ns != NULL ? a->ns : node->ns);

	return i < COUNT(namespaces) &&
	    is_listed(namespaces[i].attributes, (const char *)a->name);
}

bool
allow_relation(const struct relation *relation)
{
	if (relation->external) {
		for (size_t i = 0; i < COUNT(links); i++)
			if (str_eq(relation->kind, STR("hyperlink")) &&
			    str_starts(relation->target, str_of(links[i])))
				return true;
		return false;
	}
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (!kinds[i].quiet &&
		    str_eq(relation->kind, str_of(kinds[i].kind)))
			return true;
	return false;
}

static bool
is_quiet(const struct relation *relation)
{
	for (size_t i = 0; !relation->external && i < COUNT(kinds); i++)
		if (kinds[i].quiet &&
		    str_eq(relation->kind, str_of(kinds[i].kind)))
			return true;
	return false;
}

/* The name that a field's instruction begins with, in capitals. */
static struct str
field_name(struct arena *arena, struct str instruction)
{
	struct str name;
	char *p;
	size_t n = 0;

	instruction = str_trim(instruction);
	while (n < instruction.n && n < NAME_BYTES && (unsigned char)
	    instruction.p[n] > ' ' && instruction.p[n] != '\\' &&
	    instruction.p[n] != '"')
		n++;
	name = str_copy(arena, str_slice(instruction, 0, n));
	p = (char *)name.p;
	for (size_t i = 0; i < n; i++)
		if (p[i] >= 'a' && p[i] <= 'z')
			p[i] -= 'a' - 'A';
	return name;
}

static bool
allow_field(struct str name)
{
	for (size_t i = 0; i < COUNT(fields); i++)
		if (!fields[i].quiet && str_eq(name, str_of(fields[i].name)))
			return true;
	return false;
}

static void
note_field(struct allow *allow, struct str name)
{
	allow->changed = true;
	for (size_t i = 0; i < COUNT(fields); i++)
		if (str_eq(name, str_of(fields[i].name)))
			return;
	allow_note(allow, str_cat(allow->arena, STR("域 "),
	    name.n > 0 ? name : STR("?")));
}

void
allow_note_field(struct allow *allow, struct str instruction)
{
	note_field(allow, field_name(allow->arena, instruction));
}

/* --- what was left out ------------------------------------------------- */

void
allow_note(struct allow *allow, struct str name)
{
	allow->changed = true;
	if (name.n > NAME_BYTES * 2)
		name.n = NAME_BYTES * 2;
	while (name.n > 0 && ((unsigned char)name.p[name.n - 1] & 0xc0) == 0x80)
		name.n--;
	if (name.n > 0 && (unsigned char)name.p[name.n - 1] >= 0xc0)
		name.n--;
	for (size_t i = 0; i < allow->left.n; i++)
		if (str_eq(allow->left.v[i].name, name)) {
			allow->left.v[i].n++;
			return;
		}
	if (allow->left.n < NAMES_MAX)
		*VEC_ADD(allow->arena, &allow->left) = (struct allow_name){
		    str_copy(allow->arena, name), 1 };
}

void
allow_note_element(struct allow *allow, const xmlNode *node)
{
	const char *prefix = node->ns != NULL && node->ns->prefix != NULL ?
	    (const char *)node->ns->prefix : "";

	allow_note(allow, str_format(allow->arena, "%.20s:%.60s", prefix,
	    (const char *)node->name));
}

struct str
allow_list(const struct allow *allow, bool english)
{
	struct buf list = { 0 };
	struct str text;

	for (size_t i = 0; i < allow->left.n; i++) {
		buf_lit(&list, i == 0 ? "" : english ? ", " : "、");
		buf_str(&list, allow->left.v[i].name);
		if (allow->left.v[i].n > 1)
			buf_format(&list, english ? " (%u)" : "（%u处）",
			    allow->left.v[i].n);
	}
	if (allow->left.n == NAMES_MAX)
		buf_lit(&list, english ? " and more" : "等");
	text = str_copy(allow->arena, buf_view(&list));
	buf_release(&list);
	return text;
}

/* --- trees ------------------------------------------------------------- */

static void
drop(xmlNode *node)
{
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}

/* What of the tree goes with a node that is not allowed: all of a drawing. */
static xmlNode *
whole_of(xmlNode *root, xmlNode *node)
{
	for (xmlNode *n = node; n != NULL && n != root; n = n->parent)
		if (markup_is(n, VOCABULARY_W, "drawing") ||
		    markup_is(n, VOCABULARY_W, "pict"))
			return n;
	return node;
}

/* Does the root call the prefix one that may be passed over? */
static bool
is_ignorable(const xmlNode *node)
{
	struct str rest = markup_attribute(xmlDocGetRootElement(node->doc),
	    VOCABULARY_MC, "Ignorable"), word;
	const xmlNs *ns = node->ns;

	while (ns != NULL && ns->prefix != NULL &&
	    (rest = str_trim(rest)).n > 0) {
		word = str_slice(rest, 0, str_find(rest, STR(" "), 0));
		if (str_eq(word, str_of((const char *)ns->prefix)))
			return true;
		rest = str_slice(rest, word.n, rest.n);
	}
	return node->parent != NULL && (markup_is(node->parent, VOCABULARY_A,
	    "ext") || markup_is(node->parent, VOCABULARY_A, "extLst"));
}

void
allow_attributes(struct allow *allow, xmlNode *node)
{
	xmlAttr *a, *next;

	for (a = node->properties; a != NULL; a = next) {
		size_t known = find_namespace(a->ns != NULL ? a->ns :
		    node->ns);

		next = a->next;
		if (allow_attribute(node, a))
			continue;
		/* Of a namespace that is no one's business: a trace. */
		if (known < COUNT(namespaces))
			allow_note(allow, str_format(allow->arena,
			    "%.60s@%.60s", (const char *)node->name,
			    (const char *)a->name));
		allow->changed = true;
		xmlRemoveProp(a);
	}
}

/* A field within one element: its result stays. */
static xmlNode *
unwrap(xmlNode *root, xmlNode *node)
{
	xmlNode *next = node->children != NULL ? node->children :
	    markup_skip(root, node);

	while (node->children != NULL)
		xmlAddPrevSibling(node, node->children);
	drop(node);
	return next;
}

/* A field over several runs, while it is walked through. */
struct field {
	struct buf code;
	size_t first;			/* of its nodes */
	bool nested, closed;		/* code with a field in it; all read */
};

struct fields {
	struct field open[FIELDS_DEEP];
	size_t depth;
	VEC(xmlNode *) nodes;		/* of the fields that are open */
};

/* The outermost node list entries from FIRST on are those of one field. */
static void
end_field(struct allow *allow, struct fields *f)
{
	struct field *field = &f->open[--f->depth];
	struct str name = field_name(allow->arena, buf_view(&field->code));

	if (field->nested || !allow_field(name)) {
		note_field(allow, name);
		for (size_t i = field->first; i < f->nodes.n; i++)
			drop(f->nodes.v[i]);
	}
	f->nodes.n = field->first;
	buf_release(&field->code);
}

/* One node of a field.  What is not closed, or too deep, is not allowed. */
static void
see_field(struct allow *allow, struct fields *f, xmlNode *node)
{
	struct str type = markup_attribute(node, VOCABULARY_W, "fldCharType");
	struct field *top = f->depth > 0 ? &f->open[f->depth - 1] : NULL;

	if (markup_is(node, VOCABULARY_W, "instrText")) {
		if (top == NULL || top->closed) {
			allow_note(allow, STR("域 ?"));
			drop(node);
			return;
		}
		buf_str(&top->code, markup_content(allow->arena, node));
	} else if (str_eq(type, STR("begin")) && f->depth < FIELDS_DEEP) {
		if (top != NULL && !top->closed)
			top->nested = true;
		f->open[f->depth++] = (struct field){ .first = f->nodes.n };
	} else if (top == NULL || str_eq(type, STR("begin"))) {
		allow_note(allow, STR("域 ?"));
		drop(node);
		return;
	}
	*VEC_ADD(allow->arena, &f->nodes) = node;
	if (str_eq(type, STR("separate")))
		f->open[f->depth - 1].closed = true;
	else if (str_eq(type, STR("end")))
		end_field(allow, f);
}

static void
clean_fields(struct allow *allow, xmlNode *root)
{
	struct fields f = { .depth = 0 };
	xmlNode *node = root, *next;

	for (; node != NULL; node = next) {
		next = markup_step(root, node);
		if (markup_is(node, VOCABULARY_W, "fldChar") ||
		    markup_is(node, VOCABULARY_W, "instrText")) {
			next = markup_skip(root, node);
			see_field(allow, &f, node);
		} else if (markup_is(node, VOCABULARY_W, "fldSimple")) {
			struct str name = field_name(allow->arena,
			    markup_attribute(node, VOCABULARY_W, "instr"));

			if (allow_field(name))
				continue;
			note_field(allow, name);
			next = unwrap(root, node);
		}
	}
	while (f.depth > 0) {
		f.open[f.depth - 1].nested = true;
		end_field(allow, &f);
	}
}

void
allow_clean(struct allow *allow, xmlNode *root)
{
	xmlNode *node = root, *next, *whole;

	for (; node != NULL; node = next) {
		next = markup_step(root, node);
		if (node->type == XML_TEXT_NODE)
			continue;
		if (node->type == XML_ELEMENT_NODE && allow_element(node)) {
			allow_attributes(allow, node);
			continue;
		}
		allow->changed = true;
		if (node == root)
			return;
		if (node->type == XML_ELEMENT_NODE && !is_ignorable(node))
			allow_note_element(allow, node);
		whole = node->type == XML_ELEMENT_NODE &&
		    !is_ignorable(node) ? whole_of(root, node) : node;
		next = markup_skip(root, whole);
		drop(whole);
	}
	clean_fields(allow, root);
}

/* --- packages ---------------------------------------------------------- */

static bool
is_relations(struct str name)
{
	return str_ends(name, STR(".rels"));
}

/* "word/_rels/document.xml.rels" → "word/document.xml" */
static struct str
owner_of(struct arena *arena, struct str name)
{
	size_t at = str_find(name, STR("_rels/"), 0);
	struct str stem = str_slice(name, 0, name.n - STR(".rels").n);

	return at == SIZE_MAX ? STR_NONE : str_cat(arena,
	    str_slice(stem, 0, at), str_slice(stem, at + STR("_rels/").n,
	    stem.n));
}

static struct str
tree_bytes(struct arena *arena, xmlDoc *tree)
{
	xmlChar *text = NULL;
	int n = 0;
	struct str bytes;

	xmlDocDumpMemoryEnc(tree, &text, &n, "UTF-8");
	bytes = str_copy(arena, (struct str){ (const char *)text,
	    n > 0 ? (size_t)n : 0 });
	xmlFree(text);
	return bytes;
}

/* Parts that lead from one relationship that is left out. */
struct banned {
	VEC(struct str) list, kept;
};

/* The relationships of a part, without those that are not allowed. */
static bool
clean_relations(struct allow *allow, const struct pack *pack,
    struct str owner, xmlDoc *tree, struct banned *banned,
    struct findings *findings)
{
	struct relations list;
	xmlNode *node, *next;

	if (markup_relations(allow->arena, pack, owner, &list,
	    findings) != 0)
		return false;
	for (node = xmlDocGetRootElement(tree)->children; node != NULL;
	    node = next) {
		const struct relation *r = relation_by_id(&list,
		    markup_attribute(node, VOCABULARY_NONE, "Id"));

		next = node->next;
		if (node->type != XML_ELEMENT_NODE || r == NULL)
			continue;
		if (allow_relation(r)) {
			if (!r->external)
				*VEC_ADD(allow->arena, &banned->kept) =
				    r->target;
			continue;
		}
		if (!is_quiet(r))
			allow_note(allow, str_format(allow->arena,
			    "%.*s%s%.*s", STR_ARG(r->kind), r->external ?
			    " " : "", STR_ARG(r->external ? r->target :
			    STR_NONE)));
		allow->changed = true;
		if (!r->external)
			*VEC_ADD(allow->arena, &banned->list) = r->target;
		drop(node);
	}
	return true;
}

static bool
has_name(const struct str *names, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (pack_same_name(names[i], name))
			return true;
	return false;
}

/* Is the part XML that goes by the list? */
static bool
is_text_part(const xmlDoc *tree)
{
	const xmlNode *root = xmlDocGetRootElement(tree);

	return root->ns != NULL &&
	    find_namespace(root->ns) < COUNT(namespaces);
}

/* Clean one part.  False with a finding; *BYTES its text if it changed. */
static bool
clean_part(struct allow *allow, const struct pack *pack,
    const struct part *part, struct banned *banned, struct str *bytes,
    struct findings *findings)
{
	bool before = allow->changed, good = true;
	xmlDoc *tree;

	if (pack_read(allow->arena, pack, part, bytes, findings) != 0)
		return false;
	if ((!str_ends(part->name, STR(".xml")) &&
	    !is_relations(part->name)) || pack_same_name(str_slice(part->name,
	    0, STR("docProps/").n), STR("docProps/")))
		return true;		/* properties are made anew */
	if ((tree = markup_parse(pack, part, *bytes, findings)) == NULL)
		return false;
	allow->changed = false;
	if (is_relations(part->name))
		good = clean_relations(allow, pack, owner_of(allow->arena,
		    part->name), tree, banned, findings);
	else if (is_text_part(tree))
		allow_clean(allow, xmlDocGetRootElement(tree));
	if (allow->changed)
		*bytes = tree_bytes(allow->arena, tree);
	allow->changed |= before;
	xmlFreeDoc(tree);
	return good;
}

/* The lines of [Content_Types].xml about parts that are no longer there. */
static struct str
clean_types(struct allow *allow, const struct pack *pack,
    const struct part *part, const struct banned *banned, struct str bytes,
    struct findings *findings)
{
	xmlDoc *tree = markup_parse(pack, part, bytes, findings);
	xmlNode *node, *next;

	if (tree == NULL)
		return bytes;
	for (node = xmlDocGetRootElement(tree)->children; node != NULL;
	    node = next) {
		struct str name = markup_attribute(node, VOCABULARY_NONE,
		    "PartName");

		next = node->next;
		name = str_slice(name, name.n > 0, name.n);
		if (has_name(banned->list.v, banned->list.n, name) &&
		    !has_name(banned->kept.v, banned->kept.n, name))
			drop(node);
	}
	bytes = tree_bytes(allow->arena, tree);
	xmlFreeDoc(tree);
	return bytes;
}

const struct pack *
allow_pack(struct allow *allow, const struct pack *pack,
    struct findings *findings)
{
	struct pack_file *files = NEW_ARRAY(allow->arena, struct pack_file,
	    pack->n);
	struct banned banned = { .list = { 0 } };
	struct pack *clean;
	size_t n = 0;

	for (size_t i = 0; i < pack->n; i++) {
		files[i].name = pack->parts[i].name;
		if (!clean_part(allow, pack, &pack->parts[i], &banned,
		    &files[i].bytes, findings))
			return NULL;
	}
	if (!allow->changed)
		return pack;
	for (size_t i = 0; i < pack->n; i++) {
		struct str name = is_relations(files[i].name) ?
		    owner_of(allow->arena, files[i].name) : files[i].name;

		if (has_name(banned.list.v, banned.list.n, name) &&
		    !has_name(banned.kept.v, banned.kept.n, name))
			continue;
		if (str_eq(name, STR("[Content_Types].xml")))
			files[i].bytes = clean_types(allow, pack,
			    &pack->parts[i], &banned, files[i].bytes,
			    findings);
		files[n++] = files[i];
	}
	clean = pack_of(allow->arena, pack->name, files, n);
	clean->pos = pack->pos;
	return clean;
}
