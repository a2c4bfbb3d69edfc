#pragma once

#include "../base/spool.h"
#include "rows.h"

/*
 * A table on its way from a file to the spool (inside this folder).  A reader
 * makes the cells of a row, and keeps the text that they can be made from
 * again: a record.  What is said of the columns, of blank rows and of merged
 * cells is found out when all records are there (data.c).
 */
struct sheet_merge {
	uint32_t row, last_row;		/* numbers, from 1 */
	uint32_t column, last_column;	/* from 0 */
};

/* Before the text of a record in the spool. */
struct record_head {
	uint32_t number;	/* of the row, from 1 */
	uint32_t line;		/* where its text begins */
	uint32_t bytes;		/* of its text */
	unsigned cells : 16;	/* that are there */
	unsigned width : 15;	/* up to the last one with a value */
	unsigned bad : 1;	/* has an error */
};

struct sheet;

/* The cells of a record's text, which begins at byte BASE of a larger one. */
typedef void cells_function(const struct sheet *, struct str text,
	    uint32_t base, struct sheet *into);

/* What is counted of all rows. */
struct sheet_counts {
	size_t widths[COLUMNS_MAX + 2];	/* how many rows are so wide */
	size_t filled[COLUMNS_MAX + 2];	/* values in each column */
	size_t told[FINDING_COUNT];
};

struct sheet {
	struct arena *arena;	/* as long as the table */
	struct arena *texts;	/* of the row, or the piece, in hand */
	struct findings *findings;
	struct str name;
	struct str title;	/* of the sheet in its workbook */
	unsigned of;		/* sheets that are not hidden */
	uint32_t file;
	bool named;		/* its rows name their values: JSON lines */
	bool synthetic;		/* there is no text: offsets are of cells, a
				   line is a row, and short rows are normal */
	char separator;		/* of CSV */
	cells_function *cells;
	/* The row in hand */
	VEC(struct datum) row;
	bool row_bad;
	/* All of them */
	struct spool *spool;
	size_t records;
	uint64_t values, values_max;	/* bytes of all cells */
	VEC(struct sheet_merge) merges;
	VEC(struct span) columns;	/* of JSON lines, as they came */
	VEC(struct str) fields;
	struct sheet_counts *counts;
	size_t widest;
	struct rows rows;	/* of xlsx_sheet and the like: all of them */
	struct line_jump jump;
};

/* What a cell says; STR_NONE for a list or an object, and past the end. */
struct str datum_text(struct datum);
struct str cell_says(const struct data_row *, size_t column);

/* A value of the row in hand.  Longer than DATUM_BYTES_MAX: an error. */
void	 sheet_cell(struct sheet *, struct str text, uint32_t offset);
/* The row in hand is complete, and can be made of TEXT.  False: no more. */
bool	 sheet_end_row(struct sheet *, uint32_t number, uint32_t line,
	    struct str text);
/* Of each kind of finding so many are made of one table. */
bool	 sheet_may_tell(struct sheet *, enum finding_id);
/* Where a finding about the row in hand stands: TEXT is its line. */
void	 sheet_turn(struct sheet *, struct str text, uint32_t line);

/*
 * The bytes of a file in pieces that end with a line, decoded: TAKE has the
 * text of each and says how much of it is done; the rest comes again with the
 * next piece.  LAST: there is none.  SIZE_MAX ends it with an error.
 */
typedef size_t piece_function(void *context, struct str text, bool last);
int	 sheet_pieces(struct sheet *, FILE *, struct str bytes,
	    const char *encoding, piece_function *take, void *context);

cells_function csv_cells, json_cells;

/* A table that data_save wrote; FILE is closed with it.  NULL: a finding. */
bool	 prepared_is(struct str head);
struct data *prepared_read(struct sheet *, FILE *);

/* The readers of a format.  0, or -1 with findings. */
int	 csv_read(struct sheet *, FILE *, struct str bytes,
	    const char *encoding, bool tabs);
int	 json_read(struct sheet *, FILE *, struct str bytes,
	    const char *encoding);
/* FILE is closed.  WANTED is the name of a sheet; n == 0: the first. */
int	 xlsx_read(struct sheet *, FILE *, struct str bytes, struct str wanted);

/* The text of a record where there is none, and its cells again. */
void	 sheet_join(const struct datum *, size_t n, struct buf *);
void	 sheet_split(const struct sheet *, struct str text, uint32_t base,
	    struct sheet *into);
/* How many cells of a row there are up to its last one with a value. */
size_t	 sheet_width(const struct datum *, size_t n);
/* The kinds of findings of which there are more than were told. */
void	 sheet_tell_beyond(struct sheet *);

/* Where the rows of a table are. */
#define DATA_STEP	8	/* rows from one known offset to the next */

struct data_store {
	struct sheet *sheet;
	uint64_t *starts;	/* of every DATA_STEPth row; or NULL: */
	uint64_t starts_at;	/* where they lie in the spool */
	unsigned char *marks;	/* of each row */
};

/* A table of which nothing is known yet. */
struct data *data_new(struct sheet *);
/* What was read becomes a table.  NULL with findings. */
struct data *data_finish(struct sheet *);

/* All records as they are, blank ones too, become the sheet's rows. */
void	 sheet_take_rows(struct sheet *);

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
/* A CSV as it is, in the same way; its first line tells what parts cells. */
struct sheet *csv_sheet(struct arena *, uint32_t file, struct str name,
	    struct findings *);
