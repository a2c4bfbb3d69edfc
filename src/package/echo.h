#pragma once

#include "../base/arena.h"
#include "../base/str.h"

/*
 * Deflate for texts that are much like one that was deflated before: copies
 * of a document, which differ in a few words.  Repetitions are sought once, in
 * the model; a text that follows it takes them over and spells them anew, with
 * the distances of its own.  It is as small as if it had been searched itself,
 * in a tenth of the time, and depends on nothing but the model and itself.
 */
struct echo_model;

/* GAPS: places of TEXT, rising, where something else stands in each copy. */
struct echo_model *echo_learn(struct arena *, struct str text,
	    const size_t *gaps, size_t gap_count);

/*
 * Append a deflate stream of TEXT to OUT.  False, with nothing appended: it is
 * not like the model, or shrinks so far that a reader would take it for a
 * bomb.  SCRATCH is the caller's, to be reset when it likes.  The model is not
 * changed and may be shared by threads.
 */
bool	 echo_deflate(const struct echo_model *, struct str text,
	    struct arena *scratch, struct buf *out);
