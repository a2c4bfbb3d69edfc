#include "command/command.h"

#include "unit.h"

#include <stdlib.h>
#include <unistd.h>

/* What the commands say goes here. */
static struct buf said[2];

static void
keep(enum stream stream, struct str text)
{
	buf_str(&said[stream], text);
}

static enum status
run(struct session *session, const char *command, const char *argument)
{
	char *argv[] = { (char *)(uintptr_t)"gongwen",
	    (char *)(uintptr_t)command, (char *)(uintptr_t)argument, NULL };
	struct str zh, en;

	buf_release(&said[STREAM_OUT]);
	buf_release(&said[STREAM_ERROR]);
	CHECK(options_read(&session->arena, argument == NULL ? 2 : 3, argv,
	    &session->options, &zh, &en) == 0);
	return command_run(session);
}

static bool
has_said(enum stream stream, const char *words)
{
	return str_has(buf_view(&said[stream]), str_of(words));
}

int
main(void)
{
	struct terminal terminal = { .write = keep };
	struct session session = { .arena = ARENA_INIT,
	    .terminal = &terminal, .version = "1" };
	struct arena *arena = &session.arena;
	struct findings *findings = &session.findings;
	char folder[] = "/tmp/gongwen-command-XXXXXX";
	struct paths paths;
	struct str bytes;

	session.files.arena = findings->arena = arena;
	findings->files = &session.files;
	CHECK(mkdtemp(folder) != NULL);
	CHECK(run(&session, "init", folder) == STATUS_OK);
	CHECK(has_said(STREAM_OUT, "县区.csv\n"));
	CHECK(file_list(arena, str_of(folder), &paths, findings) == 0);
	CHECK(paths.n == 3 && findings->list.n == 0);
	/* What is there is never replaced. */
	for (size_t i = 0; i < paths.n; i++)
		CHECK(file_write(paths.v[i], STR_NONE, STR("我的"), FILE_SYNC_NONE,
		    findings) == 0);
	CHECK(run(&session, "init", folder) == STATUS_OK);
	CHECK(findings->counts[SEVERITY_WARNING] == 3);
	for (size_t i = 0; i < paths.n; i++) {
		CHECK(file_read(arena, paths.v[i], 100, &bytes,
		    findings) == 0);
		CHECK_STR(bytes, "我的");
		unlink(str_cstr(arena, paths.v[i]));
	}
	rmdir(str_cstr(arena, str_cat(arena, str_of(folder),
	    STR("/附件"))));
	rmdir(folder);

	CHECK(run(&session, "completion", "bash") == STATUS_OK);
	CHECK(has_said(STREAM_OUT, "build check convert"));
	CHECK(has_said(STREAM_OUT, "--interactive"));
	CHECK(run(&session, "completion", "fish") == STATUS_OK);
	CHECK(run(&session, "completion", "zsh") == STATUS_OK);
	CHECK(run(&session, "completion", "csh") == STATUS_USAGE);
	CHECK(said[STREAM_OUT].n == 0 && has_said(STREAM_ERROR, "fish"));
	CHECK(run(&session, "help", "renew") == STATUS_OK);
	CHECK(has_said(STREAM_OUT, "renew 2026年通知.md --year 2027"));
	CHECK(run(&session, "build", NULL) == STATUS_USAGE);
	CHECK(has_said(STREAM_ERROR, "gongwen build 文件..."));
	buf_release(&said[STREAM_OUT]);
	buf_release(&said[STREAM_ERROR]);
	arena_release(arena);
	return UNIT_END;
}
