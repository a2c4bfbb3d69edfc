/*
 * Any bytes as a zip of finished files that stands there already: as one that
 * was begun, of which the first files may be taken over, and, with the seal
 * that they would have, as a finished one with a list.  What is written over
 * the one is a finished archive with the list it was given.
 */
#include "folder.h"

#include "base/digest.h"
#include "package/archive.h"
#include "package/entry.h"

#define LIST	STR("清单.csv")

/* The bytes and an end; the first two say where the directory begins. */
static struct str
sealed(struct fuzz *fuzz, struct str bytes)
{
	struct buf out = { 0 };
	size_t at = bytes.n < 2 ? 0 : ((unsigned char)bytes.p[0] |
	    (size_t)(unsigned char)bytes.p[1] << 8) % bytes.n;
	struct str all, seal;

	buf_str(&out, bytes);
	entry_end(&out, 1, bytes.n - at, at, STR("gongwen sha256:").n + 64);
	buf_lit(&out, "gongwen sha256:");
	all = buf_view(&out);
	seal = digest_hex(&fuzz->arena, str_slice(all, at, all.n));
	buf_str(&out, seal);
	all = str_copy(&fuzz->arena, buf_view(&out));
	buf_release(&out);
	return all;
}

static void
close_list(FILE *list)
{
	if (list != NULL)
		fclose(list);
}

/* Take over what may be, and finish it with a list of its own. */
static void
go_on(FILE *old, struct str path)
{
	static const char names[] = "abcd";
	struct archive *a = archive_new(old);
	FILE *out = file_create(path), *list = tmpfile();
	struct arena arena = ARENA_INIT;
	uint64_t at = 0;
	char bytes[4];

	if (out == NULL || list == NULL || fputs("list", list) < 0 ||
	    fflush(list) != 0)
		abort();
	for (size_t i = 0; i < 4; i++) {
		struct str name = { names + i, 1 };
		size_t n = old == NULL ? 0 : file_read_at(old,
		    archive_bytes(at, name), bytes, i + 1);

		at = archive_find(a, at, name, i + 1, sum_hex(&arena,
		    (struct str){ bytes, n }));
		if (at == 0)
			break;
		archive_keep(a, name, i + 1);
	}
	arena_release(&arena);
	if (archive_begin(a, out) != 0 || archive_add(a, STR("e"),
	    STR("hello")) != 0 || archive_end(a, LIST, list) != 0 ||
	    archive_flush(a, FILE_SYNC_NONE) != 0)
		abort();
	archive_free(a);
	fclose(list);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size }, path, other;
	struct fuzz fuzz;
	char text[8] = "";
	FILE *list;

	fuzz_start(&fuzz);
	path = folder_put(&fuzz, "a.zip", sealed(&fuzz, bytes));
	close_list(archive_list(path, LIST));
	close_list(archive_list(path, STR("a")));
	path = folder_put(&fuzz, "a.zip", bytes);
	close_list(archive_list(path, LIST));
	other = folder_put(&fuzz, "b.zip", STR_NONE);
	unlink(other.p);
	go_on(file_open_output(path), other);
	list = archive_list(other, LIST);
	if (list == NULL || fread(text, 1, 8, list) != 4 ||
	    strcmp(text, "list") != 0)
		abort();
	fclose(list);
	fuzz_end(&fuzz);
	return 0;
}
