/*
 * One document → its DOCX as bytes, for whoever reads it again: the same that
 * batch_run writes for a source without data.
 */
#include "job.h"

#include "../output/docx.h"

int
batch_bytes(struct arena *arena, const struct batch *batch, struct str source,
    const struct document *document, struct buf *out,
    struct findings *findings)
{
	struct looks *looks = looks_new();
	const struct look *look = looks_of(looks, batch, source, document,
	    findings);
	struct pack_writer *writer = pack_writer_new();
	int status = look == NULL ? -1 : docx_write(arena, layout_document(
	    arena, document, look->made_profile, findings),
	    look->made_template, writer, out, findings);

	pack_writer_free(writer);
	looks_free(looks, arena);
	return status;
}
