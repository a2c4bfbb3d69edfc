/*
 * Is the reading of a text plausible as a whole?  In go lines with their
 * labels; out come the lines that speak against the reading, with the reason.
 * lines_label tries another reading when there is any, and tells those that
 * stay.  Each doubt is a row of the table at the end, with one function: over
 * the lines, or of a line that has one of some labels.
 */
#include "line.h"

#include "../text/chars.h"
#include "../text/date.h"

/* Characters of a paragraph that may be several in one. */
#define MERGED_MIN	40
/* Characters of a date, with blanks. */
#define DAY_CHARS	16
/* Lines at the end of a document among which name and date stand. */
#define TAIL_LINES	4
/* Lines below the date that are no paper by themselves. */
#define BEHIND_MAX	40
/* A row of so many cells beside no date and no name is a broken text. */
#define CELLS_MAX	9
/* Characters of the longest title. */
#define TITLE_MAX	110
/* 证　　明: in no more than so many, blanks are only to spread it. */
#define SHORT_TITLE	8

/* A set of labels. */
#define DAYS	(LABEL_BIT(DATE) | LABEL_BIT(SIGNED_DATE))

_Static_assert(LABEL_COUNT <= 64, "a set of labels is 64 bits");

static bool
is_of(const struct line *line, uint64_t set)
{
	return set >> line->label & 1;
}

/* The first of the lines before END that is of SET, or SIZE_MAX. */
static size_t
find_label(const struct lines *lines, size_t end, uint64_t set)
{
	for (size_t i = 0; i < end; i++)
		if (is_of(&lines->v[i], set))
			return i;
	return SIZE_MAX;
}

static bool
has_label(const struct lines *lines, uint64_t set)
{
	return find_label(lines, lines->n, set) < SIZE_MAX;
}

/* The lines before the first page or enclosed paper. */
static size_t
main_end(const struct lines *lines)
{
	size_t i = 0;

	while (i < lines->n && lines->v[i].begins == BEGINS_NOTHING)
		i++;
	return i;
}

/* What no title is; 联系人表 is one. */
static uint64_t
cues_of_none(const struct line *line)
{
	return CUE_BIT(WEB_KEY) | CUE_BIT(WEB_BAR) | CUE_BIT(LEAD_IN) |
	    CUE_BIT(HAS_STOP) | CUE_BIT(IS_DATE) | CUE_BIT(DATED) |
	    CUE_BIT(IS_TABLE) | (words_paper(words_trim(line->text)) ? 0 :
	    CUE_BIT(KEY_CONTACT));
}

static bool
bad_title(const struct lines *lines, size_t i)
{
	const struct line *line = &lines->v[i];

	return line->said == 0 && line->depth == 0 &&
	    ((line->cues & cues_of_none(line)) ||
	    text_has_clock(line->text) || str_has(line->text, STR("|")) ||
	    str_has_one(line->text, "来源|如下|»|｜|www.|http| > |>>") ||
	    (str_starts(line->text, STR("各")) && !(line->cues &
	    (CUE_BIT(GENRE) | CUE_BIT(PAPER))) && words_addressed(line->text)));
}

/* An order has none, but its letterhead. */
static bool
is_order(const struct lines *lines, size_t end)
{
	for (size_t i = 0; i < end; i++)
		if (lines->v[i].label == LABEL_MARK && str_ends(
		    lines->v[i].text, STR("令")))
			return true;
	return false;
}

static size_t
late_title(const struct lines *lines)
{
	size_t end = main_end(lines);
	bool text = false;	/* not only the number of a page by itself */
	bool none = false;	/* it begins with its recipients or its text */

	if (is_order(lines, end))
		return SIZE_MAX;
	EACH_OF(const struct line, line, lines->v, end) {
		if (line->label == LABEL_TITLE)
			return SIZE_MAX;
		if (line->label == LABEL_NUMBER || line->label == LABEL_MARK ||
		    line->label == LABEL_PROPERTY ||
		    line->label == LABEL_RULE)
			continue;
		none |= !text && ((line->label == LABEL_RECIPIENTS &&
		    (line->cues & (CUE_BIT(ADDRESSED) | CUE_BIT(SHORT)))) ||
		    (line->label == LABEL_BODY && (line->cues &
		    (CUE_BIT(STOP) | CUE_BIT(HAS_STOP) | CUE_BIT(LEAD_IN) |
		    CUE_BIT(SENTENCE))) && !((line->cues & CUE_BIT(COLON)) &&
		    (line->cues & CUE_BIT(SHORT)))));
		text = true;
	}
	if (!text)
		return SIZE_MAX;
	/* None: one that opens a paper, or is no title, or nothing at all. */
	for (size_t i = 0; i < lines->n; i++)
		if ((lines->v[i].cues & CUE_BIT(GENRE)) &&
		    title_begins(lines->v[i].text) &&
		    !(lines->v[i].cues & (CUE_BIT(STOP) | CUE_BIT(LONG) |
		    CUE_BIT(ATTACH))) && lines->v[i].label != LABEL_NOTE_ITEM &&
		    lines->v[i].label != LABEL_PROPERTY)
			return i;
	return lines->n > 2 && !none && has_label(lines, LABEL_BIT(RECIPIENTS) |
	    LABEL_BIT(DATE)) ? 0 : SIZE_MAX;
}

static bool
bad_recipients(const struct lines *lines, size_t i)
{
	return lines->v[i].said == 0 && (lines->v[i].cues &
	    (CUE_BIT(COLON_IN) | CUE_BIT(HAS_STOP) | CUE_BIT(LEAD_IN) |
	    CUE_BIT(SENTENCE))) && !(lines->v[i].cues & CUE_BIT(ADDRESSED));
}

/* 二〇二六年一月十日二十日, [信息提供]办公室: no name, though it ends so. */
static bool
is_no_name(struct str s)
{
	return (str_has(s, STR("年")) && str_has(s, STR("月"))) ||
	    (str_starts_one(s, "[|【") && !str_ends_one(s, "]|】"));
}

/* A name that signs, or a remark without brackets, with a number in it. */
static bool
bad_signature(const struct lines *lines, size_t i)
{
	const struct line *line = &lines->v[i];

	return (line->label != LABEL_REMARK || !(line->cues &
	    (CUE_BIT(BRACKETED) | CUE_BIT(KEY_REMARK) |
	    CUE_BIT(KEY_DISCLOSURE)))) && line->said == 0 &&
	    (line->cues & CUE_BIT(ORGAN) ? is_no_name(line->text) :
	    text_has_digit(line->text));
}

/* Does a place stand in a name: 某某市, 某某县? */
static bool
has_place(struct str s)
{
	for (size_t at = 0; at < s.n;)
		if (words_place(char_next(s, &at)))
			return true;
	return false;
}

/* The other half of a name over two lines: it has no place of its own. */
static bool
line_goes_on(const struct line *line)
{
	return line->label == LABEL_MARK && (line->cues &
	    (CUE_BIT(ORGAN) | CUE_BIT(FILE_WORD))) &&
	    (has_place(line[-1].text) || !has_place(line->text));
}

/* A letterhead that names no organ. */
static bool
bad_mark(const struct lines *lines, size_t i)
{
	return lines->v[i].said == 0 && !(lines->v[i].cues &
	    (CUE_BIT(ORGAN) | CUE_BIT(FILE_WORD) | CUE_BIT(SPACED) |
	    CUE_BIT(GENRE))) && !(lines->v[i].around &
	    AROUND_BIT(OVER_TITLE)) && !(i + 1 < lines->n &&
	    line_goes_on(&lines->v[i + 1]));
}

/*
 * Recipients are there, but nobody signs and there is no date; and the last
 * line is no sentence.
 */
static size_t
unsigned_end(const struct lines *lines)
{
	size_t end = main_end(lines);
	const struct line *last = end > 0 ? &lines->v[end - 1] : NULL;

	/* A note under the title has the day, and so may the number. */
	if (last == NULL || has_label(lines, LABEL_BIT(TITLE_NOTE) | DAYS |
	    LABEL_BIT(SIGNATURE)))
		return SIZE_MAX;
	for (size_t i = 0; i < lines->n; i++)
		if (lines->v[i].label == LABEL_NUMBER &&
		    str_starts_one(lines->v[i].text, "（|(") &&
		    str_has(lines->v[i].text, STR("日")))
			return SIZE_MAX;
	return find_label(lines, end, LABEL_BIT(RECIPIENTS)) < end &&
	    last->label == LABEL_BODY && !(last->around & AROUND_BIT(ROSTER)) &&
	    (last->cues & CUE_BIT(OPEN)) && !(last->cues & CUE_BIT(COLON_IN)) &&
	    (last->cues & CUE_BIT(SHORT)) ? end - 1 : SIZE_MAX;
}

/* Behind 特此通知。 a few words that were taken for text, before any date. */
static size_t
behind_closing(const struct lines *lines)
{
	size_t end = main_end(lines), day = find_label(lines, end, DAYS);
	bool closed = false;

	for (size_t i = 0; i < end && i < day; i++) {
		const struct line *line = &lines->v[i];

		if (closed && line->label == LABEL_BODY && line->certain ==
		    0 && (line->cues & CUE_BIT(SHORT)) && (line->cues &
		    CUE_BIT(OPEN)) && !(line->cues & CUE_BIT(COLON_IN)))
			return i;
		closed |= line->label == LABEL_BODY && (line->cues &
		    CUE_BIT(CLOSING));
	}
	return SIZE_MAX;
}

/*
 * A letterhead without 文件 that is not who signs, nor the organ over him: of
 * a data base, which names one over each paper.
 */
static size_t
other_mark(const struct lines *lines)
{
	const struct line *mark = NULL;
	size_t end = main_end(lines);

	EACH_OF(const struct line, line, lines->v, end) {
		if (line->label == LABEL_MARK && (mark != NULL ||
		    str_ends_one(line->text, "）|)") ||
		    line->said > 0 || line->certain > 0 || (line->cues &
		    (CUE_BIT(FILE_WORD) | CUE_BIT(SPACED) |
		    CUE_BIT(GENRE)))))
			return SIZE_MAX;
		if (line->label == LABEL_MARK)
			mark = line;
		if (line->label == LABEL_SIGNATURE && mark != NULL)
			return str_has(line->text, mark->text) ||
			    str_has(mark->text, line->text) ? SIZE_MAX :
			    (size_t)(mark - lines->v);
	}
	return SIZE_MAX;
}

/* 一、时间 over 2026年12月12日: the day is what the heading asks for. */
static bool
answers_heading(const struct lines *lines, size_t i)
{
	return i > 0 && lines->v[i - 1].label == LABEL_NUMBERED &&
	    !(lines->v[i - 1].cues & CUE_BIT(STOP));
}

/* Near the end: an organ or a date that was taken for text. */
static size_t
lost_signature(const struct lines *lines)
{
	size_t end = main_end(lines);
	bool signs = has_label(lines, LABEL_BIT(SIGNATURE) |
	    LABEL_BIT(SIGNED_DATE) | LABEL_BIT(BYLINE));

	for (size_t i = end > TAIL_LINES ? end - TAIL_LINES : 0; i < end; i++)
		if (lines->v[i].label == LABEL_BODY &&
		    lines->v[i].certain == 0 && !answers_heading(lines, i) &&
		    !(lines->v[i].around & (AROUND_BIT(ROSTER) |
		    AROUND_BIT(IN_CONTENTS))) &&
		    ((lines->v[i].cues & (CUE_BIT(IS_DATE) | CUE_BIT(DATED) |
		    CUE_BIT(PRINTED) | CUE_BIT(KEY_CC))) ||
		    (!signs && (lines->v[i].cues & CUE_BIT(ORGAN)))))
			return i;
	return SIZE_MAX;
}

/* Does the title go on in the line below I? */
static bool
title_follows(const struct lines *lines, size_t i)
{
	return i + 1 < lines->n && lines->v[i + 1].label == LABEL_TITLE &&
	    lines->v[i + 1].begins == BEGINS_NOTHING;
}

/* 详见：…, …[打印], 20260401.png: signs that stand in no title. */
static bool
has_page_sign(const struct lines *lines, size_t i)
{
	const struct line *line = &lines->v[i];
	struct str s = str_slice(line->text, 0, str_find(line->text,
	    STR("关于"), 0));
	bool letters = false;

	for (size_t at = 0; at < line->text.n && !letters;)
		letters = char_is_han(char_next(line->text, &at));
	return !letters || (str_has_one(s, "：|:") &&
	    !str_starts(s, STR("转"))) ||
	    (!title_follows(lines, i) && str_ends_one(line->text, "]|】|>"));
}

/* 某发〔2026〕3号 in a title; not 第5次会议纪要, 第3号（关于…）. */
static bool
has_number_before(struct str s)
{
	size_t n = words_doc_number(s);

	return n > 0 && !str_ends(str_slice(s, 0, n), STR("次")) &&
	    !str_has_one(s, "（关于|(关于");
}

/* A title that is no name: of many lines, or with columns or a number in it. */
static size_t
odd_title(const struct lines *lines)
{
	size_t chars = 0;

	for (size_t i = 0; i < lines->n; i++) {
		const struct line *line = &lines->v[i];

		if (line->label != LABEL_TITLE ||
		    line->begins != BEGINS_NOTHING)
			chars = 0;
		if (line->label != LABEL_TITLE || line->said > 0 ||
		    line->certain > 0)
			continue;
		chars += lines->known == NULL ? line->chars : 0;
		if (!title_opens(line->text) || (line->begins ==
		    BEGINS_NOTHING && has_page_sign(lines, i)) ||
		    has_number_before(line->text))
			return i;
		if (chars > TITLE_MAX || (line->chars > SHORT_TITLE &&
		    (line->cues & CUE_BIT(COLUMNS)) &&
		    !(line->cues & (CUE_BIT(ORGAN) | CUE_BIT(SPACED) |
		    CUE_BIT(GENRE) | CUE_BIT(ABOUT_IN) | CUE_BIT(PAPER) |
		    CUE_BIT(BRACKETED)))) ||
		    ((str_has(line->text, STR("〔")) ||
		    (str_has(line->text, STR("号")) &&
		    str_has(line->text, STR("〕")))) &&
		    !(line->cues & (CUE_BIT(GENRE) | CUE_BIT(ABOUT_IN)))))
			return i;
	}
	return SIZE_MAX;
}

/*
 * 某某局关于…的通知 is a whole title: what stands above it is none of its
 * lines, unless it is an organ, or goes on.
 */
static bool
title_over_title(const struct lines *lines, size_t i)
{
	const struct line *line = &lines->v[i];

	return title_follows(lines, i) && line->said == 0 &&
	    line->certain == 0 && line[1].certain == 0 &&
	    title_begins(line[1].text) && (!(line->cues & (CUE_BIT(ORGAN) |
	    CUE_BIT(SPACED) | CUE_BIT(BRACKETED) | CUE_BIT(ABOUT_IN))) ||
	    ((line->cues & CUE_BIT(GENRE)) && (line->cues & CUE_BIT(ABOUT))));
}

/* What may stand under a whole title: （试行）; but not （某某会议室）. */
static bool
is_annex(const struct line *line)
{
	return (line->cues & (CUE_BIT(GENRE) | CUE_BIT(ANNEX))) ||
	    ((line->cues & CUE_BIT(BRACKETED)) && !str_ends_one(line->text,
	    "中心）|室）|厅）|楼）|堂）|馆）"));
}

/* A title whose kind of paper was read goes on in the next line. */
static bool
title_goes_on(const struct lines *lines, size_t i)
{
	const struct line *line = &lines->v[i];

	return i > 0 && line[-1].label == LABEL_TITLE && line->certain == 0 &&
	    (line->label == LABEL_MORE || line->begins == BEGINS_NOTHING) &&
	    !(line->around & AROUND_BIT(WHOLE_TITLE)) &&
	    (line[-1].cues & CUE_BIT(GENRE)) &&
	    (line[-1].cues & CUE_BIT(ABOUT_IN)) && !is_annex(line);
}

/*
 * Another paper has the title that stands above already, and what is above has
 * no recipients and no date: an order is dated over its regulation.
 */
static size_t
same_title(const struct lines *lines)
{
	size_t end = find_label(lines, lines->n, LABEL_BIT(RECIPIENTS) | DAYS);

	for (size_t i = 1; i < lines->n && i < end; i++) {
		if (lines->v[i].begins != BEGINS_ENCLOSURE ||
		    lines->v[i].opens)
			continue;
		for (size_t k = 0; k < i; k++)
			if (lines->v[k].label == LABEL_TITLE &&
			    str_eq(lines->v[k].text, lines->v[i].text))
				return i;
	}
	return SIZE_MAX;
}

/* Contacts or a signature's day before a word of text. */
static size_t
early_ending(const struct lines *lines)
{
	size_t text = find_label(lines, main_end(lines), LABEL_BIT(BODY) |
	    LABEL_BIT(NUMBERED) | LABEL_BIT(TABLE));

	for (size_t i = 0; text < SIZE_MAX && i < text; i++)
		if (lines->v[i].label == LABEL_CONTACT && lines->v[i].said == 0)
			return i;
	return SIZE_MAX;
}

/* A paper that begins where the document had no word of text. */
static size_t
no_text(const struct lines *lines)
{
	size_t end = main_end(lines);

	return end == lines->n || lines->v[end].begins != BEGINS_ENCLOSURE ||
	    lines->v[end].opens || lines->known != NULL ||
	    find_label(lines, end, LABEL_BIT(BODY) | LABEL_BIT(NUMBERED) |
	    LABEL_BIT(TABLE) | LABEL_BIT(MORE)) < end ? SIZE_MAX : end;
}

/* The date of printing is there, and nobody prints. */
static bool
no_printer(const struct lines *lines, size_t i)
{
	const struct line *line = &lines->v[i];

	return i > 0 && line->said == 0 && char_is_digit(char_at(line->text,
	    0)) && line[-1].label != LABEL_PRINTER;
}

/* Text that may hold what comes before it or after it. */
static bool
is_prose(const struct line *line)
{
	return (line->label == LABEL_BODY || line->label == LABEL_NUMBERED) &&
	    line->certain == 0 && line->chars > MERGED_MIN;
}

/* 有关要求。（一）…；（二）… and 下列职责：（一）…: a list in its paragraph. */
static bool
has_inner_list(struct str s)
{
	return str_has(s, STR("：（一）")) || (str_has(s, STR("。（一）")) &&
	    str_has(s, STR("；（二）")));
}

/* Two paragraphs in one: …。（二）… . */
static bool
merged_text(const struct lines *lines, size_t i)
{
	struct str s = lines->v[i].text;

	return (lines->v[i].label == LABEL_NUMBERED ||
	    (is_prose(&lines->v[i]) && str_has(s, STR("：一、")))) &&
	    str_has_one(s, "。（二）|。二、|。（三）|。三、|；（二）") &&
	    !has_inner_list(s);
}

/* 一，某事 and 二，某事 further down: a comma for 、, and so no headings. */
static size_t
comma_ordinal(const struct lines *lines)
{
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < lines->n; i++) {
		struct str s = lines->v[i].text;

		if (lines->v[i].label != LABEL_BODY)
			continue;
		if (first == SIZE_MAX && str_starts_one(s, "一，|一,"))
			first = i;
		if (first < i && str_starts_one(s, "二，|二,"))
			return first;
	}
	return SIZE_MAX;
}

/* A whole title over the text was taken for something else. */
static bool
lost_title(const struct lines *lines, size_t i)
{
	return (lines->v[i].around & AROUND_BIT(WHOLE_TITLE)) != 0;
}

/* A number that was taken for text, near the top. */
static bool
lost_number(const struct lines *lines, size_t i)
{
	const struct line *line = &lines->v[i];

	return (line->around & AROUND_BIT(TOP)) && line->said == 0 &&
	    (line->cues & CUE_BIT(SHORT)) && !(line->cues & (CUE_BIT(STOP) |
	    CUE_BIT(ABOUT_IN))) && str_has_one(line->text, "〔|〕");
}

/*
 * A whole document in one paragraph: it begins with recipients, and its text
 * goes on behind the colon.
 */
static size_t
merged_recipients(const struct lines *lines)
{
	size_t i = find_label(lines, main_end(lines), LABEL_BIT(RECIPIENTS) |
	    LABEL_BIT(BODY)), at;
	struct str s, name;

	if (i == SIZE_MAX || !is_prose(&lines->v[i]))
		return SIZE_MAX;
	s = lines->v[i].text;
	at = words_colon(s);
	if (at > ELEMENT_MAX * 3 || at < STR("各局").n)
		return SIZE_MAX;
	name = str_slice(s, 0, at);
	return words_addressed(name) && !words_lead_in(name) &&
	    !words_label(name) && !str_has(name, STR("。")) ? i : SIZE_MAX;
}

/* 关于…的通知 各县局：为… in one line, and no title above it. */
static size_t
merged_title(const struct lines *lines)
{
	size_t i = find_label(lines, main_end(lines), LABEL_BIT(BODY));

	return i < SIZE_MAX && find_label(lines, main_end(lines),
	    LABEL_BIT(TITLE)) == SIZE_MAX && is_prose(&lines->v[i]) &&
	    str_starts(lines->v[i].text, STR("关于")) ? i : SIZE_MAX;
}

/* Behind the list of attachments there is text, and no day. */
static size_t
text_behind_note(const struct lines *lines)
{
	size_t end = main_end(lines), day = find_label(lines, end, DAYS |
	    LABEL_BIT(SIGNATURE));
	bool note = false;

	for (size_t i = 0; i < end && i < day && lines->known == NULL; i++) {
		const struct line *line = &lines->v[i];

		note |= is_of(line, LABEL_BIT(NOTE) | LABEL_BIT(NOTE_ITEM));
		if (note && line->label == LABEL_BODY && line->certain == 0 &&
		    !(line->cues & CUE_BIT(CLOSING)))
			return i;
	}
	return SIZE_MAX;
}

/* （某某办公室） above the day is no remark. */
static bool
early_remark(const struct lines *lines, size_t i)
{
	return i + 1 < lines->n && lines->v[i].said == 0 &&
	    lines->v[i + 1].label == LABEL_DATE &&
	    !(lines->v[i].cues & CUE_BIT(KEY_REMARK));
}

/* Nobody signs below, and a paragraph ends in a day: …。某某局 2026年6月2日 */
static size_t
merged_date(const struct lines *lines)
{
	size_t end = main_end(lines);

	if (find_label(lines, end, DAYS | LABEL_BIT(TITLE_NOTE)) < end)
		return SIZE_MAX;
	for (size_t i = end; i > 0 && i + TAIL_LINES > end; i--) {
		const struct line *line = &lines->v[i - 1];
		struct str s = line->text;
		struct date date;
		size_t at = s.n, length;

		if (!is_prose(line) && line->label != LABEL_NOTE &&
		    line->label != LABEL_NOTE_ITEM)
			continue;
		/* The last 年 but for what stands behind the day. */
		for (size_t k = 0; k < DAY_CHARS && at > 0; k++)
			char_before(s, &at);
		for (; at < s.n; char_next(s, &at))
			if (date_parse(str_from(s, at), &date,
			    &length) && date.day > 0 && at + length == s.n)
				return i - 1;
	}
	return SIZE_MAX;
}

/* 各县科协：, or 市局、县局 without a colon as the FIRST of the text. */
static bool
like_recipients(const struct line *line, bool first)
{
	if (line->cues & CUE_BIT(COLON))
		return (line->cues & CUE_BIT(ADDRESSED)) &&
		    (first || str_starts(line->text, STR("各")));
	return first && !str_starts(line->text, STR("有关")) &&
	    !str_ends(line->text, STR("。")) && words_addressed(str_slice(
	    line->text, 0, words_mistyped(line->text)));
}

/* Such a line that was taken for text, where no recipients were found. */
static size_t
lost_recipients(const struct lines *lines)
{
	size_t end = main_end(lines), text = 0;

	for (size_t i = 0; i < end && text < 3; i++) {
		const struct line *line = &lines->v[i];

		if (line->label == LABEL_RECIPIENTS)
			return SIZE_MAX;
		if (line->label != LABEL_BODY)
			continue;
		if (!(line->cues & (CUE_BIT(LEAD_IN) | CUE_BIT(HAS_STOP))) &&
		    like_recipients(line, text == 0))
			return i;
		text++;
	}
	return SIZE_MAX;
}

bool
lines_ended(const struct lines *lines, size_t date)
{
	for (size_t i = date + 1; i < lines->n &&
	    lines->v[i].begins == BEGINS_NOTHING; i++) {
		const struct line *line = &lines->v[i];

		if (i > date + BEHIND_MAX || line->kind != LINE_TEXT ||
		    line->depth > 0 || line->label == LABEL_TABLE ||
		    line->label == LABEL_CELL || line->label == LABEL_FILL ||
		    (line->label == LABEL_NUMBERED && ordinal_level((enum
		    ordinal_style)line->style) <= 1))
			return false;
	}
	return true;
}

/*
 * Text behind what ends a document: its colophon, or the name and date under
 * its text; below the date a FEW lines, or more than that.
 */
static size_t
find_behind(const struct lines *lines, bool few)
{
	bool text = false, signature = false, ended = false;

	for (size_t i = 0; i < lines->n; i++) {
		const struct line *line = &lines->v[i];

		if (line->begins != BEGINS_NOTHING)
			text = signature = ended = false;
		if (line->label == LABEL_DATE || line->label ==
		    LABEL_SIGNED_DATE)
			ended |= text && signature && lines_ended(lines, i) ==
			    few;
		else if (line->label == LABEL_TABLE ||
		    line->label == LABEL_FILL)
			ended = false;		/* of a form that follows */
		else if (line->label == LABEL_PRINT || line->label ==
		    LABEL_CC || line->label == LABEL_SUBJECT)
			ended |= text && !few;
		else if (line->label == LABEL_SIGNATURE)
			signature = text;
		else if (line->label == LABEL_BODY ||
		    line->label == LABEL_NUMBERED) {
			if (ended && line->chars > 1)
				return i;
			text = true;
		}
	}
	return SIZE_MAX;
}

static size_t
text_behind(const struct lines *lines)
{
	return find_behind(lines, false);
}

/* A few lines, which stay there: told where they are set, by body.c. */
static size_t
few_behind(const struct lines *lines)
{
	return find_behind(lines, true);
}

/* Two names sign in different places: what is between is no date. */
static size_t
signed_twice(const struct lines *lines)
{
	size_t end = main_end(lines);
	bool signs = false, apart = false;

	for (size_t i = 0; i < end; i++) {
		const struct line *line = &lines->v[i];

		if (is_of(line, LABEL_BIT(SIGNATURE) | LABEL_BIT(SIGNED_DATE) |
		    LABEL_BIT(BYLINE))) {
			if (apart && line->said == 0)
				return i;
			signs = true;
		} else if (is_of(line, LABEL_BIT(BODY) | LABEL_BIT(NUMBERED) |
		    LABEL_BIT(CC) | LABEL_BIT(TABLE) | LABEL_BIT(MARK) |
		    LABEL_BIT(NUMBER)))
			apart = signs;
	}
	return SIZE_MAX;
}

/* The title is the kind of paper alone, and a whole one was left out. */
static size_t
bare_title(const struct lines *lines)
{
	size_t title = SIZE_MAX;
	bool whole = false;

	for (size_t i = 0; i < lines->n && title == SIZE_MAX; i++) {
		const struct line *line = &lines->v[i];

		whole |= line->label == LABEL_PROPERTY && (line->cues &
		    CUE_BIT(ABOUT_IN)) && str_has(line->text, STR("的"));
		if (line->label == LABEL_TITLE)
			title = i;
	}
	return whole && title != SIZE_MAX && title + 1 < lines->n &&
	    lines->v[title].chars <= 3 &&
	    lines->v[title + 1].label != LABEL_TITLE ? title : SIZE_MAX;
}

/* 某某会议纪要一 over 落实…会议纪要: its kind of paper stands in it twice. */
static size_t
two_kinds(const struct lines *lines)
{
	for (size_t i = 0, end = 0; i + 1 < lines->n; i++) {
		const struct line *line = &lines->v[i];
		struct str last;
		size_t at;

		/* The lines of one title end together. */
		if (end <= i + 1)
			for (end = i + 1; title_follows(lines, end - 1);)
				end++;
		last = lines->v[end - 1].text;
		if (line->label != LABEL_TITLE || end == i + 1 ||
		    line->said > 0 || line->certain > 0 || (line->cues &
		    CUE_BIT(ABOUT_IN)) || str_has(line->text, STR("《")) ||
		    !(lines->v[end - 1].cues & CUE_BIT(GENRE)) || last.n < 6)
			continue;
		at = str_find(line->text, str_from(last, last.n - 6), 0);
		if (at != SIZE_MAX && at > 0)
			return i;
	}
	return SIZE_MAX;
}

/* A name signs, and no date stands with it. */
static size_t
no_date(const struct lines *lines)
{
	size_t end = main_end(lines), name = SIZE_MAX;

	for (size_t i = 0; i < end; i++)
		if (lines->v[i].label == LABEL_SIGNATURE &&
		    lines->v[i].certain == 0)
			name = i;
	/* A page, or the head of a bulletin, says the day above. */
	return find_label(lines, end, LABEL_BIT(RECIPIENTS)) < end &&
	    find_label(lines, end, DAYS | LABEL_BIT(ISSUED) |
	    LABEL_BIT(PROPERTY)) == SIZE_MAX ? name : SIZE_MAX;
}

static size_t
found_twice(const struct lines *lines)
{
	size_t numbers = 0, dates = 0;

	for (size_t i = 0; i < lines->n; i++) {
		const struct line *line = &lines->v[i];

		if (line->begins != BEGINS_NOTHING)
			numbers = dates = 0;
		if (line->said > 0)
			continue;
		if ((line->label == LABEL_NUMBER && numbers++ > 0 &&
		    line[-1].label != LABEL_NUMBER &&
		    !(line->cues & CUE_BIT(KEY_SIGNER))) ||
		    ((line->label == LABEL_DATE ||
		    line->label == LABEL_SIGNED_DATE) && dates++ > 0))
			return i;
	}
	return SIZE_MAX;
}

/* The lines of a title from I on, and the cues of any of them. */
static uint64_t
title_cues(const struct lines *lines, size_t i)
{
	uint64_t cues = 0;

	do
		cues |= lines->v[i].cues;
	while (title_follows(lines, i++));
	return cues;
}

#define NAMED	(AROUND_BIT(LISTED) | AROUND_BIT(LISTED_HEAD))

/* Another paper begins, and its title neither ends as one nor is listed. */
static bool
odd_paper(const struct lines *lines, size_t i)
{
	const struct line *line = &lines->v[i];

	return lines->known == NULL && line->begins == BEGINS_ENCLOSURE &&
	    line->said == 0 && line->certain == 0 && !line->opens &&
	    !(line->around & NAMED) && !(title_cues(lines, i) &
	    (CUE_BIT(GENRE) | CUE_BIT(PAPER) | CUE_BIT(ABOUT)));
}

/* 关于…的通知。, whose mark is told by itself. */
static bool
is_ended_title(const struct lines *lines, size_t i)
{
	struct str text;
	size_t at;

	while (title_follows(lines, i))
		i++;
	text = words_trim(lines->v[i].text);
	at = text.n;
	return text.n > 0 && !char_is_han(char_before(text, &at)) &&
	    words_genre(str_slice(text, 0, at));
}

/* It is addressed to somebody, and its title names no kind of paper. */
static size_t
title_unlike(const struct lines *lines)
{
	size_t end = main_end(lines), title = find_label(lines, end,
	    LABEL_BIT(TITLE));

	return find_label(lines, end, LABEL_BIT(RECIPIENTS)) < end &&
	    title != SIZE_MAX && lines->v[title].said == 0 &&
	    lines->v[title].certain == 0 && !(title_cues(lines, title) &
	    (CUE_BIT(GENRE) | CUE_BIT(PAPER))) &&
	    !is_ended_title(lines, title) ? title : SIZE_MAX;
}

/* A paper that begins and has nothing under its title. */
static bool
empty_paper(const struct lines *lines, size_t i)
{
	bool opens = lines->v[i].begins == BEGINS_ENCLOSURE;

	while (opens && title_follows(lines, i))
		i++;
	return opens && (i + 1 == lines->n ||
	    lines->v[i + 1].begins != BEGINS_NOTHING);
}

/* A table whose rows are as wide as no table's, beside no date and no name. */
static size_t
wide_table(const struct lines *lines)
{
	if (has_label(lines, LABEL_BIT(DATE) | LABEL_BIT(SIGNATURE)))
		return SIZE_MAX;
	for (size_t i = 0; i < lines->n; i++) {
		struct str rest = lines->v[i].text, s;
		size_t cells = 0;

		if (!(lines->v[i].cues & CUE_BIT(IS_TABLE)))
			continue;
		while (str_line(&rest, &s)) {
			cells = words_trim(s).n > 0 && s.p[0] == '\t' ?
			    cells + 1 : 0;
			if (cells > CELLS_MAX)
				return i;
		}
	}
	return SIZE_MAX;
}

/* Text stands above the title. */
static size_t
early_text(const struct lines *lines)
{
	size_t title = find_label(lines, main_end(lines), LABEL_BIT(TITLE));

	return title < SIZE_MAX ? find_label(lines, title, LABEL_BIT(BODY)) :
	    SIZE_MAX;
}

/* 附件1： alone in its line is no text. */
static bool
lost_attachment(const struct lines *lines, size_t i)
{
	return lines->v[i].certain == 0 &&
	    (lines->v[i].cues & CUE_BIT(ATTACH_ALONE));
}

static const struct {
	size_t (*find)(const struct lines *);	/* where; or NULL, and */
	bool (*is)(const struct lines *, size_t);	/* is it such a line? */
	uint64_t of;		/* the labels of lines that are asked */
	int label;		/* another one is tried; LABEL_COUNT: none */
	const char *zh, *en;
} doubts[] = {
	{ NULL, bad_title, LABEL_BIT(TITLE), LABEL_TITLE,
	    "标题里有来源、时间或“如下”等字样",
	    "the title holds a source, a time or words like 如下" },
	{ late_title, NULL, 0, LABEL_COUNT, "正文前没有认出标题",
	    "no title was found before the text" },
	{ NULL, bad_recipients, LABEL_BIT(RECIPIENTS), LABEL_RECIPIENTS,
	    "主送机关像一句话", "the recipients read as a sentence" },
	{ NULL, bad_signature, LABEL_BIT(SIGNATURE) | LABEL_BIT(BYLINE) |
	    LABEL_BIT(REMARK), LABEL_SIGNATURE, "署名或附注里有数字",
	    "a number in the signature or the remark" },
	{ NULL, bad_mark, LABEL_BIT(MARK), LABEL_MARK,
	    "发文机关标志不像机关名称", "the letterhead names no organ" },
	{ unsigned_end, NULL, 0, LABEL_COUNT, "有主送机关，没有认出署名和日期",
	    "there are recipients, but no signature and no date" },
	{ lost_signature, NULL, 0, LABEL_BODY,
	    "文末像署名、日期或抄送，认作了正文",
	    "near the end there is an element that was taken for text" },
	{ behind_closing, NULL, 0, LABEL_COUNT,
	    "“特此通知”一类的结语后面还有文字",
	    "words behind a closing such as 特此通知" },
	{ other_mark, NULL, 0, LABEL_COUNT, "发文机关标志和署名不是一个机关",
	    "the letterhead is not of the organ that signs" },
	{ found_twice, NULL, 0, LABEL_COUNT, "同一个要素找到两处",
	    "an element was found twice" },
	{ NULL, empty_paper, UINT64_MAX, LABEL_TITLE,
	    "认作另一份文稿的标题，下面没有内容",
	    "taken for the title of another paper, with nothing below it" },
	{ NULL, odd_paper, LABEL_BIT(TITLE), LABEL_COUNT,
	    "认作另一份文稿的标题，不像标题",
	    "taken for the title of another paper, and unlike one" },
	{ title_unlike, NULL, 0, LABEL_COUNT, "标题看不出文种",
	    "the title names no kind of document" },
	{ wide_table, NULL, 0, LABEL_COUNT,
	    "表格的一行有很多单元格，没有署名和日期",
	    "a row of many cells, and no signature and no date" },
	{ odd_title, NULL, 0, LABEL_TITLE, "标题太长，或者里面有几栏、有文号",
	    "the title is too long, or has columns or a number in it" },
	{ NULL, title_over_title, LABEL_BIT(TITLE), LABEL_TITLE,
	    "标题的上面还有一行标题",
	    "a line of title above a title that is whole" },
	{ NULL, title_goes_on, LABEL_BIT(TITLE) | LABEL_BIT(MORE), LABEL_MORE,
	    "标题后面的一行接到了标题里",
	    "the line below the title was joined to it" },
	{ same_title, NULL, 0, LABEL_COUNT, "同一个标题出现了两次",
	    "the same title stands there twice" },
	{ early_ending, NULL, 0, LABEL_COUNT, "正文前面有联系方式",
	    "contacts before the text" },
	{ no_text, NULL, 0, LABEL_TITLE, "认作另一份文稿的标题，前面没有正文",
	    "taken for the title of another paper, with no text before it" },
	{ NULL, no_printer, LABEL_BIT(PRINT), LABEL_COUNT,
	    "有印发日期，没有印发机关",
	    "the date of printing, and no printer" },
	{ NULL, merged_text, LABEL_BIT(NUMBERED) | LABEL_BIT(BODY), LABEL_COUNT,
	    "两段连成了一段", "two paragraphs in one" },
	{ comma_ordinal, NULL, 0, LABEL_COUNT,
	    "序号后面是逗号，没有认作序号；序号后面用顿号",
	    "ordinals under a comma, taken for text; write 、" },
	{ merged_recipients, NULL, 0, LABEL_COUNT, "主送机关和正文连成了一段",
	    "recipients and text in one paragraph" },
	{ merged_title, NULL, 0, LABEL_COUNT, "标题和正文连成了一段",
	    "title and text in one paragraph" },
	{ text_behind_note, NULL, 0, LABEL_COUNT,
	    "附件说明后面还有文字，没有日期",
	    "text behind the list of attachments, and no date" },
	{ NULL, early_remark, LABEL_BIT(REMARK), LABEL_COUNT,
	    "成文日期前面的括号不像附注",
	    "brackets above the date that are no remark" },
	{ merged_date, NULL, 0, LABEL_COUNT, "正文和落款的日期连成了一段",
	    "the text and the date below it in one paragraph" },
	{ lost_recipients, NULL, 0, LABEL_BODY, "像主送机关，认作了正文",
	    "recipients that were taken for text" },
	{ text_behind, NULL, 0, LABEL_COUNT, "署名、日期或版记后面还有正文",
	    "text behind the signature and date, or the colophon" },
	{ few_behind, NULL, 0, LABEL_COUNT, NULL, NULL },
	{ signed_twice, NULL, 0, LABEL_COUNT, "两处署名，不在一起",
	    "two signatures in different places" },
	{ bare_title, NULL, 0, LABEL_COUNT,
	    "标题只有文种，没有排的文字里有完整的标题",
	    "a title of one word, and a whole one that was left out" },
	{ two_kinds, NULL, 0, LABEL_COUNT, "标题里有两个文种",
	    "two kinds of document in the title" },
	{ no_date, NULL, 0, LABEL_COUNT, "有署名，没有日期",
	    "a signature, and no date" },
	{ NULL, lost_title, ~(LABEL_BIT(TITLE) | LABEL_BIT(MORE)), LABEL_COUNT,
	    "正文上面完整的标题没有认作标题",
	    "a whole title over the text was taken for something else" },
	{ NULL, lost_number, ~(LABEL_BIT(NUMBER) | LABEL_BIT(TITLE_NOTE) |
	    LABEL_BIT(PROPERTY)), LABEL_COUNT, "像发文字号，没有认作发文字号",
	    "like a number, and taken for something else" },
	{ NULL, lost_attachment, LABEL_BIT(BODY), LABEL_BODY,
	    "像附件说明或附件的标记，认作了正文",
	    "the mark of an attachment that was taken for text" },
	{ early_text, NULL, 0, LABEL_BODY, "标题前面有文字",
	    "there is text above the title" },
};

/*
 * Where doubt K finds a line that none of the doubts above has found; FOUND
 * has theirs.
 */
static size_t
find_doubt(const struct lines *lines, size_t k, size_t *found)
{
	size_t at = doubts[k].find == NULL ? 0 : doubts[k].find(lines);

	while (doubts[k].find == NULL && at < lines->n &&
	    !(is_of(&lines->v[at], doubts[k].of) && doubts[k].is(lines, at)))
		at++;
	found[k] = at = at < lines->n ? at : SIZE_MAX;
	for (size_t i = 0; i < k; i++)
		if (found[i] == at)
			return SIZE_MAX;
	return at;
}

size_t
doubts_count(struct lines *lines, bool bar)
{
	size_t found[COUNT_OF(doubts)], n = 0;

	for (size_t k = 0; k < COUNT_OF(doubts); k++) {
		n += find_doubt(lines, k, found) != SIZE_MAX;
		if (found[k] != SIZE_MAX && bar &&
		    doubts[k].label < LABEL_COUNT)
			lines->v[found[k]].barred = (uint8_t)
			    (lines->v[found[k]].label + 1);
	}
	return n;
}

/* 一、总则………3: a number, and what parts it from the words. */
static bool
ends_in_page(struct str s)
{
	size_t end = s.n;

	while (end > 0 && s.p[end - 1] >= '0' && s.p[end - 1] <= '9')
		end--;
	return end > 0 && end < s.n && s.n - end <= 3 &&
	    str_ends_one(str_slice(s, 0, end), " |　|…|.|·|-|—|(|（");
}

/* The pages that contents name are those of another printing. */
static void
tell_contents(const struct lines *lines, struct findings *findings)
{
	size_t n = 0, first = 0;

	for (size_t i = lines->n; i-- > 0;)
		if ((lines->v[i].around & AROUND_BIT(IN_CONTENTS)) &&
		    ends_in_page(lines->v[i].text)) {
			first = i;
			n++;
		}
	if (n > 1)
		finding_add(findings, FINDING_CONTENTS_PAGES,
		    text_pos(lines->v[first].runs), "目录里%zu行的页码照原样"
		    "排，不随新排的页变；请排好以后核对，或者删去目录",
		    "the page numbers of %zu lines of contents stand as they "
		    "were, and do not follow the pages made here; check them "
		    "on the pages, or delete the contents", n);
}

void
doubts_tell(const struct lines *lines, struct findings *findings)
{
	size_t found[COUNT_OF(doubts)];

	tell_contents(lines, findings);
	for (size_t k = 0; k < COUNT_OF(doubts); k++) {
		size_t at = find_doubt(lines, k, found);

		if (at == SIZE_MAX || doubts[k].zh == NULL)
			continue;
		finding_add(findings, FINDING_READING_DOUBTFUL,
		    text_pos(lines->v[at].runs),
		    "全文的认法可疑：%s；请核对这一行前后，可以用“标题：”"
		    "“主送：”“署名：”等写明", "the reading of the whole text "
		    "is doubtful: %s; check the lines around this one, or say "
		    "what they are with 标题：, 主送：, 署名： and the like",
		    findings->language == LANGUAGE_EN ? doubts[k].en :
		    doubts[k].zh);
	}
}
