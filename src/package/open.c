/*
 * Bytes → a package: zip through libzip, every bound checked before a byte is
 * unpacked; the files of before 2007 by their own readers; what is neither is
 * refused by name.  Read it from pack_open.
 */
#include "open.h"

#include "../base/kind.h"
#include "../base/os.h"

#include <errno.h>

#include <zip.h>

#include "compound.h"
#include "excel97.h"
#include "markup.h"
#include "word97.h"

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
	    "again", STR_ARG(pack->name));
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

/* A name that could mean another place than one inside the package. */
static bool
bad_name(struct str name)
{
	size_t from = 0;

	if (name.n == 0 || name.n > PACK_NAME_MAX || name.p[0] == '/')
		return true;
	for (size_t i = 0; i <= name.n; i++) {
		unsigned char c = i < name.n ? (unsigned char)name.p[i] : '/';

		if (c == '/') {
			struct str segment = str_slice(name, from, i);

			if (segment.n == 0 || str_is_one(segment, ".|.."))
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
	size_t most = pack->zip != NULL ? SIZE_MAX : PACK_PART_SIZE_MAX;
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
	if (st->size > most)
		return refuse_part(pack, name, "解开后超过 64 MiB",
		    "unpacks to more than 64 MiB", findings);
	if (st->size > PACK_SMALL_PART &&
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

static int
load_parts(struct arena *arena, zip_t *zip, struct pack *pack, uint64_t packed,
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
			return pack_refuse_damaged(pack, STR("?"), findings);
		if (str_ends(str_of(st.name), STR("/")) && st.size == 0)
			continue;
		if (check_part(pack, &st, findings) != 0)
			return -1;
		part->name = str_copy(arena, str_of(st.name));
		part->size = (size_t)st.size;
		part->crc = st.crc;
		part->deflated = st.comp_method == ZIP_CM_DEFLATE;
		if (!pack_is_streamed(pack, part) &&
		    (plain += part->size) > PACK_SIZE_MAX)
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
		if (!pack_is_streamed(pack, part) && load_part(arena,
		    zip, i, part, (size_t)st.comp_size) != 0)
			return pack_refuse_damaged(pack, part->name, findings);
		pack->n++;
	}
	return 0;
}

static int
check_names(const struct pack *pack, struct findings *findings)
{
	for (size_t i = 1; i < pack->n; i++)
		if (pack_same_name(pack->by_name[i - 1]->name,
		    pack->by_name[i]->name))
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

/* A package with the zip in FILE, its own then, or in BYTES, if any. */
static struct pack *
begin(struct arena *arena, struct str name, struct pos pos, FILE *file,
    struct str bytes)
{
	struct pack *pack = NEW(arena, struct pack);
	zip_source_t *source = NULL;
	zip_error_t error;

	markup_start();
	pack->name = name;
	pack->pos = pos;
	zip_error_init(&error);
	errno = 0;
	if (file != NULL)
		source = zip_source_filep_create(file, 0, -1, &error);
	else if (bytes.n > 0)
		source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
	if (source != NULL && (pack->zip = zip_open_from_source(source,
	    ZIP_RDONLY, &error)) == NULL)
		zip_source_free(source);
	/* It says damaged for what it had no memory for. */
	if (pack->zip == NULL && (errno == ENOMEM ||
	    zip_error_code_zip(&error) == ZIP_ER_MEMORY))
		out_of_memory();
	zip_error_fini(&error);
	return pack;
}

static int
load(struct arena *arena, struct pack *pack, zip_t *zip, uint64_t packed,
    struct findings *findings)
{
	int status = 0;

	if (zip_get_num_entries(zip, 0) > PACK_PARTS_MAX) {
		finding_add(findings, FINDING_PACKAGE_REFUSED, pack->pos,
		    "“%.*s”不安全，没有读取：其中的部分超过 %d 个",
		    "“%.*s” is not safe and was not read: "
		    "it has more than %d parts", STR_ARG(pack->name),
		    PACK_PARTS_MAX);
		status = -1;
	} else
		status = load_parts(arena, zip, pack, packed, findings);
	pack_sort(arena, pack);
	return status == 0 ? check_names(pack, findings) : -1;
}

struct pack *
pack_open(struct arena *arena, struct str name, struct str bytes,
    struct pos pos, struct findings *findings)
{
	struct pack *pack = begin(arena, name, pos, NULL, bytes);
	zip_t *zip = pack->zip;
	int status;

	pack->zip = NULL;
	if (zip != NULL && is_cut(bytes)) {
		zip_discard(zip);
		zip = NULL;
	}
	if (zip == NULL && compound_is(bytes))
		return open_compound(arena, pack, bytes, findings);
	if (zip == NULL)
		return refuse_foreign(pack, bytes, findings);
	status = load(arena, pack, zip, bytes.n, findings);
	zip_discard(zip);
	return status == 0 ? pack : NULL;
}

/* --- large packages ---------------------------------------------------- */

/* A zip of this size is read whole; so is what is none. */
#define FILE_IN_MEMORY	(4LL << 20)

static long long
size_of(FILE *file)
{
	long long size = fseek(file, 0, SEEK_END) == 0 ?
	    os_stream_tell(file) : 0;

	rewind(file);
	return size > 0 ? size : 0;
}

static bool
is_large_zip(FILE *file)
{
	char head[4] = "";
	bool is_zip = fread(head, 1, sizeof(head), file) == sizeof(head) &&
	    memcmp(head, "PK\3\4", sizeof(head)) == 0;

	return size_of(file) > FILE_IN_MEMORY && is_zip;
}

/* The bytes of the file, which is closed; too many of them are not read. */
static struct str
all_of(struct arena *arena, FILE *file)
{
	long long size = size_of(file);
	size_t n = size > (long long)PACK_SIZE_MAX ? 0 : (size_t)size;
	char *p = arena_alloc(arena, n + 1);

	n = fread(p, 1, n, file);
	fclose(file);
	return (struct str){ p, n };
}

struct pack *
pack_open_large(struct arena *arena, struct str name, FILE *file,
    struct str bytes, struct pos pos, struct findings *findings)
{
	struct pack *pack;
	uint64_t size;

	if (file != NULL && !is_large_zip(file)) {
		bytes = all_of(arena, file);
		file = NULL;
	}
	size = file != NULL ? (uint64_t)size_of(file) : bytes.n;
	if (file == NULL && (compound_is(bytes) || is_cut(bytes)))
		return pack_open(arena, name, bytes, pos, findings);
	pack = begin(arena, name, pos, file, bytes);
	if (pack->zip == NULL)
		return refuse_foreign(pack, file != NULL ? STR("PK") : bytes,
		    findings);
	if (load(arena, pack, pack->zip, size, findings) == 0)
		return pack;
	pack_close(pack);
	return NULL;
}

void
pack_close(struct pack *pack)
{
	if (pack != NULL && pack->zip != NULL)
		zip_discard(pack->zip);
}
