/* Strings and buffers. */
#include "unit.h"

#include <stdlib.h>

#include "base/arena.h"

static void
check_compare(void)
{
	CHECK(str_eq(STR("公文"), STR("公文")));
	CHECK(!str_eq(STR("公文"), STR("公")));
	CHECK(str_eq(STR_NONE, STR("")));
	CHECK(str_cmp(STR("a"), STR("b")) < 0);
	CHECK(str_cmp(STR("b"), STR("a")) > 0);
	CHECK(str_cmp(STR("a"), STR("ab")) < 0);
	CHECK(str_cmp(STR("\xff"), STR("a")) > 0);
	CHECK(str_cmp(STR_NONE, STR_NONE) == 0);
	CHECK(str_starts(STR("附件1"), STR("附件")));
	CHECK(!str_starts(STR("附"), STR("附件")));
	CHECK(str_starts(STR("附"), STR_NONE));
	CHECK(str_ends(STR("通知.docx"), STR(".docx")));
	CHECK(!str_ends(STR("docx"), STR(".docx")));
	CHECK(str_is_one(STR("县"), "省|市|县"));
	CHECK(!str_is_one(STR("县区"), "省|市|县"));
	CHECK(str_starts_one(STR("县区"), "省|市|县"));
	CHECK(str_ends_one(STR("青禾市"), "省|市|县"));
	CHECK(str_has_one(STR("青禾市科协"), "省|市|县"));
	CHECK(!str_has_one(STR("科协"), "省|市|县"));
}

static void
check_find(void)
{
	struct str s = STR("abcabcab");

	CHECK(str_find(s, STR("abc"), 0) == 0);
	CHECK(str_find(s, STR("abc"), 1) == 3);
	CHECK(str_find(s, STR("abc"), 4) == SIZE_MAX);
	CHECK(str_find(s, STR("ab"), 6) == 6);
	CHECK(str_find(s, STR("b"), 7) == 7);
	CHECK(str_find(s, STR("abcabcabc"), 0) == SIZE_MAX);
	CHECK(str_find(s, STR_NONE, 8) == 8);
	CHECK(str_find(s, STR_NONE, 9) == SIZE_MAX);
	CHECK(str_find(STR_NONE, STR("a"), 0) == SIZE_MAX);
	CHECK(str_has(STR("关于印发计划的通知"), STR("计划")));
	CHECK(!str_has(STR("关于印发计划的通知"), STR("方案")));
}

static void
check_slice(void)
{
	CHECK_STR(str_slice(STR("gongwen"), 0, 4), "gong");
	CHECK_STR(str_slice(STR("gongwen"), 4, 99), "wen");
	CHECK_STR(str_slice(STR("gongwen"), 99, 99), "");
	CHECK_STR(str_slice(STR("gongwen"), 5, 2), "");
}

static void
check_trim(void)
{
	CHECK_STR(str_trim(STR(" \t　主送 机关　\r\n")), "主送 机关");
	CHECK_STR(str_trim(STR("\xc2\xa0文\xc2\xa0")), "文");
	CHECK_STR(str_trim(STR("　　")), "");
	CHECK_STR(str_trim_left(STR("　a ")), "a ");
	CHECK_STR(str_trim_right(STR(" a　")), " a");
	/* The last bytes of 　 are those of no other character alone. */
	CHECK_STR(str_trim(STR("\xe4\x80\x80")), "\xe4\x80\x80");
}

static void
check_lines(void)
{
	struct str rest = STR("一\n\n三"), line;

	CHECK(str_line(&rest, &line));
	CHECK_STR(line, "一");
	CHECK(str_line(&rest, &line));
	CHECK_STR(line, "");
	CHECK(str_line(&rest, &line));
	CHECK_STR(line, "三");
	CHECK(!str_line(&rest, &line));
	rest = STR("x\n");
	CHECK(str_line(&rest, &line));
	CHECK(!str_line(&rest, &line));
}

static void
check_making(struct arena *arena)
{
	struct str s = STR("县（市、区）");

	CHECK_STR(str_copy(arena, s), "县（市、区）");
	CHECK(str_copy(arena, s).p != s.p);
	CHECK(strcmp(str_cstr(arena, STR("abc")), "abc") == 0);
	CHECK(strcmp(str_cstr(arena, STR_NONE), "") == 0);
	CHECK_STR(str_cat(arena, STR("各"), s), "各县（市、区）");
	CHECK_STR(str_cat(arena, STR_NONE, STR_NONE), "");
	CHECK_STR(str_replace(arena, STR("aXbXX"), STR("X"), STR("--")),
	    "a--b----");
	CHECK_STR(str_replace(arena, STR("abc"), STR("X"), STR("-")), "abc");
	CHECK_STR(str_replace(arena, STR("abc"), STR_NONE, STR("-")), "abc");
	CHECK_STR(str_format(arena, "%.*s%03d", STR_ARG(STR("第")), 7),
	    "第007");
	CHECK_STR(str_format(arena, "%s", ""), "");
}

static void
check_distance(void)
{
	CHECK(str_distance(STR("抄送"), STR("抄送")) == 0);
	CHECK(str_distance(STR("抄送"), STR("抄报")) == 1);
	CHECK(str_distance(STR("成文时期"), STR("成文日期")) == 1);
	CHECK(str_distance(STR("文发字号"), STR("发文字号")) == 1);
	CHECK(str_distance(STR("号"), STR("发文字号")) == 3);
	CHECK(str_distance(STR_NONE, STR("主送")) == 2);
	CHECK(str_distance(STR("kitten"), STR("sitting")) == 3);
}

static void
check_hash(void)
{
	/* The published values of FNV-1a. */
	CHECK(str_hash(STR_NONE) == 0xcbf29ce484222325u);
	CHECK(str_hash(STR("a")) == 0xaf63dc4c8601ec8cu);
	CHECK(str_hash(STR("foobar")) == 0x85944171f73967e8u);
}

static void
check_buffer(void)
{
	struct buf buf = { 0 };
	bool ok = true;

	CHECK_STR(buf_view(&buf), "");
	buf_lit(&buf, "第");
	buf_uint(&buf, 0);
	buf_uint(&buf, 18446744073709551615u);
	buf_byte(&buf, ' ');
	buf_format(&buf, "%s-%d", "x", -5);
	buf_str(&buf, STR("号"));
	CHECK_STR(buf_view(&buf), "第018446744073709551615 x--5号");
	CHECK(buf.p[buf.n] == '\0');
	buf_release(&buf);
	CHECK(buf.p == NULL && buf.n == 0);
	for (unsigned i = 0; i < 100000; i++)
		buf_byte(&buf, (char)('a' + i % 26));
	for (unsigned i = 0; i < 100000; i++)
		ok = ok && buf.p[i] == (char)('a' + i % 26);
	CHECK(ok && buf.n == 100000);
	buf_release(&buf);
	buf_add(&buf, NULL, 0);
	CHECK(buf.n == 0 && buf.p[0] == '\0');
	buf_release(&buf);
}

int
main(void)
{
	struct arena arena = ARENA_INIT;

	check_compare();
	check_find();
	check_slice();
	check_trim();
	check_lines();
	check_making(&arena);
	check_distance();
	check_hash();
	check_buffer();
	arena_release(&arena);
	return UNIT_END;
}
