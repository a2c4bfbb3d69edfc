/*
 * Marks beside brackets, quotation marks and title marks, and colons inside
 * one another: GB/T 15834-2011 4.7 to 4.9, 4.15 and its appendix A.  One walk
 * over the closing marks of a block; what stands in a table is no sentence.
 */
#include "../text/chars.h"
#include "rule.h"

#define PAIR_MAX	400	/* characters between the marks of a pair */

static bool
is_edge(uint32_t c)
{
	return c == 0 || c == '\n';
}

/* The index of OPEN that CLOSE at I pairs with; -1: none near. */
static ptrdiff_t
opening_of(const struct prose *prose, ptrdiff_t i, uint32_t open)
{
	uint32_t close = prose->c[i];
	ptrdiff_t depth = 0;

	for (ptrdiff_t k = i; k >= 0 && i - k < PAIR_MAX; k--) {
		if (prose->c[k] == close)
			depth++;
		else if (prose->c[k] == open && --depth == 0)
			return k;
	}
	return -1;
}

/* How many ends of a sentence stand in FROM..TO. */
static int
ends_between(const struct prose *prose, ptrdiff_t from, ptrdiff_t to)
{
	int n = 0;

	for (ptrdiff_t i = from; i < to; i++)
		n += prose_one_of(prose->c[i], "。！？");
	return n;
}

/* Does one of the words of LIST, parted by "|", end before I? */
static bool
one_ends(const struct prose *prose, ptrdiff_t i, const char *list)
{
	struct str rest = str_of(list);

	while (rest.n > 0) {
		struct str word = str_take(&rest, "|");
		ptrdiff_t k = i;
		size_t at = word.n;

		while (at > 0 && k > 0 &&
		    char_before(word, &at) == prose->c[k - 1])
			if (--k, at == 0)
				return true;
	}
	return false;
}

/* --- （见附件。） ------------------------------------------------------ */

/* Brackets inside a sentence end without 。; it follows them. */
static void
bracket_period(const struct prose *prose, ptrdiff_t open, ptrdiff_t i)
{
	bool inside = prose->c[i - 1] == U'。', behind;

	if (prose->kind == PROSE_CELL || open <= 0 || i - open < 3)
		return;
	behind = prose->c[i + 1] == U'。';
	if (inside && ends_between(prose, open, i) == 1 &&
	    !is_edge(prose->c[open - 1]) &&
	    !char_is_space(prose->c[open - 1]) &&
	    !prose_one_of(prose->c[open - 1], "。！？；：）"))
		prose_tell(prose, i - 1, FINDING_BRACKET_PERIOD,
		    "括号里是句子的一部分，句号应当在括号外面",
		    "the bracket is part of the sentence; 。 follows it");
	else if (!inside && behind && prose->c[open - 1] == U'。')
		prose_tell(prose, i + 1, FINDING_BRACKET_PERIOD,
		    "括号前后都有句号，只用一个",
		    "。 stands before and after the bracket; one is enough");
}

/* --- “…。” and “…”。 --------------------------------------------------- */

#define SAYING		"说|道|指出|强调|要求|表示|认为|提出|写道|规定"

static void
quote_period(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t open = opening_of(prose, i, U'“');
	uint32_t last = prose->c[i - 1], after = prose->c[i + 1];
	bool full;

	if (prose->kind == PROSE_CELL || open <= 0)
		return;
	full = prose->c[open - 1] == U'：' &&
	    one_ends(prose, open - 1, SAYING);
	if (full && after == U'。' && i - open > 8 &&
	    ends_between(prose, i - 1, i) == 0 && last != U'…')
		prose_tell(prose, i + 1, FINDING_QUOTE_PERIOD,
		    "冒号后面引用的是完整的话，句号应当在引号里面",
		    "after a colon the whole sentence is quoted, with its 。");
	else if (last == U'。' && (after == U'。' || (is_edge(after) &&
	    char_is_han(prose->c[open - 1]) &&
	    ends_between(prose, open, i) == 1)))
		prose_tell(prose, i - 1, FINDING_QUOTE_PERIOD,
		    "引用的话是句子的一部分，句号应当在引号外面",
		    "the quotation is part of the sentence; 。 follows it");
}

/* --- marks at the inner side of a pair --------------------------------- */

static void
mark_in_pair(const struct prose *prose, ptrdiff_t i)
{
	uint32_t c = prose->c[i], before = prose->c[i - 1];
	uint32_t after = prose->c[i + 1];
	bool opens = prose_one_of(c, "（《“"), wrong;

	if (prose->kind == PROSE_CELL)
		return;
	if (opens)
		wrong = prose_one_of(after, "，。、；：") &&
		    !prose_one_of(prose->c[i + 2], "）》”，。、；：");
	else
		wrong = prose_one_of(before, c == U'）' ? "，、" :
		    "，。、；：") && i > 1 &&
		    !prose_one_of(prose->c[i - 2], "（《“");
	if (wrong)
		prose_tell(prose, opens ? i + 1 : i - 1, FINDING_MARK_IN_PAIR,
		    opens ? "括号、引号、书名号的前一半后面不能紧跟标点" :
		    "括号、书名号的后一半前面不用这个标点", opens ?
		    "no mark follows the opening half of a pair" :
		    "this mark does not stand before the closing half");
}

/* --- 《 》 for what is no work ----------------------------------------- */

static void
title_misused(const struct prose *prose, ptrdiff_t i)
{
	static const char things[] = "许可证|合格证|身份证|毕业证|资格证|"
	    "登记证|工作证|营业执照|资格证书|毕业证书|合格证书|荣誉证书|"
	    "获奖证书|学位证书|执业证书|聘任证书|创新大赛|竞赛|论坛|培训班|"
	    "博览会|展览会|交流会|座谈会|推进会|工作会议|动员会|现场会|"
	    "示范基地|示范区|示范点|组织奖|一等奖|二等奖|三等奖|优秀奖|"
	    "特等奖|贡献奖|荣誉称号";
	ptrdiff_t open = opening_of(prose, i, U'《');

	if (open < 0 || i - open > 30 || prose_is(prose, open + 1, "关于") ||
	    !one_ends(prose, i, things))
		return;
	prose_tell(prose, open, FINDING_TITLE_MISUSED,
	    "证件、会议、活动等的名称不用书名号，需要时用引号",
	    "certificates, meetings and the like take no 《 》, quotation "
	    "marks if any");
}

/* --- （…（…）…） ------------------------------------------------------- */

/*
 * Not the brackets of a whole line, which a remark (附注) must have; a year,
 * and what a title has, are no such case.
 */
static void
nested_bracket(const struct prose *prose, ptrdiff_t open, ptrdiff_t i)
{
	ptrdiff_t inner = -1;

	for (ptrdiff_t k = open + 1; open >= 0 && k < i; k++)
		if (prose->c[k] == U'（' && prose->flags[k] == 0 &&
		    prose_digits_end(prose, k + 1) == k + 1)
			inner = k;
	if (inner >= 0 && prose->flags[i] == 0 &&
	    !(prose_starts_line(prose, open) &&
	    prose_line_end(prose, open) == i + 1))
		prose_tell(prose, inner, FINDING_NESTED_BRACKET,
		    "圆括号里套用了圆括号，里面的宜改用方括号“〔〕”或者改写",
		    "a bracket inside a bracket of its kind; use 〔 〕 inside, "
		    "or reword");
}

static void
closing(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t open;

	switch (prose->c[i]) {
	case U'）':
		open = opening_of(prose, i, U'（');
		bracket_period(prose, open, i);
		nested_bracket(prose, open, i);
		break;
	case U'”':
		quote_period(prose, i);
		return;			/* “好，”他说 */
	case U'》':
		title_misused(prose, i);
		break;
	default:
		break;
	}
	mark_in_pair(prose, i);
}

/* --- a colon inside what a colon introduces, 4.7.3 --------------------- */

/* Is it an instruction, where a label such as 联系人 would be short? */
static bool
is_clause(const struct prose *prose, ptrdiff_t from, ptrdiff_t to)
{
	bool verb = false;

	for (ptrdiff_t i = from; i < to; i++) {
		if (!char_is_han(prose->c[i]) &&
		    !prose_one_of(prose->c[i], "，、“”"))
			return false;
		verb |= prose_one_of(prose->c[i], "要应须把将");
	}
	return verb && to - from >= 6;
}

static void
colon_twice(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t k = i + 1;

	if (prose->flags[i] != 0 || prose->kind != PROSE_PARAGRAPH ||
	    !one_ends(prose, i, "要求|指出|强调|提出|认为|决定|明确"))
		return;
	while (k < prose->n && k - i < 80 &&
	    !prose_one_of(prose->c[k], "：。；！？\n（"))
		k++;
	if (prose->c[k] == U'：' && prose->flags[k] == 0 &&
	    is_clause(prose, i + 1, k))
		prose_tell(prose, k, FINDING_COLON_TWICE,
		    "一个句子里不套用冒号",
		    "no colon inside what a colon introduces");
}

const struct prose_rule mark_rules[] = {
	{ "）”》（《“", closing },
	{ "：", colon_twice },
	{ NULL, NULL }
};
