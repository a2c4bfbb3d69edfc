/*
 * The lower bound: what a program that does nothing but this one job needs
 * for a copy.  It takes a finished copy, cuts its document.xml at the values
 * of the row, and then, for each row, puts the other values in, deflates the
 * part (libdeflate, level 6, as a careful hand would), lays the other parts
 * beside it as they are, and writes the file.  No layout, no checks, no
 * manifest, no CSV to read.
 *
 * usage: bound COPY.docx COPIES FOLDER [splice]
 *	splice: what is constant is deflated once, values are stored blocks
 */
#include <sys/stat.h>

#include <fcntl.h>
#include <libdeflate.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#define PARTS_MAX	64
#define HOLES_MAX	64
#define VALUE		"青山县"	/* in the copy; each gets its own */

struct part {
	char name[128];
	unsigned char *stored, *plain;
	size_t stored_size, size;
	uint32_t crc;
	int method;
};

static struct part parts[PARTS_MAX];
static size_t part_count;

static unsigned
get_16(const unsigned char *p)
{
	return p[0] | (unsigned)p[1] << 8;
}

static uint32_t
get_32(const unsigned char *p)
{
	return get_16(p) | (uint32_t)get_16(p + 2) << 16;
}

static void
die(const char *what)
{
	perror(what);
	exit(1);
}

static unsigned char *
read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	unsigned char *bytes;
	long n;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0 ||
	    (n = ftell(file)) < 0)
		die(path);
	rewind(file);
	bytes = malloc((size_t)n);
	if (bytes == NULL || fread(bytes, 1, (size_t)n, file) != (size_t)n)
		die(path);
	fclose(file);
	*size = (size_t)n;
	return bytes;
}

/* The local headers tell everything: gongwen writes the sizes there. */
static void
read_parts(const unsigned char *zip, size_t size)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	size_t at = 0;

	while (at + 30 < size && get_32(zip + at) == 0x04034b50 &&
	    part_count < PARTS_MAX) {
		struct part *part = &parts[part_count++];
		size_t name = get_16(zip + at + 26);

		part->method = (int)get_16(zip + at + 8);
		part->crc = get_32(zip + at + 14);
		part->stored_size = get_32(zip + at + 18);
		part->size = get_32(zip + at + 22);
		memcpy(part->name, zip + at + 30, name < 127 ? name : 127);
		part->stored = (unsigned char *)zip + at + 30 + name;
		part->plain = malloc(part->size + 1);
		if (part->method == 8 && libdeflate_deflate_decompress(d,
		    part->stored, part->stored_size, part->plain, part->size,
		    NULL) != 0)
			die(part->name);
		at += 30 + name + part->stored_size;
	}
	libdeflate_free_decompressor(d);
}

/* Constant pieces of document.xml, and the same deflated with a full flush. */
static struct {
	const unsigned char *plain;
	size_t size;
	unsigned char *blocks;
	size_t blocks_size;
} pieces[HOLES_MAX + 1];
static size_t piece_count;

static void
deflate_piece(size_t i)
{
	z_stream stream;

	memset(&stream, 0, sizeof(stream));
	if (deflateInit2(&stream, 6, Z_DEFLATED, -15, 8,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		die("deflate");
	pieces[i].blocks = malloc(pieces[i].size + 64);
	stream.next_in = (unsigned char *)pieces[i].plain;
	stream.avail_in = (unsigned)pieces[i].size;
	stream.next_out = pieces[i].blocks;
	stream.avail_out = (unsigned)pieces[i].size + 64;
	deflate(&stream, Z_FULL_FLUSH);
	pieces[i].blocks_size = pieces[i].size + 64 - stream.avail_out;
	deflateEnd(&stream);
}

static void
cut_document(const struct part *part)
{
	const unsigned char *p = part->plain, *end = p + part->size, *hit;

	while (piece_count < HOLES_MAX) {
		for (hit = p; hit + strlen(VALUE) <= end; hit++)
			if (memcmp(hit, VALUE, strlen(VALUE)) == 0)
				break;
		if (hit + strlen(VALUE) > end)
			break;
		pieces[piece_count].plain = p;
		pieces[piece_count].size = (size_t)(hit - p);
		deflate_piece(piece_count++);
		p = hit + strlen(VALUE);
	}
	pieces[piece_count].plain = p;
	pieces[piece_count].size = (size_t)(end - p);
	deflate_piece(piece_count++);
}

/* --- writing ---------------------------------------------------------- */

static unsigned char out[1 << 20], directory[1 << 16], xml[1 << 20];
static size_t out_size, directory_size;

static void
put(const void *p, size_t n)
{
	memcpy(out + out_size, p, n);
	out_size += n;
}

static size_t
put_number(unsigned char *p, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		p[i] = (unsigned char)(value >> (8 * i));
	return (size_t)bytes;
}

static void
put_header(size_t at, const char *name, int method, uint32_t crc,
    size_t stored, size_t size)
{
	unsigned char *p = out + at, *d = directory + directory_size;
	size_t n = strlen(name);

	put_number(p, 0x04034b50, 4);
	memset(p + 4, 0, 26);
	put_number(p + 4, 20, 2);
	put_number(p + 8, (uint32_t)method, 2);
	put_number(p + 12, 33, 2);
	put_number(p + 14, crc, 4);
	put_number(p + 18, (uint32_t)stored, 4);
	put_number(p + 22, (uint32_t)size, 4);
	put_number(p + 26, (uint32_t)n, 2);
	memcpy(p + 30, name, n);
	memset(d, 0, 46);
	put_number(d, 0x02014b50, 4);
	put_number(d + 4, 20, 2);
	memcpy(d + 6, p + 4, 26);
	put_number(d + 42, (uint32_t)at, 4);
	memcpy(d + 46, name, n);
	directory_size += 46 + n;
}

/* document.xml with the values of one row: as one part, or spliced. */
static void
put_document(struct libdeflate_compressor *c, const char *value, int splice,
    uint32_t *crc, size_t *size)
{
	size_t n = strlen(value);

	*crc = 0;
	*size = 0;
	for (size_t i = 0; i < piece_count; i++) {
		if (!splice)
			memcpy(xml + *size, pieces[i].plain, pieces[i].size);
		else
			put(pieces[i].blocks, pieces[i].blocks_size);
		*crc = libdeflate_crc32(*crc, pieces[i].plain,
		    pieces[i].size);
		*size += pieces[i].size;
		if (i + 1 == piece_count)
			break;
		if (!splice)
			memcpy(xml + *size, value, n);
		else {
			unsigned char head[5] = { 0 };

			put_number(head + 1, (uint32_t)n, 2);
			put_number(head + 3, (uint32_t)~n & 0xffff, 2);
			put(head, 5);
			put(value, n);
		}
		*crc = libdeflate_crc32(*crc, value, n);
		*size += n;
	}
	if (splice)
		put("\3", 2);
	else
		out_size += libdeflate_deflate_compress(c, xml, *size,
		    out + out_size, sizeof(out) - out_size);
}

static void
make_copy(struct libdeflate_compressor *c, const char *value, int splice)
{
	unsigned char end[22] = { 0 };
	size_t size, at, data;
	uint32_t crc;

	out_size = directory_size = 0;
	for (size_t i = 0; i < part_count; i++) {
		at = out_size;
		data = out_size += 30 + strlen(parts[i].name);
		if (strcmp(parts[i].name, "word/document.xml") == 0) {
			put_document(c, value, splice, &crc, &size);
			put_header(at, parts[i].name, 8, crc,
			    out_size - data, size);
		} else {
			put(parts[i].stored, parts[i].stored_size);
			put_header(at, parts[i].name, parts[i].method,
			    parts[i].crc, parts[i].stored_size,
			    parts[i].size);
		}
	}
	put_number(end, 0x06054b50, 4);
	put_number(end + 8, (uint32_t)part_count, 2);
	put_number(end + 10, (uint32_t)part_count, 2);
	put_number(end + 12, (uint32_t)directory_size, 4);
	put_number(end + 16, (uint32_t)out_size, 4);
	put(directory, directory_size);
	put(end, sizeof(end));
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int
main(int argc, char **argv)
{
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
	int copies, splice = argc > 4 && strcmp(argv[4], "splice") == 0;
	char path[4096], temporary[4096], value[64];
	unsigned char *zip;
	double start;
	size_t size;

	if (argc < 4 || (copies = atoi(argv[2])) < 1) {
		fputs("usage: bound COPY.docx COPIES FOLDER [splice]\n",
		    stderr);
		return 2;
	}
	zip = read_file(argv[1], &size);
	read_parts(zip, size);
	for (size_t i = 0; i < part_count; i++)
		if (strcmp(parts[i].name, "word/document.xml") == 0)
			cut_document(&parts[i]);
	mkdir(argv[3], 0777);
	snprintf(temporary, sizeof(temporary), "%s/.bound.tmp", argv[3]);
	start = now();
	for (int i = 0; i < copies; i++) {
		int fd;

		snprintf(value, sizeof(value), "第%d县", i);
		make_copy(c, value, splice);
		snprintf(path, sizeof(path), "%s/%05d.docx", argv[3], i);
		fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0666);
		if (fd < 0 || write(fd, out, out_size) != (ssize_t)out_size ||
		    close(fd) != 0 || rename(temporary, path) != 0)
			die(path);
	}
	printf("%.0f\n", copies / (now() - start));
	libdeflate_free_compressor(c);
	free(zip);
	return piece_count > 1 ? 0 : 1;
}
