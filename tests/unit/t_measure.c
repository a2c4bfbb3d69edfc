#include "layout/measure.h"

#include "unit.h"

/* The body: 16 pt, condensed so that 28 characters fill 8845 twips. */
static const struct measure body = { 320, -6 };

static unsigned
lines(const char *text, long width, long first)
{
	struct measured_piece piece = { body, str_of(text), false };

	return measure_lines(&piece, 1, width, first).lines;
}

int
main(void)
{
	/* Twenty-eight full-width characters fill a line, clause 5.2.3. */
	const char *full = "一二三四五六七八九十一二三四五六七八九十"
	    "一二三四五六七八";

	CHECK(measure_width(&body, str_of(full)) == 28 * 314);
	CHECK(lines(full, 8845, 0) == 1);
	CHECK(lines(full, 28 * 314 - 1, 0) == 2);
	CHECK(lines(full, 8845, 640) == 2);
	CHECK(lines(full, 8845, -640) == 1);
	CHECK(lines("", 8845, 0) == 1);

	/* Half-width characters are half, with a gap beside Chinese. */
	CHECK(measure_width(&body, STR("12")) == 2 * 154);
	CHECK(measure_width(&body, STR("年1")) == 314 + 154 + 64);
	CHECK(measure_width(&body, STR("（1）")) == 2 * 314 + 154);

	/* A mark hangs; a closing quotation mark takes its word along. */
	CHECK(lines("一二三，", 3 * 314, 0) == 1);
	CHECK(lines("一二三”四", 3 * 314, 0) == 2);
	CHECK(lines("一二（三", 3 * 314, 0) == 2);
	/* Words and numbers stay whole; what fits nowhere is cut. */
	CHECK(lines("一二123456", 4 * 314, 0) == 2);
	CHECK(lines("12345678901234567890", 4 * 314, 0) == 3);
	/* Dashes and ellipses of two characters are not parted. */
	CHECK(lines("一二——三", 3 * 314, 0) == 2);
	{
		struct measured_piece two[] = {
			{ body, STR("上"), false }, { body, STR("下"), true },
		};

		CHECK(measure_lines(two, 2, 8845, 0).lines == 2);
		CHECK(measure_lines(two, 2, 8845, 0).last_width == 314);
	}
	return UNIT_END;
}
