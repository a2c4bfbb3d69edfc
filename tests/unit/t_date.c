#include "text/date.h"

#include "unit.h"

static void
test_parse(void)
{
	static const struct {
		const char *text, *rest;
		int year, month, day;
	} good[] = {
		{ "2026年6月14日", "", 2026, 6, 14 },
		{ "2026-06-14", "", 2026, 6, 14 },
		{ "2026/6/14", "", 2026, 6, 14 },
		{ "2026.6.14.", ".", 2026, 6, 14 },
		{ "2026 6 14", "", 2026, 6, 14 },
		{ "2018年5月 10日印发", "印发", 2018, 5, 10 },
		{ " 2018 年 5 月 10 日", "", 2018, 5, 10 },
		{ "二〇二六年六月十四日", "", 2026, 6, 14 },
		{ "二○二六年六月十四日", "", 2026, 6, 14 },
		{ "二０二六年十二月三十一日", "", 2026, 12, 31 },
		{ "二0二六年六月十日", "", 2026, 6, 10 },
		{ "二O二六年六月二十日", "", 2026, 6, 20 },
		{ "二Ｏ二六年六月二十日", "", 2026, 6, 20 },
		{ "二零二六年六月", "", 2026, 6, 0 },
		{ "二ｏ二六年六月十日", "", 2026, 6, 10 },
		{ "二О二六年六月十日", "", 2026, 6, 10 },	/* Cyrillic */
		{ "二●二六年元月廿四日", "", 2026, 1, 24 },
		{ "二?二六年六月廿日", "", 2026, 6, 20 },
		{ "二\xef\xbf\xbd二六年六月十日", "", 2026, 6, 10 },
		{ "二二六年六月十日", "", 2026, 6, 10 },
		{ "一九九年十月一日起", "起", 1990, 10, 1 },
		{ "二 〇 二 六 年 六 月 十 日", "", 2026, 6, 10 },
		{ "２０２６年６月１４日", "", 2026, 6, 14 },
		{ "2026年6月14号前", "前", 2026, 6, 14 },
		{ "2026年6月14，", "，", 2026, 6, 14 },
		{ "2026年6月14", "", 2026, 6, 14 },
		{ "2026年6月底", "底", 2026, 6, 0 },
		{ "2026年6月3个", "3个", 2026, 6, 0 },
		{ "2026年 工作", " 工作", 2026, 0, 0 },
		{ "2026年2月30日", "", 2026, 2, 30 },
		{ "2026年123项", "123项", 2026, 0, 0 },
	};
	static const char *const bad[] = {
		"", "年", "26年6月1日", "2026", "2026-06", "2026.6", "20261年",
		"2026-06/14", "2026—2027", "6月14日", "0026年", "2026-123-4",
		"二〇二", "202六", "2026-六-十", "1.5", "20?6年", "?二二六年",
		"????年", "二二六年", "二二六年六月", "二三年六月一日",
		"一二三年六月一日", "2026 6", "2026 6-14", "2026 614 5", "226年六月一日",
	};
	struct date d;
	size_t n;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct str s = str_of(good[i].text);

		if (!CHECK(date_parse(s, &d, &n) && d.year == good[i].year &&
		    d.month == good[i].month && d.day == good[i].day))
			printf("    %s: %d-%d-%d\n", good[i].text, d.year,
			    d.month, d.day);
		else
			CHECK_STR(str_slice(s, n, s.n), good[i].rest);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!CHECK(!date_parse(str_of(bad[i]), &d, NULL)))
			printf("    %s\n", bad[i]);
}

static void
test_calendar(void)
{
	struct date d = { 1899, 12, 31 };
	size_t n;

	CHECK(date_exists((struct date){ 2024, 2, 29 }));
	CHECK(date_exists((struct date){ 2000, 2, 29 }));
	CHECK(!date_exists((struct date){ 2026, 2, 29 }));
	CHECK(!date_exists((struct date){ 2100, 2, 29 }));
	CHECK(!date_exists((struct date){ 2026, 13, 1 }));
	CHECK(!date_exists((struct date){ 2026, 4, 31 }));
	CHECK(!date_exists((struct date){ 2026, 6, 0 }));
	CHECK(date_days((struct date){ 1970, 1, 1 }) == 0);
	CHECK(date_days((struct date){ 2000, 3, 1 }) == 11017);
	CHECK(date_weekday((struct date){ 2026, 6, 14 }) == 0);
	CHECK(date_weekday((struct date){ 2024, 2, 29 }) == 4);
	CHECK(date_weekday((struct date){ 1949, 10, 1 }) == 6);
	CHECK_STR(str_of(date_weekday_name((struct date){ 1949, 10, 1 })),
	    "六");
	CHECK(date_weekday_parse(STR("星期五）"), &n) == 5 && n == 9);
	CHECK(date_weekday_parse(STR("周日"), &n) == 0 && n == 6);
	CHECK(date_weekday_parse(STR("礼拜天"), &n) == 0 && n == 9);
	CHECK(date_weekday_parse(STR("周期"), &n) < 0);
	CHECK(date_compare((struct date){ 2026, 6, 14 },
	    (struct date){ 2026, 6, 15 }) < 0);
	CHECK(date_compare((struct date){ 2027, 1, 1 },
	    (struct date){ 2026, 12, 31 }) > 0);
	CHECK(date_compare(d, d) == 0);
	/* Every day of two centuries, there and back. */
	for (long day = date_days(d); d.year < 2101; day++) {
		struct date next = date_of_days(day + 1);

		if (!date_exists(next) || date_compare(d, next) >= 0 ||
		    date_days(next) != day + 1 ||
		    date_weekday(next) != (date_weekday(d) + 1) % 7)
			CHECK(date_days(next) == day + 1);
		d = next;
	}
	CHECK(date_days(d) == 47847);
}

int
main(void)
{
	struct arena arena = ARENA_INIT;
	struct date date = { 2026, 6, 14 };

	test_parse();
	test_calendar();
	CHECK_STR(date_format(&arena, date), "2026年6月14日");
	CHECK_STR(date_han(&arena, date), "二〇二六年六月十四日");
	date.day = 0;
	CHECK_STR(date_format(&arena, date), "2026年6月");
	CHECK_STR(date_han(&arena, date), "二〇二六年六月");
	date.month = 0;
	CHECK_STR(date_format(&arena, date), "2026年");
	arena_release(&arena);
	return UNIT_END;
}
