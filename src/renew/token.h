#pragma once

#include "../base/arena.h"
#include "../base/str.h"
#include "../text/date.h"

/*
 * The places of a text that look like a year, a date, or a count that goes on
 * from year to year, each taken apart.  What they mean is decided in rule.h;
 * here is only what is written.
 */
enum token_kind {
	TOKEN_YEAR,		/* 2026年, 2026年度, 2026—2027学年, 2026届 */
	TOKEN_BARE,		/* 2026, 2024—2026: no word after it */
	TOKEN_DATE,		/* 2026年6月14日, 2026-06-14, 2026年6月 */
	TOKEN_DAY,		/* 6月14日; 3、6、9月18日; 16日 of a range */
	TOKEN_NUMBER,		/* 某科协〔2026〕18号, 2026年第3号 */
	TOKEN_COUNT,		/* 第十三届, 第18次, 首届, 第41个教师节 */
	TOKEN_PLAN,		/* “十四五” */
	TOKEN_QUARTER,		/* 第三季度 */
	TOKEN_ANNIVERSARY,	/* 40周年 */
	TOKEN_NAMED_DAY,	/* “6.18”, 5.30全国科技工作者日 */
	TOKEN_QUANTITY,		/* 2000人 */
	TOKEN_CODE		/* a year in an address, code or range */
};

/* A part of the text, in bytes; from == to: there is none. */
struct extent {
	size_t from, to;
};

#define TOKEN_MONTHS	12

struct token {
	enum token_kind kind;
	struct extent at;		/* all of it, without the weekday */
	struct extent year[2];		/* the digits of its years */
	int years[2];			/* their values; 0: not there */
	int month, day;			/* 0: not there */
	int months[TOKEN_MONTHS];	/* DAY: of a list, 3、6、9月18日 */
	unsigned month_count;
	struct extent weekday;		/* the 五 of （星期五） after it */
	int weekday_value;		/* as date_weekday */
	struct extent serial;		/* NUMBER: between the bracket and 号 */
	struct extent count;		/* COUNT: the numeral, or 首 */
	unsigned count_value;
	char counted;			/* COUNT: see token_find */
	int relative;			/* DAY after 明年 +1, 去年 -1, 今年 0 */
	bool joined;			/* a range: the next token is its end */
};

struct tokens {
	struct token *v;
	size_t n;
};

/*
 * Find the tokens of TEXT in their order; they do not overlap.  Comments,
 * {{placeholders}} and numbers of other shapes (telephones, amounts) give
 * none.  A COUNT tells what is counted: 'j' 届, 'c' 次, 'q' 期, 'p' 批, 'l' 轮,
 * 'h' 回, 'g' 个.
 */
void	 token_find(struct arena *, struct str text, struct tokens *);

/*
 * The digits of OLD replaced by those of YEAR: 2026 ２０２６ 二〇二六 二○二六.
 */
struct str token_year(struct arena *, struct str old, int year);

/* The numeral OLD replaced by NUMBER, in the same digits. */
struct str token_count(struct arena *, struct str old, unsigned number);
