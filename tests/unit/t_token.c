#include "renew/token.h"

#include "unit.h"

/* The tokens of TEXT: a letter for the kind, then what it holds. */
static struct str
tokens_of(struct arena *arena, struct str text)
{
	static const char letters[] = "YBDdNCPQAnqc";
	struct tokens tokens;
	struct str out = STR_NONE;

	token_find(arena, text, &tokens);
	for (size_t i = 0; i < tokens.n; i++) {
		const struct token *t = &tokens.v[i];
		struct str s = str_slice(text, t->at.from, t->at.to);

		out = str_format(arena, "%.*s%s%c[%.*s]", STR_ARG(out),
		    i > 0 ? " " : "", letters[t->kind], STR_ARG(s));
		if (t->years[1] > 0)
			out = str_format(arena, "%.*s%d-%d", STR_ARG(out),
			    t->years[0], t->years[1]);
		for (unsigned m = 0; m + 1 < t->month_count; m++)
			out = str_format(arena, "%.*s+%d", STR_ARG(out),
			    t->months[m]);
		if (t->weekday.to > 0)
			out = str_format(arena, "%.*s=%d", STR_ARG(out),
			    t->weekday_value);
		if (t->joined)
			out = str_cat(arena, out, STR(">"));
	}
	return out;
}

static void
test_find(struct arena *arena)
{
	static const char *const all[][2] = {
		{ "做好2026年度和2026年工作", "Y[2026年度] Y[2026年]" },
		{ "2026—2027学年第一学期", "Y[2026—2027学年]2026-2027" },
		{ "2026-27赛季", "Y[2026-27赛季]2026-2027" },
		{ "2021年至2025年，", "Y[2021年至2025年]2021-2025" },
		{ "（2016-2020）", "B[2016-2020]2016-2020" },
		{ "2026届毕业生、2024级学生", "Y[2026届] Y[2024级]" },
		{ "二〇二六年度", "Y[二〇二六年度]" },
		{ "于2026年6月14日（星期日）前", "D[2026年6月14日]=0" },
		{ "2026年6月1日（周一）至6月30日（周二）",
		    "D[2026年6月1日]=1> d[6月30日]=2" },
		{ "2026年6月1日—3日", "D[2026年6月1日]> d[3日]" },
		{ "2025年9月1日至2026年8月31日",
		    "D[2025年9月1日]> D[2026年8月31日]" },
		{ "2026年—2027年3月", "Y[2026年]> D[2027年3月]" },
		{ "日期：2026-06-14。", "D[2026-06-14]" },
		{ "2026.6.14", "D[2026.6.14]" }, { "2026.06", "D[2026.06]" },
		{ "二〇二六年六月十四日", "D[二〇二六年六月十四日]" },
		{ "２０２６年６月１４日", "D[２０２６年６月１４日]" },
		{ "2026年　月　日", "Y[2026年]" },
		{ "（3、6、9月18日前报送）", "d[3、6、9月18日]+3+6" },
		{ "6月15日、16日和18日", "d[6月15日] d[16日] d[18日]" },
		{ "六月十四日前", "d[六月十四日]" }, { "6月15前", "d[6月15]" },
		{ "1、2月15日前报送", "d[2月15日]" },
		{ "依据某科协〔2026〕18号", "N[依据某科协〔2026〕18号]" },
		{ "（某办〔2026〕5号）、（某办[2025]第6号）",
		    "N[某办〔2026〕5号] N[某办[2025]第6号]" },
		{ "〔2027〕　号", "N[〔2027〕　号]" },
		{ "2026年第3号公告", "N[2026年第3号]" },
		{ "第十三届、第 18 次、首届",
		    "C[第十三届] C[第 18 次] C[首届]" },
		{ "第三季度和二季度、3季度", "Q[第三季度] Q[二季度] Q[3季度]" },
		{ "“十四五”规划和十四五时期", "P[十四五] P[十四五]" },
		{ "庆祝40周年、四十周年", "A[40周年] A[四十周年]" },
		{ "“6.18”和5.30全国科技工作者日", "n[6.18] n[5.30]" },
		{ "2000人、2000余名、2000多家", "q[2000] q[2000] q[2000]" },
		{ "GB/T 9704-2012", "c[2012]" },
		{ "http://a.cn/2026/1.html", "c[http://a.cn/2026/1.html]" },
		{ "电话：0579-2026123，13520261234", "" },
		{ "RoboCup2026", "c[RoboCup2026]" },
		{ "某网挂2014-06号", "c[2014]" },
		{ "1.5万元，10%，3.14，1、2、3", "" },
		{ "<!-- 2026年 -->{{2026年}}", "" },
		{ "<!-- 2026年 {{2026", "Y[2026年] B[2026]" },
		{ "共2026.5万元", "c[2026]" },
		{ "比例1:2000", "c[2000]" }, { "", "" },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		CHECK_STR(tokens_of(arena, str_of(all[i][0])), all[i][1]);
}

static void
test_write(struct arena *arena)
{
	static const char *const years[][2] = {
		{ "2026", "2030" }, { "２０２６", "２０３０" },
		{ "二〇二六", "二〇三〇" }, { "二○二六", "二○三○" },
		{ "一九九九", "二〇三〇" }, { "二0二六", "二0三0" },
		{ "2 0 2 6", "2 0 3 0" }, { "26", "30" }, { "2111", "2030" },
	};

	for (size_t i = 0; i < sizeof(years) / sizeof(years[0]); i++)
		CHECK_STR(token_year(arena, str_of(years[i][0]), 2030),
		    years[i][1]);
	CHECK_STR(token_count(arena, STR("十三"), 14), "十四");
	CHECK_STR(token_count(arena, STR("9"), 10), "10");
	CHECK_STR(token_count(arena, STR("９"), 10), "１０");
	CHECK_STR(token_count(arena, STR("首"), 2), "第二");
}

int
main(void)
{
	struct arena arena = ARENA_INIT;

	test_find(&arena);
	test_write(&arena);
	arena_release(&arena);
	return UNIT_END;
}
