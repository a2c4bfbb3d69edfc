#pragma once

#include "../layout/items.h"

/*
 * A picture as a page description wants it: the samples of a PNG, eight bits
 * each, or a JPEG as it is.
 */
struct image {
	unsigned width, height;
	unsigned channels;	/* 1 grey, 3 colours, 4 inks */
	bool jpeg;		/* pixels are the file */
	bool inverted;		/* inks: 0 is full */
	struct str pixels;
	struct str alpha;	/* how much of each is seen; n == 0: all */
};

/* False when it is damaged.  The pixels are in the arena, or the figure's. */
bool	 image_read(struct arena *, const struct figure *, struct image *);
