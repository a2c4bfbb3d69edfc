/*
 * What kinds of files are written.  The table is output.def; here it is asked.
 */
#include "output.h"

#include "file.h"

static const char *const suffixes[OUTPUT_COUNT] = {
#define OUTPUT(id, suffix, commands, from)	#suffix,
#include "output.def"
#undef OUTPUT
};

const char *
output_suffix(enum output_id id)
{
	return suffixes[id];
}

enum output_id
output_named(struct str name)
{
	size_t i = 0;

	while (i < OUTPUT_COUNT && !str_eq_ascii(name, str_of(suffixes[i])))
		i++;
	return (enum output_id)i;
}

struct str
output_path(struct arena *arena, struct str path, enum output_id id)
{
	enum output_id now = output_named(path_suffix(path));

	if (now == id)
		return path;
	if (now != OUTPUT_COUNT)
		path = path_bare(path);
	return str_format(arena, "%.*s.%s", STR_ARG(path), suffixes[id]);
}
