/*
 * Lines that say whom to ask: 联系人：…, 电话：…, or a few words and then a
 * telephone number.  In: a line.  Out: whether it is one.
 */
#include "words.h"

#include <string.h>

#include "chars.h"
#include "ordinal.h"

bool
words_contact_key(struct str key)
{
	/* These tell of what they begin with. */
	return !str_starts_one(key,
	    "报名地址|会议|活动|培训|考试|比赛|竞赛") && str_ends_one(key,
	    "联系人|联系人员|电话|电话号码|联系方式|传真|邮箱|邮件|信箱|"
	    "邮编|邮政编码|地址|网址|联络员|联络人|咨询人|咨询方式|手机|"
	    "E-mail|Email|email|E-MAIL|EMAIL|联系单位|联系部门|联系科室|"
	    "联系处室|受理单位|经办人|承办人|收件人|公众号|QQ|QQ群|微信|"
	    "微信群|热线|Tel|TEL|业务咨询|技术支持")
	    && !str_has_one(key,	/* of a sentence */
	    "发至|送至|寄至|交至|报至|发到|送到|寄到|请咨询|请致电|请拨打");
}

#define CONTACT_KEY_MAX	16	/* characters */

/* Past the bracket that closes the few characters at AT. */
static size_t
after_bracket(struct str s, size_t at)
{
	for (size_t next = at, n = 0; next < s.n && n < CONTACT_KEY_MAX; n++) {
		uint32_t c = char_next(s, &next);

		if (c == ')' || c == U'）')
			return next;
	}
	return at;
}

static bool
begins_contact(struct str line)
{
	char key[CONTACT_KEY_MAX * 4];
	size_t at = 0, n = 0, chars = 0;

	if (!str_has_one(line, "：|:|联"))
		return false;		/* as most lines */
	while (at < line.n && chars < CONTACT_KEY_MAX) {
		size_t from = at;
		uint32_t c = char_next(line, &at);

		if (c == ':' || c == U'：') {
			struct str rest = str_slice(line, at, at + 200);

			return str_trim(rest).n > 0 &&
			    (words_contact_key((struct str){ key, n }) ||
			    (str_starts((struct str){ key, n },
			    STR("承办")) && str_has_one(rest, "联系人|电话")));
		}
		if (char_is_space(c))
			continue;
		if (c == '(' || c == U'（') {
			/* 电话（传真）： is 电话： */
			at = n > 0 ? after_bracket(line, at) : at;
			continue;
		}
		if (c == U'，' || c == U'。' || c == U'；' || c == ',')
			return false;
		if (chars++ == 0 && (char_is_digit(c) ||
		    ordinal_parse(str_from(line, from)).style != ORDINAL_NONE))
			return false;
		memcpy(key + n, line.p + from, at - from);
		n += at - from;
	}
	line = (struct str){ key, n };
	/* A cell of a form says no more than the word. */
	return str_starts_one(line, "联系人|联系电话") &&
	    !str_is_one(line, "联系人|联系电话") &&
	    !str_starts_one(line, "联系人员|联系人名单");
}

/*
 * 李某，联系电话：0000-1: a number right behind the word for one; but not in
 * brackets in a sentence.
 */
static bool
names_phone(struct str s)
{
	static const char *const words[] = { "电话", "联系方式", "手机" };

	if (str_starts_one(s, "地点|会议地点|报到地点"))
		return false;		/* 某某宾馆（电话：0000-1） */
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		size_t at = str_find(s, str_of(words[i]), 0);
		struct str rest;

		if (at == SIZE_MAX || at == 0)
			continue;
		rest = str_trim(str_from(s, at + strlen(words[i])));
		at = 0;
		if (char_take(rest, &at, ':') || char_take(rest, &at, U'：'))
			rest = str_trim(str_from(rest, at));
		if (char_is_digit(char_at(rest, 0)))
			return !str_has_one(s, "。|(联系|（联系");
	}
	return false;
}

/* Characters of （兼传真） and （微信同号） behind a number. */
#define SAME_MAX	10

/* Where a remark in brackets at the end begins, or the end. */
static size_t
before_remark(struct str s)
{
	size_t at = s.n;
	uint32_t c = char_before(s, &at);

	if (c != ')' && c != U'）')
		return s.n;
	for (int n = 0; at > 0 && n < SAME_MAX; n++) {
		c = char_before(s, &at);
		if (c == '(' || c == U'（')
			return at;
		if (!char_is_han(c))
			break;
	}
	return s.n;
}

/* 李某，0000-1234567: a few words, and a telephone number at the end. */
static bool
ends_in_phone(struct str s)
{
	size_t at = before_remark(s), end = at, digits = 0, dashes = 0;
	uint32_t c = 0;

	while (at > 0 && (c = char_before(s, &at), char_is_digit(c) ||
	    c == '-' || c == U'—')) {
		digits += char_is_digit(c);
		dashes += !char_is_digit(c);
		end = at;
	}
	c = char_at(s, end);
	if (end < STR("李某").n || (dashes > 1 && digits < 9) ||
	    !(digits == 7 || (digits == 8 && c > '2') ||
	    (digits > 10 && digits < 13 && (c == '0' || c == '1'))))
		return false;
	return !str_has_one(str_slice(s, 0, end),	/* of other numbers */
	    "号|编|证|年|元|户|码|第|数");
}

/* 李某（0000-1234567，a@b.c）: a name, and the rest in brackets. */
static bool
has_phone_behind(struct str s)
{
	size_t at = 0, comma;
	uint32_t c = char_last(s);

	if (c != ')' && c != U'）')
		return false;
	for (int n = 0; (c = char_next(s, &at)) != '(' && c != U'（'; n++)
		if (n == SAME_MAX || !char_is_han(c))
			return false;
	s = str_slice(s, at, s.n - (c == '(' ? 1 : STR("）").n));
	comma = str_find(s, STR("，"), 0);
	comma = comma < s.n ? comma : str_find(s, STR(","), 0);
	return ends_in_phone(str_slice(s, 0, comma < s.n ? comma : s.n));
}

/* 有事可联系李某: a sentence. */
static bool
asks_to_call(struct str s)
{
	return str_has_one(s, "可联系|请联系|请与|请咨询|请致电|请拨打");
}

/* 电话 0000-1234567, 邮箱 a@b.c: a key and no colon. */
static bool
is_keyed(struct str s)
{
	size_t end = 0, next = 0;
	struct str rest;
	uint32_t c;

	while ((c = char_next(s, &next)) != 0 && !char_is_space(c) &&
	    !char_is_ascii_alnum(c))
		end = next;
	/* Few lines have it, and there are forty words for the key. */
	rest = str_trim_left(str_from(s, end));
	return end > 0 && (char_is_digit(char_at(rest, 0)) || str_has(rest,
	    STR("@"))) && words_contact_key(str_slice(s, 0, end));
}

#define CONTACT_MAX	40	/* characters, without a key */

bool
words_contact(struct str line)
{
	line = str_trim(line);
	return begins_contact(line) || (line.n < CONTACT_MAX * 4 &&
	    char_count(line) <= CONTACT_MAX && !asks_to_call(line) &&
	    (names_phone(line) || ends_in_phone(line) ||
	    has_phone_behind(line) || is_keyed(line)));
}
