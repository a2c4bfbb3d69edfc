#ifndef SOURCE_REMARK_H
#define SOURCE_REMARK_H

#include "../base/finding.h"

/* What somebody remarked on a DOCX in Word: its comments (批注). */
struct remark {
	struct str author;		/* n == 0: not given */
	struct str text;		/* its paragraphs, parted by blanks */
	struct str paragraph;		/* the text that it is about */
};

struct remarks {
	struct remark *v;
	size_t n;
};

/* In the order of the document.  0, also when it has none, or -1. */
int	 docx_remarks(struct arena *, struct str path, struct remarks *,
	    struct findings *);

#endif
