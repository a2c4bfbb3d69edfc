#pragma once

#include "../base/str.h"

/*
 * What is asked of the bytes of a part before the library that reads XML has
 * them: what it cannot refuse in time.  It compares each attribute of an
 * element with all before it, so that a small file could take minutes; and in
 * an encoding that is not this one nobody else could count them.
 */

#define GATE_HEAD	256	/* bytes that hold a whole XML declaration */
#define GATE_ATTRIBUTES_MAX	1000	/* of an element */

/* Where in a part the last piece ended; all zero before the first. */
struct gate {
	unsigned attributes;	/* of the tag that is open */
	char quote;		/* of the value that is open */
	bool opened;		/* at the first character of a tag */
	bool in_tag;
};

enum gate_encoding {
	GATE_OTHER,		/* tags cannot be told from the bytes */
	GATE_GB,		/* they can, though OPC has it not */
	GATE_UTF		/* UTF-8 or UTF-16, OPC [M1.17] */
};

/*
 * The encoding of a part that begins with HEAD, as that declares it.  HEAD is
 * GATE_HEAD bytes, or the whole part if that is shorter.
 */
enum gate_encoding gate_encoding(struct str head);

/*
 * Look at the next PIECE.  Where in it an element has more attributes than
 * any would have; NULL: nowhere.
 */
const char *gate_crowded(struct gate *, struct str piece);
