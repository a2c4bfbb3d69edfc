/*
 * Packages: what is written opens again with libzip's own consistency check,
 * and what is hostile, odd or broken is refused for its true cause.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "package/pack.h"

struct bench {
	struct arena arena;
	struct findings findings;
	struct buf out;
	struct pack_writer *writer;
};

static void
bench_init(struct bench *b)
{
	*b = (struct bench){ .writer = pack_writer_new() };
	b->findings.arena = &b->arena;
}

static void
bench_release(struct bench *b)
{
	buf_release(&b->out);
	pack_writer_free(b->writer);
	arena_release(&b->arena);
}

static struct pack *
reopen(struct bench *b, struct str bytes)
{
	b->findings.list.n = 0;
	return pack_open(&b->arena, STR("甲.docx"), bytes, POS_NONE,
	    &b->findings);
}

/* Exactly one finding of this kind, and nothing opened. */
static bool
refused(struct bench *b, struct str bytes, enum finding_id id)
{
	struct pack *pack = reopen(b, bytes);

	if (pack == NULL && b->findings.list.n == 1 &&
	    b->findings.list.v[0].id == id &&
	    str_has(b->findings.list.v[0].message, STR("甲.docx")))
		return true;
	printf("    pack %s, %zu findings\n", pack ? "opened" : "refused",
	    b->findings.list.n);
	for (size_t i = 0; i < b->findings.list.n; i++)
		printf("    %.*s\n", STR_ARG(b->findings.list.v[i].message));
	return false;
}

/* The last refusal named this cause. */
static bool
said(const struct bench *b, const char *what)
{
	return str_has(b->findings.list.v[0].message, str_of(what));
}

static struct str
read_part(struct bench *b, const struct pack *pack, const char *name)
{
	const struct part *part = pack_find(pack, str_of(name));
	struct str bytes = STR_NONE;

	if (part == NULL ||
	    pack_read(&b->arena, pack, part, &bytes, &b->findings) != 0)
		return STR("(unreadable)");
	return bytes;
}

/* libzip, asked to be strict, takes the package and reads all of it. */
static bool
consistent(struct str bytes)
{
	zip_error_t error;
	zip_source_t *source;
	zip_t *zip;
	bool ok = true;

	zip_error_init(&error);
	source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
	zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS,
	    &error);
	if (zip == NULL) {
		printf("    %s\n", zip_error_strerror(&error));
		zip_source_free(source);
		return false;
	}
	for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
		zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
		char block[4096];
		zip_int64_t got;

		while ((got = zip_fread(file, block, sizeof(block))) > 0)
			;
		ok = ok && got == 0;
		zip_fclose(file);
	}
	zip_discard(zip);
	return ok;
}

static struct str
repeated(struct arena *arena, const char *unit, size_t times)
{
	size_t n = strlen(unit);
	char *p = arena_alloc(arena, n * times);

	for (size_t i = 0; i < times; i++)
		memcpy(p + i * n, unit, n);
	return (struct str){ p, n * times };
}

/* A small package, and as BYTES what it looks like. */
static struct str
small_package(struct bench *b)
{
	pack_begin(b->writer, &b->out);
	pack_add(b->writer, STR("[Content_Types].xml"), STR("<Types/>"));
	pack_add(b->writer, STR("word/document.xml"),
	    repeated(&b->arena, "<w:p>一段</w:p>", 100));
	pack_add(b->writer, STR("word/media/图.png"),
	    repeated(&b->arena, "\x89PNG", 100));
	pack_end(b->writer);
	return str_copy(&b->arena, buf_view(&b->out));
}

static void
test_write(struct bench *b)
{
	struct str bytes = small_package(b);
	struct pack *pack = reopen(b, bytes);
	struct str body = repeated(&b->arena, "<w:p>一段</w:p>", 100);

	CHECK(consistent(bytes));
	if (!CHECK(pack != NULL) || !CHECK(pack->n == 3))
		return;
	CHECK_STR(pack->parts[0].name, "[Content_Types].xml");
	CHECK_STR(read_part(b, pack, "[Content_Types].xml"), "<Types/>");
	CHECK(str_eq(read_part(b, pack, "WORD/Document.XML"), body));
	CHECK(read_part(b, pack, "word/media/图.png").n == 400);
	CHECK(!pack_find(pack, STR("word/media/图.png"))->deflated);
	CHECK(pack_find(pack, STR("word/document.xml"))->deflated);
	CHECK(pack_find(pack, STR("word/other.xml")) == NULL);
	CHECK(str_eq(small_package(b), bytes));		/* same bytes again */
}

static void
test_splice(struct bench *b)
{
	struct arena *arena = &b->arena;
	struct str head = repeated(arena, "<w:style>名</w:style>", 2000);
	struct str long_text = repeated(arena, "甲乙丙丁", 6000);
	struct part styles = pack_part(arena, STR("styles.xml"), head);
	struct pack_piece pieces[] = {
		pack_fix(arena, head), { STR("县"), STR_NONE },
		pack_fix(arena, STR("x")), { STR_NONE, STR_NONE },
		pack_fix(arena, STR_NONE), { STR("乡"), STR_NONE },
		pack_fix(arena, head),
	};
	struct pack *pack;

	pack_begin(b->writer, &b->out);
	pack_add(b->writer, STR("[Content_Types].xml"), STR("<Types/>"));
	pack_copy(b->writer, &styles);
	pack_splice(b->writer, STR("few.xml"), pieces, 7);
	pieces[1].plain = long_text;
	pack_splice(b->writer, STR("much.xml"), pieces, 7);
	pieces[1].plain = head;
	pieces[1].blocks = STR_NONE;
	pack_splice(b->writer, STR("none.xml"), pieces, 0);
	pack_splice(b->writer, STR("variable.xml"), pieces + 1, 1);
	pack_end(b->writer);
	CHECK(consistent(buf_view(&b->out)));
	if (!CHECK((pack = reopen(b, buf_view(&b->out))) != NULL))
		return;
	CHECK(str_eq(read_part(b, pack, "styles.xml"), head));
	CHECK(str_eq(read_part(b, pack, "few.xml"), str_cat(arena, head,
	    str_cat(arena, STR("县x乡"), head))));
	CHECK(str_eq(read_part(b, pack, "much.xml"), str_cat(arena, head,
	    str_cat(arena, long_text, str_cat(arena, STR("x乡"), head)))));
	CHECK_STR(read_part(b, pack, "none.xml"), "");
	CHECK(str_eq(read_part(b, pack, "variable.xml"), head));
	CHECK(pack_find(pack, STR("few.xml"))->stored.n < head.n / 20);

	/* A part taken over from an opened package. */
	pack_begin(b->writer, &b->out);
	pack_add(b->writer, STR("[Content_Types].xml"), STR("<Types/>"));
	pack_copy(b->writer, pack_find(pack, STR("few.xml")));
	pack_end(b->writer);
	CHECK(consistent(buf_view(&b->out)));
}

/* What we write must never look like a bomb to a reader, ours included. */
static void
test_no_bomb(struct bench *b)
{
	struct str rows = repeated(&b->arena, "<w:tr><w:tc/></w:tr>", 400000);
	const struct part *part;
	struct pack *pack;

	pack_begin(b->writer, &b->out);
	pack_add(b->writer, STR("[Content_Types].xml"), rows);
	pack_end(b->writer);
	CHECK(consistent(buf_view(&b->out)));
	if (!CHECK((pack = reopen(b, buf_view(&b->out))) != NULL))
		return;
	part = pack_find(pack, STR("[Content_Types].xml"));
	CHECK(part->size / part->stored.n < 100);
	CHECK(str_eq(read_part(b, pack, "[Content_Types].xml"), rows));
}

/* Replace every occurrence of FROM by TO of the same length. */
static struct str
patched(struct bench *b, struct str bytes, struct str from, struct str to)
{
	return str_replace(&b->arena, bytes, from, to);
}

/* Put the 32 bits VALUE at OFFSET of every central directory record. */
static struct str
forged(struct bench *b, struct str zip, size_t offset, uint32_t value)
{
	char *p = str_cstr(&b->arena, zip);
	size_t at = 0;

	while ((at = str_find(zip, STR("PK\x01\x02"), at)) != SIZE_MAX) {
		for (int i = 0; i < 4; i++)
			p[at + offset + (size_t)i] = (char)(value >> 8 * i);
		at += 4;
	}
	return (struct str){ p, zip.n };
}

static void
test_damaged(struct bench *b)
{
	struct str good = small_package(b);
	char *p = str_cstr(&b->arena, good);
	struct str bytes = { p, good.n };
	struct pack *pack;
	size_t crc;

	CHECK(refused(b, STR_NONE, FINDING_PACKAGE_FOREIGN));
	CHECK(refused(b, STR("%PDF-1.7 ..."), FINDING_PACKAGE_FOREIGN));
	CHECK(refused(b, STR("文本"), FINDING_PACKAGE_FOREIGN));
	CHECK(refused(b, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o"),
	    FINDING_PACKAGE_DAMAGED));
	CHECK(refused(b, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	    "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
	    FINDING_PACKAGE_LOCKED));
	CHECK(refused(b, str_slice(good, 0, good.n / 2),
	    FINDING_PACKAGE_DAMAGED));
	CHECK(refused(b, str_slice(good, 0, 4), FINDING_PACKAGE_DAMAGED));
	/* The directory is there, but a part's bytes are not. */
	CHECK(refused(b, forged(b, good, 42, 0x00ffffff),
	    FINDING_PACKAGE_DAMAGED));
	/* A checksum that does not fit is found when the part is read. */
	crc = str_find(good, STR("PK\x01\x02"), 0) + 16;
	p[crc] ^= 0x55;
	if (CHECK((pack = reopen(b, bytes)) != NULL)) {
		CHECK_STR(read_part(b, pack, "[Content_Types].xml"),
		    "(unreadable)");
		CHECK(b->findings.list.n == 1 && b->findings.list.v[0].id ==
		    FINDING_PACKAGE_DAMAGED);
	}
}

/* Every prefix of a package is refused or read; none is more than that. */
static void
test_truncated(struct bench *b)
{
	struct str good = small_package(b);
	unsigned opened = 0;

	for (size_t n = 0; n < good.n; n++)
		opened += reopen(b, str_slice(good, 0, n)) != NULL;
	CHECK(opened == 0);
}

/*
 * A zip made by libzip, with names that a good writer never gives; a file
 * with an X in its name is empty.
 */
static struct str
odd_zip(struct bench *b, const char *const *names, size_t n, bool locked)
{
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip;
	zip_stat_t st;
	char *p;

	zip_source_keep(target);
	zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	for (size_t i = 0; i < n; i++) {
		zip_int64_t at = zip_file_add(zip, names[i],
		    zip_source_buffer(zip, "hello",
		    strchr(names[i], 'X') != NULL ? 0 : 5, 0),
		    ZIP_FL_ENC_UTF_8);

		if (locked)
			zip_file_set_encryption(zip, (zip_uint64_t)at,
			    ZIP_EM_AES_128, "123456");
	}
	if (zip_close(zip) != 0)
		abort();
	zip_source_stat(target, &st);
	p = arena_alloc(&b->arena, (size_t)st.size);
	zip_source_open(target);
	zip_source_read(target, p, st.size);
	zip_source_close(target);
	zip_source_free(target);
	return (struct str){ p, (size_t)st.size };
}

static void
test_hostile(struct bench *b)
{
	static const char *const bad[] = {
		"../evil", "/etc/passwd", "a\\b", "a/../b", "a/./b", "c:/x",
		"a//b", "..",
	};
	static const char *const twice[] = { "word/a.xml", "word/A.xml" };
	static const char *const plain[] = { "word/a.xml" };
	static const char *const folders[] = { "wordX", "word/a.xml" };
	struct str zip;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(refused(b, odd_zip(b, &bad[i], 1, false),
		    FINDING_PACKAGE_REFUSED));
	CHECK(refused(b, odd_zip(b, twice, 2, false),
	    FINDING_PACKAGE_REFUSED) && said(b, "两次"));
	zip = patched(b, odd_zip(b, twice, 2, false), STR("word/A.xml"),
	    STR("word/a.xml"));
	CHECK(refused(b, zip, FINDING_PACKAGE_REFUSED));
	CHECK(refused(b, odd_zip(b, plain, 1, true), FINDING_PACKAGE_LOCKED));
	zip = patched(b, odd_zip(b, folders, 2, false), STR("wordX"),
	    STR("word/"));
	CHECK(reopen(b, zip) != NULL);
}

/* A package of N parts of one byte. */
static void
numbered_parts(struct bench *b, size_t n)
{
	pack_begin(b->writer, &b->out);
	pack_add(b->writer, STR("[Content_Types].xml"), STR("x"));
	for (size_t i = 1; i < n; i++)
		pack_add(b->writer, str_format(&b->arena, "p/%zu", i),
		    STR("x"));
	pack_end(b->writer);
}

static void
test_bombs(struct bench *b)
{
	struct str good = small_package(b);
	struct pack_piece zeros = pack_fix(&b->arena,
	    repeated(&b->arena, "00000000", 1 << 18));
	struct pack *pack;

	/* Two MiB of zeros in two KiB. */
	pack_begin(b->writer, &b->out);
	pack_splice(b->writer, STR("[Content_Types].xml"), &zeros, 1);
	pack_end(b->writer);
	CHECK(refused(b, buf_view(&b->out), FINDING_PACKAGE_REFUSED) &&
	    said(b, "炸弹"));
	/* A part that says it is huge; one that lies about its size. */
	CHECK(refused(b, forged(b, good, 24, 0x7fffffff),
	    FINDING_PACKAGE_REFUSED));
	if (CHECK((pack = reopen(b, forged(b, good, 24, 100))) != NULL))
		CHECK_STR(read_part(b, pack, "word/document.xml"),
		    "(unreadable)");
	/* Too much in all: 300 parts that say they are 1 MiB. */
	numbered_parts(b, 300);
	CHECK(refused(b, forged(b, buf_view(&b->out), 24, 1 << 20),
	    FINDING_PACKAGE_REFUSED) && said(b, "256 MiB"));
	numbered_parts(b, PACK_PARTS_MAX + 1);
	CHECK(refused(b, buf_view(&b->out), FINDING_PACKAGE_REFUSED) &&
	    said(b, "2000"));
	numbered_parts(b, PACK_PARTS_MAX);
	CHECK(reopen(b, buf_view(&b->out)) != NULL);
}

/* A part as a package of a batch has it, with the words of one copy. */
static struct str
copy_text(struct bench *b, const char *word, const char *mark, bool odd)
{
	struct buf text = { 0 };
	struct str done;

	for (int i = 0; i < 60; i++) {
		buf_format(&text, "<p>%d. a paragraph that is the same</p>",
		    i);
		if (i % 20 == 7)
			buf_format(&text, "<p%s>Dear %s%s%s, this is for you,"
			    " as it is for all the others of us.</p>",
			    odd ? " odd=\"1\"" : "", mark, word, mark);
	}
	done = str_copy(&b->arena, buf_view(&text));
	buf_release(&text);
	return done;
}

static size_t
write_copy(struct bench *b, struct str text)
{
	struct pack *pack;
	struct str read;

	pack_begin(b->writer, &b->out);
	pack_add(b->writer, STR("[Content_Types].xml"), STR("<Types/>"));
	pack_add(b->writer, STR("word/document.xml"), text);
	pack_end(b->writer);
	pack = reopen(b, buf_view(&b->out));
	if (!CHECK(pack != NULL && pack->n == 2))
		return 0;
	CHECK(pack_read(&b->arena, pack, &pack->parts[1], &read,
	    &b->findings) == 0);
	CHECK(str_eq(read, text));
	return pack->parts[1].stored.n;
}

/* Packages that follow a model hold what they hold without one. */
static void
test_model(void)
{
	struct bench b;
	struct pack_model *model;
	size_t alone;

	bench_init(&b);
	model = pack_model_new(&b.arena, STR("\xe2\x81\xa0"));
	alone = write_copy(&b, copy_text(&b, "A", "", false));
	pack_learn(b.writer, model);
	write_copy(&b, copy_text(&b, "name", "\xe2\x81\xa0", false));
	pack_follow(b.writer, model);
	CHECK(write_copy(&b, copy_text(&b, "A", "", false)) <
	    alone + 8 * 64);
	write_copy(&b, copy_text(&b, "<&>", "", false));
	write_copy(&b, copy_text(&b, "", "", false));
	write_copy(&b, copy_text(&b, "B", "", true));
	write_copy(&b, STR("something else altogether"));
	write_copy(&b, STR_NONE);
	pack_follow(b.writer, NULL);
	CHECK(write_copy(&b, copy_text(&b, "A", "", false)) == alone);
	bench_release(&b);
}

int
main(void)
{
	struct bench b;

	bench_init(&b);
	test_write(&b);
	test_splice(&b);
	test_no_bomb(&b);
	test_damaged(&b);
	test_truncated(&b);
	test_hostile(&b);
	test_bombs(&b);
	bench_release(&b);
	test_model();
	return UNIT_END;
}
