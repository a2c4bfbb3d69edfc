/*
 * gongwen: the command line.  Options in, exit status out; the only file that
 * prints.  The commands are in command/, and reach the outside through the
 * terminal that is made here.
 */
#include "base/file.h"
#include "base/os.h"
#include "base/report.h"
#include "command/command.h"

static bool
wants_english(const struct options *options)
{
	const char *locale;

	if (options->given[OPTION_LANG].count > 0)
		return str_eq(options->given[OPTION_LANG].value, STR("en"));
	locale = os_language();
	return locale != NULL && strncmp(locale, "en", 2) == 0;
}

/*
 * Findings go to standard error; those of check, and a machine's format, to
 * standard output, unless that is where the document goes.
 */
static void
print_findings(struct session *session)
{
	struct report_options report = { .version = VERSION };
	struct buf text = { 0 };

	report.each = given(session, OPTION_VERBOSE);
	report.notes = report.each || given(session, OPTION_FIX);
	if (given(session, OPTION_FORMAT))
		report_format(value_of(session, OPTION_FORMAT), &report.format);
	report.member = session->member;
	report.items = buf_view(&session->items);
	findings_sort(&session->findings);
	report_write(&text, &session->findings, &report);
	say_all(session, session->out_taken || (report.format == REPORT_TEXT &&
	    session->options.command != COMMAND_CHECK) ? STREAM_ERROR :
	    STREAM_OUT, &text);
}

/* --- the terminal --------------------------------------------------------- */

static void
write_to(enum stream stream, struct str text)
{
	fwrite(text.p, 1, text.n, stream == STREAM_OUT ? stdout : stderr);
}

static bool
read_answer(struct arena *arena, struct str *line)
{
	struct buf answer = { 0 };
	int c;

	while ((c = getchar()) != EOF && c != '\n')
		buf_byte(&answer, (char)c);
	*line = buf_take(arena, &answer);
	return c != EOF || line->n > 0;
}

static unsigned
columns(void)
{
	const char *value = getenv("COLUMNS");
	unsigned width = 0;

	return value == NULL || !read_number(str_of(value), &width) ||
	    width < 20 ? 80 : width;
}

/* Set when the run is to end: by the system, see os_catch_stop. */
static volatile sig_atomic_t stop_wanted;

/* --- a run ----------------------------------------------------------- */

static enum status
run(struct session *session, int argc, char **argv)
{
	struct options *options = &session->options;
	struct str zh, en;
	struct buf text = { 0 };
	int wrong = options_read(&session->arena, argc, argv, options, &zh,
	    &en);

	if (wants_english(options))
		session->findings.language = LANGUAGE_EN;
	if (wrong != 0)
		return usage_error(session, "%.*s", "%.*s",
		    STR_ARG(is_english(session) ? en : zh));
	if (given(session, OPTION_VERSION)) {
		say(session, STREAM_OUT, "gongwen %s\n", VERSION);
		return STATUS_OK;
	}
	if (!given(session, OPTION_HELP) && options->command != COMMAND_COUNT)
		return command_run(session);
	options_help(&text, options->command, is_english(session));
	say_all(session, STREAM_OUT, &text);
	return given(session, OPTION_HELP) ? STATUS_OK : STATUS_USAGE;
}

static enum status
run_once(int argc, char **argv)
{
	struct terminal terminal = { .write = write_to, .answer = read_answer,
	    .stop = &stop_wanted, .person = os_is_terminal(2),
	    .width = columns() };
	struct session session = { .arena = ARENA_INIT,
	    .terminal = &terminal, .version = VERSION };
	enum status status;

	session.files.arena = &session.arena;
	session.findings.arena = &session.arena;
	session.findings.files = &session.files;
	status = run(&session, argc, argv);
	if (status == STATUS_OK &&
	    findings_worst(&session.findings) >= SEVERITY_ERROR)
		status = STATUS_ERROR;
	if (findings_hold(&session.findings, FINDING_OUTPUT_UNWRITABLE))
		status = STATUS_SYSTEM;
	print_findings(&session);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		usage_error(&session,
		    "标准输出没有写完：磁盘满了，或者接收的程序已经停了",
		    "standard output is not whole: the disk is full, or the "
		    "program that reads it has ended");
		status = STATUS_SYSTEM;
	}
	buf_release(&session.items);
	arena_release(&session.arena);
	return status;
}

/*
 * Files and folders were dropped on the program: each is built beside itself,
 * a folder into 文件夹-公文.  The window stays until somebody has read it.
 */
static enum status
run_dropped(int argc, char **argv)
{
	enum status worst = STATUS_OK;
	struct arena arena = ARENA_INIT;
	struct str line;

	for (int i = 1; i < argc; i++) {
		struct str path = str_of(argv[i]);
		struct str to = file_is_folder(path) ? str_cat(&arena, path,
		    STR("-公文")) : path_folder(path);
		char command[] = "build", notes[] = "-v", output[] = "-o";
		char *build[] = { argv[0], command, argv[i], notes, output,
		    str_cstr(&arena, to) };
		enum status status = run_once((int)(COUNT_OF(build)), build);

		printf("%s：%s\n", argv[i], status == STATUS_OK ? "已生成" :
		    "没有全部生成，请看上面的说明");
		if (status > worst)
			worst = status;
	}
	if (argc < 2)
		puts("把通知的文本（.txt .md .docx）或者文件夹拖到本程序的图标"
		    "上，就在原处生成公文。");
	puts("按回车键关闭。");
	fflush(stdout);
	read_answer(&arena, &line);
	arena_release(&arena);
	return worst;
}

int
main(int argc, char **argv)
{
	os_start(&argc, &argv);
	return os_owns_window() && (argc < 2 || file_exists(str_of(argv[1]))) ?
	    run_dropped(argc, argv) : run_once(argc, argv);
}
