/*
 * Digests of bytes, and the seal by which the program knows its own files
 * again.  Bytes in, bytes out; nothing here touches a file.
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

static void
put_hex(const unsigned char *bytes, size_t n, char *out)
{
	static const char digits[] = "0123456789abcdef";

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

struct str
digest_hex(struct arena *arena, struct str bytes)
{
	unsigned char out[DIGEST_BYTES];
	struct sha256_ctx state;

	sha256_init(&state);
	sha256_update(&state, bytes.n, (const uint8_t *)bytes.p);
	sha256_digest(&state, sizeof(out), out);
	return hex_text(arena, out, sizeof(out));
}

/* --- the seal --------------------------------------------------------- */

static const struct str seal_name = { SEAL_NAME, sizeof(SEAL_NAME) - 1 };

void
seal_add(struct buf *out, unsigned char whole[DIGEST_BYTES])
{
	unsigned char bytes[DIGEST_BYTES];
	char hex[2 * DIGEST_BYTES];
	struct sha256_ctx state, before;

	buf_str(out, seal_name);
	sha256_init(&state);
	sha256_update(&state, out->n, (const uint8_t *)out->p);
	before = state;
	sha256_digest(&state, DIGEST_BYTES, bytes);
	put_hex(bytes, DIGEST_BYTES, hex);
	buf_add(out, hex, sizeof(hex));
	if (whole == NULL)
		return;
	sha256_update(&before, sizeof(hex), (const uint8_t *)hex);
	sha256_digest(&before, DIGEST_BYTES, whole);
}

static bool
is_sealed(struct str bytes)
{
	size_t end = bytes.n < SEAL_BYTES ? 0 : bytes.n - 2 * DIGEST_BYTES;
	struct str before = str_slice(bytes, 0, end);
	struct str seal = str_slice(bytes, end, bytes.n);
	unsigned char digest[DIGEST_BYTES];
	char hex[2 * DIGEST_BYTES];
	struct sha256_ctx state;

	if (!str_ends(before, seal_name))
		return false;
	sha256_init(&state);
	sha256_update(&state, before.n, (const uint8_t *)before.p);
	sha256_digest(&state, DIGEST_BYTES, digest);
	put_hex(digest, DIGEST_BYTES, hex);
	return str_eq(seal, (struct str){ hex, sizeof(hex) });
}

bool
seal_holds(struct str bytes)
{
	static const char *const ends[] = { "", " -->\n", "\n%%EOF\n" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		struct str end = str_of(ends[i]);

		if (str_ends(bytes, end) && is_sealed(str_slice(bytes, 0,
		    bytes.n - end.n)))
			return true;
	}
	return false;
}
