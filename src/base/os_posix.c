/*
 * The seam to the system, for POSIX: see os.h.  Each function is the call of
 * its name and no more; what has to be decided is decided in file.c.
 */

/* syncfs: one call for a whole batch of files, beside sync for all disks. */
#ifdef __linux__
#define _GNU_SOURCE
#else
#define _XOPEN_SOURCE	700
#endif

#include "os.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* --- files ------------------------------------------------------------ */

static int
stat_of(int status, const struct stat *st, struct os_stat *out)
{
	if (status != 0)
		return -1;
	*out = (struct os_stat){
		.kind = S_ISREG(st->st_mode) ? OS_FILE :
		    S_ISDIR(st->st_mode) ? OS_FOLDER : OS_OTHER,
		.device = (unsigned long long)st->st_dev,
		.number = (unsigned long long)st->st_ino,
		.size = (long long)st->st_size,
		.names = (unsigned long)st->st_nlink,
		.changed = (long long)st->st_ctim.tv_sec * 1000000000 +
		    st->st_ctim.tv_nsec,
		.mode = (unsigned)st->st_mode & 07777,
		.owner = (unsigned)st->st_uid, .group = (unsigned)st->st_gid,
	};
	return 0;
}

int
os_stat(const char *path, struct os_stat *out)
{
	struct stat st;

	return stat_of(stat(path, &st), &st, out);
}

int
os_stat_open(int file, struct os_stat *out)
{
	struct stat st;

	return stat_of(fstat(file, &st), &st, out);
}

bool
os_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

long
os_link_target(const char *path, char *to, size_t n)
{
	return (long)readlink(path, to, n);
}

char *
os_real_path(const char *path)
{
	return realpath(path, NULL);
}

size_t
os_root(const char *path, size_t n)
{
	return n > 0 && path[0] == '/';
}

bool
os_is_separator(char c)
{
	return c == '/';
}

bool
os_same_path(const char *a, const char *b, size_t n)
{
	return strncmp(a, b, n) == 0;
}

/* Each folder is opened in the one before: no link is followed. */
static int
open_plain(const char *path)
{
#ifndef O_PATH
	return os_open(path, OS_READ, 0);
#else
	const int folder = O_PATH | O_DIRECTORY, file = O_RDONLY | O_NONBLOCK;
	int at = open("/", folder | O_CLOEXEC), next, error;
	char name[NAME_MAX + 1];
	size_t n;

	do {
		path += strspn(path, "/");
		n = strcspn(path, "/");
		if (at < 0)
			return -1;
		n = n > NAME_MAX ? NAME_MAX : n;	/* realpath's fit */
		memcpy(name, path, n);
		name[n] = '\0';
		path += n;
		next = openat(at, name, (*path == '\0' ? file : folder) |
		    O_NOFOLLOW | O_CLOEXEC);
		error = errno;
		close(at);
		errno = error;
		at = next;
	} while (*path != '\0');
	return at;
#endif
}

int
os_open(const char *path, enum os_open how, unsigned mode)
{
	static const int flags[] = {
		[OS_READ] = O_RDONLY | O_NONBLOCK,
		[OS_WRITE] = O_WRONLY | O_NOCTTY,
		[OS_REOPEN] = O_RDWR | O_NOFOLLOW,
		[OS_MAKE] = O_RDWR | O_CREAT | O_NOFOLLOW,
		[OS_MAKE_EMPTY] = O_RDWR | O_CREAT | O_NOFOLLOW | O_TRUNC,
		[OS_MAKE_NEW] = O_RDWR | O_CREAT | O_NOFOLLOW | O_EXCL,
	};

	return how == OS_READ_PLAIN ? open_plain(path) :
	    open(path, flags[how] | O_CLOEXEC, (mode_t)mode);
}

int
os_open_output(void)
{
	return fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
}

bool
os_is_output(const struct os_stat *st)
{
	struct os_stat out;

	return os_stat_open(STDOUT_FILENO, &out) == 0 &&
	    out.device == st->device && out.number == st->number;
}

int
os_close(int file)
{
	return close(file);
}

long
os_read(int file, void *p, size_t n)
{
	return (long)read(file, p, n);
}

long
os_write(int file, const void *p, size_t n)
{
	return (long)write(file, p, n);
}

int
os_flush(int file)
{
	return fsync(file);
}

const void *
os_map(const char *path, size_t *n)
{
	struct os_stat stat;
	int file = os_open(path, OS_READ, 0);
	void *p = MAP_FAILED;

	if (file < 0)
		return NULL;
	if (os_stat_open(file, &stat) == 0 && stat.kind == OS_FILE &&
	    stat.size > 0) {
		*n = (size_t)stat.size;
		p = mmap(NULL, *n, PROT_READ, MAP_PRIVATE, file, 0);
	}
	os_close(file);
	return p == MAP_FAILED ? NULL : p;
}

void
os_unmap(const void *p, size_t n)
{
	munmap((void *)(uintptr_t)p, n);
}

int
os_lock(int file)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	return fcntl(file, F_SETLK, &lock);
}

int
os_take_owner(int file, const struct os_stat *old)
{
	/* Whose it is can be kept by root only. */
	if (old->owner != (unsigned)geteuid() && fchown(file,
	    (uid_t)old->owner, (gid_t)old->group) != 0 && errno != EPERM)
		return -1;
	return fchmod(file, (mode_t)old->mode);
}

int
os_take_mode(const char *path, const struct os_stat *old)
{
	return chmod(path, (mode_t)old->mode);
}

FILE *
os_stream(int file, const char *mode)
{
	return fdopen(file, mode);
}

FILE *
os_stream_scratch(void)
{
	return tmpfile();
}

int
os_stream_flush(FILE *file)
{
	return fsync(fileno(file));
}

long
os_stream_read_at(FILE *file, unsigned long long at, void *p, size_t n)
{
	return (long)pread(fileno(file), p, n, (off_t)at);
}

int
os_stream_seek(FILE *file, unsigned long long at)
{
	return fseeko(file, (off_t)at, SEEK_SET);
}

int
os_stream_cut(FILE *file, unsigned long long size)
{
	return ftruncate(fileno(file), (off_t)size);
}

long long
os_stream_tell(FILE *file)
{
	return (long long)ftello(file);
}

int
os_rename(const char *from, const char *to)
{
	return rename(from, to);
}

/* A link is refused where a name is taken; a rename is not. */
int
os_rename_new(const char *from, const char *to)
{
	if (link(from, to) == 0)
		return unlink(from);
	if (errno == EEXIST)
		return -1;
	if (os_exists(to)) {
		errno = EEXIST;
		return -1;
	}
	return rename(from, to);
}

int
os_remove(const char *path)
{
	return unlink(path);
}

int
os_make_folder(const char *path)
{
	return mkdir(path, 0777);
}

int
os_list(const char *path, void (*each)(void *, const char *), void *context)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	int error;

	if (folder == NULL)
		return -1;
	while (errno = 0, (entry = readdir(folder)) != NULL)
		each(context, entry->d_name);
	error = errno;
	closedir(folder);
	errno = error;
	return error == 0 ? 0 : -1;
}

int
os_flush_folder(const char *path)
{
	int status, error, folder = open(path,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (folder < 0)
		return -1;
	status = fsync(folder);
	error = errno;
	close(folder);
	errno = error;
	/* Some file systems cannot, and need not. */
	return status != 0 && error != EINVAL ? -1 : 0;
}

#ifdef __linux__
int
os_flush_disk(const char *path)
{
	int status, error, file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		return -1;
	status = syncfs(file);
	error = errno;
	close(file);
	errno = error;
	return status;
}
#else
int
os_flush_disk(const char *path)
{
	if (!os_exists(path))
		return -1;
	sync();
	return 0;
}
#endif

/* --- threads ---------------------------------------------------------- */

struct os_lock {
	pthread_mutex_t mutex;
	pthread_cond_t bell;
};

struct os_lock *
os_lock_new(void)
{
	struct os_lock *lock = malloc(sizeof(*lock));

	if (lock != NULL) {
		pthread_mutex_init(&lock->mutex, NULL);
		pthread_cond_init(&lock->bell, NULL);
	}
	return lock;
}

void
os_lock_free(struct os_lock *lock)
{
	if (lock == NULL)
		return;
	pthread_cond_destroy(&lock->bell);
	pthread_mutex_destroy(&lock->mutex);
	free(lock);
}

void
os_enter(struct os_lock *lock)
{
	pthread_mutex_lock(&lock->mutex);
}

void
os_leave(struct os_lock *lock)
{
	pthread_mutex_unlock(&lock->mutex);
}

void
os_wait(struct os_lock *lock)
{
	pthread_cond_wait(&lock->bell, &lock->mutex);
}

void
os_wake(struct os_lock *lock)
{
	pthread_cond_broadcast(&lock->bell);
}

struct call {
	void (*work)(void *);
	void *context;
};

static void *
start_call(void *call)
{
	const struct call *c = call;

	c->work(c->context);
	return NULL;
}

void
os_run(unsigned n, void (*work)(void *), void *context)
{
	pthread_t threads[OS_THREADS_MAX];
	struct call call = { work, context };
	unsigned started = 0;

	while (started + 1 < n && started < OS_THREADS_MAX &&
	    pthread_create(&threads[started], NULL, start_call, &call) == 0)
		started++;
	work(context);
	for (unsigned i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
}

unsigned
os_cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 0 ? (unsigned)n : 1;
}

/* --- the process ------------------------------------------------------ */

#define LARGE_BLOCK	(1 << 20)

void
os_start(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	signal(SIGXFSZ, SIG_IGN);
#ifdef __GLIBC__
	/*
	 * Else the first large block that is freed makes all later ones part
	 * of the heap, in the midst of which none is given back.
	 */
	mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
	mallopt(M_TRIM_THRESHOLD, 2 * LARGE_BLOCK);
#endif
}

double
os_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void
os_sleep(double seconds)
{
	struct timespec time = { (time_t)seconds, 0 };

	time.tv_nsec = (long)((seconds - (double)time.tv_sec) * 1e9);
	nanosleep(&time, NULL);
}

unsigned long
os_process(void)
{
	return (unsigned long)getpid();
}

bool
os_is_terminal(int file)
{
	return isatty(file) != 0;
}

char *
os_cache_folder(void)
{
	const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	bool own = cache != NULL && *cache == '/';
	const char *folder = own ? cache : home;
	char *path;

	if (folder == NULL || *folder != '/' ||
	    (path = malloc(strlen(folder) + sizeof("/.cache"))) == NULL)
		return NULL;
	strcpy(path, folder);
	return own ? path : strcat(path, "/.cache");
}

const char *
os_language(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *value = NULL;

	for (size_t i = 0; i < 3 && (value == NULL || *value == '\0'); i++)
		value = getenv(names[i]);
	return value;
}

bool
os_owns_window(void)
{
	return false;
}

static volatile sig_atomic_t *stop_wanted;

static void
want_stop(int signal)
{
	(void)signal;
	*stop_wanted = 1;
}

void
os_catch_stop(volatile sig_atomic_t *stop)
{
	static const int stopping[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = want_stop,
	    .sa_flags = (int)SA_RESETHAND }, before;

	stop_wanted = stop;
	/* What is ignored already (nohup) stays so. */
	for (size_t i = 0; i < sizeof(stopping) / sizeof(*stopping); i++)
		if (sigaction(stopping[i], NULL, &before) == 0 &&
		    before.sa_handler != SIG_IGN)
			sigaction(stopping[i], &action, NULL);
}
