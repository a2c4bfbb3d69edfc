/*
 * gongwen completion: a script for bash, zsh or fish that knows the commands
 * and options of cli/options.def, and what may stand behind them.
 */
#include "command.h"

#include "../base/kind.h"
#include "../output/builtin.h"

static void
words_of_commands(struct buf *out)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		buf_format(out, "%s%s", i > 0 ? " " : "",
		    command_kind((enum command_id)i)->name);
}

/* What may stand behind an option, parted by blanks; else it is a file. */
static void
words_of_values(struct buf *out, enum option_id id)
{
	const char *argument = option_kind(id)->argument;
	size_t start = out->n;

	if (id == OPTION_TO)
		for (int c = 0; c < 2; c++)
			output_list(out, c == 0 ? COMMAND_BUILD :
			    COMMAND_CONVERT, id, " ", " ");
	else if (id == OPTION_KIND)
		kind_list(out, MAY_BE_SOURCE, false, "", " ");
	else if (id == OPTION_PROFILE)
		buf_lit(out, "GB9704 GB33476");
	else if (id == OPTION_TEMPLATE)
		for (size_t i = 0; template_name(i).n > 0; i++)
			buf_format(out, "%s%.*s", i > 0 ? " " : "",
			    STR_ARG(template_name(i)));
	else if (id == OPTION_WARN)
		for (int i = 0; i < FINDING_COUNT; i++)
			buf_format(out, "%s%s", i > 0 ? " " : "",
			    finding_kind((enum finding_id)i)->name);
	else if (argument != NULL && strchr(argument, '|') != NULL &&
	    strchr(argument, '[') == NULL)
		buf_lit(out, argument);
	for (size_t i = start; i < out->n; i++)
		if (out->p[i] == '|')
			out->p[i] = ' ';
}

/* The words of COMMAND's own argument: list export check. */
static void
words_of_arguments(struct buf *out, enum command_id id)
{
	const char *arguments = command_kind(id)->arguments;

	if (id == COMMAND_HELP)
		words_of_commands(out);
	for (const char *p = arguments; strchr(arguments, '|') != NULL &&
	    *p >= 'a' && *p <= '|'; p++)
		buf_byte(out, *p == '|' ? ' ' : *p);
}

static bool
takes(enum option_id id, const char *argument)
{
	return option_kind(id)->argument != NULL &&
	    strcmp(option_kind(id)->argument, argument) == 0;
}

/* bash: what stands behind an option that takes something. */
static void
bash_values(struct buf *out)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_kind *option =
		    option_kind((enum option_id)i);

		if (option->argument == NULL)
			continue;
		buf_format(out, "\t--%s", option->name);
		if (option->letter != 0)
			buf_format(out, "|-%c", option->letter);
		buf_lit(out, ") words='");
		words_of_values(out, (enum option_id)i);
		buf_format(out, "' kind=%s ;;\n", takes((enum option_id)i,
		    "DIR") ? "-d" : takes((enum option_id)i, "FILE") ||
		    takes((enum option_id)i, "PATH") ? "-f" : "");
	}
}

/* bash, and zsh through its bashcompinit. */
static void
complete_bash(struct buf *out)
{
	buf_lit(out, "_gongwen() {\n"
	    "\tlocal word=${COMP_WORDS[COMP_CWORD]} words= kind= IFS=$' \\n'\n"
	    "\tlocal before=${COMP_WORDS[COMP_CWORD-1]}\n"
	    /* --to=pdf is three words to bash. */
	    "\t[ \"$before\" != = ] || before=${COMP_WORDS[COMP_CWORD-2]}\n"
	    "\t[ \"$word\" != = ] || word=\n"
	    "\tcase $before in\n");
	bash_values(out);
	buf_lit(out, "\t*) if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
	    "\t\twords='");
	words_of_commands(out);
	buf_lit(out, "'\n\telif [ \"${word#-}\" != \"$word\" ]; then\n"
	    "\t\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		buf_format(out, "\t\t%s) words='",
		    command_kind((enum command_id)i)->name);
		for (size_t o = 0; o < OPTION_COUNT; o++)
			if (option_belongs((enum option_id)o,
			    (enum command_id)i))
				buf_format(out, " --%s",
				    option_kind((enum option_id)o)->name);
		buf_lit(out, "' ;;\n");
	}
	buf_lit(out, "\t\tesac\n\telse\n\t\tkind=-f\n"
	    "\t\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		struct buf words = { 0 };

		words_of_arguments(&words, (enum command_id)i);
		if (words.n > 0)
			buf_format(out, "\t\t%s) words='%.*s' ;;\n",
			    command_kind((enum command_id)i)->name,
			    STR_ARG(buf_view(&words)));
		buf_release(&words);
	}
	buf_lit(out, "\t\tesac\n\tfi ;;\n\tesac\n"
	    "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
	    "\tIFS=$'\\n'\n"
	    "\t[ -z \"$kind\" ] || COMPREPLY+=($(compgen $kind -- \"$word\"))"
	    "\n}\ncomplete -o filenames -F _gongwen gongwen\n");
}

/* In the quotes of fish a backslash keeps a quote. */
static void
fish_description(struct buf *out, const char *text)
{
	buf_lit(out, " -d '");
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			buf_byte(out, '\\');
		buf_byte(out, *text);
	}
	buf_lit(out, "'\n");
}

static void
fish_option(struct buf *out, enum command_id command, enum option_id id)
{
	const struct option_kind *option = option_kind(id);
	struct buf words = { 0 };

	words_of_values(&words, id);
	buf_format(out, "complete -c gongwen -n"
	    " '__fish_seen_subcommand_from %s' -l %s",
	    command_kind(command)->name, option->name);
	if (option->letter != 0)
		buf_format(out, " -s %c", option->letter);
	if (words.n > 0)
		buf_format(out, " %s -a '%.*s'", takes(id, "FILE") ? "-r" :
		    "-x", STR_ARG(str_trim(buf_view(&words))));
	else if (takes(id, "DIR"))
		buf_lit(out, " -x -a '(__fish_complete_directories)'");
	else if (option->argument != NULL)
		buf_lit(out, takes(id, "FILE") || takes(id, "PATH") ?
		    " -r" : " -x");
	fish_description(out, option->zh);
	buf_release(&words);
}

static void
complete_fish(struct buf *out)
{
	for (int c = 0; c < COMMAND_COUNT; c++) {
		const struct command_kind *command =
		    command_kind((enum command_id)c);
		struct buf words = { 0 };

		buf_format(out, "complete -c gongwen -n __fish_use_subcommand"
		    " -f -a %s", command->name);
		fish_description(out, command->zh);
		words_of_arguments(&words, (enum command_id)c);
		if (words.n > 0)
			buf_format(out, "complete -c gongwen -n"
			    " '__fish_seen_subcommand_from %s' -a '%.*s'\n",
			    command->name, STR_ARG(buf_view(&words)));
		buf_release(&words);
		for (int i = 0; i < OPTION_COUNT; i++)
			if (option_belongs((enum option_id)i,
			    (enum command_id)c))
				fish_option(out, (enum command_id)c,
				    (enum option_id)i);
	}
}

/* False: no such shell. */
static bool
complete(struct str shell, struct buf *out)
{
	if (str_eq(shell, STR("fish")))
		complete_fish(out);
	else if (str_eq(shell, STR("bash")))
		complete_bash(out);
	else if (str_eq(shell, STR("zsh"))) {
		buf_lit(out, "autoload -U +X bashcompinit && bashcompinit\n");
		complete_bash(out);
	} else
		return false;
	return true;
}

enum status
command_completion(struct session *session)
{
	struct options *options = &session->options;
	struct buf text = { 0 };

	if (options->arguments.n != 1 ||
	    !complete(options->arguments.v[0], &text))
		return usage_error(session,
		    "用法：gongwen completion bash|zsh|fish",
		    "usage: gongwen completion bash|zsh|fish");
	say_all(session, STREAM_OUT, &text);
	return STATUS_OK;
}
