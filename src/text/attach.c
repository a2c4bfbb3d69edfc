/*
 * Marks of attachments: 附件, 附件2：, （附件2）, 附 and a name.
 */
#include "words.h"

#include "ordinal.h"
#include "words_char.h"

#define BRACKET_MAX	40	/* bytes of （附件2）, with blanks */

static size_t
attach_word(struct str s)
{
	size_t at;
	uint32_t c;

	if (!str_starts(s, STR("附")))	/* as most lines */
		return str_starts(s, STR("相关附件")) ? STR("相关附件").n : 0;
	if (str_starts_one(s, "附件下载|附件列表|附件如下"))
		return STR("附件下载").n;
	if (str_starts_one(s, "附件|附表|附图|附录"))
		return STR("附件").n;
	at = words_skip(s, STR("附").n);
	c = char_at(s, at);
	if (c == 0xa0 || c == U'件') {		/* 附  件 */
		char_next(s, &at);
		return at;
	}
	return STR("附").n;
}

/* May 附件 and its number end here?  At the end, a blank or a mark. */
static bool
attach_ends(struct str s, size_t at)
{
	uint32_t c = char_at(s, at);

	return at >= s.n || is_blank(c) ||
	    char_place(STR(":：﹕.．、《-—"), c) >= 0;
}

static size_t
attach_number(struct str s, size_t at, unsigned *number)
{
	size_t length, open = at;
	uint32_t c;

	c = char_next(s, &open);
	if (c >= U'①' && c <= U'⑳') {
		*number = number_parse(str_slice(s, at, open));
		return open;
	}
	open = at;
	*number = 0;
	if (is_open(c))
		char_next(s, &open);
	*number = number_prefix(str_from(s, open), &length);
	if (*number == 0 || *number > 99) {
		*number = 0;
		return at;
	}
	at = open + length;
	c = char_at(s, at);
	if (is_close(c))
		char_next(s, &at);
	else if (c == '-' && char_is_digit(char_at(s, at + 1))) {
		/* 附件1-2 */
		number_prefix(str_from(s, at + 1), &length);
		at += 1 + length;
	}
	return at;
}

static struct attach
attach_mark(struct str s)
{
	struct attach a = { 0 };
	size_t at, end;
	unsigned number;
	uint32_t c;

	if ((a.word = attach_word(s)) == 0)
		return a;
	at = words_skip(s, a.word);
	end = attach_number(s, at, &a.number);
	c = char_at(s, end);
	if (a.number > 0 && (c == U'年' || c == U'月' || c == U'日' ||
	    (!attach_ends(s, end) && (at > a.word || (!char_is_digit(
	    char_at(s, at)) && !is_close(char_left(s, end))))))) {
		a.number = 0;
		end = at;
	}
	a.mark = a.number > 0 ? end : a.word;
	if (a.number == 0 && !attach_ends(s, a.word))
		return (struct attach){ 0 };
	/* 附 alone, then words: only with a colon. */
	at = words_skip(s, a.mark);
	c = char_at(s, at);
	a.colon = c == ':' || c == U'：' || c == U'﹕';
	a.dot = a.number > 0 && (c == '.' || c == U'．' || c == U'、');
	/* 附件.《某某表》, for a colon. */
	a.colon |= !a.dot && (c == '.' || c == U'．') && at > 0 &&
	    str_starts(words_trim(str_from(s, at + (c == '.' ? 1 : 3))),
	    STR("《"));
	if (a.word == STR("附").n && a.number == 0 && !a.colon && at < s.n)
		return (struct attach){ 0 };
	if (a.colon || a.dot || (a.number > 0 && (c == '-' || c == U'—')))
		char_next(s, &at);
	a.length = words_skip(s, at);
	/* 附件：1 over the name. */
	end = attach_number(s, a.length, &number);
	if (a.colon && a.number == 0 && number > 0 && end == s.n) {
		a.number = number;
		a.mark = a.length = end;
	}
	return a;
}

/* （附件2）, alone or before the name of a paper. */
static struct attach
bracketed_attach(struct str s)
{
	struct attach a = { 0 };
	size_t open = 0, close, at;

	if (!is_open(char_next(s, &open)) || !str_at(s, open, STR("附")))
		return a;
	for (close = at = open; at < s.n && at < BRACKET_MAX; close = at)
		if (is_close(char_next(s, &at)))
			break;
	if (at == close)
		return a;
	a = attach_mark(str_slice(s, open, close));
	if (a.length != close - open || a.word == STR("附").n || a.colon)
		return (struct attach){ 0 };
	a.length = words_skip(s, at);
	if (a.length < s.n && !words_paper(str_from(s, a.length)))
		return (struct attach){ 0 };
	a.open = open;
	a.mark += open;
	a.word += open;
	return a;
}

struct attach
words_attach(struct str s)
{
	struct attach a = attach_mark(s);

	return a.length > 0 ? a : bracketed_attach(s);
}

size_t
words_mistyped(struct str s)
{
	size_t at = s.n;
	uint32_t c = char_before(s, &at);

	return char_place(STR("；;。，,"), c) >= 0 ? at : s.n;
}

struct attach
words_attach_title(struct str s)
{
	struct attach a = words_attach(s);
	size_t word = STR("附").n, at = words_skip(s, word);
	unsigned number;

	/* # 附件：1 名单, as it is typed over the name in a text. */
	if (a.colon && a.number == 0 && (at = attach_number(s, a.length,
	    &number)) > a.length && words_skip(s, at) > at) {
		a.number = number;
		a.mark = at;
		a.length = words_skip(s, at);
	}
	at = words_skip(s, word);
	if (a.length == 0 && str_starts(s, STR("附")) && at > word)
		a = (struct attach){ .length = at, .mark = word,
		    .word = word };
	return a;
}
