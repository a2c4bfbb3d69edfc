#pragma once

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/*
 * The one seam to the system: os_posix.c or os_win.c, which the Makefile
 * chooses.  Nothing else includes a header of the system (tests/layers.sh).
 *
 * Paths are UTF-8 with "/" (Windows: or "\\") between their parts, at most
 * OS_PATH_MAX bytes with the zero.  Unless a function says otherwise it
 * returns 0, or -1 with errno.
 */
#define OS_PATH_MAX	4096

/* --- files ------------------------------------------------------------ */

enum os_kind { OS_FILE, OS_FOLDER, OS_OTHER };

struct os_stat {
	enum os_kind kind;
	unsigned long long device, number;	/* its identity */
	long long size;				/* bytes */
	unsigned long names;			/* hard links to it */
	/* When it was last written, renamed or replaced: ns since 1970. */
	long long changed;
	unsigned mode, owner, group;		/* as POSIX has them, or 0 */
};

/* Links are followed. */
int	 os_stat(const char *path, struct os_stat *);
int	 os_stat_open(int file, struct os_stat *);
bool	 os_exists(const char *path);
/*
 * Where the link PATH leads, in TO of N bytes: the length, not terminated; -1
 * when it is none.
 */
long	 os_link_target(const char *path, char *to, size_t n);
/* PATH without links and "..", to be freed; NULL with errno. */
char	*os_real_path(const char *path);
/*
 * Bytes at the head of a path that name no folder that could be made: "/",
 * "C:\\", "\\\\server\\share\\"; 0: it begins in the current folder.
 */
size_t	 os_root(const char *path, size_t n);
bool	 os_is_separator(char);
/* Do the first N bytes name the same, as the system compares names? */
bool	 os_same_path(const char *, const char *, size_t n);

enum os_open {
	OS_READ,	/* without waiting: a pipe has no end, and is no file */
	/* The same, by a whole path of which no part is or becomes a link */
	OS_READ_PLAIN,
	OS_WRITE,	/* what is there, whatever it is */
	/* The rest also to be read, and never through a link: ELOOP */
	OS_REOPEN,	/* what is there */
	OS_MAKE,	/* made if need be */
	OS_MAKE_EMPTY,	/* the same, and cut to nothing */
	OS_MAKE_NEW	/* fails with EEXIST when it is there */
};

/* A file that programs started from here do not inherit; or -1 with errno. */
int	 os_open(const char *path, enum os_open, unsigned mode);
/* Standard output, to be closed like a file that was opened. */
int	 os_open_output(void);
bool	 os_is_output(const struct os_stat *);
int	 os_close(int file);
/* Bytes read or written, which may be fewer than N; -1 with errno. */
long	 os_read(int file, void *, size_t n);
long	 os_write(int file, const void *, size_t n);
int	 os_flush(int file);
/* The bytes of a file where they lie, to be read; NULL with errno. */
const void *os_map(const char *path, size_t *n);
void	 os_unmap(const void *, size_t n);
/* Lock it for as long as it is open; EAGAIN or EACCES: another has it. */
int	 os_lock(int file);
/* Give a new file the mode and, where that may be, the owner of an old one. */
int	 os_take_owner(int file, const struct os_stat *old);
int	 os_take_mode(const char *path, const struct os_stat *old);

/* As fdopen: "rb", "r+b".  A scratch file that goes when it is closed. */
FILE	*os_stream(int file, const char *mode);
FILE	*os_stream_scratch(void);
int	 os_stream_flush(FILE *);	/* to disk */
long	 os_stream_read_at(FILE *, unsigned long long at, void *, size_t n);
int	 os_stream_seek(FILE *, unsigned long long at);
long long os_stream_tell(FILE *);
int	 os_stream_cut(FILE *, unsigned long long size);

/* What stands at TO is replaced; os_rename_new fails with EEXIST instead. */
int	 os_rename(const char *from, const char *to);
int	 os_rename_new(const char *from, const char *to);
int	 os_remove(const char *path);
int	 os_make_folder(const char *path);
/* Names in folder PATH, hidden ones too, in any order. */
int	 os_list(const char *path, void (*each)(void *, const char *name),
	    void *);
/* Have the names of a folder on disk; all that was written on its disk. */
int	 os_flush_folder(const char *path);
int	 os_flush_disk(const char *path);

/* --- threads ---------------------------------------------------------- */

/* A lock with a bell: os_wait leaves it, and is woken by os_wake. */
struct os_lock;
struct os_lock *os_lock_new(void);	/* NULL: out of memory */
void	 os_lock_free(struct os_lock *);
void	 os_enter(struct os_lock *);
void	 os_leave(struct os_lock *);
void	 os_wait(struct os_lock *);
void	 os_wake(struct os_lock *);

/* Call WORK in N threads, of which this is one; in fewer if it must be. */
#define OS_THREADS_MAX	256
void	 os_run(unsigned n, void (*work)(void *), void *context);
unsigned os_cores(void);

/* --- the process ------------------------------------------------------ */

/* Once, at the start of main: arguments as UTF-8, SIGXFSZ is an error. */
void	 os_start(int *argc, char ***argv);
/* Seconds from some time on. */
double	 os_clock(void);
void	 os_sleep(double seconds);
unsigned long os_process(void);
/* Does a person look at it: standard output 1, standard error 2? */
bool	 os_is_terminal(int file);
/* Was it started by a click, in a window that closes when it ends? */
bool	 os_owns_window(void);
/* The user's folder for what may be lost; NULL: there is none.  To be freed. */
char	*os_cache_folder(void);
/* The language of the user as in LANG: zh_CN…; NULL: not known. */
const char *os_language(void);
/*
 * The first Ctrl-C (or the end of the session, or of the machine) sets STOP,
 * the second kills.
 */
void	 os_catch_stop(volatile sig_atomic_t *stop);
