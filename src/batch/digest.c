/*
 * What a document is made from beside its text, for the digest of inputs.
 */
#include "job.h"

#include "../base/file.h"

#define DEPTH_MAX	16
#define FILE_LIMIT	((size_t)64 * 1024 * 1024)

void
digest_file(struct digest *digest, struct str path, struct findings *findings)
{
	struct arena arena = ARENA_INIT;
	struct str bytes = path;

	if (path.n > 0 && file_exists(path))
		file_read(&arena, path, FILE_LIMIT, &bytes, findings);
	digest_add(digest, bytes);
	arena_release(&arena);
}

void
digest_path(struct digest *digest, struct str path)
{
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '/' || path.p[i] == '\\') {
			path = str_from(path, i + 1);
			i = SIZE_MAX;
		}
	digest_add(digest, path);
}

static void
add_document(struct digest *digest, const struct document *document,
    unsigned depth, struct findings *findings)
{
	EACH(const struct block, block, document->body)
		if (block->kind == BLOCK_PICTURE)
			digest_add(digest, block->picture->bytes);
	EACH(const struct attachment, page, document->attachments) {
		if (page->import.n > 0)
			digest_file(digest, page->import, findings);
		if (page->document != NULL && depth < DEPTH_MAX)
			add_document(digest, page->document, depth + 1,
			    findings);
	}
}

void
digest_document(struct digest *digest, const struct document *document,
    struct findings *findings)
{
	add_document(digest, document, 0, findings);
}
