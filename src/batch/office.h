#pragma once

#include "../layout/layout.h"

/*
 * What of an office's template at PATH is drawn with a layout: its texts, with
 * their slots filled, and its pictures, where they stand.  What cannot be is
 * told.  LAYOUT itself when the template cannot be read, or has its slots in
 * an order of its own.
 */
const struct layout *office_layout(struct arena *, struct str path,
	    const struct layout *, struct findings *);
