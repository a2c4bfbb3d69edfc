#ifndef UNIT_FOUND_H
#define UNIT_FOUND_H

/*
 * Questions that tests ask of what was found.
 */
#include "base/finding.h"

static inline size_t
found(const struct findings *findings, enum finding_id id)
{
	size_t n = 0;

	for (size_t i = 0; i < findings->list.n; i++)
		n += findings->list.v[i].id == id;
	return n;
}

/* "file:line:column name" of the nth finding. */
static inline struct str
found_at(const struct findings *findings, size_t n)
{
	const struct finding *f;

	if (n >= findings->list.n)
		return STR("(none)");
	f = &findings->list.v[n];
	return str_format(findings->arena, "%.*s:%u:%u %s",
	    STR_ARG(f->place.file), f->place.line, f->place.column,
	    finding_kind(f->id)->name);
}

static inline bool
found_says(const struct findings *findings, size_t n, const char *part)
{
	return n < findings->list.n &&
	    str_has(findings->list.v[n].message, str_of(part));
}

#endif
