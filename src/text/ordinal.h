#ifndef TEXT_ORDINAL_H
#define TEXT_ORDINAL_H

#include <stdbool.h>

#include "../base/str.h"

/*
 * Ordinals at the head of a paragraph (GB/T 9704-2012 7.3.3: 一、 （一） 1.
 * （1）) and Chinese numerals.
 */
enum ordinal_style {
	ORDINAL_NONE,
	ORDINAL_HAN,		/* 一、     level 1 */
	ORDINAL_HAN_BRACKET,	/* （一）   level 2 */
	ORDINAL_DIGIT,		/* 1.       level 3 */
	ORDINAL_DIGIT_BRACKET,	/* （1）    level 4 */
	ORDINAL_CIRCLE,		/* ①        beyond: level 5 */
	ORDINAL_DECIMAL,	/* 1.1      under 1. of a plan: level 4 */
	ORDINAL_DECIMAL_DEEP,	/* 1.1.1    level 5 */
	ORDINAL_ARTICLE,	/* 第一条   of rules; no level */
	ORDINAL_CHAPTER		/* 第一章 第一节 第一部分 */
};

struct ordinal {
	enum ordinal_style style;
	unsigned number;	/* its value, from 1 */
	size_t length;		/* bytes, with its mark and blanks after it */
	/*
	 * Written exactly as the standard writes it: widths of brackets, digits
	 * and mark, no blanks inside.  Blanks after it do not count.
	 */
	bool regular;
	/*
	 * '、' is 'd', '.' is '.', '．' is 'f', ',' is 'c', 1） is ')', 1️⃣ is
	 * 'k', none 0
	 */
	char mark;
};

/*
 * The ordinal that S begins with (variants accepted: (一) 1、 1． （一）、 １.
 * 1） ⑴ ㈠ ⒈); style ORDINAL_NONE when there is none.  1.5, 2024年, 10%, 1．2,
 * 3、4月, 一、二等奖 and the like are not ordinals.  S has no blanks before it.
 */
struct ordinal ordinal_parse(struct str);

/* Numbers of a decimal ordinal: 1.1.1 has three. */
#define ORDINAL_PARTS	4

/*
 * 1.1编制目的, 1.1.1, and 1 总则 over them, as emergency plans count: the parts
 * go to PARTS; the last one is the number.  Only the lines around it tell it
 * from 1.5万元, so ordinal_parse does not know it.
 */
struct ordinal ordinal_decimal(struct str, unsigned parts[ORDINAL_PARTS],
	    size_t *n);

/* Level 1..5 for a style that has one, else 0. */
int	 ordinal_level(enum ordinal_style);

/* The ordinal of LEVEL (1..5) with NUMBER as the standard writes it. */
struct str ordinal_format(struct arena *, int level, unsigned number);

/*
 * 十二 → 12, 一百零五 → 105, 二〇二六 → 2026, 12 and １２ → 12, ② → 2; blanks
 * around it are left out.  0 when S is not a numeral.
 */
unsigned number_parse(struct str);
/* The numeral that S begins with, *LENGTH its bytes; 0 when there is none. */
unsigned number_prefix(struct str, size_t *length);
/* 12 → 十二, 105 → 一百零五, 0 → 〇 */
struct str number_han(struct arena *, unsigned);
/* The digits of a year: "2026" → 二〇二六. */
struct str number_digits(struct arena *, struct str);
/*
 * "12345.6" → 壹万贰仟叁佰肆拾伍元陆角, "300" → 叁佰元整; thousands separators
 * are accepted.  n == 0 when it is no amount, or has parts of a 分.
 */
struct str number_amount(struct arena *, struct str);
/* "1234567.8" → 1,234,567.8; n == 0 when it is no number. */
struct str number_thousands(struct arena *, struct str);

#endif
