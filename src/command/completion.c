/*
 * gongwen completion: a script for bash, zsh or fish that knows the commands
 * and options of cli/options.def.
 */
#include "command.h"

static void
words_of_commands(struct buf *out)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		buf_format(out, "%s%s", i > 0 ? " " : "",
		    command_kind((enum command_id)i)->name);
}

static void
words_of_options(struct buf *out, enum command_id command)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (option_belongs((enum option_id)i, command))
			buf_format(out, " --%s",
			    option_kind((enum option_id)i)->name);
}

/* bash, and zsh through its bashcompinit. */
static void
complete_bash(struct buf *out)
{
	buf_lit(out, "_gongwen() {\n"
	    "\tlocal word=${COMP_WORDS[COMP_CWORD]} words=\n"
	    "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\twords='");
	words_of_commands(out);
	buf_lit(out, "'\n\telif [ \"${word#-}\" != \"$word\" ]; then\n"
	    "\t\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		buf_format(out, "\t\t%s) words='",
		    command_kind((enum command_id)i)->name);
		words_of_options(out, (enum command_id)i);
		buf_lit(out, "' ;;\n");
	}
	buf_lit(out, "\t\tesac\n\telse\n"
	    "\t\tCOMPREPLY=($(compgen -f -- \"$word\"))\n\t\treturn\n\tfi\n"
	    "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\n"
	    "complete -o filenames -F _gongwen gongwen\n");
}

static void
complete_fish(struct buf *out)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		buf_format(out, "complete -c gongwen -n __fish_use_subcommand"
		    " -f -a %s -d '%s'\n",
		    command_kind((enum command_id)i)->name,
		    command_kind((enum command_id)i)->zh);
	for (size_t c = 0; c < COMMAND_COUNT; c++)
		for (size_t i = 0; i < OPTION_COUNT; i++) {
			const struct option_kind *option =
			    option_kind((enum option_id)i);

			if (!option_belongs((enum option_id)i,
			    (enum command_id)c))
				continue;
			buf_format(out, "complete -c gongwen -n"
			    " '__fish_seen_subcommand_from %s' -l %s",
			    command_kind((enum command_id)c)->name,
			    option->name);
			if (option->letter != 0)
				buf_format(out, " -s %c", option->letter);
			buf_format(out, "%s\n",
			    option->argument != NULL ? " -r" : "");
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
