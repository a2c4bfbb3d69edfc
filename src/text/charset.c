/*
 * GB18030 and Big5 by tables.  Bytes below 80 are ASCII; a lead byte and its
 * trail index a table of two-byte codes; four-byte codes of GB18030 are
 * counted, and their characters found in stretches that follow each other.
 * Writing turns the tables over first: a text is written once in a while.
 */
#include "charset.h"

#include "../base/arena.h"
#include "charset_table.h"
#include "chars.h"

static bool
is_lead(unsigned char c)
{
	return c >= 0x81 && c <= 0xfe;
}

/* The character of a two-byte code; 0 when there is none. */
static uint32_t
two_char(enum charset set, const unsigned char *p)
{
	uint32_t index = (p[0] - 0x81u) * CHARSET_TRAILS + (p[1] - 0x40u);
	const struct charset_far *far = charset_gb_far;

	if (p[1] < 0x40 || p[1] > 0xfe)
		return 0;
	if (set == CHARSET_BIG5)
		return charset_big5_two[index];
	if (charset_gb_two[index] != 0)
		return charset_gb_two[index];
	while (far->index < index)
		far++;
	return far->index == index ? far->c : 0;
}

/* The stretch that a four-byte code falls into, if it is one. */
static const struct charset_range *
four_range(uint32_t index)
{
	const struct charset_range *v = charset_gb_four;
	size_t n = count_upto(v, sizeof(*v), charset_gb_ranges, index);

	return n > 0 && index - v[n - 1].index < v[n - 1].n ? &v[n - 1] : NULL;
}

static uint32_t
four_char(const unsigned char *p)
{
	const struct charset_range *range;
	uint32_t index;

	if (p[1] < 0x30 || p[1] > 0x39 || !is_lead(p[2]) ||
	    p[3] < 0x30 || p[3] > 0x39)
		return 0;
	index = (((p[0] - 0x81u) * 10 + (p[1] - 0x30u)) * 126 +
	    (p[2] - 0x81u)) * 10 + (p[3] - 0x30u);
	range = four_range(index);
	return range != NULL ? range->c + (index - range->index) : 0;
}

size_t
charset_decode(enum charset set, struct str in, struct buf *out)
{
	const unsigned char *p = (const unsigned char *)in.p;
	size_t i = 0, from;

	buf_reserve(out, in.n + in.n / 2 + 4);
	while (i < in.n) {
		uint32_t c = 0;
		size_t n = 2;

		for (from = i; i < in.n && p[i] < 0x80; i++)
			;
		buf_add(out, in.p + from, i - from);
		if (i == in.n)
			break;
		if (is_lead(p[i]) && in.n - i >= 2)
			c = two_char(set, p + i);
		if (c == 0 && set == CHARSET_GB18030 && is_lead(p[i]) &&
		    in.n - i >= 4) {
			c = four_char(p + i);
			n = 4;
		}
		if (c == 0)
			return i;
		char_encode(out, c);
		i += n;
	}
	return SIZE_MAX;
}

/* 1 + the index of the two-byte code of each character up to U+FFFF. */
static uint16_t *
turn_over(struct arena *arena, enum charset set)
{
	const uint16_t *two = set == CHARSET_BIG5 ? charset_big5_two :
	    charset_gb_two;
	uint16_t *codes = NEW_ARRAY(arena, uint16_t, 0x10000);

	for (uint32_t i = 0; i < CHARSET_TWO; i++)
		if (two[i] != 0 && codes[two[i]] == 0)
			codes[two[i]] = (uint16_t)(i + 1);
	return codes;
}

static int
encode_four(uint32_t c, struct buf *out)
{
	unsigned char bytes[4];

	for (size_t i = charset_gb_ranges; i-- > 0;) {
		const struct charset_range *range = &charset_gb_four[i];

		if (c < range->c || c - range->c >= range->n)
			continue;
		charset_four_bytes(range->index + (c - range->c), bytes);
		buf_add(out, (char *)bytes, 4);
		return 0;
	}
	return -1;
}

int
charset_encode(enum charset set, struct str text, struct buf *out)
{
	struct arena arena = ARENA_INIT;
	uint16_t *codes = turn_over(&arena, set);
	unsigned char bytes[2];
	size_t at = 0;
	int result = 0;

	buf_reserve(out, 2 * text.n + 4);
	while (result == 0 && at < text.n) {
		uint32_t c = char_next(text, &at);

		if (c < 0x80) {
			buf_byte(out, (char)c);
		} else if (c <= 0xffff && codes[c] != 0) {
			charset_two_bytes(codes[c] - 1u, bytes);
			buf_add(out, (char *)bytes, 2);
		} else {
			result = set == CHARSET_GB18030 ?
			    encode_four(c, out) : -1;
		}
	}
	arena_release(&arena);
	return result;
}
