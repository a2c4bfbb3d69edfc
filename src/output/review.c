/*
 * Notes on paragraphs → w:comment, w:ins and w:del in a copy of a DOCX; all
 * other parts are copied as they are stored.  Read it from review_write.
 */
#include "review.h"

#include "../base/budget.h"
#include "../base/file.h"
#include "../package/word.h"

#define TYPES		"[Content_Types].xml"
#define COMMENTS_TYPE	"application/vnd.openxmlformats-officedocument." \
			"wordprocessingml.comments+xml"
#define COMMENTS_KIND	"http://schemas.openxmlformats.org/officeDocument/" \
			"2006/relationships/comments"
/* How many paragraphs ahead the next one that was read is looked for. */
#define AHEAD		400

struct reviewer {
	struct arena *arena;
	struct arena scratch;		/* of one repair */
	const struct review *review;
	const struct pack *pack;
	struct findings *findings;
	struct str main;		/* the part of the document */
	struct str folder;		/* of it, with the slash */
	struct str links;		/* the part of its relationships */
	struct str comments;		/* the part of the comments */
	bool new_comments;		/* which is not there yet */
	xmlDoc *document, *list, *relations, *types;
	xmlNode **nodes;		/* of the paragraphs; NULL: not found */
	xmlNode *first;			/* paragraph of the document */
	unsigned long id;		/* the next free one */
};

static xmlNs *
w_of(xmlDoc *doc)
{
	return xmlSearchNsByHref(doc, xmlDocGetRootElement(doc),
	    BAD_CAST vocabulary_uri(VOCABULARY_W));
}

/* --- paragraphs ------------------------------------------------------- */

static struct str
text_of_node(struct arena *arena, const xmlNode *root)
{
	struct buf text = { 0 };

	for (const xmlNode *n = root; n != NULL; n = markup_step(root, n))
		if (word_is(n, "t"))
			buf_str(&text, markup_content(arena, n));
		else if (word_is(n, "tab") && word_is(n->parent, "r"))
			buf_byte(&text, '\t');
	return buf_take(arena, &text);
}

/* Which w:p is which paragraph: by their texts, in the order of both. */
static void
find_paragraphs(struct reviewer *r)
{
	xmlNode *root = xmlDocGetRootElement(r->document);
	VEC(xmlNode *) all = { 0 };
	VEC(struct str) texts = { 0 };
	size_t at = 0;

	for (xmlNode *n = root; n != NULL; n = markup_step(root, n))
		if (word_is(n, "p")) {
			*VEC_ADD(r->arena, &all) = n;
			*VEC_ADD(r->arena, &texts) = str_trim(text_of_node(
			    r->arena, n));
		}
	r->first = all.n > 0 ? all.v[0] : NULL;
	r->nodes = NEW_ARRAY(r->arena, xmlNode *, r->review->n + 1);
	for (size_t i = 0; i < r->review->n; i++) {
		struct str wanted = str_trim(r->review->paragraphs[i]);
		size_t k = at;

		/* A number of a list is not in the paragraph itself. */
		while (k < all.n && k - at < AHEAD && (texts.v[k].n == 0 ||
		    !str_ends(wanted, texts.v[k])))
			k++;
		if (wanted.n == 0 || k >= all.n || k - at >= AHEAD)
			continue;
		r->nodes[i] = all.v[k];
		at = k + 1;
	}
}

/* --- nodes ------------------------------------------------------------ */

static void
set_id(xmlNode *node, unsigned long id)
{
	char number[24];

	snprintf(number, sizeof(number), "%lu", id);
	xmlSetNsProp(node, w_of(node->doc), BAD_CAST "id", BAD_CAST number);
}

static void
set_author(struct reviewer *r, xmlNode *node)
{
	xmlSetNsProp(node, w_of(node->doc), BAD_CAST "author",
	    BAD_CAST str_cstr(r->arena, r->review->author));
}

static xmlNode *
new_node(xmlDoc *doc, const char *name)
{
	return xmlNewDocNode(doc, w_of(doc), BAD_CAST name, NULL);
}

/* <w:t> or <w:delText> with this text, below a node. */
static void
put_text(struct reviewer *r, xmlNode *parent, const char *name, struct str text)
{
	xmlNode *node = xmlNewTextChild(parent, w_of(parent->doc),
	    BAD_CAST name, BAD_CAST str_cstr(r->arena, text));

	xmlNodeSetSpacePreserve(node, 1);
}

/* A run like LIKE with another text. */
static xmlNode *
new_run(struct reviewer *r, xmlNode *like, const char *name, struct str text)
{
	xmlNode *run = new_node(like->doc, "r");
	xmlNode *look = word_child(like, "rPr");

	if (look != NULL)
		xmlAddChild(run, xmlDocCopyNode(look, like->doc, 1));
	put_text(r, run, name, text);
	return run;
}

/* w:ins or w:del around a run, before the node NEXT. */
static void
put_change(struct reviewer *r, xmlNode *next, const char *name, xmlNode *run)
{
	xmlNode *node = new_node(next->doc, name);

	set_id(node, r->id++);
	set_author(r, node);
	xmlAddChild(node, run);
	xmlAddPrevSibling(next, node);
}

/* --- repairs ---------------------------------------------------------- */

/* The w:t of P that holds bytes FROM..TO, *AT where it begins; or NULL. */
static xmlNode *
find_run_text(struct reviewer *r, xmlNode *p, size_t from, size_t to,
    size_t *at)
{
	*at = 0;
	for (xmlNode *n = p; n != NULL; n = markup_step(p, n)) {
		size_t length;

		if (word_is(n, "tab") && word_is(n->parent, "r"))
			++*at;
		if (!word_is(n, "t"))
			continue;
		length = markup_content(&r->scratch, n).n;
		if (from >= *at && to <= *at + length)
			return n;
		*at += length;
	}
	return NULL;
}

/* Is the w:t all that its run says, and the run the paragraph's own? */
static bool
is_whole_run(const xmlNode *p, const xmlNode *t)
{
	const xmlNode *run = t->parent;

	if (!word_is(run, "r") || run->parent != p)
		return false;
	for (const xmlNode *n = run->children; n != NULL; n = n->next)
		if (n != t && n->type == XML_ELEMENT_NODE && !word_is(n, "rPr"))
			return false;
	return true;
}

static void
repair(struct reviewer *r, const struct review_note *note)
{
	xmlNode *p = r->nodes[note->paragraph], *t, *run;
	struct str text, whole, paragraph;
	size_t at, from, to, number;

	if (p == NULL || note->to == 0)
		return;
	/* What was written before the paragraph's own text: its number. */
	paragraph = r->review->paragraphs[note->paragraph];
	arena_reset(&r->scratch);
	whole = text_of_node(&r->scratch, p);
	number = paragraph.n - (str_ends(paragraph, whole) ? whole.n :
	    paragraph.n);
	if (note->from < number)
		return;
	t = find_run_text(r, p, note->from - number, note->to - number, &at);
	if (t == NULL || !is_whole_run(p, t))
		return;
	run = t->parent;
	text = markup_content(&r->scratch, t);
	from = note->from - number - at;
	to = note->to - number - at;
	if (from > 0)
		xmlAddPrevSibling(run, new_run(r, run, "t",
		    str_slice(text, 0, from)));
	if (to > from)
		put_change(r, run, "del", new_run(r, run, "delText",
		    str_slice(text, from, to)));
	if (note->repair.n > 0)
		put_change(r, run, "ins", new_run(r, run, "t", note->repair));
	if (to < text.n)
		xmlAddPrevSibling(run,
		    new_run(r, run, "t", str_from(text, to)));
	word_drop(run);
}

/* --- comments --------------------------------------------------------- */

static void
put_range(xmlNode *p, unsigned long id)
{
	xmlNode *start = new_node(p->doc, "commentRangeStart");
	xmlNode *end = new_node(p->doc, "commentRangeEnd");
	xmlNode *run = new_node(p->doc, "r");
	xmlNode *look = word_child(p, "pPr");

	set_id(start, id);
	set_id(end, id);
	set_id(xmlNewChild(run, w_of(p->doc), BAD_CAST "commentReference",
	    NULL), id);
	word_insert(p, look != NULL ? look->next : p->children, start);
	xmlAddChild(p, end);
	xmlAddChild(p, run);
}

static void
comment(struct reviewer *r, const struct review_note *note)
{
	xmlNode *p = r->nodes[note->paragraph];
	xmlNode *node = new_node(r->list, "comment"), *run;
	unsigned long id = r->id++;

	set_id(node, id);
	set_author(r, node);
	run = xmlNewChild(xmlNewChild(node, w_of(r->list), BAD_CAST "p", NULL),
	    w_of(r->list), BAD_CAST "r", NULL);
	xmlAddChild(xmlDocGetRootElement(r->list), node);
	put_text(r, run, "t", note->said);
	put_range(p != NULL ? p : r->first, id);
}

/* --- parts ------------------------------------------------------------ */

/* A number that nothing in the tree has for its w:id. */
static unsigned long
free_id(xmlDoc *doc, unsigned long id)
{
	xmlNode *root = xmlDocGetRootElement(doc);

	for (const xmlNode *n = root; n != NULL; n = markup_step(root, n)) {
		long used = n->type == XML_ELEMENT_NODE ?
		    word_number(n, "id", -1) : -1;

		if (used >= 0 && (unsigned long)used >= id)
			id = (unsigned long)used + 1;
	}
	return id;
}

/* Name the new part of comments in the types and the relationships. */
static void
name_comments(struct reviewer *r)
{
	xmlNode *type = xmlNewChild(xmlDocGetRootElement(r->types), NULL,
	    BAD_CAST "Override", NULL);
	xmlNode *relation = xmlNewChild(xmlDocGetRootElement(r->relations),
	    NULL, BAD_CAST "Relationship", NULL);
	const struct {
		xmlNode *node;
		const char *name, *value;
	} values[] = {
		{ type, "PartName", str_cstr(r->arena, str_cat(r->arena,
		    STR("/"), r->comments)) },
		{ type, "ContentType", COMMENTS_TYPE },
		{ relation, "Id", "rIdComments" },
		{ relation, "Type", COMMENTS_KIND },
		{ relation, "Target",
		    str_cstr(r->arena, str_from(r->comments, r->folder.n)) },
	};

	for (size_t i = 0; i < COUNT_OF(values); i++)
		xmlNewProp(values[i].node, BAD_CAST values[i].name,
		    BAD_CAST values[i].value);
}

/* Open what is to be changed; the comments are there already or made. */
static int
open_parts(struct reviewer *r)
{
	struct relations relations;
	const struct relation *part;

	if (markup_main(r->arena, r->pack, &r->main, &relations,
	    r->findings) != 0 || r->main.n == 0)
		return -1;
	r->folder = str_slice(r->main, 0, r->main.n - path_name(r->main).n);
	r->links = relations_name(r->arena, r->main);
	if ((r->document = markup_open(r->pack, r->main, VOCABULARY_W,
	    "document", r->findings)) == NULL ||
	    (r->types = markup_open(r->pack, STR(TYPES), VOCABULARY_TYPES,
	    "Types", r->findings)) == NULL)
		return -1;
	r->relations = pack_find(r->pack, r->links) != NULL ?
	    markup_open(r->pack, r->links, VOCABULARY_RELATIONS,
	    "Relationships", r->findings) : markup_new(VOCABULARY_RELATIONS,
	    NULL, "Relationships");
	part = relation_of_kind(&relations, "comments");
	r->new_comments = part == NULL;
	r->comments = part != NULL ? part->target : str_cat(r->arena,
	    r->folder, STR("comments.xml"));
	r->list = part != NULL ? markup_open(r->pack, part->target,
	    VOCABULARY_W, "comments", r->findings) : markup_new(VOCABULARY_W,
	    "w", "comments");
	return r->relations != NULL && r->list != NULL ? 0 : -1;
}

static void
add_part(struct pack_writer *writer, struct str name, xmlDoc *doc)
{
	xmlChar *bytes = NULL;
	int n = 0;

	xmlDocDumpMemoryEnc(doc, &bytes, &n, "UTF-8");
	pack_add(writer, name, (struct str){ (const char *)bytes, (size_t)n });
	free(bytes);
}

static void
write_parts(struct reviewer *r, struct buf *out)
{
	struct pack_writer *writer = pack_writer_new();
	const struct {
		struct str name;
		xmlDoc *doc;
	} ours[] = {
		{ STR(TYPES), r->types }, { r->main, r->document },
		{ r->links, r->relations }, { r->comments, r->list },
	};
	const size_t n = COUNT_OF(ours);

	pack_begin(writer, out);
	for (size_t i = 0; i < n; i++)
		add_part(writer, ours[i].name, ours[i].doc);
	EACH_OF(const struct part, part, r->pack->parts, r->pack->n) {
		size_t k = 0;

		while (k < n && !pack_same_name(ours[k].name, part->name))
			k++;
		if (k == n)
			pack_copy(writer, part);
	}
	pack_end(writer);
	pack_writer_free(writer);
}

/* All of them; -1 with a finding when that is too much work. */
static int
put_notes(struct reviewer *r)
{
	const struct review *review = r->review;

	/* From the end, so that places before it stay. */
	for (size_t i = review->count; i-- > 0; ) {
		const struct review_note *note = &review->notes[i];

		if (budget_spent(r->arena, r->findings, POS_NONE,
		    review->paragraphs[note->paragraph].n))
			return -1;
		repair(r, note);
	}
	for (size_t i = 0; i < review->count; i++)
		if (r->first != NULL)
			comment(r, &review->notes[i]);
	return 0;
}

int
review_write(struct arena *arena, struct str name, struct str bytes,
    const struct review *review, struct buf *out, struct findings *findings)
{
	struct reviewer r = { .arena = arena, .review = review,
	    .findings = findings };
	int status = -1;

	r.pack = pack_open(arena, name, bytes, POS_NONE, findings);
	if (r.pack != NULL && open_parts(&r) == 0) {
		find_paragraphs(&r);
		r.id = free_id(r.list, free_id(r.document, 0));
		if (r.new_comments)
			name_comments(&r);
		status = put_notes(&r);
		if (status == 0)
			write_parts(&r, out);
	}
	arena_release(&r.scratch);
	xmlFreeDoc(r.document);
	xmlFreeDoc(r.list);
	xmlFreeDoc(r.relations);
	xmlFreeDoc(r.types);
	return status;
}
