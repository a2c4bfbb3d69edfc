/*
 * Where a zip of all copies is written, and whether what is there may be gone
 * on with; the zip itself is package/archive.c.
 */
#include "bundle.h"

#include <errno.h>

#include "../base/write.h"
#include "../package/archive.h"

struct bundle {
	struct arena arena;
	struct manifest_options options;
	struct str half;	/* the hidden file */
	FILE *begun;		/* the hidden file of a run before */
	struct archive *archive;
	uint64_t at;		/* behind the last that is kept */
	size_t first;		/* the first copy that is not */
	bool writing, failed, done;
};

struct str
bundle_path(struct arena *arena, struct str pack, unsigned shard,
    unsigned shards)
{
	return shards == 0 || pack.n == 0 ? pack : str_format(arena,
	    "%.*s-%u-%u.%.*s", STR_ARG(path_bare(pack)), shard, shards,
	    STR_ARG(path_suffix(pack)));
}

static int
fail(struct bundle *b, struct findings *findings)
{
	if (!b->failed)
		finding_add(findings, FINDING_FILE_UNWRITABLE, POS_NONE,
		    "不能写入“%.*s”：%s；没有写出，排除后再运行同样的命令",
		    "cannot write “%.*s”: %s; it was not made, put this right "
		    "and run the same command again", STR_ARG(b->options.pack),
		    file_reason(errno, findings->language));
	b->failed = true;
	return -1;
}

struct bundle *
bundle_open(const struct manifest_options *options, struct findings *findings)
{
	struct bundle *b;
	FILE *list = NULL, *old;

	if (!write_may_be(options->pack, "--pack", findings))
		return NULL;
	b = heap_new(1, sizeof(*b));
	b->options = *options;
	b->first = SIZE_MAX;
	b->half = path_join(&b->arena, options->folder, str_format(&b->arena,
	    ".%.*s.half", STR_ARG(path_name(options->pack))));
	old = b->begun = options->read_only ? file_open_output(b->half) :
	    file_reopen(b->half);
	if (old == NULL &&
	    (list = archive_list(options->pack, options->list)) != NULL) {
		fclose(list);
		old = file_open_output(options->pack);
	}
	b->archive = archive_new(old);
	return b;
}

bool
bundle_keep(struct bundle *b, size_t copy, const struct entry *entries,
    size_t n)
{
	uint64_t at = b->at;
	bool keep = b->first == SIZE_MAX && n > 0;

	for (size_t i = 0; i < n && keep; i++)
		keep = (at = archive_find(b->archive, at, entries[i].file,
		    entries[i].bytes, entries[i].sum)) != 0;
	if (!keep && copy < b->first)
		b->first = copy;
	for (size_t i = 0; i < n && keep; i++)
		archive_keep(b->archive, entries[i].file, entries[i].bytes);
	b->at = at;
	return keep;
}

bool
bundle_has(const struct bundle *b, size_t copy)
{
	return copy < b->first;
}

/* Go on with what was begun, or begin with what is kept of the old one. */
static int
begin(struct bundle *b)
{
	FILE *out = b->begun;

	if (b->writing)
		return 0;
	b->writing = true;
	if (out == NULL)
		out = file_create(b->half);
	return out == NULL || archive_begin(b->archive, out) != 0 ? -1 : 0;
}

int
bundle_add(struct bundle *b, struct str file, struct str bytes,
    struct findings *findings)
{
	return b->failed || begin(b) != 0 ||
	    archive_add(b->archive, file, bytes) != 0 ? fail(b, findings) : 0;
}

/* What a person put there, or changed, gets another name. */
static int
make_room(struct bundle *b, struct findings *findings)
{
	FILE *list = archive_list(b->options.pack, b->options.list);

	if (list == NULL && errno != 0 && errno != ENOENT)
		return fail(b, findings);
	if (list == NULL && file_size(b->options.pack) > 0)
		return write_aside(b->options.pack, findings);
	if (list != NULL)
		fclose(list);
	return 0;
}

static int
finish(struct bundle *b, FILE *list, struct findings *findings)
{
	if (begin(b) != 0 ||
	    archive_end(b->archive, b->options.list, list) != 0 ||
	    archive_flush(b->archive, b->options.sync) != 0)
		return fail(b, findings);
	if (make_room(b, findings) != 0)
		return -1;
	if (file_take_place(b->half, b->options.pack, b->options.sync) != 0)
		return fail(b, findings);
	b->done = true;
	return 0;
}

int
bundle_end(struct bundle *b, struct manifest *manifest,
    struct findings *findings)
{
	FILE *list = b->failed ? NULL : manifest_bytes(manifest, findings);
	int status = list == NULL ? -1 : 0;

	if (status == 0 && !b->writing && b->begun == NULL &&
	    archive_same(b->archive, b->options.list, list))
		b->done = true;
	else if (status == 0)
		status = finish(b, list, findings);
	if (list != NULL)
		fclose(list);
	return status;
}

bool
bundle_close(struct bundle *b)
{
	struct arena arena;
	bool left;

	if (b == NULL)
		return false;
	left = !b->done && file_exists(b->half);
	archive_free(b->archive);
	arena = b->arena;
	arena_release(&arena);
	free(b);
	return left;
}
