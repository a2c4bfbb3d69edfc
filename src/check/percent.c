/*
 * A percentage against the numbers beside it, where both are given and what it
 * is of is said: 死亡9人，同比减少3人，下降25%; 计划4200套，开工1680套，占计划
 * 的40%; 排查400处，整改380处，整改率95%.  A share of what stands elsewhere is
 * left alone.
 */
#include "../text/chars.h"
#include "rule.h"

/* A number and its unit, END behind that; HALF of its last place. */
struct amount {
	ptrdiff_t start, unit, end;
	double value, half;
};

/* How far back a whole is looked for, and the longest unit. */
#define REACH	90
#define UNIT	4

/* The words that stand before I, back to what is none; where they begin. */
static ptrdiff_t
words_start(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t start = i;

	while (start > 0 && i - start < 14 &&
	    char_is_han(prose->c[start - 1]))
		start--;
	return start;
}

/* Does it end at END? */
static bool
amount_before(const struct prose *prose, ptrdiff_t end, struct amount *a)
{
	struct decimal number;

	a->end = a->unit = end;
	while (end - a->unit < UNIT && a->unit > 0 &&
	    char_is_han(prose->c[a->unit - 1]))
		a->unit--;
	a->start = prose_number_start(prose, a->unit);
	if (a->start == a->unit || a->unit == end ||
	    !decimal_read(prose_slice(prose, a->start, a->unit), &number) ||
	    number.places > 4)
		return false;
	a->half = 0.5;
	for (int k = 0; k < number.places; k++)
		a->half /= 10;
	if (number.places == 0 && !prose_one_of(prose->c[a->unit], "万亿"))
		a->half = 0;			/* counted, not rounded */
	a->value = (double)decimal_in(number, 4) / 10000;
	return a->value > 0;
}

static bool
same_unit(const struct prose *prose, const struct amount *a,
    const struct amount *b)
{
	for (ptrdiff_t k = 0; k < a->end - a->unit; k++)
		if (prose->c[a->unit + k] != prose->c[b->unit + k])
			return false;
	return true;
}

/* The number START..I, rounded or cut off, against PART of WHOLE. */
static void
compare(const struct prose *prose, ptrdiff_t start, ptrdiff_t i,
    const struct amount *part, const struct amount *whole)
{
	double low = (part->value - part->half) / (whole->value + whole->half);
	double high = (part->value + part->half) / (whole->value - whole->half);
	struct decimal said;
	double percent, place = 1;

	if (whole->value <= whole->half || part->value > whole->value ||
	    !decimal_read(prose_slice(prose, start, i), &said) ||
	    said.places > 3)
		return;
	percent = (double)decimal_in(said, 3) / 1000;
	for (int k = 0; k < said.places; k++)
		place /= 10;
	if (percent + place < low * 100 || percent - place * 0.501 > high * 100)
		prose_tell(prose, start, FINDING_COUNT_DIFFERS,
		    "这里写的是%.10g%%，按前面的数目算是%.1f%%，请核对",
		    "%.10g%% is said, the numbers before come to %.1f%%",
		    percent, part->value / whole->value * 100);
}

/* 12起，同比减少4起，下降25%: PART is what was lost or won. */
static void
growth(const struct prose *prose, ptrdiff_t start, ptrdiff_t i,
    const struct amount *part)
{
	ptrdiff_t says = words_start(prose, part->start);
	bool less = prose_one_ends(prose, part->start, "减少|下降");
	struct amount whole;

	if (prose->c[says - 1] != U'，' || !(prose_is(prose, says, "同比") ||
	    prose_is(prose, says, "比上年") || prose_is(prose, says,
	    "较上年")) || (!less && !prose_one_ends(prose, part->start,
	    "增加|上升")) || !amount_before(prose, says - 1, &whole) ||
	    whole.end - whole.unit < part->end - part->unit)
		return;
	/* 死亡9人: the unit alone, without what stands before it */
	if (!same_unit(prose, part, &whole) ||
	    whole.end - whole.unit != part->end - part->unit ||
	    prose_one_ends(prose, whole.start, "生产总值|增加值|产值"))
		return;
	whole.value += less ? part->value : -part->value;
	whole.half += part->half;
	compare(prose, start, i, part, &whole);
}

/* The only amount of the unit of PART before it in its sentence. */
static bool
only_whole(const struct prose *prose, const struct amount *part,
    struct amount *whole)
{
	ptrdiff_t width = part->end - part->unit, k = part->start - 1;
	unsigned n = 0;
	struct amount a;

	for (; k > 0 && part->start - k < REACH &&
	    !prose_one_of(prose->c[k], "。；\n"); k--)
		if (prose_digit(prose->c[k]) && !prose_digit(prose->c[k + 1]) &&
		    amount_before(prose, k + 1 + width, &a) &&
		    a.end - a.unit == width && same_unit(prose, part, &a)) {
			*whole = a;
			n++;
		}
	return n == 1;
}

/* Do the words I..J stand before END in its sentence? */
static bool
stands_before(const struct prose *prose, ptrdiff_t i, ptrdiff_t j,
    ptrdiff_t end)
{
	for (ptrdiff_t k = end - (j - i); k >= 0 && end - k < REACH &&
	    !prose_one_of(prose->c[k], "。；\n"); k--) {
		ptrdiff_t n = 0;

		while (n < j - i && prose->c[k + n] == prose->c[i + n])
			n++;
		if (n == j - i)
			return true;
	}
	return false;
}

/* 占计划的, 占床位总数的: of WHOLE? */
static bool
is_share(const struct prose *prose, ptrdiff_t i, ptrdiff_t start,
    const struct amount *whole)
{
	if (prose->c[i] != U'占' || prose->c[start - 1] != U'的')
		return false;
	start--;
	if (prose_one_ends(prose, start, "总数|总量|总额"))
		start -= 2;
	return start - i > 2 && stands_before(prose, i + 1, start,
	    whole->start);
}

/* 整改380处，整改率: of all that there was? */
static bool
is_rate(const struct prose *prose, ptrdiff_t i, const struct amount *part)
{
	static const char *const rates[] = {
		"整改", "办结", "合格", "完成", "开工", "到位",
	};

	for (size_t k = 0; k < COUNT_OF(rates); k++)
		if (prose_is(prose, i, rates[k]) && prose->c[i + 2] == U'率')
			return prose_one_ends(prose, part->start, rates[k]);
	return false;
}

static void
percentage(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t start = prose_number_start(prose, i);
	ptrdiff_t says = words_start(prose, start);
	struct amount part, whole;

	if (start == i || says < 4 || prose->c[says - 1] != U'，' ||
	    !amount_before(prose, says - 1, &part))
		return;
	if (start - says == 2 && prose_one_ends(prose, start,
	    "增长|下降|减少|增加|上升|降低"))
		growth(prose, start, i, &part);
	else if (only_whole(prose, &part, &whole) &&
	    (is_share(prose, says, start, &whole) ||
	    is_rate(prose, says, &part)))
		compare(prose, start, i, &part, &whole);
}

const struct prose_rule percent_rules[] = {
	{ "%％", percentage },
	{ NULL, NULL }
};
