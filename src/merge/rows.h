#ifndef MERGE_ROWS_H
#define MERGE_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../document/document.h"

/*
 * Data rows: a table of recipients from CSV, TSV, XLSX or JSON lines.  The
 * first row names the columns.  Every value knows its place, so that a
 * finding about it names file, row and column.
 *
 * A million rows stay in memory, so a value is 16 bytes and, where the file
 * spells it plainly, a slice of the decoded text.
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
	uint32_t offset;	/* in the data file */
};

struct record {
	const struct str *names;
	const struct datum *values;
	size_t n;
};

/* One value of the longest kind an office has; longer ones are errors. */
#define DATUM_BYTES_MAX		((size_t)256 * 1024)
/*
 * The largest data file accepted, as it is on disk, and as its cells show it:
 * a sheet may spell a value once for many cells.
 */
#define DATA_LIMIT		((size_t)256 * 1024 * 1024)
#define ROWS_MAX		((size_t)1048576)
#define COLUMNS_MAX		((size_t)1024)

struct data_row {
	const struct datum *cells;
	uint32_t n;		/* cells present; the rest are empty */
	uint32_t number : 30;	/* of the row in its sheet, from 1 */
	uint32_t bad : 1;	/* has an error: no copy from it */
	uint32_t passed : 1;	/* over: not among those that were asked for */
};

struct rows {
	struct str name;	/* the file, as the user wrote it */
	uint32_t file;		/* its number in the findings' registry */
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

/*
 * Read PATH; the kind is told by suffix (.xlsx .jsonl .ndjson .json .tsv),
 * else CSV separated by what its first line uses (, ; or tab).  Blank rows
 * and columns are left out with a note; a row with an error is marked bad.
 * NULL with a fatal finding when there is nothing to go on with: unreadable,
 * no rows, column names missing or twice.
 */
struct rows *rows_read(struct arena *, struct str path,
	    const struct rows_options *, struct findings *);

/* The same from bytes; NAME is for the suffix and for findings. */
struct rows *rows_parse(struct arena *, struct str name, struct str bytes,
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

struct row_groups *rows_group(struct arena *, struct rows *,
	    struct str column, struct findings *);

#endif
