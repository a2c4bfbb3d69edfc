#include "unit.h"
#include "model.h"

static struct text
sample(struct run *v, size_t n)
{
	static const char *const words[] = { "甲乙", "", "丙", "丁戊" };

	for (size_t i = 0; i < n; i++) {
		v[i] = (struct run){ str_of(words[i]),
		    { 1, (uint32_t)(10 * i) }, i == 1 ? RUN_BREAK : 0 };
	}
	return (struct text){ v, n };
}

static void
test_text(struct bench *b)
{
	struct run v[4];
	struct text text = sample(v, 4), part;

	CHECK_STR(text_join(&b->arena, text, STR("/")), "甲乙/丙丁戊");
	CHECK_STR(text_join(&b->arena, text, STR_NONE), "甲乙丙丁戊");
	CHECK(!text_empty(text) && text_empty((struct text){ v + 1, 1 }));
	part = text_part(&b->arena, text, 3, 12);
	CHECK_STR(text_join(&b->arena, part, STR("/")), "乙/丙丁");
	CHECK(part.v[0].pos.offset == 3 && part.v[3].pos.offset == 30);
	CHECK(text_part(&b->arena, text, 15, 99).n == 0);
	CHECK(text_part(&b->arena, text, 0, 0).n == 0);
	part = text_append(&b->arena, text, text_plain(&b->arena,
	    (struct span){ STR("己"), POS_NONE }));
	CHECK(part.n == 5 && text_pos(part).offset == 0);
	CHECK(text_plain(&b->arena, (struct span){ STR_NONE, POS_NONE }).n ==
	    0);
	CHECK(text_pos((struct text){ NULL, 0 }).file == 0);
	/* Positions of text that the program made stay none. */
	v[0].pos = POS_NONE;
	CHECK(text_part(&b->arena, text, 3, 6).v[0].pos.offset == 0);
}

static void
test_genre(struct bench *b)
{
	static const char *const titles[][2] = {
		{ "关于开展“双百行动”的通知", "通知" },
		{ "云溪市人民政府关于同意设立新区的批复", "批复" },
		{ "云溪市人民政府令", "令" },
		{ "云溪市科协议事规则管理办法（试行）", "办法" },
		{ "关于征求意见的函（征求意见稿）", "函" },
		{ "2026年工作要点", "要点" }, { "花名册", "" },
	};

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
		struct document document = { .title = text_plain(&b->arena,
		    (struct span){ str_of(titles[i][0]), POS_NONE }) };

		document_number(&b->arena, &document, &b->findings);
		CHECK_STR(document.genre, titles[i][1]);
	}
}

static void
test_signatures(struct bench *b)
{
	struct span organ = { STR("云溪市科协"), POS_NONE };
	struct span other = { STR("云溪市教育局"), POS_NONE };
	struct document document = { .organs = { &organ, 1 } };

	document_number(&b->arena, &document, &b->findings);
	CHECK_STR(document.signatures.v[0].text, "云溪市科协");
	document.signatures = (struct spans){ &other, 1 };
	document_number(&b->arena, &document, &b->findings);
	CHECK_STR(document.signatures.v[0].text, "云溪市教育局");
}

static void
test_complete(void)
{
	struct document document = { 0 };

	CHECK(!document_is_complete(&document));
	document.number.text = STR("云科协〔2026〕1号");
	CHECK(document_is_complete(&document));
}

/* A document that holds itself ends all the same. */
static void
test_cycle(struct bench *b)
{
	struct document document = { 0 };
	struct attachment page = { .document = &document };

	document.attachments = (struct attachments){ &page, 1 };
	document_number(&b->arena, &document, &b->findings);
	CHECK_STR(page.mark.text, "附件");
}

int
main(void)
{
	struct bench bench;

	bench_start(&bench);
	test_text(&bench);
	test_genre(&bench);
	test_signatures(&bench);
	test_complete();
	test_cycle(&bench);
	bench_end(&bench);
	return UNIT_END;
}
