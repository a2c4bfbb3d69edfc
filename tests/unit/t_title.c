#include "layout/title.h"

#include "unit.h"

#include <string.h>

static struct arena arena = ARENA_INIT;

/* The title's lines, parted by "|", at 22 pt on 156 mm. */
static struct str
broken(const char *title)
{
	const struct measure measure = { 440, 0 };
	struct title_lines lines =
	    title_break(&arena, str_of(title), &measure, 8845, true);
	struct str joined = STR_NONE;

	for (size_t i = 0; i < lines.n; i++)
		joined = str_cat(&arena, i == 0 ? STR_NONE :
		    str_cat(&arena, joined, STR("|")), lines.v[i]);
	return joined;
}

static void
test_breaks(void)
{
	CHECK_STR(broken("关于放假的通知"), "关于放假的通知");
	CHECK_STR(broken("关于征集企业技术需求和开展科技工作者服务基层活动"
	    "情况统计工作的通知"),
	    "关于征集企业技术需求和开展科技工作者|"
	    "服务基层活动情况统计工作的通知");
	CHECK_STR(broken("关于举办第十三届全市青少年科技创新大赛的通知"),
	    "关于举办第十三届全市|青少年科技创新大赛的通知");
	CHECK_STR(broken("青禾市人民政府办公室关于进一步加强安全生产工作的意见"),
	    "青禾市人民政府办公室|关于进一步加强安全生产工作的意见");
	CHECK_STR(broken("青禾市科学技术协会关于印发《青禾市科协2026年度工作要点》"
	    "的通知"),
	    "青禾市科学技术协会关于印发|《青禾市科协2026年度工作要点》的通知");
	CHECK_STR(broken("临溪县科学技术协会关于申请青少年科技馆建设专项资金的请示"),
	    "临溪县科学技术协会关于申请|青少年科技馆建设专项资金的请示");
	/* Organs parted by blanks stay whole. */
	CHECK_STR(broken("青禾市科学技术协会　青禾市教育局　青禾市财政局关于联合开展"
	    "科技下乡活动的通知"),
	    "青禾市科学技术协会　|青禾市教育局　青禾市财政局|"
	    "关于联合开展科技下乡活动的通知");
}

/* Nothing is lost and no line is too wide, whatever the title is. */
static void
test_whole(void)
{
	const struct measure measure = { 440, 0 };
	char long_title[900] = "";

	for (int i = 0; i < 299; i++)
		strcat(long_title, "字");
	for (size_t n = 0; n <= strlen(long_title); n += 39) {
		struct str title = { long_title, n };
		struct title_lines lines =
		    title_break(&arena, title, &measure, 8845, true);
		size_t sum = 0;

		for (size_t i = 0; i < lines.n; i++) {
			sum += lines.v[i].n;
			CHECK(measure_width(&measure, lines.v[i]) <= 8845);
		}
		CHECK(sum == n);
	}
}

int
main(void)
{
	test_breaks();
	test_whole();
	arena_release(&arena);
	return UNIT_END;
}
