#include "check.h"

#include "../text/chars.h"
#include "rule.h"

/*
 * Every rule and word by the character that wakes it: a chain for each of
 * BUCKETS remainders of the code point.  Rules without one come with 0, which
 * stands before every block.
 */
#define BUCKETS		1024

struct trigger {
	uint32_t c;
	unsigned next;			/* 0 ends the chain */
	const struct prose_rule *rule;	/* or */
	const struct word *word;
};

struct index {
	struct arena *arena;
	unsigned first[BUCKETS];
	VEC(struct trigger) triggers;
};

static void
add_trigger(struct index *index, uint32_t c, const struct prose_rule *rule,
    const struct word *word)
{
	unsigned number = (unsigned)index->triggers.n;
	struct trigger *trigger = VEC_ADD(index->arena, &index->triggers);

	*trigger = (struct trigger){ c, index->first[c % BUCKETS], rule, word };
	index->first[c % BUCKETS] = number;
}

static void
add_rules(struct index *index, const struct prose_rule *rules)
{
	for (; rules->apply != NULL; rules++) {
		struct str set = str_of(rules->triggers != NULL ?
		    rules->triggers : "");
		size_t at = 0;

		if (set.n == 0)
			add_trigger(index, 0, rules, NULL);
		while (at < set.n)
			add_trigger(index, char_next(set, &at), rules, NULL);
	}
}

static void
index_rules(struct index *index)
{
	VEC_ADD(index->arena, &index->triggers);	/* 0 ends a chain */
	add_rules(index, punctuation_rules);
	add_rules(index, numeral_rules);
	add_rules(index, wording_rules);
	for (size_t i = 0; i < words_count; i++) {
		size_t at = 0;

		add_trigger(index, char_next(str_of(words[i].wrong), &at),
		    NULL, &words[i]);
	}
}

static void
wake(const struct index *index, const struct prose *prose, uint32_t c,
    ptrdiff_t i)
{
	unsigned next = index->first[c % BUCKETS];

	for (; next != 0; next = index->triggers.v[next].next) {
		const struct trigger *trigger = &index->triggers.v[next];

		if (trigger->c != c)
			continue;
		if (trigger->word != NULL)
			word_check(prose, i, trigger->word);
		else
			trigger->rule->apply(prose, i);
	}
}

void
check_text(struct arena *arena, uint32_t file, bool markdown,
    struct findings *findings)
{
	struct index index = { .arena = arena };
	struct prose_reader reader;
	const struct prose *prose;

	index_rules(&index);
	prose_open(&reader, arena, file, markdown, findings);
	while ((prose = prose_next(&reader)) != NULL) {
		wake(&index, prose, 0, 0);
		for (ptrdiff_t i = 0; i < prose->n; i++)
			wake(&index, prose, prose->c[i], i);
	}
}
