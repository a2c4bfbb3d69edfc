/*
 * What may be taken out of other people's DOCX, by the one list allow.def: in
 * goes a tree or a package, out comes the same without the rest, and the names
 * of what was left out.  Read clean_tree first, then allow_pack.
 */
#include "allow.h"

#include "../base/file.h"
#include "open.h"

static const struct {
	const char *uri, *elements, *attributes;
} namespaces[] = {
#define NAMESPACE(id, uri, elements, attributes) { uri, elements, attributes },
#include "allow.def"
};

enum what { TREE, PICTURE, LINK, QUIET };

static const struct kind_of_relation {
	const char *kind;
	enum what what;
	enum vocabulary vocabulary;
	const char *root;
} kinds[] = {
#define RELATION(kind, what, id, root) { kind, what, VOCABULARY_##id, root },
#include "allow.def"
};

static const struct {
	const char *suffix, *type;
	struct str first;
} pictures[] = {
#define PICTURE(suffix, type, first)					\
	{ suffix, type, { first, sizeof(first) - 1 } },
#include "allow.def"
};

#define LINKS(schemes)		static const char links[] = schemes;
#define FIELDS(names)		static const char fields[] = names;
#define QUIET_FIELDS(names)	static const char quiet_fields[] = names;
#include "allow.def"

/* Names of what is left out that are kept apart; more are one. */
#define NAMES_MAX	32
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

/* Which namespace it is; COUNT_OF(namespaces): none of the list. */
static size_t
find_namespace(const xmlNs *ns)
{
	size_t i = 0;

	while (ns != NULL && i < COUNT_OF(namespaces) &&
	    strcmp((const char *)ns->href, namespaces[i].uri) != 0)
		i++;
	return ns != NULL ? i : COUNT_OF(namespaces);
}

bool
allow_element(const xmlNode *node)
{
	size_t i = find_namespace(node->ns);

	return i < COUNT_OF(namespaces) &&
	    is_listed(namespaces[i].elements, (const char *)node->name);
}

static bool
is_allowed(const xmlNode *node, const xmlAttr *a)
{
	size_t i = find_namespace(a->ns != NULL ? a->ns : node->ns);

	return i < COUNT_OF(namespaces) &&
	    is_listed(namespaces[i].attributes, (const char *)a->name);
}

/* What is known of such relationships; NULL: none of the list. */
static const struct kind_of_relation *
find_kind(const struct relation *relation)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (str_is_one(relation->kind, kinds[i].kind) &&
		    relation->external == (kinds[i].what == LINK))
			return &kinds[i];
	return NULL;
}

/* Does a link lead to what may be followed, or nowhere? */
static bool
is_safe(struct str target)
{
	return target.n == 0 || str_starts_one(target, links);
}

bool
allow_link(const struct relation *relation)
{
	const struct kind_of_relation *kind = find_kind(relation);

	return kind != NULL && kind->what == LINK && relation->target.n > 0 &&
	    is_safe(relation->target);
}

const char *
allow_picture(struct str name, struct str bytes)
{
	struct str suffix = path_suffix(name);
	const char *type = NULL;
	bool is_one = false;

	for (size_t i = 0; i < COUNT_OF(pictures); i++) {
		is_one |= str_starts(bytes, pictures[i].first);
		if (str_eq_ascii(suffix, str_of(pictures[i].suffix)))
			type = pictures[i].type;
	}
	return is_one ? type : NULL;
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

/* Where HYPERLINK leads to: the first word that belongs to no switch. */
static struct str
link_target(struct str rest)
{
	bool skip = false;

	while ((rest = str_trim_left(rest)).n > 0) {
		bool quoted = rest.p[0] == '"';
		struct str word, inside = str_from(rest, quoted);

		word = str_take(&inside, quoted ? "\"" : " ");
		rest = inside;
		if (!quoted && word.n == 2 && word.p[0] == '\\' &&
		    word.p[1] != '\\')
			skip = strchr("lots", word.p[1]) != NULL;
		else if (skip)
			skip = false;
		else
			return word;
	}
	return STR_NONE;
}

void
allow_note_field(struct allow *allow, struct str instruction)
{
	struct str name = field_name(allow->arena, instruction);
	struct str target = !str_eq(name, STR("HYPERLINK")) ? STR_NONE :
	    link_target(str_from(str_trim(instruction), name.n));

	allow->changed = true;
	if (is_safe(target) && (str_is_one(name, fields) ||
	    str_is_one(name, quiet_fields)))
		return;
	allow_note(allow, str_format(allow->arena, "%s %.*s%s%.*s",
	    allow->english ? "field" : "域", STR_ARG(name.n > 0 ? name :
	    STR("?")), target.n > 0 ? " " : "", STR_ARG(target)));
}

/* --- what was left out ------------------------------------------------- */

void
allow_count(struct allow *allow, const xmlNode *node)
{
	if (word_is(node, "p") && !word_is(node->parent, "txbxContent"))
		allow->paragraph++;
}

void
allow_note(struct allow *allow, struct str name)
{
	allow->changed = true;
	if (name.n > NAME_BYTES * 2) {
		name.n = NAME_BYTES * 2;
		while (((unsigned char)name.p[name.n] & 0xc0) == 0x80)
			name.n--;
	}
	for (size_t i = 0; i < allow->left.n; i++)
		if (str_eq(allow->left.v[i].name, name)) {
			allow->left.v[i].n++;
			return;
		}
	if (allow->left.n < NAMES_MAX)
		*VEC_ADD(allow->arena, &allow->left) = (struct allow_name){
		    str_copy(allow->arena, name), allow->part,
		    allow->paragraph, 1 };
}

void
allow_note_element(struct allow *allow, const xmlNode *node)
{
	const char *prefix = node->ns != NULL && node->ns->prefix != NULL ?
	    (const char *)node->ns->prefix : "";

	allow_note(allow, str_format(allow->arena, "%.20s:%.60s", prefix,
	    (const char *)node->name));
}

/* "（footer1.xml 第3段等2处）" */
static void
put_place(struct buf *list, const struct allow_name *left, bool english)
{
	bool part = left->part.n > 0, place = part || left->paragraph > 0;

	if (!place && left->n == 1)
		return;
	buf_lit(list, english ? " (" : "（");
	buf_str(list, left->part);
	if (left->paragraph > 0)
		buf_format(list, english ? "%sparagraph %u" : "%s第%u段",
		    part ? " " : "", left->paragraph);
	if (left->n > 1)
		buf_format(list, english ? "%s%u in all" : "%s%u处",
		    !place ? "" : english ? ", " : "等", left->n);
	buf_lit(list, english ? ")" : "）");
}

struct str
allow_list(const struct allow *allow)
{
	struct buf list = { 0 };

	for (size_t i = 0; i < allow->left.n; i++) {
		buf_lit(&list, i == 0 ? "" : allow->english ? ", " : "、");
		buf_str(&list, allow->left.v[i].name);
		put_place(&list, &allow->left.v[i], allow->english);
	}
	if (allow->left.n == NAMES_MAX)
		buf_lit(&list, allow->english ? " and more" : "等");
	return buf_take(allow->arena, &list);
}

/* --- trees ------------------------------------------------------------- */

/* What of the tree goes with a node that is not allowed: all of a drawing. */
static xmlNode *
whole_of(xmlNode *root, xmlNode *node)
{
	for (xmlNode *n = node; n != NULL && n != root; n = n->parent)
		if (word_is(n, "drawing") || word_is(n, "pict"))
			return word_is(n->parent, "numPicBullet") ? n->parent :
			    n;
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
		rest = str_from(rest, word.n);
	}
	return node->parent != NULL && (markup_is(node->parent, VOCABULARY_A,
	    "ext") || markup_is(node->parent, VOCABULARY_A, "extLst"));
}

/* "imagedata@src http://…": what leads somewhere, with where to. */
static void
note_attribute(struct allow *allow, const xmlNode *node, const xmlAttr *a)
{
	const char *name = (const char *)a->name;
	bool leads = a->children != NULL &&
	    str_is_one(str_of(name), "src|href|althref");

	allow_note(allow, str_format(allow->arena, "%.60s@%.60s%s%s",
	    (const char *)node->name, name, leads ? " " : "",
	    leads ? (const char *)a->children->content : ""));
}

void
allow_attributes(struct allow *allow, xmlNode *node)
{
	xmlAttr *a, *next;

	for (a = node->properties; a != NULL; a = next) {
		size_t known = find_namespace(a->ns != NULL ? a->ns : node->ns);

		next = a->next;
		if (is_allowed(node, a))
			continue;
		/* Of a namespace that is no one's business: a trace. */
		if (known < COUNT_OF(namespaces))
			note_attribute(allow, node, a);
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
	word_drop(node);
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

	if (field->nested || !str_is_one(name, fields)) {
		allow_note_field(allow, buf_view(&field->code));
		for (size_t i = field->first; i < f->nodes.n; i++)
			word_drop(f->nodes.v[i]);
	}
	f->nodes.n = field->first;
	buf_release(&field->code);
}

/* One node of a field.  What is not closed, or too deep, is not allowed. */
static void
see_field(struct allow *allow, struct fields *f, xmlNode *node)
{
	struct str type = word_attribute(node, "fldCharType");
	struct field *top = f->depth > 0 ? &f->open[f->depth - 1] : NULL;

	if (word_is(node, "instrText")) {
		if (top == NULL || top->closed) {
			allow_note(allow, STR("域 ?"));
			word_drop(node);
			return;
		}
		buf_str(&top->code, markup_content(allow->arena, node));
	} else if (str_eq(type, STR("begin")) && f->depth < FIELDS_DEEP) {
		if (top != NULL && !top->closed)
			top->nested = true;
		f->open[f->depth++] = (struct field){ .first = f->nodes.n };
	} else if (top == NULL || str_eq(type, STR("begin"))) {
		allow_note(allow, STR("域 ?"));
		word_drop(node);
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

	allow->paragraph = 0;
	for (; node != NULL; node = next) {
		next = markup_step(root, node);
		allow_count(allow, node);
		if (word_is(node, "fldChar") || word_is(node, "instrText")) {
			next = markup_skip(root, node);
			see_field(allow, &f, node);
		} else if (word_is(node, "fldSimple")) {
			struct str code = word_attribute(node, "instr");

			if (str_is_one(field_name(allow->arena, code), fields))
				continue;
			allow_note_field(allow, code);
			next = unwrap(root, node);
		}
	}
	while (f.depth > 0) {
		f.open[f.depth - 1].nested = true;
		end_field(allow, &f);
	}
}

bool
allow_is_beside(const xmlNode *node)
{
	return markup_is(node, VOCABULARY_A, "hlinkClick") ||
	    markup_is(node, VOCABULARY_A, "hlinkHover");
}

bool
allow_is_source(const xmlNode *node, const xmlAttr *a)
{
	return str_is_one(str_of((const char *)a->name), "link|href") &&
	    (markup_attribute(node, VOCABULARY_R, "embed").n > 0 ||
	    markup_attribute(node, VOCABULARY_R, "id").n > 0);
}

/* Does it refer to what did not come along? */
static bool
is_lost(xmlNode *node, const struct relations *kept)
{
	bool lost = false;

	for (xmlAttr *a = node->properties, *next; a != NULL; a = next) {
		next = a->next;
		if (a->children == NULL || !markup_in(a->ns, VOCABULARY_R) ||
		    relation_by_id(kept, str_of((const char *)
		    a->children->content)) != NULL)
			continue;
		if (allow_is_source(node, a))
			xmlRemoveProp(a);
		else
			lost = true;
	}
	return lost;
}

/*
 * Leave out of the tree all that is not on the list, and what refers to
 * other relationships than those KEPT.
 */
static void
clean_tree(struct allow *allow, xmlDoc *tree, const struct relations *kept)
{
	xmlNode *root = xmlDocGetRootElement(tree), *node, *next, *whole;

	for (node = tree->children; node != NULL; node = next) {
		next = node->next;
		if (node != root) {		/* instructions, remarks */
			allow->changed = true;
			word_drop(node);
		}
	}
	allow->paragraph = 0;
	for (node = root; node != NULL; node = next) {
		bool known = node->type == XML_ELEMENT_NODE &&
		    allow_element(node), told;

		next = markup_step(root, node);
		allow_count(allow, node);
		if (node->type == XML_TEXT_NODE)
			continue;
		if (known)
			allow_attributes(allow, node);
		if (node == root || (known && !is_lost(node, kept)))
			continue;
		allow->changed = true;
		if (known && word_is(node, "hyperlink")) {
			next = unwrap(root, node);
			continue;
		}
		told = !known && node->type == XML_ELEMENT_NODE &&
		    !is_ignorable(node);
		if (told)
			allow_note_element(allow, node);
		whole = (known && !allow_is_beside(node)) || told ?
		    whole_of(root, node) : node;
		next = markup_skip(root, whole);
		word_drop(whole);
	}
	clean_fields(allow, root);
}

/* --- packages ---------------------------------------------------------- */

/* What becomes of a part, the least first. */
enum fate { UNSEEN, LEFT_OUT, AS_IT_IS, TO_CLEAN, DONE };

/* A walk from the package along the relationships that are on the list. */
struct walk {
	struct allow *allow;
	const struct pack *pack;
	struct findings *findings;
	struct visit {
		enum fate fate;
		const struct kind_of_relation *kind;	/* TO_CLEAN: as what */
		struct part part;		/* DONE: what it is now */
	} *visits;			/* of each part of the package */
	VEC(size_t) queue;		/* to be looked at, by their places */
};

/* Where the part called NAME stands; SIZE_MAX: nowhere. */
static size_t
place_of(const struct walk *w, struct str name)
{
	const struct part *part = pack_find(w->pack, name);

	return part != NULL ? (size_t)(part - w->pack->parts) : SIZE_MAX;
}

static bool
is_picture(struct walk *w, size_t place)
{
	const struct part *part = &w->pack->parts[place];
	struct arena arena = ARENA_INIT;
	struct findings quiet = { .arena = &arena };
	struct str bytes;
	bool is_one = pack_read(&arena, w->pack, part, &bytes, &quiet) == 0 &&
	    allow_picture(part->name, bytes) != NULL;

	arena_release(&arena);
	return is_one;
}

static void
reach(struct walk *w, size_t place, enum fate fate,
    const struct kind_of_relation *kind)
{
	if (place == SIZE_MAX || w->visits[place].fate >= fate)
		return;
	w->visits[place].fate = fate;
	w->visits[place].kind = kind;
	*VEC_ADD(w->allow->arena, &w->queue) = place;
}

static void
note_relation(struct walk *w, const struct relation *r, bool target)
{
	allow_note(w->allow, str_format(w->allow->arena, target ?
	    "%.*s %.*s" : "%.*s", STR_ARG(r->kind), STR_ARG(r->target)));
}

/* May this relationship of a part that is kept stay? */
static bool
keep_relation(struct walk *w, const struct relation *r)
{
	const struct kind_of_relation *kind = find_kind(r);
	size_t place = r->external ? SIZE_MAX : place_of(w, r->target);
	enum fate fate = LEFT_OUT;

	if (r->external && allow_link(r))
		return true;
	if (!r->external && place == SIZE_MAX && kind != NULL &&
	    kind->what != PICTURE)
		return false;			/* it leads to nothing */
	if (kind != NULL && kind->what == TREE)
		fate = TO_CLEAN;
	else if (kind != NULL && kind->what == PICTURE &&
	    place != SIZE_MAX && is_picture(w, place))
		fate = AS_IT_IS;
	else if (kind == NULL || kind->what != QUIET)
		note_relation(w, r, kind != NULL || r->external);
	reach(w, place, fate, kind);
	return fate != LEFT_OUT;
}

/* What leads on from a part that is left out goes too, and is told of. */
static int
leave_relations(struct walk *w, struct str owner)
{
	struct relations list;

	if (markup_relations(w->allow->arena, w->pack, owner, &list,
	    w->findings) != 0)
		return -1;
	EACH(const struct relation, r, list) {
		if (find_kind(r) == NULL)
			note_relation(w, r, r->external);
		if (!r->external)
			reach(w, place_of(w, r->target), LEFT_OUT, NULL);
	}
	return 0;
}

static void
replace(struct walk *w, size_t place, struct str name, struct str bytes)
{
	struct pack_file file = { name, bytes };
	const struct pack *one = pack_of(w->allow->arena, name, &file, 1);

	w->visits[place].fate = DONE;
	w->visits[place].part = one->parts[0];
}

/* The relationships of a part that is kept, written anew; KEPT: those left. */
static int
clean_relations(struct walk *w, struct str owner, struct relations *kept)
{
	struct str name = relations_name(w->allow->arena, owner);
	struct str folder = str_slice(owner, 0, owner.n - path_name(owner).n);
	size_t place = place_of(w, name);
	struct relations list;
	struct buf out = { 0 };

	if (markup_relations(w->allow->arena, w->pack, owner, &list,
	    w->findings) != 0)
		return -1;
	*kept = (struct relations){ .v = NEW_ARRAY(w->allow->arena,
	    struct relation, list.n) };
	relations_begin(&out);
	for (size_t i = 0; i < list.n; i++)
		if (keep_relation(w, &list.v[i])) {
			kept->v[kept->n++] = list.v[i];
			relation_put(&out, folder, &list.v[i]);
		}
	buf_lit(&out, "</Relationships>");
	relations_index(w->allow->arena, kept);
	if (place != SIZE_MAX)
		replace(w, place, name, str_copy(w->allow->arena,
		    buf_view(&out)));
	buf_release(&out);
	return 0;
}

/* A tree that may have been changed takes the place of the part. */
static void
put_tree(struct walk *w, size_t place, xmlDoc *tree)
{
	xmlChar *text = NULL;
	int n = 0;

	xmlDocDumpMemoryEnc(tree, &text, &n, "UTF-8");
	replace(w, place, w->pack->parts[place].name,
	    str_copy(w->allow->arena, (struct str){ (const char *)text,
	    n > 0 ? (size_t)n : 0 }));
	free(text);
}

static int
clean_part(struct walk *w, size_t place)
{
	const struct part *part = &w->pack->parts[place];
	const struct kind_of_relation *kind = w->visits[place].kind;
	xmlDoc *tree = markup_open(w->pack, part->name, kind->vocabulary,
	    kind->root, w->findings);
	struct relations kept;
	int status;

	if (tree == NULL)
		return -1;
	w->visits[place].fate = DONE;
	w->visits[place].part = *part;
	w->allow->changed = markup_is_strict(tree);
	w->allow->part = str_eq(str_of(kind->kind), STR("officeDocument")) ?
	    STR_NONE : path_name(part->name);
	w->allow->paragraph = 0;
	status = clean_relations(w, part->name, &kept);
	if (status == 0)
		clean_tree(w->allow, tree, &kept);
	if (status == 0 && w->allow->changed)
		put_tree(w, place, tree);
	xmlFreeDoc(tree);
	return status;
}

/* [Content_Types].xml without the lines of parts that are not kept. */
static int
clean_types(struct walk *w)
{
	struct str types = STR("[Content_Types].xml");
	xmlDoc *tree = markup_open(w->pack, types, VOCABULARY_TYPES, "Types",
	    w->findings);
	xmlNode *node, *next;

	if (tree == NULL)
		return -1;
	for (node = xmlDocGetRootElement(tree)->children; node != NULL;
	    node = next) {
		struct str name = markup_attribute(node, VOCABULARY_NONE,
		    "PartName");
		size_t place = place_of(w, str_from(name, name.n > 0));

		next = node->next;
		if (markup_is(node, VOCABULARY_TYPES, "Override") &&
		    (place == SIZE_MAX || w->visits[place].fate <= LEFT_OUT))
			word_drop(node);
	}
	put_tree(w, place_of(w, types), tree);
	xmlFreeDoc(tree);
	return 0;
}

/* What of the parts there is to be kept, and what it is now. */
static const struct pack *
kept_parts(struct walk *w)
{
	struct pack *clean = NEW(w->allow->arena, struct pack);
	struct part *parts = NEW_ARRAY(w->allow->arena, struct part,
	    w->pack->n);

	*clean = *w->pack;
	clean->parts = parts;
	clean->n = 0;
	for (size_t i = 0; i < w->pack->n; i++) {
		struct str name = w->pack->parts[i].name;
		size_t end = name.n > STR(".rels").n ?
		    name.n - STR(".rels").n : name.n;

		if (w->visits[i].fate == DONE)
			parts[clean->n++] = w->visits[i].part;
		else if (w->visits[i].fate == AS_IT_IS)
			parts[clean->n++] = w->pack->parts[i];
		/* What nothing leads to; [trash] is Word's. */
		else if (w->visits[i].fate == UNSEEN && name.p[0] != '[' &&
		    !pack_same_name(str_from(name, end), STR(".rels")))
			allow_note(w->allow, name);
	}
	pack_sort(w->allow->arena, clean);
	return clean;
}

void
allow_note_reaching(struct allow *allow, const struct pack *pack)
{
	struct findings quiet = { .arena = allow->arena };
	struct walk w = { .allow = allow, .pack = pack };
	struct relations list;

	allow->paragraph = 0;
	for (size_t i = 0; i <= pack->n; i++) {
		allow->part = i > 0 ? pack->parts[i - 1].name : STR_NONE;
		if (markup_relations(allow->arena, pack, allow->part, &list,
		    &quiet) != 0)
			continue;
		allow->part = path_name(allow->part);
		EACH(const struct relation, r, list)
			if (find_kind(r) == NULL && (r->external || i == 0) &&
			    !str_is_one(r->kind, "image|hyperlink"))
				note_relation(&w, r, true);
	}
}

const struct pack *
allow_pack(struct allow *allow, const struct pack *pack,
    struct findings *findings)
{
	struct walk w = { .allow = allow, .pack = pack, .findings = findings,
	    .visits = NEW_ARRAY(allow->arena, struct visit, pack->n) };
	struct relations root;
	int status = clean_relations(&w, STR_NONE, &root);

	for (size_t i = 0; status == 0 && i < w.queue.n; i++) {
		size_t place = w.queue.v[i];

		if (w.visits[place].fate == TO_CLEAN)
			status = clean_part(&w, place);
		else if (w.visits[place].fate == LEFT_OUT)
			status = leave_relations(&w, pack->parts[place].name);
	}
	return status == 0 && clean_types(&w) == 0 ? kept_parts(&w) : NULL;
}
