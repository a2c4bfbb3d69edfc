/*
 * Whether an output may be written, and what becomes of a file that stands in
 * its place.  Decides; the writing itself is file.c's.
 */
#include "write.h"

#include <errno.h>

#include "digest.h"

#define ASIDE_MAX	100000
/* Larger than anything that the program makes. */
#define OUTPUT_LIMIT	((size_t)1 << 30)

static int
refuse(const struct write *write, struct findings *findings,
    enum finding_id id, const char *zh, const char *en)
{
	finding_add(findings, id, POS_NONE, "“%.*s”%s", "“%.*s” %s",
	    STR_ARG(write->path), findings->language == LANGUAGE_EN ? en : zh);
	return -1;
}

/* A name as a file on no device; one where the file system tells no case. */
static struct file_id
name_id(struct arena *arena, struct str path)
{
	char *name = NEW_ARRAY(arena, char, path.n + 1);

	for (size_t i = 0; i < path.n; i++)
		name[i] = small_letter(path.p[i]);
	return (struct file_id){ UINT64_MAX,
	    str_hash((struct str){ name, path.n }) | 1 };
}

/* Inputs and earlier outputs of this run stay. */
static int
check_own(const struct write *write, struct file_id id, struct file_id name,
    struct findings *findings)
{
	const struct written *written = write->written;

	if (write->over != WRITE_REPAIR && findings->files != NULL &&
	    files_noted(findings->files, id))
		return refuse(write, findings, FINDING_OUTPUT_INPUT,
		    "也是要读的文件，没有覆盖；请用 -o 另起一个名字",
		    "is an input too and was not written over; give another "
		    "name with -o");
	if (written != NULL && (file_ids_have(&written->files, id) ||
	    file_ids_have(&written->files, name)))
		return refuse(write, findings, FINDING_OUTPUT_NAME_TWICE,
		    "这次运行已经写过一个（大小写不同也算），没有再写；"
		    "请改名或分开生成",
		    "was written in this run already and was left so; "
		    "rename one of the two, or make them apart");
	return 0;
}

/* Nothing that a person could have written: empty, or lost with the power. */
static bool
holds_nothing(struct str bytes)
{
	for (size_t i = 0; i < bytes.n; i++)
		if (bytes.p[i] != '\0')
			return false;
	return true;
}

int
write_aside(struct str path, struct findings *findings)
{
	struct arena arena = ARENA_INIT;
	struct str file = file_followed(&arena, path), aside;
	struct str suffix = path_suffix(file), stem = path_bare(file);
	enum file_kind kind = FILE_KIND_REGULAR;
	int status;

	for (unsigned n = 1; n < ASIDE_MAX && kind != FILE_KIND_NONE &&
	    kind != FILE_KIND_UNKNOWN; n++) {
		aside = str_format(&arena, "%.*s-改过%u%s%.*s", STR_ARG(stem),
		    n, suffix.n > 0 ? "." : "", STR_ARG(suffix));
		kind = file_kind(aside, NULL);
	}
	status = kind == FILE_KIND_UNKNOWN ? file_unwritable(aside, errno,
	    findings) : file_rename(file, aside, findings);
	if (status == 0)
		finding_add(findings, FINDING_OUTPUT_CHANGED, POS_NONE,
		    "“%.*s”生成后有人改过，或者不是本程序生成的：已改名为"
		    "“%.*s”，原来的名字重新生成；以后要改请改源文件或数据",
		    "“%.*s” was changed since it was made, or not made by "
		    "this program: it is “%.*s” now, and the file was made "
		    "again; change the source or the data instead",
		    STR_ARG(path), STR_ARG(str_eq(file, path) ?
		    path_name(aside) : aside));
	arena_release(&arena);
	return status;
}

/* Make room for BYTES: 1 when they stand there already, 0, or -1. */
static int
make_room(const struct write *write, struct arena *arena, struct str bytes,
    struct findings *findings)
{
	struct findings quiet = { .arena = arena };
	struct str there;

	if (write->over == WRITE_FORCE || write->over == WRITE_REPAIR)
		return 0;
	if (file_read_output(arena, write->path, OUTPUT_LIMIT, &there,
	    &quiet) != 0)
		return file_unwritable(write->path, errno, findings);
	if (str_eq(there, bytes))
		return 1;
	/* Provably ours and unchanged. */
	if (holds_nothing(there) || seal_holds(there) ||
	    sum_is(write->sum, there))
		return 0;
	if (write->over == WRITE_ASIDE)
		return write_aside(write->path, findings);
	return refuse(write, findings, FINDING_OUTPUT_EXISTS,
	    "已经有了，没有覆盖；请换一个名称，或者加 --force",
	    "is there already and was not written over; give another name, "
	    "or --force");
}

static int
look_and_write(const struct write *write, struct file_id name,
    struct arena *arena, struct str bytes, struct findings *findings)
{
	struct file_id id = { 0 };	/* no file's */
	enum file_kind kind = file_kind(write->path, &id);
	bool shared = kind == FILE_KIND_REGULAR &&
	    file_is_shared(write->path);
	int room = 0, status;

	/* What cannot be told to be free is taken. */
	if (((kind == FILE_KIND_REGULAR || kind == FILE_KIND_NONE) &&
	    check_own(write, id, name, findings) != 0) ||
	    ((kind == FILE_KIND_REGULAR || kind == FILE_KIND_UNKNOWN) &&
	    (room = make_room(write, arena, bytes, findings)) < 0))
		return -1;
	if (room > 0)
		return 0;
	status = file_write(write->path, write->temporary, bytes, write->sync,
	    findings);
	/* A file is replaced, not written into. */
	if (status == 0 && shared)
		finding_add(findings, FINDING_FILE_SHARED, POS_NONE,
		    "“%.*s”还有别的名字（硬链接）：那个名字下面仍是原来的内容，"
		    "要一样请重新链接",
		    "“%.*s” has another name (a hard link): what was there "
		    "before stands under that name still; link it again if "
		    "both are to be one",
		    STR_ARG(write->path));
	return status;
}

bool
write_may_be(struct str path, const char *option, struct findings *findings)
{
	struct file_id id;
	enum file_kind kind = file_kind(path, &id);
	bool input = kind == FILE_KIND_REGULAR && findings->files != NULL &&
	    files_noted(findings->files, id);

	if (!input && (kind == FILE_KIND_REGULAR || kind == FILE_KIND_NONE))
		return true;
	finding_add(findings, input ? FINDING_OUTPUT_INPUT :
	    FINDING_OUTPUT_NAME, POS_NONE,
	    "“%.*s”%s；没有生成，请给 %s 另起一个名字",
	    "“%.*s” %s; nothing was made, give %s another name",
	    STR_ARG(path), findings->language == LANGUAGE_EN ?
	    input ? "is an input" : "is no file" :
	    input ? "是要读的文件" : "不是文件", option);
	return false;
}

int
write_output(const struct write *write, struct str bytes,
    struct findings *findings)
{
	struct written *written = write->written;
	struct str folder = path_folder(write->path);
	struct arena arena = ARENA_INIT;
	struct file_id id, name = name_id(&arena, write->path);
	int status;

	/* Who repairs a file writes no other. */
	if (written != NULL ? !str_eq(written->cleared, folder) :
	    write->over == WRITE_REPAIR)
		file_clear(folder, findings);
	if (written != NULL)
		written->cleared = str_copy(findings->arena, folder);
	status = look_and_write(write, name, &arena, bytes, findings);
	arena_release(&arena);
	if (status == 0 && written != NULL &&
	    file_kind(write->path, &id) == FILE_KIND_REGULAR) {
		file_ids_add(findings->arena, &written->files, id);
		file_ids_add(findings->arena, &written->files, name);
	}
	return status;
}
