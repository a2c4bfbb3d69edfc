#include "text/charset.h"

#include <iconv.h>
#include <string.h>

#include "base/arena.h"
#include "text/chars.h"
#include "unit.h"

#define LAST	0x10ffffu

/*
 * Surrogates are no characters; of private use, GB18030-2022 took some back.
 */
static bool
has_code(uint32_t c)
{
	return !(c >= 0xd800 && c < 0xf900);
}

/* What BYTES decode to, by the program. */
static struct str
decoded(enum charset set, struct str bytes, struct buf *out)
{
	out->n = 0;
	return charset_decode(set, bytes, out) == SIZE_MAX ? buf_view(out) :
	    STR("(none)");
}

static void
test_vectors(void)
{
	struct buf out = { 0 };

	CHECK_STR(decoded(CHARSET_GB18030, STR("ab\xb9\xfa""c"), &out),
	    "ab国c");
	CHECK_STR(decoded(CHARSET_GB18030, STR("\x95\x34\xb2\x35"
	    "\x95\x35\xdb\x35\x82\x30\xad\x38\x86\xb4\xab\x68"), &out),
	    "𠮷𡈽㙦喆玥");
	CHECK_STR(decoded(CHARSET_GB18030, STR("\xaa\xa1"), &out),
	    "\xee\x80\x80");
	CHECK_STR(decoded(CHARSET_BIG5, STR("\xb0\xea\xf9\xd6"), &out),
	    "國碁");
	buf_release(&out);
}

/* Where text stops being any. */
static void
test_holes(void)
{
	static const struct {
		enum charset set;
		struct str bytes;
		size_t at;
	} holes[] = {
		{ CHARSET_GB18030, { "a\xff\xa1", 3 }, 1 },
		{ CHARSET_GB18030, { "a\x80", 2 }, 1 },
		{ CHARSET_GB18030, { "\x81\x7f", 2 }, 0 },
		{ CHARSET_GB18030, { "\xb9\xfa\xb9", 3 }, 2 },
		{ CHARSET_GB18030, { "\x95\x34\xb2", 3 }, 0 },
		{ CHARSET_GB18030, { "\xe3\x32\x9a\x36", 4 }, 0 },
		{ CHARSET_GB18030, { "\x84\x31\xa4\x3a", 4 }, 0 },
		{ CHARSET_GB18030, { "\x81\x30\x81\xff", 4 }, 0 },
		{ CHARSET_BIG5, { "\xa4\x7f", 2 }, 0 },
		{ CHARSET_BIG5, { "a\x81", 2 }, 1 },
		{ CHARSET_BIG5, { "\x95\x34\xb2\x35", 4 }, 0 },
	};

	for (size_t i = 0; i < sizeof(holes) / sizeof(holes[0]); i++) {
		struct buf out = { 0 };

		CHECK(charset_decode(holes[i].set, holes[i].bytes, &out) ==
		    holes[i].at);
		CHECK(out.n == (holes[i].at == 2 ? 3 : holes[i].at));
		buf_release(&out);
	}
}

/* All of Unicode comes back from GB18030, some of it from Big5. */
static void
test_there_and_back(void)
{
	struct buf all = { 0 }, bytes = { 0 }, back = { 0 }, one = { 0 };

	for (uint32_t c = 1; c <= LAST; c++)
		if (has_code(c))
			char_encode(&all, c);
	CHECK(charset_encode(CHARSET_GB18030, buf_view(&all), &bytes) == 0);
	CHECK(charset_decode(CHARSET_GB18030, buf_view(&bytes), &back) ==
	    SIZE_MAX);
	CHECK(str_eq(buf_view(&all), buf_view(&back)));

	bytes.n = back.n = 0;
	CHECK(charset_encode(CHARSET_BIG5, STR("關於召開 A會議"), &bytes) == 0);
	CHECK(charset_decode(CHARSET_BIG5, buf_view(&bytes), &back) ==
	    SIZE_MAX);
	CHECK_STR(buf_view(&back), "關於召開 A會議");
	CHECK(charset_encode(CHARSET_BIG5, STR("𠮷"), &one) == -1);
	CHECK(charset_encode(CHARSET_BIG5, STR("关"), &one) == -1);
	buf_release(&all);
	buf_release(&bytes);
	buf_release(&back);
	buf_release(&one);
}

/* What this machine's iconv makes of the bytes; "(none)" when of none. */
static struct str
by_iconv(iconv_t cd, struct str bytes, char *room, size_t n)
{
	char *from = (char *)bytes.p, *to = room;
	size_t left = bytes.n, free_room = n;

	iconv(cd, NULL, NULL, NULL, NULL);
	if (iconv(cd, &from, &left, &to, &free_room) == (size_t)-1)
		return STR("(none)");
	return (struct str){ room, n - free_room };
}

/* The same as the iconv the tables were made from, for all pairs of bytes. */
static void
test_beside_iconv(enum charset set, const char *name)
{
	iconv_t cd = iconv_open("UTF-8", name);
	struct buf out = { 0 };
	unsigned differ = 0;
	char room[16], pair[2];

	if (cd == (iconv_t)-1)
		return;
	for (unsigned lead = 0x81; lead <= 0xff; lead++)
		for (unsigned trail = 0x30; trail <= 0xff; trail++) {
			struct str bytes = { pair, 2 };

			pair[0] = (char)lead;
			pair[1] = (char)trail;
			differ += !str_eq(decoded(set, bytes, &out),
			    by_iconv(cd, bytes, room, sizeof(room)));
		}
	CHECK(differ == 0);
	iconv_close(cd);
	buf_release(&out);
}

int
main(void)
{
	test_vectors();
	test_holes();
	test_there_and_back();
	test_beside_iconv(CHARSET_GB18030, "GB18030");
	test_beside_iconv(CHARSET_BIG5, "CP950");
	return UNIT_END;
}
