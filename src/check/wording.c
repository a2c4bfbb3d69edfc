/*
 * Wording: only what is certainly a slip (the list is words.def), and words
 * that the recommendation of forms names.
 */
#include <string.h>

#include "../text/chars.h"
#include "rule.h"

const struct word words[] = {
#define WORD(id, wrong, right, not_before, not_after, only_before)	\
	{ FINDING_##id, wrong, right, not_before, not_after, only_before },
#include "words.def"
#undef WORD
};
const size_t words_count = sizeof(words) / sizeof(*words);

/* Does one of the parts of LIST, parted by "|", stand at I? */
static bool
one_follows(const struct prose *prose, ptrdiff_t i, const char *list)
{
	struct str rest = str_of(list);

	while (rest.n > 0) {
		size_t end = str_find(rest, STR("|"), 0), at = 0;
		struct str part = str_slice(rest, 0, end);
		ptrdiff_t k = i;

		while (at < part.n && char_next(part, &at) == prose->c[k]) {
			k++;
			if (at == part.n)
				return true;
		}
		rest = str_slice(rest, end == SIZE_MAX ? rest.n : end + 1,
		    rest.n);
	}
	return false;
}

static void
report_word(const struct prose *prose, ptrdiff_t i, const struct word *word)
{
	struct pos pos = prose_pos(prose, i);

	if (word->id == FINDING_PLACEHOLDER &&
	    !(prose->flags[i] & PROSE_IN_QUOTE))
		finding_add(prose->findings, FINDING_PLACEHOLDER, pos,
		    "这里的“%s”还没有换成真正的内容",
		    "%s is still to be replaced", word->wrong);
	else if (word->id == FINDING_PLACEHOLDER)
		return;			/* the words of an example */
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
			finding_add(prose->findings, FINDING_WORD_DENGLU,
			    prose_pos(prose, i),
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
			finding_add(prose->findings, FINDING_NEGATION,
			    prose_pos(prose, k),
			    "“防止”“避免”后面多了否定词“不”",
			    "one negation too many after 防止 or 避免");
			return;
		}
	}
}

/* A phrase of three to eight characters that follows itself at once. */
static void
doubled_phrase(const struct prose *prose, ptrdiff_t i)
{
	for (i = 0; i < prose->n; i++)
		for (ptrdiff_t n = 3; n <= 8 && i + 2 * n <= prose->n; n++) {
			ptrdiff_t k = 0;

			if (prose->c[i] != prose->c[i + n])
				continue;
			while (k < n && char_is_han(prose->c[i + k]) &&
			    prose->c[i + k] == prose->c[i + n + k])
				k++;
			if (k < n)
				continue;
			finding_add(prose->findings, FINDING_DOUBLED_PHRASE,
			    prose_pos(prose, i + n), "“%.*s”重复了",
			    "%.*s is typed twice",
			    STR_ARG(prose_slice(prose, i, i + n)));
			i += 2 * n;
			break;
		}
}

const struct prose_rule wording_rules[] = {
	{ "登", log_in },
	{ "防避杜", negation },
	{ NULL, doubled_phrase },
	{ NULL, NULL }
};
