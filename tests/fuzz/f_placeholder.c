/*
 * Any text with {{tags}}: each tag stands in the text behind the one before,
 * its parts inside it; its filters take any value.
 */
#include "fuzz.h"

#include "merge/placeholder.h"

static bool
inside(struct str part, struct str whole)
{
	return part.n == 0 || (part.p >= whole.p &&
	    part.p + part.n <= whole.p + whole.n);
}

static void
try_filters(struct arena *arena, struct str filters)
{
	static const char *const values[] = { "", "2026-06-14", "12345.6",
	    "甲县", "二〇二六年六月" };
	struct str result, which;

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		enum filter_result done = filters_apply(arena, filters,
		    str_of(values[i]), &result, &which);

		if (done == FILTER_UNKNOWN &&
		    filters_check(filters, &which) != FILTER_UNKNOWN)
			abort();
	}
	filters_have_default(filters);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct fuzz fuzz;
	struct tag tag;
	size_t at = 0;

	fuzz_start(&fuzz);
	while (tag_find(text, at, &tag)) {
		if (tag.start < at || tag.end <= tag.start || tag.end > size ||
		    !inside(tag.name, text) || !inside(tag.filters, text))
			abort();
		try_filters(&fuzz.arena, tag.filters);
		at = tag.end;
	}
	fuzz_end(&fuzz);
	return 0;
}
