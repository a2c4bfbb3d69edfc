#ifndef TEXT_DECODE_H
#define TEXT_DECODE_H

#include "../base/finding.h"

/* The largest source text accepted, in bytes before decoding. */
#define TEXT_LIMIT	((size_t)64 * 1024 * 1024)

/*
 * Read the file PATH and decode it to UTF-8: byte order mark, then ENCODING
 * (an iconv name; GBK and GB2312 mean GB18030; NULL = find out), then UTF-16
 * by its looks, then strict UTF-8 that looks like Chinese, then GB18030, or
 * Big5 where that is clearly likelier.  The decision is for the whole file,
 * and is a note unless it is UTF-8.
 *
 * Line ends become "\n".  What raw .doc text holds becomes what it means: a
 * cell end (\x07) a tab, the last of several (a row's end) a line end; line
 * and page breaks (\x0b \x0c) line ends; the code of a field nothing.  Other
 * control characters, U+200B, U+FEFF, U+FFFE, U+FFFF and surrogates are
 * dropped.  For each kind there is one finding, with its number and the first
 * place.
 *
 * The text is added to findings->files, which must be there.  Returns its
 * file number, or 0 with a fatal finding that names the cause (undecodable
 * bytes: their offset and line; no text at all; an unknown encoding).
 */
uint32_t text_load(struct arena *, struct str path, const char *encoding,
	    struct findings *);

/*
 * The same for bytes already read (a CSV in memory, a fuzzer's input).  The
 * text may be a part of BYTES, which have to live as long as the files do.
 */
uint32_t text_decode(struct arena *, struct str name, struct str bytes,
	    const char *encoding, struct findings *);

/*
 * The same for a piece of a file that is read in pieces, which begins and ends
 * with a line: into ARENA, as the text in hand of file FILE (see files_turn),
 * after the line *JUMP.  A piece of blank lines is none.  0, or -1.
 */
int	 text_decode_piece(struct arena *, uint32_t file, struct str bytes,
	    const char *encoding, const struct line_jump *jump,
	    struct findings *);

/* The encoding that BYTES would be read in: a name for ENCODING above. */
const char *text_encoding(struct str bytes);

/*
 * A change to a decoded text: TEXT in the place of LENGTH bytes at OFFSET.
 */
struct text_patch {
	uint32_t offset, length;
	struct str text;
};

/*
 * The bytes of a file after the patches, which are in order and do not
 * overlap: BYTES is what text_decode read with this ENCODING.  Its encoding,
 * byte order mark, line ends and all that is not patched stay byte for byte.
 * 0, or -1 with a finding at file FILE when the encoding lacks a character of
 * a patch, or would not give the other bytes back.
 */
int	 text_patch(struct arena *, uint32_t file, struct str bytes,
	    const char *encoding, const struct text_patch *, size_t n,
	    struct str *out, struct findings *);

/* The text of a file number. */
struct str text_of(const struct findings *, uint32_t file);

#endif
