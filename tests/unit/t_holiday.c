#include "renew/holiday.h"

#include <string.h>

#include "unit.h"

static struct date
day(int year, int month, int mday)
{
	return (struct date){ year, month, mday };
}

static bool
off(int year, int month, int mday)
{
	return holiday_of(day(year, month, mday)).off;
}

static bool
nearest(struct date from, struct date expected)
{
	return date_compare(holiday_working_day(from), expected) == 0;
}

/* A day worked is a weekend; a published day off is not worked as well. */
static void
test_table(void)
{
	for (int year = HOLIDAY_PUBLISHED_FIRST;
	    year <= HOLIDAY_PUBLISHED_LAST; year++) {
		unsigned off_days = 0, worked = 0;

		for (long d = date_days(day(year, 1, 1));
		    d <= date_days(day(year, 12, 31)); d++) {
			struct holiday h = holiday_of(date_of_days(d));
			int weekday = date_weekday(date_of_days(d));

			off_days += h.off && weekday != 0 && weekday != 6;
			worked += h.moved;
			CHECK(!(h.off && h.moved));
		}
		/*
		 * The law gives 11 days, 13 since 2025; what a festival on a
		 * weekend loses is made up, so the working week loses about as
		 * many days as there are, less the weekends worked.
		 */
		if (!CHECK(off_days - worked >= 9 && off_days - worked <= 15))
			printf("    %d: %u %u\n", year, off_days, worked);
	}
}

int
main(void)
{
	test_table();
	CHECK(off(2026, 2, 17) && !holiday_of(day(2026, 2, 14)).off);
	CHECK(holiday_of(day(2026, 2, 14)).moved);
	CHECK(off(2026, 6, 14) && off(2026, 6, 19) && !off(2026, 6, 18));
	CHECK(strcmp(holiday_of(day(2026, 6, 20)).zh, "端午节假期") == 0);
	CHECK(strcmp(holiday_of(day(2026, 6, 14)).zh, "星期日") == 0);
	CHECK(off(2015, 9, 4) && !off(2015, 9, 6));
	CHECK(off(2018, 12, 31) && !off(2018, 12, 29));

	/* By law, where nothing is published yet. */
	CHECK(holiday_source(2026) == HOLIDAY_PUBLISHED);
	CHECK(holiday_source(2027) == HOLIDAY_STATUTORY);
	CHECK(holiday_source(2041) == HOLIDAY_FIXED);
	CHECK(off(2027, 2, 5) && off(2027, 2, 8) && !off(2027, 2, 9));
	CHECK(off(2027, 4, 5) && !off(2028, 4, 5) && off(2028, 4, 4));
	CHECK(off(2027, 6, 9) && off(2027, 9, 15) && off(2027, 10, 1));
	CHECK(off(2045, 10, 3) && !off(2045, 10, 4));

	CHECK(nearest(day(2026, 6, 20), day(2026, 6, 18)));
	CHECK(nearest(day(2026, 6, 21), day(2026, 6, 22)));
	CHECK(nearest(day(2018, 6, 18), day(2018, 6, 19)));
	CHECK(nearest(day(2018, 6, 17), day(2018, 6, 15)));
	CHECK(nearest(day(2026, 6, 15), day(2026, 6, 15)));
	/* Sunday, 30 September 2018 was worked. */
	CHECK(nearest(day(2018, 10, 1), day(2018, 9, 30)));
	return UNIT_END;
}
