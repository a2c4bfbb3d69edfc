/*
 * Elements that stand in one line: a title and its number, the number of an
 * attachment by itself, a whole document without its line ends.  In goes the
 * text of a line; out come the places where another element begins.  It is cut
 * only where both sides are elements for certain: what is doubtful stays in
 * one line, and doubt.c says so.
 */
#include "reader.h"

#include <string.h>

#include "../text/chars.h"
#include "../text/date.h"

#define NUMBER_TAIL	30	/* characters of a number behind a title */
#define TITLE_CHARS	90	/* of a title with text behind it */
#define TO_CHARS	200	/* of recipients with text behind them */
#define TEXT_CHARS	30	/* of that text, at least */
#define CALL_CHARS	10	/* of it, where a title stands above */
#define DATELINE_CHARS	24	/* of a news agency */
#define SIGNER_CHARS	24	/* of a name behind the text */
#define HALF_BYTES	120	/* of the end of a title with its number */
#define TAIL_BYTES	450	/* at the end of a line, with name and date */

/* Does a title end before AT: 关于…的通知? */
static bool
ends_title(struct str s, size_t at)
{
	s = words_trim(str_slice(s, 0, at));
	return words_genre(s) && words_about(s) && !str_has(s, STR("。")) &&
	    words_attach(s).length == 0 && ordinal_parse(str_slice(s, 0,
	    80)).style == ORDINAL_NONE;
}

/* Is it the mark of an order before the bracket at AT: 青禾市人民政府令（? */
static bool
ends_order(struct str s, size_t at)
{
	uint32_t c = char_at(s, at);

	if (c != '(' && c != U'（')
		return false;
	s = words_trim(str_slice(s, 0, at));
	return str_ends(s, STR("令")) && words_organ(str_slice(s, 0,
	    s.n - STR("令").n));
}

/* 征收土地预公告, before a number in brackets. */
static bool
ends_notice(struct str s, size_t at)
{
	uint32_t c = char_at(s, at);

	s = words_trim(str_slice(s, 0, at));
	return (c == '(' || c == U'（') && words_genre(s) &&
	    !words_organ(s) && !str_has_one(s, "，|。|《|“|：|:");
}

/* 检查工作的紧急通知, the second line of a title, before a number. */
static bool
ends_half(struct str s, size_t at)
{
	s = words_trim(str_slice(s, 0, at));
	return words_genre(s) && str_has(s, STR("的")) &&
	    !str_has_one(s, "，|。|：|:|（|(") &&
	    ordinal_parse(str_slice(s, 0, 80)).style == ORDINAL_NONE;
}

/*
 * 征收土地预公告（某发〔2026〕3号）, 关于…的通知 某发〔2026〕3号 and
 * 青禾市人民政府令（第3号）: where the number begins; 0: no number.
 */
static size_t
number_tail(struct str s, bool top)
{
	size_t at = s.n;

	if (!str_ends_one(s, "）|)|号"))
		return 0;
	for (unsigned chars = 0; at > 0 && chars < NUMBER_TAIL; chars++) {
		char_before(s, &at);
		if (words_doc_number(str_from(s, at)) == s.n - at &&
		    (ends_title(s, at) || ends_order(s, at) ||
		    (s.n < HALF_BYTES && ends_half(s, at)) ||
		    (top && ends_notice(s, at))))
			return at;
	}
	return 0;
}

/*
 * 某发〔2026〕3号　附件1, of an attachment by itself: where the mark begins.
 * AT is where the number ends.
 */
static size_t
mark_tail(struct str s, size_t at)
{
	if (at == 0 || at >= s.n)
		return 0;
	at = words_skip(s, at);
	return words_attach(str_from(s, at)).length == s.n - at ? at : 0;
}

/* Is S 特急, 机密★1年, or A类? */
static bool
is_grade(struct str s)
{
	struct line line = { .text = s };

	line_look(&line);
	return (line.cues & (CUE_BIT(KEY_SECRECY) | CUE_BIT(KEY_URGENCY) |
	    CUE_BIT(KEY_HANDLING))) != 0;
}

/*
 * 某函〔2026〕3号（B）类 of an answer to a proposal, 某电〔2026〕3号　特急 and
 * 特急　某电〔2026〕3号: where the second begins.  AT is where a number ends.
 */
static size_t
grade_cut(struct str s, size_t at)
{
	struct str rest = words_trim(str_from(s, at));
	size_t end = 0;

	if (at > 0 && rest.n > 0 && is_grade(rest))
		return at;
	while (end < s.n && words_skip(s, end) == end)
		char_next(s, &end);
	rest = str_from(s, words_skip(s, end));
	return rest.n > 0 && words_doc_number(rest) == rest.n &&
	    is_grade(str_slice(s, 0, end)) ? s.n - rest.n : 0;
}

/*
 * 某某县水利局　　　签发人：王安, 某某局文件　某发〔2026〕5号: where the signer
 * or the number begins behind a mark; or 0.
 */
static size_t
mark_end(struct str s)
{
	size_t file = str_find(s, STR("文件"), 0);
	size_t at = str_find(s, STR("签发人"), 0);
	struct str mark;
	char buffer[SIGNER_CHARS * 3];

	if (at == SIZE_MAX && file != SIZE_MAX) {
		at = words_skip(s, file + STR("文件").n);
		if (at == s.n || words_doc_number(str_from(s, at)) < s.n - at)
			return 0;
	}
	mark = at != SIZE_MAX ? words_trim(str_slice(s, 0, at)) : STR_NONE;
	if (mark.n == 0 || mark.n + 2 > at || mark.n > sizeof(buffer))
		return 0;
	mark = words_squeeze(mark, buffer, sizeof(buffer));
	return words_office(mark) || str_ends(mark, STR("文件")) ? at : 0;
}

/* The bytes of a whole date at AT, with a blank or nothing behind; or 0. */
static size_t
date_at(struct str s, size_t at)
{
	struct date date;
	size_t length;

	if (!date_parse(str_from(s, at), &date, &length) || date.day == 0)
		return 0;
	if (str_is_one(str_from(s, at + length), "印发|制发"))
		return s.n - at;
	return at + length == s.n || words_skip(s, at + length) > at + length ?
	    length : 0;
}

struct cuts {
	struct str s;
	size_t *at;
	size_t n;
};

static void
cut(struct cuts *cuts, size_t at)
{
	at = words_skip(cuts->s, at);
	if (at > (cuts->n > 0 ? cuts->at[cuts->n - 1] : 0) && at < cuts->s.n &&
	    cuts->n < CUTS_MAX)
		cuts->at[cuts->n++] = at;
}

/* Where the colon of recipients that begin at FROM ends; 0: none do. */
static size_t
recipients_end(struct str s, size_t from, size_t text)
{
	size_t at = from, end;
	char buffer[TO_CHARS * 3];
	struct str name;

	for (size_t chars = 0; at < s.n && chars < TO_CHARS; chars++) {
		uint32_t c;

		end = at;
		c = char_next(s, &at);
		if (c == U'。')
			return 0;
		if (c != ':' && c != U'：')
			continue;
		name = words_squeeze(str_slice(s, from, end), buffer,
		    sizeof(buffer));
		return words_addressed(name) && !words_label(name) &&
		    !words_lead_in(name) && (at == s.n || char_count(str_slice(
		    s, at, s.n)) >= text) ? at : 0;
	}
	return 0;
}

/*
 * 某委员：您提出的…收悉。 below a title: who is written to, and what.  Who has
 * a duty, and who takes part, is no recipient: 市科协：负责…, 参加人员：….
 */
static size_t
call_end(struct str s)
{
	size_t end = recipients_end(s, 0, CALL_CHARS), to = end;

	if (end == 0 || end == s.n)
		return 0;
	char_before(s, &to);
	if (words_sentence(str_slice(s, 0, to)) || str_has_one(str_slice(s, 0,
	    to), "；|;|！|!|？|?"))
		return 0;
	return str_ends(str_slice(s, 0, to), STR("成员")) || str_starts_one(
	    str_from(s, words_skip(s, end)),
	    "负责|牵头|承担|配合|协助|组织|主办") ? 0 : end;
}

/* Do the names before the colon at END end in one: 各县局，各有关单位？ */
static bool
names_last(struct str s, size_t end)
{
	size_t at, from;
	uint32_t c;

	char_before(s, &end);
	for (at = from = end; at > 0; from = at) {
		c = char_before(s, &at);
		if (c == U'、' || c == U'，' || c == ',')
			break;
	}
	s = str_slice(s, from, end);
	if (str_starts(s, STR("各")))
		s = str_from(s, STR("各").n);
	return words_addressed(s) && !words_sentence(s);
}

/*
 * 关于…的通知 某发〔2026〕3号 各县科协： 为…: a title, and what comes behind
 * it up to the text.
 */
static void
cut_head(struct cuts *cuts, size_t first, bool titled)
{
	struct str s = cuts->s;
	size_t at = 0, number, end;

	for (size_t chars = 0; at < s.n && chars < TITLE_CHARS; chars++) {
		size_t from = at;
		uint32_t c = char_next(s, &at);

		if ((!char_is_space(c) && c != U'各') || !ends_title(s, from))
			continue;
		at = words_skip(s, from);
		number = words_doc_number(str_from(s, at));
		end = recipients_end(s, words_skip(s, at + number),
		    TEXT_CHARS);
		if (end == 0)
			continue;
		cut(cuts, from);
		cut(cuts, at + number);
		cut(cuts, end);
		return;
	}
	/* 各县科协： 为…, the first text that there is, or its number. */
	number = first;
	at = words_skip(s, number);
	end = recipients_end(s, at, TEXT_CHARS);
	if (end > 0 && (at > number || (number == 0 && str_has(str_slice(s, 0,
	    end), STR("各")))) &&
	    (words_skip(s, end) > end || names_last(s, end))) {
		cut(cuts, number);
		cut(cuts, end);
	} else if (titled && first == 0)
		cut(cuts, call_end(s));
}

/*
 * 某发〔2026〕3号 2026年6月2日 某省; 等级　特急　　某电〔2026〕3号　机发号 12
 * of a telegram: each stands for itself.  The number of a document ends at AT.
 */
static void
cut_number(struct cuts *cuts, size_t at)
{
	struct str s = cuts->s;
	size_t next = words_skip(s, at), length;
	struct date date;

	if (at > 0 && date_parse(str_from(s, next), &date, &length) &&
	    date.day > 0) {
		cut(cuts, at);
		cut(cuts, next + length);
		return;
	}
	/* 某发〔2026〕7号关于做好某事的通知, …（会议纪要）, no 7号文件的通知 */
	if (at > 0 && str_ends_one(s, "纪要）|纪要)") ?
	    str_starts_one(str_from(s, at), "（|(") :
	    at > 0 && ends_title(s, s.n) ? title_begins(str_from(s, next)) :
	    at > 0 && ends_half(str_from(s, next), s.n) &&
	    !str_starts_one(str_from(s, next), "文|和|》")) {
		cut(cuts, at);
		return;
	}
	if (!str_starts_one(s, "等级|发电|签批盖章"))
		return;
	for (at = 0; at < s.n;) {
		struct str rest, number;

		if (!char_is_space(char_next(s, &at)))
			continue;
		at = words_skip(s, at);
		rest = str_from(s, at);
		number = str_slice(rest, 0, words_doc_number(rest));
		if (number.n > 0 && !str_has_one(number, " |　")) {
			cut(cuts, at);
			at += number.n;
			cut(cuts, at);
		} else if (str_starts_one(rest, "签批盖章|等级"))
			cut(cuts, at);
	}
}

/* Where the name begins that stands before AT, by itself; AT: none does. */
static size_t
signer_before(struct str s, size_t at)
{
	size_t end = words_trim(str_slice(s, 0, at)).n, from = end, next = end;
	char buffer[SIGNER_CHARS * 3];

	for (size_t chars = 0; next > 0 && chars <= SIGNER_CHARS; chars++) {
		uint32_t c = char_before(s, &next);

		if (char_is_space(c) || c == U'。')
			break;
		from = next;
	}
	return from < end && words_office(words_squeeze(str_slice(s, from,
	    end), buffer, sizeof(buffer))) ? from : at;
}

/* Has S what a date cannot be without: 年, or digits? */
static bool
may_be_dated(struct str s)
{
	for (size_t at = 0; (at = str_ascii(s, at)) < s.n; at++)
		if (s.p[at] >= '0' && s.p[at] <= '9')
			return true;
	return str_has(s, STR("年"));
}

/* …。 某某局 2026年6月2日 联系人：…; 附件：名称 2026年6月2日. */
static void
cut_tail(struct cuts *cuts, bool dated)
{
	struct str s = cuts->s, before;
	size_t length, at = s.n, name = dated ? signer_before(s, s.n) : s.n;
	bool attach = words_attach(s).length > 0;

	before = words_trim(str_slice(s, 0, name));
	if (name < s.n && str_ends(before, STR("。"))) {
		cut(cuts, name);
		return;
	}
	if (!may_be_dated(s))
		return;
	while (at > 0 && at + TAIL_BYTES > s.n) {
		size_t next = at;
		uint32_t c = char_before(s, &next);
		bool begins = char_is_digit(c) || c == U'二' || c == U'一';

		at = next;
		if (!begins || at == 0 || (length = date_at(s, at)) == 0)
			continue;
		c = char_before(s, &next);
		name = signer_before(s, at);
		before = words_trim(str_slice(s, 0, name));
		if (name == at ? !char_is_space(c) || at + length < s.n ||
		    (!attach && !str_ends(before, STR("。"))) :
		    before.n == 0 && at + length == s.n)
			continue;
		cut(cuts, name);
		if (name < at)
			cut(cuts, at);
		cut(cuts, at + length);
		return;
	}
}

/* 新华社青禾3月16日电 某某会议关于…的决议: where the title begins, or 0. */
static size_t
dateline_end(struct str s)
{
	size_t at = 0;

	for (size_t chars = 0; at < s.n && chars < DATELINE_CHARS; chars++) {
		uint32_t c = char_next(s, &at);

		if ((c == U'电' || c == U'讯') && words_skip(s, at) > at &&
		    str_has_one(str_slice(s, 0, at), "日电|日讯|本报讯"))
			return ends_title(str_from(s, words_skip(s, at)), s.n) ?
			    at : 0;
	}
	return 0;
}

/*
 * • 关于…的通知, 某某局关于…的通知 [打印本页]: a whole title between signs of a
 * page.  Where a title is SAID to begin it does.
 */
static void
cut_title(struct cuts *cuts, bool said)
{
	struct str s = cuts->s;
	size_t from = 0, end = s.n;
	uint32_t c;

	if (!said && !title_opens(s))
		char_next(s, &from);
	from = words_skip(s, from);
	if (str_ends(s, STR("]")) || str_ends(s, STR("】")))
		while (end > from && (c = char_before(s, &end)) != '[' &&
		    c != U'【')
			;
	if (end == from || web_bar(str_from(s, end)) == 0)
		end = s.n;
	if ((from == 0 && end == s.n) || !title_begins(str_slice(s, from,
	    end)) || !ends_title(str_from(s, from), end - from))
		return;
	cut(cuts, from);
	cut(cuts, end);
}

/* 文号：某发〔2026〕3号　发布日期：… of a page: a number, and other keys. */
static void
cut_pairs(struct cuts *cuts)
{
	struct str s = cuts->s;
	size_t value, end, at = web_element(s, &value, &end), number;

	if (at == s.n)
		return;
	number = words_doc_number(str_slice(s, value, end));
	cut(cuts, at);
	cut(cuts, number > 0 ? value + number : end);
}

size_t
line_cuts(struct str s, bool top, bool said, bool titled, bool dated,
    size_t *at)
{
	struct cuts cuts = { s, at, 0 };
	size_t two = number_tail(s, top), number = words_doc_number(s), head;

	if (two == 0)
		two = mark_tail(s, number);
	if (two == 0 && top)
		two = grade_cut(s, number);
	if (two == 0 && top)
		two = mark_end(s);
	if (two == 0 && top)
		two = dateline_end(s);
	if (two > 0) {
		cut(&cuts, two);
		return cuts.n;
	}
	if (top)
		cut_pairs(&cuts);
	if (top && cuts.n == 0)
		cut_title(&cuts, said);
	if (top && cuts.n == 0)
		cut_head(&cuts, number, titled);
	if (top && cuts.n == 0)
		cut_number(&cuts, number);
	head = cuts.n;
	if (memchr(s.p, '\t', s.n) == NULL && (head == 0 ||
	    s.n > TAIL_BYTES / 2))
		cut_tail(&cuts, dated);
	if (cuts.n > head && web_bar(s) != 0)
		cuts.n = head;
	return cuts.n;
}
