#pragma once

#include "../base/str.h"

/*
 * A number as a sheet shows it: by the code of its format, such as
 * #,##0.00 or yyyy"年"m"月"d"日".  n == 0: the code says nothing of it.
 */
struct str shown_number(struct arena *, struct str code, double value,
	    bool date1904);

/*
 * Does a code show another number than the cell has, divided by thousands, or
 * with something between its digits: 0.00,, and 000-0000?
 */
bool	 shown_other(struct str code);

/* The code of a format that workbooks know by its number alone; or "". */
struct str shown_builtin(long id);
