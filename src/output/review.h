#pragma once

#include "../base/finding.h"

/*
 * What a proof-reader has to say, written into a copy of the DOCX: comments,
 * and repairs as tracked changes, which whoever gets it takes or refuses.
 */
struct review_note {
	size_t paragraph;	/* its number, from 0 */
	struct str said;	/* the comment */
	/* Bytes of the paragraph that are to be REPAIR; to == 0: none. */
	size_t from, to;
	struct str repair;
};

struct review {
	const struct str *paragraphs;	/* their texts, in order */
	size_t n;
	struct review_note *notes;	/* in the order of their places */
	size_t count;
	struct str author;
};

/*
 * The DOCX in BYTES, called NAME, with the notes; its bytes replace what OUT
 * held.  A note whose paragraph is not found stands at the first one; a repair
 * that spans several runs is left to its comment.  0, or -1 with a finding.
 */
int	 review_write(struct arena *, struct str name, struct str bytes,
	    const struct review *, struct buf *out, struct findings *);
