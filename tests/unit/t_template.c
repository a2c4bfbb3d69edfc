/*
 * Templates: slots wherever an editor puts them are filled, values never
 * become markup, and what does not fit is named.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <zip.h>

#include "output/template.h"
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

/* --- a bench of tools -------------------------------------------------- */

static void
make_raws(struct bench *b)
{
	static const struct {
		const char *key;
		int value;
	} lengths[] = {
#define LENGTH(field, key, gb33476, gb9704, clause, zh) { key, gb9704 },
#include "layout/length.def"
#undef LENGTH
	};
	static const struct {
		const char *ident, *name;
	} styles[] = {
#define STYLE(id, ident, name, face, size, line, justify) { ident, name },
#include "layout/style.def"
#undef STYLE
	};
	size_t n = sizeof(lengths) / sizeof(lengths[0]);
	struct template_raw *v = NEW_ARRAY(&b->arena, struct template_raw,
	    n + 1);
	struct buf xml = { 0 };

	for (size_t i = 0; i < n; i++)
		v[i] = (struct template_raw){ str_of(lengths[i].key),
		    str_format(&b->arena, "%d", lengths[i].value) };
	for (size_t i = 0; i < STYLE_COUNT; i++)
		buf_format(&xml, "<w:style w:type=\"paragraph\" w:styleId="
		    "\"%s\"><w:name w:val=\"%s\"/></w:style>",
		    styles[i].ident, styles[i].name);
	v[n] = (struct template_raw){ STR("样式"),
	    str_copy(&b->arena, buf_view(&xml)) };
	buf_release(&xml);
	b->raws = (struct template_raws){ v, n + 1 };
}

static void
bench_init(struct bench *b)
{
	*b = (struct bench){ .writer = pack_writer_new() };
	b->findings.arena = &b->arena;
	make_raws(b);
}

static void
bench_release(struct bench *b)
{
	buf_release(&b->out);
	pack_writer_free(b->writer);
	arena_release(&b->arena);
}

/* The findings so far are of this kind, and one says this. */
static bool
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
static bool
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
static struct str
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
static struct str
text_of(struct bench *b, const char *name)
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

/*
 * A template with this body, header and settings; NULL header: none.  Styles
 * are ours by name, with ids that an editor made up.
 */
struct recipe {
	const char *body, *header, *styles, *settings, *main_type;
	const char *more_types, *more_relations;
};

static void
add_part(struct bench *b, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
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

static struct str
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
	pack_end(b->writer);
	bytes = str_copy(&b->arena, buf_view(&out));
	buf_release(&out);
	return bytes;
}

static struct template *
open_recipe(struct bench *b, const struct recipe *r)
{
	b->findings.list.n = 0;
	return template_read(&b->arena, STR("模板.docx"), docx(b, r), POS_NONE,
	    &b->findings);
}

static struct template *
open_body(struct bench *b, const char *body)
{
	struct recipe r = { .body = body };

	return open_recipe(b, &r);
}

static int
fill(struct bench *b, const struct template *template,
    const struct fill *f)
{
	return template_fill(template, f, b->writer, &b->out, &b->findings);
}

/* --- tests ------------------------------------------------------------- */

#define P(text)		"<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

static const struct laid_value values[] = {
	{ STR("发文字号"), STR("某发〔2026〕8号") },
	{ STR("签发人"), STR_NONE },
	{ STR("标题"), STR("关于<甲>&“乙”的\n通知") },
	{ STR("单位"), STR("丙县") },
	{ STR("电话"), STR_NONE },
};

static const struct fill some = {
	.values = values, .value_count = 5,
	.xml = { [SLOT_BODY] = STR("<w:p><w:r><w:t>正文段</w:t></w:r></w:p>"),
	    [SLOT_TITLE] = STR("<w:p><w:r><w:t>标题段</w:t></w:r></w:p>") },
	.title = STR("题目 & <名>"), .creator = STR("某某局"),
	.date = STR("2026-06-14"),
};

static void
test_builtin(struct bench *b)
{
	struct template *t = template_builtin(&b->arena, STR_NONE, &b->raws,
	    &b->findings);
	struct fill f = some;
	struct str once;

	CHECK_STR(template_name(0), "公文");
	CHECK(template_name(1).n == 0);
	CHECK(template_description(0, LANGUAGE_ZH).n > 0);
	CHECK(template_description(0, LANGUAGE_EN).n > 0);
	if (!CHECK(t != NULL))
		return;
	f.section = STR("<w:sectPr><w:pgSz w:w=\"1\" w:h=\"2\"/></w:sectPr>");
	f.styles[STYLE_BODY] = true;
	CHECK(fill(b, t, &f) == 0);
	CHECK(b->findings.list.n == 0);
	CHECK(consistent(buf_view(&b->out)));
	CHECK_STR(text_of(b, "word/document.xml"), "|标题段|正文段");
	CHECK(str_has(part(b, "word/document.xml"), f.section));
	CHECK(str_has(part(b, "word/styles.xml"), STR("公文标题")));
	CHECK(!str_has(part(b, "word/styles.xml"), STR("{{")));
	CHECK(str_has(part(b, "word/footer3.xml"), STR("w:tblpX=\"1442\"")));
	CHECK(str_has(part(b, "word/footer3.xml"), STR("w:val=\"8845\"")));
	CHECK(str_has(part(b, "docProps/core.xml"),
	    STR("<dc:title>题目 &amp; &lt;名&gt;</dc:title>")));
	CHECK(str_has(part(b, "docProps/core.xml"),
	    STR("2026-06-14T00:00:00Z")));
	CHECK(part(b, "word/numbering.xml").n == 0);
	once = str_copy(&b->arena, buf_view(&b->out));
	CHECK(fill(b, t, &f) == 0 && str_eq(once, buf_view(&b->out)));
	CHECK(template_page(t)->width == 11906);
	CHECK(template_page(t)->margin_left == 1587);
	CHECK(template_page(t)->even_and_odd);
	CHECK(str_has(template_page(t)->references, STR("rIdFooterEven")));
	CHECK(str_has(template_page(t)->wide_references,
	    STR("rIdFooterLandscapeOdd")));
	CHECK(template_style(t, STYLE_TITLE)->present);

	CHECK(template_builtin(&b->arena, STR("公函"), &b->raws,
	    &b->findings) == NULL);
	CHECK(found(b, FINDING_TEMPLATE_UNKNOWN, "公函"));
}

static void
test_additions(struct bench *b)
{
	struct template *t = template_builtin(&b->arena, STR("公文"),
	    &b->raws, &b->findings);
	struct fill_part parts[] = { { STR("word/media/gw1.png"),
	    STR("image/png"), STR("\x89PNG") } };
	struct fill_relation relations[] = {
		{ STR("rIdMedia1"), "image", STR("media/gw1.png"), false },
		{ STR("rIdImport1"), "hyperlink", STR("http://a/?b&c"), true },
	};
	struct fill f = some;

	f.parts = parts;
	f.part_count = 1;
	f.relations = relations;
	f.relation_count = 2;
	f.style_xml = STR("<w:style w:styleId=\"In1\"/>");
	f.abstract_xml = STR("<w:abstractNum w:abstractNumId=\"7\"/>");
	f.number_xml = STR("<w:num w:numId=\"7\"/>");
	CHECK(fill(b, t, &f) == 0);
	CHECK(consistent(buf_view(&b->out)));
	CHECK_STR(part(b, "word/media/gw1.png"), "\x89PNG");
	CHECK(str_has(part(b, "[Content_Types].xml"),
	    STR("PartName=\"/word/media/gw1.png\"")));
	CHECK(str_has(part(b, "[Content_Types].xml"),
	    STR("PartName=\"/word/numbering.xml\"")));
	CHECK(str_has(part(b, "word/_rels/document.xml.rels"),
	    STR("Target=\"http://a/?b&amp;c\" TargetMode=\"External\"")));
	CHECK(str_has(part(b, "word/styles.xml"), STR("w:styleId=\"In1\"")));
	CHECK(str_has(part(b, "word/numbering.xml"), STR("Id=\"7\"/></w:num")));
	CHECK(str_has(part(b, "word/numbering.xml"),
	    STR("</w:abstractNum><w:num")) ||
	    str_has(part(b, "word/numbering.xml"),
	    STR("w:abstractNumId=\"7\"/><w:num ")));
}

/* Slots as editors leave them: split, with proofing marks, in odd places. */
static void
test_texts(struct bench *b)
{
	struct template *t = open_body(b,
	    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>文号：{</w:t></w:r>"
	    "<w:proofErr w:type=\"spellStart\"/><w:r><w:t>{发文</w:t></w:r>"
	    "<w:r><w:t>字号}</w:t></w:r><w:r><w:t>}。</w:t></w:r></w:p>"
	    "<w:p><w:r><w:t xml:space=\"preserve\">{{ 标题 }} 与 {{</w:t>"
	    "</w:r><w:r><w:t>单位}}</w:t></w:r></w:p>"
	    P("签发人：{{签发人}}") P("　{{签发人}}　") P("电话：{{电话}}")
	    "<w:tbl><w:tr><w:tc>" P("{{签发人}}") "</w:tc><w:tc>" P("{{单位}}")
	    P("{{签发人}}") "</w:tc></w:tr></w:tbl>" P("{{签发人}}")
	    "<w:tbl/>" P("{{全文}}")
	    "<w:p><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:"
	    "vml\"><v:textpath string=\"A{{标题}}\"/><v:textbox><w:txbxContent>"
	    P("框{{单位}}") "</w:txbxContent></v:textbox></v:shape></w:pict>"
	    "</w:r></w:p><w:sectPr/>");
	struct str xml;

	if (!CHECK(t != NULL && b->findings.list.n == 0))
		return;
	CHECK(fill(b, t, &some) == 0);
	CHECK(consistent(buf_view(&b->out)));
	CHECK_STR(text_of(b, "word/document.xml"),
	    "|文号：某发〔2026〕8号。|关于<甲>&“乙”的/通知 与 丙县|电话："
	    "||丙县|||标题段|正文段||框丙县");
	xml = part(b, "word/document.xml");
	CHECK(str_has(xml, STR("<w:rPr><w:b/></w:rPr><w:t xml:space=\""
	    "preserve\">文号：某发〔2026〕8号</w:t>")));
	CHECK(str_has(xml,
	    STR("string=\"A关于&lt;甲&gt;&amp;“乙”的&#10;通知\"")));
	CHECK(str_has(xml, STR("<w:tc><w:p/></w:tc>")));
	CHECK(!str_has(xml, STR("{{")));
	CHECK(!str_has(xml, STR("\ufdd0")));
}

static void
test_header(struct bench *b)
{
	struct recipe r = { .body = P("{{全文}}"), .header = P("{{标题}}")
	    "<w:tbl><w:tr><w:tc>" P("{{发文字号}}") "</w:tc></w:tr></w:tbl>"
	    P("{{签发人}}") };
	struct template *t = open_recipe(b, &r);

	if (!CHECK(t != NULL))
		return;
	CHECK(fill(b, t, &some) == 0);
	CHECK_STR(text_of(b, "word/header1.xml"),
	    "|关于<甲>&“乙”的/通知|某发〔2026〕8号|");
}

/* A block slot in the paragraph that ends a section keeps the section. */
static void
test_sections(struct bench *b)
{
	struct template *t = open_body(b,
	    "<w:p><w:pPr><w:sectPr><w:pgSz w:orient=\"landscape\"/>"
	    "</w:sectPr></w:pPr><w:bookmarkStart w:id=\"1\" w:name=\"x\"/>"
	    "<w:r><w:t>{{标题}}</w:t></w:r></w:p>" P("{{正文}}")
	    "<w:bookmarkEnd w:id=\"1\"/><w:sectPr><w:pgMar w:top=\"7\"/>"
	    "</w:sectPr>");
	struct str xml;

	if (!CHECK(t != NULL))
		return;
	CHECK(fill(b, t, &some) == 0);
	xml = part(b, "word/document.xml");
	CHECK_STR(text_of(b, "word/document.xml"), "|标题段||正文段");
	CHECK(str_has(xml, STR("<w:bookmarkStart")));
	CHECK(str_has(xml, STR("<w:pgMar w:top=\"7\"/></w:sectPr></w:body>")));
	CHECK(template_page(t)->margin_top == 7);
	CHECK(part(b, "word/gwFooter3.xml").n > 0);
	CHECK(str_has(part(b, "[Content_Types].xml"),
	    STR("/word/gwFooter3.xml")));
}

static void
test_styles(struct bench *b)
{
	struct recipe r = {
		.body = "<w:p><w:pPr><w:pStyle w:val=\"11\"/></w:pPr><w:r><w:t>"
		    "字</w:t></w:r></w:p>" P("{{全文}}"),
		.styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts "
		    "w:eastAsia=\"宋体\"/><w:sz w:val=\"21\"/></w:rPr>"
		    "</w:rPrDefault></w:docDefaults>"
		    "<w:style w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:pPr>"
		    "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/></w:pPr>"
		    "<w:rPr><w:sz w:val=\"30\"/></w:rPr></w:style>"
		    "<w:style w:styleId=\"11\"><w:name w:val=\"公文标题\"/>"
		    "<w:basedOn w:val=\"a\"/><w:rPr><w:rFonts w:eastAsia=\"楷体\""
		    "/></w:rPr></w:style>"
		    "<w:style w:styleId=\"GwTitle\"><w:name w:val=\"别的\"/>"
		    "<w:basedOn w:val=\"11\"/></w:style>",
	};
	struct template *t = open_recipe(b, &r);
	const struct template_style *title;
	struct fill f = some;

	if (!CHECK(t != NULL))
		return;
	title = template_style(t, STYLE_TITLE);
	CHECK(title->present && title->size == 30 && title->line == 560);
	CHECK_STR(title->face, "楷体");
	CHECK(!template_style(t, STYLE_BODY)->present);
	f.styles[STYLE_TITLE] = true;
	CHECK(fill(b, t, &f) == 0);
	CHECK(str_has(part(b, "word/document.xml"),
	    STR("<w:pStyle w:val=\"GwTitle\"/>")));
	CHECK(str_has(part(b, "word/styles.xml"), STR("w:styleId=\"GwTitle\">"
	    "<w:name w:val=\"公文标题\"/>")));
	CHECK(str_has(part(b, "word/styles.xml"), STR("w:styleId=\"11\">"
	    "<w:name w:val=\"别的\"/><w:basedOn w:val=\"GwTitle\"/>")));
	f.styles[STYLE_BODY] = true;
	CHECK(fill(b, t, &f) == -1 && b->out.n == 0);
	CHECK(found(b, FINDING_TEMPLATE_STYLE, "公文正文"));
}

static void
test_mistakes(struct bench *b)
{
	static const struct {
		const char *body, *what;
	} bad[] = {
		{ P("甲") P("编号{{标题"), "第 2 段" },
		{ P("{{标题{{正文}}"), "没有用" },
		{ P("{{}}"), "没有名称" },
		{ P("{{#名单}}"), "条件和循环" },
		{ P("{{日期|大写}}"), "|" },
		{ P("｛｛标题｝｝"), "全角" },
		{ P("甲{{正文}}"), "独占一段" },
		{ "<w:tbl><w:tr><w:tc>" P("{{正文}}") "</w:tc></w:tr></w:tbl>",
		    "独占一段" },
		{ P("{{正文}}") P("{{正文}}"), "两次" },
		{ "<w:p><w:r><w:t>{{标题</w:t><w:tab/><w:t>}}</w:t></w:r></w:p>",
		    "没有用" },
	};
	struct fill f = some;
	struct template *t;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CHECK(open_body(b, bad[i].body) == NULL);
		CHECK(found(b, FINDING_TEMPLATE_SLOT, bad[i].what));
	}
	CHECK((t = open_body(b, P("致{{单为}}：") P("{{全文}}"))) != NULL);
	CHECK(fill(b, t, &f) == -1 && b->out.n == 0);
	CHECK(found(b, FINDING_TEMPLATE_NAME, "是不是“单位”"));
	CHECK((t = open_body(b, P("{{某某甲乙丙}}") P("{{全文}}"))) != NULL);
	CHECK(fill(b, t, &f) == -1);
	CHECK(found(b, FINDING_TEMPLATE_NAME, "第 1 段"));
	/* Content that has nowhere to go. */
	CHECK((t = open_body(b, P("{{标题}}"))) != NULL);
	CHECK(fill(b, t, &f) == -1);
	CHECK(found(b, FINDING_TEMPLATE_LACKS, "正文"));
	/* Element by element instead of the block: each must be there. */
	f.xml[SLOT_HEAD] = STR("<w:p/>");
	CHECK((t = open_body(b, P("号：{{签发人}}") P("{{标题}}")
	    P("{{正文}}"))) != NULL);
	CHECK(fill(b, t, &f) == -1);
	CHECK(found(b, FINDING_TEMPLATE_LACKS, "发文字号"));
	CHECK((t = open_body(b, P("号：{{发文字号}}") P("{{标题}}")
	    P("{{正文}}"))) != NULL);
	CHECK(fill(b, t, &f) == 0);
}

static void
test_refused(struct bench *b)
{
	struct recipe r = { .body = P("{{全文}}") };

	r.main_type = "application/vnd.ms-word.document.macroEnabled.main+xml";
	CHECK(open_recipe(b, &r) == NULL);
	CHECK(found(b, FINDING_TEMPLATE_REFUSED, "宏"));
	r.main_type = "application/vnd.openxmlformats-officedocument."
	    "spreadsheetml.sheet.main+xml";
	CHECK(open_recipe(b, &r) == NULL);
	CHECK(found(b, FINDING_TEMPLATE_REFUSED, "不是 Word"));
	r.main_type = TYPES "template.main+xml";	/* a .dotx will do */
	CHECK(open_recipe(b, &r) != NULL);
	CHECK(fill(b, open_recipe(b, &r), &some) == 0);
	CHECK(str_has(part(b, "[Content_Types].xml"),
	    STR(TYPES "document.main+xml")));
	CHECK(open_body(b, P("\ufdd0" "0\ufdd1{{全文}}")) == NULL);
	CHECK(found(b, FINDING_TEMPLATE_REFUSED, "U+FDD0"));
	CHECK(open_body(b, P("&#xfdd0;")) == NULL);
	CHECK(found(b, FINDING_TEMPLATE_REFUSED, "U+FDD0"));
	r.main_type = NULL;
	r.body = "<x/><w:p>";
	CHECK(open_recipe(b, &r) == NULL);
	CHECK(found(b, FINDING_PACKAGE_MARKUP, "word/document.xml"));
	CHECK(template_read(&b->arena, STR("模板.docx"), STR("PK"), POS_NONE,
	    &b->findings) == NULL);
	CHECK(found(b, FINDING_PACKAGE_DAMAGED, "模板.docx"));
	CHECK(template_open(&b->arena, STR("no/such.docx"), POS_NONE,
	    &b->findings) == NULL);
	CHECK(found(b, FINDING_FILE_UNREADABLE, "no/such.docx"));
}

static void
test_external(struct bench *b)
{
	struct recipe r = { .body = P("{{全文}}"),
	    .settings = "<w:attachedTemplate r:id=\"x\"/><w:evenAndOddHeaders/>",
	    .more_relations = "<Relationship Id=\"e\" Type=\"x/image\" "
	    "Target=\"file:///c:/logo.png\" TargetMode=\"External\"/>"
	    "<Relationship Id=\"f\" Type=\"x/hyperlink\" "
	    "Target=\"https://example.com/\" TargetMode=\"External\"/>" };
	struct template *t = open_recipe(b, &r);

	CHECK(b->findings.list.n == 1);
	CHECK(found(b, FINDING_TEMPLATE_EXTERNAL, "logo.png"));
	if (!CHECK(t != NULL))
		return;
	CHECK(template_page(t)->even_and_odd);
	CHECK(fill(b, t, &some) == 0);
	CHECK(!str_has(part(b, "word/settings.xml"), STR("attached")));
	CHECK(str_has(part(b, "word/_rels/document.xml.rels"),
	    STR("https://example.com/")));
}

/* An exported template is a template again. */
static void
test_export(struct bench *b)
{
	struct template *t;
	struct buf report = { 0 };
	char path[] = "/tmp/gongwen-XXXXXX";

	CHECK(template_export(STR("公文"), &b->raws, &b->out,
	    &b->findings) == 0);
	CHECK(consistent(buf_view(&b->out)));
	CHECK_STR(text_of(b, "word/document.xml"), "|{{版头}}|{{标题}}|{{主送机关}}"
	    "|{{正文}}|{{附件说明}}|{{落款}}|{{附注}}|{{附件}}|{{版记}}");
	t = template_read(&b->arena, STR("出口.docx"),
	    str_copy(&b->arena, buf_view(&b->out)), POS_NONE, &b->findings);
	if (CHECK(t != NULL) && CHECK(fill(b, t, &some) == 0))
		CHECK_STR(text_of(b, "word/document.xml"), "|标题段|正文段");
	CHECK(template_export(STR("公函"), &b->raws, &b->out,
	    &b->findings) == -1);
	CHECK(found(b, FINDING_TEMPLATE_UNKNOWN, "公函") && b->out.n == 0);

	if (CHECK(mkstemp(path) >= 0)) {
		struct recipe r = { .body = P("{{标题}}") P("甲{{单位}}") };
		struct str bytes = docx(b, &r);
		FILE *file = fopen(path, "wb");

		fwrite(bytes.p, 1, bytes.n, file);
		fclose(file);
		CHECK(template_check(str_of(path), &report,
		    &b->findings) == 0);
		CHECK(str_has(buf_view(&report), STR("{{标题}}：word/document.xml"
		    " 第 1 段，整段")));
		CHECK(str_has(buf_view(&report), STR("{{单位}}：word/document.xml"
		    " 第 2 段\n")));
		CHECK(str_has(buf_view(&report), STR("没有 {{正文}}")));
		CHECK(str_has(buf_view(&report), STR("缺少的样式：公文正文、")));
		remove(path);
	}
	buf_release(&report);
}

int
main(void)
{
	struct bench b;

	bench_init(&b);
	test_builtin(&b);
	test_additions(&b);
	test_texts(&b);
	test_header(&b);
	test_sections(&b);
	test_styles(&b);
	test_mistakes(&b);
	test_refused(&b);
	test_external(&b);
	test_export(&b);
	bench_release(&b);
	xmlCleanupParser();
	return UNIT_END;
}
