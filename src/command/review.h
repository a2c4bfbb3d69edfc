#pragma once

#include "command.h"

/* Is one DOCX to be checked, and nothing else? */
bool	 review_may(const struct session *);

/*
 * Write what was found of the DOCX at PATH into a copy of it at OUTPUT, as
 * comments and tracked changes.  The findings are sorted.  0, or -1 with a
 * finding.
 */
int	 review_comments(struct session *, struct str path, struct str output);
