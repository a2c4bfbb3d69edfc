#ifndef SOURCE_TREE_H
#define SOURCE_TREE_H

#include "source.h"

/*
 * Front matter as YAML has it: a tree of scalars, lists and maps whose words
 * are cut from the source and know their places.
 *
 * The YAML may be what a clerk types: full-width colons after keys, no blank
 * after a colon, colons, braces, brackets and number signs inside a value,
 * blanks of any width.  A value is YAML's own list or map only when it is in
 * brackets from end to end; anchors and aliases are refused.
 */
enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	struct pos pos;
	struct span key;	/* of an entry in a map */
	struct spans lines;	/* scalar: one, or one a line of a "|" block */
	VEC(struct node) items;	/* list, map */
};

/* What the lines below a top-level key are: most keys have only texts. */
enum section {
	SECTION_TEXT,		/* a colon in them is a character */
	SECTION_ENTRIES,	/* 附件: "标题: …" is a pair, a name is not */
	SECTION_VALUES		/* 变量: lines of "name: value" */
};

/* What the reader has to know of the keys. */
struct grammar {
	enum section (*section)(struct str key);
	bool (*entry)(struct str name);	/* of SECTION_ENTRIES */
};

/*
 * Read the bytes FROM..TO of a file, a YAML mapping (or nothing).  0, or -1
 * with a finding at the place that is wrong.
 */
int	 tree_read(struct arena *, uint32_t file, size_t from, size_t to,
	    const struct grammar *, struct node *root, struct findings *);

/* The finding for front matter that cannot be read, with its reason; -1. */
int	 tree_refuse(struct findings *, struct pos, const char *zh,
	    const char *en);

#endif
