/*
 * Archives: more files than 65,535 and places beyond 4 GiB have Zip64, what
 * was begun is gone on with to the same bytes, and a change is noticed.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/os.h"
#include "base/digest.h"
#include "package/archive.h"
#include "package/entry.h"
#include "package/little.h"

static FILE *
list_of(const char *text)
{
	FILE *list = os_stream_scratch();

	fputs(text, list);
	fflush(list);
	return list;
}

/* FROM files of N are in OLD; the others are added, and the end. */
static void
make(const char *path, const char *old, size_t from, size_t n)
{
	FILE *list = list_of("list"), *out = file_create(str_of(path));
	struct archive *a = archive_new(old == NULL ? NULL :
	    file_open_output(str_of(old)));
	struct arena arena = ARENA_INIT;
	uint64_t at = 0, next;
	char name[32];

	for (size_t i = 0; i < n; i++) {
		struct str s = { name, (size_t)snprintf(name, sizeof(name),
		    "县%zu.docx", i) };

		if (i < from) {
			next = archive_find(a, at, s, s.n,
			    sum_hex(&arena, s));
			CHECK(next > at);
			CHECK(archive_find(a, at, s, s.n + 1,
			    sum_hex(&arena, s)) == 0);
			CHECK(archive_find(a, at, s, s.n,
			    sum_hex(&arena, STR("other"))) == 0);
			archive_keep(a, s, s.n);
			at = next;
		} else if (i == from)
			CHECK(archive_begin(a, out) == 0);
		if (i >= from)
			CHECK(archive_add(a, s, s) == 0);
	}
	CHECK(archive_end(a, STR("清单.csv"), list) == 0);
	CHECK(archive_flush(a, FILE_SYNC_NONE) == 0);
	archive_free(a);
	arena_release(&arena);
	fclose(list);
}

static bool
has_list(const char *path)
{
	FILE *list = archive_list(str_of(path), STR("清单.csv"));
	char text[8] = "";
	bool has = list != NULL && fread(text, 1, 8, list) == 4 &&
	    strcmp(text, "list") == 0;

	if (list != NULL)
		fclose(list);
	return has;
}

static void
test_many(const char *one, const char *two)
{
	struct arena arena = ARENA_INIT;
	struct findings findings = { .arena = &arena };
	struct str first, second;
	FILE *file;

	make(one, NULL, 0, 70000);
	make(two, one, 40000, 70000);
	CHECK(has_list(one) && has_list(two));
	CHECK(file_read(&arena, str_of(one), SIZE_MAX / 2, &first,
	    &findings) == 0);
	CHECK(file_read(&arena, str_of(two), SIZE_MAX / 2, &second,
	    &findings) == 0);
	CHECK(str_eq(first, second));
	/* The end says: look at the one of Zip64, which says how many. */
	CHECK(little_16(first, first.n - 101 + 10) == 0xffff);
	CHECK(little_32(first, first.n - 101 - 76 + 32) == 70001);
	/* A byte of the directory changes. */
	file = file_reopen(str_of(two));
	CHECK(os_stream_seek(file, second.n - 300) == 0);
	fputc(second.p[second.n - 300] ^ 1, file);
	fclose(file);
	CHECK(!has_list(two));
	arena_release(&arena);
}

static void
test_far(void)
{
	struct part part = { .name = STR("a"), .size = 5,
	    .stored = { "hello", 5 } };
	struct buf line = { 0 }, end = { 0 };
	struct str s;

	entry_list(&line, &part, 0x123456789);
	s = buf_view(&line);
	CHECK(s.n == 46 + 1 + 12 && little_32(s, 42) == 0xffffffff);
	CHECK(little_32(s, 51) == 0x23456789 && little_32(s, 55) == 1);
	entry_end(&end, 1, s.n, 0x200000000, 0);
	s = buf_view(&end);
	CHECK(s.n == 56 + 20 + 22 && little_32(s, 52) == 2);
	CHECK(little_32(s, 76 + 16) == 0xffffffff);
	buf_release(&line);
	buf_release(&end);
}

int
main(void)
{
	char folder[] = "/tmp/gongwen-XXXXXX", one[64], two[64];

	if (mkdtemp(folder) == NULL)
		return 1;
	snprintf(one, sizeof(one), "%s/one.zip", folder);
	snprintf(two, sizeof(two), "%s/two.zip", folder);
	test_many(one, two);
	test_far();
	remove(one);
	remove(two);
	remove(folder);
	return UNIT_END;
}
