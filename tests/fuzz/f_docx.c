/*
 * The parts of a DOCX, parted by lines "%%styles", "%%numbering", "%%footer":
 * the first is the document, one without a root is put in a body.  Beside not
 * crashing: runs lie in the text in order, tables are whole grids.
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
static struct str
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

static void
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

static void
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

static void
check_runs(const struct docx_facts *facts, struct str text)
{
	size_t at = 0;

	for (size_t i = 0; i < facts->n; i++) {
		const struct docx_paragraph *p = &facts->paragraphs[i];

		if (p->pos.offset < at || p->pos.offset + p->length > text.n)
			abort();
		at = p->pos.offset;
		for (size_t k = 0; k < p->n; k++) {
			const struct docx_run *run = &p->runs[k];

			if (run->pos.offset < at || run->pos.offset +
			    run->text.n > p->pos.offset + p->length ||
			    !str_eq(run->text, str_slice(text, run->pos.offset,
			    run->pos.offset + run->text.n)))
				abort();
			at = run->pos.offset + run->text.n;
		}
		at = p->pos.offset;
	}
}

static void
check_table(const struct table *table)
{
	for (unsigned r = 0; r < table->rows; r++)
		for (unsigned c = 0; c < table->columns; c++) {
			const struct cell *cell =
			    &table->cells[r * table->columns + c];

			if (!cell->covered && (r + cell->rowspan >
			    table->rows || c + cell->colspan > table->columns))
				abort();
		}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf bytes = { 0 };
	struct docx_facts *facts;
	struct fuzz fuzz;

	fuzz_start(&fuzz);
	make_package((struct str){ (const char *)data, size }, &bytes);
	facts = docx_read_bytes(&fuzz.arena, STR("f.docx"), buf_view(&bytes),
	    &fuzz.findings);
	if (facts != NULL) {
		check_runs(facts, text_of(&fuzz.findings, facts->file));
		for (size_t i = 0; i < facts->table_count; i++)
			check_table(facts->tables[i].table);
	}
	buf_release(&bytes);
	fuzz_end(&fuzz);
	return 0;
}
