#ifndef DOCUMENT_DUMP_H
#define DOCUMENT_DUMP_H

#include "document.h"

/*
 * The model as text, for people and programs (gongwen convert --to).
 */

/*
 * JSON: the elements by name; null where absent.  Headings are all numbered
 * paragraphs: level by ordinal, text up to the end of the topic; "runin" when
 * text follows in the same paragraph, "item" when it has no topic of its own,
 * "where": "attachment" inside attachments.  A forwarded or printed document
 * with elements of its own stands in "inner".
 */
void	 document_json(const struct document *, struct buf *);

/* Every slot, block, cell and run on lines of its own; stable. */
void	 document_dump(const struct document *, struct buf *);

#endif
