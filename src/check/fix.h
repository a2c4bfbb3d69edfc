#pragma once

#include "../base/finding.h"

/*
 * Make the repairs that the findings of file FILE carry, in the file itself
 * (its name in the registry is the path; ENCODING as it was read with).  All
 * other bytes stay as they are, in the file's own encoding.  Of two repairs
 * that overlap the first is made; checking again finds the other, so repeat
 * until nothing is left.  Each repair made leaves a note ("fixed").  Returns
 * how many were made, or -1 with a fatal finding and the file untouched.
 */
int	 fix_file(struct arena *, uint32_t file, const char *encoding,
	    struct findings *);
