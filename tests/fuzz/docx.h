#ifndef FUZZ_DOCX_H
#define FUZZ_DOCX_H

/*
 * A package from the parts of a DOCX, parted by lines "%%styles",
 * "%%numbering", "%%footer": the first is the document, one without a root is
 * put in a body.
 */
#include "fuzz.h"

#include "package/pack.h"
#include "source/docx.h"

#define W	"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define R	"http://schemas.openxmlformats.org/officeDocument/2006/" \
		"relationships"
#define RELS	"<Relationships xmlns=\"http://schemas.openxmlformats.org/" \
		"package/2006/relationships\">"

static const char *const parts[] = { "document", "styles", "numbering",
	"footer", "settings" };
static const char *const roots[] = { "document", "styles", "numbering",
	"ftr", "settings" };
#define PARTS	(sizeof(parts) / sizeof(*parts))

/* Take the next part off *REST; its name is an index of PARTS. */
static inline struct str
next_part(struct str *rest, size_t *part)
{
	size_t end = str_find(*rest, STR("\n%%"), 0);
	struct str text = str_slice(*rest, 0, end), line;

	*rest = str_slice(*rest, end == SIZE_MAX ? rest->n : end + 3, rest->n);
	line = str_slice(*rest, 0, str_find(*rest, STR("\n"), 0));
	for (size_t i = 0; end != SIZE_MAX && i < PARTS; i++)
		if (str_eq(line, str_of(parts[i]))) {
			*part = i;
			str_line(rest, &line);
		}
	return text;
}

static inline void
add_part(struct pack_writer *writer, size_t part, struct str text)
{
	struct buf name = { 0 }, xml = { 0 };

	buf_format(&name, "word/%s.xml", parts[part]);
	if (str_starts(text, STR("<?xml")))
		buf_str(&xml, text);
	else
		buf_format(&xml, "<w:%s xmlns:w=\"" W "\" xmlns:r=\"" R "\" "
		    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-"
		    "compatibility/2006\" xmlns:v=\"urn:schemas-microsoft-com:"
		    "vml\">%s%.*s%s</w:%s>", roots[part],
		    part == 0 ? "<w:body>" : "", STR_ARG(text),
		    part == 0 ? "</w:body>" : "", roots[part]);
	pack_add(writer, buf_view(&name), buf_view(&xml));
	buf_release(&name);
	buf_release(&xml);
}

static inline void
make_package(struct str input, struct buf *bytes)
{
	struct pack_writer *writer = pack_writer_new();
	struct buf relations = { 0 };
	bool done[PARTS] = { false };

	pack_begin(writer, bytes);
	pack_add(writer, STR("[Content_Types].xml"), STR("<Types xmlns=\"http:"
	    "//schemas.openxmlformats.org/package/2006/content-types\"/>"));
	pack_add(writer, STR("_rels/.rels"), STR(RELS "<Relationship Id=\"r\" "
	    "Type=\"" R "/officeDocument\" Target=\"word/document.xml\"/>"
	    "</Relationships>"));
	buf_lit(&relations, RELS);
	for (size_t i = 1; i < PARTS; i++)
		buf_format(&relations, "<Relationship Id=\"%s\" Type=\"" R
		    "/%s\" Target=\"%s.xml\"/>", parts[i], parts[i], parts[i]);
	buf_lit(&relations, "</Relationships>");
	pack_add(writer, STR("word/_rels/document.xml.rels"),
	    buf_view(&relations));
	for (size_t part = 0, next = 0; input.n > 0 && !done[part];
	    part = next) {
		struct str text = next_part(&input, &next);

		done[part] = true;
		add_part(writer, part, text);
	}
	pack_end(writer);
	buf_release(&relations);
	pack_writer_free(writer);
}

#endif
