#include "unit.h"
#include "model.h"

static struct str
show(struct bench *bench, const char *yaml)
{
	struct buf text = { 0 };
	struct document document = { 0 };
	size_t body;
	struct str all;
	int result;

	buf_format(&text, "---\n%s---\n正文", yaml);
	all = str_copy(&bench->arena, buf_view(&text));
	buf_release(&text);
	bench->findings.list.n = 0;
	bench->out.n = 0;
	result = front_read(&bench->arena, files_add(&bench->files,
	    STR("t.md"), all), &document, &body, &bench->findings);
	if (result != 0)
		return STR("(fails)");
	CHECK_STR(str_slice(all, body, all.n), "正文");
	show_document(&bench->out, &document);
	for (size_t i = 0; i < document.note.n; i++)
		show_line(&bench->out, "item", document.note.v[i].name);
	return buf_view(&bench->out);
}

static void
test_slots(struct bench *b)
{
	CHECK_STR(show(b,
	    "份号: 000018\n密级: 机密\n保密期限: 1年\n紧急程度: 特急\n"
	    "发文机关: 云溪市科学技术协会\n发文字号: 云科协〔2026〕18号\n"
	    "主送: 各县（市、区）科协，市级各学会：\n成文日期: 2026-06-14\n"
	    "印发机关: 云溪市科协办公室\n印发日期: 2026年6月15日印发\n"
	    "抄送:\n- 省科协\n- 市委办、市政府办\n"),
	    "copy_number: 000018\nsecrecy: 机密★1年\nurgency: 特急\n"
	    "organs: <云溪市科学技术协会>\nmarks: <云溪市科学技术协会>\n"
	    "mark_tail: 文件\nnumber: 云科协〔2026〕18号\n"
	    "recipients: 各县（市、区）科协，市级各学会\n"
	    "date: 2026年6月14日\ncc: 省科协，市委办、市政府办\n"
	    "printer: 云溪市科协办公室\nprint_date: 2026年6月15日\n");
	CHECK_STR(bench_found(b), "");
}

static void
test_colons(struct bench *b)
{
	CHECK_STR(show(b, "主送：各县\n文号:云字〔2026〕1号\n署名:　云溪市\n"
	    "附注 : （公开）\n"),
	    "number: 云字〔2026〕1号\nrecipients: 各县\n"
	    "signatures: <云溪市>\nremark: 公开\n");
	CHECK_STR(show(b, "联系人: 张某 电话: 0000-1 #2楼\n"),
	    "contact: 联系人：张某 电话: 0000-1 #2楼\n");
	CHECK_STR(bench_found(b), "front-colon 2:11");
	CHECK_STR(show(b, "联系人：\n  - 联系人: 张某\n  - 传真：1\n"),
	    "contact: 联系人: 张某\ncontact: 传真：1\n");
	CHECK_STR(bench_found(b), "front-colon 3:8");
}

static void
test_plain_values(struct bench *b)
{
	CHECK_STR(show(b, "主送: {{单位}}科协\n文号: [2026]18号\n"
	    "抄送: '省科协：有关处'\n印发机关: \"某\\u5904\"\n"),
	    "number: [2026]18号\nrecipients: {{单位}}科协\n"
	    "cc: 省科协：有关处\nprinter: 某处\n");
	CHECK_STR(show(b, "主送: [各县, 各区]\n署名: *甲\n"
	    "代章: @乙\n标题: |\n  第一行\n  第二行\n"),
	    "title: 第一行[|]第二行\nrecipients: 各县、各区\n"
	    "signatures: <*甲>\nacting: @乙\n");
	CHECK_STR(show(b, "主送: 各县、\n  各区\n标题: >\n  一\n  二\n"),
	    "title: 一二\nrecipients: 各县、各区\n");
	CHECK_STR(bench_found(b), "");
}

static void
test_joint(struct bench *b)
{
	CHECK_STR(show(b, "发文机关: 云溪市教育局、云溪市（开发区、新区）科协\n"
	    "签发人: [张某, 李某]\n版头: 无\n"),
	    "organs: <云溪市教育局> <云溪市（开发区、新区）科协>\n"
	    "signers: <张某> <李某>\n");
	CHECK_STR(show(b, "发文机关标志:\n  - 云溪市教育局\n  - 云溪市科协文件\n"),
	    "marks: <云溪市教育局> <云溪市科协>\nmark_tail: 文件\n");
}

static void
test_attachments(struct bench *b)
{
	CHECK_STR(show(b, "附件:\n  - 附件/表.md\n  - 标题：统计表\n"
	    "    文件：b.CSV\n    横向: 是\n  - {文件: c.docx, 另装: 是}\n"),
	    "attachment [] number 0\npath: 附件/表.md\n"
	    "attachment [] number 0 landscape\npath: b.CSV\nlisted: 统计表\n"
	    "attachment [] number 0 unbound\npath: c.docx\n");
	CHECK_STR(show(b, "附件:\n- 报名表\n- 1. 名单\n附件另装: 是\n"),
	    "note typed: 报名表\nnote typed: 名单\n"
	    "item: 报名表\nitem: 名单\n");
	CHECK_STR(show(b, "附件说明: |\n  1. 甲表\n  2. 乙表\n"),
	    "note typed: 甲表\nnote typed: 乙表\nitem: 甲表\nitem: 乙表\n");
	CHECK_STR(bench_found(b), "");
	show(b, "附件:\n  - 标题: 甲\n    文见: 乙.md\n");
	CHECK_STR(bench_found(b), "front-key 4:5");
	CHECK(str_has(b->findings.list.v[0].message, STR("“文件”")));
}

static void
test_bad_keys(struct bench *b)
{
	CHECK_STR(show(b, "主松: 各县\n县区: 云溪\n变量:\n  期数: 三\n"),
	    "value 主松 = 各县\nvalue 县区 = 云溪\nvalue 期数 = 三\n");
	CHECK_STR(bench_found(b), "front-key 2:1; front-key 3:1");
	CHECK(str_has(b->findings.list.v[0].message, STR("“主送”")));
	CHECK_STR(show(b, "主送: 甲\n主送机关: 乙\n"), "recipients: 甲\n");
	CHECK_STR(bench_found(b), "front-duplicate 3:1");
	CHECK_STR(show(b, "印章: 方的\n附件另装: 也许\n"), "");
	CHECK_STR(bench_found(b), "front-value 2:5; front-value 3:7");
	CHECK_STR(show(b, "份号: [1, 2]\n标题:\n  甲: 乙\n"), "title: 甲: 乙\n");
	CHECK_STR(bench_found(b), "front-indent 4:3; front-type 2:5");
}

/* Keys that are indented, values cut by #, what quotes and lists may be. */
static void
test_lines(struct bench *b)
{
	CHECK_STR(show(b, "标题: 甲\n  主送: 乙\n 文号: 丙\n"),
	    "number: 丙\ntitle: 甲\nrecipients: 乙\n");
	CHECK_STR(bench_found(b), "front-indent 3:3; front-indent 4:2");
	CHECK_STR(show(b, "  主送: 甲\n  署名: 乙\n"),
	    "recipients: 甲\nsignatures: <乙>\n");
	CHECK_STR(bench_found(b), "");
	CHECK_STR(show(b, "抄送: #省厅\n密级: 秘密★1年 # 注\n代章: # 无\n"),
	    "secrecy: 秘密★1年\ncc: #省厅\n");
	CHECK_STR(bench_found(b), "front-comment 3:11; front-comment 4:5");
	CHECK_STR(show(b, "标题: \"甲\"乙 # 注\n主送: '甲''乙' # 注\n"),
	    "title: \"甲\"乙\nrecipients: 甲'乙\n");
	CHECK_STR(bench_found(b), "front-comment 2:10; front-comment 3:12");
	CHECK_STR(show(b, "\"主送\": 甲\n抄送: 乙\n- 丙\n- 丁\n  戊\n"),
	    "recipients: 甲\ncc: 乙、丙、丁戊\n");
	CHECK_STR(show(b, "签发人: [张某,\n  李某]\n印发机关: ~\n"),
	    "signers: <张某> <李某>\n");
	CHECK_STR(show(b, "附件:\n  - a.docx\n    横向: 是\n"
	    "  - 甲表：乙\n"), "note typed: 甲表：乙\n"
	    "attachment [] number 0 landscape\npath: a.docx\n"
	    "item: 甲表：乙\n");
	CHECK_STR(bench_found(b), "");
	show(b, "印发机关: \"甲\\q\"\n");
	CHECK_STR(bench_found(b), "front-invalid 2:8");
	show(b, "签发人: [张某,\n  李某\n");
	CHECK_STR(bench_found(b), "front-invalid 2:6");
	show(b, "- 张某\n");
	CHECK_STR(bench_found(b), "front-invalid 2:1");
}

static void
test_dates(struct bench *b)
{
	CHECK_STR(show(b, "成文日期: 二〇二六年六月十四日\n"),
	    "date: 二〇二六年六月十四日\n");
	CHECK_STR(show(b, "成文日期: 2026/6/4\n印发日期: 　　年　月　日\n"),
	    "date: 2026年6月4日\nprint_date: 年　月　日\n");
	CHECK_STR(bench_found(b), "");
	show(b, "成文日期: 2026-02-30\n");
	CHECK_STR(bench_found(b), "date-missing 2:7");
	CHECK_STR(show(b, "成文日期: 明天\n"), "date: 明天\n");
	CHECK_STR(bench_found(b), "date-form 2:7");
}

static void
test_invalid(struct bench *b)
{
	CHECK_STR(show(b, "标题: \"没有结束\n主送: 甲\n"), "(fails)");
	CHECK(b->findings.list.n == 1);
	CHECK(b->findings.list.v[0].place.line >= 2);
	CHECK(b->findings.list.v[0].severity == SEVERITY_FATAL);
	CHECK_STR(show(b, "就一句话没有键\n"), "(fails)");
	CHECK_STR(show(b, "[甲, 乙\n"), "(fails)");
	CHECK_STR(show(b, "变量: [[[[[[[[甲]]]]]]]]\n"), "");
	CHECK_STR(bench_found(b), "front-type 2:5");
	CHECK_STR(show(b, "# 只有注释\n"), "");
}

static void
test_fences(struct bench *b)
{
	struct document document = { 0 };
	size_t body = 9;

	CHECK(front_read(&b->arena, bench_file(b, "# 标题\n"), &document,
	    &body, &b->findings) == 0 && body == 0);
	CHECK(front_read(&b->arena, bench_file(b, "\n---\n标题: 甲\n"),
	    &document, &body, &b->findings) == -1);
}

static void
test_set(struct bench *b)
{
	struct document document = { 0 };
	struct span old = { STR("旧局"), POS_NONE };

	document.organs = document.marks = (struct spans){ &old, 1 };
	CHECK(front_set(&b->arena, &document,
	    (struct span){ STR("发文机关"), POS_NONE },
	    (struct span){ STR("新局"), POS_NONE }, &b->findings) == 0);
	CHECK_STR(document.marks.v[0].text, "新局");
	front_set(&b->arena, &document, (struct span){ STR("县"), POS_NONE },
	    (struct span){ STR("云溪"), POS_NONE }, &b->findings);
	CHECK(document.values.n == 1);
	CHECK(front_set(&b->arena, &document,
	    (struct span){ STR("印章"), POS_NONE },
	    (struct span){ STR("圆"), POS_NONE }, &b->findings) == -1);
}

/* A value knows its own bytes. */
static void
test_positions(struct bench *b)
{
	const char *source = "---\n主送：各县\n署名: [甲局, \"乙局\"]\n---\n";
	struct document document = { 0 };
	size_t body;
	uint32_t file = bench_file(b, source);

	CHECK(front_read(&b->arena, file, &document, &body,
	    &b->findings) == 0);
	CHECK(memcmp(source + document.recipients.v[0].pos.offset, "各县",
	    6) == 0);
	CHECK(memcmp(source + document.signatures.v[0].pos.offset, "甲局",
	    6) == 0);
	CHECK(memcmp(source + document.signatures.v[1].pos.offset, "乙局",
	    6) == 0);
}

int
main(void)
{
	struct bench bench;

	bench_start(&bench);
	test_slots(&bench);
	test_colons(&bench);
	test_plain_values(&bench);
	test_joint(&bench);
	test_attachments(&bench);
	test_bad_keys(&bench);
	test_lines(&bench);
	test_dates(&bench);
	test_invalid(&bench);
	test_fences(&bench);
	test_set(&bench);
	test_positions(&bench);
	bench_end(&bench);
	return UNIT_END;
}
