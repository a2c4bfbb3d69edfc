#pragma once

#include "markup.h"

/*
 * What markup.h asks of a tree, asked in WordprocessingML, which is asked for
 * most: word_child(style, "pPr") is <w:pPr> of the style.
 */

static inline bool
word_is(const xmlNode *node, const char *local)
{
	return markup_is(node, VOCABULARY_W, local);
}

static inline xmlNode *
word_child(const xmlNode *node, const char *local)
{
	return markup_child(node, VOCABULARY_W, local);
}

static inline xmlNode *
word_next(const xmlNode *node, const char *local)
{
	return markup_next(node, VOCABULARY_W, local);
}

static inline bool
word_has(const xmlNode *node, const char *local)
{
	return markup_has(node, VOCABULARY_W, local);
}

static inline struct str
word_attribute(const xmlNode *node, const char *local)
{
	return markup_attribute(node, VOCABULARY_W, local);
}

/* w:val, which is all that most elements say. */
static inline struct str
word_value(const xmlNode *node)
{
	return markup_attribute(node, VOCABULARY_W, "val");
}

static inline long
word_number(const xmlNode *node, const char *local, long fallback)
{
	return markup_number(node, VOCABULARY_W, local, fallback);
}

static inline void
word_set(xmlNode *node, const char *local, const char *value)
{
	xmlSetNsProp(node, node->ns, BAD_CAST local, BAD_CAST value);
}

/* Are the pages of this w:sectPr turned? */
static inline bool
word_is_landscape(const xmlNode *section)
{
	return str_eq(word_attribute(word_child(section, "pgSz"), "orient"),
	    STR("landscape"));
}

/* Is it one of the elements LOCALS, parted by "|"? */
bool	 word_is_one(const xmlNode *, const char *locals);

/* Take a node out of its tree, and away. */
void	 word_drop(xmlNode *);

/* Put NODE into PARENT, in front of BEFORE, or as the last (NULL). */
void	 word_insert(xmlNode *parent, xmlNode *before, xmlNode *node);

/* The first child that is one of LOCALS: what stands behind goes before it. */
xmlNode	*word_before(const xmlNode *parent, const char *locals);

/* The child LOCAL of a w: element, made as the first when it is absent. */
xmlNode	*word_first(xmlNode *parent, const char *local);

/* A node as XML. */
struct str word_dump(struct arena *, xmlNode *);
