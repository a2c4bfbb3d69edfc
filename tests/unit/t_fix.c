/* gongwen check --fix on files: certain repairs, nothing else, once. */
#include "unit.h"
#include "found.h"

#include <iconv.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "check/check.h"

static const char before[] =
    "---\r\n发文机关: 云州市科学技术协会\r\n"
    "发文字号: 云科协[2026]第018号\r\n成文日期: 2026年06月04日\r\n"
    "主送: 各县（市、区）科协,市级各学会\r\n---\r\n\r\n"
    "# 云州市科协关于报送总结的通知\r\n\r\n"
    "(一)、各单位要\"认真总结\",,每县报送１２份(含附件).\r\n\r\n"
    "`a,b`的“甲”,参见 http://example.org/a,b 。\r\n";
static const char after[] =
    "---\r\n发文机关: 云州市科学技术协会\r\n"
    "发文字号: 云科协〔2026〕18号\r\n成文日期: 2026年6月4日\r\n"
    "主送: 各县（市、区）科协，市级各学会\r\n---\r\n\r\n"
    "# 云州市科协关于报送总结的通知\r\n\r\n"
    "（一）各单位要“认真总结”，每县报送12份（含附件）。\r\n\r\n"
    "`a,b`的“甲”，参见 http://example.org/a,b 。\r\n";

static struct str
encoded(struct arena *arena, const char *name, const char *utf8)
{
	size_t left = strlen(utf8), room = 4 * left;
	char *buffer = arena_alloc(arena, room), *to = buffer;
	char *from = (char *)utf8;
	iconv_t cd = iconv_open(name, "UTF-8");

	iconv(cd, &from, &left, &to, &room);
	iconv_close(cd);
	return (struct str){ buffer, (size_t)(to - buffer) };
}

static void
check_path(struct arena *arena, struct str path, bool fix,
    struct findings *findings)
{
	struct check_options options = { .fix = fix };
	struct arena job = ARENA_INIT;

	*findings = (struct findings){ .arena = arena };
	findings->files = NEW(arena, struct files);
	findings->files->arena = arena;
	check_file(&job, path, &options, findings);
	arena_release(&job);
}

static void
test_encoding(const char *name)
{
	struct arena arena = ARENA_INIT;
	struct findings findings;
	struct str bytes, path = str_format(&arena, "/tmp/t_fix.%ld.md",
	    (long)getpid());
	struct str wanted = encoded(&arena, name, after);

	check_path(&arena, path, false, &findings);
	CHECK(findings_worst(&findings) == SEVERITY_FATAL);	/* not there */
	CHECK(file_write(path, STR_NONE, encoded(&arena, name, before), FILE_SYNC_NONE,
	    &findings) == 0);
	check_path(&arena, path, false, &findings);
	CHECK(found(&findings, FINDING_NUMBER_BRACKET) == 1);
	CHECK(file_read(&arena, path, 1 << 20, &bytes, &findings) == 0 &&
	    str_eq(bytes, encoded(&arena, name, before)));

	check_path(&arena, path, true, &findings);
	CHECK(found(&findings, FINDING_FIXED) >= 8);
	CHECK(found(&findings, FINDING_HALF_WIDTH_MARK) == 0);
	CHECK(file_read(&arena, path, 1 << 20, &bytes, &findings) == 0);
	CHECK(str_eq(bytes, wanted));

	check_path(&arena, path, true, &findings);
	CHECK(found(&findings, FINDING_FIXED) == 0);
	CHECK(file_read(&arena, path, 1 << 20, &bytes, &findings) == 0);
	CHECK(str_eq(bytes, wanted));
	unlink(str_cstr(&arena, path));
	arena_release(&arena);
}

/* What is suppressed or switched off is not repaired. */
static void
test_left_alone(void)
{
	struct arena arena = ARENA_INIT;
	struct findings findings;
	struct str bytes, path = str_format(&arena, "/tmp/t_fix.%ld.md",
	    (long)getpid());
	struct str text = STR("# 通知\n\n"
	    "<!-- 校核: 忽略 half-width-mark 原文如此 -->\n甲方,乙方。\n");

	CHECK(file_write(path, STR_NONE, text, FILE_SYNC_NONE,
	    &(struct findings){ .arena = &arena }) == 0);
	check_path(&arena, path, true, &findings);
	CHECK(found(&findings, FINDING_FIXED) == 0);
	CHECK(file_read(&arena, path, 1 << 20, &bytes, &findings) == 0 &&
	    str_eq(bytes, text));
	unlink(str_cstr(&arena, path));
	arena_release(&arena);
}

int
main(void)
{
	test_encoding("UTF-8");
	test_encoding("GB18030");
	test_encoding("UTF-16LE");
	test_left_alone();
	return UNIT_END;
}
