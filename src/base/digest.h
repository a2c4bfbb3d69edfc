#pragma once

#include <nettle/sha2.h>

#include "arena.h"
#include "str.h"

/*
 * Digests (SHA-256).  libnettle does them with the processor's instructions:
 * 10 µs for a document of 15 KB, where plain C takes 55.
 */
#define DIGEST_BYTES	32

struct digest {
	struct sha256_ctx state;
};

void	 digest_begin(struct digest *);
/* A string with its length, so that "ab","c" is not "a","bc". */
void	 digest_add(struct digest *, struct str);
void	 digest_number(struct digest *, unsigned long);
void	 digest_end(struct digest *, unsigned char out[DIGEST_BYTES]);

/* The digest of BYTES alone, as sha256sum prints it. */
struct str digest_hex(struct arena *, struct str bytes);
struct str hex_text(struct arena *, const unsigned char *, size_t n);

/*
 * The sum of a file's bytes, by which the program knows again what it wrote or
 * read: the seal, the manifest and the history have it.  It tells whether
 * somebody edited the file or the disk spoilt it.  It keeps no forger out, and
 * neither did the SHA-256 that stood here once: whoever can write the file can
 * write a seal, for there is no key.  64 bits are missed by one change in
 * 10^19; a change of one of its words of eight bytes is never missed.
 * A copy of 10 KB takes 1 µs, where SHA-256 took 7, and 40 on a processor that
 * has no instructions for it: a fifth of the copy.
 */
struct str sum_hex(struct arena *, struct str bytes);

/* Is it of BYTES?  Earlier versions wrote SHA-256, which is known by length. */
bool	 sum_is(struct str sum, struct str bytes);

/*
 * The seal: what a file that this program made ends in, the sum of all bytes
 * before it.  A file whose seal holds is the program's own and nobody has
 * changed it since.  In a zip it is the comment, which any program that saves
 * the file again leaves out; in XML and in a PDF it is the last comment, and
 * what ends that, and the file, follows.  Those with SHA-256 hold as well.
 */
#define SEAL_BYTES	28

void	 seal_add(struct buf *out);
bool	 seal_holds(struct str bytes);
