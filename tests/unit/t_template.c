/*
 * Templates: slots wherever an editor puts them are filled, values never
 * become markup, and what does not fit is named.
 */
#include "office.h"

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
	CHECK_STR(part_text(b, "word/document.xml"), "|标题段|正文段");
	CHECK(str_has(part(b, "word/document.xml"), f.section));
	CHECK(str_has(part(b, "word/styles.xml"), STR("公文标题")));
	CHECK(!str_has(part(b, "word/styles.xml"), STR("{{")));
	/* Footers of landscape pages wait until a section asks for them. */
	CHECK(str_has(template_page(t)->spare[0].bytes,
	    STR("w:tblpX=\"1442\"")));
	CHECK(str_has(template_page(t)->spare[0].bytes,
	    STR("w:val=\"8845\"")));
	CHECK(part(b, "word/gwFooterOdd.xml").n == 0);
	CHECK(part(b, "spare/footer-odd.xml").n == 0);
	CHECK(str_has(part(b, "docProps/core.xml"),
	    STR("<dc:title>题目 &amp; &lt;名&gt;</dc:title>")));
	CHECK(str_has(part(b, "docProps/core.xml"),
	    STR("2026-06-14T00:00:00Z")));
	CHECK(part(b, "word/gwNumbering.xml").n == 0);
	once = str_copy(&b->arena, buf_view(&b->out));
	CHECK(fill(b, t, &f) == 0 && str_eq(once, buf_view(&b->out)));
	CHECK(template_page(t)->width == 11906);
	CHECK(template_page(t)->margin_left == 1587);
	CHECK(template_page(t)->even_and_odd);
	CHECK(str_has(template_page(t)->references, STR("rIdFooterEven")));
	CHECK(str_has(template_page(t)->wide_references,
	    STR("rIdGwWideOdd")));
	CHECK(template_style(t, STYLE_TITLE)->present);

	CHECK(template_builtin(&b->arena, STR("公函"), &b->raws,
	    &b->findings) == NULL);
	CHECK(found(b, FINDING_TEMPLATE_UNKNOWN, "公函"));
}

/* What is compiled with the program is what compiling makes now. */
static void
test_ready(struct bench *b)
{
	static const char *const profiles[] = { "GB9704", "GB33476" };
	struct fill f = some;

	f.abstract_xml = STR("<w:abstractNum w:abstractNumId=\"7\"/>");
	f.number_xml = STR("<w:num w:numId=\"7\"/>");
	f.pages = 3;
	for (size_t i = 0; i < 4; i++) {
		struct str profile = str_of(profiles[i / 2]);
		const struct template *ready = template_ready(STR("公文"),
		    profile);
		struct template_raws raws = docx_raws(&b->arena,
		    profile_builtin(&b->arena, profile));
		struct template *made = template_builtin(&b->arena, STR_NONE,
		    &raws, &b->findings);
		struct str bytes;

		if (!CHECK(ready != NULL && made != NULL))
			return;
		f.section = i % 2 > 0 ? STR("<w:sectPr/>") : STR_NONE;
		CHECK(fill(b, made, &f) == 0);
		bytes = str_copy(&b->arena, buf_view(&b->out));
		CHECK(fill(b, ready, &f) == 0);
		CHECK(str_eq(bytes, buf_view(&b->out)));
		CHECK_STR(template_page(ready)->spare[1].bytes, str_cstr(
		    &b->arena, template_page(made)->spare[1].bytes));
	}
	CHECK(template_ready(STR_NONE, STR_NONE) ==
	    template_ready(STR("公文"), STR("GB9704")));
	CHECK(template_ready(STR("公函"), STR_NONE) == NULL);
	CHECK(template_ready(STR_NONE, STR("某某.txt")) == NULL);
}

static void
test_additions(struct bench *b)
{
	struct template *t = template_builtin(&b->arena, STR("公文"),
	    &b->raws, &b->findings);
	struct fill_part parts[] = { { STR("word/media/gw1.png"),
	    STR("image/png"), STR("\x89PNG") } };
	struct fill_relation relations[] = {
		{ STR("rIdGw1"), "image", STR("media/gw1.png"), false },
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
	    STR("PartName=\"/word/gwNumbering.xml\"")));
	CHECK(str_has(part(b, "word/_rels/document.xml.rels"),
	    STR("Target=\"http://a/?b&amp;c\" TargetMode=\"External\"")));
	CHECK(str_has(part(b, "word/styles.xml"), STR("w:styleId=\"In1\"")));
	CHECK(str_has(part(b, "word/gwNumbering.xml"), STR("Id=\"7\"/>"
	    "</w:num")));
	CHECK(str_has(part(b, "word/gwNumbering.xml"),
	    STR("</w:abstractNum><w:num")) ||
	    str_has(part(b, "word/gwNumbering.xml"),
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
	CHECK_STR(part_text(b, "word/document.xml"),
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
	CHECK_STR(part_text(b, "word/header1.xml"),
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
	CHECK_STR(part_text(b, "word/document.xml"), "|标题段||正文段");
	CHECK(str_has(xml, STR("<w:bookmarkStart")));
	CHECK(str_has(xml, STR("<w:pgMar w:top=\"7\"/></w:sectPr></w:body>")));
	CHECK(template_page(t)->margin_top == 7);
	CHECK_STR(template_page(t)->spare_ids[0], "rIdGwWideOdd");
	CHECK(template_page(t)->spare[0].bytes.n > 0);
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
		    "<w:basedOn w:val=\"a\"/><w:rPr><w:rFonts w:eastAsia="
		    "\"楷体\"/></w:rPr></w:style>"
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
	CHECK(fill(b, t, &f) == 0);	/* docx.c lends it */
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
		{ "<w:p><w:r><w:t>{{标题</w:t><w:tab/><w:t>}}</w:t></w:r>"
		    "</w:p>",
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
	r.main_type = NULL;
	r.more_relations = "<Relationship Id=\"p\" Type=\"x/image\" "
	    "Target=\"media/gw1.png\"/>";
	r.files = (struct pack_file[]){ { STR("word/media/gw1.png"),
	    STR("\x89PNG\r\n") } };
	r.file_count = 1;
	CHECK(open_recipe(b, &r) == NULL);
	CHECK(found(b, FINDING_TEMPLATE_REFUSED, "另存"));
	r.more_relations = NULL;
	r.files = (struct pack_file[]){ { STR("DocProps/Core.xml"),
	    STR("made anew") } };
	CHECK(fill(b, open_recipe(b, &r), &some) == 0);
	CHECK(consistent(buf_view(&b->out)));
	CHECK(str_has(part(b, "docProps/core.xml"), STR("题目")));
	r.file_count = 0;
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
	    .settings = "<w:attachedTemplate r:id=\"x\"/>"
	    "<w:evenAndOddHeaders/>",
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

/* Is this in a part of what was filled, or in its name? */
static bool
anywhere(struct bench *b, const char *what)
{
	struct pack *pack = pack_open(&b->arena, STR("成文.docx"),
	    buf_view(&b->out), POS_NONE, &b->findings);
	bool is_there = false;

	for (size_t i = 0; pack != NULL && i < pack->n; i++)
		is_there |= str_has(pack->parts[i].name, str_of(what)) ||
		    str_has(part(b, str_cstr(&b->arena,
		    pack->parts[i].name)), str_of(what));
	return is_there;
}

#define LINK(id, kind, target, mode)					\
	"<Relationship Id=\"" id "\" Type=\"" OFFICE "officeDocument/2006/" \
	"relationships/" kind "\" Target=\"" target "\"" mode "/>"
#define LINKS(list)							\
	XML "<Relationships xmlns=\"" OFFICE				\
	"package/2006/relationships\">" list "</Relationships>"
#define OUT		" TargetMode=\"External\""
#define HEADER(inner)							\
	XML "<?mso-x EVIL?><w:hdr " NAMESPACES ">" inner "</w:hdr>"
#define DDE								\
	"<w:p><w:fldSimple w:instr=\"DDEAUTO EVIL\"><w:r><w:t>x</w:t>"	\
	"</w:r></w:fldSimple></w:p>"
#define HYPERLINK							\
	"<w:p><w:hyperlink r:id=\"q\"><w:r><w:t>y</w:t></w:r>"		\
	"</w:hyperlink></w:p>"

/*
 * What is active comes along by no way: a story of any name, relationships
 * that say one thing twice or in their own words, what nothing leads to, what
 * is called a picture.  No reference is left to what did not come.
 */
static void
test_hostile(struct bench *b)
{
	static const struct {
		const char *target, *story, *links, *beside, *bytes, *said;
	} tries[] = {
		{ "header9.bin", "word/header9.bin", NULL, NULL, NULL,
		    "DDEAUTO" },
		{ "../docProps/header9.xml", "docProps/header9.xml", NULL,
		    NULL, NULL, "DDEAUTO" },
		{ "header9.XML", "word/header9.xml",
		    "word/_RELS/Header9.xml.RELS", LINKS(LINK("q",
		    "attachedTemplate", "http://EVIL/", OUT)), NULL,
		    "EVIL" },
		{ "header9.xml", "word/header9.xml",
		    "word/_rels/header9.xml.rels", LINKS(LINK("q",
		    "hyperlink", "https://a/", OUT) LINK("q", "hyperlink",
		    "file:///EVIL", OUT)), NULL, "DDEAUTO" },
		{ "header9.xml", "word/header9.xml",
		    "word/_rels/header9.xml.rels", LINKS(LINK("q", "image",
		    "file:///EVIL", " TargetMode=\"external\"")), NULL,
		    "image" },
		{ "header9.xml", "word/header9.xml",
		    "word/_rels/header9.xml.rels", LINKS(LINK("q", "image",
		    "EVIL.png", "")), "MZ EVIL", "EVIL.png" },
		{ "header9.xml", "word/header9.xml",
		    "word/_rels/header9.xml.rels", LINKS(LINK("q",
		    "glossaryDocument", "EVIL.png", "")), "EVIL",
		    "DDEAUTO" },
		{ "header9.xml", "word/header9.xml", NULL, NULL, "EVIL",
		    "word/EVIL.png" },
	};

	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		const char *links = tries[i].links != NULL ?
		    tries[i].links : "word/other.xml.rels";
		struct pack_file files[] = {
			{ str_of(tries[i].story),
			    STR(HEADER(DDE HYPERLINK)) },
			{ str_of(links), str_of(tries[i].beside != NULL ?
			    tries[i].beside : "") },
			{ STR("word/EVIL.png"), str_of(tries[i].bytes !=
			    NULL ? tries[i].bytes : "EVIL") },
		};
		struct recipe r = { .body = P("{{全文}}"), .files = files,
		    .file_count = 3, .more_relations = str_cstr(&b->arena,
		    str_format(&b->arena, LINK("z", "header", "%s", ""),
		    tries[i].target)) };
		struct template *t = open_recipe(b, &r);

		CHECK(found(b, FINDING_TEMPLATE_EXTERNAL, tries[i].said));
		if (!CHECK(t != NULL) || !CHECK(fill(b, t, &some) == 0))
			continue;
		CHECK(!anywhere(b, "EVIL"));
		CHECK_STR(part_text(b, tries[i].story), "|x|y");
		CHECK(str_has(part(b, tries[i].story), STR("w:hyperlink")) ==
		    str_has(part(b, "word/_rels/header9.xml.rels"),
		    STR("Id=\"q\"")));
	}
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
	CHECK_STR(part_text(b, "word/document.xml"), "|{{版头}}|{{标题}}"
	    "|{{主送机关}}|{{正文}}|{{附件说明}}|{{落款}}|{{附注}}|{{附件}}"
	    "|{{版记}}");
	t = template_read(&b->arena, STR("出口.docx"),
	    str_copy(&b->arena, buf_view(&b->out)), POS_NONE, &b->findings);
	if (CHECK(t != NULL) && CHECK(fill(b, t, &some) == 0))
		CHECK_STR(part_text(b, "word/document.xml"), "|标题段|正文段");
	CHECK(template_export(STR("公函"), &b->raws, &b->out,
	    &b->findings) == -1);
	CHECK(found(b, FINDING_TEMPLATE_UNKNOWN, "公函") && b->out.n == 0);

	if (CHECK(mkstemp(path) >= 0)) {
		struct recipe r = { .body = P("{{标题}}") P("甲{{单位}}") };
		struct str bytes = docx(b, &r);
		FILE *file = fopen(path, "wb");

		fwrite(bytes.p, 1, bytes.n, file);
		fclose(file);
		/* It has no place for a body. */
		CHECK(template_check(str_of(path), &report,
		    &b->findings) == -1);
		CHECK(found(b, FINDING_TEMPLATE_LACKS, "正文"));
		CHECK(str_has(buf_view(&report), STR("{{标题}}："
		    "word/document.xml 第 1 段，整段")));
		CHECK(str_has(buf_view(&report), STR("{{单位}}："
		    "word/document.xml 第 2 段\n")));
		CHECK(str_has(buf_view(&report), STR("没有 {{正文}}")));
		CHECK(str_has(buf_view(&report), STR("缺少的样式：公文正文")));
		remove(path);
	}
	buf_release(&report);
}

/*
 * A template that LibreOffice 7.4 saved twice, as .odt and as .docx: slots
 * split over three runs each, styles renamed, unused footers dropped, a text
 * box in two forms.
 */
static void
test_libreoffice(struct bench *b)
{
	static const struct laid_value has[] = {
		{ STR("密级"), STR("机密") }, { STR("紧急程度"), STR("特急") },
		{ STR("发文机关标志"), STR("某某局文件") },
		{ STR("发文字号"), STR("某发〔2026〕8号") },
		{ STR("标题"), STR("通知") }, { STR("承办单位"), STR_NONE },
	};
	struct fill f = some;
	struct template *t = template_open(&b->arena,
	    STR("tests/unit/fixtures/template-libreoffice.docx"), POS_NONE,
	    &b->findings);

	if (!CHECK(t != NULL && b->findings.list.n == 0))
		return;
	for (size_t i = 0; i < STYLE_COUNT; i++)
		CHECK(template_style(t, (enum style)i)->present);
	CHECK(template_style(t, STYLE_TITLE)->size == 44);
	CHECK(template_style(t, STYLE_BODY)->line == 579);
	CHECK(template_style(t, STYLE_BODY)->spacing == -6);
	CHECK_STR(template_style(t, STYLE_LEVEL_2)->face, "楷体");
	CHECK(template_page(t)->margin_top == 2098);
	f.values = has;
	f.value_count = 6;
	f.xml[SLOT_HEAD] = STR("<w:p/>");
	f.styles[STYLE_LEVEL_2] = true;
	if (!CHECK(fill(b, t, &f) == 0))
		return;
	CHECK(consistent(buf_view(&b->out)));
	CHECK_STR(part_text(b, "word/document.xml"), "|机密 特急||某某局文件|"
	    "某某局文件|某发〔2026〕8号||标题段|正文段|承办单位：");
	CHECK_STR(part_text(b, "word/header2.xml"), "|通知");
	CHECK(str_has(part(b, "word/document.xml"),
	    STR("<w:pStyle w:val=\"GwMark\"/>")));
	CHECK(str_has(part(b, "word/styles.xml"),
	    STR("w:styleId=\"GwLevel2Char\"")));
	CHECK(str_has(template_page(t)->spare[1].bytes,
	    STR("w:tblpX=\"1442\"")));
}

int
main(void)
{
	struct bench b;

	bench_init(&b);
	test_builtin(&b);
	test_ready(&b);
	test_additions(&b);
	test_texts(&b);
	test_header(&b);
	test_sections(&b);
	test_styles(&b);
	test_mistakes(&b);
	test_refused(&b);
	test_external(&b);
	test_hostile(&b);
	test_export(&b);
	test_libreoffice(&b);
	bench_release(&b);
	xmlCleanupParser();
	return UNIT_END;
}
