/*
 * A library to be preloaded: the Nth call of a kind fails, or kills the
 * program before it is made.
 *
 *	FAULT_CALL	open read write fsync rename malloc flush unlink stat
 *			fstat fcntl close mkdir link opendir, or any; or
 *			taken: another run removes what is to be renamed
 *	FAULT_NTH	which of them, from 1; 0: only count
 *	FAULT_ERROR	the error number; 0: SIGKILL instead
 *	FAULT_ON	not empty: all later ones fail too
 *	FAULT_REPORT	a file for the number of calls made
 */
#define _GNU_SOURCE
#include <sys/stat.h>

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned calls;
static int ready;		/* 0: not yet, 1: on its way, 2: yes */
static const char *kind, *report;
static unsigned nth;
static int error, on;

static void
prepare(void)
{
	if (ready)
		return;
	ready = 1;
	kind = getenv("FAULT_CALL");
	report = getenv("FAULT_REPORT");
	nth = getenv("FAULT_NTH") ? (unsigned)atoi(getenv("FAULT_NTH")) : 0;
	error = getenv("FAULT_ERROR") ? atoi(getenv("FAULT_ERROR")) : ENOSPC;
	on = getenv("FAULT_ON") != NULL && *getenv("FAULT_ON") != '\0';
	ready = 2;
}

/* Is it this call's turn? */
static int
strikes(const char *call)
{
	prepare();
	if (ready != 2 || kind == NULL || (strcmp(kind, call) != 0 &&
	    (strcmp(kind, "any") != 0 || strcmp(call, "taken") == 0)))
		return 0;
	unsigned call_number = __sync_add_and_fetch(&calls, 1);
	if (call_number != nth && !(on && nth > 0 && call_number > nth))
		return 0;
	if (error == 0)
		kill(getpid(), SIGKILL);
	errno = error;
	return 1;
}

#define REAL(type, name, ...) \
	static type (*real)(__VA_ARGS__); \
	if (real == NULL) \
		*(void **)&real = dlsym(RTLD_NEXT, name)

/*
 * With 64-bit offsets the C library has other names for these: the program
 * calls open64, not open.  Both names are here.
 */
#define OPEN(name) \
	int \
	name(const char *path, int flags, ...) \
	{ \
		REAL(int, #name, const char *, int, ...); \
		va_list ap; \
		int mode; \
		va_start(ap, flags); \
		mode = va_arg(ap, int); \
		va_end(ap); \
		return strikes("open") ? -1 : real(path, flags, mode); \
	}
OPEN(open)
OPEN(open64)

int
openat(int folder, const char *path, int flags, ...)
{
	REAL(int, "openat64", int, const char *, int, ...);

	return strikes("open") ? -1 : real(folder, path, flags);
}

int
openat64(int folder, const char *path, int flags, ...)
{
	return openat(folder, path, flags);
}

#define FOPEN(name) \
	FILE * \
	name(const char *path, const char *how) \
	{ \
		REAL(FILE *, #name, const char *, const char *); \
		return strikes("open") ? NULL : real(path, how); \
	}
FOPEN(fopen)
FOPEN(fopen64)

#define STAT(name, type, kind) \
	int \
	name(type of, struct stat *st) \
	{ \
		REAL(int, #name, type, struct stat *); \
		return strikes(kind) ? -1 : real(of, st); \
	}
STAT(stat, const char *, "stat")
STAT(fstat, int, "fstat")
/* The same layout on every 64-bit machine. */
#define STAT64(name, type, kind) \
	int \
	name(type of, struct stat64 *st) \
	{ \
		REAL(int, #name, type, struct stat64 *); \
		return strikes(kind) ? -1 : real(of, st); \
	}
STAT64(stat64, const char *, "stat")
STAT64(fstat64, int, "fstat")

#define PREAD(name, offset) \
	ssize_t \
	name(int fd, void *bytes, size_t n, offset at) \
	{ \
		REAL(ssize_t, #name, int, void *, size_t, offset); \
		return strikes("read") ? -1 : real(fd, bytes, n, at); \
	}
PREAD(pread, off_t)
PREAD(pread64, off64_t)

#define FCNTL(name) \
	int \
	name(int fd, int what, ...) \
	{ \
		REAL(int, #name, int, int, ...); \
		va_list ap; \
		void *argument; \
		va_start(ap, what); \
		argument = va_arg(ap, void *); \
		va_end(ap); \
		return strikes("fcntl") ? -1 : real(fd, what, argument); \
	}
FCNTL(fcntl)
FCNTL(fcntl64)

ssize_t
read(int fd, void *bytes, size_t n)
{
	REAL(ssize_t, "read", int, void *, size_t);

	return strikes("read") ? -1 : real(fd, bytes, n);
}

int
close(int fd)
{
	REAL(int, "close", int);
	int status = real(fd);	/* it is closed all the same */

	return strikes("close") ? -1 : status;
}

int
fclose(FILE *file)
{
	REAL(int, "fclose", FILE *);
	int status = real(file);

	return strikes("close") ? EOF : status;
}

int
mkdir(const char *path, mode_t mode)
{
	REAL(int, "mkdir", const char *, mode_t);

	return strikes("mkdir") ? -1 : real(path, mode);
}

int
link(const char *from, const char *to)
{
	REAL(int, "link", const char *, const char *);

	return strikes("link") ? -1 : real(from, to);
}

DIR *
opendir(const char *path)
{
	REAL(DIR *, "opendir", const char *);

	return strikes("opendir") ? NULL : real(path);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	REAL(ssize_t, "write", int, const void *, size_t);

	if (strikes("write")) {
		if (n > 1)	/* half of it still gets there */
			real(fd, bytes, n / 2);
		return -1;
	}
	return real(fd, bytes, n);
}

int
fsync(int fd)
{
	(void)fd;		/* nobody pulls the plug: no need to wait */
	return strikes("fsync") ? -1 : 0;
}

int
syncfs(int fd)
{
	(void)fd;
	return strikes("fsync") ? -1 : 0;
}

int
unlink(const char *path)
{
	REAL(int, "unlink", const char *);

	return strikes("unlink") ? -1 : real(path);
}

int
rename(const char *from, const char *to)
{
	REAL(int, "rename", const char *, const char *);

	if (strstr(from, ".tmp") != NULL && strikes("taken"))
		unlink(from);
	return strikes("rename") ? -1 : real(from, to);
}

int
fflush(FILE *file)
{
	REAL(int, "fflush", FILE *);

	return strikes("flush") ? EOF : real(file);
}

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

void *
calloc(size_t n, size_t size)
{
	return strikes("malloc") ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return strikes("malloc") ? NULL : __libc_realloc(p, n);
}

void *
malloc(size_t n)
{
	return strikes("malloc") ? NULL : __libc_malloc(n);
}

__attribute__((destructor)) static void
tell(void)
{
	FILE *out;

	if (report != NULL && (out = fopen(report, "w")) != NULL) {
		fprintf(out, "%u\n", calls);
		fclose(out);
	}
}
