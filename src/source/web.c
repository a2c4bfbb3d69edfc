/*
 * What stands around a document where it was copied from: a web page, a mail.
 * In go lines with what is seen on them; out come those that are no part of
 * the document.
 *
 * Text copied off a government web page begins with the page's own table:
 *
 *	索引号：000014349/2026-00033
 *	发文机关：某某县人民政府办公室
 *	标　题：某某县人民政府办公室关于…的通知
 *	有效性：有效
 *
 * It is about the document and no part of it; but a title or a number that
 * stands nowhere else is taken from it.  A mail begins with its head (发件人：…
 * 收件人：…), and somebody may have written a word or two above what he passes
 * on.  What stands over the title is asked in head.c.
 */
#include <string.h>

#include "../text/chars.h"
#include "../text/date.h"
#include "line.h"

#define START_MAX	6	/* it begins among the first lines */
#define LINES_MAX	40	/* and is no longer than this */
#define VALUE_MAX	2	/* lines a value may take below its key */
#define KEYS_MIN	3	/* fewer are an author's marks */
#define KEY_BYTES	48
#define BAR_MAX		160	/* characters of a bar of a page */
#define CHROME_MAX	40	/* of a button, a path, a single key */
#define KEY_MAX		24	/* of a key that documents have as well */
#define PATH_STEPS	2	/* in the way to a page */
#define LINKS_MAX	8	/* characters over links to other pages */
#define CREDITS_MAX	20	/* lines at the end that say who made a page */

#define SUMMARY_BYTES	30	/* of the first words of a text */
#define TWICE_WITHIN	10	/* lines of the head of a page */
#define MAIL_KEYS	3	/* of a mail's head; fewer are something else */
#define COVER_LINES	10	/* with what somebody writes above it */
#define COVER_CHARS	100	/* of each of them */
#define TOP_LINES	14	/* after it that are near the top */

/* What label.def says of the words of a page. */
enum bar { OWN, SHARED, CREDIT, CHROME, MENU, SENDER, MAIL };

struct bar_word {
	const char *word;
	enum bar bar;
};

static const struct bar_word bars[] = {
#define BAR(word, bar)	{ word, bar },
#include "label.def"
};

#define BARS	COUNT_OF(bars)

/* What tells the first characters of its words apart, eight looked at once. */
static const uint16_t bar_heads[(BARS + 7) / 8 * 8] = {
#define HEAD_OF(word)	(uint16_t)((uint8_t)word[1] << 8 | (uint8_t)word[2])
#define BAR(word, bar)	HEAD_OF(word),
#include "label.def"
};

/* What a site says. */
static const char sites[] =
#define SITE(words)	words
#include "label.def"
    ;

/* Does S begin as one of the words does?  Hardly a text does. */
static inline bool
may_begin(struct str s)
{
	uint16_t head = s.n > 2 ? HEAD_OF(s.p) : 0;
	unsigned found = 0;

	for (size_t i = 0; i < COUNT_OF(bar_heads); i++)
		found |= bar_heads[i] == head;
	return found != 0;
}

/* The key of a line, squeezed; the rest goes to VALUE.  Empty: none. */
static struct str
key_of(const struct line *line, char *buffer, struct str *value)
{
	struct str s = line->text;

	for (size_t at = 0; at < s.n && at < KEY_BYTES;) {
		size_t from = at;
		uint32_t c = char_next(s, &at);

		if (c != ':' && c != U'：')
			continue;
		*value = words_trim(str_from(s, at));
		return words_squeeze(str_slice(s, 0, from), buffer, KEY_BYTES);
	}
	return STR_NONE;
}

/* The last byte of the first character tells most words apart. */
static bool
may_start(struct str s, const char *word)
{
	return s.n > 2 && s.p[2] == word[2] && s.p[1] == word[1] &&
	    s.p[0] == word[0];
}

/* Where WORD ends in S, which may have blanks inside it: 索 引 号; 0: it is not
 * there. */
static size_t
word_end(struct str s, const char *word)
{
	size_t at = 0;

	for (; *word != '\0' && at < s.n; at++)
		if (s.p[at] == *word)
			word++;
		else if (((unsigned char)*word & 0xc0) == 0x80)
			return 0;	/* in the middle of a character */
		else if (words_skip(s, at) == at)
			return 0;
		else
			at = words_skip(s, at) - 1;
	return *word == '\0' ? at : 0;
}

/* How the key of a page stands in a line. */
enum form { NO_KEY, GLUED, PARTED, COLONED };

/* A key of a page, with its value up to the end of the line. */
struct keyed {
	enum form form;
	size_t bar;		/* its row */
	size_t end;		/* where the value begins, in the text */
};

/* The key that stands in S at AT, with a colon, a blank or a bar behind it. */
static struct keyed
keyed_at(struct str s, size_t at)
{
	struct str rest = str_from(s, at);
	struct keyed best = { NO_KEY, BARS, 0 };
	bool marked = false;

	if (str_starts(rest, STR("【")) && str_has(str_slice(rest, 0,
	    KEY_BYTES), STR("】"))) {	/* 【时效性】现行有效 */
		at += STR("【").n;
		rest = str_from(s, at);
		marked = true;
	}
	if (rest.n == 0 || !char_is_han(char_at(rest, 0)) || !may_begin(rest))
		return best;
	for (size_t i = 0; i < BARS; i++) {
		size_t end, next;
		enum form form = GLUED;
		uint32_t c;

		if (bars[i].bar > CREDIT || !may_start(rest, bars[i].word) ||
		    (end = word_end(rest, bars[i].word)) == 0)
			continue;
		next = words_skip(rest, end);
		c = char_next(rest, &next);
		if (c == ']' || c == U'】') {
			size_t colon = next = words_skip(rest, next);

			c = char_next(rest, &colon);
			if (marked && c != ':' && c != U'：')
				c = ':';
			else
				next = colon;
		}
		if (c == ':' || c == U'：' || c == U'﹕')
			form = COLONED;
		else if (c == 0 || c == '|' || words_skip(rest, end) > end)
			form = PARTED;
		if (form != COLONED)
			next = end;
		if (form > best.form || (form == best.form &&
		    at + next > best.end))
			best = (struct keyed){ form, i, at + next };
	}
	return best;
}

/* May a key begin behind C? */
static bool
parts_keys(uint32_t c)
{
	return char_is_space(c) || char_place(STR("|[【;；•·●■"), c) >= 0;
}

/* All that a line or a table says, not only its last row. */
static struct str
all_text(const struct lines *lines, const struct line *line)
{
	const struct run *first = line->runs.v, *last;

	if (line->kind != LINE_ROWS || line->runs.n == 0)
		return line->text;
	last = &line->runs.v[line->runs.n - 1];
	return str_slice(lines->text, first->pos.offset, (size_t)
	    last->pos.offset + last->text.n);
}

/*
 * The keys of a page in a line that begins with one, or in a table; *OWN of
 * them only a page has.  FIRST is the first of them.
 */
static size_t
count_keys(const struct lines *lines, const struct line *line, size_t *own,
    struct keyed *first)
{
	struct str s = all_text(lines, line);
	bool table = (line->cues & CUE_BIT(IS_TABLE)) ||
	    line->kind == LINE_ROWS, begins = true;
	size_t n = 0;

	*first = (struct keyed){ NO_KEY, BARS, 0 };
	if (s.n > BAR_MAX * (table ? LINES_MAX : 4) || (!table &&
	    (line->cues & CUE_BIT(HAS_STOP)) && line->chars > BAR_MAX))
		return 0;
	for (size_t at = 0; at < s.n;) {
		struct keyed key = begins ? keyed_at(s, at) :
		    (struct keyed){ NO_KEY, BARS, 0 };

		if (key.form > GLUED || (key.form == GLUED && at == 0 &&
		    line->chars <= KEY_MAX && !(line->cues & (CUE_BIT(GENRE) |
		    CUE_BIT(STOP) | CUE_BIT(COLON) | CUE_BIT(COLON_IN))))) {
			*first = n++ == 0 ? key : *first;
			*own += bars[key.bar].bar == OWN;
			at = key.end;
			begins = true;
		} else {
			begins = parts_keys(char_next(s, &at));
			if (!begins && n == 0 && !table)
				return 0;
		}
	}
	return n;
}

/* What only a document has, and no bar of a page beside it. */
static bool
has_cue_of_text(const struct line *line, uint64_t cues)
{
	return line->said == 0 && (line->cues & cues) &&
	    !(line->cues & (CUE_BIT(WEB_BAR) | CUE_BIT(WEB_KEY)));
}

/* 各位老师： 大家好！ as people write to each other. */
static bool
is_greeting(const struct line *line)
{
	return str_has_one(line->text, line->chars < KEY_MAX ?
	    "各位|大家|您好|你好" : "各位");
}

/* @所有人, 各位老师，通知如下：, 【转发】, 王某 09:12 over a text in a chat. */
static bool
is_call(const struct line *line)
{
	uint32_t c = char_at(line->text, 0);

	return line->chars <= COVER_CHARS && (c == '@' || c == U'＠' ||
	    str_has_one(line->text, "@所有人|请看下面|见下面的") ||
	    str_is_one(line->text, "【转发】|[转发]|转发：|转发") ||
	    ((line->cues & CUE_BIT(SHORT)) && line->chars < KEY_MAX &&
	    text_has_clock(line->text)) ||
	    (is_greeting(line) && str_has(line->text, STR("如下"))));
}

/*
 * Does one person speak to another?  A notice may end with 请报送草稿 and with
 * 请告诉我们, but not with 请告诉我 or 供您参考.
 */
static bool
is_personal(struct str s)
{
	size_t at = 0;

	if (str_has(s, STR("您")))
		return true;
	while (at < s.n) {
		uint32_t c = char_next(s, &at);

		if ((c == U'我' || c == U'你') && (at == s.n || !str_has(
		    STR("们市县省区州旗乡镇村局厅委办院校处科会国方司单位站"),
		    str_slice(s, at, at + 3))))
			return true;
	}
	return false;
}

/* 以上内容由AI生成，仅供参考; not 以上行程仅供参考 of the office itself. */
static bool
is_made(struct str s)
{
	return str_starts(s, STR("以上")) &&
	    str_has_one(s, "AI|人工智能|大模型|草稿|示例文本");
}

/* What somebody who sends a text says of it: 好的，以下是…的草稿： */
static bool
is_remark_on(const struct line *line)
{
	return line->chars <= COVER_CHARS && !(line->cues & CUE_BIT(ORDINAL)) &&
	    words_draft(line->text);
}

/* 没问题！以下为通知正文：, 已经帮我改好了： over a text. */
static bool
is_answer(const struct line *line)
{
	return line->chars <= COVER_CHARS && (line->cues & CUE_BIT(COLON)) &&
	    !(line->cues & (CUE_BIT(ORDINAL) | CUE_BIT(ABOUT_IN))) &&
	    (is_personal(line->text) || str_starts_one(line->text,
	    "好的|当然|没问题|收到|以下是|以下为|下面是"));
}

/* Where the text of a document begins; a page's table stands over it. */
static size_t
text_begin(const struct lines *lines)
{
	const uint64_t sentence = CUE_BIT(HAS_COMMA) | CUE_BIT(HAS_STOP);
	uint64_t ends = CUE_BIT(STOP);
	size_t i;

	/* 放假通知！ ends like a sentence and is a page's title; what leads to
	   more stands below the title, over it a chat's 请看下面的通知：. */
	for (i = 0; i < lines->n; i++) {
		if (lines->v[i].said == LABEL_RECIPIENTS + 1 ||
		    (has_cue_of_text(&lines->v[i], CUE_BIT(ADDRESSED)) &&
		    !is_call(&lines->v[i])) ||
		    (has_cue_of_text(&lines->v[i], ends) &&
		    (lines->v[i].cues & sentence)))
			break;
		if (lines->v[i].cues & CUE_BIT(GENRE))
			ends |= CUE_BIT(LEAD_IN);
	}
	return i;
}

/* Does a line say nothing but a key, over its value? */
static bool
is_key_alone(const struct line *line, const struct keyed *key)
{
	return key->form > GLUED && words_skip(line->text, key->end) ==
	    line->text.n;
}

/* Do line I and the one before it stand in cells of one row? */
static bool
is_in_row(const struct lines *lines, size_t i)
{
	const char *from = lines->v[i - 1].text.p, *to = lines->v[i].text.p;

	return from >= lines->text.p && to > from &&
	    to <= lines->text.p + lines->text.n &&
	    memchr(from, '\n', (size_t)(to - from)) == NULL;
}

/* Where the table at line FROM ends; FROM itself when there is none. */
static size_t
table_end(const struct lines *lines, size_t from)
{
	size_t end = from, keys = 0, own = 0, gap = 0;
	bool below = false;	/* a value stands below its key */

	for (size_t i = from; i < lines->n && i < from + LINES_MAX &&
	    i <= end + gap; i++) {
		const struct line *line = &lines->v[i];
		struct keyed key;
		size_t n = count_keys(lines, line, &own, &key);

		if (n == 0 && i == from)
			return from;
		if (n == 0 && !(below && i == end) && (line->cues &
		    CUE_BIT(GENRE)) && (line->cues & CUE_BIT(ABOUT_IN)))
			break;
		if (n == 0 && !(below && i == end) && title_may(line) &&
		    (line->cues & (CUE_BIT(GENRE) | CUE_BIT(PAPER))) &&
		    i + 1 < lines->n && (line[1].cues & CUE_BIT(WEB_BAR)))
			break;		/* over a bar of its own */
		if (n == 0)
			continue;
		keys += n;
		gap = key.form == GLUED ? 0 : VALUE_MAX;
		below = is_key_alone(line, &key);
		end = i + 1;
	}
	if (below && end < lines->n && (is_in_row(lines, end) ||
	    (!(lines->v[end].cues & (CUE_BIT(ADDRESSED) | CUE_BIT(GENRE) |
	    CUE_BIT(LONG) | CUE_BIT(STOP))) &&
	    words_doc_number(lines->v[end].text) == 0)))
		end++;
	/* A bar of one line is told by itself. */
	return keys >= KEYS_MIN && own > 0 && (end > from + 1 ||
	    (lines->v[from].cues & CUE_BIT(IS_TABLE)) ||
	    lines->v[from].kind == LINE_ROWS) ? end : from;
}

/* Does what the property says stand below the table, broken or not? */
static bool
is_repeated(struct arena *arena, const struct lines *lines, size_t end,
    struct str value)
{
	struct buf text = { 0 };
	bool found;

	for (size_t i = end; i < lines->n && i < end + LINES_MAX; i++)
		if (!(lines->v[i].cues & CUE_BIT(DOWNLOAD)))
			buf_str(&text, text_squeeze(arena,
			    lines->v[i].text));
	found = str_has(buf_view(&text), text_squeeze(arena, value));
	buf_release(&text);
	return found;
}

/* The label that a property's key gives to what it says; 0: none. */
static int
label_of(struct str key)
{
	if (str_is_one(key, "标题|发文标题|文件标题|公文标题|信息标题|"
	    "文件名称|信息名称|公文名称"))
		return LABEL_TITLE + 1;
	return str_ends_one(key, "文字号|文号|文件编号|公文编号|文件号") ?
	    LABEL_NUMBER + 1 : 0;
}

/* 首页 > 政务公开 > 通知公告: how one came to a page. */
static bool
is_path(struct str s)
{
	size_t steps = str_starts(s, STR("..."));	/* ... > 通知公告 */
	bool menu = str_starts_one(s, "首页|网站首页");
	uint32_t before = 0;

	for (size_t at = 0; at < s.n;) {
		uint32_t c = char_next(s, &at);

		/* <u> and 对于<甲>和<乙>的通知 have no steps. */
		if (c == U'。' || c == U'，' || c == U'；' || c == '<')
			return false;
		if (char_is_space(c))
			continue;
		steps += c != before && (c == '>' || c == U'＞' || c == 0xbb ||
		    c == 0x203a || c == 0x2192 || (menu && c == '|'));
		before = c;
	}
	return steps >= PATH_STEPS;
}

/* Is WORD one of the steps of the path S? */
static bool
has_step(struct str s, struct str word)
{
	size_t at = str_find(s, STR("首页"), 0);

	if (at == SIZE_MAX && !is_path(s))
		return false;
	return str_has(str_from(s, at == SIZE_MAX ? 0 : at), word);
}

/* 某ICP备12345678号, and not the name of a field. */
static bool
is_licence(struct str s)
{
	size_t at = str_find(s, STR("ICP备"), 0);

	if (at == SIZE_MAX)
		return str_has(s, STR("公网安备"));
	at += STR("ICP备").n;
	return char_is_digit(char_next(s, &at));
}

/* 返回顶部, 【打印】【关闭】: buttons of a page. */
static bool
is_chrome(struct str s)
{
	if (is_licence(s))
		return true;
	if (s.n > CHROME_MAX * 4)
		return false;
	while (str_starts_one(s, "【|•|["))
		s = words_trim(str_from(s, s.p[0] == '[' ? 1 : 3));
	if (!may_begin(s))
		return false;
	for (size_t i = 0; i < BARS; i++)
		if (bars[i].bar == CHROME && may_start(s, bars[i].word) &&
		    str_starts(s, str_of(bars[i].word)) &&
		    char_count(s) < CHROME_MAX && !str_has_one(s, "，|。"))
			return true;
	return false;
}

/*
 * Is it the voice of a site, and no element: 您访问的链接即将离开本站, THE END?
 * Where no text of the document can be.
 */
static bool
is_site(const struct line *line)
{
	const uint64_t none = CUE_BIT(ATTACH) | CUE_BIT(IS_DATE) |
	    CUE_BIT(DATED) | CUE_BIT(PRINTED) | CUE_BIT(KEY_CC) |
	    CUE_BIT(IS_RULE) | CUE_BIT(IS_PAGE_NUMBER) | CUE_BIT(DOC_NUMBER) |
	    CUE_BIT(KEY_COPY_NUMBER);
	struct str s = line->text;

	if (line->said > 0 || line->certain > 0 || (line->cues & none) ||
	    line->kind != LINE_TEXT)
		return false;
	/* 新华社青禾3月16日电, of a news agency */
	if (str_has_one(s, sites) || str_ends_one(s, "日电|日讯|本报讯"))
		return true;
	for (size_t at = 0; at < s.n;) {
		uint32_t c = char_next(s, &at);

		if (char_is_han(c) || char_is_digit(c) || c == '@' ||
		    c == '{')
			return false;
	}
	return s.n > 0 && !(line->cues & CUE_BIT(STOP));
}

/* 快速导航, and nothing else. */
static bool
is_entry(struct str s)
{
	if (!may_begin(s))
		return false;
	for (size_t i = 0; i < BARS; i++)
		if (bars[i].bar == MENU && may_start(s, bars[i].word) &&
		    str_eq(s, str_of(bars[i].word)))
			return true;
	return false;
}

/* One, or several side by side: 无障碍浏览 长者模式, 政府文件-政办文件. */
static bool
is_menu(struct str s)
{
	size_t from = 0, at = 0;

	if (s.n >= KEY_BYTES * 2 || !may_begin(s))
		return false;
	while (from < s.n) {
		size_t end = at;
		uint32_t c = char_next(s, &at);

		if (c != 0 && c != '|' && c != '-' && !char_is_space(c))
			continue;
		if (!is_entry(str_slice(s, from, end)))
			return false;
		from = at = words_skip(s, at);
	}
	return true;
}

/* Bytes of a key with blanks in it. */
#define SPREAD_BYTES	36

/*
 * The key of a page that stands in S at AT with its colon, which is looked for
 * first: its row, and where its value begins in *END; BARS: none.
 */
static size_t
bar_at(struct str s, size_t at, size_t *end)
{
	struct str near = str_slice(s, at, at + SPREAD_BYTES);
	struct keyed key;

	if (near.n == 0 || (memchr(near.p, ':', near.n) == NULL &&
	    memchr(near.p, '\xef', near.n) == NULL))
		return BARS;
	key = keyed_at(s, at);
	*end = key.end;
	return key.form == COLONED ? key.bar : BARS;
}

/* 02.04.2026, as some pages have it; its bytes, or 0. */
static size_t
day_first(struct str s)
{
	static const char form[] = "00.00.0000";
	size_t at = 0;

	for (; form[at] != 0; at++)
		if (at >= s.n || (form[at] == '0' ? !char_is_digit(
		    (unsigned char)s.p[at]) : s.p[at] != '.'))
			return 0;
	return at;
}

/*
 * 2026-04-02 09:12:33, when a page or a mail was sent; 2026-04-02 335 or
 * 2026-04-02 批复.
 */
static bool
is_moment(struct str s)
{
	struct date date;
	size_t at, length = day_first(s);

	if (length == 0 && (!char_is_digit(char_at(s, 0)) ||
	    !date_parse(s, &date, &length) || date.day == 0))
		return false;
	at = words_skip(s, length);
	if (at > length && memchr(s.p, '-', length) != NULL &&
	    words_genre(str_from(s, at)) && char_count(str_from(s, at)) <= 3)
		return true;		/* 2024-07-05 批复: in which section */
	for (length = at; at < s.n && char_is_digit((unsigned char)s.p[at]);)
		at++;
	return at > length && (at == s.n || (at < length + 3 &&
	    s.p[at] == ':'));
}

/* 16:35:23 to the second: no document says so. */
static bool
has_seconds(struct str s)
{
	static const char form[] = ":00:00";
	size_t n = 0;

	for (size_t i = 0; i < s.n && form[n] != 0; i++)
		n = form[n] == ':' ? s.p[i] == ':' ? n + 1 : 0 :
		    char_is_digit((unsigned char)s.p[i]) ? n + 1 :
		    s.p[i] == ':';
	return form[n] == 0;
}

/* Does a day stand in S?  县政府网站　2026年5月11日　来源：… is a bar. */
static bool
has_day(struct str s)
{
	struct date date;

	for (size_t at = 0, from = 0; at < s.n; from = at)
		if (char_is_digit(char_next(s, &at)) && date_parse(str_from(s,
		    from), &date, NULL) && date.day > 0)
			return true;
	return false;
}

/* 阅读 1024, 浏览12次: a key that only a page has, and a number. */
static bool
is_counted(struct str s)
{
	struct keyed key = keyed_at(s, 0);
	size_t from = words_skip(s, key.end), at = from;

	if (key.form == NO_KEY || bars[key.bar].bar != OWN)
		return false;
	while (at < s.n && char_is_digit((unsigned char)s.p[at]))
		at++;
	s = words_trim(str_from(s, at));
	return at > from && (s.n == 0 || str_is_one(s, "次|人次"));
}

/* The same, or behind a day: 2026-06-03 管理员 阅读 556. */
static bool
is_counter(struct str s)
{
	uint32_t c = char_last(s);

	if (!char_is_digit(c) && c != U'次')
		return false;
	if (is_counted(s) || !has_day(s))
		return is_counted(s);
	for (size_t at = 0; at < s.n;)
		if (char_is_space(char_next(s, &at)) &&
		    is_counted(str_from(s, at)))
			return true;
	return false;
}

static uint64_t
find_bar(struct str s)
{
	size_t own = 0, shared = 0, first = BARS, chars = char_count(s);
	size_t key = 0;		/* where the first key stands */
	bool han = false;	/* the character before is one: inside a word */

	if (chars > BAR_MAX)
		return 0;
	if (is_path(s) || is_chrome(s) || (chars < CHROME_MAX &&
	    (is_moment(s) || has_seconds(s) || str_ends_one(s, ">>|»") ||
	    (memchr(s.p, '|', s.n) != NULL && text_has_clock(s) &&
	    has_day(s)))))
		return CUE_BIT(WEB_BAR);
	if (words_colon(s) == SIZE_MAX)
		return is_menu(s) ? CUE_BIT(WEB_KEY) : is_counter(s) ?
		    CUE_BIT(WEB_BAR) : 0;
	if (chars < KEY_MAX && str_ends(s, STR("|")) &&
	    !str_starts(s, STR("|")))	/* 政策解读: | and no value */
		return CUE_BIT(WEB_BAR);
	for (size_t at = 0; at < s.n;) {
		size_t end, bar = han ? BARS : bar_at(s, at, &end);

		if (bar < BARS) {
			key = own + shared == 0 ? at : key;
			first = at == 0 ? bar : first;
			own += bars[bar].bar == OWN;
			shared += bars[bar].bar != OWN;
			at = end;
			han = false;
		} else {
			han = char_is_han(char_next(s, &at));
		}
	}
	if ((own > 0 && own + shared > 1) || (own > 0 && first < BARS &&
	    bars[first].bar == OWN && chars < CHROME_MAX) ||
	    (shared > 1 && first < BARS) || (key > 0 &&
	    !str_has_one(s, "，|。") && has_day(str_slice(s, 0, key))))
		return CUE_BIT(WEB_BAR);
	return first < BARS && chars < KEY_MAX ? CUE_BIT(WEB_KEY) : 0;
}

uint64_t
web_bar(struct str s)
{
	uint64_t bar = find_bar(s);

	/* A sentence is of the document, whatever stands before it. */
	return bar != 0 && str_has(s, STR("，")) && str_has(s, STR("。")) ? 0 :
	    bar;
}

static void
leave_out(struct line *line)
{
	line->said = LABEL_PROPERTY + 1;
	line->key = line->certain = 0;
	line->kind = LINE_TEXT;
}

/* The lines of the table: all but a title or number that is nowhere else. */
static void
mark_table(struct arena *arena, struct lines *lines, size_t from, size_t end)
{
	int below = 0;		/* the label of a value below its key */

	for (size_t i = from; i < end; i++) {
		struct line *line = &lines->v[i];
		struct str value = line->text;
		size_t own = 0;
		struct keyed key;
		size_t n = count_keys(lines, line, &own, &key);
		int label = n == 0 ? below : 0;

		if (label == 0 && (line->cues & CUE_BIT(DOC_NUMBER)))
			label = LABEL_NUMBER + 1;	/* without a key */
		if (n == 1)
			label = label_of(str_of(bars[key.bar].word));
		if (n > 0) {
			value = words_trim(str_from(line->text, key.end));
			below = value.n == 0 ? label : 0;
		}
		if (str_starts(value, STR("|")))	/* up to the next */
			value = words_trim(str_from(value, 1));
		if (n == 0 && str_starts(value, STR("•")))
			value = words_trim(str_from(value, STR("•").n));
		if (label == LABEL_TITLE + 1 && str_ends_one(value, "...|…"))
			label = 0;
		if (label == 0 || value.n == 0 || is_repeated(arena, lines,
		    end, str_slice(value, 0, str_find(value, STR("|"), 0))) ||
		    is_repeated(arena, lines, end, value)) {
			leave_out(line);
			continue;
		}
		line->said = (uint8_t)label;
		if (value.p > line->text.p)
			line->key = (uint8_t)(value.p - line->text.p);
		below = 0;
	}
}

/*
 * 原标题：… under the title that it says again, 核心提示：… over the text whose
 * first words it has.
 */
static void
find_original(struct arena *arena, struct lines *lines)
{
	struct line *v = lines->v;

	for (size_t i = 1; i < lines->n && i < TWICE_WITHIN; i++) {
		char buffer[KEY_BYTES];
		struct str s = STR_NONE, key = key_of(&v[i], buffer, &s);

		s = text_squeeze(arena, s);
		if (str_is_one(key, "核心提示|导读|提要|内容提要|摘要|"
		    "内容摘要") && i + 1 < lines->n && str_starts(s,
		    str_slice(text_squeeze(arena, v[i + 1].text), 0,
		    SUMMARY_BYTES)))
			leave_out(&v[i]);
		if (!str_eq(key, STR("原标题")))
			continue;
		for (size_t k = 0; k < i; k++)
			if (str_eq(text_squeeze(arena, v[k].text), s))
				leave_out(&v[i]);
		if (v[i].said == 0)
			v[i].said = LABEL_TITLE + 1;
	}
}

/* 首页 > 专题专栏 > 某某大会, and beside it once more: 某某大会. */
static void
find_columns(struct lines *lines)
{
	struct line *v = lines->v;

	for (size_t i = 0; i + 1 < lines->n && i < START_MAX; i++)
		for (size_t k = i > 0 ? i - 1 : i + 1; k <= i + 1; k++)
			if (k != i && (v[i].cues & CUE_BIT(WEB_BAR)) &&
			    v[k].chars <= KEY_MAX && v[k].text.n > 0 &&
			    !(v[k].cues & (CUE_BIT(GENRE) | CUE_BIT(ORDINAL) |
			    CUE_BIT(STOP) | CUE_BIT(DOC_NUMBER))) &&
			    has_step(v[i].text, v[k].text) &&
			    !(k + 1 < lines->n && (v[k + 1].cues &
			    CUE_BIT(DOC_NUMBER))))
				v[k].around |= AROUND_BIT(TITLE_TWICE);
}

/* 发布时间： alone in its line over the day it names, 来源： over a bar. */
static void
find_values(struct lines *lines)
{
	struct line *v = lines->v;

	for (size_t i = 0; i + 1 < lines->n && i < TWICE_WITHIN; i++) {
		struct keyed key;

		if (!(v[i].cues & CUE_BIT(COLON)) || !(v[i].cues &
		    (CUE_BIT(WEB_BAR) | CUE_BIT(WEB_KEY))))
			continue;
		key = keyed_at(v[i].text, 0);
		if (key.bar >= BARS || !is_key_alone(&v[i], &key))
			continue;
		if (v[i + 1].cues & CUE_BIT(WEB_BAR))	/* 来源： */
			leave_out(&v[i]);
		if (bars[key.bar].bar != SHARED && (v[i + 1].cues &
		    (CUE_BIT(IS_DATE) | CUE_BIT(DATED))))
			leave_out(&v[i + 1]);
	}
}

/* No page offers more. */
#define FILES_MAX	64

/* The attachments that the text names. */
struct named {
	struct str v[FILES_MAX];
	size_t n;
};

static struct str
bare_name(const struct line *line)
{
	return str_from(line->text, words_attach(line->text).length);
}

/* 附件：申报表.doc, under 附件：申报表: the page offers what the text names. */
static bool
is_offered(const struct named *named, const struct line *line)
{
	struct str file = bare_name(line);

	for (size_t i = 0; i < named->n && (line->cues & CUE_BIT(ATTACH));
	    i++) {
		struct str name = named->v[i];

		if (name.n > 0 && str_byte(file, name.n) == '.' &&
		    str_starts(file, name))
			return true;
	}
	return false;
}

/*
 * The files that a page offers: 附件1:申报表.doc or 相关附件 over the text,
 * 文件下载：… anywhere, 附件下载：… under the attachments that the text names.
 */
static void
find_files(struct lines *lines)
{
	size_t begin = text_begin(lines);
	struct line *v = lines->v;
	struct named named = { .n = 0 };
	bool noted = false;

	for (size_t i = 0; i < lines->n; i++) {
		bool file = (v[i].cues & CUE_BIT(DOWNLOAD)) != 0;
		bool above = i < begin && begin < lines->n && i < LINES_MAX;

		if (above && !file)	/* below its last property */
			file = i > 0 && (v[i].cues & CUE_BIT(ATTACH_ALONE)) &&
			    v[i - 1].said == LABEL_PROPERTY + 1;
		if (file && v[i].certain == 0 && (above ? (v[i].cues &
		    CUE_BIT(ATTACH)) != 0 : str_starts_one(v[i].text,
		    "文件下载：|文件下载:") || (noted && !(v[i - 1].cues &
		    CUE_BIT(ATTACH_ALONE)) && str_starts_one(v[i].text,
		    "附件下载：|附件下载:")) || is_offered(&named,
		    &v[i])))
			leave_out(&v[i]);
		noted |= (v[i].cues & CUE_BIT(ATTACH)) != 0;
		if ((v[i].cues & CUE_BIT(ATTACH)) && named.n < FILES_MAX &&
		    !words_file(v[i].text))
			named.v[named.n++] = bare_name(&v[i]);
	}
}

/* 某某科协主办 over the licence of its site. */
static bool
is_host(const struct line *line)
{
	return str_ends_one(line->text, "主办|承办|主管") &&
	    (is_site(line + 1) || (line[1].cues & (CUE_BIT(WEB_BAR) |
	    CUE_BIT(WEB_KEY))));
}

/* 打开某某新闻 查看精彩图片, The Beginning: what a site says above the text. */
static void
find_openers(struct lines *lines)
{
	size_t end = text_begin(lines);
	struct line *v = lines->v;

	for (size_t i = 0; end < lines->n && i < end && i < LINES_MAX; i++)
		if (v[i].chars <= KEY_MAX && title_may(&v[i]) &&
		    (is_host(&v[i]) || (!(v[i].cues & (CUE_BIT(GENRE) |
		    CUE_BIT(PAPER) | CUE_BIT(ABOUT_IN) | CUE_BIT(ORGAN))) &&
		    is_site(&v[i]))))
			v[i].around |= AROUND_BIT(TITLE_TWICE);
}

/* Do the two name one day, or is LEFT a page's, 2026-10-6 15:16:02? */
static bool
is_days_bar(struct str left, struct str right)
{
	struct date a, b;

	return has_seconds(left) || (date_parse(left, &a, NULL) &&
	    date_parse(right, &b, NULL) && date_compare(a, b) == 0);
}

/*
 * 成文日期：… over the text is a page's, when a day stands under who signs; and
 * its author's, when he says another.
 */
static void
find_days(struct lines *lines)
{
	struct line *v = lines->v;
	size_t begin = text_begin(lines), signs = 0;
	bool page = false;

	for (size_t i = begin + 1; i < lines->n && signs == 0; i++)
		if ((v[i].cues & CUE_BIT(IS_DATE)) && v[i].said == 0 &&
		    (v[i - 1].cues & CUE_BIT(ORGAN)))
			signs = i;
	for (size_t i = 0; i < begin; i++)
		page |= (v[i].cues & CUE_BIT(WEB_BAR)) != 0 ||
		    v[i].said == LABEL_PROPERTY + 1;
	for (size_t i = 0; i < begin && signs > 0; i++)
		if (v[i].said == LABEL_DATE + 1 && (page || is_days_bar(
		    str_from(v[i].text, v[i].key), v[signs].text)))
			leave_out(&v[i]);
}

/* 地点：…, beside 时间：…: a list that no page has over its text. */
static bool
has_own_key(const struct line *line)
{
	return (line->cues & CUE_BIT(COLON_IN)) && line->said == 0 &&
	    !text_has_clock(line->text) && !(line->cues & (CUE_BIT(WEB_BAR) |
	    CUE_BIT(WEB_KEY) | CUE_BIT(STOP)));
}

/* 日期：… or 时间：… under who signed, 云岭县科协 or 单位：云岭县科协. */
static void
take_day(struct line *line)
{
	struct keyed key = keyed_at(line->text, 0);
	char buffer[KEY_BYTES];
	struct str value, unit = key_of(line - 1, buffer, &value);
	struct date date;
	size_t length;

	if (key.form != COLONED || !str_is_one(str_of(bars[key.bar].word),
	    "日期|时间") || !date_parse(str_from(line->text, key.end), &date,
	    &length) || key.end + length < line->text.n)
		return;
	if (str_is_one(unit, "单位|发布单位|主办单位") && words_organ(value)) {
		line[-1].said = LABEL_SIGNATURE + 1;
		line[-1].key = (uint8_t)(value.p - line[-1].text.p);
	}
	if (line[-1].said != LABEL_SIGNATURE + 1 &&
	    !(line[-1].cues & CUE_BIT(ORGAN)))
		return;
	line->said = LABEL_DATE + 1;
	line->key = (uint8_t)key.end;
}

/* Where the text of a document ends: its last day, or its last sentence. */
static size_t
text_end(const struct lines *lines)
{
	const uint64_t day = CUE_BIT(IS_DATE) | CUE_BIT(DATED);
	size_t end = 0, sentence = 0;

	for (size_t i = 0; i < lines->n; i++) {
		if (has_cue_of_text(&lines->v[i], day))
			end = i;
		if (has_cue_of_text(&lines->v[i], CUE_BIT(STOP)))
			sentence = i;
	}
	return end > 0 ? end : sentence;
}

/*
 * 时间：…, 字体：… and 下载地址：… are a page's only over a document's text and
 * under it; inside they are what the document says.
 */
static void
find_inside(struct lines *lines)
{
	struct line *v = lines->v;
	size_t begin = text_begin(lines), end = text_end(lines);
	bool page = false, day;

	for (size_t i = 0; i < lines->n; i++)
		page |= (v[i].cues & CUE_BIT(WEB_BAR)) != 0;
	for (size_t i = 0; i < lines->n; i++) {
		if (i > begin && (v[i].cues & CUE_BIT(WEB_KEY)))
			take_day(&v[i]);
		if (i > begin && i < end)
			v[i].cues &= ~CUE_BIT(WEB_BAR);
		if (i > begin && (i < end || !page))
			v[i].cues &= ~CUE_BIT(WEB_KEY);
		day = str_starts_one(v[i].text, "时间|日期");
		if ((i + 1 < lines->n && v[i + 1].blanks <= day &&
		    has_own_key(&v[i + 1])) || (i > 0 && day &&
		    v[i].blanks <= day && has_own_key(&v[i - 1])))
			v[i].cues &= ~CUE_BIT(WEB_KEY);
	}
}

/* --- mails ------------------------------------------------------------ */

/* SENDER or MAIL when the line is 收件人：… of a mail's head, or BARS. */
static int
mail_key(const struct line *line)
{
	char buffer[KEY_BYTES];
	struct str value, key = key_of(line, buffer, &value);

	for (size_t i = 0; key.n > 0 && i < BARS; i++)
		if (bars[i].bar >= SENDER && str_eq(key, str_of(bars[i].word)))
			return (int)bars[i].bar;
	return -1;
}

/* 在 2026年6月18日，办公室 <office@…> 写道：, 原始邮件 between two rules. */
static bool
heads_quote(const struct line *line)
{
	struct str s = line->text;

	if (line->chars > BAR_MAX || (line->cues & CUE_BIT(STOP)))
		return false;
	return (str_ends_one(s, "写道：|写道:|wrote:") && (str_has(s,
	    STR("@")) || text_has_clock(s))) || (str_has(s, STR("---")) &&
	    str_has_one(s, "原始邮件|转发邮件|转发的邮件|"
	    "Original Message|Forwarded message"));
}

/* Where the head of a mail that begins at line FROM ends, or FROM. */
static size_t
mail_end(const struct lines *lines, size_t from)
{
	size_t end = from;
	bool sender = false;

	if (heads_quote(&lines->v[from]))
		return from + 1;

	for (int key; end < lines->n && end < from + LINES_MAX &&
	    (key = mail_key(&lines->v[end])) >= 0; end++)
		sender |= key == SENDER;
	return sender && end >= from + MAIL_KEYS ? end : from;
}

/* Line I is a title, or ends one: 关于…的通知. */
static bool
is_title(const struct lines *lines, size_t i)
{
	const struct line *line = &lines->v[i];

	if (line->certain == LABEL_TITLE + 1 || line->said == LABEL_TITLE + 1)
		return true;
	return (line->cues & CUE_BIT(GENRE)) && title_may(line) &&
	    ((line->cues & CUE_BIT(ABOUT_IN)) || (i > 0 &&
	    (line[-1].cues & CUE_BIT(ABOUT_IN)) && title_may(line - 1)) ||
	    (i + 1 < lines->n && (line[1].cues & CUE_BIT(ADDRESSED))));
}

/* 云岭县人民政府：, as documents begin, and nobody's 各位老师： */
static bool
addresses_organs(const struct line *line)
{
	struct str s = line->text;
	size_t end = s.n;

	char_before(s, &end);
	return (line->cues & CUE_BIT(ADDRESSED)) && line->said == 0 &&
	    words_organ(str_slice(s, 0, end));
}

/* 好的，以下是修改后的版本： over what may be a title; as cover_end. */
static size_t
answer_end(const struct lines *lines, size_t from)
{
	const uint64_t none = CUE_BIT(STOP) | CUE_BIT(COLON) |
	    CUE_BIT(ORDINAL) | CUE_BIT(IS_TABLE);
	size_t i = from + 1;

	if (i >= lines->n || !is_answer(&lines->v[from]))
		return from;
	while (i < lines->n && (lines->v[i].cues & CUE_BIT(IS_RULE)))
		i++;
	return i < lines->n && title_may(&lines->v[i]) &&
	    !(lines->v[i].cues & none) ? i : from;
}

/*
 * 各位老师：现将通知转给大家。 above the head or title of what is passed on,
 * which has its own recipients.  The line after it, or FROM.
 */
static size_t
cover_end(const struct lines *lines, size_t from)
{
	size_t i, to, end = answer_end(lines, from);

	if (end > from)
		return end;
	for (i = from; i < lines->n && !is_title(lines, i); i++) {
		const struct line *line = &lines->v[i];

		/* 请看下面的通知： right above the recipients: no title. */
		if (i > from && end == i && (line->cues & CUE_BIT(ADDRESSED)) &&
		    (is_call(&lines->v[from]) || is_remark_on(&lines->v[from])))
			return end;
		if (i == from + COVER_LINES || line->chars > COVER_CHARS ||
		    addresses_organs(line) || (line->cues &
		    (CUE_BIT(ORDINAL) | CUE_BIT(IS_TABLE) |
		    CUE_BIT(ATTACH) | CUE_BIT(IS_DATE) | CUE_BIT(DATED))))
			return from;
		if (((line->cues & (CUE_BIT(STOP) | CUE_BIT(HAS_STOP))) &&
		    line->said == 0) || is_remark_on(line) || is_call(line) ||
		    (end == i && i > from && (line->cues & CUE_BIT(IS_RULE))))
			end = i + 1;
	}
	for (to = from; to < end; to++)
		if (lines->v[to].cues & (CUE_BIT(GENRE) | CUE_BIT(ORGAN) |
		    CUE_BIT(DOC_NUMBER) | CUE_BIT(FILE_WORD)))
			return from;
	if (end > from && (is_greeting(&lines->v[from]) ||
	    is_call(&lines->v[from]) || is_remark_on(&lines->v[from])))
		return i < lines->n ? end : from;
	for (to = i; end > from && to < lines->n && to < i + COVER_LINES; to++)
		if (lines->v[to].cues & CUE_BIT(ADDRESSED))
			return end;
	return from;
}

/* The lines FROM..END are no part of the document. */
static void
set_aside(struct line *v, size_t from, size_t end)
{
	for (; from < end; from++) {
		v[from].around |= AROUND_BIT(IN_MAIL);
		v[from].said = v[from].key = 0;
	}
}

static void
mark_mail(struct lines *lines, size_t from, size_t end)
{
	set_aside(lines->v, from, end);
	for (size_t i = end; i < lines->n && i < end + TOP_LINES &&
	    !((lines->v[i].cues & CUE_BIT(STOP)) && lines->v[i].chars > 20);
	    i++)
		lines->v[i].around |= AROUND_BIT(TOP);
}

/* Heads of mails, one below the other where it was passed on twice. */
static void
find_mails(struct lines *lines)
{
	size_t begin = 0;	/* of the document */

	for (size_t i = 0; i < lines->n && i < begin + LINES_MAX; i++) {
		size_t end = mail_end(lines, i);

		if (end == i)
			continue;
		mark_mail(lines, begin, end);
		begin = i = end;
	}
	if ((begin = cover_end(lines, begin)) > 0)
		mark_mail(lines, 0, begin);
}

/* --- what comes after the text ----------------------------------------- */

/* Below a line that has one of these the document goes on. */
#define ELEMENTS	(CUE_BIT(KEY_CC) | CUE_BIT(KEY_REPORT) | \
	CUE_BIT(KEY_SEND) | CUE_BIT(PRINTED) | CUE_BIT(ATTACH) | \
	CUE_BIT(KEY_SUBJECT) | CUE_BIT(GENRE) | CUE_BIT(IS_TABLE) | \
	CUE_BIT(IS_DATE))

/* Is the line a bar over links to other pages: 相关链接：, 上一篇：…? */
static bool
heads_links(const struct line *line)
{
	struct str s = str_slice(line->text, 0, words_colon(line->text));

	if (line->chars >= BAR_MAX || (line->cues & (CUE_BIT(STOP) |
	    CUE_BIT(ATTACH))))
		return false;
	return str_starts_one(s, "上一篇|下一篇|上一条|下一条") ||
	    (s.n < line->text.n && str_is_one(s,
	    "解读|政策解读|文件解读|图解")) ||
	    (char_count(s) <= LINKS_MAX && (str_starts_one(s,
	    "相关文章|相关新闻|相关专题|相关信息|相关解读|大家正在看|"
	    "猜你喜欢|热门|热点|最新") ||
	    str_ends_one(s, "推荐|阅读|链接|排行|评论")));
}

/* The line behind the last element. */
static size_t
elements_end(const struct lines *lines)
{
	size_t end = lines->n;

	while (end > 0 && !(lines->v[end - 1].cues & ELEMENTS))
		end--;
	return end;
}

/* Who sent a mail stands under a rule: -- , a name, a telephone number. */
static bool
heads_sender(const struct lines *lines, size_t i)
{
	const struct line *v = lines->v;
	bool mail = (v[0].around & AROUND_BIT(IN_MAIL)) != 0;

	if (!(v[i].cues & CUE_BIT(IS_RULE)) && !str_eq(v[i].text, STR("--")))
		return false;
	if (v[i].certain > 0 || lines->n - i > COVER_LINES ||
	    i + 1 == lines->n)
		return false;
	return (mail && str_eq(v[i].text, STR("--"))) || (v[i - 1].cues &
	    (CUE_BIT(IS_DATE) | CUE_BIT(DATED) | CUE_BIT(BRACKETED)));
}

/* [信息提供]办公室: a word in brackets, and who. */
static bool
is_bracketed_key(struct str s)
{
	size_t at = 0, han = 0;
	uint32_t c = char_next(s, &at);

	if (c != '[' && c != U'【')
		return false;
	while (char_is_han(c = char_next(s, &at)))
		han++;
	return (c == ']' || c == U'】') && han > 1 && han < 6 && at < s.n &&
	    char_count(s) < KEY_MAX && !str_has_one(s, "附|注|表|日期");
}

/* 编辑 周某 / 审核 邓某: two keys that say who, without colons. */
static bool
is_credits(struct str s)
{
	size_t n = 0;

	for (size_t at = 0, from = 0; from < s.n; from = at) {
		struct keyed key = keyed_at(s, from);
		uint32_t c;

		if (key.form == PARTED && bars[key.bar].bar == CREDIT)
			n++;
		else if (from == 0)
			return false;
		do
			c = char_next(s, &at);
		while (at < s.n && c != '/' && !char_is_space(c));
		at = words_skip(s, at);
	}
	return n > 1;
}

/* （供稿人：李某　审核：王某）: who made the page. */
static bool
is_credit(const struct line *line)
{
	struct str s = line->text;
	uint32_t c = char_at(s, 0);
	size_t bar;

	if (line->chars > BAR_MAX || (line->cues & CUE_BIT(STOP)) ||
	    line->certain > 0)
		return false;
	if (is_bracketed_key(s) || is_credits(s))
		return true;
	if (c == '(' || c == U'（' || c == U'【' || c == '[')
		s = str_from(s, c < 0x80 ? 1 : 3);
	bar = bar_at(s, 0, &(size_t){ 0 });
	return bar < BARS && bars[bar].bar != SHARED;
}

/* 俞某 under 编辑：, which stands alone. */
static bool
is_under_key(const struct line *line)
{
	struct keyed key = keyed_at(line[-1].text, 0);

	return (line->cues & CUE_BIT(SHORT)) && !(line->cues &
	    (CUE_BIT(STOP) | CUE_BIT(COLON))) && key.form == COLONED &&
	    is_key_alone(line - 1, &key) && is_credit(line - 1);
}

/* What no element is: short, and nothing is seen on it. */
static bool
is_nothing(const struct line *line)
{
	return (line->cues & CUE_BIT(SHORT)) && !(line->cues & ~(CUE_BIT(ANY) |
	    CUE_BIT(SHORT) | CUE_BIT(OPEN) | CUE_BIT(COLUMNS) |
	    CUE_BIT(SPACED) | CUE_BIT(COLON) | CUE_BIT(COLON_IN)));
}

/*
 * 您是第8位访客, and not a letter's 感谢您对我县工作的支持。, which is whole.
 */
static bool
is_to_reader(const struct line *line)
{
	return str_has(line->text, STR("您")) && (!(line->cues &
	    (CUE_BIT(STOP) | CUE_BIT(COLON))) || str_has_one(line->text,
	    "注册|登录|下载|会员|点击|访问|浏览|访客|本站|本网"));
}

/*
 * The lines at the end that are of the page: who made it, its buttons.  A
 * bulletin has an editor too, and the form of an attachment who checked it.
 */
static size_t
find_credits(struct lines *lines, size_t end)
{
	struct line *v = lines->v;
	size_t first = end, certain = end;
	bool form = false, page = false, dated = false;

	for (size_t i = 0; i < end; i++) {
		form |= (v[i].cues & (CUE_BIT(ATTACH_ALONE) |
		    CUE_BIT(KEY_REPORT) | CUE_BIT(KEY_SEND))) != 0;
		page |= (v[i].cues & CUE_BIT(WEB_BAR)) != 0;
		dated |= (v[i].cues & (CUE_BIT(IS_DATE) |
		    CUE_BIT(DATED) | CUE_BIT(CLOSING))) != 0;
	}
	while (first > 1 && end - first < CREDITS_MAX) {
		const struct line *line = &v[first - 1];
		bool said = !form && (page || dated) && (is_site(line) ||
		    is_under_key(line) || is_credit(line) ||
		    is_to_reader(line));
		bool sure = said || is_chrome(line->text) ||
		    heads_links(line) || (line->cues &
		    CUE_BIT(WEB_BAR)) || (page && (is_menu(line->text) ||
		    is_site(line)));

		if (!sure && !(page && is_nothing(line)))
			break;
		first--;
		page |= said;
		certain = sure ? first : certain;
	}
	/* Under the date of a page there is no more of the document. */
	if (first > 0 && !(v[first - 1].cues & (CUE_BIT(IS_DATE) |
	    CUE_BIT(DATED))))
		first = certain;
	set_aside(v, first, end);
	return first;
}

/*
 * （责任编辑：李某）, 打印 below the date, and nothing under it that could be
 * an element: votes, numbers, buttons.
 */
static bool
heads_page(const struct lines *lines, size_t i)
{
	const struct line *v = lines->v;

	if (lines->n - i > COVER_LINES * 2 ||
	    (!is_credit(&v[i]) && !is_chrome(v[i].text)))
		return false;
	for (size_t k = i + 1; k < lines->n; k++)
		if (!((v[k].cues & CUE_BIT(SHORT)) || str_has(v[k].text,
		    STR("-----"))) || (v[k].cues & (ELEMENTS |
		    CUE_BIT(STOP) | CUE_BIT(ORGAN))))
			return false;
	return true;
}

/* The licence of a site, or the columns of its table: 索引号 文号 发布机构. */
static bool
heads_site(struct str s)
{
	size_t at = 0, keys = 0;

	while (at < s.n) {
		struct keyed key = keyed_at(s, at);

		if (key.form != PARTED)
			break;
		at = words_skip(s, key.end);
		keys++;
	}
	return (keys >= KEYS_MIN && at == s.n) || is_licence(s);
}

/*
 * 相关附件： or 附件：, where the list above has named them, over nothing but
 * files, and links perhaps.
 */
static bool
heads_files(const struct lines *lines, size_t i)
{
	const struct line *v = lines->v;
	size_t k = i + 1;

	if (!str_starts_one(v[i].text, "相关附件|附件下载|相关下载") &&
	    (!(v[i].cues & CUE_BIT(ATTACH_ALONE)) ||
	    (v[i].cues & CUE_BIT(ATTACH_NUMBER))))
		return false;
	while (k < lines->n && k <= i + FILES_MAX &&
	    (v[k].cues & CUE_BIT(DOWNLOAD)))
		k++;
	return k > i + 1 && (k == lines->n || heads_links(&v[k]) ||
	    (v[k].around & AROUND_BIT(IN_MAIL)));
}

/* Links to other pages, who sent the mail, what is said of a draft. */
static void
find_tail(struct lines *lines)
{
	struct line *v = lines->v;
	size_t end = lines->n, date = 0, begin = text_begin(lines);
	size_t elements = elements_end(lines);
	bool page = false, dated = false, noted = false;

	while (end > 1 && (str_starts(v[end - 1].text, STR("收到请回复")) ||
	    (is_remark_on(&v[end - 1]) && (is_personal(v[end - 1].text) ||
	    is_made(v[end - 1].text))) || (end < lines->n &&
	    (v[end - 1].cues & CUE_BIT(IS_RULE)))))
		v[--end].around |= AROUND_BIT(IN_MAIL);
	end = find_credits(lines, end);
	for (size_t i = 1; i < end; i++) {
		if (v[i].cues & (CUE_BIT(IS_DATE) | CUE_BIT(DATED)))
			date = i;
		dated |= date > begin;
		page |= i < TWICE_WITHIN && (v[i].cues & CUE_BIT(WEB_BAR));
		if (page && (v[i].cues & CUE_BIT(STOP)))
			date = i;
		noted |= date == 0 && (v[i].cues & CUE_BIT(ATTACH_COLON));
		if (noted && date > 0 && i > begin && heads_files(lines, i)) {
			set_aside(v, i, end);
			return;
		}
		if (v[i].cues & CUE_BIT(ATTACH_ALONE)) {
			page = false;
			date = 0;
		}
		if ((i > begin && date > 0 && (heads_links(&v[i]) ||
		    heads_page(lines, i))) || (i + 1 >= elements &&
		    ((i > begin && heads_sender(lines, i)) ||
		    (dated && heads_site(v[i].text))))) {
			set_aside(v, i, end);
			return;
		}
	}
}

/* 第12期, 2026年第3期（总第12期）, and no order. */
static bool
is_issue(const struct line *line)
{
	return (line->cues & CUE_BIT(DOC_NUMBER)) &&
	    str_has(line->text, STR("第")) && str_has(line->text, STR("期")) &&
	    !str_has_one(line->text, "〔|[|令");
}

/*
 * 编辑：方云　　审核：林云岭 at the end of a bulletin are its own and stay in
 * it; a page's own words begin with 来源 or 作者.
 */
static void
keep_editors(struct lines *lines)
{
	struct line *v = lines->v;
	bool bulletin = false;

	for (size_t i = 0; i < lines->n && i < START_MAX; i++)
		bulletin |= is_issue(&v[i]);
	for (size_t i = lines->n; bulletin && i-- > 1;) {
		struct keyed key = keyed_at(v[i].text, 0);

		if (v[i].cues & (CUE_BIT(KEY_REPORT) | CUE_BIT(KEY_SEND) |
		    CUE_BIT(KEY_CC) | CUE_BIT(PRINTED) | CUE_BIT(KEY_COPIES) |
		    CUE_BIT(IS_RULE)))
			continue;
		if (key.form != COLONED || bars[key.bar].bar != CREDIT ||
		    str_is_one(str_of(bars[key.bar].word), "来源|作者"))
			break;
		v[i].cues &= ~(CUE_BIT(WEB_BAR) | CUE_BIT(WEB_KEY));
		v[i].certain = LABEL_BODY + 1;
	}
}

void
web_around(struct arena *arena, struct lines *lines)
{
	keep_editors(lines);
	find_mails(lines);
	find_original(arena, lines);
	find_columns(lines);
	find_values(lines);
	find_files(lines);
	find_openers(lines);
	find_days(lines);
	find_inside(lines);
	find_tail(lines);
}

bool
web_begins_key(struct str s)
{
	return keyed_at(s, 0).form > GLUED;
}

bool
web_table(struct str s)
{
	size_t from = str_starts(s, STR("|")) ? words_skip(s, 1) : 0;
	struct line table = { .text = s = str_from(s, from),
	    .cues = CUE_BIT(IS_TABLE) };
	struct keyed key;
	size_t own = 0, value, end;

	return web_element(s, &value, &end) < s.n && count_keys(NULL, &table,
	    &own, &key) >= KEYS_MIN && own > 0;
}

size_t
web_element(struct str s, size_t *value, size_t *end)
{
	size_t found = s.n, at = 0;

	*end = s.n;
	for (bool begins = true; at < s.n;) {
		struct keyed key = begins ? keyed_at(s, at) :
		    (struct keyed){ NO_KEY, BARS, 0 };

		if (key.form <= GLUED && at == 0)
			break;
		if (key.form <= GLUED) {
			begins = parts_keys(char_next(s, &at));
			continue;
		}
		if (found < s.n) {
			*end = at;
			break;
		}
		if (label_of(str_of(bars[key.bar].word)) > 0) {
			found = at;
			*value = words_skip(s, key.end);
		}
		at = key.end;
	}
	return found;
}

void
web_properties(struct arena *arena, struct lines *lines)
{
	size_t from = 0, end = 0, begin = text_begin(lines);

	while (from < begin && from < START_MAX &&
	    (end = table_end(lines, from)) == from)
		from++;
	if (end <= from)
		return;
	mark_table(arena, lines, from, end);
}
