#ifndef OFFICE_H
#define OFFICE_H

/*
 * A bench for tests of DOCX files: a writer, findings, packages made by hand,
 * and ways to look into what came out.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <zip.h>

#include "output/docx.h"
#include "package/markup.h"

struct bench {
	struct arena arena;
	struct findings findings;
	struct buf out;
	struct pack_writer *writer;
	struct template_raws raws;
};

#define XML	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
#define OFFICE	"http://schemas.openxmlformats.org/"
#define NAMESPACES							\
	"xmlns:w=\"" OFFICE "wordprocessingml/2006/main\" "		\
	"xmlns:r=\"" OFFICE "officeDocument/2006/relationships\""
#define TYPES	"application/vnd.openxmlformats-officedocument." \
		"wordprocessingml."

static inline void
bench_init(struct bench *b)
{
	*b = (struct bench){ .writer = pack_writer_new() };
	b->findings.arena = &b->arena;
	b->raws = docx_raws(&b->arena,
	    profile_builtin(&b->arena, STR_NONE));
}

static inline void
bench_release(struct bench *b)
{
	buf_release(&b->out);
	pack_writer_free(b->writer);
	arena_release(&b->arena);
}

/* The findings so far are of this kind, and one says this. */
static inline bool
found(struct bench *b, enum finding_id id, const char *what)
{
	bool said = false;

	for (size_t i = 0; i < b->findings.list.n; i++) {
		const struct finding *f = &b->findings.list.v[i];

		said |= f->id == id && str_has(f->message, str_of(what));
	}
	for (size_t i = 0; !said && i < b->findings.list.n; i++)
		printf("    found: %.*s\n",
		    STR_ARG(b->findings.list.v[i].message));
	b->findings.list.n = 0;
	return said;
}

/* libzip, asked to be strict, takes the package and reads all of it. */
static inline bool
consistent(struct str bytes)
{
	zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0,
	    NULL);
	zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS,
	    NULL);
	bool ok = zip != NULL;

	for (zip_int64_t i = 0; ok && i < zip_get_num_entries(zip, 0); i++) {
		zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
		char block[4096];
		zip_int64_t got;

		while ((got = zip_fread(file, block, sizeof(block))) > 0)
			;
		ok = got == 0;
		zip_fclose(file);
	}
	if (zip != NULL)
		zip_discard(zip);
	else
		zip_source_free(source);
	return ok;
}

/* The plain bytes of a part of what was filled. */
static inline struct str
part(struct bench *b, const char *name)
{
	struct pack *pack = pack_open(&b->arena, STR("成文.docx"),
	    buf_view(&b->out), POS_NONE, &b->findings);
	const struct part *p = pack != NULL ?
	    pack_find(pack, str_of(name)) : NULL;
	struct str bytes = STR_NONE;

	if (p != NULL)
		pack_read(&b->arena, pack, p, &bytes, &b->findings);
	return bytes;
}

/*
 * The text of a part: paragraphs end with "|", breaks are "/".  Empty when it
 * does not parse.
 */
static inline struct str
part_text(struct bench *b, const char *name)
{
	struct str bytes = part(b, name), text;
	xmlDoc *tree = xmlReadMemory(bytes.p, (int)bytes.n, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR);
	struct buf out = { 0 };
	xmlNode *root, *n;

	if (tree == NULL)
		return STR("(does not parse)");
	root = xmlDocGetRootElement(tree);
	for (n = root; n != NULL; n = markup_step(root, n)) {
		if (markup_is(n, VOCABULARY_W, "t"))
			buf_str(&out, markup_content(&b->arena, n));
		if (markup_is(n, VOCABULARY_W, "br"))
			buf_byte(&out, '/');
		if (markup_is(n, VOCABULARY_W, "p"))
			buf_byte(&out, '|');
	}
	text = str_copy(&b->arena, buf_view(&out));
	buf_release(&out);
	xmlFreeDoc(tree);
	return text;
}

/* The contents of a DOCX; what is NULL is empty, a header absent. */
struct recipe {
	const char *body, *header, *styles, *settings, *main_type;
	const char *more_types, *more_relations;
	const struct pack_file *files;	/* other parts */
	size_t file_count;
};

static inline void
add_part(struct bench *b, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static inline void
add_part(struct bench *b, const char *name, const char *format, ...)
{
	struct buf bytes = { 0 };
	va_list ap;

	va_start(ap, format);
	buf_vformat(&bytes, format, ap);
	va_end(ap);
	pack_add(b->writer, str_of(name), buf_view(&bytes));
	buf_release(&bytes);
}

static inline struct str
docx(struct bench *b, const struct recipe *r)
{
	struct buf out = { 0 };
	struct str bytes;

	pack_begin(b->writer, &out);
	add_part(b, "[Content_Types].xml", XML "<Types xmlns=\"" OFFICE
	    "package/2006/content-types\"><Default Extension=\"xml\" "
	    "ContentType=\"application/xml\"/><Default Extension=\"rels\" "
	    "ContentType=\"application/vnd.openxmlformats-package."
	    "relationships+xml\"/><Override PartName=\"/word/document.xml\" "
	    "ContentType=\"%s\"/>%s</Types>", r->main_type != NULL ?
	    r->main_type : TYPES "document.main+xml",
	    r->more_types != NULL ? r->more_types : "");
	add_part(b, "_rels/.rels", XML "<Relationships xmlns=\"" OFFICE
	    "package/2006/relationships\"><Relationship Id=\"a\" Type=\""
	    OFFICE "officeDocument/2006/relationships/officeDocument\" "
	    "Target=\"word/document.xml\"/></Relationships>");
	add_part(b, "word/_rels/document.xml.rels", XML "<Relationships "
	    "xmlns=\"" OFFICE "package/2006/relationships\"><Relationship "
	    "Id=\"h\" Type=\"x/header\" Target=\"header1.xml\"/><Relationship"
	    " Id=\"s\" Type=\"x/styles\" Target=\"styles.xml\"/><Relationship"
	    " Id=\"t\" Type=\"x/settings\" Target=\"settings.xml\"/>%s"
	    "</Relationships>",
	    r->more_relations != NULL ? r->more_relations : "");
	add_part(b, "word/document.xml", XML "<w:document " NAMESPACES
	    "><w:body>%s</w:body></w:document>", r->body);
	if (r->header != NULL)
		add_part(b, "word/header1.xml", XML "<w:hdr " NAMESPACES
		    ">%s</w:hdr>", r->header);
	add_part(b, "word/styles.xml", XML "<w:styles " NAMESPACES
	    ">%s</w:styles>", r->styles != NULL ? r->styles : "");
	add_part(b, "word/settings.xml", XML "<w:settings " NAMESPACES
	    ">%s</w:settings>", r->settings != NULL ? r->settings : "");
	for (size_t i = 0; i < r->file_count; i++)
		pack_add(b->writer, r->files[i].name, r->files[i].bytes);
	pack_end(b->writer);
	bytes = str_copy(&b->arena, buf_view(&out));
	buf_release(&out);
	return bytes;
}

static inline struct template *
open_recipe(struct bench *b, const struct recipe *r)
{
	b->findings.list.n = 0;
	return template_read(&b->arena, STR("模板.docx"), docx(b, r), POS_NONE,
	    &b->findings);
}

static inline struct template *
open_body(struct bench *b, const char *body)
{
	struct recipe r = { .body = body };

	return open_recipe(b, &r);
}

static inline int
fill(struct bench *b, const struct template *template,
    const struct fill *f)
{
	return template_fill(template, f, b->writer, &b->out, &b->findings);
}

#endif
