/*
 * Taking in somebody else's DOCX: all names are made our own, what cannot
 * come along is named, and nothing hostile comes through.
 */
#include "office.h"

#include "output/import.h"

#define P(text)		"<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define REL(id, kind, target, more)					\
	"<Relationship Id=\"" id "\" Type=\"" OFFICE "officeDocument/2006/" \
	"relationships/" kind "\" Target=\"" target "\"" more "/>"

static struct import *
take(struct bench *b, const struct recipe *r)
{
	b->findings.list.n = 0;
	return import_read(&b->arena, STR("来稿.docx"), docx(b, r), POS_NONE,
	    1, &b->findings);
}

/* Take in a body and put it into the built-in template; false on failure. */
static bool
place(struct bench *b, const struct recipe *r)
{
	struct template *t = template_builtin(&b->arena, STR_NONE, &b->raws,
	    &b->findings);
	struct import *import = take(b, r);
	struct fill f = { .styles = { false } };

	if (import == NULL || import->run_count == 0)
		return false;
	f.xml[SLOT_BODY] = import->runs[0].xml;
	f.style_xml = import->style_xml;
	f.abstract_xml = import->abstract_xml;
	f.number_xml = import->number_xml;
	f.parts = import->parts;
	f.part_count = import->part_count;
	f.relations = import->relations;
	f.relation_count = import->relation_count;
	return fill(b, t, &f) == 0 && consistent(buf_view(&b->out));
}

static bool
holds(struct bench *b, const char *name, const char *what)
{
	struct str bytes = part(b, name);

	if (str_has(bytes, str_of(what)))
		return true;
	printf("    %s: %.*s\n", name, STR_ARG(bytes));
	return false;
}

static void
test_styles(struct bench *b)
{
	struct recipe r = {
		.body = "<w:p w:rsidR=\"00AA\"><w:r><w:t>甲</w:t></w:r></w:p>"
		    "<w:p><w:pPr><w:jc w:val=\"left\"/><w:pStyle w:val=\"1\"/>"
		    "</w:pPr><w:r><w:rPr><w:rStyle w:val=\"none\"/></w:rPr>"
		    "<w:t>乙</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr>"
		    "<w:vAlign w:val=\"top\"/><w:vMerge/></w:tcPr>" P("丙")
		    "</w:tc></w:tr></w:tbl><w:sectPr/>",
		.styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts "
		    "w:asciiTheme=\"minorHAnsi\" "
		    "w:eastAsiaTheme=\"majorEastAsia\"/><w:sz w:val=\"21\"/>"
		    "</w:rPr></w:rPrDefault>"
		    "</w:docDefaults><w:style w:type=\"paragraph\" "
		    "w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/>"
		    "</w:style><w:style w:type=\"paragraph\" w:styleId=\"1\">"
		    "<w:name w:val=\"heading 1\"/><w:basedOn w:val=\"a\"/>"
		    "<w:next w:val=\"a\"/></w:style><w:style w:type=\"table\" "
		    "w:default=\"1\" w:styleId=\"t\"><w:name "
		    "w:val=\"Normal Table\"/></w:style><w:style "
		    "w:type=\"paragraph\" w:styleId=\"unused\"><w:name "
		    "w:val=\"unused\"/></w:style>",
		.more_relations = REL("th", "theme", "theme1.xml", ""),
		.files = (struct pack_file[]){ { STR("word/theme1.xml"),
		    STR("<a:theme xmlns:a=\"" OFFICE "drawingml/2006/main\">"
		    "<a:themeElements><a:fontScheme><a:majorFont><a:latin "
		    "typeface=\"Cambria\"/><a:ea typeface=\"\"/><a:font "
		    "script=\"Hans\" typeface=\"黑体\"/></a:majorFont>"
		    "<a:minorFont><a:latin typeface=\"Calibri\"/></a:minorFont>"
		    "</a:fontScheme></a:themeElements></a:theme>") } },
		.file_count = 1,
	};

	if (!CHECK(place(b, &r)))
		return;
	CHECK(b->findings.list.n == 0);
	CHECK_STR(part_text(b, "word/document.xml"), "|甲|乙|丙|");
	CHECK(holds(b, "word/document.xml", "<w:p><w:pPr><w:pStyle w:val=\"In1a"
	    "\"/></w:pPr><w:r><w:t>甲"));
	CHECK(holds(b, "word/document.xml", "<w:pStyle w:val=\"In11\"/><w:jc "
	    "w:val=\"left\"/></w:pPr><w:r><w:rPr/><w:t>乙"));
	CHECK(holds(b, "word/document.xml", "<w:tblStyle w:val=\"In1t\"/>"));
	/* In the order of the schema, whatever it came in. */
	CHECK(holds(b, "word/document.xml",
	    "<w:vMerge/><w:vAlign w:val=\"top\"/></w:tcPr>"));
	CHECK(holds(b, "word/styles.xml", "<w:name w:val=\"In1 heading 1\"/>"
	    "<w:basedOn w:val=\"In1a\"/></w:style>"));
	CHECK(holds(b, "word/styles.xml", "<w:name w:val=\"In1 Normal\"/>"
	    "<w:basedOn w:val=\"In1\"/>"));
	CHECK(holds(b, "word/styles.xml", "w:ascii=\"Calibri\" "
	    "w:eastAsia=\"黑体\"/>"));
	CHECK(holds(b, "word/styles.xml", "w:styleId=\"GwTitle\""));
	CHECK(!str_has(part(b, "word/styles.xml"), STR("unused")));
	CHECK(!str_has(part(b, "word/styles.xml"), STR("Theme=")));
}

static void
test_lists(struct bench *b)
{
	struct recipe r = {
		.body = "<w:p><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr>"
		    "</w:pPr></w:p><w:p><w:pPr><w:numPr><w:numId w:val=\"0\"/>"
		    "</w:numPr></w:pPr></w:p><w:p><w:pPr><w:numPr><w:numId "
		    "w:val=\"9\"/></w:numPr></w:pPr></w:p>" P("完"),
		.styles = "<w:style w:type=\"numbering\" w:styleId=\"L\">"
		    "<w:name w:val=\"L\"/><w:pPr><w:numPr><w:numId "
		    "w:val=\"4\"/>"
		    "</w:numPr></w:pPr></w:style>",
		.more_relations = REL("n", "numbering", "numbering.xml", ""),
		.files = (struct pack_file[]){ { STR("word/numbering.xml"),
		    STR("<w:numbering " NAMESPACES "><w:abstractNum "
		    "w:abstractNumId=\"0\"><w:nsid w:val=\"12345678\"/>"
		    "<w:numStyleLink w:val=\"L\"/></w:abstractNum>"
		    "<w:abstractNum w:abstractNumId=\"1\"><w:styleLink "
		    "w:val=\"L\"/><w:lvl w:ilvl=\"0\">"
		    "<w:lvlText w:val=\"%1)\"/></w:lvl></w:abstractNum><w:num "
		    "w:numId=\"3\">"
		    "<w:abstractNumId w:val=\"0\"/></w:num>"
		    "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"1\"/>"
		    "</w:num></w:numbering>") } },
		.file_count = 1,
	};

	if (!CHECK(place(b, &r)))
		return;
	CHECK(found(b, FINDING_IMPORT_LEFT, "编号"));
	CHECK(holds(b, "word/document.xml", "<w:numId w:val=\"1001\"/>"));
	CHECK(holds(b, "word/document.xml", "<w:numId w:val=\"0\"/>"));
	CHECK(!str_has(part(b, "word/document.xml"), STR("\"9\"")));
	CHECK(holds(b, "word/gwNumbering.xml", "w:abstractNumId=\"1001\">"
	    "<w:lvl "
	    "w:ilvl=\"0\"><w:lvlText w:val=\"%1)\"/>"));
	CHECK(holds(b, "word/gwNumbering.xml", "<w:num "));
	CHECK(holds(b, "word/gwNumbering.xml", "w:numId=\"1001\">"
	    "<w:abstractNumId"
	    " w:val=\"1001\"/></w:num>"));
}

#define DRAWING(id)							\
	"<w:p><w:r><w:drawing><wp:inline xmlns:wp=\"" OFFICE		\
	"drawingml/2006/wordprocessingDrawing\"><wp:docPr id=\"1\" "	\
	"name=\"x\"/><a:graphic xmlns:a=\"" OFFICE "drawingml/2006/main\">" \
	"<a:graphicData><a:blip r:embed=\"" id "\"><a:extLst/></a:blip>" \
	"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"

static void
test_pictures(struct bench *b)
{
	struct recipe r = {
		.body = DRAWING("p") DRAWING("p") DRAWING("gone")
		    DRAWING("chart")
		    "<w:p><w:r><w:object w:dxaOrig=\"1\"><v:shape xmlns:v=\""
		    "urn:schemas-microsoft-com:vml\"><v:imagedata r:id=\"p\"/>"
		    "</v:shape><o:OLEObject "
		    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
		    "r:id=\"ole\"/></w:object></w:r></w:p>",
		.more_relations = REL("p", "image", "media/a.PNG", "")
		    REL("gone", "image", "media/none.png", "")
		    REL("chart", "chart", "charts/chart1.xml", "")
		    REL("ole", "oleObject", "embeddings/x.bin", ""),
		.files = (struct pack_file[]){
		    { STR("word/media/a.PNG"), STR("\x89PNG\r\n...") },
		    { STR("word/charts/chart1.xml"), STR("<c/>") },
		    { STR("word/embeddings/x.bin"), STR("MZ") } },
		.file_count = 3,
	};
	struct str xml;

	if (!CHECK(place(b, &r)))
		return;
	CHECK(b->findings.list.n == 1);
	CHECK(str_has(b->findings.list.v[0].message, STR("嵌入对象")));
	CHECK(found(b, FINDING_IMPORT_LEFT, "图表和智能图形"));
	CHECK_STR(part(b, "word/media/gwIn1-1.PNG"), "\x89PNG\r\n...");
	CHECK(holds(b, "[Content_Types].xml", "/word/media/gwIn1-1.PNG"));
	CHECK(holds(b, "word/_rels/document.xml.rels", "Id=\"rIdImport1-1\""));
	xml = part(b, "word/document.xml");
	CHECK(str_has(xml, STR("r:embed=\"rIdImport1-1\"")));
	CHECK(str_has(xml, STR("<wp:docPr id=\"100001\"")));
	CHECK(str_has(xml, STR("<wp:docPr id=\"100002\"")));
	CHECK(str_has(xml, STR("<w:pict>")) && !str_has(xml, STR("OLE")));
	CHECK(!str_has(xml, STR("chart")) && !str_has(xml, STR("extLst")));
	CHECK(part(b, "word/embeddings/x.bin").n == 0);
}

static void
test_left_behind(struct bench *b)
{
	struct recipe r = {
		.body = "<w:p><w:bookmarkStart w:id=\"0\" w:name=\"_Toc1\"/>"
		    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>"
		    "<w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r>"
		    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r>"
		    "<w:t>值"
		    "</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
		    "<w:fldSimple w:instr=\"INCLUDETEXT x\"><w:r><w:t>果</w:t>"
		    "</w:r></w:fldSimple><w:ins><w:r><w:t>增</w:t>"
		    "</w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r>"
		    "</w:del>"
		    "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"
		    "<w:hyperlink r:id=\"ok\"><w:r><w:t>链</w:t></w:r>"
		    "</w:hyperlink><w:hyperlink r:id=\"bad\"><w:r><w:t>接</w:t>"
		    "</w:r></w:hyperlink><w:hyperlink w:anchor=\"_Toc1\"><w:r>"
		    "<w:t>内</w:t></w:r></w:hyperlink>"
		    "<w:bookmarkEnd w:id=\"0\"/><!-- c --><w:r><w:fldChar "
		    "w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default "
		    "w:val=\"1\"/></w:checkBox></w:ffData></w:fldChar></w:r>"
		    "</w:p><w:altChunk r:id=\"c\"/><w:p/><w:p><w:pPr/></w:p>",
		.more_relations = REL("ok", "hyperlink", "https://example.com/",
		    " TargetMode=\"External\"") REL("bad", "hyperlink",
		    "javascript:alert(1)", " TargetMode=\"External\"")
		    REL("c", "aFChunk", "x.html", ""),
	};
	struct str xml;

	if (!CHECK(place(b, &r)))
		return;
	CHECK_STR(part_text(b, "word/document.xml"), "|值果增链接内☑");
	CHECK(b->findings.list.n == 1);
	xml = b->findings.list.v[0].message;
	CHECK(str_has(xml, STR("脚注和尾注")) &&
	    str_has(xml, STR("修订标记（按已接受处理）（")) &&
	    str_has(xml, STR("不安全的链接")) &&
	    str_has(xml, STR("插入的其他文件")));
	xml = part(b, "word/document.xml");
	CHECK(!str_has(xml, STR("DDEAUTO")) && !str_has(xml, STR("INCLUDE")));
	CHECK(str_has(xml, STR("w:id=\"100000\" w:name=\"In1_Toc1\"")));
	CHECK(str_has(xml, STR("w:anchor=\"In1_Toc1\"")));
	CHECK(!str_has(part(b, "word/_rels/document.xml.rels"),
	    STR("javascript")));
}

static void
test_sections(struct bench *b)
{
	struct recipe r = {
		.body = P("一") "<w:p><w:pPr><w:sectPr/></w:pPr><w:r>"
		    "<w:t>二</w:t></w:r></w:p><w:p><w:pPr><w:pStyle "
		    "w:val=\"x\"/></w:pPr>"
		    "<w:r><w:t>三</w:t></w:r></w:p><w:p><w:pPr><w:sectPr>"
		    "<w:headerReference r:id=\"h\"/></w:sectPr></w:pPr></w:p>"
		    "<w:tbl><w:tr><w:tc>" P("四") "</w:tc></w:tr></w:tbl><w:p>"
		    "<w:pPr><w:sectPr><w:pgSz w:orient=\"landscape\"/>"
		    "</w:sectPr></w:pPr></w:p>" P("五") "<w:p/><w:sectPr>"
		    "<w:type "
		    "w:val=\"continuous\"/><w:cols w:num=\"2\"/></w:sectPr>",
	};
	struct import *import = take(b, &r);

	if (!CHECK(import != NULL) || !CHECK(import->run_count == 3))
		return;
	CHECK(!import->runs[0].landscape && import->runs[1].landscape &&
	    !import->runs[2].landscape);
	CHECK(str_has(import->runs[0].xml, STR("<w:pageBreakBefore/></w:pPr>"
	    "<w:r><w:t>三")));
	CHECK(str_has(import->runs[1].xml, STR("四")));
	CHECK(str_ends(import->runs[2].xml, STR("五</w:t></w:r></w:p>")));
	CHECK(!str_has(import->runs[0].xml, STR("sectPr")));
	CHECK(found(b, FINDING_IMPORT_LEFT, "页眉页脚、分栏"));
	/* A table at the end is not left to meet the next one. */
	r.body = "<w:tbl/>";
	import = take(b, &r);
	CHECK(import != NULL && import->run_count == 1 &&
	    str_ends(import->runs[0].xml, STR("</w:pPr></w:p>")));
	r.body = "";
	import = take(b, &r);
	CHECK(import != NULL && import->run_count == 0);
}

/* Prefixes that an author's program chose mean the same in our document. */
static void
test_prefixes(struct bench *b)
{
	struct recipe r = { .body = "<x:p xmlns:x=\"" OFFICE
	    "wordprocessingml/2006/main\"><x:r><x:t>甲</x:t></x:r></x:p>"
	    "<w:p xmlns:mc=\"" OFFICE "markup-compatibility/2006\"><w:r>"
	    "<mc:AlternateContent><mc:Choice xmlns:z=\"urn:z\" Requires=\"z\">"
	    "<z:y/></mc:Choice><mc:Fallback><w:t>乙</w:t></mc:Fallback>"
	    "</mc:AlternateContent></w:r></w:p>" };

	if (CHECK(place(b, &r)))
		CHECK_STR(part_text(b, "word/document.xml"), "|甲|乙");
}

static void
test_refused(struct bench *b)
{
	struct recipe r = { .body = P("甲"), .main_type = "image/png" };
	struct str bytes = docx(b, &r);
	struct buf out = { 0 };

	CHECK(import_read(&b->arena, STR("来稿.docx"), STR("\xd0\xcf\x11\xe0"
	    "\xa1\xb1\x1a\xe1"), POS_NONE, 1, &b->findings) == NULL);
	CHECK(found(b, FINDING_PACKAGE_DAMAGED, "来稿.docx"));
	CHECK(import_read(&b->arena, STR("来稿.docx"), str_slice(bytes, 0,
	    bytes.n / 2), POS_NONE, 1, &b->findings) == NULL);
	CHECK(found(b, FINDING_PACKAGE_DAMAGED, "来稿.docx"));
	r.body = "<w:p>";
	CHECK(take(b, &r) == NULL);
	CHECK(found(b, FINDING_PACKAGE_MARKUP, "word/document.xml"));
	pack_begin(b->writer, &out);
	pack_add(b->writer, STR("[Content_Types].xml"), STR("<Types/>"));
	pack_add(b->writer, STR("xl/workbook.xml"), STR("<x/>"));
	pack_end(b->writer);
	CHECK(import_read(&b->arena, STR("来稿.xlsx"), buf_view(&out),
	    POS_NONE, 1, &b->findings) == NULL);
	CHECK(found(b, FINDING_IMPORT_REFUSED, "来稿.xlsx"));
	buf_release(&out);
	CHECK(import_open(&b->arena, STR("no/such.docx"), POS_NONE, 1,
	    &b->findings) == NULL);
	CHECK(found(b, FINDING_FILE_UNREADABLE, "no/such.docx"));
}

int
main(void)
{
	struct bench b;

	bench_init(&b);
	test_styles(&b);
	test_lists(&b);
	test_pictures(&b);
	test_left_behind(&b);
	test_sections(&b);
	test_prefixes(&b);
	test_refused(&b);
	bench_release(&b);
	xmlCleanupParser();
	return UNIT_END;
}
