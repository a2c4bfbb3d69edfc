/*
 * Zip in and out.  Reading through libzip, every bound checked before a byte
 * is unpacked; writing by hand, since constant parts are deflated once for all
 * copies (echo.c).  Read it from pack_open and pack_end.
 */
#include "pack.h"

#include "../base/digest.h"
#include "../base/kind.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>
#include <zip.h>
#define ZLIB_CONST
#include <zlib.h>

#include "compound.h"
#include "echo.h"
#include "excel97.h"
#include "word97.h"

#define SMALL_PART	((size_t)1 << 20)	/* no ratio is asked of these */
#define NAME_MAX_BYTES	255

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

/* What is no package: what it is by its bytes, and what to do. */
static struct pack *
refuse_foreign(const struct pack *pack, struct str bytes,
    struct findings *findings)
{
	bool english = findings->language == LANGUAGE_EN;
	enum kind_id id = kind_by_bytes(bytes);
	const char *what = english ? "of another format" : "别的格式的文件";
	const char *act = english ? "save it as .docx or .xlsx in Word or WPS" :
	    "请在 Word 或 WPS 中另存为 .docx 或 .xlsx";

	if (id == KIND_COUNT)
		id = kind_by_text(bytes);
	if (str_starts(bytes, STR("PK"))) {
		finding_add(findings, FINDING_PACKAGE_DAMAGED, pack->pos,
		    "“%.*s”不完整（可能没有下载完或没有拷贝完），"
		    "不能读取；请重新取得",
		    "“%.*s” is incomplete (a download or copy that broke off?) "
		    "and cannot be read; get it again", STR_ARG(pack->name));
		return NULL;
	}
	if (id == KIND_LOCKED) {
		finding_add(findings, FINDING_PACKAGE_LOCKED, pack->pos,
		    "“%.*s”加了打开密码，不能读取；请去掉密码另存后再用",
		    "“%.*s” has a password and cannot be read; "
		    "save it without one", STR_ARG(pack->name));
		return NULL;
	}
	if (bytes.n == 0) {
		what = english ? "empty" : "空文件";
		act = english ? "get it again" : "请重新取得";
	} else if (id != KIND_COUNT && id != KIND_DOC) {
		what = english ? kind_of(id)->en : kind_of(id)->zh;
		act = english ? kind_of(id)->do_en : kind_of(id)->do_zh;
	}
	finding_add(findings, FINDING_PACKAGE_FOREIGN, pack->pos,
	    "“%.*s”不是 DOCX 或 XLSX，而是%s，不能读取；%s",
	    "“%.*s” is no DOCX or XLSX but %s and cannot be read; %s",
	    STR_ARG(pack->name), what, act);
	return NULL;
}

/* What is of before 2007: a .doc and an .xls are read. */
static struct pack *
open_compound(struct arena *arena, const struct pack *pack, struct str bytes,
    struct findings *findings)
{
	const struct compound *file = compound_open(arena, bytes);

	if (file != NULL && compound_has(file, "WordDocument"))
		return word97_pack(arena, pack->name, file, pack->pos,
		    findings);
	if (file != NULL && compound_has(file, "Workbook"))
		return excel97_pack(arena, pack->name, file, pack->pos,
		    findings);
	if (file != NULL || (kind_by_bytes(bytes) != KIND_DOC &&
	    kind_by_bytes(bytes) != KIND_XLS))
		return refuse_foreign(pack, bytes, findings);
	finding_add(findings, FINDING_PACKAGE_DAMAGED, pack->pos,
	    "“%.*s”是旧格式（.doc、.xls、.wps、.et）的文件，已损坏，没有读取"
	    "；请在 Word 或 WPS 中打开、修复后另存",
	    "“%.*s” is of the old format (.doc, .xls, .wps, .et), is "
	    "damaged and was not read; open it in Word or WPS and save it "
	    "again",
	    STR_ARG(pack->name));
	return NULL;
}

static int
refuse_part(const struct pack *pack, struct str part, const char *zh,
    const char *en, struct findings *findings)
{
	finding_add(findings, FINDING_PACKAGE_REFUSED, pack->pos,
	    "“%.*s”不安全，没有读取：其中的“%.*s”%s",
	    "“%.*s” is not safe and was not read: its part “%.*s” %s",
	    STR_ARG(pack->name), STR_ARG(part),
	    findings->language == LANGUAGE_EN ? en : zh);
	return -1;
}

static int
refuse_damaged(const struct pack *pack, struct str part,
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

/* A name that could mean another place than one inside the package. */
static bool
bad_name(struct str name)
{
	size_t from = 0;

	if (name.n == 0 || name.n > NAME_MAX_BYTES || name.p[0] == '/')
		return true;
	for (size_t i = 0; i <= name.n; i++) {
		unsigned char c = i < name.n ? (unsigned char)name.p[i] : '/';

		if (c == '/') {
			struct str segment = str_slice(name, from, i);

			if (segment.n == 0 || str_eq(segment, STR(".")) ||
			    str_eq(segment, STR("..")))
				return true;
			from = i + 1;
		} else if (c < 0x20 || c == 0x7f || c == '\\' || c == ':')
			return true;
	}
	return false;
}

static int
check_part(const struct pack *pack, const zip_stat_t *st,
    struct findings *findings)
{
	struct str name = str_of(st->name);

	if (st->encryption_method != ZIP_EM_NONE) {
		finding_add(findings, FINDING_PACKAGE_LOCKED, pack->pos,
		    "“%.*s”加了密码，不能读取；请去掉密码另存后再用",
		    "“%.*s” has a password and cannot be read; "
		    "save it without one", STR_ARG(pack->name));
		return -1;
	}
	if (bad_name(name))
		return refuse_part(pack, name, "名称指向文件之外",
		    "has a name that points outside", findings);
	if (st->comp_method != ZIP_CM_STORE &&
	    st->comp_method != ZIP_CM_DEFLATE)
		return refuse_part(pack, name, "用了不认识的压缩方法",
		    "is compressed in an unknown way", findings);
	if (st->size > PACK_PART_SIZE_MAX)
		return refuse_part(pack, name, "解开后超过 64 MiB",
		    "unpacks to more than 64 MiB", findings);
	if (st->size > SMALL_PART &&
	    st->size / PACK_RATIO_MAX > st->comp_size)
		return refuse_part(pack, name, "压缩比异常，可能是压缩炸弹",
		    "is compressed beyond belief (a zip bomb?)", findings);
	return 0;
}

/* The stored bytes of entry I go to PART. */
static int
load_part(struct arena *arena, zip_t *zip, zip_uint64_t i, struct part *part,
    size_t n)
{
	zip_file_t *file = zip_fopen_index(zip, i, ZIP_FL_COMPRESSED);
	char *p = arena_alloc(arena, n + 1);
	size_t got = 0;
	zip_int64_t r = 0;

	if (file == NULL && errno == ENOMEM)
		out_of_memory();
	if (file == NULL)
		return -1;
	while (got < n && (r = zip_fread(file, p + got, n - got)) > 0)
		got += (size_t)r;
	zip_fclose(file);
	part->stored = (struct str){ p, got };
	/* libzip 1.11 leaves out the two bytes that stand for nothing. */
	if (part->size == 0 && got == 0 && r == 0) {
		part->deflated = false;
		return 0;
	}
	return got == n && r >= 0 ? 0 : -1;
}

static bool
is_folder(struct str name)
{
	return name.n > 0 && name.p[name.n - 1] == '/';
}

static int
load_parts(struct arena *arena, zip_t *zip, struct pack *pack, size_t packed,
    struct findings *findings)
{
	zip_uint64_t n = (zip_uint64_t)zip_get_num_entries(zip, 0);
	struct part *parts = NEW_ARRAY(arena, struct part, n);
	size_t plain = 0;

	pack->parts = parts;
	for (zip_uint64_t i = 0; i < n; i++) {
		struct part *part = &parts[pack->n];
		zip_stat_t st;

		if (zip_stat_index(zip, i, 0, &st) != 0)
			return refuse_damaged(pack, STR("?"), findings);
		if (is_folder(str_of(st.name)) && st.size == 0)
			continue;
		if (check_part(pack, &st, findings) != 0)
			return -1;
		part->name = str_copy(arena, str_of(st.name));
		part->size = (size_t)st.size;
		part->crc = st.crc;
		part->deflated = st.comp_method == ZIP_CM_DEFLATE;
		if ((plain += part->size) > PACK_SIZE_MAX)
			return refuse_part(pack, part->name,
			    "连同其余部分解开后超过 256 MiB",
			    "and the others unpack to more than 256 MiB",
			    findings);
		/* More than there is: entries that share their bytes. */
		if (st.comp_size > packed)
			return refuse_part(pack, part->name,
			    "与其他部分重叠，可能是压缩炸弹",
			    "overlaps with others (a zip bomb?)", findings);
		packed -= (size_t)st.comp_size;
		if (load_part(arena, zip, i, part, (size_t)st.comp_size) != 0)
			return refuse_damaged(pack, part->name, findings);
		pack->n++;
	}
	return 0;
}

static void
sort_parts(struct arena *arena, struct pack *pack)
{
	pack->by_name = NEW_ARRAY(arena, const struct part *, pack->n);
	for (size_t i = 0; i < pack->n; i++)
		pack->by_name[i] = &pack->parts[i];
	qsort(pack->by_name, pack->n, sizeof(pack->by_name[0]),
	    compare_parts);
}

static int
check_names(const struct pack *pack, struct findings *findings)
{
	for (size_t i = 1; i < pack->n; i++)
		if (compare_parts(&pack->by_name[i - 1],
		    &pack->by_name[i]) == 0)
			return refuse_part(pack, pack->by_name[i]->name,
			    "出现了两次", "is there twice", findings);
	return 0;
}

/*
 * Does the comment at the end want more bytes than there are?  Libzip opens
 * such a package from 1.11 on.
 */
static bool
is_cut(struct str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;

	for (size_t at = bytes.n < 22 ? SIZE_MAX : bytes.n - 22;
	    at != SIZE_MAX && bytes.n - at < 22 + 65536; at--)
		if (memcmp(p + at, "PK\5\6", 4) == 0)
			return at + 22 + (p[at + 20] | p[at + 21] << 8) >
			    bytes.n;
	return false;
}

struct pack *
pack_open(struct arena *arena, struct str name, struct str bytes,
    struct pos pos, struct findings *findings)
{
	struct pack *pack = NEW(arena, struct pack);
	zip_source_t *source;
	zip_error_t error;
	zip_t *zip = NULL;
	int status, cause;

	pack->name = name;
	pack->pos = pos;
	zip_error_init(&error);
	errno = 0;	/* libzip says damaged for what it had no memory for */
	if (bytes.n > 0 && (source = zip_source_buffer_create(bytes.p,
	    bytes.n, 0, &error)) != NULL &&
	    (zip = zip_open_from_source(source, ZIP_RDONLY, &error)) == NULL)
		zip_source_free(source);
	cause = errno == ENOMEM ? ZIP_ER_MEMORY : zip_error_code_zip(&error);
	zip_error_fini(&error);
	if (zip == NULL && cause == ZIP_ER_MEMORY)
		out_of_memory();
	if (zip != NULL && is_cut(bytes)) {
		zip_discard(zip);
		zip = NULL;
	}
	if (zip == NULL && compound_is(bytes))
		return open_compound(arena, pack, bytes, findings);
	if (zip == NULL)
		return refuse_foreign(pack, bytes, findings);
	if (zip_get_num_entries(zip, 0) > PACK_PARTS_MAX) {
		finding_add(findings, FINDING_PACKAGE_REFUSED, pos,
		    "“%.*s”不安全，没有读取：其中的部分超过 %d 个",
		    "“%.*s” is not safe and was not read: "
		    "it has more than %d parts", STR_ARG(name), PACK_PARTS_MAX);
		status = -1;
	} else
		status = load_parts(arena, zip, pack, bytes.n, findings);
	zip_discard(zip);
	sort_parts(arena, pack);
	return status == 0 && check_names(pack, findings) == 0 ? pack : NULL;
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
	sort_parts(arena, pack);
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
	    libdeflate_alloc_decompressor();
	enum libdeflate_result result;

	if (inflater == NULL)
		out_of_memory();
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
			return refuse_damaged(pack, part->name, findings);
		*bytes = part->stored;
	} else {
		plain = arena_alloc(arena, part->size + 1);
		if (!inflate_part(part, plain))
			return refuse_damaged(pack, part->name, findings);
		*bytes = (struct str){ plain, part->size };
	}
	if (libdeflate_crc32(0, bytes->p, bytes->n) != part->crc)
		return refuse_damaged(pack, part->name, findings);
	return 0;
}

/* --- writing ----------------------------------------------------------- */

#define LOCAL_HEADER	30	/* bytes before the name */
#define STORED_MAX	65535	/* bytes in a stored deflate block */
#define DOS_DATE	0x0021	/* 1980-01-01: no day, no time zone */
#define FLAG_UTF8	0x0800
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
	unsigned char digest[DIGEST_BYTES];	/* of the last package */
};

static void
put_16(struct buf *out, unsigned value)
{
	char bytes[2] = { (char)value, (char)(value >> 8) };

	buf_add(out, bytes, sizeof(bytes));
}

static void
put_32(struct buf *out, size_t value)
{
	assert(value <= UINT32_MAX);
	put_16(out, value & 0xffff);
	put_16(out, (unsigned)(value >> 16));
}

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
		put_16(out, n);
		put_16(out, ~n & 0xffff);
		buf_add(out, bytes.p, n);
		bytes = str_slice(bytes, n, bytes.n);
	}
}

/* An empty final block. */
static void
put_stream_end(struct buf *out)
{
	buf_add(out, "\x03\x00", 2);
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
	if (bytes.n < SMALL_PART / 16 || bytes.n / n < PACK_RATIO_MAX / 4)
		return;
	/*
	 * Readers take a part that shrinks a hundredfold for a bomb, as
	 * pack_open does; a form of a thousand blank rows is one.  A few
	 * bytes of it stored as they are keep the ratio at a half of that.
	 */
	out->n = start;
	put_stored_blocks(out, str_slice(bytes, 0, bytes.n / 50));
	bytes = str_slice(bytes, bytes.n / 50, bytes.n);
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
	piece.blocks = str_copy(arena, buf_view(&blocks));
	buf_release(&blocks);
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
	    libdeflate_alloc_compressor(LEVEL_MANY);
	struct part part = { .name = name, .size = bytes.n,
	    .crc = libdeflate_crc32(0, bytes.p, bytes.n) };
	struct buf stored = { 0 };

	if (compressor == NULL)
		out_of_memory();
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

	if ((writer->compressor =
	    libdeflate_alloc_compressor(LEVEL_ONCE)) == NULL)
		out_of_memory();
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

static unsigned
name_flags(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.p[i] >= 0x80)
			return FLAG_UTF8;
	return 0;
}

/* What local header and central directory both say of a part. */
static void
put_facts(struct buf *out, const struct part *part)
{
	put_16(out, 20);			/* version needed: deflate */
	put_16(out, name_flags(part->name));
	put_16(out, part->deflated ? 8 : 0);
	put_16(out, 0);				/* midnight */
	put_16(out, DOS_DATE);
	put_32(out, part->crc);
	put_32(out, part->stored.n);
	put_32(out, part->size);
	put_16(out, (unsigned)part->name.n);
	put_16(out, 0);				/* no extra field */
}

/* Write the header of PART at byte AT of the package, and list the part. */
static void
finish_part(struct pack_writer *writer, size_t at, const struct part *part)
{
	struct buf *directory = &writer->directory;
	struct buf *header = &writer->header;

	assert(part->name.n <= NAME_MAX_BYTES);
	assert(writer->count > 0 ||
	    str_eq(part->name, STR("[Content_Types].xml")) ||
	    str_eq(part->name, STR("OFD.xml")));
	header->n = 0;
	put_32(header, 0x04034b50);
	put_facts(header, part);
	buf_str(header, part->name);
	memcpy(writer->out->p + at, header->p, header->n);

	put_32(directory, 0x02014b50);
	put_16(directory, 20);			/* made by: FAT, 2.0 */
	put_facts(directory, part);
	put_16(directory, 0);			/* no comment */
	put_16(directory, 0);			/* first disk */
	put_16(directory, 0);
	put_32(directory, 0);
	put_32(directory, at);
	buf_str(directory, part->name);
	writer->count++;
}

/* Leave room for the header of a part; its place is returned. */
static size_t
start_part(struct pack_writer *writer, struct str name)
{
	size_t at = writer->out->n;

	buf_reserve(writer->out, LOCAL_HEADER + name.n);
	writer->out->n += LOCAL_HEADER + name.n;
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

static void
add_pieces(struct pack_writer *writer, struct str name,
    const struct pack_piece *pieces, size_t n)
{
	struct part part = { .name = name, .deflated = true };
	struct buf *out = writer->out;
	size_t at = start_part(writer, name), data = out->n;

	for (size_t i = 0; i < n; i++) {
		struct str plain = pieces[i].plain;

		if (plain.n == 0)
			continue;
		if (pieces[i].blocks.n > 0)
			buf_str(out, pieces[i].blocks);
		else
			put_stored_blocks(out, plain);
		part.crc = libdeflate_crc32(part.crc, plain.p, plain.n);
		part.size += plain.n;
	}
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
	part->echo = echo_learn(model->arena, buf_view(&text), gaps.v,
	    gaps.n);
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
	if (!add_like(writer, find_model(writer->following, name), name,
	    bytes))
		add_plain(writer, name, bytes);
}

void
pack_splice(struct pack_writer *writer, struct str name,
    const struct pack_piece *pieces, size_t n)
{
	if (writer->learning == NULL &&
	    find_model(writer->following, name) == NULL &&
	    mostly_fixed(pieces, n)) {
		for (size_t i = 0; i < n; i++)
			show(writer, name, pieces[i].plain);
		add_pieces(writer, name, pieces, n);
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
	put_32(out, 0x06054b50);
	put_16(out, 0);
	put_16(out, 0);
	put_16(out, writer->count);
	put_16(out, writer->count);
	put_32(out, writer->directory.n);
	put_32(out, at);
	put_16(out, SEAL_BYTES);		/* the comment */
	seal_add(out, writer->digest);
	writer->out = NULL;
}

struct str
pack_digest(const struct pack_writer *writer, struct arena *arena)
{
	return hex_text(arena, writer->digest, DIGEST_BYTES);
}
