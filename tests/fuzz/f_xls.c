/*
 * An .xls: the bytes of one, or (when they begin with "W") the records of its
 * stream.  Beside not crashing: what comes out is a workbook that the reader
 * of XLSX takes, or there is a finding.
 */
#include "fuzz.h"

#include "merge/sheet.h"

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

/* A compound file of one table sector and one stream. */
static void
make_compound(struct str stream, struct buf *out)
{
	size_t n = stream.n > 4096 ? stream.n : 4096;

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
	put_entry(out, "Workbook", 2, UINT32_MAX, UINT32_MAX, 2, n);
	put_zeros(out, 2 * 128);
	buf_str(out, stream);
	put_zeros(out, n - stream.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct buf file = { 0 };
	struct fuzz fuzz;

	fuzz_start(&fuzz);
	if (str_starts(bytes, STR("W")))
		make_compound(str_slice(bytes, 1, 60000), &file);
	else
		buf_str(&file, bytes);
	for (unsigned i = 1; i < 5; i++)
		if (xlsx_sheet(&fuzz.arena, STR("f.xls"), buf_view(&file), i,
		    &fuzz.findings) == NULL)
			break;
	for (size_t i = 0; i < fuzz.findings.list.n; i++)
		if (fuzz.findings.list.v[i].id == FINDING_PACKAGE_MARKUP)
			abort();	/* what is made is sound */
	buf_release(&file);
	fuzz_end(&fuzz);
	return 0;
}
