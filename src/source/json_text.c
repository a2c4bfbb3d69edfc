/*
 * JSON text → values with their places.  One pass from left to right; a
 * string without escapes is a piece of the text itself.
 */
#include "json_text.h"

#include "../text/chars.h"
#include "../text/decode.h"

#define DEPTH_MAX	64
#define VALUES_MAX	1000000u
/* Names in one record. */
#define NAMES_MAX	500u

struct parser {
	struct arena *arena;
	struct findings *findings;
	uint32_t file;
	struct str text;
	size_t at;
	unsigned depth;
	unsigned values;
	unsigned faults;
};

static int
fail(struct parser *p, size_t at, const char *zh, const char *en)
{
	if (++p->faults > JSON_FAULTS_MAX)
		return -1;
	finding_add(p->findings, FINDING_JSON_FORMAT,
	    ((struct pos){ p->file, (uint32_t)at }),
	    "JSON 写法有误：%s；没有生成文件",
	    "malformed JSON: %s; no file was made",
	    p->findings->language == LANGUAGE_EN ? en : zh);
	return -1;
}

/* Too much of something: the rest is not looked at. */
static int
stop(struct parser *p, const char *zh, const char *en)
{
	fail(p, p->at, zh, en);
	p->at = p->text.n;
	return -1;
}

static char
peek(const struct parser *p)
{
	return p->at < p->text.n ? p->text.p[p->at] : '\0';
}

static void
skip_blanks(struct parser *p)
{
	while (p->at < p->text.n && (peek(p) == ' ' || peek(p) == '\t' ||
	    peek(p) == '\n' || peek(p) == '\r'))
		p->at++;
}

/* No document can show it: as when a text is decoded. */
static bool
is_shown(unsigned long c)
{
	return (c >= 0x20 || c == '\n' || c == '\t') && c != 0x7f &&
	    c != 0xfeff && c != 0xfffe && c != 0xffff;
}

/* \uXXXX, or two of them; *AT is behind the u.  -1: none. */
static int
take_code(struct str s, size_t *at, struct buf *out)
{
	long c = str_hex(str_slice(s, *at, *at + 4), 4), low;

	*at += 4;
	if (c >= 0xd800 && c < 0xdc00) {
		low = str_eq(str_slice(s, *at, *at + 2), STR("\\u")) ?
		    str_hex(str_slice(s, *at + 2, *at + 6), 4) : -1;
		if (low < 0xdc00 || low > 0xdfff)
			return -1;
		c = 0x10000 + (c - 0xd800) * 0x400 + low - 0xdc00;
		*at += 6;
	}
	if (c < 0 || (c >= 0xdc00 && c < 0xe000))
		return -1;
	if (is_shown((unsigned long)c))
		char_encode(out, (uint32_t)c);
	return 0;
}

/* What stands between the quotes, with its escapes taken. */
static int
decode(struct str s, struct buf *out)
{
	static const char escapes[] = "\"\\/bfnrt";
	static const char meant[] = "\"\\/\0\n\n\0\t";

	for (size_t at = 0; at < s.n; ) {
		const char *escape;

		if (s.p[at] != '\\') {
			buf_byte(out, s.p[at++]);
			continue;
		}
		at++;
		if (at < s.n && s.p[at] == 'u') {
			at++;
			if (take_code(s, &at, out) != 0)
				return -1;
			continue;
		}
		escape = at < s.n && s.p[at] != '\0' ?
		    strchr(escapes, s.p[at]) : NULL;
		if (escape == NULL)
			return -1;
		if (meant[escape - escapes] != '\0')
			buf_byte(out, meant[escape - escapes]);
		at++;
	}
	return 0;
}

/*
 * Behind a string in which a line ends: what follows is the rest of it, unless
 * a new line begins as a member does.
 */
static void
skip_string(struct parser *p)
{
	skip_blanks(p);
	if (strchr("\"]}", peek(p)) != NULL)
		return;
	while (p->at < p->text.n && peek(p) != '"')
		p->at += peek(p) == '\\' ? 2 : 1;
	p->at++;
}

/* The parser stands on the first quote. */
static int
read_string(struct parser *p, struct span *span)
{
	size_t from = ++p->at;
	bool escaped = false;
	struct buf out = { 0 };
	struct str raw;
	int status;

	while (p->at < p->text.n && peek(p) != '"' &&
	    (unsigned char)peek(p) >= 0x20) {
		escaped |= peek(p) == '\\';
		p->at += peek(p) == '\\' ? 2 : 1;
	}
	if (p->at >= p->text.n || peek(p) != '"') {
		fail(p, from - 1, "这里的引号没有成对（换行要写成 \\n）",
		    "this quote has no partner (a line end is written \\n)");
		skip_string(p);
		return -1;
	}
	raw = str_slice(p->text, from, p->at++);
	*span = (struct span){ raw, { p->file, (uint32_t)from } };
	if (!escaped)
		return 0;
	if ((status = decode(raw, &out)) != 0)
		fail(p, from, "字符串里的 \\ 后面不对", "a \\ in this string "
		    "is followed by what may not be there");
	span->text = buf_take(p->arena, &out);
	return status;
}

static int	 read_value(struct parser *, struct json *);

static int
read_name(struct parser *p, const struct json *record, struct json *item)
{
	if (peek(p) != '"')
		return fail(p, p->at, "这里应当是用双引号括起来的名称",
		    "a name in double quotes belongs here");
	if (read_string(p, &item->name) != 0)
		return -1;
	for (size_t i = 0; i < record->n; i++)
		if (str_eq(record->v[i].name.text, item->name.text))
			fail(p, item->name.pos.offset,
			    "这个名称写了两次", "this name stands twice");
	skip_blanks(p);
	if (peek(p) != ':')
		return fail(p, p->at, "名称后面应当是冒号",
		    "a colon belongs behind a name");
	p->at++;
	return 0;
}

/*
 * Behind a fault: up to a comma, a bracket that closes, or a line that begins
 * as a member does.
 */
static void
skip_item(struct parser *p)
{
	unsigned depth = 0;
	bool head = false;

	for (; p->at < p->text.n; p->at++) {
		char c = peek(p);

		if (depth == 0 && (c == ',' || c == ']' || c == '}' ||
		    (c == '"' && head)))
			return;
		depth += c == '[' || c == '{';
		depth -= c == ']' || c == '}';
		head = c == '\n' || (head && (c == ' ' || c == '\t'));
		if (c == '"')
			while (++p->at < p->text.n && peek(p) != '"' &&
			    peek(p) != '\n')
				p->at += peek(p) == '\\';
	}
}

/* An item, and the comma behind it unless it is the last. */
static int
read_item(struct parser *p, const struct json *value, struct json *item,
    char end)
{
	int status = (value->kind == JSON_KIND_RECORD &&
	    read_name(p, value, item) != 0) || read_value(p, item) != 0 ?
	    -1 : 0;

	skip_blanks(p);
	if (status != 0)
		skip_item(p);
	else if (peek(p) != ',' && peek(p) != end) {
		status = fail(p, p->at, "这里应当是逗号，或者括号没有成对",
		    "a comma belongs here, or a bracket has no partner");
		if (strchr("\"{[", peek(p)) == NULL)
			skip_item(p);
	}
	if (peek(p) != ',')
		return status;
	p->at++;
	skip_blanks(p);
	return peek(p) != end ? status : fail(p, p->at,
	    "最后一项后面不能有逗号", "no comma may follow the last item");
}

/* Up to the bracket END; the parser stands on the first one. */
static int
read_items(struct parser *p, struct json *value, char end)
{
	VEC(struct json) items = { 0 };

	p->at++;
	skip_blanks(p);
	while (peek(p) != end) {
		struct json item = { 0 };

		value->v = items.v;
		value->n = items.n;
		if (value->kind == JSON_KIND_RECORD && items.n >= NAMES_MAX)
			return stop(p, "名称太多", "too many names");
		if (read_item(p, value, &item, end) != 0 && (p->at >=
		    p->text.n || (peek(p) != end && strchr("]}", peek(p)))))
			return -1;
		*VEC_ADD(p->arena, &items) = item;
	}
	p->at++;
	value->v = items.v;
	value->n = items.n;
	return 0;
}

/* As JSON has them: -1.5e3. */
static bool
read_number(struct parser *p, struct json *value)
{
	size_t from = p->at, digits = 0;

	while ((peek(p) >= '0' && peek(p) <= '9') || (peek(p) != '\0' &&
	    strchr("+-.eE", peek(p)) != NULL)) {
		digits += peek(p) >= '0' && peek(p) <= '9';
		p->at++;
	}
	value->kind = JSON_KIND_NUMBER;
	value->text.text = str_slice(p->text, from, p->at);
	return digits > 0;
}

static bool
read_word(struct parser *p, struct json *value)
{
	static const struct {
		const char *word;
		enum json_kind kind;
	} words[] = {
		{ "null", JSON_KIND_NULL }, { "true", JSON_KIND_TRUE },
		{ "false", JSON_KIND_FALSE },
	};
	struct str rest = str_from(p->text, p->at);

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_starts(rest, str_of(words[i].word))) {
			value->kind = words[i].kind;
			p->at += strlen(words[i].word);
			return true;
		}
	return false;
}

static int
read_value(struct parser *p, struct json *value)
{
	int status;

	skip_blanks(p);
	value->text.pos = (struct pos){ p->file, (uint32_t)p->at };
	if (++p->values > VALUES_MAX)
		return stop(p, "值太多", "too many values");
	if (peek(p) == '"') {
		value->kind = JSON_KIND_STRING;
		status = read_string(p, &value->text);
		value->typed = (uint32_t)p->at - 1 - value->text.pos.offset;
		return status;
	}
	if (peek(p) == '{' || peek(p) == '[') {
		if (++p->depth > DEPTH_MAX)
			return stop(p, "层次太深", "nested too deep");
		value->kind = peek(p) == '{' ? JSON_KIND_RECORD :
		    JSON_KIND_LIST;
		status = read_items(p, value, peek(p) == '{' ? '}' : ']');
		p->depth--;
		return status;
	}
	if (read_word(p, value) || read_number(p, value))
		return 0;
	return fail(p, value->text.pos.offset, "这里应当是一个值",
	    "a value belongs here");
}

int
json_text_read(struct arena *arena, uint32_t file, struct json *value,
    struct findings *findings)
{
	struct parser parser = { .arena = arena, .findings = findings,
	    .file = file, .text = text_of(findings, file) };

	*value = (struct json){ 0 };
	if (read_value(&parser, value) != 0)
		return -1;
	skip_blanks(&parser);
	if (parser.at < parser.text.n)
		fail(&parser, parser.at, "后面多出了东西",
		    "something follows the end");
	return parser.faults == 0 ? 0 : -1;
}

const struct json *
json_member_of(const struct json *record, const char *name)
{
	for (size_t i = 0; i < record->n; i++)
		if (str_eq(record->v[i].name.text, str_of(name)))
			return &record->v[i];
	return NULL;
}
