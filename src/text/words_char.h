#pragma once

#include "chars.h"

/*
 * Characters as the small forms of a line take them; for the files of words.h
 * alone.
 */

static inline bool
is_blank(uint32_t c)
{
	return c <= 0x3000 && (char_is_space(c) || c == 0x200b ||
	    c == 0x200c || c == 0x200d || c == 0x2060 || c == 0xad);
}

static inline bool
is_open(uint32_t c)
{
	return char_place(STR("(（[〔【﹝［〈"), c) >= 0;
}

static inline bool
is_close(uint32_t c)
{
	return char_place(STR(")）]〕】﹞］〉"), c) >= 0;
}

static inline bool
is_quote(uint32_t c)
{
	return c == '"' || c == U'“' || c == U'”';
}

/* A digit, or what stands for one that is left open. */
static inline bool
is_open_digit(uint32_t c)
{
	return char_is_digit(c) || char_han_digit(c) >= 0 ||
	    char_place(STR("XxOo×*_Ｘｘ十○□＊＿?？"), c) >= 0;
}
