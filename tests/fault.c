/*
 * Faults: gongwen with the calls that reach the system in its hands, so that
 * any of them can fail, or be the one at which the program is killed.
 *
 * usage: fault [-r RUNS] [-k KINDS] [-l PATH] FOLDER ARGUMENT...
 *	-r RUNS		so many places of each kind, spread evenly; 0: all
 *	-k KINDS	of these kinds only, by commas, see kinds below
 *	-l PATH		lacks what could not be made, and is whole all the same
 *
 * "gongwen ARGUMENT..." runs in FOLDER once as it should, then once for every
 * call that it made, which fails, and each time from the same files.  The
 * program is part of this one: a run is a fork, and files are put back only
 * where they were written.  Of requests for memory, thousands of which come
 * from one place, one is refused for each way (stack) to a request.  After
 * a run
 *	it was not killed by itself, and did not hang;
 *	every file is whole: what stood in the folder before, or what the run
 *	without a fault makes of it; nothing that this keeps is lost;
 *	when it ends as it should, it made and printed what it should; else it
 *	said why, and nothing is left over;
 *	a second run without a fault comes to the same as ever.
 * What a second run makes of the same files is the same and tried once.
 *
 * Ends with "N faults, N went wrong: ARGUMENT..."; 0 when nothing did.
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <ftw.h>
#include <iconv.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int	gongwen_main(int, char **);

/* --- which call fails ---------------------------------------------------- */

enum kind { MEMORY, OPEN, READ, WRITE, PRINT, CLOSE, STAT, SEEK, FLUSH, NAME,
	OWNER, FOLDER, LOCK, THREAD, LIBRARY, TAKEN, KILL, KINDS };

/*
 * How each kind fails: 28 the disk is full, 5 it is broken, 13 no permission,
 * 24 too many files, 4 a signal came.
 */
static const struct {
	const char *name;
	int errors[4];
} kinds[KINDS] = {
	[MEMORY] = { "memory", { ENOMEM } },
	[OPEN] = { "open", { ENOSPC, EACCES, EIO, EMFILE } },
	[READ] = { "read", { EIO, EINTR } },
	[WRITE] = { "write", { ENOSPC, EIO, EINTR } },
	[PRINT] = { "print", { ENOSPC } },
	[CLOSE] = { "close", { ENOSPC, EIO } },
	[STAT] = { "stat", { EACCES, EIO } },
	[SEEK] = { "seek", { EIO } },
	[FLUSH] = { "flush", { ENOSPC, EIO } },
	[NAME] = { "name", { ENOSPC, EACCES, EIO } },
	[OWNER] = { "owner", { EACCES, EPERM } },
	[FOLDER] = { "folder", { ENOSPC, EACCES, EIO } },
	[LOCK] = { "lock", { ENOLCK, EAGAIN } },
	[THREAD] = { "thread", { EAGAIN } },
	[LIBRARY] = { "library", { ENOENT } },
	/* Another run removes what is to be renamed. */
	[TAKEN] = { "taken", { ENOENT } },
	[KILL] = { "kill", { 0 } },
};

#define CALLS_MOST	(1u << 18)

/* What a run is to meet; set before the fork. */
static struct plan {
	enum kind kind;
	unsigned nth;
	int error;
	bool on;		/* all later ones fail too */
} plan;
static bool armed;

/* What a run tells: how often each kind was called, and for MEMORY whence. */
static struct {
	bool looking;
	unsigned calls[KINDS];
	uint64_t whence[CALLS_MOST];
} *seen;

static uint64_t
stack(void)
{
	void *frames[64];
	int n = backtrace(frames, 64);
	uint64_t hash = 14695981039346656037u;

	for (int i = 0; i < n; i++)
		hash = (hash ^ (uint64_t)(uintptr_t)frames[i]) *
		    1099511628211u;
	return hash;
}

/* Is it this call's turn? */
static bool
strikes(enum kind kind)
{
	unsigned nth;

	if (!armed)
		return false;
	if (kind != MEMORY && kind != TAKEN) {
		nth = __sync_add_and_fetch(&seen->calls[KILL], 1);
		if (plan.kind == KILL && nth == plan.nth)
			kill(getpid(), SIGKILL);
	}
	nth = __sync_add_and_fetch(&seen->calls[kind], 1);
	if (kind == MEMORY && seen->looking && nth < CALLS_MOST) {
		armed = false;
		seen->whence[nth] = stack();
		armed = true;
	}
	if (kind != plan.kind || plan.nth == 0 || nth < plan.nth ||
	    (nth > plan.nth && !plan.on))
		return false;
	errno = plan.error;
	return true;
}

#define REAL(type, name, ...) \
	static type (*real)(__VA_ARGS__); \
	if (real == NULL) \
		*(void **)&real = dlsym(RTLD_NEXT, #name)

/* A call of KIND that returns FAILED when it is its turn. */
#define WRAP(type, name, kind, failed, parameters, ...) \
	type \
	name parameters \
	{ \
		static type (*real) parameters; \
		if (real == NULL) \
			*(void **)&real = dlsym(RTLD_NEXT, #name); \
		return strikes(kind) ? failed : real(__VA_ARGS__); \
	}

/* With 64-bit offsets the C library has other names for these; both here. */
#define WRAP_64(type, name, kind, failed, parameters, ...) \
	WRAP(type, name, kind, failed, parameters, __VA_ARGS__) \
	WRAP(type, name##64, kind, failed, parameters, __VA_ARGS__)

#define OPENING(name) \
	int \
	name(const char *path, int flags, ...) \
	{ \
		REAL(int, name, const char *, int, ...); \
		va_list ap; \
		int mode; \
		va_start(ap, flags); \
		mode = va_arg(ap, int); \
		va_end(ap); \
		return strikes(OPEN) ? -1 : real(path, flags, mode); \
	}
OPENING(open)
OPENING(open64)

int
openat64(int folder, const char *path, int flags, ...)
{
	REAL(int, openat64, int, const char *, int, ...);

	return strikes(OPEN) ? -1 : real(folder, path, flags);
}

#define CONTROLLING(name) \
	int \
	name(int fd, int what, ...) \
	{ \
		REAL(int, name, int, int, ...); \
		va_list ap; \
		void *argument; \
		va_start(ap, what); \
		argument = va_arg(ap, void *); \
		va_end(ap); \
		return strikes(LOCK) ? -1 : real(fd, what, argument); \
	}
CONTROLLING(fcntl)
CONTROLLING(fcntl64)

WRAP_64(FILE *, fopen, OPEN, NULL, (const char *path, const char *how),
    path, how)
WRAP(FILE *, fdopen, OPEN, NULL, (int fd, const char *how), fd, how)
WRAP_64(FILE *, tmpfile, OPEN, NULL, (void), )
WRAP(DIR *, opendir, OPEN, NULL, (const char *path), path)
WRAP(iconv_t, iconv_open, OPEN, (iconv_t)-1, (const char *to,
    const char *from), to, from)

WRAP(ssize_t, read, READ, -1, (int fd, void *p, size_t n), fd, p, n)
WRAP(ssize_t, pread, READ, -1, (int fd, void *p, size_t n, off_t at), fd, p,
    n, at)
WRAP(ssize_t, pread64, READ, -1, (int fd, void *p, size_t n, off64_t at), fd,
    p, n, at)
WRAP_64(void *, mmap, READ, MAP_FAILED, (void *p, size_t n, int how,
    int flags, int fd, off_t at), p, n, how, flags, fd, at)
WRAP(struct dirent64 *, readdir64, READ, NULL, (DIR *folder), folder)

WRAP(int, stat, STAT, -1, (const char *path, struct stat *st), path, st)
WRAP(int, fstat, STAT, -1, (int fd, struct stat *st), fd, st)
WRAP(int, stat64, STAT, -1, (const char *path, struct stat64 *st), path, st)
WRAP(int, fstat64, STAT, -1, (int fd, struct stat64 *st), fd, st)
WRAP(int, access, STAT, -1, (const char *path, int how), path, how)
WRAP(ssize_t, readlink, STAT, -1, (const char *path, char *to, size_t n),
    path, to, n)
WRAP(char *, realpath, STAT, NULL, (const char *path, char *to), path, to)
WRAP(long, sysconf, STAT, -1, (int name), name)

WRAP(int, fseek, SEEK, -1, (FILE *file, long at, int from), file, at, from)
WRAP_64(int, fseeko, SEEK, -1, (FILE *file, off_t at, int from), file, at,
    from)
WRAP_64(off_t, ftello, SEEK, -1, (FILE *file), file)

WRAP(int, link, NAME, -1, (const char *from, const char *to), from, to)
WRAP(int, unlink, NAME, -1, (const char *path), path)
WRAP_64(int, ftruncate, WRITE, -1, (int fd, off_t n), fd, n)
WRAP(int, chmod, OWNER, -1, (const char *path, mode_t mode), path, mode)
WRAP(int, fchmod, OWNER, -1, (int fd, mode_t mode), fd, mode)
WRAP(int, fchown, OWNER, -1, (int fd, uid_t owner, gid_t group), fd, owner,
    group)
WRAP(int, mkdir, FOLDER, -1, (const char *path, mode_t mode), path, mode)
WRAP(int, pthread_create, THREAD, EAGAIN, (pthread_t *thread,
    const pthread_attr_t *how, void *(*work)(void *), void *p), thread, how,
    work, p)

/* tools/lazy.c is in this program, too, though its libraries are there. */
void *
dlopen(const char *path, int how)
{
	REAL(void *, dlopen, const char *, int);

	return real(strikes(LIBRARY) ? "lost.so" : path, how);
}

int
rename(const char *from, const char *to)
{
	REAL(int, rename, const char *, const char *);

	if (strstr(from, ".tmp") != NULL && strikes(TAKEN))
		unlink(from);
	return strikes(NAME) ? -1 : real(from, to);
}

/* Nobody pulls the plug: no need to wait. */
int
fsync(int fd)
{
	(void)fd;
	return strikes(FLUSH) ? -1 : 0;
}

int
syncfs(int fd)
{
	return fsync(fd);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	REAL(ssize_t, write, int, const void *, size_t);

	if (!strikes(WRITE))
		return real(fd, bytes, n);
	if (n > 1 && plan.error != EINTR)
		real(fd, bytes, n / 2);	/* half of it still gets there */
	return -1;
}

/* It is closed all the same. */
int
close(int fd)
{
	REAL(int, close, int);
	int status = real(fd);

	return strikes(CLOSE) ? -1 : status;
}

/* Streams go to the system without these; theirs is the error to tell of. */
static FILE *broken;

static bool
breaks(enum kind kind, FILE *file)
{
	if (!strikes(kind))
		return false;
	broken = file;
	return true;
}

int
ferror(FILE *file)
{
	REAL(int, ferror, FILE *);

	return file == broken || real(file);
}

int
fclose(FILE *file)
{
	REAL(int, fclose, FILE *);

	if (broken == file)
		broken = NULL;
	int status = real(file);
	return strikes(CLOSE) ? EOF : status;
}

#define WRAP_STREAM(type, name, kind, failed, parameters, ...) \
	type \
	name parameters \
	{ \
		static type (*real) parameters; \
		if (real == NULL) \
			*(void **)&real = dlsym(RTLD_NEXT, #name); \
		return breaks(kind, file) ? failed : real(__VA_ARGS__); \
	}
WRAP_STREAM(size_t, fread, READ, 0, (void *p, size_t size, size_t n,
    FILE *file), p, size, n, file)
WRAP_STREAM(char *, fgets, READ, NULL, (char *p, int n, FILE *file), p, n,
    file)
WRAP_STREAM(int, getc, READ, EOF, (FILE *file), file)
WRAP_STREAM(size_t, fwrite, PRINT, 0, (const void *p, size_t size, size_t n,
    FILE *file), p, size, n, file)
WRAP_STREAM(int, fputs, PRINT, EOF, (const char *text, FILE *file), text, file)
WRAP_STREAM(int, fflush, PRINT, EOF, (FILE *file), file)

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

void *
calloc(size_t n, size_t size)
{
	return strikes(MEMORY) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return strikes(MEMORY) ? NULL : __libc_realloc(p, n);
}

void *
malloc(size_t n)
{
	return strikes(MEMORY) ? NULL : __libc_malloc(n);
}

/* --- the files of the folder --------------------------------------------- */

struct file {
	char *path;
	mode_t mode;
	char *bytes;		/* NULL: a folder */
	size_t n;
	uint64_t hash;
};

struct tree {
	struct file *v;
	size_t n;
};

static struct tree *walked;

static uint64_t
digest(uint64_t hash, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)p[i]) * 1099511628211u;
	return hash;
}

static char *
bytes_of(int fd, size_t n)
{
	char *bytes = malloc(n + 1);

	if (pread(fd, bytes, n, 0) != (ssize_t)n) {
		perror("fault");
		exit(2);
	}
	bytes[n] = '\0';
	return bytes;
}

static int
take(const char *path, const struct stat *st, int type, struct FTW *at)
{
	struct file file = { .path = strdup(path), .mode = st->st_mode };
	int fd;

	(void)type;
	if (at->level == 0) {
		free(file.path);
		return 0;
	}
	if (S_ISREG(st->st_mode) && (fd = open(path, O_RDONLY)) >= 0) {
		file.n = (size_t)st->st_size;
		file.bytes = bytes_of(fd, file.n);
		file.hash = digest(7, file.bytes, file.n);
		close(fd);
	}
	if ((walked->n & (walked->n + 1)) == 0)
		walked->v = realloc(walked->v, (2 * walked->n + 2) *
		    sizeof(*walked->v));
	walked->v[walked->n++] = file;
	return 0;
}

static int
by_path(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->path,
	    ((const struct file *)b)->path);
}

static struct tree
tree_read(void)
{
	struct tree tree = { 0 };

	walked = &tree;
	nftw(".", take, 16, FTW_PHYS);
	qsort(tree.v, tree.n, sizeof(*tree.v), by_path);
	return tree;
}

static void
tree_free(struct tree *tree)
{
	for (size_t i = 0; i < tree->n; i++) {
		free(tree->v[i].path);
		free(tree->v[i].bytes);
	}
	free(tree->v);
}

static const struct file *
tree_find(const struct tree *tree, const char *path)
{
	struct file key = { .path = (char *)path };

	return tree->n == 0 ? NULL : bsearch(&key, tree->v, tree->n,
	    sizeof(key), by_path);
}

static bool
same(const struct file *a, const struct file *b)
{
	return a->mode == b->mode && a->n == b->n && a->hash == b->hash;
}

/* Does any file of the tree hold what this one does? */
static bool
tree_holds(const struct tree *tree, const struct file *file)
{
	for (size_t i = 0; i < tree->n; i++)
		if (tree->v[i].bytes != NULL && tree->v[i].n == file->n &&
		    tree->v[i].hash == file->hash)
			return true;
	return false;
}

static uint64_t
tree_hash(const struct tree *tree)
{
	uint64_t hash = 7;

	for (size_t i = 0; i < tree->n; i++) {
		hash = digest(hash, tree->v[i].path,
		    strlen(tree->v[i].path) + 1);
		hash = digest(hash, (char *)&tree->v[i].hash,
		    sizeof(tree->v[i].hash));
	}
	return hash;
}

/* Have the folder, in which NOW stands, hold WANTED. */
static void
tree_put(const struct tree *now, const struct tree *wanted)
{
	for (size_t i = now->n; i-- > 0; ) {
		const struct file *file = &now->v[i],
		    *other = tree_find(wanted, file->path);
		if (other != NULL && same(file, other))
			continue;
		if (file->bytes != NULL || !S_ISDIR(file->mode))
			unlink(file->path);
		else if (other == NULL)
			rmdir(file->path);
	}
	for (size_t i = 0; i < wanted->n; i++) {
		const struct file *file = &wanted->v[i],
		    *other = tree_find(now, file->path);
		int fd;
		if (other != NULL && same(file, other))
			continue;
		if (file->bytes == NULL) {
			mkdir(file->path, file->mode & 0777);
			continue;
		}
		fd = open(file->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		if (fd < 0 || write(fd, file->bytes, file->n) !=
		    (ssize_t)file->n || fchmod(fd, file->mode & 0777) != 0) {
			perror(file->path);
			exit(2);
		}
		close(fd);
	}
}

/* --- a run ----------------------------------------------------------------- */

struct run {
	int status;		/* as wait has it */
	char *printed, *said;
	struct tree tree;	/* what stands there afterwards */
};

static char **command;
static int words, out[2];

static char *
taken_back(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 ? bytes_of(fd, (size_t)st.st_size) : NULL;
}

/* As PLAN has it. */
static struct run
run(void)
{
	struct run run = { 0 };
	pid_t child;

	memset(seen->calls, 0, sizeof(seen->calls));
	for (int i = 0; i < 2; i++)
		if (ftruncate(out[i], 0) != 0 || lseek(out[i], 0, SEEK_SET))
			exit(2);
	fflush(stdout);
	if ((child = fork()) == 0) {
		dup2(out[0], 1);
		dup2(out[1], 2);
		alarm(20);
		armed = true;
		exit(gongwen_main(words, command));
	}
	if (child < 0 || waitpid(child, &run.status, 0) != child) {
		perror("fault");
		exit(2);
	}
	run.printed = taken_back(out[0]);
	run.said = taken_back(out[1]);
	run.tree = tree_read();
	return run;
}

static void
run_free(struct run *run)
{
	free(run->printed);
	free(run->said);
	tree_free(&run->tree);
}

/* --- what must hold -------------------------------------------------------- */

static const char *lacking_some;
static struct tree start;
static struct run usual, second;	/* without a fault, and once more */
static unsigned done, wrong;

#define TOLD_MOST	20

static void
complain(const char *what, const char *more, const struct run *run)
{
	size_t n = strlen(run->said);

	if (++wrong > TOLD_MOST)
		return;
	printf("%s %u error %d%s: %s%s%s\n    status %#x: %s\n",
	    kinds[plan.kind].name, plan.nth, plan.error,
	    plan.on ? " and all later" : "", what, *more ? " " : "", more,
	    (unsigned)run->status, run->said + (n > 300 ? n - 300 : 0));
}

static bool
has(const char *path, const char *word)
{
	return strstr(path, word) != NULL;
}

/* The program's own notes, which say how far it came, and its cache. */
static bool
is_note(const char *path)
{
	return has(path, "/清单") || has(path, "/.cache");
}

static bool
is_scratch(const char *path)
{
	return has(path + 1, "/.") && !is_note(path);
}

/* The first file of A that B has not, or has otherwise; NULL when none. */
static const char *
lacking(const struct tree *a, const struct tree *b)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct file *file = &a->v[i],
		    *other = tree_find(b, file->path);

		if (!is_note(file->path) && !has(file->path, "-改过") &&
		    !is_scratch(file->path) && (other == NULL ||
		    (file->bytes != NULL && !same(file, other))))
			return file->path;
	}
	return NULL;
}

static const char *
difference(const struct tree *a, const struct tree *b)
{
	const char *path = lacking(a, b);

	return path != NULL ? path : lacking(b, a);
}

static void
check_whole(const struct run *run)
{
	for (size_t i = 0; i < run->tree.n; i++) {
		const struct file *file = &run->tree.v[i];

		if (file->bytes != NULL && !is_note(file->path) &&
		    !is_scratch(file->path) && !tree_holds(&start, file) &&
		    !tree_holds(&usual.tree, file) && (run->status ==
		    usual.status || lacking_some == NULL ||
		    strcmp(file->path + 2, lacking_some) != 0))
			complain("partial:", file->path, run);
	}
}

/* What a run without a fault keeps is there, what it changes under its name. */
static void
check_kept(const struct run *run, const char *what)
{
	for (size_t i = 0; i < start.n; i++) {
		const struct file *file = &start.v[i];

		if (file->bytes != NULL && !is_note(file->path) &&
		    !is_scratch(file->path) && !tree_holds(&run->tree, file) &&
		    (tree_holds(&usual.tree, file) ||
		    (tree_find(&usual.tree, file->path) != NULL &&
		    tree_find(&run->tree, file->path) == NULL)))
			complain(what, file->path, run);
	}
}

/* Scratch files; those of a batch may stay for the next run. */
static void
check_left(const struct run *run, const char *suffix, const char *what)
{
	for (size_t i = 0; i < run->tree.n; i++)
		if (is_scratch(run->tree.v[i].path) &&
		    has(run->tree.v[i].path, suffix))
			complain(what, run->tree.v[i].path, run);
}

/*
 * Another run finishes the rest.  Once for each state of the folder, which
 * stays as it is.
 */
static void
check_second(const struct run *run_before)
{
	static uint64_t known[1 << 16];
	uint64_t hash = tree_hash(&run_before->tree),
	    *slot = &known[hash % (sizeof(known) / sizeof(*known))];
	struct plan met = plan;
	struct run again;
	const char *path;

	if (*slot == hash)
		return;
	*slot = hash;
	plan = (struct plan){ .kind = KINDS };
	again = run();
	plan = met;
	if (again.status != usual.status && again.status != second.status)
		complain("the second run failed", "", &again);
	else if ((path = difference(&again.tree, &usual.tree)) != NULL &&
	    (path = difference(&again.tree, &second.tree)) != NULL)
		complain("second run, not the same:", path, &again);
	check_kept(&again, "lost in the second run:");
	check_left(&again, "", "left over by the second run:");
	tree_put(&again.tree, &run_before->tree);
	run_free(&again);
}

static void
check_told(const struct run *run)
{
	const char *path;

	/* A run that ends badly anyway may have more to complain of. */
	if (run->status == usual.status && (usual.status == 0 ||
	    strcmp(run->said, usual.said) == 0)) {
		if ((path = difference(&run->tree, &usual.tree)) != NULL)
			complain("as if all were well:", path, run);
		if (strcmp(run->printed, usual.printed) != 0)
			complain("prints something else", "", run);
		check_left(run, "", "left over, and all is well:");
		return;
	}
	if (run->status == 0)
		complain("found nothing to say", "", run);
	else if (plan.kind == MEMORY ? !has(run->said, "内存不足") &&
	    !has(run->said, "库不能装载") &&
	    !has(run->printed, "内存不足") : plan.kind != PRINT &&
	    *run->said == '\0' && strcmp(run->printed, usual.printed) == 0)
		complain("does not say why", "", run);
	if (plan.kind != NAME)
		check_left(run, ".tmp", "left over:");
}

static void
try(void)
{
	struct run met = run();

	done++;
	if (plan.kind != KILL && WIFSIGNALED(met.status))
		complain("died", "", &met);
	else if (plan.kind != KILL)
		check_told(&met);
	check_whole(&met);
	check_kept(&met, "lost:");
	check_second(&met);
	tree_put(&met.tree, &start);
	run_free(&met);
}

/* --- all of them ----------------------------------------------------------- */

/* Where requests for memory come from, each once: the first and the last. */
static size_t
ways(unsigned *places, unsigned calls)
{
	static struct { uint64_t whence; unsigned first, last; } way[CALLS_MOST];
	size_t n = 0;

	memset(way, 0, sizeof(way));
	for (unsigned nth = 1; nth <= calls && nth < CALLS_MOST; nth++) {
		size_t slot = seen->whence[nth] % CALLS_MOST;
		while (way[slot].first != 0 &&
		    way[slot].whence != seen->whence[nth])
			slot = (slot + 1) % CALLS_MOST;
		way[slot].whence = seen->whence[nth];
		way[slot].last = nth;
		if (way[slot].first == 0)
			way[slot].first = places[n++] = nth;
	}
	for (size_t slot = 0; slot < CALLS_MOST; slot++)
		if (way[slot].last != way[slot].first)
			places[n++] = way[slot].last;
	return n;
}

static void
each_place(enum kind kind, unsigned calls, unsigned runs)
{
	static unsigned places[2 * CALLS_MOST];
	size_t n = calls, step;

	if (kind == MEMORY)
		n = ways(places, calls);
	else
		for (unsigned i = 0; i < calls; i++)
			places[i] = i + 1;
	step = runs > 0 && n > runs ? n / runs : 1;
	for (size_t i = 0; i < n; i += step)
		for (size_t e = 0; e < 4 && (e == 0 ||
		    kinds[kind].errors[e] != 0); e++)
			for (int on = 0; on <= (e == 0 && kind != KILL); on++) {
				plan = (struct plan){ .kind = kind,
				    .nth = places[i], .on = on != 0,
				    .error = kinds[kind].errors[e] };
				try();
			}
}

/* Is it among those that were asked for? */
static bool
wanted(const char *list, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = list; at != NULL; at = strchr(at, ','), at =
	    at != NULL ? at + 1 : NULL)
		if (strncmp(at, name, n) == 0 && (at[n] == ',' ||
		    at[n] == '\0'))
			return true;
	return list == NULL;
}

int
main(int argc, char **argv)
{
	unsigned calls[KINDS], runs = 0;
	const char *list = NULL;
	char here[4096], cache[4200];
	int option;

	while ((option = getopt(argc, argv, "+r:k:l:")) != -1)
		if (option == 'r')
			runs = (unsigned)atoi(optarg);
		else if (option == 'k')
			list = optarg;
		else if (option == 'l')
			lacking_some = optarg;
		else
			return 2;
	if (optind + 1 >= argc || chdir(argv[optind]) != 0) {
		fprintf(stderr, "usage: fault [-r RUNS] [-k KINDS] "
		    "[-l PATH] FOLDER ARGUMENT...\n");
		return 2;
	}
	argv[optind] = argv[0];
	command = argv + optind;
	words = argc - optind;
	snprintf(cache, sizeof(cache), "%s/.cache", getcwd(here, sizeof(here)));
	setenv("XDG_CACHE_HOME", cache, 1);
	out[0] = memfd_create("out", 0);
	out[1] = memfd_create("error", 0);
	seen = mmap(NULL, sizeof(*seen), PROT_READ | PROT_WRITE, MAP_SHARED |
	    MAP_ANONYMOUS, -1, 0);
	stack();		/* what it needs is loaded at its first call */

	start = tree_read();
	plan.kind = KINDS;
	seen->looking = true;
	usual = run();
	memcpy(calls, seen->calls, sizeof(calls));
	seen->looking = false;
	if (!WIFEXITED(usual.status)) {
		complain("not even without a fault", "", &usual);
		return 2;
	}
	second = run();
	tree_put(&second.tree, &start);
	for (enum kind kind = 0; kind < KINDS; kind++)
		if (wanted(list, kinds[kind].name))
			each_place(kind, calls[kind], runs);
	printf("%u faults, %u went wrong:", done, wrong);
	for (int i = 1; i < words; i++)
		printf(" %s", command[i]);
	putchar('\n');
	return wrong > 0;
}
