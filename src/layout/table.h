#pragma once

#include "../document/document.h"
#include "block.h"

/*
 * Tables and forms → grids: column widths, row heights, faces, alignment by
 * content, and the content controls of blank cells.  The standard says
 * nothing about tables but how they stand on a landscape page (clause 8), so
 * all of it is good office practice, from the profile.
 *
 * widths	as asked for (列宽), or by content: words of the header, numbers
 *		and Latin words whole, long text wide, so that the table is
 *		low; they add up to WIDTH exactly.  Text is made smaller when
 *		the columns do not fit otherwise (grid.crowded).
 * rows		as high as their text with a little air, or as asked for (行高);
 *		whole on a page unless one is higher than a page.
 * cells	heads, numbers and labels centred, amounts to the right,
 *		columns of long text flush.  A cell to sign ends in its date,
 *		bottom right.
 * controls	a blank cell of a form gets a tag made from the label at its
 *		left or above it; tags are unique in the table.
 */

/*
 * Tables whose columns ask for no other widths (in twips) than their content
 * gives them ask for none: those of a DOCX that was made and is read again.
 */
void	 tables_forget_widths(const struct document *, const struct profile *);

/*
 * After page breaks are known (row.opens_page, row.left): where a vertical
 * merge goes on over a page break it begins anew there, with its text, so that
 * the rows below can be read.  Where its text would not stand whole above the
 * break, rows before the break give way: the last one is made higher, or the
 * merge is pushed to the next page.  True when that changed anything: pages
 * are to be set again.
 */
bool	 table_split_merges(struct grid *);

/*
 * After page breaks are known: the last ROWS rows go to the next page, with
 * what follows; the rows above them on their page share what is left of it.
 * False when they begin a page already or there are too few to share it.
 */
bool	 table_move_rows(struct grid *, size_t rows);
/* Does the last row stand alone under the head on a page? */
bool	 table_row_alone(const struct grid *);
