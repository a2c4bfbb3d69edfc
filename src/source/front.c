#include "source.h"

#include <string.h>

#include <yaml.h>

#include "../text/chars.h"
#include "../text/date.h"
#include "../text/decode.h"
#include "../text/ordinal.h"

/* Front matter is small; what is larger was not meant to be one. */
#define FRONT_LIMIT	((size_t)1024 * 1024)
/* A mapping of lists of mappings of words. */
#define DEPTH_MAX	4
/* Values of one document. */
#define VALUES_MAX	1000u
/* Unknown keys that an advice is sought for, and their longest, in bytes. */
#define SLIPS_MAX	20
#define SLIP_LENGTH	60

/* A value as YAML has it. */
enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	struct pos pos;
	struct span key;	/* of an entry in a map */
	struct spans lines;	/* scalar: one, or one a line of a "|" block */
	VEC(struct node) items;	/* list, map */
};

/*
 * libyaml is given a tolerant copy of the text: full-width colons after keys
 * become YAML's, characters that would be YAML's in the middle of a Chinese
 * sentence become letters.  Where the copy and the source part, an anchor says
 * which byte stands for which.  Values are cut from the source, not the copy.
 */
struct anchor {
	size_t copy, source;
};

struct front {
	struct arena *arena;
	struct findings *findings;
	struct document *document;
	uint32_t file;
	struct str text;		/* of the whole file */
	struct buf copy;
	VEC(struct anchor) anchors;
	size_t index, at;		/* character INDEX is byte AT of copy */
	yaml_parser_t yaml;
	struct span term;		/* 保密期限 */
	VEC(struct pos) seen;		/* of the keys, by their number */
	unsigned slips, dropped;	/* unknown keys, values too many */
};

struct key;
typedef void set_function(struct front *, const struct key *,
    struct span typed, const struct node *);

/* A key: its name, then others that mean the same, by blanks. */
struct key {
	const char *names;
	set_function *set;
	size_t slot;		/* offset in struct document */
};

#define SLOT(front, key, type) \
	((type *)(void *)((char *)(front)->document + (key)->slot))

/* --- scalars ------------------------------------------------------------ */

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

/* Add TEXT; FLAGS (RUN_BREAK) go to its first run when it is not the first. */
static void
add_text(struct front *front, struct pieces *pieces, struct text text,
    unsigned flags)
{
	bool first = pieces->runs.n == 0;

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

/* The text of a scalar with its inner marks; lines of "|" stay lines. */
static struct text
node_text(struct front *front, const struct node *node)
{
	struct pieces pieces = { 0 };

	for (size_t i = 0; i < node->lines.n; i++)
		add_text(front, &pieces, inline_read(front->arena,
		    node->lines.v[i], 0, front->findings), RUN_BREAK);
	return whole(&pieces);
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
	return span;
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
span_part(struct span span, size_t from, size_t to)
{
	struct str part = str_slice(span.text, from, to);
	struct str trimmed = str_trim(part);

	if (span.pos.file != 0)
		span.pos.offset += (uint32_t)(trimmed.p - span.text.p);
	span.text = trimmed;
	return span;
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

/* Cut at 、 outside brackets: the names of several organs or persons. */
static void
split_names(struct front *front, struct span span, struct names *names)
{
	size_t at = 0, from = 0;
	int depth = 0;

	while (at < span.text.n) {
		size_t here = at;
		uint32_t c = char_next(span.text, &at);

		if (c == 0xff08 || c == '(' || c == 0x3014)
			depth++;
		else if ((c == 0xff09 || c == ')' || c == 0x3015) && depth > 0)
			depth--;
		else if ((c == 0x3001 || c == 0xff1b || c == ';') &&
		    depth == 0) {
			add_name(front, names, span_part(span, from, here));
			from = at;
		}
	}
	add_name(front, names, span_part(span, from, at));
}

static struct spans
all_names(struct front *front, struct span typed, const struct node *node)
{
	struct names names = { 0 };
	const struct node *item;
	size_t i = 0;

	while (next_scalar(front, typed, node, &i, &item)) {
		struct span span = node_span(front, item);

		if (node->kind == NODE_LIST)
			add_name(front, &names, span);
		else
			split_names(front, span, &names);
	}
	return (struct spans){ names.list.v, names.list.n };
}

/* --- one function for each kind of slot ---------------------------------- */

static void
set_span(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	one_span(front, typed, node, SLOT(front, key, struct span));
}

static void
set_term(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	(void)key;
	one_span(front, typed, node, &front->term);
}

static void
set_spans(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	*SLOT(front, key, struct spans) = all_names(front, typed, node);
}

/* Items of a list in one line: with ， when one of them holds a 、 itself. */
static void
set_text(struct front *front, const struct key *key, struct span typed,
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
	*SLOT(front, key, struct text) = whole(&pieces);
}

/* A text whose list items are lines. */
static void
set_title(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	struct pieces pieces = { 0 };
	const struct node *item;
	size_t i = 0;

	while (next_scalar(front, typed, node, &i, &item))
		add_text(front, &pieces, node_text(front, item), RUN_BREAK);
	*SLOT(front, key, struct text) = whole(&pieces);
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
set_recipients(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	struct text *text = SLOT(front, key, struct text);

	set_text(front, key, typed, node);
	if (!drop_end(text, STR("：")))
		drop_end(text, STR(":"));
}

/* 机关标志: one line an organ; 文件 stands apart. */
static void
set_marks(struct front *front, const struct key *key, struct span typed,
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

		document->mark_tail = span_part(*last, n, last->text.n);
		*last = span_part(*last, 0, n);
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

	if (str_has(span->text, STR("{{")) || span->text.n == 0)
		return;
	if (!date_parse(span->text, &date, &length) ||
	    str_trim(str_slice(span->text, length, span->text.n)).n > 0) {
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
	if (!date_exists(date))
		finding_add(front->findings, FINDING_DATE_MISSING, span->pos,
		    "没有“%.*s”这一天，请改正“%.*s”；没有生成文件",
		    "there is no day “%.*s”, correct “%.*s”; no file was made",
		    STR_ARG(span->text), STR_ARG(typed.text));
	if (!str_has(span->text, STR("年")))
		span->text = date_format(front->arena, date);
}

static void
set_date(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	struct span *span = SLOT(front, key, struct span);

	if (!one_span(front, typed, node, span))
		return;
	if (str_ends(span->text, STR("印发")))
		*span = span_part(*span, 0, span->text.n - STR("印发").n);
	check_date(front, typed, span);
}

static void
set_copies(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	struct span *span = SLOT(front, key, struct span);

	if (one_span(front, typed, node, span) &&
	    number_parse(span->text) != 0)
		span->text = str_format(front->arena, "共印%.*s份",
		    STR_ARG(span->text));
}

static void
set_genre(struct front *front, const struct key *key, struct span typed,
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
	size_t at = 0, characters = 0;

	while (at < line.n && characters++ < 10) {
		uint32_t c = char_next(line, &at);

		if (c == ':' || c == 0xff1a)
			return true;
		if (char_is_space(c))
			return false;
	}
	return false;
}

/* 联系人: whole lines; one without a label takes the key for its label. */
static void
set_contacts(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	struct texts *texts = SLOT(front, key, struct texts);
	const struct node *item;
	size_t i = 0;

	*texts = (struct texts){ NEW_ARRAY(front->arena, struct text,
	    node->items.n + 1), 0 };
	while (next_scalar(front, typed, node, &i, &item)) {
		struct text line = node_text(front, item);

		if (texts->n == 0 && line.n > 0 &&
		    !has_label(line.v[0].text)) {
			struct text label = text_append(front->arena,
			    text_plain(front->arena, typed),
			    text_plain(front->arena,
			    (struct span){ STR("："), POS_NONE }));

			line = text_append(front->arena, label, line);
		}
		if (line.n > 0)
			texts->v[texts->n++] = line;
	}
}

/* 附注: the brackets around it are the writer's. */
static void
set_remarks(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	static const char *const brackets[][2] = {
		{ "（", "）" }, { "(", ")" }
	};
	struct texts *texts = SLOT(front, key, struct texts);
	const struct node *item;
	size_t i = 0;

	*texts = (struct texts){ NEW_ARRAY(front->arena, struct text,
	    node->items.n + 1), 0 };
	while (next_scalar(front, typed, node, &i, &item)) {
		struct text line = node_text(front, item);
		struct str all = text_join(front->arena, line, STR_NONE);

		for (size_t k = 0; k < 2; k++) {
			struct str open = str_of(brackets[k][0]);
			struct str close = str_of(brackets[k][1]);

			if (str_starts(all, open) && str_ends(all, close) &&
			    str_find(all, close, 0) == all.n - close.n)
				line = text_part(front->arena, line, open.n,
				    all.n - close.n);
		}
		if (!text_empty(line))
			texts->v[texts->n++] = line;
	}
}

/* --- choices ------------------------------------------------------------ */

struct choice {
	const char *word;
	int value;
	const char *advice;	/* in the first of a list: what to write */
};

static const struct choice flag_choices[] = {
	{ "是", 1, "是、否" }, { "否", 0, NULL }, { "有", 1, NULL },
	{ "无", 0, NULL }, { "要", 1, NULL }, { "不要", 0, NULL },
	{ "开", 1, NULL }, { "关", 0, NULL }, { "true", 1, NULL },
	{ "false", 0, NULL }, { "yes", 1, NULL }, { "no", 0, NULL },
	{ "on", 1, NULL }, { "off", 0, NULL }, { NULL, 0, NULL }
};

static const struct choice seal_choices[] = {
	{ "有", SEAL_STAMPED, "有、无、签名章" }, { "无", SEAL_NONE, NULL },
	{ "签名章", SEAL_SIGNATURE, NULL }, { "是", SEAL_STAMPED, NULL },
	{ "否", SEAL_NONE, NULL }, { "加盖", SEAL_STAMPED, NULL },
	{ "不加盖", SEAL_NONE, NULL }, { "true", SEAL_STAMPED, NULL },
	{ "false", SEAL_NONE, NULL }, { NULL, 0, NULL }
};

static const struct choice head_choices[] = {
	{ "有", HEAD_AUTO, "有、预印、无" }, { "预印", HEAD_PREPRINTED, NULL },
	{ "无", HEAD_NONE, NULL }, { "是", HEAD_AUTO, NULL },
	{ "自动", HEAD_AUTO, NULL }, { "否", HEAD_NONE, NULL },
	{ "true", HEAD_AUTO, NULL }, { "false", HEAD_NONE, NULL },
	{ NULL, 0, NULL }
};

static const struct choice place_choices[] = {
	{ "附件说明前", 1, "附件说明前、附件说明后" },
	{ "附件说明后", 0, NULL }, { "附件前", 1, NULL },
	{ "附件后", 0, NULL }, { "前", 1, NULL }, { "后", 0, NULL },
	{ NULL, 0, NULL }
};

/* The value of a word; -1, with a finding that names the first few. */
static int
choose(struct front *front, const struct choice *choices, struct span typed,
    const struct node *node)
{
	struct span span;

	if (!one_span(front, typed, node, &span) || span.text.n == 0)
		return -1;
	for (const struct choice *c = choices; c->word != NULL; c++)
		if (str_eq(span.text, str_of(c->word)))
			return c->value;
	finding_add(front->findings, FINDING_FRONT_VALUE, span.pos,
	    "“%.*s”的值不能是“%.*s”，可以是：%s；这一项没有采用",
	    "“%.*s” may not be “%.*s”, but one of %s; it was not used",
	    STR_ARG(typed.text), STR_ARG(span.text), choices[0].advice);
	return -1;
}

static void
set_flag(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	int value = choose(front, flag_choices, typed, node);

	if (value >= 0)
		*SLOT(front, key, bool) = value == 1;
}

/* 控件: 否 sets a slot that says the contrary. */
static void
set_flag_not(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	int value = choose(front, flag_choices, typed, node);

	if (value >= 0)
		*SLOT(front, key, bool) = value == 0;
}

static void
set_place(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	int value = choose(front, place_choices, typed, node);

	if (value >= 0)
		*SLOT(front, key, bool) = value == 1;
}

static void
set_seal(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	int value = choose(front, seal_choices, typed, node);

	(void)key;
	if (value >= 0)
		front->document->seal = (enum seal)value;
}

static void
set_head(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	int value = choose(front, head_choices, typed, node);

	(void)key;
	if (value >= 0)
		front->document->head = (enum head)value;
}

/* --- names of keys ------------------------------------------------------- */

/* Does the blank-separated list NAMES hold NAME? */
static bool
has_name(const char *names, struct str name)
{
	while (*names != '\0') {
		size_t n = strcspn(names, " ");

		if (str_eq(name, (struct str){ names, n }))
			return true;
		names += n;
		names += *names == ' ';
	}
	return false;
}

struct nearest {
	struct str name;
	unsigned distance;
};

static void
try_names(struct arena *arena, const char *names, struct str typed,
    struct nearest *nearest)
{
	while (*names != '\0') {
		struct str name = { names, strcspn(names, " ") };
		unsigned distance = str_distance(arena, typed, name);
		size_t longer = char_count(name);

		if (longer < char_count(typed))
			longer = char_count(typed);
		if (distance < nearest->distance && distance * 2 <= longer)
			*nearest = (struct nearest){ name, distance };
		names += name.n;
		names += *names == ' ';
	}
}

static void
unknown_key(struct front *front, struct span typed, struct nearest nearest,
    const char *zh, const char *en)
{
	bool english = front->findings->language == LANGUAGE_EN;

	if (nearest.name.n > 0)
		finding_add(front->findings, FINDING_FRONT_KEY, typed.pos,
		    "不认识“%.*s”，是不是“%.*s”？%s",
		    "unknown key “%.*s”, did you mean “%.*s”? %s",
		    STR_ARG(typed.text), STR_ARG(nearest.name),
		    english ? en : zh);
	else
		finding_add(front->findings, FINDING_FRONT_KEY, typed.pos,
		    "不认识“%.*s”；%s", "unknown key “%.*s”; %s",
		    STR_ARG(typed.text), english ? en : zh);
}

/* --- 附件 and 附件说明 ------------------------------------------------------ */

/* 1. of "1. 名称", 附件一： of "附件一：名称": the bytes to leave out. */
static size_t
note_ordinal(struct str line)
{
	struct ordinal ordinal = ordinal_parse(line);
	size_t at, digits;

	if (ordinal.style == ORDINAL_DIGIT)
		return ordinal.length;
	if (!str_starts(line, STR("附件")))
		return 0;
	at = STR("附件").n;
	for (digits = at; digits < line.n && digits < at + 9;) {
		size_t next = digits;
		uint32_t c = char_next(line, &next);

		if (c == ':' || c == 0xff1a || c == '.' || c == 0x3001)
			return number_parse(str_trim(str_slice(line, at,
			    digits))) != 0 || str_trim(str_slice(line, at,
			    digits)).n == 0 ? next : 0;
		digits = next;
	}
	return 0;
}

static void
add_note_item(struct front *front, struct note *note, struct span line)
{
	size_t n = note_ordinal(line.text);
	struct note_item *item = &note->v[note->n];

	item->ordinal = span_part(line, 0, n);
	item->name = inline_read(front->arena,
	    span_part(line, n, line.text.n), 0, front->findings);
	note->n += !text_empty(item->name);
}

static void
set_note(struct front *front, const struct key *key, struct span typed,
    const struct node *node)
{
	struct note *note = SLOT(front, key, struct note);
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

/* A name is a path when it ends as the files that can be taken in do. */
static bool
is_path(struct str name)
{
	static const char *const suffixes[] = {
		".md", ".markdown", ".txt", ".text", ".docx", ".doc", ".wps",
		".csv", ".tsv", ".xlsx", ".xls", ".pdf", ".png", ".jpg",
		".jpeg",
	};
	char end[10];
	size_t n = name.n < sizeof(end) ? name.n : sizeof(end);

	for (size_t i = 0; i < n; i++) {
		char c = name.p[name.n - n + i];

		end[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (str_ends((struct str){ end, n }, str_of(suffixes[i])))
			return true;
	return false;
}

static const char *const entry_names[] = {
	"标题 名称 题目", "文件 路径", "横向 横排", "另装 附件另装", "序号 标记"
};
enum { ENTRY_TITLE, ENTRY_FILE, ENTRY_LANDSCAPE, ENTRY_UNBOUND, ENTRY_MARK,
    ENTRY_COUNT };

static void
set_entry(struct front *front, struct attachment *page,
    const struct node *value)
{
	struct nearest nearest = { STR_NONE, UINT32_MAX };
	size_t which = 0;
	int flag;

	while (which < ENTRY_COUNT &&
	    !has_name(entry_names[which], value->key.text))
		which++;
	if (which == ENTRY_COUNT && value->key.text.n <= SLIP_LENGTH &&
	    front->slips++ < SLIPS_MAX)
		for (size_t i = 0; i < ENTRY_COUNT; i++)
			try_names(front->arena, entry_names[i],
			    value->key.text, &nearest);
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
	case ENTRY_LANDSCAPE: case ENTRY_UNBOUND:
		flag = choose(front, flag_choices, value->key, value);
		if (flag >= 0 && which == ENTRY_LANDSCAPE)
			page->landscape = flag == 1;
		else if (flag >= 0)
			page->unbound = flag == 1;
		break;
	default:
		unknown_key(front, value->key, nearest,
		    "附件里可以写 标题、文件、横向、另装、序号；这一项没有采用",
		    "an attachment has 标题, 文件, 横向, 另装, 序号; "
		    "it was not used");
	}
}

/*
 * 附件: files, or names of pages that follow in this text.  Names make the
 * 附件说明; in a mixed list a file's name stays open until it has been read.
 */
static void
set_attachments(struct front *front, const struct key *key,
    struct span typed, const struct node *node)
{
	size_t room = node->kind == NODE_LIST ? node->items.n : 1;
	struct attachments *list = SLOT(front, key, struct attachments);
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

/* --- 变量 and what is not known -------------------------------------------- */

static void
add_value(struct front *front, struct span name, struct span text)
{
	struct values *values = &front->document->values;
	struct value *grown;

	for (size_t i = 0; i < values->n; i++)
		if (str_eq(values->v[i].name.text, name.text)) {
			values->v[i] = (struct value){ name, text };
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
set_values(struct front *front, const struct key *key, struct span typed,
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

#define AT(member)	offsetof(struct document, member)

static const struct key keys[] = {
	{ "份号", set_span, AT(copy_number) },
	{ "密级 密级和保密期限", set_span, AT(secrecy) },
	{ "保密期限", set_term, 0 },
	{ "紧急程度 缓急", set_span, AT(urgency) },
	{ "发文机关 发文单位 制发机关", set_spans, AT(organs) },
	{ "发文机关标志 机关标志 红头", set_marks, 0 },
	{ "发文字号 文号 字号", set_span, AT(number) },
	{ "签发人", set_spans, AT(signers) },
	{ "标题 题目", set_title, AT(title) },
	{ "主送 主送机关 主送单位", set_recipients, AT(recipients) },
	{ "附件说明", set_note, AT(note) },
	{ "联系人 联系方式 联系电话", set_contacts, AT(contacts) },
	{ "联系人位置", set_place, AT(contacts_first) },
	{ "印章 盖章", set_seal, 0 },
	{ "署名 发文机关署名 落款", set_spans, AT(signatures) },
	{ "职务 签名章职务", set_spans, AT(signature_titles) },
	{ "成文日期 日期 落款日期", set_date, AT(date) },
	{ "代章", set_span, AT(acting) },
	{ "附注", set_remarks, AT(remarks) },
	{ "附件", set_attachments, AT(attachments) },
	{ "附件另装", set_flag, AT(unbound) },
	{ "报 主报 抄报", set_text, AT(report_to) },
	{ "送 分送", set_text, AT(send_to) },
	{ "抄送 抄送机关 抄送单位", set_text, AT(cc) },
	{ "印发机关 印发单位 印制机关", set_span, AT(printer) },
	{ "印发日期 印发时间", set_date, AT(print_date) },
	{ "印发份数 共印 份数", set_copies, AT(copies) },
	{ "主题词", set_span, AT(subject_words) },
	{ "文种", set_genre, 0 },
	{ "版头", set_head, 0 },
	{ "版记偶数页", set_flag, AT(even_colophon) },
	{ "控件", set_flag_not, AT(no_controls) },
	{ "模板", set_span, AT(template) },
	{ "排版 排版参数", set_span, AT(profile) },
	{ "变量", set_values, 0 },
};
#define KEY_COUNT	(sizeof(keys) / sizeof(keys[0]))

static size_t
find_key(struct str name)
{
	size_t i = 0;

	while (i < KEY_COUNT && !has_name(keys[i].names, name))
		i++;
	return i;
}

/* A key without a slot is a value for {{names}}; a slip is more likely. */
static void
set_unknown(struct front *front, const struct node *node)
{
	struct nearest nearest = { STR_NONE, UINT32_MAX };
	struct span text;

	if (node->key.text.n <= SLIP_LENGTH && front->slips++ < SLIPS_MAX)
		for (size_t i = 0; i < KEY_COUNT; i++)
			try_names(front->arena, keys[i].names,
			    node->key.text, &nearest);
	unknown_key(front, node->key, nearest,
	    "已当作变量保留；自定的名称请写在“变量:”下面",
	    "it is kept as a value; put names of your own under “变量:”");
	if (one_span(front, node->key, node, &text))
		add_value(front, node->key, text);
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
	if (front->seen.v[i].file != 0) {
		place = files_place(front->findings->files,
		    front->seen.v[i]);
		finding_add(front->findings, FINDING_FRONT_DUPLICATE,
		    node->key.pos,
		    "“%.*s”在第%u行已经写过；这一行没有采用",
		    "“%.*s” is given in line %u already; "
		    "this line was not used",
		    STR_ARG(node->key.text), place.line);
		return;
	}
	front->seen.v[i] = node->key.pos;
	keys[i].set(front, &keys[i], node->key, node);
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

/* --- the tolerant copy --------------------------------------------------- */

/* Letters that no text has, for characters that YAML must not see. */
#define VEIL		"\xcd\xb8"	/* U+0378, not a character */

static struct pos
pos_at(const struct front *front, size_t source)
{
	return (struct pos){ front->file, (uint32_t)source };
}

/* The copy and the source part here: N bytes became TEXT. */
static void
put(struct front *front, const char *text, size_t source, size_t n)
{
	struct anchor *anchor;

	buf_lit(&front->copy, text);
	anchor = VEC_ADD(front->arena, &front->anchors);
	*anchor = (struct anchor){ front->copy.n, source + n };
}

static void
keep(struct front *front, size_t from, size_t to)
{
	buf_add(&front->copy, front->text.p + from, to - from);
}

static char
source_byte(const struct front *front, size_t at, size_t end)
{
	return at < end ? front->text.p[at] : '\n';
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/*
 * The bytes of a plain value AT..END: what would be YAML's there is veiled,
 * but for a list in brackets, a quoted string, or a block mark.
 */
static void
copy_value(struct front *front, size_t at, size_t end)
{
	struct str value = str_trim(str_slice(front->text, at, end));
	size_t start = (size_t)(value.p - front->text.p);
	char first = value.n > 0 ? value.p[0] : '\0';
	bool braces = str_has(value, STR("{{"));
	bool flow = (first == '[' && (str_ends(value, STR("]")) ||
	    !str_has(value, STR("]")))) || (first == '{' &&
	    !str_starts(value, STR("{{")) && str_ends(value, STR("}")));

	if (value.n == 0 || first == '"' || first == '\'' || first == '#') {
		keep(front, at, end);
		return;
	}
	if (start > at)		/* blanks of any width become one */
		put(front, " ", at, start - at);
	for (at = start; at < end; at++) {
		char c = front->text.p[at];
		char next = source_byte(front, at + 1, end);

		if (braces && (c == '{' || c == '}') && next == c) {
			put(front, VEIL VEIL, at, 2);
			at++;
		} else if (at == start && !flow &&
		    strchr("[]{}*&!@%`,", c) != NULL)
			put(front, VEIL, at, 1);
		else if (at == start && (c == '|' || c == '>') &&
		    value.n > 3)
			put(front, VEIL, at, 1);
		else if (at == start && strchr("-?:", c) != NULL &&
		    is_space(next))
			put(front, VEIL, at, 1);
		else if (c == ':' && is_space(next) && first != '{')
			put(front, VEIL, at, 1);
		else if (c == '#' && !is_space(next))
			put(front, VEIL, at, 1);
		else
			keep(front, at, at + 1);
	}
}

/* Where the key that begins at AT ends: at its colon; 0 when there is none. */
static size_t
key_end(const struct front *front, size_t at, size_t end)
{
	struct str line = str_slice(front->text, 0, end);
	size_t from = at;

	while (at < end && at - from < 60) {
		size_t here = at;
		uint32_t c = char_next(line, &at);

		if (c == ':' || c == 0xff1a)
			return here > from ? here : 0;
		if (c == '"' || c == '\'' || c == '[' || c == '{' ||
		    c == '#' || c == 0x3002 || c == 0xff0c)
			return 0;
	}
	return 0;
}

/* A line "key: value", with whatever colon; false when it is no such line. */
static bool
copy_pair(struct front *front, size_t at, size_t end)
{
	size_t colon = key_end(front, at, end), after;

	if (colon == 0)
		return false;
	after = colon + (front->text.p[colon] == ':' ? 1 : STR("：").n);
	if (front->text.p[colon] == ':' &&
	    str_starts(str_slice(front->text, after, end), STR("//")))
		return false;
	keep(front, at, colon);
	put(front, ": ", colon, after - colon);
	copy_value(front, after, end);
	return true;
}

enum section { SECTION_TEXT, SECTION_ENTRIES, SECTION_VALUES };

/* What a top-level key allows in the lines below it. */
static enum section
section_of(struct str key)
{
	set_function *set;
	size_t i = find_key(str_trim(key));

	set = i < KEY_COUNT ? keys[i].set : NULL;
	return set == set_attachments ? SECTION_ENTRIES :
	    set == set_values ? SECTION_VALUES : SECTION_TEXT;
}

/*
 * Is an item of 附件 "标题: …" and not a name that holds a colon?  It is when
 * YAML would say so, or when the word is known.
 */
static bool
is_entry(const struct front *front, size_t at, size_t end)
{
	size_t colon = key_end(front, at, end);
	struct str name = str_trim(str_slice(front->text, at, colon));

	if (colon == 0)
		return false;
	for (size_t i = 0; i < ENTRY_COUNT; i++)
		if (has_name(entry_names[i], name))
			return true;
	return front->text.p[colon] == ':' &&
	    is_space(source_byte(front, colon + 1, end));
}

/* Blanks before the text of a line, in columns; *AT moves past them. */
static size_t
indent(const struct front *front, size_t *at, size_t end)
{
	size_t columns = 0;

	for (; *at < end; ++*at)
		if (front->text.p[*at] == ' ')
			columns++;
		else if (front->text.p[*at] == '\t')
			columns += 4;
		else if (str_starts(str_slice(front->text, *at, end),
		    STR("　"))) {
			columns += 2;
			*at += 2;
		} else
			break;
	return columns;
}

static void
copy_line(struct front *front, size_t at, size_t end, enum section *section)
{
	size_t from = at, columns = indent(front, &at, end), text = at;
	bool item = source_byte(front, at, end) == '-' &&
	    is_space(source_byte(front, at + 1, end));

	for (size_t i = 0; i < columns; i++)
		buf_byte(&front->copy, ' ');
	put(front, "", from, at - from);
	if (item) {
		keep(front, at, at + 1);
		at++;
		put(front, " ", at, at < end);
		indent(front, &at, end);
		put(front, "", at, 0);
	} else if (columns == 0) {
		size_t colon = key_end(front, at, end);

		if (colon != 0)
			*section = section_of(str_slice(front->text, text,
			    colon));
		if (copy_pair(front, at, end))
			return;
	}
	if ((*section == SECTION_VALUES && columns > 0) ||
	    (*section == SECTION_ENTRIES && (columns > 0 || item) &&
	    (!item || is_entry(front, at, end))))
		if (copy_pair(front, at, end))
			return;
	if (columns > 0 || item)
		copy_value(front, at, end);
	else
		keep(front, at, end);
}

/* Is this line the head of a block ("键: |")? */
static bool
is_block_head(struct str line)
{
	struct str before;
	size_t n;

	line = str_trim_right(line);
	for (n = line.n; n > 0 && strchr("+-0123456789", line.p[n - 1]); n--)
		continue;
	if (n < 2 || line.n - n > 2 ||
	    (line.p[n - 1] != '|' && line.p[n - 1] != '>'))
		return false;
	before = str_slice(line, 0, n - 1);
	return str_trim_right(before).n < before.n ||
	    str_ends(before, STR(":")) || str_ends(before, STR("："));
}

/* Make the copy of the lines FROM..TO. */
static void
copy_all(struct front *front, size_t from, size_t to)
{
	enum section section = SECTION_TEXT;
	bool block = false;
	size_t margin = 0;

	*VEC_ADD(front->arena, &front->anchors) = (struct anchor){ 0, from };
	while (from < to) {
		const char *nl = memchr(front->text.p + from, '\n', to - from);
		size_t end = nl != NULL ? (size_t)(nl - front->text.p) : to;
		size_t at = from, columns = indent(front, &at, end);

		if (block && (at == end || columns > margin))
			keep(front, from, end);
		else {
			copy_line(front, from, end, &section);
			block = is_block_head(str_slice(front->text, from,
			    end));
			margin = columns;
		}
		put(front, "\n", end, 1);
		from = end + 1;
	}
}

/* --- events → nodes ------------------------------------------------------- */

/* The byte of the source that a mark of libyaml stands for. */
static size_t
source_of(struct front *front, yaml_mark_t mark)
{
	struct str copy = buf_view(&front->copy);
	size_t low = 0, high = front->anchors.n;

	if (mark.index < front->index)
		front->index = front->at = 0;
	while (front->index < mark.index && front->at < copy.n) {
		char_next(copy, &front->at);
		front->index++;
	}
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (front->anchors.v[middle].copy <= front->at)
			low = middle;
		else
			high = middle;
	}
	return front->anchors.v[low].source +
	    (front->at - front->anchors.v[low].copy);
}

/* What libyaml finds, in words for a clerk. */
static const char *
yaml_reason(const char *problem, enum language language)
{
	static const struct {
		const char *part, *zh;
	} reasons[] = {
		{ "mapping values are not allowed",
		    "冒号的位置不对；值里有冒号时请给整个值加引号" },
		{ "did not find expected key",
		    "这一行的缩进与上面不一致，或者引号后面还有文字" },
		{ "could not find expected ':'", "这一行没有“键: 值”的冒号" },
		{ "did not find expected '-'", "列表各项的缩进不一致" },
		{ "unexpected end of stream", "引号没有成对" },
		{ "document indicator", "引号没有成对" },
		{ "expected ',' or", "方括号或花括号没有成对" },
		{ "cannot start any token", "这个符号不能放在值的开头，请加引号" },
		{ "escape", "双引号里的反斜杠写法不对，请改用单引号" },
		{ "found a tab character", "缩进请用空格，不要用制表符" },
	};

	if (problem == NULL)
		return language == LANGUAGE_EN ? "not YAML" : "不是 YAML";
	for (size_t i = 0; language != LANGUAGE_EN &&
	    i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (strstr(problem, reasons[i].part) != NULL)
			return reasons[i].zh;
	return problem;
}

static bool
next_event(struct front *front, yaml_event_t *event)
{
	yaml_mark_t mark;

	if (yaml_parser_parse(&front->yaml, event))
		return true;
	mark = front->yaml.problem_mark;
	finding_add(front->findings, FINDING_FRONT_INVALID,
	    pos_at(front, source_of(front, mark)),
	    "文件头（两行 --- 之间）有错：%s；没有生成文件",
	    "the front matter is wrong: %s; no file was made",
	    yaml_reason(front->yaml.problem, front->findings->language));
	return false;
}

/* The lines of a "|" block, cut from the source. */
static void
block_lines(struct front *front, struct node *node, size_t from, size_t to)
{
	struct str rest = str_slice(front->text, from, to), line;
	VEC(struct span) lines = { 0 };

	str_line(&rest, &line);
	while (str_line(&rest, &line)) {
		struct str text = str_trim(line);

		if (text.n > 0)
			*VEC_ADD(front->arena, &lines) = (struct span){ text,
			    pos_at(front, (size_t)(text.p - front->text.p)) };
	}
	node->lines = (struct spans){ lines.v, lines.n };
}

/*
 * A scalar's text comes from the source, byte for byte, unless quotes or
 * escapes changed it.
 */
static struct span
scalar_span(struct front *front, const yaml_event_t *event, size_t from,
    size_t to)
{
	bool quoted = event->data.scalar.style !=
	    YAML_PLAIN_SCALAR_STYLE;
	struct str value = { (const char *)event->data.scalar.value,
	    event->data.scalar.length };
	struct str typed = str_slice(front->text, from + quoted, to - quoted);

	if (!quoted)
		typed = str_trim(typed);
	else if (!str_eq(typed, value))
		typed = str_trim(str_copy(front->arena, value));
	return (struct span){ typed, pos_at(front, from + quoted) };
}

static bool
is_null(const yaml_event_t *event, struct str text)
{
	return text.n == 0 ||
	    (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	    (str_eq(text, STR("~")) || str_eq(text, STR("null"))));
}

static void
read_scalar(struct front *front, const yaml_event_t *event, struct node *node)
{
	yaml_scalar_style_t style = event->data.scalar.style;
	size_t from = source_of(front, event->start_mark);
	size_t to = source_of(front, event->end_mark);
	struct span span;

	node->kind = NODE_SCALAR;
	node->pos = pos_at(front, from);
	if (style == YAML_LITERAL_SCALAR_STYLE) {
		block_lines(front, node, from, to);
		return;
	}
	if (style == YAML_FOLDED_SCALAR_STYLE) {
		struct str all = str_slice(front->text, from, to), head;

		str_line(&all, &head);
		all = str_trim(all);
		span = (struct span){ all,
		    pos_at(front, (size_t)(all.p - front->text.p)) };
	} else
		span = scalar_span(front, event, from, to);
	if (is_null(event, span.text))
		return;
	node->lines = (struct spans){ NEW(front->arena, struct span), 1 };
	node->lines.v[0] = span;
}

static bool	read_node(struct front *, const yaml_event_t *, struct node *,
		    unsigned depth);

/* The items of a list or map up to its end. */
static bool
read_items(struct front *front, struct node *node, yaml_event_type_t end,
    unsigned depth)
{
	yaml_event_t event;
	bool ok = true;

	while (ok) {
		struct node item = { 0 };

		if (!next_event(front, &event))
			return false;
		if (event.type == end) {
			yaml_event_delete(&event);
			return true;
		}
		if (node->kind == NODE_MAP) {
			struct node key = { 0 };

			ok = read_node(front, &event, &key, depth + 1);
			item.key = (struct span){ STR_NONE, key.pos };
			if (key.lines.n > 0)
				item.key = key.lines.v[0];
			yaml_event_delete(&event);
			if (!ok || !next_event(front, &event))
				return false;
		}
		ok = read_node(front, &event, &item, depth + 1);
		yaml_event_delete(&event);
		*VEC_ADD(front->arena, &node->items) = item;
	}
	return false;
}

static bool
refuse(struct front *front, struct pos pos, const char *zh, const char *en)
{
	finding_add(front->findings, FINDING_FRONT_INVALID, pos,
	    "文件头（两行 --- 之间）有错：%s；没有生成文件",
	    "the front matter is wrong: %s; no file was made",
	    front->findings->language == LANGUAGE_EN ? en : zh);
	return false;
}

static bool
read_node(struct front *front, const yaml_event_t *event, struct node *node,
    unsigned depth)
{
	node->pos = pos_at(front, source_of(front, event->start_mark));
	if (depth > DEPTH_MAX)
		return refuse(front, node->pos, "层次太多",
		    "nested too deeply");
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		read_scalar(front, event, node);
		return true;
	case YAML_SEQUENCE_START_EVENT:
		node->kind = NODE_LIST;
		return read_items(front, node, YAML_SEQUENCE_END_EVENT, depth);
	case YAML_MAPPING_START_EVENT:
		node->kind = NODE_MAP;
		return read_items(front, node, YAML_MAPPING_END_EVENT, depth);
	default:
		return refuse(front, node->pos, "不能用 & 和 * 引用别处的值",
		    "anchors and aliases are not accepted");
	}
}

/* The one node of the document. */
static bool
read_root(struct front *front, struct node *root)
{
	yaml_event_t event;
	bool ok = true, done = false;

	while (ok && !done) {
		if (!next_event(front, &event))
			return false;
		done = event.type == YAML_STREAM_END_EVENT;
		if (event.type == YAML_SCALAR_EVENT ||
		    event.type == YAML_SEQUENCE_START_EVENT ||
		    event.type == YAML_MAPPING_START_EVENT ||
		    event.type == YAML_ALIAS_EVENT)
			ok = read_node(front, &event, root, 0);
		yaml_event_delete(&event);
	}
	return ok;
}

static int
read_all(struct front *front, size_t from, size_t to)
{
	struct node root = { 0 };
	bool ok;

	copy_all(front, from, to);
	if (!yaml_parser_initialize(&front->yaml))
		abort();
	yaml_parser_set_encoding(&front->yaml, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&front->yaml,
	    (const unsigned char *)buf_view(&front->copy).p, front->copy.n);
	ok = read_root(front, &root);
	yaml_parser_delete(&front->yaml);
	buf_release(&front->copy);
	if (!ok)
		return -1;
	if (root.kind != NODE_MAP && root.lines.n + root.items.n > 0) {
		refuse(front, root.pos, "应当是一行一个“键: 值”",
		    "it should be lines of “key: value”");
		return -1;
	}
	for (size_t i = 0; i < root.items.n; i++)
		set_key(front, &root.items.v[i]);
	finish(front);
	return 0;
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
		} else if (str_eq(word, STR("---")) ||
		    str_eq(word, STR("..."))) {
			*to = (size_t)(line.p - text.p);
			*body = after;
			return true;
		}
	}
	*to = SIZE_MAX;
	return open;
}

static void
front_start(struct front *front)
{
	for (size_t i = 0; i < KEY_COUNT; i++)
		*VEC_ADD(front->arena, &front->seen) = POS_NONE;
}

int
front_read(struct arena *arena, uint32_t file, struct document *document,
    size_t *body, struct findings *findings)
{
	struct front front = {
		.arena = arena, .findings = findings, .document = document,
		.file = file, .text = text_of(findings, file),
	};
	size_t from, to;

	*body = 0;
	if (!find_fences(front.text, &from, &to, body))
		return 0;
	if (to == SIZE_MAX) {
		refuse(&front, pos_at(&front, 0),
		    "开头有一行 ---，后面没有另一行 --- 把它结束",
		    "it begins with --- and has no --- at its end");
		return -1;
	}
	if (to - from > FRONT_LIMIT) {
		refuse(&front, pos_at(&front, from), "超过 1 MiB",
		    "it is larger than 1 MiB");
		return -1;
	}
	front_start(&front);
	return read_all(&front, from, to);
}

/* The lines of a span, without blanks around them; empty ones left out. */
static struct spans
split_lines(struct arena *arena, struct span span)
{
	struct str rest = span.text, line;
	VEC(struct span) lines = { 0 };

	while (str_line(&rest, &line)) {
		size_t from = (size_t)(line.p - span.text.p);

		if (str_trim(line).n > 0)
			*VEC_ADD(arena, &lines) =
			    span_part(span, from, from + line.n);
	}
	return (struct spans){ lines.v, lines.n };
}

int
front_set(struct arena *arena, struct document *document, struct span key,
    struct span value, struct findings *findings)
{
	struct front front = {
		.arena = arena, .findings = findings, .document = document,
		.file = value.pos.file,
	};
	struct node node = { .kind = NODE_SCALAR, .pos = value.pos,
	    .key = key };
	size_t i = find_key(key.text), before = findings->list.n;
	struct spans organs = document->organs;

	node.lines = split_lines(arena, value);
	if (i == KEY_COUNT || keys[i].set == set_values) {
		add_value(&front, key, value);
		return 0;
	}
	keys[i].set(&front, &keys[i], key, &node);
	if (document->organs.v != organs.v && document->marks.v == organs.v)
		document->marks = (struct spans){ NULL, 0 };
	finish(&front);
	return findings->list.n > before ? -1 : 0;
}
