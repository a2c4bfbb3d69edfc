/*
 * Front matter and body mixed, under each suffix: the first byte chooses the
 * door, "\x01" in the input a piece of front matter or of a body.  Two things
 * must hold: every character of a plain text is accounted for, and every
 * Chinese one of Markdown; and the Markdown that convert makes of the document
 * is the same document.
 */
#include <stdio.h>

#include "fuzz.h"

#include "document/dump.h"
#include "document/markdown.h"
#include "source/source.h"
#include "text/chars.h"

static const char *const pieces[] = {
	"---\n主送: 各县\n---\n", "---\n发文机关: 甲局\n成文日期: 2026-06-14\n---\n",
	"---\n", "附件: 甲表\n", "联系人: 张某\n", "附注: 此件公开\n",
	"成文日期: 2026.6.14\n", "署名: \\甲、乙\n", "抄送:\n  - 甲\n  - 乙\n",
	"关于开展活动的通知\n", "# 关于开展活动的通知\n", "\n各县科协：\n",
	"\n一、要求\n", "\n（一）目标。正文。\n", "\n1.内容；\n", "\n第一条　为了\n",
	"\n附件：1.甲表\n      2.乙表\n", "\n附件1\n\n甲表\n", "\n# 附件2 乙表\n",
	"\n甲\t乙\n1\t2\n", "\n| 甲 | 乙 |\n|---|---|\n| 1 | < |\n",
	"\n{单位：万元}\n", "\n{填报单位：　　时间：}\n", "\n甲科协\n2026年6月14日\n",
	"\n（此件公开发布）\n", "\n抄送：省科协\n", "\n甲办公室　2026年6月15日印发\n",
	"**特此通知。**\n", "**要求**", "\\", "`码`", "&lt;", "<b>", "~~删~~",
};

/* The input with its pieces in place. */
static struct str
mixed(struct fuzz *fuzz, const uint8_t *data, size_t size)
{
	struct buf out = { 0 };
	struct str s;

	for (size_t i = 0; i < size && out.n < 20000; i++)
		if (data[i] == 1 && i + 1 < size)
			buf_lit(&out, pieces[data[++i] %
			    (sizeof(pieces) / sizeof(*pieces))]);
		else
			buf_byte(&out, (char)data[i]);
	s = str_copy(&fuzz->arena, buf_view(&out));
	buf_release(&out);
	return s;
}

/* The model without blanks; where its files are is not the document. */
static struct str
model(struct fuzz *fuzz, struct document *document)
{
	struct buf all = { 0 }, kept = { 0 };
	struct str rest, line, s;

	document_number(&fuzz->arena, document, &fuzz->findings);
	document_dump(document, &all);
	rest = buf_view(&all);
	while (str_line(&rest, &line)) {
		bool note = str_starts(line, STR("附件说明: ")), digits = note;

		/* Blanks are none; ordinals of the 附件说明 are made. */
		for (size_t at = 0, from = 0; at < line.n; from = at)
			if (digits && at >= STR("附件说明: ").n) {
				uint32_t c = char_next(line, &at);

				digits = char_is_digit(c) && c < 0x80;
				if (!digits && c != '.' && c != ' ')
					buf_str(&kept, str_slice(line, from,
					    at));
			} else if (str_starts(str_slice(line, at, line.n),
			    STR("⟧⟦")))
				at += STR("⟧⟦").n;
			else if (!char_is_blank(char_next(line, &at)))
				buf_str(&kept, str_slice(line, from, at));
		buf_byte(&kept, '\n');
	}
	s = str_copy(&fuzz->arena, buf_view(&kept));
	buf_release(&all);
	buf_release(&kept);
	return s;
}

static void
fail(const char *what, struct str text, struct str other)
{
	fprintf(stderr, "%s:\n%.*s\n---- and\n%.*s\n", what, STR_ARG(text),
	    STR_ARG(other));
	abort();
}

/* What convert makes of it, when that is one file, reads as the same. */
static void
check_converted(struct fuzz *fuzz, struct document *document)
{
	struct source_options options = { 0 };
	struct str before = model(fuzz, document), text, after;
	struct markdown_files files;
	struct document *again;
	struct buf out = { 0 };
	uint32_t file;

	document_markdown(&fuzz->arena, document, STR("f"), &out, &files);
	text = str_copy(&fuzz->arena, buf_view(&out));
	buf_release(&out);
	if (files.n > 0)
		return;
	file = text_decode(&fuzz->arena, STR("none/g.md"), text, "UTF-8",
	    &fuzz->findings);
	again = file == 0 ? NULL : markdown_read(&fuzz->arena, file, &options,
	    &fuzz->findings);
	if (again == NULL)
		fail("not read again", text, before);
	after = model(fuzz, again);
	if (!str_eq(before, after)) {
		fprintf(stderr, "%.*s\n====\n", STR_ARG(text));
		fail("converted to another document", before, after);
	}
}

/* Has a file of its own, which is not there, or an error? */
static bool
is_broken(const struct fuzz *fuzz, const struct document *document)
{
	for (size_t i = 0; i < fuzz->findings.list.n; i++)
		if (fuzz->findings.list.v[i].severity >= SEVERITY_ERROR)
			return true;
	for (size_t i = 0; i < document->attachments.n; i++)
		if (document->attachments.v[i].path.text.n > 0)
			return true;
	return false;
}

static void
check_accounted(const struct fuzz *fuzz)
{
	for (size_t i = 0; i < fuzz->findings.list.n; i++) {
		enum finding_id id = fuzz->findings.list.v[i].id;

		if (id == FINDING_TEXT_LOST || id == FINDING_TEXT_TWICE ||
		    id == FINDING_TEXT_CHANGED)
			fail("not accounted for",
			    fuzz->findings.list.v[i].message, STR_NONE);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source_options options = { 0 };
	struct document *document;
	struct fuzz fuzz;
	struct str text;
	bool plain = size > 0 && (data[0] & 1) == 0;
	uint32_t file;

	if (size == 0)
		return 0;
	fuzz_start(&fuzz);
	text = mixed(&fuzz, data + 1, size - 1);
	file = text_decode(&fuzz.arena, plain ? STR("none/f.txt") :
	    STR("none/f.md"), text, "UTF-8", &fuzz.findings);
	document = file == 0 ? NULL : text_read_page(&fuzz.arena, file, !plain,
	    &options, NULL, &fuzz.findings);
	check_accounted(&fuzz);
	if (document != NULL && !is_broken(&fuzz, document))
		check_converted(&fuzz, document);
	fuzz_end(&fuzz);
	return 0;
}
