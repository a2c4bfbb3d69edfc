#ifndef SOURCE_OUTLINE_H
#define SOURCE_OUTLINE_H

#include "source.h"

/*
 * The blocks of a Markdown text, one after the other, as CommonMark sees them,
 * but for what has no place in an official document: lists and quotes do not
 * nest (their marks are taken off), numbers never make a list, indented text
 * is a paragraph, "---" always parts, ##标题 needs no blank.
 */
enum leaf_kind {
	LEAF_PARAGRAPH,
	LEAF_HEADING,		/* depth, words */
	LEAF_FENCED,		/* words: what stands beside the fence */
	LEAF_COMMENT,		/* <!-- … --> and what follows in its line */
	LEAF_LIST,		/* a list begins (its items follow) */
	LEAF_QUOTE		/* a quote begins */
};

struct leaf {
	enum leaf_kind kind;
	size_t first, last;	/* its lines; of a fenced block the inner */
	size_t column;		/* where the first one's text begins */
	unsigned quotes;	/* around it */
	int depth;		/* 1..6 */
	struct span words;
};

struct outline {
	uint32_t file;
	struct str text;
	uint32_t *starts;	/* where each line begins; one more */
	size_t line_count;
	VEC(struct leaf) leaves;
};

/* Read the text of a file from byte FROM on. */
void	 outline_read(struct arena *, uint32_t file, struct str text,
	    size_t from, struct outline *);

/* Line I as it is, without its end. */
struct str outline_raw(const struct outline *, size_t i);
/* Line I of a leaf without its marks and the blanks at both ends. */
struct str outline_line(const struct outline *, const struct leaf *,
	    size_t i);
/* From the text of line FROM of a leaf to the end of the text of line TO. */
struct span outline_slice(const struct outline *, const struct leaf *,
	    size_t from, size_t to);
/* A piece of the text with its place. */
struct span outline_span(const struct outline *, struct str);

#endif
