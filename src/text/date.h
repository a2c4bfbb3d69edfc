#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include <stdbool.h>

#include "../base/str.h"

struct date {
	int year, month, day;	/* month or day 0: not given */
};

/*
 * The date that S begins with, blanks around it left out: 2026年6月14日,
 * 2026-06-14, 2026/6/14, 2026.6.14, 二〇二六年六月十四日 with any glyph for
 * zero; a missing 日 is accepted.  *LENGTH (may be NULL) is its bytes.
 * False when there is none.  The date need not exist: see date_exists.
 */
bool	 date_parse(struct str, struct date *, size_t *length);
bool	 date_exists(struct date);
int	 date_compare(struct date, struct date);
/* 0 = Sunday .. 6; days since 1970-01-01 (proleptic Gregorian). */
int	 date_weekday(struct date);
long	 date_days(struct date);
struct date date_of_days(long days);

/* 2026年6月14日 (GB/T 9704-2012 7.3.5.4), and 二〇二六年六月十四日. */
struct str date_format(struct arena *, struct date);
struct str date_han(struct arena *, struct date);

#endif
