/*
 * What a text says of quantities: what is approximate is so once, a decrease
 * is no multiple, an amount in words is that in digits; and what it counts:
 * parts of a number behind 其中, names in a row before 3个单位, 一是…二是… and
 * items behind 以下三项工作：.  Only what is certain is told; lists may be open
 * (等).
 */
#include "../text/chars.h"
#include "../text/number.h"
#include "../text/ordinal.h"
#include "../text/words.h"
#include "rule.h"
#include "subject.h"

/* --- statements of quantity -------------------------------------------- */

/* 减少了3倍 */
static void
decrease_times(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t start = prose_number_start(prose, i);

	if (start == i || start < 2)
		return;
	if (prose_one_of(prose->c[start - 1], "了约近") && start > 2)
		start--;
	if (prose_one_ends(prose, start, "减少|降低|下降|缩小|减小|缩短|压缩"))
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
	static const char *const behind[] = { "左右", "上下", "以上" };

	if (i < 1 || !(prose_digit(prose->c[i - 1]) ||
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
	    (!prose_one_of(prose->c[i + 2], "天十百千万") &&
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
	struct decimal number;

	if (!decimal_read(prose_slice(prose, start, end), &number))
		return -1;
	return decimal_in(number, unit == U'万' ? 6 : unit == U'亿' ? 10 : 2);
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

#define LABEL_MAX	12	/* characters of 省级以上重点水库 */

static void
tell_count(const struct prose *prose, ptrdiff_t i, unsigned said, unsigned n)
{
	prose_tell(prose, i, FINDING_COUNT_DIFFERS,
	    "这里写的是%u，列出的是%u，请核对",
	    "%u are said to be here, %u are named", said, n);
}

/* --- 共12人，其中男5人、女8人 ------------------------------------------- */

/* A number with what it counts, and the words before it. */
struct part {
	ptrdiff_t label, number, end;
	long long value;		/* in thousandths */
};

static long long
thousandths(const struct prose *prose, ptrdiff_t i, ptrdiff_t end)
{
	struct decimal number;

	return decimal_read(prose_slice(prose, i, end), &number) ?
	    decimal_in(number, 3) : -1;
}

/* The part at I, counted in the N characters at UNIT; false: there is none. */
static bool
read_part(const struct prose *prose, ptrdiff_t i, ptrdiff_t unit, ptrdiff_t n,
    struct part *part)
{
	part->label = i;
	while (i - part->label < LABEL_MAX && char_is_han(prose->c[i]))
		i++;
	part->number = i;
	i = prose_number_end(prose, i);
	part->end = i + n;
	part->value = thousandths(prose, part->number, i);
	if (part->value < 0 || part->number == part->label)
		return false;
	for (ptrdiff_t k = 0; k < n; k++)
		if (prose->c[i + k] != prose->c[unit + k])
			return false;
	return !char_is_han(prose->c[part->end]) ||
	    prose_one_of(prose->c[part->end], "和及");
}

/* Kinds of which a thing is one only: 甲县, 乙县; 大型, 小型; 一等奖. */
static bool
exclude_each_other(const struct prose *prose, const struct part *a,
    const struct part *b, bool money)
{
	uint32_t last = prose->c[a->number - 1];

	return last == prose->c[b->number - 1] &&
	    (prose_one_of(last, "县区市镇乡村局奖型组班") ||
	    (money && last == U'级'));
}

static bool
is_sex(const struct prose *prose, const struct part *part, const char *sex)
{
	return part->number - part->label <= 2 &&
	    prose_is(prose, part->label, sex);
}

/*
 * Three parts or more that come to a little more than their whole are all of
 * it, miscounted: such as overlap come to less, or to more by a tenth and over.
 * Whole numbers only, the others are rounded.
 */
static bool
is_slip(long long sum, long long total, unsigned n)
{
	return n > 2 && sum > total && (sum - total) * 10 <= total &&
	    sum % 1000 == 0 && total % 1000 == 0;
}

static void
parts_of_number(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t unit = i - 1, width, start;
	struct part part, first = { 0 };
	long long total, sum = 0;
	unsigned n = 0;
	bool marks, exclusive = true, sexes = false, alike = true;

	if (!prose_is(prose, i, "其中") || i < 3 ||
	    !prose_one_of(prose->c[i - 1], "，：；（"))
		return;
	while (unit > 0 && i - unit < 5 && char_is_han(prose->c[unit - 1]))
		unit--;
	start = prose_number_start(prose, unit);
	width = i - 1 - unit;
	total = thousandths(prose, start, unit);
	if (prose_one_ends(prose, i - 1, "百分制")) {
		unit = i - 3;			/* 分 */
		width = 1;
		total = 100000;
	} else if (width == 0 || start == unit || total < 0)
		return;
	marks = width == 1 && prose->c[unit] == U'分';
	for (ptrdiff_t k = i + 2; read_part(prose, k + (prose->c[k] == U'：'),
	    unit, width, &part); k = part.end + 1, n++) {
		if (n == 0)
			first = part;
		exclusive = exclusive && (marks || exclude_each_other(prose,
		    &first, &part, prose->c[part.end - 1] == U'元'));
		/* Persons overlap, 党员 and 女职工, but not of one kind. */
		alike = alike && (!prose_one_of(prose->c[unit], "人名") ||
		    prose->c[part.number - 1] == prose->c[first.number - 1]);
		sexes = n == 1 && is_sex(prose, &first, "男") &&
		    is_sex(prose, &part, "女");
		sum += part.value;
		if (!prose_one_of(prose->c[part.end], "、，,；和及"))
			k = prose->n;		/* it was the last */
	}
	if (n > 1 && (sexes ? sum != total : (exclusive && sum > total) ||
	    (alike && is_slip(sum, total, n))))
		prose_tell(prose, start, FINDING_COUNT_DIFFERS,
		    "总数是%.10g，“其中”各项相加是%.10g，请核对",
		    "the whole is %.10g, its parts add up to %.10g",
		    (double)total / 1000, (double)sum / 1000);
}

/* Of one, or of each: what is no part of a sum. */
static bool
is_rate(const struct prose *prose, const struct part *part)
{
	for (ptrdiff_t i = part->label; i < part->number; i++)
		if (prose_one_of(prose->c[i], "每均各单月年"))
			return true;
	return false;
}

/* 甲县5万元、乙县8万元，合计14万元: the parts that go before, one by one. */
static void
whole_of_parts(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t number = i + 2 + (prose->c[i + 2] == U'为'), k = i - 1;
	ptrdiff_t unit = prose_number_end(prose, number), end = unit, next;
	struct part part;
	long long sum = 0, total = thousandths(prose, number, unit);
	unsigned n = 0;

	if (total < 0 || prose->kind == PROSE_CELL || i < 2 ||
	    !prose_one_of(prose->c[k], "，、；") || !prose_one_ends(prose,
	    i + 2, "合计|共计|总计"))
		return;
	while (end - unit < 4 && char_is_han(prose->c[end]))
		end++;
	while (k > 0 && !prose_one_of(prose->c[k - 1], "。：；\n（"))
		k--;
	for (; end > unit && k < i; k = next + 1) {
		for (next = k; !prose_one_of(prose->c[next], "，、；"); next++)
			;
		if (prose_is(prose, k, "其中"))
			n = 0, sum = 0;
		if (read_part(prose, k, unit, end - unit, &part) &&
		    part.end == next && !is_rate(prose, &part))
			n++, sum += part.value;
		else
			n = 0, sum = 0;
	}
	if (n > 1 && sum != total)
		prose_tell(prose, i, FINDING_COUNT_DIFFERS,
		    "合计写的是%.10g，前面各项相加是%.10g，请核对",
		    "the total says %.10g, its parts add up to %.10g",
		    (double)total / 1000, (double)sum / 1000);
}

/* --- 甲局、乙局、丙局4个单位 -------------------------------------------- */

/* The number before I, as 4 or 四; *START where it begins; 0: none. */
static unsigned
number_before(const struct prose *prose, ptrdiff_t i, ptrdiff_t *start)
{
	*start = prose_digits_start(prose, i);
	if (*start == i && i > 0 &&
	    prose_one_of(prose->c[i - 1], "两三四五六七八九十"))
		*start = i - 1;
	if (*start == i || i - *start > 2)
		return 0;
	return prose->c[*start] == U'两' ? 2 :
	    number_parse(prose_slice(prose, *start, i));
}

/* 甲局 ends here; of what may be counted by the word at UNIT? */
static bool
ends_name(const struct prose *prose, ptrdiff_t end, ptrdiff_t unit)
{
	uint32_t last = prose->c[end - 1];

	if (prose_is(prose, unit, "单位") || prose_is(prose, unit, "部门"))
		return prose_one_of(last, "局委办部厅院会所站校司");
	return last == prose->c[unit] && prose_one_of(last, "县区市镇乡村局组");
}

/* The longest row of names that is counted, in characters. */
#define ROW_MAX	600

static void
names_in_a_row(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t start, k, end;
	unsigned said = number_before(prose, i, &start), n = 1;
	ptrdiff_t unit = i + (prose->c[i] == U'个');
	bool open, either = false;

	if (said < 2 || start < 4 ||
	    prose_one_of(prose->c[unit + 1], "级城区镇属直市乡"))
		return;
	open = prose->c[start - 1] == U'等';
	end = k = start - open;
	if (!ends_name(prose, end, unit))
		return;
	for (; k > 0 && (char_is_han(prose->c[k - 1]) ||
	    prose->c[k - 1] == U'、'); k--) {
		if (start - k > ROW_MAX)
			return;
		either |= prose_one_of(prose->c[k - 1], "和与及");
		if (prose_is(prose, k - 1, "会同"))
			return;
		if (prose->c[k - 1] != U'、')
			continue;
		n++;
		if (!ends_name(prose, k - 1, unit) || end - k < 2)
			return;
		end = k - 1;
	}
	if (n < 2 || prose_is(prose, k, "联合") ||
	    (open ? n <= said : n == said || (either && n <= said)))
		return;
	tell_count(prose, start, said, n);
}

/*
 * 个人报名、组织推荐、资格审查三个步骤: three or more in a row, all but the
 * first of one length, so that nothing but them is in the row.
 */
static void
steps_in_a_row(const struct prose *prose, ptrdiff_t i)
{
	static const char *const kinds[] = {
		"步骤", "环节", "方面", "阶段", "等次", "等级", "组别", "类别",
	};
	ptrdiff_t start, k, end, length = 0;
	unsigned said = number_before(prose, i, &start), n = 1;
	size_t kind = 0;

	while (kind < COUNT_OF(kinds) && !prose_is(prose, i + 1, kinds[kind]))
		kind++;
	if (said < 2 || kind == COUNT_OF(kinds))
		return;
	for (end = k = start; k > 0 && (char_is_han(prose->c[k - 1]) ||
	    prose->c[k - 1] == U'、'); k--) {
		if (start - k > ROW_MAX ||
		    prose_one_of(prose->c[k - 1], "和与及等各"))
			return;
		if (prose->c[k - 1] != U'、')
			continue;
		if (n++ > 1 && end - k != length)
			return;
		length = end - k;
		end = k - 1;
	}
	if (n > 2 && length > 1 && end - k >= length && n != said)
		tell_count(prose, start, said, n);
}

/*
 * Do N names where SAID are announced look like a slip?  Where there are a lot
 * less, others are meant: 参会人员（30人）：局长、副局长。
 */
static bool
are_miscounted(unsigned said, unsigned n)
{
	return n > 1 && n != said && n < said * 2 && said < n * 2;
}

/* The last of a post, of which there may be several: 副局长, 成员. */
#define POST_ENDS	"长任员记席导师生表"

/* 优秀单位（3个）：甲局、乙局、丙局。, 优秀的3个：甲局、乙局、丙局。 */
static void
names_behind(const struct prose *prose, ptrdiff_t i)
{
	bool closed = prose->c[i - 1] == U'）';
	ptrdiff_t unit = i - 1 - closed, start, name = i + 1, k = name;
	unsigned said, n = 0;
	int depth = 0;

	if (i < 4 || !prose_one_of(prose->c[unit], "个家名人项所户"))
		return;
	said = number_before(prose, unit, &start);
	if (said == 0 || start == 0 || !prose_one_of(prose->c[start - 1],
	    closed ? "（共" : "的"))
		return;
	for (; depth > 0 || !prose_one_of(prose->c[k], "。\n"); k++) {
		uint32_t c = prose->c[k];

		if (c == 0 && k >= prose->n)
			break;
		depth += (c == U'（') - (c == U'）');
		if (depth > 0 || c == U'）')
			continue;
		if (prose_one_of(c, POST_ENDS) && !char_is_han(prose->c[k + 1]))
			return;
		if (c == U'、' && k - name >= 2) {
			n++;
			name = k + 1;
		} else if (!char_is_han(c) || prose_one_of(c, "等和及与各"))
			return;
	}
	if (k - name >= 2 && are_miscounted(said, ++n))
		tell_count(prose, start, said, n);
}

/* --- 以下三项工作：一是…… ----------------------------------------------- */

/* 三项工作 and the like at the end of TEXT; 0: it counts nothing. */
static unsigned
said_at_end(struct str text)
{
	size_t at = text.n;
	uint32_t c = 0, after;
	int said = -1;

	if (str_ends_one(text, "行为"))		/* 为 is a verb else */
		at -= strlen("行为");
	for (int k = 0; k < 7 && said < 0; k++) {
		after = c;
		c = char_before(text, &at);
		if ((!char_is_han(c) && !char_is_digit(c) && c != U'”') ||
		    prose_one_of(c, "要做须应将把于为"))
			return 0;
		if (prose_one_of(after, "个项条点种类批步"))
			said = c == U'两' ? 2 : char_is_digit(c) ?
			    (int)(c - '0') : char_han_digit(c);
	}
	c = at == 0 ? 0 : char_before(text, &at);
	return said < 2 || char_is_digit(c) || prose_one_of(c, "第十几百") ||
	    char_han_digit(c) >= 0 ? 0 : (unsigned)said;
}

/* Does 二是, 三要 stand at I, where a clause begins? */
static bool
is_item(const struct prose *prose, ptrdiff_t i, uint32_t verb, unsigned number)
{
	return char_han_digit(prose->c[i]) == (int)number &&
	    prose->c[i + 1] == verb &&
	    (i == 0 || prose_one_of(prose->c[i - 1], "，；。：、\n 　"));
}

static void
items_in_line(const struct prose *prose, ptrdiff_t i)
{
	uint32_t verb = prose->c[i + 1];
	unsigned n = 1, said;

	if (!prose_one_of(verb, "是要") || prose->kind == PROSE_CELL ||
	    (i > 0 && char_is_han(prose->c[i - 1]) && prose->c[i - 1] != U'到'))
		return;
	for (ptrdiff_t k = i + 2; k < prose->n &&
	    !is_item(prose, k, verb, 1); k++) {
		if (is_item(prose, k, verb, n + 1))
			n++;
		else if (n < 9 && is_item(prose, k, verb, n + 2)) {
			prose_tell(prose, k, FINDING_ORDINAL_SEQUENCE,
			    "“%.*s”前面缺一项", "an item is missing before "
			    "%.*s", STR_ARG(prose_slice(prose, k, k + 2)));
			return;
		}
	}
	said = i > 0 && prose->c[i - 1] == U'：' ?
	    said_at_end(prose_slice(prose, i > 9 ? i - 9 : 0, i - 1)) : 0;
	if (n > 1 && said > 0 && n != said)
		tell_count(prose, i, said, n);
}

const struct prose_rule quantity_rules[] = {
	{ "倍", decrease_times },
	{ "约近将超逾至最不", approximate_twice },
	{ "余多", approximate_rest },
	{ "、", approximate_dun },
	{ "￥¥", money_twice },
	{ "壹贰叁肆伍陆柒捌玖拾", amount_mismatch },
	{ "其", parts_of_number },
	{ "合共总", whole_of_parts },
	{ "个县区市镇乡", names_in_a_row },
	{ "个", steps_in_a_row },
	{ "：", names_behind },
	{ "一", items_in_line },
	{ NULL, NULL }
};

/* --- 以下三项工作： and items in lines of their own --------------------- */

static void
tell_items(const struct subject *s, struct pos pos, unsigned said, unsigned n)
{
	TELL(s, COUNT_DIFFERS, pos, "这里写的是%u，列出的是%u，请核对",
	    "%u are said to be here, %u are named", said, n);
}

/* How many items of one level follow block I of BODY. */
static unsigned
items_after(const struct subject *s, const struct blocks *body, size_t i)
{
	int level = i + 1 < body->n ? body->v[i + 1].level : 0;
	unsigned n = 0;

	/* 一是…, 二是… in paragraphs of their own */
	while (level == 0 && n < 9 && i + 1 + n < body->n) {
		struct str text = str_trim(subject_text(s,
		    body->v[i + 1 + n].text));
		size_t at = 0;

		if (char_han_digit(char_next(text, &at)) != (int)n + 1 ||
		    !str_starts_one(str_from(text, at), "是|要"))
			return n;
		n++;
	}
	/* Below 一、 stands the last of three things as well, 工作要求. */
	for (i++; level > 1 && i < body->n; i++) {
		const struct block *block = &body->v[i];

		if (block->kind != BLOCK_HEADING || block->level > level)
			continue;
		if (block->level < level || block->ordinal.text.n == 0 ||
		    ordinal_parse(block->ordinal.text).number != n + 1)
			break;
		n++;
	}
	return n;
}

/* 先进个人（3名） at the end of a heading; 0: it does not say how many. */
static unsigned
said_in_heading(struct str text)
{
	size_t at, length;

	if (!str_ends_one(text, "名）|人）|个）|家）|所）|户）"))
		return 0;
	at = text.n - strlen("名）");
	while (at > 0 && char_is_digit((unsigned char)text.p[at - 1]))
		at--;
	if (!str_ends_one(str_slice(text, 0, at), "（|（共"))
		return 0;
	return number_prefix(str_from(text, at), &length);
}

/* The names in a line of a list, or what else it is. */
enum name_line {
	LINE_OTHER = 0,			/* nobody can tell */
	LINE_ONE = 1,			/* one name, or a person with a post */
	LINE_MANY = 2			/* persons side by side */
};

/* A line of PIECES, the first and the last of so many characters. */
static enum name_line
line_kind(struct str line, unsigned pieces, unsigned first, unsigned last,
    bool all_short)
{
	bool post = prose_one_of(char_last(line), POST_ENDS);

	/* 各镇主要负责人 are as many as there are. */
	if (str_has_one(line, "各|等|代表"))
		return LINE_OTHER;
	if (pieces == 1)
		return (first <= 4 && !post) || words_organ(line) ?
		    LINE_ONE : LINE_OTHER;
	if (first <= 4 && last > 4)	/* 林青山　云州市第一中学教师 */
		return LINE_ONE;
	return pieces > 2 && all_short ? LINE_MANY : LINE_OTHER;
}

/* *N of them, which are added to. */
static enum name_line
names_in_line(struct str line, unsigned *n)
{
	unsigned pieces = 0, length = 0, first = 0, last = 0;
	bool all_short = true;
	enum name_line kind;

	for (size_t at = 0; at < line.n;) {
		uint32_t c = char_next(line, &at);
		bool blank = c == U'　' || c == U' ';

		if (!blank && !char_is_han(c) && !prose_one_of(c, "（）“”"))
			return LINE_OTHER;
		length += !blank;
		if (length == 0 || (!blank && at < line.n))
			continue;
		if (length == 1)		/* 王 伟 would be two */
			return LINE_OTHER;
		all_short &= length <= 4;
		last = length;
		first = pieces++ == 0 ? length : first;
		length = 0;
	}
	kind = line_kind(line, pieces, first, last, all_short);
	*n += kind == LINE_MANY ? pieces : 1;
	return kind;
}

static struct str
cell_words(const struct subject *s, const struct table *table, unsigned row,
    unsigned column)
{
	const struct cell *cell = &table->cells[(size_t)row * table->columns +
	    column];

	return cell->paragraphs.n == 0 ? STR_NONE :
	    subject_text(s, cell->paragraphs.v[0]);
}

/* How many rows TABLE counts in its one column 序号; 0: nobody can tell. */
static unsigned
rows_counted(const struct subject *s, const struct table *table)
{
	unsigned n = 0;

	if (table->rows < 2 || table->header_rows != 1 || table->columns < 2)
		return 0;
	for (unsigned c = 0; c < table->columns; c++)
		if (str_eq(text_squeeze(s->arena, cell_words(s, table, 0, c)),
		    STR("序号")) != (c == 0))
			return 0;
	for (unsigned r = 1; r < table->rows; r++)
		if (number_parse(str_trim(cell_words(s, table, r, 0))) != ++n ||
		    cell_words(s, table, r, 1).n == 0)
			return 0;
	return n;
}

/* 先进个人（3名） with the names in the lines below it */
static void
count_names(const struct subject *s, const struct blocks *body, size_t i)
{
	unsigned said = said_in_heading(str_trim(subject_text(s,
	    body->v[i].text)));
	enum name_line kind = LINE_OTHER;
	unsigned n = 0, lines = 0;

	if (said > 0 && i + 1 < body->n && body->v[i + 1].kind == BLOCK_TABLE &&
	    are_miscounted(said, rows_counted(s, body->v[i + 1].table)) &&
	    (i + 2 == body->n || body->v[i + 2].kind != BLOCK_TABLE))
		tell_items(s, body->v[i].pos, said,
		    rows_counted(s, body->v[i + 1].table));
	for (size_t k = i + 1; said > 0 && k < body->n &&
	    body->v[k].kind == BLOCK_PARAGRAPH; k++, lines++) {
		struct str line = str_trim(subject_text(s, body->v[k].text));
		enum name_line this = names_in_line(line, &n);

		/* The last of many may be alone in its line. */
		if (this == LINE_OTHER || (lines > 0 && this != kind &&
		    (kind != LINE_MANY || char_count(line) > 4)))
			return;
		kind = lines == 0 ? this : kind;
	}
	if (lines > 1 && are_miscounted(said, n))
		tell_items(s, body->v[i].pos, said, n);
}

void
count_items(const struct subject *s)
{
	const struct blocks *body = &s->document->body;

	for (size_t i = 0; i < body->n; i++) {
		struct str text = str_trim(subject_text(s, body->v[i].text));
		unsigned said = str_ends(text, STR("：")) ?
		    said_at_end(str_slice(text, 0, text.n - 3)) : 0;
		unsigned n = said == 0 ? 0 : items_after(s, body, i);

		count_names(s, body, i);
		if (n > 1 && n != said)
			tell_items(s, body->v[i].pos, said, n);
	}
}
