#pragma once

#include "manifest.h"

/*
 * The zip that --pack puts all copies into, in their order, with the manifest
 * as its last file.  It is complete or absent: until it is, its files are in a
 * hidden one beside it, which a run after a killed one goes on with, as far as
 * the copies in it are those that would be made now.
 */
struct bundle;

/* The name of the zip: a shard has its own, 全部-3-8.zip. */
struct str bundle_path(struct arena *, struct str pack, unsigned shard,
	    unsigned shards);

/* To be opened when the manifest is, which locks it.  NULL with a finding. */
struct bundle *bundle_open(const struct manifest_options *, struct findings *);

/*
 * Do the N files of the next copy stand there already?  To be asked of all that
 * will be in it, in their order, before any is added; false from the first
 * that do not, or of which N is 0.
 */
bool	 bundle_keep(struct bundle *, size_t copy, const struct entry *,
	    size_t n);
/* What came of that. */
bool	 bundle_has(const struct bundle *, size_t copy);

/* 0, or -1 with a finding, the first time. */
int	 bundle_add(struct bundle *, struct str file, struct str bytes,
	    struct findings *);

/* All copies are in it: it takes its place.  0, or -1 with a finding. */
int	 bundle_end(struct bundle *, struct manifest *, struct findings *);

/* Is there an unfinished one for the next run?  The bundle is given back. */
bool	 bundle_close(struct bundle *);
