/*
 * The bytes of a part before they are parsed: in: pieces of XML; out: whether
 * its encoding is one that OPC has, and where an element is crowded with
 * attributes.  Both are told from the bytes alone, in one pass.
 */
#include "gate.h"

#include <libxml/xmlstring.h>

/* "<?xm" in EBCDIC, which the library would know. */
#define EBCDIC	"\x4c\x6f\xa7\x94"

/* What HEAD says in ASCII; of UTF-16 every second byte is nothing. */
static struct str
plain_head(struct str head, char out[GATE_HEAD])
{
	size_t n = 0;

	for (size_t i = 0; i < head.n && n < GATE_HEAD; i++)
		if (head.p[i] != '\0')
			out[n++] = head.p[i];
	return (struct str){ out, n };
}

enum gate_encoding
gate_encoding(struct str head)
{
	static const struct {
		const char *name;
		enum gate_encoding kind;
	} known[] = {
		{ "UTF-8", GATE_UTF }, { "UTF8", GATE_UTF },
		{ "UTF-16", GATE_UTF }, { "UTF-16LE", GATE_UTF },
		{ "UTF-16BE", GATE_UTF },
		{ "GBK", GATE_GB }, { "GB2312", GATE_GB },
		{ "GB18030", GATE_GB },
	};
	static const char *const marks[] = {
		"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"
	};
	char ascii[GATE_HEAD];
	struct str s = plain_head(head, ascii), name;
	size_t at, end;

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (str_starts(s, str_of(marks[i])))
			s = str_from(s, str_of(marks[i]).n);
	if (!str_starts(s, STR("<?xml")))
		return str_starts(s, STR(EBCDIC)) ? GATE_OTHER : GATE_UTF;
	if ((end = str_find(s, STR("?>"), 0)) == SIZE_MAX)
		return GATE_OTHER;
	s = str_slice(s, 0, end);
	if ((at = str_find(s, STR("encoding"), 0)) == SIZE_MAX)
		return GATE_UTF;
	name = str_trim(str_from(s, at + strlen("encoding")));
	name = str_trim(str_from(name, str_starts(name, STR("="))));
	for (size_t i = 0; i < COUNT_OF(known) && name.n > 0; i++) {
		size_t n = strlen(known[i].name);

		if (name.n > n + 1 && name.p[n + 1] == name.p[0] &&
		    xmlStrncasecmp(BAD_CAST name.p + 1, BAD_CAST known[i].name,
		    (int)n) == 0)
			return known[i].kind;
	}
	return GATE_OTHER;
}

/*
 * Where the next tag opens, at P or behind: behind its "<".  Hardly one has
 * room for so many attributes, a="" each, before the next.
 */
static const char *
next_tag(struct gate *gate, const char *p, const char *end)
{
	while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
		const char *next;

		p++;
		next = memchr(p, '<', (size_t)(end - p));
		if (next == NULL || next - p >= GATE_ATTRIBUTES_MAX * 4)
			break;
		p = next;
	}
	*gate = (struct gate){ .in_tag = p != NULL, .opened = p != NULL };
	return p != NULL ? p : end;
}

/* The next byte of a tag: true when it is one attribute too many. */
static bool
take_byte(struct gate *gate, char c)
{
	if (gate->quote != '\0') {
		if (c == gate->quote)
			gate->quote = '\0';
	} else if (c == '"' || c == '\'') {
		gate->quote = c;
		gate->attributes++;
	} else if (c == '>' || (gate->opened && (c == '!' || c == '?'))) {
		gate->in_tag = false;	/* a comment has no attributes */
	}
	if (c != '\0')			/* the other half, in UTF-16 */
		gate->opened = false;
	return gate->attributes > GATE_ATTRIBUTES_MAX;
}

const char *
gate_crowded(struct gate *gate, struct str piece)
{
	const char *p = piece.p, *end = piece.p + piece.n;

	while (p < end) {
		if (!gate->in_tag) {
			p = next_tag(gate, p, end);
			continue;
		}
		if (take_byte(gate, *p))
			return p;
		p++;
	}
	return NULL;
}
