/*
 * Marks that come in pairs, and what stands beside and between their halves:
 * GB/T 15834-2011 4.7 to 4.9, 4.15 and its appendix A.  One walk over the
 * marks of a block, with a stack of those that are open.
 */
#include "../text/chars.h"
#include "../text/ordinal.h"
#include "rule.h"

/* How many ends of a sentence stand in FROM..TO. */
static int
ends_between(const struct prose *prose, ptrdiff_t from, ptrdiff_t to)
{
	int n = 0;

	for (ptrdiff_t i = from; i < to; i++)
		n += prose_one_of(prose->c[i], "。！？");
	return n;
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
	    !prose_edge(prose->c[open - 1]) &&
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
quote_period(const struct prose *prose, ptrdiff_t open, ptrdiff_t i)
{
	uint32_t last = prose->c[i - 1], after = prose->c[i + 1];
	bool full;

	if (prose->kind == PROSE_CELL || open <= 0)
		return;
	full = prose->c[open - 1] == U'：' &&
	    prose_one_ends(prose, open - 1, SAYING);
	if (full && after == U'。' && i - open > 8 &&
	    ends_between(prose, i - 1, i) == 0 && last != U'…')
		prose_tell(prose, i + 1, FINDING_QUOTE_PERIOD,
		    "冒号后面引用的是完整的话，句号应当在引号里面",
		    "after a colon the whole sentence is quoted, with its 。");
	else if (last == U'。' && (after == U'。' || (prose_edge(after) &&
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

	if (prose->kind == PROSE_CELL || (!opens && !prose_one_of(c, "）》")))
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
title_misused(const struct prose *prose, ptrdiff_t open, ptrdiff_t i)
{
	static const char things[] = "许可证|合格证|身份证|毕业证|资格证|"
	    "登记证|工作证|营业执照|资格证书|毕业证书|合格证书|荣誉证书|"
	    "获奖证书|学位证书|执业证书|聘任证书|创新大赛|竞赛|论坛|培训班|"
	    "博览会|展览会|交流会|座谈会|推进会|工作会议|动员会|现场会|"
	    "示范基地|示范区|示范点|组织奖|一等奖|二等奖|三等奖|优秀奖|"
	    "特等奖|贡献奖|荣誉称号";

	if (i - open > 30 || prose_is(prose, open + 1, "关于") ||
	    !prose_one_ends(prose, i, things))
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

/* The marks within and around the pair OPEN..I. */
static void
inside_pair(const struct prose *prose, ptrdiff_t open, ptrdiff_t i)
{
	switch (prose->c[i]) {
	case U'）':
		bracket_period(prose, open, i);
		nested_bracket(prose, open, i);
		break;
	case U'”':
		quote_period(prose, open, i);
		return;			/* “好，”他说 */
	case U'》':
		title_misused(prose, open, i);
		break;
	default:
		return;
	}
	mark_in_pair(prose, i);
}

/* --- marks that come in pairs, 4.8 4.9 4.15 ---------------------------- */

enum family { ROUND, SQUARE, HEXAGON, LENS, TITLE, ANGLE, QUOTE, SINGLE,
	CORNER, CORNER_2 };

static const struct pair {
	uint32_t open, close;
	enum family family;
	bool wide;
} pairs[] = {
	{ U'（', U'）', ROUND, true },
	{ '(', ')', ROUND, false },
	{ U'〔', U'〕', HEXAGON, true },
	{ '[', ']', SQUARE, false },
	{ U'［', U'］', SQUARE, true },
	{ U'【', U'】', LENS, true },
	{ U'《', U'》', TITLE, true },
	{ U'〈', U'〉', ANGLE, true },
	{ U'“', U'”', QUOTE, true },
	{ U'‘', U'’', SINGLE, true },
	{ U'「', U'」', CORNER, true },
	{ U'『', U'』', CORNER_2, true },
};
#define PAIRS		(COUNT_OF(pairs))
#define DEPTH_LIMIT	64
#define SPAN_LIMIT	200	/* characters that one repair may cover */

struct open_mark {
	ptrdiff_t i;
	const struct pair *pair;
};

struct pair_stack {
	struct open_mark v[DEPTH_LIMIT];
	ptrdiff_t n;
	ptrdiff_t nested[DEPTH_LIMIT];	/* 《 in 《, “ in “, to be reported */
	ptrdiff_t nested_n;
	bool broken;			/* something did not pair */
	bool cut;			/* nor need it, in text out of cells */
};

static bool
has_han(const struct prose *prose, ptrdiff_t from, ptrdiff_t to)
{
	for (ptrdiff_t i = from; i < to; i++)
		if (char_is_han(prose->c[i]))
			return true;
	return false;
}

static void
unpaired(const struct prose *prose, struct pair_stack *stack, ptrdiff_t i,
    const struct pair *pair)
{
	bool quote = pair->family >= QUOTE;
	struct buf buf = { 0 };
	struct str other;

	stack->broken = true;
	if (stack->cut)
		return;
	char_encode(&buf, prose->c[i] == pair->open ? pair->close : pair->open);
	other = buf_take(prose->findings->arena, &buf);
	prose_tell(prose, i, quote ? FINDING_UNPAIRED_QUOTE :
	    FINDING_UNPAIRED_BRACKET,
	    "“ %.*s ”没有与它成对的“ %.*s ”", "%.*s without its %.*s",
	    STR_ARG(prose_slice(prose, i, i + 1)), STR_ARG(other));
}

/* （ closed by ), or the other way round. */
static void
mixed_width(const struct prose *prose, ptrdiff_t open, ptrdiff_t close)
{
	ptrdiff_t narrow = prose->c[open] < 0x80 ? open : close;
	struct str wide = mark_wide(prose->c[narrow]);
	struct finding *f = prose_tell(prose, narrow, FINDING_MIXED_WIDTH_PAIR,
	    "一对括号一半是全角、一半是半角，这里应当用“%.*s”",
	    "one half of the pair is full-width; this should be %.*s",
	    STR_ARG(wide));

	prose_fix(prose, f, narrow, 1, wide);
}

/* (文字) for （文字）; a numeral at the start of a line is an ordinal's. */
static void
half_width_bracket(const struct prose *prose, ptrdiff_t open, ptrdiff_t close)
{
	struct str inner = prose_slice(prose, open + 1, close);
	struct finding *f;

	if (prose_starts_line(prose, open) && number_parse(inner) > 0)
		return;
	if (!has_han(prose, open + 1, close)) {
		if (char_is_han(prose->c[open - 1]) &&
		    (char_is_han(prose->c[close + 1]) ||
		    prose_edge(prose->c[close + 1])))
			prose_tell(prose, open,
			    FINDING_HALF_WIDTH_BRACKET_LATIN,
			    "汉字之间的括号宜用全角“（）”",
			    "brackets between Chinese are better full-width");
		return;
	}
	f = prose_tell(prose, open, FINDING_HALF_WIDTH_BRACKET,
	    "中文用了半角括号“( )”，应当用全角“（）”",
	    "half-width brackets around Chinese; use （）");
	if (f != NULL && close - open < SPAN_LIMIT)
		prose_fix(prose, f, open, close - open + 1,
		    str_format(prose->findings->arena, "（%.*s）",
		    STR_ARG(inner)));
}

/* What the pair that closes at I says about the marks around it. */
static void
close_pair(const struct prose *prose, struct pair_stack *stack, ptrdiff_t i,
    const struct pair *closing)
{
	struct open_mark top = stack->v[--stack->n];
	enum family family = closing->family;

	if (top.pair != closing)
		mixed_width(prose, top.i, i);
	else if (family == ROUND && !closing->wide)
		half_width_bracket(prose, top.i, i);
	else
		inside_pair(prose, top.i, i);
	if (family != TITLE && family != QUOTE)
		return;
	for (ptrdiff_t k = stack->n; k-- > 0;)
		if (stack->v[k].pair->family == TITLE ||
		    stack->v[k].pair->family == QUOTE) {
			if (stack->v[k].pair->family == family &&
			    stack->nested_n < DEPTH_LIMIT)
				stack->nested[stack->nested_n++] = top.i;
			break;
		}
}

/* Is the closing bracket at I the end of an ordinal such as 1） or a)? */
static bool
ends_ordinal(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t from = i;

	while (from > 0 && i - from < 3 &&
	    (char_is_ascii_alnum(prose->c[from - 1]) ||
	    char_is_digit(prose->c[from - 1]) ||
	    prose_one_of(prose->c[from - 1], "一二三四五六七八九十")))
		from--;
	return from < i && (prose_edge(prose->c[from - 1]) ||
	    char_is_space(prose->c[from - 1]) ||
	    prose_one_of(prose->c[from - 1], "。；，、：;,:"));
}

static void
closing_mark(const struct prose *prose, struct pair_stack *stack, ptrdiff_t i,
    const struct pair *pair)
{
	ptrdiff_t k = stack->n;

	while (k > 0 && stack->v[k - 1].pair->family != pair->family)
		k--;
	if (k == 0) {
		if (pair->family == SINGLE ||	/* an apostrophe */
		    (pair->family == ROUND && ends_ordinal(prose, i)))
			return;
		unpaired(prose, stack, i, pair);
		return;
	}
	for (; stack->n > k; stack->n--)
		unpaired(prose, stack, stack->v[stack->n - 1].i,
		    stack->v[stack->n - 1].pair);
	close_pair(prose, stack, i, pair);
}

static void
opening_mark(const struct prose *prose, struct pair_stack *stack, ptrdiff_t i,
    const struct pair *pair)
{
	if (pair->family == SINGLE && char_is_ascii_alnum(prose->c[i - 1]))
		return;
	if (pair->family == SINGLE && char_is_han(prose->c[i + 1]) &&
	    (stack->n == 0 || stack->v[stack->n - 1].pair->family != QUOTE))
		prose_tell(prose, i, FINDING_SINGLE_QUOTE_OUTER,
		    "外层引号应当用双引号“ ”，单引号用在双引号里面",
		    "the outer quotation marks are double; single ones stand "
		    "inside");
	if (pair->family == ANGLE && char_is_han(prose->c[i + 1]) &&
	    (stack->n == 0 || stack->v[stack->n - 1].pair->family != TITLE))
		prose_tell(prose, i, FINDING_ANGLE_TITLE,
		    "外层书名号应当用“《 》”，“〈 〉”用在它里面",
		    "the outer title marks are 《 》; 〈 〉 stand inside them");
	mark_in_pair(prose, i);
	if (stack->n < DEPTH_LIMIT)
		stack->v[stack->n++] = (struct open_mark){ i, pair };
	else
		stack->broken = true;
}

static void
report_nested(const struct prose *prose, ptrdiff_t i)
{
	if (prose->c[i] == U'《')
		prose_tell(prose, i, FINDING_NESTED_TITLE,
		    "书名号里面的书名号应当用单书名号“〈 〉”",
		    "a title inside a title takes 〈 〉");
	else
		prose_tell(prose, i, FINDING_NESTED_QUOTE,
		    "引号里面的引号应当用单引号“‘ ’”",
		    "a quotation inside a quotation takes ‘ ’");
}

/* A quotation of several paragraphs: each opens, only the last closes. */
static bool
is_running_quotation(const struct prose *prose, ptrdiff_t i)
{
	return prose->c[i] == U'“' && prose_starts_line(prose, i);
}

/* Text out of cells, led by tabs, is cut where the cells were. */
static bool
has_cells(const struct prose *prose)
{
	for (ptrdiff_t i = 0; i < prose->n; i++)
		if (prose->c[i] == '\t')
			return true;
	return false;
}

static void
check_pairs(const struct prose *prose, ptrdiff_t i)
{
	struct pair_stack stack = { .cut = has_cells(prose) };

	for (i = 0; i < prose->n; i++) {
		uint32_t c = prose->c[i];

		if (c != '(' && c != ')' && c != '[' && c != ']' &&
		    (c < U'‘' || (c > U'”' && c < U'〈') ||
		    (c > U'〕' && c < U'（') || c > U'］'))
			continue;
		for (size_t k = 0; k < PAIRS; k++)
			if (c == pairs[k].open)
				opening_mark(prose, &stack, i, &pairs[k]);
			else if (c == pairs[k].close)
				closing_mark(prose, &stack, i, &pairs[k]);
	}
	for (; stack.n > 0; stack.n--) {
		struct open_mark mark = stack.v[stack.n - 1];

		if (is_running_quotation(prose, mark.i) ||
		    mark.pair->family == SINGLE)
			continue;
		unpaired(prose, &stack, mark.i, mark.pair);
	}
	for (ptrdiff_t k = 0; !stack.broken && k < stack.nested_n; k++)
		report_nested(prose, stack.nested[k]);
}

/* "文字" for “文字” */
static void
straight_pair(const struct prose *prose, ptrdiff_t open, ptrdiff_t close,
    bool closed)
{
	struct finding *f;

	if (!has_han(prose, open, close))
		return;
	f = prose_tell(prose, open, FINDING_STRAIGHT_QUOTE,
	    "中文用了直引号“\"”，应当用“ ”",
	    "straight quotation mark in Chinese; use “ ”");
	if (f != NULL && closed && close - open < SPAN_LIMIT)
		prose_fix(prose, f, open, close - open + 1,
		    str_format(prose->findings->arena, "“%.*s”",
		    STR_ARG(prose_slice(prose, open + 1, close))));
}

/* They are paired from the start of each line. */
static void
straight_quotes(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t open = -1;

	for (i = 0; i <= prose->n; i++) {
		bool ends = i == prose->n || prose->c[i] == '\n';

		if (!ends && prose->c[i] != '"')
			continue;
		if (open >= 0)
			straight_pair(prose, open, i, !ends);
		open = open < 0 && !ends ? i : -1;
	}
}

/* <文件名> for 《》 or 〈〉. */
static void
angle_title(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t close = i + 1;

	if (!char_is_han(prose->c[i + 1]))
		return;
	while (close < prose->n && close - i < 40 && prose->c[close] != '>' &&
	    prose->c[close] != '\n')
		close++;
	if (prose->c[close] == '>' && char_is_han(prose->c[close - 1]) &&
	    (close - i > 4 ||		/* 县<市>区 is a bracket */
	    prose->c[close - 1] == U'法'))
		prose_tell(prose, i, FINDING_ANGLE_TITLE,
		    "“< >”不是书名号，应当用“《 》”，里层用“〈 〉”",
		    "< > are not title marks; use 《 》, inside them 〈 〉");
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
	    !prose_one_ends(prose, i, "要求|指出|强调|提出|认为|决定|明确"))
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
	{ NULL, check_pairs },
	{ NULL, straight_quotes },
	{ "<", angle_title },
	{ "：", colon_twice },
	{ NULL, NULL }
};
