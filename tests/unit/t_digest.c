/* Sums, and the seals that the program knows its files by. */
#include "unit.h"

#include <string.h>

#include "base/digest.h"

/* TEXT sealed as earlier versions did it. */
static struct str
sealed_before(struct arena *arena, const char *text)
{
	struct str s = str_format(arena, "%sgongwen sha256:", text);

	return str_cat(arena, s, digest_hex(arena, s));
}

static struct str
sealed_now(struct arena *arena, const char *text)
{
	struct buf out = { 0 };
	struct str s;

	buf_str(&out, str_of(text));
	seal_add(&out);
	s = str_copy(arena, buf_view(&out));
	CHECK(s.n == strlen(text) + SEAL_BYTES);
	buf_release(&out);
	return s;
}

/* It holds, whatever ends the file; and not when any bit is another one. */
static void
test_seal(struct arena *arena, struct str sealed)
{
	struct str xml = str_cat(arena, sealed, STR(" -->\n"));
	char *p = arena_alloc(arena, sealed.n);

	CHECK(seal_holds(sealed) && seal_holds(xml));
	CHECK(seal_holds(str_cat(arena, sealed, STR("\n%%EOF\n"))));
	CHECK(!seal_holds(str_cat(arena, sealed, STR(" "))));
	CHECK(!seal_holds(str_cat(arena, STR(" "), sealed)));
	memcpy(p, sealed.p, sealed.n);
	for (size_t i = 0; i < 8 * sealed.n; i++) {
		p[i / 8] ^= (char)(1 << i % 8);
		CHECK(!seal_holds((struct str){ p, sealed.n }));
		p[i / 8] ^= (char)(1 << i % 8);
	}
	for (size_t n = 0; n < sealed.n; n++)
		CHECK(!seal_holds(str_slice(sealed, 0, n)));
}

/* Of each length, with a byte changed, two bytes exchanged, a zero more. */
static void
test_sum(struct arena *arena)
{
	char text[101];

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)(i * 7);
	for (size_t n = 2; n < sizeof(text); n++) {
		struct str s = { text, n };
		struct str sum = sum_hex(arena, s);
		char *other = arena_alloc(arena, n + 1);

		CHECK(sum.n == 16 && sum_is(sum, s));
		CHECK(sum_is(digest_hex(arena, s), s));
		memcpy(other, text, n);
		other[n] = '\0';
		CHECK(!sum_is(sum, (struct str){ other, n + 1 }));
		other[0] = text[n - 1];
		CHECK(!sum_is(sum, (struct str){ other, n }));
		CHECK(!sum_is(digest_hex(arena, s), (struct str){ other, n }));
		other[n - 1] = text[0];
		CHECK(!sum_is(sum, (struct str){ other, n }));
	}
	CHECK(!sum_is(STR_NONE, STR("")) && !sum_is(STR("00"), STR("")));
	/* The same on every machine. */
	CHECK_STR(sum_hex(arena, (struct str){ text, 100 }), "2c565f6474dbd5f7");
}

int
main(void)
{
	struct arena arena = ARENA_INIT;

	test_sum(&arena);
	for (int i = 0; i < 2; i++) {
		struct str (*seal)(struct arena *, const char *) =
		    i == 0 ? sealed_now : sealed_before;

		test_seal(&arena, seal(&arena, ""));
		test_seal(&arena, seal(&arena, "a"));
		test_seal(&arena, seal(&arena, "Forty bytes and a few more, "
		    "so that all lanes are in use."));
	}
	arena_release(&arena);
	return UNIT_END;
}
