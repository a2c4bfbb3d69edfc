/*
 * Pieces of text and growing buffers; see str.h.  Nothing here knows what the
 * bytes mean but that they are UTF-8.
 */
#include "str.h"

#include <limits.h>

bool
str_eq_ascii(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (small_letter(a.p[i]) != small_letter(b.p[i]))
			return false;
	return true;
}

bool
str_is_formula(struct str s)
{
	return s.n > 0 && s.p[0] != '\0' && strchr("=+-@\t\r", s.p[0]) != NULL;
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

int
str_compare(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

size_t
str_find(struct str s, struct str part, size_t from)
{
	const char *hit;

	if (part.n == 0)
		return from <= s.n ? from : SIZE_MAX;
	/* Chinese words differ at their ends, not at their heads. */
	for (; from + part.n <= s.n; from++) {
		hit = memchr(s.p + from + part.n - 1, part.p[part.n - 1],
		    s.n - part.n + 1 - from);
		if (hit == NULL)
			break;
		from = (size_t)(hit - s.p) - (part.n - 1);
		if (memcmp(s.p + from, part.p, part.n - 1) == 0)
			return from;
	}
	return SIZE_MAX;
}

bool
str_has(struct str s, struct str part)
{
	return str_find(s, part, 0) != SIZE_MAX;
}

size_t
str_count(struct str s, char c)
{
	const char *p = s.p, *end = s.p + s.n;
	size_t n = 0;

	for (; p < end && (p = memchr(p, c, (size_t)(end - p))) != NULL; p++)
		n++;
	return n;
}

bool
str_is_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

uint64_t
str_take_number(struct str *s)
{
	uint64_t n = 0;

	for (; s->n > 0 && *s->p >= '0' && *s->p <= '9'; s->p++, s->n--)
		n = n < UINT64_MAX / 10 ? n * 10 + (uint64_t)(*s->p - '0') :
		    UINT64_MAX;
	return n;
}

struct str
str_take(struct str *rest, const char *separator)
{
	struct str part = str_of(separator), piece;
	size_t end = str_find(*rest, part, 0);

	piece = str_slice(*rest, 0, end);
	*rest = str_from(*rest, end == SIZE_MAX ? rest->n : end + part.n);
	return piece;
}

long
str_hex(struct str s, size_t n)
{
	long value = 0;

	if (s.n != n)
		return -1;
	for (size_t i = 0; i < n; i++) {
		char c = s.p[i], small = (char)(c | 0x20);

		if (c >= '0' && c <= '9')
			value = value * 16 + c - '0';
		else if (small >= 'a' && small <= 'f')
			value = value * 16 + small - 'a' + 10;
		else
			return -1;
	}
	return value;
}

static bool
test_words(struct str s, const char *words,
    bool (*test)(struct str, struct str))
{
	for (const char *bar = words; bar != NULL; words += bar != NULL) {
		size_t n = (bar = strchr(words, '|')) == NULL ? strlen(words) :
		    (size_t)(bar - words);

		if (n > 0 && test(s, (struct str){ words, n }))
			return true;
		words += n;
	}
	return false;
}

bool
str_is_one(struct str s, const char *words)
{
	return test_words(s, words, str_eq);
}

bool
str_starts_one(struct str s, const char *words)
{
	return test_words(s, words, str_starts);
}

bool
str_ends_one(struct str s, const char *words)
{
	return test_words(s, words, str_ends);
}

bool
str_has_one(struct str s, const char *words)
{
	return test_words(s, words, str_has);
}

/* The length of the white space character at P, or 0. */
static size_t
space_at(const char *p, size_t n)
{
	if (n >= 1 && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
		return 1;
	if (n >= 2 && memcmp(p, "\xc2\xa0", 2) == 0)
		return 2;
	if (n >= 3 && memcmp(p, "\xe3\x80\x80", 3) == 0)
		return 3;
	return 0;
}

struct str
str_trim_left(struct str s)
{
	size_t w;

	while ((w = space_at(s.p, s.n)) > 0) {
		s.p += w;
		s.n -= w;
	}
	return s;
}

struct str
str_trim_right(struct str s)
{
	while (s.n > 0) {
		unsigned char last = (unsigned char)s.p[s.n - 1];
		size_t w = last == 0xa0 ? 2 : last == 0x80 ? 3 : 1;

		if (s.n < w || space_at(s.p + s.n - w, w) != w)
			break;
		s.n -= w;
	}
	return s;
}

struct str
str_trim(struct str s)
{
	return str_trim_right(str_trim_left(s));
}

bool
str_line(struct str *rest, struct str *line)
{
	const char *end;

	if (rest->n == 0)
		return false;
	end = memchr(rest->p, '\n', rest->n);
	line->p = rest->p;
	line->n = end != NULL ? (size_t)(end - rest->p) : rest->n;
	rest->n -= line->n + (end != NULL);
	rest->p += line->n + (end != NULL);
	return true;
}

struct str
str_copy(struct arena *arena, struct str s)
{
	char *p = arena_alloc(arena, s.n);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

char *
str_cstr(struct arena *arena, struct str s)
{
	char *p = arena_alloc(arena, s.n + 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return p;
}

struct str
str_cat(struct arena *arena, struct str a, struct str b)
{
	char *p = arena_alloc(arena, a.n + b.n);

	if (a.n > 0)
		memcpy(p, a.p, a.n);
	if (b.n > 0)
		memcpy(p + a.n, b.p, b.n);
	return (struct str){ p, a.n + b.n };
}

struct str
str_replace(struct arena *arena, struct str s, struct str from, struct str to)
{
	struct buf out = { 0 };
	size_t at = 0, hit;

	while (from.n > 0 && (hit = str_find(s, from, at)) != SIZE_MAX) {
		buf_add(&out, s.p + at, hit - at);
		buf_str(&out, to);
		at = hit + from.n;
	}
	if (at == 0)
		return s;
	buf_add(&out, s.p + at, s.n - at);
	return buf_take(arena, &out);
}

struct str
str_format(struct arena *arena, const char *format, ...)
{
	struct buf out = { 0 };
	va_list ap;

	va_start(ap, format);
	buf_vformat(&out, format, ap);
	va_end(ap);
	return buf_take(arena, &out);
}

uint64_t
str_hash(struct str s)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < s.n; i++)
		hash = (hash ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return hash;
}

/* Open addressing, never more than half full. */
static struct str_number *
number_slot(const struct str_index *index, struct str text)
{
	size_t at = (size_t)(str_hash(text) % index->size);

	while (index->v[at].text.p != NULL && !str_eq(index->v[at].text, text))
		at = (at + 1) % index->size;
	return &index->v[at];
}

size_t *
str_number(struct arena *arena, struct str_index *index, struct str text)
{
	struct str_index old = *index;
	struct str_number *slot;

	if (2 * old.n >= old.size) {
		index->size = old.size > 0 ? 2 * old.size : 16;
		index->v = NEW_ARRAY(arena, struct str_number, index->size);
		for (size_t i = 0; i < old.size; i++)
			if (old.v[i].text.p != NULL)
				*number_slot(index, old.v[i].text) = old.v[i];
	}
	slot = number_slot(index, text);
	if (slot->text.p == NULL) {
		slot->text = text.p != NULL ? text : STR("");
		index->n++;
	}
	return &slot->number;
}

bool
str_is_known(const struct str_index *index, struct str text)
{
	return index->size > 0 && number_slot(index, text)->text.p != NULL;
}

size_t
str_known(const struct str_index *index, struct str text)
{
	return index->size > 0 ? number_slot(index, text)->number : 0;
}

/* Split S into its characters' first bytes; return how many. */
static size_t
split_characters(struct str s, struct str *out)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] & 0xc0) != 0x80)
			out[n++] = (struct str){ s.p + i, 1 };
		else if (n > 0)
			out[n - 1].n++;
	return n;
}

size_t
str_ascii(struct str s, size_t from)
{
	for (; from + 8 <= s.n; from += 8) {	/* hardly one in Chinese */
		uint64_t w;

		memcpy(&w, s.p + from, sizeof(w));
		if ((w & EACH_BYTE << 7) != EACH_BYTE << 7)
			break;
	}
	while (from < s.n && (s.p[from] & 0x80) != 0)
		from++;
	return from;
}

size_t
str_chars(struct str s)
{
	size_t n = s.n, i = 0;

	for (; s.n - i >= 8; i += 8) {		/* eight bytes at once */
		uint64_t w;

		memcpy(&w, s.p + i, sizeof(w));
		n -= ((w >> 7 & ~w >> 6 & EACH_BYTE) * EACH_BYTE) >> 56;
	}
	for (; i < s.n; i++)
		n -= ((unsigned char)s.p[i] & 0xc0) == 0x80;
	return n;
}

unsigned
str_distance(struct str a, struct str b)
{
	struct arena scratch = ARENA_INIT;
	struct str *x = NEW_ARRAY(&scratch, struct str, a.n + 1);
	struct str *y = NEW_ARRAY(&scratch, struct str, b.n + 1);
	size_t m = split_characters(a, x), n = split_characters(b, y);
	unsigned *row = NEW_ARRAY(&scratch, unsigned, 3 * (n + 1));
	unsigned *before = row + n + 1, *earlier = before + n + 1;
	unsigned distance;

	for (size_t j = 0; j <= n; j++)
		before[j] = (unsigned)j;
	for (size_t i = 1; i <= m; i++) {
		row[0] = (unsigned)i;
		for (size_t j = 1; j <= n; j++) {
			unsigned same = str_eq(x[i - 1], y[j - 1]) ? 0 : 1;
			unsigned best = before[j - 1] + same;

			if (before[j] + 1 < best)
				best = before[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && same == 1 &&
			    str_eq(x[i - 1], y[j - 2]) &&
			    str_eq(x[i - 2], y[j - 1]) &&
			    earlier[j - 2] + 1 < best)
				best = earlier[j - 2] + 1;
			row[j] = best;
		}
		unsigned *free_row = earlier;
		earlier = before;
		before = row;
		row = free_row;
	}
	distance = before[n];
	arena_release(&scratch);
	return distance;
}

struct nearest
nearest_to(struct str wanted)
{
	/* What is longer than any word is none, and costs nothing. */
	return (struct nearest){ str_slice(wanted, 0, 64), STR_NONE, UINT_MAX };
}

void
nearest_try(struct nearest *nearest, struct str word)
{
	size_t longer = str_chars(word), wanted = str_chars(nearest->wanted);
	unsigned distance;

	/* More than half of the longer one would be missing. */
	if (longer > 2 * wanted || wanted > 2 * longer)
		return;
	if (longer < wanted)
		longer = wanted;
	distance = str_distance(nearest->wanted, word);
	if (distance < nearest->distance && distance * 2 <= longer) {
		nearest->distance = distance;
		nearest->best = word;
	}
}

void
buf_reserve(struct buf *buf, size_t more)
{
	size_t capacity = buf->capacity > 0 ? buf->capacity : 256;

	if (more >= SIZE_MAX / 2 - buf->n)
		out_of_memory();
	if (buf->n + more + 1 <= buf->capacity)
		return;
	while (capacity < buf->n + more + 1)
		capacity *= 2;
	buf->p = must(realloc(buf->p, capacity));
	buf->capacity = capacity;
}

void
buf_json(struct buf *buf, struct str s)
{
	buf_byte(buf, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\')
			buf_byte(buf, '\\');
		if (c < 0x20)
			buf_format(buf, "\\u%04x", c);
		else
			buf_byte(buf, (char)c);
	}
	buf_byte(buf, '"');
}

void
buf_uint(struct buf *buf, unsigned long value)
{
	char digits[24], *p = digits + sizeof(digits);

	do
		*--p = (char)('0' + value % 10);
	while ((value /= 10) > 0);
	buf_add(buf, p, (size_t)(digits + sizeof(digits) - p));
}

#define USUAL_BYTES	120	/* most texts that are formatted are shorter */

void
buf_vformat(struct buf *buf, const char *format, va_list ap)
{
	va_list again;
	int n;

	buf_reserve(buf, USUAL_BYTES);
	va_copy(again, ap);
	n = vsnprintf(buf->p + buf->n, USUAL_BYTES + 1, format, again);
	va_end(again);
	if (n < 0)
		return;
	if (n > USUAL_BYTES) {
		buf_reserve(buf, (size_t)n);
		vsnprintf(buf->p + buf->n, (size_t)n + 1, format, ap);
	}
	buf->n += (size_t)n;
}

void
buf_format(struct buf *buf, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	buf_vformat(buf, format, ap);
	va_end(ap);
}

void
buf_release(struct buf *buf)
{
	free(buf->p);
	*buf = (struct buf){ 0 };
}

struct str
buf_view(const struct buf *buf)
{
	return (struct str){ buf->p != NULL ? buf->p : "", buf->n };
}

struct str
buf_take(struct arena *arena, struct buf *buf)
{
	struct str all = str_copy(arena, buf_view(buf));

	buf_release(buf);
	return all;
}

/* A number below or above nothing: a sign, then digits, points and commas. */
static bool
is_signed(struct str s)
{
	for (size_t i = 1; i < s.n; i++)
		if (strchr("0123456789.,", s.p[i]) == NULL)
			return false;
	return s.n > 1 && strchr("+-", s.p[0]) != NULL;
}

void
buf_csv(struct buf *buf, struct str s)
{
	buf_byte(buf, '"');
	if (str_is_formula(s) && !is_signed(s))
		buf_byte(buf, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_byte(buf, '"');
		buf_byte(buf, s.p[i]);
	}
	buf_byte(buf, '"');
}
