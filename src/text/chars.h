#ifndef TEXT_CHARS_H
#define TEXT_CHARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../base/str.h"

/*
 * Characters of valid UTF-8 text: decoding, width, and the classes that line
 * breaking and recognition ask for.  Pure functions of the code point.
 */

/*
 * Decode the character at S[*AT] and move *AT past it; 0 at the end.  Never
 * reads outside S, whatever the bytes are.
 */
uint32_t char_decode(struct str, size_t *at);

/* The same; what nearly every character is, is done where it is asked. */
static inline uint32_t
char_next(struct str s, size_t *at)
{
	const unsigned char *p;

	if (*at >= s.n)
		return 0;
	p = (const unsigned char *)s.p + *at;
	if (p[0] < 0x80) {
		*at += 1;
		return p[0];
	}
	if (s.n - *at < 3 || (p[0] & 0xf0) != 0xe0)
		return char_decode(s, at);
	*at += 3;
	return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
}

/*
 * Where the first full stop of S stands: 。, or a half-width one right after a
 * Chinese character and before no letter or digit.  SIZE_MAX when there is
 * none; *LENGTH is its length in bytes.
 */
size_t	 char_find_stop(struct str, size_t *length);
/* Move *AT past the character C when it stands there. */
bool	 char_take(struct str, size_t *at, uint32_t c);
/* The character that ends at S[*AT]; moves *AT to its first byte. */
uint32_t char_before_any(struct str, size_t *at);

/* The same, as with char_next. */
static inline uint32_t
char_before(struct str s, size_t *at)
{
	const unsigned char *p;

	if (*at < 3 || *at > s.n)
		return char_before_any(s, at);
	p = (const unsigned char *)s.p + *at - 3;
	if ((p[0] & 0xf0) != 0xe0 || (p[1] & 0xc0) != 0x80 ||
	    (p[2] & 0xc0) != 0x80)
		return char_before_any(s, at);
	*at -= 3;
	return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
}

/* The one at AT, and the one that ends there; 0 when there is none. */
static inline uint32_t
char_at(struct str s, size_t at)
{
	return char_next(s, &at);
}

static inline uint32_t
char_left(struct str s, size_t at)
{
	return char_before(s, &at);
}

/* The last one; 0 when there is none. */
static inline uint32_t
char_last(struct str s)
{
	return char_left(s, s.n);
}

static inline size_t
char_count(struct str s)
{
	return str_chars(s);
}
void	 char_encode(struct buf *, uint32_t);
/* The first N characters, or those of them that are on the first line. */
struct str char_head(struct str, size_t n);
/* Past the white space at AT. */
size_t	 char_skip_space(struct str, size_t at);

/* Those that are asked of each character of a text are inline. */
static inline bool
char_is_han(uint32_t c)		/* ideographs and 〇 */
{
	return (c >= 0x4e00 && c <= 0x9fff) || c == 0x3007 ||
	    (c >= 0x3400 && c <= 0x4dbf) || (c >= 0xf900 && c <= 0xfaff) ||
	    (c >= 0x20000 && c <= 0x323af);
}

static inline bool
char_is_digit(uint32_t c)	/* 0-9 and full-width ０-９ */
{
	return (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19);
}

static inline int
char_digit(uint32_t c)		/* its value, or -1 */
{
	return c >= '0' && c <= '9' ? (int)(c - '0') :
	    c >= 0xff10 && c <= 0xff19 ? (int)(c - 0xff10) : -1;
}

static inline uint32_t
char_narrow(uint32_t c)		/* of full-width ASCII that of its own width */
{
	return c >= 0xff01 && c <= 0xff5e ? c - 0xfee0 : c;
}

bool	 char_is_wide_space(uint32_t);	/* beyond ASCII */

static inline bool
char_is_space(uint32_t c)	/* white space of any width */
{
	return c == ' ' || (c >= '\t' && c <= '\r') ||
	    (c > 0x7f && c <= 0x3000 && char_is_wide_space(c));
}

/*
 * Characters of Chinese typesetting: han, kana, full-width punctuation, the
 * quotation marks, and the symbols that Chinese faces draw on a full square
 * (① ★ □ × ℃ …).
 */
bool	 char_is_cjk(uint32_t);
/*
 * A picture among the characters (📢 ⭐ 1F3FB), or what only changes how one
 * looks; not ★ ☎ ✓ □, which Chinese faces draw.
 */
bool	 char_is_emoji(uint32_t);
/* Which of the characters of SET it is, from 0; -1: none. */
int	 char_place(struct str set, uint32_t);
bool	 char_is_blank(uint32_t);	/* that, or nothing to be seen at all */
bool	 char_is_ascii_alnum(uint32_t);

static inline bool
char_is_ascii_mark(char c)	/* punctuation, as CommonMark has it */
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
	    (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

bool	 char_is_zero(uint32_t);	/* 〇 ○ ● ０ 0 Ｏ O 零 in a date */
int	 char_han_digit(uint32_t);	/* 〇 to 九 → 0 to 9; -1: none */
uint32_t char_of_digit(int);		/* 0 to 9 → 〇 to 九 */

/*
 * Width on the line in 1/100 of an em: 100 for full-width characters, 50 for
 * half-width ones; ambiguous marks (“ ” ‘ ’ — … ·) count as full-width, as
 * Chinese faces draw them; ⸺ and ⸻ are 200 and 300.  Zero for combining,
 * zero-width and control characters.
 */
unsigned char_odd_width(uint32_t);

static inline unsigned
char_width(uint32_t c)
{
	return c >= 0x4e00 && c <= 0x9fff ? 100 :
	    c >= 0x20 && c < 0x7f ? 50 : char_odd_width(c);
}

unsigned long text_width(struct str);	/* the sum */
bool	 text_has_digit(struct str);	/* of either width */

/*
 * Kinsoku: may not begin a line; may not end one (GB/T 15834 5.1, and what
 * Word adds by default).  A dash or an ellipsis of two characters must not be
 * parted either, which no single character can tell.
 */
bool	 char_no_line_start(uint32_t);
bool	 char_no_line_end(uint32_t);

/* The text without any white space; for comparing. */
struct str text_squeeze(struct arena *, struct str);

#endif
