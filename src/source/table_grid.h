#pragma once

#include "table.h"

/* Inside the readers of tables; nothing else reads this. */

/* A table while it is made: rows of spans, of different lengths. */
struct row {
	struct span *cells;
	size_t n;
	struct pos pos;
	struct span before, after;	/* {{#x}} and {{/x}} around it */
};

struct grid {
	struct arena *arena;
	struct findings *findings;
	VEC(struct row) rows;
	VEC(struct span) cells;		/* of the row being read */
	size_t columns;			/* of the widest row */
	size_t header;			/* rows above the rule; 0: no rule */
	enum align *aligns;
	bool plain;			/* cells have no inner marks (CSV) */
	bool sheet;			/* merges are known, of a sheet */
	unsigned told;
};

/* Of a cell that goes with the one at its left, or above: by their address. */
extern const char table_merged_left[], table_merged_up[];

/* The cells that were read are a row. */
void	 table_end_row(struct grid *, struct pos);
bool	 table_row_is_blank(const struct row *);
/* NULL, with a finding, when it is beyond the bounds. */
struct table *table_make(struct grid *, const struct table_settings *);
