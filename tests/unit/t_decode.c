#include "text/decode.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "bench.h"

/* The text that BYTES decode to; "" when they are refused. */
static struct str
decode(struct bench *b, struct str bytes, const char *encoding)
{
	uint32_t file;

	b->findings.list.n = 0;
	file = text_decode(&b->arena, STR("甲.txt"), bytes, encoding,
	    &b->findings);
	return text_of(&b->findings, file);
}

static const struct finding *
first(const struct bench *b, enum finding_id id)
{
	for (size_t i = 0; i < b->findings.list.n; i++)
		if (b->findings.list.v[i].id == id)
			return &b->findings.list.v[i];
	return NULL;
}

#define BYTES(literal)	STR(literal)
#define INIT(literal)	{ (literal), sizeof(literal) - 1 }
/* 关于召开会议的通知 / 各县（市）：/ 请参加。 in several encodings */
#define NOTICE		"关于召开会议的通知\n各县（市）：\n请参加。\n"
#define NOTICE_GBK \
	"\xb9\xd8\xd3\xda\xd5\xd9\xbf\xaa\xbb\xe1\xd2\xe9\xb5\xc4\xcd\xa8" \
	"\xd6\xaa\n\xb8\xf7\xcf\xd8\xa3\xa8\xca\xd0\xa3\xa9\xa3\xba\n" \
	"\xc7\xeb\xb2\xce\xbc\xd3\xa1\xa3\n"
#define NOTICE_UTF16LE \
	"\x73\x51\x8e\x4e\xec\x53\x00\x5f\x1a\x4f\xae\x8b\x84\x76\x1a\x90" \
	"\xe5\x77\x0a\x00\x04\x54\xbf\x53\x08\xff\x02\x5e\x09\xff\x1a\xff" \
	"\x0a\x00\xf7\x8b\xc2\x53\xa0\x52\x02\x30\x0a\x00"
#define NOTICE_UTF16BE \
	"\x51\x73\x4e\x8e\x53\xec\x5f\x00\x4f\x1a\x8b\xae\x76\x84\x90\x1a" \
	"\x77\xe5\x00\x0a\x54\x04\x53\xbf\xff\x08\x5e\x02\xff\x09\xff\x1a" \
	"\x00\x0a\x8b\xf7\x53\xc2\x52\xa0\x30\x02\x00\x0a"

static void
test_choice(struct bench *b)
{
	CHECK_STR(decode(b, STR(NOTICE), NULL), NOTICE);
	CHECK(b->findings.list.n == 0);
	CHECK_STR(decode(b, STR("\xef\xbb\xbf" NOTICE), NULL), NOTICE);
	CHECK(b->findings.list.n == 0);
	CHECK_STR(decode(b, BYTES(NOTICE_GBK), NULL), NOTICE);
	CHECK(found(&b->findings, FINDING_ENCODING_CHOICE) == 1);
	CHECK_STR(decode(b, BYTES(NOTICE_UTF16LE), NULL), NOTICE);
	CHECK_STR(decode(b, BYTES(NOTICE_UTF16BE), NULL), NOTICE);
	CHECK_STR(decode(b, BYTES("\xff\xfe" NOTICE_UTF16LE), NULL), NOTICE);
	CHECK_STR(decode(b, BYTES("\xfe\xff" NOTICE_UTF16BE), NULL), NOTICE);
	CHECK_STR(decode(b, STR("plain ASCII\n"), NULL), "plain ASCII\n");
	CHECK(b->findings.list.n == 0);

	/* 通知 in GBK is valid UTF-8 by accident. */
	CHECK_STR(decode(b, BYTES("\xcd\xa8\xd6\xaa"), NULL), "通知");
	/* Another alphabet is no mistake. */
	CHECK_STR(decode(b, STR("Santé à l’école"), NULL), "Santé à l’école");
	CHECK(b->findings.list.n == 0);
	/* A four-byte character of GB18030. */
	CHECK_STR(decode(b, BYTES("\xcd\xa8\xd6\xaa\x95\x32\x82\x36"), NULL),
	    "通知\xf0\xa0\x80\x80");
	/* 關於召開會議的通知，請查照 in Big5 */
	CHECK_STR(decode(b, BYTES("\xc3\xf6\xa9\xf3\xa5\x6c\xb6\x7d\xb7\x7c"
	    "\xc4\xb3\xaa\xba\xb3\x71\xaa\xbe\xa1\x41\xbd\xd0\xac\x64\xb7"
	    "\xd3"), NULL), "關於召開會議的通知，請查照");
}

static void
test_named(struct bench *b)
{
	static const char *const names[] = {
		"GBK", "gb2312", "GB18030", "cp936"
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		CHECK_STR(decode(b, BYTES(NOTICE_GBK), names[i]), NOTICE);
	CHECK_STR(decode(b, BYTES("\xb3\x71\xaa\xbe"), "Big5"), "通知");
	CHECK_STR(decode(b, BYTES("\xa4\xb1"), "Shift_JIS"), "､ｱ");
	CHECK_STR(decode(b, STR(NOTICE), "UTF-8"), NOTICE);
	/* A mark beats the name. */
	CHECK_STR(decode(b, STR("\xef\xbb\xbf" NOTICE), "GBK"), NOTICE);
	CHECK_STR(decode(b, STR(NOTICE), "no-such-code"), "");
	CHECK(found(&b->findings, FINDING_ENCODING_INVALID) == 1);
	CHECK(str_has(b->findings.list.v[0].message, STR("no-such-code")));
}

/* What cannot be decoded is refused with its line and offset. */
static void
test_refusals(struct bench *b)
{
	static const struct {
		struct str bytes;
		const char *encoding, *place;
	} bad[] = {
		/* UTF-8 with a bad byte, which GB18030 would swallow */
		{ INIT("各县市科协\n请查收\xff附件表格并按期填报\n"), NULL,
		    "第 2 行（字节偏移 25）" },
		/* GBK with a byte that begins nothing */
		{ INIT("\xcd\xa8\xd6\xaa\n\xb8\xf7\n\xff\xcf\xd8\xca\xd0"),
		    NULL, "第 3 行（字节偏移 8）" },
		/* GBK cut in the middle of a character */
		{ INIT("\xcd\xa8\xd6\xaa\n\xb8"), NULL,
		    "第 2 行（字节偏移 5）" },
		/* UTF-16 with half a unit; 上 holds the byte 0A */
		{ INIT("\xff\xfe\x0a\x4e\x0a\x4e\x0a"), NULL,
		    "第 1 行（字节偏移 6）" },
		{ INIT("\xcd\xa8\xff"), "UTF-8", "第 1 行（字节偏移 2）" },
		{ INIT("\xc0\x80"), "UTF-8", "第 1 行（字节偏移 0）" },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const struct finding *f;

		CHECK_STR(decode(b, bad[i].bytes, bad[i].encoding), "");
		f = first(b, FINDING_ENCODING_INVALID);
		if (CHECK(f != NULL) &&
		    !CHECK(f->severity == SEVERITY_FATAL &&
		    str_has(f->message, str_of(bad[i].place)) &&
		    str_eq(f->place.file, STR("甲.txt"))))
			printf("    %.*s\n", STR_ARG(f->message));
	}
	CHECK_STR(decode(b, STR(""), NULL), "");
	CHECK(found(&b->findings, FINDING_FILE_EMPTY) == 1);
	CHECK_STR(decode(b, STR(" \r\n　\n"), NULL), "");
	CHECK(found(&b->findings, FINDING_FILE_EMPTY) == 1);
}

static void
test_cleaning(struct bench *b)
{
	static const struct {
		struct str bytes;
		const char *text;
		size_t findings;
	} all[] = {
		{ INIT("一\r\n二\r三\n"), "一\n二\n三\n", 0 },
		{ INIT("甲\x0b乙\x0c丙"), "甲\n乙\n丙", 2 },
		{ INIT("甲\x07乙\x07\x07丙\x07\x07\x07"),
		    "甲\t乙\t\n丙\t\t\n", 1 },
		{ INIT("甲\0乙\x01\x1a"), "甲乙", 2 },
		{ INIT("第\x13 PAGE \x14" "3\x15页"), "第3页", 1 },
		{ INIT("第\x13 PAGE\n页"), "第 PAGE\n页", 1 },
		{ INIT("甲\xef\xbb\xbf乙\xef\xbf\xbe\xef\xbf\xbf"),
		    "甲乙", 2 },
		{ INIT("甲\xed\xa0\x80乙"), "甲乙", 1 },
		{ INIT("甲\xc2\x85乙\xc2\x80\xe2\x80\xa8丙"),
		    "甲\n乙\n丙", 1 },
		{ INIT("0571\x1e" "123\x1f" "4甲"), "0571-1234甲", 1 },
		{ INIT("甲\t\x7f乙"), "甲\t乙", 1 },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		CHECK_STR(decode(b, all[i].bytes, NULL), all[i].text);
		if (!CHECK(b->findings.list.n == all[i].findings))
			printf("    %zu: %zu\n", i, b->findings.list.n);
	}
	/* One finding for a kind, with the number and the first place. */
	decode(b, STR("一\n二\x01三\x02\n"), NULL);
	CHECK(b->findings.list.n == 1 &&
	    b->findings.list.v[0].place.line == 2 &&
	    b->findings.list.v[0].place.column == 2 &&
	    str_has(b->findings.list.v[0].message, STR("2 处")));
	/* A lone surrogate in UTF-16, and a pair. */
	CHECK_STR(decode(b, BYTES("\xff\xfe\x1a\x90\x00\xd8\xe5\x77"), NULL),
	    "通知");
	CHECK(found(&b->findings, FINDING_CONTROL_CHARACTER) == 1);
	CHECK_STR(decode(b, BYTES("\xff\xfe\x40\xd8\x00\xdc"), NULL),
	    "\xf0\xa0\x80\x80");
}

/* Whatever the bytes are, a text is valid UTF-8 without control characters. */
static void
test_noise(struct bench *b)
{
	static const char *const encodings[] = { NULL, "GBK", "UTF-16BE" };
	unsigned seed = 1;
	char bytes[64];
	size_t good = 0;

	for (int round = 0; round < 3000; round++) {
		size_t n = (size_t)(round % 64);
		struct str text;

		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245u + 12345u;
			bytes[i] = (char)(seed >> 16 & (round % 3 ? 0xff :
			    0x7f));
		}
		text = decode(b, (struct str){ bytes, n },
		    encodings[round % 3]);
		good += text.n > 0;
		for (size_t i = 0; i < text.n; i++)
			if ((unsigned char)text.p[i] < 0x20 &&
			    text.p[i] != '\n' && text.p[i] != '\t')
				CHECK(!"control character");
		if (text.n > 0 && !str_eq(decode(b, text, "UTF-8"), text))
			CHECK(!"not stable");
	}
	CHECK(good > 300);
}

int
main(void)
{
	struct bench b;

	bench_start(&b);
	test_choice(&b);
	test_named(&b);
	test_refusals(&b);
	test_cleaning(&b);
	test_noise(&b);
	CHECK(text_load(&b.arena, STR("/nonexistent/甲.txt"), NULL,
	    &b.findings) == 0);
	CHECK(found(&b.findings, FINDING_FILE_UNREADABLE) == 1);
	arena_release(&b.arena);
	return UNIT_END;
}
