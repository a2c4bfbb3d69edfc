/*
 * Any text under the rules on running text.  Beside not crashing: a finding
 * stands in the text, a repair replaces whole characters, and repairing until
 * there is nothing left comes to an end.
 */
#include "fuzz.h"

#include "check/check.h"

static bool
is_boundary(struct str text, size_t at)
{
	return at == text.n || (at < text.n &&
	    ((unsigned char)text.p[at] & 0xc0) != 0x80);
}

static int
compare_fixes(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;

	return (a->fix.pos.offset > b->fix.pos.offset) -
	    (a->fix.pos.offset < b->fix.pos.offset);
}

/* TEXT with the repairs that do not overlap; the same when there are none. */
static struct str
repaired(struct fuzz *fuzz, struct str text)
{
	struct finding *v = fuzz->findings.list.v;
	struct buf out = { 0 };
	size_t at = 0;

	if (fuzz->findings.list.n > 0)
		qsort(v, fuzz->findings.list.n, sizeof(*v), compare_fixes);
	for (size_t i = 0; i < fuzz->findings.list.n; i++) {
		const struct fix *fix = &v[i].fix;

		if (!is_boundary(text, v[i].pos.offset) ||
		    fix->pos.offset + fix->length > text.n ||
		    !is_boundary(text, fix->pos.offset) ||
		    !is_boundary(text, fix->pos.offset + fix->length))
			abort();
		if (fix->length + fix->text.n == 0 || fix->pos.offset < at)
			continue;
		buf_str(&out, str_slice(text, at, fix->pos.offset));
		buf_str(&out, fix->text);
		at = fix->pos.offset + fix->length;
	}
	if (at > 0 || out.n > 0) {
		buf_str(&out, str_slice(text, at, text.n));
		text = str_copy(&fuzz->arena, buf_view(&out));
	}
	buf_release(&out);
	return text;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz fuzz;
	struct str text, again;
	uint32_t file;
	bool markdown = size > 0 && data[0] != 'p';
	int round = 0;

	fuzz_start(&fuzz);
	file = text_decode(&fuzz.arena, STR("f.md"),
	    (struct str){ (const char *)data, size }, "UTF-8",
	    &fuzz.findings);
	for (text = text_of(&fuzz.findings, file); file != 0; text = again) {
		memset(&fuzz.findings.list, 0, sizeof(fuzz.findings.list));
		check_text(&fuzz.arena, file, markdown, &fuzz.findings);
		again = repaired(&fuzz, text);
		if (str_eq(text, again))
			break;
		if (++round > 100)
			abort();
		fuzz.files.list.v[file - 1].text = again;
		fuzz.files.list.v[file - 1].starts.n = 0;
		fuzz.files.list.v[file - 1].last.column = 0;
	}
	fuzz_end(&fuzz);
	return 0;
}
