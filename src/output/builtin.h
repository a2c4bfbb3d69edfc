#pragma once

#include "template.h"

/*
 * The built-in templates: the files below templates/, put into the program by
 * embed.sh, with what they leave to the profile put in.
 */

/* A file as embed.sh writes it; sorted by template, then by name. */
struct builtin_part {
	const char *template;		/* "公文" */
	const char *name;		/* "word/document.xml" */
	const unsigned char *bytes;
	size_t n;
};

extern const struct builtin_part builtin_parts[];
extern const size_t builtin_count;

/*
 * The template NAME (n == 0: the first) as a package, NULL with a finding when
 * there is none.  The raws must have all that the template asks for.  What is
 * below spare/ is left out.
 */
struct pack *builtin_pack(struct arena *, struct str name,
	    const struct template_raws *, struct findings *);

/* The part called NAME of the first template. */
struct str builtin_bytes(struct arena *, const char *name,
	    const struct template_raws *);
