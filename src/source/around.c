/*
 * What the lines of a text say of each other: names that a 附件说明 or a title
 * lists, recipients and signatures over two lines, lists of names, cells of
 * several paragraphs, contacts below their heading.  In go lines with what is
 * seen on each by itself (cue.c); the cues AROUND are set on them.
 * Read it from the end: lines_around calls one function for each kind.
 */
#include "line.h"

#include <string.h>

#include "../text/chars.h"

/* Characters of a line of a list of names. */
#define ROSTER_MAX	44
/* A broken name in the 附件说明: its lines, how it ends, what it is not. */
#define BROKEN_LINES	4
#define BROKEN_CHARS	18
#define LAST_WORDS	6	/* lines behind the day, of no paper */
#define LAST_CHARS	10	/* in each */
#define NOTE_ENDS	(CUE_BIT(GENRE) | CUE_BIT(PAPER) | CUE_BIT(DOWNLOAD))
#define NOTE_BREAKS							\
	(CUE_BIT(STOP) | CUE_BIT(HAS_STOP) | CUE_BIT(ORDINAL) |	\
	CUE_BIT(ORGAN) | CUE_BIT(IS_DATE) | CUE_BIT(DATED) |		\
	CUE_BIT(BRACKETED) | CUE_BIT(IS_TABLE) | CUE_BIT(KEY_CONTACT))
/* Characters of 常务副组长：. */
#define POST_MAX	8
/* Characters of the name of an office over its contacts. */
#define OFFICE_MAX	20
/* Characters of an entry of a table of contents, with its dots. */
#define ENTRY_MAX	80
/* Characters of 12月31日 or 2026年　月　日, with blanks. */
#define DAY_MAX		14

struct viewer {
	struct arena *arena;
	struct lines *lines;
	/* Names in 附件说明 and in 《》 of titles: hashes, open addressing. */
	uint64_t *names;
	size_t name_room, name_count;
};

/* --- names that the text lists ---------------------------------------- */

/*
 * The words of a name, hashed: without blanks, ordinals and title marks.  HASH
 * goes on from a line before.
 */
static uint64_t
name_hash(struct str s, uint64_t hash)
{
	size_t at = 0, end = s.n;
	uint32_t c;

	for (size_t next = end; next > 0; end = next) {
		c = char_before(s, &next);
		if (c != U'；' && c != ';' && c != U'。' && c != U'，')
			break;
	}
	s.n = end;
	while (at < s.n) {
		c = char_next(s, &at);
		if (!char_is_space(c) && c != U'《' && c != U'》' &&
		    c != 0x200b)
			hash = (hash ^ c) * UINT64_C(1099511628211);
	}
	return hash;
}

#define HASH_START	UINT64_C(1469598103934665603)

static struct str
without_ordinal(struct str s)
{
	struct attach a = words_attach(s);
	struct ordinal ordinal;

	s = str_from(s, a.length);
	ordinal = ordinal_parse(str_slice(s, 0, 80));
	return ordinal.style == ORDINAL_DIGIT || ordinal.style == ORDINAL_HAN ||
	    ordinal.style == ORDINAL_DIGIT_BRACKET ?
	    str_from(s, ordinal.length) : s;
}

static size_t
name_slot(const struct viewer *viewer, uint64_t hash)
{
	size_t mask = viewer->name_room - 1, i = (size_t)hash & mask;

	while (viewer->names[i] != 0 && viewer->names[i] != hash)
		i = (i + 1) & mask;
	return i;
}

static void
add_name(struct viewer *viewer, struct str name)
{
	uint64_t *old = viewer->names;
	size_t room = viewer->name_room;

	if (char_count(name) < 4 || name.n > ELEMENT_MAX * 3)
		return;
	if (viewer->name_count * 2 >= room) {
		viewer->name_room = room > 0 ? room * 2 : 64;
		viewer->names = NEW_ARRAY(viewer->arena, uint64_t,
		    viewer->name_room);
		for (size_t i = 0; i < room; i++)
			if (old[i] != 0)
				viewer->names[name_slot(viewer, old[i])] =
				    old[i];
	}
	viewer->names[name_slot(viewer, name_hash(name, HASH_START))] =
	    name_hash(name, HASH_START);
	viewer->name_count++;
}

/* 印发《方案》的通知 names the paper that follows; 《甲》《乙》 two of them. */
static void
add_quoted(struct viewer *viewer, struct str s)
{
	size_t open = str_find(s, STR("《"), 0), at = open, last = open, close;

	if (open == SIZE_MAX)
		return;
	while ((close = str_find(s, STR("》"), at)) != SIZE_MAX) {
		size_t next = str_find(s, STR("《"), at + STR("《").n);

		last = close;
		if (next != SIZE_MAX && next < close) {
			at = next;	/* a title inside a title */
			continue;
		}
		add_name(viewer, str_slice(s, at + STR("《").n, close));
		if (next == SIZE_MAX)
			break;
		at = next;
	}
	while ((close = str_find(s, STR("》"), last + 1)) != SIZE_MAX)
		last = close;
	if (last > open)
		add_name(viewer, str_slice(s, open + STR("《").n, last));
}

/* 关于印发某某方案的通知 names it without title marks. */
static void
add_issued(struct viewer *viewer, struct str s)
{
	size_t length, at = words_verb(s, &length);

	if (at == SIZE_MAX || !str_ends_one(s,
	    "的通知|的通告|的公告|的决定|的函"))
		return;
	s = str_from(s, at + length);
	for (at = s.n; at > 0 && char_before(s, &at) != U'的';)
		;
	add_name(viewer, str_slice(s, 0, at));
}

/* 现将《某某方案》印发给你们, 现将某某方案印发给你们: the text names it. */
static void
add_sent(struct viewer *viewer, struct str s)
{
	static const char *const sent[] = { "发给你们", "予以公布", "予以印发",
	    "予以发布" };
	size_t end = SIZE_MAX, at = str_find(s, STR("现将"), 0);

	for (size_t i = 0; i < COUNT_OF(sent); i++) {
		size_t here = str_find(s, str_of(sent[i]), 0);

		end = here < end ? here : end;
	}
	if (end == SIZE_MAX)
		return;
	if (str_has(s, STR("《")))
		add_quoted(viewer, str_slice(s, 0, end));
	else if (at < end && str_ends(str_slice(s, 0, end), STR("印")))
		add_name(viewer, str_slice(s, at + STR("现将").n,
		    end - STR("印").n));
}

/* Titles over several lines, put together, for what they name. */
static void
collect_titles(struct viewer *viewer)
{
	char buffer[600];
	struct str joined = { buffer, 0 };

	EACH(const struct line, line, *viewer->lines) {
		struct str s;

		if (line->cues & (CUE_BIT(STOP) | CUE_BIT(HAS_STOP)))
			add_sent(viewer, line->text);
		if (line->chars > ELEMENT_MAX || !(line->cues &
		    (CUE_BIT(OPEN) | CUE_BIT(HAS_COMMA))) ||
		    (line->cues & (CUE_BIT(STOP) | CUE_BIT(DOC_NUMBER)))) {
			joined.n = 0;
			continue;
		}
		if (joined.n + line->text.n > sizeof(buffer))
			joined.n = 0;
		s = words_squeeze(line->text, buffer + joined.n,
		    sizeof(buffer) - joined.n);
		memmove(buffer + joined.n, s.p, s.n);
		joined.n += s.n;
		if (line->cues & CUE_BIT(GENRE)) {
			add_quoted(viewer, joined);
			add_issued(viewer, joined);
			joined.n = 0;
		}
	}
}

static void
collect_notes(struct viewer *viewer)
{
	for (size_t i = 0; i < viewer->lines->n; i++) {
		const struct line *line = &viewer->lines->v[i];
		bool more = true;

		if (!(line->cues & CUE_BIT(ATTACH)))
			continue;
		add_name(viewer, without_ordinal(line->text));
		if (line->cues & CUE_BIT(ATTACH_COLON))
			add_name(viewer, without_ordinal(str_from(line->text,
			    line->key)));
		for (size_t k = i + 1; more && k < viewer->lines->n &&
		    k < i + 40; k++) {
			const struct line *item = &viewer->lines->v[k];

			more = (item->cues & CUE_BIT(ORDINAL)) &&
			    !(item->cues & (CUE_BIT(HAS_STOP) |
			    CUE_BIT(LONG)));
			if (more)
				add_name(viewer, without_ordinal(item->text));
		}
	}
}

static bool
is_named(const struct viewer *viewer, uint64_t hash)
{
	return viewer->names[name_slot(viewer, hash)] == hash;
}

/* 各县科协：, with no sentence before the name that it ends in. */
static bool
is_addressed_line(const struct line *line)
{
	return (line->cues & CUE_BIT(ADDRESSED)) &&
	    (line->cues & CUE_BIT(COLON)) && !(line->cues &
	    (CUE_BIT(SENTENCE) | CUE_BIT(LEAD_IN) | CUE_BIT(ORDINAL))) &&
	    (!(line->cues & CUE_BIT(HAS_COMMA)) ||
	    str_starts(line->text, STR("各")));
}

/* Recipients over two lines: the second ends in the colon, or both do. */
static void
find_addressed(struct viewer *viewer)
{
	for (size_t i = 0; i + 1 < viewer->lines->n; i++) {
		struct line *line = &viewer->lines->v[i];
		struct line *next = line + 1;

		if (is_addressed_line(line) && is_addressed_line(next))
			next->around |= AROUND_BIT(ADDRESSED_AGAIN);
		if (!(line->cues & (CUE_BIT(COLON) | CUE_BIT(SENTENCE) |
		    CUE_BIT(ORDINAL))) && (!(line->cues & CUE_BIT(STOP)) ||
		    str_ends(line->text, STR("；"))) &&
		    (next->cues & CUE_BIT(ADDRESSED)) && next->blanks == 0 &&
		    !(next->cues & (CUE_BIT(SENTENCE) | CUE_BIT(LEAD_IN))) &&
		    words_addressed(line->text) && (line->chars > 14 ||
		    !(line->cues & CUE_BIT(OPEN)) ||
		    str_starts(line->text, STR("各"))))
			line->around |= AROUND_BIT(ADDRESSED_HEAD);
	}
}

/* A name and what goes with it, apart: 组　长：张某某　　副市长. */
static bool
is_roster_line(const struct line *line)
{
	struct str s = line->text;
	unsigned blanks = 0, gaps = 0, chars = 0, most = 0;

	if (line->chars < 4 || line->chars > ROSTER_MAX || (line->cues &
	    (CUE_BIT(STOP) | CUE_BIT(HAS_STOP) | CUE_BIT(COLON) |
	    CUE_BIT(ORGANS) | CUE_BIT(IS_DATE) | CUE_BIT(DATED) |
	    CUE_BIT(PRINTED) | CUE_BIT(DOC_NUMBER) |
	    CUE_BIT(IS_TABLE) | CUE_BIT(ATTACH) | CUE_BIT(ORDINAL) |
	    CUE_BIT(KEY_FILL) | CUE_BIT(KEY_CONTACT) | CUE_BIT(KEY_CC) |
	    CUE_BIT(KEY_SUBJECT))))
		return false;
	for (size_t at = 0; at < s.n;) {
		uint32_t c = char_next(s, &at);

		if (char_is_space(c))
			blanks += c == 0x3000 ? 2 : 1;
		else {
			gaps += blanks > 1;
			chars = blanks > 0 ? 1 : chars + 1;
			most = chars > most ? chars : most;
			blanks = 0;
		}
	}
	return gaps > 0 && most > 2;	/* not 通　　知 */
}

/* 王某 副主任; 李　某 某局局长: a name of two to four, one blank, and more. */
static bool
is_member(const struct line *line)
{
	struct str s = line->text;
	unsigned han = 0, blanks = 0;

	if (line->chars > ROSTER_MAX || (line->cues & (CUE_BIT(STOP) |
	    CUE_BIT(HAS_STOP) | CUE_BIT(HAS_COMMA) | CUE_BIT(COLON) |
	    CUE_BIT(IS_DATE) | CUE_BIT(DATED) | CUE_BIT(ORDINAL) |
	    CUE_BIT(ATTACH) | CUE_BIT(KEY_CONTACT))))
		return false;
	for (size_t at = 0; at < s.n;) {
		uint32_t c = char_next(s, &at);

		if (char_is_space(c)) {
			blanks = 1;
			if (han >= 2)
				return han <= 4 && at < s.n &&
				    char_is_han(char_next(s, &at));
		} else if (!char_is_han(c) || (blanks > 0 && han >= 2)) {
			return false;
		} else {
			han++;
		}
	}
	return false;
}

/*
 * Three such lines and more are a list, whatever single ones look like, with
 * the posts between them.
 */
static void
find_rosters(struct viewer *viewer)
{
	struct line *v = viewer->lines->v;
	size_t n = viewer->lines->n;

	for (size_t i = 0, end, members; i < n; i = end + 1) {
		for (end = i; end < n && is_roster_line(&v[end]);)
			end++;
		for (size_t k = i; end - i >= 3 && k < end; k++)
			v[k].around |= AROUND_BIT(ROSTER);
		if (end > i)
			continue;
		members = 0;
		for (; end < n && (is_member(&v[end]) || ((v[end].cues &
		    CUE_BIT(COLON)) && v[end].chars <= POST_MAX &&
		    end + 1 < n && is_member(&v[end + 1]))); end++)
			members += is_member(&v[end]);
		for (size_t k = i; members >= 3 && k < end; k++)
			v[k].around |= AROUND_BIT(ROSTER);
		end -= end > i;
	}
}

/* What no line of a list of names has. */
#define NO_NAME	(CUE_BIT(STOP) | CUE_BIT(COLON) | CUE_BIT(HAS_STOP) | \
	CUE_BIT(HAS_COMMA) | CUE_BIT(GENRE) | CUE_BIT(PAPER) | \
	CUE_BIT(ABOUT_IN) | CUE_BIT(ORDINAL) | CUE_BIT(ATTACH) | \
	CUE_BIT(IS_DATE) | CUE_BIT(DATED) | CUE_BIT(DOC_NUMBER) | \
	CUE_BIT(FILE_WORD) | CUE_BIT(IS_TABLE) | CUE_BIT(BRACKETED) | \
	CUE_BIT(KEY_CONTACT) | CUE_BIT(WEB_BAR) | CUE_BIT(WEB_KEY) | \
	CUE_BIT(SPACED) | CUE_BIT(DOWNLOAD) | CUE_BIT(IS_PAGE_NUMBER) | \
	CUE_BIT(PRINTED) | CUE_BIT(KEY_COPIES))

/* So many short lines, one below the other, are a list of names. */
#define NAMES_MIN	5
static bool
is_name(const struct line *line)
{
	return (line->cues & CUE_BIT(SHORT)) && !(line->cues & NO_NAME) &&
	    !(line->around & AROUND_BIT(TAB)) && line->said == 0 &&
	    line->certain == 0 && !str_starts(line->text, STR("{"));
}

/* 二、银奖单位, between names. */
static bool
parts_names(const struct lines *lines, size_t i)
{
	const struct line *line = &lines->v[i];

	return i > 0 && i + 1 < lines->n && line->certain == 0 &&
	    (line->cues & CUE_BIT(SHORT)) && (line->cues & CUE_BIT(ORDINAL)) &&
	    !(line->cues & NO_NAME & ~CUE_BIT(ORDINAL)) &&
	    is_name(line - 1) && is_name(line + 1);
}

/* Names alone in their lines; the organs over a date sign. */
static void
find_names(struct viewer *viewer)
{
	struct line *v = viewer->lines->v;
	size_t n = viewer->lines->n, end, last;

	for (size_t i = 0; i < n; i = end) {
		for (end = i; end < n && (is_name(&v[end]) || (end > i &&
		    parts_names(viewer->lines, end)));)
			end++;
		last = end;
		if (end < n && (v[end].cues & (CUE_BIT(IS_DATE) |
		    CUE_BIT(DATED))))
			while (last > i && (v[last - 1].cues &
			    (CUE_BIT(ORGAN) | CUE_BIT(PERSON))))
				last--;
		for (size_t k = i; last >= i + NAMES_MIN && k < last; k++)
			v[k].around |= AROUND_BIT(ROSTER);
		end += end == i;
	}
}

/*
 * 请遵照执行, over a whole organ: the last words of the text, which lost their
 * full stop.  望江县 over 人民政府 is no such.
 */
static bool
is_request(const struct line *line, const struct line *organ)
{
	return (organ->cues & CUE_BIT(ORGAN)) &&
	    !words_place(char_last(line->text)) &&
	    (words_sentence(line->text) || str_starts_one(line->text,
	    "各|请|望|希|务|妥|当否|谨|盼|恳|敬|现予|此|期|抓紧|切实|严格") ||
	    str_has_one(line->text, "执行|办理|照办|知照|周知|知悉|审阅|"
	    "遵照|遵守|配合|回复|反馈|为盼|为荷|为感|指正"));
}

/* A signature broken over two lines, above its date. */
static void
find_broken_names(struct viewer *viewer)
{
	for (size_t i = 0; i + 2 < viewer->lines->n; i++) {
		struct line *line = &viewer->lines->v[i];
		const struct line *next = line + 1, *date = line + 2;

		if ((date->cues & CUE_BIT(IS_DATE)) && line->chars <= 20 &&
		    next->chars <= 20 && next->blanks == 0 &&
		    !(line->cues & (CUE_BIT(ORGAN) | CUE_BIT(ORDINAL) |
		    CUE_BIT(STOP) | CUE_BIT(COLON) | CUE_BIT(CLOSING) |
		    CUE_BIT(GENRE) | CUE_BIT(PAPER))) &&
		    !((line->around ^ next->around) & AROUND_BIT(DEEP)) &&
		    !is_request(line, next) &&
		    words_organ(str_cat(viewer->arena, line->text, next->text)))
			line->around |= AROUND_BIT(ORGAN_HEAD);
	}
}

/*
 * The names in the list of an attachment from line I on, up to 版记 or the next
 * attachment; no day is under it.
 */
static void
mark_names(struct viewer *viewer, size_t i)
{
	const uint64_t ends = CUE_BIT(ATTACH_ALONE) | CUE_BIT(IS_RULE) |
	    CUE_BIT(KEY_CC) | CUE_BIT(PRINTED);
	struct line *v = viewer->lines->v;
	size_t end = i;

	while (end < viewer->lines->n && !(v[end].cues & (ends |
	    CUE_BIT(ATTACH) | CUE_BIT(IS_DATE) | CUE_BIT(DATED))))
		end++;
	if (end < viewer->lines->n && !(v[end].cues & ends))
		return;
	for (; i < end; i++)
		v[i].around |= is_name(&v[i]) ? AROUND_BIT(ROSTER) : 0;
}

/*
 * 附件：某某名额分配表 behind the day and over what is in it is the attachment
 * itself; over nothing, a list or the next mark it only names one.
 */
static void
find_late_mark(struct viewer *viewer)
{
	const uint64_t over = CUE_BIT(ATTACH) | CUE_BIT(ORDINAL) |
	    CUE_BIT(DOWNLOAD) | CUE_BIT(BRACKETED) | CUE_BIT(WEB_BAR) |
	    CUE_BIT(WEB_KEY) | CUE_BIT(KEY_CC) | CUE_BIT(PRINTED) |
	    CUE_BIT(KEY_CONTACT) | CUE_BIT(IS_RULE) | CUE_BIT(IS_DATE) |
	    CUE_BIT(IS_PAGE_NUMBER) | CUE_BIT(GENRE) | CUE_BIT(PAPER) |
	    CUE_BIT(ORGAN);
	bool dated = false;	/* and nothing since but remarks */
	bool noted = false;	/* a list of attachments above */

	for (size_t i = 0; i + 1 < viewer->lines->n; i++) {
		struct line *v = &viewer->lines->v[i];

		noted |= !dated && (v->cues & CUE_BIT(ATTACH_COLON));
		if (v->certain == LABEL_ATTACHMENT + 1 &&
		    str_ends_one(v->text, "名单|名册"))
			mark_names(viewer, i + 1);
		if (noted && dated && (v->cues & CUE_BIT(ATTACH_ALONE)) &&
		    (v[1].cues & CUE_BIT(PAPER)) && !(v[1].cues &
		    (CUE_BIT(ORDINAL) | CUE_BIT(DOWNLOAD))) &&
		    i + 2 < viewer->lines->n && !(v[2].cues & (over &
		    ~(CUE_BIT(BRACKETED) | CUE_BIT(ORGAN))))) {
			v->around |= AROUND_BIT(LATE_MARK);
			mark_names(viewer, i + 2);
		}
		dated = (v->cues & (CUE_BIT(IS_DATE) | CUE_BIT(DATED))) ||
		    (dated && (v->cues & (CUE_BIT(BRACKETED) |
		    CUE_BIT(WEB_BAR) | CUE_BIT(ATTACH) | CUE_BIT(IS_RULE))));
		if (dated && (v->cues & CUE_BIT(ATTACH)) &&
		    (v->cues & CUE_BIT(PAPER)) && !(v->cues &
		    (CUE_BIT(ATTACH_LIST) | CUE_BIT(ATTACH_ALONE) |
		    CUE_BIT(STOP))) && !(v[1].cues & (noted ? over &
		    ~CUE_BIT(ORGAN) : over)) && v[1].said == 0) {
			v->around |= AROUND_BIT(LATE_MARK);
			if (noted && str_ends_one(v->text, "名单|名册"))
				mark_names(viewer, i + 1);
		}
	}
}

/*
 * 附件：某某办公室转发全, 省办公室关于调查的通知: one long name, broken where
 * a window ended, goes on up to the line that ends as names of papers do.
 */
static void
find_broken_note(struct viewer *viewer)
{
	struct line *v = viewer->lines->v;

	for (size_t i = 0; i < viewer->lines->n; i++) {
		size_t end = i + 1;

		if (!(v[i].cues & CUE_BIT(ATTACH)) || v[i].said > 0 ||
		    !(v[i].cues & CUE_BIT(ATTACH_COLON)) || v[i].chars <
		    BROKEN_CHARS || (v[i].cues & (NOTE_ENDS | NOTE_BREAKS |
		    CUE_BIT(ATTACH_NUMBER) | CUE_BIT(ATTACH_LIST))))
			continue;
		while (end < viewer->lines->n && end - i < BROKEN_LINES &&
		    !(v[end].cues & (NOTE_ENDS | NOTE_BREAKS |
		    CUE_BIT(ATTACH))) && v[end].said == 0)
			end++;
		if (end == viewer->lines->n || v[end].said > 0 ||
		    !(v[end].cues & NOTE_ENDS) || (v[end].cues &
		    (NOTE_BREAKS | CUE_BIT(ATTACH))))
			continue;
		for (; end > i; end--)
			v[end].said = LABEL_MORE + 1;
	}
}

/* （某某办公室） right over the date signs, and is no remark. */
static void
find_bracketed(struct viewer *viewer)
{
	for (size_t i = 1; i + 1 < viewer->lines->n; i++) {
		struct line *line = &viewer->lines->v[i];
		struct str s = line->text;
		size_t from = 0, to = s.n;

		if (!(line->cues & CUE_BIT(BRACKETED)) ||
		    !(line[1].cues & CUE_BIT(IS_DATE)))
			continue;
		char_next(s, &from);
		char_before(s, &to);
		if (!words_organ(str_slice(s, from, to)))
			continue;
		line->cues |= CUE_BIT(ORGAN);
		line->cues &= ~CUE_BIT(BRACKETED);
	}
}

/* 某某一览表单位：公顷, where a table lost its lines: what the table is. */
static struct str
without_unit(struct str s)
{
	size_t at = str_find(s, STR("单位："), 0);

	if (at == SIZE_MAX)
		at = str_find(s, STR("单位:"), 0);
	return str_slice(s, 0, at > 0 ? at : s.n);
}

static void
find_named(struct viewer *viewer)
{
	if (viewer->name_count == 0)
		return;
	for (size_t i = 0; i < viewer->lines->n; i++) {
		struct line *line = &viewer->lines->v[i];
		struct str s = str_from(line->text, line->key);
		uint64_t hash;

		if (line->chars > ELEMENT_MAX || line->text.n == 0 ||
		    (line->cues & (CUE_BIT(ORDINAL) | CUE_BIT(STOP) |
		    CUE_BIT(ATTACH))))
			continue;
		hash = name_hash(s, HASH_START);
		if (is_named(viewer, hash) || is_named(viewer, name_hash(
		    without_unit(s), HASH_START)))
			line->around |= AROUND_BIT(LISTED);
		for (size_t k = i + 1; k < viewer->lines->n && k < i + 3; k++) {
			const struct line *next = &viewer->lines->v[k];

			if (next->chars > ELEMENT_MAX ||
			    (next->cues & CUE_BIT(ATTACH)))
				break;
			hash = name_hash(next->text, hash);
			if (is_named(viewer, hash))
				line->around |= AROUND_BIT(LISTED_HEAD);
		}
	}
}

/* 　　年　　月　　日, and nothing else. */
static bool
is_blank_date(const struct line *line)
{
	char buffer[64];

	return (line->cues & CUE_BIT(KEY_FILL)) && str_eq(words_squeeze(
	    line->text, buffer, sizeof(buffer)), STR("年月日"));
}

/*
 * Under the last cells of a form stand 单位（盖章） and a date left blank,
 * parted by an empty line; what follows a table is farther off.  Returns the
 * line after them.
 */
static size_t
sign_cell(struct viewer *viewer, size_t from)
{
	struct line *lines = viewer->lines->v;
	size_t end = from;

	while (end < viewer->lines->n && end < from + 4 &&
	    lines[end].blanks <= 1 && !(lines[end].cues & (CUE_BIT(IS_TABLE) |
	    CUE_BIT(ATTACH) | CUE_BIT(LONG) | CUE_BIT(KEY_FORM_NOTE))))
		if (is_blank_date(&lines[end++])) {
			for (size_t i = from; i < end; i++) {
				lines[i].around |= AROUND_BIT(BETWEEN_CELLS);
				lines[i].cues &= ~CUE_BIT(KEY_FILL);
			}
			return end;
		}
	return from;
}

/*
 * A cell of several paragraphs with blank lines between looks as if its table
 * ended: short lines between two tables, when no blank line parts the last of
 * them from the cells that follow, or it is very short.
 */
static void
find_cells(struct viewer *viewer)
{
	size_t n = viewer->lines->n;

	for (size_t i = 1; i + 1 < n; i++) {
		struct line *lines = viewer->lines->v;
		size_t end = i;

		if (!(lines[i - 1].cues & CUE_BIT(IS_TABLE)) ||
		    lines[i - 1].known != NULL)
			continue;
		if (str_starts(lines[i - 1].text, STR("\t")) &&
		    (end = sign_cell(viewer, i)) > i) {
			i = end - 1;
			continue;
		}
		while (end < n && end < i + 6 && !(lines[end].cues &
		    (CUE_BIT(IS_TABLE) | CUE_BIT(ATTACH) |
		    CUE_BIT(KEY_FORM_NOTE) | CUE_BIT(KEY_FILL) |
		    CUE_BIT(LONG) | CUE_BIT(COLON))) &&
		    !(lines[end].around & (AROUND_BIT(LISTED) |
		    AROUND_BIT(LISTED_HEAD))))
			end++;
		if (end == i || end == n ||
		    !(lines[end].cues & CUE_BIT(IS_TABLE)) ||
		    (lines[end].blanks > 0 && (end > i + 1 ||
		    lines[i].chars > 6)))
			continue;
		for (; i < end; i++)
			lines[i].around |= AROUND_BIT(BETWEEN_CELLS);
	}
}

/* 联系人： with the persons on the lines below it. */
static void
find_contacts(struct viewer *viewer)
{
	struct line *lines = viewer->lines->v;

	for (size_t i = 0; i + 1 < viewer->lines->n; i++) {
		char buffer[64];
		struct str s;

		if (!(lines[i].cues & CUE_BIT(COLON)) || lines[i].chars > 16 ||
		    (!(lines[i + 1].cues & CUE_BIT(KEY_CONTACT)) &&
		    !(lines[i + 1].around & AROUND_BIT(OVER_CONTACT))))
			continue;
		s = words_squeeze(lines[i].text, buffer, sizeof(buffer));
		s.n -= str_ends(s, STR(":")) ? 1 : STR("：").n;
		if (words_contact_key(s) && !(lines[i].cues &
		    (CUE_BIT(ORDINAL) | CUE_BIT(LEAD_IN)))) {
			lines[i].cues |= CUE_BIT(KEY_CONTACT);
			lines[i].cues &= ~CUE_BIT(KEY_FILL);
		}
	}
}

/* Behind a colon nothing but names: 李　某、王某某. */
static bool
names_persons(struct str s)
{
	size_t at = words_colon(s), han = 0, names = 0;

	while (at < s.n) {
		uint32_t c = char_next(s, &at);

		if (c == U'、' || c == U'，' || c == ',')
			han = 0;
		else if (char_is_han(c) && (names += han == 0, ++han > 4))
			return false;
		else if (!char_is_han(c) && !char_is_space(c) && han > 0)
			return false;
	}
	return names > 0;
}

/* 负责部门：某中心 over 联系人：…: a short label that ends in who it is. */
static bool
names_unit(const struct line *line)
{
	size_t at = words_colon(line->text);
	struct str s = str_slice(line->text, 0, at);

	return at != SIZE_MAX && char_count(s) <= 6 && str_ends_one(s,
	    "单位|部门|处室") && line->chars <= OFFICE_MAX &&
	    !(line->cues & (CUE_BIT(STOP) | CUE_BIT(COLON) | CUE_BIT(ORDINAL) |
	    CUE_BIT(HAS_COMMA)));
}

/*
 * 某科：李某、王某 over 联系方式：…, right below a heading that says so; or the
 * unit that goes first.
 */
static void
find_persons(struct viewer *viewer)
{
	struct line *lines = viewer->lines->v;

	for (size_t i = 1; i + 1 < viewer->lines->n; i++)
		if ((lines[i + 1].cues & CUE_BIT(KEY_CONTACT)) &&
		    ((names_unit(&lines[i]) && lines[i + 1].blanks == 0) ||
		    ((lines[i - 1].cues & CUE_BIT(ORDINAL)) &&
		    str_has(lines[i - 1].text, STR("联系")) &&
		    (lines[i - 1].cues & CUE_BIT(SHORT)) &&
		    (lines[i].cues & CUE_BIT(COLON_IN)) &&
		    lines[i].chars <= OFFICE_MAX && !(lines[i].cues &
		    (CUE_BIT(STOP) | CUE_BIT(ORDINAL))) &&
		    names_persons(lines[i].text))))
			lines[i].around |= AROUND_BIT(OVER_CONTACT);
}

/*
 * 市科普中心 over 联系人：李某, in a block of such lines: the name of an office
 * belongs to it.
 */
static void
find_offices(struct viewer *viewer)
{
	for (size_t i = 1; i + 1 < viewer->lines->n; i++) {
		struct line *line = &viewer->lines->v[i];
		const struct line *next = line + 1, *above = line - 1;
		bool begins = line->blanks > 0 || (above->cues &
		    (CUE_BIT(KEY_CONTACT) | CUE_BIT(STOP) | CUE_BIT(COLON))) ||
		    ((above->cues & CUE_BIT(ORDINAL)) &&
		    str_has(above->text, STR("联系"))) ||
		    (above->around & AROUND_BIT(OVER_CONTACT));

		if ((next->cues & CUE_BIT(KEY_CONTACT)) && next->blanks == 0 &&
		    begins && line->chars <= OFFICE_MAX &&
		    !(next->cues & (CUE_BIT(ORDINAL) | CUE_BIT(BRACKETED))) &&
		    !(line->cues & (CUE_BIT(STOP) | CUE_BIT(COLON) |
		    CUE_BIT(HAS_COMMA) | CUE_BIT(ORDINAL) | CUE_BIT(GENRE) |
		    CUE_BIT(IS_DATE) | CUE_BIT(ATTACH) | CUE_BIT(IS_TABLE) |
		    CUE_BIT(BRACKETED) | CUE_BIT(DOC_NUMBER) |
		    CUE_BIT(KEY_CONTACT))) &&
		    words_office(line->text))
			line->around |= AROUND_BIT(OVER_CONTACT);
	}
}

/*
 * 附件下载：1.申报表.docx is a page's list of files, and no 附件说明: where the
 * document has one already, or the word says that they are to be fetched.
 */
static void
find_downloads(struct viewer *viewer)
{
	bool noted = false, dated = false;

	for (size_t i = 0; i < viewer->lines->n; i++) {
		struct line *line = &viewer->lines->v[i];
		bool list = (line->cues & CUE_BIT(ATTACH)) && dated &&
		    (words_download(line->text) ||
		    words_files(line->text) || (noted &&
		    (str_starts(line->text, STR("相关附件")) ||
		    (line->cues & CUE_BIT(DOWNLOAD)))));

		/* The name of a file under 附件2：…, which has its number. */
		list |= noted && line[-1].number > 0 && (line->cues &
		    CUE_BIT(DOWNLOAD)) && !(line->cues & (CUE_BIT(ATTACH) |
		    CUE_BIT(ORDINAL)));

		noted |= (line->cues & CUE_BIT(ATTACH)) && !dated;
		dated |= (line->cues & (CUE_BIT(IS_DATE) | CUE_BIT(DATED)));
		if (line->cues & (CUE_BIT(COLON) | CUE_BIT(GENRE)))
			dated = dated && line->chars < OFFICE_MAX;
		while (list) {
			line->around |= AROUND_BIT(DOWNLOADS);
			if (++i == viewer->lines->n)
				return;
			line = &viewer->lines->v[i];
			list = (line->cues & CUE_BIT(DOWNLOAD)) ||
			    ((line->cues & (CUE_BIT(ORDINAL) |
			    CUE_BIT(ATTACH_NUMBER))) && !(line->cues &
			    (CUE_BIT(STOP) | CUE_BIT(LONG) |
			    CUE_BIT(ATTACH_ALONE))) &&
			    !(line->blanks > 1 && line->number == 1));
			if (!list)
				i--;
		}
	}
}

/*
 * 题目：… further down is a line of the text, not the author's mark for the
 * title: that stands above everything but the head.
 */
static void
find_marks(struct viewer *viewer)
{
	bool text = false;

	EACH(struct line, line, *viewer->lines) {
		if (text && line->said == LABEL_TITLE + 1)
			line->said = line->key = 0;
		text |= (line->cues & (CUE_BIT(GENRE) | CUE_BIT(ADDRESSED) |
		    CUE_BIT(ORDINAL) | CUE_BIT(HAS_STOP) | CUE_BIT(LONG) |
		    CUE_BIT(ATTACH_ALONE))) || ((line->cues &
		    CUE_BIT(STOP)) && line->said == 0);
		if (line->cues & CUE_BIT(ATTACH_ALONE))
			text = false;
	}
}

/*
 * 出席, 列席, 请假 are elements when all that stands together with them is:
 * 缺席 or 记录 among them has no place of its own.
 */
static void
find_meetings(struct viewer *viewer)
{
	size_t end;

	for (size_t i = 0; i < viewer->lines->n; i = end) {
		struct line *lines = viewer->lines->v;
		bool all = true;

		end = i + 1;
		if (!(lines[i].cues & CUE_BIT(KEY_MEETING)))
			continue;
		for (; end < viewer->lines->n && ((lines[end].cues &
		    CUE_BIT(KEY_MEETING)) || words_meeting(lines[end].text));
		    end++)
			all &= (lines[end].cues & CUE_BIT(KEY_MEETING)) != 0;
		if (i > 0 && words_meeting(lines[i - 1].text))
			all = false;
		for (; i < end && all; i++) {
			char buffer[64];

			lines[i].said = (uint8_t)(key_at_head(words_squeeze(
			    lines[i].text, buffer, sizeof(buffer)))->label +
			    1);
		}
	}
}

/* An entry of a table of contents without dots and page numbers: its end. */
static size_t
entry_end(struct str s)
{
	size_t end = s.n;

	for (size_t at = end; at > 0; end = at) {
		uint32_t c = char_before(s, &at);

		if (!char_is_digit(c) && !char_is_space(c) &&
		    char_place(STR(".…·-⋯．()（）"), c) < 0)
			break;
	}
	return end;
}

static bool
same_entry(struct viewer *viewer, const struct line *a, const struct line *b)
{
	struct str s = text_squeeze(viewer->arena,
	    str_slice(a->text, 0, entry_end(a->text)));

	return s.n > 0 && str_eq(s, text_squeeze(viewer->arena,
	    str_slice(b->text, 0, entry_end(b->text))));
}

/* Does the line end in 目录, over lines of contents? */
static bool
heads_contents(const struct line *line)
{
	char buffer[ELEMENT_MAX * 3];
	struct str s;

	if (line->chars > ELEMENT_MAX || !(line->cues & CUE_BIT(OPEN)))
		return false;
	s = words_squeeze(line->text, buffer, sizeof(buffer));
	return str_ends(s, STR("目录")) || str_ends(s, STR("目次"));
}

/*
 * The lines below 目录, up to the one that is the first of them again, or up
 * to one that is none: they are long, or end a sentence.
 */
static void
find_contents(struct viewer *viewer)
{
	struct line *lines = viewer->lines->v;
	size_t n = viewer->lines->n, end;

	for (size_t i = 0; i + 2 < n; i = end) {
		end = i + 1;
		if (!heads_contents(&lines[i]))
			continue;
		while (end < n && lines[end].chars <= ENTRY_MAX &&
		    !(lines[end].cues & (CUE_BIT(STOP) | CUE_BIT(HAS_STOP) |
		    CUE_BIT(IS_TABLE) | CUE_BIT(IS_DATE) | CUE_BIT(COLON))) &&
		    (end == i + 1 || !same_entry(viewer, &lines[i + 1],
		    &lines[end])))
			end++;
		if (end < i + 3 || end == n || !(lines[end].chars <=
		    ENTRY_MAX && same_entry(viewer, &lines[i + 1],
		    &lines[end]))) {
			end = i + 1;
			continue;
		}
		for (size_t k = lines[i].chars <= 4 ? i : i + 1; k < end; k++)
			lines[k].around = AROUND_BIT(IN_CONTENTS) |
			    (lines[k].around & ~AROUND_BIT(ROSTER));
	}
}

static void
set_ordinal(struct line *line, enum ordinal_style style, unsigned number)
{
	line->cues |= CUE_BIT(ORDINAL);
	line->style = (uint8_t)style;
	line->number = (uint16_t)number;
}

/* Does 1.2 go on from 1.1, or 1.1.1 below it, or 1.1 from 1.? */
static bool
goes_on(const unsigned *last, size_t depth, const unsigned *parts, size_t n)
{
	if (n > depth + 1 || memcmp(last, parts, (n - 1) * sizeof(*parts)) != 0)
		return false;
	return parts[n - 1] == (n > depth ? 1 : last[n - 1] + 1);
}

/*
 * 1.1 and 1.2 under 1. are ordinals where they follow each other: 1.5万元 does
 * not.  1 总则 is one when 1.1 comes next, and 4 附则 behind 3.2.
 */
static void
find_decimals(struct viewer *viewer)
{
	struct line *lines = viewer->lines->v;
	unsigned last[ORDINAL_PARTS + 1] = { 0 }, parts[ORDINAL_PARTS];
	size_t depth = 0, n, bare = SIZE_MAX;
	bool decimals = false;

	for (size_t i = 0; i < viewer->lines->n; i++) {
		struct ordinal o = ordinal_decimal(str_slice(lines[i].text, 0,
		    80), parts, &n);

		if (lines[i].around & AROUND_BIT(IN_CONTENTS))
			continue;
		if (lines[i].style == ORDINAL_DIGIT) {
			last[0] = lines[i].number;
			depth = 1;
		} else if (o.style == ORDINAL_DIGIT) {
			if (decimals && o.number == last[0] + 1)
				set_ordinal(&lines[i], o.style, o.number);
			bare = i;
			last[0] = o.number;
			depth = 1;
		} else if (o.style != ORDINAL_NONE && goes_on(last, depth,
		    parts, n)) {
			if (n == 2 && parts[1] == 1 && bare != SIZE_MAX)
				set_ordinal(&lines[bare], ORDINAL_DIGIT,
				    parts[0]);
			set_ordinal(&lines[i], o.style, o.number);
			memcpy(last, parts, n * sizeof(*parts));
			depth = n;
			bare = SIZE_MAX;
			decimals = true;
		}
	}
}

/* 第12期 of a bulletin, and no 文号. */
static bool
is_issue(const struct line *line)
{
	return (line->cues & CUE_BIT(DOC_NUMBER)) &&
	    str_ends_one(line->text, "期|期）|期)");
}

/* 办公室 and below it 2026年4月9日. */
static bool
is_office_over_day(const struct line *line)
{
	return (line->cues & CUE_BIT(ORGAN)) && (line[1].cues &
	    CUE_BIT(IS_DATE));
}

/*
 * A letterhead that names no organ, over its number: 某市人民政府令 over 第8号,
 * the name of a bulletin over 第12期; 某市人民政府专题会议纪要 when there is a
 * title below, else it is the title itself.
 */
static bool
heads_number(const struct line *line, const struct line *end)
{
	const struct line *below = line + 2;

	if (is_issue(line + 1) && !(line->cues & CUE_BIT(GENRE)))
		return !(line->cues & (CUE_BIT(ORDINAL) | CUE_BIT(HAS_COMMA) |
		    CUE_BIT(ABOUT_IN) | CUE_BIT(LONG)));
	if (str_ends(line->text, STR("令")))
		return true;
	if (below < end && (below->cues & CUE_BIT(DATED)))
		below++;
	else if (below + 1 < end && is_office_over_day(below))
		below += 2;
	return below < end && (below->cues & CUE_BIT(GENRE)) &&
	    !(below->cues & (CUE_BIT(STOP) | CUE_BIT(COLON) | CUE_BIT(LONG)));
}

/* Heads of orders, minutes and bulletins: 办公室　2026年4月9日 under them. */
static void
find_heads(struct viewer *viewer)
{
	struct line *lines = viewer->lines->v;
	size_t n = viewer->lines->n;

	for (size_t i = 0; i + 2 < n; i++) {
		size_t k = i + 2;	/* under 第5期 and （总第12期） */

		if (!(lines[i].around & AROUND_BIT(TOP)) ||
		    (lines[i].cues & (CUE_BIT(ABOUT_IN) | CUE_BIT(STOP) |
		    CUE_BIT(COLON) | CUE_BIT(DOC_NUMBER))) ||
		    !(lines[i + 1].cues & CUE_BIT(DOC_NUMBER)) ||
		    !((lines[i].cues & CUE_BIT(GENRE)) ||
		    is_issue(&lines[i + 1])))
			continue;
		while (k + 1 < n && is_issue(&lines[k]))
			k++;
		if (lines[k].cues & CUE_BIT(DATED))
			lines[k].around |= AROUND_BIT(UNDER_NUMBER);
		if (k + 1 < n && is_office_over_day(&lines[k])) {
			lines[k].around |= AROUND_BIT(UNDER_NUMBER);
			lines[k + 1].around |= AROUND_BIT(UNDER_NUMBER);
		}
		if (heads_number(&lines[i], lines + n))
			lines[i].around |= AROUND_BIT(OVER_TITLE);
	}
}

/*
 * 6月18日 under a name is the date, though the year is left out, and so is
 * 2026年　月　日 where no other was found: forms have such lines.
 */
static void
find_days(struct viewer *viewer)
{
	struct line *lines = viewer->lines->v;
	bool dated = false;

	for (size_t i = 1; i < viewer->lines->n; i++) {
		dated |= (lines[i].cues & (CUE_BIT(IS_DATE) |
		    CUE_BIT(DATED))) != 0;
		dated &= !(lines[i].cues & CUE_BIT(ADDRESSED));	/* a page's */
		if (lines[i].chars <= DAY_MAX && ((lines[i - 1].cues &
		    CUE_BIT(ORGAN)) || str_ends(lines[i - 1].text,
		    STR("】"))) && !(lines[i].around & AROUND_BIT(TAB)) &&
		    words_day(lines[i].text) &&
		    !(dated && str_has(lines[i].text, STR("年"))))
			lines[i].cues |= CUE_BIT(IS_DATE);
	}
}

/*
 * A short line alone between the last sentence and the day is who signs,
 * whatever he is called: 某某集团, ……乡人民政府, [单位名称].
 */
static void
find_signers(struct viewer *viewer)
{
	struct line *lines = viewer->lines->v;
	const uint64_t none = CUE_BIT(STOP) | CUE_BIT(COLON) |
	    CUE_BIT(COLON_IN) | CUE_BIT(HAS_COMMA) | CUE_BIT(HAS_STOP) |
	    CUE_BIT(ORDINAL) | CUE_BIT(ATTACH) | CUE_BIT(IS_DATE) |
	    CUE_BIT(GENRE) | CUE_BIT(PAPER) | CUE_BIT(KEY_CONTACT) |
	    CUE_BIT(BRACKETED) | CUE_BIT(IS_TABLE) | CUE_BIT(IS_RULE) |
	    CUE_BIT(DOWNLOAD) | CUE_BIT(KEY_FILL) | CUE_BIT(CLOSING);

	for (size_t i = 1; i + 1 < viewer->lines->n; i++)
		if ((lines[i].cues & CUE_BIT(SHORT)) &&
		    !(lines[i].cues & none) && lines[i].said == 0 &&
		    lines[i].certain == 0 && !(lines[i].around &
		    (AROUND_BIT(TAB) | AROUND_BIT(TOP))) &&
		    (lines[i - 1].cues & (CUE_BIT(STOP) |
		    CUE_BIT(CLOSING))) && ((lines[i + 1].cues &
		    CUE_BIT(IS_DATE)) || words_day(lines[i + 1].text))) {
			lines[i].around |= AROUND_BIT(OVER_DAY);
			lines[i + 1].cues |= CUE_BIT(IS_DATE);
		}
}

/*
 * A few words a line at the very end, behind the day, and nothing below: they
 * are the buttons of a page, and no title of a paper that is not named above.
 */
static void
find_last_words(struct viewer *viewer)
{
	struct line *lines = viewer->lines->v;
	size_t n = viewer->lines->n, i = n;

	while (i > 0 && i + LAST_WORDS > n && lines[i - 1].chars <=
	    LAST_CHARS && title_may(&lines[i - 1]) && !(lines[i - 1].cues &
	    (CUE_BIT(ABOUT_IN) | CUE_BIT(PAPER))) && !(lines[i - 1].around &
	    (AROUND_BIT(LISTED) | AROUND_BIT(TAB))))
		i--;
	if (i > 0 && (lines[i - 1].cues & (CUE_BIT(IS_DATE) |
	    CUE_BIT(DATED))))
		for (; i < n; i++)
			lines[i].around |= AROUND_BIT(LAST_WORDS);
}

/* 公开方式：主动公开 公开时限：长期, a row of the table of a page? */
static bool
has_two_keys(struct str s)
{
	size_t at = 0, keys = 0;

	while (at < s.n)
		if (key_colon(s, &at))
			keys++;
		else
			(void)char_next(s, &at);
	return keys > 1;
}

/* 公开方式：主动公开 above the head is of the colophon all the same. */
static void
find_disclosure(struct viewer *viewer)
{
	struct line *lines = viewer->lines->v;

	for (size_t i = 0; i + 1 < viewer->lines->n && (lines[i].around &
	    AROUND_BIT(TOP)) && !(lines[i].cues & CUE_BIT(GENRE)); i++)
		if (lines[i].cues & CUE_BIT(KEY_DISCLOSURE))
			lines[i].said = (has_two_keys(lines[i].text) ?
			    LABEL_PROPERTY : LABEL_DISCLOSURE) + 1;
}

/* --- the interface ---------------------------------------------------- */

void
lines_around(struct arena *arena, struct lines *lines)
{
	struct viewer viewer = { .arena = arena, .lines = lines };

	find_days(&viewer);
	find_signers(&viewer);
	collect_titles(&viewer);
	collect_notes(&viewer);
	find_named(&viewer);
	find_addressed(&viewer);
	find_rosters(&viewer);
	find_names(&viewer);
	find_broken_names(&viewer);
	find_late_mark(&viewer);
	find_broken_note(&viewer);
	find_bracketed(&viewer);
	find_cells(&viewer);
	find_persons(&viewer);
	find_offices(&viewer);
	find_contacts(&viewer);
	find_downloads(&viewer);
	find_marks(&viewer);
	find_meetings(&viewer);
	find_contents(&viewer);
	find_decimals(&viewer);
	find_heads(&viewer);
	find_disclosure(&viewer);
	find_last_words(&viewer);
	web_around(arena, lines);
}
