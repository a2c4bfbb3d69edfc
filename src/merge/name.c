/*
 * Values → names of files that every system takes; and what is wrong with one
 * that a person gave.
 */
#include "name.h"

#include <unicase.h>
#include <uninorm.h>

#include "../text/chars.h"

/* Characters that Windows forbids, and what they become. */
static const struct {
	char half;
	const char *full;
} forbidden[] = {
	{ '/', "／" }, { '\\', "＼" }, { ':', "：" }, { '*', "＊" },
	{ '?', "？" }, { '"', "＂" }, { '<', "＜" }, { '>', "＞" },
	{ '|', "｜" }, { '\n', " " }, { '\t', " " },
};

static const char *
full_form(char c)
{
	size_t i = (unsigned char)c <= '|' ? 0 : COUNT_OF(forbidden);

	for (; i < COUNT_OF(forbidden); i++)
		if (forbidden[i].half == c)
			return forbidden[i].full;
	return NULL;
}

struct str
name_clean(struct arena *arena, struct str value)
{
	struct buf out = { 0 };
	size_t from = 0;

	for (size_t i = 0; i < value.n; i++) {
		const char *full = full_form(value.p[i]);

		if (full == NULL)
			continue;
		buf_add(&out, value.p + from, i - from);
		buf_lit(&out, full);
		from = i + 1;
	}
	if (from == 0)
		return value;
	buf_add(&out, value.p + from, value.n - from);
	return buf_take(arena, &out);
}

/*
 * Control characters, and those that are not seen but turn the text around
 * or hide in it: a name must be what it looks like.
 */
static bool
is_hidden(uint32_t c)
{
	if (c >= 0x3000 && c < 0xe000)
		return false;
	return c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0xad ||
	    c == 0x61c || (c >= 0x200b && c <= 0x200f) ||
	    (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
	    c == 0xfeff || (c >= 0xfff9 && c <= 0xffff) ||
	    (c >= 0xe000 && c <= 0xf8ff) || c >= 0xe0000;
}

static bool
has_bad_character(struct str component)
{
	size_t at = 0;

	while (at < component.n) {
		uint32_t c = char_next(component, &at);

		if (is_hidden(c) || (c < 0x80 && full_form((char)c) != NULL))
			return true;
	}
	return false;
}

/* The device names of Windows, with any suffix. */
static bool
is_reserved(struct str component)
{
	static const char *const names[] = { "con", "prn", "aux", "nul",
	    "com", "lpt" };
	struct str stem = str_slice(component, 0,
	    str_find(component, STR("."), 0));

	stem = str_trim_right(stem);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		size_t n = i < 4 ? 3 : 4, k = 0;

		if (stem.n != n || (n == 4 &&
		    (stem.p[3] < '1' || stem.p[3] > '9')))
			continue;
		while (k < 3 && (stem.p[k] | 0x20) == names[i][k])
			k++;
		if (k == 3)
			return true;
	}
	return false;
}

static enum name_fault
check_component(struct str s)
{
	if (s.n == 0)
		return NAME_EMPTY;
	if (str_is_one(s, ".|.."))
		return NAME_OUTSIDE;
	if (s.n > NAME_COMPONENT_MAX)
		return NAME_LONG;
	if (has_bad_character(s))
		return NAME_CHARACTER;
	if (is_reserved(s))
		return NAME_RESERVED;
	if (s.p[0] == '.' || s.p[s.n - 1] == '.' || str_trim(s).n != s.n)
		return NAME_EDGE;
	return NAME_GOOD;
}

enum name_fault
name_check(struct str name, struct str *where)
{
	size_t from = 0, slash;

	*where = name;
	if (str_starts(name, STR("/")))
		return NAME_OUTSIDE;
	do {
		enum name_fault fault;

		slash = str_find(name, STR("/"), from);
		*where = str_slice(name, from, slash);
		if ((fault = check_component(*where)) != NAME_GOOD)
			return fault;
		from = slash + 1;
	} while (slash != SIZE_MAX);
	*where = name;
	return name.n > NAME_PATH_MAX ? NAME_LONG : NAME_GOOD;
}

const char *
name_fault_text(enum name_fault fault, bool english)
{
	static const char *const texts[][2] = {
		[NAME_GOOD] = { "可以用", "is good" },
		[NAME_EMPTY] = { "有一段是空的", "has an empty part" },
		[NAME_OUTSIDE] = { "会跑到输出文件夹外面去",
		    "leads out of the output folder" },
		[NAME_CHARACTER] = { "有文件名不允许的字符",
		    "has a character that file names cannot have" },
		[NAME_RESERVED] = { "是 Windows 保留的名称",
		    "is a name that Windows reserves" },
		[NAME_EDGE] = { "以点开头，或以点、空格结尾",
		    "begins with a dot, or ends with a dot or a blank" },
		[NAME_LONG] = { "过长", "is too long" },
	};

	return texts[fault][english];
}

/* Ideographs and ASCII have no other form; all else is asked about. */
static bool
is_plain(struct str name)
{
	size_t at = 0;

	while (at < name.n) {
		uint32_t c = char_next(name, &at);

		if (c >= 0x80 && !(c >= 0x3400 && c <= 0x4dbf) &&
		    !(c >= 0x4e00 && c <= 0x9fff))
			return false;
	}
	return true;
}

struct str
name_key(struct arena *arena, struct str name)
{
	struct str key = str_copy(arena, name);
	char *p = (char *)key.p;
	uint8_t *folded;
	size_t n;

	if (!is_plain(name)) {
		folded = must(u8_casefold((const uint8_t *)name.p, name.n,
		    NULL, UNINORM_NFC, NULL, &n));	/* it is valid */
		key = str_copy(arena, (struct str){ (char *)folded, n });
		free(folded);
		return key;
	}
	for (size_t i = 0; i < key.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] | 0x20);
	return key;
}
