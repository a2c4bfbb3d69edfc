#pragma once

#include "../base/file.h"
#include "../base/finding.h"

/*
 * The manifest 清单.csv: one line for each file of a batch, for an office to
 * keep as its distribution list, and for the next run to know what need not
 * be made again.  UTF-8 with a byte order mark; no cell can be a formula.
 *
 * While a batch runs its lines go to a journal, a hidden file beside it, each
 * as soon as its file stands complete in its place.  The journal begins with
 * all lines known before, so that whatever moment the run is killed at, the
 * next one knows as much.  When the run ends the journal becomes the manifest.
 *
 * A shard (--shard 3/8) has a manifest of its own, 清单-3-8.csv, or a zip with
 * one.  A run without shards takes the manifests of shards up into the one.
 */
enum entry_state {
	ENTRY_MADE,		/* 完成 */
	ENTRY_FAILED,		/* 未生成 */
	ENTRY_LEFT		/* 多余: no row accounts for it any more */
};

struct entry {
	unsigned long number;	/* 序号 */
	struct str file;	/* relative to the folder */
	struct str recipient, copy_number;
	unsigned pages;
	unsigned long long bytes;
	struct str sum;		/* of the file, see digest.h */
	enum entry_state state;
	struct str problem;
	struct str inputs;	/* digest of all that it was made from */
	size_t known;		/* its place among them; 0: not sought */
	struct str zip;		/* that has it; n == 0: none is known */
	uint64_t place;		/* of its bytes there */
};

struct manifest;

struct manifest_options {
	struct str folder;
	unsigned shard, shards;	/* 3 of 8; 0 of 0: all */
	bool read_only;		/* a dry run: nothing is written */
	enum file_sync sync;
	struct str pack;	/* the manifest is in this zip; n == 0: not */
	struct str list;	/* its name there */
};

/* 清单.csv, or 清单-3-8.csv */
struct str manifest_name(struct arena *, unsigned shard, unsigned shards);

/*
 * Take the folder for this run: no other run may write the same shard of it
 * meanwhile.  What a killed run left is cleared away.  NULL with a finding
 * when another one does, or when it cannot be written.
 */
struct manifest *manifest_open(const struct manifest_options *,
	    struct findings *);

/*
 * When the run before this one ended, as file_look gives it: a file that was
 * changed later may not be what the manifest says.  0 when it was cut off.
 */
long long manifest_ended(const struct manifest *);

/* Was there a line that can no more be told to be the program's? */
bool	 manifest_lost(const struct manifest *);

/*
 * What was known of FILE when the run began; false when nothing.  Strings are
 * in the arena.  Any thread may ask.
 */
bool	 manifest_find(const struct manifest *, struct arena *,
	    struct str file, struct entry *);

/* The same by the place among the known that an entry has. */
bool	 manifest_known(const struct manifest *, struct arena *,
	    size_t known, struct entry *);

/*
 * Add a line of this run: FILE is accounted for.  A line that was known is
 * safe already; any other is out of the program's hands when this returns.  0,
 * or -1 with a finding.
 */
int	 manifest_add(struct manifest *, const struct entry *,
	    struct findings *);

/*
 * The known files that no line of this run accounts for, one a call, from
 * *AT = 0; false at the end.
 */
bool	 manifest_left(const struct manifest *, struct arena *, size_t *at,
	    struct entry *);

/* Write the manifest and release the folder.  0, or -1 with a finding. */
int	 manifest_close(struct manifest *, struct findings *);

/*
 * With a zip: what the manifest holds, to be closed; NULL with a finding.  The
 * journal goes when the manifest is closed, unless UNFINISHED files are there
 * for the next run.
 */
FILE	*manifest_bytes(struct manifest *, struct findings *);
void	 manifest_leave(struct manifest *, bool unfinished);

/* A hidden name for the files of worker INDEX while they are written. */
struct str manifest_temporary(const struct manifest *, struct arena *,
	    size_t index);
