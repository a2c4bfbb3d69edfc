/*
 * Text copied off a government web page begins with the page's own table:
 *
 *	索引号：000014349/2026-00033
 *	发文机关：某某县人民政府办公室
 *	标　题：某某县人民政府办公室关于…的通知
 *	有效性：有效
 *
 * It is about the document and no part of it; but a title or a number that
 * stands nowhere else is taken from it.
 */
#include <string.h>

#include "../text/chars.h"
#include "line.h"

#define START_MAX	6	/* it begins among the first lines */
#define LINES_MAX	40	/* and is no longer than this */
#define VALUE_MAX	2	/* lines a value may take below its key */
#define KEYS_MIN	3	/* fewer are an author's marks */
#define KEY_BYTES	48
#define BAR_MAX		160	/* characters of a bar of a page */
#define CHROME_MAX	40	/* of a button, a path, a single key */
#define KEY_MAX		24	/* of a key that documents have as well */

/* What label.def says of the words of a page. */
enum bar { OWN, SHARED, CHROME };

static const struct {
	const char *word;
	enum bar bar;
} bars[] = {
#define BAR(word, bar)	{ word, bar },
#include "label.def"
#undef BAR
};

#define BARS	(sizeof(bars) / sizeof(bars[0]))

enum property { NO_PROPERTY, SHARED_PROPERTY, OWN_PROPERTY };

/* The key of a line, squeezed; the rest goes to VALUE.  Empty: none. */
static struct str
key_of(const struct line *line, char *buffer, struct str *value)
{
	static const char *const points[] = { "•", "·", "●", "■" };
	struct str s = line->text;

	for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++)
		if (str_starts(s, str_of(points[i])))
			s = words_trim(str_slice(s, strlen(points[i]), s.n));
	for (size_t at = 0; at < s.n && at < KEY_BYTES;) {
		size_t from = at;
		uint32_t c = char_next(s, &at);

		if (c != ':' && c != 0xff1a)
			continue;
		*value = words_trim(str_slice(s, at, s.n));
		s = str_slice(s, 0, from);
		if (str_starts(s, STR("【")) && str_ends(s, STR("】")))
			s = str_slice(s, STR("【").n, s.n - STR("】").n);
		return words_squeeze(s, buffer, KEY_BYTES);
	}
	return STR_NONE;
}

static enum property
property_of(const struct line *line)
{
	char buffer[KEY_BYTES];
	struct str value, key = key_of(line, buffer, &value);

	if (key.n == 0)
		return NO_PROPERTY;
	for (size_t i = 0; i < BARS; i++)
		if (bars[i].bar != CHROME && str_eq(key,
		    str_of(bars[i].word)))
			return bars[i].bar == OWN ? OWN_PROPERTY :
			    SHARED_PROPERTY;
	return NO_PROPERTY;
}

/* Where the table at line FROM ends; FROM itself when there is none. */
static size_t
table_end(const struct lines *lines, size_t from)
{
	size_t end = from, keys = 0, own = 0;

	if (property_of(&lines->v[from]) == NO_PROPERTY)
		return from;
	for (size_t i = from; i < lines->n && i < from + LINES_MAX &&
	    i <= end + VALUE_MAX; i++) {
		enum property property = property_of(&lines->v[i]);

		if (property == NO_PROPERTY)
			continue;
		keys++;
		own += property == OWN_PROPERTY;
		end = i + 1;
	}
	return keys >= KEYS_MIN && own > 0 ? end : from;
}

/* Does what the property says stand below the table, broken or not? */
static bool
is_repeated(struct arena *arena, const struct lines *lines, size_t end,
    struct str value)
{
	struct buf text = { 0 };
	bool found;

	for (size_t i = end; i < lines->n && i < end + LINES_MAX; i++)
		buf_str(&text, text_squeeze(arena, lines->v[i].text));
	found = str_has(buf_view(&text), text_squeeze(arena, value));
	buf_release(&text);
	return found;
}

/* The label that a property's key gives to what it says; 0: none. */
static int
label_of(struct str key)
{
	if (str_eq(key, STR("标题")))
		return LABEL_TITLE + 1;
	return str_eq(key, STR("发文字号")) || str_eq(key, STR("文号")) ?
	    LABEL_NUMBER + 1 : 0;
}

/* The last byte of the first character tells most words apart. */
static bool
may_start(struct str s, const char *word)
{
	return s.n > 2 && s.p[2] == word[2] && s.p[1] == word[1];
}

/* 返回顶部, 首页 > 政务公开, 【打印】【关闭】: buttons and paths of a page. */
static bool
is_chrome(struct str s)
{
	while (str_starts(s, STR("【")) || str_starts(s, STR("[")))
		s = str_slice(s, s.p[0] == '[' ? 1 : STR("【").n, s.n);
	for (size_t i = 0; i < BARS; i++)
		if (bars[i].bar == CHROME && may_start(s, bars[i].word) &&
		    str_starts(s, str_of(bars[i].word)) &&
		    char_count(s) < CHROME_MAX && !str_has(s, STR("，")) &&
		    !str_has(s, STR("。")))
			return true;
	return false;
}

/* The row of the key of a page that stands at AT with its colon, or BARS. */
static size_t
bar_at(struct str s, size_t at)
{
	struct str rest = str_slice(s, at, s.n);

	for (size_t i = 0; i < BARS; i++) {
		struct str word;
		size_t end;
		uint32_t c;

		if (bars[i].bar == CHROME || !may_start(rest, bars[i].word))
			continue;
		word = str_of(bars[i].word);
		if (!str_starts(rest, word))
			continue;
		end = words_skip(rest, word.n);
		c = char_next(rest, &end);
		if (c == ':' || c == 0xff1a || c == 0xfe55)
			return i;
	}
	return BARS;
}

uint64_t
web_bar(struct str s)
{
	size_t own = 0, shared = 0, first = BARS, chars = char_count(s);
	bool han = false;	/* the character before is one: inside a word */

	if (chars > BAR_MAX)
		return 0;
	if (is_chrome(s))
		return CUE_BIT(WEB_BAR);
	if (memchr(s.p, ':', s.n) == NULL && !str_has(s, STR("：")))
		return 0;
	for (size_t at = 0; at < s.n;) {
		size_t bar = han ? BARS : bar_at(s, at);

		if (bar < BARS) {
			first = at == 0 ? bar : first;
			own += bars[bar].bar == OWN;
			shared += bars[bar].bar == SHARED;
			at += strlen(bars[bar].word);
			han = true;
		} else {
			han = char_is_han(char_next(s, &at));
		}
	}
	if ((own > 0 && own + shared > 1) || (own > 0 && first < BARS &&
	    bars[first].bar == OWN && chars < CHROME_MAX) ||
	    (shared > 1 && first < BARS))
		return CUE_BIT(WEB_BAR);
	return first < BARS && chars < KEY_MAX ? CUE_BIT(WEB_KEY) : 0;
}

static void
leave_out(struct line *line)
{
	line->said = LABEL_PROPERTY + 1;
	line->key = 0;
}

/* The lines of the table: all but a title or number that is nowhere else. */
static void
mark_table(struct arena *arena, struct lines *lines, size_t from, size_t end)
{
	int below = 0;		/* the label of a value below its key */

	for (size_t i = from; i < end; i++) {
		struct line *line = &lines->v[i];
		char buffer[KEY_BYTES];
		struct str value = STR_NONE;
		struct str key = key_of(line, buffer, &value);
		int label = label_of(key);

		if (property_of(line) == NO_PROPERTY) {
			label = below;
			value = line->text;
		} else if (value.n == 0) {
			below = label;
			label = 0;
		}
		if (label == 0 || is_repeated(arena, lines, end, value)) {
			leave_out(line);
			continue;
		}
		line->said = (uint8_t)label;
		below = 0;
	}
}

void
web_properties(struct arena *arena, struct lines *lines)
{
	size_t from = 0, end = 0;

	while (from < lines->n && from < START_MAX && end <= from) {
		end = table_end(lines, from);
		from += end <= from;
	}
	if (end <= from)
		return;
	for (size_t i = 0; i < from; i++)
		if (is_chrome(lines->v[i].text) ||
		    is_repeated(arena, lines, end, lines->v[i].text))
			leave_out(&lines->v[i]);
	mark_table(arena, lines, from, end);
}
