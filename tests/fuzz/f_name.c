/*
 * Any value as part of a file's name: cleaned it has no mark that a name cannot
 * have, the key of a key is the key, and a good name never leads outside its folder.
 */
#include "fuzz.h"

#include "merge/name.h"
#include "text/chars.h"

/* Values are decoded text. */
static bool
is_text(struct str value)
{
	struct buf again = { 0 };
	bool same;

	for (size_t at = 0; at < value.n;)
		char_encode(&again, char_next(value, &at));
	same = str_eq(buf_view(&again), value);
	buf_release(&again);
	return same;
}

static void
check_good(struct str name)
{
	if (name.n == 0 || name.n > NAME_PATH_MAX || name.p[0] == '/' ||
	    str_has(name, STR("//")) || str_has(name, STR("\\")) ||
	    str_starts(name, STR("../")) || str_ends(name, STR("/..")) ||
	    str_has(name, STR("/../")) || memchr(name.p, '\0', name.n) != NULL)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str value = { (const char *)data, size }, cleaned, key, where;
	struct fuzz fuzz;

	if (!is_text(value))
		return 0;
	fuzz_start(&fuzz);
	if (name_check(value, &where) == NAME_GOOD)
		check_good(value);
	cleaned = name_clean(&fuzz.arena, value);
	if (!str_eq(name_clean(&fuzz.arena, cleaned), cleaned))
		abort();
	for (size_t i = 0; i < cleaned.n; i++)
		if (strchr("/\\:*?\"<>|\n\t", cleaned.p[i]) != NULL &&
		    cleaned.p[i] != '\0')
			abort();
	key = name_key(&fuzz.arena, cleaned);
	if (!str_eq(name_key(&fuzz.arena, key), key))
		abort();
	fuzz_end(&fuzz);
	return 0;
}
