#pragma once

#include "layout.h"

/*
 * The pages of an office that has a template of its own: what stands in it,
 * in order, with the blocks of a document where its slots are.
 */
enum office_kind { OFFICE_SLOT, OFFICE_TEXT, OFFICE_FIGURE };

struct office_piece {
	enum office_kind kind;
	enum slot slot;			/* SLOT_COUNT: all of them */
	/* A paragraph; lengths in twips */
	struct str text;
	enum style style;
	int size;			/* half-points */
	bool bold, ruled;		/* ruled: the red line is under it */
	enum justify justify;
	int left, right, first, before, after, line;
	struct figure figure;		/* its width and height are given */
};

/*
 * A layout with these pieces around its blocks, all in the arena; what has no
 * slot is not in it.  NULL when the slots stand in another order than the
 * standard has them: that is not drawn.
 */
struct layout *layout_office(struct arena *, const struct layout *,
	    const struct office_piece *, size_t n);
