#ifndef TEXT_CHARSET_TABLE_H
#define TEXT_CHARSET_TABLE_H

#include <stdint.h>

/*
 * The tables that tools/charset.c writes and charset.c reads, and how codes
 * are counted in them.  GB18030 and Big5 have the same shape: a lead byte of
 * 81 to FE, then 40 to FE.
 */
#define CHARSET_TRAILS	191u
#define CHARSET_TWO	(126u * CHARSET_TRAILS)
/* Four-byte codes, counted from 81308130: where U+10000 is, 90308130. */
#define CHARSET_PLANES	189000u

struct charset_far {
	uint32_t index, c;
};

struct charset_range {
	uint32_t index, n;	/* of the first code, and how many */
	uint32_t c;		/* the first one's character */
};

/* The character of each two-byte code; 0 is none, or is in charset_gb_far. */
extern const uint16_t charset_gb_two[CHARSET_TWO];
extern const uint16_t charset_big5_two[CHARSET_TWO];
/* In order of the index; the last one ends it. */
extern const struct charset_far charset_gb_far[];
/* In order of the index; the last one is that of CHARSET_PLANES. */
extern const struct charset_range charset_gb_four[];
extern const uint32_t charset_gb_ranges;	/* their number */

static inline void
charset_two_bytes(uint32_t index, unsigned char out[2])
{
	out[0] = (unsigned char)(0x81 + index / CHARSET_TRAILS);
	out[1] = (unsigned char)(0x40 + index % CHARSET_TRAILS);
}

static inline void
charset_four_bytes(uint32_t index, unsigned char out[4])
{
	out[3] = (unsigned char)(0x30 + index % 10);
	out[2] = (unsigned char)(0x81 + index / 10 % 126);
	out[1] = (unsigned char)(0x30 + index / 1260 % 10);
	out[0] = (unsigned char)(0x81 + index / 12600);
}

#endif
