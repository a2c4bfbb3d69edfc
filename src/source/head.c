/*
 * Where a document begins in what it was copied from.  In go lines with what
 * is seen on them; out come those over its head that are no part of it.
 *
 * A title stands right above the recipients, or the text, with no more than
 * its number, a date and the bars of a page between.  What stands over it is of
 * the head, or it is of the page: its path, its headline, the name of the site,
 * the title once more or a part of it.  So one question is asked of each line
 * there: could it be an element of the head at all?  Read it from the end.
 */
#include "line.h"

#include "../text/chars.h"
#include "../text/date.h"

#define HEAD_LINES	40	/* among which the text begins */
#define TITLE_LINES	5	/* that a title takes at most */
#define TITLE_CHARS	150	/* in one line */
#define PREFIX_CHARS	60	/* of organs before 关于 */
#define ALIKE_CHARS	4	/* that a part of a title has at least */
#define EARLY_TEXTS	2	/* an abstract, above the title */
#define COLUMN_CHARS	8	/* of the name of a column */
#define FOREIGN_CHARS	40	/* of a line that shows it is a page's */
#define NUMBER_CHARS	24	/* of what is left of a number */

struct opening {
	struct arena *arena;
	struct line *v;
	size_t n;
	size_t begin;		/* its first line */
	size_t text;		/* of the recipients, or the text */
	size_t first, end;	/* lines of the title: from, and after it */
	struct str title;	/* squeezed */
	bool whole;		/* 关于…的通知 */
	bool page;		/* lines of a page stand around it */
	bool copied;		/* the title stands above, in line COPY */
	size_t copy;
};

/* What no line of a title has. */
#define NO_TITLE	(CUE_BIT(STOP) | CUE_BIT(COLON) | CUE_BIT(HAS_STOP) | \
	CUE_BIT(ATTACH) | CUE_BIT(DOC_NUMBER) | CUE_BIT(IS_DATE) | \
	CUE_BIT(DATED) | CUE_BIT(IS_TABLE) | CUE_BIT(KEY_CONTACT) | \
	CUE_BIT(IS_RULE) | CUE_BIT(KEY_SECRECY) | CUE_BIT(KEY_URGENCY) | \
	CUE_BIT(KEY_COPY_NUMBER) | CUE_BIT(KEY_SIGNER) | \
	CUE_BIT(KEY_HANDLING) | CUE_BIT(ENACTED) | CUE_BIT(FILE_WORD))

/* What stands between a title and the text, or over it in the head. */
#define HEAD_CUES	(CUE_BIT(DOC_NUMBER) | CUE_BIT(IS_DATE) | \
	CUE_BIT(DATED) | CUE_BIT(IS_RULE) | CUE_BIT(KEY_SECRECY) | \
	CUE_BIT(KEY_URGENCY) | CUE_BIT(KEY_COPY_NUMBER) | \
	CUE_BIT(KEY_SIGNER) | CUE_BIT(KEY_HANDLING) | CUE_BIT(ENACTED) | \
	CUE_BIT(KEY_DISCLOSURE))

static bool
is_page(const struct line *line)
{
	if (line->said == LABEL_TITLE + 1)	/* its key is a page's too */
		return false;
	return (line->cues & (CUE_BIT(WEB_BAR) | CUE_BIT(WEB_KEY))) ||
	    (line->around & (AROUND_BIT(TITLE_TWICE) | AROUND_BIT(IN_MAIL))) ||
	    line->said == LABEL_PROPERTY + 1;
}

/* 文件 under the title says what a page shows. */
static bool
is_bare_file(const struct line *line)
{
	return str_eq(line->text, STR("文件")) && line->said == 0 &&
	    line->certain == 0;
}

/* ——全市人口情况 under the title is its second line. */
static bool
is_second(const struct line *line)
{
	return line->certain == 0 && line->said == 0 &&
	    str_starts(line->text, STR("—"));
}

bool
title_may(const struct line *line)
{
	return line->chars <= TITLE_CHARS && !(line->cues & NO_TITLE) &&
	    (line->said == 0 || line->said == LABEL_TITLE + 1);
}

static bool
is_titular(const struct line *line)
{
	return title_may(line) && !is_page(line) &&
	    !(line->around & AROUND_BIT(BYLINED));
}

static bool
ends_title(const struct line *line)
{
	return is_titular(line) && !(line->cues & CUE_BIT(ORDINAL)) &&
	    (line->cues & (CUE_BIT(GENRE) | CUE_BIT(PAPER)));
}

bool
title_opens(struct str s)
{
	size_t at = 0;
	uint32_t c = char_next(s, &at);

	return char_is_han(c) || char_is_ascii_alnum(char_narrow(c)) ||
	    char_place(STR("《“\"（(【[〔{「‘×"), c) >= 0 ||
	    char_next(s, &at) == c;
}

bool
title_begins(struct str s)
{
	size_t about = str_find(s, STR("关于"), 0), length;
	struct str prefix;

	if (about != SIZE_MAX) {
		prefix = str_slice(s, 0, about);
		return !str_has(prefix, STR("的")) && !str_has(prefix,
		    STR("《")) && !str_has(prefix, STR("，")) &&
		    char_count(prefix) <= PREFIX_CHARS;
	}
	about = words_verb(s, &length);
	return about == 0 || (about != SIZE_MAX &&
	    words_organ(str_slice(s, 0, about)));
}

static bool
is_recipients(const struct line *line)
{
	return !is_page(line) && ((line->cues & CUE_BIT(ADDRESSED)) ||
	    (line->around & AROUND_BIT(ADDRESSED_HEAD))) &&
	    !(line->cues & (CUE_BIT(LEAD_IN) | CUE_BIT(ORDINAL)));
}

static bool
begins_text(const struct line *line)
{
	if (is_page(line) || ends_title(line) || line->said > 0 ||
	    line->certain == LABEL_TITLE + 1)
		return false;
	return (line->cues & (CUE_BIT(STOP) | CUE_BIT(HAS_STOP) |
	    CUE_BIT(IS_TABLE) | CUE_BIT(ORDINAL) | CUE_BIT(CLOSING) |
	    CUE_BIT(COLON) | CUE_BIT(ATTACH))) || ((line->cues &
	    CUE_BIT(LONG)) && (line->cues & CUE_BIT(HAS_COMMA)));
}

/* The words of the lines FROM..TO. */
static struct str
join(const struct opening *head, size_t from, size_t to)
{
	struct buf s = { 0 };

	for (size_t i = from; i < to; i++)
		buf_str(&s, text_squeeze(head->arena, head->v[i].text));
	return buf_take(head->arena, &s);
}

/* May ABOVE be of a title that begins, or goes on, with LINE? */
static bool
goes_on(const struct line *above, const struct line *line, struct str title)
{
	if (!is_titular(above) || (above->cues & CUE_BIT(GENRE)) ||
	    line->certain > 0)
		return false;
	if (!title_begins(title))
		return line->blanks <= 1 || (above->cues & CUE_BIT(ABOUT_IN));
	return line->blanks == 0 && ((above->cues & CUE_BIT(ORGAN)) ||
	    (str_starts(title, STR("关于")) && (str_has(above->text,
	    STR("转")) || str_has(above->text, STR("印发")))));
}

/* Do the lines FIRST..END stand above as one, as the page's own title? */
static bool
is_headline(const struct opening *head, size_t first, size_t end)
{
	struct str s = join(head, first, end);

	for (size_t i = head->begin; i < first; i++)
		if (str_eq(text_squeeze(head->arena, head->v[i].text), s))
			return true;
	return false;
}

/* Where the title begins that ends in line LAST. */
static size_t
title_begin(const struct opening *head, size_t last)
{
	size_t first = last, again = last;

	while (first > head->begin && last - first + 1 < TITLE_LINES &&
	    (goes_on(&head->v[first - 1], &head->v[first],
	    join(head, first, last + 1)) || (is_titular(&head->v[first - 1]) &&
	    is_headline(head, first - 1, last + 1))))
		if (is_headline(head, --first, last + 1))
			again = first;
	return title_begins(join(head, first, last + 1)) ? first : again;
}

/* Does S stand in the title, or the title in it? */
static bool
is_alike(const struct opening *head, const struct line *line)
{
	struct str s = text_squeeze(head->arena, line->text);

	return str_has(s, head->title) || (line->chars >= ALIKE_CHARS ?
	    str_has(head->title, s) : head->whole && (line->cues &
	    CUE_BIT(GENRE)) && str_ends(head->title, s));
}

static void
set_title(struct opening *head, size_t first, size_t end)
{
	head->first = first;
	head->end = end;
	head->title = join(head, first, end);
	head->whole = (title_begins(head->title) ||
	    is_headline(head, first, end)) &&
	    (head->v[end - 1].cues & (CUE_BIT(GENRE) | CUE_BIT(PAPER)));
}

/* A title above FROM that begins or ends as lines FIRST..END do. */
static bool
find_whole(struct opening *head, size_t first, size_t end)
{
	struct str part = join(head, first, end);
	bool is_bare = char_count(part) < ALIKE_CHARS && words_genre(part);

	for (size_t i = first; i > head->begin; i--) {
		const struct line *line = &head->v[i - 1];

		if (!is_titular(line) || !(line->cues & CUE_BIT(GENRE)) ||
		    (char_count(part) < ALIKE_CHARS * 2 && !is_bare))
			continue;
		set_title(head, i - 1, i);
		if (head->whole && (str_starts(head->title, part) ||
		    str_ends(head->title, part)))
			return true;
	}
	return false;
}

/* The title above line TEXT; false when none stands there. */
static bool
find_title(struct opening *head, size_t text)
{
	size_t junk = SIZE_MAX;		/* what could be the title as well */

	for (size_t i = text; i > head->begin; i--) {
		const struct line *line = &head->v[i - 1];
		size_t first;

		if (line->certain == LABEL_TITLE + 1) {
			for (first = i - 1; first > head->begin &&
			    head->v[first - 1].certain == LABEL_TITLE + 1;)
				first--;
			set_title(head, first, i);
			return true;
		}
		if (is_page(line) || is_bare_file(line) || (line->cues &
		    (HEAD_CUES | CUE_BIT(BRACKETED))) || is_second(line) ||
		    (line->around & AROUND_BIT(BYLINED)))
			continue;
		if (!is_titular(line))
			return false;
		if (!ends_title(line)) {
			junk = junk == SIZE_MAX ? i : junk;
			continue;
		}
		first = title_begin(head, i - 1);
		if (junk < SIZE_MAX && find_whole(head, junk - 1, junk))
			return true;
		set_title(head, first, i);
		if (!head->whole && find_whole(head, first, i))
			return true;
		set_title(head, first, i);
		return head->whole || junk == SIZE_MAX;
	}
	return false;
}

/* A title that its author marked is the title, wherever it stands. */
static void
take_marked(struct opening *head)
{
	for (size_t i = head->begin, end; i < head->text; i++) {
		if (head->v[i].certain != LABEL_TITLE + 1)
			continue;
		for (end = i + 1; end < head->text &&
		    head->v[end].certain == LABEL_TITLE + 1;)
			end++;
		set_title(head, i, end);
		return;
	}
}

/*
 * 各县局，市直各单位, 校内各单位: who is addressed, without a colon; or, with
 * another mark in its place, 某县人民政府；, whoever it is.
 */
static bool
names_addressed(const struct line *line)
{
	struct str s = str_slice(line->text, 0, words_mistyped(line->text));
	bool marked = s.n < line->text.n;

	if (marked && ((line->cues & CUE_BIT(HAS_STOP)) ||
	    str_has_one(s, "要|应|须|请") || (str_ends(line->text,
	    STR("。")) && (!(line->cues & CUE_BIT(SHORT)) ||
	    !str_has_one(s, "各|市直|县直")))))
		return false;		/* 覆盖全部乡镇。 is a sentence */
	if (str_starts(s, STR("有关")))		/* and no 有关问题 */
		s = str_from(s, STR("有关").n);
	else if (!marked && !str_has_one(s, "各|市直|县直") &&
	    !((line->cues & CUE_BIT(ORGANS)) && str_has(s, STR("、"))))
		return false;
	return (marked || (line->cues & CUE_BIT(OPEN))) &&
	    line->said == 0 && !is_page(line) && !(line->cues &
	    ((NO_TITLE & ~CUE_BIT(STOP)) | CUE_BIT(GENRE) |
	    CUE_BIT(ORDINAL))) && words_addressed(s) && !words_sentence(s);
}

/*
 * Lines of the same from I on, over the text, and under the title where one
 * is; its number, who issued it and when, and what a page says may be between.
 */
static void
find_uncolonned(struct opening *head, size_t i)
{
	struct line *v = head->v;
	size_t above = i, end = i;

	while (end < head->n && names_addressed(&v[end]))
		end++;
	if (end == i || end == head->n || !(v[end].cues & (CUE_BIT(STOP) |
	    CUE_BIT(HAS_STOP) | CUE_BIT(HAS_COMMA) | CUE_BIT(LEAD_IN) |
	    CUE_BIT(LONG))) || (v[end].cues & CUE_BIT(ADDRESSED)))
		return;
	while (above > head->begin && (is_page(&v[above - 1]) ||
	    (v[above - 1].cues & (CUE_BIT(DOC_NUMBER) | CUE_BIT(IS_DATE) |
	    CUE_BIT(ORGAN) | CUE_BIT(ENACTED)))))
		above--;
	if (above > head->begin && !ends_title(&v[above - 1]))
		return;
	for (; i < end; i++) {
		v[i].around |= AROUND_BIT(ADDRESSED_HEAD);
		v[i].cues &= ~CUE_BIT(SENTENCE);	/* it is long */
		if ((v[i].cues & CUE_BIT(STOP)) || (i + 1 == end &&
		    !(v[i].cues & CUE_BIT(OPEN))))
			v[i].said = LABEL_RECIPIENTS + 1;
	}
}

/*
 * 某政办发〔201746, 某科发 12号, 某发改2026-12号, YL-2026-012: a number that
 * lost its brackets or its year, or has a form of its own.  Only a head has it.
 */
static bool
is_like_number(const struct line *line)
{
	size_t digits = 0, han = 0, latin = 0, marks = 0, brackets = 0;
	struct str s = line->text;
	uint32_t c = 0;

	if (line->chars > NUMBER_CHARS || line->said > 0 ||
	    line->certain > 0 || is_page(line) || (line->cues & (NO_TITLE |
	    CUE_BIT(ABOUT_IN) | CUE_BIT(ORDINAL) | CUE_BIT(KEY_FILL))))
		return false;
	for (size_t at = 0; at < s.n;) {
		if (char_is_space(c = char_next(s, &at)))
			continue;
		if (char_is_digit(c))
			digits++;
		else if (char_is_han(c) && c != U'路' && c != U'街' &&
		    (digits == 0 || c == U'年' || c == U'第' || c == U'号'))
			han++;
		else if (char_is_ascii_alnum(c))
			latin++;
		else if (c == '-' || c == U'—')
			marks++;
		else if (char_place(STR("〔〕[]()（）"), c) >= 0)
			brackets++;
		else
			return false;
	}
	if (c == U'号')
		return digits > 0 && han > 2 && latin < 3;
	return (han > 1 && brackets > 0 && brackets < 3 && digits > 4 &&
	    digits < 9 && marks == 0 && !str_has(s, STR("年"))) ||
	    (han == 0 && latin > 1 && marks > 0 && digits > 4);
}

/*
 * The recipients under a title, or the text under one.  Recipients that have
 * no title over them, and text right below, begin the document all the same:
 * a title further down is of the paper that it passes on.
 */
static bool
find_text(struct opening *head)
{
	size_t texts = 0, first = SIZE_MAX;
	bool untitled = false;
	const struct line *v = head->v;

	for (size_t i = head->begin; i < head->n && texts <= EARLY_TEXTS &&
	    i < head->begin + HEAD_LINES; i++) {
		if (v[i].cues & CUE_BIT(ATTACH_ALONE))
			break;
		head->page |= is_page(&v[i]);
		if (is_like_number(&v[i]))
			head->v[i].cues |= CUE_BIT(DOC_NUMBER);
		find_uncolonned(head, i);
		if (is_recipients(&v[i]) && find_title(head, i)) {
			head->text = i;
			return true;
		}
		if (begins_text(&v[i])) {
			first = first == SIZE_MAX ? i : first;
			texts++;
			if (untitled && (v[i].cues & CUE_BIT(STOP)))
				break;
			untitled = is_recipients(&v[i]);
		}
	}
	head->text = first;
	return first < SIZE_MAX && find_title(head, first);
}

/*
 * Does line I stand in the head once more, or is it a number, and one stands
 * under the title?  Then it is what the page says of the document.
 */
static bool
stands_again(const struct opening *head, size_t i)
{
	const struct line *line = &head->v[i];

	for (size_t k = 0; k < head->text; k++)
		if (k != i && !is_page(&head->v[k]) &&
		    (str_eq(head->v[k].text, line->text) ||
		    (k >= head->end && (head->v[k].cues & line->cues &
		    CUE_BIT(DOC_NUMBER)))))
			return true;
	return false;
}

/* Does the organ of a line sign the text below? */
static bool
signs_below(const struct opening *head, const struct line *line)
{
	for (size_t i = head->text; i < head->n; i++)
		if ((head->v[i].cues & CUE_BIT(ORGAN)) &&
		    str_eq(head->v[i].text, line->text))
			return true;
	return false;
}

/*
 * May line I, over the title, be of the head?  A letterhead without 文件
 * stands over its number, or right over a title that names no organ, with
 * nothing between (JOINED); what stands under the title as the page has it is
 * the page's.
 */
static bool
is_of_head(const struct opening *head, size_t i, bool joined)
{
	const struct line *line = &head->v[i];

	if (line->said == 0 && line->certain == 0 && ((line->cues &
	    CUE_BIT(IS_DATE)) || stands_again(head, i)))
		return false;
	if (line->said > 0 || line->certain > 0 || (line->cues & (HEAD_CUES |
	    CUE_BIT(FILE_WORD) | CUE_BIT(ATTACH))) || (line->around &
	    (AROUND_BIT(OVER_TITLE) | AROUND_BIT(UNDER_NUMBER))))
		return true;
	if (!(line->cues & (CUE_BIT(ORGAN) | CUE_BIT(SPACED) |
	    CUE_BIT(PERSON))))
		return false;
	if (line[1].cues & (CUE_BIT(DOC_NUMBER) | CUE_BIT(FILE_WORD)))
		return true;
	return joined && !(head->copied && i > head->copy) &&
	    (line[1].blanks == 0 || !(head->v[head->end].cues &
	    CUE_BIT(DOC_NUMBER)) || signs_below(head, line));
}

/*
 * A page's # title over the letterhead of the document, which has the same
 * words for its own below: that one is the title for certain.
 */
static bool
take_copy(struct opening *head, size_t i)
{
	struct line *title = &head->v[head->first];
	bool file = false;

	for (size_t k = head->end; k < i; k++)
		file |= (head->v[k].cues & CUE_BIT(FILE_WORD)) != 0;
	if (!file || title->certain == 0 || head->end != head->first + 1 ||
	    !str_eq(title->text, head->v[i].text))
		return false;
	head->v[i].certain = title->certain;
	title->certain = 0;
	title->around |= AROUND_BIT(TITLE_TWICE);
	head->copy = head->first;
	head->page = head->copied = true;
	head->first = i;
	head->end = i + 1;
	return true;
}

/* The title once more, or a part of it. */
static void
drop_copies(struct opening *head)
{
	for (size_t i = head->begin; i < head->text; i++) {
		struct line *line = &head->v[i];

		if ((i >= head->first && i < head->end) || is_page(line) ||
		    line->certain > 0 || (line->cues & (HEAD_CUES |
		    CUE_BIT(ORGAN))) || (line->around &
		    AROUND_BIT(OVER_TITLE)) || !is_alike(head, line) ||
		    take_copy(head, i))
			continue;
		line->around |= AROUND_BIT(TITLE_TWICE);
		head->page = true;
		if (i < head->first) {
			head->copied = true;
			head->copy = i;
		}
		/* Between the title and its copy. */
		for (size_t k = head->end; k < i; k++)
			if (!(head->v[k].cues & HEAD_CUES) ||
			    (head->v[k].cues & CUE_BIT(IS_DATE)) ||
			    stands_again(head, k))
				head->v[k].around |= AROUND_BIT(TITLE_TWICE);
	}
}

/*
 * At the end, below the day: the name of the file to download.  附件： over
 * nothing is a page's as well.
 */
static void
drop_last_copy(struct opening *head)
{
	bool dated = false;
	struct line *last = &head->v[head->n - 1];

	if (last->cues & CUE_BIT(ATTACH_ALONE) && last->cues &
	    CUE_BIT(ATTACH_COLON) && last->certain == 0)
		last->around |= AROUND_BIT(TITLE_TWICE);
	for (size_t i = head->text; i < head->n; i++) {
		struct line *line = &head->v[i];
		struct str s;

		if (dated && i + 4 > head->n && line->certain == 0 &&
		    line->said == 0 && head->title.n > 0) {
			size_t at = str_find(s = text_squeeze(head->arena,
			    line->text), head->title, 0);

			if (at < FOREIGN_CHARS && s.n <= at + head->title.n +
			    STR(".docx").n && (at == 0 || char_is_digit(
			    (unsigned char)s.p[0])))
				line->around |= AROUND_BIT(TITLE_TWICE);
		}
		dated |= (line->cues & (CUE_BIT(IS_DATE) |
		    CUE_BIT(DATED))) != 0;
	}
}

/* The number under the title, when a page gives it twice, down to the last. */
static void
drop_second(struct opening *head)
{
	size_t first = SIZE_MAX;

	for (size_t i = head->end; i < head->text; i++) {
		if (!(head->v[i].cues & CUE_BIT(DOC_NUMBER)) ||
		    head->v[i].certain > 0)
			continue;
		for (size_t k = first; k < i && str_eq(head->v[first].text,
		    head->v[i].text); k++)
			head->v[k].around |= AROUND_BIT(TITLE_TWICE);
		first = i;
	}
}

/* QXPR-2026-012 of a register, where the organ's own 某发〔2026〕3号 stands. */
static void
drop_registered(struct opening *head)
{
	bool own = false;

	for (size_t i = head->begin; i < head->text && !own; i++)
		own = words_doc_number(head->v[i].text) > 0;
	for (size_t i = head->begin; i < head->text && own; i++)
		if ((head->v[i].cues & CUE_BIT(DOC_NUMBER)) &&
		    head->v[i].certain == 0 && head->v[i].said == 0 &&
		    char_is_ascii_alnum((uint8_t)head->v[i].text.p[0]) &&
		    !str_ends(head->v[i].text, STR("号")))
			head->v[i].around |= AROUND_BIT(TITLE_TWICE);
}

/*
 * A day or an organ under the title, without brackets, is the page's when the
 * text is dated, or signed by the same.
 */
static void
drop_dates(struct opening *head)
{
	const struct line *v = head->v;
	size_t date = head->text;

	while (date < head->n && !(v[date].cues & (CUE_BIT(IS_DATE) |
	    CUE_BIT(DATED))) && !(v[date].cues & CUE_BIT(ATTACH_ALONE)))
		date++;
	if (date == head->n || (v[date].cues & CUE_BIT(ATTACH_ALONE)))
		return;
	for (size_t i = head->end; i < head->text; i++) {
		bool day = (v[i].cues & (CUE_BIT(IS_DATE) | CUE_BIT(DATED))) &&
		    !(v[i].cues & CUE_BIT(BRACKETED)) &&
		    !(v[i].around & AROUND_BIT(UNDER_NUMBER));

		for (size_t k = date; k > head->text && k + 3 > date; k--)
			day |= (v[i].cues & CUE_BIT(ORGAN)) &&
			    str_eq(v[i].text, v[k - 1].text);
		if (day && v[i].certain == 0 && v[i].said == 0)
			head->v[i].around |= AROUND_BIT(TITLE_TWICE);
	}
}

/*
 * The values of a page's bar, a line each, under its title: 科研处 between
 * 来源: and 作者:.
 */
static void
drop_values(struct opening *head)
{
	size_t first = head->text, bars = 0;

	for (size_t i = head->text; i-- > head->end;)
		if (is_page(&head->v[i])) {
			first = i;
			bars++;
		}
	for (size_t i = first; i < head->text && bars > 1; i++) {
		struct line *line = &head->v[i];

		if (line->chars <= COLUMN_CHARS && title_may(line) &&
		    line->said == 0 && line->certain == 0 && !(line->cues &
		    (HEAD_CUES | CUE_BIT(BRACKETED) | CUE_BIT(GENRE))))
			line->around |= AROUND_BIT(TITLE_TWICE);
	}
}

/* The names in S, which blanks part, when all stand in the title; or 0. */
static size_t
names_in_title(const struct opening *head, struct str s)
{
	size_t from = 0, at = 0, n = 0;

	while (from < s.n) {
		size_t end = at;
		uint32_t c = char_next(s, &at);

		if (c != 0 && c != U'、' && !char_is_space(c))
			continue;
		if (!str_has(head->title, str_slice(s, from, end)))
			return 0;
		from = at = words_skip(s, at);
		n++;
	}
	return n;
}

/* Under the title of a page, who issued it, as data bases list them again. */
static void
drop_names(struct opening *head)
{
	for (size_t i = head->end; i < head->text && head->page; i++)
		if (title_may(&head->v[i]) &&
		    names_in_title(head, head->v[i].text) > 1)
			head->v[i].around |= AROUND_BIT(TITLE_TWICE);
}

/* 前言 under a title heads what is below. */
#define HEADWORDS	"前言|引言|序言|序|导语|导言|摘要|提要|目录|" \
	"概述|概况|背景|说明|简介|总则|正文|后记|附则|编者按"

/* A name, or who wrote it, as long as that. */
#define BYLINE_CHARS	24
/* Lines of names and a day under a title. */
#define BYLINE_LINES	4

/*
 * May it name who speaks or wrote, by its form?  *BARE: a post and a name, or
 * two or three characters.
 */
static bool
may_sign(struct arena *arena, const struct line *line, bool *bare)
{
	struct str s = text_squeeze(arena, line->text);
	size_t n = 0;

	*bare = line->cues & CUE_BIT(PERSON);
	if (line->chars > BYLINE_CHARS || !is_titular(line) ||
	    line->certain > 0 || line->said > 0 || (line->cues &
	    (CUE_BIT(GENRE) | CUE_BIT(PAPER) | CUE_BIT(ABOUT_IN) |
	    CUE_BIT(ORDINAL) | CUE_BIT(BRACKETED) | CUE_BIT(HAS_COMMA) |
	    CUE_BIT(COLON_IN) | CUE_BIT(ORGAN) | CUE_BIT(IS_PAGE_NUMBER) |
	    CUE_BIT(KEY_FILL) | CUE_BIT(DOWNLOAD))) || (line->around &
	    (AROUND_BIT(ROSTER) | AROUND_BIT(TAB))) ||
	    str_is_one(s, HEADWORDS) || words_addressed(s) ||
	    str_starts_one(s, "各|全体|—|-"))
		return false;
	for (size_t at = 0; at < s.n; n++)
		if (!char_is_han(char_next(s, &at)))
			return false;
	*bare |= n == 2 || n == 3;
	return true;
}

/* 调研组　　2026年5月: a name and a day in one line. */
static bool
is_signed_day(struct arena *arena, const struct line *line)
{
	struct line name = *line;
	struct date date;
	size_t from, to;
	bool bare;

	if (line->chars > BYLINE_CHARS || !date_find(line->text, &from, &to,
	    &date) || to < line->text.n || from == 0)
		return false;
	name.text = words_trim(str_slice(line->text, 0, from));
	return name.text.n < from && may_sign(arena, &name, &bare);
}

/* 同志们：, 各位代表： are spoken to. */
static bool
is_spoken_to(const struct line *line)
{
	return (line->cues & CUE_BIT(COLON)) && (line->cues &
	    CUE_BIT(SHORT)) && (str_has_one(line->text, "同志|朋友|同学") ||
	    str_starts_one(line->text, "各位|尊敬"));
}

/* 述职报告, 心得体会: no paper that an organ gives out. */
static bool
is_own_paper(struct arena *arena, const struct line *title)
{
	const struct genre *genre = genre_at_end(text_squeeze(arena,
	    title->text));

	return genre == NULL || genre->kind != GENRE_REGULATION ||
	    genre->way == GENRE_UP;
}

/*
 * Who speaks, and when, under the title of a speech or a report: lines between
 * it and the text that say no more.  A day beside it, or who is spoken to,
 * shows that a line is a name; under the title of what a person writes, so does
 * its form: two or three characters.
 */
static void
find_bylines(struct arena *arena, struct lines *lines)
{
	struct line *v = lines->v;

	for (size_t i = 0; i + 2 < lines->n; i++) {
		size_t end = i + 1, names = 0;
		bool shown = false, all = true, bare;

		if (!(ends_title(&v[i]) || v[i].certain == LABEL_TITLE + 1 ||
		    is_second(&v[i]) || (i == 0 && title_may(&v[i]) &&
		    !(v[i].cues & CUE_BIT(ORGAN)))))
			continue;
		while (end < lines->n && end < i + HEAD_LINES &&
		    is_page(&v[end]))
			end++;
		for (size_t most = end + BYLINE_LINES; end < lines->n &&
		    end < most; end++) {
			bool joint = is_signed_day(arena, &v[end]);

			if (joint || ((v[end].cues & CUE_BIT(IS_DATE)) &&
			    v[end].said == 0)) {
				shown = true;
				names += joint;
				v[end].cues |= joint ? CUE_BIT(DATED) : 0;
			} else if (may_sign(arena, &v[end], &bare)) {
				all &= bare;
				names++;
			} else
				break;
		}
		if (names != 1 || end == lines->n ||
		    !(begins_text(&v[end]) || is_recipients(&v[end])) ||
		    !(shown || is_spoken_to(&v[end]) || (all &&
		    is_own_paper(arena, &v[i]))))
			continue;
		while (--end > i)
			if (!(v[end].cues & CUE_BIT(IS_DATE)) &&
			    !is_page(&v[end]))
				v[end].around |= AROUND_BIT(BYLINED);
	}
}

/* 某某市人民政府令, 某某市人民政府令第8号, 某某令（十届第8号）. */
static bool
is_order(const struct line *line)
{
	return str_ends(line->text, STR("令")) || ((line->cues &
	    CUE_BIT(SHORT)) && (str_has_one(line->text, "令第|令（|令(") ||
	    ((line->cues & CUE_BIT(DOC_NUMBER)) &&
	    str_has(line->text, STR("令")))));
}

/* Is line I a title, by its words or because the text below names it? */
static bool
is_entitled(const struct line *v, size_t n, size_t i)
{
	if (ends_title(&v[i]))
		return true;
	for (size_t k = i + 1; k < n && k < i + TITLE_LINES &&
	    is_titular(&v[i]); k++) {
		size_t at = str_find(v[k].text, v[i].text, 0);

		if (at != SIZE_MAX && str_ends(str_slice(v[k].text, 0, at),
		    STR("《")))
			return true;
	}
	return false;
}

/*
 * 国务院, or 国家计委 财政部 等, right under a title: whom a data base names,
 * over the head of an order or the title once more.
 */
static void
drop_authors(struct lines *lines)
{
	struct line *v = lines->v;

	for (size_t i = 1; i + 2 < lines->n && i < HEAD_LINES; i++) {
		bool again = str_eq(v[i + 1].text, v[i - 1].text);

		if (v[i].said > 0 || v[i].certain > 0 || !(v[i].cues &
		    CUE_BIT(SHORT)) || (!str_ends(v[i].text, STR("等")) &&
		    (!(v[i].cues & CUE_BIT(ORGAN)) || (!again &&
		    !is_order(&v[i + 1])))) ||
		    !is_entitled(v, lines->n, i - 1))
			continue;
		v[i].around |= AROUND_BIT(TITLE_TWICE);
		if (again && is_order(&v[i + 2]))
			v[i + 1].around |= AROUND_BIT(TITLE_TWICE);
	}
}

/*
 * 新闻资讯, 协会通知: is line I the name of the column, over a whole title?
 * It stands apart, or ends as such names do, and is no part of an organ's.
 */
static bool
is_column(const struct opening *head, size_t i)
{
	const struct line *line = &head->v[i];
	bool named = line[1].blanks > 0 || (line->cues & CUE_BIT(GENRE)) ||
	    str_ends_one(line->text, "资讯|新闻|要闻|快讯|动态|信息|公开|文件|"
	    "法规|政策|专栏|园地|之窗|下载|栏目");

	if ((line->cues & CUE_BIT(BRACKETED)) && str_has(line->text,
	    STR("图")))		/* （资料图片） */
		return head->whole;
	if (!head->whole || line->chars > COLUMN_CHARS || i + 1 >
	    head->first || words_organ(join(head, i, i + 2)))
		return false;
	for (size_t at = 0; at < line->text.n && named;)
		named = char_is_han(char_next(line->text, &at));
	return named;
}

bool
text_has_clock(struct str s)
{
	for (size_t i = 1; i + 2 < s.n; i++)
		if (s.p[i] == ':' && char_is_digit((unsigned char)s.p[i - 1]) &&
		    char_is_digit((unsigned char)s.p[i + 1]) &&
		    char_is_digit((unsigned char)s.p[i + 2]))
			return true;
	return false;
}

/*
 * 无障碍阅读 | 登录 | 注册, 2026年3月4日 星期三, 原创 王某 10:00, 639082.png
 * around a whole title: no line of a head has such signs.
 */
static bool
is_foreign(const struct opening *head, const struct line *line)
{
	struct str s = line->text;

	if (!head->whole || line->chars > FOREIGN_CHARS || line->said > 0 ||
	    line->certain > 0 || (line->cues & (CUE_BIT(ORGAN) |
	    CUE_BIT(GENRE) | CUE_BIT(DOC_NUMBER) | CUE_BIT(FILE_WORD))))
		return false;
	return ((line->cues & CUE_BIT(IS_DATE)) && line < head->v +
	    head->first) || (line->cues & CUE_BIT(DOWNLOAD)) ||
	    str_starts(s, STR("【")) || text_has_clock(s) ||
	    str_has_one(s, "|｜星期|农历|登录|注册|搜索|阅读器|原创|"
	    "摘要|.png|.jpg|.gif|.cn|.com|.org|www.|http");
}

/* Stands another title between line I and the title?  Then it may be its. */
static bool
has_rival(const struct opening *head, size_t i)
{
	while (++i < head->first)
		if (head->v[i].cues & CUE_BIT(GENRE))
			return true;
	return false;
}

/*
 * 图片, 第1版, 用户名 密码 over a whole title: it is neither an organ nor an
 * element, and nothing below it says it again.
 */
static bool
is_stranger(const struct opening *head, size_t i)
{
	const struct line *line = &head->v[i];

	if (!head->whole || line->chars > FOREIGN_CHARS ||
	    has_rival(head, i) || (line->cues &
	    (CUE_BIT(ORGAN) | CUE_BIT(SPACED) | CUE_BIT(PERSON) |
	    CUE_BIT(GENRE) | CUE_BIT(PAPER) | CUE_BIT(ABOUT_IN) |
	    CUE_BIT(BRACKETED) | CUE_BIT(DOC_NUMBER) | CUE_BIT(ORDINAL) |
	    CUE_BIT(FILE_WORD) | CUE_BIT(ATTACH) | CUE_BIT(IS_TABLE))) ||
	    (line->around & (AROUND_BIT(TAB) | AROUND_BIT(DEEP))) ||
	    line->said > 0 || line->certain > 0)
		return false;
	for (size_t k = i + 1; k < head->n; k++)
		if (str_has(head->v[k].text, line->text))
			return false;
	return true;
}

/*
 * Is line I the title that the page has in other words?  It is whole and of the
 * kind of the title, over the number, and has no recipients and no text.
 */
static bool
is_page_title(const struct opening *head, size_t i)
{
	const struct line *v = head->v;
	struct str s = text_squeeze(head->arena, v[i].text);
	bool number = false;

	if (!head->whole || !ends_title(&v[i]) || v[i].said > 0 ||
	    v[i].certain > 0 || !title_begins(s) || !is_recipients(
	    &v[head->text]) || genre_at_end(s) == NULL ||
	    genre_at_end(s) != genre_at_end(head->title))
		return false;
	for (size_t k = i + 1; k < head->first; k++)
		number |= (v[k].cues & CUE_BIT(DOC_NUMBER)) != 0;
	return number;
}

/*
 * 通知公告 over a text without a title is a menu of the page, and so are the
 * few characters over its bar that are no element: 开启全网服务.
 */
static void
drop_menus(struct opening *head)
{
	bool page = false;	/* a bar stands below */

	for (size_t i = head->text < head->n ? head->text : head->n;
	    i-- > head->begin; page |= is_page(&head->v[i]))
		if (!(head->v[i].cues & (CUE_BIT(COLON) | CUE_BIT(COLON_IN))) &&
		    ((head->v[i].cues & CUE_BIT(WEB_KEY)) || (page &&
		    is_titular(&head->v[i]) && head->v[i].certain == 0 &&
		    head->v[i].chars <= COLUMN_CHARS && !(head->v[i].cues &
		    (CUE_BIT(GENRE) | CUE_BIT(PAPER) | CUE_BIT(ABOUT_IN) |
		    CUE_BIT(ORGAN) | CUE_BIT(SPACED) | CUE_BIT(BRACKETED))))))
			head->v[i].around |= AROUND_BIT(TITLE_TWICE);
}

/* 某局公告2026年第5号 over a text without another title is the title. */
static void
take_numbered(struct opening *head)
{
	for (size_t i = head->begin; i < head->n && i < head->text; i++) {
		struct line *line = &head->v[i];
		size_t at = str_find(line->text, STR("公告"), 0);

		if (at == SIZE_MAX)
			at = str_find(line->text, STR("通告"), 0);
		if (at == SIZE_MAX || !(line->cues & CUE_BIT(DOC_NUMBER)) ||
		    line->said > 0 || line->certain > 0 ||
		    !words_organ(str_slice(line->text, 0, at)))
			continue;
		line->said = LABEL_TITLE + 1;
		return;
	}
}

void
lines_head(struct arena *arena, struct lines *lines)
{
	struct opening head = { .arena = arena, .v = lines->v, .n = lines->n };
	bool joined = true;	/* nothing of a page stands down to the title */

	while (head.begin < lines->n && (lines->v[head.begin].around &
	    AROUND_BIT(IN_MAIL)))
		head.begin++;
	head.page = head.begin > 0;
	drop_authors(lines);
	find_bylines(arena, lines);
	if (!find_text(&head)) {
		drop_menus(&head);
		take_numbered(&head);
		return;
	}
	take_marked(&head);
	drop_copies(&head);
	drop_last_copy(&head);
	drop_second(&head);
	drop_registered(&head);
	drop_dates(&head);
	drop_names(&head);
	drop_values(&head);
	for (size_t i = head.first; i < head.end && head.whole; i++)
		lines->v[i].around |= AROUND_BIT(WHOLE_TITLE);
	for (size_t i = head.end; i < head.text && head.whole &&
	    is_second(&lines->v[i]); i++)
		lines->v[i].around |= AROUND_BIT(WHOLE_TITLE);
	for (size_t i = head.end; i < head.text; i++)
		if (!is_page(&lines->v[i]) && (is_bare_file(&lines->v[i]) ||
		    is_foreign(&head, &lines->v[i])))
			lines->v[i].around |= AROUND_BIT(TITLE_TWICE);
	for (size_t i = head.first; i-- > head.begin;) {
		bool page = is_page(&lines->v[i]);

		joined &= !page && is_of_head(&head, i, joined);
		if (!page && !joined && !is_of_head(&head, i, false) &&
		    (head.page || is_column(&head, i) ||
		    is_page_title(&head, i) ||
		    is_foreign(&head, &lines->v[i]) ||
		    is_stranger(&head, i)))
			lines->v[i].around |= AROUND_BIT(TITLE_TWICE);
	}
}
