/* The manifest of a folder that somebody else has filled in. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/write.h"
#include "batch/manifest.h"

struct bench {
	struct arena arena;
	struct findings findings;
	struct manifest_options options;
	char folder[32];
};

static void
setup(struct bench *b)
{
	memset(b, 0, sizeof(*b));
	b->findings.arena = &b->arena;
	strcpy(b->folder, "/tmp/t_manifest.XXXXXX");
	CHECK(mkdtemp(b->folder) != NULL);
	b->options.folder = str_of(b->folder);
}

static void
teardown(struct bench *b)
{
	CHECK(system(str_cstr(&b->arena, str_format(&b->arena, "rm -rf %s",
	    b->folder))) == 0);
	arena_release(&b->arena);
}

static void
add(struct bench *b, struct manifest *m, const char *file)
{
	struct entry entry = { .number = 1, .file = str_of(file),
	    .sum = STR("00"), .inputs = STR("11"), .bytes = 3 };

	CHECK(manifest_add(m, &entry, &b->findings) == 0);
}

/* Names that lead out of the folder are not taken from the list. */
static void
test_names(void)
{
	struct bench b;
	struct manifest *m;
	struct entry entry;
	size_t at = 0, left = 0;

	setup(&b);
	m = manifest_open(&b.options, &b.findings);
	CHECK(m != NULL);
	add(&b, m, "../x.docx");
	add(&b, m, "甲/../../x.docx");
	add(&b, m, "/etc/passwd");
	add(&b, m, "甲/..");
	add(&b, m, "..甲/x..docx");
	add(&b, m, "=甲,\"乙\".docx");
	CHECK(manifest_close(m, &b.findings) == 0);
	m = manifest_open(&b.options, &b.findings);
	CHECK(!manifest_find(m, &b.arena, STR("../x.docx"), &entry));
	CHECK(!manifest_find(m, &b.arena, STR("/etc/passwd"), &entry));
	CHECK(manifest_find(m, &b.arena, STR("..甲/x..docx"), &entry));
	CHECK(manifest_find(m, &b.arena, STR("=甲,\"乙\".docx"), &entry));
	while (manifest_left(m, &b.arena, &at, &entry))
		left++;
	CHECK(left == 2);
	CHECK(manifest_close(m, &b.findings) == 0);
	CHECK(b.findings.list.n == 0);
	teardown(&b);
}

/* A line that was changed by a character proves nothing any more. */
static void
test_changed(void)
{
	struct bench b;
	struct manifest *m;
	struct entry entry;
	struct str path, text;

	setup(&b);
	path = str_format(&b.arena, "%s/清单.csv", b.folder);
	m = manifest_open(&b.options, &b.findings);
	add(&b, m, "甲.docx");
	add(&b, m, "乙.docx");
	CHECK(manifest_close(m, &b.findings) == 0);
	CHECK(file_read(&b.arena, path, 1 << 20, &text, &b.findings) == 0);
	text = str_replace(&b.arena, text, STR("乙"), STR("丙"));
	CHECK(file_write(path, STR_NONE, text, FILE_SYNC_NONE,
	    &b.findings) == 0);
	m = manifest_open(&b.options, &b.findings);
	CHECK(manifest_find(m, &b.arena, STR("甲.docx"), &entry));
	CHECK(!manifest_find(m, &b.arena, STR("丙.docx"), &entry));
	CHECK(manifest_close(m, &b.findings) == 0);
	CHECK(b.findings.list.n == 1 &&
	    b.findings.list.v[0].id == FINDING_OUTPUT_CHANGED);
	path = str_format(&b.arena, "%s/清单-改过1.csv", b.folder);
	CHECK(file_size(path) == (long long)text.n);
	teardown(&b);
}

/* One of an earlier version is ours: its sums were SHA-256, and named so. */
static void
test_earlier(void)
{
	struct bench b;
	struct manifest *m;
	struct entry entry;
	struct str path, text;

	setup(&b);
	path = str_format(&b.arena, "%s/清单.csv", b.folder);
	text = STR("\xef\xbb\xbf序号,文件,主送,份号,页数,字节,SHA-256,状态,"
	    "问题,输入摘要\n1,001-甲县.docx,甲县,,1,7603,b006319b24cf96f9765f"
	    "ef9bfd54df1d7dced6a1e4ec2e273b158e56b6ae7229,完成,,"
	    "aab734260efaa8f04466db695af15584-5cf994a0\n");
	CHECK(file_write(path, STR_NONE, text, FILE_SYNC_NONE,
	    &b.findings) == 0);
	m = manifest_open(&b.options, &b.findings);
	CHECK(m != NULL && manifest_find(m, &b.arena, STR("001-甲县.docx"),
	    &entry) && entry.sum.n == 64);
	CHECK(manifest_close(m, &b.findings) == 0);
	CHECK(b.findings.list.n == 0);
	teardown(&b);
}

int
main(void)
{
	test_names();
	test_changed();
	test_earlier();
	return UNIT_END;
}
