/*
 * What is seen on a line by itself: how it begins and ends, its ordinal, the
 * key at its head, words that only an organ, a number, a title or a date has.
 * In: the text of a line; out: its cues, a row each in label.def.  words.c
 * tells the words, key.c the keys.  Read it from line_look.
 */
#include "reader.h"

#include "../text/chars.h"
#include "../text/date.h"
#include "heading.h"

/* Characters of a title in one line. */
#define TITLE_MAX	150
/* Characters of a line that are looked at; marks are at its ends. */
#define LOOK_MAX	120
/* Bytes of the longest line that names recipients. */
#define ADDRESSED_BYTES	(ELEMENT_MAX * 9)
#define SHORT_MAX	26
#define MIDDLE_MAX	60
/* An ordinal beyond this is a year or a quantity. */
#define ORDINAL_MAX	999

_Static_assert(CUE_OWN_COUNT <= 64 && CUE_COUNT <= 128,
    "a set of cues is 64 bits");

/* Characters of the label of a line with its colon: 检查时间：. */
#define LABEL_CHARS	7

bool
line_has_label(const struct line *line)
{
	size_t n = line->cues & CUE_BIT(COLON_IN) ? heading_lead(line->text) :
	    0;

	return n > 0 && char_count(str_slice(line->text, 0, n)) <=
	    LABEL_CHARS;
}

bool
sentence_ends(struct str s)
{
	size_t at = s.n;
	uint32_t c = char_before(s, &at);

	if (c == U'”' || c == U'）' || c == ')' || c == U'》')
		c = char_before(s, &at);
	if (c == '.')
		return char_is_han(char_before(s, &at));
	return char_place(STR("。！？；;：:…"), c) >= 0;
}

static bool
is_rule(struct str s)
{
	size_t at = 0, n = 0;

	if (str_eq(s, STR("★")) || str_eq(s, STR("☆")))	/* in the red one */
		return true;
	while (at < s.n) {
		uint32_t c = char_next(s, &at);

		if (char_is_space(c))
			continue;
		if (char_place(STR("-_=*—─━═＿－―￣~"), c) < 0)
			return false;
		n++;
	}
	return n >= 3;
}

/* The shape of a line, from one pass over its beginning. */
struct shape {
	uint32_t first, last;
	unsigned singles, groups;	/* parted by blanks; of one character */
	unsigned gaps;			/* of two blanks or more */
	unsigned commas, stops, keys;	/* keys: colons with blanks behind */
	unsigned colons;		/* inside */
	bool year;
};

static struct shape
find_shape(struct str s)
{
	struct shape shape = { 0 };
	size_t at = 0, end = s.n, looked = 0, group = 0;
	unsigned blanks = 0;

	shape.first = char_at(s, 0);
	shape.last = char_before(s, &end);
	while (at < s.n && looked++ < LOOK_MAX) {
		uint32_t c = char_next(s, &at);

		if (char_is_space(c)) {
			blanks += c == 0x3000 || c == '\t' ? 2 : 1;
			continue;
		}
		if (blanks > 0) {
			shape.groups++;
			shape.singles += group == 1;
			shape.gaps += blanks >= 2;
			group = blanks = 0;
		}
		group += char_is_han(c) || c < 0x80 ? 1 : 2;
		shape.commas += c == U'，' || c == ',';
		shape.stops += c == U'。' && at < s.n;
		shape.year |= c == U'年';
		if (c == ':' || c == U'：')
			shape.colons += at < s.n;
		if (c == ':' || c == U'：')
			shape.keys += words_skip(s, at) > at + 1 || at == s.n;
	}
	shape.groups++;
	shape.singles += group == 1;
	return shape;
}

static uint64_t
shape_cues(const struct shape *shape, const struct line *line)
{
	uint64_t cues = 0;

	cues |= line->chars <= SHORT_MAX ? CUE_BIT(SHORT) :
	    line->chars <= MIDDLE_MAX ? CUE_BIT(MIDDLE) : CUE_BIT(LONG);
	switch (shape->last) {
	case U'。': case U'！': case U'？': case U'；': case ';':
	case '!': case '?':
		cues |= CUE_BIT(STOP);
		break;
	case ':': case U'：': case U'﹕':
		cues |= CUE_BIT(COLON);
		break;
	case U'，': case ',': case U'、':
		break;
	default:
		cues |= CUE_BIT(OPEN);
	}
	if (shape->stops > 0)
		cues |= CUE_BIT(HAS_STOP);
	if (shape->commas > 0)
		cues |= CUE_BIT(HAS_COMMA);
	if (shape->colons > 0)
		cues |= CUE_BIT(COLON_IN);
	if (shape->gaps > 0)
		cues |= CUE_BIT(COLUMNS);
	if (shape->groups >= 3 && shape->singles * 5 >= shape->groups * 3)
		cues |= CUE_BIT(SPACED);
	if ((shape->first == '(' || shape->first == U'（') &&
	    (shape->last == ')' || shape->last == U'）'))
		cues |= CUE_BIT(BRACKETED);
	return cues;
}

/* Names of organs, parted by blanks or 、; how many, 0 if not all are. */
static unsigned
count_organs(struct str s, bool spaced)
{
	char buffer[256];
	unsigned n = 0;
	size_t from = 0, at = 0;

	if (s.n > sizeof(buffer))
		return 0;
	if (spaced || words_organ(s))
		return words_organ(words_squeeze(s, buffer, sizeof(buffer)));
	while (at <= s.n) {
		size_t here = at;
		uint32_t c = char_next(s, &at);

		if (c != 0 && c != U'、' && !char_is_space(c))
			continue;
		if (here == s.n && from == 0)
			return 0;	/* it is none: that was asked */
		if (here > from && !words_organ(str_slice(s, from, here)))
			return 0;
		n += here > from;
		from = at;
		if (c == 0)
			break;
	}
	return n;
}

/* 10时, 下午18时30分, of telegrams. */
static bool
is_hour(struct str s)
{
	size_t length, at;

	if (str_starts_one(s, "上午|下午|晚上"))
		s = str_from(s, STR("上午").n);
	if (number_prefix(s, &length) > 24)
		return false;
	s = str_from(s, length);
	if (length == 0 || !str_starts(s, STR("时")))
		return false;
	s = str_from(s, STR("时").n);
	if (s.n == 0)
		return true;
	at = number_prefix(s, &length) < 60 ? length : 0;
	return at > 0 && str_eq(str_from(s, at), STR("分"));
}

uint64_t
date_cues(struct str s)
{
	struct date date;
	size_t from, to;
	struct str before, after;

	if (!date_find(s, &from, &to, &date))
		return str_ends_one(s, "印发|翻印") &&
		    words_open_day(s, &from, &to) ? CUE_BIT(PRINTED) : 0;
	before = words_trim(str_slice(s, 0, from));
	if (str_ends(before, STR("室编")))	/* of a bulletin */
		before.n -= STR("编").n;
	after = words_trim(str_from(s, to));
	if (str_starts_one(after, "印|翻印|制发") && !str_starts_one(after,
	    "印发的|制发的") && !str_is_one(before, "（|("))
		return CUE_BIT(PRINTED);
	if (date.day == 0 && str_eq(after, STR("日")))
		after.n = 0;		/* 2026年6月　日, to be filled in */
	if (date.day > 0)
		after = words_trim(str_from(after, words_weekday(after)));
	if (date.day > 0 && (is_hour(after) || str_is_one(after, ".|。")))
		after.n = 0;
	if (before.n == 0 && after.n == 0)
		return CUE_BIT(IS_DATE);
	if (str_is_one(before, "（|(") && str_is_one(after, "）|)"))
		return CUE_BIT(IS_DATE);
	if (after.n == 0 && before.n > 0 && count_organs(before, false) > 0)
		return CUE_BIT(DATED);
	return 0;
}

/* Digits and nothing else, as many as N. */
static bool
is_digits(struct str s, size_t n)
{
	size_t at = 0, count = 0;

	while (at < s.n)
		if (count++, !char_is_digit(char_next(s, &at)))
			return false;
	return count == n;
}

static uint64_t
head_cues(struct str squeezed)
{
	const size_t length = STR("特急").n;
	bool secret = words_secrecy_mark(squeezed);
	struct str word = str_ends(squeezed, STR("明电")) ?
	    str_slice(squeezed, 0, length) : squeezed;
	uint64_t cues = secret ? CUE_BIT(KEY_SECRECY) : 0;

	if (is_digits(squeezed, 6) || (str_starts_one(squeezed,
	    "№|No.|NO.") && squeezed.n < 16))
		cues |= CUE_BIT(KEY_COPY_NUMBER);
	/* 特急 by itself, behind 机密★1年, before 明电. */
	if (secret && squeezed.n > length)
		word = str_from(squeezed, squeezed.n - length);
	if (words_urgency(word) != URGENCY_NONE)
		cues |= CUE_BIT(KEY_URGENCY);
	if (words_handling(squeezed))
		cues |= CUE_BIT(KEY_HANDLING);
	return cues;
}

/* Blanks to fill in: 填报单位：　　填报时间：　年　月　日. */
static uint64_t
fill_cues(const struct shape *shape, struct str s, struct str squeezed)
{
	bool dates = str_has(squeezed, STR("年月日"));

	if (str_has_one(s, "____|＿＿") || dates || shape->keys >= 2)
		return CUE_BIT(KEY_FILL);
	if (shape->keys == 1 && squeezed.n > 0 && (shape->last == ':' ||
	    shape->last == U'：') && str_has_one(squeezed,
	    "填|编号|单位|姓名|盖章|日期|签字"))
		return CUE_BIT(KEY_FILL);
	if (str_starts(squeezed, STR("单位：")) && squeezed.n < 30)
		return CUE_BIT(KEY_FILL);
	return 0;
}

static uint64_t
copies_cues(struct str squeezed)
{
	size_t at = str_find(squeezed, STR("共印"), 0), length;

	if (at == SIZE_MAX)
		at = str_find(squeezed, STR("印数"), 0);
	if (at == SIZE_MAX || squeezed.n > 60)
		return 0;
	at += STR("共印").n;
	if (str_at(squeezed, at, STR("：")))
		at += STR("：").n;
	return number_prefix(str_from(squeezed, at), &length) > 0 ?
	    CUE_BIT(KEY_COPIES) : 0;
}

/* What its words say of a line short enough to be an element. */
static uint64_t
word_cues(const struct line *line, const struct shape *shape,
    struct str squeezed, uint64_t shown)
{
	struct str s = line->text;
	struct str body = squeezed;
	bool spaced = (shown & CUE_BIT(SPACED)) != 0;
	uint64_t cues = 0;
	size_t n;

	if (shape->year || char_is_digit(shape->last) || shape->last == '.')
		cues |= date_cues(s);
	if (shown & CUE_BIT(COLON)) {
		size_t end = body.n;

		char_before(body, &end);
		body.n = end;
		if (words_label(body))
			cues |= CUE_BIT(KEY_FILL);
		else if (words_addressed(body) || words_placeholder(body))
			cues |= CUE_BIT(ADDRESSED);
	}
	n = words_doc_number(squeezed);
	if (n > 0 && (n == squeezed.n || str_at(squeezed, n, STR("签发")) ||
	    str_at(squeezed, n, STR("签批"))))
		cues |= CUE_BIT(DOC_NUMBER);
	n = count_organs(s, spaced);
	cues |= n > 1 ? CUE_BIT(ORGANS) | CUE_BIT(ORGAN) :
	    n == 1 ? CUE_BIT(ORGAN) : 0;
	if (n == 0 && line->chars <= 24 && words_person(s))
		cues |= CUE_BIT(PERSON);
	if (words_letterhead(squeezed) && !(shown & CUE_BIT(KEY_URGENCY)))
		cues |= CUE_BIT(FILE_WORD);
	if (str_starts(squeezed, STR("关于")))
		cues |= CUE_BIT(ABOUT);
	if (words_about(squeezed))
		cues |= CUE_BIT(ABOUT_IN);
	if (words_genre(squeezed))
		cues |= CUE_BIT(GENRE);
	else if (words_paper(squeezed))
		cues |= CUE_BIT(PAPER);
	if (str_has(squeezed, STR("代章")) && line->chars <= 30)
		cues |= CUE_BIT(KEY_ACTING);
	if ((shown & CUE_BIT(BRACKETED)) && words_annex(squeezed))
		cues |= CUE_BIT(ANNEX);
	if (((shown & CUE_BIT(BRACKETED)) || str_starts(squeezed,
	    STR("此件"))) && words_remark(squeezed))
		cues |= CUE_BIT(KEY_REMARK);
	if (!(cues & CUE_BIT(ADDRESSED)))
		cues |= fill_cues(shape, s, squeezed);
	return cues | head_cues(squeezed) | copies_cues(squeezed);
}

static uint64_t
attach_cues(struct line *line)
{
	struct attach a = words_attach(line->text);
	struct str rest = str_from(line->text, a.length);
	uint64_t cues = CUE_BIT(ATTACH);

	if (a.length == 0 || (str_starts_one(rest, "详见|请见|见") &&
	    str_has_one(rest, "网|链接|http|公众号|群")))
		return 0;
	line->key = (uint8_t)(a.length < UINT8_MAX ? a.length : 0);
	line->number = (uint16_t)a.number;
	if (rest.n == 0)
		cues |= CUE_BIT(ATTACH_ALONE);
	if (a.number > 0)
		cues |= CUE_BIT(ATTACH_NUMBER);
	if (a.colon)
		cues |= CUE_BIT(ATTACH_COLON);
	if (rest.n > 0 && (a.dot || (ordinal_parse(str_slice(rest, 0,
	    60)).style == ORDINAL_DIGIT || (a.colon && a.number == 0 &&
	    words_attach(rest).number > 0))))
		cues |= CUE_BIT(ATTACH_LIST);
	return cues;
}

static void
key_cues(struct line *line, struct str squeezed)
{
	bool bracket = str_starts(squeezed, STR("【"));
	size_t at = 0, left;
	const struct key *key = key_at_head(str_from(squeezed, bracket ?
	    STR("【").n : 0));

	if (key == NULL)
		key = key_parted(line->text);
	if (key == NULL)
		return;
	line->cues |= UINT64_C(1) << key->cue;
	if (key->label == LABEL_COUNT)
		return;
	/* The key's bytes in the text, which may have blanks in it. */
	left = key->n + (bracket ? STR("【").n : 0);
	while (left > 0 && at < line->text.n) {
		size_t from = at;
		uint32_t c = char_next(line->text, &at);

		if (!char_is_space(c))
			left -= at - from < left ? at - from : left;
	}
	at = words_skip(line->text, at);
	if (key_colon(line->text, &at))
		at = words_skip(line->text, at);
	/* 等级： of a telegram, and nothing else of that name. */
	if (str_eq(str_of(key->word), STR("等级")) && !(head_cues(
	    str_from(squeezed, squeezed.n - (line->text.n - at))) &
	    CUE_BIT(KEY_URGENCY)))
		return;
	/* 编号： of a form says nothing of the document. */
	if (key->label == LABEL_NUMBER && str_is_one(str_of(key->word),
	    "编号|文件编号|公文编号|文件号") &&
	    words_doc_number(str_from(line->text, at)) == 0)
		return;
	if (at < UINT8_MAX && at < line->text.n &&
	    key->label != LABEL_PROPERTY)
		line->key = (uint8_t)at;
	if (key->label == LABEL_PROPERTY)
		line->said = LABEL_PROPERTY + 1;
	if (key->cue == CUE_ANY && line->key > 0 && line->certain == 0)
		line->said = (uint8_t)(key->label + 1);
}

/* 某局关于做好…的通知。 is a title with a mark that none has. */
static bool
is_stopped_title(struct str s)
{
	size_t at = s.n;
	uint32_t c = char_before(s, &at);

	s = str_slice(s, 0, at);
	return (c == U'。' || c == U'！' || c == '!') && words_genre(s) &&
	    title_begins(s) && !str_has_one(s, "。|，");
}

/* Without what the last name ends in: 省直属组织 is no verb. */
static struct str
before_name(struct str s)
{
	size_t at = s.n;

	char_before(s, &at);
	s.n = at;
	if (str_ends(s, STR("组织")))
		s.n -= STR("组织").n;
	return s;
}

void
line_look(struct line *line)
{
	char buffer[ADDRESSED_BYTES];
	struct shape shape;
	struct str squeezed;
	struct ordinal ordinal;
	unsigned parts[ORDINAL_PARTS];
	size_t chars, n;

	line->cues = CUE_BIT(ANY);
	chars = line->text.n > 3 * UINT16_MAX ? UINT16_MAX :
	    char_count(line->text);
	line->chars = (uint16_t)(chars < UINT16_MAX ? chars : UINT16_MAX);
	shape = find_shape(line->text);
	line->cues |= shape_cues(&shape, line);
	ordinal = ordinal_parse(str_slice(line->text, 0, 80));
	if (ordinal.style == ORDINAL_NONE && line->depth > 1)
		ordinal = ordinal_decimal(str_slice(line->text, 0, 80), parts,
		    &n);
	if (ordinal.style != ORDINAL_NONE && ordinal.length < line->text.n &&
	    ordinal.number <= ORDINAL_MAX && line->certain != LABEL_BODY + 1 &&
	    (line->runs.n < 2 || words_trim(str_slice(line->text, 0,
	    ordinal.length)).n <= line->runs.v->text.n)) {
		line->cues |= CUE_BIT(ORDINAL);
		line->style = (uint8_t)ordinal.style;
		line->number = (uint16_t)ordinal.number;
	}
	squeezed = words_squeeze(line->text, buffer, sizeof(buffer));
	key_cues(line, squeezed);
	line->cues |= attach_cues(line);
	if (line->chars <= ELEMENT_MAX || (line->cues & CUE_BIT(COLON)) ||
	    (line->chars <= TITLE_MAX && (line->cues & CUE_BIT(OPEN)) &&
	    !(line->cues & CUE_BIT(HAS_STOP))))
		line->cues |= word_cues(line, &shape, squeezed, line->cues);
	if ((line->cues & (CUE_BIT(COLON) | CUE_BIT(SHORT) |
	    CUE_BIT(MIDDLE))) && words_lead_in(squeezed))
		line->cues |= CUE_BIT(LEAD_IN);
	if ((line->cues & (CUE_BIT(HAS_COMMA) | CUE_BIT(STOP) |
	    CUE_BIT(HAS_STOP))) && (((line->cues & CUE_BIT(LONG)) &&
	    !(line->cues & CUE_BIT(ADDRESSED))) || words_sentence(
	    line->cues & CUE_BIT(ADDRESSED) ? before_name(squeezed) :
	    squeezed)))
		line->cues |= CUE_BIT(SENTENCE);
	if ((line->cues & CUE_BIT(SHORT)) && words_closing(squeezed))
		line->cues |= CUE_BIT(CLOSING);
	if ((line->cues & CUE_BIT(STOP)) && (line->cues & CUE_BIT(ABOUT_IN)) &&
	    is_stopped_title(squeezed)) {
		line->cues &= ~CUE_BIT(STOP);
		line->cues |= CUE_BIT(GENRE);
	}
	line->cues |= web_bar(line->text);
	if (!(line->cues & CUE_BIT(DOC_NUMBER)) && words_enacted(line->text))
		line->cues |= CUE_BIT(ENACTED);
	if (!(line->cues & CUE_BIT(STOP)) && words_file(line->text)) {
		line->cues |= CUE_BIT(DOWNLOAD);
		line->cues &= ~CUE_BIT(GENRE);
	}
	if (row_is_page_number(line->text))
		line->cues |= CUE_BIT(IS_PAGE_NUMBER);
	else if (is_rule(line->text))
		line->cues |= CUE_BIT(IS_RULE);
}
