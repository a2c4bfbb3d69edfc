#pragma once

#include "../source/remark.h"
#include "../source/source.h"

/* What became of a document, element by element and paragraph by paragraph. */

/*
 * A finding for each difference of NEW from OLD ("changed", "added",
 * "removed"), at its place in NEW, or where it stood before what is gone.
 * Returns how many there are.
 */
size_t	 compare_documents(struct arena *, const struct document *old,
	    const struct document *new, struct findings *);

/*
 * Bring into a source what somebody changed in the DOCX that was made of it.
 * BUILT is that DOCX as it was made, RETURNED as it came back, SOURCE what
 * the source says now: each read, and numbered.  A change whose place in the
 * source is certain is a finding "accepted" with its fix (for fix_file); any
 * other is a finding "not-accepted" that says what to do by hand.  REMARKS on
 * what came back become <!-- … --> below the lines that they are about.
 */
struct acceptance {
	size_t taken, left;		/* remarks are not counted */
};

struct acceptance accept_changes(struct arena *,
	    const struct document *built, const struct document *returned,
	    const struct document *source, const struct remarks *,
	    struct findings *);
