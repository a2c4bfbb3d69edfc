#pragma once

#include "../document/document.h"

/*
 * Data rows: a table of recipients from CSV, TSV, XLSX or JSON lines.  The
 * first row names the columns.  Every value knows its place, so that a
 * finding about it names file, row and column.
 *
 * A table may have more rows than memory holds: it is read once, bit by bit,
 * into a spool, and of its rows those are in hand that somebody asked for.  A
 * value is, where the file spells it plainly, a slice of the decoded text.
 */
enum datum_kind {
	DATUM_TEXT,		/* empty text is "nothing" */
	DATUM_FALSE,		/* JSON false, null, or FALSE in a sheet */
	DATUM_LIST,		/* items[0..n) */
	DATUM_RECORD		/* record, a JSON object */
};

struct record;

struct datum {
	union {
		const char *text;
		const struct datum *items;
		const struct record *record;
	} as;
	unsigned kind : 2;
	unsigned n : 30;	/* bytes of text, or items */
	uint32_t offset;	/* in the text of the rows in hand */
};

struct record {
	const struct str *names;
	const struct datum *values;
	size_t n;
};

/* One value of the longest kind an office has; longer ones are errors. */
#define DATUM_BYTES_MAX		((size_t)256 * 1024)
/* The largest table that is read whole, as part of a document. */
#define DATA_LIMIT		((size_t)256 * 1024 * 1024)
#define COLUMNS_MAX		((size_t)1024)
#define ROW_NUMBER_MAX		((uint32_t)1 << 30)

struct data_row {
	const struct datum *cells;
	uint32_t n;		/* cells present; the rest are empty */
	uint32_t number : 30;	/* of the row in its sheet, from 1 */
	uint32_t bad : 1;	/* has an error: no copy from it */
	uint32_t passed : 1;	/* over: not among those that were asked for */
};

/* Rows in hand, which nobody changes; one table's columns at least. */
struct rows {
	struct str name;	/* the file, as the user wrote it */
	uint32_t file;		/* the text of these rows, in the registry */
	struct span *columns;
	size_t column_count;
	struct data_row *v;
	size_t n;
};

struct rows_options {
	const char *encoding;	/* NULL: find out */
	struct str sheet;	/* of an XLSX, by name; n == 0: the first */
	/* Which rows are wanted; the others stay, but are passed over. */
	struct str list;	/* "3-20,45" by number; n == 0: all */
	struct values where;	/* each a column and the text it must have */
};

/* A table: its rows are numbered from 0, as they come. */
struct data {
	struct rows head;	/* its columns, and no row */
	size_t n;		/* rows */
	VEC(struct str) fields;	/* names of objects inside its values */
	struct str checked;	/* data_save: what its names were checked for */
	struct data_store *store;
};

/*
 * Read PATH; the kind is told by its first bytes (XLSX) and by suffix (.jsonl
 * .ndjson .json .tsv), else CSV separated by what its first line uses (, ; or
 * tab).  Blank rows and columns are left out with a note; a row with an error
 * is marked bad.  NULL with a fatal finding when there is nothing to go on
 * with: unreadable, no rows, column names missing or twice.
 */
struct data *data_read(struct arena *, struct str path,
	    const struct rows_options *, struct findings *);

/* The same from bytes; NAME is for the suffix and for findings. */
struct data *data_parse(struct arena *, struct str name, struct str bytes,
	    const struct rows_options *, struct findings *);

void	 data_free(struct data *);	/* NULL is harmless */

/*
 * Take the rows WHICH of the table in hand: into the arena, and their text
 * into the registry of the findings, if they have one.  Any thread may ask.
 */
const struct rows *data_rows(const struct data *, struct arena *,
	    const uint32_t *which, size_t n, struct findings *);

/*
 * Call EACH for all rows in order: their cells are gone after it.  MARKS are
 * what is known of the row, and may be changed.
 */
#define MARK_BAD	1
#define MARK_PASSED	2
typedef void row_function(void *context, size_t row, const struct data_row *,
	    unsigned char *marks);
void	 data_each(const struct data *, row_function *, void *context);

/* Did data_save write these, or the file at PATH? */
bool	 data_is_prepared(const struct data *);
bool	 prepared_is_file(struct str path);

/*
 * Write the table down, to be read by data_read: from what is written each
 * row is read alone, wherever it is.  CHECKED says for what the names of its
 * copies were found good.  0, or -1 with a finding.
 */
int	 data_save(const struct data *, struct str path, struct str checked,
	    struct findings *);

/* All rows of a file that is small. */
const struct rows *rows_read(struct arena *, struct str path,
	    const struct rows_options *, struct findings *);

/* The column called NAME, or SIZE_MAX. */
size_t	 rows_column(const struct rows *, struct str name);

/* The value of a row's column; an empty text past the row's end. */
struct datum rows_datum(const struct rows *, size_t row, size_t column);

/* The text of a value with its place; empty for lists and records. */
struct span datum_span(const struct rows *, struct datum);

/* "第 3 行“单位”列" or "row 3, column “单位”", for messages. */
struct str rows_where(struct arena *, const struct rows *, size_t row,
	    size_t column, enum language);

/*
 * The rows with the same value in a column, in order of first appearance:
 * one document each (--group).  NULL with a finding when there is no such
 * column.  Rows without a value are marked bad, with findings.
 */
struct row_group {
	const uint32_t *rows;
	size_t n;
};

struct row_groups {
	struct row_group *v;
	size_t n;
};

struct row_groups *data_group(struct arena *, struct data *,
	    struct str column, struct findings *);
