/*
 * Keys that begin a line: 抄送：, 主题词, 标题：.  In: squeezed text.  Out: the
 * row of label.def, or that it is a contact.
 */
#include "line.h"

#include "../text/chars.h"

static const struct key keys[] = {
#define KEY(text, cue, label, colon) \
	{ text, sizeof(text) - 1, CUE_##cue, LABEL_##label, colon },
#include "label.def"
};

bool
key_colon(struct str s, size_t *at)
{
	size_t next = *at;
	bool colon = char_place(STR(":：﹕∶】"), char_next(s, &next)) >= 0;

	if (colon)
		*at = next;
	return colon;
}

const struct key *
key_at_head(struct str s)
{
	static const struct key contact = {
		"", 0, CUE_KEY_CONTACT, LABEL_COUNT, true
	};

	for (size_t i = 0; i < COUNT_OF(keys) && s.n > 3; i++) {
		struct str word = { keys[i].word, keys[i].n };

		if (s.p[1] == word.p[1] && s.p[2] == word.p[2] &&
		    str_starts(s, word) &&
		    (!keys[i].colon || key_colon(s, &(size_t){ word.n })))
			return &keys[i];
	}
	return words_contact(s) ? &contact : NULL;
}

int
key_alone(struct str s)
{
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (keys[i].cue == CUE_ANY && str_eq(s, str_of(keys[i].word)))
			return keys[i].label + 1;
	return 0;
}

/* 发电单位　某某局, 成文日期 2026年6月2日: shorter words begin text. */
#define PARTED_BYTES	9
#define PARTED_MAX	40	/* of the longest key */

const struct key *
key_parted(struct str s)
{
	size_t at = 0;

	/* Hardly a line has a blank so near to its head. */
	while (!char_is_space(char_next(s, &at)))
		if (at >= s.n || at > PARTED_MAX)
			return NULL;
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		struct str word = { keys[i].word, keys[i].n };

		if (s.n > word.n && s.p[2] == word.p[2] && keys[i].colon &&
		    (word.n >= PARTED_BYTES || str_eq(word, STR("等级"))) &&
		    str_starts(s, word) && char_is_space(char_at(s, word.n)))
			return &keys[i];
	}
	return NULL;
}
