#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "../base/str.h"

/*
 * The encodings of Chinese text before Unicode, the same on every machine:
 * the tables are made when the program is built (tools/charset.c).
 */
enum charset {
	CHARSET_GB18030,	/* and so GBK and GB 2312 */
	CHARSET_BIG5		/* CP950 */
};

/*
 * Append IN as UTF-8 to *OUT.  Returns the offset of the first bytes that
 * mean nothing, up to which all is in *OUT, or SIZE_MAX.
 */
size_t	 charset_decode(enum charset, struct str in, struct buf *out);

/*
 * Append the UTF-8 text in the charset to *OUT.  0, or -1 when it lacks a
 * character of it; *OUT then holds what came before.
 */
int	 charset_encode(enum charset, struct str text, struct buf *out);

#endif
