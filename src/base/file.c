/*
 * Files as the phases see them: read whole, written whole or not at all.  What
 * the system calls are is in os.h; what may be replaced is in write.c.
 */
#include "file.h"

#include <errno.h>

#include "digest.h"
#include "os.h"
#include "temporary.h"

/* A path as the system wants it; too long a one is an error of its own. */
struct cpath {
	char s[OS_PATH_MAX];
};

static int
to_cpath(struct str path, struct cpath *out)
{
	if (path.n >= sizeof(out->s) ||
	    (path.n > 0 && memchr(path.p, '\0', path.n) != NULL)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if (path.n > 0)
		memcpy(out->s, path.p, path.n);
	out->s[path.n] = '\0';
	return 0;
}

const char *
file_reason(int error, enum language language)
{
	static const struct {
		int error;
		const char *zh, *en;
	} reasons[] = {
		{ ENOENT, "没有这个文件", "no such file" },
		{ EACCES, "没有权限", "permission denied" },
		{ EISDIR, "这是一个文件夹", "it is a folder" },
		{ ENOTDIR, "路径中有一段不是文件夹",
		    "part of the path is not a folder" },
		{ ENOSPC, "磁盘已满", "the disk is full" },
		{ EROFS, "磁盘是只读的", "the disk is read-only" },
		{ ENAMETOOLONG, "文件名过长，一个名称最多约80个汉字",
		    "the name is too long" },
#ifdef EDQUOT
		{ EDQUOT, "磁盘配额已用完", "the disk quota is used up" },
#endif
		{ EFBIG, "超过了允许的文件大小",
		    "it is larger than files may be" },
		{ EMFILE, "打开的文件太多", "too many open files" },
		{ EIO, "读写出错，可能磁盘有故障",
		    "reading or writing went wrong; the disk may be broken" },
		{ EEXIST, "已经有同名的文件", "there is one already" },
		{ ELOOP, "链接绕了圈子", "its links lead in a circle" },
		{ EXDEV, "不在同一个磁盘上", "it is on another disk" },
		{ ETXTBSY, "文件正在使用，可能在 Word 或 WPS 中打开着；请关闭",
		    "it is in use, perhaps open in Word or WPS: close it" },
		{ EBUSY, "读的时候正在改动；请存好以后再运行一次",
		    "it was being changed meanwhile: save it and run again" },
		{ EINVAL, "名称中有不能用的字符",
		    "its name has characters that cannot be used" },
		{ ESPIPE, "不是普通文件", "it is no regular file" },
		{ ENFILE, "打开的文件太多", "too many open files" },
		{ EINTR, "被打断了", "it was interrupted" },
		{ EPERM, "没有权限", "permission denied" },
#ifdef ENOLCK
		{ ENOLCK, "这里的文件不能加锁", "files cannot be locked here" },
#endif
		{ ENOMEM, "内存不足", "out of memory" },
		{ ENXIO, "管道的另一头没有程序在读",
		    "nobody reads the other end of the pipe" },
	};

	for (size_t i = 0; i < COUNT_OF(reasons); i++)
		if (reasons[i].error == error)
			return language == LANGUAGE_EN ?
			    reasons[i].en : reasons[i].zh;
	return strerror(error);
}

int
file_unwritable(struct str path, int error, struct findings *findings)
{
	finding_add(findings, FINDING_FILE_UNWRITABLE, POS_NONE,
	    "不能写入“%.*s”：%s；没有写出文件",
	    "cannot write “%.*s”: %s; no file was written", STR_ARG(path),
	    file_reason(error, findings->language));
	errno = error;
	return -1;
}

int
file_unreadable(struct str path, int error, struct findings *findings)
{
	finding_add(findings, FINDING_FILE_UNREADABLE, POS_NONE,
	    "不能读取“%.*s”：%s；已跳过", "cannot read “%.*s”: %s; skipped",
	    STR_ARG(path), file_reason(error, findings->language));
	errno = error;
	return -1;
}

/* Nothing is there; any other error leaves it open. */
static bool
is_absent(int error)
{
	return error == ENOENT || error == ENOTDIR || error == ELOOP;
}

/* Close what is of no use any more; errno stays that of what went wrong. */
static void
close_kept(int fd)
{
	int error = errno;

	os_close(fd);
	errno = error;
}

static void
remove_kept(const char *name)
{
	int error = errno;

	os_remove(name);
	errno = error;
}

static int
read_all(int fd, char *p, size_t n, size_t *got)
{
	long r;

	for (*got = 0; *got < n; *got += (size_t)r)
		if ((r = os_read(fd, p + *got, n - *got)) <= 0) {
			if (r == 0)
				return 0;
			if (errno != EINTR)
				return -1;
			r = 0;
		}
	return 0;
}

/* PATH without links and ".."; its end may not be there yet. */
static bool
resolve(struct str path, struct cpath *out)
{
	struct cpath name;
	char *found;

	if (to_cpath(path, &name) != 0)
		return false;
	if ((found = os_real_path(name.s)) == NULL) {
		struct str folder = path_folder(path);
		struct str last = path_name(path);
		size_t n;

		if (errno != ENOENT || str_eq(last, STR("..")) ||
		    str_eq(folder, path) || !resolve(folder, out))
			return false;
		n = strlen(out->s);
		if (n + 1 + last.n >= sizeof(out->s))
			return false;
		out->s[n] = '/';
		memcpy(out->s + n + 1, last.p, last.n);
		out->s[n + 1 + last.n] = '\0';
		return true;
	}
	if (strlen(found) < sizeof(out->s))
		strcpy(out->s, found);
	else
		out->s[0] = '\0';
	free(found);
	return out->s[0] != '\0';
}

/* INNER is without links and "..".  1, 0, or -1 with errno. */
static int
is_below(const char *inner, struct str folder)
{
	struct cpath outer;
	size_t n;

	if (!resolve(folder, &outer))
		return -1;
	n = strlen(outer.s);
	return os_same_path(inner, outer.s, n) &&
	    (os_is_separator(inner[n]) || inner[n] == '\0' ||
	    os_root(outer.s, n) == n);
}

static int
path_is_below(struct str path, struct str folder)
{
	struct cpath inner;

	return resolve(path, &inner) ? is_below(inner.s, folder) : -1;
}

bool
file_is_below(struct str path, struct str folder)
{
	int below = path_is_below(path, folder);

	if (below == 0)
		errno = 0;
	return below > 0;
}

struct str
file_beside(struct arena *arena, struct str source, struct str name)
{
	struct str path = path_join(arena, path_folder(source), name);

	/* Where that is not known, reading the one here will tell. */
	return file_kind(path, NULL) != FILE_KIND_REGULAR &&
	    file_exists(name) && path_is_below(source, STR(".")) != 0 ?
	    name : path;
}

/* 1, 0, or -1 with errno. */
static int
is_in_bounds(const struct files *files, const char *inner)
{
	struct str here = STR(".");
	int in = files->home.n == 0 ? 1 : is_below(inner, files->home);

	if (in == 0 && (in = path_is_below(files->home, here)) > 0)
		in = is_below(inner, here);
	return in == 0 && files->root.n > 0 ? is_below(inner, files->root) : in;
}

/*
 * Without waiting: a pipe has no end, and is no file.  What a source named was
 * looked at before; where a link took its place since then, it is not followed.
 */
static int
open_to_read(const struct files *files, struct str path, const char *name)
{
	size_t i = files != NULL ? files->named.n : 0;
	char *found;
	int in, fd = -1;

	while (i > 0 && !str_eq(files->named.v[i - 1], path))
		i--;
	if (i == 0)
		return os_open(name, OS_READ, 0);
	if ((found = os_real_path(name)) == NULL)
		return -1;
	if ((in = is_in_bounds(files, found)) > 0)
		fd = os_open(found, OS_READ_PLAIN, 0);
	else if (in == 0)
		errno = EACCES;
	free(found);
	return fd;
}

/* ID: which file it was. */
static int
read_whole(struct arena *arena, struct str path, size_t limit,
    struct str *bytes, struct file_id *id, struct findings *findings)
{
	struct cpath name;
	struct os_stat st;
	size_t got = 0;
	char *p;
	int fd, error = 0;

	if (to_cpath(path, &name) != 0 ||
	    (fd = open_to_read(findings->files, path, name.s)) < 0)
		return file_unreadable(path, errno, findings);
	if (os_stat_open(fd, &st) != 0)
		error = errno;
	else if (st.kind != OS_FILE)
		error = st.kind == OS_FOLDER ? EISDIR : ESPIPE;
	else if (st.size > (long long)limit) {
		os_close(fd);
		finding_add(findings, FINDING_FILE_TOO_LARGE, POS_NONE,
		    "“%.*s”有 %lld 字节，最多接受 %zu 字节；已跳过",
		    "“%.*s” has %lld bytes, at most %zu are accepted; skipped",
		    STR_ARG(path), st.size, limit);
		return -1;
	} else {
		p = arena_alloc(arena, (size_t)st.size + 1);
		if (read_all(fd, p, (size_t)st.size, &got) != 0 ||
		    os_stat_open(fd, &st) != 0)
			error = errno;
		else if ((long long)got != st.size)
			error = EBUSY;	/* and would be half of it */
		*bytes = (struct str){ p, got };
		*id = (struct file_id){ st.device, st.number };
	}
	os_close(fd);
	return error == 0 ? 0 : file_unreadable(path, error, findings);
}

int
file_read_output(struct arena *arena, struct str path, size_t limit,
    struct str *bytes, struct findings *findings)
{
	struct file_id id;

	return read_whole(arena, path, limit, bytes, &id, findings);
}

int
file_read_input(struct arena *arena, size_t limit, struct str *bytes,
    struct findings *findings)
{
	struct str name = STR("-");
	struct buf all = { 0 };
	size_t got = 1;
	int status = 0;

	while (status == 0 && got > 0 && all.n <= limit) {
		buf_reserve(&all, 65536);
		status = read_all(0, all.p + all.n, 65536, &got);
		all.n += got;
	}
	if (status != 0)
		file_unreadable(name, errno, findings);
	else if (all.n > limit) {
		finding_add(findings, FINDING_FILE_TOO_LARGE, POS_NONE,
		    "标准输入超过 %zu 字节；没有读完",
		    "standard input has more than %zu bytes; not read to the "
		    "end", limit);
		status = -1;
	} else
		*bytes = buf_take(arena, &all);
	return status;
}

/* --- files that are read and written bit by bit ------------------------ */

static FILE *
stream_of_bytes(struct str bytes)
{
	FILE *file = os_stream_scratch();

	if (file == NULL || fwrite(bytes.p, 1, bytes.n, file) == bytes.n)
		return file;
	fclose(file);
	return NULL;
}

/* Takes the descriptor, negative with errno; closed when it is no stream. */
static FILE *
stream_of_file(int fd, const char *mode)
{
	FILE *file = NULL;
	struct os_stat st;

	if (fd < 0)
		return NULL;
	if (os_stat_open(fd, &st) == 0) {
		if (st.kind == OS_FILE)
			file = os_stream(fd, mode);
		else
			errno = st.kind == OS_FOLDER ? EISDIR : ESPIPE;
	}
	if (file == NULL)
		close_kept(fd);
	return file;
}

FILE *
file_open_output(struct str path)
{
	struct cpath name;

	return to_cpath(path, &name) != 0 ? NULL :
	    stream_of_file(os_open(name.s, OS_READ, 0), "rb");
}

/* A link is not followed: whoever put it there, it goes. */
static FILE *
open_own(struct str path, enum os_open how)
{
	struct cpath name;
	FILE *file;
	int fd;

	if (to_cpath(path, &name) != 0)
		return NULL;
	fd = os_open(name.s, how, 0666);
	if (fd < 0 && errno == ELOOP && os_remove(name.s) == 0)
		fd = os_open(name.s, how, 0666);
	if ((file = stream_of_file(fd, "r+b")) == NULL && fd >= 0 &&
	    how == OS_MAKE_EMPTY)
		remove_kept(name.s);	/* just made */
	return file;
}

FILE *
file_create(struct str path)
{
	return open_own(path, OS_MAKE_EMPTY);
}

FILE *
file_reopen(struct str path)
{
	return open_own(path, OS_REOPEN);
}

FILE *
file_open(struct str path, struct findings *findings)
{
	const struct file_given *given = findings->files != NULL ?
	    findings->files->given : NULL;
	bool is_given = given != NULL && str_eq(path, given->name);
	struct file_id id;
	FILE *file = is_given ? stream_of_bytes(given->bytes) :
	    file_open_output(path);

	if (file == NULL)
		file_unreadable(path, errno, findings);
	else if (!is_given && findings->files != NULL &&
	    file_kind(path, &id) == FILE_KIND_REGULAR) {
		files_note(findings->files, id);
		files_see(findings->files, path, STR_NONE);
	}
	if (file != NULL)
		rewind(file);
	return file;
}

int
file_read(struct arena *arena, struct str path, size_t limit,
    struct str *bytes, struct findings *findings)
{
	const struct file_given *given = findings->files != NULL ?
	    findings->files->given : NULL;
	struct file_id id;

	if (given != NULL && str_eq(path, given->name)) {
		*bytes = given->bytes;
		files_see(findings->files, path, STR_NONE);
		return 0;
	}
	if (read_whole(arena, path, limit, bytes, &id, findings) != 0)
		return -1;
	if (findings->files != NULL)
		files_note(findings->files, id);
	if (findings->files != NULL && findings->files->inputs != NULL)
		files_see(findings->files, path,
		    sum_hex(findings->files->arena, *bytes));
	return 0;
}

static int
write_all(int fd, struct str bytes)
{
	while (bytes.n > 0) {
		long w = os_write(fd, bytes.p, bytes.n);

		if (w < 0 && errno != EINTR)
			return -1;
		if (w > 0)
			bytes = str_from(bytes, (size_t)w);
	}
	return 0;
}

/* --- one file to its place -------------------------------------------- */

#define LINKS_MAX	40

/* Where a file is to stand, and what stands there now. */
struct target {
	struct str path;	/* as the user knows it */
	struct cpath name;	/* links followed */
	bool exists;
	struct os_stat st;
};

/* Follow the links that NAME's last part is, also to where nothing is yet. */
static int
follow_links(struct cpath *name)
{
	struct cpath target;

	for (unsigned i = 0; i < LINKS_MAX; i++) {
		const char *slash = strrchr(name->s, '/');
		size_t folder = slash != NULL ? (size_t)(slash - name->s) + 1 :
		    0;
		long n = os_link_target(name->s, target.s, sizeof(target.s));

		if (n < 0)
			return 0;
		if (os_root(target.s, (size_t)n) > 0)
			folder = 0;
		if (folder + (size_t)n >= sizeof(name->s)) {
			errno = ENAMETOOLONG;
			return -1;
		}
		memcpy(name->s + folder, target.s, (size_t)n);
		name->s[folder + (size_t)n] = '\0';
	}
	errno = ELOOP;
	return -1;
}

struct str
file_real(struct arena *arena, struct str path)
{
	struct cpath name;

	return resolve(path, &name) ? str_copy(arena, str_of(name.s)) :
	    STR_NONE;
}

struct str
file_followed(struct arena *arena, struct str path)
{
	struct cpath name;

	return to_cpath(path, &name) != 0 || follow_links(&name) != 0 ? path :
	    str_copy(arena, str_of(name.s));
}

/* 0, or an error number. */
static int
find_target(struct str path, struct target *target)
{
	target->path = path;
	if (to_cpath(path, &target->name) != 0)
		return errno;
	target->exists = false;
	/* Neither a link nor a file is there: one question less of the disk. */
	if (os_link_target(target->name.s, &(char){ 0 }, 1) < 0 &&
	    is_absent(errno))
		return 0;
	target->exists = os_stat(target->name.s, &target->st) == 0;
	if (!target->exists && !is_absent(errno))
		return errno;
	if (target->exists && target->st.kind == OS_FOLDER)
		return EISDIR;
	if (target->exists && target->st.kind != OS_FILE)
		return 0;
	return follow_links(&target->name) != 0 ? errno : 0;
}

/* Does the file hold exactly these bytes?  Cheaper to ask than to rewrite. */
static bool
same_bytes(const struct target *target, struct str bytes)
{
	char block[16384];
	size_t at = 0, got;
	bool same = true;
	int fd;

	if (!target->exists || (size_t)target->st.size != bytes.n ||
	    (fd = os_open(target->name.s, OS_READ, 0)) < 0)
		return false;
	while (same && at < bytes.n) {
		same = read_all(fd, block, sizeof(block), &got) == 0 &&
		    got > 0 && got <= bytes.n - at &&
		    memcmp(block, bytes.p + at, got) == 0;
		at += got;
	}
	os_close(fd);
	return same;
}

/* "-" is standard output. */
static bool
is_output(struct str path)
{
	return str_eq(path, STR("-"));
}

static int
write_straight(const struct target *target, struct str bytes,
    struct findings *findings)
{
	bool output = is_output(target->path) || os_is_output(&target->st);
	int error = 0, fd = output ? os_open_output() :
	    os_open(target->name.s, OS_WRITE, 0);

	if (fd < 0)
		return file_unwritable(target->path, errno, findings);
	if (write_all(fd, bytes) != 0)
		error = errno;
	if (os_close(fd) != 0 && error == 0)
		error = errno;
	if (error == 0 || !output)
		return error == 0 ? 0 : file_unwritable(target->path, error,
		    findings);
	finding_add(findings, FINDING_OUTPUT_UNWRITABLE, POS_NONE,
	    "标准输出没有写完：%s", "standard output is not whole: %s",
	    file_reason(error, findings->language));
	return -1;
}

#define LEFTOVER	".gongwen-"
#define FILE_GONE	(-3)

/*
 * Lock a temporary file, so that it is known whether somebody still writes it:
 * a lock does not outlive its process.  0;
 * FILE_GONE when it has lost its name, FILE_LOCKED, or -1 with errno.
 */
static int
lock_file(int fd, const char *name)
{
	struct os_stat a, b;

	if (os_lock(fd) != 0)
		return errno == EAGAIN || errno == EACCES ? FILE_LOCKED : -1;
	if (os_stat_open(fd, &a) != 0)
		return -1;
	if (os_stat(name, &b) != 0)
		return is_absent(errno) ? FILE_GONE : -1;
	return a.device == b.device && a.number == b.number ? 0 : FILE_GONE;
}

/* As os_open, of a file that goes when memory runs out: NUMBER. */
static int
open_temporary(const char *name, enum os_open how, unsigned mode,
    size_t *number)
{
	int fd, error;

	*number = temporary_begin(name);
	fd = os_open(name, how, mode);
	error = errno;
	if (fd < 0)
		temporary_end(*number);
	else
		temporary_made(*number);
	errno = error;
	return fd;
}

/* Open a new file beside NAME; its name goes to TEMPORARY. */
static int
open_beside(const char *name, struct cpath *temporary, unsigned mode,
    size_t *number)
{
	const char *slash = strrchr(name, '/');
	int folder = slash != NULL ? (int)(slash - name) + 1 : 0;

	for (unsigned i = 0; i < 100; i++) {
		int n = snprintf(temporary->s, sizeof(temporary->s),
		    "%.*s" LEFTOVER "%lu-%u.tmp", folder, name,
		    os_process(), i);
		int fd, locked;

		if (n < 0 || (size_t)n >= sizeof(temporary->s)) {
			errno = ENAMETOOLONG;
			return -1;
		}
		fd = open_temporary(temporary->s, OS_MAKE_NEW, mode, number);
		if (fd < 0 && errno != EEXIST)
			return -1;
		/* Some file systems know no locks, and need none. */
		if (fd >= 0 && ((locked = lock_file(fd, temporary->s)) == 0 ||
		    locked == -1))
			return fd;
		if (fd >= 0) {
			os_close(fd);
			os_remove(temporary->s);
			temporary_end(*number);
		}
	}
	errno = EEXIST;
	return -1;
}

/* Make a rename last: the folder itself goes to disk. */
static int
flush_folder(struct str path)
{
	struct cpath name;

	return to_cpath(path_folder(path), &name) != 0 ? -1 :
	    os_flush_folder(name.s);
}

/* What is to be written: bytes, or what a function writes. */
struct content {
	struct str bytes;
	file_fill *fill;	/* NULL: the bytes */
	void *context;
};

/* Write it, flush it if so wanted, close.  0 or an error number. */
static int
fill_stream(int fd, const struct content *content, enum file_sync sync)
{
	FILE *file = stream_of_file(fd, "r+b");
	int error;

	if (file == NULL)
		return errno;
	error = content->fill(content->context, file) != 0 ||
	    file_flush_stream(file, sync) != 0 ? errno : 0;
	if (fclose(file) != 0 && error == 0)
		error = errno;
	return error;
}

static int
fill_bytes(int fd, struct str bytes, enum file_sync sync)
{
	int error = write_all(fd, bytes) != 0 || (sync == FILE_SYNC_EACH &&
	    os_flush(fd) != 0) ? errno : 0;

	if (os_close(fd) != 0 && error == 0)
		error = errno;
	return error;
}

/* Another run took the temporary file for one that was left: once more. */
#define TAKEN_AWAY	(-1)

/*
 * Give the temporary file its name; make the folder if it is missing.  0,
 * TAKEN_AWAY or an error number.
 */
static int
take_place(const char *temporary, const struct target *target,
    enum file_sync sync)
{
	struct arena arena = ARENA_INIT;
	struct findings quiet = { .arena = &arena };
	struct str name = str_of(target->name.s);
	int error = os_rename(temporary, name.p) != 0 ? errno : 0;

	if (error == ENOENT) {
		error = file_make_folder(path_folder(name), &quiet) != 0 ||
		    os_rename(temporary, name.p) != 0 ? errno : 0;
		if (error == ENOENT && !os_exists(temporary))
			error = TAKEN_AWAY;
	}
	if (error == 0 && sync == FILE_SYNC_EACH && flush_folder(name) != 0)
		error = errno;
	arena_release(&arena);
	return error;
}

int
file_take_place(struct str temporary, struct str path, enum file_sync sync)
{
	struct target target;
	struct cpath from;
	int error = find_target(path, &target);

	if (error == 0 && (to_cpath(temporary, &from) != 0 ||
	    (target.exists && os_take_mode(from.s, &target.st) != 0)))
		error = errno;
	if (error == 0)
		error = take_place(from.s, &target, sync == FILE_SYNC_NONE ?
		    sync : FILE_SYNC_EACH);
	errno = error == TAKEN_AWAY ? ENOENT : error;
	return error == 0 ? 0 : -1;
}

int
file_flush_stream(FILE *file, enum file_sync sync)
{
	if (ferror(file)) {
		errno = EIO;
		return -1;
	}
	return fflush(file) != 0 || (sync != FILE_SYNC_NONE &&
	    os_stream_flush(file) != 0) ? -1 : 0;
}

size_t
file_read_at(FILE *file, unsigned long long offset, char *p, size_t n)
{
	long got;

	while ((got = os_stream_read_at(file, offset, p, n)) < 0 &&
	    errno == EINTR)
		;
	return got > 0 ? (size_t)got : 0;
}

/*
 * FD is the new temporary file's, known by NUMBER; negative, with errno, when
 * there is none.
 */
static int
fill_and_place(int fd, size_t number, const char *temporary,
    const struct target *target, const struct content *content,
    enum file_sync sync)
{
	int error;

	if (fd < 0)
		return errno;
	if (target->exists && os_take_owner(fd, &target->st) != 0) {
		error = errno;
		os_close(fd);
	} else
		error = content->fill != NULL ? fill_stream(fd, content, sync) :
		    fill_bytes(fd, content->bytes, sync);
	if (error == 0)
		error = take_place(temporary, target, sync);
	if (error > 0)
		os_remove(temporary);
	temporary_end(number);
	return error;
}

/* Through a new name beside it; the folder is made if it is missing. */
static int
place_beside(const struct target *target, const struct content *content,
    unsigned mode, enum file_sync sync, struct findings *findings)
{
	struct str folder = path_folder(str_of(target->name.s));
	int error = TAKEN_AWAY;
	struct cpath beside;

	for (unsigned tries = 0; tries < 10 && error == TAKEN_AWAY; tries++) {
		size_t number;
		int fd = open_beside(target->name.s, &beside, mode, &number);

		if (fd < 0 && errno == ENOENT) {
			if (file_make_folder(folder, findings) != 0)
				return -1;
			fd = open_beside(target->name.s, &beside, mode,
			    &number);
		}
		error = fill_and_place(fd, number, beside.s, target, content,
		    sync);
	}
	return error == 0 ? 0 : file_unwritable(target->path,
	    error == TAKEN_AWAY ? ENOENT : error, findings);
}

static int
write_content(struct str path, struct str temporary,
    const struct content *content, enum file_sync sync,
    struct findings *findings)
{
	struct target target = { .path = path };
	struct cpath beside;
	size_t number;
	int error, fd;
	unsigned mode;

	if (content->fill == NULL && is_output(path))
		return write_straight(&target, content->bytes, findings);
	error = find_target(path, &target);
	mode = error == 0 && target.exists ? target.st.mode & 0777 : 0666;
	if (error == 0 && temporary.n > 0 && to_cpath(temporary, &beside) != 0)
		error = errno;
	if (error != 0)
		return file_unwritable(path, error, findings);
	if (target.exists && (target.st.kind != OS_FILE ||
	    os_is_output(&target.st)))
		return content->fill == NULL ? write_straight(&target,
		    content->bytes, findings) :
		    file_unwritable(path, ESPIPE, findings);
	if (content->fill == NULL && same_bytes(&target, content->bytes))
		return 0;
	/* A link may lead to another file system. */
	if (temporary.n > 0 && str_eq(path, str_of(target.name.s))) {
		fd = open_temporary(beside.s, OS_MAKE_EMPTY, mode, &number);
		error = fill_and_place(fd, number, beside.s, &target, content,
		    sync);
		if (error != TAKEN_AWAY)
			return error == 0 ? 0 : file_unwritable(path, error,
			    findings);
	}
	return place_beside(&target, content, mode, sync, findings);
}

int
file_write(struct str path, struct str temporary, struct str bytes,
    enum file_sync sync, struct findings *findings)
{
	const struct content content = { .bytes = bytes };

	return write_content(path, temporary, &content, sync, findings);
}

int
file_write_by(struct str path, struct str temporary, file_fill *fill,
    void *context, enum file_sync sync, struct findings *findings)
{
	const struct content content = { STR_NONE, fill, context };

	return write_content(path, temporary, &content, sync ==
	    FILE_SYNC_NONE ? sync : FILE_SYNC_EACH, findings);
}

/* The lock file is removed by whoever holds it: look what stands there then. */
int
file_lock(struct str path)
{
	struct cpath name;
	int fd, locked;

	if (to_cpath(path, &name) != 0)
		return -1;
	for (unsigned tries = 0; tries < 100; tries++) {
		fd = os_open(name.s, OS_MAKE, 0666);
		if (fd < 0 && errno == ELOOP && os_remove(name.s) == 0)
			continue;
		if (fd < 0)
			return -1;
		if ((locked = lock_file(fd, name.s)) == 0)
			return fd;
		close_kept(fd);
		if (locked != FILE_GONE)
			return locked;
	}
	return FILE_LOCKED;
}

void
file_unlock(int lock, struct str path, struct findings *findings)
{
	if (lock < 0)
		return;
	file_remove(path, findings);
	os_close(lock);
}

/* Nobody writes it any more: whoever did was killed. */
static bool
is_left(const char *name)
{
	int fd = os_open(name, OS_REOPEN, 0);
	bool left = fd >= 0 && lock_file(fd, name) == 0;

	if (fd >= 0)
		os_close(fd);
	return left;
}

void
file_clear(struct str folder, struct findings *findings)
{
	struct arena arena = ARENA_INIT;
	struct findings quiet = { .arena = &arena };
	struct paths names;

	if (file_names(&arena, folder, &names, &quiet) != 0)
		names.n = 0;		/* not there yet */
	for (size_t i = 0; i < names.n; i++) {
		struct str path = path_join(&arena, folder, names.v[i]);

		if (str_starts(names.v[i], STR(LEFTOVER)) &&
		    str_ends(names.v[i], STR(".tmp")) &&
		    is_left(str_cstr(&arena, path)))
			file_remove(path, findings);
	}
	arena_release(&arena);
}

int
file_flush(struct str path, struct findings *findings)
{
	struct cpath name;

	return to_cpath(path, &name) == 0 && os_flush_disk(name.s) == 0 ? 0 :
	    file_unwritable(path, errno, findings);
}

int
file_remove(struct str path, struct findings *findings)
{
	struct cpath name;

	if (to_cpath(path, &name) == 0 &&
	    (os_remove(name.s) == 0 || errno == ENOENT))
		return 0;
	return file_unwritable(path, errno, findings);
}

enum file_kind
file_kind(struct str path, struct file_id *id)
{
	struct cpath name;
	struct os_stat st;

	if (is_output(path))
		return FILE_KIND_OTHER;
	if (to_cpath(path, &name) != 0)
		return FILE_KIND_NONE;
	if (os_stat(name.s, &st) != 0)
		return is_absent(errno) ? FILE_KIND_NONE : FILE_KIND_UNKNOWN;
	if (id != NULL)
		*id = (struct file_id){ st.device, st.number };
	return st.kind == OS_FILE && !os_is_output(&st) ? FILE_KIND_REGULAR :
	    st.kind == OS_FOLDER ? FILE_KIND_FOLDER : FILE_KIND_OTHER;
}

bool
file_is_shared(struct str path)
{
	struct cpath name;
	struct os_stat st;

	return to_cpath(path, &name) == 0 && os_stat(name.s, &st) == 0 &&
	    st.kind == OS_FILE && st.names > 1;
}

int
file_look(struct str path, long long *size, long long *changed)
{
	struct cpath name;
	struct os_stat st;

	if (to_cpath(path, &name) != 0 || os_stat(name.s, &st) != 0 ||
	    st.kind != OS_FILE)
		return -1;
	*size = st.size;
	*changed = st.changed;
	return 0;
}

long long
file_size(struct str path)
{
	long long size, changed;

	return file_look(path, &size, &changed) == 0 ? size : -1;
}

int
file_rename(struct str from, struct str to, struct findings *findings)
{
	struct cpath old, new;

	if (to_cpath(from, &old) != 0 || to_cpath(to, &new) != 0)
		return file_unwritable(to, errno, findings);
	return os_rename_new(old.s, new.s) == 0 ? 0 :
	    file_unwritable(to, errno, findings);
}

void
file_note(struct files *files, struct str path)
{
	struct file_id id;

	if (file_kind(path, &id) == FILE_KIND_REGULAR)
		files_note(files, id);
}

bool
file_is_folder(struct str path)
{
	return file_kind(path, NULL) == FILE_KIND_FOLDER;
}

bool
file_exists(struct str path)
{
	struct cpath name;
	struct os_stat st;

	return to_cpath(path, &name) == 0 && (os_stat(name.s, &st) == 0 ||
	    !is_absent(errno));
}

int
file_make_folder(struct str path, struct findings *findings)
{
	struct cpath name;
	int error;

	if (to_cpath(path, &name) != 0)
		return file_unwritable(path, errno, findings);
	for (char *p = name.s + os_root(path.p, path.n); path.n > 0; p++) {
		char c = *p;

		if ((!os_is_separator(c) && c != '\0') || p == name.s)
			continue;
		*p = '\0';
		error = os_make_folder(name.s) == 0 ? 0 : errno;
		if (error != 0 && !file_is_folder(str_of(name.s)))
			return file_unwritable(str_of(name.s),
			    error == EEXIST ? ENOTDIR : error, findings);
		if ((*p = c) == '\0')
			break;
	}
	return 0;
}

struct path_list {
	struct arena *arena;
	VEC(struct str) list;
};

static void
note_name(void *context, const char *name)
{
	struct path_list *found = context;

	*VEC_ADD(found->arena, &found->list) =
	    str_copy(found->arena, str_of(name));
}

int
file_names(struct arena *arena, struct str path, struct paths *names,
    struct findings *findings)
{
	struct path_list found = { .arena = arena };
	struct cpath name;

	if (to_cpath(path, &name) != 0 ||
	    os_list(name.s, note_name, &found) != 0)
		return file_unreadable(path, errno, findings);
	*names = (struct paths){ found.list.v, found.list.n };
	return 0;
}

/* A walk through folders: each is gone through once, whatever leads to it. */
struct walk {
	struct path_list files;
	struct path_list links;		/* to folders; after the others */
	struct files seen;
	struct findings *findings;
	int error;			/* of a folder that was not read */
};

static bool
is_link(struct str path)
{
	struct cpath name;
	char to;

	return to_cpath(path, &name) == 0 &&
	    os_link_target(name.s, &to, 1) >= 0;
}

static int
walk_folder(struct walk *walk, struct str path)
{
	struct arena *arena = walk->files.arena;
	struct file_id id;
	struct paths names;

	if (file_kind(path, &id) == FILE_KIND_FOLDER) {
		if (files_noted(&walk->seen, id))
			return 0;
		files_note(&walk->seen, id);
	}
	if (file_names(arena, path, &names, walk->findings) != 0) {
		walk->error = errno;
		return -1;
	}
	sort(names.v, names.n, sizeof(struct str), str_compare);
	for (size_t i = 0; i < names.n; i++) {
		struct str child = path_join(arena, path, names.v[i]);
		struct cpath name;
		struct os_stat st = { .kind = OS_FILE };

		/* Hidden, or what Word keeps beside a file it has open. */
		if (str_starts_one(names.v[i], ".|~$"))
			continue;
		if (to_cpath(child, &name) == 0 &&
		    os_stat(name.s, &st) != 0 && !is_absent(errno))
			file_unreadable(child, walk->error = errno,
			    walk->findings);
		else if (st.kind != OS_FOLDER)
			*VEC_ADD(arena, &walk->files.list) = child;
		else if (is_link(child))
			*VEC_ADD(arena, &walk->links.list) = child;
		else
			walk_folder(walk, child);
	}
	return 0;
}

int
file_list(struct arena *arena, struct str path, struct paths *paths,
    struct findings *findings)
{
	struct walk walk = { .files.arena = arena, .links.arena = arena,
	    .seen.arena = arena, .findings = findings };

	if (walk_folder(&walk, path) != 0)
		return -1;
	for (size_t i = 0; i < walk.links.list.n; i++)
		walk_folder(&walk, walk.links.list.v[i]);
	sort(walk.files.list.v, walk.files.list.n, sizeof(struct str),
	    str_compare);
	*paths = (struct paths){ walk.files.list.v, walk.files.list.n };
	errno = walk.error;
	return 0;
}

bool
file_may_read(struct str path, struct pos pos, struct findings *findings)
{
	struct files *files = findings->files;
	struct cpath inner;
	int in = 1;

	if (files == NULL || files->home.n == 0)
		return true;
	if (file_kind(path, NULL) != FILE_KIND_NONE && (in = resolve(path,
	    &inner) ? is_in_bounds(files, inner.s) : -1) < 0)
		return file_unreadable(path, errno, findings) == 0;
	if (in > 0) {
		if (pos.file != 0)
			*VEC_ADD(files->arena, &files->named) = path;
		return true;
	}
	finding_add(findings, FINDING_PATH_OUTSIDE, pos,
	    "“%.*s”在源文件所在的文件夹之外，没有读取；没有生成文件。请把它"
	    "放到源文件旁边，或者用 --root 指明可以读哪个文件夹里的文件",
	    "“%.*s” lies outside of the source's folder and was not read; no "
	    "file was made.  Put it beside the source, or name the folder "
	    "that may be read with --root", STR_ARG(path));
	return false;
}

bool
file_is_linked(struct str path, struct str folder)
{
	size_t from = path.n - path_below(path, folder).n;
	struct cpath name;
	char to;

	if (to_cpath(path, &name) != 0)
		return false;
	for (size_t i = path.n; i > from; i--) {
		if (i < path.n && !os_is_separator(path.p[i]))
			continue;
		name.s[i] = '\0';
		if (os_link_target(name.s, &to, 1) >= 0)
			return true;
	}
	return false;
}
