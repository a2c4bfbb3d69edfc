/*
 * A deflate stream (RFC 1951) written after the model of another.
 *
 * In: the model's text, once; then texts like it.  Out: for each a stream of
 * one block.  To read: learning first makes the model's tokens (literals and
 * repetitions) and the codes to spell them with.  A text is then aligned with
 * the model, which gives segments that are equal in both and gaps between;
 * the model's tokens are spelled for the segments (most of them are spelled
 * already, as runs of bits), as far as what they repeat lies in a segment too,
 * and the gaps are searched for what an earlier gap had.
 */
#include "echo.h"

#include <assert.h>

#define LITERALS	288	/* and lengths: the first alphabet; of these */
#define LITERALS_USED	286	/* may be in a code of one's own */
#define DISTANCES	30
#define LENGTH_CODES	19	/* the alphabet in which codes are told */
#define END		256
#define LENGTH_MIN	3
#define LENGTH_MAX	258
#define WINDOW		32768
#define BITS_MAX	15

#define CHAIN_MAX	64	/* places tried for a repetition */
#define KEY		8	/* bytes that must agree to begin a segment */
#define AHEAD_MAX	4096	/* of the model passed over at once */
#define BUCKETS		4096
#define NEAR		256	/* distances whose symbol is looked up */
#define FAR_BITS	7	/* beyond them, it is by this many bits less */
#define RECALL		1024	/* places of gaps remembered */
#define GAP_REACH	24	/* bytes after a gap that may be a value's */
#define RECALL_MIN	6	/* a repetition worth its distance */
#define TEXT_MAX	((size_t)4 << 20)
#define RATIO_MAX	50	/* see put_deflated in pack.c */
#define LARGE		((size_t)64 << 10)

struct code {
	uint16_t bits;		/* as they go out, lowest first */
	uint8_t n;
};

struct long_code {
	uint32_t bits;
	uint8_t n;
};

struct token {
	uint32_t at;
	uint16_t length;	/* 1: a literal */
	uint16_t distance;
};

/*
 * Tokens one after another that look the same wherever they stand: no gap is
 * between them and what they repeat.  Where a segment has all of that, their
 * bits are copied.
 */
struct run {
	uint32_t first, last;	/* tokens; the last is not included */
	uint32_t to;		/* the end of their text */
	uint32_t lowest;	/* where the first of what they repeat begins */
	size_t bit, bits;	/* in the spelling */
};

struct echo_model {
	struct str text;
	const size_t *gaps;
	size_t gap_count;
	struct token *tokens;
	size_t token_count;
	VEC(struct run) runs;	/* the last has no tokens */
	unsigned char *spelling;	/* of the tokens in runs */
	/* Places where a segment may begin, by bucket and rising in each. */
	uint32_t starts[BUCKETS + 1], *places;
	struct code literal[LITERALS], distance[DISTANCES];
	struct long_code length[LENGTH_MAX + 1];
	uint8_t symbols[2 * NEAR];	/* of distances */
	struct str head;	/* the codes, told; whole bytes of it */
	unsigned tail, tail_bits;	/* and what is left over */
};

/* --- bits -------------------------------------------------------------- */

struct bits {
	unsigned char *p;	/* room for all is there */
	uint64_t held;
	unsigned n;
};

/* Lowest first; compilers make it one store. */
static inline void
store_8(unsigned char *p, uint64_t value)
{
	p[0] = (unsigned char)value;
	p[1] = (unsigned char)(value >> 8);
	p[2] = (unsigned char)(value >> 16);
	p[3] = (unsigned char)(value >> 24);
	p[4] = (unsigned char)(value >> 32);
	p[5] = (unsigned char)(value >> 40);
	p[6] = (unsigned char)(value >> 48);
	p[7] = (unsigned char)(value >> 56);
}

/* Up to 48 bits at once. */
static inline void
put_bits(struct bits *bits, uint64_t value, unsigned n)
{
	uint64_t held = bits->held | value << bits->n;

	store_8(bits->p, held);		/* its whole bytes are counted */
	n += bits->n;
	bits->p += n / 8;
	bits->held = held >> (n & ~7u);
	bits->n = n % 8;
}

static inline void
put_code(struct bits *bits, struct code code)
{
	put_bits(bits, code.bits, code.n);
}

/* A length or distance less its least as symbol and extra bits; PER: 2 or 4. */
static unsigned
split(unsigned value, unsigned per, unsigned *extra, unsigned *extra_bits)
{
	unsigned log = 0, low = per == 4 ? 2 : 1;

	if (value < 2 * per) {
		*extra = *extra_bits = 0;
		return value;
	}
	while (value >> log > 1)
		log++;
	*extra_bits = log - low;
	*extra = value & ((1u << *extra_bits) - 1);
	return (*extra_bits + 1) * per + (value >> *extra_bits) - per;
}

static unsigned
length_symbol(unsigned length, unsigned *extra, unsigned *extra_bits)
{
	if (length == LENGTH_MAX) {
		*extra = *extra_bits = 0;
		return LITERALS_USED - 1;
	}
	return END + 1 + split(length - LENGTH_MIN, 4, extra, extra_bits);
}

static unsigned
distance_symbol(unsigned distance, unsigned *extra, unsigned *extra_bits)
{
	return split(distance - 1, 2, extra, extra_bits);
}

/* How many bits have gone out from START on. */
static size_t
bits_of(const struct bits *bits, const unsigned char *start)
{
	return (size_t)(bits->p - start) * 8 + bits->n;
}

static void
copy_bits(struct bits *bits, const char *spelling, size_t at, size_t n)
{
	while (n > 0) {
		unsigned part = n < 48 ? (unsigned)n : 48;
		uint64_t value = load_8(spelling + at / 8) >> at % 8;

		put_bits(bits, value & (((uint64_t)1 << part) - 1), part);
		at += part;
		n -= part;
	}
}

/* --- codes ------------------------------------------------------------- */

struct leaf {
	unsigned long weight;
	unsigned symbol;
};

static int
compare_leaves(const void *a, const void *b)
{
	const struct leaf *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? -1 : 1;
	return (x->symbol > y->symbol) - (x->symbol < y->symbol);
}

/* Huffman's lengths for leaves in order of weight; the greatest of them. */
static unsigned
weigh(const struct leaf *leaves, size_t n, uint8_t *lengths)
{
	unsigned long weights[2 * LITERALS];
	size_t parents[2 * LITERALS], leaf = 0, node = n, end = n;
	unsigned depths[2 * LITERALS] = { 0 }, most = 0;

	for (size_t i = 0; i < n; i++)
		weights[i] = leaves[i].weight;
	for (; end < 2 * n - 1; end++) {
		weights[end] = 0;
		for (int k = 0; k < 2; k++) {
			size_t least = leaf < n && (node == end ||
			    weights[leaf] <= weights[node]) ? leaf++ : node++;

			weights[end] += weights[least];
			parents[least] = end;
		}
	}
	for (size_t i = end - 1; i-- > 0;) {
		depths[i] = depths[parents[i]] + 1;
		if (i < n) {
			lengths[leaves[i].symbol] = (uint8_t)depths[i];
			most = depths[i] > most ? depths[i] : most;
		}
	}
	return most;
}

/* Code lengths for COUNTS, none above MOST; symbols that are 0 get none. */
static void
find_lengths(const unsigned long *counts, size_t n, unsigned most,
    uint8_t *lengths)
{
	struct leaf leaves[LITERALS];
	size_t used = 0;

	memset(lengths, 0, n);
	for (size_t i = 0; i < n; i++)
		if (counts[i] > 0)
			leaves[used++] = (struct leaf){ counts[i],
			    (unsigned)i };
	assert(used >= 2);
	sort(leaves, used, sizeof(leaves[0]), compare_leaves);
	/* Flattened weights give a flatter tree, at little loss. */
	while (weigh(leaves, used, lengths) > most)
		for (size_t i = 0; i < used; i++)
			leaves[i].weight = (leaves[i].weight + 1) / 2;
}

/* The canonical codes of RFC 1951, 3.2.2, with their bits turned round. */
static void
assign_codes(const uint8_t *lengths, size_t n, struct code *codes)
{
	unsigned next[BITS_MAX + 2] = { 0 }, counts[BITS_MAX + 1] = { 0 };

	for (size_t i = 0; i < n; i++)
		counts[lengths[i]]++;
	counts[0] = 0;
	for (unsigned b = 1; b <= BITS_MAX; b++)
		next[b + 1] = (next[b] + counts[b]) << 1;
	for (size_t i = 0; i < n; i++) {
		unsigned value = next[lengths[i]]++, turned = 0;

		for (unsigned b = 0; b < lengths[i]; b++)
			turned |= (value >> b & 1) << (lengths[i] - 1 - b);
		codes[i] = (struct code){ (uint16_t)turned, lengths[i] };
	}
}

/* --- codes, told at the head of the block ------------------------------ */

/* A run of equal lengths: how many from AT on, at most MOST. */
static unsigned
run_of(const uint8_t *v, size_t at, size_t n, unsigned most)
{
	unsigned run = 1;

	while (run < most && at + run < n && v[at + run] == v[at])
		run++;
	return run;
}

/* Tell the lengths V in the alphabet of 3.2.7; or only count its symbols. */
static void
tell_lengths(const uint8_t *v, size_t n, const struct code *codes,
    unsigned long *counts, struct bits *bits)
{
	for (size_t at = 0; at < n;) {
		unsigned run = run_of(v, at, n, v[at] == 0 ? 138 : 7);
		unsigned symbol = v[at], extra = 0, extra_bits = 0;

		if (v[at] == 0 && run >= 3) {
			symbol = run > 10 ? 18 : 17;
			extra_bits = run > 10 ? 7 : 3;
			extra = run - (run > 10 ? 11 : 3);
		} else if (at > 0 && v[at] == v[at - 1] && run >= 3) {
			run = run > 6 ? 6 : run;
			symbol = 16;
			extra_bits = 2;
			extra = run - 3;
		} else
			run = 1;
		at += run;
		if (bits == NULL) {
			counts[symbol]++;
			continue;
		}
		put_code(bits, codes[symbol]);
		put_bits(bits, extra, extra_bits);
	}
}

/* The head of a final block with codes of its own. */
static void
tell_codes(struct arena *arena, struct echo_model *model,
    const uint8_t *literals, const uint8_t *distances)
{
	static const uint8_t order[LENGTH_CODES] = { 16, 17, 18, 0, 8, 7, 9,
	    6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 };
	unsigned long counts[LENGTH_CODES] = { 0 };
	uint8_t all[LITERALS_USED + DISTANCES], own[LENGTH_CODES];
	struct code codes[LENGTH_CODES];
	unsigned char room[1024];
	struct bits bits = { room, 0, 0 };

	memcpy(all, literals, LITERALS_USED);
	memcpy(all + LITERALS_USED, distances, DISTANCES);
	counts[0] = counts[18] = 1;
	tell_lengths(all, sizeof(all), NULL, counts, NULL);
	find_lengths(counts, LENGTH_CODES, 7, own);
	assign_codes(own, LENGTH_CODES, codes);
	put_bits(&bits, 1 | 2 << 1, 3);		/* final, dynamic */
	put_bits(&bits, LITERALS_USED - 257, 5);
	put_bits(&bits, DISTANCES - 1, 5);
	put_bits(&bits, LENGTH_CODES - 4, 4);
	for (size_t i = 0; i < LENGTH_CODES; i++)
		put_bits(&bits, own[order[i]], 3);
	tell_lengths(all, sizeof(all), codes, NULL, &bits);
	model->head = str_copy(arena, (struct str){ (char *)room,
	    (size_t)(bits.p - room) });
	model->tail = (unsigned)bits.held;
	model->tail_bits = bits.n;
}

#define FIXED_BELOW	((size_t)1500)	/* bytes of a model */

/* A short text is shorter in the codes that every reader knows. */
static void
choose_codes(struct arena *arena, struct echo_model *model,
    const unsigned long *literal_counts, const unsigned long *distance_counts)
{
	uint8_t literals[LITERALS], distances[DISTANCES];

	if (model->text.n < FIXED_BELOW) {
		for (size_t i = 0; i < LITERALS; i++)
			literals[i] = i < 144 ? 8 : i < 256 ? 9 :
			    i < 280 ? 7 : 8;
		memset(distances, 5, DISTANCES);
		model->tail = 1 | 1 << 1;	/* final, fixed */
		model->tail_bits = 3;
	} else {
		find_lengths(literal_counts, LITERALS, BITS_MAX, literals);
		find_lengths(distance_counts, DISTANCES, BITS_MAX, distances);
		tell_codes(arena, model, literals, distances);
	}
	assign_codes(literals, LITERALS, model->literal);
	assign_codes(distances, DISTANCES, model->distance);
}

/* A length's code with its extra bits; and where a distance's code is. */
static void
fill_tables(struct echo_model *model)
{
	unsigned extra, extra_bits;

	for (unsigned n = LENGTH_MIN; n <= LENGTH_MAX; n++) {
		struct code code = model->literal[length_symbol(n, &extra,
		    &extra_bits)];

		model->length[n] = (struct long_code){ code.bits |
		    (uint32_t)extra << code.n, (uint8_t)(code.n + extra_bits) };
	}
	for (unsigned i = 0; i < NEAR; i++) {
		model->symbols[i] = (uint8_t)distance_symbol(i + 1, &extra,
		    &extra_bits);
		model->symbols[NEAR + i] = (uint8_t)distance_symbol(
		    (i << FAR_BITS) + 1, &extra, &extra_bits);
	}
}

/* --- spelling tokens --------------------------------------------------- */

static inline void
spell_literal(const struct echo_model *model, struct bits *bits, char c)
{
	put_code(bits, model->literal[(unsigned char)c]);
}

static inline void
spell_repeat(const struct echo_model *model, struct bits *bits, size_t n,
    size_t distance)
{
	struct long_code length = model->length[n];
	size_t i = distance - 1;
	unsigned symbol = model->symbols[i < NEAR ? i : NEAR + (i >> FAR_BITS)];
	unsigned extra_bits = symbol < 4 ? 0 : symbol / 2 - 1;
	struct code code = model->distance[symbol];

	uint64_t far = code.bits | (i & (((size_t)1 << extra_bits) - 1)) <<
	    code.n;

	/* 20 bits and 28 at most. */
	put_bits(bits, length.bits | far << length.n,
	    length.n + code.n + extra_bits);
}

/* --- learning ---------------------------------------------------------- */

static uint32_t
load_4(const char *p)
{
	uint32_t value;

	memcpy(&value, p, sizeof(value));
	return value;
}

/* How far A and B agree, at most MOST. */
static size_t
agree(const char *a, const char *b, size_t most)
{
	size_t n = 0;

	while (n + 32 <= most && ((load_8(a + n) ^ load_8(b + n)) |
	    (load_8(a + n + 8) ^ load_8(b + n + 8)) |
	    (load_8(a + n + 16) ^ load_8(b + n + 16)) |
	    (load_8(a + n + 24) ^ load_8(b + n + 24))) == 0)
		n += 32;
	while (n + 8 <= most && load_8(a + n) == load_8(b + n))
		n += 8;
	while (n < most && a[n] == b[n])
		n++;
	return n;
}

/* The next gap at or after AT, or the end; *NEXT is a hint that only rises. */
static size_t
gap_after(const struct echo_model *model, size_t at, size_t *next)
{
	while (*next < model->gap_count && model->gaps[*next] < at)
		(*next)++;
	return *next < model->gap_count ? model->gaps[*next] : model->text.n;
}

/* Repetitions in the model's text, by chains of places with equal hashes. */
struct search {
	const struct echo_model *model;
	uint32_t *heads, *chain;	/* place + 1 */
	size_t *ends;		/* of each place: the gap that follows it */
};

#define SEARCH_BITS	14

static size_t
search_slot(const char *p)
{
	return (load_4(p) & 0xffffffu) * 2654435761u >> (32 - SEARCH_BITS);
}

static void
search_add(struct search *search, size_t at)
{
	struct str text = search->model->text;

	if (at + 4 <= text.n) {
		size_t slot = search_slot(text.p + at);

		search->chain[at] = search->heads[slot];
		search->heads[slot] = (uint32_t)at + 1;
	}
}

/* The longest repetition at AT; neither it nor its source spans a gap. */
static struct token
search_at(const struct search *search, size_t at)
{
	struct str text = search->model->text;
	struct token best = { (uint32_t)at, 1, 0 };
	size_t most = search->ends[at] - at, tries = CHAIN_MAX;
	uint32_t next;

	if (most > LENGTH_MAX)
		most = LENGTH_MAX;
	if (most < LENGTH_MIN || at + 4 > text.n)
		return best;
	next = search->heads[search_slot(text.p + at)];
	for (; next != 0 && tries-- > 0; next = search->chain[next - 1]) {
		size_t from = next - 1, n = search->ends[from] - from;

		if (at - from > WINDOW)
			break;
		n = agree(text.p + at, text.p + from, n < most ? n : most);
		if (n >= LENGTH_MIN && n > best.length &&
		    (n > LENGTH_MIN || at - from < WINDOW / 8)) {
			best.length = (uint16_t)n;
			best.distance = (uint16_t)(at - from);
		}
		if (n == most)
			break;
	}
	return best;
}

static void
find_ends(struct search *search, struct arena *arena)
{
	size_t n = search->model->text.n, next = 0;

	search->ends = NEW_ARRAY(arena, size_t, n + 1);
	for (size_t i = 0; i < n; i++)
		search->ends[i] = gap_after(search->model, i + 1, &next);
}

/* Tokens of the text; a repetition waits while the next place has a better. */
static void
find_tokens(struct arena *arena, struct echo_model *model)
{
	struct arena own = ARENA_INIT;
	struct search search = { .model = model };
	VEC(struct token) list = { 0 };
	size_t n = model->text.n;

	search.heads = NEW_ARRAY(&own, uint32_t, (size_t)1 << SEARCH_BITS);
	search.chain = NEW_ARRAY(&own, uint32_t, n + 1);
	find_ends(&search, &own);
	for (size_t at = 0; at < n;) {
		struct token token = search_at(&search, at), later;

		search_add(&search, at);
		while (token.length > 1 && at + 1 < n) {
			later = search_at(&search, at + 1);
			if (later.length <= token.length)
				break;
			*VEC_ADD(arena, &list) = (struct token){
			    (uint32_t)at, 1, 0 };
			search_add(&search, ++at);
			token = later;
		}
		*VEC_ADD(arena, &list) = token;
		for (size_t i = 1; i < token.length; i++)
			search_add(&search, at + i);
		at += token.length;
	}
	model->tokens = list.v;
	model->token_count = list.n;
	arena_release(&own);
}

static size_t
bucket_of(const char *p)
{
	return (size_t)(load_8(p) * 0x9e3779b97f4a7c15u >> 52);
}

/* Where an aligned stretch may begin again: at what XML is made of. */
static bool
is_start(char c)
{
	return c == '<' || c == '"' || c == '>';
}

static void
find_starts(struct arena *arena, struct echo_model *model)
{
	struct str text = model->text;
	uint32_t sums[BUCKETS] = { 0 }, sum = 0;

	for (size_t i = 0; i + KEY <= text.n; i++)
		if (is_start(text.p[i]))
			sums[bucket_of(text.p + i)]++;
	for (size_t b = 0; b < BUCKETS; b++) {
		model->starts[b] = sum;
		sum += sums[b];
		sums[b] = model->starts[b];
	}
	model->starts[BUCKETS] = sum;
	model->places = NEW_ARRAY(arena, uint32_t, (size_t)sum + 1);
	for (size_t i = 0; i + KEY <= text.n; i++)
		if (is_start(text.p[i]))
			model->places[sums[bucket_of(text.p + i)]++] =
			    (uint32_t)i;
}

/* How often each symbol will come: as in the model, and all now and then. */
static void
count_symbols(const struct echo_model *model, unsigned long *literals,
    unsigned long *distances)
{
	unsigned extra, extra_bits;

	for (size_t i = 0; i < LITERALS; i++)
		literals[i] = i < LITERALS_USED;
	for (size_t i = 0; i < DISTANCES; i++)
		distances[i] = 1;
	for (unsigned c = '0'; c <= '9'; c++)
		literals[c] += 1 + model->gap_count / 4;
	EACH_OF(const struct token, token, model->tokens, model->token_count) {
		if (token->length == 1) {
			literals[(unsigned char)model->text.p[token->at]] += 2;
			continue;
		}
		literals[length_symbol(token->length, &extra,
		    &extra_bits)] += 2;
		distances[distance_symbol(token->distance, &extra,
		    &extra_bits)] += 2;
	}
}

#define RUN_MAX		64	/* tokens, so that one difference costs few */

/* Does the token look the same wherever it stands? */
static bool
is_steady(const struct echo_model *model, const struct token *token,
    size_t *next)
{
	size_t from = token->at - token->distance;
	size_t last;

	gap_after(model, (size_t)token->at + 1, next);
	last = *next > 0 ? model->gaps[*next - 1] : 0;
	return token->length == 1 || last <= from;
}

static void
spell_runs(struct arena *arena, struct echo_model *model)
{
	struct bits bits;
	struct run *run = NULL;
	size_t next = 0;

	/* No code is above 15 bits; see echo_deflate. */
	model->spelling = NEW_ARRAY(arena, unsigned char,
	    2 * model->text.n + 16);
	bits = (struct bits){ model->spelling, 0, 0 };
	for (size_t i = 0; i < model->token_count; i++) {
		const struct token *t = &model->tokens[i];

		if (!is_steady(model, t, &next)) {
			run = NULL;
			continue;
		}
		if (run == NULL || run->last - run->first == RUN_MAX) {
			run = VEC_ADD(arena, &model->runs);
			*run = (struct run){ .first = (uint32_t)i,
			    .lowest = t->at,
			    .bit = bits_of(&bits, model->spelling) };
		}
		if (t->length == 1)
			spell_literal(model, &bits, model->text.p[t->at]);
		else
			spell_repeat(model, &bits, t->length, t->distance);
		run->last = (uint32_t)i + 1;
		run->to = t->at + t->length;
		if (t->at - t->distance < run->lowest)
			run->lowest = t->at - t->distance;
		run->bits = bits_of(&bits, model->spelling) - run->bit;
	}
	VEC_ADD(arena, &model->runs)->first = UINT32_MAX;
	put_bits(&bits, 0, 7);
}

struct echo_model *
echo_learn(struct arena *arena, struct str text, const size_t *gaps,
    size_t gap_count)
{
	struct echo_model *model = NEW(arena, struct echo_model);
	unsigned long literals[LITERALS], distances[DISTANCES];

	if (text.n > TEXT_MAX)
		text.n = 0;
	model->text = str_copy(arena, text);
	model->gaps = gaps;
	model->gap_count = text.n == 0 ? 0 : gap_count;
	find_tokens(arena, model);
	find_starts(arena, model);
	count_symbols(model, literals, distances);
	choose_codes(arena, model, literals, distances);
	fill_tables(model);
	spell_runs(arena, model);
	return model;
}

/* --- aligning ---------------------------------------------------------- */

/* A stretch that text and model have in common. */
struct segment {
	size_t model, text, n;
};

#define BLOCK		32	/* of the model, whose segment is known */

struct echo {
	const struct echo_model *model;
	struct str text;
	struct arena *arena;
	VEC(struct segment) list;
	uint32_t *blocks;	/* segments that begin in or before each */
	size_t filled;
	size_t inside;		/* bytes in segments */
	size_t gap;		/* of the model: how many are behind */
	size_t run;		/* of the model: how many are behind */
	struct bits bits;
	uint32_t recall[RECALL];	/* places in gaps + 1 */
};

static size_t
seek_place(const struct echo_model *model, size_t bucket, size_t from)
{
	size_t low = model->starts[bucket], high = model->starts[bucket + 1];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (model->places[middle] < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * The place of the model, from FROM on, where the text at P goes on.  The
 * farther ahead, the longer they must agree.
 */
static size_t
find_place(const struct echo_model *model, const char *p, size_t left,
    size_t from)
{
	size_t bucket = bucket_of(p), i = seek_place(model, bucket, from);

	for (; i < model->starts[bucket + 1] &&
	    model->places[i] - from <= AHEAD_MAX; i++) {
		size_t at = model->places[i], most = model->text.n - at;
		size_t wanted = KEY + (at - from) / 16;

		if (most > left)
			most = left;
		if (most >= wanted && agree(p, model->text.p + at, wanted) ==
		    wanted)
			return at;
	}
	return SIZE_MAX;
}

/* How much of what follows a gap must come again to be taken for it. */
static size_t
tail_of(const struct echo *echo, size_t at)
{
	const struct echo_model *model = echo->model;
	size_t end = echo->gap < model->gap_count ? model->gaps[echo->gap] :
	    model->text.n;

	if (echo->gap == 0 || model->gaps[echo->gap - 1] != at ||
	    end - at < LENGTH_MIN)
		return 0;
	return end - at < KEY ? end - at : KEY;
}

/* Where both go on after a difference: false, nowhere. */
static bool
realign(struct echo *echo, size_t *model_at, size_t *text_at)
{
	const char *other = echo->model->text.p + *model_at;
	struct str text = echo->text;
	size_t tail = tail_of(echo, *model_at), place;

	for (size_t at = *text_at; at < text.n; at++) {
		const char *p = text.p + at;

		if (tail > 0 && *p == *other && text.n - at >= tail &&
		    memcmp(p, other, tail) == 0)
			place = *model_at;
		else if (!is_start(*p) || text.n - at < KEY || (place =
		    find_place(echo->model, p, text.n - at, *model_at)) ==
		    SIZE_MAX)
			continue;
		*text_at = at;
		*model_at = place;
		return true;
	}
	return false;
}

static void
add_segment(struct echo *echo, struct segment segment)
{
	for (; (echo->filled + 1) * BLOCK <= segment.model; echo->filled++)
		echo->blocks[echo->filled] = (uint32_t)echo->list.n;
	*VEC_ADD(echo->arena, &echo->list) = segment;
	echo->inside += segment.n;
}

/* A value that begins as what follows its gap does begins at the gap. */
static size_t
to_gap(struct echo *echo, const struct segment *segment)
{
	const struct echo_model *model = echo->model;
	size_t end = segment->model + segment->n;

	while (echo->gap < model->gap_count && model->gaps[echo->gap] <= end)
		echo->gap++;
	if (echo->gap > 0 && model->gaps[echo->gap - 1] > segment->model &&
	    end - model->gaps[echo->gap - 1] <= GAP_REACH)
		return model->gaps[echo->gap - 1] - segment->model;
	return segment->n;
}

static void
align(struct echo *echo)
{
	struct str text = echo->text, other = echo->model->text;
	struct segment next = { 0, 0, 0 };

	echo->blocks = NEW_ARRAY(echo->arena, uint32_t, other.n / BLOCK + 1);
	do {
		size_t most = text.n - next.text;

		if (most > other.n - next.model)
			most = other.n - next.model;
		next.n = agree(text.p + next.text, other.p + next.model, most);
		if (next.text + next.n < text.n)
			next.n = to_gap(echo, &next);
		if (next.n > 0)
			add_segment(echo, next);
		next.text += next.n;
		next.model += next.n;
	} while (next.text < text.n && realign(echo, &next.model, &next.text));
	for (; echo->filled <= other.n / BLOCK; echo->filled++)
		echo->blocks[echo->filled] = (uint32_t)echo->list.n;
}

/* The segment with a place of the model, or NULL. */
static const struct segment *
segment_with(const struct echo *echo, size_t at)
{
	const struct segment *list = echo->list.v;
	size_t i = echo->blocks[at / BLOCK];

	while (i > 0 && list[i - 1].model > at)
		i--;
	return i > 0 && at - list[i - 1].model < list[i - 1].n ?
	    &list[i - 1] : NULL;
}

/* --- spelling ---------------------------------------------------------- */

/*
 * What is in no segment; the place is returned to which it went, since what an
 * earlier gap had may go on beyond this one.
 */
static size_t
put_gap(struct echo *echo, size_t at, size_t to)
{
	struct str text = echo->text;

	while (at < to) {
		size_t most = text.n - at, n = 0, slot, last;

		if (most < 4) {
			spell_literal(echo->model, &echo->bits, text.p[at++]);
			continue;
		}
		slot = load_4(text.p + at) * 2654435761u >> 22;
		last = echo->recall[slot];
		echo->recall[slot] = (uint32_t)at + 1;
		if (last > 0 && at - (last - 1) <= WINDOW)
			n = agree(text.p + at, text.p + last - 1,
			    most < LENGTH_MAX ? most : LENGTH_MAX);
		if (n >= RECALL_MIN)
			spell_repeat(echo->model, &echo->bits, n,
			    at - (last - 1));
		else
			spell_literal(echo->model, &echo->bits, text.p[at]);
		at += n >= RECALL_MIN ? n : 1;
	}
	return at;
}

/* A token of the model, places AT to END, as the text has it. */
static void
put_match(struct echo *echo, const struct segment *here, size_t distance,
    size_t at, size_t end)
{
	while (at < end) {
		size_t from = at - distance, n = end - at, back = distance;
		const struct segment *there = here;

		if (from < here->model && (there = segment_with(echo, from)) !=
		    NULL) {
			if (n > there->model + there->n - from)
				n = there->model + there->n - from;
			back = here->text + (at - here->model) -
			    (there->text + (from - there->model));
		}
		if (there != NULL && n >= LENGTH_MIN && back <= WINDOW)
			spell_repeat(echo->model, &echo->bits, n, back);
		else {
			spell_literal(echo->model, &echo->bits,
			    echo->model->text.p[at]);
			n = 1;
		}
		at += n;
	}
}

/* The run that begins at token I or later. */
static const struct run *
run_from(struct echo *echo, size_t i)
{
	while (echo->model->runs.v[echo->run].first < i)
		echo->run++;
	return &echo->model->runs.v[echo->run];
}

static void
put_segment(struct echo *echo, const struct segment *segment, size_t *token)
{
	const struct echo_model *model = echo->model;
	size_t end = segment->model + segment->n, i = *token;

	while (model->tokens[i].at + model->tokens[i].length <= segment->model)
		i++;
	for (; i < model->token_count && model->tokens[i].at < end; i++) {
		const struct token *t = &model->tokens[i];
		size_t from = t->at, to = t->at + t->length;
		const struct run *run = run_from(echo, i);

		*token = i;
		if (run->first == i && run->lowest >= segment->model &&
		    run->to <= end) {
			copy_bits(&echo->bits, (char *)model->spelling,
			    run->bit, run->bits);
			i = run->last - 1;
			continue;
		}
		put_match(echo, segment, t->distance,
		    from < segment->model ? segment->model : from,
		    to > end ? end : to);
	}
}

static void
put_text(struct echo *echo)
{
	size_t at = 0, token = 0;

	for (size_t i = 0; i < echo->list.n; i++) {
		struct segment part = echo->list.v[i];
		size_t done;

		if (at < part.text)
			at = put_gap(echo, at, part.text);
		done = at - part.text;
		if (done >= part.n)
			continue;
		part.model += done;
		part.text += done;
		part.n -= done;
		put_segment(echo, &part, &token);
		at += part.n;
	}
	put_gap(echo, at, echo->text.n);
	put_code(&echo->bits, echo->model->literal[END]);
	put_bits(&echo->bits, 0, 7);		/* to the end of a byte */
}

bool
echo_deflate(const struct echo_model *model, struct str text,
    struct arena *scratch, struct buf *out)
{
	struct echo *echo = NEW(scratch, struct echo);
	size_t start;

	if (model->text.n == 0 || text.n == 0 || text.n > TEXT_MAX)
		return false;
	echo->model = model;
	echo->text = text;
	echo->arena = scratch;
	align(echo);
	if (text.n - echo->inside > text.n / 8 + 256)
		return false;
	/* No code is above 15 bits. */
	buf_reserve(out, model->head.n + 2 * text.n + 16);
	start = out->n;
	buf_str(out, model->head);
	echo->bits = (struct bits){ (unsigned char *)out->p + out->n,
	    model->tail, model->tail_bits };
	put_text(echo);
	out->n = (size_t)((char *)echo->bits.p - out->p);
	if (text.n < LARGE || text.n / (out->n - start) <= RATIO_MAX)
		return true;
	out->n = start;
	return false;
}
