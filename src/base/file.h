#pragma once

#include "finding.h"

/*
 * Files as bytes.  Reading is bounded; writing is complete or absent: the
 * bytes go to a temporary name beside the place, are flushed, and renamed.
 */

/*
 * Read PATH, at most LIMIT bytes, into the arena, and note that it is an input
 * of this run (see files_note).  0, or -1 with a finding that names the cause
 * (missing, a folder, no permission, too large).
 */
int	 file_read(struct arena *, struct str path, size_t limit,
	    struct str *bytes, struct findings *);

/* All of standard input, likewise. */
int	 file_read_input(struct arena *, size_t limit, struct str *bytes,
	    struct findings *);

/*
 * The same for a file that is read bit by bit, of any size: its bytes from the
 * beginning, to be closed; NULL with a finding.
 */
FILE	*file_open(struct str path, struct findings *);

/*
 * Files of the program's own, hidden ones, to be read and written bit by bit:
 * made new, or what a run before left.  A link in the place goes.  And what
 * the program has written, to be read.  NULL with errno.
 */
FILE	*file_create(struct str path);
FILE	*file_reopen(struct str path);
FILE	*file_open_output(struct str path);

/* The same for what the program may have written itself. */
int	 file_read_output(struct arena *, struct str path, size_t limit,
	    struct str *bytes, struct findings *);

enum file_sync { FILE_SYNC_NONE, FILE_SYNC_BATCH, FILE_SYNC_EACH };

/*
 * Write BYTES to PATH, whatever stands there: to be called through write.h,
 * which asks first.  The bytes go to TEMPORARY, a name of the caller's in the
 * same file system, where what a killed run left is overwritten; n == 0: to a
 * new name beside PATH.  Folders on the way are made, a link is followed, and
 * the new file has the mode of the old one.  With FILE_SYNC_EACH the data is
 * on disk before the name is.  A file that holds these bytes already is left
 * alone; what is no regular file is written into.  0, or -1 with a finding and
 * no debris.
 */
int	 file_write(struct str path, struct str temporary, struct str bytes,
	    enum file_sync, struct findings *);

/*
 * The same of what FILL writes, which returns 0, or -1 with errno; it may be
 * called again.  What is no regular file is left alone.
 */
typedef int file_fill(void *context, FILE *);
int	 file_write_by(struct str path, struct str temporary, file_fill *,
	    void *context, enum file_sync, struct findings *);

/* Remove from FOLDER what killed runs left of files they were writing. */
void	 file_clear(struct str folder, struct findings *);

/* Flush to disk what was written in PATH's file system. */
int	 file_flush(struct str path, struct findings *);

/* Remove a file; 0 also when there is none, -1 with a finding. */
int	 file_remove(struct str path, struct findings *);

/*
 * What stands at PATH, links followed, and its identity unless ID is NULL.  The
 * file that standard output goes to is no regular one: it is written into, as
 * is "-", which is standard output itself.
 */
enum file_kind {
	FILE_KIND_NONE, FILE_KIND_REGULAR, FILE_KIND_FOLDER, FILE_KIND_OTHER,
	FILE_KIND_UNKNOWN	/* the system will not say */
};
enum file_kind file_kind(struct str path, struct file_id *id);
/* Does another name (a hard link) lead to the file? */
bool	 file_is_shared(struct str path);
/* A regular file is an input of the run, whoever reads it: files_note. */
void	 file_note(struct files *, struct str path);
bool	 file_is_folder(struct str path);
/* Also when the system will not say. */
bool	 file_exists(struct str path);
/* What an errno means to a clerk: “磁盘已满”. */
const char *file_reason(int error, enum language);
/* PATH cannot be written for this reason: a finding; -1. */
int	 file_unwritable(struct str path, int error, struct findings *);
int	 file_unreadable(struct str path, int error, struct findings *);

/* The size in bytes of a regular file; -1 when it is not there or is none. */
long long file_size(struct str path);
/*
 * The same, and when it was last written, renamed or replaced, in nanoseconds
 * since 1970.  0, or -1.
 */
int	 file_look(struct str path, long long *size, long long *changed);

/* What PATH is in the end when its last part is a link; else PATH. */
struct str file_followed(struct arena *, struct str path);
/* PATH from the root, without links and ".."; n == 0: that is not known. */
struct str file_real(struct arena *, struct str path);

/* Give a file another name, which must be free.  0, or -1 with a finding. */
int	 file_rename(struct str from, struct str to, struct findings *);

/* Make PATH a folder with its parents.  0, or -1 with a finding. */
int	 file_make_folder(struct str path, struct findings *);

/*
 * Does PATH, whether it is there or not, lie below FOLDER, after all links
 * and ".." are followed?  When that is not known: no, with errno; else it is 0.
 */
bool	 file_is_below(struct str path, struct str folder);

/*
 * The file NAME of a source: in its folder, or in the current one where only
 * that is there and the source lies below it.
 */
struct str file_beside(struct arena *, struct str source, struct str name);

/*
 * May PATH, which a source names at POS, be read?  What lies in the source's
 * folder, or in the current one when the source lies below it, or below
 * --root.  Else there is a finding.
 */
bool	 file_may_read(struct str path, struct pos, struct findings *);

/*
 * For a file that is written bit by bit under a name of its own: give it the
 * place PATH, as file_write does.  0, or -1 with errno.
 */
int	 file_take_place(struct str temporary, struct str path, enum file_sync);

/* Have the bytes written so far on disk.  0, or -1 with errno. */
int	 file_flush_stream(FILE *, enum file_sync);

/* Up to N bytes from OFFSET on; does not move the place of the stream. */
size_t	 file_read_at(FILE *, unsigned long long offset, char *, size_t n);

/*
 * Lock a file, made if need be, for as long as this process lives or until
 * file_unlock, which removes it.  Not negative; FILE_LOCKED when another
 * process has it, -1 with errno.
 */
#define FILE_LOCKED	(-2)
int	 file_lock(struct str path);
void	 file_unlock(int lock, struct str path, struct findings *);

/*
 * The files below folder PATH, all levels, without hidden ones and those that
 * Word keeps beside an open file (~$通知.docx), sorted by byte order of their
 * paths.  A folder is gone through once, however many links lead to it; when
 * one below could not be read, errno tells why, else it is 0.
 */
struct paths {
	struct str *v;
	size_t n;
};
int	 file_list(struct arena *, struct str path, struct paths *,
	    struct findings *);
/* Is PATH, listed in FOLDER, a link or below one? */
bool	 file_is_linked(struct str path, struct str folder);
/* The names in folder PATH itself, hidden ones too, in any order. */
int	 file_names(struct arena *, struct str path, struct paths *,
	    struct findings *);

/* PATH's folder ("." when it has none), last component, and suffix. */
struct str path_folder(struct str path);
struct str path_name(struct str path);
struct str path_suffix(struct str path);	/* "md", without the dot */
/* Has PATH this suffix, typed in capitals or not (old.TXT)? */
bool	 path_has_suffix(struct str path, const char *suffix);
struct str path_bare(struct str path);	/* without the suffix and its dot */
struct str path_stem(struct str path);		/* the same of its name */
/* PATH, listed in FOLDER, from there on: 甲/乙/丙.md in 甲 is 乙/丙.md. */
struct str path_below(struct str path, struct str folder);
/* NAME relative to FOLDER, unless NAME is absolute or FOLDER is ".". */
struct str path_join(struct arena *, struct str folder, struct str name);
