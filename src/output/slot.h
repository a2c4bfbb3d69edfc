#pragma once

#include <libxml/tree.h>

#include "template.h"

/*
 * The slots in a part of a template.  Every {{name}} is marked in the part's
 * tree, the tree is written out, and the bytes are cut at the marks: what is
 * left is a list of steps, fixed XML and things to put in between.  To fill
 * the part is to walk that list.
 */

/* What a document may add to the parts that every DOCX has. */
enum addition {
	ADD_PAGES, ADD_STYLES, ADD_ABSTRACTS, ADD_NUMBERS, ADD_TYPES,
	ADD_RELATIONS,
	ADD_COUNT
};

enum step_kind {
	STEP_FIXED,		/* piece: the same in every document */
	STEP_TEXT,		/* a value, escaped */
	STEP_BLOCKS,		/* the XML of a slot */
	STEP_PARAGRAPH,		/* to `end`: gone if all its names are empty */
	STEP_PARAGRAPH_END,
	STEP_SECTION,		/* the last w:sectPr; piece: the template's */
	STEP_ADD		/* an addition */
};

struct step {
	enum step_kind kind;
	struct pack_piece piece;
	size_t name;			/* of the text */
	bool attribute;			/* the text stands in one */
	enum slot slot;			/* SLOT_COUNT: 全文 */
	const size_t *names;		/* of the paragraph */
	size_t name_count;
	struct str stub;		/* stays of a paragraph that goes */
	size_t end;
	enum addition addition;
};

struct steps {
	struct step *v;
	size_t n;
};

/* A name that is used as text, with the first place where it stands. */
struct slot_name {
	struct str name;
	bool element;			/* of the standard, so never unknown */
	enum slot block;		/* that the element is part of */
	struct str part, around;	/* around: some text of the paragraph */
	size_t paragraph;		/* in the part, from 1 */
};

/* One place of a slot, for reports. */
struct slot_place {
	struct str name, part;
	size_t paragraph;
	bool block;
};

/* The slots of a template, gathered part by part. */
struct slots {
	struct arena *arena;
	const struct pack *pack;
	struct findings *findings;
	bool failed;			/* there was a finding */
	unsigned complaints;
	VEC(struct slot_name) names;
	VEC(struct slot_place) places;
	bool blocks[SLOT_COUNT + 1];	/* has a place; the last is 全文 */
	VEC(struct step) marks;		/* of the part at hand */
};

/* The block that the element called NAME is part of, or -1. */
int	 slot_of_element(struct str name);

/*
 * Mark all slots in the tree of PART.  Block slots are taken only in the main
 * part's body.  Mistakes are findings and set `failed`.
 */
void	 slots_mark(struct slots *, xmlDoc *, struct str part, bool main);

/* A new text node that marks the place of STEP, to be put into the tree. */
xmlNode	*slots_place(struct slots *, struct step);

/* Write the tree out and cut it at the marks since the last cut. */
int	 slots_cut(struct slots *, xmlDoc *, struct str part, struct steps *);

/* What goes into the steps of one document. */
struct slot_content {
	const struct fill *fill;
	const struct str *texts;	/* by index of names */
	const bool *blocks;		/* that have a place of their own */
	struct str additions[ADD_COUNT];
};

struct slot_pieces {
	struct arena *arena;
	VEC(struct pack_piece) list;
};

/* Append the pieces of a part. */
void	 slots_put(const struct steps *, const struct slot_content *,
	    struct slot_pieces *);
