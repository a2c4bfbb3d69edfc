#pragma once

#include "pack.h"

/*
 * What a zip says of its files: the header before each, the line of each in
 * the directory at the end, and the end itself.  Everything is dated
 * 1980-01-01, without a time zone.  Zip64 is used where a number asks for it.
 * Inside package/.
 */
#define ENTRY_HEADER	30	/* bytes before the name */

void	 entry_16(struct buf *, unsigned);

/* Of a part of less than 4 GiB, stored and plain. */
void	 entry_header(struct buf *, const struct part *);
/* AT is where its header is. */
void	 entry_list(struct buf *, const struct part *, uint64_t at);
/* After a directory of SIZE bytes at AT; before a comment of so many bytes. */
void	 entry_end(struct buf *, uint64_t count, uint64_t size, uint64_t at,
	    unsigned comment);
