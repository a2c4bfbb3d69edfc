/* The DOCX reader, on packages made here. */
#include "unit.h"
#include "found.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "package/pack.h"
#include "source/docx.h"
#include "text/decode.h"

#define W	"xmlns:w=\"http://schemas.openxmlformats.org/" \
		"wordprocessingml/2006/main\" " \
		"xmlns:r=\"http://schemas.openxmlformats.org/" \
		"officeDocument/2006/relationships\" " \
		"xmlns:mc=\"http://schemas.openxmlformats.org/" \
		"markup-compatibility/2006\" " \
		"xmlns:m=\"http://schemas.openxmlformats.org/" \
		"officeDocument/2006/math\" " \
		"xmlns:a=\"http://schemas.openxmlformats.org/" \
		"drawingml/2006/main\" " \
		"xmlns:v=\"urn:schemas-microsoft-com:vml\""
#define RELS	"<Relationships xmlns=\"http://schemas.openxmlformats.org/" \
		"package/2006/relationships\">"
#define REL(id, kind, target)						\
		"<Relationship Id=\"" id "\" Type=\"http://schemas." \
		"openxmlformats.org/officeDocument/2006/relationships/" kind \
		"\" Target=\"" target "\"/>"

struct test {
	struct arena arena;
	struct files files;
	struct findings findings;
	char path[64];
};

static void
test_init(struct test *run)
{
	*run = (struct test){ .arena = ARENA_INIT };
	run->files.arena = &run->arena;
	run->findings.arena = &run->arena;
	run->findings.files = &run->files;
	snprintf(run->path, sizeof(run->path), "/tmp/t_docx.%ld.docx",
	    (long)getpid());
}

static void
test_end(struct test *run)
{
	unlink(run->path);
	arena_release(&run->arena);
}

/* A package with this body; the other parts may be NULL. */
static struct docx_facts *
read_body(struct test *run, const char *body, const char *styles,
    const char *numbering, const char *footer)
{
	struct pack_writer *writer = pack_writer_new();
	struct buf bytes = { 0 }, document = { 0 };
	struct docx_facts *facts;

	test_init(run);
	buf_format(&document, "<w:document " W "><w:body>%s</w:body>"
	    "</w:document>", body);
	pack_begin(writer, &bytes);
	pack_add(writer, STR("[Content_Types].xml"), STR("<Types xmlns=\"http:"
	    "//schemas.openxmlformats.org/package/2006/content-types\">"
	    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	    "</Types>"));
	pack_add(writer, STR("_rels/.rels"), STR(RELS
	    REL("r1", "officeDocument", "word/document.xml")
	    "</Relationships>"));
	pack_add(writer, STR("word/_rels/document.xml.rels"), STR(RELS
	    REL("s", "styles", "styles.xml")
	    REL("n", "numbering", "numbering.xml")
	    REL("f", "footer", "footer1.xml") REL("h", "header", "header1.xml")
	    REL("e", "header", "header2.xml")
	    REL("t", "theme", "theme.xml")
	    "</Relationships>"));
	pack_add(writer, STR("word/document.xml"), buf_view(&document));
	if (styles != NULL)
		pack_add(writer, STR("word/styles.xml"), str_of(styles));
	if (numbering != NULL)
		pack_add(writer, STR("word/numbering.xml"),
		    str_of(numbering));
	if (footer != NULL)
		pack_add(writer, STR("word/footer1.xml"), str_of(footer));
	pack_add(writer, STR("word/header1.xml"), STR("<w:hdr " W "><w:p><w:r>"
	    "<w:t>青禾市科协</w:t></w:r></w:p></w:hdr>"));
	pack_add(writer, STR("word/header2.xml"), STR("<w:hdr " W "><w:p><w:r>"
	    "<w:t> </w:t></w:r></w:p></w:hdr>"));
	pack_add(writer, STR("word/theme.xml"), STR("<a:theme " W "><a:"
	    "themeElements><a:fontScheme><a:majorFont/><a:minorFont><a:latin "
	    "typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:font script=\"Hans\""
	    " typeface=\"等线\"/></a:minorFont></a:fontScheme></a:themeElements>"
	    "</a:theme>"));
	pack_end(writer);
	CHECK(file_write(str_of(run->path), STR_NONE, buf_view(&bytes), FILE_SYNC_NONE,
	    &run->findings) == 0);
	facts = docx_read(&run->arena, str_of(run->path), &run->findings);
	pack_writer_free(writer);
	buf_release(&bytes);
	buf_release(&document);
	return facts;
}

static struct str
text(const struct test *run, const struct docx_facts *facts)
{
	return text_of(&run->findings, facts->file);
}

#define P(content)	"<w:p>" content "</w:p>"
#define T(text)		"<w:r><w:t>" text "</w:t></w:r>"

static void
test_inheritance(void)
{
	static const char styles[] = "<w:styles " W "><w:docDefaults>"
	    "<w:rPrDefault><w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\" "
	    "w:eastAsiaTheme=\"minorEastAsia\"/><w:sz w:val=\"21\"/></w:rPr>"
	    "</w:rPrDefault></w:docDefaults>"
	    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\">"
	    "<w:name w:val=\"Normal\"/><w:pPr><w:jc w:val=\"both\"/></w:pPr>"
	    "</w:style>"
	    "<w:style w:type=\"paragraph\" w:styleId=\"b\"><w:name "
	    "w:val=\"正文\"/><w:basedOn w:val=\"a\"/><w:pPr><w:ind "
	    "w:firstLineChars=\"200\" w:firstLine=\"420\"/><w:spacing "
	    "w:line=\"579\" w:lineRule=\"exact\"/></w:pPr><w:rPr><w:rFonts "
	    "w:eastAsia=\"仿宋\"/><w:sz w:val=\"32\"/></w:rPr></w:style>"
	    "<w:style w:type=\"paragraph\" w:styleId=\"c\"><w:name "
	    "w:val=\"题\"/><w:basedOn w:val=\"b\"/><w:rPr><w:b/></w:rPr>"
	    "</w:style>"
	    "<w:style w:type=\"paragraph\" w:styleId=\"x\"><w:name "
	    "w:val=\"环\"/><w:basedOn w:val=\"x\"/></w:style>"
	    "<w:style w:type=\"character\" w:styleId=\"k\"><w:name "
	    "w:val=\"楷\"/><w:rPr><w:rFonts w:eastAsia=\"楷体\"/></w:rPr>"
	    "</w:style></w:styles>";
	struct test run;
	struct docx_facts *facts = read_body(&run,
	    P(T("甲"))
	    P("<w:pPr><w:pStyle w:val=\"c\"/></w:pPr>" T("乙")
	    "<w:r><w:rPr><w:rStyle w:val=\"k\"/><w:b w:val=\"0\"/><w:color "
	    "w:val=\"FF0000\"/></w:rPr><w:t>丙</w:t></w:r>")
	    P("<w:pPr><w:pStyle w:val=\"x\"/><w:ind w:left=\"100\"/></w:pPr>"
	    T("丁")), styles, NULL, NULL);
	const struct docx_paragraph *p;

	if (!CHECK(facts != NULL && facts->n == 3))
		return;
	p = &facts->paragraphs[0];
	CHECK_STR(p->form->style, "Normal");
	CHECK(p->form->align == DOCX_BOTH);
	CHECK_STR(p->runs[0].font->face, "等线");
	CHECK_STR(p->runs[0].font->latin, "Calibri");
	CHECK(p->runs[0].font->size == 21);
	p = &facts->paragraphs[1];
	CHECK_STR(p->form->style, "题");
	CHECK(p->form->first == 640 && p->form->line == 579 &&
	    p->form->rule == DOCX_LINE_EXACT);
	CHECK(p->n == 2);
	CHECK_STR(p->runs[0].font->face, "仿宋");
	CHECK(p->runs[0].font->bold && p->runs[0].font->size == 32);
	CHECK_STR(p->runs[1].font->face, "楷体");
	CHECK(!p->runs[1].font->bold && p->runs[1].font->color == 0xff0000);
	CHECK_STR(p->runs[1].text, "丙");
	CHECK(docx_paragraph_at(facts, p->runs[1].pos) == p);
	CHECK(facts->paragraphs[2].form->left == 100);
	test_end(&run);
}

#define LVL(i, format, label)						\
	"<w:lvl w:ilvl=\"" i "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" \
	format "\"/><w:lvlText w:val=\"" label "\"/></w:lvl>"
#define ITEM(num, level, text)						\
	P("<w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" \
	num "\"/></w:numPr></w:pPr>" T(text))

static void
test_numbering(void)
{
	static const char numbering[] = "<w:numbering " W ">"
	    "<w:abstractNum w:abstractNumId=\"7\">"
	    LVL("0", "chineseCounting", "%1、") LVL("1", "decimal", "%2.")
	    LVL("2", "bullet", "●") "</w:abstractNum>"
	    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
	    "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/>"
	    "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/>"
	    "</w:lvlOverride></w:num></w:numbering>";
	struct test run;
	struct docx_facts *facts = read_body(&run,
	    ITEM("1", "0", "甲") ITEM("1", "1", "子") ITEM("1", "1", "丑")
	    ITEM("1", "0", "乙") ITEM("1", "1", "寅") ITEM("1", "2", "点")
	    ITEM("2", "0", "丙") ITEM("9", "0", "无"), NULL, numbering, NULL);

	if (!CHECK(facts != NULL))
		return;
	CHECK_STR(text(&run, facts), "一、甲\n1.子\n2.丑\n二、乙\n1.寅\n点\n"
	    "五、丙\n无\n");
	test_end(&run);
}

static void
test_inline(void)
{
	struct test run;
	struct docx_facts *facts = read_body(&run,
	    P(T("甲") "<w:ins>" T("乙") "</w:ins><w:del><w:r><w:delText>丙"
	    "</w:delText></w:r></w:del><w:hyperlink>" T("丁") "</w:hyperlink>"
	    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
	    "<w:r><w:commentReference w:id=\"1\"/></w:r>"
	    "<w:sdt><w:sdtContent>" T("戊") "</w:sdtContent></w:sdt>"
	    "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/></w:r>"
	    "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
	    "<w:r><w:footnoteReference w:id=\"2\"/></w:r>")
	    P("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>")
	    P("<w:r><w:t>前页</w:t><w:br w:type=\"page\"/><w:t>后页</w:t></w:r>")
	    P("<w:r><mc:AlternateContent><mc:Choice><w:drawing>"
	    "<w:txbxContent>" P(T("框内")) "</w:txbxContent></w:drawing>"
	    "</mc:Choice><mc:Fallback><w:pict><v:line strokecolor=\"red\"/>"
	    "<w:txbxContent>" P(T("框内")) "</w:txbxContent></w:pict>"
	    "</mc:Fallback></mc:AlternateContent></w:r>" T("框外"))
	    P("<w:r><w:pict><v:line strokecolor=\"#e01010\"/></w:pict></w:r>"),
	    NULL, NULL, NULL);

	if (!CHECK(facts != NULL))
		return;
	CHECK_STR(text(&run, facts), "甲乙丁戊□x+1\n上\n下\n前页\n\n后页\n"
	    "框外\n框内\n\n");
	CHECK(found(&run.findings, FINDING_DOCX_REVISIONS));
	CHECK(found(&run.findings, FINDING_DOCX_COMMENTS));
	CHECK(found(&run.findings, FINDING_DOCX_HIDDEN));
	CHECK(found(&run.findings, FINDING_DOCX_FOOTNOTES));
	CHECK(found(&run.findings, FINDING_DOCX_BOXES));
	CHECK(facts->left.boxes.n == 1 && facts->left.hidden.n == 1);
	CHECK(facts->red_shape);
	CHECK(facts->n == 7 && facts->paragraphs[3].form->page_break &&
	    !facts->paragraphs[2].form->page_break);
	CHECK(facts->paragraphs[5].in_box);
	test_end(&run);
}

#define TC(pr, content)	"<w:tc><w:tcPr>" pr "</w:tcPr>" content "</w:tc>"

static void
test_tables(void)
{
	struct test run;
	struct docx_facts *facts = read_body(&run,
	    "<w:tbl><w:tblGrid><w:gridCol w:w=\"100\"/><w:gridCol w:w=\"200\"/>"
	    "<w:gridCol w:w=\"300\"/></w:tblGrid>"
	    "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
	    TC("<w:vMerge w:val=\"restart\"/>", P(T("甲")))
	    TC("<w:gridSpan w:val=\"2\"/>", P(T("乙")) P("") P(T("丙")))
	    "</w:tr><w:tr>" TC("<w:vMerge/>", P(""))
	    TC("", P("")) TC("", "<w:tbl><w:tr>" TC("", P(T("内1")))
	    TC("", P(T("内2"))) "</w:tr></w:tbl>" P("")) "</w:tr></w:tbl>"
	    P(T("后")), NULL, NULL, NULL);
	const struct table *table;

	if (!CHECK(facts != NULL && facts->table_count == 1))
		return;
	CHECK_STR(text(&run, facts), "\t甲\n\t乙\n丙\n\n\t\n\t内1\n内2\n\n后\n");
	CHECK(facts->tables[0].rows == 2 && facts->tables[0].columns == 3);
	CHECK(facts->tables[0].width == 600);
	CHECK(facts->tables[0].header_rows == 1);
	CHECK(facts->left.nested.n == 1);
	table = facts->tables[0].table;
	CHECK(table->cells[0].rowspan == 2 && table->cells[0].colspan == 1);
	CHECK(table->cells[3].covered);
	CHECK(table->cells[1].colspan == 2 && table->cells[2].covered);
	/* As in Markdown, an empty line of a cell is none. */
	CHECK(table->cells[1].paragraphs.n == 2);
	CHECK_STR(table->cells[1].paragraphs.v[1].v[0].text, "丙");
	CHECK(table->cells[5].paragraphs.n == 2);
	test_end(&run);
}

/* A footer with more than the number of the page. */
static void
test_footer_text(void)
{
	struct test run;
	struct docx_facts *facts = read_body(&run,
	    P(T("甲")) "<w:sectPr><w:footerReference w:type=\"default\" "
	    "r:id=\"f\"/></w:sectPr>", NULL, NULL, "<w:ftr " W ">"
	    P(T("第3页 共5页")) P(T("内部资料")) "</w:ftr>");

	CHECK(facts->left.headers.n == 1);
	test_end(&run);
}

static void
test_sections(void)
{
	static const char footer[] = "<w:ftr " W ">" P("")
	    P("<w:pPr><w:jc w:val=\"right\"/><w:ind w:right=\"280\"/></w:pPr>"
	    "<w:r><w:t>— </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/>"
	    "</w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar"
	    " w:fldCharType=\"separate\"/></w:r>" T("3") "<w:r><w:fldChar "
	    "w:fldCharType=\"end\"/></w:r><w:r><w:t> —</w:t></w:r>")
	    "</w:ftr>";
	struct test run;
	struct docx_facts *facts = read_body(&run,
	    P(T("甲")) P("<w:pPr><w:sectPr><w:headerReference "
	    "w:type=\"default\" r:id=\"h\"/><w:headerReference "
	    "w:type=\"even\" r:id=\"e\"/><w:footerReference "
	    "w:type=\"default\" r:id=\"f\"/><w:pgSz w:w=\"11906\" "
	    "w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:left=\"1587\"/>"
	    "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr>"
	    "</w:pPr>") P(T("乙"))
	    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h\"/>"
	    "<w:pgSz w:w=\"16838\" w:h=\"11906\"/></w:sectPr>",
	    NULL, NULL, footer);
	const struct docx_section *section;

	if (!CHECK(facts != NULL && facts->section_count == 2))
		return;
	section = &facts->sections[0];
	CHECK(facts->left.headers.n == 1);	/* one has text, named twice */
	CHECK(found(&run.findings, FINDING_DOCX_HEADERS) == 1);
	CHECK(section->width == 11906 && section->top == 2098 &&
	    section->left == 1587 && section->line_pitch == 579);
	CHECK(section->footers[DOCX_ODD].present);
	CHECK_STR(section->footers[DOCX_ODD].text, "— # —");
	CHECK(section->footers[DOCX_ODD].align == DOCX_RIGHT &&
	    section->footers[DOCX_ODD].right == 280);
	CHECK(!section->footers[DOCX_EVEN].given);
	CHECK(facts->sections[1].landscape);
	CHECK(facts->sections[1].footers[DOCX_ODD].present);
	CHECK(facts->paragraphs[2].section == 1 &&
	    facts->paragraphs[2].form->page_break);
	test_end(&run);
}

#define H(level, text)							\
	P("<w:pPr><w:pStyle w:val=\"" level "\"/></w:pPr>" T(text))

/* The levels of the headings of BODY, 0 for a paragraph. */
static struct str
levels(const char *body)
{
	static const char styles[] = "<w:styles " W ">"
	    "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name "
	    "w:val=\"heading 1\"/></w:style>"
	    "<w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name "
	    "w:val=\"heading 2\"/></w:style>"
	    "<w:style w:type=\"paragraph\" w:styleId=\"3\"><w:name "
	    "w:val=\"heading 3\"/></w:style></w:styles>";
	static char out[64];
	struct source_options options = { 0 };
	struct test run;
	struct docx_facts *facts = read_body(&run, body, styles, NULL, NULL);
	struct document *document = facts == NULL ? NULL :
	    docx_document(&run.arena, facts, &options, &run.findings);
	size_t n = 0;

	if (CHECK(document != NULL && document->body.n < sizeof(out)))
		for (; n < document->body.n; n++)
			out[n] = (char)('0' + document->body.v[n].level);
	test_end(&run);
	return (struct str){ out, n };
}

/* A foreign heading is as certain as "## ", but for what is none. */
static void
test_headings(void)
{
	/* The title is the only one of level 1. */
	CHECK_STR(levels(H("1", "关于开展活动的通知") P(T("各县科协："))
	    P(T("现通知如下。")) H("2", "活动安排") P(T("六月举行。"))
	    H("3", "时间") P(T("六月十四日。"))), "01020");
	/* All of them are. */
	CHECK_STR(levels(H("1", "关于开展活动的通知") P(T("各县科协："))
	    P(T("现通知如下。")) H("1", "活动安排") P(T("六月举行。"))
	    H("2", "时间") P(T("六月十四日。")) H("1", "（一）地点")
	    P(T("青禾市。"))), "0102020");
	/* Running text, the end of a document. */
	CHECK_STR(levels(P(T("关于开展活动的通知")) P(T("各县科协："))
	    P(T("现通知如下。")) H("1", "六月举行，请参加。")
	    H("1", "青禾市科学技术协会") H("1", "2026年6月14日")), "00");
}

static void
test_refused(void)
{
	struct test run;
	struct buf deep = { 0 };

	test_init(&run);
	CHECK(file_write(str_of(run.path), STR_NONE, STR("no zip at all"),
	    FILE_SYNC_NONE, &run.findings) == 0);
	CHECK(docx_read(&run.arena, str_of(run.path), &run.findings) == NULL);
	CHECK(findings_worst(&run.findings) >= SEVERITY_ERROR);
	test_end(&run);

	test_init(&run);
	CHECK(docx_read(&run.arena, STR("/nonexistent/x.docx"),
	    &run.findings) == NULL);
	CHECK(findings_worst(&run.findings) == SEVERITY_FATAL);
	test_end(&run);

	CHECK(read_body(&run, "<w:p><w:r></w:p>", NULL, NULL, NULL) == NULL);
	test_end(&run);

	/* Controls in controls: what is too deep is told of, not lost. */
	for (int i = 0; i < 60; i++)
		buf_lit(&deep, "<w:sdt><w:sdtContent>");
	buf_lit(&deep, P(T("底")));
	for (int i = 0; i < 60; i++)
		buf_lit(&deep, "</w:sdtContent></w:sdt>");
	CHECK(read_body(&run, deep.p, NULL, NULL, NULL) != NULL);
	CHECK(found(&run.findings, FINDING_DOCX_CHUNKS));
	buf_release(&deep);
	test_end(&run);
}

int
main(void)
{
	test_inheritance();
	test_numbering();
	test_inline();
	test_tables();
	test_sections();
	test_footer_text();
	test_headings();
	test_refused();
	return UNIT_END;
}
