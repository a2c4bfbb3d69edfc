/*
 * A command line that was read → its command, when it makes sense: the
 * options that go together, and what "-" stands for.
 */
#include "command.h"

#include "../base/kind.h"
#include "../base/report.h"
#include "../text/decode.h"

/* Apply every -W; false when one names no rule. */
static bool
choose_rules(struct session *session)
{
	struct options *options = &session->options;

	for (size_t i = 0; i < options->given[OPTION_WARN].values.n; i++) {
		struct str argument = options->given[OPTION_WARN].values.v[i];
		struct str nearest;

		if (report_choose(&session->findings, argument, &nearest) == 0)
			continue;
		usage_error(session, "-W %.*s：没有这条规则%s%.*s",
		    "-W %.*s: no such rule%s%.*s", STR_ARG(argument),
		    nearest.n == 0 ? "" : is_english(session) ?
		    "; did you mean " : "，你是不是要 ", STR_ARG(nearest));
		return false;
	}
	return true;
}

/* A name for an output whose suffix is not written; false: told. */
static bool
check_output(struct session *session, enum option_id id)
{
	struct str path = value_of(session, id);
	struct buf list = { 0 };
	bool good = !given(session, id) ||
	    (id == OPTION_OUTPUT && file_is_folder(path)) ||
	    output_is_written(session->options.command, id, path);

	if (!good) {
		output_list(&list, session->options.command, id, ".", " .");
		usage_error(session,
		    "--%s “%.*s”：不能写这种文件，后缀可以是 %s",
		    "--%s “%.*s”: files of this kind are not written; the "
		    "suffix may be %s",
		    option_kind(id)->name, STR_ARG(path), list.p);
		buf_release(&list);
	}
	return good;
}

/* build -o 通知.docx, or -o -, is for one document and one kind of file. */
static bool
check_one(struct session *session)
{
	struct str path = value_of(session, OPTION_OUTPUT);
	struct options *options = &session->options;

	if (options->command != COMMAND_BUILD || path.n == 0 ||
	    (file_kind(path, NULL) != FILE_KIND_OTHER &&
	    (output_named(path_suffix(path)) == OUTPUT_COUNT ||
	    file_is_folder(path))) ||
	    (options->arguments.n == 1 && !given(session, OPTION_DATA) &&
	    !file_is_folder(options->arguments.v[0])))
		return true;
	usage_error(session, "生成几份公文时，-o 要写文件夹",
	    "for more than one document -o takes a folder");
	return false;
}

/* May --to be, and does the suffix of build -o agree with it? */
static bool
check_to(struct session *session)
{
	bool build = session->options.command == COMMAND_BUILD;
	struct str path = value_of(session, OPTION_OUTPUT);
	enum output_id id = output_named(path_suffix(path));
	unsigned formats;

	if (!read_formats(session, build, &formats))
		return false;
	if (!build || formats == 0 || id == OUTPUT_COUNT ||
	    file_is_folder(path) || (formats & 1u << id) != 0)
		return true;
	usage_error(session, "-o 的后缀和 --to 写的不是一种",
	    "the suffix of -o is none of those that --to names");
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
		{ OPTION_PACK, OPTION_DATA },
		{ OPTION_JOIN, OPTION_DATA }, { OPTION_ROWS, OPTION_DATA },
		{ OPTION_WHERE, OPTION_DATA },
	};

	for (size_t i = 0; i < COUNT_OF(pairs); i++)
		if (given(session, pairs[i].option) &&
		    !given(session, pairs[i].needs)) {
			usage_error(session,
			    "--%s 要和 --%s 一起用，单独写不起作用",
			    "--%s has no effect without --%s",
			    option_kind(pairs[i].option)->name,
			    option_kind(pairs[i].needs)->name);
			return false;
		}
	return true;
}

/*
 * What is given for the name "-": its kind is told by the suffix.  Text is a
 * table where DATA is wanted.
 */
static bool
read_input(struct session *session, bool data)
{
	struct file_given *given_file = &session->given;
	struct str kind = value_of(session, OPTION_KIND);
	struct buf list = { 0 };

	if (kind.n > 0 && !kind_may(str_cat(&session->arena, STR("x."), kind),
	    MAY_BE_SOURCE)) {
		kind_list(&list, MAY_BE_SOURCE, false, "", is_english(session) ?
		    ", " : "、");
		usage_error(session, "--from 可以是 %s", "--from takes %s",
		    list.p);
		buf_release(&list);
		return false;
	}
	if (file_read_input(&session->arena, TEXT_LIMIT, &given_file->bytes,
	    &session->findings) != 0)
		return false;
	if (kind.n == 0)
		kind = kind_guess(given_file->bytes);
	if (data && str_is_one(kind, "txt|md"))
		kind = STR("csv");
	given_file->name = str_cat(&session->arena, STR("标准输入."), kind);
	session->files.given = given_file;
	return true;
}

/* "-" among the sources, or for --data, is standard input, read once. */
static enum status
take_input(struct session *session)
{
	struct options *options = &session->options;
	struct str *data = &options->given[OPTION_DATA].value;
	bool for_data = str_eq(*data, STR("-")), taken = false;

	for (size_t i = 0; i < options->arguments.n &&
	    option_belongs(OPTION_ENCODING, options->command); i++) {
		if (!str_eq(options->arguments.v[i], STR("-")))
			continue;
		if (given(session, OPTION_FIX) ||
		    (options->command == COMMAND_ACCEPT && i == 1))
			return usage_error(session,
			    "改的是文件，不能用于标准输入",
			    "files are changed, not standard input");
		if (for_data)
			return usage_error(session,
			    "标准输入只能读一样：源文件，或者 --data 的表",
			    "standard input is read for a source or for "
			    "--data, not for both");
		if (!taken && !read_input(session, false))
			return session->findings.list.n > 0 ? STATUS_SYSTEM :
			    STATUS_USAGE;
		options->arguments.v[i] = session->given.name;
		taken = true;
	}
	if (for_data && !read_input(session, true))
		return session->findings.list.n > 0 ? STATUS_SYSTEM :
		    STATUS_USAGE;
	*data = for_data ? session->given.name : *data;
	taken |= for_data;
	if (given(session, OPTION_KIND) && !taken)
		return usage_error(session,
		    "--from 说的是标准输入（-）是什么，单独写不起作用",
		    "--from tells what standard input (-) is; it has no "
		    "effect without");
	return STATUS_OK;
}

enum status
command_run(struct session *session)
{
	static enum status (*const functions[])(struct session *) = {
#define COMMAND(id, name, arguments, zh, en, examples)	command_##name,
#include "../cli/options.def"
#undef COMMAND
	};
	enum status status;

	if (!choose_rules(session) || !check_output(session, OPTION_OUTPUT) ||
	    !check_output(session, OPTION_COMBINE) ||
	    !check_output(session, OPTION_NAME) || !check_one(session) ||
	    !check_to(session) || !check_together(session))
		return STATUS_USAGE;
	session->files.root = value_of(session, OPTION_ROOT);
	if ((status = take_input(session)) != STATUS_OK)
		return status;
	return functions[session->options.command](session);
}
