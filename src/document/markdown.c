/*
 * A document in, Markdown out that reads back the same: front matter by
 * slot.def, then the body, tables and attachments.  Read it from the end.
 */
#include "markdown.h"

#include "../base/file.h"
#include "../text/chars.h"
#include "../text/date.h"
#include "../text/ordinal.h"
#include "../text/size.h"
#include "../text/words.h"
#include "element.h"

/* Attachments in attachments: no deeper than readers go. */
#define DEPTH_MAX	16
/* Words before a colon may be the name of an element: 抄送机关：. */
#define KEY_BYTES_MAX	30

/* A label of a contact line ends within so many. */
#define CONTACT_BYTES	30

/* Characters of the name of a setting in a line of its own. */
#define SETTING_CHARS	2

/* A comment of nothing parts marks from the text beside them. */
#define GUARD	"<!---->"

enum {
#define SETTING(id, written, member, name, mark)	NAME_##id,
#include "setting.def"
};

static const char *const setting_names[] = {
#define SETTING(id, written, member, name, mark)	[NAME_##id] = name,
#include "setting.def"
};

/* Of the attachments of one document. */
struct pages {
	const struct document *of;	/* NULL: not asked yet */
	bool any;			/* of them wants a file of its own */
	bool all_counted;
	struct page_facts {
		bool own;		/* it wants a file of its own */
		bool counted;		/* its mark is the one it would be
					   given */
		bool again;		/* one before it has its mark */
	} *v;
};

struct writer {
	struct arena *arena;
	struct buf *out;
	struct str stem;
	VEC(struct markdown_file) files;
	unsigned depth;
	unsigned pictures;		/* that have files */
	bool titled;			/* the document has a title */
	bool braced;			/* a fill-in line is written */
	struct pages pages;		/* of the document in hand */
};

static void	write_runs(struct writer *, struct text, bool start, bool cell);

/* --- front matter ----------------------------------------------------- */

/* Is this plain value read, also as YAML, as the text that it is? */
static bool
is_plain(struct str s)
{
	if (s.n == 0 || s.p[s.n - 1] == ' ' ||
	    strchr(" -?.+~<=0123456789", s.p[0]) != NULL)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' ||
		    strchr(":#{}[],&*!|>'\"%@`\\", s.p[i]) != NULL)
			return false;
	return !str_is_one(s, "true|false|null|yes|no");
}

static void
write_scalar(struct writer *w, struct str s)
{
	if (is_plain(s)) {
		buf_str(w->out, s);
		return;
	}
	buf_byte(w->out, '"');
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '"' || s.p[i] == '\\') {
			buf_byte(w->out, '\\');
			buf_byte(w->out, s.p[i]);
		} else if (s.p[i] == '\n')
			buf_lit(w->out, "\\n");
		else if (s.p[i] == '\t')
			buf_lit(w->out, "\\t");
		else
			buf_byte(w->out, s.p[i]);
	buf_byte(w->out, '"');
}

static void
write_key(struct writer *w, const char *key, struct str value)
{
	if (value.n == 0)
		return;
	buf_format(w->out, "%s: ", key);
	write_scalar(w, value);
	buf_byte(w->out, '\n');
}

static void
write_list(struct writer *w, const char *key, const struct spans *spans)
{
	if (spans->n == 1) {
		write_key(w, key, spans->v[0].text);
		return;
	}
	if (spans->n > 0)
		buf_format(w->out, "%s:\n", key);
	for (size_t i = 0; i < spans->n; i++) {
		buf_lit(w->out, "  - ");
		write_scalar(w, spans->v[i].text);
		buf_byte(w->out, '\n');
	}
}

/* A text with its marks, as a value. */
static struct str
marked(struct writer *w, struct text text)
{
	struct buf own = { 0 }, *out = w->out;

	w->out = &own;
	write_runs(w, text, false, false);
	w->out = out;
	return buf_take(w->arena, &own);
}

/* "\" before a value that is not to be read as its key is. */
static struct str
said(struct writer *w, struct str s)
{
	return str_starts(s, STR("\\")) ? s : str_cat(w->arena, STR("\\"), s);
}

/* 联系人：, without a blank before the colon */
static bool
has_label(struct str s)
{
	size_t colon = str_find(str_slice(s, 0, CONTACT_BYTES), STR("："), 0);

	for (size_t at = 0; colon != SIZE_MAX && at < colon;)
		if (char_is_space(char_next(s, &at)))
			return false;
	return colon != SIZE_MAX;
}

/* Would the reader of the front matter change it? */
static bool
is_changed(enum element_form form, struct str s, bool first)
{
	struct date date;
	size_t length;

	switch (form) {
	case FORM_DATE:
		if (str_ends(s, STR("印发")) || str_ends(s, STR("翻印")))
			return true;
		if (!date_parse(s, &date, &length) || date.month == 0)
			return false;
		if (date.day == 0)
			date.day = 1;
		return !date_exists(date) || !str_has(s, STR("年"));
	case FORM_COPIES:
		return number_parse(s) != 0;
	case FORM_RECIPIENTS:
		return str_ends(s, STR("：")) || str_ends(s, STR(":"));
	case FORM_REMARKS:
		return str_starts(s, STR("（")) || str_starts(s, STR("("));
	case FORM_NOTE:		/* of a name, without its ordinal */
		return str_starts(s, STR("附")) || ordinal_parse(
		    str_slice(s, 0, 80)).style != ORDINAL_NONE;
	case FORM_CONTACTS:
		return first && !has_label(s);
	default:
		return false;
	}
}

/* A value of a span: what begins with a backslash or stars is said to. */
static struct str
plain(struct writer *w, enum element_form form, struct str s)
{
	return s.n > 0 && (s.p[0] == '\\' || str_starts(s, STR("**")) ||
	    is_changed(form, s, false)) ? str_cat(w->arena, STR("\\"), s) : s;
}

static void
write_texts(struct writer *w, const char *key, enum element_form form,
    const struct texts *texts)
{
	struct spans spans = { NEW_ARRAY(w->arena, struct span, texts->n),
	    texts->n };

	for (size_t i = 0; i < texts->n; i++) {
		struct str s = text_join(w->arena, texts->v[i], STR_NONE);

		spans.v[i].text = marked(w, texts->v[i]);
		if (is_changed(form, s, i == 0))
			spans.v[i].text = said(w, spans.v[i].text);
	}
	write_list(w, key, &spans);
}

static void
write_text(struct writer *w, const char *key, enum element_form form,
    struct text text)
{
	struct str s = marked(w, text);

	write_key(w, key, is_changed(form, text_join(w->arena, text,
	    STR_NONE), true) ? said(w, s) : s);
}

/* Names: one that holds what parts names is the only item of a list. */
static void
write_names(struct writer *w, const char *key, enum element_form form,
    const struct spans *names)
{
	struct spans list = { NEW_ARRAY(w->arena, struct span, names->n),
	    names->n };

	for (size_t i = 0; i < names->n; i++)
		list.v[i].text = plain(w, form, names->v[i].text);
	if (list.n == 1 && (str_has_one(list.v[0].text, "、|；|;") ||
	    (form == FORM_PERSONS && words_person_end(list.v[0].text, 0) <
	    list.v[0].text.n)))
		list.v[0].text = said(w, list.v[0].text);
	write_list(w, key, &list);
}

/* The organs and the mark: the mark is said only when it is not theirs. */
static void
write_mark(struct writer *w, const struct document *document)
{
	struct spans marks = document->marks;
	struct span *last;
	const struct span *tail = &document->mark_tail;
	bool own = !spans_same(&marks, &document->organs) ||
	    tail->text.n == 0 || (tail->pos.file != 0 &&
	    !str_eq(tail->text, STR("文件")));

	write_names(w, "发文机关", FORM_NAMES, &document->organs);
	if (!own || document->marks.n == 0)
		return;
	marks.v = NEW_ARRAY(w->arena, struct span, marks.n);
	memcpy(marks.v, document->marks.v, marks.n * sizeof(*marks.v));
	last = &marks.v[marks.n - 1];
	last->text = str_cat(w->arena, last->text, document->mark_tail.text);
	write_names(w, "发文机关标志", FORM_MARKS, &marks);
}

/* Are the ordinals 1. 2. 3., which are made anyway? */
static bool
is_counted(struct writer *w, const struct note *note)
{
	for (size_t i = 0; i < note->n; i++)
		if (note->v[i].ordinal.text.n > 0 &&
		    !str_eq(note->v[i].ordinal.text, str_format(w->arena,
		    "%zu.", i + 1)))
			return false;
	return note->n > 1;
}

/* The name with its ordinal, if that needs to be said. */
static struct text
note_line(struct writer *w, const struct note *note, size_t i)
{
	const struct note_item *item = &note->v[i];

	return is_counted(w, note) ? item->name : text_append(w->arena,
	    text_plain(w->arena, item->ordinal), item->name);
}

static const struct pages *pages_of(struct writer *, const struct document *);

/* 附件2, or 印发件, 印发件2 by its place among all pages. */
static struct str
page_word(struct writer *w, const struct document *document, size_t i)
{
	struct str mark = document->attachments.v[i].mark.text;

	if (pages_of(w, document)->v[i].again)
		return str_format(w->arena, "%.*s-%zu", STR_ARG(mark), i + 1);
	if (document->attachments.v[i].kind == ATTACHMENT_PAGE)
		return mark;
	return i == 0 ? STR("印发件") :
	    str_format(w->arena, "印发件%zu", i + 1);
}

/* As it is named in the file that is written, which may be below 附件/. */
static struct str
page_file(struct writer *w, const struct document *document, size_t i)
{
	return str_format(w->arena, "%s%.*s-%.*s.md",
	    w->depth == 0 ? "附件/" : "", STR_ARG(w->stem),
	    STR_ARG(page_word(w, document, i)));
}

/* Has it elements that cannot be typed below the text? */
static bool
has_more(struct writer *w, const struct document *document)
{
	bool more = document->attachments.n > 0 || document->note.n > 0 ||
	    document->seal == SEAL_TITLE;

	for (size_t i = 0; i < document->contacts.n; i++) {
		struct str s = text_join(w->arena, document->contacts.v[i],
		    STR_NONE);

		more |= !words_contact(s) || !has_label(s) ||
		    !char_is_han(char_at(s, 0)) ||
		    document->signatures.n + document->date.text.n > 0;
	}
	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		switch ((enum element_id)i) {
		case ELEMENT_title: case ELEMENT_signatures:
		case ELEMENT_organs: case ELEMENT_date:
		case ELEMENT_remarks: case ELEMENT_contacts:
			break;
		default:
			more |= element_given(document, &elements[i]);
		}
	return more;
}

static bool
begins_as_page(struct text title)
{
	return title.n > 0 && str_starts(title.v[0].text, STR("附"));
}

/*
 * A forwarded document stands in a file of its own, with front matter; so does
 * what is more than a text with a signature.
 */
static bool
needs_own(struct writer *w, const struct attachment *page)
{
	const struct document *document = page->document;

	if (document == NULL)
		return false;
	if (page->import.n > 0 || has_more(w, document))
		return true;
	return page->kind == ATTACHMENT_PAGE ? document_is_complete(document) :
	    document->title.n == 0 || begins_as_page(document->title);
}

/* What is asked of all attachments of a document, found out once. */
static const struct pages *
pages_of(struct writer *w, const struct document *parent)
{
	struct pages *pages = &w->pages;
	size_t n = parent->attachments.n, marks = 0, number = 0;
	struct str_index seen = { 0 };

	if (pages->of == parent)
		return pages;
	*pages = (struct pages){ .of = parent, .all_counted = true,
	    .v = NEW_ARRAY(w->arena, struct page_facts, n) };
	for (size_t i = 0; i < n; i++)
		marks += parent->attachments.v[i].kind == ATTACHMENT_PAGE;
	for (size_t i = 0; i < n; i++) {
		const struct attachment *page = &parent->attachments.v[i];
		struct page_facts *facts = &pages->v[i];

		number += page->kind == ATTACHMENT_PAGE;
		facts->own = needs_own(w, page);
		facts->again = page->kind == ATTACHMENT_PAGE &&
		    (*str_number(w->arena, &seen, page->mark.text))++ > 0;
		facts->counted = page->kind == ATTACHMENT_PAGE &&
		    str_eq(page->mark.text, marks == 1 ? STR("附件") :
		    str_format(w->arena, "附件%zu", number));
		pages->any |= facts->own;
		pages->all_counted &= facts->counted;
	}
	return pages;
}

/*
 * Where some stand in files and some in the text, it is their numbers that put
 * them in order; without those all have files.
 */
static bool
needs_file(struct writer *w, const struct document *parent, size_t i)
{
	const struct pages *pages = pages_of(w, parent);

	return pages->any && (!pages->all_counted || pages->v[i].own);
}

/* A page below the text has its title for its name in the list. */
static bool
lists_others(struct writer *w, const struct document *document)
{
	for (size_t i = 0; i < document->attachments.n; i++)
		if (document->attachments.v[i].listed.n > 0 &&
		    !needs_file(w, document, i))
			return true;
	return false;
}

static void
write_note(struct writer *w, const struct document *document)
{
	const struct note *note = &document->note;
	struct spans names = { NEW_ARRAY(w->arena, struct span, note->n),
	    note->n };

	if (!note->typed && !lists_others(w, document))
		return;
	for (size_t i = 0; i < note->n; i++) {
		const struct note_item *item = &note->v[i];
		struct str name = text_join(w->arena, item->name, STR_NONE);
		struct str s = marked(w, note_line(w, note, i));

		names.v[i].text = name.n == 0 || ((is_counted(w, note) ||
		    item->ordinal.text.n == 0) && is_changed(FORM_NOTE, name,
		    false)) ? said(w, s) : s;
	}
	write_list(w, "附件说明", &names);
}

/* One entry of 附件: a file, with what is to be said of it. */
static void
write_entry(struct writer *w, const struct document *document, size_t i)
{
	const struct attachment *page = &document->attachments.v[i];
	struct str file = page->import.n > 0 ? page->path.text :
	    page_file(w, document, i);
	bool counted = pages_of(w, document)->v[i].counted;

	buf_lit(w->out, "  - ");
	if (page->listed.n > 0) {
		buf_lit(w->out, "标题: ");
		write_scalar(w, marked(w, page->listed));
		buf_lit(w->out, "\n    文件: ");
	} else if (page->kind == ATTACHMENT_ENCLOSURE || !counted ||
	    page->landscape || page->unbound)
		buf_lit(w->out, "文件: ");
	write_scalar(w, file);
	buf_byte(w->out, '\n');
	if (page->landscape)
		buf_lit(w->out, "    横向: 是\n");
	if (page->unbound)
		buf_lit(w->out, "    另装: 是\n");
	if (page->kind == ATTACHMENT_ENCLOSURE)
		buf_lit(w->out, "    印发件: 是\n");
	else if (!counted) {
		buf_lit(w->out, "    序号: ");
		write_scalar(w, page->mark.text);
		buf_byte(w->out, '\n');
	}
}

/* Attachments that stand in files: those that did, and forwarded documents. */
static void
write_pages(struct writer *w, const struct document *document)
{
	bool any = false;

	for (size_t i = 0; i < document->attachments.n; i++) {
		if (!needs_file(w, document, i))
			continue;
		if (!any)
			buf_lit(w->out, "附件:\n");
		any = true;
		write_entry(w, document, i);
	}
}

/* The keys of one element; the title stands in the text. */
static void
write_element(struct writer *w, const struct document *document,
    const struct element *element)
{
	struct str name = element_title(element);
	const char *key = str_cstr(w->arena, name);
	const void *slot = element_in(document, element);

	if (element->form == FORM_NONE || element->id == ELEMENT_title ||
	    element->id == ELEMENT_marks)
		return;
	if (element->id == ELEMENT_organs) {
		write_mark(w, document);
		return;
	}
	if (element->id == ELEMENT_signatures &&
	    document_signs_as_organs(document))
		return;
	switch (element->kind) {
	case ELEMENT_SPAN:
		write_key(w, key, plain(w, element->form,
		    ((const struct span *)slot)->text));
		break;
	case ELEMENT_SPANS:
		write_names(w, key, element->form, slot);
		break;
	case ELEMENT_TEXT:
		write_text(w, key, element->form, *(const struct text *)slot);
		break;
	case ELEMENT_TEXTS:
		write_texts(w, key, element->form, slot);
		break;
	}
}

static void
write_part(struct writer *w, const struct document *document,
    enum element_part part)
{
	for (size_t i = 0; i < ELEMENT_COUNT; i++)
		if (elements[i].part == part || (part == PART_HEAD &&
		    elements[i].part == PART_NOWHERE))
			write_element(w, document, &elements[i]);
}

/* How the document is made, by a key of slot.def with one word. */
static void
write_making(struct writer *w, const struct document *document, const char *key)
{
	const struct making *making = making_find(str_of(key));
	struct str word = making_word(document, making);

	write_key(w, key, making->form == FORM_SPAN ?
	    plain(w, FORM_SPAN, word) : word);
}

static void
write_front(struct writer *w, const struct document *document)
{
	static const char *const look[] = { "版记偶数页", "版记横页",
		"附件另装", "控件", "模板", "排版" };

	buf_lit(w->out, "---\n");
	write_making(w, document, "版式");
	write_making(w, document, "版头");
	if (!str_eq(document->genre, document_tells_genre(w->arena, document)))
		write_key(w, "文种", document->genre);
	for (size_t i = 0; i < COUNT_OF(look); i++)
		write_making(w, document, look[i]);
	write_part(w, document, PART_HEAD);
	if (begins_as_page(document->title))
		write_text(w, "标题", FORM_TITLE, document->title);
	write_part(w, document, PART_TITLE);
	write_part(w, document, PART_ENDING);
	write_making(w, document, "印章");
	write_making(w, document, "联系人位置");
	write_note(w, document);
	write_pages(w, document);
	write_part(w, document, PART_COLOPHON);
	EACH(const struct value, value, document->values)
		write_key(w, str_cstr(w->arena, value->name.text),
		    value->text.text);
	buf_lit(w->out, "---\n\n");
}

/* --- text ------------------------------------------------------------- */

/* &nbsp; and its like */
static bool
is_entity(struct str s)
{
	size_t n = 1;

	while (n < s.n && s.p[n] >= 'a' && s.p[n] <= 'z')
		n++;
	return n > 1 && n < s.n && s.p[n] == ';';
}

/*
 * Could the star at AT be a mark, to us or to another reader of Markdown: one
 * of several, the last character, or one that something to be marked follows?
 */
static bool
is_star(struct str s, size_t at)
{
	size_t next = at + 1;
	uint32_t c;

	if (next == s.n || s.p[next] == '*' || (at > 0 && s.p[at - 1] == '*'))
		return true;
	c = char_next(s, &next);
	return char_is_han(c) || char_is_ascii_alnum(c) || char_no_line_end(c);
}

/* Characters that Markdown would take for marks get a backslash. */
static void
write_escaped(struct writer *w, struct str s, bool line_start, bool cell)
{
	bool none = false;		/* no }} from here on */

	for (size_t i = 0, from = 0; from < s.n; from = ++i) {
		char c;
		bool first, opens;
		size_t end;

		i = str_ascii(s, from);
		buf_str(w->out, str_slice(s, from, i));
		if (i == s.n)
			return;
		c = s.p[i];
		first = line_start && i == 0;
		opens = c == '{' && i + 1 < s.n && s.p[i + 1] == '{';
		end = opens && !none ? str_find(s, STR("}}"), i) : SIZE_MAX;
		none |= opens && end == SIZE_MAX;
		if (end != SIZE_MAX && !first) {	/* {{name|filter}} */
			buf_str(w->out, str_slice(s, i, end + 2));
			i = end + 1;
			continue;
		}
		if (c == '\\' || c == '`' || c == '<' ||
		    (c == '*' && (is_star(s, i) ||
		    str_ends(buf_view(w->out), STR("*")))) ||
		    (w->braced && (c == '{' || c == '}')) ||
		    (c == '&' && is_entity(str_slice(s, i, i + 8))) ||
		    (cell && (c == '|' || (s.n == 1 && c == '^'))) ||
		    (first && c != '\0' && strchr("#>|-+=~{!*", c) != NULL))
			buf_byte(w->out, '\\');
		buf_byte(w->out, c);
	}
}

/*
 * The marks of a bold text, one at a time.  Where they would be taken for the
 * stars of what is hidden, a power or two stars in blanks, an empty comment
 * parts them from what stands there.
 */
struct bold {
	bool on;
	bool masked;		/* what opens it stands as behind a name */
};

static void
turn_bold(struct writer *w, struct bold *bold, struct str next)
{
	struct str before = buf_view(w->out);
	bool hidden = words_hidden(before, next);
	bool masked = words_masked(before);

	bold->on = !bold->on;
	if (bold->on) {
		bold->masked = masked;
		buf_lit(w->out, hidden ? GUARD "**" GUARD : "**");
		if (str_trim_left(next).n < next.n)
			buf_lit(w->out, GUARD);
		return;
	}
	if (hidden || (masked && bold->masked) ||
	    str_trim_right(before).n < before.n)
		buf_lit(w->out, GUARD);
	buf_lit(w->out, hidden ? "**" GUARD : "**");
}

static void
write_runs(struct writer *w, struct text text, bool start, bool cell)
{
	struct bold bold = { false, false };

	for (size_t i = 0; i < text.n; i++) {
		struct run run = text.v[i];
		bool marked = run.text.n > 0 ? (run.flags & RUN_BOLD) != 0 :
		    bold.on;

		if (bold.on && !marked)
			turn_bold(w, &bold, run.flags & RUN_BREAK ? STR_NONE :
			    run.text);
		if (run.flags & RUN_BREAK)
			buf_lit(w->out, "<br>");
		if (marked && !bold.on)
			turn_bold(w, &bold, run.text);
		write_escaped(w, run.text, start && i == 0 && !bold.on, cell);
	}
	if (bold.on)
		turn_bold(w, &bold, STR_NONE);
}

/* The paragraphs of a cell are lines of one: no mark ends at a line. */
static struct text
cell_text(struct writer *w, const struct cell *cell)
{
	struct run line_break = { STR_NONE, POS_NONE, RUN_BREAK };
	struct text_room room = { 0 };
	struct text text = { NULL, 0 };

	if (cell->paragraphs.n == 1)
		return cell->paragraphs.v[0];
	for (size_t p = 0; p < cell->paragraphs.n; p++) {
		if (p > 0)
			text_extend(w->arena, &room, &text,
			    (struct text){ &line_break, 1 });
		text_extend(w->arena, &room, &text, cell->paragraphs.v[p]);
	}
	return text;
}

static void
write_braced(struct writer *w, const char *key, const struct text *text)
{
	if (text->n == 0)
		return;
	buf_format(w->out, "{%s: ", key);
	write_runs(w, *text, false, false);
	buf_lit(w->out, "}\n");
}

static void
write_widths(struct writer *w, const struct table *table, const char *name)
{
	if (table->widths == NULL)
		return;
	for (unsigned c = 0; c < table->columns; c++)
		buf_format(w->out, "%s%s%u", c == 0 ? name : "",
		    c == 0 ? "=" : ",", table->widths[c]);
}

static void
write_number(struct writer *w, const char *name, unsigned n, bool always)
{
	if (n > 0 || always)
		buf_format(w->out, " %s=%u", name, n);
}

static void
write_size(struct writer *w, const char *name, unsigned half_points)
{
	const char *size = size_name(half_points);

	if (size != NULL)
		buf_format(w->out, " %s=%s", name, size);
	else if (half_points > 0)
		buf_format(w->out, " %s=%g", name, half_points / 2.0);
}

/* {表格: …}: what the table has of setting.def. */
static void
write_settings(struct writer *w, const struct table *table)
{
	buf_lit(w->out, "{表格:");
#define WRITE_NOT(member, name)	(void)0
#define WRITE_FLAG(member, name)					\
	buf_lit(w->out, table->member ? " " name : "")
#define WRITE_NUMBER(member, name)					\
	write_number(w, name, table->member,				\
	    &table->member == &table->header_rows)
#define WRITE_WIDTHS(member, name)	write_widths(w, table, " " name)
#define WRITE_SIZE(member, name)	write_size(w, name, table->member)
#define WRITE_CONTROLS(member, name)					\
	buf_lit(w->out, table->member == table->form ? "" :		\
	    table->member ? " " name "=是" : " " name "=否")
#define SETTING(id, written, member, name, mark) WRITE_##written(member, name);
#include "setting.def"
	buf_lit(w->out, "}\n\n");
}

static void
write_table(struct writer *w, const struct table *table)
{
	static const char *const rules[] = {
		[ALIGN_BODY] = "|---", [ALIGN_LEFT] = "|:---",
		[ALIGN_CENTER] = "|:---:", [ALIGN_RIGHT] = "|---:",
	};
	unsigned end = 0;	/* of the last cell that begins in the row */

	write_braced(w, setting_names[NAME_CAPTION], &table->caption);
	write_braced(w, setting_names[NAME_UNIT], &table->unit);
	write_settings(w, table);
	for (unsigned r = 0; r < table->rows; r++, end = 0) {
		for (unsigned c = 0; c < table->columns; c++) {
			const struct cell *cell =
			    &table->cells[(size_t)r * table->columns + c];

			buf_lit(w->out, "| ");
			if (cell->covered)
				buf_lit(w->out, c < end ? "<" : "^");
			else
				end = c + cell->colspan;
			write_runs(w, cell_text(w, cell), false, true);
			buf_str(w->out, cell->rule.text);
			buf_byte(w->out, ' ');
		}
		buf_lit(w->out, "|\n");
		if (r > 0)
			continue;
		for (unsigned c = 0; c < table->columns; c++)
			buf_lit(w->out, rules[table->aligns == NULL ?
			    ALIGN_BODY : table->aligns[c]]);
		buf_lit(w->out, "|\n");
	}
	buf_byte(w->out, '\n');
}

/* A # at the end of a heading is its own, and does not close it: C \#. */
static void
keep_hash(struct writer *w)
{
	size_t at = w->out->n;

	while (at > 0 && w->out->p[at - 1] == '#')
		at--;
	if (at > 0 && at < w->out->n && w->out->p[at - 1] == ' ') {
		w->out->n--;
		buf_lit(w->out, "\\#");
	}
}

/* A heading of its own is one in Markdown; others keep their ordinal. */
static void
write_heading(struct writer *w, const struct block *block)
{
	bool alone = block->topic > 0 && block->topic >= block->text.n;

	if (alone && block->level >= 0 && block->level <= 5) {
		for (int i = block->level == 0 ? -1 : 0; i <= block->level;
		    i++)
			buf_byte(w->out, '#');
		buf_byte(w->out, ' ');
	}
	buf_str(w->out, block->ordinal.text);
	write_runs(w, block->text, false, false);
	if (alone)
		keep_hash(w);
	buf_lit(w->out, "\n\n");
}

/* Before ASCII a backslash would mean, or be, that character. */
static const char *
text_head(const struct block *block)
{
	const struct run *run = &block->text.v[0];
	char c = run->text.n > 0 ? run->text.p[0] : '\0';

	return run->flags == 0 && ((c & 0x80) || (c >= '0' && c <= '9')) ?
	    "\\" : "\\ ";
}

/*
 * Would a reader take the paragraph for text whatever stands around it?  It is
 * a sentence, with no word before a colon as elements have, and no number.
 * Others get a backslash, unless write_escaped gives them one.
 */
static bool
is_clear(struct writer *w, const struct block *block)
{
	struct str s = text_join(w->arena, block->text, STR_NONE), first;
	size_t colon = str_find(s, STR("："), 0);

	if (s.n == 0 || (block->text.v[0].flags == 0 &&
	    (strchr("#>|-+=~{!*\\`<", s.p[0]) != NULL ||
	    (s.p[0] == '&' && is_entity(str_slice(s, 0, 8))))))
		return true;
	first = str_slice(block->text.v[0].text, 0, 80);
	return block->text.v[0].flags == 0 && str_ends_one(s, "。|；|如下：") &&
	    (colon > KEY_BYTES_MAX || colon + STR("：").n == s.n) &&
	    !str_starts_one(s, "（|附") &&
	    ordinal_parse(first).style == ORDINAL_NONE;
}

/* Lines as they are, between fences. */
static bool
is_fenced(const struct block *block)
{
	for (size_t i = 0; i < block->text.n; i++)
		if ((block->text.v[i].flags & RUN_CODE) == 0)
			return false;
	return block->text.n > 0 && block->align == ALIGN_LEFT;
}

static void
write_fence(struct writer *w, const struct block *block)
{
	struct str s = text_join(w->arena, block->text, STR("\n"));
	size_t n = 3;

	while (str_has(s, str_slice(STR("``````````"), 0, n)) && n < 10)
		n++;
	buf_format(w->out, "%.*s\n%.*s\n%.*s\n\n", (int)n, "``````````",
	    STR_ARG(s), (int)n, "``````````");
}

/*
 * A word as short as that before a colon may be a setting of the table below,
 * unless it is bold: a backslash makes it a line to be filled in.
 */
static bool
is_setting(struct text text)
{
	struct str s = text.n > 0 ? str_trim(text.v[0].text) : STR_NONE;
	size_t at = 0, chars = 0;
	uint32_t c;

	do
		c = char_next(s, &at);
	while (c != 0 && c != ':' && c != U'：' && !char_is_space(c) &&
	    chars++ < SETTING_CHARS);
	return chars <= SETTING_CHARS && (text.n == 0 ||
	    (text.v[0].flags & RUN_BOLD) == 0);
}

/* One that came in a DOCX goes to a file of its own. */
struct str
markdown_picture(struct arena *arena, struct str stem,
    const struct picture *picture, unsigned number)
{
	return picture->path.text.n > 0 ? picture->path.text :
	    str_format(arena, "附件/%.*s-图%u.%s", STR_ARG(str_replace(arena,
	    stem, STR(")"), STR("_"))), number, picture->png ? "png" : "jpg");
}

static void
write_picture(struct writer *w, struct blocks blocks, size_t i)
{
	const struct picture *picture = blocks.v[i].picture;
	bool own = picture->path.text.n == 0;
	struct str name = blocks_picture_alt(blocks, i);
	struct str path = markdown_picture(w->arena, w->stem, picture,
	    w->pictures += own);

	if (own) {
		*VEC_ADD(w->arena, &w->files) = (struct markdown_file){ path,
		    picture->bytes };
		path = w->depth > 0 ? path_name(path) : path;
	}
	buf_format(w->out, "![%.*s](%.*s)\n\n", STR_ARG(name), STR_ARG(path));
}

static void
write_block(struct writer *w, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		write_heading(w, block);
		break;
	case BLOCK_TABLE:
		write_table(w, block->table);
		break;
	case BLOCK_FILL_LINE:
		buf_lit(w->out, is_setting(block->text) ? "{\\" : "{");
		w->braced = true;
		write_runs(w, block->text, false, false);
		w->braced = false;
		buf_lit(w->out, "}\n\n");
		break;
	case BLOCK_PICTURE:
		break;			/* write_blocks */
	case BLOCK_SECTION:
		buf_format(w->out, "{{%s%.*s}}\n\n", !block->section_open ?
		    "/" : block->section_inverted ? "^" : "#",
		    STR_ARG(text_join(w->arena, block->text, STR_NONE)));
		break;
	case BLOCK_PARAGRAPH:
		if (is_fenced(block)) {
			write_fence(w, block);
			break;
		}
		if (!is_clear(w, block))
			buf_lit(w->out, text_head(block));
		write_runs(w, block->text, true, false);
		buf_lit(w->out, "\n\n");
		break;
	}
}

static void
write_blocks(struct writer *w, const struct blocks *blocks)
{
	for (size_t i = 0; i < blocks->n; i++)
		if (blocks->v[i].kind == BLOCK_PICTURE)
			write_picture(w, *blocks, i);
		else
			write_block(w, &blocks->v[i]);
}

/* 署名： before what could be taken for text. */
static void
write_label(struct writer *w, enum element_id id)
{
	buf_format(w->out, "%.*s：", STR_ARG(element_title(&elements[id])));
}

static bool
is_han(struct str s)
{
	for (size_t at = 0; at < s.n;)
		if (!char_is_han(char_next(s, &at)))
			return false;
	return true;
}

/*
 * What an enclosure has of its own stands in it as it was typed; a name over
 * a date and below a text is clear.
 */
static void
write_typed(struct writer *w, const struct document *document)
{
	bool clear = document->signatures.n == 1 &&
	    document->date.text.n > 0 && document->body.n > 0 &&
	    is_han(document->signatures.v[0].text);

	for (size_t i = 0; i < document->contacts.n; i++) {
		write_runs(w, document->contacts.v[i], true, false);
		buf_lit(w->out, "\n\n");
	}
	for (size_t i = 0; i < document->signatures.n; i++) {
		if (!clear)
			write_label(w, ELEMENT_signatures);
		buf_format(w->out, "%.*s\n\n",
		    STR_ARG(document->signatures.v[i].text));
	}
	if (document->date.text.n > 0) {
		if (!clear)
			write_label(w, ELEMENT_date);
		buf_format(w->out, "%.*s\n\n", STR_ARG(document->date.text));
	}
	for (size_t i = 0; i < document->remarks.n; i++) {
		if (clear)
			buf_lit(w->out, "（");
		else
			write_label(w, ELEMENT_remarks);
		write_runs(w, document->remarks.v[i], false, false);
		buf_lit(w->out, clear ? "）\n\n" : "\n\n");
	}
}

static void write_document(struct writer *, const struct document *);

/* A forwarded document goes to a file of its own, below 附件/. */
static void
write_forwarded(struct writer *w, const struct document *document, size_t i)
{
	struct buf own = { 0 }, *out = w->out;
	struct str name = page_file(w, document, i), stem = w->stem;
	struct pages pages = w->pages;
	bool titled = w->titled;

	w->out = &own;
	w->stem = str_format(w->arena, "%.*s-%.*s", STR_ARG(stem),
	    STR_ARG(page_word(w, document, i)));
	w->depth++;
	write_document(w, document->attachments.v[i].document);
	w->depth--;
	w->out = out;
	w->stem = stem;
	w->pages = pages;
	w->titled = titled;
	if (w->depth > 0)
		name = str_cat(w->arena, STR("附件/"), name);
	*VEC_ADD(w->arena, &w->files) = (struct markdown_file){ name,
	    buf_take(w->arena, &own) };
}

/* {横向 另装} behind the title. */
static void
write_words(struct writer *w, const struct attachment *page, size_t i)
{
	const char *const words[] = {
		page->kind == ATTACHMENT_ENCLOSURE && (!w->titled ||
		    (i > 0 && page[-1].kind == ATTACHMENT_PAGE)) ?
		    "印发件" : NULL,
		page->landscape ? setting_names[NAME_LANDSCAPE] : NULL,
		page->unbound ? "另装" : NULL,
	};
	const char *before = " {", *end = "";

	for (size_t k = 0; k < 3; k++)
		if (words[k] != NULL) {
			buf_format(w->out, "%s%s", before, words[k]);
			before = " ";
			end = "}";
		}
	buf_format(w->out, "%s\n\n", end);
}

static void
write_page(struct writer *w, const struct document *parent, size_t i)
{
	const struct attachment *page = &parent->attachments.v[i];
	const struct document *document = page->document;
	struct pages outer;

	if (document == NULL || w->depth >= DEPTH_MAX || page->import.n > 0)
		return;
	if (needs_file(w, parent, i)) {
		write_forwarded(w, parent, i);
		return;
	}
	buf_lit(w->out, "# ");
	if (page->kind == ATTACHMENT_PAGE)
		buf_format(w->out, "%.*s ", STR_ARG(page->mark.text));
	write_runs(w, document->title, false, false);
	keep_hash(w);
	write_words(w, page, i);
	if (document->number.text.n > 0)
		buf_format(w->out, "%.*s\n\n", STR_ARG(document->number.text));
	if (document->recipients.n > 0) {
		write_runs(w, document->recipients, true, false);
		buf_lit(w->out, "：\n\n");
	}
	write_blocks(w, &document->body);
	write_typed(w, document);
	outer = w->pages;
	for (size_t k = 0; k < document->attachments.n; k++)
		write_page(w, document, k);
	w->pages = outer;
}

static void
write_document(struct writer *w, const struct document *document)
{
	write_front(w, document);
	w->titled = document->title.n > 0;
	if (document->title.n > 0 && !begins_as_page(document->title)) {
		buf_lit(w->out, "# ");
		write_runs(w, document->title, false, false);
		keep_hash(w);
		buf_lit(w->out, "\n\n");
	}
	write_blocks(w, &document->body);
	for (size_t i = 0; i < document->attachments.n; i++)
		write_page(w, document, i);
}

void
document_markdown(struct arena *arena, const struct document *document,
    struct str stem, struct buf *out, struct markdown_files *files)
{
	struct writer w = { .arena = arena, .out = out, .stem = stem };

	write_document(&w, document);
	*files = (struct markdown_files){ w.files.v, w.files.n };
}
