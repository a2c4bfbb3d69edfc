/* The progress line and the summary. */
#include "unit.h"

#include "cli/progress.h"

static struct str
line(struct buf *buf, struct progress p, unsigned width, bool english)
{
	buf->n = 0;
	progress_line(buf, &p, width, english);
	return buf_view(buf);
}

static void
test_line(struct buf *buf)
{
	struct progress p = { .done = 250, .total = 1000, .made = 250,
	    .seconds = 2.0 };

	CHECK_STR(line(buf, p, 79, true), "250/1000 "
	    "[##########..............................] 25%  125/s  left: 6 s");
	CHECK_STR(line(buf, p, 50, false), "250/1000 "
	    "[##.........] 25%  每秒 125 份  还需 6 秒");
	CHECK_STR(line(buf, p, 42, false),
	    "250/1000 25%  每秒 125 份  还需 6 秒");
	CHECK_STR(line(buf, p, 20, false), "250/1000 ");
	CHECK_STR(line(buf, p, 5, false), "");
	p.failed = 3;
	CHECK(str_ends(line(buf, p, 79, false), STR("  失败 3")));
	p = (struct progress){ .done = 1, .total = 1000, .seconds = 0.1 };
	CHECK(str_ends(line(buf, p, 79, false), STR(" 0%")));
	p = (struct progress){ .done = 7, .total = 7, .seconds = 7 };
	CHECK(str_ends(line(buf, p, 79, true), STR("] 100%  1/s  ")));
	p = (struct progress){ 0 };
	CHECK(str_ends(line(buf, p, 79, true), STR(" 100%")));
}

static void
test_summary(struct buf *buf)
{
	struct progress p = { .made = 4000, .kept = 1000, .warned = 2,
	    .failed = 1, .seconds = 2 };

	buf->n = 0;
	progress_summary(buf, &p, false);
	CHECK_STR(buf_view(buf), "生成 4000 份，1000 份没有变，2 份有提醒，"
	    "1 份没有生成；用时 2 秒，每秒 2500 份\n");
	buf->n = 0;
	p = (struct progress){ .made = 1, .seconds = 0.01 };
	progress_summary(buf, &p, true);
	CHECK_STR(buf_view(buf), "1 made; 0 s\n");
}

static void
test_duration(struct buf *buf)
{
	static const struct {
		double seconds;
		const char *text;
	} cases[] = {
		{ 0, "0 秒" }, { 59.4, "59 秒" }, { 59.6, "1 分 0 秒" },
		{ 3599, "59 分 59 秒" }, { 7800, "2 小时 10 分" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf->n = 0;
		progress_duration(buf, cases[i].seconds, false);
		CHECK_STR(buf_view(buf), cases[i].text);
	}
}

int
main(void)
{
	struct buf buf = { 0 };

	test_line(&buf);
	test_summary(&buf);
	test_duration(&buf);
	buf_release(&buf);
	return UNIT_END;
}
