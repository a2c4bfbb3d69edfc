/*
 * {填写: …} in a cell of a form: words parted by blanks or marks in, what may
 * be filled in out.  Read it from rule_read.
 */
#include "rule.h"

#include "../text/chars.h"

static const struct {
	const char *word;
	enum rule_kind kind;
} kinds[] = {
	{ "文字", RULE_TEXT }, { "数字", RULE_NUMBER },
	{ "金额", RULE_NUMBER }, { "整数", RULE_WHOLE },
	{ "日期", RULE_DATE }, { "电话", RULE_PHONE }, { "手机", RULE_PHONE },
};

size_t
rule_find(struct str cell)
{
	static const char *const opens[] = { "{填写:", "{填写：" };

	cell = str_trim_right(cell);
	if (!str_ends(cell, STR("}")))
		return SIZE_MAX;
	for (size_t i = 0; i < COUNT_OF(opens); i++) {
		size_t at = str_find(cell, str_of(opens[i]), 0);

		if (at != SIZE_MAX)
			return at;
	}
	return SIZE_MAX;
}

/* A number with a point at the head of *S; false when there is none. */
static bool
take_number(struct str *s, double *number)
{
	double unit = 0;
	size_t at = 0, digits = 0, end = 0;

	*number = 0;
	while (at < s->n) {
		uint32_t c = char_next(*s, &at);
		int digit = char_digit(c);

		if (c == '.' && unit == 0 && digits > 0) {
			unit = 1;
		} else if (digit >= 0 && digits < 15) {
			*number = *number * 10 + digit;
			unit *= 10;
			digits++;
		} else
			break;
		end = at;
	}
	if (unit > 0)
		*number /= unit;
	*s = str_slice(*s, end, s->n);
	return digits > 0;
}

static bool
take_word(struct str *s, const char *words)
{
	struct str rest = str_of(words);

	while (rest.n > 0) {
		struct str word = str_take(&rest, " ");

		if (str_starts(*s, word)) {
			*s = str_from(*s, word.n);
			return true;
		}
	}
	return false;
}

static void
set_bound(struct rule *rule, bool most, bool characters, double number)
{
	if (characters && most)
		rule->most_characters = (unsigned long)number;
	else if (characters)
		rule->least_characters = (unsigned long)number;
	else if (most) {
		rule->has_most = true;
		rule->most = number;
	} else {
		rule->has_least = true;
		rule->least = number;
	}
}

/* ≤500字, 不超过500字, 500字以内, ≥0, 1-100 */
static bool
read_bound(struct str word, struct rule *rule)
{
	bool most = take_word(&word, "≤ <= 不超过 至多 最多 不大于");
	bool least = !most && take_word(&word, "≥ >= 不少于 至少 最少 不小于");
	bool characters;
	double first, second;

	if (!take_number(&word, &first))
		return false;
	if (!most && !least && take_word(&word, "- ～ ~ — 至")) {
		if (!take_number(&word, &second) || second < first)
			return false;
		characters = take_word(&word, "字");
		set_bound(rule, false, characters, first);
		set_bound(rule, true, characters, second);
		return word.n == 0;
	}
	characters = take_word(&word, "字");
	if (take_word(&word, "以内 以下 之内"))
		most = true;
	else if (take_word(&word, "以上"))
		least = true;
	set_bound(rule, most, characters, first);
	return word.n == 0 && most != least;
}

static bool
read_word(struct str word, struct rule *rule)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (str_eq(word, str_of(kinds[i].word))) {
			rule->kind = kinds[i].kind;
			return true;
		}
	if (str_eq(word, STR("必填")) || str_eq(word, STR("选填")))
		rule->required = str_eq(word, STR("必填"));
	else if (str_is_one(word, "选一|单选|多选|可多选"))
		rule->one = str_is_one(word, "选一|单选");
	else if (str_has(word, STR("/")) && !str_starts(word, STR("/")) &&
	    !str_ends(word, STR("/")))
		rule->choices = word;
	else
		return read_bound(word, rule);
	return true;
}

bool
rule_choice(struct str *choices, struct str *choice)
{
	*choice = str_take(choices, "/");
	return choice->n > 0;
}

struct str
rule_words(struct str braces)
{
	size_t colon = str_find(braces, STR(":"), 0);
	size_t wide = str_find(braces, STR("："), 0);

	return braces.n == 0 ? STR_NONE : str_trim(str_slice(braces,
	    colon < wide ? colon + 1 : wide + 3, braces.n - 1));
}

void
rule_read(struct str braces, struct rule *rule, struct str *unknown)
{
	struct str rest = rule_words(braces);

	*rule = (struct rule){ .kind = RULE_ANY, .choices = STR_NONE };
	*unknown = STR_NONE;
	while (rest.n > 0) {
		size_t at = 0, end = 0;

		while (at < rest.n) {
			uint32_t c = char_next(rest, &at);

			if (char_is_space(c) || c == U'、' || c == U'，' ||
			    c == ',' || c == U'；' || c == ';')
				break;
			end = at;
		}
		if (end > 0 && !read_word(str_slice(rest, 0, end), rule) &&
		    unknown->n == 0)
			*unknown = str_slice(rest, 0, end);
		rest = str_from(rest, at);
	}
}
