/*
 * What a document says of itself, in one place and in another: the levels of
 * its text, weekdays and its own date, who signs and who prints.
 */
#include "../text/chars.h"
#include "../text/ordinal.h"
#include "rule.h"
#include "subject.h"

/* --- 标题 7.3.1 -------------------------------------------------------- */

/* 。 or ； inside a title, outside 《 》 and “ ”. */
static void
title_mark(const struct subject *s)
{
	int depth = 0;

	for (size_t at = 0; at < s->name.n;) {
		uint32_t c = char_next(s->name, &at);

		if (c == U'《' || c == U'“' || c == U'（')
			depth++;
		else if (c == U'》' || c == U'”' || c == U'）')
			depth--;
		else if (depth == 0 && (c == U'。' || c == U'；')) {
			TELL(s, TITLE_INNER_MARK, text_pos(s->document->title),
			    "标题中间不用句号、分号",
			    "no full stop or semicolon inside a title");
			return;
		}
	}
}

/* --- 结构层次 7.3.3 ---------------------------------------------------- */

/* Is an ordinal such as （一） the first of its kind? */
static bool
is_first(struct span ordinal)
{
	struct str text = str_trim(ordinal.text);
	size_t length;

	if (str_starts_one(text, "（|("))
		text = str_from(text, text.p[0] == '(' ? 1 : 3);
	return number_prefix(text, &length) == 1;
}

/*
 * A level may be left out, but it does not come after the one below it: 1.
 * and then （一） in one section, （一） and then 一、 in a document.
 */
static void
level_order(const struct subject *s)
{
	const struct blocks *body = &s->document->body;
	bool seen[6] = { false };

	EACH(const struct block, block, *body) {
		int level = block->level;
		bool below = false;

		if (block->kind != BLOCK_HEADING || level < 1 || level > 4 ||
		    block->ordinal.text.n == 0)
			continue;
		for (int k = level + 1; k <= 4; k++)
			below |= seen[k];
		if (below && !seen[level] && is_first(block->ordinal)) {
			TELL(s, LEVEL_ORDER,
			    block->pos, "“%.*s”这一层排在了比它低的层次后面；"
			    "层次依次为“一、”“（一）”“1.”“（1）”",
			    "%.*s comes after a lower level; the order is 一、 "
			    "（一） 1. （1）", STR_ARG(block->ordinal.text));
			return;
		}
		seen[level] = true;
		for (int k = level + 1; k <= 5; k++)
			seen[k] = false;
	}
}

/* --- 星期 -------------------------------------------------------------- */

/* Where the ASCII digits that end before AT begin. */
static size_t
digits_from(struct str text, size_t at)
{
	while (at > 0 && text.p[at - 1] >= '0' && text.p[at - 1] <= '9')
		at--;
	return at;
}

/* A weekday of this year, or of the next when the month is over? */
static bool
may_be_weekday(const struct subject *s, struct date date, int weekday)
{
	if (date_weekday(date) == weekday)
		return true;
	if (date.month >= s->date.month)
		return false;
	date.year++;
	return !date_exists(date) || date_weekday(date) == weekday;
}

/* In 5月23日（星期六）、24日（星期日） the second one is of the same month. */
#define SAME_MONTH	48		/* bytes between them at most */

static void
weekdays_in(const struct subject *s, struct text of, struct pos pos)
{
	struct str text = subject_text(s, of);
	struct date last = { 0, 0, 0 }, date;
	size_t at = 0, last_at = 0, digits;

	if (!str_has_one(text, "星期|周|礼拜"))
		return;
	while ((at = str_find(text, STR("日"), at)) != SIZE_MAX) {
		int day;

		digits = digits_from(text, at);
		at += strlen("日");
		if (subject_date(s, text, at, &date)) {
			last = date;
			last_at = at;
		} else if (last.day > 0 && at - last_at <= SAME_MONTH) {
			date = last;
			date.day = (int)number_prefix(str_from(text, digits),
			    &digits);
			if (date.day <= last.day || !date_exists(date))
				continue;
		} else
			continue;
		day = weekday_at(str_from(text, at));
		if (day < 0 || (last_at == at && str_has(str_slice(text,
		    at - (at < 13 ? at : 13), at), STR("年"))) ||
		    may_be_weekday(s, date, day))
			continue;
		TELL(s, WEEKDAY_WRONG, pos, "%d年%d月%d日不是星期%.*s，请核对",
		    "%d-%02d-%02d is another weekday (%.*s)", date.year,
		    date.month, date.day, 3, &"日一二三四五六"[day * 3]);
	}
}

/*
 * 6月15日（星期二） in a document of 2026, also in its tables and attachments;
 * with a year numerals.c looks.
 */
static void
weekdays(const struct subject *s)
{
	const struct blocks *body = &s->document->body;
	struct subject dated = *s;

	if (s->date.year == 0 && !date_parse(str_trim(s->main->date.text),
	    &dated.date, NULL))
		return;
	for (size_t i = 0; dated.date.year > 0 && i < body->n; i++) {
		const struct table *table = body->v[i].table;

		weekdays_in(&dated, body->v[i].text, body->v[i].pos);
		for (size_t k = 0; table != NULL &&
		    k < (size_t)table->rows * table->columns; k++)
			for (size_t p = 0; p < table->cells[k].paragraphs.n;
			    p++)
				weekdays_in(&dated,
				    table->cells[k].paragraphs.v[p],
				    table->cells[k].pos);
	}
}

/* --- forms of dates ---------------------------------------------------- */

/* A whole date at byte AT of TEXT whose year is there in four digits. */
static struct str
date_from(struct str text, size_t at)
{
	struct str rest = str_from(text, at);
	struct date date;
	size_t length;

	if (at > 0 && (rest.p[-1] == '/' || rest.p[-1] == '-' ||
	    (rest.p[-1] >= '0' && rest.p[-1] <= '9') ||
	    char_is_ascii_alnum((unsigned char)rest.p[-1])))
		return STR_NONE;
	if (!date_parse(rest, &date, &length) || date.day == 0 ||
	    !date_exists(date) || (length < rest.n && (rest.p[length] == '-' ||
	    char_is_ascii_alnum((unsigned char)rest.p[length]))))
		return STR_NONE;
	return str_slice(rest, 0, length);
}

/* The first date in TEXT with MARK behind its year, 年 or -. */
static struct str
date_with(struct str text, struct str mark)
{
	struct str found = STR_NONE;
	size_t at = 0;

	while (found.n == 0 && (at = str_find(text, mark, at)) != SIZE_MAX) {
		if (at >= 4 && digits_from(text, at) == at - 4)
			found = date_from(text, at - 4);
		at += mark.n;
	}
	return found;
}

/* 2026-06-14 in a sentence of a document that writes 2026年6月14日. */
static void
date_forms(const struct subject *s)
{
	const struct blocks *body = &s->document->body;
	struct str plain = STR_NONE, hyphens = STR_NONE;
	struct pos pos = POS_NONE;

	for (size_t i = 0; i < body->n && (plain.n == 0 || hyphens.n == 0);
	    i++) {
		const struct block *block = &body->v[i];
		struct str text;

		if (block->kind != BLOCK_PARAGRAPH &&
		    block->kind != BLOCK_HEADING)
			continue;
		text = subject_text(s, block->text);
		if (plain.n == 0)
			plain = date_with(text, STR("年"));
		if (hyphens.n == 0 && (hyphens = date_with(text,
		    STR("-"))).n > 0)
			pos = block->pos;
	}
	if (plain.n > 0 && hyphens.n > 0)
		TELL(s, DATE_FORMS, pos,
		    "日期有“%.*s”和“%.*s”两种写法，一份公文里宜用一种",
		    "dates are written both %.*s and %.*s; one form is better "
		    "in one document", STR_ARG(plain), STR_ARG(hyphens));
}

/* --- forms of units ----------------------------------------------------- */

/* Where UNIT stands in TEXT behind a number. */
static bool
measures(struct str text, struct str unit)
{
	size_t at = 0;

	for (; (at = str_find(text, unit, at)) != SIZE_MAX; at += unit.n)
		if (!str_starts(str_from(text, at + unit.n), STR("/")) &&
		    (digits_from(text, at) < at ||
		    str_ends_one(str_slice(text, 0, at), "万|亿|余|多")))
			return true;
	return false;
}

/* 公里 and 千米 in one document, each behind a number. */
static void
unit_forms(const struct subject *s)
{
	static const char *const units[][2] = {
		{ "公里", "千米" }, { "平方公里", "平方千米" },
		{ "公斤", "千克" }, { "平方米", "㎡" }, { "平方米", "m²" },
		{ "立方米", "m³" },
	};
	const struct blocks *body = &s->document->body;

	for (size_t k = 0; k < COUNT_OF(units); k++) {
		struct pos pos[2] = { POS_NONE, POS_NONE };

		for (size_t i = 0; i < body->n; i++)
			for (int w = 0; w < 2; w++)
				if (pos[w].file == 0 && measures(subject_text(s,
				    body->v[i].text), str_of(units[k][w])))
					pos[w] = body->v[i].pos;
		if (pos[0].file != 0 && pos[1].file != 0)
			TELL(s, UNIT_FORMS, pos[1],
			    "单位有“%s”和“%s”两种写法，一份公文里宜用一种",
			    "a unit is written both %s and %s; one form is "
			    "better in one document", units[k][0], units[k][1]);
	}
}

/* --- what is issued ----------------------------------------------------- */

/*
 * 《甲方案》 in the first paragraphs and the 乙方案 enclosed: they differ in a
 * character or two of as many, so that one is a slip and no short name.
 */
static void
enclosed_title(const struct subject *s)
{
	const struct attachment *only = s->document->attachments.v;
	const struct blocks *body = &s->document->body;
	struct str name;

	if (s->document->attachments.n != 1 ||
	    only->kind != ATTACHMENT_ENCLOSURE)
		return;
	name = text_squeeze(s->arena, subject_text(s, only->document->title));
	for (size_t i = 0; i < body->n && i < 2; i++) {
		struct str rest = subject_text(s, body->v[i].text), cited;
		size_t at = str_find(rest, STR("《"), 0);
		unsigned edits;

		if (at == SIZE_MAX)
			continue;
		rest = str_from(rest, at + strlen("《"));
		cited = str_take(&rest, "》");
		if (!str_has_one(rest, "印发|发布|公布") || name.n == 0 ||
		    char_count(name) > 60 || char_count(cited) > 60)
			continue;
		cited = text_squeeze(s->arena, cited);
		edits = str_distance(name, cited);
		if (edits > 0 && edits < 3 && edits * 6 < char_count(name) &&
		    char_count(name) == char_count(cited))
			TELL(s, ENCLOSED_TITLE, body->v[i].pos,
			    "文中的《%.*s》与所印发文件的标题“%.*s”不一致，"
			    "请核对",
			    "《%.*s》 is not the title of what is issued, %.*s",
			    STR_ARG(cited), STR_ARG(name));
		return;
	}
}

subject_rule *const content_rules[] = {
	title_mark, level_order, weekdays, date_forms, unit_forms,
	enclosed_title, NULL
};
