#pragma once

#include "layout.h"

/*
 * Layout → pages: for each page a flat list of what is printed on it, in
 * reading order, every position decided.  A writer (SVG, PDF, OFD) only spells
 * it.  Lengths in twips from the top left corner of the paper, y downwards.
 */
enum item_kind {
	ITEM_TEXT,		/* characters of one face on one line */
	ITEM_RULE,		/* a filled rectangle */
	ITEM_IMAGE,
	ITEM_GUIDE		/* a circle where a seal goes; not printed */
};

struct item_text {
	struct str text;	/* UTF-8 */
	int *at;		/* n + 1 distances from x: where each
				   character begins, and the last one ends */
	size_t n;		/* characters */
	struct str font;	/* as the profile names it */
	enum face face;		/* what it is */
	int size;		/* half-points */
	bool bold, italic;
	bool turned;		/* a quarter to the right: it runs downwards */
	struct pos pos;		/* of its first character in a source */
};

struct item {
	enum item_kind kind;
	int x, y;		/* text: where its base line begins */
	int width, height;	/* of the rest */
	bool red;
	unsigned block;		/* what it is part of; 0: none, as a page
				   number or a rule */
	union {
		struct item_text text;
		const struct figure *image;
	} as;
};

struct item_page {
	int width, height;
	unsigned number;	/* from 1 */
	struct sheet sheet;
	struct item *v;
	size_t n, capacity;
};

/* What items are part of: the tree of the document, parents first. */
enum item_role {
	ROLE_DOCUMENT,		/* block 0 */
	ROLE_PART,		/* a slot of the layout: 版头, 正文 … */
	ROLE_TITLE, ROLE_HEADING, ROLE_PARAGRAPH, ROLE_FIGURE,
	ROLE_TABLE, ROLE_ROW, ROLE_HEAD_CELL, ROLE_CELL
};

struct item_block {
	enum item_role role;
	unsigned parent;
	int level;		/* of a heading, from 1 */
	unsigned page;		/* it begins on, from 1 */
	int y;			/* and where there */
	struct str name;	/* of the element: 标题, 发文字号 … */
	struct str text;	/* of a title, a heading; what a figure shows,
				   what a table is */
	unsigned rowspan, colspan;
};

struct items {
	const struct layout *layout;
	struct item_page *pages;
	size_t page_count;
	struct item_block *blocks;
	size_t block_count, block_capacity;
	bool whole;		/* false: something could not be drawn */
};

/*
 * All in the arena; shares texts with the layout.  What cannot be drawn (a
 * DOCX that is taken in) is an error among the findings, and not whole.
 */
struct items *items_make(struct arena *, const struct layout *,
	    struct findings *);

/* The pages as text, an item a line, for tests. */
void	 items_dump(const struct items *, struct buf *);
