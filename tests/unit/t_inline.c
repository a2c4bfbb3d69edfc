#include "unit.h"
#include "model.h"

static struct str
show(struct bench *bench, const char *source)
{
	struct span span = { str_of(source), { 0, 0 } };

	span.pos.file = bench_file(bench, source);
	bench->out.n = 0;
	bench->findings.list.n = 0;
	show_text(&bench->out, inline_read(&bench->arena, span, 0,
	    &bench->findings));
	return buf_view(&bench->out);
}

static void
test_bold(struct bench *b)
{
	CHECK_STR(show(b, "他说**“你好”**吗，请**《办法》**执行。"),
	    "他说[b]“你好”[]吗，请[b]《办法》[]执行。");
	CHECK_STR(show(b, "**（一）提高认识。**各单位要"),
	    "[b]（一）提高认识。[]各单位要");
	CHECK_STR(show(b, "a***两样***b"), "a[bi]两样[]b");
	CHECK_STR(show(b, "跨**行\n的**粗体"), "跨[b]行的[]粗体");
	CHECK_STR(bench_found(b), "");
}

static void
test_not_bold(struct bench *b)
{
	CHECK_STR(show(b, "3*4*5和*号_下划线__二"), "3*4*5和*号_下划线__二");
	CHECK_STR(show(b, "138****0000，3**2"), "138****0000，3**2");
	CHECK_STR(bench_found(b), "");
	CHECK_STR(show(b, "只有**一半"), "只有**一半");
	CHECK_STR(show(b, "空 ** 格 **里"), "空 ** 格 **里");
	CHECK_STR(show(b, "王**、李**、张**。"), "王**、李**、张**。");
	CHECK_STR(show(b, "他**必须**到"), "他[b]必须[]到");
	CHECK_STR(show(b, "**甲乙**工**作**"), "[b]甲乙[]工[b]作[]");
	CHECK_STR(show(b, "\\*\\*不是\\*\\*"), "**不是**");
	CHECK_STR(bench_found(b), "");
}

static void
test_escapes(struct bench *b)
{
	CHECK_STR(show(b, "a\\|b\\\\c\\中"), "a|b\\c\\中");
	CHECK_STR(show(b, "`**x**`和``a`b``"), "[c]**x**[]和[c]a`b[]");
	CHECK_STR(show(b, "`没有结束"), "`没有结束");
	CHECK_STR(show(b, "甲&nbsp;乙&emsp;丙&amp;R&D&copy;"),
	    "甲\xc2\xa0乙　丙&R&D&copy;");
}

static void
test_breaks(struct bench *b)
{
	CHECK_STR(show(b, "甲<br>乙<BR/>丙<br />丁"), "甲[|]乙[|]丙[|]丁");
	CHECK_STR(show(b, "甲\\\n　　乙"), "甲[|]乙");
	CHECK_STR(show(b, "甲<br><br>乙<br>"), "甲[|][|]乙");
	CHECK_STR(show(b, "**甲<br>乙**"), "[b]甲[|]乙[]");
}

static void
test_joins(struct bench *b)
{
	CHECK_STR(show(b, "中文\n中文"), "中文中文");
	CHECK_STR(show(b, "one  \n  two"), "one two");
	CHECK_STR(show(b, "截至\n2026年"), "截至2026年");
	CHECK_STR(show(b, "Word\n文件"), "Word文件");
	CHECK_STR(show(b, "**粗**\nand"), "[b]粗[]and");
	CHECK_STR(show(b, "  　两端　 "), "两端");
	CHECK_STR(show(b, "林  丽　收"), "林  丽　收");
}

static void
test_html(struct bench *b)
{
	CHECK_STR(show(b, "甲<!-- 不印 \n 的 -->乙"), "甲乙");
	CHECK_STR(show(b, "x < 5 且 a<b，<张三>"), "x < 5 且 a<b，<张三>");
	CHECK_STR(bench_found(b), "");
	CHECK_STR(show(b, "<u>下划线</u>"), "<u>下划线</u>");
	CHECK_STR(show(b, "见<https://a.example/x>。"),
	    "见https://a.example/x。");
	CHECK_STR(show(b, "[网站](https://a.example)"),
	    "[网站](https://a.example)");
	CHECK_STR(show(b, "<!-- 没有结束"), "<!-- 没有结束");
}

static void
test_placeholders(struct bench *b)
{
	CHECK_STR(show(b, "{{单位}}在{{a**b|日期}}**前**"),
	    "{{单位}}在{{a**b|日期}}[b]前[]");
	CHECK_STR(show(b, "{{没有\n结束"), "{{没有结束");
}

/* Every run is the bytes of the input at its position. */
static void
test_positions(struct bench *b)
{
	const char *source = "  甲**乙**\\*丙\n丁 `码`<br>戊";
	struct span span = { str_of(source), { 0, 0 } };
	struct text text;

	span.pos.file = bench_file(b, source);
	text = inline_read(&b->arena, span, 0, &b->findings);
	CHECK(text.n >= 5);
	for (size_t i = 0; i < text.n; i++) {
		CHECK(text.v[i].pos.file == span.pos.file);
		CHECK(str_eq(text.v[i].text, str_slice(span.text,
		    text.v[i].pos.offset,
		    text.v[i].pos.offset + text.v[i].text.n)));
	}
}

static void
test_long(struct bench *b)
{
	static const char *const pieces[] = { "**", "`", "<", "<!--", "{{",
	    "![", "](", "\\", "***a", "&", "` ``", "\n", "<a " };

	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct buf text = { 0 };
		struct span span;
		struct bench own;

		bench_start(&own);
		for (int k = 0; k < 100000; k++)
			buf_lit(&text, pieces[i]);
		buf_lit(&text, "末");
		span = (struct span){ buf_view(&text), { 0, 0 } };
		CHECK(str_ends(text_join(&own.arena, inline_read(&own.arena,
		    span, 0, &own.findings), STR_NONE), STR("末")));
		bench_end(&own);
		buf_release(&text);
	}
	(void)b;
}

int
main(void)
{
	struct bench bench;

	bench_start(&bench);
	test_bold(&bench);
	test_not_bold(&bench);
	test_escapes(&bench);
	test_breaks(&bench);
	test_joins(&bench);
	test_html(&bench);
	test_placeholders(&bench);
	test_positions(&bench);
	test_long(&bench);
	bench_end(&bench);
	return UNIT_END;
}
