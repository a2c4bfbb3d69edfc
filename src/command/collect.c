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
#define ADDED_BYTES	200	/* of names, in one message */

/* Whose a row is, of a line of CSV or JSON. */
static struct str
sender_in(struct str line)
{
	str_take(&line, str_starts(line, STR("\t{")) ? ": \"" : "\"");
	return str_take(&line, "\"");
}

/* The next row, without what parts it from the one after it. */
static bool
next_row(struct str *rest, struct str *row)
{
	bool found = str_line(rest, row);

	row->n -= found && str_ends(*row, STR(","));
	return found;
}

static void
name_sender(struct arena *arena, struct str *names, struct str row)
{
	if (names->n < ADDED_BYTES)
		*names = str_format(arena, "%.*s%s%.*s", STR_ARG(*names),
		    names->n > 0 ? "、" : "", STR_ARG(sender_in(row)));
	else if (!str_ends(*names, STR(" …")))
		*names = str_cat(arena, *names, STR(" …"));
}

/*
 * Nothing of a table as text is lost when all its lines are in the new one, in
 * their order.  Of those that are new some may have been taken out on purpose:
 * they are named.
 */
static bool
has_rows(struct arena *arena, struct str all, struct str some,
    struct str *added)
{
	struct str old, row;
	bool more = next_row(&some, &old);

	while (next_row(&all, &row))
		if (more && str_eq(row, old))
			more = next_row(&some, &old);
		else
			name_sender(arena, added, row);
	return !more;
}

/* From a list of reminders those go who answered; who is new on it? */
static struct str
new_senders(struct arena *arena, struct str all, struct str some)
{
	struct str_index had = { 0 };
	struct str row, added = STR_NONE;

	while (next_row(&some, &row))
		*str_number(arena, &had, sender_in(row)) = 1;
	while (next_row(&all, &row))
		if (*str_number(arena, &had, sender_in(row)) == 0)
			name_sender(arena, &added, row);
	return added;
}

static void
tell_added(struct session *session, struct str path, struct str added,
    bool list)
{
	if (list)
		finding_add(&session->findings, FINDING_COLLECT_ADDED,
		    POS_NONE, "“%.*s”上添了：%.*s；有意删去的行也会再添上，不"
		    "必再催的请从单位名单里删去", "“%.*s” has new rows of "
		    "%.*s; a row that was taken out comes back: take whom not "
		    "to remind off the list of units", STR_ARG(path),
		    STR_ARG(added));
	else
		finding_add(&session->findings, FINDING_COLLECT_ADDED,
		    POS_NONE, "“%.*s”原有的行都在，添了：%.*s；有意删去的行也会"
		    "再添上，不要哪份就把它移出回收的文件夹", "“%.*s” has all "
		    "its rows and new ones of %.*s; a row that was taken out "
		    "comes back: move its answer out of the folder",
		    STR_ARG(path), STR_ARG(added));
}

/*
 * One file, by the rule of write.h: a workbook has a seal; a text is ours when
 * nothing of it is lost, or it is a LIST of reminders.  What somebody worked
 * on becomes 汇总-改过1.csv, a text when --force is given.
 */
static int
put_file(struct session *session, struct str path, struct buf *bytes,
    const struct collection *list)
{
	struct write write = { .path = path, .over = given(session,
	    OPTION_FORCE) || seal_holds(buf_view(bytes)) ? WRITE_ASIDE :
	    WRITE_REFUSE, .sync = FILE_SYNC_EACH,
	    .written = &session->written };
	struct findings quiet = { .arena = &session->arena };
	struct str there, added = STR_NONE;
	int status = 0;

	if (file_kind(path, NULL) == FILE_KIND_REGULAR && file_read_output(
	    &session->arena, path, LIST_LIMIT, &there, &quiet) == 0 &&
	    there.n > 0 && (list != NULL ? collect_is_reminders(list, there) :
	    has_rows(&session->arena, buf_view(bytes), there, &added)))
		write.sum = sum_hex(&session->arena, there);
	if (list != NULL && write.sum.n > 0)
		added = new_senders(&session->arena, buf_view(bytes), there);
	/* The list of the run before goes, also when nobody is left on it. */
	if (list == NULL || write.sum.n > 0 || str_count(
	    buf_view(bytes), '\n') > 1)
		status = write_told(session, &write, buf_view(bytes));
	if (status == 0 && write.sum.n > 0 && added.n > 0)
		tell_added(session, path, added, list != NULL);
	buf_release(bytes);
	return status;
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
		status |= put_file(session, name, &bytes, NULL);
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
		status = put_file(session, path, &bytes, NULL);
	}
	collect_reminders(collection, &bytes);
	return status | put_file(session, path_join(&session->arena,
	    path_folder(path), COLLECT_REMINDERS), &bytes, collection);
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
