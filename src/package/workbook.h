#pragma once

#include "pack.h"

/*
 * Writing an XLSX: sheets of cells, with a head that stays in sight, numbers
 * and dates as such, and remarks on cells that somebody should look at.  The
 * same sheets give the same bytes.
 */
enum sheet_cell_kind { SHEET_TEXT, SHEET_NUMBER, SHEET_DATE, SHEET_SUM };

struct sheet_cell {
	enum sheet_cell_kind kind;
	struct str text;	/* of a number: its digits; of a date: days
				   since 1899-12-30 */
	struct str remark;	/* n == 0: none; else the cell is marked */
};

struct sheet_out {
	struct str name;	/* made fit, and different from the others */
	struct sheet_cell *cells;	/* rows × columns; the first is the
					   head */
	size_t rows, columns;
	const unsigned *widths;	/* in characters */
};

void	 workbook_write(struct arena *, const struct sheet_out *, size_t n,
	    struct buf *out);
