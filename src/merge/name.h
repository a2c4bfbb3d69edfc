#pragma once

#include "../base/arena.h"
#include "../base/str.h"

/*
 * Names of output files.  They come from data and must be good on every file
 * system that an office copies them to: Windows, macOS, a USB stick.  All
 * names are relative, with "/" between folders.
 */
#define NAME_COMPONENT_MAX	255	/* bytes: 85 Chinese characters */
#define NAME_PATH_MAX		1000

/*
 * A value made fit to be part of one component: characters that a file name
 * cannot have become their full-width forms (/ → ／), line ends and tabs
 * become blanks.  The value itself when nothing had to change.
 */
struct str name_clean(struct arena *, struct str value);

enum name_fault {
	NAME_GOOD,
	NAME_EMPTY,		/* it, or one of its components */
	NAME_OUTSIDE,		/* absolute, or with a "." or ".." */
	NAME_CHARACTER,		/* control, direction mark, \ : * ? " < > | */
	NAME_RESERVED,		/* CON, NUL, COM1 … of Windows */
	NAME_EDGE,		/* begins with a dot, ends with dot or blank */
	NAME_LONG
};

/* The first fault of a name; *WHERE is the component it stands in. */
enum name_fault name_check(struct str name, struct str *where);

/* What is wrong, for a message. */
const char *name_fault_text(enum name_fault, bool english);

/*
 * What file systems compare: two names with one key are one file somewhere.
 * Canonical composition and full case folding of Unicode.
 */
struct str name_key(struct arena *, struct str name);
