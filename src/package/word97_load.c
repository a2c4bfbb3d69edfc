/*
 * The streams of a .doc (MS-DOC):
 *
 *	WordDocument	the head (FIB), the characters, pages of looks
 *	0Table, 1Table	everything that is found by place: pieces, styles …
 *	Data		looks too large for a page, pictures
 *
 * Characters are counted (cp) through all stories: the text itself, notes,
 * headers, comments, boxes.  Pieces say where in the file those of a range
 * stand (fc), in two bytes each or in one; a file that was saved fast has
 * many, in any order.  Looks are found by fc: of paragraphs at their last
 * character, of runs at each.
 */
#include "word97_load.h"

#include "../text/chars.h"
#include "../text/charset.h"

#define CHARS_MAX	0x1000000u	/* of all stories */
#define LOOKS_MAX	4000000u
#define PAGE		512		/* of looks */

/* --- finding things ---------------------------------------------------- */

struct str
word_table(const struct word *word, enum table_place number)
{
	size_t at = word->places + 8 * (size_t)number;
	size_t from = little_32(word->main, at);

	if ((size_t)number >= word->place_count)
		return STR_NONE;
	return str_slice(word->table, from, from +
	    little_32(word->main, at + 4));
}

size_t
plc_count(struct str plc, size_t size)
{
	return plc.n < 4 ? 0 : (plc.n - 4) / (4 + size);
}

uint32_t
plc_place(struct str plc, size_t i)
{
	return little_32(plc, 4 * i);
}

struct str
plc_thing(struct str plc, size_t i, size_t size)
{
	size_t at = 4 * (plc_count(plc, size) + 1) + size * i;

	return str_slice(plc, at, at + size);
}

const struct piece *
piece_at(struct word *word, uint32_t cp)
{
	const struct piece *v = word->pieces.v;
	size_t i = word->piece;

	if (v[i].from > cp || cp >= v[i].to)
		i = count_upto(v, sizeof(*v), word->pieces.n, cp) - 1;
	if (i == SIZE_MAX || cp >= v[i].to)
		return NULL;
	word->piece = i;
	return &v[i];
}

/* Bytes 80 to 9F of Windows 1252. */
static uint32_t
western(unsigned byte)
{
	static const uint16_t upper[] = {
		0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
		0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
		0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
		0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
	};

	return byte >= 0x80 && byte < 0xa0 ? upper[byte - 0x80] : byte;
}

uint32_t
unit_at(struct word *word, uint32_t cp)
{
	const struct piece *piece = piece_at(word, cp);
	size_t i;

	if (piece == NULL)
		return 0;
	i = cp - piece->from;
	if (piece->decoded != NULL)
		return piece->decoded[i];
	return piece->wide ? little_16(word->main, piece->fc + 2 * i) :
	    western(little_8(word->main, piece->fc + i));
}

uint32_t
fc_of(const struct piece *piece, uint32_t cp)
{
	return piece->fc + (cp - piece->from) * (piece->wide ? 2 : 1);
}

const struct look *
look_at(const struct looks *looks, uint32_t fc)
{
	const struct look *v = looks->list.v;
	size_t i = count_upto(v, sizeof(*v), looks->list.n, fc);

	return i > 0 && fc < v[i - 1].to ? &v[i - 1] : NULL;
}

void
changes_add(struct changes *changes, struct str list)
{
	if (list.n > 0 && changes->n < COUNT_OF(changes->v))
		changes->v[changes->n++] = list;
}

/* The list in the stream of data that stands for one too large for a page. */
static struct str
far_changes(const struct word *word, struct str list, unsigned code,
    unsigned other)
{
	struct change change;

	while (change_next(&list, &change))
		if (change.code == code || change.code == other) {
			size_t at = little_32(change.operand, 0);

			return str_slice(word->data, at + 2, at + 2 +
			    little_16(word->data, at));
		}
	return STR_NONE;
}

struct changes
par_changes(struct word *word, uint32_t cp, unsigned *style, bool *known)
{
	const struct piece *piece = piece_at(word, cp);
	const struct look *look = piece == NULL ? NULL :
	    look_at(&word->pars, fc_of(piece, cp));
	struct changes changes = { .n = 0 };

	*style = look != NULL ? look->style : 0;
	*known = look != NULL;
	if (look != NULL) {
		changes_add(&changes, look->changes);
		changes_add(&changes, far_changes(word, look->changes,
		    0x6645, 0x6646));
		changes_add(&changes, far_changes(word, look->changes,
		    0x646b, 0x646b));
	}
	if (piece != NULL)
		changes_add(&changes, piece->changes);
	return changes;
}

/* --- loading ----------------------------------------------------------- */

/* A list of one change, packed into the two bytes of a piece. */
static struct str
packed_change(struct piece *piece, unsigned packed)
{
	static const struct {
		uint8_t number;
		uint16_t code;
	} codes[] = {
		{ 0x05, 0x2403 }, { 0x09, 0x2407 }, { 0x0c, 0x260a },
		{ 0x18, 0x2416 }, { 0x19, 0x2417 }, { 0x41, 0x0800 },
		{ 0x42, 0x0801 }, { 0x47, 0x0806 }, { 0x4b, 0x080a },
		{ 0x53, 0x2a33 }, { 0x55, 0x0835 }, { 0x56, 0x0836 },
		{ 0x57, 0x0837 }, { 0x5c, 0x083c }, { 0x5e, 0x2a3e },
		{ 0x62, 0x2a42 }, { 0x68, 0x2a48 }, { 0x75, 0x0855 },
		{ 0x76, 0x0856 },
	};

	for (size_t i = 0; i < COUNT_OF(codes); i++)
		if (codes[i].number == (packed >> 1 & 0x7f)) {
			piece->single[0] = (char)(codes[i].code & 0xff);
			piece->single[1] = (char)(codes[i].code >> 8);
			piece->single[2] = (char)(packed >> 8);
			return (struct str){ piece->single, 3 };
		}
	return STR_NONE;
}

static int
add_piece(struct word *word, struct str plc, size_t i)
{
	struct str thing = plc_thing(plc, i, 8);
	uint32_t fc = little_32(thing, 2);
	unsigned packed = little_16(thing, 6);
	struct piece *piece = VEC_ADD(word->arena, &word->pieces);
	uint32_t from = i == 0 ? 0 : piece[-1].to;
	size_t bytes;

	piece->from = plc_place(plc, i);
	piece->to = plc_place(plc, i + 1);
	piece->wide = (fc & 0x40000000) == 0;
	piece->fc = piece->wide ? fc & 0x3fffffff : (fc & 0x3fffffff) / 2;
	piece->packed = packed;
	if (piece->from != from || piece->to < piece->from)
		return -1;
	bytes = (piece->to - piece->from) * (size_t)(piece->wide ? 2 : 1);
	/* The last one may promise more than is used. */
	if (piece->fc + bytes > word->main.n) {
		if (piece->fc > word->main.n)
			return -1;
		piece->to = piece->from + (uint32_t)((word->main.n -
		    piece->fc) / (piece->wide ? 2 : 1));
	}
	return 0;
}

/* The pieces, and before them the lists of changes that they name. */
static int
load_pieces(struct word *word)
{
	struct str clx = word_table(word, PLACE_PIECES), plc;
	VEC(struct str) lists = { 0 };

	while (little_8(clx, 0) == 1 && clx.n > 3) {
		size_t n = little_16(clx, 1);

		*VEC_ADD(word->arena, &lists) = str_slice(clx, 3, 3 + n);
		clx = str_from(clx, 3 + n);
	}
	if (little_8(clx, 0) != 2)
		return -1;
	plc = str_slice(clx, 5, 5 + (size_t)little_32(clx, 1));
	for (size_t i = 0; i < plc_count(plc, 8); i++)
		if (add_piece(word, plc, i) != 0)
			return -1;
	EACH(struct piece, piece, word->pieces) {
		if ((piece->packed & 1) == 0)
			piece->changes = packed_change(piece, piece->packed);
		else if ((piece->packed >> 1) < lists.n)
			piece->changes = lists.v[piece->packed >> 1];
	}
	return word->pieces.n > 0 ? 0 : -1;
}

/* How many characters each story has. */
static int
load_stories(struct word *word, size_t lengths)
{
	uint64_t sum = 0;
	uint32_t last = word->pieces.v[word->pieces.n - 1].to;

	for (int i = 0; i < STORY_COUNT; i++) {
		word->starts[i] = (uint32_t)sum;
		sum += little_32(word->main, lengths + 12 + 4 * (size_t)i);
		/* A file cut short has less than it says. */
		sum = sum < last ? sum : last;
	}
	word->starts[STORY_COUNT] = (uint32_t)sum;
	return word->starts[1] > 0 && sum <= CHARS_MAX ? 0 : -1;
}

/* The list that a page holds for its I-th look, of paragraphs (13) or runs. */
static struct look
look_of(struct str page, size_t i, size_t n, bool is_par)
{
	size_t at = (size_t)little_8(page, 4 * (n + 1) +
	    i * (is_par ? 13 : 1)) * 2;
	struct look look = { little_32(page, 4 * i),
	    little_32(page, 4 * i + 4), 0, STR_NONE };
	size_t size = little_8(page, at);

	if (at == 0)
		return look;
	if (!is_par) {
		look.changes = str_slice(page, at + 1, at + 1 + size);
		return look;
	}
	if (size == 0)
		size = 2 * (size_t)little_8(page, ++at);
	else
		size = 2 * size - 1;
	look.style = little_16(page, at + 1);
	look.changes = str_slice(page, at + 3, at + 1 + size);
	return look;
}

int
compare_places(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* All looks of a kind; a file has no more pages than it has bytes for. */
static void
load_looks(struct word *word, enum table_place number, struct looks *looks)
{
	struct str plc = word_table(word, number);
	size_t pages = plc_count(plc, 4), most = word->main.n / PAGE + 1;
	bool sorted = true;

	for (size_t i = 0; i < pages && i < most; i++) {
		size_t at = (little_32(plc_thing(plc, i, 4), 0) & 0x3fffff) *
		    (size_t)PAGE;
		struct str page = str_slice(word->main, at, at + PAGE);
		size_t n = little_8(page, PAGE - 1);

		for (size_t k = 0; k < n && looks->list.n < LOOKS_MAX; k++) {
			struct look look = look_of(page, k, n,
			    number == PLACE_PAR);

			if (look.from >= look.to)
				continue;
			sorted &= looks->list.n == 0 || looks->list.v[
			    looks->list.n - 1].from <= look.from;
			*VEC_ADD(word->arena, &looks->list) = look;
		}
	}
	if (!sorted)
		sort(looks->list.v, looks->list.n,
		    sizeof(looks->list.v[0]), compare_places);
}

/*
 * Characters of one byte are Western by the book.  Programs of China have put
 * GB 2312 there: in a Chinese file, when all high bytes go in pairs of it.
 */
static bool
is_gb(const struct word *word)
{
	size_t pairs = 0, han = 0;

	if ((little_16(word->main, 6) & 0x3ff) != 0x04)
		return false;
	EACH(const struct piece, piece, word->pieces) {
		for (uint32_t k = 0; !piece->wide && k < piece->to -
		    piece->from; k++) {
			unsigned lead = little_8(word->main, piece->fc + k);

			if (lead < 0x80)
				continue;
			if (lead < 0xa1 || little_8(word->main, piece->fc +
			    k + 1) < 0xa1)
				return false;
			pairs++;
			han += lead >= 0xb0 && lead <= 0xf7;
			k++;
		}
	}
	return pairs >= 4 && han * 2 > pairs;
}

/* Such pieces become two units a pair, of which the second is none. */
static void
decode_gb(struct word *word)
{
	EACH(struct piece, piece, word->pieces) {
		uint32_t n = piece->to - piece->from;
		uint16_t *units;

		if (piece->wide || n == 0)
			continue;
		piece->decoded = units = NEW_ARRAY(word->arena, uint16_t, n);
		for (uint32_t k = 0; k < n; k++) {
			struct str two = str_slice(word->main, piece->fc + k,
			    piece->fc + k + 2);
			struct buf text = { 0 };
			size_t at = 0;

			units[k] = (uint16_t)little_8(two, 0);
			if (units[k] >= 0x80 && charset_decode(
			    CHARSET_GB18030, two, &text) == SIZE_MAX)
				units[k++] = (uint16_t)char_next(
				    buf_view(&text), &at);
			buf_release(&text);
		}
	}
}

/* --- opening ----------------------------------------------------------- */

static int
refuse(const struct word *word, enum finding_id id, const char *zh,
    const char *en)
{
	finding_add(word->findings, id, word->pos, "“%.*s”%s",
	    "“%.*s” %s", STR_ARG(word->name),
	    word->findings->language == LANGUAGE_EN ? en : zh);
	return -1;
}

static int
refuse_damaged(const struct word *word)
{
	return refuse(word, FINDING_PACKAGE_DAMAGED,
	    "已损坏，没有读取；请在 Word 或 WPS 中打开、修复后另存为 .docx",
	    "is damaged and was not read; open it in Word or WPS and save it "
	    "as .docx");
}

/* The head of the file: is it one that can be read?  Its tables. */
static int
open_head(struct word *word, const struct compound *file)
{
	unsigned magic = little_16(word->main, 0);
	unsigned version = little_16(word->main, 2);
	unsigned flags = little_16(word->main, 10);
	size_t at = 34 + 2 * (size_t)little_16(word->main, 32);
	size_t lengths = at + 2;

	if (magic != 0xa5ec && magic != 0xa5dc)
		return refuse_damaged(word);
	if (magic == 0xa5dc || version < 0xc1)
		return refuse(word, FINDING_PACKAGE_FOREIGN,
		    "是 Word 95 或更早的格式，不能读取；请在 Word 或 WPS "
		    "中打开后另存为 .docx", "is of Word 95 or older and "
		    "cannot be read; open it in Word or WPS and save it as "
		    ".docx");
	if (flags & 0x100)
		return refuse(word, FINDING_PACKAGE_LOCKED,
		    "加了打开密码，不能读取；请去掉密码另存后再用",
		    "has a password and cannot be read; save it without one");
	at += 2 + 4 * (size_t)little_16(word->main, at);
	word->place_count = little_16(word->main, at);
	word->places = at + 2;
	if (compound_read(word->arena, file, flags & 0x200 ? "1Table" :
	    "0Table", &word->table) != 0)
		return refuse_damaged(word);
	if (compound_has(file, "Data") && compound_read(word->arena, file,
	    "Data", &word->data) != 0)
		return refuse_damaged(word);
	if (load_pieces(word) != 0 || load_stories(word, lengths) != 0)
		return refuse_damaged(word);
	return 0;
}

int
word97_load(struct word *word, const struct compound *file)
{
	if (compound_read(word->arena, file, "WordDocument", &word->main) != 0)
		return refuse_damaged(word);
	if (open_head(word, file) != 0)
		return -1;
	if (is_gb(word))
		decode_gb(word);
	load_looks(word, PLACE_PAR, &word->pars);
	load_looks(word, PLACE_CHR, &word->chrs);
	style_read(word->arena, word_table(word, PLACE_STYLES), &word->styles);
	font_read(word->arena, word_table(word, PLACE_FONTS), &word->fonts);
	return 0;
}
