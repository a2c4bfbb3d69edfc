/*
 * Statements of quantity in running text: what is approximate is so once, a
 * decrease is no multiple, an amount in words is that in digits.
 */
#include "../text/chars.h"
#include "rule.h"

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* --- statements of quantity -------------------------------------------- */

/* 减少了3倍 */
static void
decrease_times(const struct prose *prose, ptrdiff_t i)
{
	static const char *const verbs[] = {
		"减少", "降低", "下降", "缩小", "减小", "缩短", "压缩",
	};
	ptrdiff_t start = prose_number_start(prose, i);

	if (start == i || start < 2)
		return;
	if (prose_one_of(prose->c[start - 1], "了约近") && start > 2)
		start--;
	for (size_t k = 0; k < COUNT_OF(verbs); k++)
		if (prose_is(prose, start - 2, verbs[k]))
			prose_tell(prose, start - 2, FINDING_DECREASE_TIMES,
			    "减少、降低不能用倍数，应当用百分数或分数",
			    "a decrease is given as a percentage or fraction, "
			    "not in times");
}

/* A number from I on: 1.2万, 三百; I itself when there is none. */
static ptrdiff_t
quantity_end(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t end = prose_number_end(prose, i);

	while (prose_one_of(prose->c[end], "一二两三四五六七八九十百千万亿"))
		end++;
	return end;
}

/* Is the word at I the end of another: 节约, 附近, 不超过, 最近? */
static bool
ends_word(const struct prose *prose, ptrdiff_t i)
{
	return i > 0 && prose_one_of(prose->c[i - 1], prose->c[i] == U'约' ?
	    "节公条合预制契签失婚誓协盟履违相简" : prose->c[i] == U'近' ?
	    "附最邻接靠临远就亲贴凑" : prose->c[i] == U'超' ? "不未" : "");
}

/* Where one of the words of LIST stands within a unit of END; or -1. */
static ptrdiff_t
word_behind(const struct prose *prose, ptrdiff_t end, const char *word)
{
	for (ptrdiff_t i = end; i < end + 6 && i < prose->n; i++) {
		if (prose_is(prose, i, word))
			return i;
		if ((!char_is_han(prose->c[i]) && prose->c[i] != '%' &&
		    prose->c[i] != U'℃') ||
		    prose_one_of(prose->c[i], "的在且和与是为、"))
			return -1;
	}
	return -1;
}

/* Of the pairs, those that a verb may follow: 至少需要10人以上 */
#define REACH	4

/* 约100人左右, 超过30人以上, 近300余人 */
static void
approximate_twice(const struct prose *prose, ptrdiff_t i)
{
	static const struct {
		const char *before, *after;
	} pairs[] = {
		{ "至少", "以上" }, { "最多", "以下" }, { "最多", "以内" },
		{ "约", "左右" }, { "约", "上下" }, { "约", "以上" },
		{ "近", "左右" }, { "近", "上下" }, { "近", "以上" },
		{ "将近", "左右" }, { "超过", "以上" }, { "逾", "以上" },
		{ "不低于", "以上" }, { "不少于", "以上" }, { "不足", "以下" },
		{ "不超过", "以下" }, { "不超过", "以内" },
		{ "不高于", "以下" }, { "约", "余" }, { "近", "余" },
		{ "超过", "余" }, { "逾", "余" }, { "约", "多" },
		{ "近", "多" }, { "超过", "多" }, { "逾", "多" },
	};

	for (size_t k = 0; k < COUNT_OF(pairs); k++) {
		ptrdiff_t number = i +
		    (ptrdiff_t)char_count(str_of(pairs[k].before));
		ptrdiff_t end, hit;
		bool close = pairs[k].after[3] == '\0';	/* 余, 多 */

		while (k < REACH &&
		    prose_one_of(prose->c[number], "需要有达到"))
			number++;
		if (!prose_is(prose, i, pairs[k].before) ||
		    (end = quantity_end(prose, number)) == number)
			continue;
		if (ends_word(prose, i))
			return;
		hit = word_behind(prose, end, pairs[k].after);
		if (hit < 0 || (close && hit != end))
			continue;
		prose_tell(prose, i, FINDING_APPROXIMATE_TWICE,
		    "“%s”和“%s”只用一个",
		    "%s or %s, not both", pairs[k].before, pairs[k].after);
		return;
	}
}

/* 3500余名左右, 300多家左右 */
static void
approximate_rest(const struct prose *prose, ptrdiff_t i)
{
	static const char *const behind[] = { "左右", "上下" };

	if (i < 1 || !(is_digit(prose->c[i - 1]) ||
	    prose_one_of(prose->c[i - 1], "十百千万亿")))
		return;
	for (size_t k = 0; k < COUNT_OF(behind); k++)
		if (word_behind(prose, i + 1, behind[k]) >= 0)
			prose_tell(prose, i, FINDING_APPROXIMATE_TWICE,
			    "“%.*s”和“%s”只用一个", "%.*s or %s, not both",
			    STR_ARG(prose_slice(prose, i, i + 1)), behind[k]);
}

/* 三、四天 as an approximate number */
static void
approximate_dun(const struct prose *prose, ptrdiff_t i)
{
	int low = char_han_digit(prose->c[i - 1]);
	int high = char_han_digit(prose->c[i + 1]);

	if (low < 1 || high != low + 1 || i < 2 ||
	    prose_one_of(prose->c[i - 2], "第初高、一二三四五六七八九十〇") ||
	    (!prose_one_of(prose->c[i + 2], "天百千") &&
	    !prose_is(prose, i + 2, "个月")))
		return;
	prose_tell(prose, i, FINDING_APPROXIMATE_DUN,
	    "概数的相邻数字之间不用顿号", "no 、 inside an approximate number");
}

/* --- amounts: 1000元（大写：壹仟元整） --------------------------------- */

/* ￥5000元 */
static void
money_twice(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t end = prose_number_end(prose, i + 1);

	end += prose_one_of(prose->c[end], "万亿");
	if (end > i + 1 && prose->c[end] == U'元')
		prose_tell(prose, i, FINDING_REDUNDANT,
		    "“%.*s”和“元”只用一个", "%.*s or 元, not both",
		    STR_ARG(prose_slice(prose, i, i + 1)));
}

/* The value of a digit of an amount in words; -1 for what is none. */
static int
capital_digit(uint32_t c)
{
	return char_place(STR("零壹贰叁肆伍陆柒捌玖"), c);
}

/* An amount in words as it is read; all in 元 but the last. */
struct amount {
	long long hundred_millions, total, section, digit, cents;
	bool yuan;
};

/* Take character C; false when it does not belong to an amount. */
static bool
take_capital(struct amount *a, uint32_t c)
{
	long long below = a->section + a->digit;

	if (capital_digit(c) >= 0) {
		a->digit = capital_digit(c);
		return true;
	}
	if (prose_one_of(c, "拾佰仟")) {
		a->section += (a->digit == 0 && c == U'拾' ? 1 : a->digit) *
		    (c == U'拾' ? 10 : c == U'佰' ? 100 : 1000);
	} else if (c == U'万') {
		a->total += below * 10000;
		a->section = 0;
	} else if (c == U'亿') {
		a->hundred_millions += a->total + below;
		a->total = a->section = 0;
	} else if (prose_one_of(c, "元圆")) {
		a->total += below;
		a->section = 0;
		a->yuan = true;
	} else if (prose_one_of(c, "角分"))
		a->cents += a->digit * (c == U'角' ? 10 : 1);
	else
		return false;
	a->digit = 0;
	return true;
}

/* The amount in words at I in 分, *END behind it; -1 when it is none. */
static long long
capital_amount(const struct prose *prose, ptrdiff_t i, ptrdiff_t *end)
{
	struct amount a = { 0 };

	*end = i;
	while (*end < prose->n && *end - i < 40 &&
	    take_capital(&a, prose->c[*end]))
		++*end;
	if (!a.yuan || a.section != 0 || a.digit != 0 ||
	    a.hundred_millions > 1000000)
		return -1;
	return (a.hundred_millions * 100000000 + a.total) * 100 + a.cents;
}

/* The number START..END, UNIT behind it, in 分; -1 when it is none. */
static long long
digit_amount(const struct prose *prose, ptrdiff_t start, ptrdiff_t end,
    uint32_t unit)
{
	long long value = 0, scale = unit == U'万' ? 1000000 :
	    unit == U'亿' ? 10000000000LL : 100;
	bool decimals = false;

	if (start >= end || end - start > 15)
		return -1;
	for (ptrdiff_t k = start; k < end; k++) {
		if (prose->c[k] == '.')
			decimals = true;
		else if (is_digit(prose->c[k])) {
			if (decimals && scale % 10 != 0)
				return -1;
			value = value * 10 + (prose->c[k] - '0');
			if (decimals)
				scale /= 10;
		}
		if (value > 100000000000000LL)
			return -1;
	}
	return value > 900000000000000000LL / scale ? -1 : value * scale;
}

/* The amount in digits before the one in words at I; -1: there is none. */
static long long
amount_before(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t end;
	uint32_t unit = 0;

	while (i > 0 && prose_one_of(prose->c[i - 1], "（(：:，, 大写人民币为"))
		i--;
	if (i == 0 || prose->c[i - 1] != U'元')
		return -1;
	end = i - 1;
	if (end > 0 && prose_one_of(prose->c[end - 1], "万亿"))
		unit = prose->c[--end];
	return digit_amount(prose, prose_number_start(prose, end), end, unit);
}

/* The same behind it, with a sign that it is money: （￥1000.00）. */
static long long
amount_behind(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t end;
	bool money = false;

	while (prose_one_of(prose->c[i], "整正（(：:，, 小写人民币为￥¥"))
		money |= prose_one_of(prose->c[i++], "￥¥小");
	if (!money)
		return -1;
	end = prose_number_end(prose, i);
	return digit_amount(prose, i, end, prose->c[end]);
}

static void
amount_mismatch(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t end;
	long long wanted, written;

	if (capital_digit(prose->c[i - 1]) >= 0 ||
	    prose_one_of(prose->c[i - 1], "拾佰仟万亿元圆角"))
		return;
	written = capital_amount(prose, i, &end);
	if (written < 0)
		return;
	wanted = amount_before(prose, i);
	if (wanted < 0)
		wanted = amount_behind(prose, end);
	if (wanted >= 0 && wanted != written)
		prose_tell(prose, i, FINDING_AMOUNT_MISMATCH,
		    "大写金额与数字不一致：大写是%lld.%02lld元",
		    "the amount in words is %lld.%02lld, not as in digits",
		    written / 100, written % 100);
}

const struct prose_rule quantity_rules[] = {
	{ "倍", decrease_times },
	{ "约近将超逾至最不", approximate_twice },
	{ "余多", approximate_rest },
	{ "、", approximate_dun },
	{ "￥¥", money_twice },
	{ "壹贰叁肆伍陆柒捌玖拾", amount_mismatch },
	{ NULL, NULL }
};
