/*
 * gongwen: the command line.  Options in, exit status out; the only file that
 * prints.  Each command is a row in the table at the end and a function here.
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/finding.h"
#include "cli/options.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VERSION	"0.1.0"

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
};

static bool
wants_english(const struct options *options)
{
	const char *locale;

	if (options->given[OPTION_LANG].count > 0)
		return str_eq(options->given[OPTION_LANG].value, STR("en"));
	locale = setlocale(LC_MESSAGES, "");
	return locale != NULL && strncmp(locale, "en", 2) == 0;
}

static enum status
usage_error(struct session *session, const char *zh, const char *en)
{
	bool english = session->findings.language == LANGUAGE_EN;

	fprintf(stderr, "gongwen: %s\n", english ? en : zh);
	return STATUS_USAGE;
}

static void
print_findings(struct session *session)
{
	struct findings *findings = &session->findings;
	bool quiet = session->options.given[OPTION_VERBOSE].count == 0;

	findings_sort(findings);
	for (size_t i = 0; i < findings->list.n; i++) {
		const struct finding *f = &findings->list.v[i];

		if (f->severity == SEVERITY_NOTE && quiet)
			continue;
		if (f->place.file.n > 0)
			fprintf(stderr, "%.*s:", STR_ARG(f->place.file));
		if (f->place.line > 0)
			fprintf(stderr, "%u:%u:", f->place.line,
			    f->place.column);
		fprintf(stderr, "%s%s: %.*s [%s]\n",
		    f->place.file.n > 0 ? " " : "",
		    severity_word(f->severity, findings->language),
		    STR_ARG(f->message), finding_kind(f->id)->name);
	}
}

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

typedef enum status command_function(struct session *);

static command_function *const functions[COMMAND_COUNT] = {
	[COMMAND_HELP] = run_help,
};

static enum status
run(struct session *session, int argc, char **argv)
{
	struct options *options = &session->options;
	struct str zh, en;
	int wrong = options_read(&session->arena, argc, argv, options, &zh, &en);

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
	if (functions[options->command] == NULL)
		return usage_error(session, "这个命令还没有", "not there yet");
	return functions[options->command](session);
}

int
main(int argc, char **argv)
{
	struct session session = { .arena = ARENA_INIT };
	enum status status;

	session.files.arena = &session.arena;
	session.findings.arena = &session.arena;
	session.findings.files = &session.files;
	status = run(&session, argc, argv);
	print_findings(&session);
	if (fflush(stdout) != 0 || ferror(stdout))
		status = STATUS_SYSTEM;
	arena_release(&session.arena);
	return status;
}
