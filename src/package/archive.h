#pragma once

#include "../base/file.h"
#include "pack.h"

/*
 * A zip of finished files, each stored as it is, written to disk file by file:
 * there may be more of them than memory holds.  The last file is a list of the
 * others; the comment is a seal over the directory, which has the checksum of
 * every file, so that an archive of this program's is known again without
 * reading it all.
 *
 * Functions that return an int give 0, or -1 with errno.
 */
struct archive;

/* OLD, to be closed with it (NULL: none), may hold the first files already. */
struct archive *archive_new(FILE *old);
void	 archive_free(struct archive *);

/*
 * Where the next file of the old one begins, when at AT there is NAME, of SIZE
 * bytes with that sum (see digest.h); else 0.
 */
uint64_t archive_find(struct archive *, uint64_t at, struct str name,
	    uint64_t size, struct str sum);
/* The next file that was found is taken over; all are, in their order. */
void	 archive_keep(struct archive *, struct str name, uint64_t size);

/* Where the bytes of the file are that begins at AT. */
uint64_t archive_bytes(uint64_t at, struct str name);

/*
 * Write to OUT from now on, behind what was taken over: that is copied, unless
 * OUT is the old one itself.
 */
int	 archive_begin(struct archive *, FILE *out);

/* The next file; names must be good and different. */
int	 archive_add(struct archive *, struct str name, struct str bytes);

/* Is the old one, which is finished, as this one would be with LIST now? */
bool	 archive_same(const struct archive *, struct str name, FILE *list);

/* The list, which was just written, and the end. */
int	 archive_end(struct archive *, struct str name, FILE *list);
int	 archive_flush(struct archive *, enum file_sync);

/*
 * The list of the finished archive at PATH, to be closed; NULL: there is none,
 * it is not one of these, or somebody changed it; or, with errno, it cannot be
 * read.
 */
FILE	*archive_list(struct str path, struct str name);
