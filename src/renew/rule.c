/*
 * A token with its neighbours in, what becomes of it out, with the reason
 * (reason.def).  Read it from rule_judge.
 */
#include "rule.h"

#include <limits.h>

#include "../text/chars.h"

static const struct reason_kind kinds[REASON_NONE + 1] = {
#define REASON(id, action, doubtful, name, zh, en) \
	{ ACTION_##action, doubtful, name, zh, en },
#include "reason.def"
	{ ACTION_KEEP, false, "none", "", "" }
};

const struct reason_kind *
reason_kind(enum reason reason)
{
	return &kinds[reason];
}

/* --- the words around a token ----------------------------------------- */

/* How far a sentence is looked at, in bytes to each side. */
#define REACH	((size_t)300)

/*
 * A token in its surroundings.  BEFORE and AFTER reach to the ends of the
 * sentence, NEAR_BEFORE and NEAR_AFTER to the nearest comma or the like.
 */
struct place {
	const struct edition *edition;
	const struct token *token;
	struct str token_text;
	struct str before, after, near_before, near_after;
	struct str line;
	struct str title;	/* of the 《》 around it */
	bool in_title;		/* it stands in 《》 */
	bool own;		/* which name one of the edition's own */
	bool heading;		/* in the document's title or the like */
	int lag;		/* years before the edition; a range's end */
	bool past;		/* a day before the signature */
};

static bool
ends_sentence(uint32_t c)
{
	return c == U'。' || c == U'！' || c == U'？' || c == U'；' ||
	    c == '\n' || c == '|' || c == ';' || c == '!' || c == '?';
}

static bool
ends_clause(uint32_t c)
{
	return ends_sentence(c) || c == U'，' || c == U'：' || c == U'、' ||
	    c == ',' || c == U'（' || c == U'）' || c == '(' || c == ')';
}

/* From AT forward until STOP says so. */
static struct str
stretch_after(struct str s, size_t at, bool (*stop)(uint32_t))
{
	size_t end = at, next = at;

	while (next < s.n && next - at < REACH && !stop(char_next(s, &next)))
		end = next;
	return str_slice(s, at, end);
}

static struct str
stretch_before(struct str s, size_t at, bool (*stop)(uint32_t))
{
	size_t start = at, next = at;

	while (next > 0 && at - next < REACH && !stop(char_before(s, &next)))
		start = next;
	return str_slice(s, start, at);
}

static bool
is_newline(uint32_t c)
{
	return c == '\n';
}

/* The last COUNT characters. */
static struct str
tail(struct str s, size_t count)
{
	size_t at = s.n;

	while (count-- > 0 && at > 0)
		char_before(s, &at);
	return str_from(s, at);
}

/* --- titles ----------------------------------------------------------- */

/* Is NAME, of some length, one of the edition's own titles or part of one? */
static bool
is_own_title(const struct edition *edition, struct str name)
{
	if (char_count(name) < 5)
		return false;
	for (size_t i = 0; i < edition->title_count; i++)
		if (str_has(edition->titles[i], name))
			return true;
	return false;
}

/* The 《》 around the token: its nearest 《 that no 》 has closed. */
static void
find_title(struct place *place)
{
	struct str s = place->edition->text;
	size_t from = place->token->at.from, at = from, end;

	while (at > 0 && from - at < REACH) {
		uint32_t c = char_before(s, &at);

		if (c == U'》' || c == '\n')
			return;
		if (c != U'《')
			continue;
		end = str_find(str_slice(s, 0, from + REACH), STR("》"),
		    place->token->at.to);
		if (end == SIZE_MAX)
			return;
		place->in_title = true;
		place->title = str_slice(s, at + 3, end);
		place->own = is_own_title(place->edition, place->title);
		return;
	}
}

/*
 * Lines that name the document and its parts: a heading "#", and in the front
 * matter 标题, 附件, 附件说明 and the entries of lists.
 */
static bool
is_heading(const struct edition *edition, struct str line, size_t at)
{
	return str_starts_one(line, at >= edition->body ? "#" :
	    "标题|题目|附件|-| ");
}

/* --- a token's place -------------------------------------------------- */

static struct place
place_of(const struct edition *edition, const struct token *token)
{
	struct str s = edition->text;
	size_t from = token->at.from, to = token->at.to;
	struct place place = { .edition = edition, .token = token };
	struct str left = stretch_before(s, from, is_newline);
	struct str right = stretch_after(s, to, is_newline);

	place.token_text = str_slice(s, from, to);
	place.line = str_slice(s, from - left.n, to + right.n);
	place.before = stretch_before(s, from, ends_sentence);
	place.after = stretch_after(s, to, ends_sentence);
	place.near_before = stretch_before(s, from, ends_clause);
	place.near_after = stretch_after(s, to, ends_clause);
	place.heading = is_heading(edition, place.line, from);
	place.lag = edition->year -
	    (token->years[1] > 0 ? token->years[1] : token->years[0]);
	find_title(&place);
	return place;
}

/* --- what the words say ----------------------------------------------- */

/* A word for what is done every year about a year: 总结, 统计, 评选. */
static bool
is_yearly_work(const struct place *p)
{
	return str_has_one(char_head(p->near_after, 14),
	    "总结|报表|年报|考核|决算|统计|汇总|评估|述职|自评|考评|业绩|评选|"
	    "评优|评先|表彰|台账|年检|申报|计划|安排|要点|预算|绩效|测评|评审|"
	    "报名|填报");
}

static bool
in_path(const struct place *p)
{
	struct str rest = p->after;
	size_t end = 0, at = 0;

	while (at < rest.n) {
		uint32_t c = char_next(rest, &at);

		if (char_is_space(c) || c == U'”' || c == U'，' ||
		    c == U'》' || c == ')' || c == '"' || c == '\'')
			break;
		end = at;
	}
	return str_ends_one(str_slice(rest, 0, end), ".md|.markdown|.txt|.csv|"
	    ".docx|.doc|.xlsx|.xls|.png|.jpg|.jpeg|.pdf|.jsonl");
}

static bool
is_short_code(const struct place *p)
{
	return !str_has_one(p->token_text, "/|@");
}

static bool
is_own_number(const struct place *p)
{
	return p->edition->own_number.n > 0 &&
	    str_ends(p->token_text, p->edition->own_number);
}

static bool
is_cited(const struct place *p)
{
	return p->in_title && !p->own;
}

static bool
is_own(const struct place *p)
{
	return p->in_title && p->own;
}

static bool
is_long_range(const struct place *p)
{
	return p->token->years[1] - p->token->years[0] > 1;
}

/* 近三年（2023—2025年）, but not 近年来，2024—2028年 */
static bool
is_window(const struct place *p)
{
	return is_long_range(p) &&
	    str_ends_one(p->before, "年（|年(|年来（|年：") &&
	    str_has(tail(p->before, 6), STR("近"));
}

static bool
is_birth(const struct place *p)
{
	return str_has_one(p->near_after, "出生|生于") ||
	    str_has_one(p->near_before, "出生|生于");
}

/* 18周岁（2008年9月1日以前出生） is a bound, 张某（2001年3月出生） is not. */
static bool
is_birth_by_age(const struct place *p)
{
	return is_birth(p) && (str_has_one(p->near_after, "前|后|间|至") ||
	    str_ends(p->near_before, STR("至"))) &&
	    (str_has(p->before, STR("岁")) || str_has(p->after, STR("岁")));
}

static bool
is_effective(const struct place *p)
{
	return str_starts(p->near_after, STR("起")) &&
	    str_has_one(p->near_after, "施行|执行|实施|实行|生效");
}

/*
 * 到2030年, 2030年前, and a later year that ends a five-year plan.  2026年底前
 * is a deadline of the edition.
 */
static bool
is_target(const struct place *p)
{
	return p->token->years[1] == 0 &&
	    (str_ends_one(p->near_before, "到|至") ||
	    str_starts_one(p->near_after, "前|以前|之前") || (p->lag < 0 &&
	    p->token->years[0] % 5 == 0 && !is_yearly_work(p)));
}

/* 截至2026年5月底，已建成20家 */
static bool
is_fact_until(const struct place *p)
{
	return str_ends_one(p->near_before, "截至|截止|截止到") &&
	    str_has_one(p->after, "已|共有|累计|现有|达到|拥有|完成了");
}

static bool
is_last_year(const struct place *p)
{
	return p->heading || ((p->token->kind == TOKEN_YEAR ||
	    p->token->joined) && is_yearly_work(p));
}

static bool
is_past(const struct place *p)
{
	return p->past && !is_yearly_work(p);
}

static bool
is_by_itself(const struct place *p)
{
	return !p->heading && !p->in_title;
}

/*
 * Tokens of some KINDS, FROM to TO years before the edition, of which a
 * question is true, or with one of the words where they are looked for.
 */
struct rule {
	enum reason reason;
	unsigned kinds;
	int from, to;
	bool (*is)(const struct place *);
	bool (*has)(struct str, const char *words);
	size_t part;			/* of a place */
	const char *words;
};

#define KIND(id)	(1u << TOKEN_##id)
#define ALL		(~0u)
#define WHENEVER	INT_MIN, INT_MAX
#define UP_TO(lag)	INT_MIN, (lag)
#define ALWAYS		NULL, NULL, 0, NULL
#define IF(is)		(is), NULL, 0, NULL
#define WORDS(part, has, words) \
	NULL, str_##has##_one, offsetof(struct place, part), (words)

/* For tokens with a year; the first that applies decides. */
static const struct rule year_rules[] = {
	{ REASON_PATH, ALL, WHENEVER, IF(in_path) },
	{ REASON_CODE_CURRENT, KIND(CODE), 0, 0, IF(is_short_code) },
	{ REASON_CODE, KIND(CODE), WHENEVER, ALWAYS },
	{ REASON_QUANTITY, KIND(QUANTITY), WHENEVER, ALWAYS },
	{ REASON_NUMBER_QUOTED, KIND(NUMBER), WHENEVER, IF(is_own_number) },
	{ REASON_NUMBER_CURRENT, KIND(NUMBER), UP_TO(0), ALWAYS },
	{ REASON_NUMBER_CITED, KIND(NUMBER), WHENEVER, ALWAYS },
	{ REASON_TITLE_CURRENT, ALL, UP_TO(0), IF(is_cited) },
	{ REASON_TITLE_CITED, ALL, WHENEVER, IF(is_cited) },
	{ REASON_WINDOW, ALL, WHENEVER, IF(is_window) },
	{ REASON_PLAN_PERIOD, ALL, WHENEVER, IF(is_long_range) },
	{ REASON_BIRTH_AGE, ALL, WHENEVER, IF(is_birth_by_age) },
	{ REASON_BIRTH, ALL, WHENEVER, IF(is_birth) },
	/* 2018年修订, 2018年版 */
	{ REASON_REVISION, ALL, WHENEVER, WORDS(token_text, ends, "版") },
	{ REASON_REVISION, ALL, WHENEVER, WORDS(near_after, starts,
	    "修订|修正|版|修改|试行") },
	/* 2020年是……的收官之年 */
	{ REASON_STATEMENT, KIND(YEAR), WHENEVER, WORDS(after, starts,
	    "是|，是|，既是|既是|恰逢|正值|适逢") },
	{ REASON_COHORT, KIND(YEAR), UP_TO(7), WORDS(token_text, ends,
	    "届|级") },
	{ REASON_SINCE, ALL, UP_TO(1), WORDS(near_after, starts, "以来") },
	{ REASON_SINCE, ~KIND(DATE), UP_TO(1), WORDS(near_after, starts,
	    "之后|以后") },
	{ REASON_START, KIND(YEAR), UP_TO(1), WORDS(near_after, starts,
	    "起|开始|伊始") },
	{ REASON_TARGET, KIND(YEAR), UP_TO(1), IF(is_target) },
	{ REASON_FACT_UNTIL, ALL, UP_TO(1), IF(is_fact_until) },
	/* 助力2020决胜脱贫攻坚 */
	{ REASON_SLOGAN, KIND(BARE), WHENEVER, WORDS(near_before, ends,
	    "助力|决胜|决战|奋战|冲刺|展望|迈向|面向|走向|拥抱|相约|到|圆梦|"
	    "奋进") },
	{ REASON_OWN_TITLE, ALL, UP_TO(1), IF(is_own) },
	{ REASON_ANNUAL, KIND(YEAR), UP_TO(1), WORDS(token_text, ends,
	    "年度|学年|学年度|赛季|财年") },
	{ REASON_LAST_YEAR, ALL, 1, 1, IF(is_last_year) },
	{ REASON_HISTORY_LAST, ALL, 1, 1, ALWAYS },
	{ REASON_HISTORY, ALL, 1, INT_MAX, ALWAYS },
	{ REASON_PAST_DATE, ALL, WHENEVER, IF(is_past) },
	{ REASON_EFFECTIVE, KIND(DATE), UP_TO(0), IF(is_effective) },
	{ REASON_BARE_YEAR, KIND(BARE), WHENEVER, IF(is_by_itself) },
	{ REASON_NEXT_YEAR, ~KIND(DATE), UP_TO(-1), ALWAYS },
	{ REASON_EDITION_DATE, KIND(DATE), WHENEVER, ALWAYS },
	{ REASON_EDITION_YEAR, ALL, WHENEVER, ALWAYS },
};

/* --- counts ----------------------------------------------------------- */

/* 第41个教师节, but not 第三个工作日. */
static bool
is_festival(const struct place *p)
{
	struct str name = char_head(p->near_after, 12);
	size_t at = 0;

	if (p->token->counted != 'g' || str_starts_one(name, "工作日|交易日|"
	    "自然日|日|月|周|节|星期|季节|环节|双休日|节假日"))
		return false;
	while (at < name.n) {
		char_next(name, &at);
		if (at > 6 && str_ends_one(str_slice(name, 0, at),
		    "节|日|周|月"))
			return true;
	}
	return false;
}

static bool
is_item_of_list(const struct place *p)
{
	return p->token->counted == 'g';
}

/* Congresses, committees, censuses and the great games are not yearly. */
static bool
is_term(const struct place *p)
{
	return str_has_one(char_head(p->near_after, 18),
	    "代表大会|人民代表|人大|政协|党代会|全会|中央|委员|理事会|监事会|"
	    "党委|常委|主席|奥运|奥林匹克|亚运|全运会|全国运动会|省运会|"
	    "省运动会|市运会|市运动会|大学生运动会|大学生冬季运动会|"
	    "大学生夏季运动会|青运会|残运会|世博|世界杯|人民政府|领导班子|"
	    "毕业|普查|纪委|执委|会员|团代会|工代会|妇代会") ||
	    (p->token->counted == 'c' && str_ends_one(p->near_before,
	    "大会|人大|政协|常委会|委员会|党委|理事会|届"));
}

static bool
is_yearly_event(const struct place *p)
{
	return str_has_one(char_head(p->near_after, 18),
	    "大赛|竞赛|年会|运动会|艺术节|文化节|科技节|旅游节|读书节|体育节|"
	    "博览会|交易会|展|论坛|比赛|联赛|锦标赛|邀请赛|公开赛|征文|嘉年华|"
	    "夏令营|冬令营|科技周|活动周|活动月|宣传周|宣传月|活动|洽谈会|"
	    "交流会|科交会|庙会|马拉松");
}

static bool
is_yearly_session(const struct place *p)
{
	return p->token->counted == 'j' && is_yearly_event(p);
}

/* The number is in the title of the edition, or of one it issues. */
static bool
names_edition(const struct place *p)
{
	struct str s = p->edition->text;
	struct str phrase = str_slice(s, p->token->at.from,
	    p->token->at.to + char_head(p->near_after, 2).n);

	for (size_t i = 0; i < p->edition->title_count; i++)
		if (str_has(p->edition->titles[i], phrase))
			return true;
	return p->heading || (p->in_title && p->own);
}

static bool
names_yearly_edition(const struct place *p)
{
	return p->token->counted == 'j' && p->token->count_value > 1 &&
	    names_edition(p);
}

static bool
is_guess(const struct place *p)
{
	return names_edition(p) || (p->token->count_value > 1 &&
	    (p->token->counted == 'j' || (p->token->counted == 'c' &&
	    is_yearly_event(p))));
}

static const struct rule count_rules[] = {
	{ REASON_PATH, ALL, WHENEVER, IF(in_path) },
	{ REASON_TITLE_CITED, ALL, WHENEVER, IF(is_cited) },
	{ REASON_COUNT_YEARLY, ALL, WHENEVER, IF(is_festival) },
	{ REASON_NONE, ALL, WHENEVER, IF(is_item_of_list) },
	{ REASON_TERM, ALL, WHENEVER, IF(is_term) },
	{ REASON_COUNT_YEARLY, ALL, WHENEVER, IF(names_yearly_edition) },
	{ REASON_COUNT_YEARLY, ALL, WHENEVER, IF(is_yearly_session) },
	{ REASON_COUNT_GUESS, ALL, WHENEVER, IF(is_guess) },
	{ REASON_SERIES, ALL, WHENEVER, ALWAYS },
};

/* --- judging ---------------------------------------------------------- */

static bool
applies(const struct rule *rule, const struct place *p)
{
	const char *part = (const char *)p + rule->part;

	return (rule->kinds & 1u << p->token->kind) &&
	    rule->from <= p->lag && p->lag <= rule->to &&
	    (rule->is == NULL || rule->is(p)) && (rule->has == NULL ||
	    rule->has(*(const struct str *)part, rule->words));
}

static enum reason
first_rule(const struct rule *rules, const struct place *place)
{
	while (!applies(rules, place))
		rules++;
	return rules->reason;
}

static bool
is_before(struct date date, struct date than)
{
	if (date.year != than.year || date.month != than.month)
		return date.year != than.year ? date.year < than.year :
		    date.month < than.month;
	return date.day > 0 && date.day < than.day;
}

/* Is the day, or the last day of the period it begins, before signature? */
static bool
is_past_day(const struct edition *edition, const struct token *token)
{
	struct date date = { token->years[0], token->month, token->day };

	if (edition->signed_on.year == 0 || token->kind != TOKEN_DATE)
		return false;
	if (token->joined) {
		if (token[1].years[0] > 0)
			date.year = token[1].years[0];
		date.month = token[1].month;
		date.day = token[1].day;
	}
	return is_before(date, edition->signed_on);
}

static enum reason
judge_year(const struct edition *edition, const struct token *token,
    enum reason next)
{
	struct place place = place_of(edition, token);

	place.past = is_past_day(edition, token);
	if (token->joined && token[1].years[0] > 0) {
		if (reason_kind(next)->action == ACTION_ROLL)
			return next == REASON_EDITION_DATE &&
			    token->years[0] == token[1].years[0] ?
			    REASON_EDITION_DATE : REASON_RANGE_START;
		return next;
	}
	return first_rule(year_rules, &place);
}

/*
 * A count after a year of the past, 2014年第十二届, is of the past too; one
 * after a year that is kept for another reason likewise.
 */
static enum reason
judge_count(const struct edition *edition, const struct token *token,
    const struct token *before, enum reason reason)
{
	struct place place = place_of(edition, token);
	struct str between = before == NULL ? STR_NONE :
	    str_slice(edition->text, before->at.to, token->at.from);

	if (before != NULL && before->years[0] > 0 &&
	    token->at.from >= before->at.to && char_count(between) < 5 &&
	    !str_has(between, STR("，")) && (reason == REASON_HISTORY ||
	    reason == REASON_HISTORY_LAST))
		return reason;
	return first_rule(count_rules, &place);
}

static enum reason
judge_other(const struct edition *edition, const struct token *token)
{
	struct place place = place_of(edition, token);

	if (in_path(&place))
		return REASON_PATH;
	switch (token->kind) {
	case TOKEN_PLAN: return REASON_PLAN_NAME;
	case TOKEN_QUARTER: return REASON_QUARTER;
	case TOKEN_ANNIVERSARY: return REASON_ANNIVERSARY;
	case TOKEN_NAMED_DAY: return REASON_NAMED_DAY;
	default: return REASON_DAY;
	}
}

void
rule_judge(const struct edition *edition, const struct tokens *tokens,
    enum reason *reasons)
{
	/* A range begins as it ends, so the ends are judged first. */
	for (size_t i = tokens->n; i-- > 0;) {
		const struct token *token = &tokens->v[i];

		if (token->years[0] > 0)
			reasons[i] = judge_year(edition, token,
			    token->joined ? reasons[i + 1] : REASON_NONE);
		else if (token->kind != TOKEN_COUNT)
			reasons[i] = judge_other(edition, token);
	}
	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->v[i].kind == TOKEN_COUNT)
			reasons[i] = judge_count(edition, &tokens->v[i],
			    i > 0 ? &tokens->v[i - 1] : NULL,
			    i > 0 ? reasons[i - 1] : REASON_NONE);
}
