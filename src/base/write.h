#pragma once

#include "file.h"

/*
 * The one rule for writing an output.  What a person wrote is not lost: a
 * file that stands in the place is replaced only when it is provably the
 * program's own and unchanged: its seal holds, see digest.h, or it has the
 * sum that the manifest knows, or it holds nothing.  No output takes the
 * place of an input of the run, nor of another output of it.  What is no
 * regular file is written into as it stands.
 */
enum write_over {		/* what happens to a file that is not so */
	WRITE_ASIDE,		/* it becomes 名-改过1.docx, and that is said */
	WRITE_REFUSE,		/* nothing is written */
	WRITE_FORCE,		/* it is replaced: the user said --force */
	WRITE_REPAIR		/* an input itself is, by check --fix */
};

/* What one run has written, for commands that write file by file. */
struct written {
	struct file_ids files;	/* and their names */
	struct str cleared;	/* the folder last rid of leftovers */
};

struct write {
	struct str path;
	enum write_over over;
	enum file_sync sync;
	struct str temporary;	/* see file_write */
	struct str sum;		/* of what we wrote there last; n == 0: none */
	struct written *written;	/* NULL: the caller knows them */
};

/* 0, also when the file holds these bytes already; or -1 with a finding. */
int	 write_output(const struct write *, struct str bytes,
	    struct findings *);

/*
 * Can PATH, which OPTION names, become a file?  Not an input, nor a folder: a
 * finding.  For what is written bit by bit, and asks before.
 */
bool	 write_may_be(struct str path, const char *option, struct findings *);

/*
 * Give PATH, or what it is a link to, the name 名-改过1.csv, the first that is
 * free, and say so.
 */
int	 write_aside(struct str path, struct findings *);
