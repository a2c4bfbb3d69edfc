/*
 * Punctuation: GB/T 15834-2011, and the marks after ordinals (its appendix B;
 * GB/T 9704-2012 7.3.3).
 */
#include <string.h>

#include "../text/chars.h"
#include "../text/ordinal.h"
#include "rule.h"

static bool
is_edge(uint32_t c)
{
	return c == 0 || c == '\n';
}

/* Characters beside which a half-width mark is out of place. */
static bool
is_chinese(uint32_t c)
{
	return char_is_han(c) || prose_one_of(c, "》”’）〉】〕」〔“《（");
}

static struct str
encoded(const struct prose *prose, uint32_t c)
{
	struct buf out = { 0 };

	char_encode(&out, c);
	return buf_take(prose->findings->arena, &out);
}

/* --- half-width marks, 5.1 --------------------------------------------- */

static const char *
wide_form(uint32_t c)
{
	switch (c) {
	case ',':
		return "，";
	case ';':
		return "；";
	case ':':
		return "：";
	case '?':
		return "？";
	case '!':
		return "！";
	case '(':
		return "（";
	case ')':
		return "）";
	case '[':
		return "［";
	default:
		return "］";
	}
}

/* 附件: 抄送: and the like at the start of a line (GB/T 9704-2012 7.3.4). */
static bool
is_label(const struct prose *prose, ptrdiff_t colon)
{
	static const char *const labels[] = {
		"附件", "抄送", "主送", "签发人", "出席", "请假", "列席",
	};

	for (size_t i = 0; i < COUNT_OF(labels); i++) {
		ptrdiff_t n = char_count(str_of(labels[i]));

		if (colon >= n && prose_is(prose, colon - n, labels[i]) &&
		    prose_starts_line(prose, colon - n))
			return true;
	}
	return false;
}

static void
half_width_mark(const struct prose *prose, ptrdiff_t i)
{
	uint32_t c = prose->c[i], before = prose->c[i - 1];
	uint32_t after = prose->c[i + 1];
	const char *wide = wide_form(c);
	struct finding *f;

	if (is_edge(before) || before == ' ' ||
	    (!is_chinese(before) && !char_is_han(after)))
		return;
	if (c == ':' && is_label(prose, i))
		f = prose_tell(prose, i, FINDING_LABEL_COLON,
		    "“%.*s”后面应当用全角冒号“：”",
		    "a full-width colon follows %.*s",
		    STR_ARG(prose_slice(prose, i - 2, i)));
	else
		f = prose_tell(prose, i, FINDING_HALF_WIDTH_MARK,
		    "汉字之间用了半角“%c”，应当用全角“%s”",
		    "half-width %c beside Chinese; it should be %s",
		    (char)c, wide);
	prose_fix(prose, f, i, 1, str_of(wide));
}

/* 文字. or 文字.文字 where 。 or · is meant. */
static void
half_width_period(const struct prose *prose, ptrdiff_t i)
{
	uint32_t after = prose->c[i + 1];
	ptrdiff_t start = i;
	struct finding *f;

	if (is_edge(after) ? !is_chinese(prose->c[i - 1]) :
	    !char_is_han(prose->c[i - 1]) || !char_is_han(after))
		return;
	while (start > 0 && char_is_han(prose->c[start - 1]))
		start--;
	if (prose_starts_line(prose, start) &&
	    ordinal_parse(prose_slice(prose, start, i + 1)).style !=
	    ORDINAL_NONE)
		return;		/* 一. is ordinal_marks' */
	f = prose_tell(prose, i, FINDING_HALF_WIDTH_PERIOD,
	    "汉字后面用了“.”，句子结尾应当用“。”，人名中间用“·”",
	    "\".\" after Chinese: 。 ends a sentence, · parts a name");
	if (is_edge(after) && prose->kind == PROSE_PARAGRAPH && i > 10)
		prose_fix(prose, f, i, 1, STR("。"));
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
	uint32_t other = prose->c[i] == pair->open ? pair->close : pair->open;

	stack->broken = true;
	if (stack->cut)
		return;
	prose_tell(prose, i, quote ? FINDING_UNPAIRED_QUOTE :
	    FINDING_UNPAIRED_BRACKET,
	    "“ %.*s ”没有与它成对的“ %.*s ”", "%.*s without its %.*s",
	    STR_ARG(encoded(prose, prose->c[i])),
	    STR_ARG(encoded(prose, other)));
}

/* （ closed by ), or the other way round. */
static void
mixed_width(const struct prose *prose, ptrdiff_t open, ptrdiff_t close)
{
	ptrdiff_t narrow = prose->c[open] < 0x80 ? open : close;
	const char *wide = wide_form(prose->c[narrow]);
	struct finding *f = prose_tell(prose, narrow, FINDING_MIXED_WIDTH_PAIR,
	    "一对括号一半是全角、一半是半角，这里应当用“%s”",
	    "one half of the pair is full-width; this should be %s", wide);

	prose_fix(prose, f, narrow, 1, str_of(wide));
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
		    is_edge(prose->c[close + 1])))
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
	return from < i && (is_edge(prose->c[from - 1]) ||
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
	if (pair->family == SINGLE &&
	    char_is_ascii_alnum(prose->c[i - 1]))
		return;
	if (pair->family == SINGLE && char_is_han(prose->c[i + 1]) &&
	    (stack->n == 0 || stack->v[stack->n - 1].pair->family != QUOTE))
		prose_tell(prose, i, FINDING_SINGLE_QUOTE_OUTER,
		    "外层引号应当用双引号“ ”，单引号用在双引号里面",
		    "the outer quotation marks are double; single ones stand "
		    "inside");
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
	    close - i > 4)		/* 县<市>区 is a bracket */
		prose_tell(prose, i, FINDING_ANGLE_TITLE,
		    "“< >”不是书名号，应当用“《 》”，里层用“〈 〉”",
		    "< > are not title marks; use 《 》, inside them 〈 〉");
}

/* --- 、 4.5 ------------------------------------------------------------ */

/* --- …… and —— 4.10 4.11 ----------------------------------------------- */

static ptrdiff_t
run_length(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t n = 1;

	while (prose->c[i + n] == prose->c[i])
		n++;
	return n;
}

static void
ellipsis(const struct prose *prose, ptrdiff_t i)
{
	uint32_t c = prose->c[i];
	ptrdiff_t n;
	struct finding *f;

	if (prose->c[i - 1] == c)
		return;
	n = run_length(prose, i);
	if (!is_chinese(prose->c[i - 1]) ||
	    char_is_digit(prose->c[i + n]) || char_is_space(prose->c[i + n]) ||
	    (c == U'…' ? n == 2 || n == 4 : n < 3))
		return;
	f = prose_tell(prose, i, FINDING_ELLIPSIS_FORM,
	    "省略号应当是六个居中的点“……”，占两个字",
	    "the ellipsis is six dots, ……");
	if (n == 3 || n == 6)
		prose_fix(prose, f, i, n, STR("……"));
}

static void
dash(const struct prose *prose, ptrdiff_t i)
{
	uint32_t c = prose->c[i];
	ptrdiff_t n;
	struct finding *f;

	if (prose->c[i - 1] == c || prose->c[i + 1] != c)
		return;
	n = run_length(prose, i);
	if ((c == U'—' && n == 2) || !is_chinese(prose->c[i - 1]) ||
	    !is_chinese(prose->c[i + n]))
		return;
	if (prose_is(prose, i + n, "周") || prose_is(prose, i + n, "星期")) {
		prose_fix(prose, prose_tell(prose, i, FINDING_RANGE_HYPHEN,
		    "时间的起止用“—”或者“至”", "from one time to another "
		    "takes — or 至"), i, n, STR("至"));
		return;
	}
	f = prose_tell(prose, i, FINDING_DASH_FORM,
	    "破折号应当是连续的“——”，占两个字",
	    "the dash is ——, two characters wide");
	if (n == 2)
		prose_fix(prose, f, i, n, STR("——"));
}

/* --- marks that follow one another ------------------------------------- */

static void
doubled_mark(const struct prose *prose, ptrdiff_t i)
{
	uint32_t c = prose->c[i], after = prose->c[i + 1];
	struct finding *f;

	if (prose->c[i - 1] == c || is_edge(prose->c[i - 1]))
		return;
	if (after == c && prose->c[i + 2] != c && !prose_one_of(c, "？！")) {
		f = prose_tell(prose, i, FINDING_DOUBLED_MARK,
		    "重复了标点“%.*s”",
		    "the mark %.*s stands twice", STR_ARG(encoded(prose, c)));
		prose_fix(prose, f, i, 2, encoded(prose, c));
	} else if (after != c && c != U'：' &&
	    prose_one_of(after, "，。、；："))
		prose_tell(prose, i, FINDING_MARK_CLASH,
		    "两个标点连在一起：“%.*s%.*s”",
		    "two marks in a row: %.*s%.*s", STR_ARG(encoded(prose, c)),
		    STR_ARG(encoded(prose, after)));
}

/* A paragraph that begins with 。 or ，. */
static void
leading_mark(const struct prose *prose, ptrdiff_t i)
{
	while (char_is_space(prose->c[i]))
		i++;
	if (prose->kind == PROSE_PARAGRAPH && i + 1 < prose->n &&
	    prose_one_of(prose->c[i], "，。、；：！？"))
		prose_tell(prose, i, FINDING_MARK_AT_START,
		    "段首不能是标点“%.*s”", "a paragraph begins with %.*s",
		    STR_ARG(encoded(prose, prose->c[i])));
}

/* --- connecting and parting marks 4.13 4.14 ---------------------------- */

/* A blank between words of two characters and more, or before a mark. */
static bool
is_blank_inside(const struct prose *prose, ptrdiff_t i)
{
	if (prose->c[i] != ' ' && prose->c[i] != U'　')
		return false;
	if (char_is_han(prose->c[i - 1]) &&
	    prose_one_of(prose->c[i + 1], "，。；、"))
		return true;
	return prose->c[i] == ' ' && prose->flags[i] == 0 &&
	    char_is_han(prose->c[i - 1]) && char_is_han(prose->c[i - 2]) &&
	    char_is_han(prose->c[i + 1]) && char_is_han(prose->c[i + 2]) &&
	    !prose_one_of(prose->c[i - 1], "条章节款");
}

/* Blanks typed inside the sentences of a line that has a 。. */
static void
blanks_in_sentence(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t end;

	for (i = 0; prose->kind == PROSE_PARAGRAPH && i < prose->n;
	    i = end + 1) {
		bool sentence = false;

		end = prose_line_end(prose, i);
		for (ptrdiff_t k = i; k < end; k++)
			sentence = sentence || prose->c[k] == U'。';
		for (ptrdiff_t k = i; sentence && k < end; k++)
			if (is_blank_inside(prose, k))
				prose_tell(prose, k, FINDING_BLANK_IN_SENTENCE,
				    "句子中间有空格",
				    "a blank inside a sentence");
	}
}

/* --- marks after ordinals: appendix B, GB/T 9704-2012 7.3.3 ------------ */

static void
ordinal_finding(const struct prose *prose, ptrdiff_t i, struct ordinal ordinal,
    struct str typed, struct str right)
{
	enum finding_id id = FINDING_ORDINAL_MARK;

	if (ordinal.style == ORDINAL_HAN_BRACKET ||
	    ordinal.style == ORDINAL_DIGIT_BRACKET)
		id = ordinal.mark != 0 ? FINDING_ORDINAL_EXTRA_MARK :
		    FINDING_ORDINAL_HALF_WIDTH;
	else if (ordinal.style == ORDINAL_CIRCLE)
		id = FINDING_ORDINAL_EXTRA_MARK;
	else if (ordinal.style == ORDINAL_DIGIT && ordinal.mark == 'f')
		id = FINDING_ORDINAL_FULL_DOT;
	prose_fix(prose, prose_tell(prose, i, id, "序号“%.*s”应当写作“%.*s”",
	    "the ordinal %.*s should be written %.*s", STR_ARG(typed),
	    STR_ARG(right)), i, char_count(typed), right);
}

/* 一，提高认识: a numeral with a comma. */
static void
ordinal_comma(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t end = i;
	unsigned number;

	while (end - i < 3 && (char_is_digit(prose->c[end]) ||
	    prose_one_of(prose->c[end], "一二三四五六七八九十")))
		end++;
	if (end == i || prose->c[end] != U'，' ||
	    !char_is_han(prose->c[end + 1]) ||
	    prose_one_of(prose->c[end + 1], "一二三四五六七八九十") ||
	    (number = number_parse(prose_slice(prose, i, end))) == 0 ||
	    number > 30)
		return;
	ordinal_finding(prose, i, (struct ordinal){ .mark = 'c' },
	    prose_slice(prose, i, end + 1), ordinal_format(
	    prose->findings->arena, char_is_digit(prose->c[i]) ? 3 : 1,
	    number));
}

/* The line that begins at I.  1） and ⑴ are left to whoever wrote them. */
static void
ordinal_of_line(const struct prose *prose, ptrdiff_t i)
{
	struct str line = prose_slice(prose, i, prose_line_end(prose, i));
	struct ordinal ordinal = ordinal_parse(line);
	struct str typed = str_trim_right(str_slice(line, 0, ordinal.length));
	int level = ordinal_level(ordinal.style);

	if (ordinal.style == ORDINAL_CIRCLE) {
		if (prose_one_of(prose->c[i + 1], "、.．，"))
			ordinal_finding(prose, i, ordinal,
			    prose_slice(prose, i, i + 2), typed);
		return;
	}
	if (level == 0)
		ordinal_comma(prose, i);
	if (ordinal.mark == ')' && str_ends(typed, STR("）")) &&
	    str_starts(str_from(line, typed.n), STR("、"))) {	/* 1）、 */
		ordinal.style = ORDINAL_DIGIT_BRACKET;
		ordinal_finding(prose, i, ordinal, str_slice(line, 0, typed.n +
		    strlen("、")), typed);
	}
	if (level == 0 || ordinal.regular || typed.n == line.n ||
	    ordinal.mark == ')' || (level % 2 == 0 &&
	    !prose_one_of(prose->c[i], "(（")))
		return;
	ordinal_finding(prose, i, ordinal, typed,
	    ordinal_format(prose->findings->arena, level, ordinal.number));
}

static void
ordinal_marks(const struct prose *prose, ptrdiff_t i)
{
	if (prose->kind == PROSE_FIELD)
		return;
	for (i = 0; i < prose->n; i = prose_line_end(prose, i) + 1) {
		while (i < prose->n && prose->c[i] != '\n' &&
		    char_is_space(prose->c[i]))
			i++;
		if (i < prose->n && prose->c[i] != '\n')
			ordinal_of_line(prose, i);
	}
}

/*
 * （见附件一）: attachments are numbered in Arabic digits.  At the start of a
 * line it is an element's, and those of another document keep their own.
 */
static void
attachment_numeral(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t end = i + 2;

	if (!prose_is(prose, i, "附件") || prose->flags[i] != 0 ||
	    prose->kind == PROSE_FIELD || prose_starts_line(prose, i) ||
	    prose_one_of(prose->c[i - 1], "》”号的书议同"))
		return;
	while (prose_one_of(prose->c[end], "一二三四五六七八九十"))
		end++;
	if (end > i + 2 && (is_edge(prose->c[end]) ||
	    prose_one_of(prose->c[end], "：:、，,。；;）)《")))
		prose_tell(prose, i, FINDING_ATTACHMENT_HAN,
		    "附件顺序号应当用阿拉伯数字，如“附件1”",
		    "attachments are numbered in Arabic digits");
}

const struct prose_rule punctuation_rules[] = {
	{ ",;:?!", half_width_mark },
	{ ".．", half_width_period },
	{ NULL, check_pairs },
	{ NULL, straight_quotes },
	{ "<", angle_title },
	{ "….。·", ellipsis },
	{ "-－─—", dash },
	{ "，。、；：？！", doubled_mark },
	{ NULL, leading_mark },
	{ NULL, blanks_in_sentence },
	{ NULL, ordinal_marks },
	{ "附", attachment_numeral },
	{ NULL, NULL }
};
