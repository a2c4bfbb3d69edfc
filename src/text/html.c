/*
 * Tags of HTML in a text: what is one, and what it says.  In: text from a "<"
 * on; out: how long the tag is, its name, numbers of its attributes.
 */
#include "html.h"

#include <string.h>

#include "chars.h"

/* Larger numbers are nobody's. */
#define NUMBER_MAX	100000u
/* Bytes of a tag; what is longer is text that happens to begin with "<". */
#define TAG_MAX		2000

/* The bytes of the name that S begins with, when tags have such a name. */
static size_t
name_length(struct str s)
{
	static const char tags[] = " a abbr b big blockquote br button caption "
	    "center code col colgroup dd del details div dl dt em font footer "
	    "form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input "
	    "ins kbd label li link main mark meta nav ol p pre q s script "
	    "article section select small span strike strong style sub "
	    "summary sup svg table tbody td textarea tfoot th thead title tr "
	    "tt u ul var video ";
	char word[16] = " ";
	size_t n = 0;

	while (n < s.n && n < sizeof(word) - 3 &&
	    char_is_ascii_alnum((unsigned char)s.p[n])) {
		word[n + 1] = s.p[n] >= 'A' && s.p[n] <= 'Z' ?
		    (char)(s.p[n] | 0x20) : s.p[n];
		n++;
	}
	word[n + 1] = ' ';
	return n > 0 && n < s.n && strchr(" />\t", s.p[n]) != NULL &&
	    strstr(tags, word) != NULL ? n : 0;
}

size_t
html_tag(struct str s, struct str *name)
{
	size_t from = s.n > 1 && s.p[1] == '/' ? 2 : 1;
	const char *end;

	if (s.n < 3 || s.p[0] != '<')
		return 0;
	name->p = s.p + from;
	name->n = name_length(str_from(s, from));
	end = name->n > 0 ? memchr(s.p, '>', s.n < TAG_MAX ? s.n : TAG_MAX) :
	    NULL;
	return end != NULL ? (size_t)(end - s.p) + 1 : 0;
}

bool
html_is(struct str name, const char *word)
{
	size_t i = 0;

	while (i < name.n && (name.p[i] | 0x20) == word[i])
		i++;
	return i == name.n && word[i] == '\0';
}

bool
html_wraps(struct str name)
{
	static const char *const words[] = { "div", "p", "center", "font",
	    "span", "section", "article", "h1", "h2", "h3", "h4", "h5",
	    "h6" };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (html_is(name, words[i]))
			return true;
	return false;
}

struct str
html_unwrap(struct str s)
{
	for (;;) {
		struct str name;
		size_t n, at;

		s = str_trim(s);
		at = s.n;
		while (at > 0 && s.p[at - 1] != '<')
			at--;
		if ((n = html_tag(s, &name)) == 0 || !html_wraps(name) ||
		    at <= n || s.p[at] != '/' || html_tag(str_from(s, at - 1),
		    &name) != s.n - at + 1 || !html_wraps(name))
			return s;
		s = str_slice(s, n, at - 1);
	}
}

unsigned
html_number(struct str tag, struct str attribute)
{
	size_t at = str_find(tag, attribute, 0);
	unsigned n = 0;

	if (at == SIZE_MAX)
		return 1;
	for (at += attribute.n; at < tag.n &&
	    strchr("=\"' ", tag.p[at]) != NULL;)
		at++;
	for (; at < tag.n && char_is_digit((unsigned char)tag.p[at]) &&
	    n < NUMBER_MAX; at++)
		n = n * 10 + (unsigned)(tag.p[at] - '0');
	return n > 0 ? n : 1;
}
