#ifndef TEXT_ORDINAL_H
#define TEXT_ORDINAL_H

#include <stdbool.h>

#include "../base/str.h"

/*
 * Ordinals at the head of a paragraph (GB/T 9704-2012 7.3.3: 一、 （一） 1. （1）)
 * and Chinese numerals.
 */
enum ordinal_style {
	ORDINAL_NONE,
	ORDINAL_HAN,		/* 一、     level 1 */
	ORDINAL_HAN_BRACKET,	/* （一）   level 2 */
	ORDINAL_DIGIT,		/* 1.       level 3 */
	ORDINAL_DIGIT_BRACKET,	/* （1）    level 4 */
	ORDINAL_CIRCLE,		/* ①        beyond: level 5 */
	ORDINAL_ARTICLE,	/* 第一条   of rules; no level */
	ORDINAL_CHAPTER		/* 第一章 第一节 */
};

struct ordinal {
	enum ordinal_style style;
	unsigned number;	/* its value, from 1 */
	size_t length;		/* bytes, with its mark and blanks after it */
	bool regular;		/* written exactly as the standard writes it */
	char mark;		/* '、' as 'd', '.' as '.', '．' as 'f', none 0 */
};

/*
 * The ordinal that S begins with (variants accepted: (一) 1、 1． （一）、 １.);
 * style ORDINAL_NONE when there is none.  1.5, 2024年, 10% and the like are
 * not ordinals.
 */
struct ordinal ordinal_parse(struct str);

/* Level 1..5 for a style that has one, else 0. */
int	 ordinal_level(enum ordinal_style);

/* The ordinal of LEVEL (1..5) with NUMBER as the standard writes it. */
struct str ordinal_format(struct arena *, int level, unsigned number);

/* 十二 → 12, 〇 forms too; 0 when S is not a Chinese or Arabic numeral. */
unsigned number_parse(struct str);
/* 12 → 十二 */
struct str number_han(struct arena *, unsigned);
/* "12345.6" → 壹万贰仟叁佰肆拾伍元陆角; n == 0 when it is no amount. */
struct str number_amount(struct arena *, struct str);
/* "1234567.8" → 1,234,567.8; n == 0 when it is no number. */
struct str number_thousands(struct arena *, struct str);

#endif
