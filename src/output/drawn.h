#pragma once

#include "../layout/items.h"
#include "writer.h"

/*
 * The pages of what is being written, made once for all the kinds of files
 * that are drawn.  NULL with findings when something on them cannot be.
 */
const struct items *drawn_items(struct writing *);

/* The names of a face and of what stands in for it, best first; NULL: end. */
const char *drawn_family(enum face, size_t i);
