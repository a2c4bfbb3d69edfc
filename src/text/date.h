#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include <stdbool.h>

#include "../base/str.h"

struct date {
	int year, month, day;	/* month or day 0: not given */
};

/*
 * The date that S begins with: 2026年6月14日, 2026-06-14, 2026/6/14, 2026.6.14,
 * 2026 6 14 (a page lost its 年, 月 and 日),
 * 二〇二六年六月十四日 with any glyph for zero; 2026年6月 and 2026年 without
 * the rest; blanks before and inside it (2018年5月 10日, 2 0 2 6 年); a missing
 * 日 when the number ends there; 二?二六年 where a code had no 〇, and 二二六年
 * with month and day where it is lost; 元月 and 廿日.  *LENGTH (may be NULL) is
 * its bytes.  False when there is none.  The date need not exist: see
 * date_exists.
 */
bool	 date_parse(struct str, struct date *, size_t *length);
/* The first date of a month at least that stands in S: from *FROM to *TO. */
bool	 date_find(struct str s, size_t *from, size_t *to, struct date *);
bool	 date_exists(struct date);
int	 date_compare(struct date, struct date);
/* 0 = Sunday .. 6; days since 1970-01-01 (proleptic Gregorian).  The date
 * must exist. */
int	 date_weekday(struct date);
const char *date_weekday_name(struct date);	/* 日, 一 .. 六 */
/* The weekday of 星期五, 周日, 礼拜天 at the head of S; -1: none. */
int	 date_weekday_parse(struct str s, size_t *length);
long	 date_days(struct date);
struct date date_of_days(long days);

/*
 * 2026年6月14日 (GB/T 9704-2012 7.3.5.4), and 二〇二六年六月十四日; parts that
 * are not given are left out.
 */
struct str date_format(struct arena *, struct date);
struct str date_han(struct arena *, struct date);

#endif
