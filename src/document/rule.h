#pragma once

#include "document.h"

/*
 * What may be filled into a blank of a form, as its author says in the cell:
 * {填写: 数字 必填 ≤500字 选一}.
 */
enum rule_kind {
	RULE_ANY,		/* not said */
	RULE_TEXT, RULE_NUMBER, RULE_WHOLE, RULE_DATE, RULE_PHONE
};

struct rule {
	enum rule_kind kind;
	bool required;
	bool one;		/* of boxes: 选一; 可多选 is usual */
	struct str choices;	/* 讲座/展览: one of them; n == 0: any */
	unsigned long least_characters, most_characters;  /* most 0: any */
	bool has_least, has_most;
	double least, most;	/* of a number */
};

/* Does the cell end in such braces?  Where they begin, else SIZE_MAX. */
size_t	 rule_find(struct str cell);

/* Take the next of the choices; false when there is none. */
bool	 rule_choice(struct str *choices, struct str *choice);

/* What stands in the braces; n == 0: nothing. */
struct str rule_words(struct str braces);

/*
 * Read the braces; n == 0: none.  Words that mean nothing are put into
 * *UNKNOWN, the first of them, and the others hold.
 */
void	 rule_read(struct str braces, struct rule *, struct str *unknown);
