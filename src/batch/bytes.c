/*
 * One document → its DOCX as bytes, for whoever reads it again: the same that
 * batch_run writes for a source without data.
 */
#include "job.h"

#include "../output/docx.h"

const struct document *
fill_document(struct arena *arena, const struct document *document,
    struct merge merge, struct row row, struct findings *findings)
{
	struct names asked;

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
	const struct document *filled = fill_document(arena, document,
	    (struct merge){ .total = 1 }, (struct row){ .number = 1 },
	    findings);
	const struct look *look = filled == NULL ? NULL : looks_of(looks,
	    batch, source, filled, findings);
	int status = look == NULL ? -1 : docx_write(arena, layout_document(
	    arena, filled, look->made_profile, findings),
	    look->made_template, writer, out, findings);

	pack_writer_free(writer);
	looks_free(looks, arena);
	return status;
}
