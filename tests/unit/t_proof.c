/*
 * Proofs: what is written in the source is in the DOCX, once.
 */
#include "unit.h"
#include "found.h"
#include "model.h"

#include "output/docx.h"
#include "output/proof.h"

#define FRONT	"---\n发文机关: 青禾市科学技术协会\n" \
		"发文字号: 青科协〔2026〕8号\n主送: 各县科协\n" \
		"成文日期: 2026-06-14\n"
#define HEAD	FRONT "---\n\n# 关于开展活动的通知\n\n"

static const struct document *
read_source(struct bench *b, const char *text)
{
	struct source_options options = { 0 };
	uint32_t file = bench_file(b, text);
	struct document *document = text_read_page(&b->arena, file,
	    *text == '-', &options, NULL, &b->findings);

	if (CHECK(document != NULL))
		document_number(&b->arena, document, &b->findings);
	return document;
}

/* Print PRINTED, and compare what is in the file with WRITTEN. */
static int
compare(struct bench *b, const char *printed, const char *written,
    size_t page)
{
	const struct profile *profile = profile_builtin(&b->arena, STR_NONE);
	const struct document *document = read_source(b, printed);
	struct template_raws raws = docx_raws(&b->arena, profile);
	struct pack_writer *writer = pack_writer_new();
	struct proof *proof = proof_begin(&b->arena, false);
	struct buf out = { 0 };
	int status;

	pack_watch(writer, proof_watch(proof));
	CHECK(docx_write(&b->arena, page == SIZE_MAX ?
	    layout_document(&b->arena, document, profile, &b->findings) :
	    layout_attachment(&b->arena, document, page, profile,
	    &b->findings), template_builtin(&b->arena, STR_NONE, &raws,
	    &b->findings), writer, &out, &b->findings) == 0);
	pack_watch(writer, NULL);
	b->findings.list.n = 0;
	status = proof_end(proof, written == printed ? document :
	    read_source(b, written), page, &b->findings);
	pack_writer_free(writer);
	buf_release(&out);
	return status;
}

static void
check_whole(const char *text)
{
	struct bench b;

	bench_start(&b);
	CHECK(compare(&b, text, text, SIZE_MAX) == 0);
	CHECK_STR(bench_found(&b), "");
	bench_end(&b);
}

static void
test_whole(void)
{
	check_whole(HEAD "将<甲>&“乙”的　材料'报\"来。\n\n一、时间\n\n6月。\n");
	check_whole(FRONT "版头: 无\n签发人: 沈望舒、陆清和\n---\n\n"
	    "# 关于活动的请示\n\n请批示。\n");
	check_whole(FRONT "版头: 预印\n签发人: 沈望舒\n密级: 秘密\n"
	    "紧急程度: 特急\n份号: 000012\n---\n\n# 关于活动的请示\n\n请批示。\n");
}

/* 代章 with every kind of seal, and a title instead of the organ's name. */
static void
test_seals(void)
{
	static const char *const seals[] = { "是", "无", "签名章",
	    "签名章\n职务: 主席", "是\n署名: [青禾市科协, 青禾市教育局]" };
	char text[512];

	for (size_t i = 0; i < sizeof(seals) / sizeof(seals[0]); i++) {
		snprintf(text, sizeof(text), FRONT "代章: （代章）\n印章: %s\n"
		    "---\n\n# 关于活动的通知\n\n请办理。\n", seals[i]);
		check_whole(text);
	}
}

/* Nothing of a forwarded document is left out, its 版头 and 版记 included. */
static void
test_inner(void)
{
	static const char text[] = "青禾市科学技术协会关于转发通知的通知\n\n"
	    "各县科协：\n现将通知转发给你们。\n"
	    "附件：云岭省科学技术协会关于办好科普日的通知\n"
	    "青禾市科学技术协会\n2026年8月6日\n\n附件\n特急\n"
	    "云岭省科学技术协会文件\n云科协〔2026〕31号　签发人：温若水\n"
	    "云岭省科学技术协会关于办好科普日的通知\n各市科协：\n"
	    "请办好科普日活动。\n云岭省科学技术协会\n2026年8月1日\n"
	    "主题词：科普　通知\n抄送：省教育厅。\n"
	    "云岭省科学技术协会办公室　2026年8月1日印发\n共印50份\n";
	struct bench b;
	const struct document *inner;

	bench_start(&b);
	inner = read_source(&b, text)->attachments.v[0].document;
	CHECK(inner->marks.n == 1 && inner->signers.n == 1);
	CHECK(inner->urgency.text.n > 0 && inner->subject_words.text.n > 0);
	CHECK(inner->printer.text.n > 0 && inner->copies.text.n > 0);
	bench_end(&b);
	check_whole(text);
}

/* A merged cell is printed anew on each page. */
static void
test_merged(struct bench *b)
{
	struct buf text = { 0 };

	buf_lit(&text, HEAD "名单如下。\n\n| 片区 | 单位 |\n|---|---|\n"
	    "| 东部片区 | 甲 |\n");
	for (unsigned i = 0; i < 90; i++)
		buf_format(&text, "| ^ | 乙%u |\n", i);
	buf_byte(&text, '\0');
	CHECK(compare(b, text.p, text.p, SIZE_MAX) == 0);
	buf_release(&text);
}

static void
test_lost(struct bench *b)
{
	CHECK(compare(b, HEAD "请办理。\n",
	    HEAD "请办理。\n\n另附鹅湖样本。\n", SIZE_MAX) == -1);
	CHECK_STR(bench_found(b), "text-lost 12:1");
}

static void
test_twice(struct bench *b)
{
	CHECK(compare(b, HEAD "请办理。\n\n请办理。\n", HEAD "请办理。\n",
	    SIZE_MAX) == -1);
	CHECK(b->findings.list.n == 1 &&
	    b->findings.list.v[0].id == FINDING_TEXT_TWICE);
}

int
main(void)
{
	static void (*const tests[])(struct bench *) = { test_merged,
	    test_lost, test_twice };

	test_whole();
	test_seals();
	test_inner();
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		struct bench b;

		bench_start(&b);
		tests[i](&b);
		bench_end(&b);
	}
	return UNIT_END;
}
