#ifndef TEXT_DECODE_H
#define TEXT_DECODE_H

#include "../base/finding.h"

/* The largest source text accepted, in bytes before decoding. */
#define TEXT_LIMIT	((size_t)64 * 1024 * 1024)

/*
 * Read the file PATH and decode it to UTF-8: byte order mark, then ENCODING
 * (an iconv name; NULL = find out), then strict UTF-8 that looks like
 * Chinese, then GB18030.  The decision is for the whole file.  Line ends
 * become "\n".  Control characters (and the marks of raw .doc text: \x07 cell
 * end, \x0b line break, \x0c page break) become what they mean, with a
 * finding for what is dropped.  The text is added to findings->files.
 * Returns its file number, or 0 with a fatal finding that names the cause
 * (undecodable bytes: their offset and line).
 */
uint32_t text_load(struct arena *, struct str path, const char *encoding,
	    struct findings *);

/* The same for bytes already read (a CSV in memory, a fuzzer's input). */
uint32_t text_decode(struct arena *, struct str name, struct str bytes,
	    const char *encoding, struct findings *);

/* The text of a file number. */
struct str text_of(const struct findings *, uint32_t file);

#endif
