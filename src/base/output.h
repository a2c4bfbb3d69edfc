#pragma once

#include "str.h"

/* The kinds of files that are written, from the one table output.def. */
enum output_id {
#define OUTPUT(id, suffix, commands, from)	OUTPUT_##id,
#include "output.def"
#undef OUTPUT
	OUTPUT_COUNT
};

/* "docx" */
const char *output_suffix(enum output_id);

/* The kind called NAME, a suffix without its dot; OUTPUT_COUNT: none. */
enum output_id output_named(struct str name);

/* 通知.docx as another kind: 通知.json; what has no such suffix gets one. */
struct str output_path(struct arena *, struct str path, enum output_id);
