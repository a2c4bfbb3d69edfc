/*
 * Wording: only what is certainly a slip (the list is words.def), and words
 * that the recommendation of forms names.
 */
#include <string.h>

#include "../text/chars.h"
#include "../text/words.h"
#include "rule.h"

const struct word words[] = {
#define WORD(id, wrong, right, not_before, not_after, only_before)	\
	{ FINDING_##id, wrong, right, not_before, not_after, only_before },
#include "words.def"
#undef WORD
};
const size_t words_count = COUNT_OF(words);

/* Does one of the parts of LIST, parted by "|", stand at I? */
static bool
one_follows(const struct prose *prose, ptrdiff_t i, const char *list)
{
	struct str rest = str_of(list);

	while (rest.n > 0) {
		struct str part = str_take(&rest, "|");
		ptrdiff_t k = i;
		size_t at = 0;

		while (at < part.n && char_next(part, &at) == prose->c[k]) {
			k++;
			if (at == part.n)
				return true;
		}
	}
	return false;
}

/* xxxxxx……: how a table of contents is to look, not what was forgotten */
static bool
is_pattern(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t end = i;

	while (prose->c[end] == prose->c[i])
		end++;
	return end - i > 3 && prose->c[end] == U'…';
}

static void
report_word(const struct prose *prose, ptrdiff_t i, const struct word *word)
{
	struct pos pos = prose_pos(prose, i);

	if (word->id == FINDING_PLACEHOLDER &&
	    !(prose->flags[i] & PROSE_IN_QUOTE) && !is_pattern(prose, i))
		finding_add(prose->findings, FINDING_PLACEHOLDER, pos,
		    "这里的“%s”还没有换成真正的内容",
		    "%s is still to be replaced", word->wrong);
	else if (word->id == FINDING_PLACEHOLDER)
		return;			/* the words of an example */
	else if (word->id == FINDING_LEFT_OPEN)
		finding_add(prose->findings, FINDING_LEFT_OPEN, pos,
		    "这里写着“%s”，发出前请确认",
		    "%s: to be settled before it is sent", word->wrong);
	else if (word->id == FINDING_RELATIVE_TIME)
		finding_add(prose->findings, FINDING_RELATIVE_TIME, pos,
		    "“%s”以后读不出是哪一天，宜%s",
		    "%s cannot be placed later; %s", word->wrong, word->right);
	else if (word->id == FINDING_DOUBLED_WORD)
		finding_add(prose->findings, FINDING_DOUBLED_WORD, pos,
		    "“%s”重复了，应当是“%s”", "%s is typed twice; %s is meant",
		    word->wrong, word->right);
	else
		finding_add(prose->findings, word->id, pos,
		    word->id == FINDING_WORD_CHOICE ||
		    word->id == FINDING_REDUNDANT ?
		    "“%s”宜写作“%s”" : "“%s”应当是“%s”",
		    "%s should be %s", word->wrong, word->right);
}

void
word_check(const struct prose *prose, ptrdiff_t i, const struct word *word)
{
	ptrdiff_t end;

	/* The words of a title are not ours, but for what it still lacks. */
	if (((prose->flags[i] & PROSE_IN_TITLE) &&
	    word->id != FINDING_PLACEHOLDER) ||
	    !prose_is(prose, i, word->wrong))
		return;
	end = i + (ptrdiff_t)char_count(str_of(word->wrong));
	if (prose_one_of(prose->c[i - 1], word->not_before) ||
	    prose_one_of(prose->c[end], word->not_after) ||
	    (word->only_before[0] != '\0' &&
	    !one_follows(prose, end, word->only_before)))
		return;
	report_word(prose, i, word);
}

/* 登陆…网, 登陆…系统: one logs in (登录); one lands (登陆) on a coast. */
static void
log_in(const struct prose *prose, ptrdiff_t i)
{
	if (!prose_is(prose, i, "登陆"))
		return;
	for (ptrdiff_t k = i + 2; k < i + 20 && k < prose->n; k++) {
		if (prose_one_of(prose->c[k], "，。；！？\n"))
			return;
		if (prose_is(prose, k, "网") || prose_is(prose, k, "系统") ||
		    prose_is(prose, k, "平台") || prose_is(prose, k, "账号") ||
		    prose->c[k] == PROSE_OBJECT) {
			prose_tell(prose, i, FINDING_WORD_DENGLU,
			    "进入网站、系统应当是“登录”",
			    "one logs in with 登录, not 登陆");
			return;
		}
	}
}

/* 防止…不再发生 */
static void
negation(const struct prose *prose, ptrdiff_t i)
{
	if (!prose_is(prose, i, "防止") && !prose_is(prose, i, "避免") &&
	    !prose_is(prose, i, "杜绝"))
		return;
	for (ptrdiff_t k = i + 2; k < i + 18 && k < prose->n; k++) {
		if (prose_one_of(prose->c[k], "，。；！？\n"))
			return;
		if (prose_is(prose, k, "不再发生") ||
		    prose_is(prose, k, "不发生") ||
		    prose_is(prose, k, "不再出现")) {
			prose_tell(prose, k, FINDING_NEGATION,
			    "“防止”“避免”后面多了否定词“不”",
			    "one negation too many after 防止 or 避免");
			return;
		}
	}
}

/* Verbs and particles that are doubled by mistake only. */
static const char never_doubled[] =
    "关于|以及|进行|根据|按照|加强|开展|有关|我们|做好|推进|提高|完善|切实|"
    "认真|确保|促进|强化|推动|建立|健全|及时|全面|积极|严格|为了|通过|对于|"
    "必须|应当|并且|现将|贯彻|坚持|鼓励|保障|明确|召开|由于|因此";

/* Verbs that may be doubled, and what only looks doubled. */
static const char may_be_doubled[] =
    "考虑|研究|讨论|商量|学习|了解|休息|比较|打扫|认识|介绍|琢磨|观察|体验|"
    "锻炼|宣传|检查|意思|学生";

/* 工作工作人员 is 工作 and 工作人员. */
#define WORD_GOES_ON	"人员方案要点局厅院站区主任长室生书处所部组制性者" \
	"化法条规办证表单费台车线网校馆厂社团队业务户量率型类力师工品"

/* Does the word of two characters at I follow itself by mistake? */
static bool
is_doubled(const struct prose *prose, ptrdiff_t i)
{
	uint32_t a = prose->c[i], b = prose->c[i + 1];

	if (a != prose->c[i + 2] || b != prose->c[i + 3] || a == b ||
	    !char_is_han(a) || !char_is_han(b) ||
	    prose->kind == PROSE_CELL || prose->flags[i] != 0)
		return false;
	if (one_follows(prose, i, never_doubled))
		return true;
	return char_han_digit(a) < 0 && !prose_one_of(a, "十百千半多几每") &&
	    char_han_digit(b) < 0 && !one_follows(prose, i, may_be_doubled) &&
	    !prose_one_of(prose->c[i + 4], WORD_GOES_ON);
}

/* A phrase of three to eight characters that follows itself at once. */
static ptrdiff_t
doubled_length(const struct prose *prose, ptrdiff_t i)
{
	for (ptrdiff_t n = 3; n <= 8 && i + 2 * n <= prose->n; n++) {
		ptrdiff_t k = 0;

		if (prose->c[i] != prose->c[i + n])
			continue;
		while (k < n && char_is_han(prose->c[i + k]) &&
		    prose->c[i + k] == prose->c[i + n + k])
			k++;
		if (k == n)
			return n;
	}
	return 0;
}

/* What is doubled at I is told; how far it goes. */
static ptrdiff_t
doubled_at(const struct prose *prose, ptrdiff_t i)
{
	ptrdiff_t n = doubled_length(prose, i);

	if (n == 0 && is_doubled(prose, i))
		n = 2;
	if (n > 0 && !(prose->c[i] == U'的' &&	/* genre_twice's */
	    genre_at_end(prose_slice(prose, i, i + n)) != NULL))
		prose_tell(prose, i + n, n == 2 ? FINDING_DOUBLED_WORD :
		    FINDING_DOUBLED_PHRASE,
		    "“%.*s”重复了", "%.*s is typed twice",
		    STR_ARG(prose_slice(prose, i, i + n)));
	return i + 2 * n;
}

/*
 * Only where a character comes again two to eight places on; `near` counts
 * those that do, by the last byte of their code.
 */
static void
doubled_phrase(const struct prose *prose, ptrdiff_t i)
{
	unsigned char near[256] = { 0 };
	ptrdiff_t after = 0;

	for (i = 2; i < 8; i++)
		near[prose->c[i] & 0xff]++;
	for (i = 0; i < prose->n; i++) {
		near[prose->c[i + 8] & 0xff]++;
		if (i >= after && near[prose->c[i] & 0xff] > 0)
			after = doubled_at(prose, i);
		near[prose->c[i + 2] & 0xff]--;
	}
}

const struct prose_rule wording_rules[] = {
	{ "登", log_in },
	{ "防避杜", negation },
	{ NULL, doubled_phrase },
	{ NULL, NULL }
};
