#include "digest.h"

#include "../base/file.h"

#define DEPTH_MAX	16
#define IMPORT_LIMIT	((size_t)64 * 1024 * 1024)

void
digest_begin(struct digest *digest)
{
	sha256_init(&digest->state);
}

void
digest_number(struct digest *digest, unsigned long number)
{
	uint8_t bytes[8];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)((unsigned long long)number >> (8 * i));
	sha256_update(&digest->state, sizeof(bytes), bytes);
}

void
digest_add(struct digest *digest, struct str s)
{
	digest_number(digest, s.n);
	if (s.n > 0)
		sha256_update(&digest->state, s.n, (const uint8_t *)s.p);
}

static void
add_file(struct digest *digest, struct str path, struct findings *findings)
{
	struct arena arena = ARENA_INIT;
	struct str bytes;

	if (file_read(&arena, path, IMPORT_LIMIT, &bytes, findings) == 0)
		digest_add(digest, bytes);
	arena_release(&arena);
}

static void
add_document(struct digest *digest, const struct document *document,
    unsigned depth, struct findings *findings)
{
	for (size_t i = 0; i < document->body.n; i++) {
		const struct picture *picture = document->body.v[i].picture;

		if (document->body.v[i].kind == BLOCK_PICTURE)
			digest_add(digest, picture->bytes);
	}
	for (size_t i = 0; i < document->attachments.n; i++) {
		const struct attachment *page = &document->attachments.v[i];

		if (page->import.n > 0)
			add_file(digest, page->import, findings);
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

void
digest_end(struct digest *digest, unsigned char out[DIGEST_BYTES])
{
	sha256_digest(&digest->state, DIGEST_BYTES, out);
}

struct str
hex_text(struct arena *arena, const unsigned char *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	char *p = arena_alloc(arena, 2 * n);

	for (size_t i = 0; i < n; i++) {
		p[2 * i] = digits[bytes[i] >> 4];
		p[2 * i + 1] = digits[bytes[i] & 15];
	}
	return (struct str){ p, 2 * n };
}

struct str
digest_hex(struct arena *arena, struct str bytes)
{
	unsigned char out[DIGEST_BYTES];
	struct sha256_ctx state;

	sha256_init(&state);
	sha256_update(&state, bytes.n, (const uint8_t *)bytes.p);
	sha256_digest(&state, sizeof(out), out);
	return hex_text(arena, out, sizeof(out));
}
