/*
 * Any bytes as the register of documents, from which a document takes its
 * number.  Beside not crashing: what stood in it stands there still, a number
 * that is given is the same when it is asked for again, and where none is
 * given nothing was written.
 */
#include "folder.h"

#include "base/file.h"
#include "register/ledger.h"
#include "source/source.h"

static struct str
bytes_of(struct fuzz *fuzz, struct str path)
{
	struct findings quiet = { .arena = &fuzz->arena };
	struct str bytes;

	if (file_read_output(&fuzz->arena, path, 1 << 20, &bytes, &quiet) != 0)
		abort();
	return bytes;
}

static const struct document *
draft(struct fuzz *fuzz)
{
	static const struct source_options options = { 0 };
	uint32_t file = text_decode(&fuzz->arena, STR("none/f.md"),
	    STR("---\n发文字号: 青科协〔2026〕自动号\n---\n# 关于开会的通知\n"),
	    "UTF-8", &fuzz->findings);

	return markdown_read(&fuzz->arena, file, &options, &fuzz->findings);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size }, path, number, after;
	const struct document *document;
	struct fuzz fuzz;

	fuzz_start(&fuzz);
	document = draft(&fuzz);
	path = folder_put(&fuzz, "发文登记.csv", bytes);
	number = ledger_take(&fuzz.arena, path, document, STR("none/f.md"),
	    &fuzz.findings);
	after = bytes_of(&fuzz, path);
	if (number.n == 0 ? !str_eq(after, bytes) : !str_starts(after, bytes))
		abort();
	if (!str_eq(number, ledger_take(&fuzz.arena, path, document,
	    STR("none/f.md"), &fuzz.findings)) ||
	    !str_eq(after, bytes_of(&fuzz, path)))
		abort();
	fuzz_end(&fuzz);
	return 0;
}
