#ifndef TEXT_HTML_H
#define TEXT_HTML_H

#include "../base/str.h"

/*
 * Tags of HTML that people left in their text, or that a program put around
 * it.  No more of HTML is read than what they say by themselves.
 */

/*
 * The bytes of the tag that S begins with, and its name without < and / in
 * NAME; 0: it begins with none.  <张三> and < b are none.
 */
size_t	 html_tag(struct str s, struct str *name);
/* Is NAME, in capitals or not, that of the tag WORD? */
bool	 html_is(struct str name, const char *word);
/* Does a tag of this name say where text stands and no more: div, p, h1? */
bool	 html_wraps(struct str name);
/* S without blanks, and without the tags of that kind around all of it. */
struct str html_unwrap(struct str s);
/* The number that an attribute of TAG has, as in colspan="2"; 1: none. */
unsigned html_number(struct str tag, struct str attribute);

#endif
