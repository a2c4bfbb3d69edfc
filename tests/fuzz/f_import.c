/*
 * Any XML as body, numbering and styles of an attachment (with NULs between).
 * What is taken in is well-formed in our document, and refers to nothing of
 * theirs.
 */
#include "fuzz.h"

#include "office.h"
#include "output/import.h"

static struct str
next_piece(struct str *rest)
{
	size_t end = str_find(*rest, (struct str){ "", 1 }, 0);
	struct str piece = str_slice(*rest, 0, end);

	*rest = str_slice(*rest, end == SIZE_MAX ? rest->n : end + 1,
	    rest->n);
	return piece;
}

static void
place(struct bench *b, const struct import *import)
{
	struct template *t = template_builtin(&b->arena, STR_NONE, &b->raws,
	    &b->findings);
	static const char *const names[] = { "word/document.xml",
		"word/styles.xml", "word/gwNumbering.xml" };
	struct fill f = { .style_xml = import->style_xml,
	    .abstract_xml = import->abstract_xml,
	    .number_xml = import->number_xml, .parts = import->parts,
	    .part_count = import->part_count,
	    .relations = import->relations,
	    .relation_count = import->relation_count };
	struct buf body = { 0 };

	for (size_t i = 0; i < import->run_count; i++)
		buf_str(&body, import->runs[i].xml);
	f.xml[SLOT_BODY] = buf_view(&body);
	if (fill(b, t, &f) != 0)
		abort();
	buf_release(&body);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (part(b, names[i]).n > 0 &&
		    str_eq(part_text(b, names[i]), STR("(does not parse)")))
			abort();
	if (str_has(part(b, "word/document.xml"), STR("<w:instrText")) ||
	    str_has(part(b, "word/document.xml"), STR("r:id=\"theirs")))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size };
	struct pack_file files[] = {
		{ STR("word/numbering.xml"), STR_NONE },
		{ STR("word/media/a.png"), STR("\x89PNG") },
	};
	struct recipe r = { .files = files, .file_count = 2,
	    .more_relations = "<Relationship Id=\"n\" Type=\"x/numbering\" "
	    "Target=\"numbering.xml\"/><Relationship Id=\"theirs1\" "
	    "Type=\"x/image\" Target=\"media/a.png\"/><Relationship "
	    "Id=\"theirs2\" Type=\"x/hyperlink\" Target=\"https://a/\" "
	    "TargetMode=\"External\"/><Relationship Id=\"theirs3\" "
	    "Type=\"x/chart\" Target=\"media/a.png\"/>" };
	struct import *import;
	struct bench b;

	bench_init(&b);
	r.body = str_cstr(&b.arena, next_piece(&rest));
	files[0].bytes = str_format(&b.arena, "<w:numbering " NAMESPACES
	    ">%.*s</w:numbering>", STR_ARG(next_piece(&rest)));
	r.styles = str_cstr(&b.arena, next_piece(&rest));
	import = import_read(&b.arena, STR("f.docx"), docx(&b, &r), POS_NONE,
	    1, &b.findings);
	if (import != NULL)
		place(&b, import);
	else if (b.findings.list.n == 0)
		abort();
	bench_release(&b);
	return 0;
}
