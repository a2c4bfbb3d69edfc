#pragma once

#include "str.h"

/*
 * The kinds of files, from the one table kind.def: by suffix, for what is
 * read, and by their bytes, for what is not what it is called.
 */
enum reader {
#define READER(id, may)	READER_##id,
#include "kind.def"
#undef READER
	READER_COUNT
};

enum may {
	MAY_BE_SOURCE = 1,	/* built, checked, converted, renewed */
	MAY_BE_LISTED = 2,	/* the same for what lies in a folder */
	MAY_BE_ATTACHED = 4	/* an attachment of a source */
};

enum kind_id {
#define KIND(id, suffixes, reader, zh, en, do_zh, do_en)	KIND_##id,
#include "kind.def"
#undef KIND
	KIND_COUNT
};

struct kind {
	const char *suffixes;		/* "md markdown" */
	enum reader reader;
	const char *zh, *en;		/* "RTF 文件", "an RTF file" */
	const char *do_zh, *do_en;	/* what to do with it */
};

const struct kind *kind_of(enum kind_id);

/* By the suffix of a path, in capitals or not; KIND_COUNT: not known. */
enum kind_id kind_by_name(struct str path);
/* How a file of this name is read. */
enum reader kind_reader(struct str path);
bool	 kind_may(struct str path, enum may);
/* Does it lie in the folder for a program, be it this one? */
bool	 kind_is_own(struct str path);
/* ".md .txt .docx": what may be so, a suffix for each kind or all of them. */
void	 kind_list(struct buf *, enum may, bool all, const char *first,
	    const char *between);

/*
 * What a file is by its bytes, when that is not text; KIND_COUNT: it may be
 * text.  The second is for text, which may be that of another program: a web
 * page, RTF.
 */
enum kind_id kind_by_bytes(struct str bytes);
enum kind_id kind_by_text(struct str text);
/*
 * The suffix for what somebody gave without a name, by its bytes: "docx",
 * "json", "md" for what has marks of Markdown, or "txt".
 */
struct str kind_guess(struct str bytes);
/* Is it JSON?  That is text as well, and some of it is read. */
bool	 kind_is_json(struct str text);
