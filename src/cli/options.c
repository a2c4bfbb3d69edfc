/*
 * Words of the command line → options.def's commands and options, or what is
 * wrong and what was meant; help is written from the same tables.
 */
#include "options.h"

#include <limits.h>

#include "../base/file.h"
#include "../base/kind.h"

#define C(id)	(1u << COMMAND_##id)
#define ALL	UINT_MAX

static const struct command_kind commands[COMMAND_COUNT] = {
#define COMMAND(id, name, arguments, zh, en, examples) \
	{ #name, arguments, zh, en, examples },
#include "options.def"
#undef COMMAND
};

static const struct option_kind options[OPTION_COUNT] = {
#define OPTION(id, name, letter, argument, commands, zh, en) \
	{ name, letter, argument, commands, zh, en },
#include "options.def"
#undef OPTION
};

/* Which commands write what; one bit is an option of build. */
#define COMBINE	(1u << COMMAND_COUNT)
static const unsigned outputs[OUTPUT_COUNT] = {
#define OUTPUT(id, suffix, commands, from)	[OUTPUT_##id] = commands,
#include "../base/output.def"
#undef OUTPUT
};

const struct command_kind *
command_kind(enum command_id id)
{
	return &commands[id];
}

const struct option_kind *
option_kind(enum option_id id)
{
	return &options[id];
}

bool
option_belongs(enum option_id option, enum command_id command)
{
	return command == COMMAND_COUNT ||
	    (options[option].commands & (1u << command)) != 0;
}

/* The known word nearest to WORD, when it is near enough to be meant. */
static struct str
meant(struct arena *arena, struct str word, const struct options *got,
    bool of_options)
{
	struct nearest nearest = nearest_to(word);
	size_t n = of_options ? (size_t)OPTION_COUNT : (size_t)COMMAND_COUNT;

	for (size_t i = 0; i < n; i++) {
		struct str name = str_of(of_options ?
		    options[i].name : commands[i].name);

		if (!of_options ||
		    option_belongs((enum option_id)i, got->command))
			nearest_try(&nearest, name);
	}
	if (of_options && nearest.best.n > 0)
		return str_cat(arena, STR("--"), nearest.best);
	return nearest.best;
}

struct parsing {
	struct arena *arena;
	struct options *got;
	struct str zh, en;
};

/* In both messages "%" stands for WORD. */
static int
fail(struct parsing *reader, const char *zh, const char *en, struct str word,
    struct str meant)
{
	reader->zh = str_replace(reader->arena, str_of(zh), STR("%"), word);
	reader->en = str_replace(reader->arena, str_of(en), STR("%"), word);
	if (meant.n == 0)
		return -1;
	reader->zh = str_format(reader->arena, "%.*s；你是不是要 %.*s？",
	    STR_ARG(reader->zh), STR_ARG(meant));
	reader->en = str_format(reader->arena, "%.*s; did you mean %.*s?",
	    STR_ARG(reader->en), STR_ARG(meant));
	return -1;
}

/* "text|json|sarif" names the values there are; "K/N" and "FILE" do not. */
static bool
is_choice(struct str argument, struct str value)
{
	size_t bar;

	if (!str_has(argument, STR("|")) || str_has(argument, STR("[")))
		return true;
	while ((bar = str_find(argument, STR("|"), 0)) != SIZE_MAX) {
		if (str_eq(str_slice(argument, 0, bar), value))
			return true;
		argument = str_from(argument, bar + 1);
	}
	return str_eq(argument, value);
}

static int
take_option(struct parsing *reader, enum option_id id, struct str value)
{
	struct options *got = reader->got;
	const char *argument = options[id].argument;

	if (!option_belongs(id, got->command))
		return fail(reader, "选项 --% 不用于这个命令",
		    "option --% does not belong to this command",
		    str_of(options[id].name), STR_NONE);
	if (argument != NULL && value.n == 0)
		return fail(reader, "选项 --% 后面是空的",
		    "the value of option --% is empty",
		    str_of(options[id].name), STR_NONE);
	if (argument != NULL && !is_choice(str_of(argument), value))
		return fail(reader, str_cstr(reader->arena, str_format(
		    reader->arena, "选项 --%s 可以是 %s，不能是“%%”",
		    options[id].name, argument)), str_cstr(reader->arena,
		    str_format(reader->arena, "option --%s takes %s, not “%%”",
		    options[id].name, argument)), value, STR_NONE);
	got->given[id].count++;
	got->given[id].value = value;
	*VEC_ADD(reader->arena, &got->given[id].values) = value;
	return 0;
}

/* Does another option of this name belong to the command, and not this? */
static bool
is_of_other(const struct options *got, enum option_id id)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (i != id && strcmp(options[i].name, options[id].name) == 0 &&
		    option_belongs((enum option_id)i, got->command) &&
		    !option_belongs(id, got->command))
			return true;
	return false;
}

/* A file whose name begins like an option: ./-通知.md. */
static struct str
meant_file(struct arena *arena, struct str word)
{
	return !file_exists(word) ? STR_NONE : str_cat(arena, STR("./"), word);
}

/* "--name", "--name=value" or "--name value"; *I moves over the value. */
static int
take_long(struct parsing *reader, int argc, char **argv, int *i)
{
	struct str word = str_of(argv[*i] + 2), value = STR_NONE;
	size_t equals = str_find(word, STR("="), 0);
	struct str name = str_slice(word, 0, equals);

	for (size_t id = 0; id < OPTION_COUNT; id++) {
		if (!str_eq(name, str_of(options[id].name)) ||
		    is_of_other(reader->got, (enum option_id)id))
			continue;
		if (equals != SIZE_MAX)
			value = str_from(word, equals + 1);
		else if (options[id].argument != NULL) {
			if (*i + 1 >= argc)
				return fail(reader, "选项 --% 缺少参数",
				    "option --% needs an argument", name,
				    STR_NONE);
			value = str_of(argv[++*i]);
		}
		return take_option(reader, (enum option_id)id, value);
	}
	value = meant_file(reader->arena, str_of(argv[*i]));
	return fail(reader, "没有选项 --%", "there is no option --%",
	    name, value.n > 0 ? value :
	    meant(reader->arena, name, reader->got, true));
}

/* "-o PATH", "-oPATH", and switches put together ("-qv"). */
static int
take_short(struct parsing *reader, int argc, char **argv, int *i)
{
	for (const char *p = argv[*i] + 1; *p != '\0'; p++) {
		struct str value = STR_NONE, letter = { p, 1 };
		size_t id = 0;

		/* One character, of however many bytes. */
		while (((uint8_t)p[letter.n] & 0xC0) == 0x80)
			letter.n++;

		while (id < OPTION_COUNT && options[id].letter != *p)
			id++;
		if (id == OPTION_COUNT)
			return fail(reader, "没有选项 -%",
			    "there is no option -%", letter,
			    meant_file(reader->arena, str_of(argv[*i])));
		if (options[id].argument != NULL) {
			if (p[1] != '\0')
				value = str_of(p + 1);
			else if (*i + 1 < argc)
				value = str_of(argv[++*i]);
			else
				return fail(reader, "选项 -% 缺少参数",
				    "option -% needs an argument", letter,
				    STR_NONE);
			return take_option(reader, (enum option_id)id, value);
		}
		if (take_option(reader, (enum option_id)id, value) != 0)
			return -1;
	}
	return 0;
}

/* How many words may follow the command, as its help has them. */
static size_t
words_max(enum command_id id)
{
	struct str words = str_of(commands[id].arguments);

	return str_has(words, STR("...")) ? SIZE_MAX :
	    words.n == 0 ? 0 : str_count(words, ' ') + 1;
}

static int
take_word(struct parsing *reader, struct str word)
{
	struct options *got = reader->got;

	if (got->command != COMMAND_COUNT) {
		if (got->arguments.n >= words_max(got->command))
			return fail(reader,
			    "“%”是多出来的；名称里有空格的，要加引号",
			    "“%” is one too many; a name with blanks in it "
			    "is put in quotes", word, STR_NONE);
		*VEC_ADD(reader->arena, &got->arguments) = word;
		return 0;
	}
	for (size_t id = 0; id < COMMAND_COUNT; id++)
		if (str_eq(word, str_of(commands[id].name))) {
			got->command = (enum command_id)id;
			return 0;
		}
	return fail(reader, "没有命令 %", "there is no command %", word,
	    meant(reader->arena, word, got, false));
}

static int
read_words(struct parsing *reader, int argc, char **argv)
{
	bool plain = false;
	int status = 0;

	for (int i = 1; i < argc && status == 0; i++) {
		struct str word = str_of(argv[i]);

		if (!plain && str_eq(word, STR("--")))
			plain = true;
		else if (!plain && str_starts(word, STR("--")))
			status = take_long(reader, argc, argv, &i);
		else if (!plain && word.n > 1 && word.p[0] == '-')
			status = take_short(reader, argc, argv, &i);
		else
			status = take_word(reader, word);
	}
	return status;
}

int
options_read(struct arena *arena, int argc, char **argv, struct options *got,
    struct str *error_zh, struct str *error_en)
{
	struct parsing reader = { arena, got, STR_NONE, STR_NONE };
	int status;

	*got = (struct options){ .command = COMMAND_COUNT };
	status = read_words(&reader, argc, argv);
	*error_zh = reader.zh;
	*error_en = reader.en;
	return status;
}

/* Like a suffix of files: a few letters and digits, a letter among them. */
static bool
is_suffix(struct str s)
{
	bool letter = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = (char)(s.p[i] | 0x20);

		if (!(s.p[i] >= '0' && s.p[i] <= '9') &&
		    !(c >= 'a' && c <= 'z'))
			return false;
		letter |= c >= 'a' && c <= 'z';
	}
	return letter && s.n <= 8;
}

bool
output_belongs(enum output_id id, enum command_id command,
    enum option_id option)
{
	return (outputs[id] & (option == OPTION_COMBINE ? COMBINE :
	    1u << command)) != 0;
}

bool
output_is_written(enum command_id command, enum option_id option,
    struct str path)
{
	struct str name = path_name(path), bare = name, suffix;
	enum output_id id = output_named(path_suffix(path));

	if (name.n == 0)
		return option == OPTION_OUTPUT;	/* a folder */
	/* 通知.docx. and .docx are no folders, whatever was meant. */
	while (str_ends_one(bare, ".| "))
		bare.n--;
	suffix = path_suffix(bare);
	if (suffix.n == 0 && str_starts(bare, STR(".")))
		suffix = str_from(bare, 1);
	return !is_suffix(suffix) || (bare.n == name.n && bare.n > suffix.n +
	    1 && id != OUTPUT_COUNT && output_belongs(id, command, option));
}

void
output_list(struct buf *out, enum command_id command, enum option_id option,
    const char *first, const char *between)
{
	const char *before = first;

	for (size_t i = 0; i < OUTPUT_COUNT; i++)
		if (output_belongs((enum output_id)i, command, option)) {
			buf_format(out, "%s%s", before,
			    output_suffix((enum output_id)i));
			before = between;
		}
}

/* FILE is 文件 in Chinese; what is no such word stays. */
static void
put_argument(struct buf *out, struct str s, bool english)
{
	static const struct {
		const char *word, *zh;
	} words[] = {
#define ARGUMENT(word, zh)	{ word, zh },
#include "options.def"
#undef ARGUMENT
	};

	while (s.n > 0) {
		const char *shown = NULL;
		size_t n = 0;

		while (n < s.n && s.p[n] >= 'A' && s.p[n] <= 'Z')
			n++;
		for (size_t i = 0; i < COUNT_OF(words); i++)
			if (!english && str_eq(str_slice(s, 0, n),
			    str_of(words[i].word)))
				shown = words[i].zh;
		if (shown != NULL)
			buf_str(out, str_of(shown));
		else
			buf_str(out, str_slice(s, 0, n > 0 ? n : (n = 1)));
		s = str_from(s, n);
	}
}

void
option_argument(struct buf *out, enum option_id id, bool english)
{
	put_argument(out, str_of(options[id].argument), english);
}

/* Columns of a terminal: a Chinese character of three bytes has two. */
static size_t
columns_from(const struct buf *out, size_t start)
{
	size_t columns = out->n - start;

	for (size_t i = start; i < out->n; i++)
		columns -= ((unsigned char)out->p[i] & 0xf0) == 0xe0;
	return columns;
}

static void
help_option(struct buf *out, enum command_id command, enum option_id id,
    bool english)
{
	const struct option_kind *option = &options[id];
	size_t start = out->n;

	if (option->letter != 0)
		buf_format(out, "  -%c, --%s", option->letter, option->name);
	else
		buf_format(out, "      --%s", option->name);
	if (id == OPTION_TO)
		output_list(out, command, id, " ", "|");
	else if (id == OPTION_KIND)
		kind_list(out, MAY_BE_SOURCE, false, " ", "|");
	else if (option->argument != NULL) {
		buf_byte(out, ' ');
		put_argument(out, str_of(option->argument), english);
	}
	while (columns_from(out, start) < 30)
		buf_byte(out, ' ');
	buf_format(out, " %s\n", english ? option->en : option->zh);
}

static void
help_program(struct buf *out, bool english)
{
	buf_lit(out, english ?
	    "gongwen: official documents (GB/T 9704-2012) from text\n\n"
	    "Usage: gongwen COMMAND [OPTION]... [ARGUMENT]...\n\nCommands:\n" :
	    "gongwen：由文本生成党政机关公文（GB/T 9704-2012）\n\n"
	    "用法：gongwen 命令 [选项]... [参数]...\n\n命令：\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		buf_format(out, "  %-11s %s\n", commands[i].name,
		    english ? commands[i].en : commands[i].zh);
	buf_lit(out, english ?
	    "\n'gongwen help COMMAND' shows its options and examples; "
	    "the manual is gongwen(1) and gongwen(5).\n" :
	    "\n“gongwen help 命令”显示它的选项和例子；"
	    "手册见 gongwen(1)、gongwen(5)。\n");
}

void
options_help(struct buf *out, enum command_id id, bool english)
{
	if (id == COMMAND_COUNT) {
		help_program(out, english);
		return;
	}
	buf_format(out, english ? "Usage: gongwen %s [OPTION]... " :
	    "用法：gongwen %s [选项]... ", commands[id].name);
	put_argument(out, str_of(commands[id].arguments), english);
	buf_format(out, "\n%s\n", english ? commands[id].en : commands[id].zh);
	buf_lit(out, english ? "\nOptions:\n" : "\n选项：\n");
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (option_belongs((enum option_id)i, id))
			help_option(out, id, (enum option_id)i, english);
	if (commands[id].examples[0] != '\0')
		buf_format(out, english ? "\nExamples:\n%s" : "\n例：\n%s",
		    commands[id].examples);
}
