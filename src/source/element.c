/*
 * The elements of a document, in the order of the standard: the head, title
 * and recipients, 附件说明, signature, date and remark.  In: a line that was
 * labelled as one.  Out: its slot in the section that is open; what is already
 * there stays, and the line is text.  Read it from the end: add_element.
 */
#include "build.h"

#include "../text/chars.h"
#include "../text/date.h"

/* Letter-spaced words without their blanks; others as they are. */
static struct span
closed_up(struct builder *b, const struct line *line, struct str s)
{
	struct span span = span_of(line, s);

	if ((line->cues & CUE_BIT(SPACED)) && !(line->cues & CUE_BIT(PERSON)))
		span.text = text_squeeze(b->arena, span.text);
	return span;
}

static void
add_mark(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = section_of(b);
	struct span span = closed_up(b, line, s);
	struct str tail = str_ends(span.text, STR("呈批件")) ?
	    STR("呈批件") : STR("文件");

	if (str_eq(span.text, tail)) {		/* in a cell of its own */
		put_span(b, &section->document->mark_tail, span);
		return;
	}
	if (str_ends(span.text, tail)) {
		struct str whole = words_trim(s);
		size_t at = whole.n;

		/* The tail may be spaced: back to its first character. */
		char_before(whole, &at);
		while (at > 0 && !str_at(whole, at, str_slice(tail, 0,
		    strlen("文"))))
			char_before(whole, &at);
		put_span(b, &section->document->mark_tail, (struct span){ tail,
		    span_of(line, str_from(whole, at)).pos });
		span = closed_up(b, line, str_slice(whole, 0, at));
	}
	*VEC_ADD(b->arena, &section->marks) = span;
}

static void
add_signers(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = section_of(b);
	size_t at = 0, from;

	s = words_trim(s);
	while ((at = words_skip(s, at)) < s.n) {
		from = at;
		at = words_person_end(s, at);
		if (at > from)
			*VEC_ADD(b->arena, &section->signers) =
			    span_of(line, str_slice(s, from, at));
		from = at;
		if (char_at(s, at) == U'、') {
			char_next(s, &at);
			drop(b, line, REPAIR_MARK, str_slice(s, from, at));
		}
	}
}

/* Has the document one of LABELS below the line? */
static bool
has_label_below(const struct builder *b, const struct line *line,
    uint64_t labels)
{
	const struct line *end = b->lines.v + b->lines.n;

	while (++line < end && line->begins == BEGINS_NOTHING)
		if (labels >> line->label & 1)
			return true;
	return false;
}

/*
 * （2026年4月28日 某发〔2026〕18号） of a collection of laws, or the other way
 * about: the number; the day is the document's when it has no other.
 */
static struct str
without_day(struct builder *b, const struct line *line, struct str s)
{
	struct date date;
	struct str day;
	size_t length, number = words_doc_number(s), at = 0;

	if (!date_parse(s, &date, &length) || date.day == 0) {
		at = words_skip(s, number);
		if (str_starts_one(str_from(s, at), "，|,|、"))
			char_next(s, &at);
		at = words_skip(s, at);
		if (number == 0 || !date_parse(str_from(s, at), &date,
		    &length) || date.day == 0)
			return s;
	}
	day = str_slice(s, at, at + length);
	if (has_label_below(b, line, LABEL_BIT(DATE) | LABEL_BIT(SIGNED_DATE)))
		drop(b, line, REPAIR_REPEATED, day);
	else
		put_span(b, &section_of(b)->document->date,
		    span_of(line, day));
	if (at == 0)
		return words_trim(str_from(s, length));
	drop(b, line, REPAIR_MARK, words_trim(str_slice(s, number, at)));
	drop(b, line, REPAIR_MARK, str_from(s, at + length));
	return str_slice(s, 0, number);
}

/* Of the numbers of ten organs; no document has more. */
#define NUMBERS_BYTES	400

/* Numbers in lines below each other, of two organs, are one element. */
static void
join_span(struct builder *b, const struct line *line, struct span *slot,
    const char *between, struct span span)
{
	if (slot->text.n > 0 && str_eq(text_squeeze(b->arena, slot->text),
	    text_squeeze(b->arena, span.text)))
		drop(b, line, REPAIR_REPEATED, span.text);
	else if (slot->text.n > 0 && slot->text.n < NUMBERS_BYTES &&
	    line > b->lines.v && line->said == 0 &&
	    line[-1].label == LABEL_NUMBER && line[-1].said == 0)
		slot->text = str_cat(b->arena, str_cat(b->arena, slot->text,
		    str_of(between)), span.text);
	else
		put_span(b, slot, span);
}

/* 某发〔2026〕3号　　签发人：张某 */
static void
add_number(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = section_of(b);
	size_t at = str_find(s, STR("签发"), 0), end;

	if (at == SIZE_MAX)
		at = str_find(s, STR("签批"), 0);
	if (at != SIZE_MAX) {		/* 签发人： or 签批人：, behind it */
		struct str rest = str_from(s, at);

		end = words_colon(rest);
		if (end != SIZE_MAX)
			char_next(rest, &end);
		drop(b, line, REPAIR_LABEL, str_slice(rest, 0, end));
		add_signers(b, line, str_from(rest, end));
		s = str_slice(s, 0, at);
	}
	if (words_trim(s).n == 0)
		return;
	s = words_trim(s);
	for (end = 0; end < s.n && str_starts_one(str_from(s, end), "—|-");)
		char_next(s, &end);		/* ——某价费〔2026〕74号 */
	drop(b, line, REPAIR_MARKUP, str_slice(s, 0, end));
	s = str_from(s, end);
	if (str_ends(s, STR("|"))) {		/* of a page's table */
		drop(b, line, REPAIR_MARKUP, str_from(s, s.n - 1));
		s = words_trim(str_slice(s, 0, s.n - 1));
	}
	if (words_doc_number(s) == s.n && str_starts_one(s, "（|(") &&
	    !str_has(s, STR("总第")))
		s = without_day(b, line, inside_brackets(b, line, s));
	/* 第12期 of minutes, 2026年第12期, （总第12期） */
	if (str_has(s, STR("第")) && str_has(s, STR("期")) &&
	    !str_has_one(s, "〔|[|令")) {
		join_span(b, line, &section->document->issue,
		    str_starts_one(s, "（|(") ? "" : "　", span_of(line, s));
		return;
	}
	join_span(b, line, &section->document->number, "　",
	    span_of(line, s));
	section->numbered = true;
}

/* A类 over 同意公开: a line each, or one. */
static void
add_handling(struct builder *b, const struct line *line, struct str s)
{
	struct span *slot = &section_of(b)->document->handling;

	if (slot->text.n == 0 || line->said > 0)
		put_span(b, slot, span_of(line, s));
	else
		slot->text = str_cat(b->arena, str_cat(b->arena, slot->text,
		    STR("　")), s);
}

/* 机密★1年　　特急: one or both. */
static void
add_secrecy(struct builder *b, const struct line *line, struct str s)
{
	struct document *document = section_of(b)->document;
	struct str word = words_trim(s);
	size_t at = word.n, from = word.n;

	if (!(line->cues & CUE_BIT(KEY_URGENCY))) {
		put_span(b, &document->secrecy, span_of(line, s));
		return;
	}
	while (at > 0) {
		uint32_t c = char_before(word, &at);

		if (char_is_space(c))
			break;
		from = at;
	}
	put_span(b, &document->secrecy,
	    span_of(line, str_slice(word, 0, from)));
	put_span(b, &document->urgency, span_of(line, str_from(word, from)));
}

/*
 * Does S end in a character that stands alone, behind others, or begin with
 * one?
 */
static bool
is_single(struct str s, bool end)
{
	size_t at = end ? s.n : 0;
	uint32_t c = end ? char_before(s, &at) : char_next(s, &at);

	if (!char_is_han(c))
		return false;
	return end ? at > 0 && !char_is_han(char_before(s, &at)) :
	    at == s.n || !char_is_han(char_next(s, &at));
}

/* Is the blank of S at AT one before single characters, …的 批 复? */
static bool
is_spacing(struct str s, size_t at)
{
	struct str left, right;

	if (s.n > ELEMENT_MAX * 3)
		return false;
	left = str_trim_right(str_slice(s, 0, at));
	right = str_from(s, words_skip(s, at));
	return (is_single(left, true) || str_ends(left, STR("的"))) &&
	    is_single(right, false);
}

static void
add_title(struct builder *b, const struct line *line, struct str s)
{
	struct document *document = section_of(b)->document;
	struct text text = text_of_part(b, line, s);
	VEC(struct run) runs = { 0 };

	/* Letter-spaced, or its last word: without the blanks, run by run. */
	for (size_t i = 0; i < text.n; i++) {
		struct run run = text.v[i];
		unsigned breaks = run.flags & ~(unsigned)RUN_BOLD;
		size_t at = 0, from = 0;

		while (at < run.text.n) {
			size_t here = at;

			if (!char_is_space(char_next(run.text, &at)) ||
			    (!(line->cues & CUE_BIT(SPACED)) &&
			    !is_spacing(run.text, here)))
				continue;
			if (here > from)
				*VEC_ADD(b->arena, &runs) = (struct run){
				    str_slice(run.text, from, here),
				    { run.pos.file, run.pos.offset +
				    (uint32_t)from }, breaks };
			breaks = from < here ? 0 : breaks;
			from = at;
		}
		if (from < run.text.n)
			*VEC_ADD(b->arena, &runs) = (struct run){
			    str_from(run.text, from), { run.pos.file,
			    run.pos.offset + (uint32_t)from }, breaks };
	}
	text = (struct text){ runs.v, runs.n };
	if (text.n > 0 && document->title.n > 0)
		text.v[0].flags |= RUN_BREAK;
	text_extend(b->arena, &b->room, &document->title, text);
}

/* Lines below each other are one note. */
static void
add_title_note(struct builder *b, const struct line *line, struct str s)
{
	struct document *document = section_of(b)->document;
	struct text text = text_of_part(b, line, s);

	if (document->title_note.n > 0 && text.n > 0)
		text.v[0].flags |= RUN_BREAK;
	text_extend(b->arena, &b->room, &document->title_note, text);
}

/*
 * Recipients a kind a line, 各县科协： over 市属各学校：.  A short line is none
 * that was wrapped in the middle of a name.
 */
#define WRAPPED_MIN	20

static void
part_recipients(struct builder *b, const struct line *line,
    struct text *recipients)
{
	const struct line *above = line - 1;

	if (recipients->n == 0 || line == b->lines.v ||
	    above->label != LABEL_RECIPIENTS || (!(above->cues &
	    CUE_BIT(COLON)) && (!(above->cues & CUE_BIT(OPEN)) ||
	    above->chars >= WRAPPED_MIN || !words_addressed(above->text))))
		return;
	finding_add(b->findings, FINDING_MARK_IGNORED, line_span(line,
	    line->text).pos, "主送机关分了几行；已用“，”连成一段",
	    "recipients in several lines; joined with “，”");
	text_extend(b->arena, &b->room, recipients, text_plain(b->arena,
	    (struct span){ STR("，"), POS_NONE }));
}

static bool
ends_colon(struct str s, size_t *at)
{
	uint32_t c;

	*at = s.n;
	c = char_before(s, at);
	return c == ':' || c == U'：' || c == U'﹕';
}

static void
add_recipients(struct builder *b, const struct line *line, struct str s)
{
	struct document *document = section_of(b)->document;
	struct span span;
	struct str mark;
	size_t at;

	s = words_trim(s);
	if (!ends_colon(s, &at))
		at = line->key == 0 && line->said > 0 ? words_mistyped(s) :
		    s.n;
	mark = str_from(s, at);
	if (mark.n > 0)
		drop(b, line, REPAIR_MARK, mark);
	if (mark.n > 0 && words_mistyped(mark) == 0)
		finding_add(b->findings, FINDING_MARK_IGNORED,
		    text_pos(text_of_part(b, line, mark)),
		    "主送机关后面是冒号，“%.*s”已换成冒号",
		    "recipients end in a colon; “%.*s” is replaced by one",
		    STR_ARG(mark));
	s = str_slice(s, 0, at);
	part_recipients(b, line, &document->recipients);
	span = closed_up(b, line, s);			/* 各 县 科 协 */
	text_extend(b->arena, &b->room, &document->recipients,
	    span.text.n < s.n ? text_plain(b->arena, span) :
	    text_of_part(b, line, s));
}

/* Where the next item in the same line begins: "1.甲　2.乙"; or the end. */
static size_t
next_item(struct str s, unsigned number)
{
	size_t at = 0;

	while (at < s.n) {
		uint32_t c = char_next(s, &at);
		struct ordinal ordinal;

		if (!char_is_space(c) && c != U'；' && c != ';')
			continue;
		ordinal = ordinal_parse(str_slice(s, at, at + 40));
		if (ordinal.style == ORDINAL_DIGIT &&
		    ordinal.number == number + 1)
			return at;
	}
	return s.n;
}

static void
add_note_name(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = section_of(b);
	struct note_item *item;
	struct attach a = words_attach(s);
	struct ordinal ordinal;
	size_t skip = a.number > 0 ? a.length : 0, end;

	s = words_trim(s);
	if (a.number == 0 && a.colon) {		/* below 附件1： or 附件： */
		drop(b, line, REPAIR_LABEL, str_slice(s, 0, a.length));
		s = words_trim(str_from(s, a.length));
	}
	end = words_button(s);
	if (end > skip)
		drop(b, line, REPAIR_PROPERTY, str_from(s, end));
	if (end > skip)
		s = words_trim(str_slice(s, 0, end));
	if (s.n == 0)
		return;
	ordinal = ordinal_parse(str_slice(s, 0, 80));
	if (skip == 0 && ordinal.style != ORDINAL_NONE)
		skip = ordinal.length;
	end = skip > 0 && a.number == 0 ?
	    skip + next_item(str_from(s, skip), ordinal.number) : s.n;
	/* Below 附件2： alone the line is its name. */
	item = section->note.n > 0 ? &section->note.v[section->note.n - 1] :
	    NULL;
	if (skip > 0 || item == NULL || item->name.n > 0)
		item = VEC_ADD(b->arena, &section->note);
	if (skip > 0)
		item->ordinal = span_of(line, str_slice(s, 0, skip));
	item->name = text_of_part(b, line, str_slice(s, skip, end));
	if (end < s.n)
		add_note_name(b, line, str_from(s, end));
}

/* "附件：1.甲", "附件：" alone, "附件1.甲", "附件一：甲". */
static void
add_note(struct builder *b, const struct line *line)
{
	struct section *section = section_of(b);
	struct note *note = &section->document->note;
	struct attach a = words_attach(line->text);

	if (!note->typed)
		note->pos = span_of(line, line->text).pos;
	note->typed = true;
	if (line->said > 0) {
		add_note_name(b, line, after_key(b, line, REPAIR_MARKUP));
	} else if (a.number > 0 && !a.dot) {	/* with its brackets */
		add_note_name(b, line, line->text);
	} else {			/* 附件1.甲: 1. is the item's */
		size_t n = a.number > 0 ? a.word : a.length;

		drop(b, line, REPAIR_LABEL, str_slice(line->text, 0, n));
		add_note_name(b, line, words_trim(str_from(line->text, n)));
	}
}

/* "附件2", "附件2：", "附件2　某某表" */
static void
add_page_mark(struct builder *b, const struct line *line)
{
	struct section *section = section_of(b);
	struct str s = line->text;
	struct attach a = line->depth > 0 ? words_attach_title(s) :
	    words_attach(s);
	struct str mark = str_slice(s, a.open, a.mark);

	drop(b, line, REPAIR_MARK, str_slice(s, 0, a.open));
	section->attachment.mark = (struct span){
	    text_squeeze(b->arena, mark), span_of(line, mark).pos };
	section->attachment.number = a.number;
	drop(b, line, line->depth > 0 ? REPAIR_MARKUP : REPAIR_MARK,
	    str_slice(s, a.mark, a.length));
	if (line->depth > 0 && a.colon)
		finding_add(b->findings, FINDING_ATTACHMENT_COLON,
		    section->attachment.mark.pos,
		    "“%.*s”后面不用冒号，已去掉",
		    "no colon after “%.*s”; it was left out",
		    STR_ARG(section->attachment.mark.text));
	if (a.length < s.n)
		add_title(b, line, str_from(s, a.length));
}

/* Is every part of S, cut at blanks or 、, the name of an organ? */
static bool
are_organs(struct str s, size_t *n)
{
	size_t from = 0, at = 0;

	*n = 0;
	while (at <= s.n) {
		size_t here = at;
		uint32_t c = char_next(s, &at);

		if (c != 0 && c != U'、' && !char_is_space(c))
			continue;
		if (here > from) {
			if (!words_organ(str_slice(s, from, here)) ||
			    char_count(str_slice(s, from, here)) < 2)
				return false;
			++*n;
		}
		from = at;
		if (c == 0)
			break;
	}
	return true;
}

/* An office in a company or a school has as few characters. */
#define OFFICE_CHARS	4

/*
 * Does the line go on with the name above it: 董事会 below the name of a
 * company, 教务处 below that of a school, and no other beside it?
 */
static bool
is_office_of(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = section_of(b);
	const struct line *end = b->lines.v + b->lines.n;

	return section->signatures.n == 1 && line > b->lines.v &&
	    line->blanks == 0 && line[-1].label == LABEL_SIGNATURE &&
	    line->said == 0 && (line + 1 == end ||
	    line[1].label != LABEL_SIGNATURE) &&
	    (line->cues & CUE_BIT(ORGAN)) && char_count(s) <= OFFICE_CHARS &&
	    !str_starts_one(s, "市|县|区") &&
	    str_ends_one(section->signatures.v[0].text,
	    "公司|集团|学|院|校");
}

/* Names parted by 、 or blanks; in a cell, on lines of their own. */
static void
add_signature(struct builder *b, const struct line *line, struct str s)
{
	struct section *section = section_of(b);
	size_t n, from = 0, at = 0;
	bool parts;

	s = words_trim(s);
	parts = !(line->cues & CUE_BIT(SPACED)) && are_organs(s, &n) && n > 1;
	while (at < s.n) {
		size_t here = at;
		uint32_t c = char_next(s, &at);

		if (c != '\n' && (!parts || (c != U'、' &&
		    !char_is_space(c))))
			continue;
		if (here > from)
			*VEC_ADD(b->arena, &section->signatures) =
			    closed_up(b, line, str_slice(s, from, here));
		if (c == U'、')
			drop(b, line, REPAIR_MARK, str_slice(s, here, at));
		from = at;
	}
	if (from < s.n) {
		struct span name = closed_up(b, line, str_from(s, from));

		if (from == 0 && is_office_of(b, line, name.text))
			section->signatures.v[0].text = str_cat(b->arena,
			    section->signatures.v[0].text, name.text);
		else
			*VEC_ADD(b->arena, &section->signatures) = name;
	}
}

/* S begins with a date of N bytes; the weekday behind it is dropped. */
static struct str
without_weekday(struct builder *b, const struct line *line, struct str s,
    size_t n)
{
	size_t at = words_skip(s, n);
	struct str rest = str_from(s, at);
	size_t end = words_weekday(rest);

	if (end == 0 || words_trim(str_from(rest, end)).n > 0)
		return s;
	rest = str_slice(rest, 0, end);
	drop(b, line, REPAIR_WEEKDAY, rest);
	finding_add(b->findings, FINDING_DATE_WEEKDAY,
	    span_of(line, rest).pos, "成文日期不写星期，“%.*s”没有排",
	    "the date of a document has no weekday; “%.*s” is not printed",
	    STR_ARG(rest));
	return str_slice(s, 0, n);
}

/* 2026618, 年6月18日: what is left of a date, and no day left open. */
static void
tell_broken(struct builder *b, const struct line *line, struct str s)
{
	if (str_has(s, STR("月")) && !str_starts(s, STR("年")) &&
	    (str_has(s, STR("年")) || !str_starts_one(s, "20|19")))
		return;
	finding_add(b->findings, FINDING_DATE_FORM, span_of(line, s).pos,
	    "成文日期“%.*s”不完整，照原样排；请写成2026年6月14日的样子",
	    "the date “%.*s” is not whole and set as it is; write it as "
	    "2026年6月14日", STR_ARG(s));
}

static void
add_date(struct builder *b, const struct line *line, struct str s)
{
	struct document *document = section_of(b)->document;
	struct date date;
	size_t from, to;

	if (!words_day(s))		/* 【日期】 */
		s = inside_brackets(b, line, s);
	if (!date_find(s, &from, &to, &date)) {
		tell_broken(b, line, s);
		put_span(b, &document->date, span_of(line, s));
		return;
	}
	if (words_trim(str_slice(s, 0, from)).n > 0)
		add_signature(b, line, str_slice(s, 0, from));
	put_span(b, &document->date, span_of(line, without_weekday(b, line,
	    str_from(s, from), to - from)));
}

static void
add_acting(struct builder *b, const struct line *line, struct str s)
{
	/* 某某小组（代章）, and no other name: it signs. */
	if (section_of(b)->signatures.n == 0 &&
	    str_ends_one(s, "（代章）|(代章)")) {
		size_t at = s.n - STR("代章").n;

		at -= str_ends(s, STR(")")) ? 2 : STR("（）").n;
		add_signature(b, line, str_slice(s, 0, at));
		s = str_from(s, at);
	}
	put_span(b, &section_of(b)->document->acting, span_of(line,
	    inside_brackets(b, line, s)));
}

/* Is it a paper with a letterhead, or one that article 8 names? */
static bool
signs_below(struct builder *b)
{
	const struct genre *genre = genre_at_end(text_join(b->arena,
	    section_of(b)->document->title, STR_NONE));

	return (genre != NULL && genre->kind == GENRE_REGULATION) ||
	    section_of(b)->marks.n > 0;
}

/* A day in brackets under the title of a speech, with no name, stays there. */
static void
add_day(struct builder *b, const struct line *line, struct str s)
{
	struct document *document = section_of(b)->document;

	if ((line->cues & CUE_BIT(BRACKETED)) && document->title.n > 0 &&
	    section_of(b)->body.n == 0 && document->signatures.n == 0 &&
	    document->number.text.n == 0 && !has_label_below(b, line,
	    LABEL_BIT(BYLINE) | LABEL_BIT(SIGNATURE) |
	    LABEL_BIT(SIGNED_DATE) | LABEL_BIT(DATE)) && !signs_below(b))
		document->seal = SEAL_TITLE;
	add_date(b, line, s);
}

/*
 * A name under the title stays there, but for the organ of a paper that is
 * signed below the text.
 */
static void
add_byline(struct builder *b, const struct line *line, struct str s)
{
	struct document *document = section_of(b)->document;

	if (has_label_below(b, line, LABEL_BIT(SIGNATURE) |
	    LABEL_BIT(SIGNED_DATE)) && line->label == LABEL_BYLINE) {
		(line->cues & CUE_BIT(ORGAN) ? add_signature :
		    add_title_note)(b, line, s);
		return;
	}
	if (!(line->cues & CUE_BIT(ORGAN)) || !signs_below(b))
		document->seal = SEAL_TITLE;
	(line->label == LABEL_BYLINE ? add_signature : add_date)(b, line, s);
}

/* What is done with the value of an element, where that is all there is. */
static void (*const ways[LABEL_COUNT])(struct builder *, const struct line *,
    struct str) = {
	[LABEL_NUMBER] = add_number, [LABEL_TITLE] = add_title,
	[LABEL_RECIPIENTS] = add_recipients, [LABEL_NOTE_ITEM] = add_note_name,
	[LABEL_TITLE_NOTE] = add_title_note, [LABEL_BYLINE] = add_byline,
	[LABEL_SIGNATURE] = add_signature,
	[LABEL_ACTING] = add_acting,
};

bool
add_element(struct builder *b, size_t i, struct str s)
{
	const struct line *line = &b->lines.v[i];
	struct section *section = section_of(b);

	switch ((enum label)line->label) {
	case LABEL_COPY_NUMBER: case LABEL_SECRECY: case LABEL_URGENCY:
	case LABEL_HANDLING:
		if (line->key > 0 && line->said == 0)
			s = after_key(b, line, REPAIR_MARKUP);
		if (line->label == LABEL_SECRECY)
			add_secrecy(b, line, s);
		else if (line->label == LABEL_HANDLING)
			add_handling(b, line, s);
		else
			put_span(b, line->label == LABEL_URGENCY ?
			    &section->document->urgency :
			    &section->document->copy_number, span_of(line, s));
		break;
	case LABEL_MARK:		/* in a cell of several lines, too */
		for (struct str name; str_line(&s, &name);)
			add_mark(b, line, name);
		break;
	case LABEL_SIGNER:
		add_signers(b, line, after_key(b, line, REPAIR_LABEL));
		break;
	case LABEL_NOTE:
		add_note(b, line);
		break;
	case LABEL_ISSUED:	/* in one line, or a line each */
		(line->cues & (CUE_BIT(IS_DATE) | CUE_BIT(DATED)) ?
		    add_date : add_signature)(b, line, s);
		break;
	case LABEL_DATE: case LABEL_SIGNED_DATE:
		(line->around & AROUND_BIT(BYLINED) ? add_byline :
		    add_day)(b, line, s);
		section->dated |= section->body.n > 0 &&
		    lines_ended(&b->lines, i);
		break;
	case LABEL_REMARK:
		*VEC_ADD(b->arena, &section->remarks) =
		    text_of_part(b, line, inside_brackets(b, line, s));
		break;
	case LABEL_ATTACHMENT:
		if (section->line != i)
			return false;
		add_page_mark(b, line);
		break;
	default:
		if (ways[line->label] == NULL)
			return false;
		ways[line->label](b, line, s);
	}
	return true;
}
