/*
 * Sources × rows → a plan of names, checked before anything is written → the
 * pool makes them (make.c) → manifest, report.  Read it from batch_run.
 */
#include "batch.h"

#include <errno.h>

#include "../base/kind.h"
#include "../base/write.h"
#include "../output/combine.h"
#include "../output/writer.h"
#include "../text/chars.h"
#include "job.h"
#include "history.h"

#define SHARDS_MAX		9999
#define TEMPLATE_LIMIT		((size_t)64 * 1024 * 1024)
#define LEFT_NAMED		5	/* leftover files named in a message */

static int
fail(struct job *job, enum finding_id id, const char *zh, const char *en,
    struct str what)
{
	finding_add(job->findings, id, POS_NONE, "“%.*s”%s", "“%.*s” %s",
	    STR_ARG(what), job->findings->language == LANGUAGE_EN ? en : zh);
	return -1;
}

/* --- kinds of files --------------------------------------------------- */

/* The kind of file that a name asks for. */
static unsigned
format_named(struct str name)
{
	enum output_id id = output_named(path_suffix(name));

	return id == OUTPUT_COUNT || writer_of(id) == NULL ? 0 : 1u << id;
}

/* What is made of each copy: by --to, or by the name, or DOCX. */
static void
choose_formats(struct job *job)
{
	const struct batch *batch = job->batch;
	unsigned asked = batch->formats;

	if (asked == 0 && !file_is_folder(batch->output))
		asked = format_named(batch->output);
	if (asked == 0)
		asked = format_named(batch->name);
	if (asked == 0)
		asked = 1u << OUTPUT_DOCX;
	for (size_t i = 0; i < OUTPUT_COUNT; i++)
		if ((asked & 1u << i) != 0)
			job->formats[job->format_count++] = (enum output_id)i;
}

/* --- sources ---------------------------------------------------------- */

/* 甲/乙/通知.md, listed in folder 甲 → 乙/通知.docx */
static struct str
file_of(struct job *job, struct str path, struct str folder)
{
	struct str file = folder.n > 0 ? path_below(path, folder) :
	    path_name(path);

	file.n -= path_suffix(file).n + (path_suffix(file).n > 0);
	return str_format(job->arena, "%.*s.%s", STR_ARG(file),
	    output_suffix(job->formats[0]));
}

static void
add_unit(struct job *job, struct str path, struct str folder)
{
	struct unit *unit = VEC_ADD(job->arena, &job->units);

	/* The workers read them, each its own; no output is any of them. */
	file_note(job->findings->files, path);
	unit->path = path;
	unit->file = file_of(job, path, folder);
	unit->merge.set = job->batch->source.set;
}

static int
list_units(struct job *job)
{
	int status = 0;

	for (size_t i = 0; i < job->batch->source_count; i++) {
		struct str path = job->batch->sources[i];
		struct paths below;

		if (!file_is_folder(path)) {
			add_unit(job, path, STR_NONE);
			continue;
		}
		while (path.n > 1 && str_ends(path, STR("/")))
			path.n--;
		if ((job->history != NULL ? history_list(job->history, path,
		    &below, job->findings) : source_list(job->arena, path,
		    &below, job->findings)) != 0) {
			status = -1;
			continue;
		}
		for (size_t k = 0; k < below.n; k++)
			add_unit(job, below.v[k], path);
	}
	return job->units.n > 0 ? status : -1;
}

/* Where the files go: a folder, or the one file that -o names. */
static void
choose_folder(struct job *job)
{
	struct str output = job->batch->output;

	job->folder = output.n > 0 ? output : STR("output");
	job->straight = file_kind(output, NULL) == FILE_KIND_OTHER;
	if (job->batch->pack.n > 0)
		job->folder = path_folder(job->batch->pack);
	if (job->straight) {
		job->folder = STR(".");
		job->units.v[0].file = output;
	} else if (job->units.n == 1 && !has_data(job) &&
	    format_named(output) != 0 && !file_is_folder(output)) {
		job->folder = path_folder(output);
		job->units.v[0].file = output_path(job->arena,
		    path_name(output), job->formats[0]);
	}
}

/* --- data ------------------------------------------------------------- */

static int
read_data(struct job *job)
{
	struct batch *batch = job->batch;
	struct row_groups *groups;

	job->data = data_read(job->arena, batch->data, &batch->rows,
	    job->findings);
	if (job->data == NULL)
		return -1;
	job->per_unit = job->data->n;
	if (batch->group.n == 0)
		return 0;
	groups = data_group(job->arena, job->data, batch->group, job->findings);
	if (groups == NULL)
		return -1;
	job->groups = *groups;
	job->per_unit = groups->n;
	return groups->n > 0 ? 0 : -1;
}

/* More than so many different characters are not put into every copy. */
#define SHARED_MAX	600

/* The characters of all rows: a face that has them is the same in each copy. */
struct characters {
	bool *seen;
	size_t count;
};

static void
see_row(void *context, size_t row, const struct data_row *cells,
    unsigned char *marks)
{
	struct characters *all = context;

	(void)row;
	(void)marks;
	for (size_t c = 0; c < cells->n; c++) {
		struct datum datum = cells->cells[c];
		struct str text = { datum.as.text, datum.n };

		for (size_t at = 0; datum.kind == DATUM_TEXT && at < text.n;) {
			uint32_t one = char_next(text, &at);

			if (one < 0x30000 && !all->seen[one])
				all->count++;
			all->seen[one < 0x30000 ? one : 0] = true;
		}
	}
}

static void
find_shared(struct job *job)
{
	struct arena arena = ARENA_INIT;
	struct characters all = { NEW_ARRAY(&arena, bool, 0x30000), 0 };
	struct buf shared = { 0 };

	if (draws_pages(job))
		data_each(job->data, see_row, &all);
	for (uint32_t c = 1; c < 0x30000 && all.count <= SHARED_MAX; c++)
		if (all.seen[c])
			char_encode(&shared, c);
	job->shared = buf_take(job->arena, &shared);
	arena_release(&arena);
}

/* The column that tells copies apart for a person. */
static struct str
telling_column(const struct job *job)
{
	static const char *const usual[] = { "单位", "单位名称", "收文单位",
	    "主送", "县区", "名称", "姓名" };

	if (job->batch->group.n > 0)
		return job->batch->group;
	for (size_t i = 0; i < COUNT_OF(usual); i++)
		if (rows_column(&job->data->head, str_of(usual[i])) != SIZE_MAX)
			return str_of(usual[i]);
	for (size_t c = 0; c < job->data->head.column_count; c++) {
		struct str name = job->data->head.columns[c].text;

		if (name.n > 0 && !str_is_one(name, "序号|编号"))
			return name;
	}
	return STR_NONE;
}

/* Without --name: the number of the copy, wide enough for all, and who. */
static void
choose_pattern(struct job *job)
{
	struct str column = telling_column(job);
	unsigned digits = 3;

	for (size_t n = job->per_unit; n >= 1000; n /= 10)
		digits++;
	job->pattern = (struct span){ job->batch->name, POS_NONE };
	if (job->pattern.text.n == 0)
		job->pattern.text = column.n > 0 ? str_format(job->arena,
		    "{{序号|%u}}-{{%.*s}}", digits, STR_ARG(column)) :
		    str_format(job->arena, "{{序号|%u}}", digits);
	job->pattern.text = format_named(job->pattern.text) == 0 ?
	    str_format(job->arena, "%.*s.%s", STR_ARG(job->pattern.text),
	    output_suffix(job->formats[0])) : output_path(job->arena,
	    job->pattern.text, job->formats[0]);
}

static int
read_copies_from(struct job *job)
{
	struct str s = job->batch->copies_from;

	if (s.n == 0)
		return 0;
	if (!str_is_digits(s) || s.n > 12)
		return fail(job, FINDING_COPIES_FROM,
		    "不是份号；--copies-from 后面写起始的份号，如 000001",
		    "is no copy number; --copies-from takes the first one, as "
		    "000001", s);
	job->number_width = s.n > 6 ? (int)s.n : 6;
	job->first_number = (unsigned long)str_take_number(&s);
	return 0;
}

/* --- sources with data ------------------------------------------------ */

/* Where rows' attachments are found, and how they are read. */
struct attachments_of {
	struct str folder;
	const struct source_options *options;
};

static int
read_attachment(void *context, struct arena *arena, struct attachment *page,
    struct findings *findings)
{
	const struct attachments_of *of = context;

	return source_read_page(arena, of->folder, page, of->options, findings);
}

static bool
names_attachments(const struct document *document, unsigned depth)
{
	for (size_t i = 0; i < document->attachments.n && depth < 16; i++) {
		const struct attachment *page = &document->attachments.v[i];

		if (str_has(page->path.text, STR("{{")) ||
		    (page->document != NULL &&
		    names_attachments(page->document, depth + 1)))
			return true;
	}
	return false;
}

/* What all copies of a unit are made from; its texts are files FIRST on. */
static void
begin_inputs(struct job *job, struct unit *unit, size_t first)
{
	const struct files *files = job->findings->files;
	const struct values *set = &job->batch->source.set;
	struct digest *digest = &unit->inputs;

	digest_begin(digest);
	digest_add(digest, job->batch->version);
	digest_file(digest, unit->look->template, job->findings);
	digest_file(digest, unit->look->profile, job->findings);
	for (size_t i = 0; i < set->n; i++) {
		digest_add(digest, set->v[i].name.text);
		digest_add(digest, set->v[i].text.text);
	}
	for (size_t i = first; i < files->list.n; i++) {
		digest_path(digest, files->list.v[i].name);
		digest_add(digest, files->list.v[i].text);
	}
	if (unit->number.n > 0)
		digest_add(digest, unit->number);
	for (size_t i = 0; i < job->data->head.column_count; i++)
		digest_add(digest, job->data->head.columns[i].text);
	digest_document(digest, unit->document, job->findings);
}

static bool
asks_for(const struct names *asked, const char *name)
{
	for (size_t i = 0; i < asked->n; i++)
		if (str_eq(asked->v[i], str_of(name)))
			return true;
	return false;
}

static void
give_rows(struct job *job, struct unit *unit)
{
	struct attachments_of *of = NEW(job->arena, struct attachments_of);

	of->folder = path_folder(unit->path);
	of->options = &job->batch->source;
	unit->merge.data = job->data;
	unit->merge.groups = job->groups;
	unit->merge.total = job->per_unit;
	unit->merge.attachment = read_attachment;
	unit->merge.context = of;
	if (job->units.n > 1)
		unit->folder = path_stem(unit->file);
}

/* Beyond, what a sample remembers would take more than it saves. */
#define SAMPLE_WORK	((uint64_t)200 * 1000)

/*
 * Make a sample of the copies, with marks around what will be different, and
 * remember how its blocks are laid and its parts compressed.  A
 * word joiner makes a good mark: it has no width and moves nothing.
 */
static void
make_sample(struct job *job, struct unit *unit)
{
	struct arena *arena = job->arena;
	struct findings quiet = { .arena = arena };
	struct str mark = STR("\xe2\x81\xa0");
	const struct document *sample = merge_sample(arena, unit->document,
	    &unit->merge, mark);
	struct pack_writer *writer = pack_writer_new();
	const struct layout *layout;
	struct buf bytes = { 0 };

	unit->layouts = layout_memo_new(arena);
	layout = layout_copy(arena, sample, unit->look->made_profile,
	    unit->layouts, NULL, &quiet);
	unit->model = pack_model_new(arena, mark);
	pack_learn(writer, unit->model);
	docx_write(arena, layout, unit->look->made_template, writer, &bytes,
	    &quiet);
	docx_spell(arena, layout->profile, unit->layouts);
	layout_memo_seal(unit->layouts);
	pack_writer_free(writer);
	buf_release(&bytes);
}

/* Read a source once for all its copies, and check it with the data. */
static int
prepare_unit(struct job *job, struct unit *unit)
{
	const struct batch *batch = job->batch;
	size_t first = job->findings->files->list.n;

	unit->document = read_unit(job->arena, job, unit, job->findings);
	if (unit->document == NULL)
		return -1;
	unit->look = looks_of(job->looks, batch, unit->path, unit->document,
	    job->findings);
	if (unit->look == NULL)
		return -1;
	give_rows(job, unit);
	find_wanted(job->arena, unit->look, &unit->merge);
	if (merge_check(job->arena, unit->document, &unit->merge,
	    job->pattern, batch->group, &unit->asked, job->findings) != 0)
		return -1;
	unit->asks_number = asks_for(&unit->asked, "序号");
	unit->asks_total = asks_for(&unit->asked, "总数");
	unit->row_attachments = names_attachments(unit->document, 0);
	begin_inputs(job, unit, first);
	if (job->arena->work < SAMPLE_WORK)
		make_sample(job, unit);
	return 0;
}

/* --- making ----------------------------------------------------------- */

static void
note_slowest(struct job *job, const struct desk *desk)
{
	struct batch_result *result = &job->batch->result;
	size_t i = BATCH_SLOWEST;

	while (i > 0 && desk->seconds > result->slowest[i - 1].seconds)
		i--;
	if (i == BATCH_SLOWEST || desk->state != COPY_MADE)
		return;
	memmove(&result->slowest[i + 1], &result->slowest[i],
	    (BATCH_SLOWEST - 1 - i) * sizeof(result->slowest[0]));
	result->slowest[i].seconds = desk->seconds;
	result->slowest[i].file = str_copy(job->arena, desk->file);
}

static void
count_copy(struct job *job, const struct desk *desk)
{
	struct batch_progress *progress = &job->batch->result.progress;
	const unsigned *counts = desk->findings.counts;

	if (desk->state == COPY_PASSED)
		return;
	progress->done += desk->state != COPY_STOPPED;
	progress->made += desk->state == COPY_MADE;
	progress->kept += desk->state == COPY_KEPT;
	progress->failed += desk->state == COPY_FAILED;
	progress->warned += desk->state == COPY_MADE &&
	    counts[SEVERITY_WARNING] + counts[SEVERITY_ERROR] > 0;
	if (desk->state == COPY_STOPPED)
		job->batch->result.stopped = true;
}

static void
tell_copy(struct job *job, const struct desk *desk)
{
	const struct batch_watch *watch = &job->batch->watch;
	struct batch_copy copy = { .state = desk->state, .file = desk->file };

	count_copy(job, desk);
	if (watch->copy != NULL && desk->state != COPY_STOPPED &&
	    desk->state != COPY_PASSED)
		watch->copy(watch->context, &copy,
		    &job->batch->result.progress);
}

/* Put a copy into the one file for the printer; a kept one is on disk. */
static void
combine_copy(struct job *job, struct desk *desk)
{
	struct str path = path_join(&desk->arena, job->folder,
	    output_path(&desk->arena, desk->file, OUTPUT_DOCX));
	struct str bytes = buf_view(&desk->bytes);

	if (desk->state != COPY_MADE && desk->state != COPY_KEPT)
		return;
	/* The desk's bytes may be those of another file by now. */
	if ((desk->state == COPY_KEPT || desk->entries.n > 1) &&
	    file_read_output(&desk->arena, path, TEMPLATE_LIMIT, &bytes,
	    job->findings) != 0)
		return;
	if (combine_add(job->combine, desk->file, bytes, job->findings) != 0)
		job->broken = true;
}

/* Put the files of a copy into the zip; what is kept of it has them. */
static void
bundle_copy(struct job *job, const struct desk *desk)
{
	bool wants = job->bundle != NULL && !job->batch->dry_run &&
	    !bundle_has(job->bundle, desk->index);

	for (size_t i = 0; wants && !job->broken && i < desk->contents.n; i++)
		if (bundle_add(job->bundle, desk->entries.v[i].file,
		    desk->contents.v[i], job->findings) != 0)
			job->broken = true;
}

static void
commit_copy(struct job *job, struct desk *desk)
{
	if (desk->state != COPY_STOPPED) {
		findings_seal(&desk->findings);
		tally_add(job->tally, &desk->findings, desk->file);
	}
	bundle_copy(job, desk);
	for (size_t i = 0; job->manifest != NULL && i < desk->entries.n; i++)
		if (desk->entries.v[i].file.n > 0 &&
		    manifest_add(job->manifest, &desk->entries.v[i],
		    job->findings) != 0)
			job->broken = true;
	if (job->combine != NULL)
		combine_copy(job, desk);
	if (job->history != NULL)
		history_add(job->history, &job->units.v[desk->index], desk);
	note_slowest(job, desk);
	tell_copy(job, desk);
}

/* --- the end ---------------------------------------------------------- */

/* A file that no row accounts for goes only if it is as it was made. */
static bool
remove_left(struct job *job, struct arena *arena, const struct entry *entry)
{
	struct str path = path_join(arena, job->folder, entry->file);
	long long size, changed;
	struct str bytes;
	bool below;

	if (!file_exists(path))
		return true;
	below = file_is_below(path, job->folder);
	if ((!below && errno != 0) || file_look(path, &size, &changed) != 0) {
		file_unreadable(path, errno, job->findings);
		return false;
	}
	if (below && size == (long long)entry->bytes &&
	    file_read_output(arena, path, (size_t)entry->bytes, &bytes,
	    job->findings) == 0 && sum_is(entry->sum, bytes)) {
		job->batch->result.removed++;
		return file_remove(path, job->findings) == 0;
	}
	finding_add(job->findings, FINDING_OUTPUT_CHANGED, POS_NONE,
	    "名单里已没有“%.*s”，但它生成后有人改过；没有删除",
	    "“%.*s” is in the data no more, but was changed since it was "
	    "made; it was not removed", STR_ARG(entry->file));
	return false;
}

/* Files that are there and should not be. */
struct left {
	size_t n;
	struct str names;	/* of the first */
};

static void
add_left(struct job *job, struct left *left, struct str file)
{
	if (left->n++ < LEFT_NAMED)
		left->names = str_format(job->arena, "%.*s%s%.*s",
		    STR_ARG(left->names), left->n > 1 ? "、" : "",
		    STR_ARG(file));
}

static void
report_left(struct job *job, const struct left *left, const char *zh,
    const char *en)
{
	if (left->n > 0)
		finding_add(job->findings, FINDING_OUTPUT_LEFT, POS_NONE,
		    "文件夹里有 %zu 个%s：%.*s%s",
		    "%zu files %s: %.*s%s", left->n,
		    job->findings->language == LANGUAGE_EN ? en : zh,
		    STR_ARG(left->names), left->n > LEFT_NAMED ? " …" : "");
}

/* Only some rows were asked for: of the others' files nothing is known. */
static bool
is_chosen(const struct job *job)
{
	return job->batch->rows.list.n > 0 || job->batch->rows.where.n > 0;
}

/* Files of earlier runs that no row accounts for any more. */
static void
settle_left(struct job *job)
{
	struct batch_result *result = &job->batch->result;
	struct arena arena = ARENA_INIT;
	struct left left = { 0 };
	struct entry entry;
	size_t at = 0;

	for (; manifest_left(job->manifest, &arena, &at, &entry);
	    arena_reset(&arena)) {
		if (result->stopped || is_chosen(job)) {
			manifest_add(job->manifest, &entry, job->findings);
			continue;
		}
		if (entry.state == ENTRY_FAILED || job->batch->shards > 0 ||
		    (job->batch->prune && !job->batch->dry_run &&
		    remove_left(job, &arena, &entry)))
			continue;
		add_left(job, &left, entry.file);
		entry.state = ENTRY_LEFT;
		if (!job->batch->dry_run)
			manifest_add(job->manifest, &entry, job->findings);
	}
	arena_release(&arena);
	result->left = left.n;
	report_left(job, &left, "以前生成、名单里已没有的文件，用 --prune 删除",
	    "made before are in the data no more, remove them with --prune");
}

/* Files as the program makes them, which the manifest does not have. */
static void
report_unlisted(struct job *job)
{
	struct manifest_options options = { .folder = job->folder,
	    .read_only = true };
	struct str combined = path_name(job->batch->combine), bytes;
	struct arena arena = ARENA_INIT, row = ARENA_INIT;
	struct findings quiet = { .arena = &arena };
	struct manifest *manifest = manifest_open(&options, &quiet);
	struct paths all = { NULL, 0 };
	struct left left = { 0 };
	struct entry entry;

	if (manifest != NULL)
		file_list(&arena, job->folder, &all, &quiet);
	for (size_t i = 0; i < all.n; i++, arena_reset(&row)) {
		struct str name = path_below(all.v[i], job->folder);

		if (!manifest_find(manifest, &row, name, &entry) &&
		    !str_eq(name, combined) && file_read_output(&row,
		    all.v[i], TEMPLATE_LIMIT, &bytes, &quiet) == 0 &&
		    seal_holds(bytes))
			add_left(job, &left, name);
	}
	report_left(job, &left, "本程序生成而清单里没有的文件，没有删除",
	    "made by this program are not in the manifest and were not "
	    "removed");
	if (manifest != NULL)
		manifest_close(manifest, &quiet);
	arena_release(&row);
	arena_release(&arena);
}

static int
write_combined(struct job *job)
{
	struct write write = { .path = job->batch->combine,
	    .sync = job->batch->sync };
	struct buf bytes = { 0 };
	int status = 0;

	if (job->combine != NULL && !job->batch->result.stopped &&
	    (status = combine_finish(job->combine, &bytes,
	    job->findings)) == 0) {
		file_clear(path_folder(write.path), job->findings);
		status = write_output(&write, buf_view(&bytes), job->findings);
	}
	buf_release(&bytes);
	return status;
}

static void
report_stopped(struct job *job)
{
	const struct batch_progress *p = &job->batch->result.progress;

	if (job->batch->result.stopped)
		finding_add(job->findings, FINDING_STOPPED, POS_NONE,
		    "已停止：%zu 份齐了，还有 %zu 份；再运行同样的命令接着做",
		    "stopped: %zu are done, %zu are not; run the same command "
		    "again to go on", p->made + p->kept,
		    p->total - p->made - p->kept - p->failed);
}

/* The zip is finished, or what there is of it is left to the next run. */
static int
end_bundle(struct job *job)
{
	int status = 0;

	if (job->bundle == NULL)
		return 0;
	if (!job->batch->dry_run && !job->broken && !job->batch->result.stopped)
		status = bundle_end(job->bundle, job->manifest, job->findings);
	manifest_leave(job->manifest, bundle_close(job->bundle));
	job->bundle = NULL;
	return status;
}

static int
run_copies(struct job *job)
{
	const struct batch *batch = job->batch;
	size_t n = job->units.n * job->per_unit;
	size_t first = batch->shards > 0 ? batch->shard - 1 : 0;
	size_t step = batch->shards > 0 ? batch->shards : 1;
	struct batch_result *result = &job->batch->result;
	bool look = batch->prune ||
	    (job->manifest != NULL && manifest_lost(job->manifest));

	result->progress.total = has_data(job) ? job->wanted : n;
	pool_run(job, first, step, n, make_copy, commit_copy);
	if (job->manifest != NULL && job->bundle == NULL && !job->broken)
		settle_left(job);
	if (end_bundle(job) != 0)
		job->broken = true;
	if (job->manifest != NULL &&
	    manifest_close(job->manifest, job->findings) != 0)
		job->broken = true;
	if (look && batch->pack.n == 0 && !batch->dry_run)
		report_unlisted(job);
	if (write_combined(job) != 0)
		job->broken = true;
	if (job->history != NULL)
		history_close(job->history);
	tally_report(job->tally, n, has_data(job), job->findings);
	report_stopped(job);
	return result->progress.failed > 0 || result->stopped ||
	    job->broken ? -1 : 0;
}

/* --- the beginning ---------------------------------------------------- */

static int
check_options(struct job *job)
{
	const struct batch *batch = job->batch;

	if (batch->shards > SHARDS_MAX || batch->shard > batch->shards ||
	    (batch->shards > 0 && batch->shard == 0))
		return fail(job, FINDING_SHARD, "不是几分之几；--shard "
		    "后面写第几份和总份数，如 3/8", "is no shard; --shard "
		    "takes which of how many, as 3/8",
		    str_format(job->arena, "%u/%u", batch->shard,
		    batch->shards));
	if (batch->shards > 0 && batch->prune)
		return fail(job, FINDING_SHARD, "不能与 --shard 一起用："
		    "一个分片不知道别的分片有哪些文件", "does not go with "
		    "--shard: one shard does not know the files of the others",
		    STR("--prune"));
	if (batch->prepare.n > 0 && (!has_data(job) || batch->shards > 0))
		return fail(job, FINDING_SHARD,
		    "要和 --data 一起用，不能和 --shard 一起用",
		    "needs --data, and does not go with --shard",
		    STR("--prepare"));
	if (batch->pack.n > 0 && !path_has_suffix(batch->pack, "zip"))
		return fail(job, FINDING_OUTPUT_NAME,
		    "不是 .zip；--pack 后面写压缩包的名字，如 全部.zip",
		    "is no .zip; --pack takes the name of one, as all.zip",
		    batch->pack);
	if (is_chosen(job) && batch->prune)
		return fail(job, FINDING_SHARD, "不能与 --rows、--where 一起"
		    "用：没有选的行的文件也会被当作多余的", "does not go with "
		    "--rows and --where: other rows' files would be removed",
		    STR("--prune"));
	if (is_chosen(job) && !has_data(job))
		return fail(job, FINDING_DATA_ROWS, "要和 --data 一起用",
		    "needs --data", STR("--rows, --where"));
	return 0;
}

/*
 * From here on the registry of files only grows on the desks; find the lines
 * of all texts, so that asking for a place changes nothing.
 */
static void
freeze_files(struct job *job)
{
	struct files *files = job->findings->files;

	for (size_t i = 0; i < files->list.n; i++)
		files_place(files, (struct pos){ (uint32_t)i + 1, 0 });
	files->shared = files->list.n;
	job->blank = *job->findings;
}

/* Nothing is made: what is known stays known. */
static int
close_unmade(struct job *job, int status)
{
	struct arena arena = ARENA_INIT;
	struct entry entry;
	size_t at = 0;

	if (job->batch->pack.n > 0)
		manifest_leave(job->manifest, bundle_close(job->bundle));
	job->bundle = NULL;
	while (!job->batch->dry_run &&
	    manifest_left(job->manifest, &arena, &at, &entry)) {
		manifest_add(job->manifest, &entry, job->findings);
		arena_reset(&arena);
	}
	arena_release(&arena);
	tally_report(job->tally, job->units.n * job->per_unit, true,
	    job->findings);
	return manifest_close(job->manifest, job->findings) != 0 ? -1 : status;
}

/* What the names of the copies are made from. */
static struct str
names_inputs(struct job *job)
{
	unsigned char all[DIGEST_BYTES];
	struct digest digest;

	digest_begin(&digest);
	digest_add(&digest, job->pattern.text);
	digest_add(&digest, job->batch->group);
	for (size_t i = 0; i < job->units.n; i++) {
		struct digest inputs = job->units.v[i].inputs;

		digest_end(&inputs, all);
		digest_add(&digest, (struct str){ (char *)all, sizeof(all) });
		digest_add(&digest, job->units.v[i].folder);
	}
	digest_end(&digest, all);
	return hex_text(job->arena, all, INPUTS_BYTES);
}

/*
 * A shard plans all copies, to see whether their names are good, unless that
 * is known of its data: then its own.
 */
static void
choose_copies(struct job *job)
{
	const struct batch *batch = job->batch;

	job->step = 1;
	job->checked_for = names_inputs(job);
	job->checked = job->data->checked.n > 0 &&
	    str_eq(job->data->checked, job->checked_for);
	if (batch->shards == 0 || !job->checked)
		return;
	job->first = batch->shard - 1;
	job->step = batch->shards;
}

/* Write the rows down for shards, when the names of all copies are good. */
static int
prepare(struct job *job)
{
	struct str path = job->batch->prepare;

	if (job->twice)
		return fail(job, FINDING_SHARD,
		    "没有写出：有的文件名用了两次（见前）",
		    "was not written: some names come twice (see above)", path);
	if (data_is_prepared(job->data))
		return fail(job, FINDING_SHARD,
		    "没有写出：名单已经是 --prepare 写的，直接用它就行",
		    "was not written: the data are what --prepare wrote", path);
	if (!write_may_be(path, "--prepare", job->findings))
		return -1;
	if (kind_by_name(path) != KIND_COUNT)
		return fail(job, FINDING_OUTPUT_NAME,
		    "是别的文件的后缀；--prepare 后面的名字以 .rows 结尾",
		    "has the suffix of other files; --prepare takes a name "
		    "that ends in .rows", path);
	if (file_size(path) > 0 && !prepared_is_file(path) &&
	    write_aside(path, job->findings) != 0)
		return -1;
	file_clear(path_folder(path), job->findings);
	return data_save(job->data, path, job->checked_for, job->findings);
}

/* No copy may have the place of the one file for the printer. */
static int
check_combined(struct job *job)
{
	struct str path = job->batch->combine;

	return path.n == 0 || !plan_has(job, path) ? 0 :
	    fail(job, FINDING_OUTPUT_NAME_TWICE, "是其中一份的名字；没有生成，"
	    "请给 --combine 另起一个名字", "is the name of one of the copies; "
	    "nothing was made, give --combine another name", path);
}

static int
run_with_data(struct job *job)
{
	const struct batch *batch = job->batch;
	struct manifest_options options = { .folder = job->folder,
	    .shard = batch->shard, .shards = batch->shards,
	    .read_only = batch->dry_run, .sync = batch->sync,
	    .pack = bundle_path(job->arena, batch->pack, batch->shard,
	    batch->shards), .list = manifest_name(job->arena, batch->shard,
	    batch->shards) };
	int status = 0;

	if (read_copies_from(job) != 0 || read_data(job) != 0)
		return -1;
	choose_pattern(job);
	find_shared(job);
	for (size_t i = 0; i < job->units.n; i++)
		if (prepare_unit(job, &job->units.v[i]) != 0)
			status = -1;
	if (status != 0)
		return -1;
	freeze_files(job);
	choose_copies(job);
	job->manifest = manifest_open(&options, job->findings);
	if (job->manifest == NULL)
		return -1;
	if (batch->pack.n > 0 && (job->bundle = bundle_open(&options,
	    job->findings)) == NULL)
		return close_unmade(job, -1);
	if (plan_copies(job) != 0 || check_combined(job) != 0)
		return close_unmade(job, -1);
	if (job->twice && job->bundle != NULL)
		return close_unmade(job, fail(job, FINDING_OUTPUT_NAME_TWICE,
		    "没有写出：有的文件名用了两次（见前）",
		    "was not written: some names come twice (see above)",
		    batch->pack));
	return job->batch->prepare.n > 0 ? close_unmade(job, prepare(job)) :
	    run_copies(job);
}

/* What killed runs left in the folders of the output. */
static void
clear_folders(struct job *job)
{
	struct str last = STR_NONE;

	for (size_t i = 0; i < job->units.n; i++) {
		struct str folder = path_folder(path_join(job->arena,
		    job->folder, job->units.v[i].file));

		if (i == 0 || !str_eq(folder, last))
			file_clear(folder, job->findings);
		last = folder;
	}
}

static int
run_without_data(struct job *job)
{
	job->per_unit = 1;
	if (plan_files(job) != 0 || check_combined(job) != 0)
		return -1;
	if (!job->batch->dry_run)
		clear_folders(job);
	freeze_files(job);
	return run_copies(job);
}

int
batch_run(struct batch *batch, struct findings *findings)
{
	struct job job = { .batch = batch, .arena = findings->arena,
	    .findings = findings, .looks = looks_new(),
	    .tally = tally_new() };
	int status = -1;

	if (batch->combine.n > 0 && !batch->dry_run)
		job.combine = combine_new();
	memset(&batch->result, 0, sizeof(batch->result));
	choose_formats(&job);
	job.history = history_open(&job);
	if (check_options(&job) == 0 && list_units(&job) == 0) {
		choose_folder(&job);
		for (size_t i = 0; job.history != NULL && i < job.units.n; i++)
			history_find(job.history, &job.units.v[i]);
		batch->result.folder = batch->pack.n > 0 ? batch->pack :
		    job.folder;
		if (job.straight && (job.units.n > 1 ||
		    job.format_count > 1 || has_data(&job)))
			status = fail(&job, FINDING_OUTPUT_NAME,
			    "只写得下一份文件", "takes one file only",
			    batch->output);
		else if (take_numbers(&job) == 0)
			status = has_data(&job) ? run_with_data(&job) :
			    run_without_data(&job);
	}
	history_free(job.history);
	combine_free(job.combine);
	data_free(job.data);
	spool_free(job.plans);
	spool_free(job.problems);
	tally_free(job.tally);
	looks_free(job.looks, job.arena);
	return status;
}
