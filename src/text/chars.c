/*
 * Code points: decoding, classes, widths.  Tables are ranges, sorted.
 */
#include "chars.h"

#include <string.h>

struct range {
	uint32_t first, last;
};

/* Is C in one of the N sorted RANGES? */
static bool
in_ranges(uint32_t c, const struct range *ranges, size_t n)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c > ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && c >= ranges[low].first;
}

/* --- decoding ----------------------------------------------------------- */

uint32_t
char_decode(struct str s, size_t *at)
{
	size_t left = *at < s.n ? s.n - *at : 0;
	const unsigned char *p;

	if (left == 0)
		return 0;
	p = (const unsigned char *)s.p + *at;
	if (p[0] < 0x80 || left < 2) {
		*at += 1;
		return p[0];
	}
	if (p[0] < 0xe0 || left < 3) {
		*at += 2;
		return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
	}
	if (p[0] < 0xf0 || left < 4) {
		*at += 3;
		return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 |
		    (p[2] & 0x3fu);
	}
	*at += 4;
	return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 |
	    (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
}

size_t
char_find_stop(struct str s, size_t *length)
{
	struct str stop = STR("。");
	size_t full = str_find(s, stop, 0), half = 0;

	*length = stop.n;
	while ((half = str_find(s, STR("."), half)) < full) {
		if (char_is_han(char_left(s, half)) &&
		    !char_is_ascii_alnum(char_at(s, half + 1))) {
			*length = 1;
			return half;
		}
		half++;
	}
	return full;
}

bool
char_take(struct str s, size_t *at, uint32_t c)
{
	size_t next = *at;

	if (char_next(s, &next) != c)
		return false;
	*at = next;
	return true;
}

uint32_t
char_before_any(struct str s, size_t *at)
{
	size_t start;

	if (*at > s.n)
		*at = s.n;
	if (*at == 0)
		return 0;
	do
		*at -= 1;
	while (*at > 0 && ((unsigned char)s.p[*at] & 0xc0) == 0x80);
	start = *at;
	return char_next(s, &start);
}

struct str
char_head(struct str s, size_t n)
{
	size_t end = 0, next = 0;

	for (; n > 0 && next < s.n && char_next(s, &next) != '\n'; n--)
		end = next;
	return str_slice(s, 0, end);
}

size_t
char_skip_space(struct str s, size_t at)
{
	for (size_t next = at; char_is_space(char_next(s, &next)); at = next)
		;
	return at;
}

void
char_encode(struct buf *buf, uint32_t c)
{
	char *p;

	buf_reserve(buf, 4);
	p = buf->p + buf->n;
	if (c < 0x80) {
		*p++ = (char)c;
	} else {
		if (c < 0x800) {
			*p++ = (char)(0xc0 | c >> 6);
		} else {
			if (c < 0x10000) {
				*p++ = (char)(0xe0 | c >> 12);
			} else {
				*p++ = (char)(0xf0 | (c >> 18 & 7));
				*p++ = (char)(0x80 | (c >> 12 & 0x3f));
			}
			*p++ = (char)(0x80 | (c >> 6 & 0x3f));
		}
		*p++ = (char)(0x80 | (c & 0x3f));
	}
	*p = '\0';
	buf->n = (size_t)(p - buf->p);
}

/* --- classes ------------------------------------------------------------ */

/*
 * Marks and symbols outside the CJK blocks that Chinese faces draw on a full
 * square (row 1, 2 and 9 of GB 2312, and the quotation marks).
 */
static const struct range square_marks[] = {
	{ 0x00b0, 0x00b1 }, { 0x00b7, 0x00b7 }, { 0x00d7, 0x00d7 },
	{ 0x00f7, 0x00f7 }, { 0x2014, 0x2016 }, { 0x2018, 0x2019 },
	{ 0x201c, 0x201d }, { 0x2025, 0x2026 }, { 0x2030, 0x2030 },
	{ 0x2032, 0x2033 }, { 0x203b, 0x203b }, { 0x2103, 0x2103 },
	{ 0x2116, 0x2116 }, { 0x2160, 0x217f }, { 0x2190, 0x2199 },
	{ 0x2200, 0x22ff }, { 0x2312, 0x2312 }, { 0x2460, 0x24ff },
	{ 0x2500, 0x25ff }, { 0x2605, 0x2606 }, { 0x2609, 0x2609 },
	{ 0x2611, 0x2612 }, { 0x2640, 0x2642 }, { 0x2713, 0x2714 },
	{ 0x2776, 0x2793 },
};

static const struct range cjk[] = {
	{ 0x2e80, 0x312f }, { 0x31a0, 0x9fff }, { 0xf900, 0xfaff },
	{ 0xfe10, 0xfe19 }, { 0xfe30, 0xfe6f }, { 0xff00, 0xff60 },
	{ 0xffe0, 0xffe6 }, { 0x1f100, 0x1f2ff }, { 0x20000, 0x323af },
};

bool
char_is_cjk(uint32_t c)
{
	if (c < 0xb0)
		return false;
	if (c >= 0x4e00 && c <= 0x9fff)
		return true;
	return in_ranges(c, cjk, COUNT_OF(cjk)) ||
	    in_ranges(c, square_marks, COUNT_OF(square_marks));
}

int
char_place(struct str set, uint32_t c)
{
	int last = c < 0x80 ? (int)c : 0x80 | (int)(c & 0x3f);
	size_t at = 0;

	if (memchr(set.p, last, set.n) == NULL)	/* as most are not */
		return -1;
	for (int place = 0; at < set.n; place++)
		if (char_next(set, &at) == c)
			return place;
	return -1;
}

bool
char_is_wide_space(uint32_t c)
{
	return c == 0x3000 || c == 0xa0 || c == 0x85 ||
	    (c >= 0x2000 && c <= 0x200a) ||
	    c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
	    c == 0x1680;
}

bool
char_is_blank(uint32_t c)
{
	return char_is_space(c) || (c >= 0x200b && c <= 0x200f) ||
	    c == 0x2060 || c == 0xfeff || c == 0xad;
}

bool
char_is_ascii_alnum(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z');
}

bool
char_is_zero(uint32_t c)
{
	return c == '0' || c == 'O' || c == 0x3007 || c == 0x25cb ||
	    c == 0x25cf || c == 0x25ef || c == 0xff10 || c == 0xff2f ||
	    c == 0xff4f || c == 0x96f6 || c == 0x39f || c == 0x41e;
}

static const uint32_t han_digits[] = U"〇一二三四五六七八九";

int
char_han_digit(uint32_t c)
{
	if (c != U'〇' && (c < U'一' || c > U'四'))
		return -1;	/* as their codes go */
	for (int i = 0; i < 10; i++)
		if (han_digits[i] == c)
			return i;
	return -1;
}

uint32_t
char_of_digit(int digit)
{
	return han_digits[digit];
}

/* --- widths ------------------------------------------------------------- */

static const struct range emoji[] = {
	{ 0x200d, 0x200d }, { 0x231a, 0x231b }, { 0x23e9, 0x23f3 },
	{ 0x2614, 0x2615 }, { 0x2693, 0x2693 }, { 0x26a1, 0x26a1 },
	{ 0x26bd, 0x26be }, { 0x2728, 0x2728 }, { 0x2753, 0x2755 },
	{ 0x2757, 0x2757 }, { 0x2b50, 0x2b50 }, { 0x2b55, 0x2b55 },
	{ 0xfe0f, 0xfe0f }, { 0x1f004, 0x1f004 }, { 0x1f0cf, 0x1f0cf },
	{ 0x1f1e6, 0x1f1ff }, { 0x1f300, 0x1faff },
};

bool
char_is_emoji(uint32_t c)
{
	return c >= 0x200d && in_ranges(c, emoji, COUNT_OF(emoji));
}

static const struct range zero_width[] = {
	{ 0x0000, 0x001f }, { 0x007f, 0x009f }, { 0x00ad, 0x00ad },
	{ 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05bd },
	{ 0x0610, 0x061a }, { 0x064b, 0x065f }, { 0x1ab0, 0x1aff },
	{ 0x1dc0, 0x1dff }, { 0x200b, 0x200f }, { 0x202a, 0x202e },
	{ 0x2060, 0x2064 }, { 0x20d0, 0x20ff }, { 0x302a, 0x302f },
	{ 0x3099, 0x309a }, { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f },
	{ 0xfeff, 0xfeff }, { 0xe0100, 0xe01ef },
};

static const struct range full_width[] = {
	{ 0x1100, 0x115f }, { 0x2e80, 0x303e }, { 0x3041, 0xa4cf },
	{ 0xa960, 0xa97f }, { 0xac00, 0xd7a3 }, { 0xe000, 0xfaff },
	{ 0xfe10, 0xfe19 }, { 0xfe30, 0xfe6f }, { 0xff00, 0xff60 },
	{ 0xffe0, 0xffe6 }, { 0x1b000, 0x1b2ff }, { 0x1f100, 0x1f64f },
	{ 0x1f680, 0x1f6ff }, { 0x1f900, 0x1f9ff }, { 0x20000, 0x3fffd },
};

unsigned
char_odd_width(uint32_t c)
{
	if (c == 0x2e3a || c == 0x2e3b)		/* dashes of 2 and 3 em */
		return c == 0x2e3a ? 200 : 300;
	if (in_ranges(c, zero_width, COUNT_OF(zero_width)))
		return 0;
	return in_ranges(c, full_width, COUNT_OF(full_width)) ||
	    in_ranges(c, square_marks, COUNT_OF(square_marks)) ? 100 : 50;
}

bool
text_has_digit(struct str s)
{
	for (size_t at = 0; at < s.n;)
		if (char_is_digit(char_next(s, &at)))
			return true;
	return false;
}

unsigned long
text_width(struct str s)
{
	unsigned long width = 0;
	size_t at = 0;

	while (at < s.n)
		width += char_width(char_next(s, &at));
	return width;
}

/* --- line breaking ------------------------------------------------------ */

/*
 * The marks that Word keeps off line starts and line ends in Chinese text by
 * default, which are those of GB/T 15834 5.1 and their relatives; sorted.
 */
static const uint16_t no_start[] = {
	'!', '%', ')', ',', '.', ':', ';', '>', '?', ']', '}',
	0x00a2, 0x00a8, 0x00b0, 0x00b7, 0x02c7, 0x02c9, 0x2015, 0x2016,
	0x2019, 0x201d, 0x2026, 0x2030, 0x2032, 0x2033, 0x203a, 0x2103,
	0x2236, 0x3001, 0x3002, 0x3003, 0x3009, 0x300b, 0x300d, 0x300f,
	0x3011, 0x3015, 0x3017, 0x301e, 0xfe36, 0xfe3a, 0xfe3e, 0xfe40,
	0xfe44, 0xfe5a, 0xfe5c, 0xfe5e, 0xff01, 0xff02, 0xff05, 0xff07,
	0xff09, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff1f, 0xff3d, 0xff40,
	0xff5c, 0xff5d, 0xff5e, 0xffe0,
};

static const uint16_t no_end[] = {
	'$', '(', '[', '{', 0x00a3, 0x00a5, 0x2018, 0x201c, 0x3008, 0x300a,
	0x300c, 0x300e, 0x3010, 0x3014, 0x3016, 0x301d, 0xfe59, 0xfe5b,
	0xfe5d, 0xff04, 0xff08, 0xff3b, 0xff5b, 0xffe1, 0xffe5,
};

static bool
in_list(uint32_t c, const uint16_t *list, size_t n)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list[middle] < c)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && list[low] == c;
}

bool
char_no_line_start(uint32_t c)
{
	if (c >= 0x3400 && c <= 0x9fff)
		return false;
	return in_list(c, no_start, COUNT_OF(no_start));
}

bool
char_no_line_end(uint32_t c)
{
	if (c >= 0x3400 && c <= 0x9fff)
		return false;
	return in_list(c, no_end, COUNT_OF(no_end));
}

struct str
text_squeeze(struct arena *arena, struct str s)
{
	char *p = arena_alloc(arena, s.n);
	size_t at = 0, n = 0;

	while (at < s.n) {
		size_t from = at;

		if (char_is_space(char_next(s, &at)))
			continue;
		memcpy(p + n, s.p + from, at - from);
		n += at - from;
	}
	return (struct str){ p, n };
}
