#ifndef TEXT_SIZE_H
#define TEXT_SIZE_H

#include "../base/str.h"

/*
 * Names of font sizes (size.def): 三号 is 32 half-points.  0 and NULL: there
 * is no such name.
 */
unsigned size_by_name(struct str);
const char *size_name(unsigned half_points);

#endif
