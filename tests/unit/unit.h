#ifndef UNIT_H
#define UNIT_H

/*
 * A unit test is a program: main calls CHECK as often as it likes and ends
 * with UNIT_END.  Every CHECK prints a line TAP readers understand only when
 * it fails; the closing line counts them for tests/run.sh.
 */
#include <stdbool.h>
#include <stdio.h>

#include "base/str.h"

static unsigned unit_passed, unit_failed;

static inline bool
unit_check(bool ok, const char *file, int line, const char *what)
{
	if (ok)
		unit_passed++;
	else {
		unit_failed++;
		printf("%s:%d: failed: %s\n", file, line, what);
	}
	return ok;
}

#define CHECK(condition) \
	unit_check((condition), __FILE__, __LINE__, #condition)

/* The two strings are equal; prints both when not. */
#define CHECK_STR(got, expected)					\
	do {								\
		struct str g_ = (got), e_ = str_of(expected);		\
		if (!unit_check(str_eq(g_, e_), __FILE__, __LINE__, #got)) \
			printf("    got:      %.*s\n    expected: %.*s\n", \
			    STR_ARG(g_), STR_ARG(e_));			\
	} while (0)

#define UNIT_END							\
	(printf("%u passed, %u failed\n", unit_passed, unit_failed),	\
	    unit_failed > 0)

#endif
