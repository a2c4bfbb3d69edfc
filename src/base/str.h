#pragma once

/* Whoever has this has the headers that every file asks for. */
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"

/*
 * The parameters that are a format and its first value.  ISO C's formats are
 * meant, also where the system has others.
 */
#ifdef __MINGW32__
#define PRINTF_LIKE(format_at, values) \
	__attribute__((format(gnu_printf, format_at, values)))
#else
#define PRINTF_LIKE(format_at, values) \
	__attribute__((format(printf, format_at, values)))
#endif

/*
 * A piece of text: N bytes at P, not NUL-terminated, owned by somebody else
 * (an arena or the program).  After reading it is valid UTF-8 without control
 * characters but line feed and tab.  Absent is n == 0.
 */
struct str {
	const char *p;
	size_t n;
};

#define STR(literal)	((struct str){ (literal), sizeof(literal) - 1 })
#define STR_NONE	((struct str){ "", 0 })
/* Times a byte, that byte in all eight of a word. */
#define EACH_BYTE	UINT64_C(0x0101010101010101)

/* For printf("%.*s"): the length, then the bytes. */
#define STR_ARG(s)	(int)((s).n > INT32_MAX ? INT32_MAX : (s).n), (s).p

/*
 * Inline: with a literal the compiler knows the length, and what is asked of a
 * text is mostly asked of a few bytes.
 */
static inline struct str
str_of(const char *s)
{
	return (struct str){ s, strlen(s) };
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq((struct str){ s.p, prefix.n }, prefix);
}

static inline bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	    str_eq((struct str){ s.p + s.n - suffix.n, suffix.n }, suffix);
}

static inline char			/* of A-Z; others as they are */
small_letter(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* The same but for capitals of A-Z: of suffixes, names of encodings. */
bool	 str_eq_ascii(struct str, struct str);
/* Would a spreadsheet reckon it, and not show it? */
bool	 str_is_formula(struct str);
int	 str_cmp(struct str, struct str);	/* byte order, as memcmp */
int	 str_compare(const void *, const void *);	/* the same, for sort */

/* Is S one of the WORDS parted by "|"; begins, ends with, has one of them? */
bool	 str_is_one(struct str, const char *words);
bool	 str_starts_one(struct str, const char *words);
bool	 str_ends_one(struct str, const char *words);
bool	 str_has_one(struct str, const char *words);

/* Offset of the first occurrence of PART at or after FROM, or SIZE_MAX. */
size_t	 str_find(struct str, struct str part, size_t from);
bool	 str_has(struct str, struct str part);
size_t	 str_chars(struct str);		/* how many characters it has */
/* Where the next byte of ASCII at or after FROM stands, or its length. */
size_t	 str_ascii(struct str, size_t from);
/* How often a byte stands in it. */
size_t	 str_count(struct str, char);
/* Is it 0-9 alone, and some of them? */
bool	 str_is_digits(struct str);
/* Take the digits at the head of *S off: their value, or UINT64_MAX. */
uint64_t str_take_number(struct str *s);
/* The value of S when it is N hexadecimal digits and no more, else -1. */
long	 str_hex(struct str s, size_t n);

/* The bytes FROM..TO (TO not included); both are clamped to the length. */
static inline struct str
str_slice(struct str s, size_t from, size_t to)
{
	if (s.n == 0)		/* absent: P may be anything */
		return s;
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct str){ s.p + from, to - from };
}

static inline struct str		/* up to its end */
str_from(struct str s, size_t from)
{
	return str_slice(s, from, s.n);
}

static inline bool			/* does PART stand at AT? */
str_at(struct str s, size_t at, struct str part)
{
	return str_starts(str_from(s, at), part);
}

static inline char			/* the one at AT; NUL behind the end */
str_byte(struct str s, size_t at)
{
	return at < s.n ? s.p[at] : '\0';
}

/* Without white space (ASCII, U+00A0, U+3000) at both ends, or at one. */
struct str str_trim(struct str);
struct str str_trim_left(struct str);
struct str str_trim_right(struct str);

/*
 * Eight bytes as a number, the same on machines of either order; compilers make
 * it one load.
 */
static inline uint64_t
load_8(const char *at)
{
	const unsigned char *p = (const unsigned char *)at;

	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	    (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	    (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* Take what stands before the next SEPARATOR, or all, off *REST. */
struct str str_take(struct str *rest, const char *separator);

/* Take the next line off *REST, without its "\n"; false at the end. */
bool	 str_line(struct str *rest, struct str *line);

struct str str_copy(struct arena *, struct str);
char	*str_cstr(struct arena *, struct str);	/* NUL-terminated copy */
struct str str_cat(struct arena *, struct str, struct str);
struct str str_replace(struct arena *, struct str, struct str from,
	    struct str to);
struct str str_format(struct arena *, const char *, ...) PRINTF_LIKE(2, 3);

/* A stable 64-bit hash (FNV-1a). */
uint64_t str_hash(struct str);

/* Texts with a number each, found by what they say; {0} has none. */
struct str_index {
	struct str_number { struct str text; size_t number; } *v;
	size_t n, size;
};

/* The number of a text, 0 at first; it stands there until the next is asked. */
size_t	*str_number(struct arena *, struct str_index *, struct str);
bool	 str_is_known(const struct str_index *, struct str);
size_t	 str_known(const struct str_index *, struct str);	/* 0: not */

/*
 * A number of edits (insert, delete, replace, swap of neighbours; by
 * character) between A and B.
 */
unsigned str_distance(struct str a, struct str b);

/*
 * Of the known words, the one that WANTED was meant to be: the nearest, when
 * it has half of its characters at least.  BEST is empty when none is near.
 */
struct nearest {
	struct str wanted, best;
	unsigned distance;
};

struct nearest nearest_to(struct str wanted);
void	 nearest_try(struct nearest *, struct str word);

/*
 * A buffer of bytes that grows on the heap; {0} is empty.  The bytes are
 * always followed by a NUL that is not counted, once anything was added.
 */
struct buf {
	char *p;
	size_t n, capacity;
};

void	 buf_uint(struct buf *, unsigned long);	/* in decimal */
void	 buf_format(struct buf *, const char *, ...) PRINTF_LIKE(2, 3);
void	 buf_vformat(struct buf *, const char *, va_list) PRINTF_LIKE(2, 0);
/* As a string of JSON, quoted. */
void	 buf_json(struct buf *, struct str);
/* As a cell of CSV, quoted; a spreadsheet takes none for a formula. */
void	 buf_csv(struct buf *, struct str);
void	 buf_reserve(struct buf *, size_t more);
void	 buf_release(struct buf *);
struct str buf_view(const struct buf *);	/* until the next change */
/* A copy of the whole buffer, which is released. */
struct str buf_take(struct arena *, struct buf *);

/* Inline: what is written most is a few bytes, and there is room. */
static inline void
buf_add(struct buf *buf, const char *bytes, size_t n)
{
	if (n >= buf->capacity - buf->n)
		buf_reserve(buf, n);
	if (n > 0)
		memcpy(buf->p + buf->n, bytes, n);
	buf->n += n;
	buf->p[buf->n] = '\0';
}

static inline void
buf_str(struct buf *buf, struct str s)
{
	buf_add(buf, s.p, s.n);
}

static inline void
buf_byte(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

static inline void		/* a number of SIZE bytes, the highest first */
buf_big(struct buf *buf, unsigned size, uint64_t value)
{
	while (size-- > 0)
		buf_byte(buf, (char)(value >> (8 * size) & 255));
}

/* A literal: the compiler counts its length. */
static inline void
buf_lit(struct buf *buf, const char *s)
{
	buf_add(buf, s, strlen(s));
}
