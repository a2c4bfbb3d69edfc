/* Tags and filters of {{names}}. */
#include "unit.h"

#include "merge/placeholder.h"

static struct tag
first_tag(const char *text)
{
	struct tag tag;

	if (!CHECK(tag_find(str_of(text), 0, &tag)))
		tag = (struct tag){ .kind = TAG_BAD };
	return tag;
}

static void
test_tags(void)
{
	struct tag tag = first_tag("致{{ 单位 }}：");

	CHECK(tag.kind == TAG_VALUE);
	CHECK(tag.start == STR("致").n);
	CHECK(tag.end == STR("致{{ 单位 }}").n);
	CHECK_STR(tag.name, "单位");
	CHECK(tag.filters.n == 0);
	tag = first_tag("{{金额 ｜ 千分位|默认：无}}");
	CHECK_STR(tag.name, "金额");
	CHECK_STR(tag.filters, "千分位|默认：无");
	CHECK(first_tag("{{#行}}").kind == TAG_OPEN);
	CHECK(first_tag("{{＃ 行}}").kind == TAG_OPEN);
	CHECK(first_tag("{{^行}}").kind == TAG_INVERTED);
	CHECK(first_tag("{{／行}}").kind == TAG_CLOSE);
	CHECK(first_tag("{{! 单位 }}").kind == TAG_REMARK);
	CHECK_STR(first_tag("{{{单位}}}").name, "单位");
	CHECK(first_tag("{{{单位}}}").end == STR("{{{单位}}}").n);
	CHECK_STR(first_tag("{{&单位}}").name, "单位");
}

static void
test_malformed(void)
{
	struct tag tag;

	CHECK(!tag_find(STR("没有 { { 单位 } }"), 0, &tag));
	CHECK(!tag_find(STR_NONE, 0, &tag));
	CHECK(first_tag("{{单位").kind == TAG_UNCLOSED);
	CHECK(first_tag("{{单位}").kind == TAG_UNCLOSED);
	tag = first_tag("{{单位、{{主送}}");
	CHECK(tag.kind == TAG_UNCLOSED);
	CHECK(tag_find(STR("{{单位、{{主送}}"), tag.end, &tag));
	CHECK_STR(tag.name, "主送");
	CHECK(first_tag("{{}}").kind == TAG_BAD);
	CHECK(first_tag("{{  }}").kind == TAG_BAD);
	CHECK(first_tag("{{#}}").kind == TAG_BAD);
	CHECK(first_tag("{{>片段}}").kind == TAG_BAD);
	CHECK(first_tag("{{=<% %>=}}").kind == TAG_BAD);
	CHECK(first_tag("{{#行|日期}}").kind == TAG_BAD);
}

/* The value filtered, or "!" and the filter that stopped it. */
static struct str
filtered(struct arena *arena, const char *filters, const char *value)
{
	struct str result, which = STR_NONE;

	if (filters_apply(arena, str_of(filters), str_of(value), &result,
	    &which) != FILTER_DONE)
		return str_cat(arena, STR("!"), which);
	return result;
}

static void
test_filters(void)
{
	struct arena a = ARENA_INIT;
	struct str which;

	CHECK_STR(filtered(&a, "", "原样"), "原样");
	CHECK_STR(filtered(&a, "日期", "2026-06-14"), "2026年6月14日");
	CHECK_STR(filtered(&a, "日期", "2026/6/14"), "2026年6月14日");
	CHECK_STR(filtered(&a, "日期", "2026-06-14 09:30"), "2026年6月14日");
	CHECK_STR(filtered(&a, "汉字日期", "2026.6.14"),
	    "二〇二六年六月十四日");
	CHECK_STR(filtered(&a, "数字日期", "2026年6月4日"), "2026-06-04");
	CHECK_STR(filtered(&a, "年", "2026年6月4日"), "2026");
	CHECK_STR(filtered(&a, "年月", "2026-06-14"), "2026年6月");
	CHECK_STR(filtered(&a, "月日", "2026-06-14"), "6月14日");
	CHECK_STR(filtered(&a, "星期", "2026-06-14"), "星期日");
	CHECK_STR(filtered(&a, "日期", "2026-02-30"), "!日期");
	CHECK_STR(filtered(&a, "日期", "下周一"), "!日期");
	CHECK_STR(filtered(&a, "日期", "2026年6月14日前"), "!日期");
	CHECK_STR(filtered(&a, "大写", "12345.6"),
	    "壹万贰仟叁佰肆拾伍元陆角");
	CHECK_STR(filtered(&a, "大写", "12,345.60元"),
	    "壹万贰仟叁佰肆拾伍元陆角");
	CHECK_STR(filtered(&a, "大写", "￥3,000"), "叁仟元整");
	CHECK_STR(filtered(&a, "大写", "12,34"), "!大写");
	CHECK_STR(filtered(&a, "大写", "约三万"), "!大写");
	CHECK_STR(filtered(&a, "千分位", "1234567.8"), "1,234,567.8");
	CHECK_STR(filtered(&a, "汉字", "12"), "十二");
	CHECK_STR(filtered(&a, "汉字", "1.2"), "!汉字");
	CHECK_STR(filtered(&a, "三位", "7"), "007");
	CHECK_STR(filtered(&a, "3", "7"), "007");
	CHECK_STR(filtered(&a, "6位", "1234567"), "1234567");
	CHECK_STR(filtered(&a, "三位", "7a"), "!三位");
	CHECK_STR(filtered(&a, "100", "7"), "!100");
	CHECK_STR(filtered(&a, "大小写", "7"), "!大小写");
	CHECK(filters_check(STR("日期|默认:无|三位"), &which) == FILTER_DONE);
	CHECK(filters_check(STR("日期|曰期"), &which) == FILTER_UNKNOWN);
	CHECK_STR(which, "曰期");
	arena_release(&a);
}

static void
test_defaults(void)
{
	struct arena a = ARENA_INIT;

	CHECK_STR(filtered(&a, "默认:无", ""), "无");
	CHECK_STR(filtered(&a, "默认：无", ""), "无");
	CHECK_STR(filtered(&a, "默认:无", "有"), "有");
	CHECK_STR(filtered(&a, "默认:", ""), "");
	CHECK_STR(filtered(&a, "日期|默认:另行通知", ""), "另行通知");
	CHECK_STR(filtered(&a, "默认:0|大写", ""), "零元整");
	CHECK_STR(filtered(&a, "千分位", ""), "");
	CHECK(filters_have_default(STR("日期|默认:无")));
	CHECK(!filters_have_default(STR("日期|大写")));
	arena_release(&a);
}

int
main(void)
{
	test_tags();
	test_malformed();
	test_filters();
	test_defaults();
	return UNIT_END;
}
