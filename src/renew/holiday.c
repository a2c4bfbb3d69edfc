/*
 * holiday.def and the lunar days of the law → what a day is, and the working
 * day beside it.
 */
#include "holiday.h"

enum festival {
	NONE, NEW_YEAR, SPRING, TOMB, LABOUR, DRAGON, VICTORY, MOON, NATIONAL
};

static const struct {
	const char *zh, *en;
} names[] = {
	[NEW_YEAR] = { "元旦假期", "New Year’s Day" },
	[SPRING] = { "春节假期", "the Spring Festival" },
	[TOMB] = { "清明节假期", "Tomb-Sweeping Day" },
	[LABOUR] = { "劳动节假期", "Labour Day" },
	[DRAGON] = { "端午节假期", "the Dragon Boat Festival" },
	[VICTORY] = { "抗战胜利纪念日假期", "Victory Day" },
	[MOON] = { "中秋节假期", "the Mid-Autumn Festival" },
	[NATIONAL] = { "国庆节假期", "National Day" },
};

struct days_off {
	int year, first, last;
	enum festival festival;
};

static const struct days_off days_off[] = {
#define OFF(year, first, last, festival) { year, first, last, festival },
#include "holiday.def"
};

static const struct {
	int year, day;
} days_worked[] = {
#define WORK(year, day) { year, day },
#include "holiday.def"
};

static const struct lunar {
	int year, spring, dragon, moon;
} lunar[] = {
#define LUNAR(year, spring, dragon, moon) { year, spring, dragon, moon },
#include "holiday.def"
};

/* Days off that are the same every year, as the law has them since 2025. */
static const struct days_off fixed[] = {
	{ 0, 101, 101, NEW_YEAR }, { 0, 501, 502, LABOUR },
	{ 0, 1001, 1003, NATIONAL },
};

static const struct lunar *
lunar_of(int year)
{
	for (size_t i = 0; i < COUNT_OF(lunar); i++)
		if (lunar[i].year == year)
			return &lunar[i];
	return NULL;
}

enum holiday_source
holiday_source(int year)
{
	if (year >= HOLIDAY_PUBLISHED_FIRST && year <= HOLIDAY_PUBLISHED_LAST)
		return HOLIDAY_PUBLISHED;
	return lunar_of(year) != NULL ? HOLIDAY_STATUTORY : HOLIDAY_FIXED;
}

static int
month_day(struct date date)
{
	return date.month * 100 + date.day;
}

/*
 * 清明 falls on 4 or 5 April: the mean term, by the usual formula, which holds
 * for every year of this century.
 */
static int
tomb_day(int year)
{
	int y = year % 100;

	return 400 + (2422 * y + 48100) / 10000 - y / 4;
}

static enum festival
published_festival(struct date date)
{
	int day = month_day(date);

	for (size_t i = 0; i < COUNT_OF(days_off); i++)
		if (days_off[i].year == date.year &&
		    day >= days_off[i].first && day <= days_off[i].last)
			return days_off[i].festival;
	return NONE;
}

/* 除夕 and the first three days of the year; 端午; 中秋. */
static enum festival
lunar_festival(struct date date)
{
	const struct lunar *l = lunar_of(date.year);
	struct date first;
	long since;

	if (l == NULL)
		return NONE;
	first = (struct date){ l->year, l->spring / 100, l->spring % 100 };
	since = date_days(date) - date_days(first);
	if (since >= -1 && since <= 2)
		return SPRING;
	if (month_day(date) == l->dragon)
		return DRAGON;
	return month_day(date) == l->moon ? MOON : NONE;
}

static enum festival
statutory_festival(struct date date)
{
	int day = month_day(date);

	for (size_t i = 0; i < COUNT_OF(fixed); i++)
		if (day >= fixed[i].first && day <= fixed[i].last)
			return fixed[i].festival;
	if (date.year >= 2000 && date.year < 2100 && day == tomb_day(date.year))
		return TOMB;
	return lunar_festival(date);
}

static bool
is_worked(struct date date)
{
	for (size_t i = 0; i < COUNT_OF(days_worked); i++)
		if (days_worked[i].year == date.year &&
		    days_worked[i].day == month_day(date))
			return true;
	return false;
}

struct holiday
holiday_of(struct date date)
{
	static const struct {
		const char *zh, *en;
	} days[] = {
		{ "星期日", "Sunday" }, { "星期一", "Monday" },
		{ "星期二", "Tuesday" }, { "星期三", "Wednesday" },
		{ "星期四", "Thursday" }, { "星期五", "Friday" },
		{ "星期六", "Saturday" },
	};
	int weekday = date_weekday(date);
	bool weekend = weekday == 0 || weekday == 6;
	bool moved = weekend && is_worked(date);
	enum festival festival =
	    holiday_source(date.year) == HOLIDAY_PUBLISHED ?
	    published_festival(date) : statutory_festival(date);

	if (festival != NONE)
		return (struct holiday){ true, false, names[festival].zh,
		    names[festival].en };
	return (struct holiday){ weekend && !moved, moved,
	    days[weekday].zh, days[weekday].en };
}

struct date
holiday_working_day(struct date date)
{
	long day = date_days(date);

	/* No run of days off is longer than a fortnight. */
	for (long away = 0; away < 15; away++) {
		struct date earlier = date_of_days(day - away);
		struct date later = date_of_days(day + away);

		if (!holiday_of(earlier).off)
			return earlier;
		if (!holiday_of(later).off)
			return later;
	}
	return date;
}
