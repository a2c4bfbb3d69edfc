#pragma once

#include "../document/rule.h"
#include "collect.h"

/*
 * Inside collect: forms, and the grids in which they come back, be it as a
 * table of a document, a sheet, or the lines of a text.
 */
struct grid_cell {
	struct str text;	/* as typed; lines parted by "\n" */
	struct str key;		/* the same without blanks and marks */
	struct pos pos;
	size_t origin;		/* of a covered cell: the one that covers */
	unsigned colspan, rowspan;
	struct str rule;	/* {填写: …} of the source */
	bool used, label;
};

struct grid {
	struct grid_cell *cells;	/* rows × columns */
	size_t rows, columns;
};

/* How a field is found in a form that comes back. */
struct field {
	struct str name, key;	/* of the label */
	struct str path;	/* of a column: all labels above each other */
	unsigned which;		/* of the labels that are alike, from 0 */
	unsigned step;		/* of the blanks behind it, from 0 */
	bool below;		/* the blank stands below its label */
	struct rule rule;	/* what may be filled in */
};

struct form {
	struct collect_form *out;
	struct grid grid;
	struct field *fields;
	size_t n;
	size_t head;		/* rows of it; 0: labels and values */
	struct str *keys;	/* of all its texts, sorted */
	size_t key_count;
};

struct grid form_grid_table(struct arena *, const struct table *);
struct grid form_grid_new(struct arena *, size_t rows, size_t columns);
/* Text and key of a cell; what is blank has no key. */
void	 form_grid_set(struct arena *, struct grid_cell *, struct str,
	    struct pos);
/* The cell at a place, or the one that covers it. */
struct grid_cell *form_grid_at(const struct grid *, size_t row, size_t column);

/* Text without blanks, marks and brackets' widths, for comparing. */
struct str form_key(struct arena *, struct str);
/* Is it a place to write in: blank, boxes to tick, a date without numbers? */
bool	 form_is_blank(struct str text);

/* The form in a table of the source; false: it has nothing to fill in. */
bool	 form_read(struct arena *, const struct table *, struct str name,
	    struct form *);
bool	 form_has(const struct form *, struct str key);

/* How much of the form is in the grid, 0 to 100. */
unsigned form_likeness(const struct form *, const struct grid *);

/* Take what the grid says into rows of the form; marks what it used. */
void	 form_take(struct arena *, struct form *, struct grid *,
	    struct str sender, struct str file, struct findings *);
