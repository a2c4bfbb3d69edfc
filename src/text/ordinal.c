/*
 * Numbers as documents write them: ordinals of the four levels, Chinese
 * numerals, amounts in words.  In: text; out: number and style, and back.
 */
#include "ordinal.h"

#include <limits.h>
#include <string.h>

#include "chars.h"

/* --- numerals ----------------------------------------------------------- */

/* The digit that C writes in a numeral, or -1. */
static int
han_digit(uint32_t c)
{
	return c == U'零' || c == U'○' ? 0 : c == U'两' ? 2 :
	    char_han_digit(c);
}

static unsigned
han_unit(uint32_t c)
{
	switch (c) {
	case U'十': return 10;
	case U'百': return 100;
	case U'千': return 1000;
	default: return 0;
	}
}

/* A row of zeros may be as long as the text; this much of it is read. */
#define DIGITS_MOST	((size_t)100)

/*
 * Digits written one after another, in the script that DIGIT reads; 0 when
 * there is none or they are too many for a number.
 */
static unsigned
positional_prefix(struct str s, int (*digit)(uint32_t), size_t *length)
{
	unsigned long value = 0;
	size_t at = 0, next = 0;
	int d;

	while ((d = digit(char_next(s, &next))) >= 0) {
		value = value * 10 + (unsigned)d;
		if (value > 999999999 || next > DIGITS_MOST)
			return 0;
		at = next;
	}
	*length = at;
	return (unsigned)value;
}

/*
 * The part of a numeral below 万: 一百零五, 十二, 三千.  Units must fall.  A
 * bare digit ends it, so 三四 reads as 三; after 百 it needs a 零, for 一百二
 * means 120.
 */
static unsigned
section_prefix(struct str s, size_t *length)
{
	unsigned total = 0, limit = 10000;
	size_t at = 0;

	for (;;) {
		size_t next = at, after;
		uint32_t c = char_next(s, &next);
		int digit = han_digit(c);
		bool zero = digit == 0 && total > 0;
		unsigned unit;

		if (zero) {		/* 一百零五 */
			c = char_next(s, &next);
			digit = han_digit(c);
		}
		if (digit > 0) {
			after = next;
			if ((unit = han_unit(char_next(s, &after))) == 0) {
				if (!zero && limit != 10 && total > 0)
					break;
				total += (unsigned)digit;
				at = next;
				break;
			}
			next = after;
		} else {
			digit = 1;
			if ((unit = han_unit(c)) != 10)
				break;
		}
		if (unit >= limit)
			break;
		total += (unsigned)digit * unit;
		limit = unit;
		at = next;
	}
	*length = at;
	return total;
}

unsigned
number_prefix(struct str s, size_t *length)
{
	size_t at, used, positional, next;
	unsigned value, low, digits;

	*length = 0;
	if (char_digit(char_at(s, 0)) >= 0) {
		value = positional_prefix(s, char_digit, &used);
		*length = value > 0 ? used : 0;
		return value;
	}
	value = section_prefix(s, &at);
	next = at;
	if (value > 0 && char_next(s, &next) == U'万') {
		at = next;
		value *= 10000;
		if (han_digit(char_next(s, &next)) != 0)
			next = at;
		low = section_prefix(str_from(s, next), &used);
		if (low > 0)
			at = next + used;
		value += low;
	}
	/* 二〇二六 is longer as digits in a row than as a numeral. */
	digits = positional_prefix(s, han_digit, &positional);
	if (digits > 0 && positional > at) {
		value = digits;
		at = positional;
	}
	*length = value > 0 ? at : 0;
	return value;
}

unsigned
number_parse(struct str s)
{
	size_t length;
	unsigned value;

	s = str_trim(s);
	if (s.n == STR("①").n && str_cmp(s, STR("①")) >= 0 &&
	    str_cmp(s, STR("⑳")) <= 0)
		return char_at(s, 0) - U'①' + 1;
	value = number_prefix(s, &length);
	return length == s.n ? value : 0;
}

struct numeral_words {
	const uint32_t *digits;
	const char *units[4];		/* of a group of four digits */
};

static const struct numeral_words han_words = {
	U"零一二三四五六七八九", { "", "十", "百", "千" }
};
static const struct numeral_words amount_words = {
	U"零壹贰叁肆伍陆柒捌玖", { "", "拾", "佰", "仟" }
};
/* Of groups of four digits. */
static const char *const group_words[] = { "", "万", "亿", "万亿" };

/*
 * Spell DIGITS (no leading zeros, at most 16).  Zeros inside are one 零; a
 * group of four zeros leaves out its 万.
 */
static void
spell(struct buf *buf, const struct numeral_words *words, struct str digits)
{
	bool zero = false, group = false;

	for (size_t i = 0; i < digits.n; i++) {
		size_t place = digits.n - 1 - i;
		int digit = digits.p[i] - '0';

		if (digit == 0) {
			zero = true;
		} else {
			if (zero)
				char_encode(buf, words->digits[0]);
			char_encode(buf, words->digits[digit]);
			buf_lit(buf, words->units[place % 4]);
			zero = false;
			group = true;
		}
		if (place % 4 == 0 && group) {
			/* 万亿 is followed by 亿 only when that group is 0. */
			buf_lit(buf, place == 12 && memcmp(digits.p + i + 1,
			    "0000", 4) != 0 ? "万" : group_words[place / 4]);
			group = false;
		}
	}
}

struct str
number_han(struct arena *arena, unsigned number)
{
	struct buf buf = { 0 };
	struct str s, digits = str_format(arena, "%u", number);

	if (number == 0)
		return STR("〇");
	spell(&buf, &han_words, digits);
	s = buf_take(arena, &buf);
	/* 一十二 is said 十二. */
	return str_starts(s, STR("一十")) ? str_from(s, 3) : s;
}

struct str
number_digits(struct arena *arena, struct str digits)
{
	struct buf buf = { 0 };

	for (size_t i = 0; i < digits.n; i++)
		char_encode(&buf, char_of_digit(digits.p[i] - '0'));
	return buf_take(arena, &buf);
}

/* An Arabic number taken apart; digits are ASCII. */
struct decimal {
	bool negative;
	struct str whole;	/* without leading zeros; may be empty */
	struct str fraction;
};

/*
 * Commas part digits by threes, or by 万 as some do; of 12,34 nobody knows
 * what it is.
 */
struct groups {
	size_t first, width;	/* digits of the first and of the others */
	size_t digits;		/* of the one that is being read */
};

/* A group is at its end; false when it is none. */
static bool
end_group(struct groups *g, bool last)
{
	size_t digits = g->digits;

	g->digits = 0;
	if (g->first == 0) {
		g->first = digits;
		return last || (digits > 0 && digits <= 4);
	}
	if (g->width == 0)
		g->width = digits;
	return digits == g->width && (digits == 3 || digits == 4) &&
	    g->first <= digits;
}

static bool
decimal_parse(struct arena *arena, struct str s, struct decimal *out)
{
	char *p = arena_alloc(arena, s.n + 1);
	size_t at = 0, n = 0, point = SIZE_MAX;
	struct groups groups = { 0, 0, 0 };
	bool any = false;

	s = str_trim(s);
	out->negative = str_starts(s, STR("-")) || str_starts(s, STR("−"));
	if (out->negative)
		char_next(s, &at);
	while (at < s.n) {
		uint32_t c = char_next(s, &at);
		int digit = char_digit(c);

		if (digit >= 0) {
			any = true;
			groups.digits++;
			if (digit > 0 || n > 0 || point != SIZE_MAX)
				p[n++] = (char)('0' + digit);
		} else if ((c == '.' || c == U'．') && point == SIZE_MAX &&
		    end_group(&groups, true)) {
			point = n;
		} else if (!((c == ',' || c == U'，') &&
		    point == SIZE_MAX && end_group(&groups, false))) {
			return false;
		}
	}
	if (point == SIZE_MAX) {
		point = n;
		any &= end_group(&groups, true);
	}
	out->whole = (struct str){ p, point };
	out->fraction = (struct str){ p + point, n - point };
	return any;
}

struct str
number_amount(struct arena *arena, struct str s)
{
	struct decimal d;
	struct buf buf = { 0 };
	int jiao, fen;

	if (!decimal_parse(arena, s, &d) || d.whole.n > 16)
		return STR_NONE;
	for (size_t i = 2; i < d.fraction.n; i++)
		if (d.fraction.p[i] != '0')
			return STR_NONE;	/* no coin for it */
	jiao = d.fraction.n > 0 ? d.fraction.p[0] - '0' : 0;
	fen = d.fraction.n > 1 ? d.fraction.p[1] - '0' : 0;
	if (d.negative)
		buf_lit(&buf, "负");
	spell(&buf, &amount_words, d.whole);
	if (d.whole.n > 0)
		buf_lit(&buf, "元");
	else if (jiao == 0 && fen == 0)
		buf_lit(&buf, "零元");
	if (jiao > 0) {
		char_encode(&buf, amount_words.digits[jiao]);
		buf_lit(&buf, "角");
	} else if (fen > 0 && d.whole.n > 0) {
		buf_lit(&buf, "零");
	}
	if (fen > 0) {
		char_encode(&buf, amount_words.digits[fen]);
		buf_lit(&buf, "分");
	} else if (jiao == 0)
		buf_lit(&buf, "整");
	return buf_take(arena, &buf);
}

struct str
number_thousands(struct arena *arena, struct str s)
{
	struct decimal d;
	struct buf buf = { 0 };

	if (!decimal_parse(arena, s, &d))
		return STR_NONE;
	if (d.negative)
		buf_byte(&buf, '-');
	for (size_t i = 0; i < d.whole.n; i++) {
		if (i > 0 && (d.whole.n - i) % 3 == 0)
			buf_byte(&buf, ',');
		buf_byte(&buf, d.whole.p[i]);
	}
	if (d.whole.n == 0)
		buf_byte(&buf, '0');
	if (d.fraction.n > 0) {
		buf_byte(&buf, '.');
		buf_str(&buf, d.fraction);
	}
	return buf_take(arena, &buf);
}

/* --- ordinals ----------------------------------------------------------- */

/* The largest number taken for an ordinal; a year is none. */
#define ORDINAL_MAX	999

/*
 * 3、4月 and 一、二等奖 are a list of numbers, 一、三年来的工作 is a heading:
 * a list goes on with the next number and names what it counts; 151、157、162路
 * goes on further.
 */
static bool
is_list(struct str s, size_t at, unsigned number)
{
	static const char counted[] = "月|日|号|季|年级|等|级|届|期|次|批|类|"
	    "、|和|及|楼|层|岁|％|%|两|路";
	size_t length;
	unsigned next = number_prefix(str_from(s, at), &length);

	return (next == number + 1 &&
	    str_starts_one(str_from(s, at + length), counted)) ||
	    (next > number && next <= ORDINAL_MAX && char_digit(char_at(s,
	    at)) >= 0 && char_at(s, at + length) == U'、');
}

static char
mark_of(uint32_t c)
{
	switch (c) {
	case U'、': return 'd';
	case '.': return '.';
	case U'．': return 'f';
	case U'，': case ',': return 'c';
	default: return 0;
	}
}

/* 2026年, 2026级 or 2026—2027学年 at AT: after 1. no fraction of a number. */
static bool
is_year(struct str s, size_t at)
{
	unsigned year = 0;
	uint32_t c;

	for (int i = 0; i < 4; i++) {
		int digit = char_digit(char_next(s, &at));

		if (digit < 0)
			return false;
		year = year * 10 + (unsigned)digit;
	}
	c = char_at(s, at);
	return year >= 1900 && year < 2100 && (c == U'年' || c == U'级' ||
	    c == U'届' || c == U'学' ||
	    ((c == '-' || c == U'—' || c == U'–') &&
	    str_has(str_slice(s, at, at + 20), STR("年"))));
}

/*
 * 10月15日, 9月底 at AT: after 2. no fraction either; 2.5 月 has none of these.
 */
static bool
is_month(struct str s, size_t at)
{
	size_t length;
	unsigned month = number_prefix(str_from(s, at), &length);
	uint32_t c;

	at += length;
	if (month == 0 || month > 12 || char_next(s, &at) != U'月')
		return false;
	c = char_at(s, at);
	return char_digit(c) >= 0 || c == U'上' || c == U'中' || c == U'下' ||
	    c == U'底' || c == U'初' || c == U'份' || c == U'前' || c == U'至';
}

/* 一、 or 1. : the number that ends at AT, its mark, and what follows. */
static struct ordinal
parse_bare(struct str s, unsigned number, size_t at, bool arabic)
{
	struct ordinal o = { ORDINAL_NONE, 0, 0, false, 0 };
	size_t next = char_skip_space(s, at);
	bool tight = next == at;
	uint32_t c = char_next(s, &next);

	if (arabic && (c == 0x20e3 || (c == 0xfe0f &&
	    char_next(s, &next) == 0x20e3))) {
		o.style = ORDINAL_DIGIT;		/* 1️⃣ */
		o.mark = 'k';
	} else if (arabic && (c == ')' || c == U'）')) {	/* 1） */
		o.style = ORDINAL_DIGIT_BRACKET;
		o.mark = ')';
	} else if ((o.mark = mark_of(c)) == 0 || o.mark == 'c') {
		o.mark = 0;
		return o;
	} else if (o.mark == 'd' ? is_list(s, next, number) :
	    char_digit(char_at(s, next)) >= 0 && !is_year(s, next) &&
	    !is_month(s, next)) {
		return o;				/* 3、4月  1.5  1．2 */
	} else {
		o.style = arabic ? ORDINAL_DIGIT : ORDINAL_HAN;
		o.regular = tight && (arabic ?
		    o.mark == '.' && str_is_digits(str_slice(s, 0, at)) :
		    o.mark == 'd');
	}
	o.number = number;
	o.length = char_skip_space(s, next);
	return o;
}

/* （一） or （1） with brackets of either width; OPEN has been read. */
static struct ordinal
parse_bracket(struct str s, uint32_t open, size_t at)
{
	struct ordinal o = { ORDINAL_NONE, 0, 0, false, 0 };
	size_t length, start = char_skip_space(s, at), end;
	unsigned number = number_prefix(str_from(s, start), &length);
	bool arabic = char_digit(char_at(s, start)) >= 0;
	bool tight = start == at;
	uint32_t close;

	if (number == 0 || number > ORDINAL_MAX)
		return o;
	at = char_skip_space(s, start + length);
	tight = tight && at == start + length;
	end = at;
	if ((close = char_next(s, &end)) != ')' && close != U'）')
		return o;
	o.style = arabic ? ORDINAL_DIGIT_BRACKET : ORDINAL_HAN_BRACKET;
	o.number = number;
	o.regular = tight && open == U'（' && close == U'）' &&
	    (!arabic || str_is_digits(str_slice(s, start, start + length)));
	at = char_skip_space(s, end);
	if ((o.mark = mark_of(char_next(s, &at))) != 0) {	/* （一）、 */
		o.regular = false;
		end = at;
	}
	o.length = char_skip_space(s, end);
	return o;
}

/* ⑴ ㈠ ⒈ ① and the like: one character that is a number and its mark. */
static struct ordinal
parse_single(struct str s, uint32_t c, size_t at)
{
	static const struct {
		uint32_t first, last;
		unsigned number;
		enum ordinal_style style;
	} singles[] = {
		{ 0x2460, 0x2473, 1, ORDINAL_CIRCLE },
		{ 0x2474, 0x2487, 1, ORDINAL_DIGIT_BRACKET },
		{ 0x2488, 0x249b, 1, ORDINAL_DIGIT },
		{ 0x3220, 0x3229, 1, ORDINAL_HAN_BRACKET },
		{ 0x3251, 0x325f, 21, ORDINAL_CIRCLE },
		{ 0x32b1, 0x32bf, 36, ORDINAL_CIRCLE },
	};
	struct ordinal o = { ORDINAL_NONE, 0, 0, false, 0 };

	for (size_t i = 0; i < COUNT_OF(singles); i++) {
		if (c < singles[i].first || c > singles[i].last)
			continue;
		o.style = singles[i].style;
		o.number = c - singles[i].first + singles[i].number;
		o.regular = o.style == ORDINAL_CIRCLE;
		o.length = char_skip_space(s, at);
	}
	return o;
}

/* 第一部分, alone or before a blank: how many bytes of S from AT on; or 0. */
static size_t
part_word(struct str s, size_t at)
{
	size_t n = STR("部分").n, end = at + n;

	return str_at(s, at, STR("部分")) && (end == s.n ||
	    char_skip_space(s, end) > end || str_at(s, end, STR("："))) ?
	    n : 0;
}

/* The 之一 of 第三条之一, put in later: its bytes from AT on; or 0. */
static size_t
inserted(struct str s, size_t at)
{
	size_t n = STR("之").n, length, end;

	if (!str_at(s, at, STR("之")) ||
	    number_prefix(str_from(s, at + n), &length) == 0)
		return 0;
	end = at + n + length;
	return end == s.n || char_skip_space(s, end) > end ? end - at : 0;
}

/* 第一条, 第二章: not when they are cited (第三条规定, 第五章第二节). */
static struct ordinal
parse_article(struct str s, size_t at)
{
	static const char cited[] = "规定|第|的|、|和|至|所|中|款|课|，|。|）|"
	    "》|；|“|—|-|~|～";
	struct ordinal o = { ORDINAL_NONE, 0, 0, false, 0 };
	size_t length, start = char_skip_space(s, at), end;
	unsigned number = number_prefix(str_from(s, start), &length);
	uint32_t c;

	if (number == 0)
		return o;
	end = char_skip_space(s, start + length);
	length = part_word(s, end);
	if (length > 0)
		end += length;
	c = length > 0 ? U'章' : char_next(s, &end);
	if (c == U'条')
		end += inserted(s, end);
	if ((c != U'条' && c != U'章' && c != U'节' && c != U'编') ||
	    str_starts_one(str_from(s, end), cited))
		return o;
	o.style = c == U'条' ? ORDINAL_ARTICLE : ORDINAL_CHAPTER;
	o.number = number;
	o.regular = han_digit(char_at(s, at)) > 0 ||
	    han_unit(char_at(s, at)) > 0;
	o.length = char_skip_space(s, end);
	return o;
}

struct ordinal
ordinal_parse(struct str s)
{
	struct ordinal none = { ORDINAL_NONE, 0, 0, false, 0 };
	size_t length, at = 0;
	unsigned number;
	uint32_t c = char_next(s, &at);

	if (c == '(' || c == U'（')
		return parse_bracket(s, c, at);
	if (c == U'第')
		return parse_article(s, at);
	if (c == U'两' || c == U'零')
		return none;
	number = number_prefix(s, &length);
	if (number > 0 && number <= ORDINAL_MAX)
		return parse_bare(s, number, length, char_digit(c) >= 0);
	return number > 0 ? none : parse_single(s, c, at);
}

struct ordinal
ordinal_decimal(struct str s, unsigned parts[ORDINAL_PARTS], size_t *n)
{
	static const enum ordinal_style styles[] = { ORDINAL_DIGIT,
	    ORDINAL_DECIMAL, ORDINAL_DECIMAL_DEEP, ORDINAL_DECIMAL_DEEP };
	static const char units[] = "万|亿|元|倍|米|公里|公斤|公顷|吨|亩|个|级|"
	    "小时|分|平方|立方|度|折|年|月";
	struct ordinal o = { ORDINAL_NONE, 0, 0, false, 0 };
	size_t at = 0, length, end;
	uint32_t c;

	for (*n = 0; *n < ORDINAL_PARTS; at = end) {
		struct str rest = str_from(s, at);

		if (char_digit(char_at(rest, 0)) < 0 || (parts[*n] =
		    number_prefix(rest, &length)) == 0 ||
		    parts[*n] > ORDINAL_MAX)
			return o;
		++*n;
		end = at += length;
		c = char_next(s, &end);
		if ((c != '.' && c != U'．') || end == s.n)
			break;
	}
	end = char_skip_space(s, at);
	if (end < s.n && (!char_is_han(char_at(s, end)) || (end == at &&
	    (*n == 1 || str_starts_one(str_from(s, end), units)))))
		return o;
	o.style = styles[*n - 1];
	o.number = parts[*n - 1];
	o.length = end;
	o.regular = true;
	return o;
}

int
ordinal_level(enum ordinal_style style)
{
	switch (style) {
	case ORDINAL_HAN: return 1;
	case ORDINAL_HAN_BRACKET: return 2;
	case ORDINAL_DIGIT: return 3;
	case ORDINAL_DIGIT_BRACKET: case ORDINAL_DECIMAL: return 4;
	case ORDINAL_CIRCLE: case ORDINAL_DECIMAL_DEEP: return 5;
	default: return 0;
	}
}

struct str
ordinal_format(struct arena *arena, int level, unsigned number)
{
	struct buf buf = { 0 };

	switch (level) {
	case 1:
		return str_cat(arena, number_han(arena, number), STR("、"));
	case 2:
		return str_format(arena, "（%.*s）",
		    STR_ARG(number_han(arena, number)));
	case 3:
		return str_format(arena, "%u.", number);
	case 4:
		return str_format(arena, "（%u）", number);
	default:
		if (number == 0 || number > 50)
			return str_format(arena, "（%u）", number);
		char_encode(&buf, number <= 20 ? 0x2460 + number - 1 :
		    number <= 35 ? 0x3251 + number - 21 :
		    0x32b1 + number - 36);
		return buf_take(arena, &buf);
	}
}
