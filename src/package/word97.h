#pragma once

#include "compound.h"
#include "pack.h"

/*
 * A .doc of Word 97 to 2003, or a .wps of WPS Office, as the package of a
 * DOCX: document, styles, numbering, headers and footers, settings.  So there
 * is one reader of what Word writes, in whatever form it was saved: merges,
 * revisions, hidden text, what is left out, are judged in one place.
 *
 * What goes over: text and its fields' results; the look of paragraphs and
 * characters as far as anybody asks for it; tables, also nested ones, with
 * their merges; lists; sections; text boxes; footnotes and endnotes; that there
 * are pictures, objects and comments.
 *
 * NULL with a finding when the file is damaged, has a password, is older than
 * Word 97, or holds no Word document at all.
 */
struct pack *word97_pack(struct arena *, struct str name,
	    const struct compound *, struct pos, struct findings *);
