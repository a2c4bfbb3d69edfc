#pragma once

#include <signal.h>

#include "../base/write.h"
#include "../cli/options.h"
#include "../cli/progress.h"
#include "../document/document.h"
#include "../document/markdown.h"

/*
 * The commands, one file each: command_build is in build.c.  A command is a
 * row of cli/options.def and that file.  What it has to say goes through the
 * terminal that main gives it; findings are printed by main at the end.
 */

/* Exit status: stable, documented in gongwen(1). */
enum status {
	STATUS_OK = 0,
	STATUS_STYLE = 1,	/* check: style; compare: they differ */
	STATUS_WARNING = 2,	/* check: warnings; accept: something is left */
	STATUS_ERROR = 3,	/* something was not made, read or written */
	STATUS_USAGE = 5,	/* the command line is wrong */
	/* check: a file was not read or written; standard input or output */
	STATUS_SYSTEM = 6
};

enum stream { STREAM_OUT, STREAM_ERROR };

/* What only main may touch. */
struct terminal {
	void (*write)(enum stream, struct str);
	/* One line of what a person answers; false at the end. */
	bool (*answer)(struct arena *, struct str *line);
	volatile sig_atomic_t *stop;	/* for os_catch_stop */
	bool person;			/* somebody reads standard error */
	unsigned width;			/* of it, in columns */
};

/* One run of the program. */
struct session {
	struct file_given given;	/* standard input, when asked for */
	struct arena arena;		/* lives to the end of the run */
	struct files files;
	struct findings findings;
	struct options options;
	struct written written;		/* outputs of this run */
	const struct terminal *terminal;
	const char *version;
	bool out_taken;			/* what is made goes to STREAM_OUT */
	/* Objects for the report in JSON, by commas, under one name */
	const char *member;
	struct buf items;
};

#define COMMAND(id, name, arguments, zh, en, examples) \
	enum status command_##name(struct session *);
#include "../cli/options.def"
#undef COMMAND

/* The command of the command line, which was read, when it makes sense. */
enum status command_run(struct session *);

/* --- what the commands share -------------------------------------------- */

bool	 is_english(const struct session *);
bool	 given(const struct session *, enum option_id);
struct str value_of(const struct session *, enum option_id);
/* NULL: none was named. */
const char *encoding_of(struct session *);

void	 say(struct session *, enum stream, const char *, ...)
	    PRINTF_LIKE(3, 4);
/* The whole buffer, which is released. */
void	 say_all(struct session *, enum stream, struct buf *);
/* In the place of the line that says how far it is; NULL: the line goes. */
void	 say_progress(struct session *, const struct progress *);
/* Is the report to be JSON?  Then OBJECT is a part of it, under NAME. */
bool	 wants_json(const struct session *);
void	 report_object(struct session *, const char *name, struct buf *object);
/* The command line is wrong, and how: STATUS_USAGE. */
enum status usage_error(struct session *, const char *zh, const char *en, ...)
	    PRINTF_LIKE(2, 4) PRINTF_LIKE(3, 4);

/*
 * Of a document read from a DOCX at PATH: widths that its content gives anyway
 * are not to be written into a source.
 */
void	 forget_computed(struct arena *, struct str path,
	    const struct document *);

/* What goes to standard output names FILES, if any, that are not written. */
void	 tell_aside(struct session *, const struct markdown_files *);

/* "键=值" of every --set or --where; a full-width ＝ will do.  0, or -1. */
int	 read_pairs(struct session *, enum option_id, struct values *);
bool	 read_number(struct str, unsigned *);
/* Of an option, which need not be given; false: it is none. */
bool	 read_jobs(const struct session *, unsigned *);
bool	 read_sync(const struct session *, enum file_sync *);
/* Say how the value of an option is written. */
enum status wrong_option(struct session *, enum option_id);
/*
 * The kinds of files that --to names, bits by output_id, MANY with commas; 0:
 * not given.  False: told.
 */
bool	 read_formats(struct session *, bool many, unsigned *formats);
/* The profile NAME, built in or a file; NULL with a finding. */
const struct profile *choose_profile(struct session *, struct str name);
/* The fonts of the machine and of --fonts, to be freed. */
struct fonts *open_fonts(struct session *);
/*
 * Could a file not be read, so that what was to go to PATH would be half of
 * it?  Then there is a finding.
 */
bool	 is_half(struct session *, struct str path);
/* A text goes to its place unless another stands there, or --force. */
int	 write_text(struct session *, struct str path, struct str text);
int	 write_text_sync(struct session *, struct str path, struct str text,
	    enum file_sync);
/* write_output, and a person at a terminal is told. */
int	 write_told(struct session *, const struct write *, struct str bytes);
