#pragma once

#include "../base/arena.h"
#include "../base/output.h"
#include "../base/str.h"

/*
 * The command line: which command, which options, which arguments.  The
 * tables are in options.def.
 */
enum command_id {
#define COMMAND(id, name, arguments, zh, en, examples)	COMMAND_##id,
#include "options.def"
#undef COMMAND
	COMMAND_COUNT
};

enum option_id {
#define OPTION(id, name, letter, argument, commands, zh, en)	OPTION_##id,
#include "options.def"
#undef OPTION
	OPTION_COUNT
};

struct command_kind {
	const char *name, *arguments, *zh, *en;
	const char *examples;		/* lines of the help; "" */
};

struct option_kind {
	const char *name;
	char letter;			/* 0: only the long name */
	const char *argument;		/* NULL: a switch */
	unsigned commands;		/* bits by command_id */
	const char *zh, *en;
};

const struct command_kind *command_kind(enum command_id);
const struct option_kind *option_kind(enum option_id);
bool	 option_belongs(enum option_id, enum command_id);

struct options {
	enum command_id command;	/* COMMAND_COUNT: none was named */
	struct {
		unsigned count;			/* times given */
		struct str value;		/* the last one */
		VEC(struct str) values;		/* all, in order */
	} given[OPTION_COUNT];
	VEC(struct str) arguments;
};

/*
 * Read the command line.  0, or -1 with what is wrong, and what was probably
 * meant, in *ERROR_ZH and *ERROR_EN.  Options may stand anywhere; "--" ends
 * them.
 */
int	 options_read(struct arena *, int argc, char **argv,
	    struct options *, struct str *error_zh, struct str *error_en);

/*
 * The kinds of files that an option of a command can ask for, from
 * base/output.def.  May PATH be written, by its suffix?  What has none, or one
 * that is not like any (2026.5), is for the command to name.
 */
bool	 output_belongs(enum output_id, enum command_id, enum option_id);
bool	 output_is_written(enum command_id, enum option_id, struct str path);
/* All of them, FIRST before the first, BETWEEN before the others. */
void	 output_list(struct buf *, enum command_id, enum option_id,
	    const char *first, const char *between);

/* How the argument of an option is written: KEY=VALUE, 键=值. */
void	 option_argument(struct buf *, enum option_id, bool english);

/* The help text of a command, or of the program (COMMAND_COUNT). */
void	 options_help(struct buf *, enum command_id, bool english);
