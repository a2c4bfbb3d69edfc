/*
 * Any bytes as the manifest of a folder.  Beside not crashing: no file that it
 * names lies outside of the folder, and what is written anew is read again as
 * the same.
 */
#include "folder.h"

#include "base/file.h"
#include "batch/manifest.h"

/* Every file that is known and not accounted for, one a line. */
static struct str
left_in(struct fuzz *fuzz, bool take)
{
	struct manifest_options options = { .folder = str_of(folder),
	    .read_only = !take };
	struct manifest *m = manifest_open(&options, &fuzz->findings);
	struct buf out = { 0 };
	struct entry entry;
	struct str all;
	size_t at = 0;

	while (m != NULL && manifest_left(m, &fuzz->arena, &at, &entry)) {
		if (!file_is_below(path_join(&fuzz->arena,
		    str_of(folder), entry.file), str_of(folder)))
			abort();
		buf_str(&out, entry.file);
		buf_byte(&out, '\n');
		if (take && manifest_add(m, &entry, &fuzz->findings) != 0)
			abort();
	}
	if (m != NULL && manifest_close(m, &fuzz->findings) != 0 && take)
		abort();
	all = str_copy(&fuzz->arena, buf_view(&out));
	buf_release(&out);
	return all;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz fuzz;
	struct str before;

	fuzz_start(&fuzz);
	folder_put(&fuzz, "清单.csv",
	    (struct str){ (const char *)data, size });
	before = left_in(&fuzz, true);
	if (fuzz.findings.counts[SEVERITY_FATAL] == 0 &&
	    !str_eq(before, left_in(&fuzz, false)))
		abort();
	fuzz_end(&fuzz);
	return 0;
}
