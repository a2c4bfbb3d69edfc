/*
 * What all commands share: the values of options, and how a command says
 * something.
 */
#include "command.h"

#include "../base/kind.h"
#include "../batch/batch.h"
#include "../layout/profile.h"
#include "../layout/table.h"

#define NUMBER_MAX	999999	/* in the value of an option */

bool
is_english(const struct session *session)
{
	return session->findings.language == LANGUAGE_EN;
}

bool
given(const struct session *session, enum option_id id)
{
	return session->options.given[id].count > 0;
}

struct str
value_of(const struct session *session, enum option_id id)
{
	return session->options.given[id].value;
}

const char *
encoding_of(struct session *session)
{
	return given(session, OPTION_ENCODING) ? str_cstr(&session->arena,
	    value_of(session, OPTION_ENCODING)) : NULL;
}

void
say(struct session *session, enum stream stream, const char *format, ...)
{
	struct buf text = { 0 };
	va_list arguments;

	va_start(arguments, format);
	buf_vformat(&text, format, arguments);
	va_end(arguments);
	say_all(session, stream, &text);
}

void
say_all(struct session *session, enum stream stream, struct buf *text)
{
	session->terminal->write(stream, buf_view(text));
	buf_release(text);
}

void
say_progress(struct session *session, const struct progress *progress)
{
	struct buf line = { 0 };

	buf_lit(&line, "\r\033[K");
	if (progress != NULL)
		progress_line(&line, progress, session->terminal->width - 1,
		    is_english(session));
	say_all(session, STREAM_ERROR, &line);
}

bool
wants_json(const struct session *session)
{
	return str_eq(value_of(session, OPTION_FORMAT), STR("json"));
}

void
report_object(struct session *session, const char *name, struct buf *object)
{
	buf_lit(&session->items, session->items.n > 0 ? ",\n" : "");
	buf_str(&session->items, str_trim(buf_view(object)));
	session->member = name;
	buf_release(object);
}

enum status
usage_error(struct session *session, const char *zh, const char *en, ...)
{
	struct buf text = { 0 };
	va_list values;

	buf_lit(&text, "gongwen: ");
	va_start(values, en);
	buf_vformat(&text, is_english(session) ? en : zh, values);
	va_end(values);
	buf_byte(&text, '\n');
	say_all(session, STREAM_ERROR, &text);
	return STATUS_USAGE;
}

int
read_pairs(struct session *session, enum option_id option, struct values *set)
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
		set->v[set->n].text.text = str_from(s, at + equals.n);
	}
	return 0;
}

bool
read_number(struct str s, unsigned *number)
{
	bool good = str_is_digits(s);
	uint64_t value = str_take_number(&s);

	*number = value <= NUMBER_MAX ? (unsigned)value : 0;
	return good && value <= NUMBER_MAX;
}

bool
read_jobs(const struct session *session, unsigned *jobs)
{
	return !given(session, OPTION_JOBS) ||
	    read_number(value_of(session, OPTION_JOBS), jobs);
}

bool
read_sync(const struct session *session, enum file_sync *sync)
{
	static const char *const names[] = {
		[FILE_SYNC_NONE] = "none", [FILE_SYNC_BATCH] = "batch",
		[FILE_SYNC_EACH] = "each",
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_eq(value_of(session, OPTION_FSYNC), str_of(names[i]))) {
			*sync = (enum file_sync)i;
			return true;
		}
	return !given(session, OPTION_FSYNC);
}

enum status
wrong_option(struct session *session, enum option_id id)
{
	struct buf argument = { 0 };

	option_argument(&argument, id, is_english(session));
	buf_byte(&argument, '\0');
	usage_error(session, "--%s 的写法是 %s", "--%s takes %s",
	    option_kind(id)->name, argument.p);
	buf_release(&argument);
	return STATUS_USAGE;
}

bool
read_formats(struct session *session, bool many, unsigned *formats)
{
	enum command_id command = session->options.command;
	struct str rest = value_of(session, OPTION_TO);
	struct buf list = { 0 };

	*formats = 0;
	while (rest.n > 0) {
		size_t comma = many ? str_find(rest, STR(","), 0) : SIZE_MAX;
		enum output_id id = output_named(str_slice(rest, 0, comma));

		if (id == OUTPUT_COUNT ||
		    !output_belongs(id, command, OPTION_TO))
			break;
		*formats |= 1u << id;
		rest = comma == SIZE_MAX ? STR_NONE : str_from(rest, comma + 1);
	}
	if (rest.n == 0 && (*formats != 0 || !given(session, OPTION_TO)))
		return true;
	output_list(&list, command, OPTION_TO, "", is_english(session) ?
	    ", " : "、");
	usage_error(session, "--to 可以是 %s", "--to takes %s", list.p);
	buf_release(&list);
	return false;
}

const struct profile *
choose_profile(struct session *session, struct str name)
{
	return batch_profile(&session->arena, name, &session->findings);
}

void
forget_computed(struct arena *arena, struct str path,
    const struct document *document)
{
	if (kind_reader(path) == READER_DOCX)
		tables_forget_widths(document, profile_builtin(arena,
		    STR_NONE));
}

bool
is_half(struct session *session, struct str path)
{
	if (!findings_hold(&session->findings, FINDING_FILE_UNREADABLE))
		return false;
	finding_add(&session->findings, FINDING_FILE_UNWRITABLE, POS_NONE,
	    "有文件没有读出来，没有写“%.*s”；请排除后再运行一次",
	    "a file could not be read, so “%.*s” was not written; mend that "
	    "and run the command again", STR_ARG(path));
	return true;
}

void
tell_aside(struct session *session, const struct markdown_files *files)
{
	if (files->n > 0)
		finding_add(&session->findings, FINDING_FILE_ASIDE, POS_NONE,
		    "输出里提到的“%.*s”等%zu个文件没有写出；请用“-o 文件”",
		    "“%.*s” and what else the output names, %zu files, are not "
		    "written; give -o FILE", STR_ARG(files->v[0].name),
		    files->n);
}

int
write_text(struct session *session, struct str path, struct str text)
{
	return write_text_sync(session, path, text, FILE_SYNC_EACH);
}

int
write_told(struct session *session, const struct write *write, struct str bytes)
{
	int status = write_output(write, bytes, &session->findings);

	if (status == 0 && session->terminal->person &&
	    option_belongs(OPTION_OUTPUT, session->options.command) &&
	    !given(session, OPTION_QUIET))
		say(session, STREAM_ERROR, is_english(session) ?
		    "written: %.*s\n" : "已写出：%.*s\n", STR_ARG(write->path));
	return status;
}

int
write_text_sync(struct session *session, struct str path, struct str text,
    enum file_sync sync)
{
	struct write write = { .path = path, .over = given(session,
	    OPTION_FORCE) ? WRITE_FORCE : WRITE_REFUSE,
	    .sync = sync, .written = &session->written };

	return write_told(session, &write, text);
}
