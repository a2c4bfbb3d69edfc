/*
 * The model as lines for people and tests, and why lines were read as they
 * were.  In: a document; out: text.
 */
#include "dump.h"

#include "../text/chars.h"
#include "element.h"

/* Documents in attachments of documents: no deeper than readers go. */
#define DEPTH_MAX	16

/* --- the dump --------------------------------------------------------- */

struct dump {
	struct buf *out;
	unsigned depth;
};

static void
dump_indent(struct dump *dump)
{
	for (unsigned i = 0; i < dump->depth; i++)
		buf_lit(dump->out, "  ");
}

/* Text as it is, with marks that show its inner form. */
static void
dump_text(struct dump *dump, const struct text *text)
{
	EACH(const struct run, run, *text) {
		if (run->flags & RUN_BREAK)
			buf_lit(dump->out, "↵");
		if (run->flags & RUN_BOLD)
			buf_lit(dump->out, "⟦");
		buf_str(dump->out, run->text);
		if (run->flags & RUN_BOLD)
			buf_lit(dump->out, "⟧");
	}
}

static void
dump_line(struct dump *dump, struct str name, const struct text *text)
{
	if (text->n == 0)
		return;
	dump_indent(dump);
	buf_format(dump->out, "%.*s: ", STR_ARG(name));
	dump_text(dump, text);
	buf_byte(dump->out, '\n');
}

static void
dump_span(struct dump *dump, struct str name, const struct span *span)
{
	struct run run = { span->text, span->pos, 0 };
	struct text text = { &run, span->text.n > 0 };

	dump_line(dump, name, &text);
}

static void
dump_spans(struct dump *dump, struct str name, const struct spans *spans)
{
	for (size_t i = 0; i < spans->n; i++)
		dump_span(dump, name, &spans->v[i]);
}

static void
dump_texts(struct dump *dump, struct str name, const struct texts *texts)
{
	for (size_t i = 0; i < texts->n; i++)
		dump_line(dump, name, &texts->v[i]);
}

static void
dump_cell(struct dump *dump, const struct cell *cell)
{
	if (cell->covered) {
		buf_byte(dump->out, '-');
		return;
	}
	if (cell->colspan > 1 || cell->rowspan > 1)
		buf_format(dump->out, "(%u×%u)", cell->rowspan, cell->colspan);
	for (size_t i = 0; i < cell->paragraphs.n; i++) {
		if (i > 0)
			buf_lit(dump->out, "¶");
		dump_text(dump, &cell->paragraphs.v[i]);
	}
	buf_str(dump->out, cell->rule.text);
}

static void
dump_table(struct dump *dump, const struct table *table)
{
	dump_indent(dump);
	buf_format(dump->out, "表格 %u×%u 表头=%u%s%s\n", table->rows,
	    table->columns, table->header_rows, table->landscape ? " 横向" : "",
	    table->form ? " 表单" : "");
	dump->depth++;
	dump_line(dump, STR("表题"), &table->caption);
	dump_line(dump, STR("单位"), &table->unit);
	for (unsigned r = 0; r < table->rows; r++) {
		dump_indent(dump);
		for (unsigned c = 0; c < table->columns; c++) {
			buf_lit(dump->out, c > 0 ? " | " : "| ");
			dump_cell(dump,
			    &table->cells[(size_t)r * table->columns + c]);
		}
		buf_lit(dump->out, " |\n");
	}
	dump->depth--;
}

static void
dump_heading(struct dump *dump, const struct block *block)
{
	struct text topic = { block->text.v, block->topic };
	struct text rest = { block->text.v + block->topic,
	    block->text.n - block->topic };

	dump_indent(dump);
	buf_format(dump->out, "%s%d: ", block->topic == 0 ? "项" :
	    rest.n > 0 ? "标题接排" : "标题", block->level);
	buf_str(dump->out, block->ordinal.text);
	dump_text(dump, &topic);
	if (block->topic > 0 && rest.n > 0)
		buf_lit(dump->out, "｜");
	dump_text(dump, &rest);
	buf_byte(dump->out, '\n');
}

static void
dump_block(struct dump *dump, const struct block *block)
{
	static const char *const names[] = {
		[ALIGN_BODY] = "段", [ALIGN_LEFT] = "段（顶格）",
		[ALIGN_CENTER] = "段（居中）", [ALIGN_RIGHT] = "段（居右）",
	};

	switch (block->kind) {
	case BLOCK_PARAGRAPH:
		dump_line(dump, str_of(names[block->align]), &block->text);
		break;
	case BLOCK_HEADING:
		dump_heading(dump, block);
		break;
	case BLOCK_TABLE:
		dump_table(dump, block->table);
		break;
	case BLOCK_FILL_LINE:
		dump_line(dump, STR("填报行"), &block->text);
		break;
	case BLOCK_PICTURE:
		dump_span(dump, STR("图"), &block->picture->path);
		break;
	case BLOCK_SECTION:
		dump_line(dump, block->section_open ?
		    block->section_inverted ? STR("节（无则）") : STR("节") :
		    STR("节末"), &block->text);
		break;
	}
}

static void dump_document(struct dump *, const struct document *);

/* The name in the note, where it is not the title. */
static void
dump_listed(struct dump *dump, const struct attachment *page)
{
	struct arena arena = ARENA_INIT;
	struct str listed = text_join(&arena, page->listed, STR_NONE);

	if (page->document == NULL || !str_eq(listed,
	    text_join(&arena, page->document->title, STR_NONE)))
		dump_line(dump, STR("列名"), &page->listed);
	arena_release(&arena);
}

static void
dump_attachment(struct dump *dump, const struct attachment *page)
{
	dump_indent(dump);
	buf_format(dump->out, "%s%s%s\n", page->kind == ATTACHMENT_PAGE ?
	    "附件页" : "印发件", page->landscape ? " 横向" : "",
	    page->unbound ? " 另装" : "");
	dump->depth++;
	dump_span(dump, STR("标记"), &page->mark);
	dump_listed(dump, page);
	dump_span(dump, STR("文件"), &page->path);
	if (page->document != NULL && dump->depth < DEPTH_MAX)
		dump_document(dump, page->document);
	dump->depth--;
}

static void
dump_note(struct dump *dump, const struct note *note)
{
	for (size_t i = 0; i < note->n; i++) {
		dump_indent(dump);
		buf_format(dump->out, "附件说明%s: %.*s",
		    note->typed ? "" : "（生成）",
		    STR_ARG(note->v[i].ordinal.text));
		dump_text(dump, &note->v[i].name);
		buf_byte(dump->out, '\n');
	}
}

static void
dump_element(struct dump *dump, const struct document *document,
    const struct element *element)
{
	const void *slot = element_in(document, element);
	struct str name = element_title(element);

	switch (element->kind) {
	case ELEMENT_SPAN:
		dump_span(dump, name, slot);
		break;
	case ELEMENT_SPANS:
		dump_spans(dump, name, slot);
		break;
	case ELEMENT_TEXT:
		dump_line(dump, name, slot);
		break;
	case ELEMENT_TEXTS:
		dump_texts(dump, name, slot);
		break;
	}
}

/* The contacts may stand before the 附件说明. */
static void
dump_part(struct dump *dump, const struct document *document,
    enum element_part part)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		if ((elements[i].part == part || (part == PART_HEAD &&
		    elements[i].part == PART_NOWHERE)) &&
		    (elements[i].id != ELEMENT_contacts ||
		    !document->contacts_first))
			dump_element(dump, document, &elements[i]);
}

static void
dump_document(struct dump *dump, const struct document *document)
{
	if (document->format != FORMAT_AUTO)
		buf_format(dump->out, "版式: %s\n",
		    format_name(document->format));
	dump_part(dump, document, PART_HEAD);
	dump_part(dump, document, PART_TITLE);
	for (size_t i = 0; i < document->body.n; i++)
		dump_block(dump, &document->body.v[i]);
	if (document->contacts_first)
		dump_element(dump, document, &elements[ELEMENT_contacts]);
	dump_note(dump, &document->note);
	dump_part(dump, document, PART_ENDING);
	for (size_t i = 0; i < document->attachments.n; i++)
		dump_attachment(dump, &document->attachments.v[i]);
	dump_part(dump, document, PART_COLOPHON);
}

void
document_dump(const struct document *document, struct buf *out)
{
	struct dump dump = { out, 0 };

	dump_document(&dump, document);
}

/* --- why -------------------------------------------------------------- */

/* Characters of a line that are shown. */
#define SHOWN	24

void
explanation_text(struct buf *out, struct str source,
    const struct line_reason *lines, size_t n, enum language language)
{
	bool english = language == LANGUAGE_EN;

	buf_format(out, "%.*s\n", STR_ARG(source));
	EACH_OF(const struct line_reason, line, lines, n) {
		struct str text = str_trim(line->text);
		struct str shown = char_head(text, SHOWN);

		buf_format(out, "%5u  %.*s  %u%%  %.*s%s\n", line->line,
		    STR_ARG(line->label), line->confidence, STR_ARG(shown),
		    shown.n < text.n ? "…" : "");
		if (line->evidence.n > 0)
			buf_format(out, english ? "       because: %.*s" :
			    "       依据：%.*s", STR_ARG(line->evidence));
		if (line->runner_up.n > 0)
			buf_format(out, english ? "; else: %.*s" :
			    "；其次：%.*s", STR_ARG(line->runner_up));
		if (line->evidence.n + line->runner_up.n > 0)
			buf_byte(out, '\n');
	}
}
