#ifndef SOURCE_TREE_H
#define SOURCE_TREE_H

#include "source.h"

/*
 * Front matter: lines "键: 值", as a tree of texts, lists and maps whose words
 * are cut from the source and know their places.  It is what a clerk types;
 * YAML that is so simple reads alike.
 *
 *	键: 值		the colon may be full-width, the blank left out;
 *			colons, braces and number signs in the value are text
 *	键:		then, indented or not, "- 值" for each of a list; or
 *	  更多		indented lines that go on with the value
 *	键: [甲, 乙]	a list in one value; {标题: 甲, 文件: 乙} a map
 *	键: |		indented lines that stay lines; ">": one text
 *	键: "值"	quoted, with \n \t \" \\ \uXXXX; '值' as it is ('' is ')
 *	# …		a comment, also at the end of a value
 *
 * An indented line that begins with a key is a key, with a finding.
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
	SECTION_LINES,		/* the same, where colons are usual: 联系人 */
	SECTION_ENTRIES,	/* 附件: "标题: …" is a pair, a name is not */
	SECTION_VALUES		/* 变量: lines of "name: value" */
};

/* What the reader has to know of the keys. */
struct grammar {
	enum section (*section)(struct str key);
	bool (*entry)(struct str name);	/* of SECTION_ENTRIES */
	/* Is it a key, and not one that means the same as ABOVE? */
	bool (*other)(struct str name, struct str above);
};

/*
 * Read the bytes FROM..TO of a file.  ROOT is a map.  0, or -1 with a finding
 * at the place that is wrong.
 */
int	 tree_read(struct arena *, uint32_t file, size_t from, size_t to,
	    const struct grammar *, struct node *root, struct findings *);

/* The finding for front matter that cannot be read, with its reason; -1. */
int	 tree_refuse(struct findings *, struct pos, const char *zh,
	    const char *en);

#endif
