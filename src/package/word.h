#ifndef PACKAGE_WORD_H
#define PACKAGE_WORD_H

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

#endif
