#include "unit.h"
#include "model.h"

static void
test_title(struct bench *b)
{
	CHECK_STR(shown(b, "# 关于甲的通知\n\n各县：\n\n正文。\n"),
	    "title: 关于甲的通知\nrecipients: 各县\np 正文。\n");
	CHECK_STR(shown(b, "---\n标题: 关于甲的通知\n---\n# 关于甲的通知\n\n正文。\n"),
	    "title: 关于甲的通知\np 正文。\n");
	CHECK_STR(bench_found(b), "");
	CHECK_STR(shown(b, "---\n标题: 通知\n---\n\n# 方案\n\n正文。\n"),
	    "title: 通知\nenclosure [] number 0\ntitle: 方案\np 正文。\n");
	CHECK_STR(bench_found(b), "title-twice 5:3");
	CHECK_STR(shown(b, "关于乙的\n通知\n===\n正文\n"),
	    "title: 关于乙的通知\np 正文\n");
	CHECK_STR(shown(b, "# 一<br>二 #\n##无空格\n#话题#\n"),
	    "title: 一[|]二\nh1 (一、) 无空格\np #话题#\n");
}

static void
test_levels(struct bench *b)
{
	CHECK_STR(shown(b, "## 甲\n### 乙\n### 丙\n#### 丁\n##### 戊\n## 己\n"),
	    "h1 (一、) 甲\nh2 (（一）) 乙\nh2 (（二）) 丙\n"
	    "h3 (1.) 丁\nh4 (（1）) 戊\nh1 (二、) 己\n");
	CHECK_STR(shown(b, "## 一、甲\n\n（一）提高认识。各单位要重视。\n\n"
	    "**（二）加强领导。**要负责。\n\n1.身份证；\n\n2.户口簿。\n"),
	    "h1 (一、) 甲\nh2 (（一）) 提高认识。 / 各单位要重视。\n"
	    "h2 (（二）) 加强领导。 / 要负责。\n"
	    "h3 (1.)  / 身份证；\nh3 (2.)  / 户口簿。\n");
	CHECK_STR(bench_found(b), "");
	CHECK_STR(shown(b, "## （一）甲\n"), "h2 (（一）) 甲\n");
	CHECK_STR(bench_found(b), "heading-level 1:4");
	CHECK_STR(shown(b, "第一条　为了管理。\n\n第二条　本办法。\n"),
	    "h0 (第一条　)  / 为了管理。\nh0 (第二条　)  / 本办法。\n");
	CHECK_STR(shown(b, "# 通知\n\n1\\. 不是序号\n\n**一、甲**\n"),
	    "title: 通知\np 1. 不是序号\nh1 (一、) 甲\n");
	CHECK_STR(shown(b, "# 通知\n\n2024. 是年份。\n\n1.5倍。\n\n10%以上。\n"),
	    "title: 通知\np 2024. 是年份。\np 1.5倍。\np 10%以上。\n");
}

static void
test_sequence(struct bench *b)
{
	shown(b, "## 一、甲\n\n## 三、乙\n\n## 四、丙\n");
	CHECK_STR(bench_found(b), "ordinal-sequence 3:4");
	shown(b, "一、甲\n\n1.乙\n\n2.丙\n\n二、丁\n\n3.戊\n\n三、己\n\n1.庚\n\n"
	    "说明：\n\n1.辛\n\n1.壬\n");
	CHECK_STR(bench_found(b), "ordinal-sequence 19:1");
	shown(b, "（二）甲\n");
	CHECK_STR(bench_found(b), "ordinal-sequence 1:1");
}

static void
test_paragraphs(struct bench *b)
{
	CHECK_STR(shown(b, "# 通知\n\n这一行写得很长，所以作者在这里就把它\n"
	    "折到了下面。\n\n    缩进四格。\n"),
	    "title: 通知\np 这一行写得很长，所以作者在这里就把它折到了下面。\n"
	    "p 缩进四格。\n");
	CHECK_STR(shown(b, "　　第一段。\n　　第二段，\n折行。\n"),
	    "p 第一段。\np 第二段，折行。\n");
	CHECK_STR(shown(b, "要求如下：\n一、甲\n二、乙\n1. 丙\n2. 丁，很长\n折行。\n"),
	    "p 要求如下：\nh1 (一、) 甲\nh1 (二、) 乙\nh3 (1.) 丙\n"
	    "h3 (2.)  / 丁，很长折行。\n");
	CHECK_STR(shown(b, "# 通知\n\n各县：\n\n正文。\n特此通知。\n\n---\n\n"
	    "下一段。\n\n[1]: http://a.example\n"),
	    "title: 通知\nrecipients: 各县\np 正文。\np 特此通知。\n"
	    "p 下一段。\np [1]: http://a.example\n");
}

/* A backslash at the head of a line: text for certain. */
static void
test_certain_text(struct bench *b)
{
	CHECK_STR(shown(b, "# 通知\n\n\\各县：\n\n\\抄送：市局。\n\n"
	    "\\2026年6月14日\n\n\\（此件公开）\n\n\\alpha。\n"),
	    "title: 通知\np 各县：\np 抄送：市局。\np 2026年6月14日\n"
	    "p （此件公开）\np \\alpha。\n");
}

static void
test_marks(struct bench *b)
{
	CHECK_STR(shown(b, "- 甲。\n- 乙\n  折行。\n\n* 一、丙\n"),
	    "p 甲。\np 乙折行。\nh1 (一、) 丙\n");
	CHECK_STR(bench_found(b), "mark-ignored 1:1; mark-ignored 5:1");
	CHECK_STR(shown(b, "> 引\n> **用\n> 了**。\n>\n> > 两层\n> 懒行。\n"),
	    "p 引[b]用了[]。\np 两层懒行。\n");
	CHECK_STR(bench_found(b), "mark-ignored 1:1");
	CHECK_STR(shown(b, "```\n  a  b\n**c**\n```\n\n~~~\n没有结束\n"),
	    "p [c]a  b[|]**c**[]\np [c]没有结束[]\n");
	CHECK_STR(shown(b, "<!-- 校核: 忽略 x -->\n\n# 通知\n\n甲<!-- 乙。\n\n-->\n"),
	    "title: 通知\np 甲<!-- 乙。\np -->\n");
	CHECK_STR(shown(b, "<!-- 一\n\n# 二\n--> 三。\n四。\n\n<div>\n五。\n</div>\n"),
	    "p 三。\np 四。\np 五。\n");
	CHECK_STR(shown(b, "* * *\n\n-\n\n=====\n"), "p -\n");
}

static void
test_comments(struct bench *b)
{
	struct source_options options = { 0 };
	uint32_t file = bench_file(b, "甲<!-- 校核: 忽略 x -->\n\n<!--\n二\n-->");
	struct document *d = markdown_read(&b->arena, file, &options,
	    &b->findings);

	CHECK(d->comments.n == 2);
	CHECK_STR(d->comments.v[0].text, "校核: 忽略 x");
	CHECK(d->comments.v[0].pos.offset == 8);
	CHECK_STR(d->comments.v[1].text, "二");
}

static void
test_pages(struct bench *b)
{
	CHECK_STR(shown(b, "# 通知\n\n正文。\n\n# 工作方案\n\n## 甲\n\n"
	    "# 附件1 报名表 {横向}\n\n## 乙\n\n# 附件二：名单\n\n# 附件3\n\n# 表\n"),
	    "title: 通知\np 正文。\nnote: 报名表\nnote: 名单\nnote: 表\n"
	    "enclosure [] number 0\ntitle: 工作方案\nh1 (一、) 甲\n"
	    "attachment [附件1] number 1 landscape\ntitle: 报名表\n"
	    "h1 (一、) 乙\nattachment [附件二] number 2\ntitle: 名单\n"
	    "attachment [附件3] number 3\ntitle: 表\n");
	CHECK_STR(bench_found(b), "attachment-colon 13:3");
	CHECK_STR(shown(b, "# 通知\n\n# 附件 报名表\n\n表。\n\n# 附件管理办法\n"),
	    "title: 通知\nnote: 报名表\nattachment [附件] number 0\n"
	    "title: 报名表\np 表。\nenclosure [] number 0\n"
	    "title: 附件管理办法\n");
	CHECK_STR(shown(b, "# 通知\n\n# 附件 2026年计划\n\n# 附件 2 乙\n\n# 附件3丙\n\n"
	    "# 附件一览表\n"),
	    "title: 通知\nnote: 2026年计划\nnote: 乙\nnote: 丙\n"
	    "attachment [附件] number 1\ntitle: 2026年计划\n"
	    "attachment [附件2] number 2\ntitle: 乙\n"
	    "attachment [附件3] number 3\ntitle: 丙\n"
	    "enclosure [] number 0\ntitle: 附件一览表\n");
	CHECK_STR(shown(b, "# 通知\n\n# 附 名单\n\n# 附则\n"),
	    "title: 通知\nnote: 名单\nattachment [附] number 0\n"
	    "title: 名单\nenclosure [] number 0\ntitle: 附则\n");
	CHECK_STR(shown(b, "正文。\n\n# 方案 {印发件}\n\n内容。\n\n"
	    "甲县教育局　　乙县第一中学\n\n2026年6月14日\n"),
	    "p 正文。\nenclosure [] number 0\ntitle: 方案\n"
	    "p 内容。\nsignatures: <甲县教育局> <乙县第一中学>\n"
	    "date: 2026年6月14日\n");
	CHECK_STR(shown(b, "\\①甲\n\n\\（2）乙\n\n\\3.丙\n"),
	    "p ①甲\np （2）乙\np 3.丙\n");
	shown(b, "# 通知\n\n# 附件1 甲\n\n# 附件3 乙\n");
	CHECK_STR(bench_found(b), "attachment-sequence 5:3");
	CHECK_STR(shown(b, "---\n附件:\n- a.md\n- b.md\n---\n# 通知\n\n"
	    "# 附件2 乙\n"),
	    "title: 通知\nnote: 乙\nattachment [附件1] number 1\npath: a.md\n"
	    "attachment [附件2] number 2\ntitle: 乙\n"
	    "attachment [附件3] number 3\npath: b.md\n");
}

static void
test_note(struct bench *b)
{
	CHECK_STR(shown(b, "# 通知\n\n正文。\n\n附件：1.甲表\n　　　2. 乙表\n\n"
	    "# 附件1 甲表\n\n# 附件2 丙表\n"),
	    "title: 通知\np 正文。\nnote typed: 甲表\nnote typed: 乙表\n"
	    "attachment [附件1] number 1\ntitle: 甲表\n"
	    "attachment [附件2] number 2\ntitle: 丙表\n");
	CHECK_STR(bench_found(b), "note-name 6:7");
	CHECK_STR(shown(b, "# 通知\n\n正文。\n\n附件：\n\n1.甲\n\n2.乙\n\n1.正文的一\n"),
	    "title: 通知\np 正文。\nh3 (1.) 正文的一\nnote typed: 甲\nnote typed: 乙\n");
	CHECK_STR(shown(b, "# 通知\n正文。\n附件：1.甲\n2.乙\n\n云溪市局\n2026年6月1日"),
	    "title: 通知\np 正文。\nnote typed: 甲\nnote typed: 乙\n"
	    "signatures: <云溪市局>\ndate: 2026年6月1日\n");
	CHECK_STR(shown(b, "# 通知\n正文。\n特此通知。\n云溪市局\n2026年6月1日\n"),
	    "title: 通知\np 正文。\np 特此通知。\nsignatures: <云溪市局>\n"
	    "date: 2026年6月1日\n");
	CHECK_STR(shown(b, "正文。\n\n附件：甲\n\n后面的话。\n"),
	    "p 正文。\np 后面的话。\nnote typed: 甲\n");
	shown(b, "---\n附件说明: 甲\n---\n# 通知\n\n# 附件1 甲\n\n# 附件2 乙\n");
	CHECK_STR(bench_found(b), "note-count 2:7");
}

static void
test_sections(struct bench *b)
{
	CHECK_STR(shown(b, "{{#有}}\n|a|b|\n|--|--|\n{{^r}}\n|c|d|\n{{/r}}\n{{/有}}\n"),
	    "section# 有\ntable 2x2 header 1\n    |a |b\n"
	    "    |{{^r}}c |d{{/r}}\nsection/ 有\n");
	CHECK_STR(shown(b, "|x|是绝对值。\n\n|y|\n"), "p |x|是绝对值。\np |y|\n");
	CHECK_STR(shown(b, "{{#有}}\n\n甲{{x}}。\n\n{{/有}}\n\n{{^无}}\n乙。\n"
	    "{{/无}}\n\n{{单位}}\n"),
	    "section# 有\np 甲{{x}}。\nsection/ 有\nsection^ 无\np 乙。\n"
	    "section/ 无\np {{单位}}\n");
}

static void
test_fill_lines(struct bench *b)
{
	CHECK_STR(shown(b, "{填报单位：　　填报时间：　年}\n\n{　　县（盖章）：{{x}}}\n\n"
	    "{{x}}\n\n{不是}填报{行}\n"),
	    "fill 填报单位：　　填报时间：　年\nfill 　　县（盖章）：{{x}}\n"
	    "p {{x}}\np {不是}填报{行}\n");
	shown(b, "{表格: 横向}\n\n没有表格\n");
	CHECK_STR(bench_found(b), "settings-unused 1:2");
	CHECK_STR(shown(b, "{表题: 表1　甲}\n\n没有表格\n"),
	    "p 表1　甲\np 没有表格\n");
}

static void
test_typed_elements(struct bench *b)
{
	CHECK_STR(shown(b, "# 通知\n\n各县（市、区）科协，市教育局：\n\n正文。\n\n"
	    "附件：1.甲\n\n云溪市教育局　云溪市科协\n2026-06-14\n\n"
	    "（此件公开）\n"),
	    "title: 通知\nrecipients: 各县（市、区）科协，市教育局\np 正文。\n"
	    "note typed: 甲\nsignatures: <云溪市教育局> <云溪市科协>\n"
	    "date: 2026年6月14日\nremark: 此件公开\n");
	CHECK_STR(shown(b, "# 通知\n\n现将有关事项通知如下：\n\n正文。\n\n"
	    "特此通知。\n\n2026年6月14日\n"),
	    "title: 通知\np 现将有关事项通知如下：\np 正文。\np 特此通知。\n"
	    "date: 2026年6月14日\n");
	CHECK_STR(shown(b, "# 通知\n\n各县工作任务如下：\n\n正文。\n"),
	    "title: 通知\np 各县工作任务如下：\np 正文。\n");
	CHECK_STR(shown(b, "---\n主送: 市局\n成文日期: 2026-01-01\n---\n# 通知\n\n"
	    "各县：\n\n正文。\n\n2026年6月14日\n\n（联系人：张某）\n"),
	    "title: 通知\nrecipients: 市局\np 各县：\np 正文。\n"
	    "p 2026年6月14日\ncontact: （联系人：张某）\ndate: 2026年1月1日\n");
	CHECK_STR(shown(b, "# 附件1 表\n\n各县：\n\n云溪市局\n2026年6月1日\n"),
	    "attachment [附件1] number 1\ntitle: 表\n"
	    "recipients: 各县\nsignatures: <云溪市局>\ndate: 2026年6月1日\n");
}

static void
test_set(struct bench *b)
{
	struct value set[] = {
		{ { STR("标题"), POS_NONE }, { STR("新的"), POS_NONE } },
		{ { STR("县"), POS_NONE }, { STR("云溪"), POS_NONE } },
	};
	struct source_options options = { .set = { set, 2 } };
	struct document *d = markdown_read(&b->arena,
	    bench_file(b, "# 旧的\n\n正文\n"), &options, &b->findings);

	CHECK_STR(text_join(&b->arena, d->title, STR_NONE), "新的");
	CHECK(d->values.n == 1 && d->attachments.n == 0);
}

/* Deep nesting, long lines, many lines: quickly, and nothing is lost. */
static void
test_size(void)
{
	static const struct {
		const char *unit, *end;
		size_t count;
	} cases[] = {
		{ "> ", "甲\n", 200 }, { "- ", "甲\n", 3000 },
		{ "很长的一段话，", "甲\n", 500000 }, { "\n", "甲\n", 300000 },
		{ "一、甲\n", "甲\n", 50000 }, { "#", " 甲\n", 100000 },
		{ "> - ", "甲\n", 5000 }, { "{", "甲\n", 100000 },
		{ "![", "甲\n", 100000 }, { "甲\n***\n", "甲\n", 50000 },
		{ "<!--", "甲\n", 100000 }, { "<!--\n\n", "甲\n", 50000 },
		{ "|", "甲\n", 100000 }, { "```\n", "甲\n", 50001 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct source_options options = { 0 };
		struct bench b;
		struct buf text = { 0 };
		struct document *d;

		bench_start(&b);
		for (size_t k = 0; k < cases[i].count; k++)
			buf_lit(&text, cases[i].unit);
		buf_lit(&text, cases[i].end);
		d = markdown_read(&b.arena, files_add(&b.files, STR("t.md"),
		    buf_view(&text)), &options, &b.findings);
		document_number(&b.arena, d, &b.findings);
		show_document(&b.out, d);
		CHECK(str_ends(str_trim(buf_view(&b.out)), STR("甲")) ||
		    str_has(buf_view(&b.out), STR("甲")));
		bench_end(&b);
		buf_release(&text);
	}
}

int
main(void)
{
	struct bench bench;

	bench_start(&bench);
	test_title(&bench);
	test_levels(&bench);
	test_sequence(&bench);
	test_paragraphs(&bench);
	test_certain_text(&bench);
	test_marks(&bench);
	test_comments(&bench);
	test_pages(&bench);
	test_note(&bench);
	test_sections(&bench);
	test_fill_lines(&bench);
	test_typed_elements(&bench);
	test_set(&bench);
	test_size();
	bench_end(&bench);
	return UNIT_END;
}
