#pragma once

#include <signal.h>

#include "../base/file.h"
#include "../merge/merge.h"
#include "../source/source.h"

/*
 * Sources × rows → files.  Without data every source becomes one document;
 * with data every row (or group of rows) becomes a copy of every source.
 *
 * Copies are made by several workers and come out in order: the same bytes,
 * findings and manifest for any number of workers.  A copy that cannot be
 * made does not stop the others.  Memory does not grow with the number of
 * copies, but for the rows themselves.
 */
enum copy_state {
	COPY_MADE,
	COPY_KEPT,		/* nothing it is made from has changed */
	COPY_FAILED,
	COPY_STOPPED,		/* the run was stopped before it */
	COPY_PASSED		/* over: another shard's, or not asked for */
};

/* One copy, told in order while the batch runs. */
struct batch_copy {
	enum copy_state state;
	struct str file;	/* relative to the output folder */
};

struct batch_progress {
	size_t done, total;
	size_t made, kept, failed, warned;
};

/* What the caller may want to show.  Called by one thread at a time. */
struct batch_watch {
	void (*copy)(void *context, const struct batch_copy *,
	    const struct batch_progress *);
	void *context;
};

#define BATCH_SLOWEST	3

struct batch_result {
	struct str folder;	/* that the files are in */
	struct batch_progress progress;
	size_t removed;		/* by --prune */
	size_t left;		/* files that no row accounts for */
	bool stopped;
	struct {
		struct str file;
		double seconds;
	} slowest[BATCH_SLOWEST];	/* n == 0: fewer */
};

struct fonts;

struct batch {
	const struct str *sources;	/* files and folders */
	size_t source_count;
	struct source_options source;
	struct str output;	/* a folder, or the file of one document */
	unsigned formats;	/* bits by output_id; 0: by the names */
	struct fonts *fonts;	/* for what is drawn with them */
	struct str template, profile;	/* n == 0: what the source says */
	struct str ledger;	/* n == 0: the 发文登记.csv of each source */

	struct str data;	/* n == 0: none */
	struct rows_options rows;
	struct str group;	/* --group; n == 0: a copy for each row */
	struct str name;	/* pattern; n == 0: the program's own */
	struct str copies_from;	/* first 份号, "000101"; n == 0: none */
	struct str pack;	/* a zip of all copies; n == 0: files */
	struct str combine;	/* one DOCX of all copies; n == 0: none */
	struct str prepare;	/* the rows written down; n == 0: not */

	unsigned jobs;		/* 0: as many as there are cores */
	unsigned shard, shards;	/* 3 of 8; 0 of 0 */
	bool prune, dry_run, strict, again;
	bool join;		/* the manifests only; no file is looked at */
	enum file_sync sync;
	struct str version;	/* of the program: other bytes may come out */
	const volatile sig_atomic_t *stop;	/* may be NULL */
	struct batch_watch watch;

	struct batch_result result;	/* out */
};

/*
 * Run it.  0 when all files stand in their places, -1 with findings when one
 * of them does not, or nothing could be begun.
 */
int	 batch_run(struct batch *, struct findings *);

/* The profile NAME, built in or a file; NULL with a finding. */
struct profile;
const struct profile *batch_profile(struct arena *, struct str name,
	    struct findings *);

/*
 * The DOCX of DOCUMENT, which was read from SOURCE: its bytes replace what
 * OUT held.  Of the batch only template and profile count.  0, or -1 with a
 * finding.
 */
int	 batch_bytes(struct arena *, const struct batch *, struct str source,
	    const struct document *, struct buf *out, struct findings *);
