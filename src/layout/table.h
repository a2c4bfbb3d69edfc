#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "../document/document.h"
#include "block.h"

/*
 * Tables and forms → grids: column widths, row heights, faces, alignment by
 * content, and the content controls of blank cells.  The standard says
 * nothing about tables but how they stand on a landscape page (clause 8), so
 * all of it is good office practice, from the profile.
 */

/*
 * Lay a table of exactly WIDTH.  ROOM is the height left for it on its page: a
 * form whose asked-for rows are higher than that is made to fit where its
 * text allows, and with 通页 it fills the room.
 */
struct grid *table_lay(struct arena *, const struct table *,
	    const struct profile *, int width, int room, bool controls,
	    struct findings *);

/*
 * After page breaks are known (row.opens_page): where a vertical merge goes
 * on over a page break it begins anew there, with its text, so that the rows
 * below can be read.  True when that changed anything: rows may be higher
 * now, and pages are to be set again.
 */
bool	 table_split_merges(struct grid *);

#endif
