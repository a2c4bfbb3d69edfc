#ifndef OUTPUT_BUILTIN_H
#define OUTPUT_BUILTIN_H

#include <stddef.h>

/*
 * The built-in templates: the files below templates/, put into the program by
 * embed.sh, sorted by path.  Only template.c looks at them.
 */
struct builtin_part {
	const char *template;		/* "公文" */
	const char *name;		/* "word/document.xml" */
	const unsigned char *bytes;
	size_t n;
};

extern const struct builtin_part builtin_parts[];
extern const size_t builtin_count;

#endif
