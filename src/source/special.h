#ifndef SOURCE_SPECIAL_H
#define SOURCE_SPECIAL_H

#include "line.h"
#include "table.h"

/* Lines whose marks say that they are no running text. */
struct special {
	struct arena *arena;
	struct findings *findings;
	struct str folder;		/* that names in the text start from */
	struct table_settings settings;	/* for the next table */
};

/*
 * Make the block of a line that is not LINE_TEXT.  False when there is none:
 * settings wait for their table; others cannot be had and are text.
 */
bool	 special_read(struct special *, const struct line *, struct block *);

/*
 * Settings that no table came for: there is a finding; their words are
 * returned.
 */
struct texts special_drop(struct special *);

#endif
