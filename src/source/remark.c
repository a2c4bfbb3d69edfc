/*
 * The comments of a DOCX → a list: each with its author, its words, and the
 * text of the paragraph that it stands at.
 */
#include "remark.h"

#include <stdlib.h>

#include "../base/file.h"
#include "../package/markup.h"

#define DOCX_LIMIT	((size_t)256 << 20)

/* The words in a node; those that were deleted are not (w:delText). */
static void
add_words(struct buf *out, const xmlNode *root)
{
	for (const xmlNode *n = root; n != NULL; n = markup_step(root, n))
		if (markup_is(n, VOCABULARY_W, "t"))
			for (const xmlNode *t = n->children; t != NULL;
			    t = t->next)
				buf_lit(out, (const char *)t->content);
		else if (markup_is(n, VOCABULARY_W, "p") && n != root &&
		    out->n > 0)
			buf_byte(out, ' ');
}

static struct str
words_of(struct arena *arena, const xmlNode *node)
{
	struct buf words = { 0 };
	struct str copy;

	add_words(&words, node);
	copy = str_copy(arena, str_trim(buf_view(&words)));
	buf_release(&words);
	return copy;
}

/* Its words are taken once, however often it is referred to. */
struct comment {
	const xmlNode *node;
	bool taken;
	struct str author, text;
};

struct comments {
	VEC(struct comment) list;
	struct str_index places;		/* from 1, by id */
};

static void
list_comments(struct arena *arena, const xmlDoc *doc,
    struct comments *comments)
{
	const xmlNode *n = markup_child(xmlDocGetRootElement(doc),
	    VOCABULARY_W, "comment");

	for (; n != NULL; n = markup_next(n, VOCABULARY_W, "comment")) {
		VEC_ADD(arena, &comments->list)->node = n;
		*str_number(arena, &comments->places, markup_attribute(n,
		    VOCABULARY_W, "id")) = comments->list.n;
	}
}

static struct comment *
comment_by_id(struct arena *arena, const struct comments *comments,
    struct str id)
{
	size_t place = str_known(&comments->places, id);
	struct comment *found = place == 0 ? NULL :
	    &comments->list.v[place - 1];

	if (found != NULL && !found->taken) {
		found->taken = true;
		found->author = str_copy(arena, markup_attribute(found->node,
		    VOCABULARY_W, "author"));
		found->text = words_of(arena, found->node);
	}
	return found;
}

static void
collect(struct arena *arena, const xmlDoc *document, const xmlDoc *said,
    struct remarks *remarks)
{
	const xmlNode *root = xmlDocGetRootElement(document), *p = NULL;
	struct comments comments = { 0 };
	struct str paragraph = STR_NONE;	/* P's, when it has any */
	VEC(struct remark) list = { 0 };

	list_comments(arena, said, &comments);
	for (const xmlNode *n = root; n != NULL; n = markup_step(root, n)) {
		const struct comment *comment;

		if (markup_is(n, VOCABULARY_W, "p")) {
			p = n;
			paragraph = STR_NONE;
		}
		if (!markup_is(n, VOCABULARY_W, "commentReference") ||
		    p == NULL || (comment = comment_by_id(arena, &comments,
		    markup_attribute(n, VOCABULARY_W, "id"))) == NULL)
			continue;
		if (paragraph.n == 0)
			paragraph = words_of(arena, p);
		*VEC_ADD(arena, &list) = (struct remark){ comment->author,
		    comment->text, paragraph };
	}
	*remarks = (struct remarks){ list.v, list.n };
}

int
docx_remarks(struct arena *arena, struct str path, struct remarks *remarks,
    struct findings *findings)
{
	struct relations relations;
	const struct pack *pack;
	xmlDoc *document = NULL, *comments;
	struct str bytes, main;

	*remarks = (struct remarks){ NULL, 0 };
	if (file_read(arena, path, DOCX_LIMIT, &bytes, findings) != 0 ||
	    (pack = pack_open(arena, path, bytes, POS_NONE, findings)) ==
	    NULL || markup_main(arena, pack, &main, &relations, findings) !=
	    0 || main.n == 0)
		return -1;
	if (relation_of_kind(&relations, "comments") == NULL)
		return 0;
	comments = markup_related(pack, &relations, "comments", VOCABULARY_W,
	    "comments", findings);
	if (comments != NULL)
		document = markup_open(pack, main, VOCABULARY_W, "document",
		    findings);
	if (document != NULL)
		collect(arena, document, comments, remarks);
	xmlFreeDoc(document);
	xmlFreeDoc(comments);
	return document != NULL ? 0 : -1;
}
