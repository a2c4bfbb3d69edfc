#pragma once

#include "../base/str.h"

/*
 * What a person at a terminal is told while many files are made, and at the
 * end.  Texts only: main prints them.
 */
struct progress {
	size_t done, total;
	size_t made, kept, failed, warned;
	double seconds;		/* since the first copy */
};

/*
 * One line of at most WIDTH columns, without a line end: how far, a bar, how
 * fast, how long it will still take.
 */
void	 progress_line(struct buf *, const struct progress *, unsigned width,
	    bool english);

/* The closing line: how many of each, and how fast. */
void	 progress_summary(struct buf *, const struct progress *, bool english);

/* "12 秒", "3 分 5 秒", "2 小时 10 分". */
void	 progress_duration(struct buf *, double seconds, bool english);
