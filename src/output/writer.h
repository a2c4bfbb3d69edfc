#pragma once

#include "../base/output.h"
#include "../layout/layout.h"
#include "../package/pack.h"
#include "docx.h"

/*
 * The writers of laid pages, by the rows of base/output.def: output_docx()
 * stands in docx.c.
 */

/* What a file is made from. */
struct writing {
	struct arena *arena;
	const struct document *document;
	size_t page;		/* an unbound attachment; SIZE_MAX: all else */
	const struct layout *layout;
	const struct layout *drawn;	/* for what draws pages; NULL: that */
	const struct template *template;
	bool own_words;		/* the template has text of its own */
	bool proof;		/* read the proofs, see proof.h */
	struct pack_writer *pack;
	struct fonts *fonts;	/* of the machine */
	struct str shared;	/* characters that copies may have, once each:
				   faces embedded with them all are the same */
	struct findings *findings;
	const struct items *items;	/* see drawn.h; NULL: not yet made */
	VEC(struct str) pages;	/* out: a file for each, and none in OUT */
};

/*
 * The bytes replace what OUT held; or they are those of PAGES, 名-1.svg and so
 * on.  0, or -1 with a finding.
 */
typedef int writer_function(struct writing *, struct buf *out);

/* NULL: that is not made from pages. */
writer_function *writer_of(enum output_id);

#define PAGES(suffix)	writer_function output_##suffix;
#define MODEL(suffix)
#define ANSWERS(suffix)
#define OUTPUT(id, suffix, commands, from)	from(suffix)
#include "../base/output.def"
#undef OUTPUT
#undef ANSWERS
#undef MODEL
#undef PAGES
