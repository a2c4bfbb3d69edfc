#include "renew/renew.h"
#include "source/source.h"
#include "text/decode.h"

#include "unit.h"

#include <string.h>

struct bench {
	struct arena arena;
	struct files files;
	struct findings findings;
	struct renew_result result;
};

static void
start(struct bench *b)
{
	memset(b, 0, sizeof(*b));
	b->files.arena = b->findings.arena = &b->arena;
	b->findings.files = &b->files;
}

static struct str
renew(struct bench *b, struct str text, int year)
{
	struct source_options source = { 0 };
	struct renew_options options = { .year = year };
	struct document *document;
	uint32_t file = text_decode(&b->arena, STR("t.md"), text, "UTF-8",
	    &b->findings);

	document = markdown_read(&b->arena, file, &source, &b->findings);
	if (document == NULL || renew_source(&b->arena, file, document,
	    &options, &b->result, &b->findings) != 0)
		return STR_NONE;
	return b->result.text;
}

#define FRONT	"---\n发文字号: 某科协〔2026〕18号\n主送: 各县\n" \
	"成文日期: 2026-06-14\n印发日期: 2026年6月15日\n---\n\n"
#define HEADED	"---\n发文字号: 某科协〔2027〕　号\n主送: 各县\n" \
	"成文日期: 2027年　月　日\n印发日期: 2027年　月　日\n---\n\n"

/* What belongs to the edition rolls; what is a fact stays. */
static void
test_cases(void)
{
	static const struct {
		const char *before, *after;
	} cases[] = {
		{ "# 关于征集2026年度需求的通知\n", "# 关于征集2027年度需求的通知\n" },
		{ "请于2026年7月30日（星期四）前报送。\n",
		    "请于2027年7月30日（星期五）前报送。\n" },
		{ "举办第十三届全市青少年科技创新大赛。\n",
		    "举办第十四届全市青少年科技创新大赛。\n" },
		{ "2026—2027学年第一学期。\n", "2027—2028学年第一学期。\n" },
		{ "根据《关于做好2025年工作的通知》（省科协〔2025〕3号）。\n",
		    "根据《关于做好2025年工作的通知》（省科协〔2025〕3号）。\n" },
		{ "落实“十四五”规划（2021—2025年）。\n",
		    "落实“十四五”规划（2021—2025年）。\n" },
		{ "参会2000人，电话0000-2026123。\n",
		    "参会2000人，电话0000-2026123。\n" },
		{ "二〇二六年度计划。\n", "二〇二七年度计划。\n" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bench b;
		struct str expected;

		start(&b);
		expected = str_format(&b.arena, "%s%s", HEADED, cases[i].after);
		CHECK_STR(renew(&b, str_format(&b.arena, "%s%s", FRONT,
		    cases[i].before), 2027), str_cstr(&b.arena, expected));
		arena_release(&b.arena);
	}
}

/* Twice by a year is once by two. */
static void
test_twice(void)
{
	const struct str source = STR(FRONT "# 关于举办第九届大赛的通知\n\n"
	    "2026年5月20日（星期三）前报名，2025年获奖的不再参加。\n\n"
	    "2026—2027学年，第18次会议，2026年第三季度。\n");
	struct bench b;
	struct str once, twice;

	start(&b);
	once = renew(&b, source, 2028);
	twice = renew(&b, renew(&b, source, 2027), 2028);
	CHECK(once.n > 0 && str_eq(once, twice));
	if (!str_eq(once, twice))
		printf("%.*s\n--\n%.*s\n", STR_ARG(once), STR_ARG(twice));
	arena_release(&b.arena);
}

static void
test_days(void)
{
	struct bench b;

	start(&b);
	/* 31 July 2027 is a Saturday. */
	CHECK(renew(&b, STR(FRONT "请于2026年7月31日前报送。\n"), 2027).n > 0);
	CHECK(b.findings.counts[SEVERITY_WARNING] == 1);
	arena_release(&b.arena);
	start(&b);
	/* No 29 February in 2025. */
	CHECK(str_has(renew(&b, STR("---\n成文日期: 2024-01-05\n---\n\n"
	    "请于2024年2月29日前报送。\n"), 2025), STR("2025年2月28日")));
	arena_release(&b.arena);
}

/* No year to start from, or the wrong direction: said, nothing made. */
static void
test_failures(void)
{
	struct bench b;

	start(&b);
	CHECK(renew(&b, STR("# 标题\n\n正文。\n"), 2027).n == 0);
	CHECK(renew(&b, STR(FRONT "正文。\n"), 2026).n == 0);
	CHECK(b.findings.counts[SEVERITY_FATAL] == 2);
	arena_release(&b.arena);
}

static void
test_list(void)
{
	struct bench b;
	struct buf out = { 0 };

	start(&b);
	renew(&b, STR(FRONT "2026年度，“十四五”。\n"), 2027);
	renew_list(&out, &b.result, &b.files, LANGUAGE_ZH);
	CHECK(str_has(buf_view(&out), STR("t.md:8:1: 2026年度 → 2027年度")));
	CHECK(str_has(buf_view(&out), STR("t.md:8:9: 十四五（")));
	out.n = 0;
	renew_list_json(&out, &b.result, &b.files);
	CHECK(str_has(buf_view(&out), STR("\"after\": \"2027年度\"")));
	buf_release(&out);
	arena_release(&b.arena);
}

static unsigned
days_off(const struct bench *b)
{
	unsigned n = 0;

	for (size_t i = 0; i < b->findings.list.n; i++)
		n += b->findings.list.v[i].id == FINDING_RENEW_DAY_OFF;
	return n;
}

/* A lost leap day leaves the year alone; every day of a list is looked at. */
static void
test_hard_days(void)
{
	struct bench b;

	start(&b);
	CHECK(str_has(renew(&b, STR("---\n发文字号: 某科协〔2028〕1号\n---\n\n"
	    "# 关于报送计划的通知\n\n于2028年2月29日（星期二）报送，"
	    "二〇二八年二月二十九日开会。2028年始终坚持。\n"
	    "近年来，2024—2028年计划。近三年（2026—2028年）。\n"), 2029),
	    STR("于2029年2月28日（星期三）报送，二〇二九年二月二十八日开会。"
	    "2029年始终坚持。\n近年来，2024—2028年计划。"
	    "近三年（2027—2029年）。\n")));
	arena_release(&b.arena);
	start(&b);
	/* In 2018: a Sunday, 端午, a Tuesday. */
	CHECK(renew(&b, STR("---\n发文字号: 某科协〔2017〕1号\n---\n\n"
	    "# 关于报送的通知\n\n请于3、6、9月18日前报送。\n"), 2018).n > 0);
	CHECK(days_off(&b) == 2);
	arena_release(&b.arena);
}

int
main(void)
{
	test_cases();
	test_twice();
	test_days();
	test_failures();
	test_list();
	test_hard_days();
	return UNIT_END;
}
