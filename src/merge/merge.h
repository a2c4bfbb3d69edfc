#pragma once

#include "rows.h"

/*
 * A document with {{names}} and a data row → a document without them.
 *
 * Where a name's value comes from, the first that has it: the item of the
 * list around it, --set, the row, the front matter (slots by their key, and
 * 变量), and these:
 *
 *	序号	number of the copy, or of the item, from 1
 *	总数	how many copies or items there are
 *	年	the year of 成文日期
 *	份号	when copies are numbered (--copies-from)
 *	行	the rows of the group, as a list (--group)
 *
 * Values are text: nothing in them is looked at again, and they cannot change
 * the structure of the document.  Values of the front matter are the author's
 * and may hold names themselves.
 *
 * {{#x}} and {{/x}} stand in one text, or alone in their paragraphs around
 * blocks, or in the cells of a table around rows.  A paragraph, list entry or
 * attachment path that had names and comes out empty is left out.
 */

/*
 * Read the file of an attachment when a row names it: page->path, relative
 * and inside the source's folder.  Gives the page its document.  0, or -1
 * with a finding.
 */
typedef int attachment_function(void *context, struct arena *,
	    struct attachment *page, struct findings *);

/* What is the same for all copies. */
struct merge {
	const struct data *data;	/* NULL: none */
	struct values set;		/* --set */
	struct row_groups groups;	/* n == 0: a copy for each row */
	size_t total;			/* copies */
	const struct str *wanted;	/* names the template asks for */
	size_t wanted_count;
	attachment_function *attachment;	/* may be NULL */
	void *context;
};

/* What is special to one copy. */
struct row {
	const struct merge *merge;
	const struct rows *rows;	/* in hand, one at least; NULL: none */
	unsigned number;		/* 序号, from 1 */
	struct str copy_number;		/* 份号; n == 0: not numbered */
};

/*
 * The row for copy INDEX, from 0: its rows of the data are in the arena, and
 * their text in the registry of the findings.
 */
struct row merge_copy(struct arena *, const struct merge *, size_t index,
	    struct findings *);

/*
 * The document of one copy.  Parts without names are shared with the source:
 * the same runs, tables and attachments at the same addresses; the texts and
 * values must live as long as the result.  NULL when a finding says that no
 * copy can be made (a required value is empty, a filter does not fit).
 */
struct document *merge_row(struct arena *, const struct document *,
	    const struct row *, struct findings *);

/*
 * The document with every name in the place of its value, between two MARKs,
 * and every section once: what copies have in common is what is outside.
 */
struct document *merge_sample(struct arena *, const struct document *,
	    const struct merge *, struct str mark);

/*
 * The output name of a copy from a pattern: values are made fit for a file
 * name, ".docx" is added when it is missing.  n == 0 with a finding when the
 * name cannot be used.
 */
struct str merge_name(struct arena *, const struct document *,
	    struct span pattern, const struct row *, struct findings *);

/* What a document asks for: names, each once, and how their values stand. */
struct asked {
	struct str name, filters;
};

struct names {
	struct str *v;
	size_t n;
	const struct asked *tags;	/* each once */
	size_t tag_count;
	bool sections;			/* there are more than values */
};

/*
 * What can be said about the document before any row: malformed tags and
 * filters, sections that do not pair, names that nothing supplies (with the
 * nearest known one), columns that nothing uses.  PATTERN is the pattern of
 * output names and GROUP the column of --group, or n == 0.  All names that
 * are asked for go to *ASKED.  0, or -1 when no copy can be made.
 */
int	 merge_check(struct arena *, const struct document *,
	    const struct merge *, struct span pattern, struct str group,
	    struct names *asked, struct findings *);

/*
 * Does the row supply all of it, in a form that the filters fit?  A look at
 * the values alone: true means that merge_row makes a document, false that it
 * has to be asked.
 */
bool	 merge_supplies(struct arena *, const struct document *,
	    const struct row *, const struct names *asked);
