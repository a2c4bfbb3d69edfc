#ifndef BASE_KIND_H
#define BASE_KIND_H

#include <stdbool.h>

#include "str.h"

/*
 * The kinds of files, from the one table kind.def: by suffix, for what is
 * read, and by their bytes, for what is not what it is called.
 */
enum reader {
	READER_NONE,		/* known, and not read */
	READER_MARKDOWN, READER_TEXT, READER_DOCX, READER_TABLE,
	READER_SHEET, READER_PICTURE
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

/*
 * What a file is by its bytes, when that is not text; KIND_COUNT: it may be
 * text.  The second is for text, which may be that of another program: a web
 * page, RTF.
 */
enum kind_id kind_by_bytes(struct str bytes);
enum kind_id kind_by_text(struct str text);
/* Is it JSON?  That is text as well, and some of it is read. */
bool	 kind_is_json(struct str text);

#endif
