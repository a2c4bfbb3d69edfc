#ifndef FUZZ_FOLDER_H
#define FUZZ_FOLDER_H

/* A folder for all inputs of this process, which goes with it. */
#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "fuzz.h"

static char folder[] = "/tmp/fuzz.XXXXXX";

static inline void
folder_clear(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	if (system(command) != 0)
		perror(folder);
}

/* The path of a file in it, with these bytes. */
static inline struct str
folder_put(struct fuzz *fuzz, const char *name, struct str bytes)
{
	static bool made;
	struct str path;
	FILE *out;

	if (!made && (mkdtemp(folder) == NULL || atexit(folder_clear) != 0))
		abort();
	made = true;
	path = str_format(&fuzz->arena, "%s/%s", folder, name);
	out = fopen(path.p, "w");
	if (out == NULL || fwrite(bytes.p, 1, bytes.n, out) != bytes.n ||
	    fclose(out) != 0)
		abort();
	return path;
}

#endif
