/*
 * Keys of the front matter and of --set, by slot.def, → the document's slots;
 * unknown keys with what they may have meant.  Read it from front_read.
 */
#include "source.h"

#include <string.h>

#include "../base/kind.h"
#include "../document/element.h"
#include "../text/chars.h"
#include "../text/date.h"
#include "../text/decode.h"
#include "../text/ordinal.h"
#include "join.h"
#include "line.h"
#include "tree.h"

/* Front matter is small; what is larger was not meant to be one. */
#define FRONT_LIMIT	((size_t)1024 * 1024)
/* Room for the keys of the table below. */
#define KEYS_MAX	64
/* Values of one document. */
#define VALUES_MAX	1000u
/* Unknown keys that an advice is sought for, and their longest, in bytes. */
#define SLIPS_MAX	20
#define SLIP_LENGTH	60

struct front {
	struct arena *arena;
	struct findings *findings;
	struct document *document;
	struct span term;		/* 保密期限 */
	struct pos seen[KEYS_MAX];	/* of the keys, by their number */
	unsigned slips, dropped;	/* unknown keys, values too many */
};

struct entry;
typedef void set_function(struct front *, const struct entry *,
    struct span typed, const struct node *);

/* A key: its name, then others that mean the same, by blanks. */
struct entry {
	const char *names;
	enum element_form form;
	size_t slot;		/* offset in struct document */
};

#define KEY_SLOT(front, key, type) \
	((type *)(void *)((char *)(front)->document + (key)->slot))

/* --- scalars ---------------------------------------------------------- */

static void
type_error(struct front *front, struct span typed, struct pos pos,
    const char *zh, const char *en)
{
	finding_add(front->findings, FINDING_FRONT_TYPE, pos,
	    "“%.*s”的值应当是%s；这一项没有采用",
	    "the value of “%.*s” should be %s; it was not used",
	    STR_ARG(typed.text),
	    front->findings->language == LANGUAGE_EN ? en : zh);
}

/* Texts of many parts: put together piece by piece. */
struct pieces {
	VEC(struct run) runs;
};

/* The page has a face for each element: bold says nothing more. */
static void
make_plain(struct text text)
{
	for (size_t i = 0; i < text.n; i++)
		text.v[i].flags &= ~(unsigned)(RUN_BOLD | RUN_ITALIC);
}

/* Add TEXT; FLAGS (RUN_BREAK) go to its first run when it is not the first. */
static void
add_text(struct front *front, struct pieces *pieces, struct text text,
    unsigned flags)
{
	bool first = pieces->runs.n == 0;

	make_plain(text);
	for (size_t i = 0; i < text.n; i++) {
		struct run *run = VEC_ADD(front->arena, &pieces->runs);

		*run = text.v[i];
		if (i == 0 && !first)
			run->flags |= flags;
	}
}

static struct text
whole(const struct pieces *pieces)
{
	return (struct text){ pieces->runs.v, pieces->runs.n };
}

/* "\\" at the head of a value: it is to be taken as it is typed. */
static bool
is_said(const struct node *node)
{
	return node->lines.n > 0 && str_starts(node->lines.v[0].text,
	    STR("\\"));
}

/* Without that backslash. */
static struct span
said_text(struct span span)
{
	span.text = str_from(span.text, 1);
	if (span.pos.file != 0)
		span.pos.offset++;
	return span;
}

/* Before a mark the inline reader takes the backslash off. */
static bool
is_said_word(const struct node *node)
{
	struct str s = is_said(node) ? node->lines.v[0].text : STR_NONE;
	char c = s.n > 1 ? s.p[1] : '\0';

	return s.n > 1 && ((c & 0x80) || c == ' ' || (c >= '0' && c <= '9') ||
	    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'));
}

/* The text of a scalar with its inner marks; lines of "|" stay lines. */
static struct text
node_text(struct front *front, const struct node *node)
{
	struct pieces pieces = { 0 };

	if (is_said_word(node))
		add_text(front, &pieces, inline_read(front->arena,
		    said_text(node->lines.v[0]), 0, front->findings), 0);
	for (size_t i = is_said_word(node); i < node->lines.n; i++)
		add_text(front, &pieces, inline_read(front->arena,
		    node->lines.v[i], 0, front->findings), RUN_BREAK);
	return whole(&pieces);
}

/* **青禾市科协** is the name in bold, and no name has stars. */
static struct span
without_stars(struct span span)
{
	struct str inner = words_unstarred(span.text);

	if (inner.n == span.text.n)
		return span;
	span.text = inner;
	if (span.pos.file != 0)
		span.pos.offset += 2;
	return span;
}

/* A scalar as plain text, exactly as typed when it is one line. */
static struct span
node_span(struct front *front, const struct node *node)
{
	struct span span = { STR_NONE, node->pos };

	if (node->lines.n == 0)
		return span;
	span = node->lines.v[0];
	if (node->lines.n > 1 || str_has(span.text, STR("\n")))
		span.text = text_join(front->arena, node_text(front, node),
		    STR_NONE);
	return is_said(node) ? said_text(span) : without_stars(span);
}

/* The one scalar of a value; false, with a finding, when it has more. */
static bool
one_span(struct front *front, struct span typed, const struct node *node,
    struct span *span)
{
	if (node->kind == NODE_LIST && node->items.n == 1)
		node = &node->items.v[0];
	if (node->kind != NODE_SCALAR) {
		type_error(front, typed, node->pos, "一项文字", "one text");
		return false;
	}
	*span = node_span(front, node);
	return true;
}

/* The scalars of a list, or the one that stands for a list. */
static bool
next_scalar(struct front *front, struct span typed, const struct node *node,
    size_t *i, const struct node **item)
{
	if (node->kind == NODE_SCALAR) {
		*item = node;
		return (*i)++ == 0 && node->lines.n > 0;
	}
	for (; node->kind == NODE_LIST && *i < node->items.n; ++*i) {
		*item = &node->items.v[*i];
		if ((*item)->kind != NODE_SCALAR)
			type_error(front, typed, (*item)->pos,
			    "文字，一行一项", "texts, one a line");
		else if ((*item)->lines.n > 0) {
			++*i;
			return true;
		}
	}
	if (node->kind == NODE_MAP)
		type_error(front, typed, node->pos, "文字或列表",
		    "a text or a list");
	return false;
}

static struct span
trimmed_part(struct span span, size_t from, size_t to)
{
	return span_part(span, str_trim(str_slice(span.text, from, to)));
}

struct names {
	VEC(struct span) list;
};

static void
add_name(struct front *front, struct names *names, struct span name)
{
	if (name.text.n > 0)
		*VEC_ADD(front->arena, &names->list) = name;
}

/* Cut at 、，； outside brackets and “”: names of organs or persons. */
static void
split_names(struct front *front, struct span span, struct names *names)
{
	size_t at = 0, from = 0;
	int depth = 0;

	while (at < span.text.n) {
		size_t here = at;
		uint32_t c = char_next(span.text, &at);

		if (c == U'（' || c == '(' || c == U'〔' || c == U'“')
			depth++;
		else if ((c == U'）' || c == ')' || c == U'〕' ||
		    c == U'”') && depth > 0)
			depth--;
		else if ((c == U'、' || c == U'，' || c == U'；' ||
		    c == ';') && depth == 0) {
			add_name(front, names, trimmed_part(span, from, here));
			from = at;
		}
	}
	add_name(front, names, trimmed_part(span, from, at));
}

static struct spans
all_names(struct front *front, struct span typed, const struct node *node)
{
	struct names names = { 0 };
	const struct node *item;
	size_t i = 0;

	while (next_scalar(front, typed, node, &i, &item)) {
		struct span span = node_span(front, item);

		if (node->kind == NODE_LIST || is_said(item))
			add_name(front, &names, span);
		else
			split_names(front, span, &names);
	}
	return (struct spans){ names.list.v, names.list.n };
}

/* The persons among NAMES, which stand beside each other: 方　云　李某某. */
static struct spans
persons(struct front *front, struct spans names)
{
	struct names all = { 0 };

	for (size_t i = 0; i < names.n; i++) {
		struct str s = names.v[i].text;

		for (size_t at = 0, end; at < s.n; at = end) {
			end = words_person_end(s, words_skip(s, at));
			add_name(front, &all,
			    trimmed_part(names.v[i], at, end));
		}
	}
	return (struct spans){ all.list.v, all.list.n };
}

/* --- one function for each kind of slot ------------------------------- */

static void
set_span(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	one_span(front, typed, node, KEY_SLOT(front, key, struct span));
}

static void
set_term(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	(void)key;
	one_span(front, typed, node, &front->term);
}

static void
set_spans(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	struct spans *names = KEY_SLOT(front, key, struct spans);

	*names = all_names(front, typed, node);
	if (key->form == FORM_PERSONS && node->kind == NODE_SCALAR &&
	    !is_said(node))
		*names = persons(front, *names);
}

/* Items of a list in one line: with ， when one of them holds a 、 itself. */
static void
set_text(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	struct pieces pieces = { 0 };
	const struct node *item;
	struct str mark = STR("、");
	size_t i = 0;

	if (node->kind == NODE_LIST)
		for (size_t k = 0; k < node->items.n; k++)
			if (node->items.v[k].lines.n > 0 &&
			    str_has(node->items.v[k].lines.v[0].text, mark))
				mark = STR("，");
	while (next_scalar(front, typed, node, &i, &item)) {
		if (pieces.runs.n > 0)
			add_text(front, &pieces, text_plain(front->arena,
			    (struct span){ mark, POS_NONE }), 0);
		add_text(front, &pieces, node_text(front, item), 0);
	}
	*KEY_SLOT(front, key, struct text) = whole(&pieces);
}

/* A text whose list items are lines. */
static void
set_title(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	struct pieces pieces = { 0 };
	const struct node *item;
	size_t i = 0;

	while (next_scalar(front, typed, node, &i, &item))
		add_text(front, &pieces, node_text(front, item), RUN_BREAK);
	*KEY_SLOT(front, key, struct text) = whole(&pieces);
}

/* Take END off the end of the text, if it is there. */
static bool
drop_end(struct text *text, struct str end)
{
	struct run *run = text->n > 0 ? &text->v[text->n - 1] : NULL;

	if (run == NULL || !str_ends(run->text, end))
		return false;
	run->text = str_trim_right(str_slice(run->text, 0,
	    run->text.n - end.n));
	text->n -= run->text.n == 0;
	return true;
}

static void
set_recipients(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	struct text *text = KEY_SLOT(front, key, struct text);

	set_text(front, key, typed, node);
	if (node->kind == NODE_SCALAR && is_said(node))
		return;
	if (!drop_end(text, STR("：")))
		drop_end(text, STR(":"));
}

/* 机关标志: one line an organ; 文件 stands apart. */
static void
set_marks(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	struct document *document = front->document;
	struct spans marks = all_names(front, typed, node);
	struct str tail = STR("文件");
	struct span *last;

	(void)key;
	document->mark_tail = (struct span){ STR_NONE, POS_NONE };
	if (marks.n > 0 && str_ends((last = &marks.v[marks.n - 1])->text,
	    tail)) {
		size_t n = last->text.n - tail.n;

		document->mark_tail = trimmed_part(*last, n, last->text.n);
		*last = trimmed_part(*last, 0, n);
		marks.n -= last->text.n == 0;
	}
	document->marks = marks;
}

/* A year, a month and a day left blank to be filled in by hand. */
static bool
is_blank_date(struct str s)
{
	return str_has(s, STR("年")) && str_has(s, STR("月"));
}

static void
check_date(struct front *front, struct span typed, struct span *span)
{
	struct date date;
	size_t length;
	bool whole;

	if (str_has(span->text, STR("{{")) || span->text.n == 0)
		return;
	if (!date_parse(span->text, &date, &length) ||
	    str_trim(str_from(span->text, length)).n > 0) {
		if (!is_blank_date(span->text))
			finding_add(front->findings, FINDING_DATE_FORM,
			    span->pos,
			    "“%.*s”的值“%.*s”不是日期，已照原样排；"
			    "请写成 2026-06-14 或 2026年6月14日",
			    "“%.*s” is “%.*s”, which is no date; kept as "
			    "typed, write 2026-06-14 or 2026年6月14日",
			    STR_ARG(typed.text), STR_ARG(span->text));
		return;
	}
	whole = date.day > 0 && date.month > 0;
	if (!whole)		/* 2026年6月: as far as it is known */
		date.day = 1;
	if (!date_exists(date) && date.month > 0)
		finding_add(front->findings, FINDING_DATE_MISSING, span->pos,
		    "没有“%.*s”这一天，请改正“%.*s”；没有生成文件",
		    "there is no day “%.*s”, correct “%.*s”; no file was made",
		    STR_ARG(span->text), STR_ARG(typed.text));
	if (whole && !str_has(span->text, STR("年")))
		span->text = date_format(front->arena, date);
}

static void
set_date(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	static const char *const words[] = { "印发", "翻印" };
	struct span *span = KEY_SLOT(front, key, struct span);

	if (!one_span(front, typed, node, span) || is_said(node))
		return;
	for (size_t i = 0; i < 2; i++)
		if (str_ends(span->text, str_of(words[i])))
			*span = trimmed_part(*span, 0,
			    span->text.n - strlen(words[i]));
	check_date(front, typed, span);
}

static void
set_copies(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	struct span *span = KEY_SLOT(front, key, struct span);

	if (one_span(front, typed, node, span) && !is_said(node) &&
	    number_parse(span->text) != 0)
		span->text = str_format(front->arena, "共印%.*s份",
		    STR_ARG(span->text));
}

static void
set_genre(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	struct span span;

	(void)key;
	if (one_span(front, typed, node, &span))
		front->document->genre = span.text;
}

/* A line of its own: does it begin with a label such as 传真：? */
static bool
has_label(struct str line)
{
	size_t at = 0, characters = 0, group = 0;

	while (at < line.n && characters++ < 10) {
		uint32_t c = char_next(line, &at);

		if (c == ':' || c == U'：')
			return true;
		if (char_is_space(c) && group > 1)	/* not 联 系 人： */
			return false;
		group = char_is_space(c) ? 0 : group + 1;
	}
	return false;
}

/* An office, and below it the line that tells whom to ask there. */
static bool
is_over_contact(struct front *front, const struct node *node,
    const struct node *item)
{
	struct text next = item + 1 < node->items.v + node->items.n ?
	    node_text(front, item + 1) : (struct text){ 0 };

	return next.n > 0 && words_contact(next.v[0].text);
}

/*
 * 联系人: a whole line; the FIRST without a label takes the key for its label,
 * but not a line of a list that tells whom to ask as it is.
 */
static struct text
contact_line(struct front *front, struct span typed, const struct node *node,
    const struct node *item, bool first)
{
	struct text line = node_text(front, item);

	if (!first || line.n == 0 || is_said(item) ||
	    has_label(line.v[0].text) || (node->kind == NODE_LIST &&
	    (words_contact(line.v[0].text) ||
	    is_over_contact(front, node, item))))
		return line;
	return text_append(front->arena, text_append(front->arena,
	    text_plain(front->arena, typed), text_plain(front->arena,
	    (struct span){ STR("："), POS_NONE })), line);
}

/* The brackets around 附注 are the writer's. */
static struct text
remark_line(struct front *front, const struct node *item)
{
	struct text line = node_text(front, item);
	struct str all = text_join(front->arena, line, STR_NONE);
	bool narrow = str_starts(all, STR("("));
	struct str open = narrow ? STR("(") : STR("（");
	struct str close = narrow ? STR(")") : STR("）");

	return !is_said(item) && str_starts(all, open) &&
	    str_ends(all, close) && str_find(all, close, 0) == all.n - close.n ?
	    text_part(front->arena, line, open.n, all.n - close.n) : line;
}

static void
set_texts(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	struct texts *texts = KEY_SLOT(front, key, struct texts);
	const struct node *item;

	*texts = (struct texts){ NEW_ARRAY(front->arena, struct text,
	    node->items.n + 1), 0 };
	for (size_t i = 0; next_scalar(front, typed, node, &i, &item);) {
		struct text line = key->form == FORM_CONTACTS ?
		    contact_line(front, typed, node, item, texts->n == 0) :
		    key->form == FORM_REMARKS ? remark_line(front, item) :
		    node_text(front, item);

		if (!text_empty(line))
			texts->v[texts->n++] = line;
	}
}

/* --- choices ---------------------------------------------------------- */

struct choice {
	const char *names;	/* the first is what to write */
	int value;
};

static const struct choice flag_choices[] = {
	{ NAMES_YES, 1 }, { NAMES_NO, 0 }, { NULL, 0 }
};

static const struct choice seal_choices[] = {
	{ "有 是 加盖 true", SEAL_STAMPED },
	{ "无 否 不加盖 false", SEAL_NONE },
	{ "签名章", SEAL_SIGNATURE }, { "题下", SEAL_TITLE }, { NULL, 0 }
};

static const struct choice head_choices[] = {
	{ "有 是 自动 true", HEAD_AUTO }, { "预印", HEAD_PREPRINTED },
	{ "无 否 false", HEAD_NONE }, { NULL, 0 }
};

static const struct choice place_choices[] = {
	{ "附件说明前 附件前 前", 1 }, { "附件说明后 附件后 后", 0 },
	{ NULL, 0 }
};

/* 白头件 is 公文 without 版头: the title comes first. */
#define FORMAT_WITHOUT_HEAD	(FORMAT_SUBMISSION + 1)

static const struct choice format_choices[] = {
#define FORMAT(id, name, others)	{ name " " others, FORMAT_##id },
#include "../document/format.def"
	{ "白头件", FORMAT_WITHOUT_HEAD }, { NULL, 0 }
};

/* The value of a word; -1, with a finding that tells the others. */
static int
choose(struct front *front, const struct choice *choices, struct span typed,
    const struct node *node)
{
	struct span span;
	struct str advice = STR_NONE, name;

	if (!one_span(front, typed, node, &span) || span.text.n == 0)
		return -1;
	for (const struct choice *c = choices; c->names != NULL; c++) {
		const char *names = c->names;

		if (element_named(names, span.text))
			return c->value;
		element_name(&names, &name);
		advice = advice.n == 0 ? name : str_format(front->arena,
		    "%.*s、%.*s", STR_ARG(advice), STR_ARG(name));
	}
	finding_add(front->findings, FINDING_FRONT_VALUE, span.pos,
	    "“%.*s”的值不能是“%.*s”，可以是：%.*s；这一项没有采用",
	    "“%.*s” may not be “%.*s”, but one of %.*s; it was not used",
	    STR_ARG(typed.text), STR_ARG(span.text), STR_ARG(advice));
	return -1;
}

static void
set_choice(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	static const struct choice *const choices[FORM_COUNT] = {
		[FORM_FLAG] = flag_choices, [FORM_FLAG_NOT] = flag_choices,
		[FORM_PLACE] = place_choices, [FORM_SEAL] = seal_choices,
		[FORM_FORMAT] = format_choices, [FORM_HEAD] = head_choices,
	};
	struct document *document = front->document;
	int value = choose(front, choices[key->form], typed, node);

	if (value < 0)
		return;
	if (key->form == FORM_SEAL) {
		document->seal = (enum seal)value;
		document->seal_said = true;
	} else if (key->form == FORM_HEAD)
		document->head = (enum head)value;
	else if (key->form == FORM_FORMAT && value == FORMAT_WITHOUT_HEAD) {
		document->head = HEAD_NONE;
		document->format = FORMAT_DOCUMENT;
	} else if (key->form == FORM_FORMAT)
		document->format = (enum format)value;
	else	/* 控件: 否 sets a slot that says the contrary */
		*KEY_SLOT(front, key, bool) = (value == 1) ==
		    (key->form != FORM_FLAG_NOT);
}

/* --- names of keys ---------------------------------------------------- */

static void
try_names(struct nearest *nearest, const char *names)
{
	struct str name;

	while (element_name(&names, &name))
		nearest_try(nearest, name);
}

static void
unknown_key(struct front *front, struct span typed, struct nearest nearest,
    const char *zh, const char *en)
{
	bool english = front->findings->language == LANGUAGE_EN;

	if (nearest.best.n > 0)
		finding_add(front->findings, FINDING_FRONT_KEY, typed.pos,
		    "不认识“%.*s”，是不是“%.*s”？%s",
		    "unknown key “%.*s”, did you mean “%.*s”? %s",
		    STR_ARG(typed.text), STR_ARG(nearest.best),
		    english ? en : zh);
	else
		finding_add(front->findings, FINDING_FRONT_KEY, typed.pos,
		    "不认识“%.*s”；%s", "unknown key “%.*s”; %s",
		    STR_ARG(typed.text), english ? en : zh);
}

/* --- 附件 and 附件说明 ------------------------------------------------ */

/* 1. of "1. 名称", 附件一： of "附件一：名称": the bytes to leave out. */
static size_t
note_ordinal(struct str line)
{
	struct ordinal ordinal = ordinal_parse(str_slice(line, 0, 80));
	struct attach mark = words_attach(line);

	if (mark.number > 0)
		return mark.length;
	return ordinal.style != ORDINAL_NONE ? ordinal.length : 0;
}

static void
add_note_item(struct front *front, struct note *note, struct span line)
{
	bool said = str_starts(line.text, STR("\\"));
	size_t n = said ? 0 : note_ordinal(line.text);
	struct note_item *item = &note->v[note->n];
	struct node name = { .lines = { &line, 1 } };

	item->ordinal = trimmed_part(line, 0, n);
	line = trimmed_part(line, n, line.text.n);
	item->name = node_text(front, &name);
	note->n += !text_empty(item->name);
}

static void
set_note(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	struct note *note = KEY_SLOT(front, key, struct note);
	size_t room = node->lines.n;
	const struct node *item;

	for (size_t i = 0; i < node->items.n; i++)
		room += node->items.v[i].lines.n;
	*note = (struct note){ NEW_ARRAY(front->arena, struct note_item,
	    room), 0, true, node->pos };
	for (size_t i = 0; next_scalar(front, typed, node, &i, &item);)
		for (size_t k = 0; k < item->lines.n; k++)
			add_note_item(front, note, item->lines.v[k]);
}

/* A name is a path when it ends as files do, or begins as to a folder. */
static bool
is_path(struct str name)
{
	return kind_by_name(name) != KIND_COUNT ||
	    str_starts_one(name, "附件/|./|../");
}

static const char *const entry_names[] = {
	"标题 名称 题目", "文件 路径", "横向 横排", "另装 附件另装", "印发件",
	"序号 标记"
};
enum { ENTRY_TITLE, ENTRY_FILE, ENTRY_LANDSCAPE, ENTRY_UNBOUND,
    ENTRY_ENCLOSURE, ENTRY_MARK, ENTRY_COUNT };

static void
set_entry(struct front *front, struct attachment *page,
    const struct node *value)
{
	struct nearest nearest = nearest_to(value->key.text);
	size_t which = 0;
	int flag;

	while (which < ENTRY_COUNT &&
	    !element_named(entry_names[which], value->key.text))
		which++;
	if (value->key.text.n == 0)	/* what stands before the pairs */
		which = is_path(node_span(front, value).text) ? ENTRY_FILE :
		    ENTRY_TITLE;
	if (which == ENTRY_COUNT && value->key.text.n <= SLIP_LENGTH &&
	    front->slips++ < SLIPS_MAX)
		for (size_t i = 0; i < ENTRY_COUNT; i++)
			try_names(&nearest, entry_names[i]);
	switch (which) {
	case ENTRY_TITLE:
		page->listed = node_text(front, value);
		break;
	case ENTRY_FILE:
		one_span(front, value->key, value, &page->path);
		break;
	case ENTRY_MARK:
		one_span(front, value->key, value, &page->mark);
		if (page->mark.text.n > 0 &&
		    !str_starts(page->mark.text, STR("附")))
			page->mark.text = str_cat(front->arena, STR("附件"),
			    page->mark.text);
		break;
	case ENTRY_LANDSCAPE: case ENTRY_UNBOUND: case ENTRY_ENCLOSURE:
		flag = choose(front, flag_choices, value->key, value);
		if (flag >= 0 && which == ENTRY_LANDSCAPE)
			page->landscape = flag == 1;
		else if (flag >= 0 && which == ENTRY_UNBOUND)
			page->unbound = flag == 1;
		else if (flag == 1)
			page->kind = ATTACHMENT_ENCLOSURE;
		break;
	default:
		unknown_key(front, value->key, nearest,
		    "附件里可以写 标题、文件、横向、另装、印发件、序号；"
		    "这一项没有采用",
		    "an attachment has 标题, 文件, 横向, 另装, 印发件, 序号; "
		    "it was not used");
	}
}

/*
 * 附件: files, or names of pages that follow in this text.  Names make the
 * 附件说明; in a mixed list a file's name stays open until it has been read.
 */
static void
set_attachments(struct front *front, const struct entry *key,
    struct span typed, const struct node *node)
{
	size_t room = node->kind == NODE_LIST ? node->items.n : 1;
	struct attachments *list = KEY_SLOT(front, key, struct attachments);
	struct note note = { NEW_ARRAY(front->arena, struct note_item, room),
	    0, true, node->pos };
	bool names = false;

	*list = (struct attachments){ NEW_ARRAY(front->arena,
	    struct attachment, room), 0 };
	for (size_t i = 0; i < room; i++) {
		const struct node *item = node->kind == NODE_LIST ?
		    &node->items.v[i] : node;
		struct attachment page = { .kind = ATTACHMENT_PAGE };

		if (item->kind == NODE_LIST) {
			type_error(front, typed, item->pos,
			    "文件或“标题”“文件”两项",
			    "a file, or 标题 and 文件");
			continue;
		}
		for (size_t k = 0; k < item->items.n; k++)
			set_entry(front, &page, &item->items.v[k]);
		if (item->kind == NODE_SCALAR &&
		    is_path(node_span(front, item).text))
			page.path = node_span(front, item);
		else if (item->kind == NODE_SCALAR) {
			for (size_t k = 0; k < item->lines.n && k < 1; k++)
				add_note_item(front, &note,
				    item->lines.v[k]);
			names |= item->lines.n > 0;
			continue;
		}
		if (page.path.text.n > 0 &&
		    page.kind == ATTACHMENT_ENCLOSURE) {
			list->v[list->n++] = page;	/* in no list */
			continue;
		}
		if (page.path.text.n == 0) {
			note.v[note.n].name = page.listed;
			names |= !text_empty(page.listed);
			note.n += !text_empty(page.listed);
			continue;
		}
		note.v[note.n++].name = page.listed;
		list->v[list->n++] = page;
	}
	if (names && !front->document->note.typed)
		front->document->note = note;
}

/* --- 变量 and what is not known --------------------------------------- */

static void
add_value(struct front *front, struct span name, struct span text)
{
	struct values *values = &front->document->values;
	struct value *same = values_find(values, name.text), *grown;

	if (same != NULL) {
		*same = (struct value){ name, text };
		return;
	}
	if (values->n == VALUES_MAX) {
		if (front->dropped++ == 0)
			finding_add(front->findings, FINDING_FRONT_VALUES,
			    name.pos, "变量超过%u个，从“%.*s”起没有采用",
			    "more than %u values; “%.*s” and what follows "
			    "are not used", VALUES_MAX, STR_ARG(name.text));
		return;
	}
	if ((values->n & (values->n - 1)) == 0) {
		grown = NEW_ARRAY(front->arena, struct value,
		    values->n > 0 ? 2 * values->n : 4);
		if (values->n > 0)
			memcpy(grown, values->v,
			    values->n * sizeof(*grown));
		values->v = grown;
	}
	values->v[values->n++] = (struct value){ name, text };
}

static void
set_values(struct front *front, const struct entry *key, struct span typed,
    const struct node *node)
{
	struct span text;

	(void)key;
	if (node->kind != NODE_MAP && node->lines.n + node->items.n > 0)
		type_error(front, typed, node->pos,
		    "若干行“名称: 值”", "lines of “name: value”");
	for (size_t i = 0; node->kind == NODE_MAP && i < node->items.n; i++)
		if (one_span(front, node->items.v[i].key,
		    &node->items.v[i], &text))
			add_value(front, node->items.v[i].key, text);
}

/* --- the keys --------------------------------------------------------- */

static set_function *const setters[FORM_COUNT] = {
	[FORM_SPAN] = set_span, [FORM_DATE] = set_date,
	[FORM_COPIES] = set_copies, [FORM_NAMES] = set_spans,
	[FORM_PERSONS] = set_spans,
	[FORM_MARKS] = set_marks, [FORM_LIST] = set_text,
	[FORM_RECIPIENTS] = set_recipients, [FORM_TITLE] = set_title,
	[FORM_TITLE_NOTE] = set_title, [FORM_REMARKS] = set_texts,
	[FORM_TEXTS] = set_texts, [FORM_CONTACTS] = set_texts,
	[FORM_TERM] = set_term,
	[FORM_PLACE] = set_choice, [FORM_SEAL] = set_choice,
	[FORM_NOTE] = set_note, [FORM_PAGES] = set_attachments,
	[FORM_FLAG] = set_choice, [FORM_FLAG_NOT] = set_choice,
	[FORM_GENRE] = set_genre, [FORM_FORMAT] = set_choice,
	[FORM_HEAD] = set_choice, [FORM_VALUES] = set_values,
};

static const struct entry keys[] = {
#define SLOT(member, kind, part, print, form, label, names, ...)	\
	{ names, FORM_##form, offsetof(struct document, member) },
#define KEY(member, form, names, zh, en)				\
	{ names, FORM_##form, offsetof(struct document, member) },
#include "../document/slot.def"
};
#define KEY_COUNT	COUNT_OF(keys)
_Static_assert(KEY_COUNT <= KEYS_MAX, "more keys than struct front has");

static size_t
find_key(struct str name)
{
	size_t i = 0;

	while (i < KEY_COUNT && (keys[i].form == FORM_NONE ||
	    !element_named(keys[i].names, name)))
		i++;
	return i;
}

/* A key without a slot is a value for {{names}}; a slip is more likely. */
static void
set_unknown(struct front *front, const struct node *node)
{
	struct nearest nearest = nearest_to(node->key.text);
	struct span text;

	if (node->key.text.n <= SLIP_LENGTH && front->slips++ < SLIPS_MAX)
		for (size_t i = 0; i < KEY_COUNT; i++)
			if (keys[i].form != FORM_NONE)
				try_names(&nearest, keys[i].names);
	unknown_key(front, node->key, nearest,
	    "已当作变量保留；自定的名称请写在“变量:”下面",
	    "it is kept as a value; put names of your own under “变量:”");
	if (one_span(front, node->key, node, &text))
		add_value(front, node->key, text);
}

/* 抄送: 无 says that there is none; 印章: 无 is a choice. */
static bool
says_none(struct front *front, enum element_form form, const struct node *node)
{
	if (node->kind != NODE_SCALAR || node->lines.n != 1 ||
	    (form != FORM_SPAN && form != FORM_LIST && form != FORM_NOTE &&
	    form != FORM_RECIPIENTS && form != FORM_REMARKS &&
	    form != FORM_PERSONS && form != FORM_PAGES) ||
	    !str_is_one(node->lines.v[0].text, WORDS_NONE))
		return false;
	finding_add(front->findings, FINDING_MARK_IGNORED, node->pos,
	    "“%.*s: %.*s”是说没有这一项，没有排",
	    "“%.*s: %.*s” says that there is none; it is not printed",
	    STR_ARG(node->key.text), STR_ARG(node->lines.v[0].text));
	return true;
}

static void
set_key(struct front *front, const struct node *node)
{
	size_t i = find_key(node->key.text);
	struct place place;

	if (i == KEY_COUNT) {
		set_unknown(front, node);
		return;
	}
	if (front->seen[i].file != 0) {
		place = files_place(front->findings->files, front->seen[i]);
		finding_add(front->findings, FINDING_FRONT_DUPLICATE,
		    node->key.pos,
		    "“%.*s”在第%u行已经写过；这一行没有采用",
		    "“%.*s” is given in line %u already; "
		    "this line was not used",
		    STR_ARG(node->key.text), place.line);
		return;
	}
	front->seen[i] = node->key.pos;
	if (!says_none(front, keys[i].form, node))
		setters[keys[i].form](front, &keys[i], node->key, node);
}

/* What depends on several keys: 机密★1年; the mark from the organs. */
static void
finish(struct front *front)
{
	struct document *document = front->document;

	if (front->term.text.n > 0 && document->secrecy.text.n > 0 &&
	    !str_has(document->secrecy.text, STR("★")))
		document->secrecy.text = str_format(front->arena, "%.*s★%.*s",
		    STR_ARG(document->secrecy.text),
		    STR_ARG(front->term.text));
	else if (front->term.text.n > 0 && document->secrecy.text.n == 0)
		document->secrecy = front->term;
	if (document->marks.n == 0 && document->head != HEAD_NONE &&
	    document->organs.n > 0) {
		document->marks = document->organs;
		document->mark_tail = (struct span){ STR("文件"), POS_NONE };
	}
}

/* The lines between the fences; false when there is no front matter. */
static bool
find_fences(struct str text, size_t *from, size_t *to, size_t *body)
{
	struct str rest = text, line;
	bool open = false;

	while (str_line(&rest, &line)) {
		struct str word = str_trim_right(line);
		size_t after = (size_t)(rest.p - text.p);

		if (!open && word.n == 0)
			continue;
		if (!open && !str_eq(word, STR("---")))
			return false;
		if (!open) {
			open = true;
			*from = *to = *body = after;
		} else if (str_is_one(word, "---|...")) {
			*to = (size_t)(line.p - text.p);
			*body = after;
			return true;
		}
	}
	*to = SIZE_MAX;
	return open;
}

/* What a top-level key allows in the lines below it. */
static enum section
section_of(struct str name)
{
	size_t i = find_key(name);

	switch (i < KEY_COUNT ? keys[i].form : FORM_NONE) {
	case FORM_PAGES:
		return SECTION_ENTRIES;
	case FORM_VALUES:
		return SECTION_VALUES;
	case FORM_CONTACTS: case FORM_REMARKS: case FORM_TEXTS: case FORM_NOTE:
		return SECTION_LINES;
	default:
		return SECTION_TEXT;
	}
}

static bool
is_other_key(struct str name, struct str above)
{
	size_t i = find_key(name);

	return i < KEY_COUNT && i != find_key(above);
}

static bool
is_entry_name(struct str name)
{
	for (size_t i = 0; i < ENTRY_COUNT; i++)
		if (element_named(entry_names[i], name))
			return true;
	return false;
}

int
front_read(struct arena *arena, uint32_t file, struct document *document,
    size_t *body, struct findings *findings)
{
	static const struct grammar grammar = { section_of, is_entry_name,
	    is_other_key };
	struct front front = {
		.arena = arena, .findings = findings, .document = document,
	};
	struct pos start = { file, 0 };
	struct node root = { 0 };
	size_t from, to;

	*body = 0;
	if (!find_fences(text_of(findings, file), &from, &to, body))
		return 0;
	if (to == SIZE_MAX)
		return tree_refuse(findings, start,
		    "开头有一行 ---，后面没有另一行 --- 把它结束",
		    "it begins with --- and has no --- at its end");
	if (to - from > FRONT_LIMIT)
		return tree_refuse(findings, start, "超过 1 MiB",
		    "it is larger than 1 MiB");
	if (tree_read(arena, file, from, to, &grammar, &root, findings) != 0)
		return -1;
	for (size_t i = 0; i < root.items.n; i++)
		set_key(&front, &root.items.v[i]);
	finish(&front);
	return 0;
}

/* The lines of a span, without blanks around them; empty ones left out. */
static struct spans
split_lines(struct arena *arena, struct span span)
{
	struct str rest = span.text, line;
	VEC(struct span) lines = { 0 };

	while (str_line(&rest, &line))
		if (str_trim(line).n > 0)
			*VEC_ADD(arena, &lines) = span_part(span,
			    str_trim(line));
	return (struct spans){ lines.v, lines.n };
}

/* What is said of an element; else of the 附件说明. */
static struct span
said_of(struct arena *arena, const struct document *document, size_t key)
{
	const struct note *note = &document->note;
	struct span all = { .pos = note->pos };

	for (size_t i = 0; note->typed && i < note->n; i++)
		all.text = str_format(arena, "%.*s%s%.*s", STR_ARG(all.text),
		    i > 0 ? "；" : "", STR_ARG(text_join(arena,
		    note->v[i].name, STR_NONE)));
	return key < ELEMENT_COUNT ? element_value(arena, document,
	    &elements[key], "、") : all;
}

/* What the source says of the element gives way to something else. */
static void
tell_replaced(struct arena *arena, struct str title, struct span before,
    struct str now, struct findings *findings)
{
	if (before.text.n > 0 && before.pos.file != 0 &&
	    !str_has(before.text, STR("{{")) &&
	    !join_alike(arena, before.text, now))
		finding_add(findings, FINDING_SET_REPLACES, before.pos,
		    "“%.*s”这里写的是“%.*s”，--set 写的是“%.*s”；已按 --set 排",
		    "“%.*s” is “%.*s” here and “%.*s” by --set, which counts",
		    STR_ARG(title), STR_ARG(before.text), STR_ARG(now));
}

int
front_set(struct arena *arena, struct document *document, struct span key,
    struct span value, struct findings *findings)
{
	struct front front = {
		.arena = arena, .findings = findings, .document = document,
	};
	struct node node = { .kind = NODE_SCALAR, .pos = value.pos,
	    .key = key };
	size_t i = find_key(key.text), before = findings->list.n;
	struct spans organs = document->organs;
	struct span said = said_of(arena, document, i);

	node.lines = split_lines(arena, value);
	if (i == KEY_COUNT || keys[i].form == FORM_VALUES) {
		add_value(&front, key, value);
		return 0;
	}
	setters[keys[i].form](&front, &keys[i], key, &node);
	if (document->organs.v != organs.v && document->marks.v == organs.v)
		document->marks = (struct spans){ NULL, 0 };
	finish(&front);
	if (findings->list.n > before)
		return -1;
	tell_replaced(arena, i < ELEMENT_COUNT ? element_title(&elements[i]) :
	    key.text, said, said_of(arena, document, i).text, findings);
	return 0;
}
