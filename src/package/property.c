/*
 * docProps/custom.xml in, names and texts out; and the other way.
 */
#include "property.h"

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

	buf_format(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" "
	    "standalone=\"yes\"?>\n<Properties xmlns=\"%s\" xmlns:vt=\""
	    "http://schemas.openxmlformats.org/officeDocument/2006/"
	    "docPropsVTypes\">", vocabulary_uri(VOCABULARY_PROPERTIES));
	for (size_t i = 0; i < properties->n; i++) {
		if (properties->v[i].text.n == 0)
			continue;
		buf_format(out, "<property fmtid=\"{D5CDD505-2E9C-101B-9397-"
		    "08002B2CF9AE}\" pid=\"%u\" name=\"", id++);
		markup_text(out, properties->v[i].name, STR_NONE);
		buf_lit(out, "\"><vt:lpwstr>");
		markup_text(out, properties->v[i].text, STR_NONE);
		buf_lit(out, "</vt:lpwstr></property>");
	}
	buf_lit(out, "</Properties>");
}
