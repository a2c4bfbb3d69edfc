/*
 * What a text counts, and what it says that there is of it: parts of a number
 * behind 其中, names in a row before 3个单位, 一是…二是… and items behind
 * 以下三项工作：.  Only what is certain is told; lists may be open (等).
 */
#include "../text/chars.h"
#include "../text/number.h"
#include "../text/ordinal.h"
#include "rule.h"
#include "subject.h"

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
	ptrdiff_t label, number, unit, end;
	long long value;		/* in thousandths */
};

static long long
thousandths(const struct prose *prose, ptrdiff_t i, ptrdiff_t end)
{
	long long value = 0;
	int decimals = -1;

	for (; i < end && i < PTRDIFF_MAX && value < 1000000000000LL; i++) {
		if (prose->c[i] == '.' && decimals < 0)
			decimals = 0;
		else if (prose->c[i] >= '0' && prose->c[i] <= '9') {
			value = value * 10 + (prose->c[i] - '0');
			decimals += decimals >= 0;
		}
	}
	for (int k = decimals < 0 ? 0 : decimals; k < 3; k++)
		value *= 10;
	return value;
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
	part->unit = i = prose_number_end(prose, i);
	part->end = i + n;
	part->value = thousandths(prose, part->number, i);
	if (i == part->number || part->number == part->label)
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

static void
parts_of_number(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t unit = i - 1, start;
	struct part part, first = { 0 };
	long long total, sum = 0;
	unsigned n = 0;
	bool exclusive = true, sexes = false;

	if (!prose_is(prose, i, "其中") || i < 3 ||
	    !prose_one_of(prose->c[i - 1], "，：；（"))
		return;
	while (unit > 0 && i - unit < 5 && char_is_han(prose->c[unit - 1]))
		unit--;
	start = prose_number_start(prose, unit);
	if (start == unit || unit == i - 1)
		return;
	total = thousandths(prose, start, unit);
	for (ptrdiff_t k = i + 2; read_part(prose, k + (prose->c[k] == U'：'),
	    unit, i - 1 - unit, &part); k = part.end + 1, n++) {
		if (n == 0)
			first = part;
		exclusive = exclusive && exclude_each_other(prose, &first,
		    &part, prose->c[part.end - 1] == U'元');
		sexes = n == 1 && is_sex(prose, &first, "男") &&
		    is_sex(prose, &part, "女");
		sum += part.value;
		if (!prose_one_of(prose->c[part.end], "、，,；和及"))
			k = prose->n;		/* it was the last */
	}
	if (n > 1 && (sexes ? sum != total : exclusive && sum > total))
		prose_tell(prose, start, FINDING_COUNT_DIFFERS,
		    "总数是%.10g，“其中”各项相加是%.10g，请核对",
		    "the whole is %.10g, its parts add up to %.10g",
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
	return last == prose->c[unit] && prose_one_of(last, "县区市镇乡村局");
}

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

/* --- 以下三项工作：一是…… ----------------------------------------------- */

/* 三项工作 and the like at the end of TEXT; 0: it counts nothing. */
static unsigned
said_at_end(struct str text)
{
	size_t at = text.n;
	uint32_t c = 0, after;
	int said = -1;

	for (int k = 0; k < 7 && said < 0; k++) {
		after = c;
		c = char_before(text, &at);
		if ((!char_is_han(c) && !char_is_digit(c) && c != U'”') ||
		    prose_one_of(c, "要做须应将把于为"))
			return 0;
		if (prose_one_of(after, "个项条点种"))
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

const struct prose_rule count_rules[] = {
	{ "其", parts_of_number },
	{ "个县区市镇乡", names_in_a_row },
	{ "一", items_in_line },
	{ NULL, NULL }
};

/* --- 以下三项工作： and items in lines of their own --------------------- */

/* How many items of one level follow block I of BODY. */
static unsigned
items_after(const struct blocks *body, size_t i)
{
	int level = i + 1 < body->n ? body->v[i + 1].level : 0;
	unsigned n = 0;

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

void
count_items(const struct subject *s)
{
	const struct blocks *body = &s->document->body;

	for (size_t i = 0; i < body->n; i++) {
		struct str text = str_trim(subject_text(s, body->v[i].text));
		unsigned said = str_ends(text, STR("：")) ?
		    said_at_end(str_slice(text, 0, text.n - 3)) : 0;
		unsigned n = said == 0 ? 0 : items_after(body, i);

		if (n > 1 && n != said)
			finding_add(s->findings, FINDING_COUNT_DIFFERS,
			    body->v[i].pos,
			    "这里写的是%u，列出的是%u，请核对",
			    "%u are said to be here, %u are named", said, n);
	}
}
