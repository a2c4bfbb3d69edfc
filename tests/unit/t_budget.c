/*
 * What a job may take, and that twice the input takes twice as much: counted
 * in bytes and steps of its arena, which are the same on every machine.
 */
#include "base/budget.h"
#include "check/check.h"
#include "layout/layout.h"
#include "source/source.h"

#include "unit.h"
#include "bench.h"

#define HEAD	"关于开展节水宣传的通知\n\n各县教育局：\n\n"
#define TAIL	"\n霁川县教育局\n2026年4月20日\n"
#define FRONT	"---\n发文机关: 青禾市科协\n主送: 各县科协\n" \
	"成文日期: 2026-06-14\n---\n\n# 关于印发名单的通知\n\n名单如下。\n\n"

/* What stands before, again and again (with its number), and after. */
static const struct growing {
	const char *name, *head, *each, *tail;
	bool markdown;
	unsigned n;
} inputs[] = {
	{ "paragraphs", HEAD, "    各校要明确1名负责人，第%u校制定方案。\n\n",
	    TAIL, false, 1000 },
	{ "headings", HEAD, "一、第%u项工作\n（一）内容\n要明确负责人。\n",
	    TAIL, false, 700 },
	{ "one paragraph", HEAD "　　", "第%u校要明确1名负责人，制定方案。",
	    "\n" TAIL, false, 1500 },
	{ "contacts", HEAD, "联系人%u：沈知远　电话：0000-1234567\n", TAIL,
	    false, 1000 },
	{ "signatures", HEAD, "第%u局\n2026年6月14日\n\n", "", false, 500 },
	{ "columns", HEAD "名单如下。\n\n序号\t单位\t备注\n",
	    "%u\t第一组\t无\n", TAIL, false, 700 },
	{ "title", "", "关于印发第%u号名单的\n", "通知\n\n各县：\n\n正文。\n",
	    false, 700 },
	{ "levels", FRONT, "## 标题%u\n\n### 小标题\n\n正文。\n\n", "", true,
	    700 },
	{ "rows", FRONT "| 序号 | 单位 |\n|---|---|\n", "| %u | 第一组 |\n",
	    "", true, 1000 },
	{ "merged rows", FRONT "| 甲 | 乙 |\n|---|---|\n", "| %u | < |\n| ^ | "
	    "乙 |\n", "", true, 700 },
	{ "paragraphs of a cell", FRONT "| 甲 | 乙 |\n|---|---|\n| 1 | ",
	    "第%u段<br>", "完 |\n", true, 2000 },
	{ "attachments", FRONT, "# 附件%u 表格\n\n内容。\n\n", "", true, 300 },
	{ "stars", FRONT, "**%u *", "文\n", true, 2000 },
	{ "slots", FRONT, "{{第%u", "文\n", true, 2000 },
	{ "footnotes", FRONT, "正文[^%u]。\n\n", "", true, 1000 },
};

struct taken {
	size_t bytes;
	uint64_t work;
};

static struct str
input_text(struct bench *b, const struct growing *input, unsigned n)
{
	buf_str(&b->out, str_of(input->head));
	for (unsigned i = 1; i <= n; i++) {
		const char *at = strstr(input->each, "%u");

		buf_add(&b->out, input->each, (size_t)(at - input->each));
		buf_uint(&b->out, i);
		buf_str(&b->out, str_of(at + 2));
	}
	buf_str(&b->out, str_of(input->tail));
	return buf_view(&b->out);
}

/* Read, lay out and check a text N times as long as it is short. */
static struct taken
take(const struct growing *input, unsigned n)
{
	struct source_options options = { 0 };
	struct taken taken;
	struct bench b;
	struct document *document;
	uint32_t file;

	bench_start(&b);
	file = files_add(&b.files, input->markdown ? STR("t.md") :
	    STR("t.txt"), input_text(&b, input, n));
	document = text_read_page(&b.arena, file, input->markdown, &options,
	    NULL, &b.findings);
	if (CHECK(document != NULL))
		layout_document(&b.arena, document, profile_builtin(&b.arena,
		    STR_NONE), &b.findings);
	taken = (struct taken){ b.arena.total, b.arena.work };
	bench_end(&b);
	return taken;
}

static void
test_growth(const struct growing *input)
{
	struct taken one = take(input, input->n), two, four;

	two = take(input, 2 * input->n);
	four = take(input, 4 * input->n);
	/* Chunks are of 4 MiB in the end, and something is always there. */
	if (!CHECK(two.work < 5 * one.work / 2) ||
	    !CHECK(four.work < 5 * two.work / 2) ||
	    !CHECK(four.bytes < 5 * two.bytes / 2 + ((size_t)8 << 20)))
		fprintf(stderr, "%s: %zu, %zu, %zu KiB; %llu, %llu, %llu "
		    "steps\n", input->name, one.bytes >> 10, two.bytes >> 10,
		    four.bytes >> 10, (unsigned long long)one.work,
		    (unsigned long long)two.work,
		    (unsigned long long)four.work);
}

/* What is spent is said once, with its place, and the rest is left. */
static void
test_spent(void)
{
	struct source_options options = { 0 };
	struct bench b;
	uint32_t file;

	bench_start(&b);
	file = files_add(&b.files, STR("t.md"),
	    STR(FRONT "一。\n\n二。\n\n三。\n"));
	CHECK(markdown_read(&b.arena, file, &options, &b.findings) != NULL);
	CHECK(findings_worst(&b.findings) < SEVERITY_FATAL);
	CHECK(!b.arena.spent && b.arena.work > 20);
	b.arena.work = BUDGET_WORK;
	markdown_read(&b.arena, file, &options, &b.findings);
	CHECK(b.arena.spent);
	CHECK(b.findings.counts[SEVERITY_FATAL] == 1);
	CHECK_STR(found_at(&b.findings, b.findings.list.n - 1),
	    "t.md:6:1 budget-spent");
	CHECK(b.findings.list.v[b.findings.list.n - 1].id ==
	    FINDING_BUDGET_SPENT);
	/* The next job begins anew, whatever is in the arena already. */
	budget_begin(&b.arena);
	CHECK(!budget_spent(&b.arena, &b.findings, POS_NONE, 1));
	b.arena.before = b.arena.total;
	b.arena.total += BUDGET_BYTES + 1;
	CHECK(budget_spent(&b.arena, &b.findings, POS_NONE, 1));
	b.arena.total -= BUDGET_BYTES + 1;
	arena_reset(&b.arena);
	CHECK(!b.arena.spent && b.arena.work == 0);
	bench_end(&b);
}

/* The labels of lines, and the lines of titles, are work too. */
static void
test_searches(void)
{
	static const char notice[] = HEAD "一、总体要求\n各校要制定方案。\n"
	    "二、工作安排\n各校要明确1名负责人。\n" TAIL;
	struct source_options options = { 0 };
	struct document *document;
	struct bench b;
	uint32_t file;
	uint64_t all;

	bench_start(&b);
	file = files_add(&b.files, STR("t.txt"), STR(notice));
	document = text_read_page(&b.arena, file, false, &options, NULL,
	    &b.findings);
	all = b.arena.work;
	budget_begin(&b.arena);
	b.arena.work = BUDGET_WORK - all / 2;
	text_read_page(&b.arena, file, false, &options, NULL, &b.findings);
	CHECK(b.arena.spent);
	CHECK(b.findings.list.v[b.findings.list.n - 1].pos.file == file);
	if (!CHECK(document != NULL))
		return;
	budget_begin(&b.arena);
	layout_document(&b.arena, document, profile_builtin(&b.arena,
	    STR_NONE), &b.findings);
	CHECK(!b.arena.spent && b.arena.work > 100);
	bench_end(&b);
}

int
main(void)
{
	test_spent();
	test_searches();
	for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++)
		test_growth(&inputs[i]);
	return UNIT_END;
}
