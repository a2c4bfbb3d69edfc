/*
 * A library to be preloaded: the Nth call of a kind fails, or kills the
 * program before it is made.
 *
 *	FAULT_CALL	open write fsync rename malloc flush unlink, or any
 *	FAULT_NTH	which of them, from 1; 0: only count
 *	FAULT_ERROR	the error number; 0: SIGKILL instead
 *	FAULT_REPORT	a file for the number of calls made
 */
#define _GNU_SOURCE
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
static int error;

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
	ready = 2;
}

/* Is it this call's turn? */
static int
strikes(const char *call)
{
	prepare();
	if (ready != 2 || kind == NULL ||
	    (strcmp(kind, call) != 0 && strcmp(kind, "any") != 0))
		return 0;
	if (__sync_add_and_fetch(&calls, 1) != nth)
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

int
open(const char *path, int flags, ...)
{
	REAL(int, "open", const char *, int, ...);
	va_list ap;
	int mode;

	va_start(ap, flags);
	mode = va_arg(ap, int);
	va_end(ap);
	return strikes("open") ? -1 : real(path, flags, mode);
}

FILE *
fopen(const char *path, const char *how)
{
	REAL(FILE *, "fopen", const char *, const char *);

	return strikes("open") ? NULL : real(path, how);
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
	REAL(int, "fsync", int);

	return strikes("fsync") ? -1 : real(fd);
}

int
syncfs(int fd)
{
	REAL(int, "syncfs", int);

	return strikes("fsync") ? -1 : real(fd);
}

int
rename(const char *from, const char *to)
{
	REAL(int, "rename", const char *, const char *);

	return strikes("rename") ? -1 : real(from, to);
}

int
unlink(const char *path)
{
	REAL(int, "unlink", const char *);

	return strikes("unlink") ? -1 : real(path);
}

int
fflush(FILE *file)
{
	REAL(int, "fflush", FILE *);

	return strikes("flush") ? EOF : real(file);
}

extern void *__libc_malloc(size_t);

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
