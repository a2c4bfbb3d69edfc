/*
 * gongwen collect: the forms of a source as they came back, in one table, and
 * the list of those to remind beside it.
 */
#include "command.h"

#include "../base/digest.h"
#include "../base/os.h"
#include "../cli/progress.h"
#include "../collect/collect.h"

#define LIST_LIMIT	((size_t)64 << 20)

/*
 * One file, by the rule of write.h: a workbook has a seal, of a text SUM may
 * tell that it is ours.  What somebody worked on becomes 汇总-改过1.csv, a text
 * when --force is given.
 */
static int
put_file(struct session *session, struct str path, struct buf *bytes,
    struct str sum)
{
	struct write write = { .path = path, .over = given(session,
	    OPTION_FORCE) || seal_holds(buf_view(bytes)) ? WRITE_ASIDE :
	    WRITE_REFUSE, .sync = FILE_SYNC_EACH, .sum = sum, .grows = true,
	    .written = &session->written };
	int status = write_told(session, &write, buf_view(bytes));

	buf_release(bytes);
	return status;
}

/* The list of the run before goes, also when nobody is left on it. */
static int
put_reminders(struct session *session, struct str path,
    const struct collection *collection)
{
	struct findings quiet = { .arena = &session->arena };
	struct buf bytes = { 0 };
	bool any = collect_reminders(collection, &bytes);
	struct str there, sum = STR_NONE;

	if (file_kind(path, NULL) == FILE_KIND_REGULAR &&
	    file_read_output(&session->arena, path, LIST_LIMIT, &there,
	    &quiet) == 0 && collect_is_reminders(collection, there))
		sum = sum_hex(&session->arena, there);
	if (any || sum.n > 0)
		return put_file(session, path, &bytes, sum);
	buf_release(&bytes);
	return 0;
}

/* 汇总.csv, or of several forms 汇总-表名.csv each. */
static int
put_csv(struct session *session, struct str path,
    const struct collection *collection)
{
	int status = 0;

	for (size_t i = 0; i < collection->form_count; i++) {
		const struct collect_form *form = &collection->forms[i];
		struct buf bytes = { 0 };
		struct str name = collection->form_count == 1 ? path :
		    str_format(&session->arena, "%.*s-%zu-%.*s.csv",
		    STR_ARG(path_bare(path)), i + 1,
		    STR_ARG(collect_name(&session->arena, form)));

		collect_csv(form, &bytes);
		status |= put_file(session, name, &bytes, STR_NONE);
	}
	return status;
}

static int
put_result(struct session *session, struct str path,
    const struct collection *collection)
{
	struct buf bytes = { 0 };
	int status;

	if (path_has_suffix(path, "csv"))
		status = put_csv(session, path, collection);
	else {
		if (path_has_suffix(path, "json"))
			collect_json(collection, &bytes);
		else
			collect_workbook(&session->arena, collection, &bytes);
		status = put_file(session, path, &bytes, STR_NONE);
	}
	return status | put_reminders(session, path_join(&session->arena,
	    path_folder(path), COLLECT_REMINDERS), collection);
}

static void
tell(struct session *session, const struct collection *collection)
{
	/* A machine reads findings there. */
	if (given(session, OPTION_FORMAT) &&
	    !str_eq(value_of(session, OPTION_FORMAT), STR("text")))
		return;
	for (size_t i = 0; i < collection->form_count &&
	    !given(session, OPTION_QUIET); i++)
		say(session, STREAM_OUT, is_english(session) ?
		    "%.*s: %zu rows\n" : "%.*s：%zu 行\n",
		    STR_ARG(collection->forms[i].name),
		    collection->forms[i].rows.n);
	if (!given(session, OPTION_QUIET))
		say(session, STREAM_OUT, is_english(session) ?
		    "%u files, %u taken in\n" : "共 %u 个文件，汇总了 %u 个\n",
		    collection->files, collection->taken);
}

/* What a person at a terminal is shown while files are read. */
struct watch {
	struct session *session;
	double start, drawn;
};

static void
show_seen(void *context, size_t done, size_t total)
{
	struct watch *watch = context;
	double now = os_clock();
	struct progress progress = { .done = done, .total = total,
	    .seconds = now - watch->start };

	if (done < total && now - watch->drawn < 0.1)
		return;
	watch->drawn = now;
	say_progress(watch->session, done < total ? &progress : NULL);
}

enum status
command_collect(struct session *session)
{
	struct options *options = &session->options;
	struct collect_options collect_options = {
	    .encoding = encoding_of(session),
	    .output = value_of(session, OPTION_OUTPUT),
	    .roster = value_of(session, OPTION_DATA) };
	struct str output = collect_options.output;
	struct watch watch = { session, os_clock(), os_clock() };
	const struct collection *collection;

	if (options->arguments.n != 2 || path_suffix(output).n == 0)
		return usage_error(session, "用法：gongwen collect 通知.md "
		    "回收文件夹 -o 汇总.xlsx（或 .csv、.json）",
		    "usage: gongwen collect SOURCE FOLDER -o TABLE.xlsx (or "
		    ".csv, .json)");
	if (given(session, OPTION_DUE) && (!date_parse(value_of(session,
	    OPTION_DUE), &collect_options.due, NULL) ||
	    !date_exists(collect_options.due)))
		return usage_error(session, "--due 要写日期，如 2026-07-31",
		    "--due takes a date, as 2026-07-31");
	if (!read_jobs(session, &collect_options.jobs))
		return wrong_option(session, OPTION_JOBS);
	if (session->terminal->person && !given(session, OPTION_QUIET)) {
		collect_options.seen = show_seen;
		collect_options.context = &watch;
	}
	collection = collect(&session->arena, options->arguments.v[0],
	    options->arguments.v[1], &collect_options, &session->findings);
	if (collection == NULL)
		return STATUS_ERROR;
	if (is_half(session, output) ||
	    put_result(session, output, collection) != 0)
		return STATUS_ERROR;
	tell(session, collection);
	return STATUS_OK;
}
