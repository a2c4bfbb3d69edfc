/*
 * The same words are the same document through every door: each text of the
 * cases is read as plain text, as Markdown of which only the title is marked,
 * and as a DOCX of one plain paragraph a line, and the models are compared.
 * What must differ is in one list, with its reason.
 */
#include <string.h>

#include "base/file.h"
#include "document/dump.h"
#include "package/pack.h"
#include "source/docx.h"
#include "source/source.h"
#include "text/decode.h"

#include "bench.h"
#include "unit.h"

enum door { TEXT, MARKDOWN, WORD };

/* The text, the door that reads it differently, and why. */
static const struct {
	const char *name;
	enum door door;
	const char *why;
} differences[] = {
	{ "/colophon-middle.txt", WORD, "blank lines of a DOCX are the "
	    "distance of its paragraphs" },
	{ "/front-matter.txt", WORD, "a DOCX has no front matter" },
	{ "/twins/02-", WORD, "the same: two of them part nothing" },
	{ "/siblings-first.txt", MARKDOWN, "lines without a blank line "
	    "between are one paragraph" },
	{ "/circled-marks.txt", MARKDOWN, "bars without a row of dashes are "
	    "text" },
	{ "/pipe-table.txt", MARKDOWN, "the same" },
	{ "/markup/", MARKDOWN, "marks inside a line are read" },
};

/*
 * Rows parted by tabs are no table in a DOCX, which has tables of its own: the
 * texts with tabs are not compared there.
 */
static bool
may_differ(struct str path, enum door door)
{
	for (size_t i = 0; i < sizeof(differences) / sizeof(*differences); i++)
		if (differences[i].door == door && str_has(path,
		    str_of(differences[i].name)))
			return true;
	return false;
}

/* The model without blanks, and without what says only where it was. */
static struct str
model(struct bench *b, struct document *document)
{
	struct buf all = { 0 }, kept = { 0 };
	struct str rest, line, s;

	if (document == NULL)
		return STR("none");
	document_number(&b->arena, document, &b->findings);
	document_dump(document, &all);
	rest = buf_view(&all);
	while (str_line(&rest, &line)) {
		/* Where a title's line was broken is not marked. */
		for (size_t i = 0; i < line.n; i++)
			if (line.p[i] != ' ')
				buf_byte(&kept, line.p[i]);
		buf_byte(&kept, '\n');
	}
	s = str_copy(&b->arena, buf_view(&kept));
	buf_release(&all);
	buf_release(&kept);
	return s;
}

/* TEXT with "# " before its title, whose lines become one with breaks. */
static struct str
marked(struct bench *b, struct str text, const struct text *title)
{
	size_t from = title->v[0].pos.offset, to;
	struct str s;

	to = title->v[title->n - 1].pos.offset +
	    title->v[title->n - 1].text.n;
	while (from > 0 && text.p[from - 1] != '\n')
		from--;
	while (to < text.n && (text.p[to] == ' ' || text.p[to] == '|'))
		to++;		/* what else stands in the line stays */
	s = str_format(&b->arena, "%.*s\n# %.*s\n\n%.*s",
	    STR_ARG(str_slice(text, 0, from)),
	    STR_ARG(text_join(&b->arena, *title, STR("<br>"))),
	    STR_ARG(str_slice(text, to, text.n)));
	return s;
}

/* A DOCX with a paragraph for each line. */
static struct str
word_of(struct bench *b, struct str text)
{
	static const char types[] = "<Types xmlns=\"http://schemas.openxml"
	    "formats.org/package/2006/content-types\"><Default Extension="
	    "\"rels\" ContentType=\"application/vnd.openxmlformats-package."
	    "relationships+xml\"/><Override PartName=\"/word/document.xml\" "
	    "ContentType=\"application/vnd.openxmlformats-officedocument."
	    "wordprocessingml.document.main+xml\"/></Types>";
	static const char links[] = "<Relationships xmlns=\"http://schemas."
	    "openxmlformats.org/package/2006/relationships\"><Relationship "
	    "Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/"
	    "2006/relationships/officeDocument\" Target=\"word/document.xml\""
	    "/></Relationships>";
	struct buf body = { 0 }, out = { 0 };
	struct pack_writer *writer = pack_writer_new();
	struct str line, s;

	buf_lit(&body, "<w:document xmlns:w=\"http://schemas.openxmlformats."
	    "org/wordprocessingml/2006/main\"><w:body>");
	while (str_line(&text, &line)) {
		buf_lit(&body, "<w:p><w:r><w:t xml:space=\"preserve\">");
		for (size_t i = 0; i < line.n; i++)
			switch (line.p[i]) {
			case '&': buf_lit(&body, "&amp;"); break;
			case '<': buf_lit(&body, "&lt;"); break;
			case '>': buf_lit(&body, "&gt;"); break;
			case '\t': buf_lit(&body, "</w:t><w:tab/><w:t "
			    "xml:space=\"preserve\">"); break;
			default: buf_byte(&body, line.p[i]);
			}
		buf_lit(&body, "</w:t></w:r></w:p>");
	}
	buf_lit(&body, "</w:body></w:document>");
	pack_begin(writer, &out);
	pack_add(writer, STR("[Content_Types].xml"), str_of(types));
	pack_add(writer, STR("_rels/.rels"), str_of(links));
	pack_add(writer, STR("word/document.xml"), buf_view(&body));
	pack_end(writer);
	pack_writer_free(writer);
	s = str_copy(&b->arena, buf_view(&out));
	buf_release(&body);
	buf_release(&out);
	return s;
}

static struct document *
read_word(struct bench *b, struct str bytes)
{
	struct source_options options = { 0 };
	struct docx_facts *facts = docx_read_bytes(&b->arena, STR("t.docx"),
	    bytes, &b->findings);

	return facts == NULL ? NULL : docx_document(&b->arena, facts,
	    &options, &b->findings);
}

static void
check_same(struct str path, enum door door, struct str text, struct str other)
{
	static const char *const doors[] = { "text", "Markdown", "DOCX" };
	size_t at = 0, line = 0;

	if (str_eq(text, other)) {
		CHECK(!may_differ(path, door));
		return;
	}
	if (may_differ(path, door))
		return;
	while (at < text.n && at < other.n && text.p[at] == other.p[at])
		if (text.p[at++] == '\n')
			line = at;
	unit_failed++;
	printf("%.*s as %s:\n- %.*s\n+ %.*s\n", STR_ARG(path), doors[door],
	    (int)str_find(str_slice(text, line, text.n), STR("\n"), 0),
	    text.p + line,
	    (int)str_find(str_slice(other, line, other.n), STR("\n"), 0),
	    other.p + line);
}

static void
check_text(struct str path)
{
	struct source_options options = { 0 };
	struct bench bench, *b = &bench;
	struct document *document;
	struct str text, plain;
	uint32_t file;

	bench_start(b);
	file = text_load(&b->arena, path, NULL, &b->findings);
	CHECK(file != 0);
	text = text_of(&b->findings, file);
	document = text_read_page(&b->arena, file, false, &options, NULL,
	    &b->findings);
	plain = model(b, document);
	if (document != NULL && document->title.n > 0 &&
	    document->title.v[0].pos.file == file) {
		file = text_decode(&b->arena, STR("t.md"), marked(b, text,
		    &document->title), "UTF-8", &b->findings);
		check_same(path, MARKDOWN, plain, model(b, markdown_read(
		    &b->arena, file, &options, &b->findings)));
	}
	if (memchr(text.p, '\t', text.n) == NULL)
		check_same(path, WORD, plain, model(b, read_word(b,
		    word_of(b, text))));
	bench_end(b);
}

static void
check_folder(const char *folder)
{
	struct paths paths = { 0 };
	struct bench b;

	bench_start(&b);
	CHECK(file_list(&b.arena, str_of(folder), &paths, &b.findings) == 0);
	for (size_t i = 0; i < paths.n; i++)
		if (str_ends(paths.v[i], STR(".txt")))
			check_text(paths.v[i]);
	bench_end(&b);
}

int
main(void)
{
	check_folder("tests/cases/plain");
	check_folder("tests/cases/twins");
	check_folder("tests/cases/markup");
	return UNIT_END;
}
