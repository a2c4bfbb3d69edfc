#pragma once

#include "../base/arena.h"
#include "../base/finding.h"
#include "../base/str.h"

/*
 * Packages: the zip files that DOCX and XLSX are.  Nothing outside this
 * module knows about zip, deflate or checksums.
 *
 * Reading is for files that nobody vouches for: what is encrypted, damaged,
 * larger than the bounds below or hides something is refused with a finding
 * that tells a clerk why, and nothing is ever extracted by name.  Writing
 * makes the whole package in memory, the same bytes for the same parts.
 */

#define PACK_PARTS_MAX		2000
#define PACK_PART_SIZE_MAX	((size_t)64 << 20)	/* one part, plain */
#define PACK_SIZE_MAX		((size_t)256 << 20)	/* all, plain */
#define PACK_RATIO_MAX		200	/* of parts that are not small */
#define PACK_SMALL_PART		((size_t)1 << 20)
#define PACK_NAME_MAX		255		/* bytes of a part's name */

/* A part: a file in the package, in the form in which it is stored. */
struct part {
	struct str name;	/* "word/document.xml" */
	struct str stored;	/* compressed when `deflated`, else plain */
	size_t size;		/* plain */
	uint32_t crc;		/* of the plain bytes */
	bool deflated;
};

/*
 * An opened package.  It holds no handle and is not changed after opening,
 * so threads may share it.
 */
struct pack {
	struct str name;	/* as the user wrote the path; for findings */
	struct pos pos;		/* where it was asked for */
	const struct part *parts;	/* in the order of the package */
	size_t n;
	const struct part **by_name;	/* sorted, ASCII case folded */
	struct zip *zip;	/* of pack_open_large: parts are still there */
	bool binary;		/* made of a .doc, which has no controls */
};

/*
 * Open the package in BYTES (a file called NAME, asked for at POS).  NULL
 * with a finding when it is refused; the cause is told apart: an old .doc, a
 * password, a PDF, a damaged file, a hostile one.  The result keeps copies,
 * so BYTES may go.
 */
struct pack *pack_open(struct arena *, struct str name, struct str bytes,
	    struct pos, struct findings *);

/*
 * The same for a package with parts of any size, in FILE, which is closed with
 * it, or in BYTES when FILE is NULL, which must stay.  Its large parts are not
 * in memory: they are for pack_stream alone.  Give it back with pack_close.
 */
struct pack *pack_open_large(struct arena *, struct str name, FILE *file,
	    struct str bytes, struct pos, struct findings *);
void	 pack_close(struct pack *);

/*
 * The plain bytes of a part, one piece after another.  pack_stream_read gives
 * how many of N came, 0 at the end, and -1 when the part is damaged.
 */
struct pack_stream;

struct pack_stream *pack_stream_open(const struct pack *,
	    const struct part *);	/* NULL: it is damaged */
long	 pack_stream_read(struct pack_stream *, char *, size_t n);
void	 pack_stream_close(struct pack_stream *);

/* pack_read, also of a part that pack_open_large left in its file. */
int	 pack_stream_whole(struct arena *, const struct pack *,
	    const struct part *, struct str *bytes, struct findings *);

/* A package of plain parts at hand, as if opened; keeps names and bytes. */
struct pack_file {
	struct str name, bytes;
};

struct pack *pack_of(struct arena *, struct str name,
	    const struct pack_file *, size_t n);

/* Do two names mean one part?  ASCII case does not count, OPC [M1.12]. */
bool	 pack_same_name(struct str, struct str);

/* The part called NAME, or NULL. */
const struct part *pack_find(const struct pack *, struct str name);

/*
 * The plain bytes of a part; a NUL that is not counted follows them.  0, or
 * -1 with a finding when it does not unpack to the size and checksum that
 * the package states.
 */
int	 pack_read(struct arena *, const struct pack *, const struct part *,
	    struct str *bytes, struct findings *);

/*
 * A piece of a part to be written.  A variable piece is plain bytes alone; a
 * fixed one, made once by pack_fix and used in many packages, has its
 * compressed form beside them.
 */
struct pack_piece {
	struct str plain;
	struct str blocks;	/* n == 0: variable */
};

struct pack_piece pack_fix(struct arena *, struct str plain);

/* A whole part compressed once, for pack_copy.  Keeps NAME, copies BYTES. */
struct part pack_part(struct arena *, struct str name, struct str bytes);

/*
 * A writer of packages, for one thread, to be used again and again:
 *
 *	pack_begin(writer, &out);
 *	pack_add(writer, STR("[Content_Types].xml"), types);
 *	pack_add(writer, ...);
 *	pack_end(writer);
 *
 * The parts stand in the order of the calls; [Content_Types].xml, or OFD.xml,
 * must come first.  What OUT held before is replaced.  All entries are dated
 * 1980-01-01.  Names must be good, and different also when case is folded:
 * that is the caller's duty, since all names are its own or come out of
 * pack_open.
 */
struct pack_writer;

struct pack_writer *pack_writer_new(void);
void	 pack_writer_free(struct pack_writer *);

void	 pack_begin(struct pack_writer *, struct buf *out);
/*
 * From now on WATCH (NULL: nobody) is shown the plain bytes of every part that
 * is not copied as it is stored, in order and in pieces.
 */
struct pack_watch {
	void	(*see)(struct pack_watch *, struct str name, struct str bytes);
};

void	 pack_watch(struct pack_writer *, struct pack_watch *);

/* Plain bytes, to be compressed (pictures are stored as they are). */
void	 pack_add(struct pack_writer *, struct str name, struct str bytes);
/* Pieces put together; cheap when nearly all of them is fixed. */
void	 pack_splice(struct pack_writer *, struct str name,
	    const struct pack_piece *, size_t n);
/* A part as it is stored, under its own name. */
void	 pack_copy(struct pack_writer *, const struct part *);
/* Ends the package and seals it (see digest.h). */
void	 pack_end(struct pack_writer *);

/*
 * What many packages have in common.  One of them is written as the model,
 * with a mark (a string that is nowhere else) before and after whatever is
 * different in the others.
 *
 *	model = pack_model_new(arena, mark);
 *	pack_learn(writer, model);	pack_begin … pack_end
 *	pack_follow(writer, model);	pack_begin … pack_end, again and again
 *
 * The model's parts are searched for repetitions once, and those that follow
 * take them over (echo.h).  A package that differs from the model in other
 * ways too only takes over less; its parts hold the same bytes with a model or
 * without.  A model that has been learnt is not changed and may be shared by
 * threads.
 */
struct pack_model;

struct pack_model *pack_model_new(struct arena *, struct str mark);
void	 pack_learn(struct pack_writer *, struct pack_model *);
void	 pack_follow(struct pack_writer *, const struct pack_model *);
