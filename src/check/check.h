#pragma once

#include "../layout/profile.h"
#include "../source/docx.h"

/*
 * Rules: they look at a source and what was read from it, add findings, and
 * change nothing.  What the standard leaves free is never a finding; "error"
 * is kept for what it demands.  Which rules speak is for findings->severity
 * and findings->silenced (report_choose).
 */

/*
 * The rules on running text (punctuation, numbers, wording) over the whole of
 * file FILE, which is Markdown or plain text.
 */
void	 check_text(struct arena *, uint32_t file, bool markdown,
	    struct findings *);

/*
 * The rules on the elements of a document and of what belongs to it
 * (GB/T 9704-2012 7; 条例).  Documents forwarded in it are left alone: they
 * are quoted.  The document is numbered already.
 */
void	 check_document(struct arena *, const struct document *,
	    struct findings *);

/*
 * The rules on the layout of a DOCX, against a profile: its document says
 * which paragraph plays which part.
 */
void	 check_layout(const struct docx_facts *, const struct document *,
	    const struct profile *, struct findings *);

/*
 * The numbers of the documents that a run has checked: no two have one.  It
 * begins with an arena that outlives them.  Files are checked side by side, so
 * each has a list of its own, and findings that it may share its number; when
 * it is its turn, check_join tells which of them are true.
 */
struct check_number {
	struct str number, title, path;
};

struct check_numbers {
	struct arena *arena;
	VEC(struct check_number) list;
};

void	 check_join(struct check_numbers *all, const struct check_numbers *own,
	    struct findings *);

/* The rules by what wakes them: the same for all files, so made once. */
struct check_index;
const struct check_index *check_index_new(struct arena *);

struct check_options {
	struct source_options source;
	struct check_numbers *numbers;	/* NULL: they are not compared */
	const struct profile *profile;	/* of a DOCX; NULL: the standard's */
	struct str lexicon;		/* n == 0: the 词库.txt of the folder */
	struct str ledger;		/* n == 0: the 发文登记.csv of it */
	bool fix;
	const struct check_index *index;	/* NULL: made for this file */
};

/*
 * Check the source PATH with all that it names: read it, run the rules on
 * every text and on the document, leave out what the author has suppressed.
 * With `fix` the certain repairs are made first, again and again until there
 * are none (they leave notes, see fix.h).  What was found is added, sealed, to
 * FINDINGS, whose choices of rules hold; everything else is in the arena,
 * which may be reset afterwards.
 */
void	 check_file(struct arena *, struct str path,
	    const struct check_options *, struct findings *);
