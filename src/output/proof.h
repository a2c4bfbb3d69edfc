#pragma once

#include "../document/document.h"
#include "../package/pack.h"

/*
 * Reading the proofs: the text that goes into a DOCX is counted, character by
 * character, and compared with the document's.  What a person wrote is in the
 * file as often as in the document; what is there beyond that are the words
 * that the program prints itself (附件：, 抄送：, 印发 …).
 *
 *	proof = proof_begin(arena, false);
 *	pack_watch(writer, proof_watch(proof));
 *	docx_write(…, writer, …);
 *	pack_watch(writer, NULL);
 *	proof_end(proof, document, SIZE_MAX, findings);
 */
struct proof;

/* OWN_WORDS: the template has text of its own, so only what is lost counts. */
struct proof *proof_begin(struct arena *, bool own_words);

/* Who reads along; lives as long as the proof. */
struct pack_watch *proof_watch(struct proof *);

/*
 * Compare with DOCUMENT, or with its unbound attachment PAGE (SIZE_MAX: the
 * document with all that is bound with it).  0, or -1 with a fatal finding at
 * the piece of text that seems to be missing, or one that names the character
 * that is there too often.
 */
int	 proof_end(struct proof *, const struct document *, size_t page,
	    struct findings *);
