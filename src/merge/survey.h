#ifndef MERGE_SURVEY_H
#define MERGE_SURVEY_H

#include "render.h"

/*
 * A survey goes through a document as merging does, once, without a row:
 * every section has one round, and every name is noted and asked for among
 * those that the data could supply.
 */
struct survey {
	const struct document *document;
	const struct merge *merge;
	VEC(struct str) asked;		/* names, each once */
	VEC(struct str) fields;		/* of objects in lists of the data */
	struct str mark;		/* stands around values in a sample */
};

/* Note the tag; findings for an unknown name or filter. */
void	 survey_tag(struct render *, const struct tag *, struct pos,
	    bool in_section);

#endif
