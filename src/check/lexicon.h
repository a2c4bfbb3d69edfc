#pragma once

#include "../document/document.h"
#include "prose.h"

/*
 * The words of an office (词库.txt): names that are written so and not
 * otherwise, words that are never used, short forms that want their full form
 * first.  gongwen(5) says how the file is written; what is not understood in
 * it is told of with its place, and the rest holds.
 */
struct lexicon;

/* The 词库.txt of a source: in its folder, or where the program runs. */
struct str lexicon_beside(struct arena *, struct str source);
/* Read it; NULL with a finding when it cannot be read. */
struct lexicon *lexicon_read(struct arena *, struct str path,
	    const char *encoding, struct findings *);
/* The number of its text among the files of the run. */
uint32_t lexicon_file(const struct lexicon *);

/* Names and words in a block of running text. */
void	 lexicon_prose(const struct lexicon *, const struct prose *);
/* Short forms whose full form does not stand before them. */
void	 lexicon_document(struct arena *, const struct lexicon *,
	    const struct document *, struct findings *);
