#pragma once

#include "document.h"

/*
 * The model as structured Markdown (gongwen(5)) that a person goes on with:
 * elements in the front matter, levels as headings, tables with their merges,
 * attachments after the text.  Reading it again gives the same model.
 */

/*
 * A file that belongs to the Markdown: a document forwarded in an attachment
 * has a front matter of its own, and so a file of its own.
 */
struct markdown_file {
	struct str name;	/* below the main file's folder */
	struct str text;
};

struct markdown_files {
	struct markdown_file *v;
	size_t n;
};

/*
 * Write DOCUMENT to OUT.  STEM is the main file's name without its suffix;
 * files for forwarded documents are called 附件/STEM-附件N.md, for enclosures
 * that are documents 附件/STEM-印发件.md, and put into *FILES, in the arena.
 */
void	 document_markdown(struct arena *, const struct document *,
	    struct str stem, struct buf *out, struct markdown_files *files);
/* The path of a picture: as typed, or that of NUMBER of those in *FILES. */
struct str markdown_picture(struct arena *, struct str stem,
	    const struct picture *, unsigned number);
