#ifndef SOURCE_JSON_VIEW_H
#define SOURCE_JSON_VIEW_H

#include "json_text.h"

/*
 * What of the JSON of a document is made from the rest, for who only looks
 * (headings, contact_lines …), and was changed: a finding with its path, for
 * nothing comes of it.
 */
void	 json_view_check(struct arena *, const struct json *root,
	    const struct document *, struct findings *);

#endif
