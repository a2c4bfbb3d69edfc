/*
 * docProps/custom.xml, or the stream of a .doc, in; names and texts out; and
 * the other way into docProps/custom.xml.
 */
#include "property.h"

#include "../text/chars.h"
#include "../text/charset.h"
#include "little.h"
#include "markup.h"

#define PROPERTIES_MAX	200

/* The first element in NODE, whatever kind of value it is. */
static const xmlNode *
value_of(const xmlNode *node)
{
	const xmlNode *child = node->children;

	while (child != NULL && child->type != XML_ELEMENT_NODE)
		child = child->next;
	return child;
}

struct properties
property_read(struct arena *arena, const struct pack *pack)
{
	struct findings quiet = { .arena = arena };
	struct properties properties = { NULL, 0 };
	const xmlNode *node, *value;
	xmlDoc *doc;

	if (pack_find(pack, STR(PROPERTY_PART)) == NULL)
		return properties;
	doc = markup_open(pack, STR(PROPERTY_PART), VOCABULARY_PROPERTIES,
	    "Properties", &quiet);
	if (doc == NULL)
		return properties;
	properties.v = NEW_ARRAY(arena, struct property, PROPERTIES_MAX);
	node = markup_child(xmlDocGetRootElement(doc), VOCABULARY_PROPERTIES,
	    "property");
	for (; node != NULL && properties.n < PROPERTIES_MAX;
	    node = markup_next(node, VOCABULARY_PROPERTIES, "property")) {
		struct property *property = &properties.v[properties.n];

		value = value_of(node);
		if (value == NULL)
			continue;
		property->name = str_copy(arena, markup_attribute(node,
		    VOCABULARY_NONE, "name"));
		property->text = str_trim(markup_content(arena, value));
		properties.n++;
	}
	xmlFreeDoc(doc);
	return properties;
}

#define CODEPAGE_UTF16	1200
#define CODEPAGE_UTF8	65001
#define TYPE_STRING	30	/* bytes in the codepage */
#define TYPE_WIDE	31	/* UTF-16 */

/* N bytes of S from AT on as text, without the zero at its end. */
static struct str
decode(struct arena *arena, struct str s, size_t at, size_t n,
    unsigned codepage)
{
	struct str bytes = str_slice(s, at, n > s.n ? s.n : at + n);
	struct buf out = { 0 };

	if (codepage == CODEPAGE_UTF16)
		for (size_t i = 0; i + 1 < bytes.n &&
		    little_16(bytes, i) != 0; i += 2)
			char_encode(&out, little_16(bytes, i));
	else {
		while (bytes.n > 0 && bytes.p[bytes.n - 1] == '\0')
			bytes.n--;
		if (codepage == CODEPAGE_UTF8)
			buf_str(&out, bytes);
		else
			charset_decode(CHARSET_GB18030, bytes, &out);
	}
	return buf_take(arena, &out);
}

/* The value at AT: texts alone, the others are nobody's facts. */
static struct str
read_value(struct arena *arena, struct str section, size_t at,
    unsigned codepage)
{
	unsigned type = little_16(section, at);
	size_t n = little_32(section, at + 4);

	if (type == TYPE_WIDE)
		return decode(arena, section, at + 8, 2 * n, CODEPAGE_UTF16);
	return type != TYPE_STRING ? STR_NONE : decode(arena, section,
	    at + 8, n, codepage);
}

/* Where property ID stands in the section; 0: nowhere. */
static size_t
find_value(struct str section, uint32_t id)
{
	size_t n = little_32(section, 4);

	for (size_t i = 0; i < n && i < PROPERTIES_MAX; i++)
		if (little_32(section, 8 + 8 * i) == id)
			return little_32(section, 12 + 8 * i);
	return 0;
}

struct properties
property_read_stream(struct arena *arena, struct str stream)
{
	static const char own[] = "\x05\xd5\xcd\xd5\x9c\x2e\x1b\x10\x93\x97"
	    "\x08\x00\x2b\x2c\xf9\xae";
	struct properties properties = { NEW_ARRAY(arena, struct property,
	    PROPERTIES_MAX), 0 };
	struct str section = STR_NONE;
	unsigned codepage;
	size_t at, n;

	for (size_t i = 0; i < 2; i++)
		if (str_eq(str_slice(stream, 28 + 20 * i, 44 + 20 * i),
		    (struct str){ own, 16 }))
			section =
			    str_from(stream, little_32(stream, 44 + 20 * i));
	codepage = little_16(section, find_value(section, 1) + 4);
	at = find_value(section, 0);
	n = at == 0 ? 0 : little_32(section, at);
	at += 4;
	/* The dictionary: numbers and names. */
	for (; n > 0 && properties.n < PROPERTIES_MAX && at < section.n; n--) {
		struct property *property = &properties.v[properties.n];
		size_t value = find_value(section, little_32(section, at));
		size_t length = little_32(section, at + 4);

		if (codepage == CODEPAGE_UTF16)
			length = (2 * (length & 0xffff) + 3) / 4 * 4;
		property->name = decode(arena, section, at + 8, length,
		    codepage);
		property->text = str_trim(read_value(arena, section, value,
		    codepage));
		properties.n += value > 0 && property->name.n > 0 &&
		    property->text.n > 0;
		at += 8 + (length & 0xffff);
	}
	return properties;
}

struct str
property_find(const struct properties *properties, struct str name)
{
	for (size_t i = 0; i < properties->n; i++)
		if (str_eq(properties->v[i].name, name))
			return properties->v[i].text;
	return STR_NONE;
}

void
property_write(struct buf *out, const struct properties *properties)
{
	unsigned id = 2;		/* 0 and 1 are not for them */

	markup_put(out, "<?xml version='1.0' encoding='UTF-8' "
	    "standalone='yes'?>\n<Properties xmlns='%s' "
	    "xmlns:vt='http://schemas.openxmlformats.org/officeDocument/2006/"
	    "docPropsVTypes'>", vocabulary_uri(VOCABULARY_PROPERTIES));
	for (size_t i = 0; i < properties->n; i++)
		if (properties->v[i].text.n > 0)
			markup_put(out, "<property fmtid='{D5CDD505-2E9C-101B-"
			    "9397-08002B2CF9AE}' pid='%u' name='%.*s'>"
			    "<vt:lpwstr>%.*s</vt:lpwstr></property>", id++,
			    STR_ARG(properties->v[i].name),
			    STR_ARG(properties->v[i].text));
	buf_lit(out, "</Properties>");
}
