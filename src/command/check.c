/*
 * gongwen check: files and folders to findings, less those of a baseline.
 * The rules, and the repairs of --fix, are check/'s.
 */
#include "command.h"

#include "../base/crew.h"
#include "../base/kind.h"
#include "../base/report.h"
#include "../check/check.h"
#include "../text/decode.h"
#include "review.h"

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
	if (is_half(session, path))
		return -1;
	baseline_write(&text, findings);
	status = write_text(session, path, buf_view(&text));
	if (status == 0) {
		say(session, STREAM_ERROR, is_english(session) ?
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

/* Files that are checked side by side. */
struct checking {
	struct session *session;
	const struct check_options *options;
	struct check_numbers numbers;	/* of all of them */
	VEC(struct str) paths;
	struct check_desk {
		struct arena arena, said;	/* FOUND's is the second */
		struct findings found;
		struct check_numbers numbers;
	} *desks;
};

static void
list_paths(struct checking *c, struct str path)
{
	struct arena *arena = &c->session->arena;
	struct paths paths = { &path, 1 };
	bool folder = file_is_folder(path);
	size_t before = c->paths.n;

	if (folder && source_folder(arena, path, MAY_BE_LISTED, &paths,
	    &c->session->findings) != 0)
		return;
	for (size_t i = 0; i < paths.n; i++)
		if (!folder || kind_may(paths.v[i], MAY_BE_LISTED))
			*VEC_ADD(arena, &c->paths) = paths.v[i];
	if (c->paths.n == before)
		source_none(path, &c->session->findings);
}

static void
check_one(void *context, size_t number, size_t index)
{
	struct checking *c = context;
	struct check_desk *desk = &c->desks[number];
	struct check_options options = *c->options;

	arena_reset(&desk->said);
	desk->found = c->session->findings;
	desk->found.arena = &desk->said;
	findings_empty(&desk->found);
	desk->numbers = (struct check_numbers){ .arena = &desk->said };
	options.numbers = &desk->numbers;
	check_file(&desk->arena, c->paths.v[index], &options, &desk->found);
	arena_reset(&desk->arena);
}

static void
take_found(void *context, size_t number, size_t index)
{
	struct checking *c = context;
	struct check_desk *desk = &c->desks[number];

	(void)index;
	check_join(&c->numbers, &desk->numbers, &desk->found);
	findings_append(&c->session->findings, &desk->found);
}

/* Repairs are made one after another: files may share what they name. */
static void
check_paths(struct session *session, const struct check_options *options,
    unsigned jobs)
{
	struct check_options own = *options;
	struct checking c = { .session = session, .options = &own,
	    .numbers.arena = &session->arena };
	const struct str *given_paths = session->options.arguments.v;
	unsigned workers;
	size_t desks;

	for (size_t i = 0; i < session->options.arguments.n; i++)
		list_paths(&c, given_paths[i]);
	own.index = check_index_new(&session->arena);
	workers = options->fix ? 1 : crew_workers(jobs, c.paths.n);
	desks = crew_desks(workers);
	c.desks = heap_new(desks, sizeof(*c.desks));
	crew_run(workers, c.paths.n, check_one, take_found, &c);
	for (size_t i = 0; i < desks; i++) {
		arena_release(&c.desks[i].arena);
		arena_release(&c.desks[i].said);
	}
	free(c.desks);
}

enum status
command_check(struct session *session)
{
	struct options *options = &session->options;
	struct check_options check = { .fix = given(session, OPTION_FIX),
	    .lexicon = value_of(session, OPTION_LEXICON),
	    .ledger = value_of(session, OPTION_REGISTER) };
	unsigned jobs = 0;

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
	if (given(session, OPTION_COMMENTS) && !review_may(session))
		return usage_error(session, "--comments 用于一个 DOCX；别的稿子"
		    "先用 build 生成 DOCX", "--comments is for one DOCX; make "
		    "one with build");
	check.source.encoding = encoding_of(session);
	if (!read_jobs(session, &jobs))
		return wrong_option(session, OPTION_JOBS);
	check_paths(session, &check, jobs);
	findings_sort(&session->findings);
	if (given(session, OPTION_BASELINE) && use_baseline(session,
	    value_of(session, OPTION_BASELINE)) != 0)
		return STATUS_SYSTEM;
	if (given(session, OPTION_COMMENTS) &&
	    (is_half(session, value_of(session, OPTION_COMMENTS)) ||
	    review_comments(session, options->arguments.v[0], value_of(session,
	    OPTION_COMMENTS)) != 0))
		return STATUS_SYSTEM;
	return status_of_findings(&session->findings);
}
