#include <stdlib.h>

#include "unit.h"
#include "model.h"

#include "base/file.h"

/*
 * Nothing that a person wrote is lost: every byte of a source is either in the
 * model, at its place, or is a mark of the language.  The test paints the
 * bytes that the model has and then reads what is left.
 */
struct paint {
	struct findings *findings;
	unsigned char *done[64];	/* by file number */
	unsigned wrong;			/* spans that are not their bytes */
};

static void
paint_span(struct paint *paint, struct str s, struct pos pos)
{
	struct str text;

	if (pos.file == 0 || pos.file >= 64 || str_eq(s, STR(" ")))
		return;		/* nobody's, or the joint of two lines */
	text = text_of(paint->findings, pos.file);
	if (paint->done[pos.file] == NULL)
		paint->done[pos.file] = calloc(text.n + 1, 1);
	if (!str_eq(s, str_slice(text, pos.offset, pos.offset + s.n))) {
		paint->wrong++;
		return;
	}
	memset(paint->done[pos.file] + pos.offset, 1, s.n);
}

static void
paint_text(struct paint *paint, struct text text)
{
	for (size_t i = 0; i < text.n; i++)
		paint_span(paint, text.v[i].text, text.v[i].pos);
}

static void
paint_spans(struct paint *paint, struct spans spans)
{
	for (size_t i = 0; i < spans.n; i++)
		paint_span(paint, spans.v[i].text, spans.v[i].pos);
}

static void
paint_texts(struct paint *paint, struct texts texts)
{
	for (size_t i = 0; i < texts.n; i++)
		paint_text(paint, texts.v[i]);
}

static void
paint_block(struct paint *paint, const struct block *block)
{
	const struct table *table = block->table;

	paint_text(paint, block->text);
	paint_span(paint, block->ordinal.text, block->ordinal.pos);
	if (block->picture != NULL)
		paint_span(paint, block->picture->path.text,
		    block->picture->path.pos);
	if (table == NULL)
		return;
	paint_text(paint, table->caption);
	paint_text(paint, table->unit);
	for (size_t i = 0; i < (size_t)table->rows * table->columns; i++)
		paint_texts(paint, table->cells[i].paragraphs);
}

static void
paint_document(struct paint *paint, const struct document *d)
{
	const struct span spans[] = { d->copy_number, d->secrecy, d->urgency,
	    d->mark_tail, d->number, d->date, d->acting, d->printer,
	    d->print_date, d->copies, d->subject_words };
	const struct text texts[] = { d->title, d->recipients, d->report_to,
	    d->send_to, d->cc };

	for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++)
		paint_span(paint, spans[i].text, spans[i].pos);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		paint_text(paint, texts[i]);
	paint_spans(paint, d->organs);
	paint_spans(paint, d->marks);
	paint_spans(paint, d->signers);
	paint_spans(paint, d->signatures);
	paint_spans(paint, d->comments);
	paint_texts(paint, d->contacts);
	paint_texts(paint, d->remarks);
	for (size_t i = 0; i < d->body.n; i++)
		paint_block(paint, &d->body.v[i]);
	for (size_t i = 0; i < d->note.n; i++) {
		paint_span(paint, d->note.v[i].ordinal.text,
		    d->note.v[i].ordinal.pos);
		paint_text(paint, d->note.v[i].name);
	}
	for (size_t i = 0; i < d->values.n; i++) {
		paint_span(paint, d->values.v[i].name.text,
		    d->values.v[i].name.pos);
		paint_span(paint, d->values.v[i].text.text,
		    d->values.v[i].text.pos);
	}
	for (size_t i = 0; i < d->attachments.n; i++) {
		const struct attachment *a = &d->attachments.v[i];

		paint_span(paint, a->mark.text, a->mark.pos);
		paint_span(paint, a->path.text, a->path.pos);
		paint_text(paint, a->listed);
		if (a->document != NULL)
			paint_document(paint, a->document);
	}
}

/* The words of the language that may be left over, longest first. */
static const char *const words[] = {
	"主送", "成文日期", "印发日期", "印发机关", "发文机关", "发文字号",
	"签发人", "署名", "联系人", "附件说明", "附件", "文件", "标题", "抄送",
	"附注", "变量", "份号", "密级", "保密期限", "紧急程度", "横向", "是",
	"表格", "表题", "单位", "表头=", "列宽=", "行高=", "空行=", "br",
	"2026-06-14", "2026-03-17", "csv", "秘密", "1年",
};

/* Take known words and marks off; what remains is lost text. */
static struct str
lost(struct arena *arena, struct str rest)
{
	struct buf out = { 0 };
	struct str left;

	for (size_t at = 0; at < rest.n;) {
		size_t i = 0, n = sizeof(words) / sizeof(words[0]);

		while (i < n && !str_starts(str_slice(rest, at, rest.n),
		    str_of(words[i])))
			i++;
		if (i < n)
			at += strlen(words[i]);
		else if (strchr("#|-:*>`\\{}<^[]\"= \t\n,0123456789",
		    rest.p[at]) != NULL)
			at++;
		else if (str_starts(str_slice(rest, at, rest.n), STR("　")) ||
		    str_starts(str_slice(rest, at, rest.n), STR("：")) ||
		    str_starts(str_slice(rest, at, rest.n), STR("、")) ||
		    str_starts(str_slice(rest, at, rest.n), STR("（")) ||
		    str_starts(str_slice(rest, at, rest.n), STR("）")))
			at += 3;
		else if (str_starts(str_slice(rest, at, rest.n), STR("!--")))
			at += 3;
		else
			buf_byte(&out, rest.p[at++]);
	}
	left = str_copy(arena, buf_view(&out));
	buf_release(&out);
	return left;
}

/* The marks that are taken for granted above stand alone, between painted. */
static void
check_file(struct bench *b, struct paint *paint, uint32_t file)
{
	struct str text = text_of(&b->findings, file);
	struct buf rest = { 0 };
	size_t painted = 0;

	if (!CHECK(paint->done[file] != NULL))
		return;
	for (size_t i = 0; i < text.n; i++)
		if (paint->done[file][i])
			painted++;
		else
			buf_byte(&rest, text.p[i]);
	CHECK_STR(lost(&b->arena, buf_view(&rest)), "");
	CHECK(painted * 10 > text.n * 5);
	buf_release(&rest);
}

static void
check_source(const char *path, unsigned files, unsigned changed)
{
	struct bench b;
	struct paint paint = { 0 };
	struct source_options options = { 0 };
	struct document *document;

	bench_start(&b);
	document = source_read(&b.arena, str_of(path), &options, &b.findings);
	paint.findings = &b.findings;
	CHECK(findings_worst(&b.findings) < SEVERITY_ERROR);
	if (CHECK(document != NULL)) {
		paint_document(&paint, document);
		CHECK(b.files.list.n == files);
		CHECK(paint.wrong == changed);
		for (uint32_t i = 1; i <= b.files.list.n; i++)
			check_file(&b, &paint, i);
	}
	for (size_t i = 0; i < 64; i++)
		free(paint.done[i]);
	bench_end(&b);
}

int
main(void)
{
	/* Changed: 秘密 and 1年 are one element now; ISO dates. */
	check_source("tests/cases/source/notice.md", 5, 2);
	check_source("tests/cases/source/plan.md", 1, 1);
	return UNIT_END;
}
