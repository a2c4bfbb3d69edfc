/* Streams after a model hold the text, are small, and always the same. */
#include "unit.h"

#include <libdeflate.h>
#include <string.h>

#include "package/echo.h"

#define GAPS	12

struct bench {
	struct arena arena, scratch;
	struct buf text, out, again;
	struct libdeflate_decompressor *inflater;
	size_t gaps[GAPS];
	unsigned long seed;
};

static unsigned
any(struct bench *b, unsigned below)
{
	b->seed = b->seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(b->seed >> 33) % below;
}

/* A table of names with a gap in every fifth row; COPY: values there. */
static struct str
make_text(struct bench *b, bool copy, unsigned width)
{
	static const char *const values[] = { "", "县", "<w:t>", "青禾县",
	    "青禾县第三小学", "120.50", "a longer one, that has \"quotes\"" };
	size_t gap = 0;

	b->text.n = 0;
	for (unsigned i = 0; i < 5 * GAPS; i++) {
		buf_format(&b->text, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" "
		    "w:type=\"dxa\"/></w:tcPr><w:p><w:r><w:t>第%u项",
		    width + i % 3 * 217, i);
		if (i % 5 == 2) {
			b->gaps[gap++] = b->text.n;
			if (copy)
				buf_lit(&b->text, values[any(b, 7)]);
		}
		buf_lit(&b->text, "县的项目</w:t></w:r></w:p></w:tc>");
	}
	return buf_view(&b->text);
}

/* Does the stream of TEXT unpack to it, and come out the same again? */
static bool
holds(struct bench *b, const struct echo_model *model, struct str text)
{
	char *plain = arena_alloc(&b->arena, text.n + 1);

	b->out.n = b->again.n = 0;
	arena_reset(&b->scratch);
	if (!echo_deflate(model, text, &b->scratch, &b->out))
		return b->out.n == 0;
	CHECK(echo_deflate(model, text, &b->scratch, &b->again));
	CHECK(str_eq(buf_view(&b->out), buf_view(&b->again)));
	return libdeflate_deflate_decompress(b->inflater, b->out.p, b->out.n,
	    plain, text.n, NULL) == LIBDEFLATE_SUCCESS &&
	    memcmp(plain, text.p, text.n) == 0;
}

static void
test_copies(struct bench *b)
{
	struct libdeflate_compressor *compressor =
	    libdeflate_alloc_compressor(6);
	struct str sample = make_text(b, false, 1200), text;
	const struct echo_model *model = echo_learn(&b->arena, sample,
	    b->gaps, GAPS);
	char room[16384];

	for (unsigned i = 0; i < 50; i++) {
		text = make_text(b, true, 1200 + i % 2);
		CHECK(holds(b, model, text));
		CHECK(b->out.n > 0);
		/* Each changed width costs a repetition more. */
		CHECK(b->out.n < (i % 2 > 0 ? 5 * GAPS * 5 : 100) +
		    libdeflate_deflate_compress(compressor, text.p,
		    text.n, room, sizeof(room)));
	}
	libdeflate_free_compressor(compressor);
}

/* Whatever is changed, moved or taken out. */
static void
test_changes(struct bench *b)
{
	struct str sample = make_text(b, false, 1200);
	const struct echo_model *model = echo_learn(&b->arena, sample,
	    b->gaps, GAPS);

	for (unsigned i = 0; i < 2000; i++) {
		struct str text = make_text(b, true, 1200);
		unsigned changes = any(b, 12);

		while (changes-- > 0) {
			size_t at = any(b, (unsigned)text.n);
			size_t n = any(b, 40), from;

			n = n < text.n - at ? n : text.n - at;
			from = any(b, (unsigned)(text.n - n));
			if (any(b, 2) == 0)
				memmove(b->text.p + at, text.p + from, n);
			else if (any(b, 2) == 0)
				memset(b->text.p + at, (int)any(b, 256), n);
			else {
				memmove(b->text.p + at, b->text.p + at + n,
				    text.n - at - n);
				text.n -= n;
			}
		}
		if (!CHECK(holds(b, model, text)))
			return;
		arena_reset(&b->scratch);
	}
}

static void
test_edges(struct bench *b)
{
	const struct echo_model *none = echo_learn(&b->arena, STR_NONE, NULL,
	    0), *shorter;
	size_t gaps[] = { 0, 3, 3, 6 };

	CHECK(!echo_deflate(none, STR("a"), &b->scratch, &b->out));
	shorter = echo_learn(&b->arena, STR("<a><b>"), gaps, 4);
	CHECK(holds(b, shorter, STR("<a><b>")));
	CHECK(b->out.n > 0);
	CHECK(holds(b, shorter, STR("x<a>yz<b>w")));
	CHECK(b->out.n > 0);
	CHECK(holds(b, shorter, STR("x")));
	CHECK(!echo_deflate(shorter, STR_NONE, &b->scratch, &b->out));
}

/* What would shrink a hundredfold, and what has nothing in common. */
static void
test_refused(struct bench *b)
{
	const struct echo_model *model;

	b->text.n = 0;
	while (b->text.n < 100000)
		buf_lit(&b->text, "<w:tr/>");
	model = echo_learn(&b->arena, buf_view(&b->text), NULL, 0);
	CHECK(!echo_deflate(model, buf_view(&b->text), &b->scratch, &b->out));
	memset(b->text.p, 'x', b->text.n);
	CHECK(!echo_deflate(model, buf_view(&b->text), &b->scratch, &b->out));
}

int
main(void)
{
	struct bench b = { .inflater = libdeflate_alloc_decompressor(),
	    .seed = 1 };

	test_copies(&b);
	test_changes(&b);
	test_edges(&b);
	test_refused(&b);
	libdeflate_free_decompressor(b.inflater);
	buf_release(&b.text);
	buf_release(&b.out);
	buf_release(&b.again);
	arena_release(&b.arena);
	arena_release(&b.scratch);
	return UNIT_END;
}
