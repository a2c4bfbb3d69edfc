/*
 * Any bytes as a source → pages → SVG, OFD and PDF, with the faces of the
 * machine (without one there is nothing to do).  Beside not crashing: what is
 * written can be read again (the XML of SVG and OFD is well-formed, the
 * package of the OFD opens), and the same source gives the same bytes.
 */
#include <libxml/parser.h>

#include "fuzz.h"

#include "font/fonts.h"
#include "output/writer.h"
#include "package/markup.h"
#include "source/source.h"

#define FACES	"/usr/share/fonts"

struct printing {
	struct fuzz *fuzz;
	struct writing writing;
	struct buf out;
};

static void
must_be_xml(struct str bytes)
{
	xmlDoc *doc = xmlReadMemory(bytes.p, (int)bytes.n, "f.xml", NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_HUGE);

	if (doc == NULL)
		abort();
	xmlFreeDoc(doc);
}

static void
print_svg(struct printing *p)
{
	memset(&p->writing.pages, 0, sizeof(p->writing.pages));
	if (output_svg(&p->writing, &p->out) != 0)
		return;
	if (p->writing.pages.n != p->writing.layout->pages)
		abort();
	for (size_t i = 0; i < p->writing.pages.n; i++)
		must_be_xml(p->writing.pages.v[i]);
}

static void
print_ofd(struct printing *p)
{
	const struct pack *pack;
	struct str bytes;

	if (output_ofd(&p->writing, &p->out) != 0)
		return;
	pack = pack_open(&p->fuzz->arena, STR("f.ofd"), buf_view(&p->out),
	    POS_NONE, &p->fuzz->findings);
	if (pack == NULL)
		abort();
	for (size_t i = 0; i < pack->n; i++)
		if (pack_read(&p->fuzz->arena, pack, &pack->parts[i], &bytes,
		    &p->fuzz->findings) != 0)
			abort();
		else if (str_ends(pack->parts[i].name, STR(".xml")))
			must_be_xml(bytes);
}

static void
print_pdf(struct printing *p)
{
	struct str first;

	if (output_pdf(&p->writing, &p->out) != 0)
		return;
	first = str_copy(&p->fuzz->arena, buf_view(&p->out));
	if (!str_starts(first, STR("%PDF-")) || !str_ends(str_trim(first),
	    STR("%%EOF")))
		abort();
	p->writing.items = NULL;
	if (output_pdf(&p->writing, &p->out) != 0 ||
	    !str_eq(first, buf_view(&p->out)))
		abort();
}

static void
print(struct fuzz *fuzz, struct document *document, struct fonts *fonts)
{
	const struct profile *profile = profile_builtin(&fuzz->arena,
	    STR_NONE);
	struct printing p = { .fuzz = fuzz, .writing = {
	    .arena = &fuzz->arena, .document = document, .page = SIZE_MAX,
	    .fonts = fonts, .shared = STR_NONE,
	    .findings = &fuzz->findings, .pack = pack_writer_new() } };

	document_number(&fuzz->arena, document, &fuzz->findings);
	p.writing.layout = layout_document(&fuzz->arena, document, profile,
	    &fuzz->findings);
	print_svg(&p);
	print_ofd(&p);
	print_pdf(&p);
	pack_writer_free(p.writing.pack);
	buf_release(&p.out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct fonts *fonts;
	struct source_options options = { 0 };
	struct document *document;
	struct str folder = STR(FACES);
	struct fuzz fuzz;
	uint32_t file;

	if (fonts == NULL)
		fonts = fonts_new(&folder, 1);
	fuzz_start(&fuzz);
	file = text_decode(&fuzz.arena, STR("none/f.md"),
	    (struct str){ (const char *)data, size }, "UTF-8",
	    &fuzz.findings);
	document = file == 0 ? NULL : markdown_read(&fuzz.arena, file,
	    &options, &fuzz.findings);
	if (document != NULL && fonts_at(fonts, 0) != NULL)
		print(&fuzz, document, fonts);
	fuzz_end(&fuzz);
	return 0;
}
