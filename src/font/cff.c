/*
 * CFF outlines → a CFF of a few glyphs.  Subroutines are written out where
 * they are called, so that none has to go along; the dictionaries are made
 * anew but for what a rasterizer needs.  Adobe Technical Notes 5176 and 5177.
 */
#include "cff.h"

#include "sfnt.h"

#define CALL_DEPTH	10
#define STACK_MAX	513		/* of CFF2; 48 are enough */
#define GLYPH_MAX	((size_t)1 << 17)	/* bytes of one written out */
#define FONTS_MAX	256		/* dictionaries of a font: FDArray */

/* Operators of dictionaries; those of two bytes begin with 12. */
enum {
	OP_PRIVATE = 18, OP_SUBRS = 19, OP_CHARSET = 15, OP_CHARSTRINGS = 17,
	OP_MATRIX = 12 << 8 | 7, OP_ROS = 12 << 8 | 30,
	OP_COUNT = 12 << 8 | 34, OP_FDARRAY = 12 << 8 | 36,
	OP_FDSELECT = 12 << 8 | 37
};

/* --- reading -------------------------------------------------------------- */

/* An INDEX: so many pieces of data. */
struct index {
	struct str all;
	size_t offsets, data;
	unsigned count, size;		/* of an offset */
	size_t end;
};

static size_t
offset_at(const struct index *index, size_t i)
{
	size_t value = 0;

	for (unsigned k = 0; k < index->size; k++)
		value = value << 8 | sfnt_u8(index->all,
		    index->offsets + i * index->size + k);
	return value;
}

static struct index
index_at(struct str cff, size_t at)
{
	struct index index = { .all = cff, .count = sfnt_u16(cff, at),
	    .size = sfnt_u8(cff, at + 2), .offsets = at + 3, .end = at + 2 };

	if (index.count == 0 || index.size < 1 || index.size > 4) {
		index.count = 0;
		return index;
	}
	index.data = at + 2 + ((size_t)index.count + 1) * index.size;
	index.end = index.data + offset_at(&index, index.count);
	return index;
}

static struct str
index_get(const struct index *index, size_t i)
{
	size_t from, to;

	if (i >= index->count)
		return STR_NONE;
	from = offset_at(index, i);
	to = offset_at(index, i + 1);
	return from > to ? STR_NONE : str_slice(index->all,
	    index->data + from, index->data + to);
}

/* The number at *AT of a dictionary; false: it is an operator. */
static bool
dict_number(struct str dict, size_t *at, long *value)
{
	unsigned b = sfnt_u8(dict, *at);

	*value = 0;
	if (b == 28) {
		*value = sfnt_i16(dict, *at + 1);
		*at += 3;
	} else if (b == 29) {
		*value = (int32_t)sfnt_u32(dict, *at + 1);
		*at += 5;
	} else if (b == 30) {
		while (++*at < dict.n && (sfnt_u8(dict, *at) & 15) != 15 &&
		    sfnt_u8(dict, *at) >> 4 != 15)
			;
		++*at;
	} else if (b >= 32 && b <= 246) {
		*value = (long)b - 139;
		*at += 1;
	} else if (b >= 247 && b <= 254) {
		long low = sfnt_u8(dict, *at + 1);

		*value = b < 251 ? ((long)b - 247) * 256 + low + 108 :
		    -((long)b - 251) * 256 - low - 108;
		*at += 2;
	} else
		return false;
	return true;
}

/* One entry of a dictionary; its bytes, its operator, two of its numbers. */
struct entry {
	struct str bytes;
	unsigned op;
	long numbers[2];
};

static bool
dict_next(struct str dict, size_t *at, struct entry *entry)
{
	size_t from = *at;
	long value;

	entry->numbers[0] = entry->numbers[1] = 0;
	while (*at < dict.n && dict_number(dict, at, &value)) {
		entry->numbers[0] = entry->numbers[1];
		entry->numbers[1] = value;
	}
	if (*at >= dict.n)
		return false;
	entry->op = sfnt_u8(dict, (*at)++);
	if (entry->op == 12)
		entry->op = 12 << 8 | sfnt_u8(dict, (*at)++);
	entry->bytes = str_slice(dict, from, *at);
	return true;
}

static struct entry
dict_find(struct str dict, unsigned op)
{
	struct entry entry;

	for (size_t at = 0; dict_next(dict, &at, &entry);)
		if (entry.op == op)
			return entry;
	return (struct entry){ .bytes = STR_NONE };
}

/* --- charstrings ------------------------------------------------------ */

/* A glyph while its subroutines are written out. */
struct flat {
	struct buf *out;
	size_t from;			/* of it in out */
	const struct index *global, *local;
	unsigned hints;
	unsigned depth;
	unsigned count;			/* of the numbers on the stack */
	int values[STACK_MAX];
	size_t starts[STACK_MAX];	/* and where they are in out */
	bool ended, failed;
};

static void flatten(struct flat *, struct str code);

static void
push(struct flat *flat, struct str code, size_t *at)
{
	unsigned b = sfnt_u8(code, *at);
	size_t n = b == 28 ? 3 : b < 247 ? 1 : b < 255 ? 2 : 5;
	int low = (int)sfnt_u8(code, *at + 1);

	if (flat->count >= STACK_MAX || *at + n > code.n) {
		flat->failed = true;
		return;
	}
	flat->starts[flat->count] = flat->out->n;
	flat->values[flat->count++] = b == 28 ? sfnt_i16(code, *at + 1) :
	    b < 247 ? (int)b - 139 :
	    b < 251 ? ((int)b - 247) * 256 + low + 108 :
	    b < 255 ? -((int)b - 251) * 256 - low - 108 :
	    sfnt_i16(code, *at + 1);
	buf_add(flat->out, code.p + *at, n);
	*at += n;
}

/* The number before it is the subroutine's, and goes. */
static void
call(struct flat *flat, const struct index *subrs)
{
	int bias = subrs->count < 1240 ? 107 :
	    subrs->count < 33900 ? 1131 : 32768;
	long number;

	if (flat->count == 0 || flat->depth >= CALL_DEPTH) {
		flat->failed = true;
		return;
	}
	flat->count--;
	number = (long)flat->values[flat->count] + bias;
	flat->out->n = flat->starts[flat->count];
	if (number < 0 || number >= (long)subrs->count) {
		flat->failed = true;
		return;
	}
	flat->depth++;
	flatten(flat, index_get(subrs, (size_t)number));
	flat->depth--;
}

/* An operator and what follows it; how many bytes it has. */
static size_t
operate(struct flat *flat, struct str code, size_t at)
{
	unsigned b = sfnt_u8(code, at), next;
	size_t n = 1;

	switch (b) {
	case 1: case 3: case 18: case 23:	/* hstem, vstem, …hm */
		flat->hints += flat->count / 2;
		break;
	case 19: case 20:			/* hintmask, cntrmask */
		flat->hints += flat->count / 2;
		n = 1 + (flat->hints + 7) / 8;
		break;
	case 12:
		next = sfnt_u8(code, at + 1);
		n = 2;
		/* Only flex; arithmetic leaves unknown numbers. */
		if (next < 34 || next > 37)
			flat->failed = true;
		break;
	case 14:
		flat->ended = true;
		break;
	default:
		break;
	}
	if (at + n > code.n)
		flat->failed = true;
	else
		buf_add(flat->out, code.p + at, n);
	flat->count = 0;
	return n;
}

static void
flatten(struct flat *flat, struct str code)
{
	for (size_t at = 0; at < code.n && !flat->ended && !flat->failed;) {
		unsigned b = sfnt_u8(code, at);

		if (b >= 32 || b == 28) {
			push(flat, code, &at);
		} else if (b == 10 || b == 29) {
			call(flat, b == 10 ? flat->local : flat->global);
			at++;
		} else if (b == 11)
			return;
		else
			at += operate(flat, code, at);
		if (flat->out->n - flat->from > GLYPH_MAX)
			flat->failed = true;
	}
}

/* --- the font ------------------------------------------------------------- */

struct cff {
	struct str all, top;
	struct index global, glyphs, fonts;
	bool keyed;			/* by numbers: it has several fonts */
	size_t select;			/* FDSelect */
	/* Of each of its fonts, by FDArray: */
	struct str matrix[FONTS_MAX], private[FONTS_MAX];
	struct index local[FONTS_MAX];
	int used[FONTS_MAX];		/* its new number; -1: not used */
	unsigned order[FONTS_MAX], count;
};

static void
read_font(struct cff *cff, unsigned i, struct str dict)
{
	struct entry private = dict_find(dict, OP_PRIVATE);
	size_t at = (size_t)private.numbers[1];
	struct entry subrs;

	cff->matrix[i] = dict_find(dict, OP_MATRIX).bytes;
	if (private.numbers[0] < 0 || private.numbers[1] < 0 || at == 0)
		return;
	cff->private[i] = str_slice(cff->all, at,
	    at + (size_t)private.numbers[0]);
	subrs = dict_find(cff->private[i], OP_SUBRS);
	if (subrs.bytes.n > 0 && subrs.numbers[1] > 0)
		cff->local[i] = index_at(cff->all,
		    at + (size_t)subrs.numbers[1]);
}

static size_t
offset_of(const struct cff *cff, unsigned op)
{
	struct entry entry = dict_find(cff->top, op);

	return entry.numbers[1] > 0 ? (size_t)entry.numbers[1] : cff->all.n;
}

static bool
read_cff(struct cff *cff, struct str bytes)
{
	struct index names = index_at(bytes, sfnt_u8(bytes, 2));
	struct index tops = index_at(bytes, names.end);
	struct index strings = index_at(bytes, tops.end);

	cff->all = bytes;
	cff->top = index_get(&tops, 0);
	cff->global = index_at(bytes, strings.end);
	cff->glyphs = index_at(bytes, offset_of(cff, OP_CHARSTRINGS));
	cff->keyed = dict_find(cff->top, OP_ROS).bytes.n > 0;
	cff->select = offset_of(cff, OP_FDSELECT);
	for (unsigned i = 0; i < FONTS_MAX; i++)
		cff->used[i] = -1;
	if (!cff->keyed) {
		read_font(cff, 0, cff->top);
		cff->matrix[0] = STR_NONE;
		return cff->glyphs.count > 0;
	}
	cff->fonts = index_at(bytes, offset_of(cff, OP_FDARRAY));
	for (unsigned i = 0; i < cff->fonts.count && i < FONTS_MAX; i++)
		read_font(cff, i, index_get(&cff->fonts, i));
	return cff->glyphs.count > 0 && cff->fonts.count > 0;
}

/* Which of its fonts a glyph belongs to. */
static unsigned
font_of(const struct cff *cff, unsigned glyph)
{
	unsigned low = 0, high;

	if (!cff->keyed)
		return 0;
	if (sfnt_u8(cff->all, cff->select) == 0)
		return sfnt_u8(cff->all, cff->select + 1 + glyph);
	high = sfnt_u16(cff->all, cff->select + 1);
	while (low + 1 < high) {
		unsigned middle = (low + high) / 2;

		if (sfnt_u16(cff->all, cff->select + 3 +
		    3 * (size_t)middle) <= glyph)
			low = middle;
		else
			high = middle;
	}
	return sfnt_u8(cff->all, cff->select + 5 + 3 * (size_t)low);
}

/* --- writing -------------------------------------------------------------- */

/* A number of a dictionary in five bytes, whatever it is. */
static void
put_int(struct buf *out, size_t value)
{
	buf_byte(out, 29);
	buf_big(out, 4, value);
}

static void
put_op(struct buf *out, unsigned op)
{
	if (op > 255)
		buf_byte(out, 12);
	buf_byte(out, (char)(op & 255));
}

static void
patch_int(struct buf *out, size_t at, size_t value)
{
	for (unsigned i = 0; i < 4; i++)
		out->p[at + 1 + i] = (char)(value >> (8 * (3 - i)) & 255);
}

/* An INDEX of N pieces, which end at ENDS in DATA. */
static void
put_index(struct buf *out, struct str data, const size_t *ends, size_t n)
{
	buf_big(out, 2, n);
	if (n == 0)
		return;
	buf_big(out, 1, 4);
	buf_big(out, 4, 1);
	for (size_t i = 0; i < n; i++)
		buf_big(out, 4, ends[i] + 1);
	buf_str(out, data);
}

/* Where the offsets of the top dictionary are to be put. */
struct holes {
	size_t charset, select, glyphs, fonts;
};

static size_t
put_hole(struct buf *out, unsigned op)
{
	size_t at = out->n;

	put_int(out, 0);
	put_op(out, op);
	return at;
}

static void
put_top(struct buf *out, const struct cff *cff, size_t n, struct holes *holes)
{
	struct buf dict = { 0 };
	size_t end, shift;

	put_int(&dict, 391);		/* Adobe */
	put_int(&dict, 392);		/* Identity */
	put_int(&dict, 0);
	put_op(&dict, OP_ROS);
	buf_str(&dict, dict_find(cff->top, OP_MATRIX).bytes);
	put_int(&dict, n);
	put_op(&dict, OP_COUNT);
	holes->charset = put_hole(&dict, OP_CHARSET);
	holes->select = put_hole(&dict, OP_FDSELECT);
	holes->glyphs = put_hole(&dict, OP_CHARSTRINGS);
	holes->fonts = put_hole(&dict, OP_FDARRAY);
	end = dict.n;
	shift = out->n + 2 + 1 + 8;
	put_index(out, buf_view(&dict), &end, 1);
	holes->charset += shift;
	holes->select += shift;
	holes->glyphs += shift;
	holes->fonts += shift;
	buf_release(&dict);
}

static void
put_strings(struct buf *out)
{
	static const size_t ends[] = { 5, 13 };

	put_index(out, STR("AdobeIdentity"), ends, 2);
}

/* All charstrings, written out; false when one is damaged. */
static bool
put_glyphs(struct buf *out, struct cff *cff, const unsigned *glyphs, size_t n)
{
	struct arena arena = ARENA_INIT;
	struct buf data = { 0 };
	size_t *ends = NEW_ARRAY(&arena, size_t, n);
	struct flat *flat = NEW(&arena, struct flat);
	bool good = true;

	for (size_t i = 0; i < n && good; i++) {
		unsigned font = font_of(cff, glyphs[i]) % FONTS_MAX;

		*flat = (struct flat){ .out = &data, .from = data.n,
		    .global = &cff->global, .local = &cff->local[font] };
		flatten(flat, index_get(&cff->glyphs, glyphs[i]));
		if (!flat->ended)
			buf_byte(&data, 14);
		good = !flat->failed;
		ends[i] = data.n;
	}
	put_index(out, buf_view(&data), ends, n);
	buf_release(&data);
	arena_release(&arena);
	return good;
}

static void
put_private(struct buf *out, struct str private)
{
	struct entry entry;

	for (size_t at = 0; dict_next(private, &at, &entry);)
		if (entry.op != OP_SUBRS)
			buf_str(out, entry.bytes);
}

/* The fonts that are used, and their private dictionaries behind them. */
static void
put_fonts(struct buf *out, const struct cff *cff, size_t base)
{
	struct buf dicts = { 0 };
	size_t ends[FONTS_MAX], holes[FONTS_MAX], shift;

	for (unsigned i = 0; i < cff->count; i++) {
		buf_str(&dicts, cff->matrix[cff->order[i]]);
		holes[i] = dicts.n;
		put_int(&dicts, 0);
		put_int(&dicts, 0);
		put_op(&dicts, OP_PRIVATE);
		ends[i] = dicts.n;
	}
	shift = out->n + 2 + 1 + 4 * (size_t)(cff->count + 1);
	put_index(out, buf_view(&dicts), ends, cff->count);
	for (unsigned i = 0; i < cff->count; i++) {
		size_t from = out->n;

		put_private(out, cff->private[cff->order[i]]);
		patch_int(out, shift + holes[i], out->n - from);
		patch_int(out, shift + holes[i] + 5, from - base);
	}
	buf_release(&dicts);
}

static void
number_fonts(struct cff *cff, const unsigned *glyphs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned font = font_of(cff, glyphs[i]) % FONTS_MAX;

		if (cff->used[font] >= 0)
			continue;
		cff->used[font] = (int)cff->count;
		cff->order[cff->count++] = font;
	}
}

static void
put_select(struct buf *out, const struct cff *cff, const unsigned *glyphs,
    size_t n)
{
	buf_byte(out, 0);
	for (size_t i = 0; i < n; i++)
		buf_byte(out, (char)cff->used[font_of(cff, glyphs[i]) %
		    FONTS_MAX]);
}

/* Glyph I has the number I. */
static void
put_charset(struct buf *out, size_t n)
{
	buf_big(out, 1, 2);
	buf_big(out, 2, 1);
	buf_big(out, 2, n > 1 ? n - 2 : 0);
}

bool
cff_subset(struct str bytes, const unsigned *glyphs, size_t n,
    struct str name, struct buf *out)
{
	struct arena arena = ARENA_INIT;
	struct cff *cff = NEW(&arena, struct cff);
	struct holes holes;
	size_t base = out->n;
	bool good = read_cff(cff, bytes) && n > 0 && n < 65535;

	if (good) {
		number_fonts(cff, glyphs, n);
		buf_add(out, "\1\0\4\4", 4);
		put_index(out, name, &name.n, 1);
		put_top(out, cff, n, &holes);
		put_strings(out);
		buf_big(out, 2, 0);		/* no subroutines */
		patch_int(out, holes.charset, out->n - base);
		put_charset(out, n);
		patch_int(out, holes.select, out->n - base);
		put_select(out, cff, glyphs, n);
		patch_int(out, holes.glyphs, out->n - base);
		good = put_glyphs(out, cff, glyphs, n);
		patch_int(out, holes.fonts, out->n - base);
		put_fonts(out, cff, base);
	}
	arena_release(&arena);
	return good;
}
