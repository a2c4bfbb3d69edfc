/* text_patch: files come back in their encoding, byte for byte. */
#include "unit.h"

#include <iconv.h>
#include <string.h>

#include "text/decode.h"

struct run {
	struct arena arena;
	struct files files;
	struct findings findings;
};

static struct run *
run_init(struct run *run)
{
	*run = (struct run){ .arena = ARENA_INIT };
	run->files.arena = &run->arena;
	run->findings.arena = &run->arena;
	run->findings.files = &run->files;
	return run;
}

/* UTF-8 to an encoding, behind a mark. */
static struct str
encoded(struct run *run, const char *name, struct str mark, struct str utf8)
{
	char *buffer = arena_alloc(&run->arena, 4 * utf8.n + mark.n);
	char *from = (char *)utf8.p, *to = buffer + mark.n;
	size_t left = utf8.n, room = 4 * utf8.n;
	iconv_t cd = iconv_open(name, "UTF-8");

	memcpy(buffer, mark.p, mark.n);
	iconv(cd, &from, &left, &to, &room);
	iconv_close(cd);
	return (struct str){ buffer, (size_t)(to - buffer) };
}

/* Replace the first OLD of the decoded text by NEW. */
static int
patch(struct run *run, struct str bytes, const char *old, const char *new,
    struct str *out)
{
	uint32_t file = text_decode(&run->arena, STR("x"), bytes, NULL,
	    &run->findings);
	struct text_patch patch = { 0, (uint32_t)strlen(old), str_of(new) };

	patch.offset = (uint32_t)str_find(text_of(&run->findings, file),
	    str_of(old), 0);
	return text_patch(&run->arena, file, bytes, NULL, &patch, 1, out,
	    &run->findings);
}

static void
test_encodings(void)
{
	static const struct {
		const char *name;
		struct str mark;
	} encodings[] = {
		{ "UTF-8", { "", 0 } },
		{ "UTF-8", { "\xef\xbb\xbf", 3 } },
		{ "GB18030", { "", 0 } },
		{ "UTF-16LE", { "\xff\xfe", 2 } },
		{ "UTF-16BE", { "\xfe\xff", 2 } },
	};
	struct str before = STR("各县市科协,请\r\n认真组织实施并按时报送。\r\n");
	struct str after = STR("各县市科协，请\r\n认真组织实施并按时报送。\r\n");

	for (size_t i = 0; i < sizeof(encodings) / sizeof(*encodings); i++) {
		struct run run;
		struct str out = STR_NONE;

		run_init(&run);
		CHECK(patch(&run, encoded(&run, encodings[i].name,
		    encodings[i].mark, before), ",", "，", &out) == 0);
		CHECK(str_eq(out, encoded(&run, encodings[i].name,
		    encodings[i].mark, after)));
		arena_release(&run.arena);
	}
}

/* What reading drops or rewrites stands untouched around the patch. */
static void
test_dropped(void)
{
	struct run run;
	struct str out = STR_NONE;

	run_init(&run);
	CHECK(patch(&run, STR("甲\x01乙\r丙\x0b丁,戊\x07\x07己\r\n"), "丁,戊",
	    "丁，戊", &out) == 0);
	CHECK_STR(out, "甲\x01乙\r丙\x0b丁，戊\x07\x07己\r\n");
	CHECK(patch(&run, STR("甲乙\r\n丙丁\r\n戊己"), "己", "", &out) == 0);
	CHECK_STR(out, "甲乙\r\n丙丁\r\n戊");
	arena_release(&run.arena);
}

static void
test_refused(void)
{
	struct run run;
	struct str big5, out = STR_NONE;

	run_init(&run);
	big5 = encoded(&run, "CP950", STR(""), STR("請各單位於下月底以前"
	    "將成果報告送達本會,並請加強宣導,以利推動"));
	CHECK(patch(&run, big5, "於", "于〇〔", &out) == -1);
	CHECK(findings_worst(&run.findings) == SEVERITY_FATAL);
	CHECK(out.n == 0);
	arena_release(&run.arena);
}

int
main(void)
{
	test_encodings();
	test_dropped();
	test_refused();
	return UNIT_END;
}
