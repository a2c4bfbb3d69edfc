/*
 * Write the tables of GB18030 and Big5 (CP950) as C, from the iconv of the
 * machine that builds.  src/text/charset.c reads them on every target: iconv
 * is another program on each, and some lose characters of personal names.
 * Stops when this machine's iconv does not know the vectors below.
 * usage: charset > charset_table.c
 */
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../src/text/charset_table.h"

static void
fail(const char *why)
{
	fprintf(stderr, "charset: %s\n", why);
	exit(1);
}

static iconv_t
open_set(const char *name)
{
	iconv_t cd = iconv_open("UTF-32BE", name);

	if (cd == (iconv_t)-1)
		fail("this machine's iconv has no GB18030 or CP950");
	return cd;
}

/* The character that N bytes stand for; 0 when they are none, or several. */
static uint32_t
decode(iconv_t cd, const unsigned char *bytes, size_t n)
{
	unsigned char out[16];
	char *from = (char *)bytes, *to = (char *)out;
	size_t left = n, room = sizeof(out);

	iconv(cd, NULL, NULL, NULL, NULL);
	if (iconv(cd, &from, &left, &to, &room) != 0 || left != 0 ||
	    room != sizeof(out) - 4)
		return 0;
	return (uint32_t)out[0] << 24 | (uint32_t)out[1] << 16 |
	    (uint32_t)out[2] << 8 | out[3];
}

static uint32_t
decode_four(iconv_t cd, uint32_t index)
{
	unsigned char bytes[4];

	charset_four_bytes(index, bytes);
	return decode(cd, bytes, 4);
}

/* What stays the same whoever made the iconv; from the standards. */
static void
check_vectors(iconv_t gb, iconv_t big5)
{
	static const struct {
		unsigned char bytes[5];
		unsigned char n;
		char big5;
		uint32_t c;
	} vectors[] = {
		{ "\xb9\xfa", 2, 0, 0x56fd },		/* 国 */
		{ "\x86\xb4", 2, 0, 0x5586 },		/* 喆 */
		{ "\xab\x68", 2, 0, 0x73a5 },		/* 玥 */
		{ "\xa1\xab", 2, 0, 0xff5e },		/* ～ */
		{ "\xa1\xaa", 2, 0, 0x2014 },		/* — */
		{ "\x82\x30\xad\x38", 4, 0, 0x3666 },	/* 㙦 */
		{ "\x95\x34\xb2\x35", 4, 0, 0x20bb7 },	/* 𠮷 */
		{ "\x95\x35\xdb\x35", 4, 0, 0x2123d },	/* 𡈽 */
		{ "\xe3\x32\x9a\x35", 4, 0, 0x10ffff },
		{ "\xaa\xa1", 2, 0, 0xe000 },		/* private use */
		{ "\xff\xa1", 2, 0, 0 },		/* holes */
		{ "\x81\x7f", 2, 0, 0 },
		{ "\xb0\xea", 2, 1, 0x570b },		/* 國 */
		{ "\xa4\xa4", 2, 1, 0x4e2d },		/* 中 */
		{ "\xf9\xd6", 2, 1, 0x7881 },		/* 碁 */
		{ "\xa4\x7f", 2, 1, 0 },
	};

	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++)
		if (decode(vectors[i].big5 ? big5 : gb, vectors[i].bytes,
		    vectors[i].n) != vectors[i].c)
			fail("this machine's iconv differs from the standards "
			    "(GB18030, Big5)");
	for (uint32_t i = 0; i < 0x100000; i++)
		if (decode_four(gb, CHARSET_PLANES + i) != 0x10000 + i)
			fail("this machine's iconv lacks characters beyond "
			    "U+FFFF");
}

static void
write_two(iconv_t cd, const char *name)
{
	printf("const uint16_t charset_%s_two[CHARSET_TWO] = {", name);
	for (uint32_t i = 0; i < CHARSET_TWO; i++) {
		unsigned char bytes[2];
		uint32_t c;

		charset_two_bytes(i, bytes);
		c = decode(cd, bytes, 2);
		printf("%s%u,", i % 12 == 0 ? "\n" : "", c > 0xffff ? 0 : c);
	}
	printf("\n};\n");
}

/* The codes of two bytes that stand for a character beyond U+FFFF. */
static void
write_far(iconv_t cd)
{
	printf("const struct charset_far charset_gb_far[] = {\n");
	for (uint32_t i = 0; i < CHARSET_TWO; i++) {
		unsigned char bytes[2];
		uint32_t c;

		charset_two_bytes(i, bytes);
		c = decode(cd, bytes, 2);
		if (c > 0xffff)
			printf("{%u,%u},\n", i, c);
	}
	printf("{CHARSET_TWO,0}\n};\n");
}

/* Stretches of four-byte codes whose characters follow each other. */
static void
write_four(iconv_t cd)
{
	uint32_t first = 0, c, last = 0, n = 0;

	printf("const struct charset_range charset_gb_four[] = {\n");
	for (uint32_t i = 0; i <= CHARSET_PLANES; i++) {
		c = i < CHARSET_PLANES ? decode_four(cd, i) : 0;
		if (n > 0 && c == last + 1) {
			n++;
		} else {
			if (n > 0)
				printf("{%u,%u,%u},\n", first, n,
				    last + 1 - n);
			first = i;
			n = c != 0;
		}
		last = c;
	}
	printf("{CHARSET_PLANES,0x100000,0x10000}\n};\n"
	    "const uint32_t charset_gb_ranges =\n"
	    "    sizeof(charset_gb_four) / sizeof(charset_gb_four[0]);\n");
}

int
main(void)
{
	iconv_t gb = open_set("GB18030"), big5 = open_set("CP950");

	check_vectors(gb, big5);
	printf("/* Made by tools/charset.c. */\n"
	    "#include \"text/charset_table.h\"\n");
	write_two(gb, "gb");
	write_two(big5, "big5");
	write_far(gb);
	write_four(gb);
	return 0;
}
