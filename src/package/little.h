#pragma once

#include "../base/str.h"

/*
 * Numbers as files of before 2007 hold them, the low byte first.  Beyond the
 * end of the bytes they are 0: a file that lies about its lengths harms
 * nobody.
 */
static inline unsigned
little_8(struct str s, size_t at)
{
	return at < s.n ? (unsigned char)s.p[at] : 0;
}

static inline unsigned
little_16(struct str s, size_t at)
{
	return at > SIZE_MAX - 2 || at + 2 > s.n ? 0 :
	    little_8(s, at) | little_8(s, at + 1) << 8;
}

static inline uint32_t
little_32(struct str s, size_t at)
{
	return at > SIZE_MAX - 4 || at + 4 > s.n ? 0 :
	    little_16(s, at) | (uint32_t)little_16(s, at + 2) << 16;
}

/* The same with a sign. */
static inline long
little_s16(struct str s, size_t at)
{
	return (int16_t)little_16(s, at);
}

static inline long
little_s32(struct str s, size_t at)
{
	return (int32_t)little_32(s, at);
}
