/*
 * Bytes in, clean UTF-8 out: which encoding, the conversion, then what no text
 * may hold.  Read it from text_decode.
 */
#include "decode.h"

#include <errno.h>
#ifndef NO_ICONV
#include <iconv.h>
#endif
#include <string.h>

#include "../base/file.h"
#include "../base/kind.h"
#include "chars.h"
#include "charset.h"

/* --- what the bytes look like ------------------------------------------- */

/* What one pass over bytes taken for UTF-8 finds. */
struct utf8_scan {
	size_t errors;		/* places that are not UTF-8 */
	size_t first_error;	/* offset of the first */
	size_t letters;		/* characters of two bytes */
	size_t latin;		/* those of them below U+0100 */
	size_t ideographs;	/* of three, in the blocks of Chinese text */
	size_t others;		/* of three or four, elsewhere */
	size_t nuls;
	bool clean;		/* nothing to drop or to rewrite */
};

#define HIGH_BITS	UINT64_C(0x8080808080808080)

/* Are the eight bytes at P printable ASCII, all of them? */
static bool
printable_word(const unsigned char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return ((w | (w - EACH_BYTE * 0x20) | (w + EACH_BYTE)) &
	    HIGH_BITS) == 0;
}

/*
 * The length of the UTF-8 sequence at P with LEFT bytes, 0 when it is none.
 * Encoded surrogates pass here: they are dropped later with a finding.
 */
static unsigned
sequence_length(const unsigned char *p, size_t left)
{
#define TAIL(i)	((p[i] & 0xc0) == 0x80)
	if (p[0] >= 0xe0 && p[0] < 0xf0 && left >= 3)
		return TAIL(1) && TAIL(2) &&
		    (p[0] != 0xe0 || p[1] >= 0xa0) ? 3 : 0;
	if (p[0] >= 0xc2 && p[0] < 0xe0 && left >= 2)
		return TAIL(1) ? 2 : 0;
	if (p[0] >= 0xf0 && p[0] < 0xf5 && left >= 4)
		return TAIL(1) && TAIL(2) && TAIL(3) &&
		    (p[0] != 0xf0 || p[1] >= 0x90) &&
		    (p[0] != 0xf4 || p[1] < 0x90) ? 4 : 0;
	return 0;
#undef TAIL
}

/* U+FEFF, U+FFFE, U+FFFF, surrogates, U+200B, U+2028 and U+2029. */
static bool
is_odd_sequence(const unsigned char *p)
{
	if (p[0] == 0xef)
		return (p[1] == 0xbb && p[2] == 0xbf) ||
		    (p[1] == 0xbf && p[2] >= 0xbe);
	if (p[0] == 0xed)
		return p[1] >= 0xa0;
	return p[0] == 0xe2 && p[1] == 0x80 && ((p[2] & 0xfe) == 0xa8 ||
	    p[2] == 0x8b);
}

static void
scan_sequence(struct utf8_scan *scan, const unsigned char *p, unsigned length)
{
	if (length == 2) {
		scan->letters++;
		scan->latin += p[0] <= 0xc3;
		if (p[0] == 0xc2 && p[1] < 0xa0)	/* C1 controls */
			scan->clean = false;
	} else if (length == 3) {
		if ((p[0] >= 0xe3 && p[0] <= 0xe9) || p[0] == 0xef ||
		    (p[0] == 0xe2 && p[1] == 0x80))
			scan->ideographs++;
		else
			scan->others++;
		if (is_odd_sequence(p))
			scan->clean = false;
	} else {
		scan->others++;
	}
}

static void
utf8_scan(struct str bytes, struct utf8_scan *scan)
{
	const unsigned char *start = (const unsigned char *)bytes.p;
	const unsigned char *p = start, *end = start + bytes.n;
	unsigned length;

	*scan = (struct utf8_scan){ .clean = true };
	while (p < end) {
		if (*p < 0x80) {
			while (end - p >= 8 && printable_word(p))
				p += 8;
			if (p == end || *p >= 0x80)
				continue;
			if (*p < 0x20 || *p == 0x7f) {
				scan->nuls += *p == '\0';
				if (*p != '\n' && *p != '\t')
					scan->clean = false;
			}
			p++;
			continue;
		}
		for (; end - p >= 3 && p[0] >= 0xe3 && p[0] <= 0xe9 &&
		    (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80; p += 3)
			scan->ideographs++;		/* as most are */
		if (p == end || *p < 0x80)
			continue;
		length = sequence_length(p, (size_t)(end - p));
		if (length > 0) {
			scan_sequence(scan, p, length);
			p += length;
			continue;
		}
		if (scan->errors++ == 0)
			scan->first_error = (size_t)(p - start);
		p++;
	}
}

/*
 * Is valid UTF-8 really that?  Pairs of a GBK text that happen to pass give
 * two-byte characters only (通知 gives U+0368 U+05AA); Chinese in UTF-8 gives
 * ideographs of three.
 */
static bool
looks_chinese(const struct utf8_scan *scan)
{
	return scan->ideographs >= scan->letters + scan->others;
}

/*
 * A UTF-8 text with a few bad bytes, such as one cut in the middle of a
 * character.  GB18030 would read nearly all of it, as nonsense.
 */
static bool
is_damaged_utf8(const struct utf8_scan *scan)
{
	return scan->ideographs > 8 * (scan->errors + scan->letters +
	    scan->others);
}

/* How much of a double-byte text lies where common characters are. */
struct pair_scan {
	size_t pairs, common;
};

/*
 * As GB18030: symbols (A1-A3) and the 3,755 level-1 characters (B0-D7) of GB
 * 2312.  As Big5: symbols (A1-A3) and the 5,401 common ones (A4-C6).
 */
static struct pair_scan
pair_scan(struct str bytes, bool big5)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	struct pair_scan scan = { 0, 0 };

	for (size_t i = 0; i + 1 < bytes.n; i++) {
		unsigned lead = p[i], tail = p[i + 1];

		if (lead < 0x80)
			continue;
		scan.pairs++;
		if (big5)
			scan.common += lead >= 0xa1 && lead <= 0xc6 &&
			    ((tail >= 0x40 && tail <= 0x7e) ||
			    (tail >= 0xa1 && tail <= 0xfe));
		else
			scan.common += ((lead >= 0xb0 && lead <= 0xd7) ||
			    (lead >= 0xa1 && lead <= 0xa3)) &&
			    tail >= 0xa1 && tail <= 0xfe;
		i++;
	}
	return scan;
}

static bool
mostly(struct pair_scan scan, unsigned percent)
{
	return scan.pairs > 0 &&
	    scan.common * 100 >= scan.pairs * percent;
}

/*
 * UTF-16 without a mark: nearly every unit, read in one byte order, is an
 * ideograph, Chinese punctuation or printable ASCII.
 */
static bool
looks_utf16(struct str bytes, bool big_endian)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	size_t units = bytes.n / 2, odd = 0;

	if (bytes.n < 4 || bytes.n % 2 != 0)
		return false;
	for (size_t i = 0; i < units && odd * 20 <= units; i++) {
		unsigned c = (unsigned)p[2 * i + !big_endian] << 8 |
		    p[2 * i + big_endian];

		odd += !((c >= 0x20 && c < 0x7f) || c == '\n' ||
		    c == '\r' || c == '\t' || (c >= 0x4e00 && c < 0xa000) ||
		    (c >= 0x3000 && c < 0x3030) ||
		    (c >= 0xff00 && c < 0xff60) ||
		    (c >= 0x2010 && c < 0x2030));
	}
	return odd * 20 <= units;
}

/* --- the choice --------------------------------------------------------- */

enum method {
	METHOD_UTF8, METHOD_UTF16LE, METHOD_UTF16BE,
	METHOD_GB18030, METHOD_BIG5,
	METHOD_ICONV		/* beside them, where the platform has it */
};

struct encoding {
	enum method method;
	const char *name;	/* as the user knows it, and as iconv does */
	size_t mark;		/* bytes of the byte order mark */
	const char *why_zh, *why_en;
};

/* Wider names for what people call by a subset's name. */
static const struct {
	const char *names;
	enum method method;
	const char *name;
} aliases[] = {
	{ "utf8|utf-8|utf-8-sig|ascii|us-ascii", METHOD_UTF8, "UTF-8" },
	{ "utf16le|utf-16le|utf-16|utf16", METHOD_UTF16LE, "UTF-16LE" },
	{ "utf16be|utf-16be", METHOD_UTF16BE, "UTF-16BE" },
	{ "gbk|gb2312|gb-2312|gb18030|cp936|936|ansi", METHOD_GB18030,
	    "GB18030" },
	{ "big5|big-5", METHOD_BIG5, "CP950" },
};

static bool
find_mark(struct str bytes, struct encoding *out)
{
	static const struct {
		struct str mark;
		enum method method;
		const char *name;
	} marks[] = {
		{ { "\xef\xbb\xbf", 3 }, METHOD_UTF8, "UTF-8" },
		{ { "\xff\xfe\x00\x00", 4 }, METHOD_ICONV, "UTF-32LE" },
		{ { "\x00\x00\xfe\xff", 4 }, METHOD_ICONV, "UTF-32BE" },
		{ { "\xff\xfe", 2 }, METHOD_UTF16LE, "UTF-16LE" },
		{ { "\xfe\xff", 2 }, METHOD_UTF16BE, "UTF-16BE" },
		{ { "\x84\x31\x95\x33", 4 }, METHOD_GB18030, "GB18030" },
	};

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (str_starts(bytes, marks[i].mark)) {
			*out = (struct encoding){ marks[i].method,
			    marks[i].name, marks[i].mark.n,
			    "有字节序标记", "by its byte order mark" };
			return true;
		}
	return false;
}

static struct encoding
encoding_named(const char *name)
{
	struct encoding out = { METHOD_ICONV, name, 0,
	    "按 --encoding", "as --encoding says" };

	for (size_t i = 0; i < COUNT_OF(aliases); i++) {
		struct str rest = str_of(aliases[i].names);

		while (rest.n > 0)
			if (str_eq_ascii(str_take(&rest, "|"), str_of(name))) {
				out.method = aliases[i].method;
				out.name = aliases[i].name;
			}
	}
	return out;
}

static struct encoding
detect(struct str bytes, const struct utf8_scan *scan)
{
	struct pair_scan gb;
	const char *zh = "按内容判断", *en = "by its content";

	/* Text in UTF-16 has half its ASCII, line ends at least, as NUL. */
	if (scan->errors > 0 || scan->nuls > 0 || !looks_chinese(scan)) {
		bool le = looks_utf16(bytes, false);
		bool be = looks_utf16(bytes, true);

		if (le != be)
			return (struct encoding){
			    le ? METHOD_UTF16LE : METHOD_UTF16BE,
			    le ? "UTF-16LE" : "UTF-16BE", 0, zh, en };
	}
	if (scan->errors == 0 ? looks_chinese(scan) : is_damaged_utf8(scan))
		return (struct encoding){ METHOD_UTF8, "UTF-8", 0, zh, en };
	gb = pair_scan(bytes, false);
	/* A text in another alphabet is UTF-8 that does not look Chinese. */
	if (scan->errors == 0 &&
	    (scan->latin == scan->letters || !mostly(gb, 70)))
		return (struct encoding){ METHOD_UTF8, "UTF-8", 0, zh, en };
	if (!mostly(gb, 60) && mostly(pair_scan(bytes, true), 95))
		return (struct encoding){ METHOD_BIG5, "CP950", 0, zh, en };
	return (struct encoding){ METHOD_GB18030, "GB18030", 0, zh, en };
}

/* --- conversion --------------------------------------------------------- */

/*
 * Lone surrogates become the three bytes that UTF-8 would have for them; they
 * are dropped with the other characters that no text may have.
 */
static size_t
convert_utf16(struct str in, bool big_endian, struct buf *out)
{
	const unsigned char *p = (const unsigned char *)in.p;
#define UNIT(i)	((uint32_t)p[(i) + !big_endian] << 8 | p[(i) + big_endian])
	size_t i;

	buf_reserve(out, in.n / 2 * 3);
	for (i = 0; i + 1 < in.n; i += 2) {
		uint32_t c = UNIT(i), low;

		if (c >= 0xd800 && c < 0xdc00 && i + 3 < in.n &&
		    (low = UNIT(i + 2)) >= 0xdc00 && low < 0xe000) {
			c = 0x10000 + ((c - 0xd800) << 10 | (low - 0xdc00));
			i += 2;
		}
		char_encode(out, c);
	}
#undef UNIT
	return i < in.n ? i : SIZE_MAX;
}

static enum charset
charset_of(enum method method)
{
	return method == METHOD_BIG5 ? CHARSET_BIG5 : CHARSET_GB18030;
}

/*
 * From one encoding to another as the platform does it.  -1: it knows one of
 * them not.  BAD gets the offset of the first bytes that mean nothing, or
 * SIZE_MAX.
 */
#ifdef NO_ICONV
static int
convert_iconv(const char *to, const char *from, struct str in,
    struct buf *out, size_t *bad)
{
	(void)to, (void)from, (void)in, (void)out, (void)bad;
	return -1;
}
#else
static int
convert_iconv(const char *to, const char *from, struct str in,
    struct buf *out, size_t *bad)
{
	iconv_t cd = iconv_open(to, from);
	char *next = (char *)in.p, *end;
	size_t left = in.n, room, done;

	if (cd == (iconv_t)-1)
		return -1;
	do {
		buf_reserve(out, 2 * left + 64);
		end = out->p + out->n;
		room = out->capacity - out->n - 1;
		done = iconv(cd, &next, &left, &end, &room);
		out->n = (size_t)(end - out->p);
	} while (done == (size_t)-1 && errno == E2BIG);
	iconv_close(cd);
	*bad = done == 0 ? SIZE_MAX : in.n - left;
	return 0;
}
#endif

/* --- what no text may hold ---------------------------------------------- */

/*
 * The kinds of characters that are dropped or rewritten, with what is said
 * of them.  A place in a text from Word 97 tells a form's cells by \x07.
 */
enum oddity {
	ODDITY_CELL, ODDITY_BREAK, ODDITY_PAGE, ODDITY_FIELD,
	ODDITY_HYPHEN, ODDITY_NUL, ODDITY_CONTROL, ODDITY_C1, ODDITY_MARK,
	ODDITY_NONCHARACTER, ODDITY_SURROGATE, ODDITY_COUNT
};

static const struct {
	const char *zh, *en;
} oddity_words[ODDITY_COUNT] = {
	[ODDITY_CELL] = { "Word 表格的单元格标记已改为制表符",
	    "cell marks of a Word table were made tabs" },
	[ODDITY_BREAK] = { "换行符（0x0B）已改为换行",
	    "line breaks (0x0B) were made line ends" },
	[ODDITY_PAGE] = { "分页符（0x0C）已改为换行",
	    "page breaks (0x0C) were made line ends" },
	[ODDITY_FIELD] = { "Word 域代码已删除，保留了域的结果",
	    "codes of Word fields were dropped, their results kept" },
	[ODDITY_HYPHEN] = { "Word 的特殊连字符已改为“-”或删除",
	    "special hyphens of Word were made “-” or dropped" },
	[ODDITY_NUL] = { "空字符（0x00）已删除",
	    "NUL characters were dropped" },
	[ODDITY_CONTROL] = { "不可见的控制字符已删除",
	    "control characters were dropped" },
	[ODDITY_C1] = { "不可见的控制字符（C1）已删除",
	    "C1 control characters were dropped" },
	[ODDITY_MARK] = { "文中看不见的零宽字符（U+FEFF、U+200B）已删除",
	    "characters without width (U+FEFF, U+200B) were dropped" },
	[ODDITY_NONCHARACTER] = { "非字符（U+FFFE、U+FFFF）已删除",
	    "noncharacters (U+FFFE, U+FFFF) were dropped" },
	[ODDITY_SURROGATE] = { "不成对的代理项已删除",
	    "unpaired surrogates were dropped" },
};

/* From here on, a byte of the text at TO was at FROM before cleaning. */
struct shift {
	uint32_t to, from;
};

struct shifts {
	struct shift *v;
	size_t n, capacity;
};

struct cleaner {
	char *to;
	size_t n;
	struct shifts *shifts;		/* NULL: nobody asks */
	struct {
		size_t count;
		uint32_t first;		/* offset in the cleaned text */
	} seen[ODDITY_COUNT];
};

static void
note(struct cleaner *cleaner, enum oddity oddity, size_t count)
{
	if (cleaner->seen[oddity].count == 0)
		cleaner->seen[oddity].first = (uint32_t)cleaner->n;
	cleaner->seen[oddity].count += count;
}

static void
put(struct cleaner *cleaner, char c)
{
	cleaner->to[cleaner->n++] = c;
}

/*
 * A run of cell marks at P.  Word ends every cell with one and every row with
 * one more, so the last of several ends the row.
 */
static const unsigned char *
clean_cells(struct cleaner *cleaner, const unsigned char *p,
    const unsigned char *end)
{
	size_t run = 0;

	while (p < end && *p == 0x07) {
		p++;
		run++;
	}
	note(cleaner, ODDITY_CELL, run);
	for (size_t i = 1; i < run; i++)
		put(cleaner, '\t');
	put(cleaner, run > 1 ? '\n' : '\t');
	return p;
}

/*
 * A field is \x13 code \x14 result \x15; the code is no text.  P is past the
 * \x13.  A field that does not end in its line is no field.
 */
static const unsigned char *
clean_field(const unsigned char *p, const unsigned char *end)
{
	for (const unsigned char *q = p; q < end; q++) {
		if (*q == 0x14 || *q == 0x15)
			return q;
		if (*q == '\n' || *q == '\r' || *q == 0x13)
			break;
	}
	return p;
}

/* The control character at P, which is not \n or \t. */
static const unsigned char *
clean_control(struct cleaner *cleaner, const unsigned char *p,
    const unsigned char *end)
{
	switch (*p) {
	case '\r':
		put(cleaner, '\n');
		return p + (end - p > 1 && p[1] == '\n' ? 2 : 1);
	case 0x07:
		return clean_cells(cleaner, p, end);
	case 0x0b:
	case 0x0c:
		note(cleaner, *p == 0x0b ? ODDITY_BREAK : ODDITY_PAGE, 1);
		put(cleaner, '\n');
		return p + 1;
	case 0x13:
		note(cleaner, ODDITY_FIELD, 1);
		return clean_field(p + 1, end);
	case 0x14:
	case 0x15:
		return p + 1;		/* told of at \x13, if there was one */
	case 0x1e:
	case 0x1f:
		note(cleaner, ODDITY_HYPHEN, 1);
		if (*p == 0x1e)
			put(cleaner, '-');
		return p + 1;
	default:
		note(cleaner, *p == 0 ? ODDITY_NUL : ODDITY_CONTROL, 1);
		return p + 1;
	}
}

/* The sequence of LENGTH bytes at P: kept, or dropped with a note. */
static void
clean_sequence(struct cleaner *cleaner, const unsigned char *p,
    unsigned length)
{
	if (length == 2 && p[0] == 0xc2 && p[1] < 0xa0) {
		if (p[1] == 0x85)	/* NEL */
			put(cleaner, '\n');
		else
			note(cleaner, ODDITY_C1, 1);
	} else if (length == 3 && is_odd_sequence(p)) {
		if (p[0] == 0xe2 && p[2] != 0x8b)
			put(cleaner, '\n');
		else
			note(cleaner, p[0] == 0xed ? ODDITY_SURROGATE :
			    p[1] != 0xbf ? ODDITY_MARK :
			    ODDITY_NONCHARACTER, 1);
	} else {
		memcpy(cleaner->to + cleaner->n, p, length);
		cleaner->n += length;
	}
}

/* Remember where text goes on after something was dropped. */
static void
note_shift(struct arena *arena, struct cleaner *cleaner, size_t from)
{
	struct shifts *shifts = cleaner->shifts;
	struct shift last = { 0, 0 };

	if (shifts == NULL)
		return;
	if (shifts->n > 0)
		last = shifts->v[shifts->n - 1];
	if (from - cleaner->n != last.from - last.to)
		*VEC_ADD(arena, shifts) = (struct shift){
		    (uint32_t)cleaner->n, (uint32_t)from };
}

/* Valid UTF-8 in, text out: never longer. */
static struct str
clean(struct arena *arena, struct str in, struct cleaner *cleaner)
{
	const unsigned char *p = (const unsigned char *)in.p;
	const unsigned char *end = p + in.n;

	cleaner->to = arena_alloc(arena, in.n + 1);
	while (p < end) {
		while (end - p >= 8 && printable_word(p)) {
			memcpy(cleaner->to + cleaner->n, p, 8);
			cleaner->n += 8;
			p += 8;
		}
		if (p == end)
			break;
		if (*p >= 0x80) {
			unsigned length =
			    sequence_length(p, (size_t)(end - p));

			clean_sequence(cleaner, p, length);
			p += length;
		} else if ((*p >= 0x20 && *p != 0x7f) || *p == '\n' ||
		    *p == '\t') {
			put(cleaner, (char)*p++);
		} else {
			p = clean_control(cleaner, p, end);
		}
		note_shift(arena, cleaner,
		    (size_t)(p - (const unsigned char *)in.p));
	}
	return (struct str){ cleaner->to, cleaner->n };
}

/* --- putting it together ------------------------------------------------ */

/* A text on its way from bytes to UTF-8. */
struct reading {
	struct encoding encoding;
	struct buf converted;
	struct str text;	/* in the bytes or in CONVERTED */
	size_t bad;		/* offset of what is no text, or SIZE_MAX */
	bool clean;
};

/* 0, or -1 when there is no such encoding. */
static int
convert(struct str bytes, const char *wanted, struct reading *r)
{
	struct utf8_scan scan;
	bool marked = find_mark(bytes, &r->encoding);
	struct str body = str_from(bytes, marked ? r->encoding.mark : 0);

	utf8_scan(body, &scan);
	if (!marked)
		r->encoding = wanted != NULL ? encoding_named(wanted) :
		    detect(body, &scan);
	r->text = body;
	switch (r->encoding.method) {
	case METHOD_UTF8:
		r->bad = scan.errors > 0 ? scan.first_error : SIZE_MAX;
		r->clean = scan.clean;
		break;
	case METHOD_GB18030:
	case METHOD_BIG5:
		r->bad = charset_decode(charset_of(r->encoding.method), body,
		    &r->converted);
		r->text = buf_view(&r->converted);
		break;
	case METHOD_ICONV:
		if (convert_iconv("UTF-8", r->encoding.name, body,
		    &r->converted, &r->bad) != 0)
			return -1;
		r->text = buf_view(&r->converted);
		break;
	default:
		r->bad = convert_utf16(body,
		    r->encoding.method == METHOD_UTF16BE, &r->converted);
		r->text = buf_view(&r->converted);
	}
	if (r->bad != SIZE_MAX)
		r->bad += r->encoding.mark;
	return 0;
}

static void
refuse_name(uint32_t file, const char *encoding, struct findings *findings)
{
	finding_add(findings, FINDING_ENCODING_INVALID, POS_FILE(file),
	    "不认得编码“%s”；没有读入。常用的有 UTF-8、GB18030、GBK、UTF-16LE、"
	    "Big5",
	    "unknown encoding “%s”; not read. Usual ones are UTF-8, GB18030, "
	    "GBK, UTF-16LE, Big5", encoding);
}

/* The number of the line that is after the text BEFORE. */
static size_t
line_after(struct str before)
{
	size_t line = 1;

	for (size_t i = 0; i < before.n; i++)
		line += before.p[i] == '\n' || (before.p[i] == '\r' &&
		    !(i + 1 < before.n && before.p[i + 1] == '\n'));
	return line;
}

static void
refuse_bytes(uint32_t file, struct str bytes, const struct reading *r,
    const struct line_jump *jump, struct findings *findings)
{
	size_t lines = jump != NULL ? jump->number - 1 : 0;
	struct str before = r->encoding.method == METHOD_UTF8 ?
	    str_slice(bytes, 0, r->bad) : buf_view(&r->converted);
	struct str bad = str_slice(bytes, r->bad, r->bad + 4);
	char shown[16] = "";

	for (size_t i = 0; i < bad.n; i++)
		snprintf(shown + 3 * i, 4, "%02X ", (unsigned char)bad.p[i]);
	finding_add(findings, FINDING_ENCODING_INVALID, POS_FILE(file),
	    "按 %s 读，第 %zu 行（字节偏移 %zu）的 %s不是文字；没有读入。"
	    "请核对文件，或用 --encoding 指明编码",
	    "read as %s, line %zu (byte offset %zu) has %swhich is no text; "
	    "not read. Check the file, or name its encoding with --encoding",
	    r->encoding.name, lines + line_after(before), r->bad, shown);
}

static void
report(uint32_t file, const struct encoding *encoding,
    const struct cleaner *cleaner, struct findings *findings)
{
	bool english = findings->language == LANGUAGE_EN;

	if (encoding != NULL && encoding->method != METHOD_UTF8)
		finding_add(findings, FINDING_ENCODING_CHOICE, POS_FILE(file),
		    "编码是 %s（%s），已转换", "the encoding is %s (%s); "
		    "converted", encoding->name,
		    english ? encoding->why_en : encoding->why_zh);
	for (int i = 0; i < ODDITY_COUNT; i++)
		if (cleaner->seen[i].count > 0)
			finding_add(findings, FINDING_CONTROL_CHARACTER,
			    ((struct pos){ file, cleaner->seen[i].first }),
			    "%s（全文 %zu 处，这是第一处）",
			    "%s (%zu in the text, the first is here)",
			    english ? oddity_words[i].en : oddity_words[i].zh,
			    cleaner->seen[i].count);
}

/* Tell what the file is when it is no text, or that of another program. */
static bool
refuse_kind(uint32_t file, enum kind_id id, struct findings *findings)
{
	bool english = findings->language == LANGUAGE_EN;
	const struct kind *kind;

	if (id == KIND_COUNT)
		return false;
	kind = kind_of(id);
	finding_add(findings, FINDING_NO_TEXT, POS_FILE(file),
	    "这是%s，不是文本；%s", "this is %s, no text; %s",
	    english ? kind->en : kind->zh,
	    english ? kind->do_en : kind->do_zh);
	return true;
}

/* Into FILE, as its text.  0, or -1 with a finding. */
static int
decode(struct arena *arena, uint32_t file, struct str bytes,
    const char *wanted, const struct line_jump *jump,
    struct findings *findings)
{
	struct reading r = { .bad = SIZE_MAX };
	struct cleaner cleaner = { 0 };
	bool told = jump != NULL && jump->number > 1 && wanted != NULL;
	struct str text;
	int status = -1;

	if (convert(bytes, wanted, &r) != 0) {
		refuse_name(file, r.encoding.name, findings);
	} else if (r.bad != SIZE_MAX) {
		refuse_bytes(file, bytes, &r, jump, findings);
	} else {
		text = r.clean ? r.text : clean(arena, r.text, &cleaner);
		if (!refuse_kind(file, kind_by_text(text), findings)) {
			files_turn(findings->files, file, text, jump);
			report(file, told ? NULL : &r.encoding, &cleaner,
			    findings);
			status = 0;
		}
	}
	buf_release(&r.converted);
	return status;
}

int
text_decode_piece(struct arena *arena, uint32_t file, struct str bytes,
    const char *wanted, const struct line_jump *jump,
    struct findings *findings)
{
	if (jump->number == 1 &&
	    refuse_kind(file, kind_by_bytes(bytes), findings))
		return -1;
	return decode(arena, file, bytes, wanted, jump, findings);
}

const char *
text_encoding(struct str bytes)
{
	struct encoding encoding;
	struct utf8_scan scan;

	if (!find_mark(bytes, &encoding)) {
		utf8_scan(bytes, &scan);
		encoding = detect(bytes, &scan);
	}
	return encoding.method == METHOD_BIG5 ? "Big5" : encoding.name;
}

uint32_t
text_decode(struct arena *arena, struct str name, struct str bytes,
    const char *wanted, struct findings *findings)
{
	uint32_t file = files_add(findings->files, name, STR_NONE);
	bool blank;

	if (refuse_kind(file, kind_by_bytes(bytes), findings) ||
	    decode(arena, file, bytes, wanted, NULL, findings) != 0)
		return 0;
	blank = str_trim(text_of(findings, file)).n == 0;
	if (blank)
		finding_add(findings, FINDING_FILE_EMPTY, POS_FILE(file),
		    "文件里没有文字；已跳过",
		    "the file holds no text; skipped");
	return blank ? 0 : file;
}

uint32_t
text_load(struct arena *arena, struct str path, const char *encoding,
    struct findings *findings)
{
	struct str bytes;

	if (file_read(arena, path, TEXT_LIMIT, &bytes, findings) != 0)
		return 0;
	return text_decode(arena, path, bytes, encoding, findings);
}

/* --- patching ----------------------------------------------------------- */

/* UTF-8 to the encoding of a file, without its mark.  0, or -1. */
static int
encode(const struct encoding *encoding, struct str text, struct buf *out)
{
	size_t bad;

	if (encoding->method == METHOD_UTF8) {
		buf_str(out, text);
		return 0;
	}
	if (encoding->method == METHOD_GB18030 ||
	    encoding->method == METHOD_BIG5)
		return charset_encode(charset_of(encoding->method), text, out);
	return convert_iconv(encoding->name, "UTF-8", text, out, &bad) == 0 &&
	    bad == SIZE_MAX ? 0 : -1;
}

/* The place before cleaning of the byte at AT of the text. */
static size_t
before_cleaning(const struct shifts *shifts, size_t at)
{
	size_t n = count_upto(shifts->v, sizeof(struct shift), shifts->n,
	    (uint32_t)at);

	return n == 0 ? at : at + shifts->v[n - 1].from - shifts->v[n - 1].to;
}

static void
splice(struct str text, const struct shifts *shifts,
    const struct text_patch *patches, size_t n, struct buf *out)
{
	size_t done = 0;

	for (size_t i = 0; i < n; i++) {
		size_t start = before_cleaning(shifts, patches[i].offset);
		size_t end = patches[i].length == 0 ? start : 1 +
		    before_cleaning(shifts,
		    patches[i].offset + patches[i].length - 1);

		buf_str(out, str_slice(text, done, start));
		buf_str(out, patches[i].text);
		done = end;
	}
	buf_str(out, str_from(text, done));
}

/* Encode the patched text behind the mark, if the text itself comes back. */
static int
write_back(struct arena *arena, struct str bytes, const struct reading *r,
    struct str patched, struct str *out)
{
	struct buf old = { 0 }, new = { 0 };
	struct str mark = str_slice(bytes, 0, r->encoding.mark);
	int result = -1;

	buf_str(&new, mark);
	if (encode(&r->encoding, r->text, &old) == 0 &&
	    str_eq(buf_view(&old), str_from(bytes, mark.n)) &&
	    encode(&r->encoding, patched, &new) == 0) {
		*out = str_copy(arena, buf_view(&new));
		result = 0;
	}
	buf_release(&old);
	buf_release(&new);
	return result;
}

int
text_patch(struct arena *arena, uint32_t file, struct str bytes,
    const char *wanted, const struct text_patch *patches, size_t n,
    struct str *out, struct findings *findings)
{
	struct reading r = { .bad = SIZE_MAX };
	struct shifts shifts = { 0 };
	struct cleaner cleaner = { .shifts = &shifts };
	struct buf patched = { 0 };
	int result = -1;

	if (convert(bytes, wanted, &r) == 0 && r.bad == SIZE_MAX) {
		if (!r.clean)
			clean(arena, r.text, &cleaner);
		splice(r.text, &shifts, patches, n, &patched);
		result = write_back(arena, bytes, &r, buf_view(&patched), out);
	}
	if (result != 0)
		finding_add(findings, FINDING_PATCH_FAILED, POS_FILE(file),
		    "不能按原来的编码 %s 写回；文件没有改动。"
		    "请先另存为 UTF-8 或 GB18030",
		    "cannot be written back in its encoding, %s; the file was "
		    "not changed. Save it as UTF-8 or GB18030 first",
		    r.encoding.name != NULL ? r.encoding.name : "?");
	buf_release(&patched);
	buf_release(&r.converted);
	return result;
}

struct str
text_of(const struct findings *findings, uint32_t file)
{
	const struct files *files = findings->files;

	if (files == NULL || file == 0 || file > files->list.n)
		return STR_NONE;
	return files->list.v[file - 1].text;
}
