/*
 * One document → its DOCX as bytes, for whoever reads it again: the same that
 * batch_run writes for a source without data.
 */
#include "job.h"

#include "../output/docx.h"

void
find_wanted(struct arena *arena, const struct look *look, struct merge *merge)
{
	VEC(struct str) list = { 0 };
	struct str name;

	for (size_t i = 0; (name = template_variable(look->made_template,
	    i)).n > 0; i++)
		*VEC_ADD(arena, &list) = name;
	merge->wanted = list.v;
	merge->wanted_count = list.n;
}

const struct document *
fill_document(struct arena *arena, const struct document *document,
    const struct look *look, struct merge merge, struct row row,
    struct findings *findings)
{
	struct names asked;

	find_wanted(arena, look, &merge);
	if (merge_check(arena, document, &merge,
	    (struct span){ STR_NONE, POS_NONE }, STR_NONE, &asked,
	    findings) != 0)
		return NULL;
	row.merge = &merge;
	return merge_row(arena, document, &row, findings);
}

int
batch_bytes(struct arena *arena, const struct batch *batch, struct str source,
    const struct document *document, struct buf *out, struct findings *findings)
{
	struct looks *looks = looks_new();
	struct pack_writer *writer = pack_writer_new();
	const struct look *look = looks_of(looks, batch, source, document,
	    findings);
	const struct document *filled = look == NULL ? NULL : fill_document(
	    arena, document, look, (struct merge){ .total = 1 },
	    (struct row){ .number = 1 }, findings);
	int status = filled == NULL ? -1 : docx_write(arena, layout_document(
	    arena, filled, look->made_profile, findings),
	    look->made_template, writer, out, findings);

	pack_writer_free(writer);
	looks_free(looks, arena);
	return status;
}
