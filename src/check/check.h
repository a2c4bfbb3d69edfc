#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "../base/finding.h"

/*
 * Rules: they look at a source and what was read from it, add findings, and
 * change nothing.  What the standard leaves free is never a finding; "error"
 * is kept for what it demands.  Which rules speak is for findings->severity
 * and findings->silenced (report_choose).
 */

/*
 * The rules on running text (punctuation, numbers, wording) over the whole of
 * file FILE, which is Markdown or plain text.
 */
void	 check_text(struct arena *, uint32_t file, bool markdown,
	    struct findings *);

#endif
