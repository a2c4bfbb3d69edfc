/*
 * Any Markdown rolled forward to a year (the first byte).  Beside not
 * crashing: what is listed as it was before stands at its place, in order, and
 * nothing else is changed.
 */
#include "fuzz.h"

#include "renew/renew.h"
#include "source/source.h"

/* TEXT with the items put in their places. */
static struct str
applied(struct fuzz *fuzz, struct str text, const struct renew_result *result)
{
	struct buf out = { 0 };
	struct str all;
	size_t at = 0;

	for (size_t i = 0; i < result->items.n; i++) {
		const struct renew_item *item = &result->items.v[i];

		if (item->pos.offset < at || !str_eq(item->before,
		    str_slice(text, item->pos.offset, item->pos.offset +
		    item->before.n)))
			abort();
		buf_str(&out, str_slice(text, at, item->pos.offset));
		buf_str(&out, item->after);
		at = item->pos.offset + item->before.n;
	}
	buf_str(&out, str_slice(text, at, text.n));
	all = str_copy(&fuzz->arena, buf_view(&out));
	buf_release(&out);
	return all;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source_options options = { 0 };
	struct renew_options renew = { .year = 2027 };
	struct renew_result result = { 0 };
	struct document *document;
	struct buf list = { 0 };
	struct fuzz fuzz;
	uint32_t file;

	if (size == 0)
		return 0;
	renew.year = 2020 + data[0] % 16;
	renew.folder = data[0] >= 128;
	fuzz_start(&fuzz);
	file = text_decode(&fuzz.arena, STR("f.md"),
	    (struct str){ (const char *)data + 1, size - 1 }, "UTF-8",
	    &fuzz.findings);
	document = file == 0 ? NULL : markdown_read(&fuzz.arena, file,
	    &options, &fuzz.findings);
	if (document != NULL && renew_source(&fuzz.arena, file, document,
	    &renew, &result, &fuzz.findings) == 0) {
		if (!str_eq(result.text, applied(&fuzz,
		    text_of(&fuzz.findings, file), &result)))
			abort();
		renew_list(&list, &result, &fuzz.files, LANGUAGE_ZH);
		renew_list_json(&list, &result, &fuzz.files);
	}
	buf_release(&list);
	fuzz_end(&fuzz);
	return 0;
}
