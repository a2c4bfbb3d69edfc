#pragma once

#include "../text/date.h"
#include "prose.h"

/*
 * A rule on running text: `apply` is called for each character that is one of
 * `triggers` (with its index), or once a block (with 0) when `triggers` is
 * NULL.  It looks around and adds a finding or does not; it changes nothing.
 * To add a rule: its line in base/finding.def, a function and a row here, a
 * wrong and a right example in tests/cases/check.
 */
struct prose_rule {
	const char *triggers;
	void (*apply)(const struct prose *, ptrdiff_t i);
};

/* Had GB/T 9704-2012 and the 条例 come into force by then, on 2012-07-01? */
static inline bool
date_in_force(struct date date)
{
	return date_compare(date, (struct date){ 2012, 7, 1 }) >= 0;
}

/* The tables, ended by a row without a function. */
extern const struct prose_rule punctuation_rules[];
extern const struct prose_rule mark_rules[];
extern const struct prose_rule numeral_rules[];
extern const struct prose_rule quantity_rules[];
extern const struct prose_rule percent_rules[];
extern const struct prose_rule wording_rules[];

/* 星期三 or 周三, in brackets or not, from 0; -1 when S begins with none. */
int	 weekday_at(struct str);
/* The full-width form of one of ,;:?!()[] */
struct str mark_wide(uint32_t);

/* Words are rules too: a row of words.def, which says what the fields mean. */
struct word {
	enum finding_id id;
	const char *after, *wrong, *right;
	const char *not_before, *not_after, *only_before, *ahead;
};

extern const struct word words[];
extern const size_t words_count;

/* Add a finding if WORD stands at character I. */
void	 word_check(const struct prose *, ptrdiff_t i, const struct word *);

/*
 * Lists, parted by "|", of what needs no guard: "wrong right", and phrases of
 * four characters, which are seen at their first and their third.
 */
enum word_list { WORD_LIST_NONE, WORD_SLIPS, WORD_PHRASES, WORD_CUSTOMS };
extern const char word_slips[], word_phrases[], word_customs[];
/* The same for an item of them. */
void	 word_item_check(const struct prose *, ptrdiff_t i, enum word_list,
	    struct str item);
