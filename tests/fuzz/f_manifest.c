/*
 * Any bytes as the manifest of a folder.  Beside not crashing: no file that it
 * names lies outside of the folder, and what is written anew is read again as
 * the same.
 */
#include "fuzz.h"

#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "batch/manifest.h"

static void
put(const char *path, const uint8_t *data, size_t size)
{
	FILE *out = fopen(path, "w");

	if (out == NULL || fwrite(data, 1, size, out) != size ||
	    fclose(out) != 0)
		abort();
}

/* Every file that is known and not accounted for, one a line. */
static struct str
left_in(struct fuzz *fuzz, struct str folder, bool take)
{
	struct manifest_options options = { .folder = folder,
	    .read_only = !take };
	struct manifest *m = manifest_open(&options, &fuzz->findings);
	struct buf out = { 0 };
	struct entry entry;
	struct str all;
	size_t at = 0;

	while (m != NULL && manifest_left(m, &fuzz->arena, &at, &entry)) {
		if (!file_is_below(path_join(&fuzz->arena, folder,
		    entry.file), folder))
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

/* A folder for all inputs of this process. */
static char folder[] = "/tmp/f_manifest.XXXXXX";

static void
clear(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	if (system(command) != 0)
		perror(folder);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool made;
	char path[64];
	struct fuzz fuzz;
	struct str before;

	if (!made && (mkdtemp(folder) == NULL || atexit(clear) != 0))
		abort();
	made = true;
	fuzz_start(&fuzz);
	snprintf(path, sizeof(path), "%s/清单.csv", folder);
	put(path, data, size);
	before = left_in(&fuzz, str_of(folder), true);
	if (fuzz.findings.counts[SEVERITY_FATAL] == 0 &&
	    !str_eq(before, left_in(&fuzz, str_of(folder), false)))
		abort();
	fuzz_end(&fuzz);
	return 0;
}
