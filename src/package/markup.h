#pragma once

#include <libxml/tree.h>

#include "pack.h"

/*
 * The XML in packages: the only way in, and the only way out for text.
 *
 * A part is parsed without network, entities, DTD or recovery, within bounds
 * of depth and size.  The tree holds elements, attributes and text; comments
 * and processing instructions may stand in it, CDATA does not (it is text).
 * A tree belongs to the module that asked for it, which gives it back with
 * xmlFreeDoc before it returns.
 *
 * Elements are asked for by vocabulary and local name, so that prefixes do
 * not matter.  What is in a strict namespace of ISO/IEC 29500 is in the
 * transitional one in the tree, so that nobody has to know both.
 */

#define MARKUP_NODES_MAX	2000000		/* elements and attributes */
#define MARKUP_RELATIONS_MAX	20000		/* of one part */

enum vocabulary {
	VOCABULARY_NONE,	/* attributes without a prefix */
	VOCABULARY_W,		/* WordprocessingML */
	VOCABULARY_S,		/* SpreadsheetML */
	VOCABULARY_A,		/* DrawingML */
	VOCABULARY_WP,		/* drawings in text */
	VOCABULARY_PIC,
	VOCABULARY_R,		/* r:id: references to relationships */
	VOCABULARY_M,		/* formulas */
	VOCABULARY_MC,		/* markup compatibility */
	VOCABULARY_V,		/* VML, of old pictures */
	VOCABULARY_TYPES,	/* [Content_Types].xml */
	VOCABULARY_RELATIONS,	/* _rels */
	VOCABULARY_XML,		/* xml:space */
	VOCABULARY_PROPERTIES,	/* custom ones, see property.h */
	VOCABULARY_COUNT
};

/* The namespace of a vocabulary in its transitional form. */
const char *vocabulary_uri(enum vocabulary);

/*
 * Parse the plain bytes of PART.  NULL with one finding that names package,
 * part, line and cause.
 */
xmlDoc	*markup_parse(const struct pack *, const struct part *,
	    struct str bytes, struct findings *);

/*
 * Before the first tree: the library that reads XML ends the process when there
 * is no memory, as this program does everywhere, instead of going on with half
 * a document; and what it has to say of a file it says to its caller only.
 */
void	 markup_start(void);

/*
 * Read and parse the part called NAME, and check that its root is LOCAL of
 * the vocabulary.  NULL with a finding, also when there is no such part.
 */
xmlDoc	*markup_open(const struct pack *, struct str name, enum vocabulary,
	    const char *local, struct findings *);

/*
 * The same a piece at a time, for a part that is walked once from its front:
 * the tree grows as it is walked, and what lies behind goes.  (The tree of a
 * table of 20,000 rows is 290 MB.)
 *
 *	reading = markup_begin(pack, name, VOCABULARY_W, "document", findings);
 *	for (n = markup_grow(reading, markup_root(reading), NULL); n != NULL;
 *	    n = markup_grow(reading, markup_root(reading), n))
 *		markup_await(reading, n), ...
 *	status = markup_end(reading, findings);
 *
 * An element is there as soon as it has begun; markup_await reads on until it
 * is whole.  markup_grow gives the first child of NODE, or what follows CHILD;
 * CHILD goes, if it is not NODE that goes in one piece, being whole.  Nodes of
 * other trees are whole.  Whether all was well is known at the end: 0, or -1
 * with a finding.
 */
struct markup_reading;

struct markup_reading *markup_begin(const struct pack *, struct str name,
	    enum vocabulary, const char *local, struct findings *);
xmlNode	*markup_root(const struct markup_reading *);
bool	 markup_read_on(struct markup_reading *);
bool	 markup_is_whole(const struct markup_reading *, const xmlNode *);
void	 markup_await(struct markup_reading *, const xmlNode *);
xmlNode	*markup_grow(struct markup_reading *, const xmlNode *node,
	    xmlNode *child);
int	 markup_end(struct markup_reading *, struct findings *);

/* A tree with nothing but <PREFIX:LOCAL> of the vocabulary; PREFIX or NULL. */
xmlDoc	*markup_new(enum vocabulary, const char *prefix, const char *local);

/* Was its root written in the strict form? */
bool	 markup_is_strict(const xmlDoc *);

/* Is that the namespace of the vocabulary? */
bool	 markup_in(const xmlNs *, enum vocabulary);
bool	 markup_is_called(const xmlNode *, enum vocabulary, const char *local);

/* Most are told apart by their first letter. */
static inline bool
markup_is(const xmlNode *node, enum vocabulary vocabulary, const char *local)
{
	return node != NULL && node->type == XML_ELEMENT_NODE &&
	    (char)node->name[0] == local[0] &&
	    markup_is_called(node, vocabulary, local);
}

/* The first child element of that name; the next sibling; or NULL. */
xmlNode	*markup_child(const xmlNode *, enum vocabulary, const char *local);
xmlNode	*markup_next(const xmlNode *, enum vocabulary, const char *local);

/*
 * The node after this one in document order, within ROOT: its first child,
 * else what follows it.  Walks a tree of any depth without recursion:
 *
 *	for (n = root; n != NULL; n = markup_step(root, n))
 *
 * markup_skip leaves the children out.
 */
xmlNode	*markup_step(const xmlNode *root, const xmlNode *);
xmlNode	*markup_skip(const xmlNode *root, const xmlNode *);

/*
 * The value of an attribute, STR_NONE when absent or empty.  Valid as long as
 * the tree is and the attribute unchanged.
 */
struct str markup_attribute(const xmlNode *, enum vocabulary,
	    const char *local);
bool	 markup_has(const xmlNode *, enum vocabulary, const char *local);

/* The same as a whole number; FALLBACK when absent or not one. */
long	 markup_number(const xmlNode *, enum vocabulary, const char *local,
	    long fallback);

/* Does an element such as w:b that is there say yes?  NULL: it is not. */
bool	 markup_is_on(const xmlNode *);

/* The text directly in an element, copied. */
struct str markup_content(struct arena *, const xmlNode *);

/* What a part refers to.  All strings are copies in the arena. */
struct relation {
	struct str id;
	struct str kind;	/* the end of its type: "styles", "image" */
	struct str type;	/* the whole URI */
	struct str target;	/* name of a part; as written when external */
	bool external;
};

struct relations {
	struct relation *v;
	size_t n;
	struct str_index places;	/* from 1, by id */
};

/* "word/document.xml" → "word/_rels/document.xml.rels" */
struct str relations_name(struct arena *, struct str part);

/*
 * The relationships of the part called NAME (STR_NONE: of the package).  No
 * relationships at all is no error; of two with one id the first counts.  0,
 * or -1 with a finding, also when there are more than any document has.
 */
int	 markup_relations(struct arena *, const struct pack *, struct str name,
	    struct relations *, struct findings *);

/* Find a list by id; what has the id of one before it is taken out. */
void	 relations_index(struct arena *, struct relations *);

/*
 * Begin a list of relationships, and add one to it, as they are written in
 * FOLDER ("word/"): </Relationships> is left to the caller.
 */
void	 relations_begin(struct buf *);
void	 relation_put(struct buf *, struct str folder, const struct relation *);

/*
 * The part that the package is about, with its relationships: n == 0 when
 * there is none.  0, or -1 with a finding.
 */
int	 markup_main(struct arena *, const struct pack *, struct str *name,
	    struct relations *, struct findings *);

/*
 * The tree of the part of a kind, as markup_open has it; without a finding
 * when the relationships lead to none.
 */
xmlDoc	*markup_related(const struct pack *, const struct relations *,
	    const char *kind, enum vocabulary, const char *local,
	    struct findings *);

/* The first one of a kind; the one with an id; or NULL. */
const struct relation *relation_of_kind(const struct relations *,
	    const char *kind);
const struct relation *relation_by_id(const struct relations *, struct str id);

/*
 * Append text as XML, for elements and attribute values alike: nothing in it
 * can be markup.  A line feed becomes LINE_BREAK (XML, put as it is), or
 * "&#10;" when that is empty.  What XML cannot hold (control characters, bad
 * UTF-8, U+FFFE) becomes U+FFFD; the number of such places is returned.
 */
size_t	 markup_text(struct buf *, struct str text, struct str line_break);

/*
 * Append XML after a form, which is a format of printf but for these: ' stands
 * for ", what %.*s brings is text and is put as markup_text puts it, what %s
 * brings is XML.  There are %s %.*s %d %u %ld %lu, and no widths.
 *
 *	markup_put(out, "<w:tab w:pos='%d'/>", tab->position);
 */
void	 markup_put(struct buf *, const char *form, ...) PRINTF_LIKE(2, 3);
