#pragma once

#include "../base/digest.h"
#include "../base/spool.h"
#include "../layout/layout.h"
#include "../base/output.h"
#include "../output/template.h"
#include "batch.h"
#include "bundle.h"
#include "manifest.h"

/*
 * A batch while it runs (inside this folder).  What is here is not changed
 * once the workers have begun; theirs is on the desks.
 */

/* Bytes of the digest of inputs that are kept. */
#define INPUTS_BYTES	16

/* A profile and a template, compiled once and shared. */
struct look {
	struct str template, profile;	/* as asked for */
	struct str genres;		/* whose part of the profile it has */
	const struct profile *whole;
	const struct profile *made_profile;
	const struct template *made_template;	/* NULL: it failed */
};

/* A source that copies are made from. */
struct unit {
	struct str path;
	struct str folder;	/* of its files in the output; n == 0: none */
	struct str file;	/* without data: its file */
	struct str number;	/* that it asked for; n == 0: it did not */
	struct document *document;	/* NULL: read by the worker */
	const struct look *look;
	struct merge merge;
	/* What its copies have in common */
	struct layout_memo *layouts;
	struct pack_model *model;
	struct digest inputs;	/* of what all copies share */
	struct names asked;
	struct str known;	/* its record: it need not be made; n == 0 */
	bool asks_number, asks_total;	/* {{序号}}, {{总数}} */
	bool row_attachments;	/* rows name attachment files */
};

/*
 * What the check before the first file found out about a copy.  There may be
 * more of them than memory holds: they lie in a spool, one after another.
 */
struct plan {
	uint64_t name;		/* hash of its file's name, as compared */
	uint64_t problem;	/* why it cannot be made: where that is */
	uint32_t problem_bytes;
	uint32_t known;		/* KEEP: its only line, see manifest_known */
	unsigned char inputs[INPUTS_BYTES];
	enum {
		PLAN_NONE, PLAN_MAKE, PLAN_KEEP, PLAN_FAIL, PLAN_PASS
	} what;
};

/* Where one copy is made; there are more of them than workers. */
struct desk {
	size_t index;		/* of the copy */
	struct arena arena;	/* emptied before each copy */
	struct files files;
	struct findings findings;
	struct pack_writer *writer;
	struct layout_recall *recall;
	struct buf bytes;
	struct str temporary;	/* a file name of its own */
	struct plan plan;	/* of the copy */
	/* What came of it */
	struct str file;	/* the main one; n == 0: it has no name */
	struct str copy_number;
	enum copy_state state;
	VEC(struct entry) entries;	/* its files, the main one first */
	VEC(struct str) contents;	/* their bytes, for a zip */
	double seconds;
};

struct job {
	struct batch *batch;
	struct arena *arena;	/* lives as long as the run */
	struct findings *findings;	/* only commits add to them */
	struct findings blank;	/* what the desks' begin as */
	struct str folder;	/* of the output */
	bool straight;		/* one file, into a pipe or the like */
	enum output_id formats[OUTPUT_COUNT];	/* what is made of each */
	size_t format_count;
	VEC(struct unit) units;
	size_t per_unit;	/* copies of each */
	struct spool *plans;	/* by copy; NULL without data */
	size_t first, step;	/* the copies that are planned */
	bool twice;		/* some names come twice */
	bool checked;		/* the names of all are known to be good */
	struct str checked_for;	/* what they are made from */
	struct spool *problems;	/* that they tell of */
	size_t wanted;		/* copies that are not passed over */
	struct span pattern;
	unsigned long first_number;	/* 份号 */
	int number_width;
	struct data *data;
	struct str shared;	/* the characters of them, once each */
	struct row_groups groups;
	struct manifest *manifest;	/* NULL without data */
	struct looks *looks;
	struct tally *tally;
	struct name_set *names;	/* of all copies, while they are planned */
	struct combine *combine;	/* NULL: not wanted */
	struct history *history;	/* NULL: none is kept */
	struct bundle *bundle;	/* of --pack; NULL: files */
	bool broken;		/* the manifest cannot be written */
};

/* Is a copy made for each row of a table? */
static inline bool
has_data(const struct job *job)
{
	return job->batch->data.n > 0;
}

/* Is anything made beside DOCX: pages, with faces in them? */
static inline bool
draws_pages(const struct job *job)
{
	for (size_t i = 0; i < job->format_count; i++)
		if (job->formats[i] != OUTPUT_DOCX)
			return true;
	return false;
}

/* --- workers (pool.c) ------------------------------------------------- */

typedef void desk_function(struct job *, struct desk *);

/*
 * Call WORK for the copies FIRST, FIRST + STEP … below N, each at a desk, by
 * several threads; then COMMIT for each, in order, one at a time.  When STOP
 * is set, copies not yet begun are given to COMMIT with COPY_STOPPED.
 */
void	 pool_run(struct job *, size_t first, size_t step, size_t n,
	    desk_function *work, desk_function *commit);

/* A desk as it is before a copy. */
void	 desk_clear(struct desk *, const struct findings *like);

/* The plan of a copy, when all are planned. */
struct plan plan_of(const struct job *, size_t copy);

/* --- before a file is written (plan.c) -------------------------------- */

/*
 * Without data: no two sources may become one file.  With data: the plan of
 * each copy; two that would have one name are not made.  0, or -1 with
 * findings when nothing can be made.
 */
int	 plan_files(struct job *);
int	 plan_copies(struct job *);
/* Will one of the copies have the place PATH? */
bool	 plan_has(const struct job *, struct str path);

/* The name of a file, however its path was typed. */
void	 digest_path(struct digest *, struct str path);
/* The bytes of a file; of what is built in, its name. */
void	 digest_file(struct digest *, struct str path, struct findings *);

/* The files that a document takes in beside text: pictures, imports. */
void	 digest_document(struct digest *, const struct document *,
	    struct findings *);

/* --- numbers of documents (numbers.c) -------------------------------- */

/* The next number for every source that asks for one (发文字号: 自动). */
int	 take_numbers(struct job *);
/* The source of a unit, read, with its number. */
struct document *read_unit(struct arena *, const struct job *,
	    const struct unit *, struct findings *);

/* --- one document (bytes.c) ------------------------------------------- */

/* Names that its template asks for beside the standard's elements. */
void	 find_wanted(struct arena *, const struct look *, struct merge *);

/* Its {{names}} are filled, without data; NULL with findings. */
const struct document *fill_document(struct arena *, const struct document *,
	    const struct look *, struct merge, struct row, struct findings *);

/* --- one copy (make.c) ------------------------------------------------ */

/* Its output name, its inputs, and whether it can be made; no file yet. */
void	 plan_copy(struct job *, struct desk *);

/*
 * The name of its file again, n == 0: it has none; and its number and its
 * place in the data, for messages.
 */
struct str name_again(struct job *, struct desk *, unsigned *number,
	    struct pos *);

/* Make it, or see that it need not be made, or would be (--dry-run). */
void	 make_copy(struct job *, struct desk *);

/* --- looks (look.c) --------------------------------------------------- */

struct looks *looks_new(void);
/* What they hold lives on in the arena: findings may point into it. */
void	 looks_free(struct looks *, struct arena *);

/*
 * The template and profile of the command, or of DOCUMENT read from SOURCE;
 * compiled when asked for first.  NULL with findings, also when an earlier one
 * failed.
 */
const struct look *looks_of(struct looks *, const struct batch *,
	    struct str source, const struct document *, struct findings *);

/* --- findings of many copies (tally.c) -------------------------------- */

/*
 * The same finding in a thousand copies is one finding that names the first
 * of them and says how many there are.  Of each kind so many are listed.
 */
#define TALLY_KIND_MAX	20

struct tally *tally_new(void);
void	 tally_free(struct tally *);
void	 tally_add(struct tally *, const struct findings *, struct str file);
/*
 * Put them into TO; OF is how many files there are in all.  Unless they are
 * COPIES of one source, the place of a finding says whose it is.
 */
void	 tally_report(struct tally *, size_t of, bool copies,
	    struct findings *to);
