/*
 * gongwen: the command line.  Options in, exit status out; the only file that
 * prints.  Each command is a row in the table at the end and a function here.
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/kind.h"
#include "base/finding.h"
#include "base/os.h"
#include "base/report.h"
#include "base/write.h"
#include "batch/batch.h"
#include "check/check.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "document/dump.h"
#include "document/markdown.h"
#include "layout/layout.h"
#include "output/docx.h"
#include "project/project.h"
#include "renew/renew.h"
#include "package/pack.h"
#include "source/source.h"
#include "text/decode.h"
#include "text/ordinal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Exit status: stable, documented in gongwen(1). */
enum status {
	STATUS_OK = 0,
	STATUS_STYLE = 1,	/* check: style findings only */
	STATUS_WARNING = 2,	/* check, or build --strict */
	STATUS_ERROR = 3,	/* errors; some document was not made */
	STATUS_USAGE = 5,	/* the command line is wrong */
	STATUS_SYSTEM = 6	/* reading or writing failed */
};

/* One run of the program. */
struct session {
	struct arena arena;	/* lives to the end of the run */
	struct files files;
	struct findings findings;
	struct options options;
	struct written written;		/* outputs of this run */
};

static bool
wants_english(const struct options *options)
{
	const char *locale;

	if (options->given[OPTION_LANG].count > 0)
		return str_eq(options->given[OPTION_LANG].value, STR("en"));
	locale = os_language();
	return locale != NULL && strncmp(locale, "en", 2) == 0;
}

static enum status
usage_error(struct session *session, const char *zh, const char *en)
{
	bool english = session->findings.language == LANGUAGE_EN;

	fprintf(stderr, "gongwen: %s\n", english ? en : zh);
	return STATUS_USAGE;
}

static bool
given(const struct session *session, enum option_id id)
{
	return session->options.given[id].count > 0;
}

/*
 * Findings go to standard error; those of check, and a machine's format, to
 * standard output.
 */
static void
print_findings(struct session *session)
{
	struct report_options report = { .version = VERSION };
	struct buf text = { 0 };

	report.notes = given(session, OPTION_VERBOSE) ||
	    given(session, OPTION_FIX);
	if (given(session, OPTION_FORMAT))
		report_format(session->options.given[OPTION_FORMAT].value,
		    &report.format);
	findings_sort(&session->findings);
	report_write(&text, &session->findings, &report);
	fwrite(text.p, 1, text.n,
	    report.format == REPORT_TEXT &&
	    session->options.command != COMMAND_CHECK ? stderr : stdout);
	buf_release(&text);
}

/* A text goes to its place unless another stands there, or --force. */
static int
write_text(struct session *session, struct str path, struct str text)
{
	struct write write = { .path = path, .over = given(session,
	    OPTION_FORCE) ? WRITE_FORCE : WRITE_REFUSE,
	    .sync = FILE_SYNC_EACH, .written = &session->written };

	return write_output(&write, text, &session->findings);
}

/* --- build ------------------------------------------------------------ */

static const struct profile *
choose_profile(struct session *session, struct str name)
{
	const struct profile *profile;
	uint32_t file;

	if ((profile = profile_builtin(&session->arena, name)) != NULL)
		return profile;
	file = text_load(&session->arena, name, NULL, &session->findings);
	return file == 0 ? NULL :
	    profile_read(&session->arena, file, &session->findings);
}

static struct str
value_of(const struct session *session, enum option_id id)
{
	return session->options.given[id].value;
}

/* "键=值" of every --set or --where; a full-width ＝ will do. */
static int
read_pairs(struct session *session, enum option_id option,
    struct values *set)
{
	struct options *options = &session->options;
	size_t n = options->given[option].values.n;

	set->v = NEW_ARRAY(&session->arena, struct value, n);
	for (set->n = 0; set->n < n; set->n++) {
		struct str s = options->given[option].values.v[set->n];
		struct str equals = STR("=");
		size_t at = str_find(s, equals, 0);

		if (at == SIZE_MAX) {
			equals = STR("＝");
			at = str_find(s, equals, 0);
		}
		if (at == SIZE_MAX || at == 0)
			return -1;
		set->v[set->n].name.text = str_trim(str_slice(s, 0, at));
		set->v[set->n].text.text =
		    str_slice(s, at + equals.n, s.n);
	}
	return 0;
}

static bool
read_number(struct str s, unsigned *number)
{
	*number = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || *number > 99999)
			return false;
		*number = *number * 10 + (unsigned)(s.p[i] - '0');
	}
	return s.n > 0;
}

/* "3/8" */
static bool
read_shard(struct str s, struct batch *batch)
{
	size_t slash = str_find(s, STR("/"), 0);

	return slash != SIZE_MAX &&
	    read_number(str_slice(s, 0, slash), &batch->shard) &&
	    read_number(str_slice(s, slash + 1, s.n), &batch->shards) &&
	    batch->shard > 0 && batch->shard <= batch->shards;
}

static bool
read_sync(struct str s, enum file_sync *sync)
{
	static const char *const names[] = {
		[FILE_SYNC_NONE] = "none", [FILE_SYNC_BATCH] = "batch",
		[FILE_SYNC_EACH] = "each",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_eq(s, str_of(names[i]))) {
			*sync = (enum file_sync)i;
			return true;
		}
	return false;
}

/* The option that cannot be understood, or OPTION_COUNT. */
static enum option_id
read_build_options(struct session *session, struct batch *batch)
{
	if (given(session, OPTION_ENCODING))
		batch->source.encoding = batch->rows.encoding =
		    str_cstr(&session->arena,
		    value_of(session, OPTION_ENCODING));
	if (read_pairs(session, OPTION_SET, &batch->source.set) != 0)
		return OPTION_SET;
	if (read_pairs(session, OPTION_WHERE, &batch->rows.where) != 0)
		return OPTION_WHERE;
	if (given(session, OPTION_JOBS) &&
	    !read_number(value_of(session, OPTION_JOBS), &batch->jobs))
		return OPTION_JOBS;
	if (given(session, OPTION_SHARD) &&
	    !read_shard(value_of(session, OPTION_SHARD), batch))
		return OPTION_SHARD;
	batch->sync = FILE_SYNC_BATCH;
	if (given(session, OPTION_FSYNC) &&
	    !read_sync(value_of(session, OPTION_FSYNC), &batch->sync))
		return OPTION_FSYNC;
	return OPTION_COUNT;
}

/* Set when the run is to end: by the system, see os_catch_stop. */
static volatile sig_atomic_t stop_wanted;

/* What is shown while a batch runs. */
struct show {
	struct session *session;
	bool bar;		/* a person watches: a line on standard error */
	bool lines;		/* a line a copy on standard output */
	double start, drawn;
};

static struct progress
progress_of(const struct show *show, const struct batch_progress *p)
{
	return (struct progress){ p->done, p->total, p->made, p->kept,
	    p->failed, p->warned, os_clock() - show->start };
}

static void
draw_bar(struct show *show, const struct batch_progress *batch)
{
	struct progress progress = progress_of(show, batch);
	const char *columns = getenv("COLUMNS");
	unsigned width = 0;
	struct buf line = { 0 };

	if (columns == NULL || !read_number(str_of(columns), &width) ||
	    width < 20)
		width = 80;
	buf_lit(&line, "\r\033[K");
	progress_line(&line, &progress, width - 1,
	    show->session->findings.language == LANGUAGE_EN);
	fwrite(line.p, 1, line.n, stderr);
	buf_release(&line);
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

	if (show->lines)
		printf("%s\t%.*s\n", states[copy->state][
		    show->session->findings.language == LANGUAGE_EN],
		    STR_ARG(copy->file));
	else if (show->bar && now - show->drawn > 0.1) {
		draw_bar(show, progress);
		show->drawn = now;
	}
}

static void
show_summary(struct show *show, const struct batch_result *result)
{
	struct progress progress = progress_of(show, &result->progress);
	bool english = show->session->findings.language == LANGUAGE_EN;
	struct buf text = { 0 };

	if (show->bar)
		buf_lit(&text, "\r\033[K");
	if (result->progress.total > 0)
		progress_summary(&text, &progress, english);
	for (size_t i = 0; i < BATCH_SLOWEST && result->progress.made > 9 &&
	    given(show->session, OPTION_VERBOSE); i++)
		if (result->slowest[i].file.n > 0)
			buf_format(&text, english ? "slowest: %.0f ms  %.*s\n" :
			    "最慢：%.0f 毫秒　%.*s\n",
			    result->slowest[i].seconds * 1000,
			    STR_ARG(result->slowest[i].file));
	fwrite(text.p, 1, text.n, stderr);
	buf_release(&text);
}

/* Silent in a script; a bar and a closing line for a person. */
static int
run_batch(struct session *session, struct batch *batch)
{
	struct show show = { .session = session, .start = os_clock() };
	bool person = os_is_terminal(2) && !given(session, OPTION_QUIET);
	int status;

	show.lines = batch->dry_run;
	show.bar = person && !show.lines;
	batch->watch = (struct batch_watch){ show_copy, &show };
	status = batch_run(batch, &session->findings);
	if (person && !batch->dry_run)
		show_summary(&show, &batch->result);
	return status;
}

static enum status
run_build(struct session *session)
{
	struct options *options = &session->options;
	struct batch batch = {
		.sources = options->arguments.v,
		.source_count = options->arguments.n,
		.output = value_of(session, OPTION_OUTPUT),
		.template = value_of(session, OPTION_TEMPLATE),
		.profile = value_of(session, OPTION_PROFILE),
		.data = value_of(session, OPTION_DATA),
		.rows.sheet = value_of(session, OPTION_SHEET),
		.rows.list = value_of(session, OPTION_ROWS),
		.group = value_of(session, OPTION_GROUP),
		.name = value_of(session, OPTION_NAME),
		.copies_from = value_of(session, OPTION_COPIES_FROM),
		.combine = value_of(session, OPTION_COMBINE),
		.prune = given(session, OPTION_PRUNE),
		.dry_run = given(session, OPTION_DRY_RUN),
		.strict = given(session, OPTION_STRICT),
		.again = given(session, OPTION_AGAIN),
		.version = STR(VERSION), .stop = &stop_wanted,
	};
	enum option_id wrong = read_build_options(session, &batch);

	if (wrong != OPTION_COUNT) {
		fprintf(stderr, session->findings.language == LANGUAGE_EN ?
		    "gongwen: --%s takes %s\n" :
		    "gongwen: --%s 的写法是 %s\n",
		    option_kind(wrong)->name, option_kind(wrong)->argument);
		return STATUS_USAGE;
	}
	if (batch.source_count == 0)
		return usage_error(session,
		    "要生成哪个文件？用法：gongwen build 文件...",
		    "build what? usage: gongwen build SOURCE...");
	os_catch_stop(&stop_wanted);
	return run_batch(session, &batch) == 0 ? STATUS_OK : STATUS_ERROR;
}

/* --- check ------------------------------------------------------------ */

/* Apply every -W; false when one names no rule. */
static bool
choose_rules(struct session *session)
{
	struct options *options = &session->options;

	for (size_t i = 0; i < options->given[OPTION_WARN].values.n; i++) {
		struct str argument = options->given[OPTION_WARN].values.v[i];
		struct str nearest;
		bool english = session->findings.language == LANGUAGE_EN;

		if (report_choose(&session->findings, argument, &nearest) == 0)
			continue;
		fprintf(stderr, english ? "gongwen: -W %.*s: no such rule%s"
		    "%.*s\n" : "gongwen: -W %.*s：没有这条规则%s%.*s\n",
		    STR_ARG(argument), nearest.n == 0 ? "" : english ?
		    "; did you mean " : "，你是不是要 ", STR_ARG(nearest));
		return false;
	}
	return true;
}

/*
 * Leave out what the baseline lists; without such a file, write it, and there
 * is nothing to report.
 */
static int
use_baseline(struct session *session, struct str path)
{
	struct findings *findings = &session->findings;
	struct buf text = { 0 };
	uint32_t file;
	int status;

	if (file_exists(path)) {
		file = text_load(&session->arena, path, "UTF-8", findings);
		return file == 0 ? -1 : baseline_apply(file,
		    text_of(findings, file), findings);
	}
	baseline_write(&text, findings);
	status = write_text(session, path, buf_view(&text));
	if (status == 0) {
		fprintf(stderr, findings->language == LANGUAGE_EN ?
		    "gongwen: %zu findings are now in the baseline %.*s\n" :
		    "gongwen: 已把 %zu 处问题记入基线 %.*s\n",
		    findings->list.n, STR_ARG(path));
		status = baseline_apply(files_add(findings->files, path,
		    STR_NONE), buf_view(&text), findings);
	}
	buf_release(&text);
	return status;
}

static enum status
status_of_findings(const struct findings *findings)
{
	switch (findings_worst(findings)) {
	case SEVERITY_FATAL:
		return STATUS_SYSTEM;
	case SEVERITY_ERROR:
		return STATUS_ERROR;
	case SEVERITY_WARNING:
		return STATUS_WARNING;
	case SEVERITY_STYLE:
		return STATUS_STYLE;
	default:
		return STATUS_OK;
	}
}

/* May a file found in a folder be checked, by its suffix? */
static bool
is_checkable(struct str path)
{
	enum reader reader = kind_reader(path);

	return reader == READER_MARKDOWN || reader == READER_TEXT ||
	    reader == READER_DOCX;
}

static void
check_path(struct session *session, const struct check_options *check,
    struct str path)
{
	struct paths paths = { &path, 1 };
	struct arena job = ARENA_INIT;
	bool folder = file_is_folder(path);

	if (folder && file_list(&session->arena, path, &paths,
	    &session->findings) != 0)
		return;
	for (size_t i = 0; i < paths.n; i++) {
		if (folder && !is_checkable(paths.v[i]))
			continue;
		check_file(&job, paths.v[i], check, &session->findings);
		arena_reset(&job);
	}
	arena_release(&job);
}

static enum status
run_check(struct session *session)
{
	struct options *options = &session->options;
	struct check_numbers numbers = { .arena = &session->arena };
	struct check_options check = { .fix = given(session, OPTION_FIX),
	    .numbers = &numbers };

	if (read_pairs(session, OPTION_SET, &check.source.set) != 0)
		return usage_error(session, "--set 要写成 键=值",
		    "--set takes KEY=VALUE");
	if (given(session, OPTION_PROFILE) && (check.profile = choose_profile(
	    session, value_of(session, OPTION_PROFILE))) == NULL)
		return STATUS_ERROR;
	if (options->arguments.n == 0)
		return usage_error(session,
		    "要校核哪个文件？用法：gongwen check 文件...",
		    "check what? usage: gongwen check SOURCE...");
	if (given(session, OPTION_ENCODING))
		check.source.encoding = str_cstr(&session->arena,
		    options->given[OPTION_ENCODING].value);
	for (size_t i = 0; i < options->arguments.n; i++)
		check_path(session, &check, options->arguments.v[i]);
	findings_sort(&session->findings);
	if (given(session, OPTION_BASELINE) && use_baseline(session,
	    options->given[OPTION_BASELINE].value) != 0)
		return STATUS_SYSTEM;
	return status_of_findings(&session->findings);
}

/* --- convert ---------------------------------------------------------- */

/* What a source is converted to: one row a format. */
static void
as_json(struct session *session, const struct document *document,
    struct str stem, struct buf *out, struct markdown_files *files)
{
	(void)session;
	(void)stem;
	(void)files;
	document_json(document, out);
}

static void
as_model(struct session *session, const struct document *document,
    struct str stem, struct buf *out, struct markdown_files *files)
{
	(void)session;
	(void)stem;
	(void)files;
	document_dump(document, out);
}

static void
as_markdown(struct session *session, const struct document *document,
    struct str stem, struct buf *out, struct markdown_files *files)
{
	document_markdown(&session->arena, document, stem, out, files);
}

static const struct {
	const char *name, *suffix;
	void (*convert)(struct session *, const struct document *, struct str,
	    struct buf *, struct markdown_files *);
} conversions[] = {
	{ "md", ".md", as_markdown },
	{ "json", ".json", as_json },
	{ "model", ".model", as_model },
};

struct conversion {
	struct source_options source;
	size_t format;			/* in the table above */
	struct str output;		/* n == 0: standard output */
	bool folder;			/* OUTPUT is one, or many */
	unsigned failed;
};

static struct str
converted_path(struct session *session, const struct conversion *c,
    struct str source)
{
	if (!c->folder)
		return c->output;
	return path_join(&session->arena, c->output, str_cat(&session->arena,
	    path_stem(source), str_of(conversions[c->format].suffix)));
}

static int
write_converted(struct session *session, const struct conversion *c,
    struct str source, struct str text, const struct markdown_files *files)
{
	struct str path = converted_path(session, c, source);
	int status;

	if (c->output.n == 0) {
		fwrite(text.p, 1, text.n, stdout);
		return 0;
	}
	status = write_text(session, path, text);
	for (size_t i = 0; i < files->n && status == 0; i++)
		status = write_text(session, path_join(&session->arena,
		    path_folder(path), files->v[i].name), files->v[i].text);
	return status;
}

/* Why each line was read as it was; with --format=json for machines. */
static void
print_explanation(const struct session *session,
    const struct explanation *explain, struct str source)
{
	struct buf text = { 0 };

	if (str_eq(value_of(session, OPTION_FORMAT), STR("json")))
		explanation_json(&text, source, explain->lines.v,
		    explain->lines.n);
	else
		explanation_text(&text, source, explain->lines.v,
		    explain->lines.n, session->findings.language);
	fwrite(text.p, 1, text.n, stdout);
	buf_release(&text);
}

/*
 * With --explain the reasons are what goes to standard output; the conversion
 * is written only where -o says.
 */
static void
convert_one(struct session *session, struct conversion *c, struct str path)
{
	struct explanation explain = { 0 };
	struct markdown_files files = { NULL, 0 };
	const struct document *document;
	struct buf text = { 0 };

	if (given(session, OPTION_EXPLAIN))
		c->source.explain = &explain;
	document = source_read(&session->arena, path, &c->source,
	    &session->findings);
	if (c->source.explain != NULL) {
		print_explanation(session, &explain, path);
		if (c->output.n == 0) {
			c->failed += document == NULL;
			return;
		}
	}
	if (document != NULL)
		conversions[c->format].convert(session, document,
		    path_stem(c->folder || c->output.n == 0 ? path :
		    c->output), &text, &files);
	if (document == NULL || write_converted(session, c, path,
	    buf_view(&text), &files) != 0)
		c->failed++;
	buf_release(&text);
}

static void
convert_path(struct session *session, struct conversion *c, struct str path)
{
	struct paths paths = { &path, 1 };

	if (file_is_folder(path) && source_list(&session->arena, path,
	    &paths, &session->findings) != 0) {
		c->failed++;
		return;
	}
	for (size_t i = 0; i < paths.n; i++)
		convert_one(session, c, paths.v[i]);
}

static enum status
run_convert(struct session *session)
{
	struct options *options = &session->options;
	struct conversion c = {
		.output = options->given[OPTION_OUTPUT].value,
	};
	size_t n = options->arguments.n;

	if (n == 0)
		return usage_error(session,
		    "要转换哪个文件？用法：gongwen convert 文件... [-o 文件]",
		    "convert what? usage: gongwen convert SOURCE... [-o FILE]");
	if (read_pairs(session, OPTION_SET, &c.source.set) != 0)
		return usage_error(session, "--set 要写成 键=值",
		    "--set takes KEY=VALUE");
	while (given(session, OPTION_TO) && c.format < 3 &&
	    !str_eq(options->given[OPTION_TO].value,
	    str_of(conversions[c.format].name)))
		c.format++;
	if (c.format == 3)
		return usage_error(session, "--to 可以是 md、json、model",
		    "--to takes md, json or model");
	if (given(session, OPTION_ENCODING))
		c.source.encoding = str_cstr(&session->arena,
		    options->given[OPTION_ENCODING].value);
	if (str_eq(c.output, STR("-")))
		c.output = STR_NONE;
	c.folder = c.output.n > 0 && (n > 1 || file_is_folder(c.output) ||
	    str_ends(c.output, STR("/")) ||
	    file_is_folder(options->arguments.v[0]));
	for (size_t i = 0; i < n; i++)
		convert_path(session, &c, options->arguments.v[i]);
	return c.failed > 0 ? STATUS_ERROR : STATUS_OK;
}

/* --- renew ------------------------------------------------------------ */

/* Ask at the terminal about a number that the rules are not sure of. */
static bool
ask_renew(void *context, const struct renew_item *item)
{
	struct session *session = context;
	struct place place = files_place(&session->files, item->pos);
	bool english = session->findings.language == LANGUAGE_EN;
	char *answer = NULL;
	size_t size = 0;
	bool change;

	fprintf(stderr, "%.*s:%u:%u: %.*s → %.*s（%s）%s",
	    STR_ARG(place.file), place.line, place.column,
	    STR_ARG(item->before), STR_ARG(item->after), english ?
	    reason_kind(item->reason)->en : reason_kind(item->reason)->zh,
	    english ? " change it? [Y/n] " : " 要改吗？[Y/n] ");
	change = getline(&answer, &size, stdin) < 0 ||
	    (answer[0] != 'n' && answer[0] != 'N' &&
	    !str_starts(str_of(answer), STR("不")) &&
	    !str_starts(str_of(answer), STR("否")));
	free(answer);
	return change;
}

/*
 * The Markdown of a source and its document: plain text is converted first,
 * so that the new edition is one to go on with; forwarded documents in it
 * become FILES.  0: unreadable.
 */
static uint32_t
renewable(struct session *session, struct str path,
    const struct source_options *options, const struct document **document,
    struct markdown_files *files)
{
	struct buf text = { 0 };
	uint32_t file;

	if (!source_is_plain(path) && kind_reader(path) != READER_DOCX) {
		file = text_load(&session->arena, path, options->encoding,
		    &session->findings);
		*document = file == 0 ? NULL : markdown_read(&session->arena,
		    file, options, &session->findings);
		return file;
	}
	*document = source_read(&session->arena, path, options,
	    &session->findings);
	if (*document == NULL)
		return 0;
	document_markdown(&session->arena, *document, path_stem(path), &text,
	    files);
	file = text_decode(&session->arena, str_cat(&session->arena,
	    path_stem(path), STR(".md")), str_copy(&session->arena,
	    buf_view(&text)), "UTF-8", &session->findings);
	buf_release(&text);
	*document = file == 0 ? NULL : markdown_read(&session->arena, file,
	    options, &session->findings);
	return file;
}

static void
list_renewal(struct session *session, const struct renew_result *result,
    bool to_output)
{
	struct buf text = { 0 };

	if (given(session, OPTION_FORMAT) && str_eq(
	    session->options.given[OPTION_FORMAT].value, STR("json")))
		renew_list_json(&text, result, &session->files);
	else
		renew_list(&text, result, &session->files,
		    session->findings.language);
	fwrite(text.p, 1, text.n, to_output ? stdout : stderr);
	buf_release(&text);
}

/*
 * Where the new edition of the source PATH goes: into a folder, or this file.
 */
static struct str
renewed_path(struct session *session, struct str path, struct str output)
{
	if (output.n == 0 || !(str_ends(output, STR("/")) ||
	    file_is_folder(output)))
		return output;
	return path_join(&session->arena, output, str_cat(&session->arena,
	    path_stem(path), STR(".md")));
}

static int renew_one(struct session *, struct str path, struct str output,
    struct renew_options *);

/* May an attachment go along, from and to within the folders they have? */
static bool
may_go_along(struct session *session, struct str from, struct str to,
    struct pos pos, struct str folder)
{
	if (!file_may_read(from, pos, &session->findings))
		return false;
	if (file_is_below(to, folder))
		return true;
	finding_add(&session->findings, FINDING_PATH_OUTSIDE, pos,
	    "附件文件“%.*s”会写到“%.*s”之外，没有随稿写出",
	    "the attachment file “%.*s” would be written outside of “%.*s”; "
	    "it was not", STR_ARG(from), STR_ARG(folder));
	return false;
}

/* A table, a picture or a DOCX goes along as it is. */
static int
copy_attachment(struct session *session, struct str from, struct str to)
{
	struct str bytes;

	return file_read(&session->arena, from, SIZE_MAX / 4, &bytes,
	    &session->findings) != 0 ? -1 : write_text(session, to, bytes);
}

/*
 * The files of attachments go with the source that names them, to the same
 * places below the new one.
 */
static int
renew_attachments(struct session *session, const struct document *document,
    struct str path, struct str output, struct renew_options *options)
{
	int status = 0;

	for (size_t i = 0; i < document->attachments.n; i++) {
		struct span name = document->attachments.v[i].path;
		struct str from = path_join(&session->arena,
		    path_folder(path), name.text);
		struct str to = path_join(&session->arena,
		    path_folder(output), name.text);

		if (name.text.n == 0)
			continue;
		if (output.n > 0 && !str_eq(from, to)) {
			status |= !may_go_along(session, from, to, name.pos,
			    path_folder(output)) ? -1 :
			    kind_reader(from) == READER_MARKDOWN ?
			    renew_one(session, from, to, options) :
			    copy_attachment(session, from, to);
			continue;
		}
		finding_add(&session->findings, FINDING_RENEW_LEFT, name.pos,
		    "附件文件“%.*s”没有随稿改；要一起改，请用 -o "
		    "写到另一个文件夹"
		    "（只有 Markdown 文件会改）",
		    "the attachment file “%.*s” was not renewed; to renew it "
		    "too, write to another folder with -o (Markdown files "
		    "only)", STR_ARG(name.text));
	}
	return status;
}

/*
 * One file to OUTPUT (n == 0: standard output), and what goes with it.  A
 * document of another organ that is forwarded keeps all that it says: OPTIONS
 * has the year of the edition by then.  0, or -1.
 */
static int
renew_one(struct session *session, struct str path, struct str output,
    struct renew_options *options)
{
	struct source_options source = { 0 };
	const struct document *document;
	struct markdown_files files = { NULL, 0 };
	struct renew_result result;
	int status = 0;
	uint32_t file;

	if (given(session, OPTION_ENCODING))
		source.encoding = str_cstr(&session->arena,
		    session->options.given[OPTION_ENCODING].value);
	file = renewable(session, path, &source, &document, &files);
	if (file == 0 || document == NULL)
		return -1;
	if (options->attached && document_is_complete(document)) {
		finding_add(&session->findings, FINDING_RENEW_FORWARDED,
		    document->pos, "这是转发的文件，照原样，没有改；新的一年"
		    "可能另有新文件", "a forwarded document, left as it is; "
		    "there may be a new one for the new year");
		return output.n == 0 ? 0 : write_text(session, output,
		    text_of(&session->findings, file));
	}
	if (renew_source(&session->arena, file, document, options, &result,
	    &session->findings) != 0)
		return -1;
	if (output.n > 0 && write_text(session, output, result.text) != 0)
		return -1;
	list_renewal(session, &result, output.n > 0);
	if (output.n == 0)
		fwrite(result.text.p, 1, result.text.n, stdout);
	for (size_t i = 0; i < files.n && output.n > 0; i++)
		status |= write_text(session, path_join(&session->arena,
		    path_folder(output), files.v[i].name), files.v[i].text);
	/* Attachment files have no year of their own. */
	options->from = result.from;
	if (!options->attached && !options->folder) {
		options->attached = true;
		status |= renew_attachments(session, document, path, output,
		    options);
	}
	return status;
}

/* All sources of a folder, then the attachment files beside them. */
static int
renew_folder(struct session *session, struct str folder, struct str output,
    struct renew_options *options)
{
	struct paths paths;
	int failed = 0, from = options->from;

	if (file_list(&session->arena, folder, &paths,
	    &session->findings) != 0)
		return -1;
	options->folder = true;
	for (int attached = 0; attached < 2; attached++)
		for (size_t i = 0; i < paths.n; i++) {
			struct str below = str_slice(paths.v[i],
			    folder.n + 1, paths.v[i].n);
			struct str to = path_join(&session->arena, output,
			    below);

			if (str_has(below, STR("附件/")) != (attached == 1) ||
			    !(path_has_suffix(below, "md") ||
			    source_is_plain(below)))
				continue;
			if (!file_may_read(paths.v[i], POS_NONE,
			    &session->findings)) {
				failed = -1;
				continue;
			}
			if (attached == 0)
				options->from = from;
			options->attached = attached == 1;
			if (source_is_plain(to))
				to = str_cat(&session->arena, str_slice(to, 0,
				    to.n - path_suffix(to).n), STR("md"));
			failed |= renew_one(session, paths.v[i], to, options);
		}
	return failed;
}

static enum status
run_renew(struct session *session)
{
	struct options *options = &session->options;
	struct renew_options renew = { .context = session };
	struct str path, output = options->given[OPTION_OUTPUT].value;
	int status;

	if (options->arguments.n != 1 || !given(session, OPTION_YEAR))
		return usage_error(session,
		    "用法：gongwen renew 文件 --year 年份 [-o 新文件]",
		    "usage: gongwen renew SOURCE --year YEAR [-o NEW]");
	path = options->arguments.v[0];
	while (path.n > 1 && str_ends(path, STR("/")))
		path.n--;
	renew.year = (int)number_parse(options->given[OPTION_YEAR].value);
	if (renew.year < 1950 || renew.year > 2199)
		return usage_error(session, "--year 要写四位年份，如 2027",
		    "--year takes a year, as 2027");
	renew.from = (int)number_parse(options->given[OPTION_FROM].value);
	if (given(session, OPTION_FROM) && renew.from == 0)
		return usage_error(session, "--from 要写四位年份，如 2026",
		    "--from takes a year, as 2026");
	if (given(session, OPTION_INTERACTIVE))
		renew.ask = ask_renew;
	session->files.home = file_is_folder(path) ? path : path_folder(path);
	if (!file_is_folder(path))
		status = renew_one(session, path, renewed_path(session, path,
		    output), &renew);
	else if (output.n > 0)
		status = renew_folder(session, path, output, &renew);
	else
		return usage_error(session, "整个文件夹要用 -o 指明新文件夹",
		    "a folder needs a new folder, given with -o");
	return status == 0 ? STATUS_OK : STATUS_ERROR;
}

/* --- template --------------------------------------------------------- */

static void
print(const struct buf *text)
{
	fwrite(text->p, 1, text->n, stdout);
}

static enum status
list_templates(struct session *session)
{
	struct buf text = { 0 };

	for (size_t i = 0; template_name(i).n > 0; i++)
		buf_format(&text, "%.*s\t%.*s\n", STR_ARG(template_name(i)),
		    STR_ARG(template_description(i,
		    session->findings.language)));
	print(&text);
	buf_release(&text);
	return STATUS_OK;
}

static enum status
export_template(struct session *session, struct str name)
{
	struct options *options = &session->options;
	const struct profile *profile = choose_profile(session,
	    options->given[OPTION_PROFILE].value);
	struct template_raws raws;
	struct buf bytes = { 0 };
	struct str path;
	int status;

	if (profile == NULL)
		return STATUS_ERROR;
	if (name.n == 0)
		name = template_name(0);
	raws = docx_raws(&session->arena, profile);
	status = template_export(name, &raws, &bytes, &session->findings);
	path = given(session, OPTION_OUTPUT) ?
	    options->given[OPTION_OUTPUT].value :
	    str_cat(&session->arena, name, STR(".docx"));
	if (status == 0)
		status = write_text(session, path, buf_view(&bytes));
	buf_release(&bytes);
	return status == 0 ? STATUS_OK : STATUS_ERROR;
}

static enum status
check_template(struct session *session, struct str path)
{
	struct buf report = { 0 };
	int status = template_check(path, &report, &session->findings);

	print(&report);
	buf_release(&report);
	return status == 0 ? STATUS_OK : STATUS_ERROR;
}

static enum status
run_template(struct session *session)
{
	struct options *options = &session->options;
	size_t n = options->arguments.n;
	struct str action = n > 0 ? options->arguments.v[0] : STR("list");
	struct str name = n > 1 ? options->arguments.v[1] : STR_NONE;

	if (str_eq(action, STR("list")))
		return list_templates(session);
	if (str_eq(action, STR("export")))
		return export_template(session, name);
	if (str_eq(action, STR("check")) && n > 1)
		return check_template(session, name);
	return usage_error(session,
	    "用法：gongwen template list | export [名称] | check 文件.docx",
	    "usage: gongwen template list | export [NAME] | check FILE.docx");
}

/* --- init, completion ------------------------------------------------- */

static enum status
run_init(struct session *session)
{
	struct options *options = &session->options;
	struct str folder = options->arguments.n > 0 ?
	    options->arguments.v[0] : STR(".");
	struct buf text = { 0 };

	if (project_init(&session->arena, folder, &session->findings) != 0)
		return STATUS_SYSTEM;
	buf_format(&text, session->findings.language == LANGUAGE_EN ?
	    "In %.*s there are now:\n" : "%.*s 里有：\n", STR_ARG(folder));
	project_files(&text);
	buf_lit(&text, session->findings.language == LANGUAGE_EN ?
	    "Go on with: gongwen build 通知.md --data 县区.csv\n" :
	    "接下来：gongwen build 通知.md --data 县区.csv\n");
	print(&text);
	buf_release(&text);
	return STATUS_OK;
}

static enum status
run_completion(struct session *session)
{
	struct options *options = &session->options;
	struct buf text = { 0 };

	if (options->arguments.n != 1 ||
	    !project_completion(options->arguments.v[0], &text))
		return usage_error(session,
		    "用法：gongwen completion bash|zsh|fish",
		    "usage: gongwen completion bash|zsh|fish");
	print(&text);
	buf_release(&text);
	return STATUS_OK;
}

/* --- help ------------------------------------------------------------- */

static enum status
run_help(struct session *session)
{
	struct buf text = { 0 };
	enum command_id about = COMMAND_COUNT;

	if (session->options.arguments.n > 0)
		for (size_t i = 0; i < COMMAND_COUNT; i++)
			if (str_eq(session->options.arguments.v[0],
			    str_of(command_kind((enum command_id)i)->name)))
				about = (enum command_id)i;
	options_help(&text, about, session->findings.language == LANGUAGE_EN);
	fwrite(text.p, 1, text.n, stdout);
	buf_release(&text);
	return STATUS_OK;
}

/* A name for an output whose suffix is not written; false: told. */
static bool
check_output(struct session *session, enum option_id id)
{
	struct str path = value_of(session, id);
	struct buf list = { 0 };
	bool good = !given(session, id) || str_ends(path, STR("/")) ||
	    file_is_folder(path) ||
	    output_is_written(session->options.command, path);

	if (!good) {
		output_list(&list, session->options.command);
		fprintf(stderr, session->findings.language == LANGUAGE_EN ?
		    "gongwen: --%s “%.*s”: files of this kind are not "
		    "written; the suffix may be %s\n" :
		    "gongwen: --%s “%.*s”：不能写这种文件，后缀可以是 %s\n",
		    option_kind(id)->name, STR_ARG(path), list.p);
		buf_release(&list);
	}
	return good;
}

/* build -o 通知.docx is for one document. */
static bool
check_one(struct session *session)
{
	struct str path = value_of(session, OPTION_OUTPUT);
	struct options *options = &session->options;

	if (options->command != COMMAND_BUILD ||
	    !path_has_suffix(path, "docx") || file_is_folder(path) ||
	    (options->arguments.n == 1 && !given(session, OPTION_DATA) &&
	    !file_is_folder(options->arguments.v[0])))
		return true;
	usage_error(session, "生成几份公文时，-o 要写文件夹",
	    "for more than one document -o takes a folder");
	return false;
}

/* Options that go with others only, or with one kind of input. */
static bool
check_together(struct session *session)
{
	static const struct {
		enum option_id option, needs;
	} pairs[] = {
		{ OPTION_SHEET, OPTION_DATA }, { OPTION_GROUP, OPTION_DATA },
		{ OPTION_NAME, OPTION_DATA },
		{ OPTION_COPIES_FROM, OPTION_DATA },
		{ OPTION_PRUNE, OPTION_DATA }, { OPTION_SHARD, OPTION_DATA },
		{ OPTION_AGAIN, OPTION_DATA },
	};
	bool english = session->findings.language == LANGUAGE_EN;

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (given(session, pairs[i].option) &&
		    !given(session, pairs[i].needs)) {
			fprintf(stderr, english ?
			    "gongwen: --%s has no effect without --%s\n" :
			    "gongwen: --%s 要和 --%s 一起用，单独写不起作用\n",
			    option_kind(pairs[i].option)->name,
			    option_kind(pairs[i].needs)->name);
			return false;
		}
	return true;
}

typedef enum status command_function(struct session *);

static command_function *const functions[COMMAND_COUNT] = {
	[COMMAND_BUILD] = run_build,
	[COMMAND_CHECK] = run_check,
	[COMMAND_CONVERT] = run_convert,
	[COMMAND_RENEW] = run_renew,
	[COMMAND_INIT] = run_init,
	[COMMAND_COMPLETION] = run_completion,
	[COMMAND_TEMPLATE] = run_template,
	[COMMAND_HELP] = run_help,
};

static enum status
run(struct session *session, int argc, char **argv)
{
	struct options *options = &session->options;
	struct str zh, en;
	int wrong = options_read(&session->arena, argc, argv, options, &zh,
	    &en);

	if (wants_english(options))
		session->findings.language = LANGUAGE_EN;
	if (wrong != 0)
		return usage_error(session, str_cstr(&session->arena, zh),
		    str_cstr(&session->arena, en));
	if (options->given[OPTION_VERSION].count > 0) {
		puts("gongwen " VERSION);
		return STATUS_OK;
	}
	if (options->given[OPTION_HELP].count > 0 ||
	    options->command == COMMAND_COUNT) {
		struct buf text = { 0 };

		options_help(&text, options->command,
		    session->findings.language == LANGUAGE_EN);
		fwrite(text.p, 1, text.n, stdout);
		buf_release(&text);
		return options->given[OPTION_HELP].count > 0 ?
		    STATUS_OK : STATUS_USAGE;
	}
	if (!choose_rules(session))
		return STATUS_USAGE;
	if (!check_output(session, OPTION_OUTPUT) ||
	    !check_output(session, OPTION_COMBINE) ||
	    !check_output(session, OPTION_NAME) || !check_one(session) ||
	    !check_together(session))
		return STATUS_USAGE;
	session->files.root = value_of(session, OPTION_ROOT);
	if (functions[options->command] == NULL)
		return usage_error(session, "这个命令还没有", "not there yet");
	return functions[options->command](session);
}

int
main(int argc, char **argv)
{
	struct session session = { .arena = ARENA_INIT };
	enum status status;

	pack_start();
	session.files.arena = &session.arena;
	session.findings.arena = &session.arena;
	session.findings.files = &session.files;
	status = run(&session, argc, argv);
	if (status == STATUS_OK &&
	    findings_worst(&session.findings) >= SEVERITY_ERROR)
		status = STATUS_ERROR;
	print_findings(&session);
	if (fflush(stdout) != 0 || ferror(stdout))
		status = STATUS_SYSTEM;
	arena_release(&session.arena);
	return status;
}
