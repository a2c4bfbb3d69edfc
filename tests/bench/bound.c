/*
 * The lower bound: what a program that does nothing but this one job needs
 * for a copy.  It takes a finished copy, cuts its document.xml at the values
 * of the row, and then, for each row, puts the other values in, deflates the
 * part (libdeflate, level 6, as a careful hand would), lays the other parts
 * beside it as they are, and writes the file.  No layout, no checks, no
 * manifest, no CSV to read.
 *
 * usage: bound deflate|splice VALUES COPY.docx COPIES FOLDER
 *	VALUES: a file with what the values of this copy are printed as
 *	splice: what is constant is deflated once, values are stored blocks
 *	prints copies a second and microseconds of CPU for each
 *        bound size COPY.docx...
 *	prints the bytes of all, and what they were if document.xml was
 *	deflated whole at level 6
 */
#include <sys/resource.h>
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
#define VALUES_MAX	32

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

static char values[VALUES_MAX][128];
static size_t value_count;
static size_t holes[HOLES_MAX];		/* the value after each piece */

static void
read_values(const char *path)
{
	FILE *file = fopen(path, "r");

	if (file == NULL)
		die(path);
	while (value_count < VALUES_MAX &&
	    fgets(values[value_count], sizeof(values[0]), file) != NULL) {
		char *line = values[value_count++];

		line[strcspn(line, "\n")] = '\0';
	}
	fclose(file);
}

static void
add_piece(const unsigned char *p, const unsigned char *end)
{
	pieces[piece_count].plain = p;
	pieces[piece_count].size = (size_t)(end - p);
	deflate_piece(piece_count++);
}

/* The value at P; VALUES_MAX: none. */
static size_t
value_at(const unsigned char *p, const unsigned char *end)
{
	for (size_t i = 0; i < value_count; i++) {
		size_t n = strlen(values[i]);

		if (n <= (size_t)(end - p) && memcmp(p, values[i], n) == 0)
			return i;
	}
	return VALUES_MAX;
}

static void
cut_document(const struct part *part)
{
	const unsigned char *from = part->plain, *end = from + part->size;
	const unsigned char *p = from;

	while (p < end && piece_count < HOLES_MAX) {
		size_t value = value_at(p, end);

		if (value == VALUES_MAX) {
			p++;
			continue;
		}
		holes[piece_count] = value;
		add_piece(from, p);
		p = from = p + strlen(values[value]);
	}
	add_piece(from, end);
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
put_document(struct libdeflate_compressor *c, int copy, int splice,
    uint32_t *crc, size_t *size)
{
	*crc = 0;
	*size = 0;
	for (size_t i = 0; i < piece_count; i++) {
		char value[160];
		size_t n;

		if (!splice)
			memcpy(xml + *size, pieces[i].plain, pieces[i].size);
		else
			put(pieces[i].blocks, pieces[i].blocks_size);
		*crc = libdeflate_crc32(*crc, pieces[i].plain,
		    pieces[i].size);
		*size += pieces[i].size;
		if (i + 1 == piece_count)
			break;
		n = (size_t)snprintf(value, sizeof(value), "%s%d",
		    values[holes[i]], copy);
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
make_copy(struct libdeflate_compressor *c, int copy, int splice)
{
	unsigned char end[22] = { 0 };
	size_t size, at, data;
	uint32_t crc;

	out_size = directory_size = 0;
	for (size_t i = 0; i < part_count; i++) {
		at = out_size;
		data = out_size += 30 + strlen(parts[i].name);
		if (strcmp(parts[i].name, "word/document.xml") == 0) {
			put_document(c, copy, splice, &crc, &size);
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

static double
cpu(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
	    (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
}

static void
write_copies(struct libdeflate_compressor *c, int copies, const char *folder,
    int splice)
{
	char path[4096], temporary[4096];
	double start = now(), used = cpu();

	mkdir(folder, 0777);
	snprintf(temporary, sizeof(temporary), "%s/.bound.tmp", folder);
	for (int i = 0; i < copies; i++) {
		int fd;

		make_copy(c, i, splice);
		snprintf(path, sizeof(path), "%s/%05d.docx", folder, i);
		fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0666);
		if (fd < 0 || write(fd, out, out_size) != (ssize_t)out_size ||
		    close(fd) != 0 || rename(temporary, path) != 0)
			die(path);
	}
	printf("%.0f %.1f\n", copies / (now() - start),
	    (cpu() - used) * 1e6 / copies);
}

static void
compare_sizes(struct libdeflate_compressor *c, char **paths, int n)
{
	size_t is = 0, full = 0, size;

	for (int k = 0; k < n; k++) {
		unsigned char *zip = read_file(paths[k], &size);

		part_count = 0;
		read_parts(zip, size);
		is += size;
		full += size;
		for (size_t i = 0; i < part_count; i++)
			if (strcmp(parts[i].name, "word/document.xml") == 0)
				full = full - parts[i].stored_size +
				    libdeflate_deflate_compress(c,
				    parts[i].plain, parts[i].size, xml,
				    sizeof(xml));
		free(zip);
	}
	printf("%zu %zu\n", is / (size_t)n, full / (size_t)n);
}

int
main(int argc, char **argv)
{
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
	unsigned char *zip;
	size_t size;
	int copies;

	if (argc > 2 && strcmp(argv[1], "size") == 0) {
		compare_sizes(c, argv + 2, argc - 2);
		return 0;
	}
	if (argc != 6 || (copies = atoi(argv[4])) < 1) {
		fputs("usage: bound deflate|splice VALUES COPY.docx COPIES "
		    "FOLDER\n       bound size COPY.docx...\n", stderr);
		return 2;
	}
	read_values(argv[2]);
	zip = read_file(argv[3], &size);
	read_parts(zip, size);
	for (size_t i = 0; i < part_count; i++)
		if (strcmp(parts[i].name, "word/document.xml") == 0)
			cut_document(&parts[i]);
	write_copies(c, copies, argv[5], strcmp(argv[1], "splice") == 0);
	libdeflate_free_compressor(c);
	free(zip);
	return piece_count > value_count ? 0 : 1;
}
