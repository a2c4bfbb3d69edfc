#ifndef SOURCE_TYPED_H
#define SOURCE_TYPED_H

#include "source.h"

/*
 * 主送机关, 署名, 成文日期 and 附注 may be typed where they stand in the
 * finished document instead of in the front matter: the first paragraph that
 * names organs and ends in a colon; a date as the last paragraph, names of
 * organs before it, remarks in brackets after it.  They go to their slots,
 * with a note.  What the front matter gives wins; then the lines stay text.
 */
void	 typed_elements(struct arena *, struct document *, struct findings *);

/* Is it a date and nothing else? */
bool	 typed_is_date(struct str);

#endif
