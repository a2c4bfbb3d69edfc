#include "tree.h"

#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "../text/chars.h"
#include "../text/decode.h"

/* A mapping of lists of mappings of words. */
#define DEPTH_MAX	4

/*
 * libyaml is given a tolerant copy of the text: colons after keys become
 * YAML's, characters that would be YAML's in the middle of a Chinese sentence
 * become letters.  Where the copy and the source part, an anchor says which
 * byte stands for which.
 */
struct anchor {
	size_t copy, source;
};

struct tree {
	struct arena *arena;
	struct findings *findings;
	const struct grammar *grammar;
	uint32_t file;
	struct str text;		/* of the whole file */
	struct buf copy;
	VEC(struct anchor) anchors;
	size_t index, at;		/* character INDEX is byte AT of copy */
	yaml_parser_t yaml;
};

int
tree_refuse(struct findings *findings, struct pos pos, const char *zh,
    const char *en)
{
	finding_add(findings, FINDING_FRONT_INVALID, pos,
	    "文件头（两行 --- 之间）有错：%s；没有生成文件",
	    "the front matter is wrong: %s; no file was made",
	    findings->language == LANGUAGE_EN ? en : zh);
	return -1;
}

/* --- the tolerant copy ------------------------------------------------ */

/* Letters that no text has, for characters that YAML must not see. */
#define VEIL		"\xcd\xb8"	/* U+0378, not a character */

static struct pos
pos_at(const struct tree *tree, size_t source)
{
	return (struct pos){ tree->file, (uint32_t)source };
}

/* The copy and the source part here: N bytes became TEXT. */
static void
put(struct tree *tree, const char *text, size_t source, size_t n)
{
	struct anchor *anchor;

	buf_lit(&tree->copy, text);
	anchor = VEC_ADD(tree->arena, &tree->anchors);
	*anchor = (struct anchor){ tree->copy.n, source + n };
}

static void
keep(struct tree *tree, size_t from, size_t to)
{
	buf_add(&tree->copy, tree->text.p + from, to - from);
}

static char
source_byte(const struct tree *tree, size_t at, size_t end)
{
	return at < end ? tree->text.p[at] : '\n';
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
copy_value(struct tree *tree, size_t at, size_t end)
{
	struct str value = str_trim(str_slice(tree->text, at, end));
	size_t start = (size_t)(value.p - tree->text.p);
	char first = value.n > 0 ? value.p[0] : '\0';
	bool braces = str_has(value, STR("{{"));
	bool flow = (first == '[' && (str_ends(value, STR("]")) ||
	    !str_has(value, STR("]")))) || (first == '{' &&
	    !str_starts(value, STR("{{")) && str_ends(value, STR("}")));

	if (value.n == 0 || first == '"' || first == '\'' || first == '#') {
		keep(tree, at, end);
		return;
	}
	if (start > at)		/* blanks of any width become one */
		put(tree, " ", at, start - at);
	for (at = start; at < end; at++) {
		char c = tree->text.p[at];
		char next = source_byte(tree, at + 1, end);

		if (braces && (c == '{' || c == '}') && next == c) {
			put(tree, VEIL VEIL, at, 2);
			at++;
		} else if (at == start && !flow &&
		    strchr("[]{}*&!@%`,", c) != NULL)
			put(tree, VEIL, at, 1);
		else if (at == start && (c == '|' || c == '>') &&
		    value.n > 3)
			put(tree, VEIL, at, 1);
		else if (at == start && strchr("-?:", c) != NULL &&
		    is_space(next))
			put(tree, VEIL, at, 1);
		else if (c == ':' && is_space(next) && first != '{')
			put(tree, VEIL, at, 1);
		else if (c == '#' && !is_space(next))
			put(tree, VEIL, at, 1);
		else
			keep(tree, at, at + 1);
	}
}

/* Where the key that begins at AT ends: at its colon; 0 when there is none. */
static size_t
key_end(const struct tree *tree, size_t at, size_t end)
{
	struct str line = str_slice(tree->text, 0, end);
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
copy_pair(struct tree *tree, size_t at, size_t end)
{
	size_t colon = key_end(tree, at, end), after;

	if (colon == 0)
		return false;
	after = colon + (tree->text.p[colon] == ':' ? 1 : STR("：").n);
	if (tree->text.p[colon] == ':' &&
	    str_starts(str_slice(tree->text, after, end), STR("//")))
		return false;
	keep(tree, at, colon);
	put(tree, ": ", colon, after - colon);
	copy_value(tree, after, end);
	return true;
}

/*
 * Is an item of 附件 "标题: …" and not a name that holds a colon?  It is when
 * YAML would say so, or when the word is known.
 */
static bool
is_entry(const struct tree *tree, size_t at, size_t end)
{
	size_t colon = key_end(tree, at, end);
	struct str name = str_trim(str_slice(tree->text, at, colon));

	return colon != 0 && (tree->grammar->entry(name) ||
	    (tree->text.p[colon] == ':' &&
	    is_space(source_byte(tree, colon + 1, end))));
}

/* Blanks before the text of a line, in columns; *AT moves past them. */
static size_t
indent(const struct tree *tree, size_t *at, size_t end)
{
	size_t columns = 0;

	for (; *at < end; ++*at)
		if (tree->text.p[*at] == ' ')
			columns++;
		else if (tree->text.p[*at] == '\t')
			columns += 4;
		else if (str_starts(str_slice(tree->text, *at, end),
		    STR("　"))) {
			columns += 2;
			*at += 2;
		} else
			break;
	return columns;
}

static void
copy_line(struct tree *tree, size_t at, size_t end, enum section *section)
{
	size_t from = at, columns = indent(tree, &at, end), text = at;
	bool item = source_byte(tree, at, end) == '-' &&
	    is_space(source_byte(tree, at + 1, end));

	for (size_t i = 0; i < columns; i++)
		buf_byte(&tree->copy, ' ');
	put(tree, "", from, at - from);
	if (item) {
		keep(tree, at, at + 1);
		at++;
		put(tree, " ", at, at < end);
		indent(tree, &at, end);
		put(tree, "", at, 0);
	} else if (columns == 0) {
		size_t colon = key_end(tree, at, end);

		if (colon != 0)
			*section = tree->grammar->section(str_trim(
			    str_slice(tree->text, text, colon)));
		if (copy_pair(tree, at, end))
			return;
	}
	if ((*section == SECTION_VALUES && columns > 0) ||
	    (*section == SECTION_ENTRIES && (columns > 0 || item) &&
	    (!item || is_entry(tree, at, end))))
		if (copy_pair(tree, at, end))
			return;
	if (columns > 0 || item)
		copy_value(tree, at, end);
	else
		keep(tree, at, end);
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
copy_all(struct tree *tree, size_t from, size_t to)
{
	enum section section = SECTION_TEXT;
	bool block = false;
	size_t margin = 0;

	*VEC_ADD(tree->arena, &tree->anchors) = (struct anchor){ 0, from };
	while (from < to) {
		const char *nl = memchr(tree->text.p + from, '\n', to - from);
		size_t end = nl != NULL ? (size_t)(nl - tree->text.p) : to;
		size_t at = from, columns = indent(tree, &at, end);

		if (block && (at == end || columns > margin))
			keep(tree, from, end);
		else {
			copy_line(tree, from, end, &section);
			block = is_block_head(str_slice(tree->text, from,
			    end));
			margin = columns;
		}
		put(tree, "\n", end, 1);
		from = end + 1;
	}
}

/* --- events → nodes --------------------------------------------------- */

/* The byte of the source that a mark of libyaml stands for. */
static size_t
source_of(struct tree *tree, yaml_mark_t mark)
{
	struct str copy = buf_view(&tree->copy);
	size_t low = 0, high = tree->anchors.n;

	if (mark.index < tree->index)
		tree->index = tree->at = 0;
	while (tree->index < mark.index && tree->at < copy.n) {
		char_next(copy, &tree->at);
		tree->index++;
	}
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (tree->anchors.v[middle].copy <= tree->at)
			low = middle;
		else
			high = middle;
	}
	return tree->anchors.v[low].source +
	    (tree->at - tree->anchors.v[low].copy);
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
		{ "cannot start any token", "值不能用这个符号开头，请加引号" },
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
next_event(struct tree *tree, yaml_event_t *event)
{
	yaml_mark_t mark;

	if (yaml_parser_parse(&tree->yaml, event))
		return true;
	mark = tree->yaml.problem_mark;
	/* What is never closed is wrong where it begins. */
	if (tree->yaml.context != NULL && tree->yaml.problem != NULL &&
	    (strstr(tree->yaml.problem, "end of stream") != NULL ||
	    strstr(tree->yaml.problem, "document indicator") != NULL))
		mark = tree->yaml.context_mark;
	finding_add(tree->findings, FINDING_FRONT_INVALID,
	    pos_at(tree, source_of(tree, mark)),
	    "文件头（两行 --- 之间）有错：%s；没有生成文件",
	    "the front matter is wrong: %s; no file was made",
	    yaml_reason(tree->yaml.problem, tree->findings->language));
	return false;
}

/* The lines of a "|" block, cut from the source. */
static void
block_lines(struct tree *tree, struct node *node, size_t from, size_t to)
{
	struct str rest = str_slice(tree->text, from, to), line;
	VEC(struct span) lines = { 0 };

	str_line(&rest, &line);
	while (str_line(&rest, &line)) {
		struct str text = str_trim(line);

		if (text.n > 0)
			*VEC_ADD(tree->arena, &lines) = (struct span){ text,
			    pos_at(tree, (size_t)(text.p - tree->text.p)) };
	}
	node->lines = (struct spans){ lines.v, lines.n };
}

/*
 * A scalar's text comes from the source, byte for byte, unless quotes or
 * escapes changed it.
 */
static struct span
scalar_span(struct tree *tree, const yaml_event_t *event, size_t from,
    size_t to)
{
	bool quoted = event->data.scalar.style !=
	    YAML_PLAIN_SCALAR_STYLE;
	struct str value = { (const char *)event->data.scalar.value,
	    event->data.scalar.length };
	struct str typed = str_slice(tree->text, from + quoted, to - quoted);

	if (!quoted)
		typed = str_trim(typed);
	else if (!str_eq(typed, value))
		typed = str_trim(str_copy(tree->arena, value));
	return (struct span){ typed, pos_at(tree, from + quoted) };
}

static bool
is_null(const yaml_event_t *event, struct str text)
{
	return text.n == 0 ||
	    (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	    (str_eq(text, STR("~")) || str_eq(text, STR("null"))));
}

static void
read_scalar(struct tree *tree, const yaml_event_t *event, struct node *node)
{
	yaml_scalar_style_t style = event->data.scalar.style;
	size_t from = source_of(tree, event->start_mark);
	size_t to = source_of(tree, event->end_mark);
	struct span span;

	node->kind = NODE_SCALAR;
	node->pos = pos_at(tree, from);
	if (style == YAML_LITERAL_SCALAR_STYLE) {
		block_lines(tree, node, from, to);
		return;
	}
	if (style == YAML_FOLDED_SCALAR_STYLE) {
		struct str all = str_slice(tree->text, from, to), head;

		str_line(&all, &head);
		all = str_trim(all);
		span = (struct span){ all,
		    pos_at(tree, (size_t)(all.p - tree->text.p)) };
	} else
		span = scalar_span(tree, event, from, to);
	if (is_null(event, span.text))
		return;
	node->lines = (struct spans){ NEW(tree->arena, struct span), 1 };
	node->lines.v[0] = span;
}

static bool	read_node(struct tree *, const yaml_event_t *, struct node *,
		    unsigned depth);

/* The items of a list or map up to its end. */
static bool
read_items(struct tree *tree, struct node *node, yaml_event_type_t end,
    unsigned depth)
{
	yaml_event_t event;
	bool ok = true;

	while (ok) {
		struct node item = { 0 };

		if (!next_event(tree, &event))
			return false;
		if (event.type == end) {
			yaml_event_delete(&event);
			return true;
		}
		if (node->kind == NODE_MAP) {
			struct node key = { 0 };

			ok = read_node(tree, &event, &key, depth + 1);
			item.key = (struct span){ STR_NONE, key.pos };
			if (key.lines.n > 0)
				item.key = key.lines.v[0];
			yaml_event_delete(&event);
			if (!ok || !next_event(tree, &event))
				return false;
		}
		ok = read_node(tree, &event, &item, depth + 1);
		yaml_event_delete(&event);
		*VEC_ADD(tree->arena, &node->items) = item;
	}
	return false;
}

static bool
read_node(struct tree *tree, const yaml_event_t *event, struct node *node,
    unsigned depth)
{
	node->pos = pos_at(tree, source_of(tree, event->start_mark));
	if (depth > DEPTH_MAX) {
		tree_refuse(tree->findings, node->pos, "层次太多",
		    "nested too deeply");
		return false;
	}
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		read_scalar(tree, event, node);
		return true;
	case YAML_SEQUENCE_START_EVENT:
		node->kind = NODE_LIST;
		return read_items(tree, node, YAML_SEQUENCE_END_EVENT, depth);
	case YAML_MAPPING_START_EVENT:
		node->kind = NODE_MAP;
		return read_items(tree, node, YAML_MAPPING_END_EVENT, depth);
	default:
		tree_refuse(tree->findings, node->pos,
		    "不能用 & 和 * 引用别处的值",
		    "anchors and aliases are not accepted");
		return false;
	}
}

/* The one node of the document. */
static bool
read_root(struct tree *tree, struct node *root)
{
	yaml_event_t event;
	bool ok = true, done = false;

	while (ok && !done) {
		if (!next_event(tree, &event))
			return false;
		done = event.type == YAML_STREAM_END_EVENT;
		if (event.type == YAML_SCALAR_EVENT ||
		    event.type == YAML_SEQUENCE_START_EVENT ||
		    event.type == YAML_MAPPING_START_EVENT ||
		    event.type == YAML_ALIAS_EVENT)
			ok = read_node(tree, &event, root, 0);
		yaml_event_delete(&event);
	}
	return ok;
}

int
tree_read(struct arena *arena, uint32_t file, size_t from, size_t to,
    const struct grammar *grammar, struct node *root,
    struct findings *findings)
{
	struct tree tree = { .arena = arena, .findings = findings,
	    .grammar = grammar, .file = file,
	    .text = text_of(findings, file) };
	bool ok;

	copy_all(&tree, from, to);
	if (!yaml_parser_initialize(&tree.yaml))
		abort();
	yaml_parser_set_encoding(&tree.yaml, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&tree.yaml,
	    (const unsigned char *)buf_view(&tree.copy).p, tree.copy.n);
	ok = read_root(&tree, root);
	yaml_parser_delete(&tree.yaml);
	buf_release(&tree.copy);
	if (!ok)
		return -1;
	if (root->kind != NODE_MAP && root->lines.n + root->items.n > 0)
		return tree_refuse(findings, root->pos,
		    "应当是一行一个“键: 值”",
		    "it should be lines of “key: value”");
	return 0;
}
