/*
 * XML in packages: hostile parts are refused with part and line, helpers see
 * strict and transitional alike, and no text can become markup.
 */
#include "unit.h"

#include <string.h>

#include "package/gate.h"
#include "package/markup.h"

#include <libxml/parser.h>

struct bench {
	struct arena arena;
	struct findings findings;
	struct pack pack;
	struct part part;
};

#define W	"xmlns:w=\"http://schemas.openxmlformats.org/" \
		"wordprocessingml/2006/main\""
#define STRICT	"xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\""

static xmlDoc *
parse(struct bench *b, struct str bytes)
{
	b->findings.list.n = 0;
	return markup_parse(&b->pack, &b->part, bytes, &b->findings);
}

static bool
refused(struct bench *b, struct str bytes, const char *why)
{
	xmlDoc *tree = parse(b, bytes);
	struct str message = b->findings.list.n > 0 ?
	    b->findings.list.v[0].message : STR_NONE;

	if (tree == NULL && b->findings.list.n == 1 &&
	    str_has(message, STR("乙.docx")) &&
	    str_has(message, STR("word/document.xml")) &&
	    str_has(message, str_of(why)))
		return true;
	printf("    %s: %.*s\n", tree ? "parsed" : "refused",
	    STR_ARG(message));
	xmlFreeDoc(tree);
	return false;
}

static struct str
nested(struct arena *arena, size_t depth)
{
	struct buf out = { 0 };
	struct str copy;

	for (size_t i = 0; i < depth; i++)
		buf_lit(&out, "<a>");
	for (size_t i = 0; i < depth; i++)
		buf_lit(&out, "</a>");
	copy = str_copy(arena, buf_view(&out));
	buf_release(&out);
	return copy;
}

static void
test_hostile(struct bench *b)
{
	struct buf many = { 0 };

	CHECK(refused(b, STR("<!DOCTYPE r><r/>"), "DOCTYPE"));
	CHECK(refused(b, STR("<?xml version='1.0'?>\n<!DOCTYPE r [<!ENTITY x "
	    "SYSTEM 'file:///etc/passwd'>]>\n<r>&x;</r>"), "第 2 行"));
	CHECK(refused(b, STR("<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b "
	    "'&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><r>&c;</r>"),
	    "DOCTYPE"));
	CHECK(refused(b, STR("<r>&nothing;</r>"), "nothing"));
	CHECK(refused(b, STR("<r>\n\n<a></r>"), "第 3 行"));
	CHECK(refused(b, STR("<r>&#1;</r>"), "第 1 行"));
	CHECK(refused(b, STR("<r>\xff\xfe</r>"), "第 1 行"));
	CHECK(refused(b, STR("<x:r/>"), "x"));
	CHECK(refused(b, STR("<?xml version='1.0' encoding='GBK'?><r/>"),
	    "编码"));
	CHECK(refused(b, STR(""), "空"));
	CHECK(refused(b, STR("   "), "行"));
	CHECK(refused(b, STR("no xml"), "第 1 行"));
	CHECK(refused(b, nested(&b->arena, 300), "行"));
	buf_lit(&many, "<r>");
	for (size_t i = 0; i < MARKUP_NODES_MAX; i++)
		buf_lit(&many, "<a/>");
	buf_lit(&many, "</r>");
	CHECK(refused(b, buf_view(&many), "内容过多"));
	buf_release(&many);
}

/* An element of N attributes behind FRONT; crowded, whatever the pieces? */
static bool
crowded(const char *front, unsigned n)
{
	bool found[3] = { false };
	size_t pieces[] = { SIZE_MAX, 1, 7 };
	struct buf xml = { 0 };

	buf_str(&xml, str_of(front));
	buf_lit(&xml, "<a ");
	for (unsigned i = 0; i < n; i++)
		buf_format(&xml, "a%u=%s ", i, i % 2 ? "'>\"'" : "\"'>\"");
	buf_lit(&xml, "/><b/>");
	for (size_t i = 0; i < COUNT_OF(pieces); i++) {
		struct gate gate = { 0 };
		struct str rest = buf_view(&xml);

		while (rest.n > 0 && !found[i]) {
			struct str piece = str_slice(rest, 0, pieces[i]);

			found[i] = gate_crowded(&gate, piece) != NULL;
			rest = str_from(rest, piece.n);
		}
	}
	buf_release(&xml);
	return CHECK(found[0] == found[1] && found[1] == found[2]) && found[0];
}

static void
test_gate(void)
{
	CHECK(!crowded("", GATE_ATTRIBUTES_MAX));
	CHECK(crowded("", GATE_ATTRIBUTES_MAX + 1));
	CHECK(crowded("<?it's?><!-- \"one' -->it's<x y='>'/>",
	    GATE_ATTRIBUTES_MAX + 1));
	CHECK(gate_encoding(STR("\xef\xbb\xbf<?xml version='1.0' encoding = "
	    "'utf-8' ?><r/>")) == GATE_UTF);
	CHECK(gate_encoding(STR("\xff\xfe<\0?\0x\0m\0l\0?\0>\0")) ==
	    GATE_UTF);
	CHECK(!gate_encoding(STR("<?xml version='1.0' encoding='UTF-7'?>")));
	CHECK(!gate_encoding(STR("<?xml version='1.0' encoding='UTF-8")));
	CHECK(!gate_encoding(STR("\x4c\x6f\xa7\x94\x93")));
}

static void
test_tree(struct bench *b)
{
	static const char utf16[] = "\xff\xfe<\0r\0/\0>";
	xmlDoc *tree = parse(b, STR("<w:document " W " a='plain'><!--c-->"
	    "<w:p w:n='12' w:bad='1x'/>text<w:r/><w:p><w:t>一<![CDATA[<二>]]>"
	    "<?pi x?>三</w:t></w:p></w:document>"));
	xmlNode *root, *p, *n;
	unsigned elements = 0;

	if (!CHECK(tree != NULL))
		return;
	root = xmlDocGetRootElement(tree);
	CHECK(markup_is(root, VOCABULARY_W, "document"));
	CHECK(!markup_is(root, VOCABULARY_S, "document"));
	CHECK_STR(markup_attribute(root, VOCABULARY_NONE, "a"), "plain");
	CHECK(!markup_has(root, VOCABULARY_W, "a"));
	p = markup_child(root, VOCABULARY_W, "p");
	CHECK(markup_number(p, VOCABULARY_W, "n", -1) == 12);
	CHECK(markup_number(p, VOCABULARY_W, "bad", -1) == -1);
	CHECK(markup_number(p, VOCABULARY_W, "none", 7) == 7);
	p = markup_next(p, VOCABULARY_W, "p");
	CHECK(p != NULL && markup_next(p, VOCABULARY_W, "p") == NULL);
	CHECK_STR(markup_content(&b->arena,
	    markup_child(p, VOCABULARY_W, "t")), "一<二>三");
	for (n = root; n != NULL; n = markup_step(root, n))
		elements += n->type == XML_ELEMENT_NODE;
	CHECK(elements == 5);
	for (n = root->children, elements = 0; n != NULL;
	    n = markup_skip(root, n))
		elements += n->type == XML_ELEMENT_NODE;
	CHECK(elements == 3);
	xmlFreeDoc(tree);

	tree = parse(b, STR("<document " STRICT "/>"));
	CHECK(tree != NULL && markup_is(xmlDocGetRootElement(tree),
	    VOCABULARY_W, "document"));
	xmlFreeDoc(tree);
	tree = parse(b, (struct str){ utf16, sizeof(utf16) });
	CHECK(tree != NULL);
	xmlFreeDoc(tree);
}

static struct str
as_xml(struct bench *b, struct str text, struct str line_break, size_t *bad)
{
	struct buf out = { 0 };
	struct str copy;

	*bad = markup_text(&out, text, line_break);
	copy = str_copy(&b->arena, buf_view(&out));
	buf_release(&out);
	return copy;
}

static void
test_text(struct bench *b)
{
	size_t bad;
	struct str every;
	char bytes[256];
	xmlDoc *tree;

	CHECK_STR(as_xml(b, STR("甲 & <乙> \"丙\""), STR_NONE, &bad),
	    "甲 &amp; &lt;乙&gt; &quot;丙&quot;");
	CHECK(bad == 0);
	CHECK_STR(as_xml(b, STR("a\nb"), STR("<w:br/>"), &bad), "a<w:br/>b");
	CHECK_STR(as_xml(b, STR("a\n\r\tb"), STR_NONE, &bad),
	    "a&#10;&#13;&#9;b");
	CHECK(bad == 0);
	CHECK_STR(as_xml(b, STR("a\x01""b\xff""c\xed\xa0\x80""d\xef\xbf\xbe"),
	    STR_NONE, &bad),
	    "a\ufffdb\ufffdc\ufffd\ufffd\ufffdd\ufffd\ufffd\ufffd");
	CHECK(bad == 8);
	CHECK_STR(as_xml(b, STR("\xf0\xa0\x80\x80\xc0\x80\xe4"), STR_NONE,
	    &bad), "\U00020000\ufffd\ufffd\ufffd");
	CHECK_STR(as_xml(b, STR_NONE, STR_NONE, &bad), "");

	/* Whatever the bytes, what comes out parses. */
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)i;
	every = as_xml(b, (struct str){ bytes, sizeof(bytes) }, STR_NONE,
	    &bad);
	tree = parse(b, str_format(&b->arena, "<r a=\"%.*s\">%.*s</r>",
	    STR_ARG(every), STR_ARG(every)));
	CHECK(tree != NULL);
	xmlFreeDoc(tree);
}

static void
test_relations(struct bench *b)
{
	static const char xml[] =
	    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/"
	    "2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://x/"
	    "styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" "
	    "Type=\"http://x/image\" Target=\"../media/./%E5%9B%BE 1.png\"/>"
	    "<Relationship Id=\"rId3\" Type=\"http://x/hyperlink\" "
	    "Target=\"../a?b\" TargetMode=\"External\"/><Relationship "
	    "Id=\"rId4\" Type=\"http://x/header\" Target=\"/word/../../h.xml\""
	    "/></Relationships>";
	struct pack_writer *writer = pack_writer_new();
	struct relations relations;
	struct buf out = { 0 };
	struct pack *pack;

	pack_begin(writer, &out);
	pack_add(writer, STR("[Content_Types].xml"), STR("<Types/>"));
	pack_add(writer, STR("word/_rels/document.xml.rels"), str_of(xml));
	pack_add(writer, STR("word/_rels/bad.xml.rels"), STR("<x/>"));
	pack_end(writer);
	pack = pack_open(&b->arena, STR("乙.docx"), buf_view(&out), POS_NONE,
	    &b->findings);
	b->findings.list.n = 0;
	CHECK(markup_relations(&b->arena, pack, STR("word/document.xml"),
	    &relations, &b->findings) == 0);
	if (CHECK(relations.n == 4)) {
		CHECK_STR(relations.v[0].target, "word/styles.xml");
		CHECK_STR(relations.v[0].kind, "styles");
		CHECK_STR(relations.v[1].target, "media/图 1.png");
		CHECK_STR(relations.v[2].target, "../a?b");
		CHECK(relations.v[2].external && !relations.v[1].external);
		CHECK_STR(relations.v[3].target, "h.xml");
	}
	CHECK(relation_of_kind(&relations, "image") == &relations.v[1]);
	CHECK(relation_of_kind(&relations, "theme") == NULL);
	CHECK(relation_by_id(&relations, STR("rId3")) == &relations.v[2]);
	CHECK(markup_relations(&b->arena, pack, STR("word/none.xml"),
	    &relations, &b->findings) == 0 && relations.n == 0);
	CHECK(markup_relations(&b->arena, pack, STR("word/bad.xml"),
	    &relations, &b->findings) == -1 && b->findings.list.n == 1);
	buf_release(&out);
	pack_writer_free(writer);
}

int
main(void)
{
	struct bench b = { .pack = { .name = STR("乙.docx") },
	    .part = { .name = STR("word/document.xml") } };

	b.findings.arena = &b.arena;
	test_hostile(&b);
	test_gate();
	test_tree(&b);
	test_text(&b);
	test_relations(&b);
	arena_release(&b.arena);
	xmlCleanupParser();
	return UNIT_END;
}
