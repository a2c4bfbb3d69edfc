/*
 * Front matter line by line.
 * In: the bytes between the fences; out: a tree of nodes, or a finding.
 * A line is a key, an item of the list of the key above, or goes on with what
 * stands above it; read_value then cuts a value.
 */
#include "tree.h"

#include <string.h>

#include "../text/chars.h"
#include "../text/decode.h"

#define KEY_MAX	60		/* bytes */

struct tree {
	struct arena *arena;
	struct findings *findings;
	const struct grammar *grammar;
	uint32_t file;
	struct str text;		/* up to the closing fence */
	size_t next;			/* where the next line begins */
	struct node *root;
	size_t margin;			/* of the keys, in columns */
	enum section section;		/* of the last key */
	bool failed;
};

/* A line without its end: blanks FROM..AT, text AT..END. */
struct row {
	size_t from, at, end;
	size_t columns;			/* of the blanks */
	bool item;			/* "- " */
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

static struct pos
pos_at(const struct tree *tree, size_t at)
{
	return (struct pos){ tree->file, (uint32_t)at };
}

static void
refuse(struct tree *tree, size_t at, const char *zh, const char *en)
{
	if (!tree->failed)
		tree_refuse(tree->findings, pos_at(tree, at), zh, en);
	tree->failed = true;
}

static struct span
span_of(const struct tree *tree, struct str s)
{
	s = str_trim(s);
	return (struct span){ s, pos_at(tree, (size_t)(s.p - tree->text.p)) };
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\0';
}

/* --- lines ------------------------------------------------------------ */

/* Blanks before the text of a line, in columns; *AT moves past them. */
static size_t
indent(struct str text, size_t *at, size_t end)
{
	size_t columns = 0;

	for (; *at < end; ++*at)
		if (text.p[*at] == ' ')
			columns++;
		else if (text.p[*at] == '\t')
			columns += 4;
		else if (str_starts(str_slice(text, *at, end), STR("　"))) {
			columns += 2;
			*at += 2;
		} else
			break;
	return columns;
}

static bool
next_row(struct tree *tree, struct row *row)
{
	const char *nl;

	if (tree->next >= tree->text.n)
		return false;
	row->from = row->at = tree->next;
	nl = memchr(tree->text.p + row->from, '\n', tree->text.n - row->from);
	row->end = nl != NULL ? (size_t)(nl - tree->text.p) : tree->text.n;
	tree->next = row->end + 1;
	row->columns = indent(tree->text, &row->at, row->end);
	row->item = row->at < row->end && tree->text.p[row->at] == '-' &&
	    (row->at + 1 == row->end || is_space(tree->text.p[row->at + 1]));
	return true;
}

static struct str
row_text(const struct tree *tree, const struct row *row)
{
	return str_slice(tree->text, row->at, row->end);
}

/* The end of the quoted S, past its quotes; 0 when they are not closed. */
static size_t
quoted_end(struct str s)
{
	for (size_t i = 1; i < s.n; i++)
		if (s.p[i] == '\\' && s.p[0] == '"')
			i++;
		else if (s.p[i] == s.p[0] && s.p[0] == '\'' &&
		    str_byte(s, i + 1) == '\'')
			i++;
		else if (s.p[i] == s.p[0])
			return i + 1;
	return 0;
}

/* Where the key that S begins with ends: at its colon; 0 when there is none. */
static size_t
key_end(struct str s)
{
	bool quoted = str_byte(s, 0) == '"' || str_byte(s, 0) == '\'';
	size_t at = quoted ? quoted_end(s) : 0;

	if (quoted && at == 0)
		return 0;
	for (size_t end = at + KEY_MAX; at < s.n && at < end;) {
		size_t here = at;
		uint32_t c = char_next(s, &at);

		if (c == ':' || c == U'：')
			return str_at(s, here, STR("://")) ? 0 : here;
		if ((quoted && !char_is_space(c)) || c == '"' || c == '\'' ||
		    c == '[' || c == '{' || c == '#' || c == U'。' ||
		    c == U'，')
			return 0;
	}
	return 0;
}

static size_t
after_colon(struct str s, size_t colon)
{
	return colon + (s.p[colon] == ':' ? 1 : STR("：").n);
}

/* The key before a colon, without quotes around it. */
static struct span
key_of(const struct tree *tree, struct str s, size_t colon)
{
	struct span key = span_of(tree, str_slice(s, 0, colon));
	char first = str_byte(key.text, 0);

	if (key.text.n > 1 && (first == '"' || first == '\'') &&
	    key.text.p[key.text.n - 1] == first)
		key = span_of(tree, str_slice(key.text, 1, key.text.n - 1));
	return key;
}

/* --- values ----------------------------------------------------------- */

static void
add_line(struct tree *tree, struct node *node, struct span line)
{
	struct spans *lines = &node->lines;
	struct span *grown;

	if ((lines->n & (lines->n - 1)) == 0) {
		grown = NEW_ARRAY(tree->arena, struct span,
		    lines->n > 0 ? 2 * lines->n : 1);
		if (lines->n > 0)
			memcpy(grown, lines->v, lines->n * sizeof(*grown));
		lines->v = grown;
	}
	lines->v[lines->n++] = line;
}

static struct node *
add_item(struct tree *tree, struct node *node, enum node_kind kind)
{
	struct node *item;

	if (node->kind == NODE_SCALAR && node->lines.n > 0) {
		struct node first = { .pos = node->pos, .lines = node->lines };

		*VEC_ADD(tree->arena, &node->items) = first;
		node->lines = (struct spans){ NULL, 0 };
	}
	node->kind = kind;
	item = VEC_ADD(tree->arena, &node->items);
	item->kind = NODE_SCALAR;
	return item;
}

/* What the escape at S[*AT] stands for, added to OUT; false: it is none. */
static bool
unescape(struct str s, size_t *at, struct buf *out)
{
	static const char from[] = "nt\"\\/ ", to[] = "\n\t\"\\/ ";
	char c = str_byte(s, (*at)++);
	const char *known = c == '\0' ? NULL : strchr(from, c);
	long code = c == 'u' ? str_hex(str_slice(s, *at, *at + 4), 4) : -1;

	if (known != NULL) {
		buf_byte(out, to[known - from]);
		return true;
	}
	*at += 4;
	if (code < 0x20 || (code >= 0xd800 && code < 0xe000) || code > 0xfffd)
		return false;
	char_encode(out, (uint32_t)code);
	return true;
}

/* The text in the quotes around all of S: bytes of the source if it can be. */
static struct span
unquoted(struct tree *tree, struct str s)
{
	struct str inner = str_slice(s, 1, s.n - 1);
	struct span span = { inner, pos_at(tree,
	    (size_t)(inner.p - tree->text.p)) };
	struct buf out = { 0 };
	bool ok = true;

	if (memchr(inner.p, s.p[0] == '"' ? '\\' : '\'', inner.n) == NULL)
		return span;
	for (size_t i = 0; i < inner.n && ok;) {
		char c = inner.p[i++];

		if (c == '\\' && s.p[0] == '"')
			ok = unescape(inner, &i, &out);
		else {
			buf_byte(&out, c);
			i += c == '\'' && s.p[0] == '\'';
		}
	}
	if (!ok)
		refuse(tree, span.pos.offset,
		    "双引号里的反斜杠写法不对，请改用单引号",
		    "the backslash in “\"” makes no sense, use “'”");
	span.text = str_trim(str_copy(tree->arena, buf_view(&out)));
	buf_release(&out);
	return span;
}

/* Where a comment begins in a plain value: "值 # …"; its length when not. */
static size_t
comment_at(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '#' && (i == 0 || is_space(s.p[i - 1])) &&
		    is_space(str_byte(s, i + 1)))
			return i;
	return s.n;
}

static void
tell_comment(struct tree *tree, struct str comment)
{
	finding_add(tree->findings, FINDING_FRONT_COMMENT,
	    span_of(tree, comment).pos,
	    "“%.*s”当作注释，没有采用；如果是值的一部分，请给整个值加引号",
	    "“%.*s” was taken for a comment and left out; if it belongs to "
	    "the value, put the whole value in quotes",
	    STR_ARG(str_trim(comment)));
}

/* A plain value without a comment at its end. */
static struct str
without_comment(struct tree *tree, struct str s)
{
	size_t at = comment_at(s);

	if (at < s.n)
		tell_comment(tree, str_from(s, at));
	return str_trim(str_slice(s, 0, at));
}

/* 王某: 电话: 0555 is one text, and may be meant for several keys. */
static void
tell_colon(struct tree *tree, struct str s)
{
	size_t at = 0, colon;

	while ((colon = str_find(s, STR(": "), at)) != SIZE_MAX &&
	    str_has(str_slice(s, 0, colon), STR("{{")))
		at = colon + 1;
	if (colon != SIZE_MAX)
		finding_add(tree->findings, FINDING_FRONT_COLON,
		    pos_at(tree, (size_t)(s.p - tree->text.p) + colon),
		    "值里还有半角冒号，已照原样排；是文字请写全角“：”，"
		    "是另一项请另起一行",
		    "there is a half-width colon in the value, kept as typed; "
		    "write “：” in a text, begin a line for another key");
}

/* A scalar in one line: in quotes, or plain. */
static void
read_scalar(struct tree *tree, struct node *node, struct str s)
{
	struct span span;

	s = str_trim(s);
	node->kind = NODE_SCALAR;
	node->pos = span_of(tree, s).pos;
	if (str_byte(s, 0) == '"' || str_byte(s, 0) == '\'') {
		size_t end = quoted_end(s);
		struct str rest = str_trim(str_from(s, end));

		if (end == 0) {
			refuse(tree, node->pos.offset, "引号没有成对",
			    "the quotes are not closed");
			return;
		}
		/* "甲"乙 is no quoted text, but one that has quotes. */
		if (rest.n == 0 || comment_at(rest) == 0) {
			if (rest.n > 0)
				tell_comment(tree, rest);
			span = unquoted(tree, str_slice(s, 0, end));
			if (span.text.n > 0)
				add_line(tree, node, span);
			return;
		}
	}
	s = without_comment(tree, s);
	tell_colon(tree, s);
	if (s.n > 0 && !str_eq(s, STR("~")) && !str_eq(s, STR("null")))
		add_line(tree, node, span_of(tree, s));
}

/* The end of what begins at AT of a list in brackets: at , or the end. */
static size_t
flow_end(struct str s, size_t at)
{
	size_t depth = 0;

	for (; at < s.n; at++) {
		char c = s.p[at];
		size_t n;

		if ((c == '"' || c == '\'') && (n = quoted_end(str_from(s, at)))
		    > 0)
			at += n - 1;
		else if (c == '[' || c == '{')
			depth++;
		else if ((c == ']' || c == '}') && depth > 0)
			depth--;
		else if (c == ',' && depth == 0)
			break;
	}
	return at;
}

/* [甲, 乙] and {键: 值, 键: 值}; within lists maps, but nothing deeper. */
static void
read_flow(struct tree *tree, struct node *node, struct str s)
{
	enum node_kind kind = s.p[0] == '[' ? NODE_LIST : NODE_MAP;
	struct str inner = str_slice(s, 1, s.n - 1);

	node->kind = kind;
	node->pos = span_of(tree, s).pos;
	for (size_t at = 0, end; at < inner.n; at = end + 1) {
		struct str one;
		struct node *item;
		size_t colon;

		end = flow_end(inner, at);
		one = str_trim(str_slice(inner, at, end));
		if (one.n == 0)
			continue;
		item = add_item(tree, node, kind);
		item->pos = span_of(tree, one).pos;
		colon = kind == NODE_MAP ? key_end(one) : 0;
		if (colon > 0) {
			item->key = key_of(tree, one, colon);
			one = str_from(one, after_colon(one, colon));
		}
		if (kind == NODE_LIST && str_starts(one, STR("{")) &&
		    str_ends(one, STR("}")) && !str_starts(one, STR("{{")) &&
		    tree->section == SECTION_ENTRIES)
			read_flow(tree, item, one);
		else
			read_scalar(tree, item, one);
	}
}

/* A list whose closing bracket stands in a later line: all of it. */
static struct str
whole_flow(struct tree *tree, struct str s)
{
	size_t from = (size_t)(s.p - tree->text.p);
	struct row row;

	while (!str_ends(str_trim(s), STR("]")))
		if (next_row(tree, &row))
			s = str_slice(tree->text, from, row.end);
		else {
			refuse(tree, from, "方括号没有成对",
			    "the bracket is not closed");
			return STR_NONE;
		}
	return str_trim(s);
}

static bool
is_flow(const struct tree *tree, struct str s)
{
	if (str_byte(s, 0) == '[')
		return str_ends(s, STR("]")) || !str_has(s, STR("]"));
	return str_byte(s, 0) == '{' && str_byte(s, 1) != '{' &&
	    str_ends(s, STR("}")) && (tree->section == SECTION_ENTRIES ||
	    tree->section == SECTION_VALUES);
}

/* "|" or ">" with what may stand after it. */
static bool
is_block_head(struct str s)
{
	size_t i = 1;

	if (str_byte(s, 0) != '|' && str_byte(s, 0) != '>')
		return false;
	while (i < s.n && strchr("+-0123456789", s.p[i]) != NULL)
		i++;
	return i == s.n && i <= 3;
}

/* The lines below a "|" or ">", indented deeper than MARGIN columns. */
static void
read_block(struct tree *tree, struct node *node, size_t margin, bool folded)
{
	size_t back = tree->next, from = back;
	struct row row;

	node->pos = pos_at(tree, back);
	while (next_row(tree, &row)) {
		if (row.at < row.end && row.columns <= margin) {
			tree->next = row.from;
			break;
		}
		back = row.end;
		if (!folded && row.at < row.end)
			add_line(tree, node, span_of(tree,
			    row_text(tree, &row)));
	}
	if (folded && str_trim(str_slice(tree->text, from, back)).n > 0)
		add_line(tree, node, span_of(tree,
		    str_slice(tree->text, from, back)));
}

/* The value S of a key or item that stands MARGIN columns in. */
static void
read_value(struct tree *tree, struct node *node, struct str s, size_t margin)
{
	s = str_trim(s);
	node->pos = span_of(tree, s).pos;
	if (is_block_head(s))
		read_block(tree, node, margin, s.p[0] == '>');
	else if (is_flow(tree, s)) {
		s = s.p[0] == '[' ? whole_flow(tree, s) : s;
		if (s.n > 0)
			read_flow(tree, node, s);
	} else
		read_scalar(tree, node, s);
}

/* --- what a line is --------------------------------------------------- */

static void
read_pair(struct tree *tree, struct node *map, struct str s, size_t colon,
    size_t margin)
{
	struct node *item = add_item(tree, map, NODE_MAP);

	item->key = key_of(tree, s, colon);
	read_value(tree, item, str_from(s, after_colon(s, colon)), margin);
}

/*
 * Is an entry of 附件 "标题: …" and not a name that holds a colon?  It is when
 * a blank stands after its colon, or when the word is known.
 */
static bool
is_entry(const struct tree *tree, struct str s, size_t colon)
{
	return colon > 0 && (tree->grammar->entry(key_of(tree, s,
	    colon).text) || (s.p[colon] == ':' &&
	    is_space(str_byte(s, colon + 1))));
}

static void
read_item(struct tree *tree, const struct row *row, struct node *node)
{
	struct str s = str_trim(str_slice(tree->text, row->at + 1, row->end));
	struct node *item = add_item(tree, node, NODE_LIST);
	size_t colon = tree->section == SECTION_ENTRIES ? key_end(s) : 0;

	if (node->items.n == 1)
		node->pos = pos_at(tree, row->at);
	item->pos = span_of(tree, s).pos;
	if (is_entry(tree, s, colon))
		read_pair(tree, item, s, colon, row->columns);
	else
		read_value(tree, item, s, row->columns);
}

/* S goes on with the text above it. */
static void
read_more(struct tree *tree, struct node *node, struct str s)
{
	struct spans *lines = &node->lines;
	struct span *last = lines->n > 0 ? &lines->v[lines->n - 1] : NULL;

	s = without_comment(tree, s);
	if (s.n == 0)
		return;
	if (lines->n == 1 && last->text.p >= tree->text.p &&
	    last->text.p < s.p)
		last->text.n = (size_t)(s.p + s.n - last->text.p);
	else
		add_line(tree, node, span_of(tree, s));
}

/* "标题: …" below an item of 附件; what it began with is its first entry. */
static void
read_entry(struct tree *tree, struct node *node, struct str s, size_t colon,
    size_t margin)
{
	struct node *item = node->kind == NODE_LIST && node->items.n > 0 ?
	    &node->items.v[node->items.n - 1] : node;

	read_pair(tree, item, s, colon, margin);
}

static void
tell_indented(struct tree *tree, struct span key, struct span above,
    const char *zh, const char *en)
{
	finding_add(tree->findings, FINDING_FRONT_INDENT, key.pos,
	    "“%.*s”前面有空格，写在“%.*s”下面；%s",
	    "“%.*s” is indented below “%.*s”; %s", STR_ARG(key.text),
	    STR_ARG(above.text),
	    tree->findings->language == LANGUAGE_EN ? en : zh);
}

/* The text that a line below NODE goes on with. */
static struct node *
last_text(struct node *node)
{
	while (node->kind != NODE_SCALAR && node->items.n > 0)
		node = &node->items.v[node->items.n - 1];
	return node;
}

static void
read_key(struct tree *tree, const struct row *row, size_t colon)
{
	struct str s = row_text(tree, row);

	tree->section = tree->grammar->section(key_of(tree, s, colon).text);
	read_pair(tree, tree->root, s, colon, row->columns);
}

/* An indented line that is no item. */
static void
read_below(struct tree *tree, const struct row *row, struct node *node)
{
	struct str s = row_text(tree, row);
	size_t colon = key_end(s);
	struct span key = key_of(tree, s, colon);

	if (colon > 0 && tree->section == SECTION_VALUES) {
		read_pair(tree, node, s, colon, row->columns);
		return;
	}
	if (colon > 0 && tree->section == SECTION_ENTRIES &&
	    is_entry(tree, s, colon)) {
		read_entry(tree, node, s, colon, row->columns);
		return;
	}
	if (colon > 0 && tree->grammar->other(key.text, node->key.text)) {
		tell_indented(tree, key, node->key,
		    "已当作单独的一项，请去掉空格",
		    "taken for a key of its own, take the blanks away");
		read_key(tree, row, colon);
		return;
	}
	if (colon > 0 && tree->section == SECTION_TEXT &&
	    s.p[colon] == ':' && is_space(str_byte(s, colon + 1)))
		tell_indented(tree, key, node->key,
		    "已当作它的文字；要单独成一项，请去掉空格",
		    "taken for its text; take the blanks away if it is a key");
	read_more(tree, last_text(node), s);
}

static void
read_row(struct tree *tree, const struct row *row)
{
	struct str s = row_text(tree, row);
	struct node *last = tree->root->items.n > 0 ?
	    &tree->root->items.v[tree->root->items.n - 1] : NULL;
	bool outer = !row->item && (last == NULL ||
	    row->columns <= tree->margin);

	if (s.n == 0 || s.p[0] == '#')
		return;
	if (last == NULL)
		tree->margin = row->columns;
	if (outer && key_end(s) > 0)
		read_key(tree, row, key_end(s));
	else if (outer)
		refuse(tree, row->at, "这一行没有“键: 值”的冒号",
		    "this line has no colon of a “key: value”");
	else if (last == NULL)
		refuse(tree, row->at, "这一行上面没有“附件:”这样的键",
		    "there is no key such as “附件:” above this line");
	else if (row->item)
		read_item(tree, row, last);
	else
		read_below(tree, row, last);
}

int
tree_read(struct arena *arena, uint32_t file, size_t from, size_t to,
    const struct grammar *grammar, struct node *root,
    struct findings *findings)
{
	struct tree tree = { .arena = arena, .findings = findings,
	    .grammar = grammar, .file = file, .next = from, .root = root };
	struct row row;

	tree.text = str_slice(text_of(findings, file), 0, to);
	root->kind = NODE_MAP;
	while (!tree.failed && next_row(&tree, &row))
		read_row(&tree, &row);
	return tree.failed ? -1 : 0;
}
