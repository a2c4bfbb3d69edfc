/*
 * The parts of a package that is open (open.c opens it), and zip out: written
 * by hand, since constant parts are deflated once for all copies (echo.c).
 * Read it from pack_read and pack_end.
 */
#include "pack.h"

#include "../base/digest.h"

#include <assert.h>

#include <libdeflate.h>
#define ZLIB_CONST
#include <zlib.h>

#include "echo.h"
#include "entry.h"
#include "open.h"

/*
 * Compression of what is written once and of what is used in many packages.
 * For 30 KB of a notice: level 1 takes 50 µs, level 6 100 µs for 6 % less,
 * level 12 8 ms for 7 % less.
 */
#define LEVEL_ONCE	1
#define LEVEL_MANY	6

/* --- reading ----------------------------------------------------------- */

/* The name without ASCII capitals, compared: OPC [M1.12]. */
static int
compare_names(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;

	for (size_t i = 0; i < n; i++) {
		unsigned char x = (unsigned char)a.p[i];
		unsigned char y = (unsigned char)b.p[i];

		x = x >= 'A' && x <= 'Z' ? x | 0x20 : x;
		y = y >= 'A' && y <= 'Z' ? y | 0x20 : y;
		if (x != y)
			return x < y ? -1 : 1;
	}
	return (a.n > b.n) - (a.n < b.n);
}

bool
pack_same_name(struct str a, struct str b)
{
	return compare_names(a, b) == 0;
}

static int
compare_parts(const void *a, const void *b)
{
	return compare_names((*(const struct part *const *)a)->name,
	    (*(const struct part *const *)b)->name);
}

bool
pack_is_streamed(const struct pack *pack, const struct part *part)
{
	return pack->zip != NULL && part->size > PACK_SMALL_PART;
}

int
pack_refuse_damaged(const struct pack *pack, struct str part,
    struct findings *findings)
{
	finding_add(findings, FINDING_PACKAGE_DAMAGED, pack->pos,
	    "“%.*s”已损坏，没有读取：其中的“%.*s”不能解开；"
	    "请在 Word 或 WPS 中打开、修复后另存",
	    "“%.*s” is damaged and was not read: its part “%.*s” cannot be "
	    "unpacked; open it in Word or WPS and save it again",
	    STR_ARG(pack->name), STR_ARG(part));
	return -1;
}

void
pack_sort(struct arena *arena, struct pack *pack)
{
	pack->by_name = NEW_ARRAY(arena, const struct part *, pack->n);
	for (size_t i = 0; i < pack->n; i++)
		pack->by_name[i] = &pack->parts[i];
	sort(pack->by_name, pack->n, sizeof(pack->by_name[0]), compare_parts);
}

struct pack *
pack_of(struct arena *arena, struct str name, const struct pack_file *files,
    size_t n)
{
	struct pack *pack = NEW(arena, struct pack);
	struct part *parts = NEW_ARRAY(arena, struct part, n);

	*pack = (struct pack){ .name = name, .parts = parts, .n = n };
	for (size_t i = 0; i < n; i++)
		parts[i] = (struct part){ .name = files[i].name,
		    .stored = files[i].bytes, .size = files[i].bytes.n,
		    .crc = libdeflate_crc32(0, files[i].bytes.p,
		    files[i].bytes.n) };
	pack_sort(arena, pack);
	return pack;
}

const struct part *
pack_find(const struct pack *pack, struct str name)
{
	size_t low = 0, high = pack->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare_names(name, pack->by_name[middle]->name);

		if (order == 0)
			return pack->by_name[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static bool
inflate_part(const struct part *part, char *plain)
{
	struct libdeflate_decompressor *inflater =
	    must(libdeflate_alloc_decompressor());
	enum libdeflate_result result;

	/* Without room for the size to be told, any other size is an error. */
	result = libdeflate_deflate_decompress(inflater,
	    part->stored.p, part->stored.n, plain, part->size, NULL);
	libdeflate_free_decompressor(inflater);
	return result == LIBDEFLATE_SUCCESS;
}

int
pack_read(struct arena *arena, const struct pack *pack,
    const struct part *part, struct str *bytes, struct findings *findings)
{
	char *plain;

	if (!part->deflated) {
		if (part->stored.n != part->size)
			return pack_refuse_damaged(pack, part->name, findings);
		*bytes = part->stored;
	} else {
		plain = arena_alloc(arena, part->size + 1);
		if (!inflate_part(part, plain))
			return pack_refuse_damaged(pack, part->name, findings);
		*bytes = (struct str){ plain, part->size };
	}
	if (libdeflate_crc32(0, bytes->p, bytes->n) != part->crc)
		return pack_refuse_damaged(pack, part->name, findings);
	return 0;
}

/* --- writing ----------------------------------------------------------- */

#define STORED_MAX	65535	/* bytes in a stored deflate block */
#define LARGE_PART	((size_t)8 << 20)	/* put together nowhere */
#define FULL_BLOCK_END	5	/* bytes that a full flush adds, at most */

struct pack_writer {
	struct libdeflate_compressor *compressor;
	struct buf *out;
	struct buf directory;	/* the central directory so far */
	struct buf header;	/* scratch: of the part at hand */
	struct buf joined;	/* scratch: pieces put together */
	struct arena scratch;	/* emptied for each package */
	struct pack_model *learning;
	const struct pack_model *following;
	struct pack_watch *watch;	/* NULL: nobody */
	unsigned count;
};

/*
 * Bytes as stored blocks of a deflate stream, none of them the final one.
 * Begins and ends on a byte.
 */
static void
put_stored_blocks(struct buf *out, struct str bytes)
{
	while (bytes.n > 0) {
		unsigned n = bytes.n < STORED_MAX ? (unsigned)bytes.n :
		    STORED_MAX;

		buf_byte(out, 0);
		entry_16(out, n);
		entry_16(out, ~n & 0xffff);
		buf_add(out, bytes.p, n);
		bytes = str_from(bytes, n);
	}
}

/* An empty final block. */
static void
put_stream_end(struct buf *out)
{
	buf_add(out, "\x03\x00", 2);
}

/*
 * Readers take a part that shrinks a hundredfold for a bomb, as pack_open does;
 * a form of a thousand blank rows is one.  A few bytes of it stored as they are
 * keep the ratio at a half of that.
 */
static bool
shrinks_too_much(size_t plain, size_t deflated)
{
	return plain >= PACK_SMALL_PART / 16 &&
	    plain / deflated >= PACK_RATIO_MAX / 4;
}

/* Append a whole deflate stream of BYTES. */
static void
put_deflated(struct libdeflate_compressor *compressor, struct buf *out,
    struct str bytes)
{
	size_t room = libdeflate_deflate_compress_bound(compressor, bytes.n);
	size_t start = out->n, n;

	buf_reserve(out, room);
	n = libdeflate_deflate_compress(compressor, bytes.p, bytes.n,
	    out->p + out->n, room);
	assert(n > 0);
	out->n += n;
	if (!shrinks_too_much(bytes.n, n))
		return;
	out->n = start;
	put_stored_blocks(out, str_slice(bytes, 0, bytes.n / 50));
	bytes = str_from(bytes, bytes.n / 50);
	buf_reserve(out, room);
	out->n += libdeflate_deflate_compress(compressor, bytes.p, bytes.n,
	    out->p + out->n, room);
}

struct pack_piece
pack_fix(struct arena *arena, struct str plain)
{
	struct pack_piece piece = { plain, STR_NONE };
	struct buf blocks = { 0 };
	z_stream stream = { 0 };
	size_t room;

	if (plain.n == 0)
		return piece;
	if (deflateInit2(&stream, LEVEL_MANY, Z_DEFLATED, -MAX_WBITS, 8,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		out_of_memory();
	room = deflateBound(&stream, plain.n) + FULL_BLOCK_END;
	buf_reserve(&blocks, room);
	stream.next_in = (const void *)plain.p;
	stream.avail_in = (uInt)plain.n;
	stream.next_out = (void *)blocks.p;
	stream.avail_out = (uInt)room;
	/* A full flush ends on a byte and refers to nothing before itself. */
	if (deflate(&stream, Z_FULL_FLUSH) == Z_OK && stream.avail_in == 0 &&
	    stream.avail_out > 0)
		blocks.n = room - stream.avail_out;
	deflateEnd(&stream);
	if (blocks.n == 0 || blocks.n > plain.n) {
		blocks.n = 0;
		put_stored_blocks(&blocks, plain);
	}
	piece.blocks = buf_take(arena, &blocks);
	return piece;
}

static bool
is_picture(struct str name)
{
	return str_ends(name, STR(".png")) || str_ends(name, STR(".jpg")) ||
	    str_ends(name, STR(".jpeg"));
}

struct part
pack_part(struct arena *arena, struct str name, struct str bytes)
{
	struct libdeflate_compressor *compressor =
	    must(libdeflate_alloc_compressor(LEVEL_MANY));
	struct part part = { .name = name, .size = bytes.n,
	    .crc = libdeflate_crc32(0, bytes.p, bytes.n) };
	struct buf stored = { 0 };

	if (!is_picture(name))
		put_deflated(compressor, &stored, bytes);
	part.deflated = stored.n > 0 && stored.n < bytes.n;
	part.stored = str_copy(arena,
	    part.deflated ? buf_view(&stored) : bytes);
	buf_release(&stored);
	libdeflate_free_compressor(compressor);
	return part;
}

struct pack_writer *
pack_writer_new(void)
{
	struct pack_writer *writer = heap_new(1, sizeof(*writer));

	writer->compressor = must(libdeflate_alloc_compressor(LEVEL_ONCE));
	return writer;
}

void
pack_writer_free(struct pack_writer *writer)
{
	if (writer == NULL)
		return;
	libdeflate_free_compressor(writer->compressor);
	buf_release(&writer->directory);
	buf_release(&writer->header);
	buf_release(&writer->joined);
	arena_release(&writer->scratch);
	free(writer);
}

void
pack_begin(struct pack_writer *writer, struct buf *out)
{
	writer->out = out;
	writer->count = 0;
	writer->directory.n = 0;
	arena_reset(&writer->scratch);
	out->n = 0;
}

void
pack_watch(struct pack_writer *writer, struct pack_watch *watch)
{
	writer->watch = watch;
}

static void
show(struct pack_writer *writer, struct str name, struct str bytes)
{
	if (writer->watch != NULL)
		writer->watch->see(writer->watch, name, bytes);
}

/* Write the header of PART at byte AT of the package, and list the part. */
static void
finish_part(struct pack_writer *writer, size_t at, const struct part *part)
{
	struct buf *header = &writer->header;

	assert(part->name.n <= PACK_NAME_MAX);
	assert(writer->count > 0 ||
	    str_eq(part->name, STR("[Content_Types].xml")) ||
	    str_eq(part->name, STR("OFD.xml")));
	header->n = 0;
	entry_header(header, part);
	memcpy(writer->out->p + at, header->p, header->n);
	entry_list(&writer->directory, part, at);
	writer->count++;
}

/* Leave room for the header of a part; its place is returned. */
static size_t
start_part(struct pack_writer *writer, struct str name)
{
	size_t at = writer->out->n;

	buf_reserve(writer->out, ENTRY_HEADER + name.n);
	writer->out->n += ENTRY_HEADER + name.n;
	return at;
}

static void
add_plain(struct pack_writer *writer, struct str name, struct str bytes)
{
	struct part part = { .name = name, .size = bytes.n,
	    .crc = libdeflate_crc32(0, bytes.p, bytes.n) };
	struct buf *out = writer->out;
	size_t at = start_part(writer, name), data = out->n;

	if (!is_picture(name))
		put_deflated(writer->compressor, out, bytes);
	part.deflated = out->n > data && out->n - data < bytes.n;
	if (!part.deflated) {
		out->n = data;
		buf_str(out, bytes);
	}
	part.stored.n = out->n - data;
	finish_part(writer, at, &part);
}

/* At least seven eighths are fixed: the rest may go uncompressed. */
static bool
mostly_fixed(const struct pack_piece *pieces, size_t n)
{
	size_t all = 0, variable = 0;

	for (size_t i = 0; i < n; i++) {
		all += pieces[i].plain.n;
		if (pieces[i].blocks.n == 0)
			variable += pieces[i].plain.n;
	}
	return variable <= all / 8;
}

/* The stream of all pieces, the first STORED bytes of them as they are. */
static void
deflate_pieces(struct buf *out, const struct pack_piece *pieces, size_t n,
    size_t stored)
{
	z_stream stream = { 0 };

	if (deflateInit2(&stream, LEVEL_ONCE, Z_DEFLATED, -MAX_WBITS, 8,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		out_of_memory();
	for (size_t i = 0; i <= n; i++) {
		struct str plain = i < n ? pieces[i].plain : STR_NONE;
		size_t raw = plain.n < stored ? plain.n : stored;

		put_stored_blocks(out, str_slice(plain, 0, raw));
		stored -= raw;
		stream.next_in = (const void *)(plain.p + raw);
		stream.avail_in = (uInt)(plain.n - raw);
		do {
			buf_reserve(out, STORED_MAX);
			stream.next_out = (void *)(out->p + out->n);
			stream.avail_out = STORED_MAX;
			deflate(&stream, i < n ? Z_NO_FLUSH : Z_FINISH);
			out->n += STORED_MAX - stream.avail_out;
		} while (stream.avail_out == 0);
	}
	deflateEnd(&stream);
}

/* The part that the pieces make, which is still to be written. */
static struct part
part_of_pieces(struct str name, const struct pack_piece *pieces, size_t n)
{
	struct part part = { .name = name, .deflated = true };

	for (size_t i = 0; i < n; i++) {
		if (pieces[i].plain.n == 0)
			continue;
		part.crc = libdeflate_crc32(part.crc, pieces[i].plain.p,
		    pieces[i].plain.n);
		part.size += pieces[i].plain.n;
	}
	return part;
}

static void
add_large(struct pack_writer *writer, struct str name,
    const struct pack_piece *pieces, size_t n)
{
	struct part part = part_of_pieces(name, pieces, n);
	struct buf *out = writer->out;
	size_t at = start_part(writer, name), data = out->n;

	deflate_pieces(out, pieces, n, 0);
	if (shrinks_too_much(part.size, out->n - data)) {
		out->n = data;
		deflate_pieces(out, pieces, n, part.size / 50);
	}
	part.stored.n = out->n - data;
	finish_part(writer, at, &part);
}

static void
add_pieces(struct pack_writer *writer, struct str name,
    const struct pack_piece *pieces, size_t n)
{
	struct part part = part_of_pieces(name, pieces, n);
	struct buf *out = writer->out;
	size_t at = start_part(writer, name), data = out->n;

	for (size_t i = 0; i < n; i++)
		if (pieces[i].plain.n > 0 && pieces[i].blocks.n > 0)
			buf_str(out, pieces[i].blocks);
		else if (pieces[i].plain.n > 0)
			put_stored_blocks(out, pieces[i].plain);
	put_stream_end(out);
	part.stored.n = out->n - data;
	finish_part(writer, at, &part);
}

/* --- writing: what many packages have in common ------------------------ */

struct model_part {
	struct str name;
	struct echo_model *echo;
};

struct pack_model {
	struct arena *arena;
	struct str mark;
	VEC(struct model_part) parts;
};

struct pack_model *
pack_model_new(struct arena *arena, struct str mark)
{
	struct pack_model *model = NEW(arena, struct pack_model);

	model->arena = arena;
	model->mark = mark;
	return model;
}

void
pack_learn(struct pack_writer *writer, struct pack_model *model)
{
	writer->learning = model;
	writer->following = NULL;
}

void
pack_follow(struct pack_writer *writer, const struct pack_model *model)
{
	writer->learning = NULL;
	writer->following = model;
}

static const struct model_part *
find_model(const struct pack_model *model, struct str name)
{
	for (size_t i = 0; model != NULL && i < model->parts.n; i++)
		if (str_eq(model->parts.v[i].name, name))
			return &model->parts.v[i];
	return NULL;
}

/* Keep what stands between the marks, and where they were. */
static void
learn_part(struct pack_model *model, struct str name, struct str bytes)
{
	struct model_part *part = VEC_ADD(model->arena, &model->parts);
	VEC(size_t) gaps = { 0 };
	struct buf text = { 0 };
	size_t from = 0, mark;
	bool open = false;

	do {
		mark = str_find(bytes, model->mark, from);
		if (!open)
			buf_str(&text, str_slice(bytes, from, mark));
		if (!open && mark != SIZE_MAX)
			*VEC_ADD(model->arena, &gaps) = text.n;
		open = !open;
		from = mark + model->mark.n;
	} while (mark != SIZE_MAX);
	part->name = str_copy(model->arena, name);
	part->echo = echo_learn(model->arena, buf_view(&text), gaps.v, gaps.n);
	buf_release(&text);
}

/* Write a part as the model has it; false when that would not help. */
static bool
add_like(struct pack_writer *writer, const struct model_part *model,
    struct str name, struct str bytes)
{
	struct part part = { .name = name, .size = bytes.n,
	    .deflated = true };
	struct buf *out = writer->out;
	size_t before = out->n, at, data;

	if (model == NULL)
		return false;
	at = start_part(writer, name);
	data = out->n;
	if (!echo_deflate(model->echo, bytes, &writer->scratch, out)) {
		out->n = before;
		return false;
	}
	part.crc = libdeflate_crc32(0, bytes.p, bytes.n);
	part.stored.n = out->n - data;
	finish_part(writer, at, &part);
	return true;
}

void
pack_add(struct pack_writer *writer, struct str name, struct str bytes)
{
	show(writer, name, bytes);
	if (writer->learning != NULL && !is_picture(name))
		learn_part(writer->learning, name, bytes);
	if (!add_like(writer, find_model(writer->following, name), name, bytes))
		add_plain(writer, name, bytes);
}

void
pack_splice(struct pack_writer *writer, struct str name,
    const struct pack_piece *pieces, size_t n)
{
	bool fixed = mostly_fixed(pieces, n);
	size_t size = 0;

	for (size_t i = 0; i < n; i++)
		size += pieces[i].plain.n;
	if (writer->learning == NULL &&
	    find_model(writer->following, name) == NULL &&
	    (fixed || size > LARGE_PART)) {
		for (size_t i = 0; i < n; i++)
			show(writer, name, pieces[i].plain);
		(fixed ? add_pieces : add_large)(writer, name, pieces, n);
		return;
	}
	writer->joined.n = 0;
	for (size_t i = 0; i < n; i++)
		buf_str(&writer->joined, pieces[i].plain);
	pack_add(writer, name, buf_view(&writer->joined));
}

void
pack_copy(struct pack_writer *writer, const struct part *part)
{
	size_t at = start_part(writer, part->name);

	buf_str(writer->out, part->stored);
	finish_part(writer, at, part);
}

void
pack_end(struct pack_writer *writer)
{
	struct buf *out = writer->out;
	size_t at = out->n;

	buf_str(out, buf_view(&writer->directory));
	entry_end(out, writer->count, writer->directory.n, at, SEAL_BYTES);
	seal_add(out);
	writer->out = NULL;
}
