#ifndef MERGE_SHEET_H
#define MERGE_SHEET_H

#include "rows.h"

/*
 * A grid of cells as a reader found it, before the first row is taken for
 * column names.  CSV and XLSX make one; sheet_rows turns it into rows.
 */
struct sheet_merge {
	uint32_t row, last_row;		/* numbers, from 1 */
	uint32_t column, last_column;	/* from 0 */
};

struct sheet {
	struct arena *arena;
	struct findings *findings;
	struct str name;
	struct str title;	/* of the sheet in its workbook */
	unsigned of;		/* sheets that are not hidden */
	uint32_t file;
	bool synthetic;		/* the text of the file is made up: offsets are
				   of cells, and short rows are normal */
	VEC(struct data_row) rows;
	VEC(struct sheet_merge) merges;
	VEC(struct datum) scratch;	/* cells of the row being read */
	bool row_bad;			/* it has an error */
	size_t bytes;			/* of the values so far */
};

/* What a cell says; STR_NONE for a list or an object. */
struct str datum_text(struct datum);

/* Room for so many rows from the beginning: a list that grows wastes half. */
void	 sheet_expect(struct sheet *, size_t rows);
/* A value of the row being read.  Longer than DATUM_BYTES_MAX: an error. */
void	 sheet_cell(struct sheet *, struct str text, uint32_t offset);
/* The row is complete; NUMBER counts from 1.  False: too many rows. */
bool	 sheet_end_row(struct sheet *, uint32_t number);

/* Take the column names off, drop what is blank, report what is wrong. */
struct rows *sheet_rows(struct sheet *);

/* The readers of other formats; see rows_read. */
struct rows *xlsx_read(struct arena *, struct str path, struct str bytes,
	    const struct rows_options *, struct findings *);
/*
 * Sheet NUMBER of a workbook, from 1, of those that are not hidden, as it
 * is: no row is taken for names.  NULL when there is none, and with a finding
 * when it cannot be read.
 */
struct sheet *xlsx_sheet(struct arena *, struct str path, struct str bytes,
	    unsigned number, struct findings *);
/*
 * The same with numbers and dates as the sheet shows them: the sheet called
 * WANTED, or sheet NUMBER, or the first (n == 0, 0).  A cell that cannot be
 * shown is a finding, and NULL.
 */
struct sheet *xlsx_shown(struct arena *, struct str path, struct str bytes,
	    struct str wanted, unsigned number, struct findings *);
/*
 * A CSV as it is, in the same way; TABS part its cells, else what its first
 * line uses.
 */
struct sheet *csv_sheet(struct arena *, uint32_t file, struct str name,
	    bool tabs, struct findings *);
struct rows *json_read(struct arena *, uint32_t file, struct findings *);

#endif
