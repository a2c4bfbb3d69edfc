/*
 * gongwen build: sources, and rows of data, to documents.  The work is
 * batch/'s; here the options become its job, and what happens is shown.
 */
#include "command.h"

#include "../base/os.h"
#include "../batch/batch.h"
#include "../cli/progress.h"
#include "../font/fonts.h"

/* "3/8" */
static bool
read_shard(struct str s, struct batch *batch)
{
	size_t slash = str_find(s, STR("/"), 0);

	return slash != SIZE_MAX &&
	    read_number(str_slice(s, 0, slash), &batch->shard) &&
	    read_number(str_from(s, slash + 1), &batch->shards) &&
	    batch->shard > 0 && batch->shard <= batch->shards;
}

/* The option that cannot be understood, or OPTION_COUNT. */
static enum option_id
read_build_options(struct session *session, struct batch *batch)
{
	batch->source.encoding = batch->rows.encoding = encoding_of(session);
	if (read_pairs(session, OPTION_SET, &batch->source.set) != 0)
		return OPTION_SET;
	if (read_pairs(session, OPTION_WHERE, &batch->rows.where) != 0)
		return OPTION_WHERE;
	if (!read_jobs(session, &batch->jobs))
		return OPTION_JOBS;
	if (given(session, OPTION_SHARD) &&
	    !read_shard(value_of(session, OPTION_SHARD), batch))
		return OPTION_SHARD;
	batch->sync = FILE_SYNC_BATCH;
	if (!read_sync(session, &batch->sync))
		return OPTION_FSYNC;
	return OPTION_COUNT;
}

/* What is made, and where: --preview is pages in a folder.  False: told. */
static bool
read_outputs(struct session *session, struct batch *batch)
{
	static const enum option_id apart[][2] = {
		{ OPTION_PACK, OPTION_OUTPUT }, { OPTION_PACK, OPTION_COMBINE },
		{ OPTION_PACK, OPTION_PRUNE }, { OPTION_PACK, OPTION_PREVIEW },
		{ OPTION_JOIN, OPTION_COMBINE },
		{ OPTION_JOIN, OPTION_PRUNE }, { OPTION_JOIN, OPTION_PREVIEW },
		{ OPTION_JOIN, OPTION_SHARD }, { OPTION_JOIN, OPTION_AGAIN },
		{ OPTION_JOIN, OPTION_PREPARE },
	};

	read_formats(session, true, &batch->formats);
	for (size_t i = 0; i < COUNT_OF(apart); i++)
		if (given(session, apart[i][0]) &&
		    given(session, apart[i][1])) {
			usage_error(session, "--%s 不能和 --%s 一起用",
			    "--%s does not go with --%s",
			    option_kind(apart[i][0])->name,
			    option_kind(apart[i][1])->name);
			return false;
		}
	if (!given(session, OPTION_PREVIEW))
		return true;
	if (given(session, OPTION_OUTPUT) || given(session, OPTION_TO)) {
		usage_error(session, "--preview 自己就说了写什么、写到哪里，"
		    "不要再写 -o、--to", "--preview says itself what to write "
		    "and where; leave out -o and --to");
		return false;
	}
	batch->output = str_cat(&session->arena, value_of(session,
	    OPTION_PREVIEW), STR("/"));
	batch->formats = 1u << OUTPUT_SVG | 1u << OUTPUT_HTML;
	return true;
}

/* What is shown while a batch runs. */
struct show {
	struct session *session;
	bool bar;		/* a person watches: a line on standard error */
	bool lines;		/* a line a copy on standard output */
	double start, drawn;
	const struct batch *batch;
	size_t made;		/* files, of which the first are named */
	struct buf names;
};

#define NAMED_MAX	10

static struct progress
progress_of(const struct show *show, const struct batch_progress *p)
{
	return (struct progress){ p->done, p->total, p->made, p->kept,
	    p->failed, p->warned, os_clock() - show->start };
}

static void
show_copy(void *context, const struct batch_copy *copy,
    const struct batch_progress *progress)
{
	static const char *const states[][2] = {
		[COPY_MADE] = { "生成", "made" },
		[COPY_KEPT] = { "没有变", "unchanged" },
		[COPY_FAILED] = { "没有生成", "not made" },
		[COPY_STOPPED] = { "停止", "stopped" },
		[COPY_PASSED] = { "略过", "passed over" },
	};
	struct show *show = context;
	double now = os_clock();

	if (show->bar && copy->state == COPY_MADE &&
	    show->made++ < NAMED_MAX && !show->session->out_taken)
		buf_format(&show->names, "  %.*s/%.*s\n",
		    STR_ARG(show->batch->result.folder), STR_ARG(copy->file));
	if (show->lines)
		say(show->session, STREAM_OUT, "%s\t%.*s\n",
		    states[copy->state][is_english(show->session)],
		    STR_ARG(copy->file));
	else if (show->bar && now - show->drawn > 0.1) {
		const struct progress said = progress_of(show, progress);

		say_progress(show->session, &said);
		show->drawn = now;
	}
}

static void
show_summary(struct show *show, const struct batch_result *result)
{
	struct progress progress = progress_of(show, &result->progress);
	bool english = is_english(show->session);
	struct buf text = { 0 };

	if (show->bar)
		buf_lit(&text, "\r\033[K");
	if (result->progress.total > 0)
		progress_summary(&text, &progress, english);
	buf_str(&text, buf_view(&show->names));
	if (show->names.n > 0 && show->made > NAMED_MAX)
		buf_lit(&text, "  …\n");
	buf_release(&show->names);
	for (size_t i = 0; i < BATCH_SLOWEST && result->progress.made > 9 &&
	    given(show->session, OPTION_VERBOSE); i++)
		if (result->slowest[i].file.n > 0)
			buf_format(&text, english ? "slowest: %.0f ms  %.*s\n" :
			    "最慢：%.0f 毫秒　%.*s\n",
			    result->slowest[i].seconds * 1000,
			    STR_ARG(result->slowest[i].file));
	say_all(show->session, STREAM_ERROR, &text);
}

/* Silent in a script; a bar and a closing line for a person. */
static int
run_batch(struct session *session, struct batch *batch)
{
	struct show show = { .session = session, .batch = batch,
	    .start = os_clock() };
	bool person = session->terminal->person &&
	    !given(session, OPTION_QUIET);
	int status;

	show.lines = batch->dry_run && batch->prepare.n == 0;
	show.bar = person && !show.lines;
	batch->watch = (struct batch_watch){ show_copy, &show };
	status = batch_run(batch, &session->findings);
	if (person && !batch->dry_run)
		show_summary(&show, &batch->result);
	return status;
}

enum status
command_build(struct session *session)
{
	struct options *options = &session->options;
	struct batch batch = {
		.sources = options->arguments.v,
		.source_count = options->arguments.n,
		.output = value_of(session, OPTION_OUTPUT),
		.template = value_of(session, OPTION_TEMPLATE),
		.profile = value_of(session, OPTION_PROFILE),
		.ledger = value_of(session, OPTION_REGISTER),
		.data = value_of(session, OPTION_DATA),
		.rows.sheet = value_of(session, OPTION_SHEET),
		.rows.list = value_of(session, OPTION_ROWS),
		.group = value_of(session, OPTION_GROUP),
		.name = value_of(session, OPTION_NAME),
		.copies_from = value_of(session, OPTION_COPIES_FROM),
		.pack = value_of(session, OPTION_PACK),
		.combine = value_of(session, OPTION_COMBINE),
		.prune = given(session, OPTION_PRUNE),
		.prepare = value_of(session, OPTION_PREPARE),
		.dry_run = given(session, OPTION_DRY_RUN) ||
		    given(session, OPTION_PREPARE),
		.strict = given(session, OPTION_STRICT),
		.again = given(session, OPTION_AGAIN),
		.join = given(session, OPTION_JOIN),
		.version = str_of(session->version),
		.stop = session->terminal->stop,
	};
	enum option_id wrong = read_build_options(session, &batch);
	int status;

	if (!read_outputs(session, &batch))
		return STATUS_USAGE;
	if (wrong != OPTION_COUNT)
		return wrong_option(session, wrong);
	if (batch.source_count == 0)
		return usage_error(session,
		    "要生成哪个文件？用法：gongwen build 文件...",
		    "build what? usage: gongwen build SOURCE...");
	session->out_taken = file_kind(batch.output, NULL) == FILE_KIND_OTHER;
	os_catch_stop(session->terminal->stop);
	batch.fonts = open_fonts(session);
	status = run_batch(session, &batch);
	fonts_free(batch.fonts);
	return status == 0 ? STATUS_OK : STATUS_ERROR;
}
