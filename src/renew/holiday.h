#pragma once

#include "../text/date.h"

/*
 * Working days in mainland China.  For the years HOLIDAY_PUBLISHED_FIRST to
 * _LAST the days off and the weekends worked instead are those that the State
 * Council published.  For others only what the law fixes is known (全国年节及
 * 纪念日放假办法): the statutory days, without the weekends moved to them; and
 * past 2040 without 春节, 端午 and 中秋.
 */
#define HOLIDAY_PUBLISHED_FIRST	2015
#define HOLIDAY_PUBLISHED_LAST	2026

enum holiday_source {
	HOLIDAY_PUBLISHED,	/* the year's arrangement is known */
	HOLIDAY_STATUTORY,	/* the days the law names */
	HOLIDAY_FIXED		/* only those with a date in the calendar */
};

enum holiday_source holiday_source(int year);

/* What a day is.  The names are words for a sentence: 星期六, 春节假期. */
struct holiday {
	bool off;
	bool moved;		/* a weekend worked instead of another day */
	const char *zh, *en;	/* why it is off, or the day of the week */
};

/* The date must exist. */
struct holiday holiday_of(struct date);

/* The working day nearest to DATE, the earlier of two; DATE if it is one. */
struct date holiday_working_day(struct date);
