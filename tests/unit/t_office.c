/*
 * What an office's template has of its own stands on the drawn pages, around
 * the blocks of its slots; what cannot be drawn is told.
 */
#include "batch/office.h"
#include "layout/items.h"
#include "source/source.h"
#include "text/decode.h"

#include "unit.h"
#include "found.h"
#include "made_docx.h"

#include <stdio.h>
#include <unistd.h>

#define P(ppr, rpr, text)	"<w:p><w:pPr>" ppr "</w:pPr><w:r><w:rPr>" \
				rpr "</w:rPr><w:t>" text "</w:t></w:r></w:p>"
#define TABLE	"<w:tbl><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid>" \
		"<w:tr><w:tc>" P("", "", "批示") "</w:tc></w:tr></w:tbl>"
#define HEAD	P("<w:jc w:val=\"center\"/>", "<w:color w:val=\"FF0000\"/>" \
		"<w:sz w:val=\"80\"/>", "青禾市科协文件")		  \
		P("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"16\"/></w:pBdr>" \
		"<w:jc w:val=\"center\"/>", "", "{{发文字号}}")		  \
		P("", "", "签发人：{{签发人}}")

static const struct layout *
lay(struct arena *arena, struct findings *findings)
{
	struct source_options options = { 0 };
	uint32_t file = files_add(findings->files, STR("a.md"), STR("---\n"
	    "发文字号: 青科协〔2026〕8号\n---\n\n# 关于报送的通知\n\n请报送。\n"));
	struct document *document = markdown_read(arena, file, &options,
	    findings);

	document_number(arena, document, findings);
	return layout_document(arena, document, profile_builtin(arena,
	    STR_NONE), findings);
}

/* The pages of a document in a template of that body. */
static const struct layout *
in_template(struct arena *arena, struct findings *findings, const char *body)
{
	char path[] = "/tmp/t_office_XXXXXX";
	int fd = mkstemp(path);
	FILE *stream = fdopen(fd, "wb");
	struct str parts = str_format(arena, "%s\n%%%%styles\n\n"
	    "%%%%settings\n\n%%%%footer\n\n%%%%even\n\n", body);
	struct buf bytes = { 0 };
	const struct layout *layout;

	made_docx(&bytes, parts, STR_NONE);
	fwrite(bytes.p, 1, bytes.n, stream);
	fclose(stream);
	buf_release(&bytes);
	layout = office_layout(arena, str_of(path), lay(arena, findings),
	    findings);
	unlink(path);
	return layout;
}

static void
test_own(void)
{
	struct arena arena = ARENA_INIT;
	struct files files = { .arena = &arena };
	struct findings findings = { .arena = &arena, .files = &files };
	const struct layout *layout = in_template(&arena, &findings, HEAD
	    P("", "", "{{标题}}") P("", "", "{{正文}}") P("", "", "（此件公开）"));
	const struct laid_list *title = &layout->slots[SLOT_TITLE];
	const struct laid_list *body = &layout->slots[SLOT_BODY];
	const struct para *para;

	/* The head is the template's; a line of empty names is gone. */
	CHECK(layout->slots[SLOT_HEAD].n == 0);
	if (!CHECK(title->n == 3))
		return;
	para = title->v[0].as.para;
	CHECK_STR(para->pieces[0].text, "青禾市科协文件");
	CHECK(para->style == STYLE_MARK && para->size == 80 &&
	    para->justify == JUSTIFY_CENTER && !para->red_rule);
	para = title->v[1].as.para;
	CHECK_STR(para->pieces[0].text, "青科协〔2026〕8号");
	CHECK(para->red_rule);
	CHECK(title->v[2].as.para->style == STYLE_TITLE);
	CHECK_STR(body->v[body->n - 1].as.para->pieces[0].text,
	    "（此件公开）");
	CHECK(items_make(&arena, layout, &findings)->page_count == 1);
	CHECK(found(&findings, FINDING_TEMPLATE_UNDRAWN) == 0);
	arena_release(&arena);
}

static void
test_undrawn(void)
{
	struct arena arena = ARENA_INIT;
	struct files files = { .arena = &arena };
	struct findings findings = { .arena = &arena, .files = &files };
	const struct layout *layout = in_template(&arena, &findings, TABLE
	    P("", "", "{{全文}}"));

	CHECK(found(&findings, FINDING_TEMPLATE_UNDRAWN) == 1);
	CHECK(layout->slots[SLOT_HEAD].n > 0);
	/* In an order of its own: as the built-in one. */
	layout = in_template(&arena, &findings, P("", "", "{{正文}}")
	    P("", "", "{{标题}}"));
	CHECK(found(&findings, FINDING_TEMPLATE_UNDRAWN) == 2);
	CHECK(layout->slots[SLOT_HEAD].n > 0);
	arena_release(&arena);
}

int
main(void)
{
	test_own();
	test_undrawn();
	return UNIT_END;
}
