#pragma once

#include "../layout/profile.h"
#include "template.h"

/*
 * What of STANDARD the template called NAME no longer keeps, in one finding:
 * lines and characters (GB/T 9704-2012 5.2.3), type area (5.2.1), the place of
 * the page number (7.5) and whether the 版记 stands on it.  OWN is STANDARD
 * with what the template has of its own (docx_profile).
 */
void	 conform_tell(struct str name, const struct template *,
	    const struct profile *standard, const struct profile *own,
	    struct findings *);
