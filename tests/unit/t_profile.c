#include "layout/profile.h"
#include "text/decode.h"

#include "unit.h"
#include "bench.h"

#include <string.h>

static const struct profile *
read(struct bench *b, const char *text)
{
	uint32_t file;

	bench_start(b);
	file = text_decode(&b->arena, STR("p"), str_of(text), "UTF-8",
	    &b->findings);
	return CHECK(file > 0) ?
	    profile_read(&b->arena, file, &b->findings) : NULL;
}

/* Clauses 5.1 and 5.2: paper, margins, 22 lines of 28 characters. */
static void
test_builtin(void)
{
	struct arena arena = ARENA_INIT;
	const struct profile *p = profile_builtin(&arena, STR_NONE);

	CHECK(p->page_width == 11906 && p->page_height == 16838);
	CHECK(profile_text_width(p) == 8845);
	CHECK(profile_text_height(p) == 12756);
	CHECK(22 * p->line_pitch <= 12756 && 23 * p->line_pitch > 12756);
	CHECK(28 * profile_character(p) <= 8845);
	CHECK(29 * profile_character(p) > 8845);
	CHECK(p->styles[STYLE_TITLE].size == 44);
	CHECK(p->styles[STYLE_COLOPHON].size == 28);
	p = profile_builtin(&arena, STR("GB33476"));
	CHECK(p->line_pitch == 592 && 22 * 592 <= profile_text_height(p));
	CHECK(profile_builtin(&arena, STR("别的")) == NULL);
	arena_release(&arena);
}

static void
test_file(void)
{
	struct bench b;
	const struct profile *p = read(&b, "# 本单位的排版参数\n"
	    "基准: GB9704\n行距: 28 磅\n订口：27mm\n仿宋: 仿宋_GB2312\n"
	    "数字字体: Times New Roman\n公文二级标题.加粗: 是\n"
	    "公文附件标题.字号: 小二\n标题两行: 上长下短\n");

	if (!CHECK(p != NULL))
		return;
	CHECK(p->line_pitch == 560 && p->styles[STYLE_BODY].line == 560);
	CHECK(p->margin_left == 1531);
	CHECK_STR(p->faces[FACE_FANGSONG], "仿宋_GB2312");
	CHECK_STR(p->digit_face, "Times New Roman");
	CHECK(p->styles[STYLE_LEVEL_2].bold);
	CHECK(p->styles[STYLE_ATTACHMENT_TITLE].size == 36);
	CHECK(!p->title_short_first);
	arena_release(&b.arena);
}

/* Each mistake is named with its line. */
static void
test_mistakes(void)
{
	static const struct {
		const char *text;
		enum finding_id id;
		unsigned line;
	} cases[] = {
		{ "行距: 28 磅\n行拒: 28 磅\n", FINDING_PROFILE_KEY, 2 },
		{ "行距: 很大\n", FINDING_PROFILE_VALUE, 1 },
		{ "\n只有一句话\n", FINDING_PROFILE_LINE, 2 },
		{ "基准: GB1\n", FINDING_PROFILE_VALUE, 1 },
		{ "公文标题.颜色: 红\n", FINDING_PROFILE_KEY, 1 },
		{ "公文标题.字号: 特大\n", FINDING_PROFILE_VALUE, 1 },
		{ "订口: 190mm\n", FINDING_PROFILE_VALUE, 0 },
		{ "行距: 0 磅\n", FINDING_PROFILE_VALUE, 1 },
		{ "标题上空行: -1\n", FINDING_PROFILE_VALUE, 1 },
		{ "标题上空行: 10\n标题上空行: 11\n", FINDING_PROFILE_VALUE,
		    2 },
		{ "字距: -300\n", FINDING_PROFILE_VALUE, 1 },
		{ "红线粗细: 97\n", FINDING_PROFILE_VALUE, 1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bench b;

		CHECK(read(&b, cases[i].text) == NULL);
		CHECK(b.findings.list.n == 1);
		CHECK(b.findings.list.v[0].id == cases[i].id);
		CHECK(b.findings.list.v[0].place.line == cases[i].line);
		arena_release(&b.arena);
	}
}

int
main(void)
{
	test_builtin();
	test_file();
	test_mistakes();
	return UNIT_END;
}
