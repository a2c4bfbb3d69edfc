#pragma once

#include "document.h"

/*
 * Warn of marks of Markdown that are left in the text of a document and its
 * attachments: **, ~~, $…$, [^1], tags.  One finding for each file.
 */
void	 document_find_markup(const struct document *, struct findings *);
