/*
 * Changes to a tree of WordprocessingML: nodes in, out, and as bytes.
 */
#include "word.h"

bool
word_is_one(const xmlNode *node, const char *locals)
{
	return node != NULL && node->type == XML_ELEMENT_NODE &&
	    str_is_one(str_of((const char *)node->name), locals) &&
	    word_is(node, (const char *)node->name);
}

void
word_drop(xmlNode *node)
{
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}

void
word_insert(xmlNode *parent, xmlNode *before, xmlNode *node)
{
	if (before != NULL)
		xmlAddPrevSibling(before, node);
	else
		xmlAddChild(parent, node);
}

xmlNode *
word_first(xmlNode *parent, const char *local)
{
	xmlNode *child = word_child(parent, local);

	if (child == NULL) {
		child = xmlNewNode(parent->ns, BAD_CAST local);
		word_insert(parent, parent->children, child);
	}
	return child;
}

xmlNode *
word_before(const xmlNode *parent, const char *locals)
{
	xmlNode *child = parent->children;

	while (child != NULL && !word_is_one(child, locals))
		child = child->next;
	return child;
}

struct str
word_dump(struct arena *arena, xmlNode *node)
{
	xmlBuffer *dump = xmlBufferCreate();
	struct str xml;

	xmlNodeDump(dump, node->doc, node, 0, 0);
	xml = str_copy(arena, (struct str){
	    (const char *)xmlBufferContent(dump),
	    (size_t)xmlBufferLength(dump) });
	xmlBufferFree(dump);
	return xml;
}
