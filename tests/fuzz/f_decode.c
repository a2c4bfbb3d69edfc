/*
 * Any bytes in any encoding.  What is read is UTF-8 without control characters
 * but line ends and tabs, and reads as itself again.
 */
#include "fuzz.h"

#include "text/chars.h"

static void
check_text(struct str text)
{
	struct buf again = { 0 };

	for (size_t at = 0; at < text.n;) {
		uint32_t c = char_next(text, &at);

		if (c < ' ' && c != '\n' && c != '\t')
			abort();
		char_encode(&again, c);
	}
	if (!str_eq(buf_view(&again), text))
		abort();
	buf_release(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const encodings[] = { NULL, NULL, "UTF-8",
	    "GB18030", "Big5", "UTF-16LE", "UTF-16BE", "no such" };
	struct fuzz fuzz;
	uint32_t file;

	if (size == 0)
		return 0;
	fuzz_start(&fuzz);
	file = text_decode(&fuzz.arena, STR("f.txt"),
	    (struct str){ (const char *)data + 1, size - 1 },
	    encodings[data[0] % 8], &fuzz.findings);
	if (file == 0) {
		if (findings_worst(&fuzz.findings) != SEVERITY_FATAL)
			abort();
	} else
		check_text(text_of(&fuzz.findings, file));
	fuzz_end(&fuzz);
	return 0;
}
