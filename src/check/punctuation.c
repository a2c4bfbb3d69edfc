/*
 * Punctuation: GB/T 15834-2011, and the marks after ordinals (its appendix B;
 * GB/T 9704-2012 7.3.3).
 */
#include "../text/chars.h"
#include "../text/ordinal.h"
#include "rule.h"

/* Characters beside which a half-width mark is out of place. */
static bool
is_chinese(uint32_t c)
{
	return char_is_han(c) || prose_one_of(c, "》”’）〉】〕」〔“《（");
}

/* --- half-width marks, 5.1 --------------------------------------------- */

struct str
mark_wide(uint32_t c)
{
	static const char wide[] = "，；：？！（）［］";
	int place = char_place(STR(",;:?!()[]"), c);

	return (struct str){ wide + 3 * place, strlen("，") };
}

/* 附件: 抄送: and the like at the start of a line (GB/T 9704-2012 7.3.4). */
static bool
is_label(const struct prose *prose, ptrdiff_t colon)
{
	return (prose_one_ends(prose, colon, "附件|抄送|主送|出席|请假|列席") &&
	    prose_starts_line(prose, colon - 2)) ||
	    (prose_one_ends(prose, colon, "签发人") &&
	    prose_starts_line(prose, colon - 3));
}

static void
half_width_mark(const struct prose *prose, ptrdiff_t i)
{
	uint32_t c = prose->c[i], before = prose->c[i - 1];
	uint32_t after = prose->c[i + 1];
	struct str wide = mark_wide(c);
	struct finding *f;

	if (prose_edge(before) || before == ' ' ||
	    (!is_chinese(before) && !char_is_han(after)))
		return;
	if (c == ':' && is_label(prose, i))
		f = prose_tell(prose, i, FINDING_LABEL_COLON,
		    "“%.*s”后面应当用全角冒号“：”",
		    "a full-width colon follows %.*s",
		    STR_ARG(prose_slice(prose, i - 2, i)));
	else
		f = prose_tell(prose, i, FINDING_HALF_WIDTH_MARK,
		    "汉字之间用了半角“%c”，应当用全角“%.*s”",
		    "half-width %c beside Chinese; it should be %.*s",
		    (char)c, STR_ARG(wide));
	prose_fix(prose, f, i, 1, wide);
}

/* 文字. or 文字.文字 where 。 or · is meant. */
static void
half_width_period(const struct prose *prose, ptrdiff_t i)
{
	uint32_t after = prose->c[i + 1];
	ptrdiff_t start = i;
	struct finding *f;

	if (prose_edge(after) ? !is_chinese(prose->c[i - 1]) :
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
	if (prose_edge(after) && prose->kind == PROSE_PARAGRAPH && i > 10)
		prose_fix(prose, f, i, 1, STR("。"));
}

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

	if (prose->c[i - 1] == c || prose_edge(prose->c[i - 1]))
		return;
	if (after == c && prose->c[i + 2] != c && !prose_one_of(c, "？！")) {
		f = prose_tell(prose, i, FINDING_DOUBLED_MARK,
		    "重复了标点“%.*s”", "the mark %.*s stands twice",
		    STR_ARG(prose_slice(prose, i, i + 1)));
		prose_fix(prose, f, i, 2, prose_slice(prose, i, i + 1));
	} else if (after != c && c != U'：' &&
	    prose_one_of(after, "，。、；："))
		prose_tell(prose, i, FINDING_MARK_CLASH,
		    "两个标点连在一起：“%.*s”", "two marks in a row: %.*s",
		    STR_ARG(prose_slice(prose, i, i + 2)));
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
		    STR_ARG(prose_slice(prose, i, i + 1)));
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
	    str_at(line, typed.n, STR("、"))) {	/* 1）、 */
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
	if (end > i + 2 && (prose_edge(prose->c[end]) ||
	    prose_one_of(prose->c[end], "：:、，,。；;）)《")))
		prose_tell(prose, i, FINDING_ATTACHMENT_HAN,
		    "附件顺序号应当用阿拉伯数字，如“附件1”",
		    "attachments are numbered in Arabic digits");
}

const struct prose_rule punctuation_rules[] = {
	{ ",;:?!", half_width_mark },
	{ ".．", half_width_period },
	{ "….。·", ellipsis },
	{ "-－─—", dash },
	{ "，。、；：？！", doubled_mark },
	{ NULL, leading_mark },
	{ NULL, blanks_in_sentence },
	{ NULL, ordinal_marks },
	{ "附", attachment_numeral },
	{ NULL, NULL }
};
