/*
 * A .doc: the bytes of one, or (when they begin with "W") the parts of one,
 * each with its length in two bytes before it: the stream of the document, of
 * its tables, of data.  Beside not crashing: what comes out is a package that
 * the reader of DOCX takes, or there is a finding.
 */
#include "fuzz.h"

#include "package/little.h"
#include "source/docx.h"

#define SECTOR	512

static void
put_32(struct buf *out, uint32_t n)
{
	for (int i = 0; i < 4; i++)
		buf_byte(out, (char)(n >> 8 * i));
}

static void
put_zeros(struct buf *out, size_t n)
{
	while (n-- > 0)
		buf_byte(out, 0);
}

/* An entry of the directory: a name, its kind, what comes next. */
static void
put_entry(struct buf *out, const char *name, int kind, uint32_t right,
    uint32_t child, uint32_t first, size_t size)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < 32; i++) {
		buf_byte(out, i < n ? name[i] : 0);
		buf_byte(out, 0);
	}
	buf_byte(out, (char)(2 * n + 2));
	buf_byte(out, 0);
	buf_byte(out, (char)kind);
	buf_byte(out, 1);
	put_32(out, UINT32_MAX);
	put_32(out, right);
	put_32(out, child);
	put_zeros(out, 36);
	put_32(out, first);
	put_32(out, (uint32_t)size);
	put_32(out, 0);
}

/* A compound file of one table sector: streams of 4096 bytes and more. */
static void
make_compound(const struct str *streams, struct buf *out)
{
	static const char *const names[] = { "WordDocument", "1Table",
		"Data" };
	uint32_t next = 2;

	buf_str(out, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
	put_zeros(out, 16);
	buf_str(out, STR("\x3e\0\x03\0\xfe\xff\x09\0\x06\0\0\0\0\0\0\0"));
	put_zeros(out, 4);
	put_32(out, 1);
	put_32(out, 1);
	put_zeros(out, 4);
	put_32(out, 4096);
	put_32(out, UINT32_MAX - 1);
	put_32(out, 0);
	put_32(out, UINT32_MAX - 1);
	put_32(out, 0);
	put_32(out, 0);
	put_zeros(out, SECTOR - out->n);
	put_32(out, UINT32_MAX - 2);
	put_32(out, UINT32_MAX - 1);
	for (uint32_t i = 2; i < SECTOR / 4; i++)
		put_32(out, i + 1);
	put_entry(out, "Root Entry", 5, UINT32_MAX, 1, UINT32_MAX - 1, 0);
	for (uint32_t i = 0; i < 3; i++) {
		size_t n = streams[i].n > 4096 ? streams[i].n : 4096;

		put_entry(out, names[i], 2, i == 2 ? UINT32_MAX : i + 2,
		    UINT32_MAX, next, n);
		next += (uint32_t)((n + SECTOR - 1) / SECTOR);
	}
	for (int i = 0; i < 3; i++) {
		size_t n = streams[i].n > 4096 ? streams[i].n : 4096;

		buf_str(out, streams[i]);
		put_zeros(out, (n + SECTOR - 1) / SECTOR * SECTOR -
		    streams[i].n);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size }, streams[3];
	struct docx_facts *facts;
	struct buf file = { 0 };
	struct fuzz fuzz;

	fuzz_start(&fuzz);
	if (str_starts(bytes, STR("W"))) {
		size_t at = 1;

		for (int i = 0; i < 3; i++) {
			size_t n = little_16(bytes, at);

			streams[i] = str_slice(bytes, at + 2, at + 2 + n);
			at += 2 + n;
		}
		make_compound(streams, &file);
	} else {
		buf_str(&file, bytes);
	}
	facts = docx_read_bytes(&fuzz.arena, STR("f.doc"), buf_view(&file),
	    &fuzz.findings);
	if (facts == NULL && findings_worst(&fuzz.findings) < SEVERITY_ERROR)
		abort();
	for (size_t i = 0; i < fuzz.findings.list.n; i++)
		if (fuzz.findings.list.v[i].id == FINDING_PACKAGE_MARKUP)
			abort();	/* what is made is sound */
	buf_release(&file);
	fuzz_end(&fuzz);
	return 0;
}
