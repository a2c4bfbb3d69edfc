/*
 * Which function writes which kind of file, from base/output.def.
 */
#include "writer.h"

static writer_function *const writers[OUTPUT_COUNT] = {
#define PAGES(suffix)	output_##suffix
#define MODEL(suffix)	NULL
#define ANSWERS(suffix)	NULL
#define OUTPUT(id, suffix, commands, from)	[OUTPUT_##id] = from(suffix),
#include "../base/output.def"
#undef OUTPUT
};

writer_function *
writer_of(enum output_id id)
{
	return writers[id];
}
