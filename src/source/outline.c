#include "outline.h"

#include <string.h>

#include <cmark.h>

#include "../text/chars.h"
#include "table.h"

/* Marks at the head of a line that are read as such; more of them are text. */
#define QUOTES_MAX	256
#define LISTS_MAX	8
#define INDENT_MAX	64

/* --- the shadow: what cmark is given ---------------------------------- */

/*
 * cmark finds the blocks in a shadow of the text that has the same lines, but
 * of each only the marks that make blocks: the rest of a line is one letter.
 * So no word can become a mark, no link definition can swallow a line, the
 * inline parser has nothing to do, and no input makes it slow.
 */

static char
byte_at(struct str s, size_t at)
{
	return at < s.n ? s.p[at] : '\0';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* ---, *** or ___, blanks between allowed. */
static bool
is_thematic_break(struct str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] == line.p[0])
			n++;
		else if (!is_blank(line.p[i]))
			return false;
	return n >= 3 && strchr("-*_", line.p[0]) != NULL;
}

static bool
is_underline(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != '=')
			return false;
	return true;
}

static bool
is_bullet(struct str line, size_t at)
{
	struct str rest = str_slice(line, at, line.n);

	return strchr("-+*", byte_at(line, at)) != NULL &&
	    is_blank(byte_at(line, at + 1)) &&
	    str_trim(str_slice(rest, 1, rest.n)).n > 0 &&
	    !is_thematic_break(str_trim(rest)) && !table_is_rule(rest);
}

/* Copy blanks, quote marks and bullets; return where the rest begins. */
static size_t
shadow_head(struct buf *shadow, struct str line, bool *nested)
{
	unsigned quotes = 0, lists = 0, blanks = 0;
	size_t at = 0;

	for (; at < line.n; at++) {
		char c = line.p[at];

		if (is_blank(c) && blanks < INDENT_MAX)
			blanks++;
		else if (c == '>' && quotes < QUOTES_MAX)
			quotes++;
		else if (lists < LISTS_MAX && is_bullet(line, at))
			lists++;
		else
			break;
		buf_byte(shadow, c);
	}
	*nested = quotes + lists > 0;
	return at;
}

/* The depth of a heading; ##标题 is one too, #1 and #话题# are not. */
static size_t
heading_depth(struct str line)
{
	size_t n = 0, at;
	uint32_t next;

	while (byte_at(line, n) == '#')
		n++;
	if (n == 0 || n > 6)
		return 0;
	at = n;
	next = char_next(line, &at);
	if (next == 0 || char_is_space(next))
		return n;
	return char_is_cjk(next) && !str_ends(line, STR("#")) ? n : 0;
}

/* The length of a code fence that opens or closes here, or 0. */
static size_t
fence_length(struct str line)
{
	char c = byte_at(line, 0);
	size_t n = 0;

	while (c != '\0' && byte_at(line, n) == c)
		n++;
	if (n < 3 || (c != '`' && c != '~') ||
	    (c == '`' && memchr(line.p + n, '`', line.n - n) != NULL))
		return 0;
	return n;
}

static void
shadow_rest(struct buf *shadow, struct str rest, bool comments)
{
	size_t n;

	if (rest.n == 0)
		return;
	if (is_thematic_break(rest))
		buf_lit(shadow, "***");
	else if (is_underline(rest))
		buf_lit(shadow, "===");
	else if ((n = heading_depth(rest)) > 0) {
		buf_add(shadow, rest.p, n);
		buf_lit(shadow, rest.n > n ? " x" : "");
	} else if ((n = fence_length(rest)) > 0) {
		buf_add(shadow, rest.p, n);
		buf_lit(shadow, rest.n > n ? "x" : "");
	} else
		buf_lit(shadow, comments && str_starts(rest, STR("<!--")) ?
		    "<!--" : "x");
	if (str_has(rest, STR("-->")))
		buf_lit(shadow, " -->");
}

/* Where the last comment of the text ends. */
static size_t
last_comment_end(struct str text)
{
	for (size_t i = text.n; i >= 3; i--)
		if (memcmp(text.p + i - 3, "-->", 3) == 0)
			return i;
	return 0;
}

static void
make_shadow(struct arena *arena, struct outline *outline, size_t body,
    struct buf *shadow)
{
	struct str rest = str_slice(outline->text, body, outline->text.n);
	size_t comment_end = last_comment_end(outline->text), n = 1;
	struct str line;

	for (size_t i = 0; i < rest.n; i++)
		n += rest.p[i] == '\n';
	outline->starts = NEW_ARRAY(arena, uint32_t, n + 1);
	while (str_line(&rest, &line)) {
		size_t from = (size_t)(line.p - outline->text.p), at;
		bool nested;

		outline->starts[outline->line_count++] = (uint32_t)from;
		if (str_trim(line).n > 0) {
			at = shadow_head(shadow, line, &nested);
			shadow_rest(shadow,
			    str_trim(str_slice(line, at, line.n)),
			    !nested && from + at < comment_end);
		}
		buf_byte(shadow, '\n');
	}
	outline->starts[outline->line_count] = (uint32_t)outline->text.n;
}

/* --- lines ------------------------------------------------------------ */

struct span
outline_span(const struct outline *outline, struct str s)
{
	return (struct span){ s, { outline->file,
	    (uint32_t)(s.p - outline->text.p) } };
}

struct str
outline_raw(const struct outline *outline, size_t i)
{
	struct str line = str_slice(outline->text, outline->starts[i],
	    outline->starts[i + 1]);

	if (str_ends(line, STR("\n")))
		line.n--;
	return line;
}

struct str
outline_line(const struct outline *outline, const struct leaf *leaf, size_t i)
{
	struct str line = outline_raw(outline, i);
	unsigned quotes = leaf->quotes;

	if (i == leaf->first)
		return str_trim(str_slice(line, leaf->column, line.n));
	line = str_trim(line);
	while (quotes-- > 0 && byte_at(line, 0) == '>')
		line = str_trim(str_slice(line, 1, line.n));
	return line;
}

struct span
outline_slice(const struct outline *outline, const struct leaf *leaf,
    size_t from, size_t to)
{
	struct str first = outline_line(outline, leaf, from);
	struct str last = outline_line(outline, leaf, to);

	return outline_span(outline, (struct str){ first.p,
	    (size_t)(last.p + last.n - first.p) });
}

/* --- leaves ----------------------------------------------------------- */

static void
add_leaf(struct arena *arena, struct outline *outline, enum leaf_kind kind,
    struct leaf leaf)
{
	leaf.kind = kind;
	*VEC_ADD(arena, &outline->leaves) = leaf;
}

/* Lines that cmark took for code because they are indented: paragraphs. */
static void
add_indented(struct arena *arena, struct outline *outline, struct leaf leaf)
{
	for (size_t i = leaf.first; i <= leaf.last; i++) {
		struct leaf part = leaf;

		if (outline_line(outline, &leaf, i).n == 0)
			continue;
		part.first = part.last = i;
		part.column = i == leaf.first ? leaf.column : 0;
		while (part.last < leaf.last &&
		    outline_line(outline, &leaf, part.last + 1).n > 0)
			part.last++;
		add_leaf(arena, outline, LEAF_PARAGRAPH, part);
		i = part.last;
	}
}

static bool
closes_fence(struct str fence, size_t n, struct str line)
{
	return fence_length(line) >= n && fence_length(line) == line.n &&
	    line.p[0] == fence.p[0];
}

static void
add_fenced(struct arena *arena, struct outline *outline, struct leaf leaf)
{
	struct str fence = outline_line(outline, &leaf, leaf.first);
	size_t n = fence_length(fence);

	leaf.words = outline_span(outline,
	    str_trim(str_slice(fence, n, fence.n)));
	if (leaf.last > leaf.first && closes_fence(fence, n,
	    outline_line(outline, &leaf, leaf.last)))
		leaf.last--;
	if (leaf.last == leaf.first)
		return;
	leaf.first++;
	leaf.column = 0;
	add_leaf(arena, outline, LEAF_FENCED, leaf);
}

/* "## 标题 ##", or lines above "===". */
static void
add_heading(struct arena *arena, struct outline *outline, struct leaf leaf)
{
	struct str line = outline_line(outline, &leaf, leaf.first), words;
	size_t n = heading_depth(line);

	if (n > 0) {
		words = line = str_trim(str_slice(line, n, line.n));
		while (str_ends(line, STR("#")))
			line.n--;
		if (str_trim_right(line).n < line.n || line.n == 0)
			words = str_trim_right(line);
		leaf.words = outline_span(outline, words);
	} else {
		while (leaf.last > leaf.first && !is_underline(
		    outline_line(outline, &leaf, leaf.last)))
			leaf.last--;
		leaf.last -= leaf.last > leaf.first;
		leaf.words = outline_slice(outline, &leaf, leaf.first,
		    leaf.last);
	}
	if (leaf.words.text.n > 0)
		add_leaf(arena, outline, LEAF_HEADING, leaf);
}

/* cmark does not say where a comment ends: at the line of its "-->". */
static void
add_comment(struct arena *arena, struct outline *outline, struct leaf leaf)
{
	size_t end = str_find(outline->text, STR("-->"),
	    outline->starts[leaf.first]);

	leaf.last = leaf.first;
	while (end != SIZE_MAX && leaf.last + 1 < outline->line_count &&
	    outline->starts[leaf.last + 1] <= end)
		leaf.last++;
	add_leaf(arena, outline, LEAF_COMMENT, leaf);
}

static void
add_node(struct arena *arena, struct outline *outline, cmark_node *node,
    unsigned quotes)
{
	struct leaf leaf = {
		.first = (size_t)cmark_node_get_start_line(node) - 1,
		.last = (size_t)cmark_node_get_end_line(node) - 1,
		.column = (size_t)cmark_node_get_start_column(node) - 1,
		.quotes = quotes,
		.depth = cmark_node_get_heading_level(node),
	};
	bool outermost = cmark_node_get_type(cmark_node_parent(node)) ==
	    CMARK_NODE_DOCUMENT;

	if (leaf.last >= outline->line_count)
		leaf.last = outline->line_count - 1;
	if (leaf.last < leaf.first)
		leaf.last = leaf.first;
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_PARAGRAPH:
		add_leaf(arena, outline, LEAF_PARAGRAPH, leaf);
		break;
	case CMARK_NODE_HEADING:
		add_heading(arena, outline, leaf);
		break;
	case CMARK_NODE_CODE_BLOCK:
		if (fence_length(outline_line(outline, &leaf,
		    leaf.first)) > 0)
			add_fenced(arena, outline, leaf);
		else
			add_indented(arena, outline, leaf);
		break;
	case CMARK_NODE_HTML_BLOCK:
		add_comment(arena, outline, leaf);
		break;
	case CMARK_NODE_LIST:
		if (outermost)
			add_leaf(arena, outline, LEAF_LIST, leaf);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		if (outermost)
			add_leaf(arena, outline, LEAF_QUOTE, leaf);
		break;
	default:
		break;
	}
}

void
outline_read(struct arena *arena, uint32_t file, struct str text, size_t from,
    struct outline *outline)
{
	struct buf shadow = { 0 };
	cmark_event_type event;
	cmark_iter *iter;
	cmark_node *root;
	unsigned quotes = 0;

	*outline = (struct outline){ .file = file, .text = text };
	make_shadow(arena, outline, from, &shadow);
	root = cmark_parse_document(buf_view(&shadow).p, shadow.n,
	    CMARK_OPT_DEFAULT);
	buf_release(&shadow);
	iter = cmark_iter_new(root);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);

		if (event == CMARK_EVENT_ENTER &&
		    type != CMARK_NODE_DOCUMENT &&
		    type <= CMARK_NODE_LAST_BLOCK)
			add_node(arena, outline, node, quotes);
		if (type == CMARK_NODE_BLOCK_QUOTE)
			quotes += event == CMARK_EVENT_ENTER ? 1 : -1u;
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
}
