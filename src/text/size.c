/* The names of font sizes, both ways. */
#include "size.h"

static const struct {
	const char *name;
	unsigned half_points;
} sizes[] = {
#define SIZE(name, half_points)	{ name, half_points },
#include "size.def"
#undef SIZE
};

#define SIZE_COUNT	(COUNT_OF(sizes))

unsigned
size_by_name(struct str name)
{
	for (size_t i = 0; i < SIZE_COUNT; i++)
		if (str_eq(name, str_of(sizes[i].name)))
			return sizes[i].half_points;
	return 0;
}

const char *
size_name(unsigned half_points)
{
	for (size_t i = 0; i < SIZE_COUNT; i++)
		if (sizes[i].half_points == half_points)
			return sizes[i].name;
	return NULL;
}
