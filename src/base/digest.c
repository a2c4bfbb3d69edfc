/*
 * Digests and sums of bytes, and the seal by which the program knows its own
 * files again.  Bytes in, bytes out; nothing here touches a file.
 */
#include "digest.h"

void
digest_begin(struct digest *digest)
{
	sha256_init(&digest->state);
}

void
digest_number(struct digest *digest, unsigned long number)
{
	uint8_t bytes[8];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)((unsigned long long)number >> (8 * i));
	sha256_update(&digest->state, sizeof(bytes), bytes);
}

void
digest_add(struct digest *digest, struct str s)
{
	digest_number(digest, s.n);
	if (s.n > 0)
		sha256_update(&digest->state, s.n, (const uint8_t *)s.p);
}

void
digest_end(struct digest *digest, unsigned char out[DIGEST_BYTES])
{
	sha256_digest(&digest->state, DIGEST_BYTES, out);
}

static const char digits[] = "0123456789abcdef";

static void
put_hex(const unsigned char *bytes, size_t n, char *out)
{
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
}

struct str
hex_text(struct arena *arena, const unsigned char *bytes, size_t n)
{
	char *p = arena_alloc(arena, 2 * n);

	put_hex(bytes, n, p);
	return (struct str){ p, 2 * n };
}

static void
put_digest(struct str bytes, char *out)
{
	unsigned char digest[DIGEST_BYTES];
	struct sha256_ctx state;

	sha256_init(&state);
	sha256_update(&state, bytes.n, (const uint8_t *)bytes.p);
	sha256_digest(&state, sizeof(digest), digest);
	put_hex(digest, sizeof(digest), out);
}

struct str
digest_hex(struct arena *arena, struct str bytes)
{
	char *p = arena_alloc(arena, 2 * DIGEST_BYTES);

	put_digest(bytes, p);
	return (struct str){ p, 2 * DIGEST_BYTES };
}

/* --- sums ------------------------------------------------------------- */

#define LANES		4	/* sums that a processor works on at once */
#define SUM_DIGITS	16

/* Another word gives another sum, and so does another sum before it. */
static inline uint64_t
mix(uint64_t sum, uint64_t word)
{
	sum = (sum ^ word) * 0x9e3779b97f4a7c15u;
	return sum ^ sum >> 32;
}

static uint64_t
sum_of(struct str bytes)
{
	uint64_t lanes[LANES] = { 1, 2, 3, 4 }, sum = bytes.n;
	size_t at = 0;

	for (; bytes.n - at >= 8 * LANES; at += 8 * LANES) {
		lanes[0] = mix(lanes[0], load_8(bytes.p + at));
		lanes[1] = mix(lanes[1], load_8(bytes.p + at + 8));
		lanes[2] = mix(lanes[2], load_8(bytes.p + at + 16));
		lanes[3] = mix(lanes[3], load_8(bytes.p + at + 24));
	}
	for (; at < bytes.n; at++)
		sum = mix(sum, (unsigned char)bytes.p[at]);
	for (size_t i = 0; i < LANES; i++)
		sum = mix(sum, lanes[i]);
	return sum;
}

static void
put_sum(struct str bytes, char *out)
{
	uint64_t sum = sum_of(bytes);

	for (size_t i = 0; i < SUM_DIGITS; i++, sum <<= 4)
		out[i] = digits[sum >> 60];
}

struct str
sum_hex(struct arena *arena, struct str bytes)
{
	char *p = arena_alloc(arena, SUM_DIGITS);

	put_sum(bytes, p);
	return (struct str){ p, SUM_DIGITS };
}

bool
sum_is(struct str sum, struct str bytes)
{
	char hex[2 * DIGEST_BYTES];

	if (sum.n == SUM_DIGITS)
		put_sum(bytes, hex);
	else if (sum.n == sizeof(hex))
		put_digest(bytes, hex);
	else
		return false;
	return str_eq(sum, (struct str){ hex, sum.n });
}

/* --- the seal --------------------------------------------------------- */

static const struct seal {
	const char *name;	/* what stands before the digits */
	size_t digits;
} seals[] = {
	{ "gongwen sum:", SUM_DIGITS },	/* the one that is written */
	{ "gongwen sha256:", 2 * DIGEST_BYTES },
};

void
seal_add(struct buf *out)
{
	char hex[SUM_DIGITS];

	buf_str(out, str_of(seals[0].name));
	put_sum(buf_view(out), hex);
	buf_add(out, hex, sizeof(hex));
}

static bool
is_sealed(const struct seal *seal, struct str bytes)
{
	size_t end = bytes.n < seal->digits ? 0 : bytes.n - seal->digits;
	struct str before = str_slice(bytes, 0, end);

	return str_ends(before, str_of(seal->name)) &&
	    sum_is(str_from(bytes, end), before);
}

bool
seal_holds(struct str bytes)
{
	static const char *const ends[] = { "", " -->\n", "\n%%EOF\n" };

	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct str end = str_of(ends[i]);
		struct str sealed = str_slice(bytes, 0, bytes.n - end.n);

		if (str_ends(bytes, end) && (is_sealed(&seals[0], sealed) ||
		    is_sealed(&seals[1], sealed)))
			return true;
	}
	return false;
}
