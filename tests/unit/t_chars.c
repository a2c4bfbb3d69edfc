#include "text/chars.h"

#include "unit.h"

#include <string.h>

static void
test_decoding(void)
{
	struct str s = STR("a市𠮷b");
	size_t at = 0;
	struct buf buf = { 0 };
	static const uint32_t all[] = { 'a', 0x7ff, 0x5e02, 0x20bb7 };

	CHECK(char_next(s, &at) == 'a' && at == 1);
	CHECK(char_next(s, &at) == U'市' && at == 4);
	CHECK(char_next(s, &at) == 0x20bb7 && at == 8);
	CHECK(char_next(s, &at) == 'b' && char_next(s, &at) == 0);
	CHECK(at == s.n);
	CHECK(char_before(s, &at) == 'b' && char_before(s, &at) == 0x20bb7);
	CHECK(char_before(s, &at) == U'市' && at == 1);
	CHECK(char_before(s, &at) == 'a' && char_before(s, &at) == 0);
	CHECK(char_count(s) == 4);

	/* A cut character must not be read past the end. */
	for (at = 0; at < 6;)
		char_next(str_slice(s, 0, 6), &at);
	for (size_t i = 0; i < 4; i++)
		char_encode(&buf, all[i]);
	at = 0;
	for (size_t i = 0; i < 4; i++)
		CHECK(char_next(buf_view(&buf), &at) == all[i]);
	CHECK(at == buf.n && buf.n == 1 + 2 + 3 + 4);
	buf_release(&buf);
}

static void
test_classes(void)
{
	CHECK(char_is_han(U'县') && char_is_han(U'〇') && char_is_han(0x20bb7));
	CHECK(!char_is_han(U'，') && !char_is_han('a') && !char_is_han(U'ア'));
	CHECK(char_is_cjk(U'，') && char_is_cjk(U'“') && char_is_cjk(U'ア'));
	CHECK(char_is_cjk(U'①') && char_is_cjk(U'★') && char_is_cjk(U'—'));
	CHECK(!char_is_cjk('a') && !char_is_cjk(U'é') && !char_is_cjk(U'α'));
	CHECK(char_is_digit('7') && char_is_digit(U'７'));
	CHECK(!char_is_digit(U'七'));
	CHECK(char_is_space(U'　') && char_is_space(0xa0) &&
	    char_is_space('\t') && char_is_space('\n'));
	CHECK(!char_is_space(0) && !char_is_space(0x200b));
	CHECK(char_is_ascii_alnum('z') && !char_is_ascii_alnum(U'ｚ'));
	CHECK(char_is_zero(U'〇') && char_is_zero(U'○') &&
	    char_is_zero(U'０') && char_is_zero('0') && char_is_zero('O') &&
	    char_is_zero(U'零') && !char_is_zero('o'));
}

static void
test_widths(void)
{
	CHECK(char_width(U'市') == 100 && char_width('a') == 50);
	CHECK(char_width(U'，') == 100 && char_width(U'Ａ') == 100);
	CHECK(char_width(U'“') == 100 && char_width(U'…') == 100 &&
	    char_width(U'·') == 100 && char_width(U'—') == 100);
	CHECK(char_width(U'é') == 50 && char_width(U'–') == 50);
	CHECK(char_width(0x301) == 0 && char_width(0x200b) == 0 &&
	    char_width('\n') == 0);
	CHECK(char_width(0x2e3a) == 200);
	CHECK(text_width(STR("第3届“科技”")) == 100 + 50 + 100 + 400);
	CHECK(text_width(STR_NONE) == 0);
}

static void
test_line_breaking(void)
{
	static const uint32_t start[] = {
		U'，', U'。', U'、', U'）', U'》', U'”', U'’', U'…', U'；',
		U'：', U'？', U'！', U'％', U'〕', U'】', U'·', '%', ')'
	};
	static const uint32_t end[] = {
		U'（', U'《', U'“', U'‘', U'〔', U'【', '(', U'￥', '['
	};

	for (size_t i = 0; i < sizeof(start) / sizeof(start[0]); i++)
		CHECK(char_no_line_start(start[i]) &&
		    !char_no_line_end(start[i]));
	for (size_t i = 0; i < sizeof(end) / sizeof(end[0]); i++)
		CHECK(char_no_line_end(end[i]) && !char_no_line_start(end[i]));
	CHECK(!char_no_line_start(U'市') && !char_no_line_end(U'市'));
	CHECK(!char_no_line_start('a') && !char_no_line_end('9'));
	CHECK(!char_no_line_start(U'—') && !char_no_line_start(0));
}

static void
test_stops(void)
{
	size_t length;

	CHECK(char_find_stop(STR("甲乙。丙"), &length) == 6 && length == 3);
	CHECK(char_find_stop(STR("甲乙. 丙。"), &length) == 6 && length == 1);
	CHECK(char_find_stop(STR("甲1.5倍，乙.doc。"), &length) ==
	    strlen("甲1.5倍，乙.doc"));
	CHECK(char_find_stop(STR("a.甲"), &length) == SIZE_MAX);
	CHECK(char_find_stop(STR_NONE, &length) == SIZE_MAX);
}

int
main(void)
{
	test_stops();
	struct arena arena = ARENA_INIT;

	test_decoding();
	test_classes();
	test_widths();
	test_line_breaking();
	CHECK_STR(text_squeeze(&arena, STR(" 各　县\t（市）\n")), "各县（市）");
	arena_release(&arena);
	return UNIT_END;
}
