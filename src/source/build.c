/*
 * Labelled lines → the document: line by line, each to who knows what it is
 * (build.h), and then what is told of the whole.
 * In: the text of any source, and what its front matter or its DOCX says for
 * certain.  Out: a document.  Read it from the end: text_read_known.
 */
#include "build.h"

#include <string.h>

#include "../base/budget.h"
#include "../document/element.h"
#include "../document/integrity.h"
#include "../text/chars.h"
#include "../text/date.h"
#include "join.h"

/* Pages and papers of one text; the lines of more are paragraphs. */
#define SECTIONS_MAX	20000

/* --- line by line ----------------------------------------------------- */

static bool
is_body(const struct line *line)
{
	return line->begins == BEGINS_NOTHING && (line->label == LABEL_BODY ||
	    line->label == LABEL_NUMBERED || line->label == LABEL_TABLE);
}

/* Does text of the body follow in the same document? */
static bool
body_follows(struct builder *b, size_t i)
{
	size_t end = i + 1;

	/* The lines that were passed over have the same to follow. */
	if (b->follows.from <= i && i < b->follows.to)
		return b->follows.answer;
	for (; end < b->lines.n; end++) {
		const struct line *line = &b->lines.v[end];

		if (line->begins != BEGINS_NOTHING || is_body(line) ||
		    (line->label != LABEL_CONTACT &&
		    line->label != LABEL_PAGE_NUMBER &&
		    !(line->cues & CUE_BIT(KEY_MEETING))))
			break;
	}
	b->follows.from = i;
	b->follows.to = end;
	b->follows.answer = end < b->lines.n && is_body(&b->lines.v[end]);
	return b->follows.answer;
}

static void
add_given(struct builder *b, const struct line *line)
{
	struct document *document = b->root;
	struct str typed = text_squeeze(b->arena, line->text);
	struct str said = STR_NONE;

	switch ((enum label)line->label) {
	case LABEL_TITLE:
		said = bare(b, document->title);
		break;
	case LABEL_NUMBER:
		said = text_squeeze(b->arena, document->number.text);
		break;
	case LABEL_RECIPIENTS:
		said = bare(b, document->recipients);
		break;
	case LABEL_DATE:
		said = text_squeeze(b->arena, document->date.text);
		break;
	case LABEL_SIGNATURE:
		if (document->signatures.n > 0)
			said = text_squeeze(b->arena,
			    document->signatures.v[0].text);
		break;
	default:
		break;
	}
	if (said.n > 0 && (str_has(said, typed) || str_has(typed, said)))
		drop(b, line, REPAIR_REPEATED, line->text);
	else
		add_paragraph(b, line, line->text);
}

/* 出席：甲、乙。 when nothing of the body comes after it. */
static void
add_meeting(struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];
	struct document *document = section_of(b)->document;
	struct text *slot = line->label == LABEL_PRESENT ? &document->present :
	    line->label == LABEL_EXCUSED ? &document->excused :
	    &document->observers;

	if (slot->n > 0 || body_follows(b, i))
		add_paragraph(b, line, line->text);
	else
		*slot = text_of_part(b, line,
		    after_key(b, line, REPAIR_LABEL));
}

static void
add_contact(struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];
	struct section *section = section_of(b);
	struct text text;

	if (section->dated ? section->after.n > 0 : body_follows(b, i)) {
		add_paragraph(b, line, line->text);
		return;
	}
	if (section->contacts.n == 0)
		section->document->contacts_first = section->note.n == 0 &&
		    section->signatures.n == 0 &&
		    section->document->date.text.n == 0;
	text = text_of_part(b, line, line->text);
	for (size_t k = 0; k < text.n; k++)	/* 联系人：某某<tab>电话：… */
		text.v[k].text = str_replace(b->arena, text.v[k].text,
		    STR("\t"), STR("　"));
	*VEC_ADD(b->arena, &section->contacts) = text;
}

/* A bar of a web page, or its list of downloads: the first line is told. */
static void
leave_out(struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];

	for (size_t k = 0; k < line->runs.n; k++)	/* with those below */
		*VEC_ADD(b->arena, &b->dropped.list) = (struct repair){
		    REPAIR_PROPERTY, line->runs.v[k].pos,
		    (uint32_t)line->runs.v[k].text.n };
	if (i > 0 && line[-1].label == LABEL_PROPERTY)
		return;
	finding_add(b->findings, FINDING_WEB_LINE,
	    span_of(line, line->text).pos,
	    "从这一行起是网页的栏目（来源、浏览次数、附件下载等）或邮件的头和"
	    "附言，不是公文的文字，没有排；如果是正文，请改写，不要以这些字样"
	    "开头",
	    "from here on there is a bar or a list of downloads of a web page, "
	    "or the head of a mail and a word above; it is left out. If it is "
	    "text, do not begin it with such words");
}

/* The number or title of line I stands in a page's block: told. */
static void
tell_taken(struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];

	if ((line->label == LABEL_NUMBER || line->label == LABEL_TITLE) &&
	    ((i > 0 && line[-1].label == LABEL_PROPERTY) ||
	    (i + 1 < b->lines.n && line[1].label == LABEL_PROPERTY)))
		finding_add(b->findings, FINDING_WEB_LINE,
		    span_of(line, line->text).pos,
		    "公文里没有另写的%s取自网页的栏目，请核对",
		    "the %s is taken from a bar of the web page, as the "
		    "document has none of its own; check it",
		    b->findings->language == LANGUAGE_EN ?
		    line->label == LABEL_TITLE ? "title" : "number" :
		    line->label == LABEL_TITLE ? "标题" : "发文字号");
}

/* 主送：无, 抄送：/ of a form: the document has none, which no page says. */
static bool
leave_none(struct builder *b, const struct line *line)
{
	const uint64_t labels = LABEL_BIT(RECIPIENTS) | LABEL_BIT(NOTE) |
	    LABEL_BIT(CC) | LABEL_BIT(REPORT) | LABEL_BIT(SEND) |
	    LABEL_BIT(REMARK) | LABEL_BIT(SECRECY) | LABEL_BIT(URGENCY);

	if (line->key == 0 || !(labels >> line->label & 1) ||
	    !str_is_one(words_trim(str_from(line->text, line->key)),
	    WORDS_NONE))
		return false;
	finding_add(b->findings, FINDING_MARK_IGNORED,
	    span_of(line, line->text).pos, "“%.*s”是说没有这一项，没有排",
	    "“%.*s” says that there is none; it is not printed",
	    STR_ARG(line->text));
	drop(b, line, REPAIR_LABEL, line->text);
	return true;
}

/* One line that stands for itself; its value when the author named it. */
static void
add_line(struct builder *b, size_t i)
{
	const struct line *line = &b->lines.v[i];
	struct section *section = section_of(b);
	struct str s = line->text;

	if (line->said > 0 && line->label != LABEL_NOTE &&
	    line->label != LABEL_PROPERTY &&	/* whole, with its key */
	    !(line->cues & CUE_BIT(KEY_MEETING))) {
		s = after_key(b, line, REPAIR_MARKUP);
		tell_taken(b, i);
	}
	if (add_element(b, i, s))
		return;
	switch ((enum label)line->label) {
	case LABEL_PRESENT: case LABEL_EXCUSED: case LABEL_OBSERVERS:
		add_meeting(b, i);
		break;
	case LABEL_NUMBERED:
		if (section->dated)
			add_paragraph(b, line, s);
		else
			add_numbered(b, line);
		break;
	case LABEL_FILL:
		add_fill(b, line);
		break;
	case LABEL_CONTACT:
		add_contact(b, i);
		break;
	case LABEL_PAGE_NUMBER:
		drop(b, line, REPAIR_PAGE_NUMBER, line->text);
		break;
	case LABEL_RULE:
		drop(b, line, REPAIR_RULE, line->text);
		break;
	case LABEL_MARKUP:
		drop(b, line, REPAIR_LABEL, line->text);
		break;
	case LABEL_PROPERTY:
		leave_out(b, i);
		break;
	default:	/* LABEL_BODY, LABEL_FORM_NOTE */
		add_paragraph(b, line, s);
	}
}

/* The bytes S of the file are not in the model. */
static void
drop_bytes(struct builder *b, enum repair_kind kind, struct str s)
{
	*VEC_ADD(b->arena, &b->dropped.list) = (struct repair){ kind,
	    { b->lines.file, (uint32_t)(s.p - b->lines.text.p) },
	    (uint32_t)s.n };
}

/* Page numbers that stand between the rows of a line. */
static void
drop_between(struct builder *b, const struct line *line)
{
	for (size_t i = 0; i + 1 < line->runs.n; i++) {
		const struct run *run = &line->runs.v[i];
		struct str rest = str_slice(b->lines.text, run->pos.offset +
		    run->text.n, run[1].pos.offset), s;

		while (str_line(&rest, &s)) {
			s = words_trim(s);
			if (row_is_page_number(s))
				drop_bytes(b, REPAIR_PAGE_NUMBER, s);
		}
	}
}

/* Lines that go on with line I are joined to it; page numbers may part them. */
static size_t
take_more(struct builder *b, size_t i)
{
	size_t end = i + 1, last = i;

	for (; end < b->lines.n; end++)
		if (b->lines.v[end].label == LABEL_MORE)
			last = end;
		else if (b->lines.v[end].label != LABEL_PAGE_NUMBER)
			break;
	if (last > i)
		lines_join(b->arena, &b->lines, i, last + 1);
	return last + 1;
}

static void
add_lines(struct builder *b)
{
	for (size_t i = 0; i < b->lines.n;) {
		const struct line *line = &b->lines.v[i];
		size_t next = i + 1;

		if (budget_spent(b->arena, b->findings,
		    span_of(line, line->text).pos, 1))
			return;
		if (line->begins != BEGINS_NOTHING &&
		    b->sections.n < SECTIONS_MAX)
			open_section(b, line);
		if (line->kind != LINE_TEXT) {
			add_special(b, line);
			i = next;
			continue;
		}
		if (line->label == LABEL_TABLE || line->label == LABEL_CELL) {
			i = add_cells(b, i);
			continue;
		}
		drop_between(b, line);
		next = take_more(b, i);
		for (size_t k = i + 1; k < next; k++)
			if (b->lines.v[k].label == LABEL_PAGE_NUMBER)
				add_line(b, k);
		/* The author said it already; the text says it once more. */
		if ((b->given >> line->label & 1) != 0 && b->current == 0 &&
		    line->said == 0)
			add_given(b, line);
		else if (!leave_none(b, &b->lines.v[i]) &&
		    !add_colophon(b, i)) {
			b->closing &= line->label == LABEL_PAGE_NUMBER ||
			    line->label == LABEL_RULE;
			add_line(b, i);
		}
		i = next;
	}
}

/* --- the document ----------------------------------------------------- */

/* Words to the checker, without their marks. */
static void
add_comments(struct builder *b, const struct rows *rows)
{
	struct spans *list = &b->root->comments;

	list->v = NEW_ARRAY(b->arena, struct span, rows->comments.n);
	for (size_t i = 0; i < rows->comments.n; i++) {
		struct str s = rows->comments.v[i];
		struct str inner = words_trim(str_slice(s,
		    STR("<!--").n, s.n - STR("-->").n));

		drop_bytes(b, REPAIR_MARKUP, str_slice(s, 0, STR("<!--").n));
		drop_bytes(b, REPAIR_MARKUP, str_from(s, s.n - STR("-->").n));
		list->v[list->n++] = (struct span){ inner,
		    row_pos(rows, inner) };
	}
}

/* The comments of Markdown. */
static void
collect_comments(struct builder *b)
{
	struct str text = b->lines.text;
	VEC(struct span) list = { 0 };
	size_t at = 0, end;

	while ((at = str_find(text, STR("<!--"), at)) != SIZE_MAX &&
	    (end = str_find(text, STR("-->"), at + 4)) != SIZE_MAX) {
		struct str s = str_trim(str_slice(text, at + 4, end));

		*VEC_ADD(b->arena, &list) = (struct span){ s, {
		    b->lines.file, (uint32_t)(s.p - text.p) } };
		at = end + 3;
	}
	b->root->comments = (struct spans){ list.v, list.n };
}

/* One finding for each kind of what was left out, at the first place. */
static void
tell_dropped(struct builder *b)
{
	static const char *const words[REPAIR_KINDS][2] = {
		[REPAIR_LABEL] = { "要素的名称（如“附件：”“抄送：”），"
		    "由程序排出",
		    "names of elements (附件：, 抄送：), which the program "
		    "sets" },
		[REPAIR_MARK] = { "主送后的冒号、附注的括号等，由程序排出",
		    "colons and brackets that the program sets" },
		[REPAIR_PAGE_NUMBER] = { "页码", "page numbers" },
		[REPAIR_RULE] = { "横线", "rules" },
		[REPAIR_PROPERTY] = { "网页的属性栏（索引号、主题分类等），"
		    "不是公文的文字",
		    "the web page's own table (索引号, 主题分类)" },
		[REPAIR_WEEKDAY] = { "成文日期后的星期",
		    "weekdays behind dates" },
		[REPAIR_HEADER] = { "每页重复的表头",
		    "heads of tables repeated on pages" },
		[REPAIR_MARKUP] = { "标记（# | 标题： 等）",
		    "marks (# | 标题： and the like)" },
		[REPAIR_REPEATED] = { "与已写明的要素相同的文字",
		    "text that repeats an element said already" },
	};
	size_t counts[REPAIR_KINDS] = { 0 };
	struct pos first[REPAIR_KINDS];
	bool english = b->findings->language == LANGUAGE_EN;

	EACH(const struct repair, repair, b->dropped.list) {
		if (counts[repair->kind]++ == 0)
			first[repair->kind] = repair->pos;
	}
	for (size_t k = 0; k < REPAIR_KINDS; k++)
		if (counts[k] > 0 && !(b->lines.marked &&
		    (k == REPAIR_MARKUP || k == REPAIR_LABEL ||
		    k == REPAIR_MARK)))
			finding_add(b->findings, FINDING_TEXT_LEFT_OUT,
			    first[k], "不作为文字：%s（%zu处，这是第一处）",
			    "not taken for text: %s (%zu of them, the first "
			    "is here)", words[k][english], counts[k]);
}

/* What keys in the text say counts for the lines after them as well. */
static uint64_t
said_labels(const struct lines *lines)
{
	uint64_t said = 0;

	for (size_t i = 0; i < lines->n; i++)
		if (lines->v[i].said > 0)
			said |= UINT64_C(1) << (lines->v[i].said - 1);
	return said & (LABEL_BIT(NUMBER) | LABEL_BIT(TITLE) |
	    LABEL_BIT(RECIPIENTS) | LABEL_BIT(DATE) | LABEL_BIT(SIGNATURE));
}

/*
 * The file of an attachment that begins with its mark: the page is what stands
 * under it, and what follows are pages beside it.
 */
static struct document *
unwrap_page(struct builder *b, struct document *root, struct attachment *page)
{
	struct attachments list = root->attachments;
	struct document *inner;

	if (list.n == 0 || root->body.n > 0 || list.v[0].document == NULL ||
	    list.v[0].kind != ATTACHMENT_PAGE || (root->title.n > 0 &&
	    !str_eq(text_join(b->arena, root->title, STR_NONE),
	    text_join(b->arena, list.v[0].document->title, STR_NONE))))
		return root;
	inner = list.v[0].document;
	page->mark = list.v[0].mark;
	page->landscape |= list.v[0].landscape;
	page->unbound |= list.v[0].unbound;
	if (inner->attachments.n == 0)
		inner->attachments = (struct attachments){ list.v + 1,
		    list.n - 1 };
	inner->repairs = root->repairs;
	return inner;
}

/* What an author of Markdown typed into the text and not above it. */
static void
tell_typed(struct builder *b, const struct document *document)
{
	bool english = b->findings->language == LANGUAGE_EN;

	EACH_OF(const struct element, element, elements, ELEMENT_COUNT) {
		struct span value;

		if (element->part == PART_NOWHERE ||
		    element->id == ELEMENT_title ||
		    !element_given(document, element))
			continue;
		value = element_value(b->arena, document, element, " ");
		if (value.pos.file == b->lines.file &&
		    value.pos.offset >= b->body)
			finding_add(b->findings, FINDING_ELEMENT_TYPED,
			    value.pos, "已把“%.*s”认作%.*s",
			    "“%.*s” was taken for the %.*s",
			    STR_ARG(value.text), english ?
			    (int)strlen(element->json) :
			    (int)element_title(element).n, english ?
			    element->json : element_title(element).p);
	}
}

/* 2026-06-14 is printed as 2026年6月14日; 2026.6.14 is for the checker. */
static void
spell_date(struct builder *b, struct document *document)
{
	struct span typed = document->date;
	struct date date;
	size_t length;

	if (typed.pos.file != b->lines.file || !str_has(typed.text,
	    STR("-")) || !date_parse(typed.text, &date, &length) ||
	    length < typed.text.n || date.day == 0)
		return;
	front_set(b->arena, document, (struct span){ STR("成文日期"),
	    typed.pos }, typed, b->findings);
}

/* What the text of a file and what its front matter say. */
static struct document *
read_text(struct builder *b, const struct document *front, bool marked,
    struct rows *rows, const struct source_options *options,
    struct attachment *page)
{
	b->root = NEW(b->arena, struct document);
	b->root->pos = (struct pos){ rows->file, 0 };
	b->lines = lines_read(b->arena, rows, marked, front, b->findings);
	lines_label(b->arena, &b->lines, page != NULL &&
	    !document_is_complete(front), options->explain, b->findings);
	b->given = said_labels(&b->lines);
	b->dropped = rows->marks;
	b->mark_count = rows->marks.list.n;
	VEC_ADD(b->arena, &b->sections)->document = b->root;
	add_lines(b);
	forget_marks(b);
	drop_settings(b);
	finish_sections(b);
	if (marked)
		collect_comments(b);
	else
		add_comments(b, rows);
	tell_dropped(b);
	b->root->repairs = (struct repairs){ b->dropped.list.v,
	    b->dropped.list.n };
	return b->root;
}

static struct document *
read_document(struct arena *arena, uint32_t file, bool marked,
    const struct knowledge *known, const struct source_options *options,
    struct attachment *page, struct findings *findings)
{
	struct builder b = { .arena = arena, .findings = findings,
	    .special = { .arena = arena, .findings = findings,
	    .settings = TABLE_SETTINGS_INIT } };
	struct arena own = ARENA_INIT;
	struct rows rows = { .known = known, .arena = &own };
	struct document front = { 0 };

	b.special.folder = path_folder(findings->files->list.v[file - 1].name);
	if (known == NULL &&
	    front_read(arena, file, &front, &b.body, findings) != 0)
		return NULL;
	rows.authored = marked && b.body > 0;
	row_read(arena, file, b.body, marked, &rows, findings);
	read_text(&b, &front, marked, &rows, options, page);
	arena_release(&own);
	/* What has spent its budget has lost text, and has said so. */
	if (!marked && !arena->spent && integrity_check(b.root, file, b.body,
	    findings) != 0)
		return NULL;
	join_front(arena, &front, b.root, findings);
	EACH(const struct section, section, b.sections) {
		if (marked)
			tell_typed(&b, section->document);
		spell_date(&b, section->document);
	}
	if (page != NULL)
		return unwrap_page(&b, b.root, page);
	for (size_t i = 0; i < options->set.n; i++)
		front_set(arena, b.root, options->set.v[i].name,
		    options->set.v[i].text, findings);
	return b.root;
}

struct document *
text_read_page(struct arena *arena, uint32_t file, bool marked,
    const struct source_options *options, struct attachment *page,
    struct findings *findings)
{
	return read_document(arena, file, marked, NULL, options, page,
	    findings);
}

struct document *
text_read_known(struct arena *arena, uint32_t file,
    const struct knowledge *known, const struct source_options *options,
    struct findings *findings)
{
	return read_document(arena, file, false, known, options, NULL,
	    findings);
}

struct document *
markdown_read(struct arena *arena, uint32_t file,
    const struct source_options *options, struct findings *findings)
{
	return text_read_page(arena, file, true, options, NULL, findings);
}
